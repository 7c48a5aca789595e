package storagetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// RunHub holds the office's store against the contract, Run included.
func RunHub(t *testing.T, open func(t *testing.T) HubSubject) {
	t.Run("store", func(t *testing.T) {
		Run(t, func(t *testing.T) Subject {
			s := open(t)
			return Subject{Store: s.Hub, Numbers: true, Reopen: func(t *testing.T) storage.Store { return s.Reopen(t) }}
		})
	})
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s HubSubject)
	}{
		{"the scope is the actor's caseload", pullScope},
		{"a first pull brings marks and no changes", pullFirst},
		{"a pull brings what changed since", pullSince},
		{"a reassigned case changes hands", pullReassigned},
		{"a closed case is carried by no tablet", pullClosed},
		{"a kept operation moves the mark", pullKept},
		{"a pull is cut into pages", pullPages},
		{"a record larger than a page comes alone", pullHugeRecord},
		{"the digest is that of the records", digests},
		{"the next number of a device", nextNumber},
		{"numbers are dense over all cases", denseOverCases},
		{"batches of several cases are written together or not at all", commitsAll},
		{"a contradicting operation is kept apart", keptApart},
		{"what came in one piece waits in the inbox", inbox},
		{"a segment is the case at its present position", segments},
		{"the house is the same until it changes", house},
		{"how the agency works, version by version", practice},
		{"the list of providers", directory},
		{"a duplicate request at the same moment", duplicateRequest},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
}

func pull(t *testing.T, hub exchange.Hub, actor casework.Actor, since int64, limit int) exchange.Snapshot {
	t.Helper()
	snapshot, err := hub.Pull(t.Context(), actor, since, limit)
	check(t, err)
	return snapshot
}

func scopeOf(snapshot exchange.Snapshot) map[string]exchange.Mark {
	scope := map[string]exchange.Mark{}
	for _, mark := range snapshot.Scope {
		scope[mark.Case] = mark
	}
	return scope
}

// changed lists the ids of the records a snapshot brings, by case.
func changed(snapshot exchange.Snapshot) map[string][]string {
	ids := map[string][]string{}
	for _, change := range snapshot.Changes {
		ids[change.Case] = []string{}
		for _, record := range change.Records {
			ids[change.Case] = append(ids[change.Case], record.ID)
		}
	}
	return ids
}

const page = exchange.MaxPageBytes

func pullScope(t *testing.T, s HubSubject) {
	opened(t, s.Hub, desk(may), caseA, "Ruiz", goal1, "hers")
	opened(t, s.Hub, desk(noor), caseB, "Sato", goal2, "his")
	land(t, s.Hub, grace, id(4), desk(grace).addsGoal(id(4), id(13), "of a case that is not there"))
	admin := casework.Actor{ID: id(904), Role: casework.RoleAdministrator}
	for _, test := range []struct {
		actor casework.Actor
		want  []string
	}{
		{may, []string{caseA}}, {noor, []string{caseB}}, {grace, []string{caseA, caseB}},
		{admin, nil}, {casework.Actor{Role: casework.RoleSupervisor}, nil}, {casework.Actor{ID: id(999)}, nil},
	} {
		for _, since := range []int64{0, 1} {
			snapshot := pull(t, s.Hub, test.actor, since, page)
			scope := scopeOf(snapshot)
			if len(scope) != len(test.want) || len(snapshot.Scope) != len(scope) {
				t.Errorf("%s sees %v, want %v", test.actor.Role, snapshot.Scope, test.want)
			}
			for _, caseID := range test.want {
				if scope[caseID].Position != file(t, s.Hub, caseID).Position {
					t.Errorf("mark %+v, the case is at %d", scope[caseID], file(t, s.Hub, caseID).Position)
				}
			}
			for _, change := range snapshot.Changes {
				if _, in := scope[change.Case]; !in {
					t.Errorf("%s was given a change of %s", test.actor.Role, change.Case)
				}
			}
		}
	}
}

func pullFirst(t *testing.T, s HubSubject) {
	empty := pull(t, s.Hub, may, 0, 0)
	if empty.Position != 0 || len(empty.Scope) != 0 || empty.Term <= 0 {
		t.Errorf("an empty agency answers %+v, want position 0 and a term", empty)
	}
	opened(t, s.Hub, desk(may), caseA, "Ruiz", goal1, "words")
	snapshot := pull(t, s.Hub, may, 0, 0)
	if snapshot.Position != 2 || len(snapshot.Changes) != 0 || snapshot.More || len(snapshot.Scope) != 1 {
		t.Errorf("got %+v", snapshot)
	}
	if again := pull(t, s.Reopen(t), may, 0, 0); again.Term != snapshot.Term || again.Position != snapshot.Position {
		t.Errorf("after opening again: %+v, want %+v", again, snapshot)
	}
}

