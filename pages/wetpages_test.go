package pages_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// keepPhoto sends one photo of the paper, as scan.js does when it is taken.
func keepPhoto(b *browser, path, slot string, content []byte, more ...string) error {
	b.t.Helper()
	route, params, ok := pages.Match(pages.Routes(), "POST", path+"/pages")
	if !ok {
		b.t.Fatalf("no route for %s/pages", path)
	}
	form := pages.Values{"slot": {slot}}
	for i := 0; i < len(more); i += 2 {
		form[more[i]] = []string{more[i+1]}
	}
	request := pages.Request{Method: "POST", Path: path + "/pages", Params: params, Form: form, Actor: b.actor, Now: b.now, House: ourAgency, Home: b.home}
	if content != nil {
		request.Uploads = []pages.Upload{{Field: "photo", Name: "1.jpg", Content: content}}
	}
	_, err := route.Handle(context.Background(), b.env, request)
	return err
}

// keptBytes is a photo as the page gets it back, nil where there is none.
func keptBytes(b *browser, path, slot string) []byte {
	b.t.Helper()
	path += "/pages/" + slot
	route, params, _ := pages.Match(pages.Routes(), "GET", path)
	reply, err := route.Handle(context.Background(), b.env, pages.Request{Method: "GET", Path: path, Params: params, Actor: b.actor, Now: b.now, House: ourAgency, Home: b.home})
	if casework.CodeOf(err) == casework.NotFound || reply.Location != "" {
		return nil
	}
	if err != nil || reply.Body == nil {
		b.t.Fatalf("GET %s: %v", path, err)
	}
	content, err := io.ReadAll(reply.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return content
}

func arrangementOf(slots ...string) string {
	list := ""
	for i, slot := range slots {
		if i > 0 {
			list += ","
		}
		list += fmt.Sprintf(`{"slot":%q,"name":"%d.jpg","corners":[[0,0],[1,0],[1,1],[0,1]],"turns":0,"whole":false,"mark":""}`, slot, i+1)
	}
	return "[" + list + "]"
}

func TestPhotosOfThePaperOutliveThePage(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	one, two, out := b.env.NewID(), b.env.NewID(), b.env.NewID()
	first, second := photographed(t, 60, 80), photographed(t, 80, 60)
	for slot, content := range map[string][]byte{one: first, two: second, out: first} {
		if err := keepPhoto(b, path, slot, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := keepPhoto(b, path, out, nil, "drop", "yes"); err != nil || keptBytes(b, path, out) != nil {
		t.Errorf("a page that was left out is still there (%v)", err)
	}
	arranged := arrangementOf(one, two)
	b.open(path).send("POST", "/drafts", pages.Values{"draft": {path}, "new": {b.env.NewID()}, "signed": {"client"}, "pages": {arranged}, "paper_on.day": {"15"}})

	// The page was closed: photos, arrangement and answers are there, and listed.
	b.open(path).expect(200, "Bring the signed paper back")
	form := b.form("form")
	if form.Get("pages") != arranged || form.Get("signed") != "client" || form.Get("paper_on.day") != "15" {
		t.Errorf("the form came back as %v", form)
	}
	if !bytes.Equal(keptBytes(b, path, one), first) || !bytes.Equal(keptBytes(b, path, two), second) {
		t.Error("the photos are not what was taken")
	}
	b.open("/sync").expect(200, "A photo or paper, without words yet")
	stranger := at(t, b.env, samOkoro)
	if keptBytes(stranger, path, one) != nil {
		t.Error("another person reads a photo that is not part of the case")
	}

	// A missing answer keeps them as photos, which can still be arranged.
	submitFiles(b.open(path), []pages.Upload{page("1.jpg", first), page("2.jpg", second)}, append(both, "signed", "client")...).expect(422, "Both must have signed")
	if b.has("taken") {
		t.Error("the straightened pages are kept beside the photos")
	}
	if form := b.form("form"); form.Get("pages") != arranged {
		t.Errorf("the arrangement came back as %q", form.Get("pages"))
	}
	submitFiles(b, []pages.Upload{page("1.jpg", first), page("2.jpg", second)}, append(both, "paper_on.day", "16")...).expect(200, "Signed by both")
	if keptBytes(b, path, one) != nil || keptBytes(b, path, two) != nil {
		t.Error("photos of a saved paper are still kept")
	}
	for _, key := range []string{path, "photo/" + contract + "/" + one, "photo/" + contract + "/" + two} {
		if draft, err := b.env.Store.Draft(t.Context(), b.actor.ID, key); err != nil || draft != nil {
			t.Errorf("after the saving %s holds %v (%v)", key, draft, err)
		}
	}
}

// A photo that could not be kept goes with the form: then the straightened pages
// are what there is, and none is there twice.
func TestAPhotoThatCouldNotBeKeptIsNotLost(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	one := b.env.NewID()
	first, second := photographed(t, 60, 80), photographed(t, 80, 60)
	if err := keepPhoto(b, path, one, first); err != nil {
		t.Fatal(err)
	}
	submitFiles(b.open(path), []pages.Upload{page("1.jpg", first), page("2.jpg", second)}, append(both, "pages", arrangementOf(one), "signed", "client")...)
	b.expect(422, "Pages that are kept already: 1.jpg, 2.jpg")
	b.open(path).expect(200, "Pages that are kept already: 1.jpg, 2.jpg") // closed and come back
	b.submit("form", append(both, "paper_on.day", "16")...).expect(200, "Signed by both")
	if scan := only(b, caseID, casework.KindAttachment); !bytes.Contains(contentOf(b, scan.Get("sha256")), []byte("/Count 2")) {
		t.Error("the paper has not two pages")
	}
}

// A PDF from a scanner is kept from the moment it is chosen, as photos are.
func TestAPDFOfThePaperOutlivesThePage(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	slot, scanned := b.env.NewID(), []byte("%PDF-1.7\n%âãÏÓ\nthe scanned pages\n%%EOF\n")
	if err := keepPhoto(b, path, slot, scanned); err != nil {
		t.Fatal(err)
	}
	b.open(path)
	if known := b.form("form").Get("pages"); !strings.Contains(known, slot) || !strings.Contains(known, `"pdf":true`) {
		t.Errorf("the page was closed, and the form knows %q", known)
	}
	if !bytes.Equal(keptBytes(b, path, slot), scanned) {
		t.Error("the PDF is not what was scanned")
	}
	upload := []pages.Upload{{Field: "page", Name: "scan.pdf", Content: scanned}}
	submitFiles(b, upload, append(both, "signed", "client")...).expect(422, "Both must have signed")
	if b.has("taken") || !strings.Contains(b.form("form").Get("pages"), slot) {
		t.Error("after a missing answer the PDF is no longer the kept one")
	}
	submitFiles(b, append(upload, page("1.jpg", photographed(t, 6, 8))), append(both, "paper_on.day", "16")...).expect(422)
	if !bytes.Equal(keptBytes(b, path, slot), scanned) {
		t.Error("a photo beside it took the PDF away")
	}
	submitFiles(b, upload, append(both, "paper_on.day", "16")...).expect(200, "Signed by both")
	if scan := only(b, caseID, casework.KindAttachment); !bytes.Equal(contentOf(b, scan.Get("sha256")), scanned) || keptBytes(b, path, slot) != nil {
		t.Error("the saved paper is not the PDF, or it is kept twice")
	}
}

// The tablet dies before the form's draft was kept: the draft knows of the photo all
// the same, so that it is shown, listed, and goes when it is thrown away.
func TestAPhotoIsNeverKeptWithoutItsDraft(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	b.open(path).send("POST", "/drafts", pages.Values{"draft": {path}, "new": {b.env.NewID()}, "signed": {"client"}})
	slots := []string{b.env.NewID(), b.env.NewID()}
	for _, slot := range slots {
		for range 2 { // the answer was lost, and it comes once more
			if err := keepPhoto(b, path, slot, photographed(t, 6, 8)); err != nil {
				t.Fatal(err)
			}
		}
	}
	form := b.open(path).form("form")
	if known := form.Get("pages"); strings.Count(known, `"slot"`) != 2 || strings.Index(known, slots[0]) > strings.Index(known, slots[1]) || form.Get("signed") != "client" {
		t.Errorf("the form came back as %v", form)
	}
	b.open("/sync").expect(200, "A photo or paper, without words yet")
	b.open(path).submit("draft-throw")
	for _, slot := range slots {
		if keptBytes(b, path, slot) != nil {
			t.Error("the photo outlived its draft")
		}
	}

	// Only the name was written: the form passes over it.
	if err := keepPhoto(b, path, slots[0], photographed(t, 6, 8)); err != nil {
		t.Fatal(err)
	}
	if err := b.env.Store.DropDraft(t.Context(), b.actor.ID, "photo/"+contract+"/"+slots[0]); err != nil {
		t.Fatal(err)
	}
	submitFiles(b.open(path), []pages.Upload{page("1.jpg", photographed(t, 6, 8))}, append(both, "paper_on.day", "16")...).expect(200, "Signed by both")
}

func TestWhatIsNoPhotoIsNotKept(t *testing.T) {
	b, caseID, contract := frozen(t)
	path := "/cases/" + caseID + "/contracts/" + contract + "/signed-paper"
	slot := b.env.NewID()
	for name, err := range map[string]error{
		"a text":        keepPhoto(b, path, slot, []byte("hello")),
		"nothing":       keepPhoto(b, path, slot, nil),
		"no slot":       keepPhoto(b, path, "../x", photographed(t, 6, 8)),
		"a broken JPEG": keepPhoto(b, path, slot, []byte("\xff\xd8\xff")),
		"a stranger's":  keepPhoto(at(t, b.env, eveDoe), path, slot, photographed(t, 6, 8)),
	} {
		if err == nil {
			t.Errorf("%s was kept", name)
		}
	}
	// Thrown away with the draft.
	if err := keepPhoto(b, path, slot, photographed(t, 6, 8)); err != nil {
		t.Fatal(err)
	}
	b.open(path).send("POST", "/drafts", pages.Values{"draft": {path}, "pages": {arrangementOf(slot)}})
	b.open(path).submit("draft-throw").expect(200, "Bring the signed paper back")
	if keptBytes(b, path, slot) != nil {
		t.Error("the photo outlived its draft")
	}
}
