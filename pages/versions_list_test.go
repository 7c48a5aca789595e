package pages_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/oplog"
)

// TestVersionsAcrossTheCaseload: one list for every case, with the words, from
// which a version can be kept.
func TestVersionsAcrossTheCaseload(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	b.open("/").expect(200, "Two versions", "1 to choose")
	b.follow("to-versions").expect(200, "Two versions", "Alder", "You wrote", "Sam Okoro wrote", "different: both end of difference.", "Write new words instead")
	b.submit("version-"+goal+"-words-2-form").expect(200, "Nothing stands in two versions")
	if record := b.goal(caseID, goal); record.Get("words") != "I want my kids home by May" || len(record.Siblings) != 0 {
		t.Errorf("words %q, %d open", record.Get("words"), len(record.Siblings))
	}
	if b.open("/"); b.has("to-versions") {
		t.Error("the caseload still leads to versions, and there are none")
	}
}

// TestVersionsListLeadsToAThird: new words written from the list lead back to it.
func TestVersionsListLeadsToAThird(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	b.open("/versions").follow("versions-"+goal+"-words").expect(200, "Write it together")
	b.submit("together-form", "words", "I want both my kids home by May").expect(200)
	if got := b.goal(caseID, goal).Get("words"); got != "I want both my kids home by May" {
		t.Errorf("words %q", got)
	}
}

// TestVersionsListIsOnlyOfOnesOwn: nobody sees versions of a case that is not theirs.
func TestVersionsListIsOnlyOfOnesOwn(t *testing.T) {
	b, _, _ := twoVersions(t)
	eve := at(t, b.env, eveDoe)
	if eve.open("/versions").expect(200, "Nothing stands in two versions"); strings.Contains(eve.text, "Alder") {
		t.Error("a stranger reads a name")
	}
}

// openedCases is a store that notes which cases are opened.
type openedCases struct {
	storage.Store
	list []string
}

func (o *openedCases) File(ctx context.Context, caseID string) (*casework.File, error) {
	o.list = append(o.list, caseID)
	return o.Store.File(ctx, caseID)
}

// TestVersionsListOpensOnlyWhatItLists: the summaries know which cases have open
// versions; a tablet that was started a moment ago unseals no other.
func TestVersionsListOpensOnlyWhatItLists(t *testing.T) {
	b, caseID, _ := twoVersions(t)
	for _, name := range []string{"Quiet", "Calm", "Still"} {
		b.open("/cases/new").submit("form", "name", name)
	}
	store := &openedCases{Store: b.env.Store}
	env := pages.Env{Store: store, Pen: b.env.Pen, NewID: b.env.NewID}
	at(t, &env, danaReed).open("/versions").expect(200, "Alder")
	if !slices.Equal(store.list, []string{caseID}) {
		t.Errorf("opened %v, want the one case with versions", store.list)
	}
}

// TestVersionsOfSeveralFields: what one person wrote in a record can be kept in
// one step, and only if it is what was on the page.
func TestVersionsOfSeveralFields(t *testing.T) {
	for form, want := range map[string][2]string{"1": {"2026-12-15", "at home"}, "2": {"2026-12-08", "at the office"}} {
		b, caseID := planned(t)
		action := b.file(caseID).Of(casework.KindAction)[0].ID
		twice := func(env *pages.Env, actor casework.Actor, seen int64, day, where string) {
			t.Helper()
			entry := pages.Entry{Record: action, Kind: casework.KindAction, Seen: seen, Changes: []oplog.Change{
				{Do: oplog.Set, Field: "by_when", To: day}, {Do: oplog.Set, Field: "where", To: where},
			}}
			if err := env.Write(context.Background(), pages.Request{Actor: actor, Now: firstDay}, caseID, entry); err != nil {
				t.Fatal(err)
			}
		}
		twice(b.env, danaReed, b.file(caseID).Seen, "2026-12-02", "somewhere")
		seen := b.file(caseID).Seen
		twice(b.env, samOkoro, seen, "2026-12-08", "at the office")
		twice(tabletEnv(b.env, "tablet-1"), danaReed, seen, "2026-12-15", "at home")
		b.open("/versions").expect(200, "Keep all 2 that you wrote", "Keep all 2 that Sam Okoro wrote", "8 end of difference. December 2026")
		page := *b
		b.submit("all-" + action + "-" + form + "-form").expect(200)
		record := b.file(caseID).Record(action)
		if record.Get("by_when") != want[0] || record.Get("where") != want[1] || len(record.Siblings) != 0 {
			t.Errorf("kept %q and %q with %d open, want %v", record.Get("by_when"), record.Get("where"), len(record.Siblings), want)
		}
		page.submit("all-"+action+"-1-form").expect(409, "Somebody changed these words")
	}
}

// TestVersionsListIsBounded: a list of hundreds has pages, and a choice leads back
// to the page that it was made on.
func TestVersionsListIsBounded(t *testing.T) {
	b, _, _ := twoVersions(t)
	for range 45 {
		caseID := b.env.NewID()
		for _, entry := range []pages.Entry{
			pages.Made(caseID, casework.KindCase, map[string]string{"name": "Many", "worker": "dana"}),
			pages.Made(caseID[:35]+"g", casework.KindGoal, map[string]string{"words": "first"}),
		} {
			if err := b.env.Write(context.Background(), pages.Request{Actor: danaReed, Now: firstDay}, caseID, entry); err != nil {
				t.Fatal(err)
			}
		}
		seen := b.file(caseID).Seen
		rewrite(t, b, b.env, samOkoro, caseID, caseID[:35]+"g", seen, firstDay, "second")
		rewrite(t, b, tabletEnv(b.env, "tablet-9"), danaReed, caseID, caseID[:35]+"g", seen, firstDay, "third")
	}
	b.open("/versions").expect(200, "1 to 40 of 46").follow("page-after").expect(200, "41 to 46 of 46")
	field := find(b.node, func(n *html.Node) bool {
		return n.Data == "form" && strings.Contains(attribute(n, "action"), "/versions/")
	})
	b.submit(attribute(field, "id"), "keep", "head").expect(200, "41 to 45 of 45")
	b.open("/versions?from=4000").expect(200, "41 to 45 of 45")
	b.open("/versions?from=-3").expect(200, "1 to 40 of 45")
	if b.has("page-before") {
		t.Error("something is before the first page")
	}
}
