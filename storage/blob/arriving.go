package blob

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"doorstep/casework"
	"doorstep/storage"
)

// partPath is the file in which an upload grows. Whose it is stands in the name:
// nobody continues what somebody else began.
func (s *Stage) partPath(id storage.UploadID) string {
	person := sha256.Sum256([]byte(id.Person))
	return s.path(id.SHA256 + "." + hex.EncodeToString(person[:8]) + partSuffix)
}

// Offset returns how many bytes of an upload are here, none if it never began.
// The size of its file is the one truth, also after a crash.
func (s *Stage) Offset(id storage.UploadID) (int64, error) {
	if !storage.IsHash(id.SHA256) {
		return 0, fmt.Errorf("blob: offset: %w", casework.Fail(casework.NotFound))
	}
	info, err := os.Stat(s.partPath(id))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, problem("offset", err)
	}
	return info.Size(), nil
}

// Append adds a part of an upload, up to size bytes in all, and returns the new
// offset; *storage.OffsetError where the upload stands elsewhere, Busy where
// another part is just being added. Bytes that came before the content failed
// stay, unless the part has a checksum. What stays is on the disk when Append
// returns.
func (s *Stage) Append(id storage.UploadID, size int64, part storage.Part) (int64, error) {
	done, err := s.lock(id)
	if err != nil {
		return 0, err
	}
	defer done()
	at, err := s.Offset(id)
	if err != nil {
		return at, err
	}
	if at != part.Offset {
		return at, &storage.OffsetError{Offset: at}
	}
	content := part.Content
	if part.Hash != nil {
		spooled, err := s.spool(part, size-at)
		if err != nil {
			return at, err
		}
		defer spooled.Close()
		content = spooled
	}
	file, err := os.OpenFile(s.partPath(id), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return at, problem("append", err)
	}
	wrote, err := io.Copy(file, io.LimitReader(content, size-at))
	return at + wrote, problem("append", errors.Join(err, file.Sync(), file.Close()))
}

// spool takes a part with a checksum aside, at most room bytes, and returns it
// once it was found right. A crash before that leaves nothing of it; a crash
// while it is added leaves the beginning of a part that is right.
func (s *Stage) spool(part storage.Part, room int64) (*os.File, error) {
	file, err := os.CreateTemp(s.dir, temporaryName)
	if err != nil {
		return nil, problem("spool", err)
	}
	if err := os.Remove(file.Name()); err != nil { // it lives as long as it is open
		return nil, problem("spool", errors.Join(err, file.Close()))
	}
	read, err := io.Copy(io.MultiWriter(file, part.Hash), io.LimitReader(part.Content, room+1))
	switch {
	case err != nil:
	case read > room:
		err = casework.Fail(casework.TooLarge)
	case !bytes.Equal(part.Hash.Sum(nil), part.Sum):
		err = storage.ErrChecksum
	default:
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, problem("spool", errors.Join(err, file.Close()))
	}
	return file, nil
}

// lock keeps a second part of the same upload out.
func (s *Stage) lock(id storage.UploadID) (unlock func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy[id] {
		return nil, fmt.Errorf("blob: upload: %w", casework.Fail(casework.Busy))
	}
	s.busy[id] = true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.busy, id)
	}, nil
}

// Finish checks an upload whose last byte has come and, with keep, gives the
// bytes their name. If they do not have that hash they are given up, and the
// answer is ErrHash.
func (s *Stage) Finish(id storage.UploadID, keep bool) error {
	if !storage.IsHash(id.SHA256) {
		return fmt.Errorf("blob: finish: %w", storage.ErrHash)
	}
	done, err := s.lock(id)
	if err != nil {
		return err
	}
	defer done()
	path := s.partPath(id)
	part, err := os.OpenFile(path, os.O_CREATE|os.O_RDONLY, 0o600) // an empty one never began
	if err != nil {
		return problem("finish", err)
	}
	_, err = io.Copy(io.Discard, newChecked(part, id.SHA256))
	if err := errors.Join(err, part.Close()); err != nil {
		if errors.Is(err, storage.ErrHash) {
			err = errors.Join(err, removed("finish", os.Remove(path)))
		}
		return problem("finish", err)
	}
	if !keep {
		return nil
	}
	if err := os.Link(path, s.path(id.SHA256)); err != nil && !errors.Is(err, os.ErrExist) {
		return problem("finish", err)
	}
	return syncDir(s.dir)
}

// Discard gives up what came of an upload.
func (s *Stage) Discard(id storage.UploadID) error {
	done, err := s.lock(id)
	if err != nil {
		return err
	}
	defer done()
	if !storage.IsHash(id.SHA256) {
		return nil
	}
	return removed("discard", os.Remove(s.partPath(id)))
}
