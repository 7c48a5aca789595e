package pages_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
)

const (
	jpeg = "\xff\xd8\xff\xe0 a photo"
	pdf  = "%PDF-1.7 a letter"
)

// submitFiles sends the form "form" with files, as a browser does.
func submitFiles(b *browser, files []pages.Upload, changes ...string) *browser {
	b.t.Helper()
	node := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "form" })
	form := fieldsOf(node)
	for i := 0; i < len(changes); i += 2 {
		form[changes[i]] = []string{changes[i+1]}
	}
	delete(form, "photo")
	delete(form, "scan")
	path, _, _ := strings.Cut(attribute(node, "action"), "#")
	route, params, ok := pages.Match(pages.Routes(), "POST", path)
	if !ok || !route.Files {
		b.t.Fatalf("POST %s takes no files", path)
	}
	request := pages.Request{Method: "POST", Path: path, Params: params, Form: form, Uploads: files, Actor: b.actor, Now: b.now, House: ourAgency, Home: b.home}
	reply, err := route.Handle(context.Background(), b.env, request)
	if err != nil {
		b.t.Fatal(err)
	}
	if reply.Location != "" {
		return b.open(reply.Location)
	}
	var text strings.Builder
	if err := pages.Render(context.Background(), reply, &text); err != nil {
		b.t.Fatal(err)
	}
	b.status = reply.Status
	b.node, _ = html.Parse(strings.NewReader(text.String()))
	b.text = strings.Join(strings.Fields(wordsIn(find(b.node, func(n *html.Node) bool { return n.Data == "main" }))), " ")
	return b
}

func photo(name, content string) pages.Upload {
	return pages.Upload{Field: "photo", Name: name, Media: "text/html", Content: []byte(content)}
}

func TestANoteWithAPhotoAndAScan(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	maria := only(dana, id, casework.KindPerson)
	dana.open("/cases/" + id + "/notes/new")
	submitFiles(dana, []pages.Upload{photo(`C:\fakepath\kitchen.jpg`, jpeg), {Field: "scan", Name: "scan.jpg", Content: []byte(jpeg + "2")}, photo("letter.pdf", pdf)},
		"text", "We drank tea.", "present", maria.ID, "feelings", "I am tired.", "next_step", "Call the school")
	dana.expect(200, "Home visit, 16 November 2026", "We drank tea.", "I am tired.", "Maria Alvarez", "Call the school", "kitchen.jpg", "Written by Dana Reed")
	attachments := dana.file(id).Of(casework.KindAttachment)
	if len(attachments) != 3 {
		t.Fatalf("%d attachments, want 3", len(attachments))
	}
	for i, want := range []struct{ kind, media, name string }{{"photo", "image/jpeg", "kitchen.jpg"}, {"scan", "image/jpeg", "scan.jpg"}, {"document", "application/pdf", "letter.pdf"}} {
		a := attachments[i]
		if a.Get("type") != want.kind || a.Get("media") != want.media || a.Get("name") != want.name || a.Get("of") != only(dana, id, casework.KindNote).ID {
			t.Errorf("attachment %d is %v", i, a.Fields)
		}
	}
	dana.open("/cases/"+id+"/papers").expect(200, "kitchen.jpg", "letter.pdf", "Waits to go to the safe store")
	dana.open("/cases/"+id+"/papers/"+attachments[0].ID).expect(200, "Photo", "1 KB", "Open the note it belongs to")
	if got, media := download(t, env, danaReed, id, attachments[2].ID); got != pdf || media != "application/pdf" {
		t.Errorf("the letter came back as %q (%s)", got, media)
	}
}

func download(t *testing.T, env *pages.Env, actor casework.Actor, caseID, attachment string) (string, string) {
	t.Helper()
	path := "/cases/" + caseID + "/papers/" + attachment + "/file"
	route, params, ok := pages.Match(pages.Routes(), "GET", path)
	if !ok {
		t.Fatal("no route for", path)
	}
	reply, err := route.Handle(context.Background(), env, pages.Request{Method: "GET", Path: path, Params: params, Actor: actor, House: ourAgency})
	if err != nil {
		return string(casework.CodeOf(err)), ""
	}
	defer reply.Body.Close()
	content, err := io.ReadAll(reply.Body)
	if err != nil {
		t.Fatal(err)
	}
	if reply.Download == "" {
		t.Error("bytes of a stranger's file are not sent as a download")
	}
	return string(content), reply.Media
}

