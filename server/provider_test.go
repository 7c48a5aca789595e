package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"mime/multipart"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// referred opens a case with a referral that a release covers, and returns the
// link that its provider gets.
func (b *browser) referred(need string) (referral, link string) {
	b.t.Helper()
	b.get("/cases/new")
	caseFile := b.post("/cases/new", "name", "Alvarez", "person_name", "Maria Alvarez", "person_role", "mother").header.Get("Location")
	maria := regexp.MustCompile(`person-([0-9a-f-]{36})`).FindStringSubmatch(b.get(caseFile + "/people").body)[1]
	b.get(caseFile + "/referrals/new")
	referral = b.post(caseFile+"/referrals/new", "need", need, "provider", "Bridge House").header.Get("Location")
	b.want(b.get(referral+"/link"), http.StatusOK, "Nothing can be shared with the provider")
	if answer := b.post(referral + "/link"); linkOf(answer.body) != "" {
		b.t.Error("a link without a release")
	}
	year := fmt.Sprint(today(b.t).Year() + 1)
	b.get(caseFile + "/releases/new")
	b.post(caseFile+"/releases/new", "person", maria, "recipient", "Bridge House", "what", "How it goes", "until.day", "1", "until.month", "6", "until.year", year,
		"signed_on.day", "1", "signed_on.month", "1", "signed_on.year", fmt.Sprint(today(b.t).Year()))
	if page := b.get(referral + "/link").body; strings.Contains(page, "There is a link") {
		b.t.Error("the page speaks of a link that nobody made")
	}
	link = linkOf(b.post(referral + "/link").body)
	if link == "" {
		b.t.Fatal("no link for the provider")
	}
	return referral, link
}

func linkOf(body string) string {
	if found := regexp.MustCompile(`<code id="link"[^>]*>([^<]+)</code>`).FindStringSubmatch(body); found != nil {
		return found[1]
	}
	return ""
}

// TestAProviderWithOnlyALink: it answers, notes an appointment and reports, with
// no account; the worker sees all of it, and the file lies in the object store.
func TestAProviderWithOnlyALink(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Stone")
	referral, link := ada.referred("Somebody to talk to")
	provider := o.browser()
	for range 5 { // mail scanners look at every link
		provider.want(provider.get(link), http.StatusOK, "Somebody to talk to")
	}
	page := provider.get(link).body
	for _, other := range []string{"/cases/", "Caseload", "release"} {
		if strings.Contains(page, other) {
			t.Errorf("the provider's page holds %q", other)
		}
	}
	day := []string{"on.day", "3", "on.month", "3", "on.year", fmt.Sprint(today(t).Year())}
	provider.want(provider.post(link+"/answer"), http.StatusUnprocessableEntity, "Where does it stand?")
	provider.want(provider.post(link+"/answer", append(day, "state", "accepted", "name", "Lou")...), http.StatusSeeOther, "")
	provider.want(provider.post(link+"/attendance", append(day, "outcome", "attended")...), http.StatusSeeOther, "")
	provider.want(provider.post(link+"/attendance", append(day, "outcome", "attended", "units", "many")...), http.StatusUnprocessableEntity, "How many?")
	provider.want(provider.report(link, "report.pdf", paperPDF(t, ""), "behaviour", "Talks before the nights are bad.", "progress", "better"), http.StatusSeeOther, "")

	ada.want(ada.get(referral), http.StatusOK, "Accepted")
	ada.want(ada.get(referral), http.StatusOK, "Talks before the nights are bad.")
	until(t, "the report lies in the object store", func() bool { return len(objectsIn(t, o.program.settings.objectsFolder())) == 1 })

	// A provider changes nothing else.
	provider.want(provider.post(link+"/answer", append(day, "state", "drafted")...), http.StatusUnprocessableEntity, "")
	provider.want(provider.get(referral), http.StatusSeeOther, "") // to the sign-in page

	// Ended, guessed, of another agency: the same page.
	ada.want(ada.get(referral+"/link"), http.StatusOK, "There is a link that works until ")
	ada.post(referral+"/link", "do", "end")
	ended, guessed := provider.get(link), provider.get("/p/"+strings.Repeat("A", 43))
	if ended.status != http.StatusNotFound || guessed.status != http.StatusNotFound || text(ended.body) != text(guessed.body) {
		t.Errorf("an ended link answers %d %q, a guessed one %d %q", ended.status, text(ended.body), guessed.status, text(guessed.body))
	}
	tries := 0
	for range 200 {
		if provider.get("/p/"+strings.Repeat("B", 43)).status == http.StatusTooManyRequests {
			break
		}
		tries++
	}
	if tries >= 200 {
		t.Error("guesses are not slowed down")
	}
}

// TestALinkAsksForTheReport: where a report is missing, the page that shows a new
// link has the words that ask for it, with the link in them and no name.
func TestALinkAsksForTheReport(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Stone")
	referral, _ := ada.referred("Somebody to talk to")
	day := func(field string, at time.Time) []string {
		return []string{field + ".day", fmt.Sprint(at.Day()), field + ".month", fmt.Sprint(int(at.Month())), field + ".year", fmt.Sprint(at.Year())}
	}
	ada.get(referral + "/edit")
	ada.post(referral+"/edit", append(day("report_from", today(t).AddDate(0, 0, -3)), "reports", "monthly")...)
	ada.get(referral + "/steps/new")
	ada.post(referral+"/steps/new", append(day("on", today(t).AddDate(0, 0, -9)), "state", "started")...)
	ada.want(ada.get(referral+"/ask"), http.StatusOK, "You can send it with the link that you have from us.")
	page := ada.post(referral + "/link")
	link := linkOf(page.body)
	_, words, _ := strings.Cut(page.body, `<textarea id="ask-text"`)
	words, _, _ = strings.Cut(words, "</textarea>")
	if link == "" || !strings.Contains(words, "You can send it here: http") || !strings.Contains(words, link) || strings.Contains(words, "Alvarez") {
		t.Errorf("the words are %q, the link %q", words, link)
	}
	ada.want(ada.get(referral+"/link"), http.StatusOK, "There is a link that works until")
	ada.post(referral+"/link", "do", "end")
	if strings.Contains(ada.get(referral+"/ask").body, "with the link that you have") {
		t.Error("a link that was ended is spoken of")
	}
}

