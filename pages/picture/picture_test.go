package picture

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"reflect"
	"strings"
	"testing"
)

const canary = "GPS 42.3314 N 83.0458 W"

func drawn(width, height int) image.Image {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			picture.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8(x * y), 255})
		}
	}
	return picture
}

func aJPEG(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, drawn(40, 30), nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func aPNG(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, drawn(40, 30)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// exif is what a phone writes: how it lies, and where it was.
func exif(order binary.AppendByteOrder, lies uint16) []byte {
	tiff := []byte("MM\x00*")
	if order.String() == "LittleEndian" {
		tiff = []byte("II*\x00")
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	entry := func(tag, kind uint16, count uint32, value []byte) {
		tiff = order.AppendUint32(order.AppendUint16(order.AppendUint16(tiff, tag), kind), count)
		tiff = append(tiff, value...)
	}
	entry(0x8825, 4, 1, order.AppendUint32(nil, 38)) // GPS
	entry(tagOrientation, 3, 1, append(order.AppendUint16(nil, lies), 0, 0))
	return append(order.AppendUint32(tiff, 0), canary...)
}

func segment(mark byte, payload string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(2+len(payload))), payload...)
}

// withSegments puts segments behind the beginning of a JPEG.
func withSegments(in []byte, segments ...[]byte) []byte {
	out := append([]byte{}, in[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, in[2:]...)
}

func chunk(kind, data string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE([]byte(kind+data)))
}

func withChunks(in []byte, chunks ...[]byte) []byte {
	const header = 8 + 25
	out := append([]byte{}, in[:header]...)
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, in[header:]...)
}

// samePicture compares what is seen.
func samePicture(t *testing.T, got, want []byte) {
	t.Helper()
	a, _, err := image.Decode(bytes.NewReader(got))
	if err != nil {
		t.Fatalf("what came out is no picture: %v", err)
	}
	b, _, err := image.Decode(bytes.NewReader(want))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("another picture came out")
	}
}

func TestCleanJPEG(t *testing.T) {
	plain := aJPEG(t)
	jfif := segment(0xe0, "JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x02\x02"+canary)
	for _, lies := range []uint16{1, 3, 6, 8} {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			in := withSegments(plain, jfif, segment(0xe1, "Exif\x00\x00"+string(exif(order, lies))),
				segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+canary), segment(0xed, "Photoshop 3.0\x00"+canary),
				segment(0xe2, "MPF\x00"+canary), segment(0xfe, canary), segment(0xe2, "ICC_PROFILE\x00\x01\x01colours"),
				segment(0xf1, canary), []byte{0xff, 0xff})
			in = append(in, canary+" and a film"...)
			out, ok := Clean(in)
			if !ok || bytes.Contains(out, []byte("GPS")) || bytes.Contains(out, []byte("film")) || bytes.Contains(out, []byte("MPF")) {
				t.Fatalf("lying as %d: ok %v, %d bytes of %d: %q", lies, ok, len(out), len(in), out[:60])
			}
			if !bytes.Contains(out, []byte("ICC_PROFILE")) {
				t.Error("the colours are gone")
			}
			want := 0
			if i := bytes.Index(out, []byte("Exif\x00\x00")); i >= 0 {
				want = orientation(out[i+6:])
			}
			if lies == 1 && want != 0 || lies != 1 && want != int(lies) {
				t.Errorf("it lay as %d and lies as %d now", lies, want)
			}
			samePicture(t, out, plain)
			if again, ok := Clean(out); !ok || !bytes.Equal(again, out) {
				t.Error("cleaned twice it is another file")
			}
		}
	}
	if out, ok := Clean(plain); !ok || !bytes.Equal(out, plain) {
		t.Error("a clean picture was changed")
	}
	if out, ok := Clean(plain[:len(plain)-40]); !ok || !bytes.HasSuffix(out, []byte{0xff, 0xd9}) {
		t.Error("a picture that is cut short was not cleaned")
	}
}