func TestAWrongFileKeepsWordsAndTheGoodFiles(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	large := photo("film.jpg", jpeg+strings.Repeat("x", casework.MaxAttachment()))
	submitFiles(dana, []pages.Upload{photo("good.jpg", jpeg), photo("page.html", "<html>"), photo("photo.heic", "\x00\x00\x00\x18ftypheic"), large, photo("", "")}, "text", "We drank tea.")
	dana.expect(422, "There are 3 things to put right", "“page.html” is not a photo", "“photo.heic” is not a photo", "“film.jpg” is larger than 25 MB", "We drank tea.")
	if len(dana.file(id).Of(casework.KindNote)) != 0 {
		t.Fatal("half a note was written")
	}
	submitFiles(dana, nil).expect(200, "We drank tea.", "good.jpg")
	if got := len(dana.file(id).Of(casework.KindAttachment)); got != 1 {
		t.Errorf("%d attachments, want the good one", got)
	}
}

func TestAnEmptyNoteKeepsItsPhoto(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	submitFiles(dana, []pages.Upload{photo("good.jpg", jpeg)}).expect(422, "“What happened?”: write something here")
	submitFiles(dana, nil, "text", "Tea.").expect(200, "good.jpg")
}

func TestForgedFilesAreLeftOut(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	for _, taken := range []string{
		"sha256=" + strings.Repeat("a", 64) + "&media=image%2Fjpeg&size=3&type=photo&name=x", // bytes that nobody has
		"sha256=" + strings.Repeat("a", 64) + "&media=text%2Fhtml&size=3&type=photo",
		"%zz", "",
	} {
		at := *dana
		submitFiles(&at, nil, "text", "Tea "+taken, "taken", taken).expect(200)
	}
	if got := len(dana.file(id).Of(casework.KindAttachment)); got != 0 {
		t.Errorf("%d forged attachments were taken", got)
	}
}

func TestAFinishedNoteIsAmendedNotChanged(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	submitFiles(dana, nil, "text", "We drank tea.")
	first := only(dana, id, casework.KindNote)
	if _, _, ok := pages.Match(pages.Routes(), "POST", "/cases/"+id+"/notes/"+first.ID+"/edit"); ok {
		t.Fatal("a note can be edited")
	}
	submitFiles(dana.follow("amend").expect(200, "We drank tea."), nil, "text", "We drank coffee.").expect(200, "We drank coffee.", "This amends the note of")
	dana.open("/cases/"+id+"/notes/"+first.ID).expect(200, "We drank tea.", "This note was amended later.")
	dana.open("/cases/"+id+"/notes").expect(200, "Amended", "We drank coffee.", "We drank tea.")
}

func TestAnothersPapersAreNotThere(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	submitFiles(dana.open("/cases/"+id+"/notes/new"), []pages.Upload{photo("good.jpg", jpeg)}, "text", "Tea.")
	attachment := only(dana, id, casework.KindAttachment)
	if got, _ := download(t, env, eveDoe, id, attachment.ID); got != string(casework.NotFound) {
		t.Errorf("another worker got %q", got)
	}
}

// fullStore is a store whose disk is full.
type fullStore struct{ storage.Store }

func (fullStore) PutAttachment(context.Context, string, string, []byte) error {
	return casework.Fail(casework.NoSpace)
}

func (fullStore) PutDraft(context.Context, string, string, storage.Draft) error {
	return casework.Fail(casework.NoSpace)
}

func TestAFullDiskKeepsTheWordsOnThePage(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	full := *env
	full.Store = fullStore{env.Store}
	dana.env = &full
	submitFiles(dana, []pages.Upload{photo("good.jpg", jpeg)}, "text", "We drank tea.").expect(422, "There is no room left on this device", "We drank tea.")
	dana.send("POST", "/drafts", values("draft", "/cases/new", "name", "x")).expect(507, "There is no room left to save")
}