func pullSince(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")                 // 1, 2
	land(t, s.Hub, may, caseB, a.opens(caseB, "Sato"))                 // 3
	land(t, s.Hub, may, caseA, a.sets(caseA, goal1, 2, "other words")) // 4
	for _, test := range []struct {
		since int64
		want  map[string][]string
	}{
		{0, map[string][]string{caseA: {caseA, goal1}, caseB: {caseB}}},
		{1, map[string][]string{caseA: {goal1}, caseB: {caseB}}},
		{3, map[string][]string{caseA: {goal1}}},
		{4, map[string][]string{}},
		{99, map[string][]string{}},
	} {
		snapshot := pull(t, s.Hub, may, test.since, page)
		same(t, fmt.Sprintf("changes since %d", test.since), changed(snapshot), test.want)
		if snapshot.Position != 4 || snapshot.More {
			t.Errorf("since %d: position %d, more %v", test.since, snapshot.Position, snapshot.More)
		}
		for _, change := range snapshot.Changes {
			if change.Mark != scopeOf(snapshot)[change.Case] {
				t.Errorf("since %d: the change is marked %+v, the scope %+v", test.since, change.Mark, scopeOf(snapshot)[change.Case])
			}
		}
	}
	// An edit that leaves no stamp (closing a sibling in favour of the head)
	// is a change all the same.
	clash := land(t, s.Hub, may, caseA, tablet(may).sets(caseA, goal1, 2, "third words"))[0]
	if clash.Outcome != oplog.Conflict {
		t.Fatalf("got %+v, want a conflict", clash)
	}
	goal := file(t, s.Hub, caseA).Record(goal1)
	land(t, s.Hub, may, caseA, a.op(caseA, goal1, casework.KindGoal, 5, oplog.Change{
		Do: oplog.Resolve, Field: "words", To: goal.Get("words"), Siblings: []string{goal.Siblings[0].ID}}))
	same(t, "changes after a silent resolve", changed(pull(t, s.Hub, may, 5, page)), map[string][]string{caseA: {goal1}})
}

func pullReassigned(t *testing.T, s HubSubject) {
	opened(t, s.Hub, desk(may), caseA, "Ruiz", goal1, "words")
	land(t, s.Hub, grace, caseA, desk(grace).op(caseA, caseA, casework.KindCase, 2, oplog.Change{Do: oplog.Set, Field: "worker", To: noor.ID}))
	if scope := scopeOf(pull(t, s.Hub, may, 2, page)); len(scope) != 0 {
		t.Errorf("the former worker still sees %v", scope)
	}
	if scope := scopeOf(pull(t, s.Hub, noor, 2, page)); len(scope) != 1 {
		t.Errorf("the new worker sees %v", scope)
	}
}

func pullClosed(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	status := func(seen int64, to string) {
		land(t, s.Hub, may, caseA, a.op(caseA, caseA, casework.KindCase, seen, oplog.Change{Do: oplog.Set, Field: "status", To: to}))
	}
	status(2, "closed")
	for _, actor := range []casework.Actor{may, grace} {
		if snapshot := pull(t, s.Hub, actor, 2, page); len(snapshot.Scope)+len(snapshot.Changes) != 0 {
			t.Errorf("%s still carries %v", actor.Name, snapshot.Scope)
		}
	}
	list, err := s.Hub.Summaries(t.Context())
	check(t, err)
	if len(list) != 1 || list[0].Status != "closed" {
		t.Errorf("the office lists %+v, want the closed case", list)
	}
	status(3, "open")
	if snapshot := pull(t, s.Hub, may, 3, page); len(snapshot.Scope) != 1 || len(snapshot.Changes) != 1 {
		t.Errorf("a case that was opened again: %v", snapshot.Scope)
	}
}

