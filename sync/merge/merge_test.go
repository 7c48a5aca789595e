package merge_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// people of the stories; grace supervises, the case is may's.
func person(name string) casework.Actor {
	role := casework.RoleCaseworker
	if name == "grace" {
		role = casework.RoleSupervisor
	}
	if name == "noor" {
		role = casework.RoleSupervisor // so that a third person may write in the case
	}
	return casework.Actor{ID: name, Name: map[string]string{"may": "May Torres"}[name], Role: role}
}

// teller lands the lines of a story.
type teller struct {
	t      *testing.T
	office *memory.Office
	n      map[string]int64
}

const caseID = "c"

func newTeller(t *testing.T) *teller {
	tell := &teller{t: t, office: memory.NewOffice(exchange.House{}), n: map[string]int64{}}
	tell.land("may", tell.op("desk0", "may", 0, caseID, casework.KindCase, makes("name", "Ruiz", "worker", "may")...))
	tell.land("may", tell.op("desk0", "may", 0, "g", casework.KindGoal, makes("words", "first")...))
	return tell
}

func makes(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

func (tell *teller) op(device, actor string, seen int64, record string, kind casework.Kind, changes ...oplog.Change) oplog.Operation {
	if strings.HasPrefix(device, "desk") {
		device = oplog.OfficePrefix + device
	}
	tell.n[device]++
	return oplog.Operation{
		ID: oplog.ID{Device: device, Epoch: 1, N: tell.n[device]}, Actor: actor, Case: caseID,
		Record: record, Kind: kind, Seen: seen, At: "2026-11-21T09:00:00.000Z", Changes: changes,
	}.Seal(make([]byte, oplog.SaltBytes))
}

func (tell *teller) land(actor string, ops ...oplog.Operation) []oplog.Result {
	tell.t.Helper()
	results, _, err := merge.Land(tell.t.Context(), tell.office, caseID, person(actor), ops)
	if err != nil {
		tell.t.Fatal(err)
	}
	return results
}

func (tell *teller) file() *casework.File {
	tell.t.Helper()
	file, err := tell.office.File(tell.t.Context(), caseID)
	if err != nil {
		tell.t.Fatal(err)
	}
	return file
}

// line plays one line of a story.
func (tell *teller) line(line string) {
	tell.t.Helper()
	if stands, ok := strings.CutPrefix(line, "= "); ok {
		record, want, _ := strings.Cut(stands, " ")
		if got := draw(tell.file().Record(record), want); got != want {
			tell.t.Errorf("%s stands as\n got %s\nwant %s", record, got, want)
		}
		return
	}
	said, want, _ := strings.Cut(line, " -> ")
	who, what, _ := strings.Cut(said, ": ")
	by, words := strings.Fields(who), strings.Fields(what)
	seen, err := strconv.ParseInt(by[2][1:], 10, 64)
	if err != nil {
		tell.t.Fatalf("%q: %v", line, err)
	}
	kind := casework.KindGoal
	if words[0] == caseID {
		kind = casework.KindCase
	}
	op := tell.op(by[0], by[1], seen, words[0], kind, tell.changes(words[0], words[1:])...)
	result := tell.land(by[1], op)[0]
	if got := strings.TrimSpace(fmt.Sprint(result.Outcome, " ", result.Reason)); got != want {
		tell.t.Errorf("%s: got %s", line, got)
	}
}

func (tell *teller) changes(record string, words []string) []oplog.Change {
	var changes []oplog.Change
	for _, word := range words {
		verb, rest, _ := strings.Cut(word, ":")
		field, to, _ := strings.Cut(rest, "=")
		switch {
		case word == "make":
			changes = append(changes, oplog.Change{Do: oplog.Create})
		case verb == "remove":
			changes = append(changes, oplog.Change{Do: oplog.Remove, To: rest})
		case verb == "resolve":
			changes = append(changes, oplog.Change{Do: oplog.Resolve, Field: field, To: to})
		case word[0] == '+':
			last := &changes[len(changes)-1]
			last.Siblings = append(last.Siblings, tell.sibling(record, word[1:]))
		default:
			field, to, _ := strings.Cut(word, "=")
			changes = append(changes, oplog.Change{Do: oplog.Set, Field: field, To: to})
		}
	}
	return changes
}

// sibling is the id of the sibling with this text: as it stands, or as it stood
// when a resolve that came too late saw it.
func (tell *teller) sibling(record, text string) string {
	for _, sibling := range tell.file().Record(record).Siblings {
		if sibling.Text == text {
			return sibling.ID
		}
	}
	return "closed meanwhile"
}

// draw writes a record as a line of a story does, with the fields that the
// story asks for.
func draw(record *casework.Record, want string) string {
	var parts []string
	for _, word := range strings.Fields(want) {
		if field, _, ok := strings.Cut(word, "="); ok {
			parts = append(parts, field+"="+record.Get(field))
		}
	}
	for _, sibling := range record.Siblings {
		parts = append(parts, "~"+sibling.Text)
	}
	if record.Removed != nil {
		parts = append(parts, "gone:"+record.Removed.Reason)
	}
	return strings.Join(parts, " ")
}

func TestScenarios(t *testing.T) {
	for _, scenario := range scenarios {
		t.Run(scenario.name, func(t *testing.T) {
			tell := newTeller(t)
			for line := range strings.Lines(scenario.story) {
				if line = strings.TrimSpace(line); line != "" {
					tell.line(line)
				}
			}
		})
	}
}

func TestAppendOnly(t *testing.T) {
	tell := newTeller(t)
	tell.land("may", tell.op("tab1", "may", 2, "n", casework.KindNote, makes("type", "phone", "on", "2026-11-21", "text", "as spoken")...))
	edit := tell.land("may", tell.op("tab1", "may", 3, "n", casework.KindNote, oplog.Change{Do: oplog.Set, Field: "text", To: "rewritten"}))[0]
	if edit.Outcome != oplog.Kept || edit.Reason != casework.ReasonAppendOnly || tell.file().Record("n").Get("text") != "as spoken" {
		t.Errorf("editing a note: %+v, it reads %q", edit, tell.file().Record("n").Get("text"))
	}
	hide := tell.land("may", tell.op("tab1", "may", 3, "n", casework.KindNote, oplog.Change{Do: oplog.Remove, To: "wrong family"}))[0]
	if hide.Outcome != oplog.Applied || len(tell.file().Of(casework.KindNote)) != 0 {
		t.Errorf("hiding a note as entered in error: %+v", hide)
	}
}

func TestUnknownKind(t *testing.T) {
	tell := newTeller(t)
	op := tell.op("tab1", "may", 2, "x", "kind_of_2031", makes("words", "tomorrow's")...)
	if result := tell.land("may", op)[0]; result.Outcome != oplog.Kept || result.Reason != casework.ReasonUnknownKind {
		t.Errorf("got %+v", result)
	}
	kept, err := tell.office.Kept(t.Context(), caseID)
	if err != nil || len(kept) != 1 || string(kept[0].Operation.Bytes()) != string(op.Bytes()) {
		t.Errorf("kept: %+v, %v", kept, err)
	}
}

// ink is a drawn cross.
const ink = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]],[[9000,1000,600],[1000,9000,790]]]}`

// TestFrozen: once signing has started nothing about a contract changes, on
// whatever device it was written and however early.
func TestFrozen(t *testing.T) {
	tell := newTeller(t)
	content, hash := casework.ContractContent{
		Format: 1, Case: caseID, Contract: "k", Client: "Ana Ruiz", Worker: "May Torres", EndsWhen: "Ana has a lease.", Frozen: "2026-11-21T09:00:00Z",
		Items: []casework.ContractContentItem{{Words: "call", Who: "May Torres"}},
	}.Freeze()
	tell.land("may",
		tell.op("tab1", "may", 2, "p", casework.KindPerson, makes("name", "Ana Ruiz", "role", "mother")...),
		tell.op("tab1", "may", 2, "k", casework.KindContract, makes("client", "p", "worker", "may")...),
		tell.op("tab1", "may", 2, "i", casework.KindContractItem, makes("contract", "k", "words", "call", "who", "May")...))
	set := func(field, to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: field, To: to} }
	freeze := tell.op("tab1", "may", 5, "k", casework.KindContract, set("content", content), set("content_hash", hash), set("frozen_at", "2026-11-21T09:00:00Z"))
	if result := tell.land("may", freeze)[0]; result.Outcome != oplog.Applied {
		t.Fatalf("freezing: %+v", result)
	}
	sign := func(party string) []oplog.Change {
		return makes("contract", "k", "party", party, "person", "person:p", "name", "Ana Ruiz", "method", "draw", "strokes", ink,
			"signed_at", "2026-11-21T09:00:00Z", "signed_on", "2026-11-21", "content_hash", hash)
	}
	if result := tell.land("may", tell.op("tab1", "may", 6, "s", casework.KindSignature, sign("client")...))[0]; result.Outcome != oplog.Applied {
		t.Fatalf("signing: %+v", result)
	}
	before := tell.file()
	for name, op := range map[string]oplog.Operation{
		"its text":         tell.op("desk", "grace", 5, "k", casework.KindContract, set("about", "other terms")),
		"its content":      tell.op("tab1", "may", 6, "k", casework.KindContract, set("content", content+" "), set("content_hash", casework.HashContent(content+" ")), set("frozen_at", "2026-11-21T10:00:00Z")),
		"hiding it":        tell.op("tab1", "may", 6, "k", casework.KindContract, oplog.Change{Do: oplog.Remove, To: "mistake"}),
		"an item":          tell.op("desk", "grace", 5, "i", casework.KindContractItem, set("words", "visit")),
		"hiding an item":   tell.op("desk", "grace", 5, "i", casework.KindContractItem, oplog.Change{Do: oplog.Remove, To: "mistake"}),
		"a new item":       tell.op("desk", "grace", 5, "i2", casework.KindContractItem, makes("contract", "k", "words", "pay", "who", "May")...),
		"a second signer":  tell.op("tab1", "may", 7, "s2", casework.KindSignature, sign("client")...),
		"resolving a word": tell.op("desk", "grace", 5, "k", casework.KindContract, oplog.Change{Do: oplog.Resolve, Field: "about", To: "other terms"}),
	} {
		if result := tell.land(op.Actor, op)[0]; result.Outcome != oplog.Kept || result.Reason != casework.ReasonFrozen {
			t.Errorf("%s: %+v, want kept as frozen", name, result)
		}
	}
	for name, op := range map[string]oplog.Operation{
		"editing a signature": tell.op("tab1", "may", 7, "s", casework.KindSignature, set("name", "Somebody Else")),
		"hiding a signature":  tell.op("tab1", "may", 7, "s", casework.KindSignature, oplog.Change{Do: oplog.Remove, To: "mistake"}),
	} {
		if result := tell.land(op.Actor, op)[0]; result.Outcome != oplog.Kept || result.Reason != casework.ReasonAppendOnly {
			t.Errorf("%s: %+v, want kept as append-only", name, result)
		}
	}
	after := tell.file()
	for _, id := range []string{"k", "i", "s"} {
		if got, want := after.Record(id).Digest(), before.Record(id).Digest(); got != want {
			t.Errorf("record %s changed", id)
		}
	}
}

// TestGroup: operations of one group land together or are kept together.
func TestGroup(t *testing.T) {
	tell := newTeller(t)
	grouped := func(group string, ops ...oplog.Operation) []oplog.Operation {
		for i := range ops {
			ops[i].Group = group
			ops[i] = ops[i].Seal(make([]byte, oplog.SaltBytes))
		}
		return ops
	}
	set := func(field, to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: field, To: to} }
	ops := grouped("a",
		tell.op("tab1", "may", 2, "g", casework.KindGoal, set("words", "second")),
		tell.op("tab1", "may", 2, "gone", casework.KindGoal, set("words", "of a goal that is not there")),
		tell.op("tab1", "may", 2, "h", casework.KindGoal, makes("words", "a new goal")...))
	ops = append(ops, grouped("b", tell.op("tab1", "may", 2, "b", casework.KindBarrier, makes("words", "no bus")...))...)
	results := tell.land("may", ops...)
	for i, want := range []oplog.Outcome{oplog.Kept, oplog.Kept, oplog.Kept, oplog.Applied} {
		if results[i].Outcome != want || want == oplog.Kept && results[i].Reason != casework.ReasonNoRecord {
			t.Errorf("operation %d: %+v, want %s", i, results[i], want)
		}
	}
	file := tell.file()
	if file.Record("g").Get("words") != "first" || file.Record("h") != nil || file.Record("b") == nil {
		t.Errorf("half a group landed: %v", file.Records)
	}
	kept, err := tell.office.Kept(t.Context(), caseID)
	if err != nil || len(kept) != 3 {
		t.Errorf("%d operations are kept, want the whole group of 3 (%v)", len(kept), err)
	}
}
