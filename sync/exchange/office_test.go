package exchange_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// spoiled is a transport that damages segments.
type spoiled struct {
	office *memory.Office
	spoil  func(whole []byte) []byte
}

func (s spoiled) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	return exchange.Answer(ctx, s.office, may, request)
}

func (s spoiled) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	segment, _, err := s.office.Segment(ctx, mark.Case, exchange.InColumns)
	return s.spoil(segment), err
}

var may = casework.Actor{ID: "may", Name: "May Torres", Role: casework.RoleCaseworker}

func opensCase(device, actor string, n int64, caseID string) json.RawMessage {
	return oplog.Operation{
		ID: oplog.ID{Device: device, Epoch: 1, N: n}, Actor: actor, Case: caseID, Record: caseID, Kind: casework.KindCase,
		At: "2026-11-21T09:00:00.000Z", Changes: makes("name", "Family "+caseID, "worker", actor),
	}.Seal(make([]byte, oplog.SaltBytes)).Bytes()
}

func request(ops ...json.RawMessage) exchange.Request {
	return exchange.Request{Version: exchange.Version, Device: "tab1", Epoch: 1, Operations: ops}
}

func TestAnswerRefuses(t *testing.T) {
	var gap *exchange.GapError
	var cloned *exchange.ClonedError
	for _, test := range []struct {
		name    string
		request exchange.Request
		is      func(error) bool
	}{
		{"a gap", request(opensCase("tab1", "may", 3, "c3")), func(err error) bool {
			return errors.As(err, &gap) && gap.Expected == 2 && gap.Got == 3
		}},
		{"a gap inside", request(opensCase("tab1", "may", 2, "c2"), opensCase("tab1", "may", 4, "c4")), func(err error) bool {
			return errors.As(err, &gap) && gap.Expected == 3
		}},
		{"a number used for other words", request(opensCase("tab1", "may", 1, "c9")), func(err error) bool {
			return errors.As(err, &cloned) && cloned.ID.N == 1
		}},
		{"another device's operation", request(opensCase("tab2", "may", 1, "c5")), isFormat},
		{"not JSON", request(json.RawMessage(`{"v":1`)), isFormat},
		{"empty", request(json.RawMessage(`{}`)), isFormat},
		{"too large", request(json.RawMessage(`{"x":"` + strings.Repeat("x", oplog.MaxBytes) + `"}`)), isFormat},
		{"too many", request(make([]json.RawMessage, exchange.MaxOperations+1)...), isFormat},
	} {
		office := memory.NewOffice(exchange.House{})
		if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "c1"))); err != nil {
			t.Fatal(err)
		}
		if _, err := exchange.Answer(t.Context(), office, may, test.request); !test.is(err) {
			t.Errorf("%s answers %v", test.name, err)
		}
		if snapshot, err := office.Pull(t.Context(), may, 0, 0); err != nil || snapshot.Position != 1 {
			t.Errorf("%s: the log is at %d (%v), want 1: nothing of a refused request is written", test.name, snapshot.Position, err)
		}
	}
}

func isFormat(err error) bool { return errors.Is(err, oplog.ErrFormat) }

// TestAnswerForeignAuthor: a vault writes for its own person only. What it says
// in another's name is kept, not applied.
func TestAnswerForeignAuthor(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	reply, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "noor", 1, "c1")))
	if err != nil {
		t.Fatal(err)
	}
	if len(reply.Results) != 1 || reply.Results[0].Outcome != oplog.Kept || reply.Results[0].Reason != casework.ReasonNotYours {
		t.Errorf("got %+v", reply.Results)
	}
}

// TestQuietSync: a sync with nothing to do is one small request and one small reply.
func TestQuietSync(t *testing.T) {
	w := newWorld(t, 1)
	for range 40 {
		w.officeWrites()
	}
	w.rest()
	d := w.tablets[3]
	before := len(w.past)
	report, err := d.client.Sync(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if report.Requests != 1 || len(w.past) != before+1 || report.Cases == 0 {
		t.Errorf("report %+v", report)
	}
	asked, err := json.Marshal(w.past[before].request)
	if err != nil {
		t.Fatal(err)
	}
	answered, err := json.Marshal(w.past[before].reply)
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) > 500 || len(answered) > 500 {
		t.Errorf("asked %d bytes, answered %d, want at most 500 each:\n%s\n%s", len(asked), len(answered), asked, answered)
	}
}

// TestSegmentDamaged: a segment that is not whole, or another case's, changes nothing.
func TestSegmentDamaged(t *testing.T) {
	for name, spoil := range map[string]func(whole []byte) []byte{
		"cut short":      func(whole []byte) []byte { return whole[:len(whole)/2] },
		"nothing":        func([]byte) []byte { return nil },
		"other magic":    func(whole []byte) []byte { return append([]byte("XXXX"), whole[4:]...) },
		"a wild length":  func(whole []byte) []byte { return append([]byte("DSG1\xff\xff\xff\xff"), whole[8:]...) },
		"a changed head": func(whole []byte) []byte { whole[40] ^= 0x40; return whole },
		"a changed body": func(whole []byte) []byte { whole[len(whole)-20] ^= 0x40; return whole },
	} {
		office := memory.NewOffice(exchange.House{})
		if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "c1"))); err != nil {
			t.Fatal(err)
		}
		replica := memory.NewTablet()
		client := &exchange.Client{Replica: replica, Transport: spoiled{office, spoil}, Device: "tab2", Epoch: 1, Actor: may, Unsqueeze: gunzip}
		if _, err := client.Sync(t.Context()); err == nil {
			t.Errorf("%s: the sync succeeded", name)
		}
		if file, err := replica.File(t.Context(), "c1"); err == nil && len(file.Records) > 0 {
			t.Errorf("%s: the tablet shows %v", name, file.Records)
		}
	}
}
