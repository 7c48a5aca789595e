package memory

import (
	"context"
	"slices"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// listedProvider is one entry of the agency's list.
type listedProvider struct {
	provider casework.Provider
	source   []byte
}

// Directory returns the agency's list of providers.
func (o *Office) Directory(context.Context) (*casework.Directory, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	directory, _, _, err := o.packDirectory()
	return directory, err
}

// DirectoryText returns the list as tablets fetch it.
func (o *Office) DirectoryText(context.Context) (text []byte, sha256 string, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, text, sha256, err = o.packDirectory()
	return text, sha256, err
}

func (o *Office) packDirectory() (directory *casework.Directory, text []byte, sha256 string, err error) {
	directory = &casework.Directory{Areas: slices.Clone(o.areas)}
	for _, one := range o.directory {
		directory.Providers = append(directory.Providers, one.provider)
	}
	text, sha256, err = storage.PackDirectory(directory)
	return directory, text, sha256, err
}

// DirectorySources returns what entries were imported from.
func (o *Office) DirectorySources(context.Context) (map[string][]byte, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	sources := map[string][]byte{}
	for id, one := range o.directory {
		if one.source != nil {
			sources[id] = one.source
		}
	}
	return sources, nil
}

// ChangeDirectory writes one change of the list, all of it or nothing.
func (o *Office) ChangeDirectory(_ context.Context, change storage.DirectoryChange, _ string, _ time.Time) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	next := map[string]listedProvider{}
	for id, one := range o.directory {
		next[id] = one
	}
	for _, entry := range change.Put {
		before, there := next[entry.Provider.ID]
		if entry.Seen != "" {
			digest, err := storage.EntryDigest(before.provider)
			if err != nil || !there || digest != entry.Seen {
				return casework.Fail(casework.Busy)
			}
		}
		source := before.source
		if entry.Source != nil {
			source = slices.Clone(entry.Source)
		}
		next[entry.Provider.ID] = listedProvider{entry.Provider, source}
	}
	for _, id := range change.Drop {
		delete(next, id)
	}
	o.directory = next
	if change.Areas != nil {
		o.areas = slices.Clone(change.Areas)
	}
	var err error
	_, _, o.house.Directory, err = o.packDirectory()
	return err
}
