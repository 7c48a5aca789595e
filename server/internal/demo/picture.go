package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// heater draws the photo that comes with a note: a cold radiator under a
// window. A drawing, so that nobody takes it for somebody's home.
func heater() ([]byte, error) {
	picture := image.NewPaletted(image.Rect(0, 0, 960, 720), color.Palette{
		color.RGBA{0xE9, 0xE2, 0xD3, 0xFF}, // wall
		color.RGBA{0x9C, 0x7B, 0x58, 0xFF}, // floor
		color.RGBA{0xF7, 0xF5, 0xEF, 0xFF}, // paint
		color.RGBA{0xB9, 0xC9, 0xD1, 0xFF}, // winter sky
		color.RGBA{0x8D, 0x8A, 0x80, 0xFF}, // shadow
		color.RGBA{0xA8, 0x4B, 0x2A, 0xFF}, // rust
	})
	fill := func(colour uint8, x, y, width, height int) {
		draw.Draw(picture, image.Rect(x, y, x+width, y+height), image.NewUniform(picture.Palette[colour]), image.Point{}, draw.Src)
	}
	fill(1, 0, 610, 960, 110)
	fill(4, 0, 600, 960, 10)
	fill(2, 220, 40, 520, 260) // the window
	fill(3, 240, 60, 230, 220)
	fill(3, 490, 60, 230, 220)
	fill(4, 200, 300, 560, 16)
	for rib := range 9 { // the radiator
		x := 226 + rib*58
		fill(4, x+40, 352, 8, 214)
		fill(2, x, 348, 40, 214)
	}
	fill(4, 210, 384, 530, 8)
	fill(4, 210, 520, 530, 8)
	fill(2, 740, 516, 60, 16) // the valve, and what runs from it
	fill(4, 800, 496, 30, 56)
	fill(5, 742, 532, 10, 70)
	fill(5, 720, 602, 70, 8)
	fill(5, 404, 540, 30, 22)
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("demo: picture: %w", err)
	}
	return out.Bytes(), nil
}
