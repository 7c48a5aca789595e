package pages_test

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
)

// TestUnprintableIsNamedBeforeFreezing: what no face of the papers has is named
// on the page that comes before signing, and the words themselves stay.
func TestUnprintableIsNamedBeforeFreezing(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "العقد جاهز، הבית מוכן, nhà ở ổn định ✅")
	b.follow("read").expect(200, "nhà ở ổn định")
	if b.has("unprintable") {
		t.Errorf("letters that the papers have are said to be missing: %s", b.text)
	}
	b.open("/cases/" + caseID + "/contracts/" + contractOf(b, caseID).ID)
	b.follow("change-ends_when").submit("form", "ends_when", "今日 ok 日")
	b.follow("read").expect(200, "These characters cannot be printed: 今 日", "今日 ok 日")
	b.submit("start-form").expect(200, "Sign the contract")
	if got := contractOf(b, caseID).Get("content"); !strings.Contains(got, "今日 ok 日") {
		t.Errorf("frozen content %q lost the words", got)
	}
}

// TestPrintedContract: a contract whose words are fixed goes onto paper with
// lines for ink and a code; wording that can still change does not.
func TestPrintedContract(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/print"
	mark := casework.Mark(contractOf(b, caseID).Get("content_hash"))
	b.open("/cases/" + caseID + "/contracts/" + contract).follow("print")
	if b.path != path {
		t.Fatalf("the link leads to %s", b.path)
	}
	b.expect(200, "Maria has a lease.", mark, "Signature", "Witness, if the signature is a mark", "/verify")
	if !b.has("print-client") || !b.has("print-worker") {
		t.Error("no line for one of the two")
	}
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	draft := contractOf(b, caseID).ID
	b.open("/cases/" + caseID + "/contracts/" + draft + "/print")
	if strings.HasSuffix(b.path, "/print") {
		t.Errorf("a draft was printed: %s", b.text)
	}
}

// TestPrintedPlan: what people said, each issue with what is done about it, and
// who does what.
func TestPrintedPlan(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/"+caseID+"/plan").follow("print-plan").expect(200, "I want my kids home by summer", "Housing",
		"Service: two flats to look at", "Who does what", "Dana Reed", "Maria Alder", "collect the papers", "As it stands on")
	if !b.has("plan-pdf") {
		t.Error("no way to the PDF")
	}
}

// TestPrintedPlanSaysWhatIsSeenDifferently: a remark that nobody has answered is
// printed below its line, whichever kind the line is of. An answered one is not,
// and an agreed plan says what was agreed.
func TestPrintedPlanSaysWhatIsSeenDifferently(t *testing.T) {
	b, id, _, goal := turnedPlan(t)
	action := only(b, id, casework.KindAction)
	client := "/cases/" + id + "/client/lines/"
	b.open(client+goal.ID+"/remark").submit("form", "type", "not_meant", "words", "Before\nschool.")
	b.open(client+action.ID+"/remark").submit("form", "type", "differently")
	b.turned = nil
	sheet := "/cases/" + id + "/plan/print"
	b.open(sheet).expect(200, "Where does it stand? We work on it This is not what I meant (Maria Alvarez, 16 November 2026): Before school.", "To be given I see this differently (Maria Alvarez, 16 November 2026)")
	if strings.Count(b.text, "differently") != 1 {
		t.Errorf("one remark is printed twice: %s", b.text)
	}
	b.open("/cases/"+id+"/plan/agree").submit("form", "agreed_on.day", "17", "agreed_on.month", "11", "agreed_on.year", "2026").expect(200, "Version 1")
	b.open(sheet+"?version="+casework.PlanVersions(b.file(id))[0].ID).expect(200, "I want my kids home.")
	if strings.Contains(b.text, "not what I meant") {
		t.Errorf("an agreed plan says what nobody agreed on: %s", b.text)
	}
	for _, remark := range b.file(id).Of(casework.KindRemark) {
		b.open("/cases/"+id+"/remarks/"+remark.ID+"/edit").submit("form", "answer", "We wrote it anew.")
	}
	if b.open(sheet); strings.Contains(b.text, "not what I meant") || strings.Contains(b.text, "differently") {
		t.Errorf("what was answered is printed as open: %s", b.text)
	}
}

