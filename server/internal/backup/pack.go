package backup

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"doorstep/storage"
)

// ErrDamaged says that a copy in the store is not what was put there.
var ErrDamaged = errors.New("the copy in the store is damaged")

// packLevel: a database packs to about a fifth at any level.
const packLevel = gzip.BestSpeed

// counted measures and hashes what is written through it.
type counted struct {
	to   io.Writer
	size int64
	sum  interface {
		io.Writer
		Sum([]byte) []byte
	}
}

func count(to io.Writer) *counted { return &counted{to: to, sum: sha256.New()} }

// Write implements io.Writer.
func (c *counted) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.sum.Write(p[:n])
	c.size += int64(n)
	return n, err
}

func (c *counted) hex() string { return hex.EncodeToString(c.sum.Sum(nil)) }

// pack compresses a database into a file and writes both hashes down.
func pack(about *storage.Backup, from, to string) error {
	database, err := os.Open(from)
	if err != nil {
		return err
	}
	defer database.Close()
	file, err := os.Create(to)
	if err != nil {
		return err
	}
	packed := count(file)
	zipped, err := gzip.NewWriterLevel(packed, packLevel)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	plain := count(zipped)
	_, err = io.Copy(plain, database)
	if err := errors.Join(err, zipped.Close(), file.Close()); err != nil {
		return err
	}
	about.Size, about.SHA256 = plain.size, plain.hex()
	about.Packed, about.Sum = packed.size, packed.hex()
	return nil
}

// readBack reads a copy from the store, holds it against both hashes and writes
// the database to a writer. What is damaged answers ErrDamaged, at the latest
// at its end.
func (k *Keeper) readBack(ctx context.Context, about storage.Backup, to io.Writer) error {
	stored, err := k.Store.OpenBackup(ctx, about.Tenant, about.Name+packedEnd)
	if err != nil {
		return err
	}
	defer stored.Close()
	packed, plain := count(io.Discard), count(to)
	zipped, err := gzip.NewReader(io.TeeReader(stored, packed))
	if err != nil {
		return unpackError(err)
	}
	if _, err := io.Copy(plain, io.LimitReader(zipped, about.Size+1)); err != nil {
		return unpackError(err)
	}
	if packed.size != about.Packed || packed.hex() != about.Sum || plain.size != about.Size || plain.hex() != about.SHA256 {
		return fmt.Errorf("%w: %d bytes of %d, SHA-256 %s", ErrDamaged, packed.size, about.Packed, packed.hex())
	}
	return nil
}

func unpackError(err error) error {
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) ||
		strings.HasPrefix(err.Error(), "flate:") {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// describe reads the description of a copy.
func (k *Keeper) describe(ctx context.Context, tenant, name string) (storage.Backup, error) {
	var about storage.Backup
	stored, err := k.Store.OpenBackup(ctx, tenant, name+aboutEnd)
	if err != nil {
		return about, err
	}
	defer stored.Close()
	text, err := io.ReadAll(io.LimitReader(stored, maxAbout))
	if err != nil {
		return about, err
	}
	if err := json.Unmarshal(text, &about); err != nil {
		return about, fmt.Errorf("%w: its description cannot be read", ErrDamaged)
	}
	switch {
	case about.Format < 1 || about.Format > storage.BackupFormat:
		return about, fmt.Errorf("backup %s has format %d, this program knows %d: it was written by a newer one", name, about.Format, storage.BackupFormat)
	case about.Tenant != tenant:
		return about, fmt.Errorf("backup %s is of another agency: tenant %q", name, about.Tenant)
	case about.Name != name:
		return about, fmt.Errorf("%w: its description is that of %s", ErrDamaged, about.Name)
	}
	return about, nil
}

// timeInName is how the moment of a copy is written.
const timeInName = "20060102t150405.000z"

// nameOf sorts copies by term, then by how much is in them, then by time.
func nameOf(term, position int64, at time.Time) string {
	return fmt.Sprintf("%013d-%012d-%s", term, position, at.UTC().Format(timeInName))
}

// named is what the name of a copy says.
type named struct {
	name           string
	term, position int64
	taken          time.Time
}

func parseName(name string) (named, bool) {
	parts := strings.SplitN(name, "-", 3)
	if len(parts) != 3 {
		return named{}, false
	}
	term, termErr := strconv.ParseInt(parts[0], 10, 64)
	position, positionErr := strconv.ParseInt(parts[1], 10, 64)
	taken, takenErr := time.Parse(timeInName, parts[2])
	if termErr != nil || positionErr != nil || takenErr != nil {
		return named{}, false
	}
	return named{name, term, position, taken}, true
}
