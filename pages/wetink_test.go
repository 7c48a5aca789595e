package pages_test

import (
	"bytes"
	"context"
	"image"
	stdjpeg "image/jpeg"
	"io"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// photographed is a page as a camera gives it.
func photographed(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := stdjpeg.Encode(&out, image.NewRGBA(image.Rect(0, 0, width, height)), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func page(name string, content []byte) pages.Upload {
	return pages.Upload{Field: "page", Name: name, Content: content}
}

// both answers everything that the page asks.
var both = []string{"same", "yes", "signed", "client worker", "capacity", "self", "identified", "known"}

func signatures(b *browser, caseID, contract string) map[string]*casework.Record {
	file := b.file(caseID)
	return casework.SignaturesOf(file, file.Record(contract))
}

func TestASignedPaperComesBackByItsCode(t *testing.T) {
	b, caseID, contract := frozen(t)
	mark := casework.Mark(b.file(caseID).Record(contract).Get("content_hash"))
	b.open("/").follow("to-paper-back").expect(200, "Which paper comes back?")
	b.submit("code-form", "code", "12 34").expect(422, "That is no code")
	b.submit("code-form", "code", "aaaa-bbbb-cccc-dddd-eeee").expect(422, "No contract of yours that waits for signatures")
	stranger := at(t, b.env, eveDoe)
	stranger.open("/paper-back").submit("code-form", "code", mark).expect(422, "No contract of yours")
	b.submit("code-form", "code", " "+strings.ToUpper(strings.ReplaceAll(mark, "-", " "))+" ").expect(200, "Bring the signed paper back", "Contract with Maria Alder", mark)
	b.open("/paper-back").submit("code-form", "code", "https://doorstep.example/v/"+mark).expect(200, mark)

	first, second := photographed(t, 60, 80), photographed(t, 80, 60)
	submitFiles(b, []pages.Upload{page("1.jpg", first), page("2.jpg", second)}, both...)
	b.expect(200, "Signed by both", "Signed on paper on 16 November 2026", "Open the signed paper")
	signed := signatures(b, caseID, contract)
	client, worker := signed["client"], signed["worker"]
	if client == nil || worker == nil || client.Get("method") != "paper" || client.Get("attachment") == "" || client.Get("attachment") != worker.Get("attachment") {
		t.Fatalf("signatures: %v, %v", client, worker)
	}
	evidence, ok := casework.EvidenceOf(worker)
	before, _ := casework.EvidenceOf(client)
	if !ok || evidence.Previous != client.Get("evidence_hash") || evidence.Seq != before.Seq+1 || evidence.PreviousDevice != client.Get("evidence_hash") {
		t.Errorf("the two signatures make no chain: %+v", evidence)
	}
	scan := b.file(caseID).Record(client.Get("attachment"))
	if scan.Get("type") != "scan" || scan.Get("media") != "application/pdf" || scan.Get("of") != contract || evidence.Attachment != scan.Get("sha256") {
		t.Errorf("scan: %v", scan.Fields)
	}
	file := contentOf(b, scan.Get("sha256"))
	if !bytes.HasPrefix(file, []byte("%PDF-1.7")) || !bytes.Contains(file, []byte("/Count 2")) || len(b.file(caseID).Of(casework.KindAttachment)) != 1 {
		t.Errorf("the pages did not become one PDF: %.20q", file)
	}
	b.open("/cases/"+caseID+"/contracts/"+contract+"/signed-paper").expect(200, "Signed by both")
}

func contentOf(b *browser, sha256 string) []byte {
	b.t.Helper()
	content, _, err := b.env.Store.OpenAttachment(context.Background(), sha256)
	if err != nil {
		b.t.Fatal(err)
	}
	defer content.Close()
	all, err := io.ReadAll(content)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func TestPhotosOfThePaperAreKeptIfAsked(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	cropped, taken := photographed(t, 40, 50), photographed(t, 90, 70)
	submitFiles(b.open(path), []pages.Upload{page("1.jpg", cropped), {Field: "original", Name: "1.jpg", Content: taken}}, append(both, "keep", "yes")...)
	b.expect(200, "Signed by both")
	var kinds []string
	for _, attachment := range b.file(caseID).Of(casework.KindAttachment) {
		kinds = append(kinds, attachment.Get("type")+" "+attachment.Get("media"))
		if attachment.Get("type") == "photo" && !bytes.Equal(contentOf(b, attachment.Get("sha256")), taken) {
			t.Error("the photo that is kept is not the one that was taken")
		}
	}
	if got := strings.Join(kinds, ", "); got != "scan application/pdf, photo image/jpeg" && got != "photo image/jpeg, scan application/pdf" {
		t.Errorf("kept: %s", got)
	}
}

func TestAPDFFromAScannerIsTakenAsItIs(t *testing.T) {
	b, caseID, contract := frozen(t)
	pdf := []byte("%PDF-1.4\nfrom a scanner\n%%EOF\n")
	submitFiles(b.open("/cases/"+caseID+"/contracts/"+contract+"/signed-paper"), []pages.Upload{page("scan.pdf", pdf)}, both...).expect(200, "Signed by both")
	if scan := only(b, caseID, casework.KindAttachment); scan.Get("type") != "scan" || !bytes.Equal(contentOf(b, scan.Get("sha256")), pdf) {
		t.Errorf("scan: %v", scan.Fields)
	}
}

func TestWhatIsMissingIsSaidAndThePagesStay(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	b.open(path).submit("form").expect(422, "Add the pages of the signed paper", "say that it is the same", "Both must have signed the paper")
	submitFiles(b, []pages.Upload{page("list.txt", []byte("hello"))}, both...).expect(422, "“list.txt” cannot be a page")
	submitFiles(b, []pages.Upload{page("1.png", []byte("\x89PNG\r\n\x1a\n"))}, both...).expect(422, "“1.png” cannot be a page")
	one := photographed(t, 60, 80)
	submitFiles(b, []pages.Upload{page("1.jpg", one), page("scan.pdf", []byte("%PDF-1.4"))}, both...).expect(422, "photos, or one PDF, but not both")
	submitFiles(b, []pages.Upload{page("1.jpg", one)}, append(both, "signed", "client")...).expect(422, "Both must have signed", "Pages that are kept already: 1.jpg")
	b.submit("form", append(both, "paper_on.day", "15", "paper_on.month", "11", "paper_on.year", "2026")...).expect(422, "not yet printed on that day", "1.jpg")
	b.submit("form", append(both, "paper_on.day", "17")...).expect(422, "has not come yet", "1.jpg")
	if n := len(b.file(caseID).Of(casework.KindSignature)); n != 0 {
		t.Fatalf("%d signatures", n)
	}
	submitFiles(b, []pages.Upload{page("2.jpg", photographed(t, 80, 60))}, append(both, "paper_on.day", "16")...).expect(200, "Signed by both")
	if scan := only(b, caseID, casework.KindAttachment); !bytes.Contains(contentOf(b, scan.Get("sha256")), []byte("/Count 2")) {
		t.Error("the page that was kept is not in the paper")
	}
}

func TestATabletThatDiesBetweenTwoPaperSignaturesGoesOn(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	file := b.file(caseID)
	scan := b.env.NewID()
	made := pages.Made(scan, casework.KindAttachment, map[string]string{"of": contract, "type": "scan", "media": "application/pdf", "size": "1", "sha256": strings.Repeat("a", 64)})
	signature := pages.Made(b.env.NewID(), casework.KindSignature, map[string]string{
		"contract": contract, "party": "client", "person": "person:" + file.Record(contract).Get("client"), "name": "Maria Alder", "method": "paper",
		"attachment": scan, "signed_at": "2026-11-16T14:10:00.000Z", "signed_on": "2026-11-16", "content_hash": file.Record(contract).Get("content_hash"),
	})
	if err := b.env.Write(t.Context(), b.request, caseID, made, signature); err != nil {
		t.Fatal(err)
	}
	b.open(path).expect(200, "The paper is here already", "Dana Reed")
	b.submit("form", "same", "yes", "signed", "worker").expect(200, "Signed by both")
	if signed := signatures(b, caseID, contract); signed["worker"].Get("attachment") != scan || len(b.file(caseID).Of(casework.KindAttachment)) != 1 {
		t.Error("the second signature does not stand on the same paper")
	}
}

func TestTwoTapsBringOnePaperBack(t *testing.T) {
	b, caseID, contract := frozen(t)
	b.open("/cases/" + caseID + "/contracts/" + contract + "/signed-paper")
	node := b.node
	files := []pages.Upload{page("1.jpg", photographed(t, 60, 80))}
	submitFiles(b, files, both...).expect(200, "Signed by both")
	b.node = node
	submitFiles(b, files, both...).expect(200, "Signed by both")
	if a, s := len(b.file(caseID).Of(casework.KindAttachment)), len(b.file(caseID).Of(casework.KindSignature)); a != 1 || s != 2 {
		t.Errorf("%d papers, %d signatures", a, s)
	}
}

// Attack 45: a contract that must be signed with ink offers no way to sign it on
// a screen, takes no such signature from anywhere, and still comes back on paper.
func TestAttack45WetInkTemplate(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "template", "paper@1").expect(200)
	b.follow("read").submit("start-form").expect(200, "This contract is signed on paper, not on the screen.")
	for _, party := range casework.Parties {
		if b.has("party-" + party + "-sign") {
			t.Errorf("a button signs for the %s on the screen", party)
		}
	}
	base := "/cases/" + caseID + "/contracts/" + contract
	for _, step := range []string{"", "/who", "/agree", "/how", "/draw", "/type", "/mark", "/look"} {
		if b.open(base + "/sign/client" + step); b.path != base {
			t.Errorf("%s opens", step)
		}
		if step != "" && step != "/how" {
			if b.send("POST", base+"/sign/client"+step, values("strokes", crossOfMaria)); b.path != base {
				t.Errorf("%s takes something", step)
			}
		}
	}
	file := b.file(caseID)
	drawn := pages.Made(b.env.NewID(), casework.KindSignature, map[string]string{
		"contract": contract, "party": "client", "person": "person:" + file.Record(contract).Get("client"), "name": "Maria Alder", "method": "draw",
		"strokes": crossOfMaria, "signed_at": "2026-11-16T14:10:00.000Z", "signed_on": "2026-11-16", "content_hash": file.Record(contract).Get("content_hash"),
	})
	if err := b.env.Write(t.Context(), b.request, caseID, drawn); err == nil {
		t.Error("a drawn signature was taken")
	}
	submitFiles(b.open(base).follow("paper-back"), []pages.Upload{page("1.jpg", photographed(t, 60, 80))}, both...).expect(200, "Signed by both")
}

func TestOnlyTheirOwnWorkerBringsAPaperBack(t *testing.T) {
	b, caseID, contract := frozen(t)
	sam := at(t, b.env, samOkoro)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	sam.open(path).expect(200, "Only Dana Reed can sign here")
	if sam.has("form") {
		t.Error("a form for somebody else")
	}
	sam.send("POST", path, values("same", "yes")).expect(403)
	stranger := at(t, b.env, eveDoe)
	stranger.open(path).expect(404)
}

// TestAttack47WetInkPages: whatever of a signed paper the office does not take, a
// page, its photo or one kept while scanning, is refused with a sentence and no
// signature is recorded.
func TestAttack47WetInkPages(t *testing.T) {
	good, evil := photographed(t, 40, 50), photographed(t, 90, 70)
	for what, uploads := range map[string][]pages.Upload{
		"a page":         {page("evil.jpg", evil)},
		"one of two":     {page("1.jpg", good), page("evil.jpg", evil)},
		"a page's photo": {page("1.jpg", good), {Field: "original", Name: "evil.jpg", Content: evil}},
	} {
		b, caseID, contract := frozen(t)
		b.env.Harmless = func(media string, content []byte) *casework.Problem {
			if media != "image/jpeg" || bytes.Equal(content, evil) {
				return casework.Fail(casework.UnsafeFile)
			}
			return nil
		}
		path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
		submitFiles(b.open(path), uploads, append(both, "keep", "yes")...)
		b.expect(422, "“evil.jpg” was not taken")
		if len(signatures(b, caseID, contract)) != 0 || len(b.file(caseID).Of(casework.KindAttachment)) != 0 {
			t.Errorf("%s: it was signed all the same", what)
		}
		if err := keepPhoto(b, path, "01900000-0000-7000-8000-000000000001", evil); casework.CodeOf(err) != casework.UnsafeFile {
			t.Errorf("%s: a photo kept while scanning: %v", what, err)
		}
	}
}
