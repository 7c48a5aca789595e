package harmless

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/jpeg"
	"runtime"
	"strings"
	"testing"

	"doorstep/pages/picture"
)

// packed is a PDF whose catalog lies in an object stream, with blanks behind it,
// as often as streams says.
func packed(catalog string, blanks, streams int) []byte {
	var body bytes.Buffer
	writer := zlib.NewWriter(&body)
	fmt.Fprint(writer, "1 0 "+catalog)
	blank := []byte(strings.Repeat(" ", 1<<20))
	for range blanks {
		writer.Write(blank)
	}
	writer.Close()
	var out bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	rows := []byte{0, 0, 0, 0, 0}
	rows = append(rows, 2, 0, 0, 2, 0)
	for i := range streams {
		at := out.Len()
		rows = append(rows, 1, byte(at>>16), byte(at>>8), byte(at), 0)
		fmt.Fprintf(&out, "%d 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n", i+2, body.Len(), body.Bytes())
	}
	start := out.Len()
	rows = append(rows, 1, byte(start>>16), byte(start>>8), byte(start), 0)
	fmt.Fprintf(&out, "%d 0 obj\n<</Type/XRef/Size %d/W[1 3 1]/Root 1 0 R/Length %d>>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		streams+2, streams+3, len(rows), rows, start)
	return out.Bytes()
}

func TestPackedObjectsAreLookedInto(t *testing.T) {
	for catalog, want := range map[string]bool{
		"<</Type/Catalog>>": true,
		"<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>": false,
		"<</Type/Catalog/OpenAction[<</S/Launch/F(cmd.exe)>>]>>":         false,
	} {
		if got := File(bytes.NewReader(packed(catalog, 0, 1)), "application/pdf"); got != want {
			t.Errorf("%s: %v, want %v", catalog, got, want)
		}
	}
}

// TestOurOwnPaperIsTaken: the pages of a signed paper become a PDF on the tablet,
// which has to pass when it arrives.
func TestOurOwnPaperIsTaken(t *testing.T) {
	var page bytes.Buffer
	if err := jpeg.Encode(&page, image.NewRGBA(image.Rect(0, 0, 60, 80)), nil); err != nil {
		t.Fatal(err)
	}
	paper, err := picture.Join([][]byte{page.Bytes(), page.Bytes()})
	if err != nil || !File(bytes.NewReader(paper), "application/pdf") || !File(bytes.NewReader(page.Bytes()), "image/jpeg") {
		t.Errorf("our own paper is refused: %v", err)
	}
}

// TestBombNeedsNoMemory: 20 object streams that unpack to 64 MB each.
func TestBombNeedsNoMemory(t *testing.T) {
	content := packed("<</Type/Catalog>>", 64, 20)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	taken := File(bytes.NewReader(content), "application/pdf")
	runtime.ReadMemStats(&after)
	used := (after.TotalAlloc - before.TotalAlloc) >> 20
	if taken || used > 200 {
		t.Errorf("%d KB that unpack to 1280 MB: taken %v, %d MB of memory", len(content)>>10, taken, used)
	}
}