func pullKept(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	land(t, s.Hub, may, caseA, a.sets(caseA, id(404), 2, "of a goal that is not there"))
	snapshot := pull(t, s.Hub, may, 2, page)
	same(t, "changes", changed(snapshot), map[string][]string{caseA: {}})
	if mark := scopeOf(snapshot)[caseA]; mark.Position != 3 || snapshot.Changes[0].Mark != mark {
		t.Errorf("marks %+v and %+v, want position 3", mark, snapshot.Changes[0].Mark)
	}
}

// pullPages follows pages to their end and compares with the whole.
func pullPages(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	opened(t, s.Hub, a, caseB, "Sato", goal2, "words")
	for i := range 30 {
		caseID := []string{caseA, caseB}[i%2]
		land(t, s.Hub, may, caseID, a.addsGoal(caseID, id(100+i), huge(500)))
	}
	got := map[string]map[string]*casework.Record{caseA: {}, caseB: {}}
	digest := map[string]string{}
	since, pages := int64(0), 0
	for {
		snapshot := pull(t, s.Hub, may, since, 5000)
		pages++
		size := 0
		for _, change := range snapshot.Changes {
			if digest[change.Case] != "" && len(change.Records) > 0 {
				t.Errorf("page %d brings records of case %s, which was whole before", pages, change.Case)
			}
			for _, record := range change.Records {
				encoded, err := json.Marshal(record)
				check(t, err)
				size += len(encoded)
				got[change.Case][record.ID] = record
			}
			digest[change.Case] = change.Digest
		}
		if size > 3*5000 {
			t.Errorf("a page of about 5000 bytes has %d", size)
		}
		if !snapshot.More {
			if snapshot.Position != 34 {
				t.Errorf("the last page ends at %d, want 34", snapshot.Position)
			}
			break
		}
		if snapshot.Position <= since || pages > 40 {
			t.Fatalf("page %d: from %d to %d", pages, since, snapshot.Position)
		}
		since = snapshot.Position
	}
	if pages < 3 {
		t.Errorf("%d pages, want several", pages)
	}
	for caseID, records := range got {
		var list []*casework.Record
		for _, record := range records {
			list = append(list, record)
		}
		if have := casework.DigestOf(list).String(); have != digest[caseID] {
			t.Errorf("the pages of case %s sum up to %s, want %s", caseID, have, digest[caseID])
		}
	}
}

func pullHugeRecord(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	land(t, s.Hub, may, caseA, a.op(caseA, id(50), casework.KindGoal, 2, makes("words", "w", "field_of_2031", huge(5000))...))
	land(t, s.Hub, may, caseA, a.addsGoal(caseA, id(51), "after it"))
	snapshot := pull(t, s.Hub, may, 2, 10)
	same(t, "the first page", changed(snapshot), map[string][]string{caseA: {id(50)}})
	if !snapshot.More || snapshot.Position != 3 {
		t.Errorf("position %d, more %v", snapshot.Position, snapshot.More)
	}
	same(t, "the second page", changed(pull(t, s.Hub, may, 3, 10)), map[string][]string{caseA: {id(51)}})
}

func digests(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	for i := range 5 {
		land(t, s.Hub, may, caseA, a.sets(caseA, goal1, file(t, s.Hub, caseA).Seen, fmt.Sprint("words ", i)), a.addsGoal(caseA, id(100+i), "more"))
		var list []*casework.Record
		for _, record := range file(t, s.Hub, caseA).Records {
			list = append(list, record)
		}
		mark := scopeOf(pull(t, s.Hub, may, 0, 0))[caseA]
		if want := casework.DigestOf(list).String(); mark.Digest != want {
			t.Fatalf("after %d edits the mark's digest is %s, the records' %s", i+1, mark.Digest, want)
		}
	}
}

func nextNumber(t *testing.T, s HubSubject) {
	a, b := tablet(may), tablet(noor)
	next := func(hub exchange.Hub, device string, epoch, want int64) {
		t.Helper()
		got, err := hub.NextNumber(t.Context(), device, epoch)
		check(t, err)
		if got != want {
			t.Errorf("device %s, epoch %d: next is %d, want %d", device, epoch, got, want)
		}
	}
	next(s.Hub, a.device, 1, 1)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	opened(t, s.Hub, b, caseB, "Sato", goal2, "words")
	land(t, s.Hub, may, caseA, a.sets(caseA, id(404), 0, "kept operations use their number too"))
	s.thenReopened(t, func(hub Hub) {
		next(hub, a.device, 1, 4)
		next(hub, b.device, 1, 3)
		next(hub, a.device, 2, 1)
		next(hub, "never seen", 1, 1)
	})
}

