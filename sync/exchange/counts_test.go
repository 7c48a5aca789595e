package exchange_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// scale is a network that weighs what it carries, compressed as on the wire, and
// loses one reply: the office has taken the request.
type scale struct {
	*device
	up, down int // bytes
	largest  int // of one message
	messages int
	cutAt    int // number of the message whose reply is lost; 0: none
	coming   []exchange.Mark
}

func (s *scale) weigh(value any) int {
	encoded, ok := value.([]byte)
	if !ok {
		plain, err := json.Marshal(value)
		if err != nil {
			s.world.t.Fatal(err)
		}
		var packed bytes.Buffer
		writer := gzip.NewWriter(&packed)
		writer.Write(plain)
		writer.Close()
		encoded = packed.Bytes()
	}
	s.largest = max(s.largest, len(encoded))
	return len(encoded)
}

func (s *scale) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	s.messages++
	s.up += s.weigh(request)
	reply, err := exchange.Answer(ctx, s.world.office.Office, s.actor, throughJSON(s.world.t, request))
	if err != nil {
		return reply, err
	}
	s.down += s.weigh(reply)
	if s.messages == s.cutAt {
		return exchange.Reply{}, errCut
	}
	return throughJSON(s.world.t, reply), nil
}

func (s *scale) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	s.messages++
	segment, _, err := exchange.Segment(ctx, s.world.office, s.actor, s.device.device, 1, mark.Case, exchange.InColumns)
	if err != nil {
		return nil, err
	}
	s.down += s.weigh(segment)
	if s.messages == s.cutAt {
		return nil, errCut
	}
	return segment, nil
}

// Coming names the cases that Segments fetches.
func (s *scale) Coming(marks []exchange.Mark) { s.coming = marks }

// Segments fetches some cases at once.
func (s *scale) Segments(ctx context.Context) ([][]byte, error) {
	segments, err := exchange.FirstOf(s.coming, func(request exchange.BundleRequest) ([]byte, error) {
		s.messages++
		s.up += s.weigh(request)
		bundle, err := exchange.Segments(ctx, s.world.office, s.actor, s.device.device, 1, request)
		if err != nil {
			return nil, err
		}
		s.down += s.weigh(bundle)
		if s.messages == s.cutAt {
			return nil, errCut
		}
		return bundle, nil
	}, func(mark exchange.Mark) ([]byte, error) { return s.Segment(ctx, mark) })
	if err == nil {
		s.coming = s.coming[len(segments):]
	}
	return segments, err
}

const pageLimit = 256 << 10

// prose is about so many words that compress as people's do.
func prose(random *rand.Rand, count int) string {
	var text strings.Builder
	for range count {
		syllables := 1 + random.IntN(3)
		for range syllables {
			text.WriteString([]string{"ma", "ri", "lo", "ten", "fa", "sel", "ko", "ver", "ni", "dra", "pu", "shi", "wo", "gal", "be", "um"}[random.IntN(16)])
		}
		text.WriteByte(' ')
	}
	return text.String()
}

// afterACut syncs with the reply to each message lost in turn, and tells by how
// many bytes the two tries together exceed one that is not cut.
func afterACut(t *testing.T, prepare func(w *world) *device) {
	t.Helper()
	whole := weighed(t, prepare, 0)
	if whole.messages < 3 || whole.largest > pageLimit {
		t.Errorf("uncut: %d messages, the largest of %d bytes; want several, each at most %d", whole.messages, whole.largest, pageLimit)
	}
	for cut := 1; cut <= whole.messages; cut++ {
		s := weighed(t, prepare, cut)
		if again := s.up + s.down - whole.up - whole.down; again > pageLimit {
			t.Errorf("cut at message %d of %d: %d bytes again, want at most %d", cut, whole.messages, again, pageLimit)
		}
	}
}

func weighed(t *testing.T, prepare func(w *world) *device, cut int) *scale {
	t.Helper()
	w := newWorld(t, 1)
	for _, d := range w.tablets {
		d.cuts = 0
	}
	d := prepare(w)
	s := &scale{device: d, cutAt: cut}
	d.client.Transport = s
	if _, err := d.client.Sync(t.Context()); cut > 0 != errors.Is(err, errCut) {
		t.Fatalf("cut at %d: %v", cut, err)
	}
	if cut > 0 {
		if _, err := d.client.Sync(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.agreesOf(d)
	return s
}

// agreesOf compares one tablet with the office.
func (w *world) agreesOf(d *device) {
	w.t.Helper()
	snapshot, err := w.office.Office.Pull(w.t.Context(), d.actor, 0, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	marks, err := d.replica.Marks(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if left := w.waiting(d); len(left) > 0 || exchange.StateDigest(marks) != exchange.StateDigest(snapshot.Scope) {
		w.t.Errorf("%s holds %v with %d waiting, the office says %v", d.device, marks, len(left), snapshot.Scope)
	}
}

// TestResentAfterACut: whatever is cut, at most one page is sent again.
func TestResentAfterACut(t *testing.T) {
	t.Run("sending", func(t *testing.T) {
		afterACut(t, func(w *world) *device {
			d := w.tablets[0]
			w.opensCase(d.replica, &d.author)
			for range 160 {
				w.addsNote(d, "case0001", 800)
			}
			return d
		})
	})
	t.Run("first download", func(t *testing.T) {
		afterACut(t, func(w *world) *device {
			for range 6 {
				w.opensCase(w.office, w.desk)
			}
			for i := range 160 {
				w.deskNote(fmt.Sprintf("case%04d", 1+2*(i%6)), 800)
			}
			return w.tablets[3]
		})
	})
	t.Run("news", func(t *testing.T) {
		afterACut(t, func(w *world) *device {
			for range 6 {
				w.opensCase(w.office, w.desk)
			}
			w.syncs(w.tablets[3])
			for i := range 160 {
				w.deskNote(fmt.Sprintf("case%04d", 1+2*(i%6)), 800)
			}
			return w.tablets[3]
		})
	})
}

func (w *world) addsNote(d *device, caseID string, words int) {
	w.write(d.replica, &d.author, w.file(d.replica, caseID), w.aNote(words))
}

func (w *world) deskNote(caseID string, words int) {
	w.write(w.office, w.desk, w.file(w.office, caseID), w.aNote(words))
}

func (w *world) aNote(words int) oplog.Operation {
	return oplog.Operation{Record: w.newID("note"), Kind: casework.KindNote, Changes: makes("type", "phone", "on", "2026-11-21", "text", prose(w.random, words))}
}
