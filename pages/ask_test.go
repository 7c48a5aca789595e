package pages_test

import (
	"context"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
)

// opens lists what the buttons of a form open, in the order of the page.
func opens(b *browser, id string) []string {
	var list []string
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if to := attribute(n, "data-open"); to != "" {
			list = append(list, to)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	if form := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id }); form != nil {
		walk(form)
	}
	return list
}

// linkUntil is an office where a referral has a link that works until a day.
type linkUntil time.Time

func (l linkUntil) ProviderLinkUntil(context.Context, string, string) (time.Time, error) {
	return time.Time(l), nil
}

// TestAReportThatDidNotComeIsAskedFor: from the missing date to the words that
// ask, which name nobody of the family, and to the note of who asked and how.
func TestAReportThatDidNotComeIsAskedFor(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	base := "/cases/" + id
	dana.open(base+"/referrals/new").submit("form", "need", "Calm evenings for Maria Alvarez", "provider", "Oak House", "reach", "Jo, 555-010-0199, jo@oak.example",
		"reports", "monthly", "report_from.day", "1", "report_from.month", "11", "report_from.year", "2026")
	referral := only(dana, id, casework.KindReferral)
	page := base + "/referrals/" + referral.ID
	if dana.open(page); dana.has("to-ask") {
		t.Error("a referral that nobody accepted owes a report")
	}
	dana.open(page+"/steps/new").submit("form", "state", "started")
	dana.open(page).expect(200, "A report was promised for 1 November 2026 and has not come.").follow("to-ask")
	dana.expect(200, "No release covers this referral today.", "To Oak House", "By mail", "By message", "As a code",
		"This is about our referral "+casework.Reference(referral)+".", "promised for 1 November 2026", "Dana Reed, Practice Agency")

	ways := opens(dana, "ask")
	if len(ways) != 2 || !strings.HasPrefix(ways[0], "mailto:jo@oak.example?subject=") || !strings.HasPrefix(ways[1], "sms:5550100199?&body=This%20is%20about") {
		t.Fatalf("the ways lead to %q", ways)
	}
	for _, way := range ways {
		said, err := url.PathUnescape(way)
		if err != nil || strings.Contains(said, "Alvarez") || strings.Contains(said, "Maria") || strings.Contains(said, "Calm evenings") || strings.Contains(way, "+") {
			t.Errorf("what goes out says %q, %v", said, err)
		}
	}

	form := fieldsOf(find(dana.node, func(n *html.Node) bool { return attribute(n, "id") == "ask" }))
	form["how"] = []string{"mail"}
	dana.send("POST", page+"/ask", form).expect(200, "Noted in the case that you asked: By mail, 16 November 2026.", "If nothing opened, open it here.")
	dana.send("POST", page+"/ask", form) // the same tap again
	asked := only(dana, id, casework.KindReportRequest)
	if asked.Get("how") != "mail" || asked.Get("on") != "2026-11-16" || asked.Get("due") != "2026-11-01" || asked.Get("referral") != referral.ID || asked.Created.Actor != "dana" {
		t.Errorf("noted is %v by %s", asked.Fields, asked.Created.Actor)
	}
	dana.open(page).expect(200, "Dana Reed asked for the report on 16 November 2026: By mail.")
	form["how"], form["new"] = []string{"pigeon"}, []string{dana.env.NewID()}
	dana.send("POST", page+"/ask", form).expect(404)

	dana.open(base+"/deadlines/report/"+referral.ID+"/2026-11-01").follow("do").expect(200, "Ask for the report")
	dana.env.Links = linkUntil(time.Date(2027, 1, 2, 12, 0, 0, 0, time.UTC))
	dana.open(page+"/ask").expect(200, "You can send it with the link that you have from us. It works until 2 January 2027.")

	dana.open(page+"/reports/new").submit("form", "on.day", "16", "on.month", "11", "on.year", "2026", "until_on.day", "1", "until_on.month", "11", "until_on.year", "2036", "behaviour", "Comes each week.")
	if dana.open(page); dana.has("to-ask") {
		t.Error("what came is still asked for")
	}
	dana.now = dana.now.AddDate(0, 2, 0)
	dana.open(page).expect(200, "A report was promised for 1 December 2026 and has not come.")
}

// TestTheListSaysHowToReachAProvider: where the referral itself does not say it.
func TestTheListSaysHowToReachAProvider(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	withProviders(t, dana)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/referrals/new?provider="+oakID).submit("form", "need", "Calm evenings", "reach", "Ask at the door")
	dana.open("/cases/" + id + "/referrals/" + only(dana, id, casework.KindReferral).ID + "/ask")
	if ways := opens(dana, "ask"); len(ways) != 2 || !strings.HasPrefix(ways[0], "mailto:?") || !strings.HasPrefix(ways[1], "sms:5550100?") {
		t.Errorf("the ways lead to %q", ways)
	}
}
