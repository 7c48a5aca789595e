package main

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
)

// paperLinks are the papers that the demonstration leads to.
func (b *browser) paperLinks() []string {
	b.t.Helper()
	var papers []string
	for path := range b.crawl("/") {
		if strings.Contains(path, "/contracts/") && strings.HasSuffix(path, "/paper") {
			papers = append(papers, path)
		}
	}
	return papers
}

func facesAreBuilt(t *testing.T) {
	t.Helper()
	if _, err := os.Stat("../static/dist/fonts"); err != nil {
		if os.Getenv("DOORSTEP_WHOLE") != "" {
			t.Fatal("make has not made the faces")
		}
		t.Skip("the build has made no faces yet: run make build")
	}
}

func TestSignedContractBecomesAPaper(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	var papers []string
	until(t, "pages lead to the papers", func() bool { papers = ada.paperLinks(); return len(papers) == 2 })
	answer := ada.get(papers[0])
	if answer.status != http.StatusOK || answer.header.Get("Content-Type") != "application/pdf" {
		t.Fatalf("status %d, %v", answer.status, answer.header)
	}
	if err := api.Validate(bytes.NewReader([]byte(answer.body)), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	sealedByPoppler(t, []byte(answer.body))
	if policy := answer.header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") {
		t.Errorf("policy %q, want a sandbox", policy)
	}
	until(t, "both papers and the photo lie in the object store", func() bool {
		return len(objectsIn(t, o.program.settings.objectsFolder())) == 3
	})
	stranger := ada.join("Ben", "caseworker")
	stranger.want(stranger.get(papers[0]), http.StatusNotFound, "")
	nobodys := regexp.MustCompile(`contracts/[^/]+`).ReplaceAllString(papers[0], "contracts/01900000-0000-7000-8000-000000000002")
	ada.want(ada.get(nobodys), http.StatusNotFound, "")
}

// sealedByPoppler lets a stranger say that the seal is valid and covers the file.
func sealedByPoppler(t *testing.T, file []byte) {
	t.Helper()
	if _, err := exec.LookPath("pdfsig"); err != nil {
		if os.Getenv("DOORSTEP_WHOLE") != "" {
			t.Fatal("pdfsig is not installed: make deps")
		}
		t.Log("pdfsig is not installed: make deps")
		return
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command("pdfsig", path).CombinedOutput()
	for _, sentence := range []string{"Signature is Valid.", "Total document signed"} {
		if !strings.Contains(string(out), sentence) {
			t.Errorf("pdfsig does not say %q:\n%s", sentence, out)
		}
	}
}

// TestStoreAway signs while the object store is down: everything waits on the
// volume, can be read there, and goes when the store is back.
func TestStoreAway(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, func(s *Settings) {
		s.S3.Endpoint, s.S3.Bucket, s.S3.AccessKey, s.S3.SecretKey, s.S3.PathStyle = "http://127.0.0.1:1", "papers", "k", "s", true
	})
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	var papers []string
	until(t, "pages lead to the papers", func() bool { papers = ada.paperLinks(); return len(papers) == 2 })
	ada.want(ada.get(papers[0]), http.StatusOK, "")
	if answer := ada.get("/healthz"); answer.status != http.StatusOK || !strings.Contains(answer.body, `"objects":"away"`) {
		t.Errorf("healthz: status %d %s", answer.status, answer.body)
	}
	settings := o.program.settings
	o.stop()

	settings.S3.Endpoint = ""
	back := openOn(t, settings)
	until(t, "both papers and the photo went later", func() bool { return len(objectsIn(t, settings.objectsFolder())) == 3 })
	again := back.browser()
	*again.device = *ada.device
	again.device.Origin = back.origin
	again.want(again.signIn(), http.StatusSeeOther, "")
	again.want(again.get(papers[0]), http.StatusOK, "")
}

// objectsIn lists the files of the objects folder.
func objectsIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	var walk func(dir string)
	walk = func(dir string) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return
		}
		for _, entry := range entries {
			if entry.IsDir() {
				walk(dir + "/" + entry.Name())
			} else if len(entry.Name()) == 64 {
				names = append(names, entry.Name())
			}
		}
	}
	walk(folder)
	return names
}
