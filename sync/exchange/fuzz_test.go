package exchange_test

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// FuzzAnswer: whatever a tablet says, the office answers or refuses, its log
// stays dense, and the same again changes nothing.
func FuzzAnswer(f *testing.F) {
	first, err := json.Marshal(request(opensCase("tab1", "may", 1, "c1")))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(first)
	second, err := json.Marshal(parcelled("tab1", 2, 3))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(second)
	f.Add([]byte(`{"v":1,"device":"tab1","epoch":1,"term":9,"position":-5,"listed":true,"cases":[{"case":"","position":-1},{"case":"c1"},{"case":"c1"}]}`))
	f.Add([]byte(`{"v":1,"device":"tab1","epoch":1,"rolled_back":true,"from":9223372036854775807}`))
	f.Add([]byte(`{"v":1,"device":"","operations":[null,{}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var asked exchange.Request
		if json.Unmarshal(body, &asked) != nil {
			return
		}
		office := memory.NewOffice(exchange.House{})
		if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "c0"))); err != nil {
			t.Fatal(err)
		}
		reply, err := exchange.Answer(t.Context(), office, may, asked)
		before := len(office.Log())
		if err != nil {
			return
		}
		if reply.Inbox > 0 { // asked again, it has its results
			if before != 1 || len(reply.Results) > 0 {
				t.Errorf("%d operations in the log, %d results beside the inbox", before, len(reply.Results))
			}
			if reply, err = exchange.Answer(t.Context(), office, may, asked); err != nil {
				t.Fatal(err)
			}
			before = len(office.Log())
		}
		if len(reply.Results) != len(asked.Operations) && !reply.List {
			t.Errorf("%d operations, %d results", len(asked.Operations), len(reply.Results))
		}
		again, err := exchange.Answer(t.Context(), office, may, asked)
		if err != nil || len(office.Log()) != before {
			t.Errorf("the same again: %v, %d operations in the log instead of %d", err, len(office.Log()), before)
		}
		if len(again.Results) != len(reply.Results) {
			t.Errorf("the same again answers %d results instead of %d", len(again.Results), len(reply.Results))
		}
	})
}

// FuzzSegment: a tablet stores what is whole and refuses the rest.
func FuzzSegment(f *testing.F) {
	office := memory.NewOffice(exchange.House{})
	if _, err := exchange.Answer(f.Context(), office, may, request(opensCase("tab1", "may", 1, "c1"))); err != nil {
		f.Fatal(err)
	}
	whole, _, err := office.Segment(f.Context(), "c1", exchange.InColumns)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add([]byte("DSG1\x00\x00\x00\x01x"))
	f.Add([]byte("DSG1\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, segment []byte) {
		head, body, err := exchange.SplitSegment(segment)
		if err == nil && !bytes.Equal(exchange.JoinSegment(head, body), segment) {
			t.Error("a segment does not join again")
		}
		replica := memory.NewTablet()
		client := &exchange.Client{
			Replica: replica, Transport: spoiled{office, func([]byte) []byte { return segment }}, Device: "tab2", Epoch: 1, Actor: may, Unsqueeze: gunzip,
		}
		_, err = client.Sync(t.Context())
		file, fileErr := replica.File(t.Context(), "c1")
		if fileErr != nil {
			t.Fatalf("what was stored cannot be read: %v", fileErr)
		}
		if err != nil && len(file.Records) > 0 {
			t.Errorf("refused (%v) and stored all the same", err)
		}
	})
}

// FuzzReply: whatever an office says, a tablet loses nothing of its own.
func FuzzReply(f *testing.F) {
	f.Add([]byte(`{"v":1,"term":1,"position":1,"next":2,"results":[{"n":1,"outcome":"applied","seq":1}]}`))
	f.Add([]byte(`{"v":1,"term":1,"position":1,"next":2,"leave":["case1","nowhere",""]}`))
	f.Add([]byte(`{"v":1,"term":1,"position":9,"next":9,"changes":[{"case":"case1","position":9,"digest":"x","records":[null]}]}`))
	f.Add([]byte(`{"v":1,"term":-1,"position":-9,"next":-9,"list":true,"more":true}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var reply exchange.Reply
		if json.Unmarshal(body, &reply) != nil || reply.More || reply.List || len(reply.Enter) > 0 {
			return
		}
		replica := memory.NewTablet()
		op, err := oplog.Decode(opensCase("tab1", "may", 1, "case1"))
		if err != nil {
			t.Fatal(err)
		}
		land(t, replica, op)
		client := &exchange.Client{Replica: replica, Transport: says{reply}, Device: "tab1", Epoch: 1, Actor: may, Unsqueeze: gunzip}
		client.Sync(t.Context()) // any error will do
		results, _, err := replica.StoredResults(t.Context(), []oplog.ID{op.ID})
		if err != nil {
			t.Fatal(err)
		}
		waiting, err := replica.Waiting(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(waiting) == 0 && !hasResult(reply) && len(results) == 1 {
			t.Errorf("an operation that the office said nothing about waits no more: %s", body)
		}
	})
}

func hasResult(reply exchange.Reply) bool {
	for _, result := range reply.Results {
		if result.N == 1 {
			return true
		}
	}
	return false
}

// says answers every request with the same reply.
type says struct{ reply exchange.Reply }

func (s says) Sync(context.Context, exchange.Request) (exchange.Reply, error) { return s.reply, nil }

func (s says) Segment(context.Context, exchange.Mark) ([]byte, error) { return nil, errCut }

func land(t *testing.T, replica *memory.Tablet, op oplog.Operation) {
	t.Helper()
	if _, _, err := merge.Land(t.Context(), replica, op.Case, may, []oplog.Operation{op}); err != nil {
		t.Fatal(err)
	}
}
