package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"doorstep/casework"
)

// Directories keeps the agency's list of providers. It can be large, so the
// house names it by its hash only, and a tablet fetches it when that changed.
type Directories interface {
	// Directory returns the list as it stands. Nobody changes what it returns.
	Directory(ctx context.Context) (*casework.Directory, error)
	// DirectoryText is the list as tablets fetch it, and its hash; nil and "" while
	// the agency has none.
	DirectoryText(ctx context.Context) (text []byte, sha256 string, err error)
	// DirectorySources returns what entries were imported from, by id.
	DirectorySources(ctx context.Context) (map[string][]byte, error)
	// ChangeDirectory writes what differs, all of it or nothing. An entry that is
	// not as its writer saw it answers casework.Busy.
	ChangeDirectory(ctx context.Context, change DirectoryChange, by string, at time.Time) error
}

// DirectoryChange is one change of the list.
type DirectoryChange struct {
	Put   []DirectoryEntry
	Drop  []string        // ids
	Areas []casework.Area // replaces the agency's own areas unless nil
}

// DirectoryEntry is a provider, with what it was imported from.
type DirectoryEntry struct {
	Provider casework.Provider
	Source   []byte // nil leaves what is there
	// Seen is the digest of the entry that the writer saw; "" asks nothing.
	Seen string
}

// EntryDigest names what stands in an entry.
func EntryDigest(provider casework.Provider) (string, error) {
	content, err := json.Marshal(provider)
	return hashOf(content), err
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// PackDirectory writes the list in one way only, so that the same entries have
// the same hash.
func PackDirectory(directory *casework.Directory) (text []byte, sha256 string, err error) {
	if len(directory.Providers) == 0 && len(directory.Areas) == 0 {
		return nil, "", nil
	}
	slices.SortFunc(directory.Providers, func(a, b casework.Provider) int { return strings.Compare(a.ID, b.ID) })
	if text, err = json.Marshal(directory); err != nil {
		return nil, "", fmt.Errorf("storage: directory: %w", err)
	}
	return text, hashOf(text), nil
}
