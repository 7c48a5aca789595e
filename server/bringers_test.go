package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"doorstep/sync/exchange"
)

// papersOf are the addresses of the files that a case's papers lead to.
func (b *browser) papersOf(caseID string) (files []string) {
	b.t.Helper()
	for path := range b.crawl("/cases/" + caseID + "/papers") {
		if strings.HasSuffix(path, caseID+"/papers") || !strings.Contains(path, "/cases/"+caseID+"/papers/") || strings.HasSuffix(path, "/remove") {
			continue
		}
		files = append(files, strings.TrimSuffix(path, "/file")+"/file")
	}
	return files
}

// TestHashGivesNoBytes: Ben knows the hash of Ada's photo. Neither a forged
// form nor a forged operation gives him the photo; having it does.
func TestHashGivesNoBytes(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	note := []string{"type", "home_visit", "on.day", "3", "on.month", "November", "on.year", "2026", "text", "seen"}
	photo := asPhoto(bytes.Repeat([]byte{7}, 2000))
	sum := sha256.Sum256(photo)
	name := hex.EncodeToString(sum[:])
	ada.get("/cases/new")
	hers := idsIn.FindString(ada.post("/cases/new", "name", "Hers").header.Get("Location"))
	ada.get("/cases/" + hers + "/notes/new")
	ada.want(ada.noteWith(hers, "her.jpg", photo, note...), http.StatusSeeOther, "")

	ben.get("/cases/new")
	his := idsIn.FindString(ben.post("/cases/new", "name", "His").header.Get("Location"))
	ben.get("/cases/" + his + "/notes/new")
	taken := url.Values{"type": {"photo"}, "name": {"x.jpg"}, "media": {"image/jpeg"}, "sha256": {name}, "size": {strconv.Itoa(len(photo))}}.Encode()
	ben.want(ben.post("/cases/"+his+"/notes/new", append(note, "taken", taken)...), http.StatusSeeOther, "")
	if files := ben.papersOf(his); len(files) != 0 {
		t.Errorf("a form that names a hash made papers: %v", files)
	}

	d := ben.enrol()
	file := exchange.PathFile + name
	_, answer := d.sync(exchange.Request{Operations: []json.RawMessage{d.attach(his, photo)}})
	ben.want(answer, http.StatusOK, "")
	piece := func(offset int, part []byte) reply {
		return d.send(http.MethodPatch, file, map[string]string{
			"Upload-Offset": strconv.Itoa(offset), "Upload-Length": strconv.Itoa(len(photo)), "Doorstep-Media": "image/jpeg"}, part)
	}
	denied := func(when string) {
		t.Helper()
		if answer := d.send(http.MethodGet, file, nil, nil); answer.status != http.StatusNotFound {
			t.Errorf("%s: the tablet gets status %d, %d bytes", when, answer.status, len(answer.body))
		}
		for _, path := range ben.papersOf(his) {
			ben.want(ben.get(path), http.StatusNotFound, "")
		}
	}
	denied("a forged operation")
	if head := d.send(http.MethodHead, file, nil, nil); head.header.Get("Doorstep-Place") != "none" || head.header.Get("Upload-Offset") != "0" {
		t.Errorf("to Ben the photo is at %q, byte %q", head.header.Get("Doorstep-Place"), head.header.Get("Upload-Offset"))
	}
	if answer := piece(0, bytes.Repeat([]byte{1}, len(photo))); answer.status != http.StatusUnprocessableEntity {
		t.Errorf("other bytes: status %d, want 422", answer.status)
	}
	denied("other bytes")
	piece(0, photo[:700])
	if head := d.send(http.MethodHead, file, nil, nil); head.header.Get("Upload-Offset") != "700" {
		t.Errorf("after a part: byte %q, want 700", head.header.Get("Upload-Offset"))
	}
	denied("a part of the bytes")
	if answer := piece(700, photo[700:]); answer.status != http.StatusNoContent {
		t.Errorf("the rest: status %d", answer.status)
	}
	if answer := d.send(http.MethodGet, file, nil, nil); answer.body != string(photo) {
		t.Errorf("his own copy: status %d", answer.status)
	}
	files := ben.papersOf(his)
	if len(files) == 0 || ben.get(files[0]).body != string(photo) {
		t.Errorf("his papers %v do not show the photo he has", files)
	}
}