func TestCleanPNG(t *testing.T) {
	plain := aPNG(t)
	in := withChunks(plain, chunk("tEXt", "Comment\x00"+canary), chunk("iTXt", "XML:com.adobe.xmp\x00"+canary), chunk("zTXt", canary),
		chunk("tIME", "1234567"), chunk("eXIf", string(exif(binary.LittleEndian, 6))), chunk("gAMA", "\x00\x00\xb1\x8f"), chunk("prVt", canary))
	in = append(in, canary...)
	out, ok := Clean(in)
	if !ok || bytes.Contains(out, []byte("GPS")) || bytes.Contains(out, []byte("tEXt")) || !bytes.Contains(out, []byte("gAMA")) {
		t.Fatalf("ok %v: %q", ok, out)
	}
	if i := bytes.Index(out, []byte("eXIf")); i < 0 || orientation(out[i+4:]) != 6 {
		t.Error("how it lies is gone")
	}
	samePicture(t, out, plain)
	if again, ok := Clean(out); !ok || !bytes.Equal(again, out) {
		t.Error("cleaned twice it is another file")
	}
	if out, ok := Clean(plain); !ok || !bytes.Equal(out, plain) {
		t.Error("a clean picture was changed")
	}
}

// TestCleanWhatIsNone: what cannot be taken apart comes back as it was, and says so.
func TestCleanWhatIsNone(t *testing.T) {
	for what, in := range map[string]string{
		"nothing": "", "a PDF": "%PDF-1.7", "a beginning": "\xff\xd8", "a beginning and an end": "\xff\xd8\xff\xd9",
		"no marker": "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x48\x00\x48\x00\x00junk", "a long segment": "\xff\xd8\xff\xe1\xff\xffExif",
		"a short segment": "\xff\xd8\xff\xe1\x00\x01", "a PNG of nothing": pngSignature, "a PNG without end": string(aPNG(t)[:60]),
		"a PNG with a long chunk": pngSignature + "\xff\xff\xff\xffIHDR", "a PNG that begins otherwise": pngSignature + string(chunk("IEND", "")),
		"a PNG with a chunk of a later time": string(withChunks(aPNG(t), chunk("ZZZZ", "x"))),
	} {
		if out, ok := Clean([]byte(in)); ok || string(out) != in {
			t.Errorf("%s: ok %v, %q", what, ok, out)
		}
	}
}

// FuzzClean: whatever comes, nothing breaks; what is clean stays as it is, holds
// nothing of a camera's, and shows the same picture.
func FuzzClean(f *testing.F) {
	f.Add(aJPEG(f))
	f.Add(withSegments(aJPEG(f), segment(0xe1, "Exif\x00\x00"+string(exif(binary.LittleEndian, 6))), segment(0xfe, canary)))
	f.Add(aPNG(f))
	f.Add(withChunks(aPNG(f), chunk("eXIf", string(exif(binary.BigEndian, 3))), chunk("tEXt", canary)))
	f.Add([]byte("\xff\xd8\xff\xda\x00\x02\xff\x00\xff\xd0\xff\xff\xd9"))
	f.Fuzz(func(t *testing.T, in []byte) {
		out, ok := Clean(in)
		if !ok {
			if !bytes.Equal(in, out) {
				t.Fatal("what could not be cleaned was changed")
			}
			return
		}
		if len(out) > len(in)+2 {
			t.Fatalf("%d bytes became %d", len(in), len(out))
		}
		again, ok := Clean(out)
		if !ok || !bytes.Equal(again, out) {
			t.Fatal("cleaned twice it is another file")
		}
		before, _, err := image.DecodeConfig(bytes.NewReader(in))
		if err != nil || before.Width*before.Height > 1<<16 {
			return
		}
		a, _, errBefore := image.Decode(bytes.NewReader(in))
		b, _, errAfter := image.Decode(bytes.NewReader(out))
		if errBefore == nil && (errAfter != nil || !reflect.DeepEqual(a, b)) {
			t.Fatalf("another picture: %v", errAfter)
		}
	})
}

func TestMarkersOfScans(t *testing.T) {
	if got := scanEnd([]byte("ab\xff\x00c\xff\xd3d\xff\xff\xdae"), 0); got != 9 {
		t.Errorf("the scan ends at %d", got)
	}
	if !strings.HasPrefix(string(orientationSegment(6)), "\xff\xe1\x00\x22Exif\x00\x00MM") {
		t.Errorf("%q", orientationSegment(6))
	}
}
