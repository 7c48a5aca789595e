package seal_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"

	"doorstep/server/internal/seal"
)

var (
	created = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	note    = seal.Note{
		Agency: "Harbour „Süd“", Reason: "Contract", At: time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC),
		Mark: strings.Repeat("ab", 32), Layout: 2,
	}
)

func private(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return private
}

func sealOf(t *testing.T, key []byte) *seal.Seal {
	t.Helper()
	certificate, err := seal.Certify(key, "Harbour „Süd“", created)
	if err != nil {
		t.Fatal(err)
	}
	s, err := seal.Open(key, certificate)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// paper is a PDF of several pages with a file attached that holds what looks
// like the end of a PDF.
func paper(t *testing.T, words string) []byte {
	t.Helper()
	pdf := fpdf.New("P", "mm", "Letter", "")
	pdf.SetCreationDate(created)
	pdf.SetModificationDate(created)
	pdf.SetCatalogSort(true)
	pdf.SetFont("Helvetica", "", 12)
	for range 3 {
		pdf.AddPage()
		pdf.Text(20, 20, words)
	}
	pdf.SetAttachments([]fpdf.Attachment{{Filename: "a.txt", Content: []byte("trailer << /Size 3 /Root 1 0 R >> startxref 7 %%EOF")}})
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func sealed(t *testing.T, key []byte, words string) []byte {
	t.Helper()
	file, err := sealOf(t, key).PDF(paper(t, words), note)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSealedPaperIsWhole(t *testing.T) {
	key := private(t)
	file := sealed(t, key, "Look for a flat.")
	found := seal.By(seal.Look(file), sealOf(t, key).Made)
	if found.State != seal.Whole || found.Mark != note.Mark || found.Layout != 2 || !found.At.Equal(note.At) {
		t.Errorf("found %+v", found)
	}
	if found.Certificate.Subject.CommonName != "Harbour „Süd“" {
		t.Errorf("sealed by %q", found.Certificate.Subject.CommonName)
	}
	if again := sealed(t, key, "Look for a flat."); !bytes.Equal(file, again) {
		t.Error("the same paper was sealed with other bytes")
	}
	if err := api.Validate(bytes.NewReader(file), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
}

// TestStrangersJudge lets poppler and qpdf look at the same files.
func TestStrangersJudge(t *testing.T) {
	key := private(t)
	whole := sealed(t, key, "Look for a flat.")
	changed := bytes.Clone(whole)
	changed[200] ^= 1
	for name, c := range map[string]struct {
		file []byte
		says []string
	}{
		"whole":    {whole, []string{"Signature is Valid.", "Total document signed", "ETSI.CAdES.detached"}},
		"changed":  {changed, []string{"Digest Mismatch."}},
		"added to": {append(bytes.Clone(whole), "\n% more\n"...), []string{"Signature is Valid.", "Not total document signed"}},
	} {
		path := filepath.Join(t.TempDir(), "paper.pdf")
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		out := run(t, "pdfsig", path)
		for _, sentence := range c.says {
			if !strings.Contains(out, sentence) {
				t.Errorf("%s: pdfsig does not say %q:\n%s", name, sentence, out)
			}
		}
		if name == "whole" {
			if out := run(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors found") {
				t.Errorf("qpdf: %s", out)
			}
		}
	}
}

// run plays a program that judges papers; a machine without it skips.
func run(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("DOORSTEP_WHOLE") != "" {
			t.Fatalf("%s is not installed: make deps", program)
		}
		t.Skipf("%s is not installed: make deps", program)
	}
	out, _ := exec.Command(program, arguments...).CombinedOutput() // what it says is looked at
	return string(out)
}

// TestEveryChangeIsFound is attack 37.
func TestEveryChangeIsFound(t *testing.T) {
	key, other := private(t), private(t)
	whole := sealed(t, key, "Look for a flat.")
	second := sealed(t, key, "Find a flat!!!!!")
	at := bytes.Index(whole, []byte("/Contents <")) + len("/Contents <")
	change := func(place int) []byte {
		file := bytes.Clone(whole)
		file[place] ^= 1
		return file
	}
	swapped := swap(t, whole)
	again, err := sealOf(t, other).PDF(paper(t, "Look for a flat."), note)
	if err != nil {
		t.Fatal(err)
	}
	junk := bytes.Clone(whole)
	copy(junk[at+2*8192-4:], "abcd")
	for name, c := range map[string]struct {
		file []byte
		want seal.State
	}{
		"first byte of a page":     {change(300), seal.Changed},
		"byte after the seal":      {change(at + 2*8192 + 40), seal.Changed},
		"last byte":                {change(len(whole) - 3), seal.Changed},
		"byte in the seal":         {change(at + 2), seal.Unclear},
		"behind the CMS":           {junk, seal.Unclear},
		"page of another contract": {append(bytes.Clone(second[:600]), whole[600:]...), seal.Changed},
		"swapped pages":            {swapped, seal.Changed},
		"added":                    {append(bytes.Clone(whole), "1 0 obj\n<< >>\nendobj\n"...), seal.AddedTo},
		"an appended update":       {updated(t, whole), seal.AddedTo},
		"one more line":            {append(bytes.Clone(whole), '\n'), seal.AddedTo},
		"cut":                      {whole[:len(whole)-2], seal.Unclear},
		"sealed by another":        {again, seal.Foreign},
		"sealed over by another":   {over(t, whole, other), seal.AddedTo},
		"without a seal":           {paper(t, "Look for a flat."), seal.Unsealed},
		"no PDF":                   {[]byte("GIF89a<html>"), seal.NoPDF},
		"nothing":                  {nil, seal.NoPDF},
	} {
		if bytes.Equal(c.file, whole) {
			t.Errorf("%s: nothing was changed", name)
		}
		if found := seal.By(seal.Look(c.file), sealOf(t, key).Made); found.State != c.want {
			t.Errorf("%s: %q, want %q", name, found.State, c.want)
		}
	}
}

// swap puts the first page second: the places of two objects change, no byte of
// them does.
func swap(t *testing.T, file []byte) []byte {
	t.Helper()
	kids := regexp.MustCompile(`/Kids \[(\d 0 R) (\d 0 R)`)
	if !kids.Match(file) {
		t.Fatal("no list of pages")
	}
	return kids.ReplaceAll(bytes.Clone(file), []byte("/Kids [$2 $1"))
}

// updated appends a whole update, as programs write one: another title, a table of
// where it stands, and a trailer that leads back to the file before it. Readers show
// what the update says.
func updated(t *testing.T, file []byte) []byte {
	t.Helper()
	was := regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`).FindSubmatch(file)
	root := regexp.MustCompile(`/Root (\d+) 0 R`).FindSubmatch(file)
	info := regexp.MustCompile(`/Info (\d+) 0 R`).FindSubmatch(file)
	if was == nil || root == nil || info == nil {
		t.Fatal("no end of a PDF")
	}
	out := bytes.NewBuffer(append(bytes.Clone(file), '\n'))
	at := out.Len()
	fmt.Fprintf(out, "%s 0 obj\n<< /Title (Another contract) >>\nendobj\n", info[1])
	table := out.Len()
	fmt.Fprintf(out, "xref\n%s 1\n%010d 00000 n \ntrailer\n<< /Size 100 /Root %s 0 R /Info %s 0 R /Prev %s >>\nstartxref\n%d\n%%%%EOF\n",
		info[1], at, root[1], info[1], was[1], table)
	return out.Bytes()
}

// over appends a second seal, of another key, that covers the whole file.
func over(t *testing.T, file []byte, key []byte) []byte {
	t.Helper()
	second, err := sealOf(t, key).PDF(paper(t, "Anything"), note)
	if err != nil {
		t.Fatal(err)
	}
	update := second[bytes.LastIndex(second, []byte("/Type /Sig /Filter"))-20:]
	return append(bytes.Clone(file), update...)
}

func TestOnlyPapersAreSealed(t *testing.T) {
	s := sealOf(t, private(t))
	for name, file := range map[string][]byte{
		"nothing": nil, "words": []byte("hello"), "a head": []byte("%PDF-1.7\n"),
		"a lie": []byte("%PDF-1.3\nxref\n0 2\ntrailer << /Size 99999 /Root 1 0 R >>\nstartxref\n9\n%%EOF"),
	} {
		if _, err := s.PDF(file, note); err == nil {
			t.Errorf("%s was sealed", name)
		}
	}
	if _, err := s.PDF(sealed(t, private(t), "x"), note); err == nil {
		t.Error("a sealed paper was sealed again")
	}
}

func FuzzLook(f *testing.F) {
	f.Add([]byte("%PDF-1.7 /ByteRange [0 9 20 4] <00>"))
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, found := range seal.Look(file) {
			if found.State == seal.Whole {
				t.Error("a seal out of nothing")
			}
		}
	})
}
