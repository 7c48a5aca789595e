package pages_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func (b *browser) typed(form, name string) string {
	b.t.Helper()
	node := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == form })
	if node == nil {
		b.t.Fatalf("%s: no form %q: %s", b.path, form, b.text)
	}
	return fieldsOf(node).Get(name)
}

func TestWordsWrittenTogetherAreADraft(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	page := "/cases/" + caseID + "/versions/" + goal + "/words"
	late := *b.open(page)
	typeIn(b, "together-form", "words", "Both my kids home by")
	b.open(page).expect(200, "Draft from")
	if got := b.typed("together-form", "words"); got != "Both my kids home by" {
		t.Errorf("the words came back as %q", got)
	}
	b.submit("together-form", "words", "  ").expect(422)
	b.submit("together-form", "words", "Both my kids home by May").expect(200)
	if draft := b.draft(page); draft != nil {
		t.Errorf("what was saved is still a draft: %v", draft.Fields)
	}
	if got := b.goal(caseID, goal).Get("words"); got != "Both my kids home by May" {
		t.Errorf("the goal says %q", got)
	}
	late.submit("together-form", "words", "Both my kids home by May").expect(200, "Nothing stands in two versions") // tapped twice
}

// A draft that was written beside other versions than now is shown, and fills
// in nothing: who taps Keep has read what stands there today.
func TestADraftBesideOtherVersionsIsShownAndNotFilledIn(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	page := "/cases/" + caseID + "/versions/" + goal + "/words"
	seen := b.file(caseID).Seen
	typeIn(b.open(page), "together-form", "words", "Both my kids home by")
	rewrite(t, b, tabletEnv(b.env, "tablet-2"), samOkoro, caseID, goal, seen-2, b.now, "I want my kids home by Easter")
	b.open(page).expect(200, "beside other versions than now", "Both my kids home by")
	if got := b.typed("together-form", "words"); got != "" {
		t.Errorf("the draft fills in %q", got)
	}
	typeIn(b, "together-form", "words", "All of us by Easter") // takes the draft's place
	b.open(page).expect(200, "Both my kids home by")
	if got := b.typed("together-form", "words"); got != "All of us by Easter" {
		t.Errorf("the new draft came back as %q", got)
	}
	rewrite(t, b, tabletEnv(b.env, "tablet-3"), samOkoro, caseID, goal, seen-2, b.now.Add(time.Minute), "I want my kids home by July")
	b.open(page).expect(200, "Both my kids home by", "All of us by Easter").submit("earlier-throw").expect(200)
	if b.has("earlier") || strings.Contains(b.text, "All of us") {
		t.Errorf("after throwing it away: %s", b.text)
	}
}

// New words for versions that somebody closed meanwhile are shown back.
func TestWordsForVersionsThatWereChosenMeanwhile(t *testing.T) {
	b, caseID, goal := twoVersions(t)
	page := "/cases/" + caseID + "/versions/" + goal + "/words"
	b.open(page)
	sam := at(t, b.env, samOkoro)
	sam.now = b.now
	sam.open(page).submit("version-1-form")
	b.submit("together-form", "words", "Both my kids home by Easter").expect(409, "Somebody has chosen meanwhile", "Both my kids home by Easter", "I want my kids home by May")
	if draft := b.draft(page); draft == nil || draft.Fields["words"] != "Both my kids home by Easter" {
		t.Errorf("the words are no draft: %v", draft)
	}
}
