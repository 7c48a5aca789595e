package exchange_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// backsUp copies the office; from then on what is in the copy is durable.
func (w *world) backsUp() {
	w.backup = w.office.Copy()
	w.office.durable = w.position()
}

// restores puts the last backup in the office's place. What was written at the
// office's desks since then is lost; what tablets wrote must come back.
func (w *world) restores() {
	w.t.Helper()
	terms, err := w.office.Standing(w.t.Context(), "", 0)
	if err != nil {
		w.t.Fatal(err)
	}
	w.office.Office = w.backup.Copy()
	if err := w.office.BeginTerm(w.t.Context(), terms.Term()+1); err != nil {
		w.t.Fatal(err)
	}
	w.backsUp()
	w.past = nil
	w.desk.n = 0
	here := map[oplog.ID]bool{}
	for _, op := range w.office.Log() {
		here[op.ID] = true
		if op.IsOffice() {
			w.desk.n = max(w.desk.n, op.N)
		}
	}
	for id := range w.written {
		if id.IsOffice() && !here[id] {
			delete(w.written, id)
			w.reached["lost at a desk"]++
		}
		if !id.IsOffice() && !here[id] {
			w.reached["unknown after a restore"]++
		}
	}
}

// TestConvergenceAfterRestores is TestConvergence with an office that is
// restored from its last backup now and then, and tablets that forget after
// weeks what is safe.
func TestConvergenceAfterRestores(t *testing.T) {
	reached := map[string]int{}
	for seed := range uint64(seeds) {
		w := newWorld(t, 1000+seed)
		for range steps {
			d := w.tablets[w.random.IntN(len(w.tablets))]
			switch choice := w.random.IntN(40); {
			case choice == 0:
				w.restores()
			case choice < 3:
				w.backsUp()
			case choice < 5:
				w.now = w.now.Add(exchange.KeepFor)
			case choice < 12:
				w.officeWrites()
			case choice < 26:
				w.tabletWrites(d)
				w.lookWhileAway(d)
			default:
				if _, err := d.client.Sync(t.Context()); err != nil && !errors.Is(err, errCut) && casework.CodeOf(err) != casework.NotFound {
					t.Fatalf("seed %d: sync of %s: %v", seed, d.device, err)
				}
				w.lookWhileAway(d)
			}
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
		w.rest()
		w.agree()
		w.everythingOnce()
		w.nothingOverwrittenUnseen()
		w.replay()
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		for name, times := range w.reached {
			reached[name] += times
		}
	}
	for _, name := range []string{"lost at a desk", "unknown after a restore", "conflict", "kept", "leave"} {
		if reached[name] == 0 {
			t.Errorf("no seed reached %q", name)
		}
	}
	t.Logf("reached: %v", reached)
}

// TestStaleSeenAfterRestore: numbers are given anew after a restore. Words that
// an author saw under a number of the time that is gone are not the words that
// stand under it now.
func TestStaleSeenAfterRestore(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	w.backsUp()
	for range 3 {
		w.sets(w.office, w.desk, "goal0002", "words", "at the desk, lost")
	}
	w.syncs(d)
	w.sets(d.replica, &d.author, "goal0002", "words", "on the tablet")
	w.restores()
	for i := range 3 {
		w.sets(w.office, w.desk, "goal0002", "words", fmt.Sprint("at the desk, anew ", i))
	}
	w.syncs(d)
	goal := w.file(w.office, "case0001").Record("goal0002")
	if goal.Get("words") != "at the desk, anew 2" || len(goal.Siblings) != 1 || goal.Siblings[0].Text != "on the tablet" {
		t.Errorf("the goal is %q beside %v, want both words", goal.Get("words"), goal.Siblings)
	}
	w.agreesAtRest()
}

// TestRestoredTwice: two restores of one backup are two terms.
func TestRestoredTwice(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	first := w.backup.Copy() // empty
	for range 2 {
		w.sets(d.replica, &d.author, "goal0002", "words", "more")
		w.syncs(d)
		w.backup = first
		w.restores()
		w.backup = first
		w.syncs(d)
	}
	w.everythingOnce()
	w.agreesAtRest()
}

// TestFileCopiedBack: somebody put an old file in place by hand, without a
// restore and so without a new term. Nothing is lost either.
func TestFileCopiedBack(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	old := w.office.Copy()
	w.sets(d.replica, &d.author, "goal0002", "words", "later words")
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	w.office.Office = old
	w.syncs(d)
	w.everythingOnce()
	w.agreesAtRest()
}

// TestForgottenBeforeTheBackup: the backup is older than what had been durable,
// and the tablet has forgotten some of it. That is gone; what is not gone must
// land all the same.
func TestForgottenBeforeTheBackup(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	older := w.office.Copy()
	w.sets(d.replica, &d.author, "goal0002", "words", "durable, forgotten, gone")
	w.syncs(d)
	w.backsUp()
	w.now = w.now.Add(exchange.KeepFor)
	w.sets(w.office, w.desk, "goal0002", "wording", "news, so that the tablet writes its state")
	w.syncs(d)
	w.sets(d.replica, &d.author, "goal0002", "wording", "still on the tablet")
	w.backup = older
	w.restores()
	w.syncs(d)
	if got := w.file(w.office, "case0001").Record("goal0002").Get("wording"); got != "still on the tablet" {
		t.Errorf("the office has %q", got)
	}
	w.agreesAtRest()
}

// TestLostCaseThatLeft: the case had left the tablet before the office lost what
// was written in it.
func TestLostCaseThatLeft(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	w.backsUp()
	w.sets(d.replica, &d.author, "goal0002", "words", "the last words before it left")
	w.syncs(d)
	file := w.file(w.office, "case0001")
	w.write(w.office, w.desk, file, oplog.Operation{Record: "case0001", Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "worker", To: "noor"}}})
	w.syncs(d)
	if file := w.file(d.replica, "case0001"); len(file.Records) > 0 {
		t.Fatalf("the tablet still holds %d records", len(file.Records))
	}
	w.restores()
	w.syncs(d)
	if got := w.file(w.office, "case0001").Record("goal0002").Get("words"); got != "the last words before it left" {
		t.Errorf("the office has %q", got)
	}
	w.everythingOnce()
}

