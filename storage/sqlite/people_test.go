package sqlite

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

func addPerson(t *testing.T, agency *Agency, id, name string) storage.Person {
	t.Helper()
	person := storage.Person{ID: id, Name: name, Role: casework.RoleCaseworker, Handle: []byte("handle of " + id), Created: day}
	ok(t, agency.AddPerson(t.Context(), person))
	return person
}

func TestPeople(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	_, err := agency.Person(ctx, "may")
	notFound(t, "an unknown person", err)
	notFound(t, "saving an unknown person", agency.SavePerson(ctx, storage.Person{ID: "may"}))
	person := addPerson(t, agency, "may", "may Torres")
	addPerson(t, agency, "abe", "Abe Stone")
	got, err := agency.Person(ctx, "may")
	ok(t, err)
	if fmt.Sprint(got) != fmt.Sprint(person) {
		t.Errorf("got %+v, want %+v", got, person)
	}
	before, err := agency.House(ctx)
	ok(t, err)
	person.Name, person.Role, person.Suspended, person.Handle = "May Torres-Lee", casework.RoleSupervisor, true, []byte("another")
	ok(t, agency.SavePerson(ctx, person))
	got, err = agency.Person(ctx, "may")
	ok(t, err)
	if got.Name != "May Torres-Lee" || got.Role != casework.RoleSupervisor || !got.Suspended || string(got.Handle) != "handle of may" {
		t.Errorf("saved %+v; the user handle must stay, it is in the passkeys", got)
	}
	people, err := agency.People(ctx)
	ok(t, err)
	if len(people) != 2 || people[0].ID != "abe" {
		t.Errorf("people: %+v", people)
	}
	after, err := agency.House(ctx)
	ok(t, err)
	if before.Digest() == after.Digest() || !after.Staff[1].Gone || after.StaffName("may") != "May Torres-Lee" {
		t.Errorf("the house does not say who left: %+v", after.Staff)
	}
	if err := agency.AddPerson(ctx, storage.Person{ID: "may2", Handle: []byte("handle of may")}); err == nil {
		t.Error("two people share a user handle")
	}
}

func TestPasskeys(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	addPerson(t, agency, "may", "May Torres")
	addPerson(t, agency, "noor", "Noor Haddad")
	key := func(id, person string) storage.Passkey {
		return storage.Passkey{ID: []byte(id), Person: person, Name: "tablet", Flags: 0x5d, Credential: []byte(`{"a":1}`), RPID: "localhost", Created: day}
	}
	ok(t, agency.AddPasskey(ctx, key("k1", "may")))
	if err := agency.AddPasskey(ctx, key("k1", "noor")); err == nil {
		t.Error("one credential belongs to two people")
	}
	if err := agency.AddPasskey(ctx, key("k9", "nobody")); err == nil {
		t.Error("a credential belongs to nobody")
	}
	if err := agency.DropPasskey(ctx, "may", []byte("k1")); casework.CodeOf(err) != casework.Forbidden {
		t.Errorf("dropping the last passkey answers %v, want Forbidden", err)
	}
	ok(t, agency.AddPasskey(ctx, key("k2", "may")))
	notFound(t, "dropping another's passkey", agency.DropPasskey(ctx, "noor", []byte("k1")))
	used := key("k1", "may")
	used.Name, used.Flags, used.Used = "desk", 0x1d, day.Add(time.Minute)
	ok(t, agency.SavePasskey(ctx, used))
	used.Person = "noor"
	notFound(t, "saving a passkey as another's", agency.SavePasskey(ctx, used))
	keys, err := agency.Passkeys(ctx, "may")
	ok(t, err)
	if len(keys) != 2 || keys[0].Name != "desk" || keys[0].Flags != 0x1d || !keys[0].Used.Equal(day.Add(time.Minute)) || !keys[1].Used.IsZero() {
		t.Errorf("passkeys: %+v", keys)
	}
	ok(t, agency.DropPasskey(ctx, "may", []byte("k1")))

	for i, person := range []string{"may", "may", "noor"} {
		ok(t, agency.AddSession(ctx, storage.Session{ID: fmt.Sprint("s", i), Person: person, Created: day}))
	}
	ok(t, agency.AddPasskey(ctx, key("n1", "noor")))
	if err := agency.ReplacePasskeys(ctx, "may", key("n1", "may")); err == nil {
		t.Error("a recovery took another's credential")
	}
	if keys, err := agency.Passkeys(ctx, "may"); err != nil || len(keys) != 1 || string(keys[0].ID) != "k2" {
		t.Errorf("after a failed recovery: %+v, %v", keys, err)
	}
	ok(t, agency.ReplacePasskeys(ctx, "may", key("k3", "")))
	if keys, err := agency.Passkeys(ctx, "may"); err != nil || len(keys) != 1 || string(keys[0].ID) != "k3" {
		t.Errorf("after a recovery: %+v, %v", keys, err)
	}
	for i, gone := range []bool{true, true, false} {
		if _, err := agency.Session(ctx, fmt.Sprint("s", i)); (casework.CodeOf(err) == casework.NotFound) != gone {
			t.Errorf("session %d after the recovery: %v", i, err)
		}
	}
}