func TestAFailureIsOurFaultOnlyWhereItIs(t *testing.T) {
	request := pages.Request{Path: "/x"}
	for _, c := range []struct {
		err    error
		status int
	}{
		{errors.New("sqlite: disk I/O error on /secret/path"), 500}, {casework.Fail(casework.NotFound), 404},
		{casework.Fail(casework.Forbidden), 403}, {casework.Fail(casework.NoSpace), 507}, {casework.Fail(casework.Busy), 409},
		{casework.Fail(casework.Immutable), 409}, {casework.Fail(casework.Locked), 423}, {casework.Fail(casework.BadReference), 422},
	} {
		reply := pages.Failure(request, c.err)
		var text strings.Builder
		if err := pages.Render(context.Background(), reply, &text); err != nil {
			t.Fatal(err)
		}
		if reply.Status != c.status || strings.Contains(text.String(), "secret") {
			t.Errorf("%v answers %d: %s", c.err, reply.Status, text.String())
		}
	}
}

// The answer to the first sending never came, so the form is sent again, with
// one more photo: the note is there once, and both photos are in it.
func TestANoteSentAgainWithOneMorePhoto(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	form := *dana.open("/cases/" + id + "/notes/new")
	first, again, other := form, form, form
	submitFiles(&first, []pages.Upload{photo("one.jpg", jpeg)}, "text", "Tea.").expect(200, "one.jpg")
	submitFiles(&again, []pages.Upload{photo("one.jpg", jpeg), photo("two.jpg", jpeg+"2")}, "text", "Tea.").expect(200, "one.jpg", "two.jpg")
	note := only(dana, id, casework.KindNote)
	if got := len(dana.file(id).Of(casework.KindAttachment)); got != 2 {
		t.Fatalf("%d attachments, want both once", got)
	}
	submitFiles(&other, []pages.Upload{photo("three.jpg", jpeg+"3")}, "text", "Other words.").expect(200, "Other words.", "three.jpg")
	notes, last := dana.file(id).Of(casework.KindNote), dana.file(id).Of(casework.KindAttachment)[2]
	if len(notes) != 2 || last.Get("of") == note.ID {
		t.Errorf("%d notes; the photo of the second one lies with %s", len(notes), last.Get("of"))
	}
}

// A photo taken with the camera is nowhere but in the form that could not be
// saved; walking away from it loses neither words nor photo.
func TestADraftKeepsItsPhotos(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	path := "/cases/" + id + "/notes/new"
	dana.open(path)
	submitFiles(dana, []pages.Upload{photo("my kitchen.jpg", jpeg), photo("yard.jpg", jpeg+"2")}).expect(422, "write something here", "Added already: my kitchen.jpg, yard.jpg.")
	dana.open(path).expect(200, "Draft from", "Added already: my kitchen.jpg, yard.jpg.")
	typeInto(dana, "text", "Tea.")
	submitFiles(dana.open(path), nil).expect(200, "Tea.", "my kitchen.jpg", "yard.jpg")
	if got := len(dana.file(id).Of(casework.KindAttachment)); got != 2 {
		t.Errorf("%d attachments, want 2", got)
	}
}

// A visit that nobody opened to, and a talk with a provider, are kept as what they
// were; neither counts as a visit that took place.
func TestAnAttemptedVisitIsKeptAndDoesNotCount(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	id := openAlvarez(dana)
	maria := only(dana, id, casework.KindPerson)
	visit := "/cases/" + id + "/visits/new"
	dana.open(visit).submit("form", "type", "attempted", "present", maria.ID, "text", "Nobody opened. I left a card.").expect(200, "Attempted visit")
	dana.open(visit).submit("form", "type", "provider_contact", "present", maria.ID, "text", "Bridge House says that she comes.").expect(200, "Talk with a provider")
	if seen := casework.EventsOf(dana.file(id)).On[casework.EventSeenParent+" "+maria.ID]; len(seen) > 0 {
		t.Errorf("she was seen on %v", seen)
	}
	dana.open("/cases/" + id + "/conferences/new").submit("form")
	conference := only(dana, id, casework.KindConference)
	if !strings.Contains(conference.Get("barriers"), "Maria Alvarez was not seen") || !strings.Contains(conference.Get("done"), "Attempted visit") {
		t.Errorf("the conference was prepared with %q and %q", conference.Get("barriers"), conference.Get("done"))
	}
	dana.open(visit).submit("form", "type", "home_visit", "present", maria.ID, "text", "We talked.")
	if seen := casework.EventsOf(dana.file(id)).On[casework.EventSeenParent+" "+maria.ID]; len(seen) != 1 {
		t.Errorf("after a visit she was seen on %v", seen)
	}
}
