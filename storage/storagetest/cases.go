package storagetest

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

func unknownCase(t *testing.T, s Subject) {
	f := file(t, s.Store, caseA)
	if f.Case != caseA || f.Position != 0 || f.Seen != 0 || len(f.Records) != 0 {
		t.Errorf("got %+v, want an empty file of %s at position 0", f, caseA)
	}
	f.Records["x"] = &casework.Record{} // must be a map that can be written
	kept, err := s.Store.Kept(t.Context(), caseA)
	check(t, err)
	list, err := s.Store.Summaries(t.Context())
	check(t, err)
	if len(kept) != 0 || len(list) != 0 {
		t.Errorf("an empty store lists %d kept operations and %d cases", len(kept), len(list))
	}
}

func commitReadBack(t *testing.T, s Subject) {
	a := desk(may)
	before := file(t, s.Store, caseA)
	batch := merge.Plan(before, may, []oplog.Operation{a.opens(caseA, "Ruiz"), a.addsGoal(caseA, goal1, "see my son every day")})
	_, err := s.Store.Commit(t.Context(), batch)
	check(t, err)
	got := file(t, s.Store, caseA)
	if got.Position <= 0 || len(got.Records) != 2 {
		t.Fatalf("position %d with %d records, want one that moved and 2 records", got.Position, len(got.Records))
	}
	if got.Record(goal1).Get("words") != "see my son every day" || got.Worker() != may.ID {
		t.Errorf("got %+v", got.Records)
	}
	if got.Record(goal1).Created.Op != batch.Operations[1].ID.String() || got.Record(goal1).Created.At != batch.Operations[1].At {
		t.Errorf("the stamp lost its origin: %+v", got.Record(goal1).Created)
	}
}

func readsAreCopies(t *testing.T, s Subject) {
	opened(t, s.Store, desk(may), caseA, "Ruiz", goal1, "first words")
	f := file(t, s.Store, caseA)
	f.Record(goal1).Fields["words"] = "scribbled over"
	delete(f.Records, caseA)
	if got := words(t, s.Store, caseA, goal1); got != "first words" {
		t.Errorf("a caller changed the stored words to %q", got)
	}
	if file(t, s.Store, caseA).Head() == nil {
		t.Error("a caller removed a stored record")
	}
}

func commitsAreCopied(t *testing.T, s Subject) {
	a := desk(may)
	batch := merge.Plan(file(t, s.Store, caseA), may, []oplog.Operation{a.opens(caseA, "Ruiz")})
	_, err := s.Store.Commit(t.Context(), batch)
	check(t, err)
	batch.Records[0].Fields["name"] = "scribbled over"
	batch.Results[0].Outcome = oplog.Kept
	if got := file(t, s.Store, caseA).Head().Get("name"); got != "Ruiz" {
		t.Errorf("the store kept the caller's record: name is %q now", got)
	}
}

func staleCommit(t *testing.T, s Subject) {
	a, b := desk(may), desk(grace)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "first words")
	old := file(t, s.Store, caseA)
	land(t, s.Store, grace, caseA, b.sets(caseA, goal1, old.Seen, "second words"))
	now := file(t, s.Store, caseA)

	late := a.sets(caseA, goal1, old.Seen, "late words")
	for _, expected := range []int64{0, old.Position, now.Position + 1} {
		batch := merge.Plan(old.Clone(), may, []oplog.Operation{late})
		batch.Expected = expected
		_, err := s.Store.Commit(t.Context(), batch)
		var moved *oplog.MovedError
		if !errors.As(err, &moved) || moved.Position != now.Position {
			t.Fatalf("commit on position %d answered %v, want MovedError with %d", expected, err, now.Position)
		}
	}
	same(t, "the file after refused commits", file(t, s.Store, caseA), now)
	stored, _, err := s.Store.StoredResults(t.Context(), []oplog.ID{late.ID})
	check(t, err)
	if len(stored) != 0 {
		t.Errorf("a refused commit left results: %v", stored)
	}
}

