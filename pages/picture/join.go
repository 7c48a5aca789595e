package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
)

// ErrNoPage says that a file is no JPEG that can be a page of a PDF.
var ErrNoPage = errors.New("picture: not a page")

// longEdge is the longer edge of a page in points: that of A4.
const longEdge = 842

// Join makes one PDF of photographed or scanned pages, one JPEG a page, as they
// are: no pixel is drawn anew. The same pages always give the same bytes, on the
// tablet and at the office.
func Join(pages [][]byte) ([]byte, error) {
	if len(pages) == 0 {
		return nil, ErrNoPage
	}
	w := &pdfWriter{}
	w.raw("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var kids []byte
	for i := range pages {
		kids = append(kids, ref(3+3*i)+" "...)
	}
	w.object("<< /Type /Catalog /Pages " + ref(2) + " >>")
	w.object("<< /Type /Pages /Count " + strconv.Itoa(len(pages)) + " /Kids [ " + string(kids) + "] >>")
	for i, page := range pages {
		if err := w.page(page, 3+3*i); err != nil {
			return nil, err
		}
	}
	return w.end(), nil
}

type pdfWriter struct {
	out     bytes.Buffer
	offsets []int
}

func ref(number int) string { return strconv.Itoa(number) + " 0 R" }

func (w *pdfWriter) raw(text string) { w.out.WriteString(text) }

// object writes the next object: its dictionary and, if there is one, its stream.
func (w *pdfWriter) object(dictionary string, stream ...[]byte) {
	w.offsets = append(w.offsets, w.out.Len())
	w.raw(strconv.Itoa(len(w.offsets)) + " 0 obj\n" + dictionary)
	for _, content := range stream {
		w.raw("\nstream\n")
		w.out.Write(content)
		w.raw("\nendstream")
	}
	w.raw("\nendobj\n")
}

// page writes a page of one picture: the page, what it draws, and the picture.
func (w *pdfWriter) page(jpeg []byte, number int) error {
	frame, err := frameOf(jpeg)
	if err != nil {
		return err
	}
	width, height := frame.size()
	matrix := placed(frame.lies, width, height)
	draw := []byte("q " + matrix + " cm /P Do Q")
	w.object("<< /Type /Page /Parent " + ref(2) + " /MediaBox [ 0 0 " + strconv.Itoa(width) + " " + strconv.Itoa(height) + " ] /Contents " + ref(number+1) +
		" /Resources << /XObject << /P " + ref(number+2) + " >> >> >>")
	w.object("<< /Length "+strconv.Itoa(len(draw))+" >>", draw)
	w.object("<< /Type /XObject /Subtype /Image /Width "+strconv.Itoa(frame.width)+" /Height "+strconv.Itoa(frame.height)+
		" /ColorSpace "+frame.colours+" /BitsPerComponent 8 /Filter /DCTDecode /Length "+strconv.Itoa(len(jpeg))+" >>", jpeg)
	return nil
}

// end writes where every object begins. The file is known by the hash of what
// is in it.
func (w *pdfWriter) end() []byte {
	sum := sha256.Sum256(w.out.Bytes())
	id := hex.EncodeToString(sum[:16])
	at, count := w.out.Len(), strconv.Itoa(len(w.offsets)+1)
	w.raw("xref\n0 " + count + "\n0000000000 65535 f \n")
	for _, offset := range w.offsets {
		digits := strconv.Itoa(offset)
		w.raw("0000000000"[len(digits):] + digits + " 00000 n \n")
	}
	w.raw("trailer\n<< /Size " + count + " /Root " + ref(1) + " /ID [ <" + id + "> <" + id + "> ] >>\nstartxref\n" + strconv.Itoa(at) + "\n%%EOF\n")
	return w.out.Bytes()
}

// frame is what a PDF must know of a JPEG.
type frame struct {
	width, height int // as it is stored
	colours       string
	lies          int // 1 to 8, see tagOrientation
}

// size is that of its page in points, as it is seen: upright.
func (f frame) size() (width, height int) {
	w, h := f.width, f.height
	if f.lies >= 5 {
		w, h = h, w
	}
	if w >= h {
		return longEdge, max(1, (h*longEdge+w/2)/w)
	}
	return max(1, (w*longEdge+h/2)/h), longEdge
}

// placed turns a picture upright: the transformation of its unit square onto a
// page of this size (ISO 32000-1, 8.3.4), by how it lies.
func placed(lies, width, height int) string {
	w, h := strconv.Itoa(width), strconv.Itoa(height)
	switch lies {
	case 2:
		return "-" + w + " 0 0 " + h + " " + w + " 0"
	case 3:
		return "-" + w + " 0 0 -" + h + " " + w + " " + h
	case 4:
		return w + " 0 0 -" + h + " 0 " + h
	case 5:
		return "0 -" + h + " -" + w + " 0 " + w + " " + h
	case 6:
		return "0 -" + h + " " + w + " 0 0 " + h
	case 7:
		return "0 " + h + " " + w + " 0 0 0"
	case 8:
		return "0 " + h + " -" + w + " 0 " + w + " 0"
	}
	return w + " 0 0 " + h + " 0 0"
}

// frameOf reads the header of a JPEG: baseline or progressive, grey or coloured,
// eight bits a colour. Anything else, PDF readers do not agree on.
func frameOf(jpeg []byte) (frame, error) {
	f := frame{lies: 1}
	if !bytes.HasPrefix(jpeg, []byte{0xff, markSOI}) {
		return f, ErrNoPage
	}
	for i := 2; ; {
		mark, next := markerAt(jpeg, i)
		if next < 0 || mark == markEOI || mark == markSOS || len(jpeg)-next < 2 {
			return f, ErrNoPage
		}
		size := int(binary.BigEndian.Uint16(jpeg[next:]))
		if size < 2 || size > len(jpeg)-next {
			return f, ErrNoPage
		}
		payload := jpeg[next+2 : next+size]
		i = next + size
		switch {
		case mark == markAPP1 && bytes.HasPrefix(payload, []byte("Exif\x00\x00")):
			if found := orientation(payload[6:]); found > 0 {
				f.lies = found
			}
		case mark >= 0xc0 && mark <= 0xc2:
			return f.start(payload)
		case mark >= 0xc3 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc:
			return f, ErrNoPage // lossless, hierarchical or arithmetic
		}
	}
}

// start reads a start of frame.
func (f frame) start(payload []byte) (frame, error) {
	if len(payload) < 6 || payload[0] != 8 {
		return f, ErrNoPage
	}
	f.height, f.width = int(binary.BigEndian.Uint16(payload[1:])), int(binary.BigEndian.Uint16(payload[3:]))
	switch payload[5] {
	case 1:
		f.colours = "/DeviceGray"
	case 3:
		f.colours = "/DeviceRGB"
	}
	if f.height == 0 || f.width == 0 || f.colours == "" {
		return f, ErrNoPage
	}
	return f, nil
}

// IsPage reports whether Join takes the file as a page.
func IsPage(jpeg []byte) bool {
	_, err := frameOf(jpeg)
	return err == nil
}
