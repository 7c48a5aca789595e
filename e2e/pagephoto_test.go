package e2e

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// shot is how somebody stands over a sheet with a camera.
type shot struct {
	turn  float64 // degrees, clockwise
	tilt  float64 // how much smaller the far edge is than the near one
	dark  float64 // how dark the shaded corner is; 1 is no shade
	grain float64 // of the sensor, in steps of 255
}

// photographed is one sheet of a printed PDF on a dark table, as a camera sees it:
// turned, from an angle, with light from one side, a little out of focus and with
// a grain.
func photographed(t *testing.T, name string, printed []byte, sheet string, how shot) string {
	t.Helper()
	pdf := saveFile(t, "printed.pdf", printed)
	drawn := filepath.Join(t.TempDir(), "sheet")
	judge(t, "pdftoppm", "-png", "-gray", "-r", "170", "-f", sheet, "-l", sheet, "-singlefile", pdf, drawn)
	file, err := os.Open(drawn + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	page, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, how.of(blurred(page)), &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return saveFile(t, name, out.Bytes())
}

// blurred is the sheet as a gray picture whose edges are soft.
func blurred(page image.Image) *image.Gray {
	size := page.Bounds().Size()
	gray := image.NewGray(image.Rect(0, 0, size.X, size.Y))
	level := func(x, y int) int {
		r, _, _, _ := page.At(min(max(x, 0), size.X-1), min(max(y, 0), size.Y-1)).RGBA()
		return int(r >> 8)
	}
	for y := range size.Y {
		for x := range size.X {
			sum := 0
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					sum += level(x+dx, y+dy)
				}
			}
			gray.Pix[y*gray.Stride+x] = uint8(sum / 9)
		}
	}
	return gray
}

// of takes the photo: every point of it looks for its place on the sheet.
func (s shot) of(page *image.Gray) *image.Gray {
	const width, height = 2000, 2600
	size := page.Bounds().Size()
	photo := image.NewGray(image.Rect(0, 0, width, height))
	grain := rand.New(rand.NewPCG(7, 7))
	sin, cos := math.Sincos(s.turn * math.Pi / 180)
	scale := 0.82 * min(float64(width)/float64(size.X), float64(height)/float64(size.Y))
	for y := range height {
		for x := range width {
			dx, dy := float64(x-width/2)/scale, float64(y-height/2)/scale
			u, v := dx*cos+dy*sin, dy*cos-dx*sin
			far := 1 + s.tilt*v/float64(size.Y) // the far edge is drawn together
			at, down := u/far+float64(size.X)/2, v/far+float64(size.Y)/2
			light := 1 - (1-s.dark)*float64(x+y)/(width+height)
			level := 52.0 // the table
			if at >= 0 && down >= 0 && at < float64(size.X-1) && down < float64(size.Y-1) {
				level = 20 + 0.88*sampled(page, at, down)
			}
			level = level*light + s.grain*grain.NormFloat64()
			photo.Pix[y*photo.Stride+x] = uint8(min(max(level, 0), 255))
		}
	}
	return photo
}

// sampled is the brightness between four points.
func sampled(page *image.Gray, x, y float64) float64 {
	left, top := int(x), int(y)
	across, down := x-float64(left), y-float64(top)
	at := top*page.Stride + left
	upper := float64(page.Pix[at])*(1-across) + float64(page.Pix[at+1])*across
	lower := float64(page.Pix[at+page.Stride])*(1-across) + float64(page.Pix[at+page.Stride+1])*across
	return upper*(1-down) + lower*down
}
