package e2e

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"doorstep/casework"
	"doorstep/e2e/stage"
)

// paper: a contract in three scripts, signed without a network, becomes a sealed
// PDF that strangers' programs call valid; the page for printing is the same on
// tablet and at the office; and anybody can check the file.
func paper(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Nguyen", "Nguyễn Thị Hường")
	addGoal(dana, caseFile, "أريد أن يعود أطفالي إلى البيت قبل الصيف")
	addIssue(dana, caseFile, "דירה לילדים")
	addAction(dana, caseFile, "דירה לילדים", "Task", "לחפש דירה עד הקיץ 2027, אמן", "Dana Reed")
	addAction(dana, caseFile, "דירה לילדים", "Task", "Mang giấy khai sinh đến văn phòng 🏡", "Nguyễn Thị Hường")
	makeReady(dana, 1, "")
	house.server.Stop()
	dana.Offline()

	// The plan and the contract go onto paper without a network.
	dana.Go(caseFile + "/plan")
	dana.Press("Print the plan")
	dana.On("Case plan")
	dana.Sees("Who does what", "לחפש דירה")
	contract := makeContract(dana, caseFile, "Nguyễn Thị Hường", "عندما يعود الأطفال")
	dana.Go(contract + "/print")
	dana.On("The contract to print")
	dana.Sees("Witness, if the signature is a mark")
	mark := dana.Read(`document.getElementById("print-code-title").innerText.trim()`)
	sheets := saveFile(t, "sheets.pdf", dana.Printed())
	pages, err := api.PageCountFile(sheets)
	if err != nil {
		t.Fatalf("counting the sheets: %v", err)
	}
	if feet := strings.Count(judge(t, "pdftotext", sheets, "-"), "Harbor House · "+mark); feet != pages {
		t.Errorf("the line at the foot stands on %d of %d sheets", feet, pages)
	}
	dana.Go(contract)
	sign(dana, contract, "Nguyễn Thị Hường")
	sign(dana, contract, "Dana Reed")
	dana.On("Signed by both")
	hash := dana.Read(`document.getElementById("content-hash").innerText.trim()`)
	if casework.Mark(hash) != mark {
		t.Errorf("the paper says %s, the contract %s", mark, hash)
	}
	onTablet := mainPart(tabletPage(dana, contract+"/print"))

	// The office draws the same page and makes the PDF (attack 46).
	house.server.Start()
	dana.Online()
	syncNow(dana)
	dana.Sees("Safe to close. The office has everything.")
	if atOffice := mainPart(officePage(dana, contract+"/print")); onTablet != atOffice {
		t.Errorf("the page for printing differs:\n%s", firstDifference(atOffice, onTablet))
	}
	file := saveFile(t, "contract.pdf", sealedPaper(t, house.server, hash))
	says(t, judge(t, "pdfsig", file), "Signature is Valid.", "Total document signed", "ETSI.CAdES.detached", "Harbor House")
	says(t, judge(t, "qpdf", "--check", file), "No syntax or stream encoding errors found")
	if err := api.ValidateFile(file, nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	says(t, judge(t, "pdftotext", file, "-"), "Nguyễn Thị Hường", "Mang giấy khai sinh đến văn phòng", hash, mark, "How this was signed")
	says(t, judge(t, "pdftotext", planPDF(t, dana, caseFile), "-"), "Case plan", "Mang giấy khai sinh đến văn phòng")
	checked(t, house, file, mark)
}

// checked drops the file, and what was done to it, onto the page that anybody
// may open.
func checked(t *testing.T, house *agency, file, mark string) {
	stranger := stage.OpenBrowser(t, "stranger").NewPage(house.server, "a stranger", true)
	stranger.Inspect = inspect
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(whole)
	changed[len(changed)/3] ^= 1
	for _, c := range []struct {
		name    string
		content []byte
		says    string
		names   bool
	}{
		{"whole.pdf", whole, "This is the paper that the agency sealed. Nothing was changed, and nothing was added.", true},
		{"changed.pdf", changed, "This file was changed after it was sealed.", false},
		{"added.pdf", append(bytes.Clone(whole), "9 0 obj\n<< >>\nendobj\n%%EOF\n"...), "Something was added to this file after it was sealed.", false},
	} {
		stranger.Go("/verify")
		stranger.On("Check a contract's paper")
		stranger.Attach("The PDF", saveFile(t, c.name, c.content))
		stranger.Press("Check it")
		stranger.Sees(c.says)
		stranger.Picture("verify-" + c.name)
		if c.names {
			stranger.Sees("Nguyễn Thị Hường", "What this does not prove")
		} else {
			stranger.SeesNot("Nguyễn Thị Hường")
		}
	}
	stranger.Go("/v/" + mark)
	stranger.Sees("A contract with this mark was signed.")
	stranger.SeesNot("Nguyễn Thị Hường", "Harbor House")
	stranger.Go("/v/0123-4567-89ab-cdef-0123")
	stranger.Sees("No signed contract with this mark is known here.")
}

// sealedPaper waits until the PDF of a contract lies in the object store, and
// reads it there.
func sealedPaper(t *testing.T, server *stage.Server, hash string) (paper []byte) {
	t.Helper()
	stage.AwaitWithin(t, time.Minute, "the sealed PDF in the object store", func() (bool, string) {
		seen := 0
		_ = filepath.WalkDir(server.Data, func(path string, entry fs.DirEntry, err error) error { // a folder may go while it is read
			if err != nil || entry.IsDir() || !strings.Contains(path, "objects") {
				return nil
			}
			content, err := os.ReadFile(path)
			if err == nil && bytes.HasPrefix(content, []byte("%PDF-")) {
				seen++
				if bytes.Contains(content, []byte("/DoorstepMark <"+hash+">")) {
					paper = content
				}
			}
			return nil
		})
		return paper != nil, strings.Repeat("another PDF ", seen)
	})
	return paper
}

// planPDF fetches the plan as a PDF from the office.
func planPDF(t *testing.T, page *stage.Page, caseFile string) string {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, page.Server.Origin+caseFile+"/plan/pdf", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Cookie", page.Cookies())
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var content bytes.Buffer
	if _, err := content.ReadFrom(answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the plan's PDF: status %d, %v", answer.StatusCode, err)
	}
	return saveFile(t, "plan.pdf", content.Bytes())
}

func saveFile(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// judge runs a program that knows papers and returns what it says.
func judge(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	out, err := exec.Command(program, arguments...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", program, err, out)
	}
	return string(out)
}

func says(t *testing.T, text string, sentences ...string) {
	t.Helper()
	for _, sentence := range sentences {
		if !strings.Contains(text, sentence) {
			t.Errorf("%q is not said in:\n%s", sentence, text)
		}
	}
}
