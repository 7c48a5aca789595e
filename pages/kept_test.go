package pages_test

import (
	"context"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// keep puts an operation into the log that could not be applied.
func keep(t *testing.T, b *browser, caseID string, n int64, record string, kind casework.Kind, reason casework.Reason, changes ...oplog.Change) oplog.Operation {
	t.Helper()
	op := oplog.Operation{
		ID: oplog.ID{Device: "t1", Epoch: 1, N: n}, Actor: "eve", Case: caseID, Record: record, Kind: kind, At: oplog.Moment(firstDay), Changes: changes,
	}.Seal(make([]byte, oplog.SaltBytes))
	file := b.file(caseID)
	_, err := b.env.Store.Commit(context.Background(), oplog.Batch{
		Case: caseID, Expected: file.Position, Operations: []oplog.Operation{op}, Summary: casework.Summarise(file),
		Results: []oplog.Result{{N: n, Outcome: oplog.Kept, Reason: reason, Seq: -1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func makesRecord(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

const lostID = "01980000-0000-7000-8000-00000000beef"

// TestKeptEntriesAreDealtWith: what was kept aside is counted on case and
// caseload until somebody put its words in or set it aside, with who and when.
func TestKeptEntriesAreDealtWith(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(b)
	goal := keep(t, b, id, 1, lostID, casework.KindGoal, casework.ReasonNotYours, makesRecord("words", "A quiet room", "said_on", "2026-11-02")...)
	keep(t, b, id, 2, lostID, casework.KindSignature, casework.ReasonFrozen, makesRecord("name", "Maria Alvarez")...)
	b.open("/").expect(200, "2 entries kept aside", "Late or kept aside", "2 to look at")
	b.follow("to-late").expect(200, "Kept aside", "Alvarez", "2 entries")
	b.open("/cases/"+id).expect(200, "Kept aside", "2 entries")
	b.follow("to-kept").expect(200, "A quiet room", "Eve Doe", "The case was never with the person", "2 November 2026")
	if b.has("kept-t1-1-2-enter") {
		t.Error("a signature can be put in by somebody else")
	}

	// The words go in through the form that would write them today.
	b.submit("kept-t1-1-1-enter-form").expect(200, "Add a goal", "Draft from", "A quiet room")
	b.submit("form", "words", "A quiet room for Rosa").expect(200, "A quiet room for Rosa")
	goals := b.file(id).Of(casework.KindGoal)
	if len(goals) != 1 || goals[0].Get("words") != "A quiet room for Rosa" || goals[0].Get("said_on") != "2026-11-02" {
		t.Fatalf("the goal put in is %+v", goals)
	}
	dealt := b.file(id).DealtWith()[goal.ID.String()]
	if dealt == nil || dealt.Created.Actor != "dana" || dealt.Get("entered") != goals[0].ID || dealt.Get("how") != "entered" {
		t.Errorf("dealt with: %+v", dealt)
	}
	b.open("/").expect(200, "1 entry kept aside", "1 to look at")

	// The other is set aside with a reason.
	b.open("/cases/"+id+"/kept").expect(200, "Dana Reed put the words in")
	b.follow("kept-t1-1-2-aside").expect(200, "Set it aside").submit("form", "reason", " ").expect(422)
	b.submit("form", "reason", "She signed the new version.").expect(200, "Dana Reed set it aside", "She signed the new version.")
	if b.open("/"); b.has("to-late") || strings.Contains(b.text, "kept aside") {
		t.Errorf("it still counts what is dealt with: %s", b.text)
	}
	b.open("/cases/"+id).expect(200, "All dealt with")
}

// TestKeptNoteIsAmended: words that came too late for a finished note go into an
// amendment; an entry of which the form already holds another draft waits.
func TestKeptNoteIsAmended(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(b)
	b.open("/cases/"+id+"/notes/new").submit("form", "text", "Maria was home.")
	note := b.file(id).Of(casework.KindNote)[0].ID
	keep(t, b, id, 1, note, casework.KindNote, casework.ReasonAppendOnly, oplog.Change{Do: oplog.Set, Field: "text", To: "Maria was out."})
	b.open("/cases/"+id+"/kept").submit("kept-t1-1-1-enter-form").expect(200, "Maria was out.", "Draft from")
	b.submit("form").expect(200, "Maria was out.")
	notes := b.file(id).Of(casework.KindNote)
	if len(notes) != 2 || notes[1].Get("amends") != note || notes[1].Get("text") != "Maria was out." {
		t.Fatalf("notes: %+v", notes)
	}
	keep(t, b, id, 2, lostID, casework.KindNote, casework.ReasonInvalid, makesRecord("type", "phone", "on", "2026-11-02", "text", "Called the school.")...)
	b.send("POST", "/drafts", values("draft", "/cases/"+id+"/notes/new", "text", "My own half sentence"))
	b.open("/cases/"+id+"/kept").submit("kept-t1-1-2-enter-form").expect(409, "You are writing there already")
	if draft := b.draft("/cases/" + id + "/notes/new"); draft == nil || draft.Fields["text"] != "My own half sentence" {
		t.Errorf("the draft is %+v", draft)
	}
}

// TestKeptPhotoGoesInAsItIs: a photo has no form; its entry is written anew.
func TestKeptPhotoGoesInAsItIs(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(b)
	keep(t, b, id, 1, lostID, casework.KindAttachment, casework.ReasonNoRecord, makesRecord("of", "01980000-0000-7000-8000-00000000dead", "type", "photo", "name", "room.jpg", "media", "image/jpeg", "size", "3", "sha256", strings.Repeat("ab", 32))...)
	b.open("/cases/" + id + "/kept").submit("kept-t1-1-1-enter-form")
	photos := b.file(id).Of(casework.KindAttachment)
	if len(photos) != 1 || photos[0].Get("name") != "room.jpg" || photos[0].Get("of") != "" || len(b.file(id).DealtWith()) != 1 {
		t.Errorf("photos: %+v", photos)
	}
}

// TestNobodyElseDealsWithKeptEntries: what is kept in a case is as secret as the
// case; and a made-up mark in a form deals with nothing.
func TestNobodyElseDealsWithKeptEntries(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(b)
	op := keep(t, b, id, 1, lostID, casework.KindGoal, casework.ReasonNotYours, makesRecord("words", "A quiet room")...)
	eve := at(t, b.env, eveDoe)
	base := "/cases/" + id + "/kept/" + op.Hash()
	eve.open(base).expect(404)
	eve.send("POST", base, values("reason", "mine")).expect(404)
	eve.send("POST", base+"/enter", values()).expect(404)
	b.open("/cases/" + id + "/kept/" + strings.Repeat("0", 64)).expect(404)
	b.open("/cases/"+id+"/goals/new").submit("form", "words", "Other words", "settles", "t1/1/9")
	if dealt := b.file(id).DealtWith(); len(dealt) != 0 {
		t.Errorf("dealt with %v", dealt)
	}
	// twice is once
	page := *b.open(base)
	b.submit("form", "reason", "It is in the case.")
	page.submit("form", "reason", "It is in the case.").expect(200, "Kept aside")
	if n := len(b.file(id).Of(casework.KindDealt)); n != 1 {
		t.Errorf("dealt with %d times", n)
	}
}

// TestLateEntriesAreShown: what came after a case had gone to somebody else says
// so where it stands, and waits until its new worker has read it.
func TestLateEntriesAreShown(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(b)
	before := b.file(id).Seen
	sam := at(t, b.env, samOkoro)
	sam.open("/cases/"+id+"/assign").submit("form", "worker", "eve")
	op := oplog.Operation{
		ID: oplog.ID{Device: "tab1", Epoch: 1, N: 1}, Actor: "dana", Case: id, Record: lostID, Kind: casework.KindNote, Seen: before,
		At: "2026-11-16T09:00:00.000Z", Changes: makesRecord("type", "home_visit", "on", "2026-11-16", "text", "Maria has a room."),
	}.Seal(make([]byte, oplog.SaltBytes))
	if _, _, err := merge.Arrive(context.Background(), b.env.Store, id, danaReed, "2026-11-17T08:30:00.000Z", []oplog.Operation{op}); err != nil {
		t.Fatal(err)
	}
	sentence := "Late entry by Dana Reed, written on 16 November 2026, 09:00, arrived on 17 November 2026, 08:30"
	eve := at(t, b.env, eveDoe)
	eve.open("/").expect(200, "Late entry", "1 to look at")
	eve.open("/cases/"+id+"/notes").expect(200, "Late entry")
	eve.open("/cases/"+id+"/notes/"+lostID).expect(200, sentence)
	eve.open("/cases/"+id).follow("to-late").expect(200, sentence, "Maria has a room.", "I have read these")
	page := *eve
	eve.submit("read-form").expect(200, "Late entries", "1 entry")
	if eve.open("/"); eve.has("to-late") {
		t.Error("what was read still waits")
	}
	page.submit("read-form") // twice is once
	if n := len(eve.file(id).Of(casework.KindDealt)); n != 1 {
		t.Errorf("%d entries say that it was read", n)
	}
	eve.open("/cases/"+id+"/late").expect(200, "Read", sentence)
	b.open("/cases/" + id + "/late").expect(404)
}

// TestKeptForNoCase: what belongs to a case that never came is nobody's but the
// supervisors', who can read it.
func TestKeptForNoCase(t *testing.T) {
	b := at(t, officeEnv(&ids{}), danaReed)
	openAlvarez(b)
	keep(t, b, lostID, 1, lostID, casework.KindGoal, casework.ReasonNoCase, makesRecord("words", "A quiet room")...)
	at(t, b.env, samOkoro).open("/late").expect(200, "Kept aside for no case", "A quiet room", "Eve Doe", "The case was not here")
	if b.open("/late"); strings.Contains(b.text, "A quiet room") {
		t.Error("a caseworker reads what belongs to no case of theirs")
	}
}
