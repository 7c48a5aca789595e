package storagetest

import (
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// directory holds the list of providers against its contract: a change counts as
// a whole, the same entries have the same hash, and of two who change one entry
// the second is told.
func directory(t *testing.T, s HubSubject) {
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	keeper := s.Hub.(storage.Directories)
	hash := func() string {
		t.Helper()
		house, err := s.Hub.House(t.Context())
		check(t, err)
		text, sum, err := keeper.DirectoryText(t.Context())
		check(t, err)
		if house.Directory != sum || (sum == "") != (text == nil) {
			t.Errorf("the house names %q, the list is %q of %d bytes", house.Directory, sum, len(text))
		}
		return sum
	}
	change := func(c storage.DirectoryChange) {
		t.Helper()
		check(t, keeper.ChangeDirectory(t.Context(), c, "p1", at))
	}
	if empty := hash(); empty != "" {
		t.Errorf("an empty list has the hash %q", empty)
	}
	elm := casework.Provider{ID: "b", Organization: "Elm Center", Service: "Counselling", Places: []casework.Place{{City: "Farville", Point: &casework.Coordinates{Lat: 44, Lon: -85}}}}
	oak := casework.Provider{ID: "a", Organization: "Oak House", Service: "Parenting class", Needs: []string{"Parenting"}}
	change(storage.DirectoryChange{Put: []storage.DirectoryEntry{{Provider: elm, Source: []byte(`{"id":"b"}`)}, {Provider: oak}}, Areas: []casework.Area{{Name: "North side"}}})
	first := hash()
	change(storage.DirectoryChange{Put: []storage.DirectoryEntry{{Provider: oak}, {Provider: elm}}})
	if again := hash(); again != first || first == "" {
		t.Errorf("the same entries have the hash %q, then %q", first, again)
	}
	seen, err := storage.EntryDigest(oak)
	check(t, err)
	oak.Waiting = "two weeks"
	change(storage.DirectoryChange{Put: []storage.DirectoryEntry{{Provider: oak, Seen: seen}}})
	oak.Waiting, elm.Service = "none", "Changed too"
	err = keeper.ChangeDirectory(t.Context(), storage.DirectoryChange{Put: []storage.DirectoryEntry{{Provider: elm}, {Provider: oak, Seen: seen}}}, "p2", at)
	if casework.CodeOf(err) != casework.Busy {
		t.Errorf("a change of what was changed meanwhile: %v", err)
	}
	s.Hub = s.Reopen(t)
	keeper = s.Hub.(storage.Directories)
	list, err := keeper.Directory(t.Context())
	check(t, err)
	if len(list.Providers) != 2 || list.Providers[0].Waiting != "two weeks" || list.Providers[1].Service != "Counselling" || list.Providers[1].Places[0].Point.Lat != 44 || len(list.Areas) != 1 {
		t.Errorf("the list is %+v", list)
	}
	sources, err := keeper.DirectorySources(t.Context())
	check(t, err)
	if len(sources) != 1 || string(sources["b"]) != `{"id":"b"}` {
		t.Errorf("sources: %q", sources)
	}
	change(storage.DirectoryChange{Drop: []string{"a", "b"}, Areas: []casework.Area{}})
	if empty := hash(); empty != "" {
		t.Errorf("the emptied list has the hash %q", empty)
	}
}