func TestSessions(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	addPerson(t, agency, "may", "May Torres")
	session := storage.Session{ID: "s1", Person: "may", Token: "form", Created: day, Used: day, Expires: day.Add(12 * time.Hour), StepUp: day}
	ok(t, agency.AddSession(ctx, session))
	session.Used, session.StepUp = day.Add(time.Minute), time.Time{}
	ok(t, agency.SaveSession(ctx, session))
	got, err := agency.Session(ctx, "s1")
	ok(t, err)
	if fmt.Sprint(got) != fmt.Sprint(session) {
		t.Errorf("got %+v, want %+v", got, session)
	}
	// To whom the browser is turned has a statement of its own: noting the last
	// use, with what a request read before, changes nothing about it.
	ok(t, agency.TurnSession(ctx, "s1", &casework.Turned{Case: "c1", Person: "p1", First: "/cases/c1/client"}))
	ok(t, agency.SaveSession(ctx, session))
	got, err = agency.Session(ctx, "s1")
	ok(t, err)
	if got.Turned == nil || got.Turned.Case != "c1" || got.Turned.Person != "p1" || got.Turned.First != "/cases/c1/client" {
		t.Errorf("turned to %+v", got.Turned)
	}
	ok(t, agency.TurnSession(ctx, "s1", nil))
	got, err = agency.Session(ctx, "s1")
	ok(t, err)
	if got.Turned != nil {
		t.Errorf("still turned to %+v", got.Turned)
	}
	ok(t, agency.AddSession(ctx, storage.Session{ID: "s2", Person: "may", Turned: &casework.Turned{Case: "c2", Covered: true}}))
	got, err = agency.Session(ctx, "s2")
	ok(t, err)
	if got.Turned == nil || got.Turned.Case != "c2" || !got.Turned.Covered {
		t.Errorf("a session that began turned is turned to %+v", got.Turned)
	}
	ok(t, agency.DropSession(ctx, "s1"))
	ok(t, agency.DropSession(ctx, "s1"))
	notFound(t, "a session that ended, used meanwhile", agency.SaveSession(ctx, session))
	notFound(t, "a session that ended, turned", agency.TurnSession(ctx, "s1", nil))
	_, err = agency.Session(ctx, "s1")
	notFound(t, "a session that ended", err)
	ok(t, agency.AddSession(ctx, session))
	ok(t, agency.DropSessions(ctx, "may"))
	_, err = agency.Session(ctx, "s1")
	notFound(t, "a session of somebody who was signed out", err)
}

