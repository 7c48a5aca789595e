package paper_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/server/internal/paper"
	"doorstep/server/internal/seal"
)

var update = flag.Bool("update", false, "write the golden texts anew")

// withMethod is a contract whose client signed in another way.
func withMethod(t *testing.T, method string, fields map[string]string) paper.Signed {
	t.Helper()
	one := signed(t, "Look for a flat together.", 2)
	client := one.File.Record("s-client")
	client.Fields["method"] = method
	for name, value := range fields {
		client.Fields[name] = value
	}
	return one
}

// TestMethodsOfSigning holds what each paper says against a text of ours.
func TestMethodsOfSigning(t *testing.T) {
	p := built(t)
	for name, one := range map[string]paper.Signed{
		"drawn": signed(t, "Look for a flat together.", 2),
		"typed": withMethod(t, "type", map[string]string{"strokes": "", "typed": "Maria Alder"}),
		"mark": withMethod(t, "mark", map[string]string{
			"witness": "Sam Hale", "witness_strokes": crossed, "witness2": "Noor Aziz", "witness2_strokes": crossed,
		}),
		"paper": withMethod(t, "paper", map[string]string{"strokes": ""}),
	} {
		t.Run(name, func(t *testing.T) {
			file, err := p.Contract(one)
			if err != nil {
				t.Fatal(err)
			}
			check(t, file)
			path := filepath.Join(t.TempDir(), "paper.pdf")
			if out := os.Getenv("DOORSTEP_PAPER_OUT"); out != "" {
				path = filepath.Join(out, "method-"+name+".pdf")
			}
			if err := os.WriteFile(path, file, 0o600); err != nil {
				t.Fatal(err)
			}
			golden(t, name, textOf(t, path))
		})
	}
}

// textOf is the text of a PDF as a stranger reads it, with single spaces.
func textOf(t *testing.T, path string) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("DOORSTEP_WHOLE") != "" {
			t.Fatal("pdftotext is not installed: make deps")
		}
		t.Skip("pdftotext is not installed: make deps")
	}
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(out), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the paper says:\n%s\nwant:\n%s\n(-update writes it anew)", got, want)
	}
}

// TestSealedContract draws, seals and looks at a contract in every language.
func TestSealedContract(t *testing.T) {
	p := built(t)
	private := newKey(t)
	certificate, err := seal.Certify(private, "Harbour", at("2026-11-20T00:00:00Z"))
	if err != nil {
		t.Fatal(err)
	}
	for name, words := range speeches {
		one := signed(t, words, 3)
		if one.Seal, err = seal.Open(private, certificate); err != nil {
			t.Fatal(err)
		}
		file, err := p.Contract(one)
		if err != nil {
			t.Fatal(err)
		}
		found := seal.By(seal.Look(file), one.Seal.Made)
		if found.State != seal.Whole || found.Mark != one.Contract.Get("content_hash") || found.Layout != paper.Layout {
			t.Errorf("%s: %+v", name, found)
		}
		if !found.At.Equal(at("2026-11-26T09:12:00Z")) {
			t.Errorf("%s: sealed at %v, not when the office had everything", name, found.At)
		}
		check(t, file)
		if second, err := p.Contract(again(one)); err != nil || !bytes.Equal(file, second) {
			t.Errorf("%s: the same contract gave another file (%v)", name, err)
		}
	}
}

// TestTimeBeforeItCouldBe: a clock that is ahead is said, not hidden (attack 39).
func TestTimeBeforeItCouldBe(t *testing.T) {
	one := signed(t, "Words.", 1)
	client := one.File.Record("s-client")
	evidence, ok := casework.EvidenceOf(client)
	if !ok {
		t.Fatal("no evidence")
	}
	evidence.DeviceUTC = at("2029-11-23T14:05:00Z").UnixMilli()
	client.Fields["evidence"], client.Fields["evidence_hash"] = evidence.Seal()
	file, err := built(t).Contract(one)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := textOf(t, path); !strings.Contains(got, "Time uncertain") || !strings.Contains(got, "23 November 2029") {
		t.Errorf("the paper does not say that the time is uncertain:\n%s", got)
	}
}

func newKey(t testing.TB) []byte {
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
