package pages_test

import (
	"context"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/sync/oplog"
)

// frozenUnseen is a contract that Dana froze on a tablet without a network,
// after the office did something to it that she had not seen.
func frozenUnseen(t *testing.T, office func(sam *browser, contract string, items []*casework.Record, seen int64)) (b *browser, caseID, contract string) {
	t.Helper()
	b, caseID = planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract = contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "about", "A home")
	file := b.file(caseID)
	items := casework.ItemsOf(file, contract)
	content := casework.ContractContent{
		Format: 1, Agency: "Practice Agency", Case: caseID, Contract: contract, Title: "Contract", Client: "Maria Alder", Worker: "Dana Reed",
		About: "A home", EndsWhen: "Maria has a lease.", Consent: "We agree.", Frozen: "2026-11-16T14:20:00Z", PlanMark: casework.PlanMark(file),
	}
	for _, item := range items {
		content.Items = append(content.Items, casework.ContractContentItem{Words: item.Get("words"), Who: item.Get("who"), ByWhen: item.Get("by_when")})
	}
	sam := at(t, b.env, samOkoro)
	sam.open("/cases/" + caseID + "/contracts/" + contract)
	office(sam, contract, items, file.Seen)
	text, hash := content.Freeze()
	entry := pages.Entry{Record: contract, Kind: casework.KindContract, Seen: file.Seen}
	for _, field := range [][2]string{{"content", text}, {"content_hash", hash}, {"frozen_at", "2026-11-16T14:20:00.000Z"}} {
		entry.Changes = append(entry.Changes, oplog.Change{Do: oplog.Set, Field: field[0], To: field[1]})
	}
	if err := tabletEnv(b.env, "tablet-1").Write(context.Background(), pages.Request{Actor: danaReed, Now: b.now}, caseID, entry); err != nil {
		t.Fatalf("freeze: %v", err)
	}
	return b, caseID, contract
}

// What the office wrote into a contract that was frozen without seeing it shows
// beside the frozen words, with who wrote it and when.
func TestWordsOfTheOfficeShowBesideAFrozenContract(t *testing.T) {
	const by = "Sam Okoro wrote, Monday 14:10 (at the office)"
	for name, c := range map[string]struct {
		office func(sam *browser, contract string, items []*casework.Record)
		says   []string
	}{
		"about": {func(sam *browser, _ string, _ []*casework.Record) {
			sam.follow("change-about").submit("form", "about", "A home near the school")
		}, []string{"Contract: What this is about A home near the school " + by}},
		"about, emptied": {func(sam *browser, _ string, _ []*casework.Record) {
			sam.follow("change-about").submit("form", "about", "")
		}, []string{"Contract: What this is about No words: it was left empty. " + by}},
		"when it ends": {func(sam *browser, _ string, _ []*casework.Record) {
			sam.follow("change-ends_when").submit("form", "ends_when", "They moved in.", "ends_on.day", "1", "ends_on.month", "9", "ends_on.year", "2027")
		}, []string{"They moved in. " + by, "1 September 2027 " + by}},
		"words of an item": {func(sam *browser, _ string, items []*casework.Record) {
			sam.follow("item-"+items[0].ID+"-edit").submit("form", "words", "Dana Reed will look at three flats.")
		}, []string{"Line of a contract: What will be done Dana Reed will look at three flats. " + by}},
		"who does an item": {func(sam *browser, _ string, items []*casework.Record) {
			sam.follow("item-"+items[1].ID+"-edit").submit("form", "who", "Aunt Rosa")
		}, []string{"Line of a contract: Who does it Aunt Rosa " + by}},
		"a new item": {func(sam *browser, _ string, _ []*casework.Record) {
			sam.follow("item-add").submit("form", "words", "Aunt Rosa will take the children on Fridays.", "who", "Aunt Rosa")
		}, []string{"What will be done Aunt Rosa will take the children on Fridays. " + by, "Who does it Aunt Rosa " + by}},
		"an item left out": {func(sam *browser, _ string, items []*casework.Record) {
			sam.submit("move-"+items[0].ID, "do", "out")
		}, []string{"Line of a contract: Left out Dana Reed will arrange this: two flats to look at " + by}},
	} {
		t.Run(name, func(t *testing.T) {
			b, caseID, contract := frozenUnseen(t, func(sam *browser, contract string, items []*casework.Record, _ int64) { c.office(sam, contract, items) })
			page := "/cases/" + caseID + "/contracts/" + contract
			b.open(page).expect(200, "Sign the contract")
			look := func() {
				t.Helper()
				got := b.card("meanwhile")
				for _, want := range append(c.says, "Changed meanwhile. Not part of what was signed.") {
					if !strings.Contains(got, want) {
						t.Errorf("the page does not say %q: %s", want, got)
					}
				}
				if lines := strings.Count(got, "(at the office)"); lines != len(c.says) {
					t.Errorf("%d lines, want %d: %s", lines, len(c.says), got)
				}
				if strings.Contains(b.card("contract"), "Sam Okoro") {
					t.Errorf("the frozen text names what came meanwhile: %s", b.card("contract"))
				}
			}
			look()
			b.sign("client", crossOfMaria).sign("worker", lineOfDana).open(page).expect(200, "Signed by both")
			look()
		})
	}
}

// A version that nobody chose before the freezing shows as well; the one that
// was signed does not, although the office's stands as the head.
func TestOpenVersionsShowBesideAFrozenContract(t *testing.T) {
	b, caseID, contract := frozenUnseen(t, func(sam *browser, contract string, items []*casework.Record, seen int64) {
		caseID := strings.Split(sam.path, "/")[2]
		sam.follow("item-"+items[0].ID+"-edit").submit("form", "words", "Head of the office.")
		for device, text := range map[string]string{"tablet-2": "Words of another tablet.", "tablet-3": items[0].Get("words")} {
			set(sam.t, tabletEnv(sam.env, device), danaReed, caseID, items[0].ID, seen-1, sam.now, oplog.Change{Do: oplog.Set, Field: "words", To: text})
		}
	})
	b.open("/cases/" + caseID + "/contracts/" + contract)
	got := b.card("meanwhile")
	for want, times := range map[string]int{"Head of the office.": 1, "Words of another tablet. You wrote": 1, "two flats to look at": 0} {
		if strings.Count(got, want) != times {
			t.Errorf("%q %d times, want %d: %s", want, strings.Count(got, want), times, got)
		}
	}
}

func TestNothingCameMeanwhile(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	first := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[0].ID
	b.submit("move-"+first, "do", "down").submit("move-"+first, "do", "out")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.")
	b.follow("read").submit("start-form").expect(200, "Sign the contract")
	if b.has("meanwhile") {
		t.Errorf("something came meanwhile: %s", b.card("meanwhile"))
	}
}
