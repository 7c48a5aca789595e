package e2e

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"doorstep/e2e/stage"
)

// wetink: without a network a contract is signed on paper, photographed, cropped
// and straightened on the tablet, and comes back by its code; both signatures
// stand on one PDF, which the office has after the sync.
func wetink(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	keptAtTheDesk(ada)
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "caseworker"), "Harbor House")
	sam := house.atOffice("Sam Hill")
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	caseFile := openCase(dana, "Alvarez", "Maria Alvarez")
	addIssue(dana, caseFile, "No place to live")
	addAction(dana, caseFile, "No place to live", "Task", "Bring the birth certificates", "Maria Alvarez")
	makeReady(dana, 1, "")
	dana.Offline()

	contract := makeContract(dana, caseFile, "Maria Alvarez", "Maria has a lease")
	dana.Go(contract + "/print")
	dana.On("The contract to print")
	coded := photographed(t, "last.jpg", dana.Printed(), "2", shot{turn: 7, tilt: 0.12, dark: 0.45, grain: 6})
	dana.Go(contract)
	dana.Press("Bring the signed paper back")
	dana.On("Bring the signed paper back")
	mark := dana.Read(`document.getElementById("mark").textContent.trim()`)
	byItsCode(dana, mark, coded, tablePhoto(t, "table.jpg", true))

	dana.Attach("Pages of the signed paper", tablePhoto(t, "front.jpg", true), coded)
	dana.Holds("both pages with their corners", `document.querySelectorAll(".scan-page").length === 2 && document.querySelectorAll(".scan-handle").length === 8`)
	dana.Sees("The code on the photo is the right one.")
	dana.Picture("wetink pages")
	nearCorners(dana)

	// A corner moves by buttons, by keyboard and by finger; a whole photo stays
	// whole; nothing needs dragging.
	corner := func() string {
		return dana.Read(`document.querySelector(".scan-page .scan-handle[data-handle='2']").style.left`)
	}
	before := corner()
	dana.Press("Bottom right", "Page 1")
	dana.Press("Left", "Page 1")
	if corner() == before {
		t.Errorf("the button moved no corner: %s", before)
	}
	dana.Press("Right", "Page 1")
	dana.Run(`document.querySelector(".scan-page .scan-handle[data-handle='2']").focus()`, nil)
	dana.Key("ArrowRight")
	dana.Key("ArrowLeft")
	if corner() != before {
		t.Errorf("there and back again, the corner is at %s, was at %s", corner(), before)
	}
	dana.Press("Keep the whole photo", "Page 2")
	dana.Holds("the second page whole", `document.querySelectorAll(".scan-page")[1].querySelector("[data-tools]").hidden`)
	inspect(dana)

	// The tablet dies: the photos are there again, as they were arranged.
	dana.Tick("Maria Alvarez", "Who has signed it?")
	dana.StateSays("Draft")
	arranged := arrangement(dana)
	dana.Away()
	dana.KillWorker()
	dana.Go(contract + "/signed-paper")
	unlock(dana, "")
	dana.On("Bring the signed paper back")
	dana.Sees("The code on the photo is the right one.", "Page 2")
	if got := arrangement(dana); got != arranged {
		t.Errorf("after the tablet died the pages are %s, were %s", got, arranged)
	}
	if !dana.IsTicked("Maria Alvarez", "Who has signed it?") {
		t.Error("what was answered is lost")
	}
	dana.Picture("wetink come back")

	// A page that is left out is gone; one that is taken anew takes its place.
	dana.Attach("Pages of the signed paper", tablePhoto(t, "twice.jpg", false))
	dana.Sees("Page 3", "The code on the photo is the right one.")
	dana.Press("Leave this page out", "Page 3")
	dana.SeesNot("Page 3")

	// An answer that is missing keeps the pages.
	dana.Press("Keep the signed paper")
	dana.Sees("say that it is the same", "The code on the photo is the right one.")
	if got := arrangement(dana); got != arranged {
		t.Errorf("after a missing answer the pages are %s, were %s", got, arranged)
	}
	dana.Tick("Yes, this code stands on the paper")
	dana.Tick("Dana Reed", "Who has signed it?")
	dana.Tick("For themselves")
	dana.Tick("The worker knows them")
	dana.Press("Keep the signed paper")
	dana.On("Signed by both")
	dana.Sees("Signed on paper on", "Open the signed paper")
	dana.Go(caseFile + "/papers")
	dana.Sees("Signed paper")

	dana.Online()
	syncNow(dana)
	comesToShow(sam, contract, "Signed by both")
	stage.Await(t, "the signed paper at the office", func() (bool, string) {
		sam.Go(caseFile + "/papers")
		return !strings.Contains(sam.Text(), "Not here yet") && strings.Contains(sam.Text(), "Signed paper"), sam.Text()
	})
	sam.Press("Signed paper")
	sam.On("Signed paper")
	var file []byte
	sam.Run(`fetch(document.querySelector("main a[href$='/file']").href).then((r) => r.arrayBuffer()).then((b) => { let s = ""; for (const n of new Uint8Array(b)) s += String.fromCharCode(n); return btoa(s); })`, &file)
	isPDFOf(t, file, 2)
}

