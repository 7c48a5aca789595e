package pages_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/sync/oplog"
)

// twoVersions is a case whose goal Dana changed on a tablet without a network
// while Sam changed it at the office.
func twoVersions(t *testing.T) (b *browser, caseID, goal string) {
	t.Helper()
	b, caseID = planned(t)
	goal = b.file(caseID).Of(casework.KindGoal)[0].ID
	seen := b.file(caseID).Seen
	rewrite(t, b, b.env, samOkoro, caseID, goal, seen, firstDay.Add(80*time.Minute), "I want my kids home by May")
	rewrite(t, b, tabletEnv(b.env, "tablet-1"), danaReed, caseID, goal, seen, firstDay, "I want both my kids home by summer")
	b.now = firstDay.Add(24 * time.Hour)
	return b, caseID, goal
}

// rewrite sets a goal's words as seen at an earlier position.
func rewrite(t *testing.T, b *browser, env *pages.Env, actor casework.Actor, caseID, goal string, seen int64, when time.Time, text string) {
	t.Helper()
	set(t, env, actor, caseID, goal, seen, when, oplog.Change{Do: oplog.Set, Field: "words", To: text})
}

func set(t *testing.T, env *pages.Env, actor casework.Actor, caseID, record string, seen int64, when time.Time, change oplog.Change) {
	t.Helper()
	file, err := env.Store.File(context.Background(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	entry := pages.Entry{Record: record, Kind: file.Record(record).Kind, Seen: seen, Changes: []oplog.Change{change}}
	if err := env.Write(context.Background(), pages.Request{Actor: actor, Now: when}, caseID, entry); err != nil {
		t.Fatal(err)
	}
}

func (b *browser) goal(caseID, goal string) *casework.Record { return b.file(caseID).Record(goal) }

// card is the text of one part of the page.
func (b *browser) card(id string) string {
	node := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id })
	return strings.Join(strings.Fields(wordsIn(node)), " ")
}

func TestTwoVersionsStandSideBySide(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	b.open("/cases/"+caseID+"/versions").expect(200, "Two versions", "2 versions")
	b.follow("versions-"+goal+"-words").expect(200, "Choose the words", "Write it together", "Keep the new words")
	if got := b.card("version-1"); !strings.Contains(got, "You wrote, Monday 14:10 (on a tablet)") || !strings.Contains(got, "different: both end of difference.") {
		t.Errorf("first card = %q", got)
	}
	if got := b.card("version-2"); !strings.Contains(got, "Sam Okoro wrote, Monday 15:30 (at the office)") || !strings.Contains(got, "different: May end of difference.") {
		t.Errorf("second card = %q", got)
	}
	area := find(b.node, func(n *html.Node) bool { return n.Data == "textarea" })
	if area == nil || strings.TrimSpace(wordsIn(area)) != "" {
		t.Error("the third card is not empty")
	}
	if find(b.node, func(n *html.Node) bool { return hasAttribute(n, "checked") || hasAttribute(n, "selected") }) != nil {
		t.Error("something is chosen beforehand")
	}
	sam := at(t, b.env, samOkoro)
	sam.now = b.now
	sam.open("/cases/" + caseID + "/versions/" + goal + "/words")
	if got := sam.card("version-1"); !strings.Contains(got, "You wrote, Monday 15:30 (at the office)") {
		t.Errorf("Sam's first card = %q", got)
	}
}

func TestChooseAVersion(t *testing.T) {
	for name, c := range map[string]struct {
		form    string
		changes []string
		want    string
	}{
		"one's own":   {"version-1-form", nil, "I want both my kids home by summer"},
		"the other's": {"version-2-form", nil, "I want my kids home by May"},
		"a third":     {"together-form", []string{"words", "I want both my kids home by May"}, "I want both my kids home by May"},
	} {
		t.Run(name, func(t *testing.T) {
			b, caseID, goal := twoVersions(t)
			b.open("/cases/"+caseID+"/versions/"+goal+"/words").submit(c.form, c.changes...).expect(200)
			record := b.goal(caseID, goal)
			if record.Get("words") != c.want || len(record.Siblings) != 0 {
				t.Errorf("words = %q with %d versions open, want %q and none", record.Get("words"), len(record.Siblings), c.want)
			}
			b.open("/cases/"+caseID+"/versions").expect(200, "Nothing stands in two versions")
			b.open("/cases/"+caseID+"/versions/"+goal+"/words").expect(200, "Nothing stands in two versions")
		})
	}
}

