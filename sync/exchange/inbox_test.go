package exchange_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// parcelled is a request with operations on cases of their own, for the inbox.
func parcelled(device string, from, to int64) exchange.Request {
	var ops []json.RawMessage
	for n := from; n <= to; n++ {
		ops = append(ops, opensCase(device, "may", n, "c"+string(rune('a'+n))))
	}
	asked := request(ops...)
	asked.Device, asked.Parcel = device, true
	return asked
}

func answers(t *testing.T, office *memory.Office, asked exchange.Request) exchange.Reply {
	t.Helper()
	reply, err := exchange.Answer(t.Context(), office, may, asked)
	if err != nil {
		t.Fatal(err)
	}
	return reply
}

// TestTheInboxOutlivesTheTablet: what the office has said that it has lands in its
// cases although the tablet never asks again.
func TestTheInboxOutlivesTheTablet(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	reply := answers(t, office, parcelled("tab1", 1, 5))
	if reply.Inbox != 5 || len(reply.Results) != 0 || reply.Position != 0 || len(office.Log()) != 0 {
		t.Fatalf("the reply is %+v, the log has %d", reply, len(office.Log()))
	}
	bringers, err := office.Bringers(t.Context())
	if err != nil || len(bringers) != 1 || bringers[0].Device != "tab1" || bringers[0].Actor != may {
		t.Fatalf("who brought something: %v, %v", bringers, err)
	}
	for range 2 { // and once is enough
		landed, err := exchange.LandParcels(t.Context(), office, "tab1", 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(office.Log()) != 5 || len(landed.Results) != len(landed.Operations) {
			t.Errorf("%d operations in the log, %d results", len(office.Log()), len(landed.Results))
		}
	}
	if bringers, err = office.Bringers(t.Context()); err != nil || len(bringers) != 0 {
		t.Errorf("the inbox still holds what landed: %v, %v", bringers, err)
	}
	if again := answers(t, office, parcelled("tab1", 1, 5)); len(again.Results) != 5 || again.Inbox != 0 || len(office.Log()) != 5 {
		t.Errorf("the same again: %+v", again)
	}
}

// TestAskingLandsTheInbox: the next request hears what became of what the one
// before brought, be it sent without operations, with the same or with the next.
func TestAskingLandsTheInbox(t *testing.T) {
	for _, test := range []struct {
		name string
		next exchange.Request
		want int
	}{
		{"asked", request(), 3}, {"the same again", parcelled("tab1", 1, 3), 3}, {"what follows", parcelled("tab1", 4, 5), 5},
	} {
		office := memory.NewOffice(exchange.House{})
		answers(t, office, parcelled("tab1", 1, 3))
		reply := answers(t, office, test.next)
		if reply.Inbox != 0 || len(reply.Results) != test.want || reply.Next != int64(test.want)+1 || len(reply.Landed) < test.want {
			t.Errorf("%s: %+v", test.name, reply)
		}
		for i, result := range reply.Results {
			if result.N != int64(i)+1 || result.Outcome != oplog.Applied {
				t.Errorf("%s: result %d is %+v", test.name, i, result)
			}
		}
	}
}

// TestNotThroughTheInbox: what does not simply follow on the log is looked at at
// once, and so is everything of a tablet that does not know of an inbox.
func TestNotThroughTheInbox(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	older := parcelled("tab1", 1, 3)
	older.Parcel = false
	if reply := answers(t, office, older); reply.Inbox != 0 || len(reply.Results) != 3 {
		t.Errorf("an older tablet hears %+v", reply)
	}
	if reply := answers(t, office, parcelled("tab1", 2, 5)); reply.Inbox != 0 || len(reply.Results) != 4 {
		t.Errorf("partly there: %+v", reply)
	}
	if _, err := exchange.Answer(t.Context(), office, may, parcelled("tab1", 7, 8)); !errors.As(err, new(*exchange.GapError)) {
		t.Errorf("a gap before: %v", err)
	}
	broken := parcelled("tab1", 6, 8)
	broken.Operations = append(broken.Operations[:1], broken.Operations[2:]...)
	if _, err := exchange.Answer(t.Context(), office, may, broken); !errors.As(err, new(*exchange.GapError)) {
		t.Errorf("a gap inside: %v", err)
	}
	cut := parcelled("tab1", 6, 8)
	cut.Operations[2] = json.RawMessage(`{"v":1}`)
	if _, err := exchange.Answer(t.Context(), office, may, cut); !errors.Is(err, oplog.ErrFormat) {
		t.Errorf("no operation: %v", err)
	}
	if bringers, err := office.Bringers(t.Context()); err != nil || len(bringers) != 0 {
		t.Errorf("in the inbox: %v, %v", bringers, err)
	}
}

// TestACopyAndTheInbox: a tablet's copy used the numbers that lie in the inbox.
// Both contents are kept, and so is what follows on them.
func TestACopyAndTheInbox(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	answers(t, office, parcelled("tab1", 1, 3))
	// Both were under way at once: the copy's had passed the look at the inbox.
	copied, err := oplog.Decode(opensCase("tab1", "may", 1, "copied"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.LandAll(t.Context(), office, may, "", 0, []oplog.Operation{copied}); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.LandParcels(t.Context(), office, "tab1", 1); !errors.As(err, new(*exchange.ClonedError)) {
		t.Fatalf("landing answers %v", err)
	}
	for _, caseID := range []string{"cb", "cc", "cd"} {
		if kept, err := office.Kept(t.Context(), caseID); err != nil || len(kept) != 1 {
			t.Errorf("kept of case %s: %v, %v", caseID, kept, err)
		}
	}
	if bringers, err := office.Bringers(t.Context()); err != nil || len(bringers) != 0 {
		t.Errorf("in the inbox: %v, %v", bringers, err)
	}
}

// TestAParcelWaitsForWhatIsMissing: an inbox whose log lost what was before it
// holds up nothing, and lands when that has come again.
func TestAParcelWaitsForWhatIsMissing(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	late := parcelled("tab1", 3, 4)
	if kept, err := office.PutParcel(t.Context(), exchange.Parcel{Device: "tab1", Epoch: 1, First: 3, Actor: may, Operations: late.Operations}); !kept || err != nil {
		t.Fatal(kept, err)
	}
	if reply := answers(t, office, request()); len(reply.Results) != 0 || reply.Next != 1 {
		t.Errorf("asked: %+v", reply)
	}
	if reply := answers(t, office, parcelled("tab1", 1, 2)); len(reply.Results) != 2 {
		t.Errorf("what was missing: %+v", reply)
	}
	if reply := answers(t, office, request()); len(reply.Results) != 2 || reply.Results[1].N != 4 {
		t.Errorf("asked again: %+v", reply)
	}
}

// forgetful is an office whose inbox is lost, on every disk, before it lands.
type forgetful struct{ *device }

func (f forgetful) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	reply, err := f.device.Sync(ctx, request)
	if err == nil && reply.Inbox > 0 {
		err = f.world.office.DropParcel(ctx, f.device.author.device, 1, reply.Next)
	}
	return reply, err
}

// TestMuchWorkThroughTheInbox: a long outbox goes in several pieces, each heard of
// twice; where the office says nothing of a piece the work goes again.
func TestMuchWorkThroughTheInbox(t *testing.T) {
	for _, loses := range []bool{false, true} {
		w := newWorld(t, 1)
		d := w.tablets[0]
		d.cuts, d.client.ParcelFrom = 0, 2
		if loses {
			d.client.Transport = forgetful{d}
		}
		for range exchange.MaxOperations/2 + 3 { // a case and a goal each
			w.opensCase(d.replica, &d.author)
		}
		var heard []int64
		d.client.Progress = func(p exchange.Progress) {
			if len(heard) == 0 && p.Inbox > 0 || len(heard) > 0 && heard[len(heard)-1] != p.Inbox {
				heard = append(heard, p.Inbox)
			}
		}
		report, err := d.client.Sync(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if want := exchange.MaxOperations + 6; report.Sent != want || len(w.office.Log()) != want || len(w.waiting(d)) != 0 {
			t.Errorf("%d sent, %d in the log, %d wait", report.Sent, len(w.office.Log()), len(w.waiting(d)))
		}
		want := []int64{500, 506}
		if loses {
			want = []int64{500, 0}
		}
		if !slices.Equal(heard, want) {
			t.Errorf("the person hears that the office has %v, want %v", heard, want)
		}
		w.everythingOnce()
	}
}

// TestFewGoWithoutTheInbox: a visit's work takes one request.
func TestFewGoWithoutTheInbox(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts, d.client.ParcelFrom = 0, 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	w.worksOn(d.replica, &d.author, "case0001")
	report, err := d.client.Sync(t.Context())
	if err != nil || report.Requests != 1 || report.Sent == 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

// TestNothingIsSaidIntoTheInboxAlone: what a request says besides its operations is
// said again with the next one, because an inbox reply says nothing of it.
func TestNothingIsSaidIntoTheInboxAlone(t *testing.T) {
	w, l := newListening(t)
	l.client.ParcelFrom = 2
	w.addsNote(l.device, "case0001", 3)
	for range exchange.MaxOperations / 2 {
		w.opensCase(l.replica, &l.author)
	}
	spoilt := 0
	l.spoil = func(reply *exchange.Reply) {
		for i := range reply.Changes {
			if spoilt == 0 && reply.Changes[i].Case == "case0001" {
				spoilt++
				reply.Changes[i].Digest = "of something else"
			}
		}
	}
	w.syncs(l.device)
	if spoilt != 1 || !slices.Contains(l.differed(), "case0001") {
		t.Errorf("spoilt %d times, the office heard of %v", spoilt, l.differed())
	}
}

// TestOneEpochHearsNothingOfAnother: numbers begin anew with an epoch.
func TestOneEpochHearsNothingOfAnother(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	answers(t, office, parcelled("tab1", 1, 3))
	later := request()
	later.Epoch = 2
	if reply := answers(t, office, later); len(reply.Results) != 0 || len(reply.Landed) != 3 {
		t.Errorf("epoch 2 hears of %v, %d landed", reply.Results, len(reply.Landed))
	}
}
