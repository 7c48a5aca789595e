// Package harmless looks into files before they are kept, whoever brings them and
// by whatever way: both ways of telling their type must agree, pictures have a
// size that fits in memory, and a PDF holds nothing that runs or hides another
// file. A file is read where it lies and never held whole.
package harmless

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // sizes of JPEG and PNG before anything decodes them
	_ "image/png"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"doorstep/casework"
)

// maxPixels is the largest picture that is taken, in pixels (40 megapixels).
const maxPixels = 40_000_000

// AnyMedia is what a client announces that does not say what it brings.
const AnyMedia = "application/octet-stream"

// File reports whether a file may be kept and shown. media is what it was
// announced as.
func File(content io.ReadSeeker, media string) bool {
	head := make([]byte, 512)
	n, err := io.ReadFull(content, head)
	if n == 0 || err != nil && err != io.ErrUnexpectedEOF {
		return false
	}
	sniffed := http.DetectContentType(head[:n])
	if media != AnyMedia && media != sniffed {
		return false
	}
	switch sniffed {
	case "application/pdf":
		return quietPDF(content)
	case "image/jpeg", "image/png":
		return wound(content) && fits(content) && wound(content) && count(content, "%PDF-") == 0
	}
	return false
}

func wound(content io.Seeker) bool {
	_, err := content.Seek(0, io.SeekStart)
	return err == nil
}

// Bytes is File for a form's file, which is held already.
func Bytes(media string, content []byte) *casework.Problem {
	if !File(bytes.NewReader(content), media) {
		return casework.Fail(casework.UnsafeFile)
	}
	return nil
}

// fits reads no more of a picture than says how large it is.
func fits(content io.Reader) bool {
	size, _, err := image.DecodeConfig(content)
	return err == nil && size.Width > 0 && size.Height > 0 && int64(size.Width)*int64(size.Height) <= maxPixels
}

// count counts how often a mark stands in the content. What cannot be read to its
// end holds too many.
func count(content io.Reader, mark string) (n int) {
	window, kept := make([]byte, 64<<10), 0
	for {
		read, err := content.Read(window[kept:])
		n += bytes.Count(window[:kept+read], []byte(mark))
		if err == io.EOF {
			return n
		}
		if err != nil {
			return math.MaxInt
		}
		tail := min(len(mark)-1, kept+read)
		copy(window, window[kept+read-tail:kept+read])
		kept = tail
	}
}

// loud are the names in a PDF that run something or carry another file.
var loud = []string{"JavaScript", "JS", "Launch", "EmbeddedFile", "EF", "RichMedia", "XFA", "AA", "SubmitForm", "ImportData", "GoToR", "GoToE"}

// How much a PDF may ask of us: one is read at a time, for so long, and all that
// is packed in it may unpack to so much.
const (
	readTime    = 20 * time.Second
	maxUnpacked = 512 << 20 // shared by its objects, which is many times what any needs
	maxOfOne    = 16 << 20
	maxObjects  = 500_000
)

var reading sync.Mutex

func limits(objects int) *model.Configuration {
	config := model.NewDefaultConfiguration()
	config.Cmd, config.Offline = model.VALIDATE, true
	config.Limits.MaxStreamBytes = int64(casework.MaxAttachment())
	config.Limits.MaxDecodeBytes = int64(min(maxOfOne, maxUnpacked/max(objects, 1)))
	config.Limits.MaxObjectCount, config.Limits.MaxXRefEntries, config.Limits.MaxObjectStreamCount = maxObjects, maxObjects, maxObjects
	return config
}

// quietPDF reports whether the PDF can be read and nothing in it is active. What
// pdfcpu cannot read is not taken: nobody could look into it.
func quietPDF(content io.ReadSeeker) (quiet bool) {
	reading.Lock()
	defer reading.Unlock()
	defer func() {
		if recover() != nil { // a library that stumbles over hostile bytes
			quiet = false
		}
	}()
	if !wound(content) {
		return false
	}
	objects := count(content, "obj")
	if objects > 2*maxObjects || !wound(content) {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), readTime)
	defer cancel()
	parsed, err := pdfcpu.ReadWithContext(ctx, content, limits(objects))
	if err != nil || parsed.Encrypt != nil {
		return false
	}
	for _, entry := range parsed.Table {
		if entry != nil && !quietObject(ctx, entry.Object, 0) {
			return false
		}
	}
	return true
}

// maxDepth bounds how deep an object of a PDF is followed.
const maxDepth = 64

func quietObject(ctx context.Context, object types.Object, depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch object := object.(type) {
	case types.Dict:
		return quietDict(ctx, object, depth)
	case types.StreamDict:
		return quietDict(ctx, object.Dict, depth)
	case types.ObjectStreamDict, types.XRefStreamDict: // what is in it stands in the table too
		return true
	case types.LazyObjectStreamObject: // still packed
		unpacked, err := object.DecodedObject(ctx)
		return err == nil && quietObject(ctx, unpacked, depth+1)
	case types.Array:
		for _, one := range object {
			if !quietObject(ctx, one, depth+1) {
				return false
			}
		}
	case types.Name:
		return !isLoud(string(object))
	}
	return true
}

func quietDict(ctx context.Context, dict types.Dict, depth int) bool {
	for name, value := range dict {
		if isLoud(name) || !quietObject(ctx, value, depth+1) {
			return false
		}
	}
	return true
}

func isLoud(name string) bool {
	for _, one := range loud {
		if strings.EqualFold(name, one) {
			return true
		}
	}
	return false
}
