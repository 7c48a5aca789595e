package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

var copyLinkIn = regexp.MustCompile(`value="(http[^"]+/copy/[^"]+)"`)

// signedContract is the address of a contract of the demonstration that both
// have signed.
func (b *browser) signedContract() string {
	b.t.Helper()
	shape := regexp.MustCompile(`^/cases/[^/]+/contracts/[^/]+$`)
	for path, page := range b.crawl("/") {
		if shape.MatchString(path) && strings.Contains(text(page.body), "Since you both signed") {
			return path
		}
	}
	b.t.Fatal("the demonstration has no signed contract")
	return ""
}

// copyLink agrees on a link with the client, and makes it.
func (b *browser) copyLink(contract string) string {
	b.t.Helper()
	b.get(contract + "/copy/ask")
	b.want(b.post(contract+"/copy/ask", "new", newID7(), "way", "link", "safe", "safe"), http.StatusSeeOther, "")
	b.want(b.get(contract+"/copy-link"), http.StatusOK, "A link that works once")
	answer := b.post(contract + "/copy-link")
	b.want(answer, http.StatusOK, "Show this to the client")
	link := copyLinkIn.FindStringSubmatch(answer.body)
	if link == nil || !strings.Contains(answer.body, `<path d="M`) {
		b.t.Fatalf("no link, or no code: %s", text(answer.body))
	}
	return link[1]
}

func TestCopyLinkOpensOnceAndShowsTheContractAlone(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	contract := ada.signedContract()
	link := ada.copyLink(contract)

	scanner, client := o.browser(), o.browser()
	for range 3 { // a mail scanner looks, and looks again
		scanner.want(scanner.get(link), http.StatusOK, "Open my copy")
	}
	client.want(client.get("/copy-read"), http.StatusNotFound, "Ask your worker for a new one")
	client.want(client.get(link), http.StatusOK, "Harbour keeps a copy of your contract here")
	client.want(client.post(link), http.StatusSeeOther, "")
	read := client.get("/copy-read")
	client.want(read, http.StatusOK, "What each of us will do")
	if !strings.Contains(read.header.Get("Cache-Control"), "no-store") {
		t.Error("the copy may be kept by the browser")
	}
	caseID := strings.Split(contract, "/")[2]
	for _, alien := range []string{caseID, `href="/cases`, "Case plan", "Your caseload"} {
		if strings.Contains(read.body, alien) {
			t.Errorf("the copy leads into the case: %q", alien)
		}
	}
	client.want(client.get("/copy-read"), http.StatusOK, "What each of us will do") // again, in this browser
	if answer := client.get(contract); answer.status == http.StatusOK {
		t.Error("the copy signs in")
	}

	scanner.want(scanner.get(link), http.StatusNotFound, "Ask your worker for a new one")
	scanner.want(scanner.post(link), http.StatusNotFound, "Ask your worker for a new one")
	scanner.want(scanner.get("/copy-read"), http.StatusNotFound, "")
	scanner.want(scanner.get("/copy-read/paper"), http.StatusNotFound, "")
	ada.want(ada.get(contract+"/copy"), http.StatusOK, "Opened with the link on")

	again := ada.copyAgain(contract)
	client.want(client.get("/copy-read"), http.StatusNotFound, "") // a new link ends what the old one opened
	client.want(client.get(again), http.StatusOK, "Open my copy")
}

func (b *browser) copyAgain(contract string) string {
	b.t.Helper()
	b.get(contract + "/copy-link")
	answer := b.post(contract + "/copy-link")
	return copyLinkIn.FindStringSubmatch(answer.body)[1]
}

func TestCopyPaperComesWithTheLink(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	until(t, "the papers are made", func() bool { return len(ada.paperLinks()) == 2 })
	contract := strings.TrimSuffix(ada.paperLinks()[0], "/paper")
	client, link := o.browser(), ada.copyLink(contract)
	client.want(client.post(link), http.StatusSeeOther, "")
	client.want(client.get("/copy-read"), http.StatusOK, "Save the PDF")
	if answer := client.get("/copy-read/paper"); answer.status != http.StatusOK || !strings.HasPrefix(answer.body, "%PDF-") {
		t.Errorf("status %d, %.10q", answer.status, answer.body)
	}
}

func TestCopyLinkNeedsItsCaseAndItsWay(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	contract := ada.signedContract()
	ada.get(contract + "/copy/ask")
	ada.want(ada.post(contract+"/copy/ask", "new", newID7(), "way", "link", "safe", "unsure"), http.StatusUnprocessableEntity, "other hands")
	ada.want(ada.post(contract+"/copy-link"), http.StatusSeeOther, "") // nothing was agreed: back to the copy
	ben := ada.join("Ben", "caseworker")
	ben.get("/")
	ben.want(ben.post(contract+"/copy-link"), http.StatusNotFound, "")
	nobody := o.browser()
	nobody.want(nobody.get("/copy/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), http.StatusNotFound, "")
	nobody.want(nobody.get("/copy/x"), http.StatusNotFound, "")
}
