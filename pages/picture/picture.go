// Package picture takes out of photos and scans what a camera writes beside the
// picture: where and when it was taken, by which device, a small copy of it, and
// whatever follows its end. It moves bytes and decodes no picture, so that it
// runs in both homes.
package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// Clean returns a JPEG or PNG with nothing in it but the picture, its colours
// and how it lies (orientation). ok is false for bytes that cannot be taken
// apart: they are returned as they came, and may still say where they were taken.
func Clean(content []byte) (clean []byte, ok bool) {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xd8")):
		clean, ok = cleanJPEG(content)
	case bytes.HasPrefix(content, []byte(pngSignature)):
		clean, ok = cleanPNG(content)
	}
	if !ok {
		return content, false
	}
	return clean, true
}

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markAPP0 = 0xe0
	markAPP1 = 0xe1
	markAPP2 = 0xe2
	markAPPE = 0xee
)

// cleanJPEG keeps the segments that draw the picture. What follows the end of
// the picture goes: phones hang films and second pictures there.
func cleanJPEG(in []byte) ([]byte, bool) {
	out := append(make([]byte, 0, len(in)), 0xff, markSOI)
	lies, at, drawn := 1, len(out), false
	for i := 2; ; {
		mark, next := markerAt(in, i)
		if next < 0 {
			return nil, false
		}
		if mark == markEOI {
			out = append(out, 0xff, markEOI)
			return insert(out, at, orientationSegment(lies)), drawn
		}
		if len(in)-next < 2 {
			return nil, false
		}
		size := int(binary.BigEndian.Uint16(in[next:]))
		if size < 2 || size > len(in)-next {
			return nil, false
		}
		payload := in[next+2 : next+size]
		i = next + size
		switch {
		case mark == markAPP0 && bytes.HasPrefix(payload, []byte("JFIF\x00")) && len(payload) >= 14:
			out = append(append(out, 0xff, mark, 0, 16), payload[:12]...)
			out = append(out, 0, 0) // no small copy
			if len(out) == 2+18 {
				at = len(out)
			}
		case mark == markAPP1 && bytes.HasPrefix(payload, []byte("Exif\x00\x00")):
			if found := orientation(payload[6:]); found > 0 && lies == 1 {
				lies = found
			}
		case draws(mark), mark == markAPP2 && bytes.HasPrefix(payload, []byte("ICC_PROFILE\x00")),
			mark == markAPPE && bytes.HasPrefix(payload, []byte("Adobe")):
			out = append(append(out, 0xff, mark), in[next:i]...)
		}
		if mark == markSOS {
			end := scanEnd(in, i)
			out, drawn = append(out, in[i:end]...), true
			if i = end; i == len(in) { // cut short: decoders show what there is
				out = append(out, 0xff, markEOI)
				return insert(out, at, orientationSegment(lies)), true
			}
		}
	}
}

// markerAt reads the marker at i, past filling bytes; next is where its segment
// begins, -1 where there is none.
func markerAt(in []byte, i int) (mark byte, next int) {
	if i >= len(in) || in[i] != 0xff {
		return 0, -1
	}
	for i < len(in) && in[i] == 0xff {
		i++
	}
	if i >= len(in) || in[i] == 0 {
		return 0, -1
	}
	return in[i], i + 1
}

// draws reports whether a segment is part of the picture: frames, tables,
// restart intervals, scans.
func draws(mark byte) bool {
	return mark >= 0xc0 && mark <= 0xcf || mark >= markSOS && mark <= 0xdf
}

// scanEnd returns where the picture's own bytes end that begin at i: at the next
// marker, but for those that may stand within a scan, or at the end of the file.
func scanEnd(in []byte, i int) int {
	for i < len(in) {
		found := bytes.IndexByte(in[i:], 0xff)
		if found < 0 {
			return len(in)
		}
		i += found
		switch {
		case i+1 == len(in):
			return len(in)
		case in[i+1] == 0xff:
			i++
		case in[i+1] == 0, in[i+1] >= 0xd0 && in[i+1] <= 0xd7:
			i += 2
		default:
			return i
		}
	}
	return len(in)
}

func insert(out []byte, at int, segment []byte) []byte {
	if len(segment) == 0 {
		return out
	}
	return append(append(append(make([]byte, 0, len(out)+len(segment)), out[:at]...), segment...), out[at:]...)
}

// tagOrientation is the one tag that is kept (Exif 2.32, 4.6.4).
const tagOrientation = 0x0112

// orientation reads 1 to 8 from the first directory of a TIFF structure, 0 where
// it does not say.
func orientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0
	}
	count := uint64(order.Uint16(tiff[at:]))
	for i := range count {
		entry := at + 2 + 12*i
		if entry+12 > uint64(len(tiff)) {
			return 0
		}
		const short = 3
		if order.Uint16(tiff[entry:]) == tagOrientation && order.Uint16(tiff[entry+2:]) == short && order.Uint32(tiff[entry+4:]) == 1 {
			if value := int(order.Uint16(tiff[entry+8:])); value >= 1 && value <= 8 {
				return value
			}
			return 0
		}
	}
	return 0
}

// orientationTIFF is a TIFF structure that says how a picture lies and nothing
// else; nil where it lies as it is drawn.
func orientationTIFF(lies int) []byte {
	if lies <= 1 {
		return nil
	}
	return []byte{
		'M', 'M', 0, '*', 0, 0, 0, 8,
		0, 1, // one entry: tag, type, count, value
		tagOrientation >> 8, tagOrientation & 0xff, 0, 3, 0, 0, 0, 1, 0, byte(lies), 0, 0,
		0, 0, 0, 0,
	}
}

func orientationSegment(lies int) []byte {
	tiff := orientationTIFF(lies)
	if tiff == nil {
		return nil
	}
	return append([]byte{0xff, markAPP1, 0, byte(2 + 6 + len(tiff)), 'E', 'x', 'i', 'f', 0, 0}, tiff...)
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that draw the picture or give its colours.
var pngKept = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true,
	"sRGB": true, "iCCP": true, "cICP": true, "sBIT": true, "bKGD": true, "pHYs": true,
}

// cleanPNG keeps the chunks that draw the picture, up to its end.
func cleanPNG(in []byte) ([]byte, bool) {
	out := append(make([]byte, 0, len(in)), pngSignature...)
	lies, at := 1, 0
	for i := len(pngSignature); len(in)-i >= 12; {
		size := uint64(binary.BigEndian.Uint32(in[i:]))
		if size > uint64(len(in)-i-12) {
			return nil, false
		}
		kind, end := string(in[i+4:i+8]), i+12+int(size)
		if (kind == "IHDR") != (at == 0) {
			return nil, false
		}
		switch {
		case pngKept[kind]:
			out = append(out, in[i:end]...)
		case kind == "eXIf":
			if found := orientation(in[i+8 : end-4]); found > 0 {
				lies = found
			}
		case kind[0]&0x20 == 0: // a critical chunk that we do not know
			return nil, false
		}
		if kind == "IHDR" {
			at = len(out)
		}
		if i = end; kind == "IEND" {
			return insert(out, at, orientationChunk(lies)), true
		}
	}
	return nil, false
}

func orientationChunk(lies int) []byte {
	tiff := orientationTIFF(lies)
	if tiff == nil {
		return nil
	}
	named := append([]byte("eXIf"), tiff...)
	chunk := append(binary.BigEndian.AppendUint32(nil, uint32(len(tiff))), named...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(named))
}