func duplicateStops(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "first words")
	before := file(t, s.Store, caseA)
	a.n-- // the number of the goal's operation is used again
	again := a.sets(caseA, goal1, before.Seen, "other words")
	for _, ops := range [][]oplog.Operation{
		{a.addsGoal(caseA, goal2, "second goal"), again},
		{again},
	} {
		batch := merge.Plan(file(t, s.Store, caseA), may, ops)
		if _, err := s.Store.Commit(t.Context(), batch); err == nil {
			t.Fatal("an operation id was stored twice")
		}
		same(t, "the file after a commit that failed half-way", file(t, s.Store, caseA), before)
	}
	stored, _, err := s.Store.StoredResults(t.Context(), []oplog.ID{{Device: a.device, Epoch: 1, N: a.n}})
	check(t, err)
	if len(stored) != 0 {
		t.Errorf("half of a refused commit stayed: %v", stored)
	}
	list, err := s.Store.Summaries(t.Context())
	check(t, err)
	if len(list) != 1 || list[0].Name != "Ruiz" {
		t.Errorf("summaries are %+v", list)
	}
}

// numbering commits records whose every kind of stamp is provisional.
func numbering(t *testing.T, s Subject) {
	a := tablet(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "first words")
	base := file(t, s.Store, caseA)
	ops := []oplog.Operation{a.sets(caseA, goal1, 0, "x"), a.sets(caseA, goal1, 0, "y"), a.sets(caseA, goal1, 0, "z"), a.addsGoal(caseA, goal2, "new")}
	stamp := func(n int) casework.Stamp {
		return casework.Stamp{Seq: -int64(n), Chain: ops[n-1].Chain(), Op: ops[n-1].ID.String(), Actor: may.ID, At: ops[n-1].At}
	}
	goal := base.Record(goal1).Clone()
	goal.Changed = map[string]casework.Stamp{"words": stamp(1)}
	goal.Siblings = []casework.Sibling{{ID: "s", Field: "words", Text: "y", Stamp: stamp(2)}}
	goal.Removed = &casework.Removal{Reason: "wrong family", Stamp: stamp(3)}
	made := &casework.Record{ID: goal2, Kind: casework.KindGoal, Fields: map[string]string{"words": "new"}, Created: stamp(4)}
	batch := oplog.Batch{Case: caseA, Expected: base.Position, Operations: ops, Records: []*casework.Record{goal, made}, Summary: casework.Summary{Case: caseA, Name: "Ruiz", Worker: may.ID}}
	for i, op := range ops {
		batch.Results = append(batch.Results, oplog.Result{N: op.N, Outcome: oplog.Applied, Seq: -int64(i + 1)})
	}
	first, err := s.Store.Commit(t.Context(), batch)
	check(t, err)
	after := file(t, s.Store, caseA)
	g, m := after.Record(goal1), after.Record(goal2)
	got := []int64{g.Changed["words"].Seq, g.Siblings[0].Stamp.Seq, g.Removed.Stamp.Seq, m.Created.Seq}
	if !s.Numbers {
		if first != 0 || after.Seen != 0 {
			t.Errorf("a tablet drew number %d and has seen %d", first, after.Seen)
		}
		same(t, "stamps on a tablet", got, []int64{-1, -2, -3, -4})
		return
	}
	if first != base.Position+1 || after.Position != first+3 || after.Seen != after.Position {
		t.Errorf("first %d after position %d; the file is at %d and has seen %d", first, base.Position, after.Position, after.Seen)
	}
	same(t, "stamps at the office", got, []int64{first, first + 1, first + 2, first + 3})
	if g.Created.Seq != base.Record(goal1).Created.Seq {
		t.Errorf("an older stamp was numbered again: %d", g.Created.Seq)
	}
}

func unknownFields(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "words")
	op := a.op(caseA, goal1, casework.KindGoal, file(t, s.Store, caseA).Seen, oplog.Change{Do: oplog.Set, Field: "field_of_2031", To: "tomorrow's value"})
	land(t, s.Store, may, caseA, op)
	land(t, s.Store, may, caseA, a.sets(caseA, goal1, file(t, s.Store, caseA).Seen, "other words"))
	if got := file(t, s.Store, caseA).Record(goal1).Get("field_of_2031"); got != "tomorrow's value" {
		t.Errorf("a field of a newer build reads %q", got)
	}
}