// TestPlanIsPrintedInTheAgencysWords: title, opening words and paragraphs of the
// agency's template frame the plan as it stands. What was agreed stays as it was.
func TestPlanIsPrintedInTheAgencysWords(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/"+caseID+"/plan/print").expect(200, "We made this plan together.", "It can change", "Who sees it")
	b.open("/cases/"+caseID+"/plan/agree").submit("form", "agreed_on.day", "21", "agreed_on.month", "11", "agreed_on.year", "2026").expect(200, "Version 1")
	changed := casework.DefaultPractice()
	for i := range changed.Templates {
		if changed.Templates[i].Kind == casework.TemplatePlan {
			changed.Templates[i].Title, changed.Templates[i].Intro = "Our way together", "This is how we go on."
			changed.Templates[i].Headings = map[string]string{"goals": "Where we want to get", "doing": "Who takes what on"}
			changed.Templates[i].Standing = []casework.Standing{{Heading: "Call us", Text: "The office line is open until five."}}
		}
	}
	house := ourAgency
	ourAgency.Practice = changed
	t.Cleanup(func() { ourAgency = house })
	b.open("/cases/"+caseID+"/plan/print").expect(200, "Our way together", "This is how we go on.", "Where we want to get", "Who takes what on", "Strengths", "Call us", "The office line is open until five.", "I want my kids home by summer")
	if strings.Contains(b.text, "We made this plan together.") {
		t.Errorf("the words of an earlier template are printed: %s", b.text)
	}
	version := casework.PlanVersions(b.file(caseID))[0]
	b.open("/cases/"+caseID+"/plan/print?version="+version.ID).expect(200, "I want my kids home by summer")
	if strings.Contains(b.text, "The office line") {
		t.Errorf("an agreed plan says what nobody agreed on: %s", b.text)
	}
}

// TestPlanIsPrintedFromTheTemplateThatWasChosen: an agency with several templates
// of plans can print from each of them.
func TestPlanIsPrintedFromTheTemplateThatWasChosen(t *testing.T) {
	b, caseID := planned(t)
	b.practice = casework.DefaultPractice()
	if b.open("/cases/" + caseID + "/plan/print"); b.has("plan-other-0") {
		t.Error("the only template is offered instead of itself")
	}
	b.practice.Templates = append(b.practice.Templates, casework.Template{
		ID: "plan-2", Version: 1, Kind: casework.TemplatePlan, Language: "es", Title: "Nuestro plan", Intro: "Lo hicimos juntos.",
		Headings: map[string]string{"goals": "Lo que quiero"}, Standing: []casework.Standing{{Heading: "Es suyo", Text: "Puede cambiarlo."}},
	})
	b.open("/cases/"+caseID+"/plan/print").expect(200, "We made this plan together.", "Print it as “Nuestro plan” (Spanish) instead").follow("plan-other-0")
	b.expect(200, "Nuestro plan", "Lo hicimos juntos.", "Lo que quiero", "Puede cambiarlo.", "Print it as “Case plan” (English) instead")
	if !strings.Contains(b.body, `lang="es">Lo que quiero`) || strings.Contains(b.text, "We made this plan together.") {
		t.Errorf("not the words of the chosen template: %s", b.text)
	}
	pdf := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "plan-pdf" })
	asked, _ := url.Parse(attribute(pdf, "href"))
	sheet, err := pages.SheetOfPlan(pages.Request{Query: pages.Values(asked.Query()), House: b.request.House, Now: b.now}, b.file(caseID))
	if err != nil || sheet.Title != "Nuestro plan" {
		t.Errorf("the PDF is of %q: %v", sheet.Title, err)
	}
}