func TestThirdVersionIsCheckedAndKept(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	page := "/cases/" + caseID + "/versions/" + goal + "/words"
	b.open(page).submit("together-form", "words", "  \n").expect(422)
	if !b.has("error-summary") || !b.has("f-words-error") {
		t.Error("no error summary or no sentence at the field")
	}
	long := strings.Repeat("ä", 2001)
	b.submit("together-form", "words", long).expect(422, long)
	if record := b.goal(caseID, goal); len(record.Siblings) != 1 {
		t.Error("a refused choice closed the versions")
	}
}

func TestChoiceClosesOnlyWhatWasSeen(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	b.open("/cases/" + caseID + "/versions/" + goal + "/words")
	page := *b
	seen := b.file(caseID).Seen
	rewrite(t, b, tabletEnv(b.env, "tablet-2"), samOkoro, caseID, goal, seen-2, b.now, "I want my kids home by Easter")
	b.submit("version-1-form").expect(200, "Two versions")
	record := b.goal(caseID, goal)
	if record.Get("words") != "I want both my kids home by summer" || len(record.Siblings) != 1 || record.Siblings[0].Text != "I want my kids home by Easter" {
		t.Errorf("head %q, open %v; want the choice, and the version that came meanwhile open", record.Get("words"), record.Siblings)
	}
	page.submit("version-2-form").expect(409, "Somebody changed these words while you were reading")
	if got := b.goal(caseID, goal).Get("words"); got != "I want both my kids home by summer" {
		t.Errorf("a late choice wrote %q", got)
	}
}

func TestMoreThanTwoVersions(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	seen := b.file(caseID).Seen
	rewrite(t, b, tabletEnv(b.env, "tablet-2"), samOkoro, caseID, goal, seen-2, b.now, "I want my kids home by Easter")
	b.open("/cases/"+caseID+"/versions").expect(200, "3 versions")
	b.follow("versions-"+goal+"-words").expect(200, "Keep version 3", "Easter")
	b.submit("version-3-form")
	if record := b.goal(caseID, goal); len(record.Siblings) != 0 {
		t.Errorf("%d versions open, want none", len(record.Siblings))
	}
}

func TestHiddenByOneChangedByAnother(t *testing.T) {
	for choice, removed := range map[string]bool{"version-1-form": false, "version-2-form": true} {
		b, caseID := planned(t)
		goal := b.file(caseID).Of(casework.KindGoal)[0].ID
		seen := b.file(caseID).Seen
		rewrite(t, b, b.env, samOkoro, caseID, goal, seen, firstDay, "I want my kids home by May")
		set(t, tabletEnv(b.env, "tablet-1"), danaReed, caseID, goal, seen, firstDay, oplog.Change{Do: oplog.Remove, To: "Written twice"})
		b.open("/cases/"+caseID+"/versions").expect(200, "changed by one, hidden by another")
		b.follow("versions-"+goal+"-"+casework.FieldRemoved).expect(200, "You wanted to hide it", "Written twice", "Hide it", "Keep it")
		if strings.Contains(b.text, "Write it together") {
			t.Error("a third card for hiding or keeping")
		}
		b.submit(choice)
		if record := b.goal(caseID, goal); (record.Removed != nil) != removed || len(record.Siblings) != 0 {
			t.Errorf("%s: removed = %v, %d open", choice, record.Removed, len(record.Siblings))
		}
	}
}

