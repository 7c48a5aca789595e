package world

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"time"

	"doorstep/casework"
	"doorstep/sim/faults"
	"doorstep/sim/oracle"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// tablet is one person's tablet: the product's client over the product's
// memory replica, and a network that fails.
type tablet struct {
	w       *World
	device  string
	epoch   int64
	actor   casework.Actor
	replica *memory.Tablet
	ahead   time.Duration           // of the device's clock
	late    [][]byte                // requests that the network has not delivered yet
	image   *memory.Tablet          // of its disk, taken earlier
	imaged  int                     // how much the oracle's book held then
	open    *form                   // being filled in
	coming  []exchange.Mark         // cases that are fetched next
	seen    map[exchange.Mark]int64 // highest position of each case shown, by case and term
}

var (
	errAway    = errors.New("world: the network failed")
	errStopped = errors.New("world: the tablet's program was stopped")
	background = context.Background()
)

// client is a program that has just started: it knows what the replica knows.
func (t *tablet) client() *exchange.Client {
	return &exchange.Client{
		Replica: &stopping{Tablet: t.replica, t: t}, Transport: t, Device: t.device, Epoch: t.epoch, Actor: t.actor, Unsqueeze: gunzip,
		ParcelFrom: 2,
	}
}

func gunzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// Sync carries a request to the office and the reply back.
func (t *tablet) Sync(_ context.Context, request exchange.Request) (exchange.Reply, error) {
	w := t.w
	none := exchange.Reply{}
	if err := w.meanwhile(t); err != nil {
		return none, err
	}
	body, err := request.Encode()
	if err != nil {
		return none, err
	}
	fault := w.strike(3, RequestLost, RequestCut, ReplyLost, ReplyCut, Duplicated, Delayed, OldFormat, KilledBefore, KilledAfter, TornWrite)
	if body, err = t.sends(fault, body); err != nil {
		return none, err
	}
	w.note("request", t.device, string(body))
	answer, err := w.deliver(t, fault, body)
	if err != nil {
		return none, err
	}
	w.note("reply", t.device, string(answer))
	return t.takes(fault, body, answer)
}

// keepsInbox kills the office that has said that it has what a request brought,
// now and then, be it just before that lands: without the tablet's asking again all
// of it is in the log.
func (t *tablet) keepsInbox(body []byte) error {
	w := t.w
	if w.strike(3, KilledAfter) == "" {
		return nil
	}
	w.hit(KilledAfter)
	var request exchange.Request
	if err := json.Unmarshal(body, &request); err != nil {
		return err
	}
	if w.random.IntN(2) == 0 {
		w.office.dies = KilledBefore
		if err := w.office.landParcels(); err != nil && !errors.Is(err, errKilled) {
			return err
		}
	}
	if err := w.office.restart(nil); err != nil {
		return err
	}
	for _, raw := range request.Operations {
		op, err := oplog.Decode(raw)
		if err != nil {
			return err
		}
		_, hashes, err := w.office.StoredResults(w.ctx, []oplog.ID{op.ID})
		if err != nil {
			return err
		}
		if !op.Has(hashes[op.ID]) {
			w.find(oracle.NoLoss, "the office said that it has %s, and does not", op.ID)
		}
	}
	return nil
}

// sends is what happens to a request on its way.
func (t *tablet) sends(fault Fault, body []byte) ([]byte, error) {
	w := t.w
	switch fault {
	case RequestLost:
		w.hit(fault)
		return nil, errAway
	case RequestCut:
		w.hit(fault)
		if _, err := w.office.receive(t, body[:w.random.IntN(len(body))]); err == nil {
			w.find("wire", "a cut request was taken")
		}
		return nil, errAway
	case Delayed:
		w.hit(fault)
		t.late = append(t.late, body)
		return nil, errAway
	case OldFormat:
		w.hit(fault)
		return faults.Older(body)
	}
	return body, nil
}