// keptAtTheDesk: photos that were taken and not saved are there again at a desk of
// the office too.
func keptAtTheDesk(ada *stage.Page) {
	ada.T.Helper()
	caseFile := openCase(ada, "Okafor", "Ngozi Okafor")
	addIssue(ada, caseFile, "No place to live")
	addAction(ada, caseFile, "No place to live", "Task", "Bring the birth certificates", "Ngozi Okafor")
	contract := makeContract(ada, caseFile, "Ngozi Okafor", "Ngozi has a lease")
	ada.Go(contract + "/signed-paper")
	ada.On("Bring the signed paper back")
	ada.Attach("Pages of the signed paper", tablePhoto(ada.T, "desk.jpg", true))
	ada.Sees("No code could be read from the photos.")
	ada.StateSays("Draft")
	before := arrangement(ada)
	ada.Reload()
	ada.Sees("Page 1", "No code could be read from the photos.")
	if got := arrangement(ada); got != before {
		ada.T.Errorf("loaded anew the pages are %s, were %s", got, before)
	}
}

// byItsCode finds the contract by the code on its paper: typed in capitals and
// with spaces, read from a photo, or, where no code can be read, chosen by hand.
func byItsCode(dana *stage.Page, mark, coded, other string) {
	dana.T.Helper()
	dana.Go("/")
	dana.Press("A signed paper comes back")
	dana.On("Which paper comes back?")
	dana.Fill("Code on the paper", "no code")
	dana.Press("Find the contract")
	dana.Sees("That is no code.")
	dana.Fill("Code on the paper", strings.ToUpper(strings.ReplaceAll(mark, "-", " ")))
	dana.Press("Find the contract")
	dana.On("Bring the signed paper back")

	dana.Go("/paper-back")
	dana.On("Which paper comes back?")
	dana.Attach("Or take a photo of the square code", other)
	dana.Sees("No code of ours could be read from that photo.")
	dana.Picture("wetink which paper")
	inspect(dana)
	dana.Press("Contract with Maria Alvarez")
	dana.On("Bring the signed paper back")

	dana.Go("/paper-back")
	dana.On("Which paper comes back?")
	dana.Attach("Or take a photo of the square code", coded)
	dana.FieldHolds("Code on the paper", mark)
	dana.Press("Find the contract")
	dana.On("Bring the signed paper back")
}

// arrangement is how the pages stand: their order, corners, and which go whole.
func arrangement(page *stage.Page) string {
	page.T.Helper()
	return page.Read(`JSON.stringify([...document.querySelectorAll(".scan-page")].map((n) => [
		n.querySelector("h3").textContent, n.querySelector("[data-whole]").getAttribute("aria-pressed"),
		[...n.querySelectorAll(".scan-handle")].map((h) => [Math.round(parseFloat(h.style.left) * 10), Math.round(parseFloat(h.style.top) * 10)])]))`)
}

// tablePhoto is a page on a dark table, a little askew, as a camera sees it.
func tablePhoto(t stage.T, name string, askew bool) string {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 1200, 1600))
	lean := 0
	if askew {
		lean = 80
	}
	for y := range 1600 {
		for x := range 1200 {
			at := color.RGBA{58, 44, 36, 255}
			if left := 150 + lean*(1600-y)/1600; x > left && x < left+900 && y > 180 && y < 1430 {
				at = color.RGBA{246, 244, 238, 255}
				if y%60 < 6 && x > left+100 && x < left+800 && y > 300 && y < 1200 {
					at = color.RGBA{40, 40, 44, 255}
				}
			}
			picture.Set(x, y, at)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: 85}); err != nil {
		t.Fatalf("making the photo %s: %v", name, err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatalf("making the photo %s: %v", name, err)
	}
	return path
}

// nearCorners holds the corners that were found to those that were drawn.
func nearCorners(page *stage.Page) {
	page.T.Helper()
	var found [][2]float64
	page.Run(`[...document.querySelectorAll(".scan-page:first-child .scan-handle")].map((n) => [parseFloat(n.style.left), parseFloat(n.style.top)])`, &found)
	want := [][2]float64{{18.4, 11.3}, {93.4, 11.3}, {88.2, 89.4}, {13.2, 89.4}}
	for i, at := range found {
		if dx, dy := at[0]-want[i][0], at[1]-want[i][1]; dx*dx+dy*dy > 4 {
			page.T.Errorf("corner %d was found at %.1f, %.1f; it is at %.1f, %.1f", i, at[0], at[1], want[i][0], want[i][1])
		}
	}
}

func isPDFOf(t *testing.T, file []byte, pages int) {
	t.Helper()
	count, err := api.PageCount(bytes.NewReader(file), nil)
	if err != nil || count != pages {
		t.Errorf("pdfcpu: %d pages, %v; want %d", count, err, pages)
	}
	if err := api.Validate(bytes.NewReader(file), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
}