func hugeText(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "words")
	for i, text := range []string{
		huge(casework.MaxWords),
		strings.Repeat("long ", 200_000),
		"e\u0301 é Зоя שלום مرحبا 你好 👩‍👧‍👦 \u2028\u2029 \ufeff",
		"</script><b>'\"&;--\x00\x01\\",
		" leading, trailing \r\n\t\n",
	} {
		record := id(100 + i)
		op := a.op(caseA, record, casework.KindNote, 0, makes("type", "phone", "on", "2026-11-21", "text", "called", "field_of_2031", text)...)
		if result := land(t, s.Store, may, caseA, op)[0]; result.Outcome != oplog.Applied {
			t.Fatalf("text %d was %+v", i, result)
		}
		if got := file(t, s.Store, caseA).Record(record).Get("field_of_2031"); got != text {
			t.Errorf("text %d came back with %d bytes, want %d:\n%q", i, len(got), len(text), shorten(got))
		}
	}
}

func storedResults(t *testing.T, s Subject) {
	a := desk(may)
	open, edit := a.opens(caseA, "Ruiz"), a.sets(caseA, goal1, 0, "of a goal that is not there")
	results := land(t, s.Store, may, caseA, open, edit)
	never := oplog.ID{Device: a.device, Epoch: 1, N: 99}
	got, hashes, err := s.Store.StoredResults(t.Context(), []oplog.ID{open.ID, edit.ID, never, {Device: "another", Epoch: 1, N: 1}, {Device: a.device, Epoch: 2, N: 1}})
	check(t, err)
	if len(got) != 2 || len(hashes) != 2 {
		t.Fatalf("%d results and %d hashes, want 2 each: %v", len(got), len(hashes), got)
	}
	if got[open.ID].Outcome != oplog.Applied || got[edit.ID].Outcome != oplog.Kept || got[edit.ID].Reason != casework.ReasonNoRecord {
		t.Errorf("stored results are %+v", got)
	}
	if got[edit.ID].N != edit.N || hashes[open.ID] != open.Hash() || hashes[edit.ID] != edit.Hash() {
		t.Errorf("number or hash differs: %+v %v", got, hashes)
	}
	if s.Numbers {
		same(t, "stored and returned results", []oplog.Result{got[open.ID], got[edit.ID]}, results)
	}
	empty, _, err := s.Store.StoredResults(t.Context(), nil)
	check(t, err)
	if len(empty) != 0 {
		t.Errorf("nothing asked, %v answered", empty)
	}
}

func keptListed(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "words")
	seen := file(t, s.Store, caseA).Seen
	older := a.sets(caseA, id(404), seen, "first lost words")
	fine := a.sets(caseA, goal1, seen, "fine words")
	newer := a.op(caseA, id(405), "kind_of_2031", seen, makes("words", "second lost words")...)
	before := len(file(t, s.Store, caseA).Records)
	land(t, s.Store, may, caseA, older, fine, newer)
	elsewhere := desk(noor)
	land(t, s.Store, noor, caseB, elsewhere.addsGoal(caseB, goal2, "in a case that is not there"))

	kept, err := s.Store.Kept(t.Context(), caseA)
	check(t, err)
	if len(kept) != 2 {
		t.Fatalf("%d operations are kept, want 2", len(kept))
	}
	for i, want := range []oplog.Operation{newer, older} {
		if string(kept[i].Operation.Bytes()) != string(want.Bytes()) || kept[i].Operation.ID != want.ID {
			t.Errorf("kept %d is %s, want %s byte for byte", i, kept[i].Operation.Bytes(), want.Bytes())
		}
	}
	ids, err := s.Store.KeptIDs(t.Context())
	check(t, err)
	if len(ids[caseA]) != 2 || !slices.Contains(ids[caseA], kept[0].Operation.ID) || !slices.Contains(ids[caseA], kept[1].Operation.ID) {
		t.Errorf("kept by their ids: %v", ids)
	}
	if kept[0].Result.Reason != casework.ReasonUnknownKind || kept[1].Result.Reason != casework.ReasonNoRecord {
		t.Errorf("reasons are %q and %q", kept[0].Result.Reason, kept[1].Result.Reason)
	}
	if got := len(file(t, s.Store, caseA).Records); got != before {
		t.Errorf("kept operations changed the file from %d to %d records", before, got)
	}
	lost, err := s.Store.Kept(t.Context(), caseB)
	check(t, err)
	if len(lost) != 1 || lost[0].Result.Reason != casework.ReasonNoCase {
		t.Errorf("kept of an unknown case: %+v", lost)
	}
}

