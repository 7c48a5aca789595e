package main

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"doorstep/casework"
)

// asPhoto makes bytes of any kind begin as a picture of 8 by 8 does, in place.
func asPhoto(content []byte) []byte {
	copy(content, "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00")
	return content
}

// noteWith sends a note with one file.
func (b *browser) noteWith(caseID, name string, content []byte, pairs ...string) reply {
	b.t.Helper()
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	for i := 0; i+1 < len(pairs); i += 2 {
		writer.WriteField(pairs[i], pairs[i+1])
	}
	writer.WriteField("token", b.token)
	file, err := writer.CreateFormFile("photo", name)
	if err != nil {
		b.t.Fatal(err)
	}
	file.Write(content)
	writer.Close()
	request, err := http.NewRequest(http.MethodPost, b.address("/cases/"+caseID+"/notes/new"), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", writer.FormDataContentType())
	return b.do(request)
}

func TestUploads(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/cases/new")
	caseID := idsIn.FindString(ada.post("/cases/new", "name", "Photos").header.Get("Location"))
	ada.get("/cases/" + caseID + "/notes/new")
	note := []string{"type", "home_visit", "on.day", "3", "on.month", "November", "on.year", "2026", "text", "What she said, word by word"}

	for name, content := range map[string][]byte{
		"huge.jpg":     append([]byte("\xff\xd8\xff\xe0"), make([]byte, 30<<20)...),
		"mistyped.jpg": []byte("<svg onload=alert(1)>"),
	} {
		answer := ada.noteWith(caseID, name, content, note...)
		ada.want(answer, http.StatusUnprocessableEntity, "What she said, word by word")
	}
	jpeg := asPhoto(bytes.Repeat([]byte{7}, 2000))
	saved := ada.noteWith(caseID, "good.jpg", jpeg, note...)
	if saved.status != http.StatusSeeOther {
		t.Fatalf("a note with a photo: status %d: %s", saved.status, text(saved.body))
	}
	until(t, "the photo lies in the object store", func() bool { return len(objectsIn(t, o.program.settings.objectsFolder())) == 1 })
	file := ""
	for path := range ada.crawl("/cases/" + caseID + "/papers") {
		if strings.HasSuffix(path, "/file") {
			file = path
		}
	}
	answer := ada.get(file)
	if answer.body != string(jpeg) || answer.header.Get("Content-Type") != "image/jpeg" || !strings.HasPrefix(answer.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%s: status %d, %v", file, answer.status, answer.header)
	}
	// A download is no page of ours: nothing in it runs here, whatever it is.
	if policy := answer.header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") || strings.Contains(policy, "script") || answer.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s may run here: %v", file, answer.header)
	}
	if casework.MaxAttachment() != 25<<20 {
		t.Errorf("the limit is %d", casework.MaxAttachment())
	}
	if without := ada.post("/cases/"+caseID+"/notes/new", append(note, "token", "wrong")...); without.status != http.StatusForbidden {
		t.Errorf("a wrong token: status %d, want 403", without.status)
	}
}

func TestUploadCutShort(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	body := "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhalf a no"
	request, err := http.NewRequest(http.MethodPost, ada.address("/cases/none/notes/new"), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	if answer := ada.do(request); answer.status != http.StatusBadRequest {
		t.Errorf("a form cut short: status %d, want 400", answer.status)
	}
}
