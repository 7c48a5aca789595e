package pages_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
)

// A contract made in front of somebody holds what the template says and what
// the worker added, and all of it stands in the text that is signed.
func TestContractHoldsTemplateAndAllThatWasAgreed(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/"+caseID+"/contracts").submit("make-form").expect(200, "Contract in the making", "16 November 2026")
	b.follow("change-ends_when").expect(200, "Contract to sign on paper").submit("form", "ends_when", "Maria has a lease.",
		"reach", "Call 555 0100 on weekdays.", "if_changes", "We talk before we change anything.")
	first := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[0].ID
	b.follow("item-"+first+"-edit").submit("form", "if_not", "then we look in the next town")
	b.follow("read").expect(200, "This contract says what each of us will do", "From 16 November 2026", "Call 555 0100 on weekdays.",
		"We talk before we change anything.", "What we cannot promise", "If it cannot be had: then we look in the next town", "Signing on the screen")
	b.submit("start-form").expect(200, "Sign the contract", "What we cannot promise")
	contract := contractOf(b, caseID)
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || content.Format != casework.ContractFormat || content.Template != "standard@1" || content.Language != "en" || len(content.Standing) == 0 {
		t.Errorf("%v: %+v", err, content)
	}
}

// Hints stand beside the words they speak of, say why, stop nothing, and stay
// away once they were put aside.
func TestHintsAboutWordingOnTheDraft(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/"+caseID+"/contracts").submit("make-form").expect(200, "Nothing says yet when this work ends", "No day is agreed")
	first := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[0].ID
	b.follow("item-"+first+"-edit").submit("form", "words", "Dana will find a flat.")
	b.expect(200, "“will find a” promises what others decide", "I will research options", "Put this hint aside")
	b.follow("change-ends_when").submit("form", "ends_when", "When things are better.").expect(200, "has no clear end")
	b.follow("read").expect(200, "3 hints about the wording", "You can sign with these words all the same", "Item 1", "Item 2")
	b.follow("edit").submit("hint-" + first + "-0item-aside")
	if strings.Contains(b.text, "promises what others decide") {
		t.Error("the hint is still there after it was put aside")
	}
	b.expect(200, "Contract in the making", "has no clear end")
	b.follow("item-"+first+"-edit").submit("form", "words", "I guarantee a flat.").expect(200, "“guarantee” promises what others decide")
	b.follow("read").submit("start-form").expect(200, "Sign the contract")
	b.send("POST", "/cases/"+caseID+"/aside/"+first, values("mark", "over_promise:x", "back", "https://elsewhere.example/")).expect(409)
	b.send("POST", "/cases/"+caseID+"/aside/"+caseID, values("mark", "x")).expect(404)
}

// What a role may promise is asked of the one who promises.
func TestHintAboutTheRoleOfTheWorker(t *testing.T) {
	b, caseID := planned(t)
	practice := casework.DefaultPractice()
	practice.Staff = map[string]string{"dana": "case_manager"}
	practice.Rules = []casework.WordingRule{{ID: "own-1", Phrases: []string{"flat hunt*"}, Why: "We say “look for a home”.", Instead: "look for a home"}}
	b.practice = practice
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	items := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)
	b.follow("item-"+items[0].ID+"-edit").submit("form", "words", "Dana Reed will treat her depression on the flat hunting days.")
	b.expect(200, "lies beyond this role: Case manager", "Promise the way there", "“flat hunting”: We say “look for a home”.", "A rule of your agency.")
	b.follow("item-"+items[1].ID+"-edit").submit("form", "words", "Maria will treat her depression.")
	if strings.Count(b.text, "lies beyond this role") != 1 {
		t.Error("the client has a role of the agency")
	}
}

