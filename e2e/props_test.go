package e2e

import (
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"

	"doorstep/e2e/stage"
)

// photo makes a small picture file of that name and returns its path. Pictures
// of different names differ.
func photo(t stage.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	picture := image.NewRGBA(image.Rect(0, 0, 120, 80))
	for x := range 120 {
		for y := range 80 {
			picture.Set(x, y, color.RGBA{uint8(x * 2), uint8(y * 3), uint8(len(name) * 7), 255})
		}
	}
	file, err := os.Create(path)
	if err == nil {
		err = png.Encode(file, picture)
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		t.Fatalf("making the photo %s: %v", name, err)
	}
	return path
}

// wave is a stroke across a pad, between two parts of its width.
func wave(from, to float64) []stage.Point {
	var stroke []stage.Point
	for i := range 24 {
		part := float64(i) / 23
		stroke = append(stroke, stage.Point{X: from + (to-from)*part, Y: 0.5 + 0.3*math.Sin(part*9)})
	}
	return stroke
}

// sign goes through the whole ceremony and draws a signature on the glass.
func sign(page *stage.Page, contract, name string) {
	page.T.Helper()
	toWays(page, name)
	page.Press("Draw my signature")
	page.On("Sign the contract")
	page.Draw("#pad-canvas", wave(0.1, 0.5), wave(0.3, 0.7))
	page.Press("Look once more")
	finish(page)
}

// toWays goes through the steps before the choice between the ways of signing:
// the client's are more than the worker's.
func toWays(page *stage.Page, name string) {
	page.T.Helper()
	page.Press("Sign as " + name)
	if comesTo(page, "Who signs?", "Read it first") == "Who signs?" {
		page.Tick("For themselves")
		page.Tick("The worker knows them")
		page.Press("Go on")
		page.On("Hand over the tablet")
		page.Press("Go on together without that")
		page.On("Screen or paper?")
		page.Press("Yes, I sign on this screen")
		page.On("Read it first")
		page.Tick("Read it alone")
		page.Press("Go on")
		page.On("In your own words")
		page.Press("Go on without this")
	} else {
		page.Press("I have read it and agree to sign on the screen")
	}
	page.On("How do you want to sign?")
}

// finish ends a ceremony, with the worker's passkey where the page asks for it.
func finish(page *stage.Page) {
	page.T.Helper()
	page.On("Is this your signature?")
	page.Press(strings.TrimSpace(page.Read(`document.getElementById("finish").innerText`)))
	page.Leaves("Is this your signature?")
	page.Sees("Signature")
}

// comesTo waits for one of several pages and says which came.
func comesTo(page *stage.Page, headings ...string) (heading string) {
	page.T.Helper()
	stage.Await(page.T, page.Who+" to reach one of "+strings.Join(headings, ", "), func() (bool, string) {
		heading = page.Read(`document.querySelector("h1").innerText.trim()`)
		for _, want := range headings {
			if heading == want {
				return true, heading
			}
		}
		return false, heading
	})
	return heading
}
