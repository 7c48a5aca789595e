package web

import (
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

// mountFiles serves attachments: one resource a file, named by its SHA-256. It
// speaks tus 1.0 (tus.go) and the tablet's earlier form, which announces an
// upload with its first part.
func (s *Server) mountFiles() {
	creation, file := strings.TrimSuffix(exchange.PathFile, "/"), exchange.PathFile+":sha256"
	for _, path := range []string{creation, file} {
		s.app.Options(path, tusOptions)
	}
	s.app.Post(creation, tusVersion, s.device(s.fileCreate))
	s.app.Head(file, tusVersion, lockedHead, s.device(s.fileHead))
	s.app.Patch(file, tusVersion, s.device(s.filePiece))
	s.app.Delete(file, tusVersion, s.device(s.fileDrop))
	s.app.Post(file, tusVersion, s.device(s.fileOverride))
	s.app.Get(file, s.device(s.fileGet))
}

// fileHead says how much of a file this person has brought, and where it is. A
// tablet keeps its own copy until the answer is "objects".
func (s *Server) fileHead(k *caller) error {
	id, err := k.uploadID()
	if err != nil {
		return err
	}
	upload, err := k.agency.Upload(k.ctx, id)
	if casework.CodeOf(err) == casework.NotFound {
		k.progress(storage.Upload{}, storage.Nowhere)
		if isTus(k.c) {
			k.c.Response().Header.Del(headerOffset)
			return k.c.SendStatus(http.StatusNotFound)
		}
		return k.c.SendStatus(http.StatusOK)
	}
	if errors.Is(err, storage.ErrHash) { // found out only now, after a crash
		return answer(k.c, http.StatusNotFound, fiber.Map{"error": "hash"})
	}
	if err != nil {
		return k.uploadFailure(err)
	}
	place := storage.Nowhere
	if upload.Complete() {
		if place, err = k.agency.AttachmentPlace(k.ctx, id.SHA256); err != nil {
			return err
		}
	}
	if place == storage.Apart && !k.narrow {
		return unsafeFile(k.c)
	}
	k.progress(upload, place)
	return k.c.SendStatus(http.StatusOK)
}

// unsafeFile tells a tablet that the office does not take a file. It keeps its
// own, says so, and goes on with the next.
func unsafeFile(c *fiber.Ctx) error {
	return answer(c, http.StatusUnsupportedMediaType, fiber.Map{"error": string(casework.UnsafeFile)})
}

// progress writes where an upload stands into the headers.
func (k *caller) progress(upload storage.Upload, place storage.Place) {
	k.c.Set(headerOffset, strconv.FormatInt(upload.Offset, 10))
	k.c.Set(headerLength, strconv.FormatInt(upload.Size, 10))
	k.c.Set(headerPlace, map[storage.Place]string{storage.Safe: "objects", storage.Here: "staged", storage.Apart: "staged"}[place])
	if place == storage.Nowhere {
		k.c.Set(headerPlace, "none")
	}
}

// filePiece takes the next bytes of a file. A cut keeps what came (of a part
// with a checksum: nothing); the last byte completes the file if the whole has
// its hash.
func (s *Server) filePiece(k *caller) error {
	id, err := k.uploadID()
	if err != nil {
		return err
	}
	if isTus(k.c) && k.c.Get(fiber.HeaderContentType) != tusMedia {
		return answer(k.c, http.StatusUnsupportedMediaType, fiber.Map{"error": "type"})
	}
	offset, err := strconv.ParseInt(k.c.Get(headerOffset), 10, 64)
	if err != nil || offset < 0 {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "offset"})
	}
	upload, err := s.announced(k, id)
	if err != nil || k.answered() {
		return err
	}
	if upload.Complete() && (!isTus(k.c) || offset == upload.Size) {
		return k.came(upload)
	}
	return s.takePart(k, upload, offset)
}

// announced finds the upload that a part belongs to. The tablet's earlier form
// says the length with each part instead of announcing it first.
func (s *Server) announced(k *caller, id storage.UploadID) (storage.Upload, error) {
	announced := k.c.Get(headerLength)
	if announced == "" && isTus(k.c) {
		upload, err := k.agency.Upload(k.ctx, id)
		return upload, k.uploadFailure(err)
	}
	length, err := strconv.ParseInt(announced, 10, 64)
	if err != nil || length <= 0 {
		return storage.Upload{}, answer(k.c, http.StatusBadRequest, fiber.Map{"error": "length"})
	}
	media := k.c.Get(headerMedia)
	if media == "" {
		media = "application/octet-stream"
	} else if !filetypes[media] {
		return storage.Upload{}, answer(k.c, http.StatusUnsupportedMediaType, fiber.Map{"error": "filetype"})
	}
	upload, err := k.agency.BeginUpload(k.ctx, storage.Upload{UploadID: id, Media: media, Size: length})
	return upload, k.uploadFailure(err)
}

