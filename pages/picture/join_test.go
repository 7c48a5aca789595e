package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"
)

func drawnPage(t *testing.T, picture image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func colourPage(t *testing.T, width, height int) []byte {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			picture.Set(x, y, color.RGBA{uint8(x), uint8(y), 200, 255})
		}
	}
	return drawnPage(t, picture)
}

func TestPagesBecomeOnePDF(t *testing.T) {
	pages := [][]byte{colourPage(t, 120, 160), drawnPage(t, image.NewGray(image.Rect(0, 0, 90, 60)))}
	file, err := Join(pages)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Join([][]byte{bytes.Clone(pages[0]), bytes.Clone(pages[1])})
	if err != nil || !bytes.Equal(again, file) {
		t.Errorf("the same pages gave other bytes, %v", err)
	}
	text := string(file)
	for _, part := range []string{"/Count 2", "/MediaBox [ 0 0 632 842 ]", "/MediaBox [ 0 0 842 561 ]", "/Width 120 /Height 160 /ColorSpace /DeviceRGB", "/Width 90 /Height 60 /ColorSpace /DeviceGray"} {
		if !strings.Contains(text, part) {
			t.Errorf("no %s in it", part)
		}
	}
	for i, page := range pages {
		if !bytes.Contains(file, page) {
			t.Errorf("page %d is not in it byte for byte", i+1)
		}
	}
	turned, err := Join([][]byte{pages[1], pages[0]})
	if err != nil || bytes.Equal(turned, file) {
		t.Error("another order gave the same file")
	}
}

func TestPagesAreTurnedUpright(t *testing.T) {
	page := colourPage(t, 40, 80)
	lying := insert(page, 2, orientationSegment(6))
	f, err := frameOf(lying)
	if err != nil || f.lies != 6 {
		t.Fatalf("lies %d, %v", f.lies, err)
	}
	if w, h := f.size(); w != 842 || h != 421 {
		t.Errorf("a page on its side is %d by %d", w, h)
	}
	// Where the stored picture's corners come to lie, by Exif: top left, then top
	// right, on a page that is 2 wide and 1 high.
	corners := map[int][2][2]int{
		1: {{0, 1}, {2, 1}}, 2: {{2, 1}, {0, 1}}, 3: {{2, 0}, {0, 0}}, 4: {{0, 0}, {2, 0}},
		5: {{0, 1}, {0, 0}}, 6: {{2, 1}, {2, 0}}, 7: {{2, 0}, {2, 1}}, 8: {{0, 0}, {0, 1}},
	}
	for lies, want := range corners {
		var m [6]int
		for i, part := range strings.Fields(placed(lies, 2, 1)) {
			m[i] = map[string]int{"0": 0, "-0": 0, "1": 1, "-1": -1, "2": 2, "-2": -2}[part]
		}
		at := func(x, y int) [2]int { return [2]int{m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]} }
		if got := [2][2]int{at(0, 1), at(1, 1)}; got != want {
			t.Errorf("orientation %d puts the top corners at %v, want %v", lies, got, want)
		}
	}
}

func TestWhatIsNoPageIsRefused(t *testing.T) {
	whole := colourPage(t, 20, 20)
	cmyk := bytes.Clone(whole)
	at := bytes.Index(cmyk, []byte{0xff, 0xc0})
	cmyk[at+9] = 4
	deep := bytes.Clone(whole)
	deep[at+4] = 12
	lossless := bytes.Clone(whole)
	lossless[at+1] = 0xc3
	for name, page := range map[string][]byte{
		"nothing": nil, "text": []byte("hello"), "cut before the frame": whole[:at], "cut in the frame": whole[:at+6],
		"four colours": cmyk, "twelve bits": deep, "lossless": lossless, "PNG": []byte(pngSignature), "no markers": {0xff, 0xd8, 0, 0},
	} {
		if _, err := Join([][]byte{page}); !errors.Is(err, ErrNoPage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Join(nil); !errors.Is(err, ErrNoPage) {
		t.Error("no page at all made a file")
	}
}