func summaries(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseB, "Ångström", goal2, "words")
	opened(t, s.Store, a, caseA, "ruiz", goal1, "words")
	land(t, s.Store, may, id(3), a.opens(id(3), "Abel"))
	land(t, s.Store, may, id(5), a.opens(id(5), "Sato"))
	land(t, s.Store, may, id(4), a.addsGoal(id(4), id(13), "kept: there is no such case"))
	land(t, s.Store, may, caseA, a.op(caseA, caseA, casework.KindCase, file(t, s.Store, caseA).Seen, oplog.Change{Do: oplog.Set, Field: "name", To: "ruiz-vega"}))
	list, err := s.Store.Summaries(t.Context())
	check(t, err)
	var names []string
	for _, summary := range list {
		names = append(names, summary.Name)
	}
	same(t, "names", names, []string{"Abel", "ruiz-vega", "Sato", "Ångström"})
	same(t, "a summary", list[1], casework.Summarise(file(t, s.Store, caseA)))
}

func twoWriters(t *testing.T, s Subject) {
	opened(t, s.Store, desk(may), caseA, "Ruiz", goal1, "words")
	const writers, each = 4, 10
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			a := &author{device: id(700 + w), actor: may}
			for range each {
				op := a.addsGoal(caseA, id(int(1000*(w+1))+int(a.n)), "one of many")
				for {
					_, _, err := merge.Land(t.Context(), s.Store, caseA, may, []oplog.Operation{op})
					if casework.CodeOf(err) == casework.Busy {
						continue
					}
					if err != nil {
						t.Errorf("writer %d: %v", w, err)
					}
					break
				}
			}
		})
	}
	group.Wait()
	f := file(t, s.Store, caseA)
	if len(f.Records) != 2+writers*each {
		t.Errorf("%d records, want %d", len(f.Records), 2+writers*each)
	}
	if s.Numbers && f.Position != 2+writers*each {
		t.Errorf("position %d, want %d: numbers have gaps", f.Position, 2+writers*each)
	}
}

func casesApart(t *testing.T, s Subject) {
	a, b := desk(may), desk(noor)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "hers")
	opened(t, s.Store, b, caseB, "Sato", goal1, "the same record id in another case")
	before := file(t, s.Store, caseA)
	land(t, s.Store, noor, caseB, b.sets(caseB, goal1, file(t, s.Store, caseB).Seen, "changed"))
	same(t, "the other case", file(t, s.Store, caseA), before)
}

func reopening(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "words")
	kept := a.sets(caseA, id(404), 0, "kept words")
	land(t, s.Store, may, caseA, kept)
	check(t, s.Store.PutDraft(t.Context(), may.ID, "case/"+caseA, storage.Draft{Saved: moment, Fields: map[string]string{"words": "half a sen"}}))
	check(t, s.Store.PutAttachment(t.Context(), hashOf("a photo"), "image/jpeg", []byte("a photo")))
	before := file(t, s.Store, caseA)

	again := s.Reopen(t)
	same(t, "the file", file(t, again, caseA), before)
	stored, _, err := again.StoredResults(t.Context(), []oplog.ID{kept.ID})
	check(t, err)
	if stored[kept.ID].Outcome != oplog.Kept {
		t.Errorf("results after opening again: %v", stored)
	}
	list, err := again.Kept(t.Context(), caseA)
	check(t, err)
	if len(list) != 1 || list[0].Operation.Hash() != kept.Hash() {
		t.Errorf("kept after opening again: %v", list)
	}
	names, err := again.Summaries(t.Context())
	check(t, err)
	if len(names) != 1 || names[0].Name != "Ruiz" {
		t.Errorf("summaries after opening again: %v", names)
	}
	draft, err := again.Draft(t.Context(), may.ID, "case/"+caseA)
	check(t, err)
	if draft == nil || draft.Fields["words"] != "half a sen" {
		t.Errorf("draft after opening again: %v", draft)
	}
	same(t, "the attachment", readAttachment(t, again, hashOf("a photo")), "a photo")
	land(t, again, may, caseA, a.sets(caseA, goal1, before.Seen, "more words"))
	if got := words(t, again, caseA, goal1); got != "more words" {
		t.Errorf("after opening again a write reads %q", got)
	}
}