// takes is what happens to a reply on its way.
func (t *tablet) takes(fault Fault, body, answer []byte) (exchange.Reply, error) {
	w := t.w
	var reply exchange.Reply
	switch fault {
	case ReplyLost:
		w.hit(fault)
		return reply, errAway
	case Duplicated:
		w.hit(fault)
		again, err := w.office.receive(t, body)
		if err != nil {
			return reply, err
		}
		answer = again
	case ReplyCut:
		w.hit(fault)
		if err := json.Unmarshal(answer[:w.random.IntN(len(answer))], &reply); err == nil {
			w.find("wire", "a cut reply was taken")
		}
		return exchange.Reply{}, errAway
	}
	if err := json.Unmarshal(answer, &reply); err != nil || reply.Inbox == 0 {
		return reply, err
	}
	return reply, t.keepsInbox(body)
}

// Segment fetches one case. The office names the hash of what it sends.
func (t *tablet) Segment(_ context.Context, mark exchange.Mark) ([]byte, error) {
	var sent []byte
	came, err := t.carried(func() (_ []byte, err error) {
		sent, err = t.w.office.segment(t, mark)
		return sent, err
	})
	if err == nil && !bytes.Equal(came, sent) {
		err = exchange.ErrSegment
	}
	return came, err
}

// Coming names the cases that Segments fetches.
func (t *tablet) Coming(marks []exchange.Mark) { t.coming = marks }

// Segments fetches some cases at once.
func (t *tablet) Segments(ctx context.Context) ([][]byte, error) {
	segments, err := exchange.FirstOf(t.coming, func(request exchange.BundleRequest) ([]byte, error) {
		return t.carried(func() ([]byte, error) { return t.w.office.bundle(t, request) })
	}, func(mark exchange.Mark) ([]byte, error) { return t.Segment(ctx, mark) })
	if err == nil {
		t.coming = t.coming[len(segments):]
	}
	return segments, err
}

// carried brings an answer of the office, or loses or cuts it.
func (t *tablet) carried(ask func() ([]byte, error)) ([]byte, error) {
	w := t.w
	if err := w.meanwhile(t); err != nil {
		return nil, err
	}
	fault := w.strike(6, SegmentLost, SegmentCut)
	if fault == SegmentLost {
		w.hit(fault)
		return nil, errAway
	}
	answer, err := ask()
	if err == nil && fault == SegmentCut {
		w.hit(fault)
		answer = answer[:w.random.IntN(len(answer))]
	}
	return answer, err
}

// stopping is the replica of a program that may be stopped at any store call.
type stopping struct {
	*memory.Tablet
	t *tablet
}

// SaveState stops before the position is stored, when the pages are.
func (s *stopping) SaveState(ctx context.Context, state exchange.ReplicaState) error {
	if s.t.w.strike(14, StoppedState) != "" {
		s.t.w.hit(StoppedState)
		return errStopped
	}
	return s.Tablet.SaveState(ctx, state)
}

// around runs a store call and stops before or after it, now and then.
func (s *stopping) around(call func() error) error {
	w := s.t.w
	if w.strike(30, StoppedStore) == "" {
		return call()
	}
	w.hit(StoppedStore)
	if w.random.IntN(2) == 0 {
		if err := call(); err != nil {
			return err
		}
	}
	return errStopped
}

// Absorb may be stopped around.
func (s *stopping) Absorb(ctx context.Context, absorbed ...exchange.Absorbed) error {
	return s.around(func() error { return s.Tablet.Absorb(ctx, absorbed...) })
}

// StoreSegments may be stopped around.
func (s *stopping) StoreSegments(ctx context.Context, arrived []exchange.Arrived) error {
	return s.around(func() error { return s.Tablet.StoreSegments(ctx, arrived) })
}

// Leave may be stopped around.
func (s *stopping) Leave(ctx context.Context, caseID string) error {
	return s.around(func() error { return s.Tablet.Leave(ctx, caseID) })
}