// TestPapersSpeakTheWordsOfTheirTemplate: names of fields, lines for ink and what is
// said of the sheet come from a template that has its own; a contract keeps them.
func TestPapersSpeakTheWordsOfTheirTemplate(t *testing.T) {
	b, caseID := planned(t)
	b.practice = spanish()
	own := func(sentences []casework.ContractSentence) map[string]string {
		words := map[string]string{}
		for _, sentence := range sentences {
			words[sentence.Name] = "«" + sentence.Name + "»"
			for _, place := range sentence.Places {
				words[sentence.Name] += " {" + place + "}"
			}
		}
		return words
	}
	last := len(b.practice.Templates) - 1
	b.practice.Templates[last].Headings = own(casework.ContractSentences)
	b.practice.Templates = append([]casework.Template{{ID: "mi-plan", Version: 1, Kind: casework.TemplatePlan, Language: "es", Title: "Nuestro plan", Headings: own(casework.PlanLabels)}}, b.practice.Templates...)

	b.open("/cases/"+caseID+"/contracts").choose("make-form", "template", "es@1")
	b.follow("change-ends_when").submit("form", "ends_when", "María tiene casa.")
	b.follow("read").expect(200, "«no_day»").submit("start-form")
	contract := "/cases/" + caseID + "/contracts/" + contractOf(b, caseID).ID
	b.open(contract+"/print").expect(200, "«signatures»", "«role_client»", "«role_worker»", "«sign_here»", "«sign_day»", "«sign_witness»", "«no_day»")
	none := func(words ...string) {
		t.Helper()
		for _, word := range words {
			if strings.Contains(b.text, word) {
				t.Errorf("%s: %q stands beside the template's own words: %s", b.path, word, b.text)
			}
		}
	}
	none("Signatures", "The client", "The worker", "Witness, if", "No day agreed")
	b.open(contract).sign("client", crossOfMaria).sign("worker", lineOfDana)
	b.practice = spanish() // the agency's template is another one by now
	b.open(contract+"/print").expect(200, "«signed_when» 2026-11-16 14:1")
	none("Signed on", "No day agreed")

	b.practice.Templates = append([]casework.Template{{ID: "mi-plan", Version: 1, Kind: casework.TemplatePlan, Language: "es", Title: "Nuestro plan", Headings: own(casework.PlanLabels)}}, b.practice.Templates...)
	b.open("/cases/"+caseID+"/plan/print").expect(200, "«plan_for» Maria Alder", "«plan_now» 2026-11-16", "«plan_none»", "(«plan_done»)", "«plan_by» 2026-12-01",
		"«plan_type_service»: two flats", "«plan_who»: Dana Reed", "«plan_by_when»: 2026-12-01")
	none("As it stands", "Nothing stands here", "Who does it", "By when", "December")
	b.open("/cases/" + caseID + "/plan/agree").submit("form")
	b.open("/cases/"+caseID+"/plan/print?version="+lastVersion(b, caseID).ID).expect(200, "«plan_agreed» 1 2026-11-16", "«plan_who»: Dana Reed")
}

// TestSignedWordsStandAlone is attack 38 on content and page: what the agency
// changes after the words were fixed changes neither their hash nor the page.
func TestSignedWordsStandAlone(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/print"
	before := contractOf(b, caseID)
	page := b.open(path).text
	changed := casework.DefaultPractice()
	for i := range changed.Templates {
		changed.Templates[i].Version++
		changed.Templates[i].Intro, changed.Templates[i].Consent, changed.Templates[i].Standing = "Other words.", "Other consent.", nil
	}
	house := ourAgency
	ourAgency.Practice = changed
	t.Cleanup(func() { ourAgency = house })
	after := b.open(path).text
	if page != after {
		t.Errorf("the page changed with the template:\n%s\n%s", page, after)
	}
	if now := contractOf(b, caseID); now.Get("content_hash") != before.Get("content_hash") || casework.HashContent(now.Get("content")) != before.Get("content_hash") {
		t.Error("the words changed with the template")
	}
}

// TestScriptsHashTheSame is attack 46: this test runs natively and as wasm, and
// both have to come to the same mark.
func TestScriptsHashTheSame(t *testing.T) {
	content := casework.ContractContent{
		Format: 2, Agency: "Harbour", Case: "c", Contract: "k", Title: "عقد", Client: "Nguyễn Thị Hường", Worker: "דנה ריד",
		Items: []casework.ContractContentItem{
			{Words: "ستبحث Dana Reed عن شقة (2027)، إن شاء الله.", Who: "דנה ריד"},
			{Words: "הילדים יחזרו הביתה עד הקיץ \u200f– 2027.", Who: "Nguyễn Thị Hường"},
			{Words: "Tôi muốn các con về nhà 🏡 <b>&amp;</b> \u2028", Who: "Nguyễn Thị Hường"},
		},
		EndsWhen: "عندما يعودون", Consent: "موافق", Frozen: "2026-11-21T10:00:00Z", PlanMark: "",
	}
	const want = "c304fa82940c0ecc74638164733d7c54ece3f762053ae0a22a1cf40f9152bd93"
	if text, hash := content.Freeze(); hash != want {
		t.Errorf("hash %s, want %s, of %s", hash, want, text)
	}
}
