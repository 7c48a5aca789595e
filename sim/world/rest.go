package world

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"doorstep/casework"
	"doorstep/sim/oracle"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// The invariants, by name. No loss, no silent choice, atomic groups and order
// are the oracle's; the others are looked at here.
const (
	Convergence  = "convergence"
	Immutability = "immutability"
	Idempotence  = "idempotence"
	Scope        = "scope"
	OneSnapshot  = "valid references, one snapshot"
	Liveness     = "liveness"
	AtRest       = "at rest"
	RestoreBack  = "restore"
)

// mostRounds is how many rounds the tablets may need to come to rest.
const mostRounds = 12

// exchanged is a request that reached the office, and its answer.
type exchanged struct {
	tablet *tablet
	actor  casework.Actor
	body   []byte
	answer []byte
}

// comeToRest ends all faults, lets everybody sync until nobody has anything to
// say, and looks at everything.
func (w *World) comeToRest() error {
	w.healing = true
	w.note("healing")
	for _, t := range w.tablets {
		for len(t.late) > 0 {
			if err := w.deliverLate(t); err != nil {
				return err
			}
		}
	}
	quiet := false
	for w.rounds = 0; !quiet && w.rounds < mostRounds; w.rounds++ {
		quiet = true
		for _, t := range w.tablets {
			report, err := t.client().Sync(w.ctx)
			if mustReplace(err) {
				quiet = false
				if err := w.replaces(t); err != nil {
					return err
				}
				continue
			}
			if err != nil {
				w.find(Liveness, "%s, with everything healed: %v", t.device, err)
				return nil
			}
			quiet = quiet && report.Sent == 0 && report.Requests == 1
		}
	}
	if !quiet {
		w.find(Liveness, "the tablets did not come to rest in %d rounds", mostRounds)
	}
	office, err := w.look()
	if err != nil {
		return err
	}
	w.findings = append(w.findings, w.Book.Judge(office)...)
	for _, entry := range office.Log {
		w.note("log", strconv.FormatInt(entry.Seq, 10), entry.ID, strconv.FormatBool(entry.Kept))
	}
	w.returned(office)
	for _, t := range w.tablets {
		if err := w.agree(t); err != nil {
			return err
		}
	}
	return w.replays()
}

// look reads what the office shows.
func (w *World) look() (oracle.Office, error) {
	office := oracle.Office{Records: map[string]map[string]oracle.Screen{}}
	var ids []oplog.ID
	cases := map[string]bool{}
	for _, action := range w.Book.All() {
		op, err := oplog.Decode(action.Bytes)
		if err != nil {
			return office, err
		}
		ids = append(ids, op.ID)
		cases[op.Case] = true
	}
	results, hashes, err := w.office.StoredResults(w.ctx, ids)
	if err != nil {
		return office, err
	}
	for id, result := range results {
		office.Log = append(office.Log, oracle.Entry{ID: id.String(), Seq: result.Seq, Hash: hashes[id], Kept: result.Outcome == oplog.Kept})
	}
	snapshot, err := w.office.Tenant.Pull(w.ctx, w.people[len(w.people)-1], 0, 0)
	if err != nil {
		return office, err
	}
	if int(snapshot.Position) != len(office.Log) {
		w.find(oracle.NoLoss, "the log is at %d and holds %d operations that somebody wrote", snapshot.Position, len(office.Log))
	}
	for caseID := range cases {
		if err := w.lookIn(&office, caseID); err != nil {
			return office, err
		}
	}
	handed, err := w.handedIn()
	office.Aside = append(office.Aside, handed...)
	return office, err
}

func (w *World) lookIn(office *oracle.Office, caseID string) error {
	file, err := w.office.File(w.ctx, caseID)
	if err != nil {
		return err
	}
	office.Records[caseID] = map[string]oracle.Screen{}
	for id, record := range file.Records {
		office.Records[caseID][id] = screenOf(record)
	}
	kept, err := w.office.Kept(w.ctx, caseID)
	if err != nil {
		return err
	}
	for _, one := range kept {
		owner := file.Worker()
		if owner == "" {
			owner = "the supervisors"
		}
		office.Aside = append(office.Aside, oracle.Aside{ID: one.Operation.ID.String(), Hash: one.Operation.Hash(), Owner: owner})
	}
	w.checkFile("the office", file)
	return nil
}

