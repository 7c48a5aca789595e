package casework

import (
	"strconv"
	"testing"
)

// agreedCase is a signed contract of three items: one from action "a", one from
// "b", one that is in no plan.
func agreedCase() *File {
	file := signingCase()
	file.Records["b"] = &Record{ID: "b", Kind: KindAction, Fields: map[string]string{"issue": "i", "type": "task", "what": "bring the papers", "who": "person:p"}}
	content := contentOf(file)
	content.Items = []ContractContentItem{
		{Words: "Dana will look for a flat.", Who: "Dana Reed", Action: "a", Mark: ActionMark(file.Record("a"))},
		{Words: "Maria will bring the papers.", Who: "Maria Alder", Action: "b", Mark: ActionMark(file.Record("b"))},
		{Words: "We call on Fridays.", Who: "Dana Reed"},
	}
	for name, value := range freezeValues(content) {
		file.Record("k").Fields[name] = value
	}
	sign(file, PartyClient)
	sign(file, PartyWorker)
	return file
}

func itemsOf(t *testing.T, file *File) []ItemNow {
	t.Helper()
	contract := file.Record("k")
	content, err := ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		t.Fatal(err)
	}
	return ItemsNow(file, contract, content)
}

func tickItem(file *File, id string, place int, done string) {
	file.Records[id] = &Record{ID: id, Kind: KindFulfilled, Fields: map[string]string{
		"contract": "k", "item": strconv.Itoa(place), "done": done, "done_on": "2026-12-01",
	}}
}

func TestWhatBecameOfEachItem(t *testing.T) {
	file := agreedCase()
	for i, item := range itemsOf(t, file) {
		if item.State != ItemSame || item.Done || item.Place != i+1 {
			t.Errorf("just signed, item %d is %+v", i+1, item)
		}
	}
	file.Record("a").Fields["by_when"] = "2026-12-24"
	file.Record("b").Removed = &Removal{Reason: "not needed"}
	tickItem(file, "f", 3, "yes")
	items := itemsOf(t, file)
	if items[0].State != ItemChanged || items[1].State != ItemRemoved || !items[2].Done || items[2].DoneOn != "2026-12-01" {
		t.Errorf("afterwards: %+v", items)
	}
	file.Record("a").Fields["done"] = "yes"
	if items := itemsOf(t, file); !items[0].Done || items[0].State != ItemChanged {
		t.Errorf("changed and done: %+v", items[0])
	}
	progress := agreedCase()
	progress.Record("a").Fields["state"], progress.Record("a").Fields["goal"] = "given", "g"
	if items := itemsOf(t, progress); items[0].State != ItemSame {
		t.Errorf("progress changed an item: %+v", items[0])
	}
}

func TestWhatThePlanHoldsAndTheContractDoesNot(t *testing.T) {
	file := agreedCase()
	content, _ := ThawContract(file.Record("k").Get("content"), file.Record("k").Get("content_hash"))
	put := func(id string, pairs ...string) {
		fields := map[string]string{"issue": "i", "type": "task", "what": id, "who": "x"}
		for i := 0; i < len(pairs); i += 2 {
			fields[pairs[i]] = pairs[i+1]
		}
		file.Records[id] = &Record{ID: id, Kind: KindAction, Fields: fields}
	}
	put("new")
	put("done-before", "done", "yes", "done_on", "2026-11-01")
	put("done-since", "done", "yes", "done_on", "2026-12-02")
	put("left-out")
	file.Records["t9"] = &Record{ID: "t9", Kind: KindContractItem, Fields: map[string]string{"contract": "k", "action": "left-out", "left_out": "yes"}}
	var ids []string
	for _, action := range NotSigned(file, file.Record("k"), content) {
		ids = append(ids, action.ID)
	}
	if len(ids) != 2 || ids[0] != "done-since" || ids[1] != "new" {
		t.Errorf("not signed: %v, want done-since and new", ids)
	}
}

func TestTheEndingIsNoticedOnlyInForce(t *testing.T) {
	file := agreedCase()
	contract := file.Record("k")
	tickItem(file, "f1", 1, "yes")
	tickItem(file, "f3", 3, "yes")
	if Ended(file, contract) {
		t.Error("ended with one item open")
	}
	file.Record("b").Fields["done"] = "yes"
	if !Ended(file, contract) || Summarise(file).Ended != 1 {
		t.Error("not ended with every item done")
	}
	later := contentOf(file)
	later.Contract = "k2"
	fields := freezeValues(later)
	fields["client"], fields["worker"], fields["supersedes"] = "p", "dana", "k"
	file.Records["k2"] = &Record{ID: "k2", Kind: KindContract, Fields: fields}
	if SupersededBy(file, contract) != nil || !Ended(file, contract) {
		t.Error("superseded before both signed the new one")
	}
	for _, party := range Parties {
		signature := signatureValues(file, party)
		signature["contract"], signature["content_hash"] = "k2", fields["content_hash"]
		file.Records["s2-"+party] = &Record{ID: "s2-" + party, Kind: KindSignature, Fields: signature}
	}
	if by := SupersededBy(file, contract); by == nil || by.ID != "k2" || Ended(file, contract) || Holds(file, contract) || !Holds(file, by) {
		t.Errorf("superseded by %v; ended %v", by, Ended(file, contract))
	}
}

func TestTicksStandAgainstSignedItemsOnly(t *testing.T) {
	tick := func(item string) Write {
		return Write{Record: "f", Kind: KindFulfilled, Create: true, Values: map[string]string{"contract": "k", "item": item, "done": "yes"}}
	}
	for item, want := range map[string]Reason{"1": ReasonNone, "3": ReasonNone, "0": ReasonInvalid, "4": ReasonInvalid, "x": ReasonInvalid} {
		if got := Refuse(agreedCase(), dana, tick(item)); got != want {
			t.Errorf("item %s: Refuse = %q, want %q", item, got, want)
		}
	}
	if got := Refuse(frozenCase(), dana, tick("1")); got != ReasonInvalid {
		t.Errorf("before both signed: Refuse = %q, want %q", got, ReasonInvalid)
	}
}

func TestCopyIsDueUntilItWasGiven(t *testing.T) {
	file := agreedCase()
	due := func(want bool, when string) {
		t.Helper()
		if got := CopyDue(file, file.Record("k")); got != want || Summarise(file).Copies != map[bool]int{true: 1}[want] {
			t.Errorf("%s: due = %v, want %v", when, got, want)
		}
	}
	due(true, "nobody asked")
	file.Records["c"] = &Record{ID: "c", Kind: KindCopy, Fields: map[string]string{"contract": "k", "way": "next_visit"}}
	due(true, "asked")
	file.Record("c").Fields["given_on"] = "2026-12-01"
	due(false, "given")
	file.Record("c").Fields["given_on"], file.Record("c").Fields["way"] = "", "none"
	due(false, "none wanted")
	if CopyDue(frozenCase(), frozenCase().Record("k")) {
		t.Error("due before both signed")
	}
	for way, distant := range map[string]bool{"paper_now": false, "next_visit": false, "link": true, "mail": true, "other": true, "none": false} {
		for _, safe := range []string{"", "safe", "not_safe", "unsure"} {
			if refused := CheckCopy(map[string]string{"way": way, "safe": safe}) != nil; refused != (distant && safe != "safe") {
				t.Errorf("%s, %q: refused = %v", way, safe, refused)
			}
		}
	}
}
