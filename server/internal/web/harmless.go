package web

import (
	"bytes"
	"image"
	_ "image/jpeg" // sizes of JPEG and PNG before anything decodes them
	_ "image/png"
	"net/http"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"doorstep/casework"
)

// Files from outside the agency are looked at before they are kept: both ways of
// telling their type must agree, pictures have a size that fits in memory, and a
// PDF holds nothing that runs or hides another file.

// maxPixels is the largest picture that is taken, in pixels (40 megapixels).
const maxPixels = 40_000_000

func harmless(media string, content []byte) *casework.Problem {
	sniffed := http.DetectContentType(content)
	if sniffed != media {
		return casework.Fail(casework.WrongType)
	}
	if media != "application/pdf" {
		size, _, err := image.DecodeConfig(bytes.NewReader(content))
		if err != nil || size.Width <= 0 || size.Height <= 0 || size.Width*size.Height > maxPixels {
			return casework.Fail(casework.WrongType)
		}
		if bytes.Contains(content, []byte("%PDF-")) { // a picture and a PDF in one
			return casework.Fail(casework.WrongType)
		}
		return nil
	}
	if !quietPDF(content) {
		return casework.Fail(casework.WrongType)
	}
	return nil
}

// loud are the names in a PDF that run something or carry another file.
var loud = []string{"JavaScript", "JS", "Launch", "EmbeddedFile", "EF", "RichMedia", "XFA", "AA", "SubmitForm", "ImportData", "GoToR", "GoToE"}

// quietPDF reports whether the PDF can be read and nothing in it is active. What
// pdfcpu cannot read is not taken: nobody could look into it.
func quietPDF(content []byte) (quiet bool) {
	defer func() {
		if recover() != nil { // a library that stumbles over hostile bytes
			quiet = false
		}
	}()
	config := model.NewDefaultConfiguration()
	config.Cmd = model.VALIDATE
	parsed, err := api.ReadContext(bytes.NewReader(content), config)
	if err != nil || parsed.Encrypt != nil {
		return false
	}
	for _, entry := range parsed.Table {
		if entry != nil && !quietObject(entry.Object, 0) {
			return false
		}
	}
	return true
}

// maxDepth bounds how deep an object of a PDF is followed.
const maxDepth = 64

func quietObject(object types.Object, depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch object := object.(type) {
	case types.Dict:
		return quietDict(object, depth)
	case types.StreamDict:
		return quietDict(object.Dict, depth)
	case types.Array:
		for _, one := range object {
			if !quietObject(one, depth+1) {
				return false
			}
		}
	case types.Name:
		return !isLoud(string(object))
	}
	return true
}

func quietDict(dict types.Dict, depth int) bool {
	for name, value := range dict {
		if isLoud(name) || !quietObject(value, depth+1) {
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