// agree compares a tablet with what the office says its person may see.
func (w *World) agree(t *tablet) error {
	snapshot, err := w.office.Tenant.Pull(w.ctx, t.actor, 0, 0)
	if err != nil {
		return err
	}
	marks, err := t.replica.Marks(w.ctx)
	if err != nil {
		return err
	}
	if exchange.StateDigest(marks) != exchange.StateDigest(snapshot.Scope) {
		w.find(Convergence, "%s holds %v, the office says %v", t.device, marks, snapshot.Scope)
	}
	for _, mark := range snapshot.Scope {
		if err := w.sameFile(t, mark.Case); err != nil {
			return err
		}
	}
	waiting, err := t.replica.Waiting(w.ctx, 0)
	if err != nil || len(waiting) > 0 {
		w.find(Liveness, "%s: %d operations wait (%v)", t.device, len(waiting), err)
	}
	return w.nothingOf(t)
}

func (w *World) sameFile(t *tablet, caseID string) error {
	here, err := t.replica.File(w.ctx, caseID)
	if err != nil {
		return err
	}
	there, err := w.office.File(w.ctx, caseID)
	if err != nil {
		return err
	}
	got, err := json.Marshal(here.Records)
	if err != nil {
		return err
	}
	want, err := json.Marshal(there.Records)
	if err != nil {
		return err
	}
	if string(got) != string(want) {
		w.find(Convergence, "%s shows %s as\n%s\nthe office has\n%s", t.device, caseID, got, want)
	}
	return nil
}

// nothingOf: of a case that the person may not see nothing is on the tablet.
func (w *World) nothingOf(t *tablet) error {
	seen := map[string]bool{}
	for _, action := range w.Book.All() {
		if seen[action.Case] {
			continue
		}
		seen[action.Case] = true
		there, err := w.office.File(w.ctx, action.Case)
		if err != nil {
			return err
		}
		supervises := t.actor.Role == casework.RoleSupervisor // said here once more, apart from the product
		if worker := there.Worker(); worker != "" && (supervises || worker == t.actor.ID) {
			continue
		}
		file, err := t.replica.File(w.ctx, action.Case)
		if err != nil {
			return err
		}
		kept, err := t.replica.Kept(w.ctx, action.Case)
		if err != nil {
			return err
		}
		if w.Hits[Restored] > 0 { // what was sent twice is listed again: the person's own words
			kept = nil
		}
		if len(file.Records) > 0 || len(kept) > 0 {
			w.find(Scope, "%s holds %d records and %d kept entries of case %s, which its person may not see", t.device, len(file.Records), len(kept), action.Case)
		}
	}
	return nil
}

// replays sends requests of the past again: nothing changes, the results are
// the same.
func (w *World) replays() error {
	before, err := w.office.Tenant.Pull(w.ctx, w.people[0], 0, 0)
	if err != nil {
		return err
	}
	past := w.past[len(w.past)-min(len(w.past), 40):]
	for _, one := range past {
		var request exchange.Request
		var was exchange.Reply
		if err := json.Unmarshal(one.body, &request); err != nil {
			return err
		}
		if err := json.Unmarshal(one.answer, &was); err != nil {
			return err
		}
		reply, err := exchange.Answer(w.ctx, w.office, one.actor, request)
		if err != nil {
			w.find(Idempotence, "an old request of %s again: %v", one.tablet.device, err)
			return nil
		}
		if was.Inbox > 0 {
			continue // it heard what became of them with the next request
		}
		want, err := own(request, was.Results)
		if err != nil {
			return err
		}
		if got, want := fmt.Sprint(reply.Results), fmt.Sprint(want); got != want {
			w.find(Idempotence, "an old request of %s again answers\n%s\nwant\n%s", one.tablet.device, got, want)
		}
	}
	after, err := w.office.Tenant.Pull(w.ctx, w.people[0], 0, 0)
	if err == nil && (before.Position != after.Position || exchange.StateDigest(before.Scope) != exchange.StateDigest(after.Scope)) {
		w.find(Idempotence, "old requests moved the log from %d to %d", before.Position, after.Position)
	}
	return err
}