// TestALinkEndsWithItsRelease: on the day on which the family takes its release
// back the link shows nothing any more, and looks like one that never was.
func TestALinkEndsWithItsRelease(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Stone")
	referral, link := ada.referred("Somebody to talk to")
	provider := o.browser()
	provider.want(provider.get(link), http.StatusOK, "Somebody to talk to")
	caseFile, _, _ := strings.Cut(referral, "/referrals/")
	release := regexp.MustCompile(`/releases/([0-9a-f-]{36})"`).FindStringSubmatch(ada.get(caseFile + "/releases").body)[1]
	edit := caseFile + "/releases/" + release + "/edit"
	ada.get(edit)
	now := today(t)
	ada.post(edit, "revoked_on.day", fmt.Sprint(now.Day()), "revoked_on.month", fmt.Sprint(int(now.Month())), "revoked_on.year", fmt.Sprint(now.Year()))
	gone, guessed := provider.get(link), provider.get("/p/"+strings.Repeat("A", 43))
	if gone.status != http.StatusNotFound || text(gone.body) != text(guessed.body) {
		t.Errorf("without a release the link answers %d %q", gone.status, text(gone.body))
	}
	year := []string{"on.day", "3", "on.month", "3", "on.year", fmt.Sprint(now.Year())}
	provider.want(provider.post(link+"/attendance", append(year, "outcome", "attended")...), http.StatusNotFound, "")
}

// TestALinkEndsWithItsProvider: when the referral goes to another provider, the
// first one's link shows nothing, not even once the other's release is there.
func TestALinkEndsWithItsProvider(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Stone")
	referral, link := ada.referred("Somebody to talk to")
	provider := o.browser()
	change := func(provider string) {
		seen := regexp.MustCompile(`name="seen" value="([^"]+)"`).FindStringSubmatch(ada.get(referral + "/edit").body)
		ada.post(referral+"/edit", "seen", seen[1], "provider", provider)
	}
	change("bridge house ")
	provider.want(provider.get(link), http.StatusOK, "Somebody to talk to")
	change("Harbour Counselling")
	provider.want(provider.get(link), http.StatusNotFound, "")
	caseFile, _, _ := strings.Cut(referral, "/referrals/")
	maria := regexp.MustCompile(`person-([0-9a-f-]{36})`).FindStringSubmatch(ada.get(caseFile + "/people").body)[1]
	now := today(t)
	ada.get(caseFile + "/releases/new")
	ada.post(caseFile+"/releases/new", "person", maria, "recipient", "Harbour Counselling", "what", "How it goes", "until.day", "1", "until.month", "6", "until.year", fmt.Sprint(now.Year()+1),
		"signed_on.day", "1", "signed_on.month", "1", "signed_on.year", fmt.Sprint(now.Year()))
	ada.want(ada.get(referral), http.StatusOK, "A release covers telling the provider")
	provider.want(provider.get(link), http.StatusNotFound, "")
}

// TestUploadsThatHideSomethingAreRefused is attack 47: the words stay, the file
// does not.
func TestUploadsThatHideSomethingAreRefused(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Stone")
	_, link := ada.referred("Somebody to talk to")
	provider := o.browser()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	for name, content := range unsafeFiles(t) {
		answer := provider.report(link, name, content, "behaviour", "Every word stays.")
		if answer.status != http.StatusUnprocessableEntity || !strings.Contains(answer.body, "Every word stays.") {
			t.Errorf("%s: status %d: %s", name, answer.status, text(answer.body))
		}
	}
	if n := len(objectsIn(t, o.program.settings.objectsFolder())); n > 0 {
		t.Errorf("%d objects were kept", n)
	}
	// What hangs behind a picture is cut off before it is kept.
	both := append(append([]byte(nil), picture.Bytes()...), "%PDF-1.4 hidden"...)
	provider.want(provider.report(link, "both.png", both, "behaviour", "Fine."), http.StatusSeeOther, "")
	until(t, "the picture lies in the object store", func() bool { return len(objectsIn(t, o.program.settings.objectsFolder())) == 1 })
	err := filepath.WalkDir(o.program.settings.objectsFolder(), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && bytes.Contains(read(t, path), []byte("%PDF-")) {
			t.Error("a PDF hides behind the picture that was kept")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func (b *browser) report(link, name string, content []byte, pairs ...string) reply {
	b.t.Helper()
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		writer.WriteField(pairs[i], pairs[i+1])
	}
	file, err := writer.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	file.Write(content)
	writer.Close()
	request, err := http.NewRequest(http.MethodPost, b.address(link+"/report"), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", writer.FormDataContentType())
	return b.do(request)
}

// paperPDF is a real PDF, with a script in it where one is given.
func paperPDF(t *testing.T, script string) []byte {
	t.Helper()
	pdf := fpdf.New("P", "mm", "Letter", "")
	pdf.AddPage()
	pdf.SetFont("Helvetica", "", 12)
	pdf.Cell(40, 10, "A report")
	if script != "" {
		pdf.SetJavascript(script)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
