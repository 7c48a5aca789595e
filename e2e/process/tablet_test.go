package process

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/sim/faults"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// tablet is a native tablet: the same Go core over a replica in memory, with a
// person who works on it.
type tablet struct {
	device     string
	actor      casework.Actor
	credential string
	origin     string
	replica    *memory.Tablet
	http       *http.Client
	random     *rand.Rand
	n          int64

	synced, failed int // how its syncs went

	older  bool            // a program of the first release
	coming []exchange.Mark // cases that are fetched next

	mu        sync.Mutex
	flight    *flight           // the exchange that is under way
	confirmed []oplog.Operation // what its screen called saved, in order
}

func newTablet(device string, actor casework.Actor, credential, origin string, seed uint64) *tablet {
	return &tablet{
		device: device, actor: actor, credential: credential, origin: origin, replica: memory.NewTablet(),
		http:   &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{MaxConnsPerHost: 6, DisableCompression: true}},
		random: rand.New(rand.NewPCG(seed, 3)),
	}
}

// work writes one thing and counts it as confirmed once the store has it.
func (d *tablet) work(ctx context.Context) error {
	list, err := d.replica.Summaries(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 || len(list) < 16 && d.random.IntN(8) == 0 {
		id := d.newID()
		return d.write(ctx, id,
			oplog.Operation{Record: id, Kind: casework.KindCase, Changes: made("name", "Family "+id[:4], "worker", d.actor.ID)},
			oplog.Operation{Record: d.newID(), Kind: casework.KindGoal, Changes: made("words", d.words())})
	}
	caseID := list[d.random.IntN(len(list))].Case
	file, err := d.replica.File(ctx, caseID)
	if err != nil {
		return err
	}
	for _, record := range file.Records { // any goal: the order of a map
		if record.Kind == casework.KindGoal && d.random.IntN(3) > 0 {
			return d.write(ctx, caseID, oplog.Operation{Record: record.ID, Kind: record.Kind,
				Changes: []oplog.Change{{Do: oplog.Set, Field: "words", To: d.words()}}})
		}
	}
	return d.write(ctx, caseID, oplog.Operation{Record: d.newID(), Kind: casework.KindNote,
		Changes: made("type", "phone", "on", "2026-11-21", "text", d.words())})
}

// words are said once in the whole test, so that each can be looked for. A long
// note takes more than one packet.
func (d *tablet) words() string {
	return fmt.Sprintf("said %d on %s %s", d.n, d.device, strings.Repeat("and more ", 1<<d.random.IntN(10)))
}

func (d *tablet) newID() string {
	return fmt.Sprintf("%08x-0000-7000-8000-%012x", d.random.Uint32(), d.random.Int64N(1<<48))
}

func made(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

func (d *tablet) write(ctx context.Context, caseID string, parts ...oplog.Operation) error {
	file, err := d.replica.File(ctx, caseID)
	if err != nil {
		return err
	}
	group := ""
	if len(parts) > 1 {
		group = fmt.Sprintf("%s/%d", d.device, d.n+1)
	}
	ops := make([]oplog.Operation, len(parts))
	for i, op := range parts {
		op.ID = oplog.ID{Device: d.device, Epoch: 1, N: d.n + int64(i) + 1}
		op.Group, op.Actor, op.Case, op.Seen, op.At = group, d.actor.ID, caseID, file.Seen, oplog.Moment(time.Now())
		ops[i] = op.Seal(make([]byte, oplog.SaltBytes))
	}
	for _, result := range merge.Plan(file.Clone(), d.actor, ops).Results {
		if result.Outcome == oplog.Kept {
			return nil // a page refuses it where it is written, and confirms nothing
		}
	}
	if _, _, err := merge.Land(ctx, d.replica, caseID, d.actor, ops); err != nil {
		return err
	}
	d.n += int64(len(ops))
	d.mu.Lock()
	defer d.mu.Unlock()
	d.confirmed = append(d.confirmed, ops...)
	return nil
}

// sync runs one sync, which may fail anywhere.
func (d *tablet) sync(ctx context.Context) error {
	client := exchange.Client{Replica: d.replica, Transport: d, Device: d.device, Epoch: 1, Actor: d.actor, Unsqueeze: unzip, ParcelFrom: 2}
	_, err := client.Sync(ctx)
	if err != nil {
		d.failed++
	} else {
		d.synced++
	}
	return err
}

// flight is an exchange that brings operations.
type flight struct {
	device string
	last   int64 // number of the last operation
	done   chan struct{}
	err    error // once it is done
}

// takesOff notes what is under way, until it is told how that went.
func (d *tablet) takesOff(request exchange.Request) (lands func(error)) {
	if len(request.Operations) == 0 {
		return func(error) {}
	}
	last, err := oplog.Decode(request.Operations[len(request.Operations)-1])
	if err != nil {
		return func(error) {}
	}
	one := &flight{device: d.device, last: last.N, done: make(chan struct{})}
	d.mu.Lock()
	d.flight = one
	d.mu.Unlock()
	return func(err error) {
		d.mu.Lock()
		d.flight = nil
		d.mu.Unlock()
		one.err = err
		close(one.done)
	}
}

// underWay is the exchange that is under way, or nil.
func (d *tablet) underWay() *flight {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.flight
}

// Sync carries one exchange, packed as a browser packs it.
func (d *tablet) Sync(ctx context.Context, request exchange.Request) (reply exchange.Reply, err error) {
	lands := d.takesOff(request)
	defer func() { lands(err) }()
	plain, err := json.Marshal(request)
	if err == nil && d.older {
		hit(faults.OldFormat)
		plain, err = faults.Older(plain)
	}
	if err != nil {
		return reply, err
	}
	answered, err := d.ask(ctx, http.MethodPost, exchange.PathSync, zip(plain))
	if err == nil {
		err = json.Unmarshal(answered, &reply)
	}
	return reply, err
}

// Segment fetches one case.
func (d *tablet) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	return d.ask(ctx, http.MethodGet, exchange.SegmentPath(mark), nil)
}

// Coming names the cases that Segments fetches.
func (d *tablet) Coming(marks []exchange.Mark) { d.coming = marks }

// Segments fetches some cases at once.
func (d *tablet) Segments(ctx context.Context) ([][]byte, error) {
	segments, err := exchange.FirstOf(d.coming, func(request exchange.BundleRequest) ([]byte, error) {
		if d.older { // it knows no bundles
			return exchange.EmptyBundle(), nil
		}
		body, err := json.Marshal(request)
		if err != nil {
			return nil, err
		}
		return d.ask(ctx, http.MethodPost, exchange.PathBundle, zip(body))
	}, func(mark exchange.Mark) ([]byte, error) { return d.Segment(ctx, mark) })
	if err == nil {
		d.coming = d.coming[len(segments):]
	}
	return segments, err
}

func (d *tablet) ask(ctx context.Context, method, path string, body io.Reader) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, d.origin+path, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+d.credential)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Content-Encoding", "gzip")
	}
	answer, err := d.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, &answered{answer.StatusCode, fmt.Sprintf("%.200s", content)}
	}
	if answer.Header.Get("Content-Encoding") == "gzip" {
		return unzip(content)
	}
	return content, nil
}

// answered is an answer that was not what was asked for.
type answered struct {
	status int
	text   string
}

func (a *answered) Error() string { return fmt.Sprintf("status %d: %s", a.status, a.text) }

func zip(plain []byte) io.Reader {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write(plain) // to memory: it cannot fail
	_ = writer.Close()
	return &packed
}

func unzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