func denseOverCases(t *testing.T, s HubSubject) {
	var group sync.WaitGroup
	const writers, each = 4, 8
	for w := range writers {
		group.Go(func() {
			a := &author{device: id(700 + w), actor: may}
			land(t, s.Hub, may, id(3000+w), a.opens(id(3000+w), "Ruiz"))
			for range each - 1 {
				land(t, s.Hub, may, id(3000+w), a.addsGoal(id(3000+w), id(10_000*(w+1)+int(a.n)), "words"))
			}
		})
	}
	group.Wait()
	seen := map[int64]bool{}
	for w := range writers {
		for _, record := range file(t, s.Hub, id(3000+w)).Records {
			if seen[record.Created.Seq] {
				t.Errorf("number %d was drawn twice", record.Created.Seq)
			}
			seen[record.Created.Seq] = true
		}
	}
	for n := range int64(writers * each) {
		if !seen[n+1] {
			t.Errorf("number %d was never drawn", n+1)
		}
	}
}

func commitsAll(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "one")
	land(t, s.Hub, may, caseB, a.opens(caseB, "Sato"))
	plan := func(caseID string, op oplog.Operation) oplog.Batch {
		return merge.Plan(file(t, s.Hub, caseID), may, []oplog.Operation{op})
	}
	late := plan(caseB, a.addsGoal(caseB, goal2, "late"))
	late.Expected--
	_, err := s.Hub.CommitAll(t.Context(), []oplog.Batch{plan(caseA, a.sets(caseA, goal1, 3, "two")), late})
	var moved *oplog.MovedError
	if !errors.As(err, &moved) || moved.Position != 3 {
		t.Fatalf("a case that moved answers %v, want its position 3", err)
	}
	if at := pull(t, s.Hub, may, 0, 0).Position; at != 3 || file(t, s.Hub, caseA).Record(goal1).Get("words") != "one" {
		t.Errorf("the log is at %d, want 3: one batch failed, none is written", at)
	}
	opens, adds, sets := a.addsGoal(caseB, id(21), "first"), a.addsGoal(caseB, goal2, "third"), a.sets(caseA, goal1, 3, "two")
	results, err := merge.ArriveAll(t.Context(), s.Hub, "", []merge.Arrival{
		{Case: caseB, Actor: may, Operations: []oplog.Operation{opens, adds}, At: []int{0, 2}},
		{Case: caseA, Actor: may, Operations: []oplog.Operation{sets}, At: []int{1}},
	})
	check(t, err)
	for i, want := range []int64{4, 6, 5} {
		if results[i].Seq != want {
			t.Errorf("result %d: %+v, want number %d: the log has them as they were written", i, results[i], want)
		}
	}
	if at := pull(t, s.Hub, may, 0, 0); at.Position != 6 || scopeOf(at)[caseB].Position != 6 || scopeOf(at)[caseA].Position != 5 {
		t.Errorf("the log is at %d, the cases at %v", at.Position, at.Scope)
	}
	if words := file(t, s.Hub, caseA).Record(goal1); words.Get("words") != "two" || words.Last().Seq != 5 {
		t.Errorf("the goal says %q at %d, want two at 5", words.Get("words"), words.Last().Seq)
	}
	for _, mark := range pull(t, s.Hub, may, 0, 0).Scope {
		var records []*casework.Record
		for _, record := range file(t, s.Hub, mark.Case).Records {
			records = append(records, record)
		}
		if casework.DigestOf(records).String() != mark.Digest {
			t.Errorf("the digest of case %s is not that of its records", mark.Case)
		}
	}
}

