package exchange_test

import (
	"context"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// away is an office and one tablet whose network is never cut: what a person
// wrote while the office gave the case to others or closed it.
type away struct {
	*world
	dana *device // a caseworker's tablet; the case is hers
	desk *author // a supervisor at the office
	id   string
}

const arrival = "2026-11-23T08:30:00.000Z"

func newAway(t *testing.T) *away {
	w := newWorld(t, 1)
	a := &away{world: w, dana: w.tablets[0], desk: w.desk, id: "case0001"}
	for _, d := range w.tablets {
		d.cuts = 0
		d.client.Transport = arriving{d}
	}
	w.opensCase(a.dana.replica, &a.dana.author)
	a.sync(a.dana)
	return a
}

// arriving stamps requests as the office does.
type arriving struct{ *device }

func (d arriving) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	request.Arrived = arrival
	return exchange.Answer(ctx, d.world.office, d.actor, request)
}

func (a *away) sync(d *device) exchange.Report {
	a.t.Helper()
	report, err := d.client.Sync(a.t.Context())
	if err != nil {
		a.t.Fatal(err)
	}
	return report
}

// sets writes one field at the office.
func (a *away) sets(record string, kind casework.Kind, field, to string) {
	a.t.Helper()
	a.write(a.office, a.desk, a.file(a.office, a.id), oplog.Operation{Record: record, Kind: kind, Changes: []oplog.Change{{Do: oplog.Set, Field: field, To: to}}})
}

func (a *away) gives(worker string) { a.sets(a.id, casework.KindCase, "worker", worker) }

// notes writes a visit note and new words of the goal on the tablet, without a
// network.
func (a *away) notes(d *device, id, text string) {
	a.t.Helper()
	file := a.file(d.replica, a.id)
	goal := file.Of(casework.KindGoal)[0]
	a.write(d.replica, &d.author, file,
		oplog.Operation{Record: id, Kind: casework.KindNote, Changes: makes("type", "home_visit", "on", "2026-11-21", "text", text)},
		oplog.Operation{Record: goal.ID, Kind: goal.Kind, Changes: []oplog.Change{{Do: oplog.Set, Field: "words", To: text}}})
}

func (a *away) note(id string) *casework.Record {
	return a.file(a.office, a.id).Record(id)
}

func (a *away) gone(d *device) {
	a.t.Helper()
	if file := a.file(d.replica, a.id); len(file.Records) > 0 {
		a.t.Errorf("%s still holds %d records of the case", d.device, len(file.Records))
	}
	if waiting, err := d.replica.Waiting(a.t.Context(), 0); err != nil || len(waiting) > 0 {
		a.t.Errorf("%s: %d operations wait (%v)", d.device, len(waiting), err)
	}
}

// TestLateAfterReassignment: what was written before its author could know that
// the case went to somebody else becomes part of the case, marked as late, and
// the tablet's copy goes.
func TestLateAfterReassignment(t *testing.T) {
	a := newAway(t)
	a.gives("noor")
	a.notes(a.dana, "note9001", "Maria has a room.")
	a.sync(a.dana)
	note := a.note("note9001")
	if note == nil || note.Created.Late != arrival || note.Created.Actor != "may" {
		t.Fatalf("the note at the office is %+v, want a late one", note)
	}
	goal := a.file(a.office, a.id).Of(casework.KindGoal)[0]
	if goal.Get("words") != "Maria has a room." || goal.StampOf("words").Late != arrival {
		t.Errorf("the goal is %q, late %q", goal.Get("words"), goal.StampOf("words").Late)
	}
	a.gone(a.dana)
	noor := a.tablets[2]
	a.sync(noor)
	if got := a.file(noor.replica, a.id).Record("note9001"); got == nil || got.Created.Late != arrival {
		t.Errorf("the new worker's tablet has %+v", got)
	}
}

// TestLateMovedTwice: it does not matter how often the case went on.
func TestLateMovedTwice(t *testing.T) {
	a := newAway(t)
	noor := a.tablets[2]
	a.gives("noor")
	a.sync(noor)
	a.gives("grace")
	a.notes(noor, "note9002", "From Noor")
	a.notes(a.dana, "note9001", "From May")
	a.sync(a.dana)
	a.sync(noor)
	for id, by := range map[string]string{"note9001": "may", "note9002": "noor"} {
		if note := a.note(id); note == nil || note.Created.Late == "" || note.Created.Actor != by {
			t.Errorf("%s at the office is %+v", id, note)
		}
	}
	goal := a.file(a.office, a.id).Of(casework.KindGoal)[0]
	if goal.Get("words") != "From May" || len(goal.Siblings) != 1 || goal.Siblings[0].Text != "From Noor" || goal.Siblings[0].Stamp.Late == "" {
		t.Errorf("the goal is %q beside %v, want both words", goal.Get("words"), goal.Siblings)
	}
	a.gone(a.dana)
	a.gone(noor)
}

