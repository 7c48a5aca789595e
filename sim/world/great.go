package world

import (
	"errors"
	"fmt"
	"os"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// greatFault lets one of the rarer things happen.
func (w *World) greatFault() error {
	t := pick(w, w.tablets)
	switch w.random.IntN(22) {
	case 0, 1, 2:
		return w.samePlace()
	case 3, 4:
		w.clockGoesWrong(t)
		return nil
	case 5, 6:
		return w.fillsDisk(t)
	case 7, 8, 9, 10:
		return w.everybodySyncs()
	case 11:
		return w.deliverLate(t)
	case 12, 13, 14:
		return w.backsUp()
	case 15, 16:
		return w.restores()
	case 17, 18:
		w.takesImage(t)
		return nil
	case 19:
		return w.endsTablet(t)
	case 20:
		return w.weeksPass()
	}
	w.note("the server starts again")
	return w.office.restart(nil)
}

func (w *World) everybodySyncs() error {
	for _, t := range w.tablets {
		if err := w.syncs(t); err != nil {
			return err
		}
	}
	return nil
}

// clockGoesWrong: a device's clock says yesterday, tomorrow, or goes back.
func (w *World) clockGoesWrong(t *tablet) {
	switch w.random.IntN(3) {
	case 0:
		t.ahead = 24 * time.Hour
		w.hit(ClockAhead)
	case 1:
		t.ahead = -24 * time.Hour
		w.hit(ClockBehind)
	default:
		t.ahead -= time.Duration(1+w.random.IntN(120)) * time.Minute
		w.hit(ClockBackwards)
	}
}

// samePlace: two people who do not hear of one another write in the same
// paragraph, and a third removes it.
func (w *World) samePlace() error {
	var hands []hand
	for _, t := range w.tablets {
		hands = append(hands, w.handOf(t))
	}
	w.random.Shuffle(len(hands), func(i, j int) { hands[i], hands[j] = hands[j], hands[i] })
	hands = append(hands, w.deskHand(w.supervisor()))
	file, err := w.officeCase(func(casework.Summary) bool { return true })
	if err != nil || file == nil {
		return err
	}
	goals := shown(file, casework.KindGoal)
	if len(goals) == 0 {
		return nil
	}
	goal, wrote := pick(w, goals), 0
	for _, h := range hands {
		mine, err := h.store.File(w.ctx, file.Case)
		if err != nil {
			return err
		}
		record := mine.Record(goal.ID)
		if record == nil || record.Removed != nil || !h.actor.MaySee(mine.Worker()) || wrote == 3 {
			continue
		}
		change := set(record, "words", w.words(h))
		if wrote == 2 {
			change = part{record.ID, record.Kind, []oplog.Change{{Do: oplog.Remove, To: "mistake " + w.words(h)}}}
		}
		saved, err := w.writes(h, mine, change)
		if err != nil {
			return err
		}
		if saved {
			wrote++
		}
	}
	if wrote == 3 {
		w.hit(SamePlace)
	}
	return nil
}

// deliver brings a request to the office, which may die over it.
func (w *World) deliver(t *tablet, fault Fault, body []byte) ([]byte, error) {
	switch fault {
	case KilledBefore, KilledAfter:
		w.office.dies = fault
	case TornWrite:
		return nil, w.tears(t, body)
	}
	answer, err := w.office.receive(t, body)
	w.office.dies = ""
	if errors.Is(err, errKilled) {
		return nil, errors.Join(err, w.office.restart(nil))
	}
	return answer, err
}

// tears lets the machine stop while a request's writes reach the disk: of what
// they appended to the write-ahead log a part is there.
func (w *World) tears(t *tablet, body []byte) error {
	wal := w.office.database() + "-wal"
	before, err := os.ReadFile(wal)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	main, err := os.ReadFile(w.office.database())
	if err != nil {
		return err
	}
	told := len(w.past)
	if _, err := w.office.receive(t, body); err != nil && !mustReplace(err) && !errors.As(err, new(*exchange.GapError)) {
		return err
	}
	w.past = w.past[:told] // nobody heard the answer
	after, err := os.ReadFile(wal)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	same, err := os.ReadFile(w.office.database())
	if err != nil {
		return err
	}
	grew := len(after) > len(before) && string(after[:len(before)]) == string(before) && string(same) == string(main)
	if !grew { // nothing was written, or the log was folded back: every byte was on the disk before
		return errors.Join(errAway, w.office.restart(nil))
	}
	w.hit(TornWrite)
	cut := len(before) + w.random.IntN(len(after)-len(before))
	return errors.Join(errAway, w.office.restart(func(string) error {
		return os.Truncate(w.office.database()+"-wal", int64(cut))
	}))
}

// deliverLate brings a request that was under way for long, past newer ones.
// Nobody waits for its reply any more.
func (w *World) deliverLate(t *tablet) error {
	if len(t.late) == 0 {
		return nil
	}
	body := t.late[0]
	t.late = t.late[1:]
	w.note("late", t.device, string(body))
	_, err := w.office.receive(t, body)
	if err != nil {
		return w.syncTrouble(t, err)
	}
	return nil
}

// syncTrouble sorts what a server may well answer from what it may not.
func (w *World) syncTrouble(t *tablet, err error) error {
	var gap *exchange.GapError
	switch {
	case mustReplace(err):
		w.note("replaced", t.device)
		return w.replaces(t)
	case errors.Is(err, errAway), errors.Is(err, exchange.ErrSegment):
	case errors.Is(err, oplog.ErrStored):
	case errors.As(err, &gap): // a late request whose earlier ones are not here any more
	case casework.CodeOf(err) == casework.NoSpace, casework.CodeOf(err) == casework.Busy:
	default:
		return fmt.Errorf("sync of %s: %w", t.device, err)
	}
	w.note("trouble", t.device)
	return nil
}

// fillsDisk: for a while the office's disk takes hardly anything more.
func (w *World) fillsDisk(t *tablet) error {
	bounded := w.office.Tenant.(interface{ Bound(more int64) error })
	if err := bounded.Bound(int64(w.random.IntN(3))); err != nil {
		return err
	}
	for range 4 {
		if err := w.works(w.deskHand(w.supervisor()), new(*form)); err != nil {
			return err
		}
		if err := w.tabletWorks(t); err != nil {
			return err
		}
		_, err := t.client().Sync(w.ctx)
		if casework.CodeOf(err) == casework.NoSpace {
			w.hit(DiskFull)
		} else if err != nil && !errors.Is(err, errStopped) && !errors.Is(err, errKilled) {
			if err := w.syncTrouble(t, err); err != nil {
				return err
			}
		}
	}
	return w.office.Tenant.(interface{ Bound(more int64) error }).Bound(-1) // perhaps another process's by now
}
