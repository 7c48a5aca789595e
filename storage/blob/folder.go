package blob

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"doorstep/casework"
	"doorstep/storage"
)

// Folder keeps objects as files.
type Folder struct{ dir string }

var _ storage.Objects = (*Folder)(nil)

// OpenFolder opens the folder, making it if needed.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, problem("open folder", err)
	}
	return &Folder{dir: dir}, nil
}

// Put stores the bytes under their hash, once.
func (f *Folder) Put(ctx context.Context, tenant, sha256, _ string, size int64, content io.ReadSeeker) error {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return err
	}
	if there, err := f.Has(ctx, tenant, sha256); err != nil || there {
		return err
	}
	if err := checkHash(content, sha256, size); err != nil {
		return err
	}
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := makeFolders(f.dir, filepath.Dir(path)); err != nil {
		return err
	}
	return writeOnce(filepath.Dir(path), path, sha256, content)
}

// makeFolders makes the folders down to path and their names durable.
func makeFolders(root, path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return problem("make folder", err)
	}
	for ; path != root; path = filepath.Dir(path) {
		if err := syncDir(filepath.Dir(path)); err != nil {
			return err
		}
	}
	return nil
}

// Open returns the bytes.
func (f *Folder) Open(_ context.Context, tenant, sha256 string) (io.ReadCloser, int64, error) {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return nil, 0, err
	}
	return openChecked(filepath.Join(f.dir, filepath.FromSlash(name)), sha256)
}

// Has reports whether the object is there.
func (f *Folder) Has(_ context.Context, tenant, sha256 string) (bool, error) {
	name, err := objectName(tenant, sha256)
	if err != nil {
		return false, nil
	}
	_, err = os.Stat(filepath.Join(f.dir, filepath.FromSlash(name)))
	if err := problem("stat", err); casework.CodeOf(err) == casework.NotFound {
		return false, nil
	} else if err != nil {
		return false, err
	}
	return true, nil
}

// Ready says whether files can be written in the folder.
func (f *Folder) Ready(context.Context) error {
	probe, err := os.CreateTemp(f.dir, temporaryName)
	if err != nil {
		return fmt.Errorf("blob: the object folder cannot be written: %w", err)
	}
	if err := probe.Close(); err != nil {
		return problem("probe", err)
	}
	return problem("probe", os.Remove(probe.Name()))
}
