// Package blob keeps bytes named by agency and SHA-256: in a folder, or in an
// S3-compatible object store. Whatever goes in or comes out is held against its
// hash.
package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
)

// objectName is where an object lies: t/<tenant>/<first two>/<sha256>. Tenant
// and hash become part of a path, so only what we made ourselves may.
func objectName(tenant, sha256 string) (string, error) {
	if !isTenant(tenant) || !storage.IsHash(sha256) {
		return "", fmt.Errorf("blob: no object can have this name: %w", casework.Fail(casework.NotFound))
	}
	return "t/" + tenant + "/" + sha256[:2] + "/" + sha256, nil
}

func isTenant(tenant string) bool {
	return len(tenant) >= 1 && len(tenant) <= 64 && strings.Trim(tenant, "0123456789abcdefghijklmnopqrstuvwxyz") == ""
}

// checked is a reader that fails at the end if the bytes do not have their hash.
type checked struct {
	content io.ReadCloser
	name    string
	sum     hash.Hash
}

func newChecked(content io.ReadCloser, name string) *checked {
	return &checked{content: content, name: name, sum: sha256.New()}
}

// Read implements io.Reader.
func (c *checked) Read(p []byte) (int, error) {
	n, err := c.content.Read(p)
	c.sum.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(c.sum.Sum(nil)) != c.name {
		return n, fmt.Errorf("blob: object %q: %w", c.name, storage.ErrHash)
	}
	return n, err
}

// Close implements io.Closer.
func (c *checked) Close() error { return c.content.Close() }

// checkedFile is checked over a file, which can also be read from any place: the
// object store then takes it as a stream. Bytes read by place are not held
// against the hash; whoever reads so checks the whole first (checkHash).
type checkedFile struct {
	*checked
	file *os.File
}

// Seek implements io.Seeker. Only a reader that starts over is checked again.
func (c *checkedFile) Seek(offset int64, whence int) (int64, error) {
	at, err := c.file.Seek(offset, whence)
	if at == 0 {
		c.sum.Reset()
	}
	return at, err
}

// ReadAt implements io.ReaderAt.
func (c *checkedFile) ReadAt(p []byte, offset int64) (int, error) { return c.file.ReadAt(p, offset) }

// checkHash reads content once to see whether it has this hash and size, and
// winds it back.
func checkHash(content io.ReadSeeker, name string, size int64) error {
	sum := sha256.New()
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("blob: put %q: %w", name, err)
	}
	read, err := io.Copy(sum, content)
	if err != nil {
		return fmt.Errorf("blob: put %q: %w", name, err)
	}
	if read != size || hex.EncodeToString(sum.Sum(nil)) != name {
		return fmt.Errorf("blob: put %q: %w", name, storage.ErrHash)
	}
	_, err = content.Seek(0, io.SeekStart)
	return err
}
