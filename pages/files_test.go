package pages_test

import (
	"bytes"
	"context"
	"image"
	stdjpeg "image/jpeg"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
)

// taken is a JPEG as a phone takes it, with where it was.
func taken(t *testing.T, size int) string {
	t.Helper()
	var out bytes.Buffer
	if err := stdjpeg.Encode(&out, image.NewGray(image.Rect(0, 0, size, size)), nil); err != nil {
		t.Fatal(err)
	}
	segment := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00 GPS 42.33 N"
	return "\xff\xd8\xff\xe1\x00" + string(rune(2+len(segment))) + segment + out.String()[2:]
}

// TestPhotosSayNothingOfTheirPlace: without any script, what a camera wrote is
// off a photo before its hash names it; a small picture that came along is what
// lists show.
func TestPhotosSayNothingOfTheirPlace(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	dana.open("/cases/" + id + "/notes/new")
	big, small := taken(t, 300), taken(t, 30)
	submitFiles(dana, []pages.Upload{
		photo("letter.pdf", pdf), photo("kitchen.jpg", big), photo("broken.jpg", jpeg),
		{Field: "photo.thumb", Name: "1", Content: []byte(small)}, {Field: "photo.thumb", Name: "2", Content: []byte("<svg>")},
		{Field: "photo.thumb", Name: "7", Content: []byte(small)},
	}, "text", "We drank tea.")
	attachments := dana.file(id).Of(casework.KindAttachment)
	if len(attachments) != 3 {
		t.Fatalf("%d attachments, want 3", len(attachments))
	}
	letter, kitchen, broken := attachments[0], attachments[1], attachments[2]
	if letter.Get("thumb")+letter.Get("as_taken")+broken.Get("thumb")+kitchen.Get("as_taken") != "" || kitchen.Get("thumb") == "" || broken.Get("as_taken") != "yes" {
		t.Errorf("letter %v, kitchen %v, broken %v", letter.Fields, kitchen.Fields, broken.Fields)
	}
	got, _ := download(t, env, danaReed, id, kitchen.ID)
	if strings.Contains(got, "GPS") || !strings.Contains(got, "Exif") || len(got) >= len(big) {
		t.Errorf("the photo has %d bytes of %d: %q", len(got), len(big), got[:60])
	}
	thumb := func(attachment string, actor casework.Actor) (string, error) {
		path := "/cases/" + id + "/papers/" + attachment + "/thumb"
		route, params, _ := pages.Match(pages.Routes(), "GET", path)
		reply, err := route.Handle(context.Background(), env, pages.Request{Method: "GET", Path: path, Params: params, Actor: actor, House: ourAgency})
		if err != nil {
			return "", err
		}
		defer reply.Body.Close()
		var content bytes.Buffer
		content.ReadFrom(reply.Body)
		return content.String(), nil
	}
	if got, err := thumb(kitchen.ID, danaReed); err != nil || strings.Contains(got, "GPS") || len(got) >= len(small) {
		t.Errorf("its small picture: %v, %d bytes", err, len(got))
	}
	if _, err := thumb(letter.ID, danaReed); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a letter's small picture: %v", err)
	}
	if _, err := thumb(kitchen.ID, casework.Actor{ID: "nobody", Role: casework.RoleCaseworker}); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a stranger's look at it: %v", err)
	}
	dana.open("/cases/" + id + "/papers")
	if dana.text == "" || !dana.has("paper-"+kitchen.ID) {
		t.Fatal("the photo is not listed")
	}
	sources := sourcesOf(dana)
	if !strings.Contains(sources, kitchen.ID+"/thumb") || !strings.Contains(sources, broken.ID+"/file") {
		t.Errorf("the list shows %s", sources)
	}
	dana.open("/cases/"+id+"/papers/"+broken.ID).expect(200, "could not be taken out")
	dana.open("/cases/" + id + "/papers/" + kitchen.ID)
	if strings.Contains(dana.text, "taken out") {
		t.Error("a photo that was cleaned is said not to be")
	}
}

func sourcesOf(b *browser) string {
	var sources []string
	find(b.node, func(n *html.Node) bool {
		if n.Data == "img" {
			sources = append(sources, attribute(n, "src"))
		}
		return false
	})
	return strings.Join(sources, " ")
}

// noRoom is a store that takes small things only, as a device does whose room
// ends within a photo.
type noRoom struct {
	storage.Store
	most int
}

func (s noRoom) PutAttachment(ctx context.Context, sha256, media string, content []byte) error {
	if len(content) > s.most {
		return casework.Fail(casework.NoSpace)
	}
	return s.Store.PutAttachment(ctx, sha256, media, content)
}

// TestNoRoomForAPhoto: the words stay on the page, the photo that fitted is
// taken, nothing of the note is written until the person decides.
func TestNoRoomForAPhoto(t *testing.T) {
	env := officeEnv(&ids{})
	dana := at(t, env, danaReed)
	id := openAlvarez(dana)
	env.Store = noRoom{env.Store, 100}
	dana.open("/cases/" + id + "/notes/new")
	submitFiles(dana, []pages.Upload{photo("small.jpg", jpeg), photo("large.jpg", taken(t, 600))}, "text", "We drank tea.").
		expect(422, "There is no room left on this device", "We drank tea.", "Added already: small.jpg.")
	if notes := dana.file(id).Of(casework.KindNote); len(notes) != 0 {
		t.Errorf("%d notes are half there", len(notes))
	}
	dana.submit("form").expect(200, "We drank tea.", "small.jpg")
}