func keptApart(t *testing.T, s HubSubject) {
	a := tablet(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	a.n--
	other := a.sets(caseA, goal1, 2, "the copied tablet's words")
	before := file(t, s.Hub, caseA)
	for range 2 { // the same contradiction twice is kept once
		check(t, s.Hub.KeepApart(t.Context(), other))
	}
	same(t, "the file", file(t, s.Hub, caseA), before)
	s.thenReopened(t, func(hub Hub) {
		kept, err := hub.Kept(t.Context(), caseA)
		check(t, err)
		if len(kept) != 1 || string(kept[0].Operation.Bytes()) != string(other.Bytes()) || kept[0].Result.Reason != casework.ReasonExists {
			t.Fatalf("kept: %+v", kept)
		}
		stored, hashes, err := hub.StoredResults(t.Context(), []oplog.ID{other.ID})
		check(t, err)
		if stored[other.ID].Outcome != oplog.Applied || hashes[other.ID] == other.Hash() {
			t.Errorf("the first content's result was replaced: %+v", stored)
		}
	})
}

func segments(t *testing.T, s HubSubject) {
	a := desk(may)
	opened(t, s.Hub, a, caseA, "Ruiz", goal1, "words")
	if _, _, err := s.Hub.Segment(t.Context(), caseB, exchange.InColumns); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("the segment of an unknown case answers %v", err)
	}
	land(t, s.Hub, may, caseB, a.addsGoal(caseB, id(13), "kept: no such case"))
	if _, _, err := s.Hub.Segment(t.Context(), caseB, exchange.InColumns); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("the segment of a case without records answers %v", err)
	}
	hub := s.Hub
	for i := range 3 {
		land(t, hub, may, caseA, a.sets(caseA, goal1, file(t, hub, caseA).Seen, fmt.Sprint("words ", i)))
		for _, form := range []exchange.Form{exchange.InJSON, exchange.InColumns, exchange.InJSON, exchange.InColumns} {
			segmentIn(t, hub, form)
		}
		hub = s.Reopen(t)
	}
}

// segmentIn asks twice for a case in one form: it is the same, and it is what
// the office has.
func segmentIn(t *testing.T, hub Hub, form exchange.Form) {
	t.Helper()
	packed, mark, err := hub.Segment(t.Context(), caseA, form)
	check(t, err)
	again, markAgain, err := hub.Segment(t.Context(), caseA, form)
	check(t, err)
	if string(packed) != string(again) || mark != markAgain || mark != scopeOf(pull(t, hub, may, 0, 0))[caseA] {
		t.Errorf("marks %+v and %+v, %d and %d bytes", mark, markAgain, len(packed), len(again))
	}
	head, body, err := exchange.SplitSegment(packed)
	check(t, err)
	var gotHead exchange.SegmentHead
	unpack(t, head, &gotHead)
	plain, err := unsqueeze(body)
	check(t, err)
	if isJSON := plain[0] == '['; isJSON != (form == exchange.InJSON) {
		t.Errorf("form %d was written as %.20q", form, plain)
	}
	records, err := casework.ReadRecords(plain)
	check(t, err)
	if gotHead.Mark != mark || gotHead.Summary.Name != "Ruiz" || casework.DigestOf(records).String() != mark.Digest {
		t.Errorf("head %+v, mark %+v, digest of the records %s", gotHead, mark, casework.DigestOf(records))
	}
}

func unpack(t *testing.T, packed []byte, into any) {
	t.Helper()
	plain, err := unsqueeze(packed)
	check(t, err)
	check(t, json.Unmarshal(plain, into))
}

func house(t *testing.T, s HubSubject) {
	first, err := s.Hub.House(t.Context())
	check(t, err)
	s.Hub = s.Reopen(t)
	again, err := s.Hub.House(t.Context())
	check(t, err)
	if first.Digest() != again.Digest() {
		t.Errorf("the house changed by itself:\n%+v\n%+v", first, again)
	}
}

func duplicateRequest(t *testing.T, s HubSubject) {
	a := tablet(may)
	request := exchange.Request{Version: exchange.Version, Device: a.device, Epoch: 1}
	request.Operations = append(request.Operations, a.opens(caseA, "Ruiz").Bytes())
	for i := range 4 {
		request.Operations = append(request.Operations, a.addsGoal(caseA, id(100+i), "words").Bytes())
	}
	replies := make([]exchange.Reply, 4)
	var group sync.WaitGroup
	for i := range replies {
		group.Go(func() {
			reply, err := exchange.Answer(t.Context(), s.Hub, may, request)
			if casework.CodeOf(err) == casework.Busy {
				reply, err = exchange.Answer(t.Context(), s.Hub, may, request)
			}
			if err != nil {
				t.Errorf("request %d: %v", i, err)
			}
			replies[i] = reply
		})
	}
	group.Wait()
	for i := range replies {
		same(t, fmt.Sprintf("results of request %d", i), replies[i].Results, replies[0].Results)
	}
	if f := file(t, s.Hub, caseA); f.Position != 5 || len(f.Records) != 5 {
		t.Errorf("position %d with %d records, want 5 and 5", f.Position, len(f.Records))
	}
}