// A template that is signed on paper only is frozen like any other, and never
// signed on a screen.
func TestPaperOnlyContractIsNotSignedOnTheScreen(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "template", "paper@1").expect(200, "Contract to sign on paper")
	b.follow("read").expect(200, "Signing on paper", "We sign it on paper").submit("start-form").expect(200, "This contract is signed on paper, not on the screen", "Print this contract")
	if strings.Contains(b.text, "Sign as") {
		t.Errorf("the screen offers to sign: %s", b.text)
	}
	contract := contractOf(b, caseID)
	b.open("/cases/"+caseID+"/contracts/"+contract.ID+"/sign/client").expect(200, "This contract is signed on paper")
	file := b.file(caseID)
	reason := casework.Refuse(file, danaReed, casework.Write{Record: "s1", Kind: casework.KindSignature, Create: true, Values: map[string]string{
		"contract": contract.ID, "party": "client", "person": "person:" + contract.Get("client"), "name": "Maria Alder", "method": "draw",
		"strokes": crossOfMaria, "signed_at": "2026-11-16T14:20:00.000Z", "signed_on": "2026-11-16", "content_hash": contract.Get("content_hash"),
	}})
	if reason != casework.ReasonInvalid {
		t.Errorf("a drawn signature on a paper-only contract: %q", reason)
	}
}

// Hints stand beside the actions of the plan too. What was put aside there is not
// said again in the contract that is made from it.
func TestHintsAboutWordingOnThePlan(t *testing.T) {
	b, caseID := planned(t)
	practice := casework.DefaultPractice()
	practice.Staff = map[string]string{"dana": "case_manager"}
	b.practice = practice
	action := b.file(caseID).Of(casework.KindAction)[0]
	edit := "/cases/" + caseID + "/actions/" + action.ID + "/edit"
	b.open(edit).submit("form", "what", "We guarantee a flat.", "by_when.day", "", "by_when.month", "", "by_when.year", "").expect(200, "“guarantee” promises what others decide", "Put this hint aside")
	if strings.Contains(b.text, "No day is agreed") {
		t.Error("that no day is agreed is said twice")
	}
	b.submit("hint-"+action.ID+"-0item-aside").expect(200, "Case plan")
	if strings.Contains(b.text, "promises what others decide") {
		t.Error("the hint is still there after it was put aside")
	}
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	if strings.Contains(b.text, "promises what others decide") {
		t.Error("the contract says again what was put aside on the plan")
	}
	// Other words are looked at anew, a role's too; what is done is left alone.
	b.open(edit).submit("form", "what", "Treat her depression with a weekly talk.").expect(200, "lies beyond this role: Case manager")
	b.submit("tick-form-" + action.ID).open("/cases/" + caseID + "/plan")
	if strings.Contains(b.text, "lies beyond this role") {
		t.Error("a hint about what is done already")
	}
}

// spanish is how an agency works that has a contract in Spanish too.
func spanish() *casework.Practice {
	practice := casework.DefaultPractice()
	practice.Templates = append(practice.Templates, casework.Template{
		ID: "es", Version: 1, Kind: casework.TemplateContract, Language: "es", Title: "Acuerdo", Consent: "Firmamos aquí.",
		Headings: map[string]string{"items": "Lo que hará cada uno", "ends": "Terminamos cuando", "consent": "Firma",
			"between": "Entre {client} y {worker}, {agency}", "who": "Lo hace {who}", "by": "A más tardar el {day}", "ends_by": "Como tarde el {day}"},
		Standing: []casework.Standing{{Heading: "Privacidad", Text: "Lo que usted dice queda aquí."}},
	})
	return practice
}

// choose submits a form with one of the answers that it offers.
func (b *browser) choose(form, name, value string, changes ...string) *browser {
	b.t.Helper()
	on := find(b.node, func(n *html.Node) bool { return n.Data == "form" && attribute(n, "id") == form })
	offered := on != nil && find(on, func(n *html.Node) bool {
		if n.Data == "option" {
			return attribute(n, "value") == value && attribute(n.Parent, "name") == name
		}
		return n.Data == "input" && attribute(n, "name") == name && attribute(n, "value") == value
	}) != nil
	if !offered {
		b.t.Fatalf("%s: the form %q does not offer %s=%s: %s", b.path, form, name, value, b.text)
	}
	return b.submit(form, append(changes, name, value)...)
}