// TestRolledBackTablet: a tablet's store was put back to an earlier state. Its
// next numbers are in the log already with other words; it is set aside, its
// unsent words stay, and no number is used twice.
func TestRolledBackTablet(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	office := &asides{smallPages: w.office}
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	image, numbers := d.replica.Copy(), d.n
	w.sets(d.replica, &d.author, "goal0002", "words", "sent before")
	w.syncs(d)
	d.replica, d.n = image, numbers
	d.client.Replica, d.client.Transport = image, answered{d, office}
	w.sets(d.replica, &d.author, "goal0002", "wording", "never sent")
	unsent := w.waiting(d)
	before := w.position()
	for range 2 {
		_, err := d.client.Sync(t.Context())
		var rolledBack *exchange.RolledBackError
		var cloned *exchange.ClonedError
		if !errors.As(err, &rolledBack) && !errors.As(err, &cloned) {
			t.Fatalf("the sync answers %v", err)
		}
	}
	if office.why == "" && office.apart == 0 {
		t.Error("the office does not know of it")
	}
	if left := w.waiting(d); len(left) != 1 || left[0].Hash() != unsent[0].Hash() {
		t.Errorf("%d operations wait, want the one that was written", len(left))
	}
	if after := w.position(); after != before {
		t.Errorf("the log grew by %d", after-before)
	}
}

