package world

import (
	"bytes"
	"errors"

	"doorstep/sim/oracle"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// takesImage keeps an image of a tablet, or sets the tablet back to the one that
// was kept: what it wrote since then is gone from it.
func (w *World) takesImage(t *tablet) {
	if t.image == nil {
		t.image = t.replica.Copy()
		t.imaged = len(w.Book.All())
		w.note("image", t.device)
		return
	}
	w.hit(Image)
	for _, action := range w.Book.All()[t.imaged:] {
		if op, err := oplog.Decode(action.Bytes); err != nil || op.Device != t.device {
			continue
		}
		if w.atOffice(action) {
			w.onlyThere[action] = true
		} else if action.Excused == "" {
			action.Excused = "the tablet was set back before it had sent it"
		}
	}
	w.dropPast(t)
	t.holds(t.image)
	t.image, t.open, t.seen = nil, nil, map[exchange.Mark]int64{}
}

// atOffice reports that the log has the action.
func (w *World) atOffice(action *oracle.Action) bool {
	op, err := oplog.Decode(action.Bytes)
	if err != nil {
		return false
	}
	_, hashes, err := w.office.StoredResults(w.ctx, []oplog.ID{op.ID})
	return err == nil && hashes[op.ID] == action.Hash()
}

// dropPast forgets the requests of a tablet: the ones that it sends now say
// other things under the same numbers.
func (w *World) dropPast(t *tablet) {
	var rest []exchanged
	for _, one := range w.past {
		if one.tablet != t {
			rest = append(rest, one)
		}
	}
	w.past = rest
}

// endsTablet: an administrator retires or revokes a tablet while it may have
// work to send.
func (w *World) endsTablet(t *tablet) error {
	known, err := w.office.Tablet(w.ctx, t.device)
	if err != nil {
		return err
	}
	fault := pick(w, []Fault{Retired, Revoked})
	w.hit(fault)
	if fault == Revoked {
		known.Revoked = w.clock
		if err := w.office.SaveTablet(w.ctx, known); err != nil {
			return err
		}
		return w.syncs(t) // refused: what waits is handed in, then it is wiped
	}
	known.Retired = w.clock
	if err := w.office.SaveTablet(w.ctx, known); err != nil {
		return err
	}
	if err := w.syncs(t); err != nil {
		return err
	}
	return w.replaces(t)
}

// replaces hands in what waits on a tablet that is not to sync any more, sealed
// as it lies there, wipes it and gives its person another one.
func (w *World) replaces(t *tablet) error {
	if known, err := w.office.Tablet(w.ctx, t.device); err != nil || !known.Wiped.IsZero() {
		return err // a late request of one that is gone
	}
	results, err := w.handsIn(t)
	if err != nil {
		return err
	}
	waiting, err := t.replica.Waiting(w.ctx, 0)
	if err != nil {
		return err
	}
	if len(results) != len(waiting) {
		w.find(Scope, "%s is wiped, %d of %d entries that waited were taken", t.device, len(results), len(waiting))
	}
	known, err := w.office.Tablet(w.ctx, t.device)
	if err != nil {
		return err
	}
	known.Wiped = w.clock
	if err := w.office.SaveTablet(w.ctx, known); err != nil {
		return err
	}
	w.wiped(t, waiting)
	w.dropPast(t)
	w.hit(HandedIn)
	fresh := w.newTablet(w.newID("tablet"), t.actor)
	person := storage.Tablet{ID: fresh.device, Person: t.actor.ID, Epoch: 1, Name: "Tablet", Created: w.clock}
	t.device, t.seen, t.image, t.open, t.late = fresh.device, fresh.seen, nil, nil, nil
	t.holds(fresh.replica)
	return w.office.AddTablet(w.ctx, person)
}

// wiped: what a tablet wrote is at the office only from now on. What had been
// acknowledged and was lost at a restore, before the tablet synced again, is
// gone with it: only what waits is handed in.
func (w *World) wiped(t *tablet, waiting []oplog.Operation) {
	handed := map[oplog.ID]bool{}
	for _, op := range waiting {
		handed[op.ID] = true
	}
	for _, action := range w.Book.All() {
		op, err := oplog.Decode(action.Bytes)
		switch {
		case err != nil || op.Device != t.device:
		case w.atOffice(action):
			w.onlyThere[action] = true
		case !handed[op.ID] && w.Hits[Restored] > 0 && action.Excused == "":
			action.Excused = "acknowledged, lost at a restore, and wiped before the tablet synced again"
		}
	}
}

// handsIn seals what waits as the tablet does when it writes, and lets the
// office take it.
func (w *World) handsIn(t *tablet) ([]exchange.HandedIn, error) {
	waiting, err := t.replica.Waiting(w.ctx, 0)
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	agency, err := w.office.Agency(w.ctx)
	if err != nil {
		return nil, err
	}
	taker, err := w.taker(t)
	if err != nil {
		return nil, err
	}
	items := make([]exchange.SealedOp, len(waiting))
	for i, op := range waiting {
		box, err := sealed.Seal(agency.SealPublic, []byte(sealed.OutboxInfo(w.office.tenant, op.Device, op.Epoch, op.N)), op.Bytes())
		if err != nil {
			return nil, err
		}
		items[i] = exchange.SealedOp{N: op.N, Box: box}
		w.looksSealed(taker.Private, op, box)
	}
	var results []exchange.HandedIn
	for len(items) > 0 {
		part := min(len(items), exchange.MaxHandIn)
		taken, err := taker.Take(w.ctx, items[:part])
		if err != nil {
			return nil, err
		}
		results, items = append(results, taken...), items[part:]
	}
	return results, nil
}

// looksSealed: no readable word is in a sealed entry, and it opens in its own
// place only.
func (w *World) looksSealed(private []byte, op oplog.Operation, box []byte) {
	for _, change := range op.Changes {
		if len(change.To) > 7 && bytes.Contains(box, []byte(change.To)) {
			w.find(AtRest, "the sealed entry %s shows its words", op.ID)
		}
	}
	other := []byte(sealed.OutboxInfo(w.office.tenant, op.Device, op.Epoch, op.N+1))
	if _, err := sealed.Open(private, other, box); err == nil {
		w.find(AtRest, "the sealed entry %s opens in another's place", op.ID)
	}
}

// taker is the office's side of a hand-in, as the server makes it.
func (w *World) taker(t *tablet) (*exchange.Taker, error) {
	known, err := w.office.Tablet(w.ctx, t.device)
	if err != nil {
		return nil, err
	}
	private, err := w.office.SealPrivate(w.ctx)
	if err != nil {
		return nil, err
	}
	person, err := w.office.Person(w.ctx, known.Person)
	if err != nil {
		return nil, err
	}
	state := exchange.TabletGood
	switch {
	case !known.Revoked.IsZero():
		state = exchange.TabletRevoked
	case known.SetAside != "":
		state = exchange.TabletSetAside
	case !known.Retired.IsZero():
		state = exchange.TabletRetired
	}
	return &exchange.Taker{
		Hub: w.office, Tenant: w.office.tenant, Device: t.device, Epoch: t.epoch, Author: person.Actor(), State: state,
		Private: private, Arrived: oplog.Moment(w.clock),
	}, nil
}

// mustReplace reports that the office does not take the tablet any more.
func mustReplace(err error) bool {
	return errors.Is(err, errRefused) || errors.As(err, new(*exchange.ClonedError)) || errors.As(err, new(*exchange.RolledBackError))
}

// handedIn lists what waits for review.
func (w *World) handedIn() ([]oracle.Aside, error) {
	items, err := w.office.HandedItems(w.ctx)
	var list []oracle.Aside
	for _, item := range items {
		if op, err := oplog.Decode(item.Content); err == nil {
			list = append(list, oracle.Aside{ID: op.ID.String(), Hash: op.Hash(), Owner: "the administrators"})
		}
	}
	return list, err
}
