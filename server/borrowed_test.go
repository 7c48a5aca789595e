package main

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// TestBorrowedContractID: ids of records come from the browser. A contract of
// one's own case that borrows the id of another case's contract is no way to
// that contract's paper.
func TestBorrowedContractID(t *testing.T) {
	facesAreBuilt(t)
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	ada.get("/")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	var papers []string
	until(t, "a page leads to the paper", func() bool { papers = ada.paperLinks(); return len(papers) > 0 })
	parts := strings.Split(papers[0], "/") // "", "cases", case, "contracts", contract, "paper"

	ben.get("/cases/new")
	opened := ben.post("/cases/new", "name", "Bens own", "person_name", "Pat Example", "person_role", "mother")
	ben.want(opened, http.StatusSeeOther, "")
	bens := idsIn.FindString(opened.header.Get("Location"))
	page := ben.get("/cases/" + bens + "/contracts")
	client := regexp.MustCompile(`name="client"[^>]*value="([^"]+)"`).FindStringSubmatch(page.body)
	if client == nil {
		t.Fatalf("no client to pick: %s", text(page.body))
	}
	made := ben.post("/cases/"+bens+"/contracts", "new", parts[4], "client", client[1])
	ben.want(made, http.StatusSeeOther, "")
	if !strings.HasSuffix(made.header.Get("Location"), parts[4]) {
		t.Fatalf("the contract is at %q, want it under the borrowed id", made.header.Get("Location"))
	}
	ben.want(ben.get("/cases/"+bens+"/contracts/"+parts[4]+"/paper"), http.StatusNotFound, "")
	ada.want(ada.get(papers[0]), http.StatusOK, "")
}
