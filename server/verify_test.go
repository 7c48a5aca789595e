package main

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"doorstep/casework"
)

// drop sends a file to the page on which anybody checks a paper, as a stranger.
func (b *browser) drop(file []byte, mark string) reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("mark", mark)
	part, err := form.CreateFormFile("paper", "contract.pdf")
	if err != nil {
		b.t.Fatal(err)
	}
	part.Write(file)
	form.Close()
	request, err := http.NewRequest(http.MethodPost, b.address("/verify"), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(request)
}

// signedPaper is the PDF of the demonstration's signed contract, and its hash.
func signedPaper(t *testing.T, b *browser) (file []byte, hash string) {
	t.Helper()
	b.want(b.post("/demo"), http.StatusSeeOther, "")
	var papers []string
	until(t, "pages lead to the papers", func() bool { papers = b.paperLinks(); return len(papers) == 2 })
	file = []byte(b.get(papers[0]).body)
	mark := regexp.MustCompile(`/DoorstepMark <([0-9a-f]{64})>`).FindSubmatch(file)
	if mark == nil {
		t.Fatal("the paper has no mark")
	}
	return file, string(mark[1])
}

// TestPaperIsChecked is attack 37: what was done to a paper is told apart, in
// plain words, to somebody who is not signed in; and names stand only in the
// answer about a whole paper.
func TestPaperIsChecked(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Keeper")
	file, hash := signedPaper(t, ada)
	stranger := o.browser()
	stranger.want(stranger.get("/verify"), http.StatusOK, "Here anybody can check")

	whole := stranger.drop(file, "")
	for _, sentence := range []string{
		"This is the paper that the agency sealed", "Harbour", "Ada Keeper", hash, "byte for byte, the file that the office keeps",
		"Drawn anew from the record, the paper is the same", "The office received it", "Who held the pen",
	} {
		if !strings.Contains(whole.body, sentence) {
			t.Errorf("a whole paper: the page does not say %q", sentence)
		}
	}
	if t.Failed() {
		t.Log(whole.body)
	}

	changed, swapped := bytes.Clone(file), regexp.MustCompile(`/Kids \[(\d+ 0 R) (\d+ 0 R)`).ReplaceAll(bytes.Clone(file), []byte("/Kids [$2 $1"))
	changed[len(changed)/3] ^= 1
	if bytes.Equal(swapped, file) {
		t.Fatal("no pages were swapped")
	}
	for name, c := range map[string]struct {
		file []byte
		says string
	}{
		"a changed byte":     {changed, "This file was changed after it was sealed"},
		"a swapped page":     {swapped, "This file was changed after it was sealed"},
		"an appended update": {append(bytes.Clone(file), "9 0 obj\n<< >>\nendobj\n%%EOF\n"...), "Something was added to this file"},
		"a cut file":         {file[:len(file)-9], "The seal of this file is damaged"},
		"another PDF":        {[]byte("%PDF-1.7\n1 0 obj << >> endobj\n%%EOF"), "This file bears no seal"},
		"a forged mark":      {fmt.Appendf(nil, "%%PDF-1.7\n/DoorstepMark <%s> /ByteRange [0 9 20 4]", hash), "The seal of this file is damaged"},
		"no PDF":             {[]byte("GIF89a<html><script>alert(1)</script>"), "This file is no PDF"},
	} {
		answer := stranger.drop(c.file, "")
		stranger.want(answer, http.StatusOK, c.says)
		for _, private := range []string{"Ada Keeper", "Harbour", "signer-client"} {
			if strings.Contains(answer.body, private) {
				t.Errorf("%s: the page says %q", name, private)
			}
		}
	}
}

// TestMarkTellsNoName: a mark alone says that there is a contract and when it was
// signed; a mark that nobody has gets one answer, whoever asks.
func TestMarkTellsNoName(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Keeper")
	_, hash := signedPaper(t, ada)
	other := o.claim("http://localhost/setup?token="+o.addTenant(), "Quay", "Bo Other")
	stranger := o.browser()
	for who, b := range map[string]*browser{"a stranger": stranger, "another agency": other} {
		for _, path := range []string{"/v/" + hash[:20], "/v/" + casework.Mark(hash)} {
			answer := b.get(path)
			b.want(answer, http.StatusOK, "A contract with this mark was signed.")
			for _, private := range []string{"Ada Keeper", "Harbour", hash, "Alder"} {
				if strings.Contains(answer.body, private) {
					t.Errorf("%s: %s says %q", who, path, private)
				}
			}
		}
		unknown := b.get("/v/0123456789abcdef0123")
		b.want(unknown, http.StatusOK, "No signed contract with this mark is known here.")
		b.want(b.get("/v/nonsense"), http.StatusUnprocessableEntity, "A mark has 20 letters")
	}
	typed := stranger.drop(nil, casework.Mark(hash))
	stranger.want(typed, http.StatusOK, "A contract with this mark was signed.")
	stranger.want(stranger.drop(nil, ""), http.StatusUnprocessableEntity, "Choose a PDF, or type the mark")
	stranger.want(stranger.drop(nil, "<script>"), http.StatusUnprocessableEntity, "A mark has 20 letters")
	stranger.want(stranger.drop(make([]byte, 17<<20), ""), http.StatusUnprocessableEntity, "too large to be the paper")
}

// TestMarksAreNotTriedOut: whoever asks again and again has to wait.
func TestMarksAreNotTriedOut(t *testing.T) {
	o := open(t, nil)
	stranger := o.browser()
	slowed := false
	for i := range 40 {
		answer := stranger.get(fmt.Sprintf("/v/%020d", i))
		slowed = slowed || answer.status == http.StatusTooManyRequests && answer.header.Get("Retry-After") != ""
	}
	if !slowed {
		t.Error("40 marks were tried within a minute")
	}
}

// TestPaperDrawnAnew is attack 38 on the paper: what the office decides after
// signing changes no signed paper.
func TestPaperDrawnAnew(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada Keeper")
	file, _ := signedPaper(t, ada)
	stranger := o.browser()
	agency, release, err := o.program.control.Tenant(t.Context(), o.tenant())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	about, err := agency.Agency(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	about.Name = "Harbour and Sons"
	if err := agency.SaveAgency(t.Context(), about); err != nil {
		t.Fatal(err)
	}
	stranger.want(stranger.drop(file, ""), http.StatusOK, "Drawn anew from the record, the paper is the same")
}
