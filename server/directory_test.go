package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime/multipart"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// Those who keep the list of providers add, change and take out entries; a
// tablet is told by its house that there is a new list, and fetches it.
func TestListOfProviders(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	for _, path := range []string{"/directory", "/directory/entries/new", "/directory/bring", "/directory/export/json"} {
		ben.want(ben.get(path), http.StatusNotFound, "")
	}
	ada.want(ada.get("/providers"), http.StatusOK, "no list of providers yet")

	entry := []string{"seen", "", "service", "Parenting class", "organization", "Oak House", "needs", "Parenting\nHome visits", "waiting", "Two weeks",
		"places", "Oak House; 1 Example Street; Exampleton; EX; 00001; 42.33, -83.05", "confidential", "Ask first."}
	ada.get("/directory/entries/new")
	wrong := ada.post("/directory/entries/new", append(entry, "places", "Oak House;;;;;north")...)
	if wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, "Two weeks") {
		t.Errorf("a place that is none: status %d, %s", wrong.status, wrong.body)
	}
	ada.want(wrong, http.StatusUnprocessableEntity, "Line 1")
	ada.want(ada.post("/directory/entries/new", entry...), http.StatusSeeOther, "")
	page := ada.get("/directory")
	ada.want(page, http.StatusOK, "Parenting class")
	path := regexp.MustCompile(`/directory/entries/[0-9a-f-]{36}`).FindString(page.body)
	form := ada.get(path)
	ada.want(form, http.StatusOK, "Ask first.")
	seen := regexp.MustCompile(`name="seen" value="([0-9a-f]+)"`).FindStringSubmatch(form.body)[1]
	ada.want(ada.post(path, append(entry, "seen", seen, "waiting", "A month")...), http.StatusSeeOther, "")
	stale := ada.post(path, append(entry, "seen", seen, "waiting", "None")...)
	ada.want(stale, http.StatusConflict, "Somebody else changed this entry")
	ada.want(ada.post("/directory/areas", "areas", "North side; 91, 0"), http.StatusUnprocessableEntity, "Line 1")
	ada.want(ada.post("/directory/areas", "areas", "North side; 42.40, -83.05"), http.StatusSeeOther, "")

	ben.get("/providers")
	ben.want(ben.post("/providers", "need", "parent", "area", "north side", "within", "10"), http.StatusOK, "5 miles")
	ben.want(ben.post("/providers", "need", "parent", "area", "Atlantis"), http.StatusOK, "is not known here")
	ben.want(ben.post("/providers", "need", "parent", "area", "42.9, -83.05", "within", "10"), http.StatusOK, "0 services found")
	id := strings.TrimPrefix(path, "/directory/entries/")
	ben.want(ben.get("/providers/"+id), http.StatusOK, "A month")

	reply, _ := d.sync(exchange.Request{})
	if reply.House == nil || reply.House.Directory == "" {
		t.Fatalf("the house names no list: %+v", reply.House)
	}
	list := d.directory(reply.House.Directory, http.StatusOK)
	if !strings.Contains(list, "Oak House") || strings.Contains(list, "\"source\"") {
		t.Errorf("the tablet got %s", list)
	}
	ada.want(ada.post(path, "do", "drop"), http.StatusSeeOther, "")
	ada.want(ada.get(path), http.StatusNotFound, "")
	d.directory(reply.House.Directory, http.StatusGone)
	ada.want(ada.get("/staff/log"), http.StatusOK, "changed the list of providers")
}

// TestBringInADirectory: of a large file with errors the good rows are taken over
// and each refused one is named with its line; the same file again changes
// nothing; what went in comes out.
func TestBringInADirectory(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	var services strings.Builder
	services.WriteString("id,organization_id,name,status\n")
	for i := range 10_000 {
		status := "active"
		if i%1000 == 998 {
			status = "perhaps"
		}
		fmt.Fprintf(&services, "s%d,o1,Service %d,%s\n", i, i, status)
	}
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for name, text := range map[string]string{"organizations.csv": "id,name,description\no1,Oak House,d\n", "services.csv": services.String()} {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	ada.get("/directory/bring")
	first := ada.hand("/directory/bring", "providers.zip", packed.Bytes())
	ada.want(first, http.StatusOK, "9990 services are new")
	ada.want(first, http.StatusOK, "services.csv, line 1000: “service.status” is none of the words")
	before, _ := d.sync(exchange.Request{})
	again := ada.hand("/directory/bring", "providers.zip", packed.Bytes())
	ada.want(again, http.StatusOK, "0 services are new")
	ada.want(again, http.StatusOK, "9990 services were here already")
	after, _ := d.sync(exchange.Request{})
	if before.House == nil || after.House == nil || before.House.Directory != after.House.Directory {
		t.Error("the same file again made another list")
	}
	out := ada.get("/directory/export/tables")
	ada.want(ada.hand("/directory/bring", "providers.zip", []byte(out.body)), http.StatusOK, "0 services were changed")
	for content, says := range map[string]string{
		"hello": "no directory in the Human Services Data Specification", "{\"contents\":[\n{broken": "stops being JSON on line 2", "": "Choose a file",
	} {
		ada.want(ada.hand("/directory/bring", "x.json", []byte(content)), http.StatusUnprocessableEntity, says)
	}
	ada.want(ada.hand("/directory/bring", "x.json", make([]byte, casework.MaxAttachment()+5)), http.StatusUnprocessableEntity, "too large")
}

// hand uploads one file on a page.
func (b *browser) hand(path, name string, content []byte) reply {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("token", b.token)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	part.Write(content)
	form.Close()
	request, err := http.NewRequest(http.MethodPost, b.address(path), &body)
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(request)
}

// directory fetches the list of providers with this hash.
func (d *tablet) directory(hash string, status int) string {
	d.t.Helper()
	answer := d.send(http.MethodGet, exchange.PathDirectory+hash, nil, nil)
	sum := sha256.Sum256([]byte(answer.body))
	if answer.status != status || status == http.StatusOK && hex.EncodeToString(sum[:]) != hash {
		d.t.Errorf("the list %s: status %d, %d bytes", hash, answer.status, len(answer.body))
	}
	return answer.body
}