func TestInvitations(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	invitation := storage.Invitation{ID: "i1", Name: "Noor Haddad", Role: casework.RoleSupervisor, By: "may", Recovers: "noor", Created: day, Expires: day.Add(time.Hour)}
	ok(t, agency.AddInvitation(ctx, invitation))
	ok(t, agency.AddInvitation(ctx, storage.Invitation{ID: "i2", Created: day.Add(time.Minute)}))
	invitation.Confirmed, invitation.Used = "grace", day.Add(time.Minute)
	ok(t, agency.SaveInvitation(ctx, invitation))
	got, err := agency.Invitation(ctx, "i1")
	ok(t, err)
	if fmt.Sprint(got) != fmt.Sprint(invitation) {
		t.Errorf("got %+v, want %+v", got, invitation)
	}
	list, err := agency.Invitations(ctx)
	ok(t, err)
	if len(list) != 2 || list[0].ID != "i2" {
		t.Errorf("invitations: %+v", list)
	}
	_, err = agency.Invitation(ctx, "i3")
	notFound(t, "an unknown invitation", err)
}

func TestTablets(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	tablet := storage.Tablet{ID: "tab1", Person: "may", Epoch: 2, Name: "blue one", Created: day}
	ok(t, agency.AddTablet(ctx, tablet))
	stale := tablet
	stale.Seen, stale.Position, stale.Waiting = day.Add(time.Hour), 42, 3
	tablet.Revoked, tablet.SetAside = day.Add(time.Minute), exchange.SetAsideCloned
	ok(t, agency.SaveTablet(ctx, tablet))
	ok(t, agency.SaveTablet(ctx, stale)) // a sync that began before
	got, err := agency.Tablet(ctx, "tab1")
	ok(t, err)
	if got.Revoked.IsZero() || got.SetAside != exchange.SetAsideCloned || got.Position != 42 || got.Waiting != 3 {
		t.Errorf("a sync that began before undid the revocation: %+v", got)
	}
	w := &writer{agency: agency}
	op := w.op("c", casework.KindCase, makes("name", "x", "worker", "may")...)
	op.Device = "tab2"
	ok(t, agency.AddTablet(ctx, storage.Tablet{ID: "tab2", Person: "may"}))
	ok(t, agency.KeepApart(ctx, op))
	if cloned, err := agency.Tablet(ctx, "tab2"); err != nil || cloned.SetAside != exchange.SetAsideCloned {
		t.Errorf("a tablet that contradicts itself: %+v, %v", cloned, err)
	}
	list, err := agency.Tablets(ctx)
	ok(t, err)
	if len(list) != 2 {
		t.Errorf("tablets: %+v", list)
	}
	_, err = agency.Tablet(ctx, "tab3")
	notFound(t, "an unknown tablet", err)
}

func TestAccountLog(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	for i := range 5 {
		ok(t, agency.Note(ctx, storage.AccountEvent{At: day, Actor: "may", Action: "invited", Subject: fmt.Sprint(i)}))
	}
	events, err := agency.AccountEvents(ctx, 2)
	ok(t, err)
	if len(events) != 2 || events[0].Subject != "4" || events[1].Subject != "3" || !events[0].At.Equal(day) {
		t.Errorf("events: %+v", events)
	}
}

// TestHostileText: what people type is data, whatever it looks like.
func TestHostileText(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	name := `'); DROP TABLE person; -- "%s" ` + strings.Repeat("x", 10_000)
	addPerson(t, agency, name, name)
	if got, err := agency.Person(ctx, name); err != nil || got.Name != name {
		t.Errorf("got %q, %v", got.Name, err)
	}
}

// TestCancelled: a caller that gave up leaves no transaction behind.
func TestCancelled(t *testing.T) {
	agency := newAgency(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := agency.PutDraft(ctx, "may", "k", storage.Draft{}); err == nil {
		t.Error("a cancelled write succeeded")
	}
	ok(t, agency.PutDraft(t.Context(), "may", "k", storage.Draft{}))
}
