package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views/words"
)

// body reads the request's body, at most limit bytes; more is TooLarge.
func body(c *fiber.Ctx, limit int64) ([]byte, error) {
	stream := c.Context().RequestBodyStream()
	if stream == nil {
		if int64(len(c.Request().Body())) > limit {
			return nil, casework.Fail(casework.TooLarge)
		}
		return bytes.Clone(c.Request().Body()), nil
	}
	content, err := io.ReadAll(io.LimitReader(stream, limit+1))
	if err != nil {
		return nil, cut(err)
	}
	if int64(len(content)) > limit {
		return nil, casework.Fail(casework.TooLarge)
	}
	return content, nil
}

// bodyStream reads the request's body as it arrives. (Request().Body() would
// take all of a stream into memory first, however large.)
func bodyStream(c *fiber.Ctx) io.Reader {
	if stream := c.Context().RequestBodyStream(); stream != nil {
		return stream
	}
	return bytes.NewReader(c.Request().Body())
}

// cut says that a body ended early or was none.
func cut(err error) error {
	return errors.Join(&sentenceError{http.StatusBadRequest, words.FormCut, words.FormCutHow}, err)
}

// drain reads what nobody read, so that the answer is not lost in a reset and
// the next request on the connection starts where it should. What is larger
// still ends the connection.
func drain(c *fiber.Ctx) {
	stream := c.Context().RequestBodyStream()
	if stream == nil {
		return
	}
	n, err := io.CopyN(io.Discard, stream, drainBody)
	if n == drainBody || err != nil && !errors.Is(err, io.EOF) {
		c.Context().SetConnectionClose()
	}
}

// form reads an urlencoded form.
func form(c *fiber.Ctx, limit int64) (pages.Values, error) {
	content, err := body(c, limit)
	if err != nil {
		return nil, err
	}
	values, err := url.ParseQuery(string(content))
	if err != nil {
		return nil, casework.Fail(casework.BadText)
	}
	return pages.Values(values), nil
}

// query reads the address's query.
func query(c *fiber.Ctx) pages.Values {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return pages.Values{}
	}
	return pages.Values(values)
}

// multiform reads a form with files. In place of a file over the limit stands
// one that is just too large: the page flow sees it and answers with every typed
// word in its place. The words alone may take pageBody.
func multiform(c *fiber.Ctx) (pages.Values, []pages.Upload, error) {
	kind, params, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	if err != nil || kind != "multipart/form-data" {
		values, err := form(c, pageBody)
		return values, nil, err
	}
	allowTime(c, uploadTimeout)
	reader := multipart.NewReader(bodyStream(c), params["boundary"])
	values, uploads, left, room := pages.Values{}, []pages.Upload(nil), int64(pageBody), int64(formFiles)
	for range formParts {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return values, uploads, nil
		}
		if err != nil {
			return nil, nil, cut(err)
		}
		if part.FileName() == "" && part.Header.Get("Content-Type") == "" {
			if left, err = readWords(part, values, left); err != nil {
				return nil, nil, err
			}
			continue
		}
		upload, err := readUpload(part, room)
		if err != nil {
			return nil, nil, err
		}
		uploads, room = append(uploads, upload), room-int64(len(upload.Content))
	}
	return nil, nil, casework.Fail(casework.TooLarge)
}

func readWords(part *multipart.Part, values pages.Values, left int64) (int64, error) {
	content, err := io.ReadAll(io.LimitReader(part, left+1))
	if err != nil {
		return 0, cut(err)
	}
	if int64(len(content)) > left {
		return 0, casework.Fail(casework.TooLarge)
	}
	values[part.FormName()] = append(values[part.FormName()], string(content))
	return left - int64(len(content)), nil
}

// overlong stands for every file that is too large to be held: one byte more
// than any file may have. Nobody writes into it.
var overlong = make([]byte, casework.MaxAttachment()+1)

// readUpload holds a file while there is room for it. One that is too large is
// read to its end all the same, so that the answer arrives.
func readUpload(part *multipart.Part, room int64) (pages.Upload, error) {
	upload := pages.Upload{Field: part.FormName(), Name: part.FileName(), Media: part.Header.Get("Content-Type")}
	limit := min(int64(casework.MaxAttachment()), max(room, 0))
	content, err := io.ReadAll(io.LimitReader(part, limit+1))
	if err != nil {
		return upload, cut(err)
	}
	upload.Content = content
	if int64(len(content)) > limit {
		upload.Content = overlong
		if _, err := io.CopyN(io.Discard, part, drainBody); err != nil && !errors.Is(err, io.EOF) {
			return upload, cut(err)
		}
	}
	return upload, nil
}

// allowTime gives a slow line longer for a large body than a form gets.
func allowTime(c *fiber.Ctx, most time.Duration) {
	if conn := c.Context().Conn(); conn != nil {
		_ = conn.SetReadDeadline(time.Now().Add(most)) // a connection without deadlines keeps its own
	}
}

// isHtmx reports whether htmx asks.
func isHtmx(c *fiber.Ctx) bool { return strings.EqualFold(c.Get("HX-Request"), "true") }

// contextOf returns the context of one request.
func contextOf(c *fiber.Ctx) context.Context { return c.UserContext() }
