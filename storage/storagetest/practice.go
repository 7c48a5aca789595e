package storagetest

import (
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// practice holds how the agency works against its contract: versions stay, the
// newest goes with the house, and of two that are made of one only one counts.
func practice(t *testing.T, s HubSubject) {
	at := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	keeper := s.Hub.(storage.Practices)
	before, err := s.Hub.House(t.Context())
	check(t, err)
	if before.Practice != nil || before.Rules().Version != 0 {
		t.Fatalf("an agency that set nothing has %+v", before.Practice)
	}
	first := casework.DefaultPractice()
	first.Templates[1].Title = "Agreement"
	first.Rules = []casework.WordingRule{{ID: "own-1", Phrases: []string{"asap"}, Why: "say a day", Instead: "by Friday"}}
	first.Staff = map[string]string{"p1": "nurse"}
	version, err := keeper.SavePractice(t.Context(), first, "p1", at)
	check(t, err)
	if version != 1 || first.Version != 0 {
		t.Errorf("version %d; what was given is now %d", version, first.Version)
	}
	if _, err := keeper.SavePractice(t.Context(), first, "p2", at); casework.CodeOf(err) != casework.Busy {
		t.Errorf("a second version 1: %v", err)
	}
	first.Templates[1].Title = "changed afterwards"
	second, err := keeper.Practice(t.Context(), 1)
	check(t, err)
	second.Frames[0].Days = 60
	_, err = keeper.SavePractice(t.Context(), second, "p2", at.Add(time.Hour))
	check(t, err)
	s.Hub = s.Reopen(t)
	keeper = s.Hub.(storage.Practices)
	house, err := s.Hub.House(t.Context())
	check(t, err)
	if house.Digest() == before.Digest() || house.Practice == nil || house.Practice.Version != 2 || house.Practice.Days("brief") != 60 ||
		house.Practice.Templates[1].Title != "Agreement" || house.Practice.RoleOf("p1").Name != "Nurse" || len(house.Practice.Rules) != 1 {
		t.Errorf("the house has %+v", house.Practice)
	}
	old, err := keeper.Practice(t.Context(), 1)
	check(t, err)
	if old.Version != 1 || old.Days("brief") != 42 {
		t.Errorf("version 1 is now %+v", old)
	}
	if _, err := keeper.Practice(t.Context(), 3); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a version that is not there: %v", err)
	}
	versions, err := keeper.PracticeVersions(t.Context())
	check(t, err)
	if len(versions) != 2 || versions[0].Version != 2 || versions[0].By != "p2" || !versions[1].At.Equal(at) {
		t.Errorf("versions: %+v", versions)
	}
}