// takePart streams the body of the request into the upload and answers.
func (s *Server) takePart(k *caller, upload storage.Upload, offset int64) error {
	part, sum, ok := tusChecksum(k.c.Get(headerChecksum))
	if !ok {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "checksum"})
	}
	if isTus(k.c) && offset == upload.Offset && int64(k.c.Request().Header.ContentLength()) > upload.Size-offset {
		return answer(k.c, http.StatusRequestEntityTooLarge, fiber.Map{"error": "length"})
	}
	body := k.steady()
	upload, err := k.agency.AppendUpload(k.ctx, upload.UploadID, storage.Part{Offset: offset, Content: k.opened(body), Hash: part, Sum: sum})
	if err != nil && body.failed != nil {
		return answer(k.c, http.StatusServiceUnavailable, fiber.Map{"error": "cut"}) // if anybody is there to read it: try again
	}
	if err != nil {
		return k.uploadFailure(err)
	}
	if upload.Complete() {
		s.parts.Nudge(k.tenant)
		return k.came(upload)
	}
	k.progress(upload, storage.Nowhere)
	k.expires(upload)
	return k.c.SendStatus(http.StatusNoContent)
}

// came answers for a file that is here whole. A tablet that hands in has nobody
// before it: what is kept apart is handed in all the same.
func (k *caller) came(upload storage.Upload) error {
	place, err := k.agency.AttachmentPlace(k.ctx, upload.SHA256)
	if err != nil {
		return err
	}
	if place == storage.Apart && !k.narrow {
		return unsafeFile(k.c)
	}
	k.progress(upload, storage.Here)
	return k.c.SendStatus(http.StatusNoContent)
}

// uploadFailure answers what may befall an upload; other errors go on.
func (k *caller) uploadFailure(err error) error {
	var moved *storage.OffsetError
	switch {
	case errors.As(err, &moved):
		k.c.Set(headerOffset, strconv.FormatInt(moved.Offset, 10))
		return answer(k.c, http.StatusConflict, fiber.Map{"error": "offset", "offset": moved.Offset})
	case errors.Is(err, storage.ErrChecksum):
		return answer(k.c, statusChecksum, fiber.Map{"error": "checksum"})
	case errors.Is(err, storage.ErrHash):
		return answer(k.c, http.StatusUnprocessableEntity, fiber.Map{"error": "hash"})
	case casework.CodeOf(err) == casework.Busy && isTus(k.c):
		return answer(k.c, http.StatusLocked, fiber.Map{"error": "busy"})
	}
	return err
}

// answered reports whether the request has its refusal already.
func (k *caller) answered() bool { return k.c.Response().StatusCode() >= http.StatusBadRequest }

// steady streams the request's body. It lasts as long as bytes come, so that a
// line that went away does not keep an upload from being continued.
func (k *caller) steady() *steadyBody {
	return &steadyBody{from: bodyStream(k.c), conn: k.c.Context().Conn(), until: time.Now().Add(uploadTimeout)}
}

type steadyBody struct {
	from   io.Reader
	conn   net.Conn
	until  time.Time // not longer than this in all
	failed error     // why the body ended early
}

// Read implements io.Reader.
func (b *steadyBody) Read(p []byte) (int, error) {
	if next := time.Now().Add(stallTimeout); b.conn != nil && next.Before(b.until) {
		_ = b.conn.SetReadDeadline(next) // a connection without deadlines keeps its own
	}
	n, err := b.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = err
	}
	return n, err
}

// fileGet sends a file of a case that the tablet's person may see.
func (s *Server) fileGet(k *caller) error {
	name, err := k.fileName()
	if err != nil {
		return err
	}
	if err := k.mayRead(name); err != nil {
		return err
	}
	object, err := k.agency.Object(k.ctx, name)
	if err != nil {
		return err
	}
	content, size, err := k.agency.OpenAttachment(k.ctx, name)
	if err != nil {
		return err
	}
	k.c.Set(fiber.HeaderContentType, object.Media)
	k.c.Set(fiber.HeaderContentSecurityPolicy, pages.FilePolicy)
	held := k.held
	k.held = nil
	return k.c.SendStream(&closing{content, held}, int(size))
}

// mayRead reports whether the hash names an attachment of a case in the
// person's scope whose author brought the bytes: knowing a hash is no right to
// them.
func (k *caller) mayRead(name string) error {
	summaries, err := k.agency.Summaries(k.ctx)
	if err != nil {
		return err
	}
	for _, summary := range summaries {
		if !k.actor.MaySee(summary.Worker) {
			continue
		}
		file, err := k.agency.File(k.ctx, summary.Case)
		if err != nil {
			return err
		}
		for _, attachment := range file.Of(casework.KindAttachment) {
			for _, field := range []string{"sha256", "thumb"} {
				if attachment.Get(field) != name {
					continue
				}
				if brought, err := k.agency.HasBrought(k.ctx, name, attachment.StampOf(field).Actor); err != nil || brought {
					return err
				}
			}
		}
	}
	return casework.Fail(casework.NotFound)
}

// fileName is the hash in the address.
func (k *caller) fileName() (string, error) {
	name := k.c.Params("sha256")
	if !storage.IsHash(name) {
		return "", casework.Fail(casework.NotFound)
	}
	return name, nil
}

// uploadID is the upload of this address by this person.
func (k *caller) uploadID() (storage.UploadID, error) {
	name, err := k.fileName()
	return storage.UploadID{SHA256: name, Person: k.actor.ID}, err
}
