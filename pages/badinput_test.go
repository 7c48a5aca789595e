package pages_test

import (
	"fmt"
	"strings"
	"testing"

	"doorstep/casework"
)

// What is no signature is shown back with its reason, and signs nothing; what was
// drawn is still in the field.
func TestWhatIsNoSignatureSignsNothing(t *testing.T) {
	b, caseID, _ := frozen(t)
	var many strings.Builder
	many.WriteString(`{"w":60000,"h":24000,"strokes":[[`)
	for i := range 200_000 {
		if i > 0 {
			many.WriteByte(',')
		}
		fmt.Fprintf(&many, "[%d,%d,%d]", i%60000, i%24000, i)
	}
	many.WriteString("]]}")
	b.toWays("client").follow("way-draw")
	for name, strokes := range map[string]string{
		"nothing": "", "no line": `{"w":60000,"h":24000,"strokes":[]}`, "one dot": `{"w":60000,"h":24000,"strokes":[[[5,5,0]]]}`, "200,000 points": many.String(),
	} {
		b.submit("sign", "strokes", strokes).expect(422)
		if got := b.form("sign").Get("strokes"); got != strokes {
			t.Errorf("%s: the field came back with %.60q", name, got)
		}
		if !b.has("error-summary") {
			t.Errorf("%s: no reason is given", name)
		}
	}
	if n := len(b.file(caseID).Of(casework.KindSignature)); n != 0 {
		t.Fatalf("%d signatures of what is none", n)
	}
	b.submit("sign", "strokes", crossOfMaria).expect(200, "Is this your signature?")
}

// Words in every script stand as they were written on the plan, in an agreed plan,
// on its sheet, and in what is signed.
func TestWordsInEveryScriptStayAsTheyWereWritten(t *testing.T) {
	b, caseID := planned(t)
	at, issue := "/cases/"+caseID, only(b, caseID, casework.KindIssue)
	scripts := map[string]string{
		"ar": "أريد أن يعود أطفالي إلى البيت قبل الصيف (2027).", "he": "אני רוצה שהילדים יחזרו הביתה עד הקיץ (2027).",
		"vi": "Tôi muốn các con về nhà trước mùa hè.", "emoji": "Home by summer 🏡👨‍👩‍👧 ✅ with ❤️",
	}
	for language, text := range scripts {
		if language == "emoji" || language == "he" { // not among the languages that a form offers
			language = ""
		}
		b.open(at+"/goals/new").submit("form", "words", text, "language", language).expect(200, text)
		b.open(at+"/issues/"+issue.ID+"/actions/new").submit("form", "what", text, "type", "task", "who", "staff:dana").expect(200)
	}
	everywhere := func(path string) {
		t.Helper()
		b.open(path)
		for name, text := range scripts {
			if !strings.Contains(b.text, text) {
				t.Errorf("%s: the words in %s are not as they were written", path, name)
			}
		}
	}
	everywhere(at + "/plan")
	everywhere(at + "/plan/print")
	b.open(at + "/plan/agree").submit("form")
	everywhere(at + "/plan/agreed/" + lastVersion(b, caseID).ID)
	b.open(at + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", scripts["ar"])
	b.follow("read").submit("start-form")
	contract := contractOf(b, caseID)
	everywhere(at + "/contracts/" + contract.ID)
	everywhere(at + "/contracts/" + contract.ID + "/print")
	for name, text := range scripts {
		if !strings.Contains(contract.Get("content"), text) {
			t.Errorf("the words in %s are not what is signed", name)
		}
	}
}