// TestLateAfterClosing: a closed case still takes what was written before its
// author could know, and is then carried by no tablet.
func TestLateAfterClosing(t *testing.T) {
	a := newAway(t)
	a.sets(a.id, casework.KindCase, "status", "closed")
	a.notes(a.dana, "note9001", "Maria has a room.")
	a.sync(a.dana)
	if note := a.note("note9001"); note == nil || note.Created.Late != arrival {
		t.Errorf("the note at the office is %+v, want a late one", note)
	}
	a.gone(a.dana)
	a.sets(a.id, casework.KindCase, "status", "open")
	a.sync(a.dana)
	if got := a.file(a.dana.replica, a.id).Record("note9001"); got == nil {
		t.Error("a case that was opened again did not come back")
	}
}

// TestClosedByOneself: what somebody writes in a case that they closed
// themselves before is not late.
func TestClosedByOneself(t *testing.T) {
	a := newAway(t)
	file := a.file(a.dana.replica, a.id)
	a.write(a.dana.replica, &a.dana.author, file, oplog.Operation{Record: a.id, Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "status", To: "closed"}}})
	a.notes(a.dana, "note9001", "We said goodbye.")
	a.sync(a.dana)
	if note := a.note("note9001"); note == nil || note.Created.Late != "" {
		t.Errorf("the note at the office is %+v", note)
	}
	a.gone(a.dana)
}

// TestLateGroupIsWhole: a group of which one part is not permitted is kept
// whole, with its words, however well the rest would land.
func TestLateGroupIsWhole(t *testing.T) {
	a := newAway(t)
	a.gives("noor")
	file := a.file(a.dana.replica, a.id)
	ops := []oplog.Operation{
		{Record: "note9001", Kind: casework.KindNote, Changes: makes("type", "phone", "on", "2026-11-21", "text", "Called.")},
		{Record: a.id, Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "worker", To: "may"}}},
	}
	var raw [][]byte
	for i, op := range ops {
		op.ID = oplog.ID{Device: a.dana.device, Epoch: 1, N: a.dana.n + int64(i) + 1}
		op.Group, op.Actor, op.Case, op.Seen, op.At = "g", "may", a.id, file.Seen, "2026-11-21T09:00:00.000Z"
		raw = append(raw, op.Seal(make([]byte, oplog.SaltBytes)).Bytes())
	}
	asked := exchange.Request{Version: exchange.Version, Device: a.dana.device, Epoch: 1, Arrived: arrival}
	for _, op := range raw {
		asked.Operations = append(asked.Operations, op)
	}
	reply, err := exchange.Answer(t.Context(), a.office, a.dana.actor, asked)
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range reply.Results {
		if result.Outcome != oplog.Kept || result.Reason != casework.ReasonNotYours {
			t.Errorf("operation %d: %+v, want the whole group kept", result.N, result)
		}
	}
	kept, err := a.office.Kept(t.Context(), a.id)
	if err != nil || len(kept) != 2 || a.note("note9001") != nil {
		t.Errorf("%d kept (%v), note %v", len(kept), err, a.note("note9001"))
	}
}

// TestLateOfTheSuspended: the office takes nothing from somebody suspended; once
// their work is handed in, it lands as late as any other.
func TestLateOfTheSuspended(t *testing.T) {
	a := newAway(t)
	a.gives("noor")
	a.notes(a.dana, "note9001", "My last visit.")
	waiting, err := a.dana.replica.Waiting(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	asked := exchange.Request{Version: exchange.Version, Device: a.dana.device, Epoch: 1, Arrived: arrival}
	for _, op := range waiting {
		asked.Operations = append(asked.Operations, op.Bytes())
	}
	if _, err := exchange.Answer(t.Context(), a.office, a.dana.actor, asked); err != nil {
		t.Fatal(err)
	}
	if note := a.note("note9001"); note == nil || note.Created.Late != arrival {
		t.Errorf("the note handed in is %+v", note)
	}
}

// TestStrangersAreNeverLate: knowing the id of a case gives nobody a way in.
func TestStrangersAreNeverLate(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	if _, err := exchange.Answer(t.Context(), office, may, request(opensCase("tab1", "may", 1, "c1"))); err != nil {
		t.Fatal(err)
	}
	noor := casework.Actor{ID: "noor", Role: casework.RoleCaseworker}
	op := oplog.Operation{ID: oplog.ID{Device: "tab2", Epoch: 1, N: 1}, Actor: "noor", Case: "c1", Record: "g1", Kind: casework.KindGoal,
		At: "2026-11-21T09:00:00.000Z", Changes: makes("words", "mine now")}.Seal(make([]byte, oplog.SaltBytes))
	asked := request(op.Bytes())
	asked.Device = "tab2"
	reply, err := exchange.Answer(t.Context(), office, noor, asked)
	if err != nil || len(reply.Results) != 1 || reply.Results[0].Reason != casework.ReasonNotYours {
		t.Errorf("got %+v, %v", reply.Results, err)
	}
}