// A template in another language leaves no English in what is agreed: its own
// headings stand above the parts, and our words do not stand around an action.
func TestContractInAnotherLanguage(t *testing.T) {
	b, caseID := planned(t)
	b.practice = spanish()
	b.open("/cases/"+caseID+"/contracts").choose("make-form", "template", "es@1").expect(200, "Dana Reed: two flats to look at")
	if strings.Contains(b.text, "will arrange this") {
		t.Error("English words stand around an action of a Spanish contract")
	}
	b.follow("change-ends_when").submit("form", "ends_when", "María tiene casa.", "ends_on.day", "1", "ends_on.month", "3", "ends_on.year", "2027", "reach", "Llame al 555 0100.")
	b.follow("read").expect(200, "Acuerdo", "Lo que hará cada uno", "Terminamos cuando", "Firma", "How we reach each other")
	for _, own := range []string{" y Dana Reed, Practice Agency", "Lo hace Dana Reed", "A más tardar el 20", "Como tarde el 2027-03-01"} {
		if !strings.Contains(b.text, own) {
			t.Errorf("the template's own %q does not stand there", own)
		}
	}
	if strings.Contains(b.text, "What each of us will do") || strings.Contains(b.text, "Done by") || strings.Contains(b.text, "Between ") || strings.Contains(b.text, "Signing on the screen") {
		t.Error("an English heading stands where the template has its own")
	}
	for head, lang := range map[string]string{"Lo que hará cada uno": "es", "Privacidad": "es", "How we reach each other": "en", "Dana Reed: two flats to look at": "es"} {
		if !strings.Contains(b.body, `lang="`+lang+`">`+head) {
			t.Errorf("%q is not marked as %s", head, lang)
		}
	}
	b.submit("start-form").expect(200, "Sign the contract", "Lo que hará cada uno")
	contract := contractOf(b, caseID)
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || content.Headings["ends"] != "Terminamos cuando" || content.Language != "es" {
		t.Errorf("%v: %+v", err, content)
	}
}

// The sheet of a contract, and the client's copy, say their language and how it
// runs; what is ours on them stays English, from left to right.
func TestAPaperOnAPageSaysItsLanguageAndDirection(t *testing.T) {
	for language, direction := range map[string]string{"es": "ltr", "ar": "rtl", "fa": "rtl", "ur": "rtl", "en": "ltr"} {
		b, caseID := planned(t)
		b.practice = casework.DefaultPractice()
		for i := range b.practice.Templates {
			b.practice.Templates[i].Language = language
		}
		b.open("/cases/" + caseID + "/contracts").submit("make-form")
		b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.")
		b.follow("read").submit("start-form")
		marks := ` lang="` + language + `" dir="` + direction + `"`
		contract := contractOf(b, caseID)
		b.open("/cases/" + caseID + "/contracts/" + contract.ID + "/print")
		if !strings.Contains(b.body, `class="contract"`+marks) {
			t.Errorf("%s: the printed contract does not say its language and direction", language)
		}
		b.open("/cases/" + caseID + "/plan/print")
		if !strings.Contains(b.body, `class="plan-words"`+marks) {
			t.Errorf("%s: the printed plan does not say its language and direction", language)
		}
		reply, err := pages.CopyOf(b.request, b.file(caseID), contract, "")
		if err != nil {
			t.Fatal(err)
		}
		var copied strings.Builder
		if err := pages.Render(t.Context(), reply, &copied); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(copied.String(), "<html"+marks) || !strings.Contains(copied.String(), `class="spoken" lang="en" dir="ltr"`) {
			t.Errorf("%s: the client's copy does not say its language", language)
		}
	}
}