// own are the results of the operations in a request: an answer also has those of
// what lay in the inbox.
func own(request exchange.Request, results []oplog.Result) ([]oplog.Result, error) {
	numbers := map[int64]bool{}
	for _, raw := range request.Operations {
		op, err := oplog.Decode(raw)
		if err != nil {
			return nil, err
		}
		numbers[op.N] = true
	}
	return slices.DeleteFunc(results, func(result oplog.Result) bool { return !numbers[result.N] }), nil
}

// lookAt looks at a tablet in the middle of things: its marks are states that
// the office really had, what it shows holds together and never goes back.
func (w *World) lookAt(t *tablet) error {
	marks, err := t.replica.Marks(w.ctx)
	if err != nil {
		return err
	}
	for _, mark := range marks {
		given := exchange.Mark{Case: mark.Case, Term: mark.Term}
		if mark.Position < t.seen[given] {
			w.find(oracle.Order, "%s: case %s went from %d back to %d", t.device, mark.Case, t.seen[given], mark.Position)
		}
		t.seen[given] = mark.Position
	}
	if err := w.ownWords(t); err != nil || len(marks) == 0 {
		return err
	}
	file, err := t.replica.File(w.ctx, pick(w, marks).Case)
	if err != nil {
		return err
	}
	w.checkFile(t.device, file)
	return nil
}

// ownWords: the last words that somebody wrote in a goal stand on their own
// tablet at any moment before they are sent, as the head or beside it.
func (w *World) ownWords(t *tablet) error {
	waiting, err := t.replica.Waiting(w.ctx, 0)
	if err != nil || w.Hits[Restored] > 0 { // then what waits may wait for its case to come back
		return err
	}
	last := map[[2]string]oplog.Operation{}
	for _, op := range waiting {
		if change := op.Changes[0]; op.Kind == casework.KindGoal && change.Do == oplog.Set && op.Group == "" {
			last[[2]string{op.Record, change.Field}] = op
		} else {
			delete(last, [2]string{op.Record, change.Field})
		}
	}
	for place, op := range last {
		file, err := t.replica.File(w.ctx, op.Case)
		if err != nil {
			return err
		}
		goal := file.Record(op.Record)
		if goal == nil || goal.Removed != nil || !t.actor.MaySee(file.Worker()) {
			continue
		}
		text, stands := op.Changes[0].To, goal.Get(place[1]) == op.Changes[0].To
		for _, version := range goal.Open(place[1]) {
			stands = stands || version.Text == text
		}
		stored, _, err := w.office.StoredResults(w.ctx, []oplog.ID{op.ID})
		if err != nil {
			return err
		}
		if _, landed := stored[op.ID]; !stands && !landed { // one that landed may be replaced, and the answer lost
			w.find(oracle.Order, "%s does not show %q, which was written on it and not sent", t.device, text)
		}
	}
	return nil
}

// checkFile: what a page draws refers to what is there, and a frozen contract
// has the words that were hashed.
func (w *World) checkFile(where string, file *casework.File) {
	if len(file.Records) > 0 && file.Head() == nil {
		w.find(OneSnapshot, "%s shows records of case %s without the case", where, file.Case)
	}
	for id, record := range file.Records {
		for _, field := range []string{"contract", "client"} {
			if to := record.Get(field); to != "" && file.Record(to) == nil {
				w.find(OneSnapshot, "%s: %s of record %s names %s, which is not there", where, field, id, to)
			}
		}
		hash := record.Get("content_hash")
		if record.Kind != casework.KindContract || hash == "" {
			continue
		}
		if sum := sha256.Sum256([]byte(record.Get("content"))); hex.EncodeToString(sum[:]) != hash {
			w.find(Immutability, "%s: contract %s does not have the hash that was signed", where, id)
		}
	}
}
