package pages_test

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/storage"
)

// typeInto is what page.js sends while somebody types in the form "form".
func typeInto(b *browser, changes ...string) *browser {
	b.t.Helper()
	return typeIn(b, "form", changes...)
}

func typeIn(b *browser, id string, changes ...string) *browser {
	b.t.Helper()
	node := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id })
	form := fieldsOf(node)
	for i := 0; i < len(changes); i += 2 {
		form[changes[i]] = []string{changes[i+1]}
	}
	form["draft"] = []string{attribute(node, "data-draft")}
	typing := *b
	return typing.send("POST", "/drafts", form)
}

func stateOf(b *browser) string {
	return strings.TrimSpace(wordsIn(find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "state" })))
}

func TestADraftComesBackAndIsNotPartOfTheCase(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	path := "/cases/" + id + "/goals/new"
	answer := typeInto(dana.open(path), "words", "Home by", "said_on.month", "sep")
	if got := stateOf(answer); !strings.HasPrefix(got, "Draft saved 14:") {
		t.Errorf("the state line says %q", got)
	}
	if answer.text != "" {
		t.Errorf("an autosave answers with a page: %q", answer.text)
	}
	dana.open(path).expect(200, "Draft from 14:", "It is not part of the case until you save it.", "Home by")
	if got := fieldsOf(find(dana.node, func(n *html.Node) bool { return attribute(n, "id") == "form" })); got.Get("said_on.month") != "sep" {
		t.Errorf("the half-written month came back as %q", got.Get("said_on.month"))
	}
	if goals := dana.file(id).Of(casework.KindGoal); len(goals) != 0 {
		t.Error("a draft became part of the case")
	}
	dana.submit("form").expect(200, "Home by")
	if dana.draft(path) != nil {
		t.Error("saving leaves the draft behind")
	}
	dana.open(path)
	if dana.has("draft-notice") {
		t.Error("a new form shows the draft that was saved")
	}
}

func TestADraftIsThrownAway(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	path := "/cases/" + id + "/goals/new"
	typeInto(dana.open(path), "words", "Home by")
	dana.open(path).submit("draft-throw").expect(200)
	if dana.path != path || dana.has("draft-notice") || strings.Contains(dana.text, "Home by") {
		t.Errorf("after throwing it away %s says %s", dana.path, dana.text)
	}
}

func TestALateAutosaveKeepsNoDraft(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	path := "/cases/" + id + "/goals/new"
	form := *dana.open(path)
	late := form
	form.submit("form", "words", "Home").expect(200, "Home")
	typeInto(&late, "words", "Home")
	dana.open(path)
	if dana.has("draft-notice") {
		t.Error("an autosave that came after the saving shows as a draft")
	}
}

// A draft keeps what its form was drawn from: words that somebody else wrote
// meanwhile are shown where the draft left the field alone, and stand beside
// the draft's where it did not.
func TestADraftMeetsNewerWords(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/goals/new").submit("form", "words", "Home by summer", "wording", "A lease")
	goal := only(dana, id, casework.KindGoal)
	edit := "/cases/" + id + "/goals/" + goal.ID + "/edit"
	typeInto(dana.open(edit), "words", "Home by autumn")
	at(t, env, samOkoro).open(edit).submit("form", "words", "Home by spring", "wording", "A lease by June")
	dana.open(edit).expect(200, "Home by autumn", "A lease by June")
	dana.submit("form").expect(200, "Home by spring")
	now := only(dana, id, casework.KindGoal)
	if open := now.Open("words"); len(open) != 1 || open[0].Text != "Home by autumn" {
		t.Errorf("siblings %v", now.Siblings)
	}
	if now.Get("wording") != "A lease by June" || len(now.Open("wording")) != 0 {
		t.Errorf("the untouched field became %q", now.Get("wording"))
	}
}

func TestWhatCouldNotBeSavedIsADraft(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	path := "/cases/" + id + "/goals/new"
	dana.open(path).submit("form", "words", "Home", "said_on.month", "13").expect(422, "there is no such month")
	dana.open(path).expect(200, "Draft from", "Home")
}

func TestDraftsOfOneAreNotAnothers(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	typeInto(dana.open("/cases/"+id+"/goals/new"), "words", "Home by")
	sam := at(t, env, samOkoro).open("/cases/" + id + "/goals/new")
	if sam.has("draft-notice") {
		t.Error("a supervisor sees a worker's draft")
	}
}

func TestADraftBelongsToAPageOfOurs(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	for _, key := range []string{"", "x", "//evil.example/cases", "https://evil.example/", "/cases/new?x=1", "/cases/new#x", "/nowhere", "/cases/new\r\nX: y"} {
		dana.send("POST", "/drafts", values("draft", key, "words", "x")).expect(404)
		dana.send("POST", "/drafts/throw", values("draft", key)).expect(404)
	}
	dana.send("POST", "/drafts", values("draft", "/cases/new", "name", strings.Repeat("x", 600<<10))).expect(422)
}

