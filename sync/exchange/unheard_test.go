package exchange_test

import (
	"context"
	"errors"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// unheard is a network on which every request arrives and no answer does.
type unheard struct{ *device }

func (u unheard) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	_, err := exchange.Answer(ctx, u.world.office, u.actor, throughJSON(u.world.t, request))
	return exchange.Reply{}, errors.Join(errCut, err)
}

// TestCaseMadeHereThatLeftUnheard: a case that was made on the tablet moved away
// before the tablet heard that the office has it. Its operations stay until they
// are durable, also where an earlier position of the tablet is.
func TestCaseMadeHereThatLeftUnheard(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	for range 3 {
		w.opensCase(w.office, w.desk)
	}
	w.backsUp() // beyond the tablet's position
	w.opensCase(d.replica, &d.author)
	made := w.waiting(d)[0].Case
	d.client.Transport = unheard{d}
	if _, err := d.client.Sync(t.Context()); !errors.Is(err, errCut) {
		t.Fatal(err)
	}
	w.write(w.office, w.desk, w.file(w.office, made), oplog.Operation{Record: made, Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "worker", To: "noor"}}})
	d.client.Transport = d
	w.syncs(d)
	if file := w.file(d.replica, made); len(file.Records) > 0 {
		t.Fatalf("the tablet still holds %d records", len(file.Records))
	}
	w.restores()
	w.syncs(d)
	if file := w.file(w.office, made); file.Head() == nil {
		t.Error("the restored office did not get the case back")
	}
	w.everythingOnce()
}

// TestOldCopyBelowAPassedGap: an office that was restored has passed over numbers
// that a tablet had forgotten; then the tablet is put back to before them. It is
// set aside as any old copy, and does not ask for ever.
func TestOldCopyBelowAPassedGap(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	office := &asides{smallPages: w.office}
	older := w.office.Copy()
	w.opensCase(d.replica, &d.author)
	image, numbers := d.replica.Copy(), d.n
	w.syncs(d)
	w.backsUp()
	w.now = w.now.Add(exchange.KeepFor)
	w.opensCase(w.office, w.desk)
	w.sets(d.replica, &d.author, "goal0002", "words", "after the copy")
	w.syncs(d)
	w.backup = older
	w.restores()
	w.syncs(d)
	d.replica, d.n = image, numbers
	d.client.Replica, d.client.Transport = image, answered{d, office}
	unsent := w.waiting(d)
	_, err := d.client.Sync(t.Context())
	if !errors.As(err, new(*exchange.RolledBackError)) {
		t.Errorf("the sync answers %v", err)
	}
	if left := w.waiting(d); len(left) != len(unsent) {
		t.Errorf("%d operations wait, want %d", len(left), len(unsent))
	}
}

// interrupted is a tablet's store whose person writes while an answer is taken in.
type interrupted struct {
	exchange.Replica
	write func()
	shows func() // looks at the pages after each case that was taken in
}

func (i *interrupted) Absorb(ctx context.Context, absorbed ...exchange.Absorbed) error {
	if write := i.write; write != nil && len(absorbed) > 1 {
		i.write = nil
		write()
	}
	defer i.shows()
	return i.Replica.Absorb(ctx, absorbed...)
}

// TestWrittenWhileCasesAreTakenIn: an answer brings news of several cases, and the
// person writes in one of them just before they are stored. All of it is there.
func TestWrittenWhileCasesAreTakenIn(t *testing.T) {
	w := newWorld(t, 1)
	d := w.tablets[0]
	d.cuts = 0
	w.opensCase(d.replica, &d.author)
	w.opensCase(d.replica, &d.author)
	w.syncs(d)
	for _, id := range []string{"case0001", "case0003"} {
		w.write(w.office, w.desk, w.file(w.office, id), oplog.Operation{Record: id, Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "next_step", To: "of the desk"}}})
	}
	store := &interrupted{Replica: d.replica, write: func() {
		w.write(d.replica, &d.author, w.file(d.replica, "case0003"), oplog.Operation{Record: "case0003", Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Set, Field: "area", To: "written meanwhile"}}})
	}, shows: func() {
		if got := w.file(d.replica, "case0003").Head().Get("area"); got != "written meanwhile" {
			t.Errorf("while the cases are taken in the page says %q", got)
		}
	}}
	d.client.Replica = store
	w.syncs(d)
	if store.write != nil {
		t.Fatal("the cases were not taken in together")
	}
	head := w.file(w.office, "case0003").Head()
	if head.Get("area") != "written meanwhile" || head.Get("next_step") != "of the desk" {
		t.Errorf("the office has %v", head.Fields)
	}
	w.agreesAtRest()
	w.everythingOnce()
}
