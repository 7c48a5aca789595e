package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doorstep/e2e/stage"
)

// photos: a photo that is taken without a network is stored upright and without
// its place, with a small picture that goes first; a note never waits for a
// photo; the tablet keeps the photo until the object store has it; one that the
// office does not take holds up no other; no room is said in words.
func photos(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")

	dana.Offline()
	addPhoto(dana, caseFile, "Mould on the kitchen wall.", phonePhoto(t, "kitchen.jpg", 3000, 2000))
	dana.Holds("the small picture", `[...document.querySelectorAll("main .photos img")].some((n) => n.src.endsWith("/thumb") && n.naturalHeight === 320 && n.naturalWidth < 320)`)
	isUpright(t, bytesOf(dana, caseFile, "kitchen.jpg"), 2560)

	// The object store is away, and the line is so slow that no photo gets through.
	objects := filepath.Join(house.server.Data, "objects")
	takeAway(t, objects)
	dana.InWorker(`globalThis.line = globalThis.fetch;
		globalThis.slow = new Promise((open) => { globalThis.openLine = open; });
		globalThis.fetch = (path, asked) => Number(asked?.headers?.["Upload-Length"]) > 60000 ? globalThis.slow.then(() => globalThis.line(path, asked)) : globalThis.line(path, asked)`)
	dana.Online()
	dana.Go("/sync")
	dana.Press("Sync now")
	comesToShow(sam, caseFile+"/notes", "Mould on the kitchen wall.")
	comesToShow(sam, caseFile+"/papers", "Not here yet")
	stage.Await(t, "the small picture at the office before the photo", func() (bool, string) {
		sam.Go(caseFile + "/papers")
		return sam.Count(`main .photos img[src$="/thumb"]`) == 1, sam.Text()
	})
	addNote(dana, caseFile, "He said he will be back tonight: safety plan changed.", "")
	comesToShow(sam, caseFile+"/notes", "He said he will be back tonight: safety plan changed.")
	sam.Go(caseFile + "/papers")
	sam.Sees("Not here yet")

	dana.InWorker(`globalThis.openLine()`)
	comesToShow(sam, caseFile+"/papers", "Waits to go to the safe store")
	syncNow(dana)
	dana.Go(caseFile + "/papers")
	dana.Sees("Waits to go to the safe store") // the tablet knows, and keeps its own
	bringBack(t, objects)
	stage.Await(t, "the photo in the object store", func() (bool, string) {
		sam.Go(caseFile + "/papers")
		return !strings.Contains(sam.Text(), "Waits to go"), sam.Text()
	})
	isUpright(t, bytesOf(sam, caseFile, "kitchen.jpg"), 2560)
	stage.Await(t, "the tablet to hear that the photo is safe", func() (bool, string) {
		syncNow(dana)
		dana.Go(caseFile + "/papers")
		return !strings.Contains(dana.Text(), "Waits to go"), dana.Text()
	})

	// One photo that the office does not take, and one behind it.
	dana.Forgive("office: file answered 415")
	dana.InWorker(`globalThis.fetch = async (path, asked) => Number(asked?.headers?.["Upload-Length"]) > 60000 && Number(asked.headers["Upload-Length"]) < 400000 ? new Response(null, { status: 415 }) : globalThis.line(path, asked)`)
	dana.Offline()
	addPhoto(dana, caseFile, "Two photos of the yard.", noise(t, "bad.jpg", 500), noise(t, "good.jpg", 1400))
	dana.Online()
	dana.Go("/sync")
	dana.Press("Sync now")
	stage.Await(t, "the good photo at the office", func() (bool, string) {
		sam.Go(caseFile + "/papers")
		return strings.Count(sam.Text(), "Not here yet") == 1 && strings.Contains(sam.Text(), "good.jpg"), sam.Text()
	})
	comesToShow(dana, caseFile+"/papers", "The office does not take this file.")
	dana.InWorker(`globalThis.fetch = globalThis.line`)
	syncNow(dana) // asked by a person, it is tried again
	stage.Await(t, "the bad photo at the office after all", func() (bool, string) {
		sam.Go(caseFile + "/papers")
		return !strings.Contains(sam.Text(), "Not here yet"), sam.Text()
	})

	// No room: the words stay, and nothing is half there. (Chromium asks for room
	// anew every half a minute; what is written until then still fits.)
	dana.Offline()
	dana.Forgive("QuotaExceededError", "no_space", "status of 507")
	dana.Room(1)
	much := noise(t, "much.jpg", 900)
	stage.AwaitWithin(t, 2*time.Minute, "a photo that has no room", func() (bool, string) {
		writePhoto(dana, caseFile, "Words beside a photo without room.", much)
		stage.Await(t, "an answer", func() (bool, string) {
			text := dana.Text()
			return !strings.Contains(text, "Save the note") || strings.Contains(text, "There is no room left"), text
		})
		text := dana.Text()
		return strings.Contains(text, "There is no room left on this device"), text
	})
	dana.FieldHolds("What happened?", "Words beside a photo without room.")
	dana.Room(0)
	dana.Fill("What happened?", "Now there was room.")
	dana.Attach("Add a photo or document", much)
	dana.Press("Save the note")
	dana.Leaves("Write a note")
	dana.Sees("Now there was room.", "much.jpg")
	dana.Go(caseFile + "/notes")
	if n := strings.Count(dana.Text(), "Now there was room."); n != 1 {
		t.Errorf("the note stands there %d times", n)
	}
}

