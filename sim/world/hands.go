package world

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"doorstep/casework"
	"doorstep/sim/oracle"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// desk is where a member of staff writes at the office.
type desk struct {
	actor casework.Actor
	open  *form
}

// form is a page that somebody has before them: what it showed when it was drawn.
type form struct {
	file   *casework.File
	record *casework.Record
	field  string
}

// store is what a hand writes into.
type store interface {
	merge.Store
	NextNumber(ctx context.Context, device string, epoch int64) (int64, error)
	Summaries(ctx context.Context) ([]casework.Summary, error)
}

// hand is a person with a page before them.
type hand struct {
	store  store
	device string
	epoch  int64
	actor  casework.Actor
	line   string // "" at a desk
	at     time.Time
	tablet *tablet // nil at a desk
}

func (w *World) handOf(t *tablet) hand {
	return hand{
		store: t.replica, device: t.device, epoch: t.epoch, actor: t.actor,
		line: t.device + "/" + t.actor.ID, at: w.clock.Add(t.ahead), tablet: t,
	}
}

// deskHand: all desks of one server process write under one device, drawn anew
// when the process starts.
func (w *World) deskHand(d *desk) hand {
	return hand{store: w.office, device: fmt.Sprintf("%s%d", oplog.OfficePrefix, w.office.boots), epoch: 1, actor: d.actor, at: w.clock}
}

// part is one record's part of a write.
type part struct {
	record  string
	kind    casework.Kind
	changes []oplog.Change
}

// changesNothing: a page writes only the fields that differ from those it drew.
func (p part) changesNothing(drawn *casework.File) bool {
	change := p.changes[0]
	record := drawn.Record(p.record)
	return len(p.changes) == 1 && change.Do == oplog.Set && record != nil && record.Get(change.Field) == change.To
}

// writes does what a page does when a form is sent: try, refuse or land, and
// say "Saved". drawn is the case as the page showed it. It reports whether the
// screen said so.
func (w *World) writes(h hand, drawn *casework.File, parts ...part) (bool, error) {
	now, err := h.store.File(w.ctx, drawn.Case)
	if err != nil {
		return false, err
	}
	ops, err := w.operations(h, drawn, now, slices.DeleteFunc(parts, func(one part) bool { return one.changesNothing(drawn) }))
	if err != nil || len(ops) == 0 {
		return false, err
	}
	for _, result := range merge.Plan(now.Clone(), h.actor, ops).Results {
		if result.Outcome == oplog.Kept {
			return false, nil // the form comes back with a sentence
		}
	}
	actions := make([]*oracle.Action, len(ops))
	for i, op := range ops {
		action := actionOf(h, drawn, op)
		if op.Group != "" { // a number that was not used up is used again, and so is the name of its group
			action.Group = ops[0].Hash()
		}
		actions[i] = w.Book.Write(action)
	}
	results, _, err := merge.Land(w.ctx, h.store, drawn.Case, h.actor, ops)
	if err != nil {
		return false, w.writeTrouble(err)
	}
	if h.tablet != nil && w.strike(25, StoppedSaying) != "" {
		w.hit(StoppedSaying)
		return false, nil
	}
	for i, action := range actions {
		if results[i].Outcome != oplog.Kept {
			action.Sure = true
		}
		w.note("saved", action.ID, string(action.Bytes))
	}
	return true, nil
}

// writeTrouble: a desk may meet a dying server or a full disk; its screen says
// that nothing was saved.
func (w *World) writeTrouble(err error) error {
	switch {
	case errors.Is(err, errKilled):
		return w.office.restart(nil)
	case casework.CodeOf(err) == casework.NoSpace:
		return nil
	}
	return err
}

func (w *World) operations(h hand, drawn, now *casework.File, parts []part) ([]oplog.Operation, error) {
	next, err := h.store.NextNumber(w.ctx, h.device, h.epoch)
	if err != nil {
		return nil, err
	}
	group := ""
	if len(parts) > 1 {
		group = oplog.ID{Device: h.device, Epoch: h.epoch, N: next}.String()
	}
	ops := make([]oplog.Operation, len(parts))
	for i, part := range parts {
		seen := min(drawn.Seen, now.Seen)
		if part.changes[0].Do == oplog.Create {
			seen = now.Seen
		}
		salt := make([]byte, oplog.SaltBytes)
		for j := range salt {
			salt[j] = byte(w.random.Uint32())
		}
		ops[i] = oplog.Operation{
			ID:    oplog.ID{Device: h.device, Epoch: h.epoch, N: next + int64(i)},
			Group: group, Actor: h.actor.ID, Case: drawn.Case, Record: part.record, Kind: part.kind,
			Seen: seen, Term: now.Term, At: oplog.Moment(h.at), Changes: part.changes,
		}.Seal(salt)
	}
	return ops, nil
}

// actionOf tells the oracle what somebody did, in its own words.
func actionOf(h hand, drawn *casework.File, op oplog.Operation) oracle.Action {
	action := oracle.Action{
		ID: op.ID.String(), Line: h.line, Case: op.Case, Record: op.Record,
		Bytes: op.Bytes(), Screen: screenOf(drawn.Record(op.Record)),
	}
	for _, change := range op.Changes {
		action.Steps = append(action.Steps, oracle.Step{Do: string(change.Do), Field: change.Field, Text: change.To, Closes: change.Siblings})
	}
	return action
}

// screenOf is what a page shows of a record.
func screenOf(record *casework.Record) oracle.Screen {
	screen := oracle.Screen{Heads: map[string]string{}, Beside: map[string]oracle.Version{}}
	if record == nil {
		return screen
	}
	maps.Copy(screen.Heads, record.Fields)
	screen.Hidden = record.Removed != nil
	for _, sibling := range record.Siblings {
		screen.Beside[sibling.ID] = oracle.Version{Field: sibling.Field, Text: sibling.Text}
	}
	return screen
}