// A draft whose template is changed speaks the template's language from then on,
// unless somebody chooses another one.
func TestLanguageOfADraftFollowsItsTemplate(t *testing.T) {
	b, caseID := planned(t)
	b.practice = spanish()
	b.open("/cases/"+caseID+"/contracts").submit("make-form").expect(200, "Dana Reed will arrange this: two flats to look at")
	papers := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[1].ID
	b.follow("item-"+papers+"-edit").submit("form", "words", "Maria will bring her papers.")
	b.follow("change-template").choose("form", "template", "es@1", "ends_when", "When things are better.").expect(200, "Dana Reed: two flats to look at", "Maria will bring her papers.")
	if strings.Contains(b.text, "has no clear end") {
		t.Error("Spanish words are judged by English rules")
	}
	b.follow("read").expect(200, "Terminamos cuando")
	for _, text := range []string{"Lo que hará cada uno", "Dana Reed: two flats to look at"} {
		if !strings.Contains(b.body, `lang="es">`+text) {
			t.Errorf("%q is not marked as Spanish", text)
		}
	}
	// A language that is chosen afterwards stays, whatever else is changed.
	b.follow("edit").follow("change-language").choose("form", "language", "fr")
	b.follow("change-about").submit("form", "about", "Housing.")
	if got := contractOf(b, caseID).Get("language"); got != "fr" {
		t.Errorf("language %q, want the chosen one", got)
	}
	b.follow("change-template").choose("form", "template", "standard@1").expect(200, "Dana Reed will arrange this: two flats to look at", "Maria will bring her papers.", "has no clear end")
	b.follow("change-template").choose("form", "template", "es@1", "language", "vi")
	b.follow("read").submit("start-form").expect(200, "Sign the contract")
	contract := contractOf(b, caseID)
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || content.Language != "vi" || content.Template != "es@1" {
		t.Errorf("%v: %+v", err, content)
	}
}

// An agency with one template has nothing to choose.
func TestOneTemplateIsNotAskedFor(t *testing.T) {
	b, caseID := planned(t)
	b.practice = casework.DefaultPractice()
	b.practice.Templates = b.practice.Templates[:2]
	if b.open("/cases/" + caseID + "/contracts"); b.form("make-form").Has("template") {
		t.Error("asked for the only template")
	}
}

// Where and how count as agreed, so they stand in the words that are signed, to be
// worded like the rest of them.
func TestWhereAndHowStandInTheSignedWords(t *testing.T) {
	b, caseID := planned(t)
	b.practice = spanish()
	flats, papers := actionCalled(b, caseID, "two flats to look at"), actionCalled(b, caseID, "collect the papers")
	b.open("/cases/"+caseID+"/actions/"+flats.ID+"/edit").submit("form", "what", "Two flats to look at.", "where", "Elm Street", "how", "by bus, together")
	b.open("/cases/"+caseID+"/actions/"+papers.ID+"/edit").submit("form", "what", strings.Repeat("paper ", 160), "where", strings.Repeat("w", 20))
	b.open("/cases/"+caseID+"/contracts").submit("make-form").expect(200, "Dana Reed will arrange this: Two flats to look at. Where: Elm Street. How: by bus, together.",
		"paper. Where: www")
	if strings.Contains(b.text, "Hard to read: “Dana") {
		t.Error("our own words are hard to read")
	}
	b.follow("change-template").choose("form", "template", "es@1", "ends_when", "María tiene casa.").expect(200, "Dana Reed: Two flats to look at; Elm Street; by bus, together")
	first := casework.ItemsOf(b.file(caseID), contractOf(b, caseID).ID)[0].ID
	b.follow("item-"+first+"-edit").submit("form", "words", "Dana va en bus a Elm Street.")
	b.follow("read").expect(200, "Dana va en bus a Elm Street.").submit("start-form").expect(200, "Sign the contract")
	contract := contractOf(b, caseID)
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || content.Items[0].Words != "Dana va en bus a Elm Street." || content.Items[0].Mark != casework.ActionMark(b.file(caseID).Record(flats.ID)) {
		t.Errorf("%v: %+v", err, content.Items)
	}
	b.open("/cases/"+caseID+"/plan/who").expect(200, "Where Elm Street", "How by bus, together")
}
