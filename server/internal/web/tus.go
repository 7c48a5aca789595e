package web

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"hash"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

// tus 1.0 (https://tus.io/protocols/resumable-upload) for attachments, so that
// an ordinary client can bring them too. An upload is named by what it holds:
// Upload-Metadata must carry the key sha256 (64 hex digits) and may carry
// filetype; announcing the same bytes again leads to the same upload, with all
// that has come. The credential is the tablet's, as for the rest of the sync.
const (
	tusProtocol   = "1.0.0"
	tusExtensions = "creation,creation-with-upload,checksum,expiration,termination"
	tusAlgorithms = "sha1,sha256"
	tusMedia      = "application/offset+octet-stream"
)

// Headers of tus.
const (
	headerTus      = "Tus-Resumable"
	headerMetadata = "Upload-Metadata"
	headerDefer    = "Upload-Defer-Length"
	headerChecksum = "Upload-Checksum"
	headerExpires  = "Upload-Expires"
	headerOverride = "X-HTTP-Method-Override"
)

// statusChecksum is the protocol's own status for a part that arrived damaged.
const statusChecksum = 460

// filetypes are the kinds of file that a client may announce.
var filetypes = map[string]bool{"image/jpeg": true, "image/png": true, "application/pdf": true}

// isTus reports whether the other side speaks tus. The tablet's earlier form
// asks without a version.
func isTus(c *fiber.Ctx) bool { return c.Get(headerTus) != "" }

// tusOptions tells what this server can do.
func tusOptions(c *fiber.Ctx) error {
	c.Set(headerTus, tusProtocol)
	c.Set("Tus-Version", tusProtocol)
	c.Set("Tus-Extension", tusExtensions)
	c.Set("Tus-Checksum-Algorithm", tusAlgorithms)
	c.Set("Tus-Max-Size", strconv.Itoa(casework.MaxAttachment()))
	return c.SendStatus(http.StatusNoContent)
}

// tusVersion refuses another version of the protocol before anything is read.
func tusVersion(c *fiber.Ctx) error {
	c.Set(headerTus, tusProtocol)
	if version := c.Get(headerTus); version != "" && version != tusProtocol {
		c.Set("Tus-Version", tusProtocol)
		return answer(c, http.StatusPreconditionFailed, fiber.Map{"error": "version"})
	}
	return c.Next()
}

// lockedHead turns 401 into 423 for a tus client that asks how far it is: such
// clients forget an upload for good on any other 4xx, and would send all of it
// again once the credential holds.
func lockedHead(c *fiber.Ctx) error {
	err := c.Next()
	if err == nil && isTus(c) && c.Response().StatusCode() == http.StatusUnauthorized {
		c.Status(http.StatusLocked)
	}
	return err
}

// fileCreate announces an upload, with its first bytes if it likes.
func (s *Server) fileCreate(k *caller) error {
	if !isTus(k.c) {
		k.c.Set("Tus-Version", tusProtocol)
		return answer(k.c, http.StatusPreconditionFailed, fiber.Map{"error": "version"})
	}
	length, err := strconv.ParseInt(k.c.Get(headerLength), 10, 64)
	if err != nil || length < 0 || k.c.Get(headerDefer) != "" {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "length"})
	}
	metadata, ok := tusMetadata(k.c.Get(headerMetadata))
	if !ok || !storage.IsHash(metadata["sha256"]) {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "sha256"})
	}
	media := metadata["filetype"]
	if media == "" {
		media = "application/octet-stream"
	} else if !filetypes[media] {
		return answer(k.c, http.StatusUnsupportedMediaType, fiber.Map{"error": "filetype"})
	}
	id := storage.UploadID{SHA256: metadata["sha256"], Person: k.actor.ID}
	upload, err := k.agency.BeginUpload(k.ctx, storage.Upload{UploadID: id, Media: media, Size: length})
	if err = k.uploadFailure(err); err != nil || k.answered() {
		return err
	}
	k.c.Set(fiber.HeaderLocation, exchange.PathFile+id.SHA256)
	if k.c.Get(fiber.HeaderContentType) == tusMedia && upload.Offset == 0 && !upload.Complete() {
		if err := s.takePart(k, upload, 0); err != nil || k.answered() {
			return err
		}
		return k.c.SendStatus(http.StatusCreated)
	}
	if upload.Complete() { // bytes that are here already, or none at all
		s.parts.Nudge(k.tenant)
		if place, err := k.agency.AttachmentPlace(k.ctx, id.SHA256); err != nil || place == storage.Apart {
			return errors.Join(err, unsafeFile(k.c))
		}
	}
	k.c.Set(headerOffset, strconv.FormatInt(upload.Offset, 10))
	k.expires(upload)
	return k.c.SendStatus(http.StatusCreated)
}

// fileDrop gives up an upload that is not complete.
func (s *Server) fileDrop(k *caller) error {
	id, err := k.uploadID()
	if err != nil {
		return err
	}
	if err := k.uploadFailure(k.agency.DropUpload(k.ctx, id)); err != nil || k.answered() {
		return err
	}
	return k.c.SendStatus(http.StatusNoContent)
}

// fileOverride serves clients whose network lets no other method through.
func (s *Server) fileOverride(k *caller) error {
	switch strings.ToUpper(k.c.Get(headerOverride)) {
	case http.MethodPatch:
		return s.filePiece(k)
	case http.MethodDelete:
		return s.fileDrop(k)
	}
	return answer(k.c, http.StatusMethodNotAllowed, fiber.Map{"error": "method"})
}

// expires says until when an upload is kept that nobody continues.
func (k *caller) expires(upload storage.Upload) {
	if !upload.Complete() {
		k.c.Set(headerExpires, time.Now().Add(storage.KeepUploads).UTC().Format(http.TimeFormat))
	}
}

// tusMetadata reads pairs of a key and a value in base64, separated by commas.
func tusMetadata(header string) (map[string]string, bool) {
	metadata := map[string]string{}
	for _, pair := range strings.Split(header, ",") {
		key, coded, _ := strings.Cut(strings.TrimSpace(pair), " ")
		value, err := base64.StdEncoding.DecodeString(coded)
		if err != nil {
			return nil, false
		}
		metadata[key] = string(value)
	}
	return metadata, true
}

// tusChecksum reads "sha1 <base64>" or "sha256 <base64>"; an empty header has no
// hash.
func tusChecksum(header string) (sum hash.Hash, want []byte, ok bool) {
	if header == "" {
		return nil, nil, true
	}
	algorithm, coded, _ := strings.Cut(header, " ")
	switch algorithm {
	case "sha1":
		sum = sha1.New()
	case "sha256":
		sum = sha256.New()
	default:
		return nil, nil, false
	}
	want, err := base64.StdEncoding.DecodeString(coded)
	return sum, want, err == nil && len(want) == sum.Size()
}
