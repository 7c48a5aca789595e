package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"os/exec"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/xuri/excelize/v2"

	"doorstep/pages"
)

// The chosen parts of a case leave as a PDF with contents and pages, and as
// tables in which nothing that somebody wrote becomes a formula.
func TestPacket(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/cases/new")
	id := idsIn.FindString(ada.post("/cases/new", "name", "Alvarez", "person_name", "Pat Example", "person_role", "mother").header.Get("Location"))
	base := "/cases/" + id
	const formula = `=HYPERLINK("http://127.0.0.1/"&A1;"home")`
	for _, goal := range []string{formula, "Ich möchte Kim zu Hause, bis Juni"} {
		ada.get(base + "/goals/new")
		ada.want(ada.post(base+"/goals/new", "words", goal), http.StatusSeeOther, "")
	}
	ada.get(base + "/notes/new")
	ada.want(ada.post(base+"/notes/new", "type", "home_visit", "on.day", "1", "on.month", "11", "on.year", "2026", "text", "A visit that nobody asked for here"), http.StatusSeeOther, "")

	ada.want(ada.get(base+"/packet"), http.StatusOK, "What goes into it?")
	ada.want(ada.get(base+"/packet/file?as=pdf"), http.StatusUnprocessableEntity, "Choose at least one part")
	ada.want(ada.get(base+"/packet/file?part=plan&as=exe"), http.StatusUnprocessableEntity, "")

	ada.get(base + "/efforts/new")
	ada.want(ada.post(base+"/efforts/new", "on.day", "2", "on.month", "11", "on.year", "2026", "words", "Drove Pat to the tribal office", "efforts", "3"), http.StatusSeeOther, "")
	efforts := pdfText(t, []byte(ada.get(base+"/packet/file?part=effort-record&as=pdf").body))
	if !strings.Contains(strings.Join(strings.Fields(efforts), " "), "Record of active efforts: Inviting the tribe") || !strings.Contains(efforts, "Drove Pat") {
		t.Errorf("the narrative of active efforts is not in the PDF: %s", efforts)
	}
	pdf := ada.get(base + "/packet/file?part=people&part=plan&as=pdf")
	if err := api.Validate(strings.NewReader(pdf.body), nil); pdf.status != http.StatusOK || err != nil {
		t.Fatalf("status %d, pdfcpu: %v", pdf.status, err)
	}
	said := pdfText(t, []byte(pdf.body))
	for _, words := range []string{"What is in it", "Case plan: Goal, page 1", "Pat Example", "bis Juni", "Written by Ada"} {
		if !strings.Contains(strings.Join(strings.Fields(said), " "), words) {
			t.Errorf("the PDF does not say %q: %s", words, said)
		}
	}
	if strings.Contains(said, "nobody asked for") {
		t.Error("the PDF holds a part that was not chosen")
	}

	var rows []pages.PacketRow
	if err := json.Unmarshal([]byte(ada.get(base+"/packet/file?part=plan&as=json").body), &rows); err != nil || !answers(rows, formula) {
		t.Errorf("%v, rows %+v", err, rows)
	}
	table, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(ada.get(base+"/packet/file?part=plan&as=csv").body, "\ufeff"))).ReadAll()
	if err != nil || len(table) != len(rows)+1 {
		t.Fatalf("%d lines of CSV for %d rows: %v", len(table), len(rows), err)
	}
	harmless := false
	for _, line := range table {
		for _, cell := range line {
			harmless = harmless || cell == "'"+formula
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a formula in the CSV: %s", cell)
			}
		}
	}
	if !harmless {
		t.Errorf("the goal's words are not in the CSV: %v", table)
	}
	book, err := excelize.OpenReader(bytes.NewReader([]byte(ada.get(base + "/packet/file?part=plan&as=xlsx").body)))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lines, err := book.GetRows("Sheet1")
	if err != nil || len(lines) != len(table) || lines[0][4] != "question" {
		t.Errorf("%d lines in the book: %v", len(lines), err)
	}
	for i := range lines {
		cell, _ := excelize.CoordinatesToCellName(6, i+1)
		if found, _ := book.GetCellFormula("Sheet1", cell); found != "" {
			t.Errorf("%s is a formula: %s", cell, found)
		}
	}

	// A letter leaves only under a release of information.
	ada.get(base + "/referrals/new")
	ada.want(ada.post(base+"/referrals/new", "need", "Counselling", "provider", "Bridge House"), http.StatusSeeOther, "")
	ids := idsIn.FindAllString(ada.get(base+"/referrals").body, -1)
	letter := base + "/referrals/" + ids[len(ids)-1] + "/letter/pdf"
	ada.want(ada.get(letter), http.StatusNotFound, "")
	person := idsIn.FindAllString(ada.get(base+"/people").body, -1)
	ada.get(base + "/releases/new")
	ada.want(ada.post(base+"/releases/new", "person", other(person, id), "recipient", "Bridge House", "what", "That she comes",
		"until.day", "1", "until.month", "6", "until.year", "2099", "signed_on.day", "1", "signed_on.month", "11", "signed_on.year", "2026"), http.StatusSeeOther, "")
	if answer := ada.get(letter); answer.status != http.StatusOK || !strings.Contains(pdfText(t, []byte(answer.body)), "To Bridge House") {
		t.Errorf("the letter: status %d, %.40q", answer.status, answer.body)
	}

	ben := ada.join("Ben", "caseworker")
	for _, path := range []string{"/packet", "/packet/file?part=plan&as=json"} {
		ben.want(ben.get(base+path), http.StatusNotFound, "")
	}
	ada.want(ada.get(base+"/opened"), http.StatusOK, "Ada")
}

// other is the first id that is not the case's.
func other(ids []string, of string) string {
	for _, id := range ids {
		if id != of {
			return id
		}
	}
	return ""
}

func answers(rows []pages.PacketRow, words string) bool {
	for _, row := range rows {
		if row.Answer == words && row.Author == "Ada" && row.Written != "" {
			return true
		}
	}
	return false
}

// pdfText is what poppler reads in a PDF.
func pdfText(t *testing.T, content []byte) string {
	t.Helper()
	reader := exec.Command("pdftotext", "-layout", "-", "-")
	reader.Stdin = bytes.NewReader(content)
	said, err := reader.Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(said)
}
