package memory

import (
	"context"
	"encoding/json"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// practiceVersion is one version of how the agency works, as it was written.
type practiceVersion struct {
	storage.PracticeVersion
	content []byte
}

// SavePractice keeps a new version of how the agency works.
func (o *Office) SavePractice(_ context.Context, practice *casework.Practice, by string, at time.Time) (version int, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if practice.Version != len(o.practices) {
		return 0, casework.Fail(casework.Busy)
	}
	next := *practice
	next.Version++
	content, err := json.Marshal(next)
	if err != nil {
		return 0, err
	}
	o.practices = append(o.practices, practiceVersion{storage.PracticeVersion{Version: next.Version, By: by, At: at}, content})
	o.house.Practice, err = unpackPractice(content)
	return next.Version, err
}

// Practice returns one version of how the agency works.
func (o *Office) Practice(_ context.Context, version int) (*casework.Practice, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if version < 1 || version > len(o.practices) {
		return nil, casework.Fail(casework.NotFound)
	}
	return unpackPractice(o.practices[version-1].content)
}

// PracticeVersions lists the versions, newest first.
func (o *Office) PracticeVersions(context.Context) ([]storage.PracticeVersion, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var versions []storage.PracticeVersion
	for i := len(o.practices) - 1; i >= 0; i-- {
		versions = append(versions, o.practices[i].PracticeVersion)
	}
	return versions, nil
}

func unpackPractice(content []byte) (*casework.Practice, error) {
	practice := &casework.Practice{}
	return practice, json.Unmarshal(content, practice)
}
