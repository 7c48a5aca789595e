package pages_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
)

func TestTheCopyIsAskedForBeforeSigning(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.")
	b.follow("read").expect(200, "The client's copy", "Not asked yet").follow("to-copy")
	b.expect(200, "How should the copy come?", "Ask them alone, if you can.")
	copies := func() []*casework.Record { return b.file(caseID).Of(casework.KindCopy) }
	for _, way := range []string{"mail", "link", "other"} {
		for _, safe := range []string{"", "not_safe", "unsure"} {
			b.submit("form", "way", way, "safe", safe, "note", "Her sister opens the post.")
			b.expect(422, "the copy can fall into other hands")
			if kept := b.form("form").Get("note"); kept != "Her sister opens the post." {
				t.Errorf("the note came back as %q", kept)
			}
		}
	}
	if n := len(copies()); n != 0 {
		t.Fatalf("%d copies kept that are not safe", n)
	}
	b.submit("form", "way", "next_visit", "safe", "").expect(200, "The client's copy", "On paper, at the next visit", "To give once both have signed")
	if n := len(copies()); n != 1 {
		t.Fatalf("%d copies", n)
	}
	b.follow("copy-go").expect(200, "Read before you sign", "On paper, at the next visit").submit("start-form")
	b.expect(200, "On paper, at the next visit")
	if strings.Contains(b.text, "Not asked yet") {
		t.Error("asked before signing, and asked again")
	}
}

// form reads a form of the page as it would be sent.
func (b *browser) form(id string) pages.Values {
	return fieldsOf(find(b.node, func(n *html.Node) bool { return n.Data == "form" && attribute(n, "id") == id }))
}

func TestTheOfferedWayIsFromHandToHand(t *testing.T) {
	b, caseID, contract := signed(t)
	b.open("/cases/" + caseID + "/contracts/" + contract + "/copy/ask").submit("form")
	if record := only(b, caseID, casework.KindCopy); record.Get("way") != "next_visit" || record.Get("asked_on") != "2026-11-16" {
		t.Errorf("offered: %v", record.Fields)
	}
	b.expect(200, "To give by 23 November 2026")
}

func TestACopyStaysATaskUntilItIsGiven(t *testing.T) {
	b, caseID, contract := signed(t)
	base := "/cases/" + caseID + "/contracts/" + contract
	b.open("/").expect(200, "Copy to give")
	b.open("/cases/"+caseID).expect(200, "A client waits for a copy", "Copy to give").follow("to-copy-" + contract)
	b.follow("copy-ask").submit("form", "way", "paper_now")
	record := only(b, caseID, casework.KindCopy)
	b.open("/").expect(200, "Copy to give")
	b.open(base+"/copy").expect(200, "Print this contract").follow("copy-" + record.ID + "-link")
	if b.path != base+"/print" {
		t.Errorf("the paper is printed at %s", b.path)
	}
	b.open(base).expect(200, "The client's copy", "On paper, now").submit("copy-" + record.ID + "-form")
	if b.expect(200, "Given on 16 November 2026"); b.has("copy-" + record.ID + "-link") {
		t.Error("a copy that was given is offered for printing")
	}
	if given := only(b, caseID, casework.KindCopy).Get("given_on"); given != "2026-11-16" {
		t.Errorf("given on %q", given)
	}
	for _, path := range []string{"/", "/cases/" + caseID} {
		if b.open(path); strings.Contains(b.text, "Copy to give") || strings.Contains(b.text, "waits for a copy") {
			t.Errorf("%s still asks for the copy", path)
		}
	}
	b.open(base+"/copy").follow("copy-"+record.ID+"-other").submit("form", "given_on.day", "14", "given_on.month", "11", "given_on.year", "2026").expect(200, "Given on 14 November 2026")

	b.open(base+"/copy").follow("copy-"+record.ID+"-change").submit("form", "way", "none").expect(200)
	b.open("/cases/" + caseID + "/contracts/" + contractOf(b, caseID).ID)
}

