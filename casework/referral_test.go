package casework

import (
	"strings"
	"testing"
)

// referralFile is a case with a mother, a father, a child, a young person and a
// friend, a referral of some of them to Bridge House, and releases: "until person
// [recipient=…] [of=…]".
func referralFile(persons, provider, releases string) (*File, *Record) {
	referral := of(KindReferral, "need", "Talks", "persons", persons, "provider", provider)
	records := map[string]*Record{
		"may": of(KindPerson, "name", "May", "role", "mother"), "joe": of(KindPerson, "name", "Joe", "role", "father"), "kim": of(KindPerson, "name", "Kim", "role", "child"),
		"lee": of(KindPerson, "name", "Lee", "role", "youth"), "ann": of(KindPerson, "name", "Ann", "role", "friend"), "ray": of(KindPerson, "name", "Ray", "role", "relative"),
		"r1": referral,
	}
	for i, text := range strings.Split(releases, ";") {
		parts := strings.Split(strings.TrimSpace(text), " | ")
		if len(parts) < 2 {
			continue
		}
		release := of(KindRelease, "until", parts[0], "person", parts[1], "recipient", "Bridge House", "signed_on", "2026-01-01")
		for _, more := range parts[2:] {
			name, value, _ := strings.Cut(more, "=")
			release.Fields[name] = value
		}
		records["x"+string(rune('a'+i))] = release
	}
	return fileOf(records), referral
}

func TestReleasesCoverEachPersonOfAReferral(t *testing.T) {
	for _, row := range []struct{ name, persons, provider, releases, want string }{
		{"nobody is named: any release", "", "Bridge House", "2026-06-01 | may", "2026-06-01"},
		{"her own", "may", "Bridge House", "2026-06-01 | may", "2026-06-01"},
		{"hers does not cover his", "joe", "Bridge House", "2026-06-01 | may", "missing Joe"},
		{"two adults, one release", "may joe", "Bridge House", "2026-06-01 | may", "missing Joe"},
		{"two adults, two releases: until the first ends", "may joe", "Bridge House", "2026-08-01 | may; 2026-06-01 | joe", "2026-06-01"},
		{"a newer release of the same person goes on", "may joe", "Bridge House", "2026-08-01 | may; 2026-06-01 | joe; 2026-12-01 | joe", "2026-08-01"},
		{"a child's own", "lee", "Bridge House", "2026-06-01 | lee", "2026-06-01"},
		{"a child by a parent", "kim lee", "Bridge House", "2026-06-01 | joe", "2026-06-01"},
		{"a child by an adult relative", "kim", "Bridge House", "2026-06-01 | ray", "2026-06-01"},
		{"a child by a friend", "kim", "Bridge House", "2026-06-01 | ann", "missing Kim"},
		{"a parent by a child", "may", "Bridge House", "2026-06-01 | kim", "missing May"},
		{"somebody who was taken out", "gone", "Bridge House", "2026-06-01 | may", "2026-06-01"},
		{"past its day", "may", "Bridge House", "2026-02-28 | may", "missing May"},
		{"taken back", "may", "Bridge House", "2026-06-01 | may | revoked_on=2026-02-01", "missing May"},

		{"capitals and blanks aside", "may", " bridge house ", "2026-06-01 | may", "2026-06-01"},
		{"for this referral", "may", "Bridge House", "2026-06-01 | may | referral=r1", "2026-06-01"},
		{"for this referral, capitals and blanks aside", "may", "Bridge house ", "2026-06-01 | may | referral=r1", "2026-06-01"},
		{"for this referral, another provider since", "may", "Harbour", "2026-06-01 | may | referral=r1", "missing May"},
		{"for this referral, another provider since, nobody is named", "", "Harbour", "2026-06-01 | may | referral=r1", "none"},
		{"for this referral, which names no provider", "may", "", "2026-06-01 | may | referral=r1", "2026-06-01"},
		{"for this referral, to nobody by name", "may", "Bridge House", "2026-06-01 | may | referral=r1 | recipient=", "2026-06-01"},
		{"for no referral, to nobody by name", "may", "", "2026-06-01 | may | recipient=", "missing May"},
		{"for another referral", "may", "Bridge House", "2026-06-01 | may | referral=r2", "missing May"},
	} {
		file, referral := referralFile(row.persons, row.provider, row.releases)
		got := "none"
		release, missing := Released(file, referral, "2026-03-01")
		if release != nil {
			got = release.Get("until")
		}
		for i, person := range missing {
			if i == 0 {
				got = "missing"
			}
			got += " " + person.Get("name")
		}
		if got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
		if ReleaseOf(file, referral, "2026-03-01") != release {
			t.Errorf("%s: another release", row.name)
		}
	}
}

// A parent cannot release what is recorded of a child's substance use, nor can a
// relative who is a child; and nobody who was taken out of the case.
func TestWhoCanReleaseForAChild(t *testing.T) {
	for name, change := range map[string]func(file *File, referral *Record){
		"substance use": func(file *File, referral *Record) {
			referral.Fields["substance_use"] = "yes"
			for _, release := range file.Of(KindRelease) {
				release.Fields["substance_use"] = "yes"
			}
		},
		"a relative of ten": func(file *File, _ *Record) { file.Record("ray").Fields["born_on"] = "2016-01-01" },
		"taken out":         func(file *File, _ *Record) { file.Record("ray").Removed = &Removal{} },
	} {
		file, referral := referralFile("kim", "Bridge House", "2026-06-01 | ray")
		if release, _ := Released(file, referral, "2026-03-01"); release == nil {
			t.Fatal("an adult relative cannot release for a child")
		}
		change(file, referral)
		if release, missing := Released(file, referral, "2026-03-01"); release != nil || len(missing) != 1 {
			t.Errorf("%s: released by %v", name, release)
		}
	}
}

// Another referral toward the same goal is no answer to a provider's no.
func TestANoWaitsUntilItsNeedIsAnswered(t *testing.T) {
	file := &File{Case: "c", Records: map[string]*Record{}}
	put := func(id string, kind Kind, fields map[string]string) {
		file.Records[id] = &Record{ID: id, Kind: kind, Fields: fields}
	}
	put("r1", KindReferral, map[string]string{"need": "Treatment", "goals": "g"})
	put("s1", KindReferralState, map[string]string{"referral": "r1", "state": "declined", "on": "2026-03-01"})
	put("r2", KindReferral, map[string]string{"need": "Parenting class", "goals": "g"})
	if !AfterNo(file, file.Record("r1")) {
		t.Error("a referral for another need ends the wait")
	}
	put("r3", KindReferral, map[string]string{"need": "treatment"})
	if AfterNo(file, file.Record("r1")) {
		t.Error("another referral for the need does not end the wait")
	}
}