// TestVersionsOfFrozenContract: a version can be open on a contract that was
// frozen far from the other. The words stay; putting the other aside is all.
func TestVersionsOfFrozenContract(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "about", "Housing")
	seen := b.file(caseID).Seen
	tablet := tabletEnv(b.env, "tablet-1")
	set(t, b.env, samOkoro, caseID, contract, seen, b.now, oplog.Change{Do: oplog.Set, Field: "about", To: "Housing first"})
	set(t, tablet, danaReed, caseID, contract, seen, b.now, oplog.Change{Do: oplog.Set, Field: "about", To: "A safe home"})
	content, hash := casework.ContractContent{
		Format: 1, Case: caseID, Contract: contract, Client: b.file(caseID).Record(b.file(caseID).Record(contract).Get("client")).Get("name"), Worker: "Dana Reed",
		About: "A safe home", Frozen: "2026-11-21T10:00:00Z",
		EndsWhen: "Maria has a lease.", Items: []casework.ContractContentItem{{Words: "Dana Reed will look at flats.", Who: "Dana Reed"}},
	}.Freeze()
	freeze := pages.Entry{Record: contract, Kind: casework.KindContract, Seen: seen, Changes: []oplog.Change{
		{Do: oplog.Set, Field: "content", To: content}, {Do: oplog.Set, Field: "content_hash", To: hash}, {Do: oplog.Set, Field: "frozen_at", To: oplog.Moment(b.now)},
	}}
	if err := tablet.Write(context.Background(), pages.Request{Actor: danaReed, Now: b.now}, caseID, freeze); err != nil {
		t.Fatal(err)
	}
	page := "/cases/" + caseID + "/versions/" + contract + "/about"
	b.open(page).expect(200, "Signing has started on this contract, so its words stay")
	if strings.Contains(b.text, "Write it together") || b.has("version-1-form") == b.has("version-2-form") {
		t.Errorf("another version of signed words can be chosen: %s", b.text)
	}
	sibling := b.file(caseID).Record(contract).Siblings[0].ID
	head := b.file(caseID).Record(contract).StampOf("about").Op
	b.send("POST", page, values("keep", sibling, "head", head, "sibling", sibling)).expect(409, "These words cannot change any more")
	b.send("POST", page, values("keep", "head", "head", head, "sibling", sibling))
	record := b.file(caseID).Record(contract)
	if record.Get("about") != "Housing first" || len(record.Siblings) != 0 || record.Get("content") != content {
		t.Errorf("about %q, %d open, content changed %v", record.Get("about"), len(record.Siblings), record.Get("content") != content)
	}
	err := tablet.Write(context.Background(), pages.Request{Actor: danaReed, Now: b.now}, caseID,
		pages.Entry{Record: contract, Kind: casework.KindContract, Seen: seen, Changes: []oplog.Change{{Do: oplog.Set, Field: "about", To: "Other"}}})
	if casework.CodeOf(err) != casework.Immutable {
		t.Errorf("a late change of a frozen contract: %v, want immutable", err)
	}
}

func TestOpenVersionsStopSigning(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "about", "Housing")
	seen := b.file(caseID).Seen
	set(t, b.env, samOkoro, caseID, contract, seen, b.now, oplog.Change{Do: oplog.Set, Field: "about", To: "Housing first"})
	set(t, tabletEnv(b.env, "tablet-1"), danaReed, caseID, contract, seen, b.now, oplog.Change{Do: oplog.Set, Field: "about", To: "A safe home"})
	b.open("/cases/"+caseID+"/contracts/"+contract).expect(200, "Two versions: What this is about")
	b.follow("read").submit("start-form").expect(422, "Choose one before you sign")
	b.open("/cases/" + caseID + "/versions/" + contract + "/about").submit("version-1-form").open("/cases/" + caseID + "/contracts/" + contract + "/read")
	b.submit("start-form").expect(200, "Sign the contract")
}

func TestVersionsOfADate(t *testing.T) {
	b, caseID := planned(t)
	action := b.file(caseID).Of(casework.KindAction)[0].ID
	seen := b.file(caseID).Seen
	set(t, b.env, samOkoro, caseID, action, seen, firstDay, oplog.Change{Do: oplog.Set, Field: "by_when", To: "2026-12-08"})
	set(t, tabletEnv(b.env, "tablet-1"), danaReed, caseID, action, seen, firstDay, oplog.Change{Do: oplog.Set, Field: "by_when", To: "2026-12-15"})
	b.open("/cases/"+caseID+"/versions/"+action+"/by_when").expect(200, "different: 8 end of difference. December 2026", "different: 15 end of difference. December 2026")
	b.submit("together-form", "by_when.day", "31", "by_when.month", "June", "by_when.year", "2026").expect(422)
	b.submit("together-form", "by_when.day", "11", "by_when.month", "dec", "by_when.year", "2026")
	if got := b.file(caseID).Record(action); got.Get("by_when") != "2026-12-11" || len(got.Siblings) != 0 {
		t.Errorf("by_when = %q with %d open", got.Get("by_when"), len(got.Siblings))
	}
}

func TestVersionsOfWhatIsNotThere(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	for _, path := range []string{"/nobody/words", "/" + goal + "/colour"} {
		b.open("/cases/" + caseID + "/versions" + path).expect(404)
		b.send("POST", "/cases/"+caseID+"/versions"+path, values("keep", "head")).expect(404)
	}
	b.send("POST", "/cases/"+caseID+"/versions/"+goal+"/words", values("keep", "made/up/1:words")).expect(409)
}