// addPhoto writes a note with files.
func addPhoto(page *stage.Page, caseFile, text string, files ...string) {
	page.T.Helper()
	writePhoto(page, caseFile, text, files...)
	page.Leaves("Write a note")
	page.Sees(text)
}

// writePhoto fills the form of a note with files and sends it.
func writePhoto(page *stage.Page, caseFile, text string, files ...string) {
	page.T.Helper()
	page.Go(caseFile + "/notes/new")
	page.On("Write a note")
	page.Tick("Home visit")
	page.Fill("What happened?", text)
	page.Attach("Add a photo or document", files...)
	page.Press("Save the note")
}

// bytesOf is a photo as its page shows it.
func bytesOf(page *stage.Page, caseFile, name string) (content []byte) {
	page.T.Helper()
	page.Go(caseFile + "/papers")
	page.Press(name)
	page.On(name)
	page.Run(`fetch(document.querySelector("main img").src).then((r) => r.arrayBuffer()).then((b) => { let s = ""; for (const n of new Uint8Array(b)) s += String.fromCharCode(n); return btoa(s); })`, &content)
	return content
}

// isUpright checks that a photo of phonePhoto stands, is no longer than the
// limit, and says nothing of its place.
func isUpright(t *testing.T, content []byte, longest int) {
	t.Helper()
	picture, err := jpeg.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatalf("the photo: %v", err)
	}
	size := picture.Bounds().Size()
	if size.Y != longest || size.X >= size.Y {
		t.Errorf("the photo has %v pixels", size)
	}
	if red, _, blue, _ := picture.At(size.X-20, 20).RGBA(); red < 0xc000 || blue > 0x4000 {
		t.Errorf("at its top right it is %x red, %x blue: it does not stand", red, blue)
	}
	if bytes.Contains(content, []byte("GPS")) || bytes.Contains(content, []byte("Exif")) {
		t.Error("the photo still says where it was taken")
	}
}

// phonePhoto is a photo as a phone takes it: lying, with the note that it has to
// be turned right (orientation 6), and with its place. Its first corner is red.
func phonePhoto(t *testing.T, name string, width, height int) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			shade := color.RGBA{uint8(x / 13), uint8(y / 9), 200, 255}
			if x < width/4 && y < height/4 {
				shade = color.RGBA{255, 0, 0, 255}
			}
			picture.Set(x, y, shade)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatalf("making the photo %s: %v", name, err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x02" +
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00" + // orientation 6
		"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26" + // GPS
		"\x00\x00\x00\x00" + "\x00\x00GPS 42.3314 N 83.0458 W"
	segment := append([]byte{0xff, 0xe1, 0, byte(2 + len(exif))}, exif...)
	return file(t, name, append(append([]byte{0xff, 0xd8}, segment...), out.Bytes()[2:]...))
}

// noise is a square photo that does not compress.
func noise(t *testing.T, name string, edge int) string {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, edge, edge))
	source := rand.New(rand.NewPCG(1, uint64(edge)))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(source.Uint32())
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatalf("making the photo %s: %v", name, err)
	}
	return file(t, name, out.Bytes())
}

// takeAway makes the object store fail: a folder that is no folder. bringBack
// ends that.
func takeAway(t *testing.T, objects string) {
	t.Helper()
	if err := os.Rename(objects, objects+"-away"); err != nil && !os.IsNotExist(err) {
		t.Fatalf("taking the objects away: %v", err)
	}
	if err := os.WriteFile(objects, nil, 0o600); err != nil {
		t.Fatalf("taking the objects away: %v", err)
	}
}

func bringBack(t *testing.T, objects string) {
	t.Helper()
	if err := os.Remove(objects); err != nil {
		t.Fatalf("bringing the objects back: %v", err)
	}
	if err := os.Rename(objects+"-away", objects); err != nil && !os.IsNotExist(err) {
		t.Fatalf("bringing the objects back: %v", err)
	}
}
