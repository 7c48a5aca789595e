package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// Stage is a folder on the volume where bytes wait for the object store, and
// where uploads arrive in parts. Whole files carry their SHA-256 as name; they
// appear under it only when they are complete, checked and on the disk.
type Stage struct {
	dir string

	mu   sync.Mutex
	busy map[storage.UploadID]bool // uploads that a part is being added to
}

// How long things that nobody came back for are left lying.
const (
	keepParts     = storage.KeepUploads
	keepTemporary = time.Hour
)

const (
	partSuffix    = ".part"
	temporaryName = ".temporary-"
)

// OpenStage opens the folder, making it if needed, and clears what was left
// lying in it: uploads that nobody continued, and files of a crash.
func OpenStage(dir string, now time.Time) (storage.Stage, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, problem("open stage", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, problem("open stage", err)
	}
	for _, entry := range entries {
		keep := time.Duration(0)
		switch {
		case strings.HasSuffix(entry.Name(), partSuffix):
			keep = keepParts
		case strings.HasPrefix(entry.Name(), temporaryName):
			keep = keepTemporary
		default:
			continue
		}
		if info, err := entry.Info(); err == nil && now.Sub(info.ModTime()) > keep {
			if err := os.Remove(filepath.Join(dir, entry.Name())); err != nil {
				return nil, problem("open stage", err)
			}
		}
	}
	return &Stage{dir: dir, busy: map[storage.UploadID]bool{}}, nil
}

// problem wraps an error with what failed; a full disk becomes NoSpace, a
// missing file NotFound.
func problem(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("blob: %s: %w: %w", what, casework.Fail(casework.NoSpace), err)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("blob: %s: %w: %w", what, casework.Fail(casework.NotFound), err)
	}
	return fmt.Errorf("blob: %s: %w", what, err)
}

func (s *Stage) path(name string) string { return filepath.Join(s.dir, name) }

// Put stores bytes under their hash; what is there already is left alone.
func (s *Stage) Put(name string, content io.Reader) error {
	return writeOnce(s.dir, s.path(name), name, content)
}

// writeOnce writes a file that appears whole or not at all.
func writeOnce(dir, path, name string, content io.Reader) (err error) {
	if !storage.IsHash(name) {
		return fmt.Errorf("blob: put %q: %w", name, storage.ErrHash)
	}
	temporary, err := os.CreateTemp(dir, temporaryName)
	if err != nil {
		return problem("put", err)
	}
	defer os.Remove(temporary.Name()) // gone after the rename
	hash := sha256.New()
	_, err = io.Copy(io.MultiWriter(temporary, hash), content)
	if err == nil && hex.EncodeToString(hash.Sum(nil)) != name {
		err = fmt.Errorf("%q: %w", name, storage.ErrHash)
	}
	if err == nil {
		err = temporary.Sync()
	}
	if err := errors.Join(err, temporary.Close()); err != nil {
		return problem("put", err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return problem("put", err)
	}
	return syncDir(dir)
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return problem("sync folder", err)
	}
	return problem("sync folder", errors.Join(folder.Sync(), folder.Close()))
}

// Open returns a whole file and its size, or NotFound.
func (s *Stage) Open(name string) (io.ReadCloser, int64, error) {
	return openChecked(s.path(name), name)
}

func openChecked(path, name string) (io.ReadCloser, int64, error) {
	if !storage.IsHash(name) {
		return nil, 0, fmt.Errorf("blob: open: %w", casework.Fail(casework.NotFound))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, problem("open", err)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, problem("open", errors.Join(err, file.Close()))
	}
	return &checkedFile{newChecked(file, name), file}, info.Size(), nil
}

// Remove gives up a whole file; removing what is not there is no error.
func (s *Stage) Remove(name string) error {
	if !storage.IsHash(name) {
		return nil
	}
	return removed("remove", os.Remove(s.path(name)))
}

func removed(what string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return problem(what, err)
}

// Names lists the whole files.
func (s *Stage) Names() ([]string, error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, problem("list stage", err)
	}
	var names []string
	for _, entry := range entries {
		if storage.IsHash(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}
