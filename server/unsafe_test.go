package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"image"
	"image/png"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"doorstep/sync/exchange"
)

// unsafeFiles are the files of attack 47: each is something else than it says, hides
// or runs something, or asks for more memory than there is.
func unsafeFiles(t *testing.T) map[string][]byte {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	vast := bytes.Clone(picture.Bytes())
	copy(vast[16:24], []byte{0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60}) // 60,000 by 60,000
	var packed bytes.Buffer                                       // the script in an object stream
	if err := api.Optimize(bytes.NewReader(paperPDF(t, "app.alert(1)")), &packed, nil); err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"svg.pdf":        []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"script.pdf":     paperPDF(t, "app.alert(1)"),
		"packed.pdf":     packed.Bytes(),
		"vast.png":       vast,
		"gif+html.gif":   []byte("GIF89a<script>alert(1)</script>"),
		"broken.pdf":     []byte("%PDF-1.7\nnothing that can be read"),
		"bomb.docx":      []byte("PK\x03\x04 a packed document"),
		"jpeg+pdf.jpg":   append([]byte("\xff\xd8\xff\xe0"), "%PDF-1.4 both"...),
		"javascript.htm": []byte("<html><script>1</script>"),
	}
}

// TestAttack47Form: the office's own forms refuse such a file and keep the words.
func TestAttack47Form(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/cases/new")
	caseID := idsIn.FindString(ada.post("/cases/new", "name", "Photos").header.Get("Location"))
	ada.get("/cases/" + caseID + "/notes/new")
	for name, content := range unsafeFiles(t) {
		answer := ada.noteWith(caseID, name, content, "type", "home_visit", "on.day", "3", "on.month", "November", "on.year", "2026", "text", "Every word stays.")
		if answer.status != http.StatusUnprocessableEntity || !strings.Contains(answer.body, "Every word stays.") || !strings.Contains(answer.body, name) {
			t.Errorf("%s: status %d: %s", name, answer.status, text(answer.body))
		}
	}
	if n := len(objectsIn(t, o.program.settings.objectsFolder())); n > 0 {
		t.Errorf("%d objects were kept", n)
	}
	ada.want(ada.noteWith(caseID, "quiet.pdf", paperPDF(t, ""), "type", "home_visit", "on.day", "3", "on.month", "November", "on.year", "2026", "text", "A report."), http.StatusSeeOther, "")
}

// attached syncs an attachment of this content and returns its case.
func (d *tablet) attached(content []byte) string {
	d.t.Helper()
	caseID, made := d.newCase("Photos")
	_, raw := d.sync(exchange.Request{Operations: []json.RawMessage{made, d.attach(caseID, content)}})
	if raw.status != http.StatusOK {
		d.t.Fatalf("sync: status %d: %s", raw.status, raw.body)
	}
	return caseID
}

// keptApart checks that nobody gets the bytes, and that the papers say why.
func (b *browser) keptApart(name, caseID string, d *tablet, content []byte) {
	b.t.Helper()
	sum := sha256.Sum256(content)
	if get := d.send(http.MethodGet, exchange.PathFile+hex.EncodeToString(sum[:]), nil, nil); get.status != http.StatusNotFound {
		b.t.Errorf("%s: a tablet gets it: status %d", name, get.status)
	}
	id := regexp.MustCompile("/cases/" + caseID + "/papers/([0-9a-f-]{36})").FindString(b.get("/cases/" + caseID + "/papers").body)
	page := b.get(id)
	b.want(page, http.StatusOK, "kept apart")
	if strings.Contains(page.body, id+"/file") {
		b.t.Errorf("%s: the paper leads to the bytes", name)
	}
	b.want(b.get(id+"/file"), http.StatusNotFound, "")
}

// TestAttack47Tablet: a tablet's upload is refused as its own file's matter (the
// tablet keeps it and goes on), again when it asks, and what comes after is taken.
func TestAttack47Tablet(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	for name, content := range unsafeFiles(t) {
		u := d.tus(content)
		caseID := d.attached(content)
		media := http.DetectContentType(content)
		if !strings.HasPrefix(media, "image/") && media != "application/pdf" || media == "image/gif" {
			media = "application/pdf"
		}
		create := func() reply {
			return u.create("Upload-Metadata", "filetype "+coded(media)+",sha256 "+coded(u.name))
		}
		u.stands(name+" is announced", create(), http.StatusCreated, 0)
		u.stands(name+" comes", u.patch(0, len(content)), http.StatusUnsupportedMediaType, -1)
		u.stands(name+" is asked after", u.head(), http.StatusUnsupportedMediaType, -1)
		u.stands(name+" comes once more", create(), http.StatusUnsupportedMediaType, -1)
		ada.keptApart(name, caseID, d, content)
	}
	good := d.tus(paperPDF(t, ""))
	good.create("Upload-Metadata", "filetype "+coded("application/pdf")+",sha256 "+coded(good.name))
	good.stands("the next file", good.patch(0, len(good.content)), http.StatusNoContent, len(good.content))
	until(t, "the next file is in the object store", func() bool { return good.head().header.Get("Doorstep-Place") == "objects" })
	if n := len(objectsIn(t, o.program.settings.objectsFolder())); n != 1 {
		t.Errorf("%d objects in the store, want the good one alone", n)
	}
}

// TestAttack47HandIn: a locked tablet has nobody before it. What it hands in is
// at the office and kept apart, so that it may be wiped.
func TestAttack47HandIn(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	content := paperPDF(t, "app.alert(1)")
	caseID := d.attached(content)
	file := d.sealFile(content)
	answer := d.narrowly().send(http.MethodPatch, exchange.PathHandInFile+file.name, map[string]string{
		"Upload-Offset": "0", "Upload-Length": strconv.Itoa(len(content)), "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream",
		exchange.HeaderFileKey:   base64.StdEncoding.EncodeToString(file.key),
		exchange.HeaderFileNonce: base64.StdEncoding.EncodeToString(file.nonce),
	}, file.bytes[:len(content)])
	if answer.status != http.StatusNoContent || answer.header.Get("Upload-Offset") != strconv.Itoa(len(content)) {
		t.Fatalf("hand-in: status %d offset %q: %s", answer.status, answer.header.Get("Upload-Offset"), answer.body)
	}
	head := d.narrowly().send(http.MethodHead, exchange.PathHandInFile+file.name, nil, nil)
	if head.status != http.StatusOK || head.header.Get("Upload-Offset") != strconv.Itoa(len(content)) {
		t.Errorf("asked after: status %d offset %q", head.status, head.header.Get("Upload-Offset"))
	}
	ada.keptApart("script.pdf", caseID, d, content)
}

// TestAttack47Rescue: what lies in a rescue file is looked into as well.
func TestAttack47Rescue(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	content := paperPDF(t, "app.alert(1)")
	caseID, made := d.newCase("Photos")
	good := paperPDF(t, "")
	file := d.rescueFile([]json.RawMessage{made, d.attach(caseID, content)}, d.sealFile(content), d.sealFile(good))
	answer := ada.bring(file)
	ada.want(answer, http.StatusOK, "1 photo or paper is at the office and kept apart")
	ada.want(answer, http.StatusOK, "1 photo or paper is at the office")
	ada.keptApart("script.pdf", caseID, d, content)
}