// An autosave of an edit form that comes after the saving holds older words.
func TestALateAutosaveOfAnEditKeepsNoDraft(t *testing.T) {
	b, caseID := planned(t)
	goal := only(b, caseID, casework.KindGoal)
	edit := "/cases/" + caseID + "/goals/" + goal.ID + "/edit"
	form := *b.open(edit)
	late := form
	form.submit("form", "words", "Home by May, all of us").expect(200, "Home by May, all of us")
	if got := stateOf(typeInto(&late, "words", "Home by M")); got != "" {
		t.Errorf("the late autosave is answered with %q", got)
	}
	b.open(edit).expect(200, "Home by May, all of us")
	if b.has("draft-notice") || b.draft(edit) != nil {
		t.Errorf("older words came back as a draft: %s", b.text)
	}
}

// The autosave that is under way while the form is saved is late as well.
func TestAnAutosaveDuringTheSavingKeepsNoDraft(t *testing.T) {
	b, caseID := planned(t)
	edit := "/cases/" + caseID + "/goals/" + only(b, caseID, casework.KindGoal).ID + "/edit"
	b.open(edit)
	saving, store := *b, b.env.Store
	b.env.Store = &drafting{Store: store, before: func() { saving.submit("form", "words", "Home by May, all of us").expect(200) }}
	typeInto(b, "words", "Home by M")
	b.env.Store = store
	if draft := b.draft(edit); draft != nil {
		t.Errorf("older words are a draft: %v", draft.Fields)
	}
}

// drafting lets something happen before a draft is put.
type drafting struct {
	storage.Store
	before func()
}

func (d *drafting) PutDraft(ctx context.Context, person, key string, draft storage.Draft) error {
	if happens := d.before; happens != nil {
		d.before = nil
		happens()
	}
	return d.Store.PutDraft(ctx, person, key, draft)
}

// What somebody types into one window outlives the saving of another.
func TestSavingOneWindowLeavesTheDraftOfAnother(t *testing.T) {
	b, caseID := planned(t)
	edit := "/cases/" + caseID + "/goals/" + only(b, caseID, casework.KindGoal).ID + "/edit"
	first, second := *b, *b
	first.open(edit)
	typeInto(second.open(edit), "wording", "A lease by June")
	first.submit("form", "words", "Home by May").expect(200, "Home by May")
	b.open(edit).expect(200, "Draft from", "Home by May", "A lease by June")
	b.submit("form").expect(200, "A lease by June") // the form that shows the draft settles it
	if draft := b.draft(edit); draft != nil {
		t.Errorf("the draft is still there: %v", draft.Fields)
	}
}

// After Back a form is typed in once more; page.js gives it a new number.
func TestAFormTypedInAgainKeepsADraft(t *testing.T) {
	b, caseID := planned(t)
	edit := "/cases/" + caseID + "/goals/" + only(b, caseID, casework.KindGoal).ID + "/edit"
	form := *b.open(edit)
	again := form
	form.submit("form", "words", "Home by May")
	typeInto(&again, "drawn", "01980000-0000-7000-8000-00000000beef", "words", "Home by June")
	b.open(edit).expect(200, "Draft from", "Home by June")
}

// Fewer lines that come late do not replace those that are looked at.
func TestALateAutosaveOfThePadKeepsTheLines(t *testing.T) {
	b, caseID, contract := frozen(t)
	pad := "/cases/" + caseID + "/contracts/" + contract + "/sign/client/draw"
	form := fieldsOf(find(b.toWays("client").follow("way-draw").node, func(n *html.Node) bool { return attribute(n, "id") == "sign" }))
	b.submit("sign", "strokes", crossOfMaria).expect(200, "Is this your signature?")
	form["strokes"], form["draft"] = []string{lineOfDana}, []string{pad}
	late := *b
	late.send("POST", "/drafts", form)
	b.open(pad)
	if got := attribute(find(b.node, func(n *html.Node) bool { return attribute(n, "name") == "strokes" }), "value"); got != crossOfMaria {
		t.Errorf("the lines became %s", got)
	}
}

func TestTheReasonOfARemovalIsADraft(t *testing.T) {
	b, caseID := planned(t)
	remove := "/cases/" + caseID + "/goals/" + only(b, caseID, casework.KindGoal).ID + "/remove"
	late := *b.open(remove)
	typeInto(b, "reason", "Written for the wrong fam")
	b.open(remove).expect(200, "Draft from")
	form := fieldsOf(find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "form" }))
	if got := form.Get("reason"); got != "Written for the wrong fam" {
		t.Errorf("the reason came back as %q", got)
	}
	b.submit("form", "reason", strings.Repeat("x", 201)).expect(422)
	b.open(remove).expect(200, "Draft from").submit("form", "reason", "Wrong family").expect(200)
	if draft := b.draft(remove); draft != nil {
		t.Errorf("the reason is still a draft: %v", draft.Fields)
	}
	late.submit("form", "reason", "Wrong family").expect(200) // the second of two windows
}