// links makes links that lead nowhere.
type links struct{ made []string }

func (l *links) MakeCopyLink(_ context.Context, caseID, contract, copy string) (string, time.Time, error) {
	l.made = append(l.made, copy)
	return "https://doorstep.example/copy/secret", firstDay.Add(72 * time.Hour), nil
}

func TestALinkIsMadeOnlyWhereItIsSafe(t *testing.T) {
	b, caseID, contract := signed(t)
	base := "/cases/" + caseID + "/contracts/" + contract
	office := func(method string) pages.Reply {
		t.Helper()
		route, params, ok := pages.Match(pages.Routes(), method, base+"/copy-link")
		if !ok {
			t.Fatal("no such route at the office")
		}
		reply, err := route.Handle(context.Background(), b.env, pages.Request{Method: method, Path: base + "/copy-link", Params: params, Actor: danaReed, Now: firstDay, House: ourAgency})
		if err != nil {
			t.Fatal(err)
		}
		return reply
	}
	made := &links{}
	b.open(base+"/copy/ask").submit("form", "way", "link", "safe", "safe").expect(200, "The link is made at the office, at a desk.")
	b.env.Copies = made
	b.open(base+"/copy").expect(200, "A link that works once")
	if reply := office("GET"); reply.Location != "" {
		t.Errorf("leads to %s", reply.Location)
	}
	var text strings.Builder
	if err := pages.Render(context.Background(), office("POST"), &text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "https://doorstep.example/copy/secret") || !strings.Contains(text.String(), "<path d=\"M") || len(made.made) != 1 {
		t.Errorf("no address, no code, or %d links", len(made.made))
	}
	record := only(b, caseID, casework.KindCopy)
	b.open(base+"/copy/"+record.ID).submit("form", "way", "next_visit", "safe", "not_safe")
	for _, method := range []string{"GET", "POST"} {
		if reply := office(method); reply.Location != base+"/copy" {
			t.Errorf("%s where no link is wanted leads to %q", method, reply.Location)
		}
	}
	if len(made.made) != 1 {
		t.Errorf("%d links made", len(made.made))
	}
}

// On a tablet without a network the link is made there: what is written down is the
// mark of its secret, which leads nowhere.
func TestATabletMakesTheLinkToTheCopyItself(t *testing.T) {
	b, caseID, contract := signed(t)
	page := "/cases/" + caseID + "/contracts/" + contract
	b.env.Origin, b.env.Secret = "https://office.example", func() []byte { return []byte("0123456789abcdef0123456789abcdef") }
	b.open(page+"/copy/ask").submit("form", "way", "link", "safe", "safe").expect(200, "A link that works once")
	b.open(page+"/copy-link").submit("copy-link-form").expect(200, "Show this to the client", "It works as soon as this tablet has synced.")
	const token = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY"
	if !strings.Contains(b.body, `value="https://office.example/copy/`+token+`"`) || !strings.Contains(b.body, `class="copy-code"`) {
		t.Errorf("no address, or no code: %s", b.body)
	}
	record := only(b, caseID, casework.KindCopy)
	if record.Get("link_hash") != casework.HashContent("0123456789abcdef0123456789abcdef") || !strings.HasPrefix(record.Get("link_until"), "2026-11-23T") {
		t.Errorf("written down: %v", record.Fields)
	}
	for name, value := range record.Fields {
		if strings.Contains(value, token) || strings.Contains(value, "0123456789abcdef0123") && name != "link_hash" {
			t.Errorf("the secret stands in %s", name)
		}
	}
	if b.open(page + "/copy-link"); strings.Contains(b.body, token) {
		t.Error("the link is shown a second time")
	}
	b.open(page+"/copy").submit("copy-"+record.ID+"-form").expect(200, "Given")
	b.send("POST", page+"/copy-link", values()).expect(200, "The client's copy") // it was given: no further link
}