// TestRolledBackWithoutWork is a tablet that was put back and has nothing
// unsent: it notices by the number that the office expects, is set aside, and
// what is written on it later takes numbers that nobody used.
func TestRolledBackWithoutWork(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	office := &asides{smallPages: w.office}
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	image := d.replica.Copy()
	for range 3 {
		w.sets(d.replica, &d.author, "goal0002", "words", fmt.Sprint("sent before ", d.n))
		w.syncs(d)
	}
	d.replica = image
	d.client.Replica, d.client.Transport = image, answered{d, office}
	var rolledBack *exchange.RolledBackError
	if _, err := d.client.Sync(t.Context()); !errors.As(err, &rolledBack) || rolledBack.Office != 6 {
		t.Fatalf("the sync answers %v", err)
	}
	if office.why != exchange.SetAsideRolledBack {
		t.Errorf("the office set it aside as %q", office.why)
	}
	if state, err := image.State(t.Context()); err != nil || state.Aside != exchange.SetAsideRolledBack {
		t.Errorf("the tablet's state is %+v (%v)", state, err)
	}
	if next, err := image.NextNumber(t.Context(), d.device, 1); err != nil || next != 6 {
		t.Errorf("the next number is %d (%v), want 6", next, err)
	}
}

// TestAnOldRequestIsNoRollback: a request that was held up on the way, and comes
// after newer ones, says nothing about its tablet.
func TestAnOldRequestIsNoRollback(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	office := &asides{smallPages: w.office}
	d.client.Transport = answered{d, office}
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	w.sets(d.replica, &d.author, "goal0002", "words", "newer")
	w.syncs(d)
	w.replay()
	w.syncs(d)
	if office.why != "" || office.apart > 0 {
		t.Errorf("the tablet was set aside as %q, %d kept apart", office.why, office.apart)
	}
}

// asides is an office that remembers which device it set aside.
type asides struct {
	*smallPages
	why   string
	apart int
}

func (o *asides) SetAside(_ context.Context, _, why string) error {
	o.why = why
	return nil
}

func (o *asides) KeepApart(ctx context.Context, op oplog.Operation) error {
	o.apart++
	return o.smallPages.KeepApart(ctx, op)
}

// answered is a device's network to that office.
type answered struct {
	*device
	office *asides
}

func (a answered) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	return exchange.Answer(ctx, a.office, a.actor, throughJSON(a.world.t, request))
}

func (w *world) syncs(d *device) exchange.Report {
	w.t.Helper()
	report, err := d.client.Sync(w.t.Context())
	if err != nil {
		w.t.Fatalf("sync of %s: %v", d.device, err)
	}
	return report
}

func (w *world) waiting(d *device) []oplog.Operation {
	w.t.Helper()
	ops, err := d.replica.Waiting(w.t.Context(), 0)
	if err != nil {
		w.t.Fatal(err)
	}
	return ops
}

// sets writes one field of a goal in case0001 as the author sees it there.
func (w *world) sets(store merge.Store, a *author, goal, field, to string) {
	w.t.Helper()
	w.write(store, a, w.file(store, "case0001"), oplog.Operation{Record: goal, Kind: casework.KindGoal, Changes: []oplog.Change{{Do: oplog.Set, Field: field, To: to}}})
}

// agreesAtRest brings everybody to rest and compares.
func (w *world) agreesAtRest() {
	w.t.Helper()
	w.rest()
	w.agree()
}

// TestAnOlderTermLandsNothing: a tablet that has seen more of the log than there is
// hears first which number is expected, before anything of it lands, in its case or
// in the inbox.
func TestAnOlderTermLandsNothing(t *testing.T) {
	office := memory.NewOffice(exchange.House{})
	answers(t, office, request(opensCase("tab1", "may", 1, "ca"), opensCase("tab1", "may", 2, "cb")))
	if err := office.BeginTerm(t.Context(), 7); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*exchange.Request){
		"an older term":    func(r *exchange.Request) { r.Term, r.Position = 1, 2 },
		"a later position": func(r *exchange.Request) { r.Term, r.Position = 7, 3 },
	} {
		asked := parcelled("tab1", 3, 5)
		change(&asked)
		reply := answers(t, office, asked)
		if !reply.List || reply.Position != 0 || reply.Term != 7 || reply.Next != 3 || reply.Inbox != 0 || len(office.Log()) != 2 {
			t.Errorf("%s: %+v, %d operations in the log", name, reply, len(office.Log()))
		}
	}
}
