package exchange_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// cameBack lists the records that the office's answers brought since a reply.
func (l *listening) cameBack(since int) []string {
	var ids []string
	for _, reply := range l.replies[since:] {
		for _, change := range reply.Changes {
			for _, record := range change.Records {
				ids = append(ids, record.ID)
			}
		}
	}
	return ids
}

// TestOwnWorkDoesNotComeBack: what nobody else touched stays out of the answer,
// and both sides have the same all the same. What somebody did meanwhile comes.
func TestOwnWorkDoesNotComeBack(t *testing.T) {
	for name, one := range map[string]struct {
		meanwhile func(w *world)
		brings    []string
	}{
		"alone":             {func(*world) {}, nil},
		"another field":     {func(w *world) { w.sets(w.office, w.desk, "goal0002", "status", "open") }, []string{"goal0002"}},
		"the same field":    {func(w *world) { w.sets(w.office, w.desk, "goal0002", "words", "at the desk") }, []string{"goal0002"}},
		"another record":    {func(w *world) { w.deskNote("case0001", 3) }, []string{"note0004"}},
		"removed":           {func(w *world) { w.removes("goal0002") }, []string{"goal0002"}},
		"a version is gone": {func(w *world) { w.closes("goal0002") }, []string{"goal0002"}},
	} {
		t.Run(name, func(t *testing.T) {
			w, l := newListening(t)
			ben := w.tablets[3] // a supervisor's: it leaves a version open
			w.syncs(ben)
			w.sets(w.office, w.desk, "goal0002", "wording", "somebody's")
			w.sets(w.office, w.desk, "goal0002", "wording", "the desk's")
			w.sets(ben.replica, &ben.author, "goal0002", "wording", "ben's")
			w.syncs(ben)
			w.syncs(l.device)
			before := len(l.replies)
			w.sets(l.replica, &l.author, "goal0002", "words", "on the tablet")
			w.addsNote(l.device, "case0001", 3)
			w.sets(l.replica, &l.author, "goal0002", "words", "on the tablet, again")
			one.meanwhile(w)
			w.syncs(l.device)
			if came := l.cameBack(before); !slices.Equal(came, one.brings) {
				t.Errorf("the answer brings %v, want %v", came, one.brings)
			}
			if len(l.replies) != before+1 || len(l.differed()) > 0 {
				t.Errorf("%d answers, want 1; told to differ: %v", len(l.replies)-before, l.differed())
			}
			w.agreesAtRest()
		})
	}
}

func (w *world) removes(id string) {
	w.write(w.office, w.desk, w.file(w.office, "case0001"), oplog.Operation{Record: id, Kind: casework.KindGoal, Changes: []oplog.Change{{Do: oplog.Remove, To: "a mistake"}}})
}

// closes lets the desk keep the words that stand: nothing in the record says so
// but that the other version is gone.
func (w *world) closes(id string) {
	file := w.file(w.office, "case0001")
	goal := file.Record(id)
	w.write(w.office, w.desk, file, oplog.Operation{Record: id, Kind: casework.KindGoal, Changes: []oplog.Change{
		{Do: oplog.Resolve, Field: "wording", To: goal.Get("wording"), Siblings: []string{goal.Siblings[0].ID}}}})
}

// TestOwnLateWorkComesBack: when something came late only the office knows.
func TestOwnLateWorkComesBack(t *testing.T) {
	a := newAway(t)
	a.sets(a.id, casework.KindCase, "status", "closed")
	a.write(a.dana.replica, &a.dana.author, a.file(a.dana.replica, a.id), a.aNote(3))
	grace := a.tablets[3]
	a.sync(a.dana)
	a.sets(a.id, casework.KindCase, "status", "open")
	a.sync(a.dana)
	a.sync(grace)
	a.agreesOf(a.dana)
}

// TestEarlierTabletsGetTheirOwnWork: a tablet of an earlier build does not fold.
func TestEarlierTabletsGetTheirOwnWork(t *testing.T) {
	w, l := newListening(t)
	op := oplog.Operation{ID: oplog.ID{Device: l.device.device, Epoch: 1, N: 3}, Actor: l.actor.ID, Case: "case0001", Record: "goal0002",
		Kind: casework.KindGoal, Seen: 2, At: "2026-11-21T09:00:00.000Z",
		Changes: []oplog.Change{{Do: oplog.Set, Field: "words", To: "new words"}}}.Seal(make([]byte, oplog.SaltBytes))
	asked := request(op.Bytes())
	asked.Device, asked.Term, asked.Position = l.device.device, 1, 2
	for _, folds := range []bool{false, true} { // the second time its result is a stored one
		asked.Folds = folds
		reply, err := exchange.Answer(t.Context(), w.office, l.actor, asked)
		if err != nil || len(reply.Changes) != 1 || reply.Changes[0].Own != folds || (len(reply.Changes[0].Records) == 0) != folds {
			t.Errorf("folds: %v: the answer has %+v (%v)", folds, reply.Changes, err)
		}
	}
}

// TestPushTravelsOnce: what a tablet sends comes back as numbers alone.
func TestPushTravelsOnce(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	for range 400 {
		w.addsNote(d, "case0001", 10)
	}
	s := &scale{device: d}
	d.client.Transport = s
	w.syncs(d)
	if s.down > s.up/4 {
		t.Errorf("%d bytes up, %d down", s.up, s.down)
	}
	w.agreesOf(d)
}

// halfHeard carries one answer without what is new in one case, and nothing more.
type halfHeard struct {
	*device
	caseID string
	heard  bool
}

func (h *halfHeard) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	if h.heard {
		return exchange.Reply{}, errCut
	}
	h.heard = true
	reply, err := exchange.Answer(ctx, h.world.office.Office, h.actor, throughJSON(h.world.t, request))
	reply.Changes = slices.DeleteFunc(reply.Changes, func(change exchange.Change) bool { return change.Case == h.caseID })
	reply.Position, reply.More = request.Position, true
	return throughJSON(h.world.t, reply), err
}

// TestLandedAndReplacedUnheard: words that the office has, and that somebody
// replaced there who had seen them, are not folded once more onto what came
// since, whichever answers the tablet has heard.
func TestLandedAndReplacedUnheard(t *testing.T) {
	w, l := newListening(t)
	w.opensCase(l.replica, &l.author)
	w.syncs(l.device)
	w.sets(l.replica, &l.author, "goal0002", "words", "one")
	w.addsNote(l.device, "case0003", 3)
	w.sets(l.replica, &l.author, "goal0002", "words", "two")
	l.client.Transport = &halfHeard{device: l.device, caseID: "case0001"}
	if _, err := l.client.Sync(t.Context()); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	if left := w.waiting(l.device); len(left) != 2 {
		t.Fatalf("%d operations wait, want those of the first case: 2", len(left))
	}
	w.sets(w.office, w.desk, "goal0002", "words", "seen and replaced")
	second := &halfHeard{device: l.device, caseID: "none"} // asks for the first of the two alone
	l.client.Transport = second
	if _, err := l.client.Sync(t.Context()); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	goal := w.file(l.replica, "case0001").Record("goal0002")
	if goal.Get("words") != "seen and replaced" || len(goal.Siblings) > 0 {
		t.Errorf("the tablet shows %q beside %v", goal.Get("words"), goal.Siblings)
	}
	l.client.Transport = l
	w.syncs(l.device)
	w.agreesAtRest()
}
