package sqlite

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/blob/blobtest"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// restorable is an agency with a copy, and what a test needs to go back to it.
type restorable struct {
	t       *testing.T
	options Options
	tenant  string
	copy    string
	wrote   int
}

// withCopy makes an agency as fill wants it and copies it.
func withCopy(t *testing.T, fill func(*Agency)) *restorable {
	t.Helper()
	r := &restorable{t: t, options: Options{Stage: blob.OpenStage, Dir: t.TempDir()}, copy: filepath.Join(t.TempDir(), "copy.db")}
	r.use(func(control *Control) {
		var err error
		r.tenant, err = control.CreateTenant(t.Context())
		ok(t, err)
	})
	r.change(fill)
	r.use(func(control *Control) {
		copied, err := control.CopyTenant(t.Context(), r.tenant)
		ok(t, err)
		content, err := os.ReadFile(copied.Path)
		ok(t, err)
		ok(t, os.WriteFile(r.copy, content, 0o600))
		ok(t, copied.Close())
		left, err := os.ReadDir(filepath.Join(r.options.Dir, copyFolder))
		ok(t, err)
		if len(left) != 1 {
			t.Errorf("a closed copy leaves %v", left)
		}
	})
	return r
}

// use opens the databases, as a process of its own would, and closes them.
func (r *restorable) use(fn func(*Control)) {
	r.t.Helper()
	control, err := Open(r.t.Context(), r.options)
	ok(r.t, err)
	fn(control)
	ok(r.t, control.Close())
}

func (r *restorable) change(fn func(*Agency)) {
	r.t.Helper()
	r.use(func(control *Control) {
		agency, release, err := control.Tenant(r.t.Context(), r.tenant)
		ok(r.t, err)
		defer release()
		fn(agency.(*Agency))
	})
}

// write adds a case to the log.
func (r *restorable) write(agency *Agency) string {
	r.t.Helper()
	r.wrote++
	id := "case-" + strings.Repeat("x", r.wrote)
	op := oplog.Operation{
		ID: oplog.ID{Device: "office-1", Epoch: 1, N: int64(r.wrote)}, Actor: may.ID, Case: id, Record: id, Kind: casework.KindCase,
		At: "2026-11-21T09:00:00.000Z", Changes: makes("name", "Fieldfamily", "worker", may.ID),
	}.Seal(make([]byte, oplog.SaltBytes))
	_, _, err := merge.Land(r.t.Context(), agency, id, may, []oplog.Operation{op})
	ok(r.t, err)
	return id
}

// restore goes back to the copy as far as until says.
func (r *restorable) restore(from Return) (Returned, string, error) {
	r.t.Helper()
	var returned Returned
	var aside string
	var failed error
	r.use(func(control *Control) {
		restore, err := control.BeginRestore(r.tenant)
		ok(r.t, err)
		content, err := os.ReadFile(r.copy)
		ok(r.t, err)
		ok(r.t, os.WriteFile(restore.Path(), content, 0o600))
		from.Now = day
		from.Media = func(string) string { return "image/png" }
		if returned, failed = restore.Prepare(r.t.Context(), from); failed == nil {
			aside, failed = restore.Swap(day)
		}
		ok(r.t, restore.Close())
	})
	return returned, aside, failed
}

func TestRestoreKeepsWhatWasDecidedSince(t *testing.T) {
	ctx := t.Context()
	r := withCopy(t, func(agency *Agency) {
		addPerson(t, agency, "may", "May")
		addPerson(t, agency, "abe", "Abe")
		for _, id := range []string{"one", "two"} {
			ok(t, agency.AddPasskey(ctx, storage.Passkey{ID: []byte(id), Person: "may", Credential: []byte("{}"), Created: day}))
		}
		ok(t, agency.AddTablet(ctx, storage.Tablet{ID: "lost", Person: "abe", Epoch: 1, Created: day}))
		ok(t, agency.AddSession(ctx, storage.Session{ID: "session", Person: "may", Created: day}))
		ok(t, agency.PutDraft(ctx, "may", "/sent", storage.Draft{Fields: map[string]string{"text": "sent since"}}))
	})
	var later string
	r.change(func(agency *Agency) {
		abe, err := agency.Person(ctx, "abe")
		ok(t, err)
		abe.Suspended = true
		ok(t, agency.SavePerson(ctx, abe))
		ok(t, agency.DropPasskey(ctx, "may", []byte("two")))
		tablet, err := agency.Tablet(ctx, "lost")
		ok(t, err)
		tablet.Revoked = day
		ok(t, agency.SaveTablet(ctx, tablet))
		addPerson(t, agency, "eve", "Eve")
		ok(t, agency.AddPasskey(ctx, storage.Passkey{ID: []byte("hers"), Person: "eve", Credential: []byte("{}"), Created: day}))
		ok(t, agency.AddTablet(ctx, storage.Tablet{ID: "new", Person: "eve", Epoch: 1, Created: day}))
		ok(t, agency.Note(ctx, storage.AccountEvent{At: day, Actor: "may", Action: "suspended", Subject: "abe"}))
		ok(t, agency.DropDraft(ctx, "may", "/sent"))
		ok(t, agency.PutDraft(ctx, "eve", "/typing", storage.Draft{Fields: map[string]string{"text": "half a sen"}}))
		later = r.write(agency)
	})
	returned, aside, err := r.restore(Return{})
	ok(t, err)
	if !returned.Accounts || returned.Later != 1 || returned.Position != 0 || aside == "" {
		t.Errorf("returned %+v, aside %q", returned, aside)
	}
	r.change(func(agency *Agency) {
		file, err := agency.File(ctx, later)
		ok(t, err)
		if file.Head() != nil {
			t.Error("the log was not restored")
		}
		abe, err := agency.Person(ctx, "abe")
		ok(t, err)
		tablet, tabletErr := agency.Tablet(ctx, "lost")
		ok(t, tabletErr)
		if !abe.Suspended || tablet.Revoked.IsZero() {
			t.Errorf("who was shut out is in again: %+v %+v", abe, tablet)
		}
		passkeys, err := agency.Passkeys(ctx, "may")
		ok(t, err)
		if len(passkeys) != 1 || string(passkeys[0].ID) != "one" {
			t.Errorf("passkeys %+v", passkeys)
		}
		hers, err := agency.Passkeys(ctx, "eve")
		ok(t, err)
		if _, err := agency.Tablet(ctx, "new"); err != nil || len(hers) != 1 {
			t.Errorf("who came since lost the way in: %v, %+v", err, hers)
		}
		_, err = agency.Session(ctx, "session")
		notFound(t, "a session from before", err)
		events, err := agency.AccountEvents(ctx, 10)
		ok(t, err)
		if len(events) != 2 || events[0].Action != "restored" || events[1].Action != "suspended" {
			t.Errorf("account log %+v", events)
		}
		if draft, err := agency.Draft(ctx, "may", "/sent"); err != nil || draft != nil {
			t.Errorf("a draft that was sent is back: %+v, %v", draft, err)
		}
		if draft, err := agency.Draft(ctx, "eve", "/typing"); err != nil || draft == nil {
			t.Errorf("what was being typed is gone: %v", err)
		}
		terms, err := agency.Terms(ctx)
		ok(t, err)
		if len(terms) != 2 || terms[1].Term != returned.Term {
			t.Errorf("terms %+v, want one that began with the restore", terms)
		}
	})
}

func TestRestoreOverADamagedDatabase(t *testing.T) {
	var before string
	r := withCopy(t, func(agency *Agency) { before = "case-x"; (&restorable{t: t}).write(agency) })
	r.change(func(agency *Agency) { r.wrote = 1; r.write(agency) })
	path := filepath.Join(r.options.Dir, "tenants", r.tenant[:2], r.tenant, "main.db")
	content, err := os.ReadFile(path)
	ok(t, err)
	for i := 4096; i < len(content); i++ {
		content[i] ^= 0x5a
	}
	ok(t, os.WriteFile(path, content, 0o600))
	returned, aside, err := r.restore(Return{Terms: 1 << 50})
	ok(t, err)
	if returned.Accounts || returned.Term != 1<<50+1 {
		t.Errorf("returned %+v", returned)
	}
	if kept, err := os.ReadFile(filepath.Join(aside, "main.db")); err != nil || string(kept) != string(content) {
		t.Errorf("the damaged database was not kept as it was: %v", err)
	}
	r.change(func(agency *Agency) {
		integrity(t, agency)
		if file, err := agency.File(t.Context(), before); err != nil || file.Head() == nil {
			t.Errorf("the case of the copy: %v", err)
		}
	})
}

// TestRestoreMakesFilesTrue: what only a lost disk had is asked for again, what
// the object store has is found.
func TestRestoreMakesFilesTrue(t *testing.T) {
	ctx := t.Context()
	names := map[string]string{}
	for i, name := range []string{"lost", "arrived", "safe", "waiting", "later"} {
		names[name] = strings.Repeat("abcdef"[i:i+1], 64)
	}
	staged := blobtest.Hash([]byte("still staged"))
	r := withCopy(t, func(agency *Agency) {
		for _, name := range []string{"lost", "arrived", "safe"} {
			ok(t, agency.AddObject(ctx, storage.Object{SHA256: names[name], Media: "image/jpeg", Size: 3}))
		}
		ok(t, agency.MarkStored(ctx, names["safe"], day))
		ok(t, agency.PutAttachment(ctx, staged, "image/jpeg", []byte("still staged")))
	})
	returned, _, err := r.restore(Return{Objects: map[string]int64{names["arrived"]: 3, names["safe"]: 3, names["later"]: 7}})
	ok(t, err)
	if returned.Resend != 1 || returned.Found != 1 {
		t.Errorf("returned %+v", returned)
	}
	r.change(func(agency *Agency) {
		for name, want := range map[string]storage.Place{
			names["lost"]: storage.Nowhere, names["arrived"]: storage.Safe, names["safe"]: storage.Safe,
			staged: storage.Here, names["later"]: storage.Safe,
		} {
			place(t, agency, name, want)
		}
		found, err := agency.Object(ctx, names["later"])
		ok(t, err)
		brought, err := agency.HasBrought(ctx, names["later"], "whoever attached it")
		ok(t, err)
		if found.Size != 7 || found.Media != "image/png" || !brought {
			t.Errorf("found %+v, brought %v", found, brought)
		}
	})
}

// TestRestoreCut: after the mark the new database stands, wherever the rest was
// cut; before it the old one.
func TestRestoreCut(t *testing.T) {
	for name, cut := range map[string]struct {
		marked, oldAside, newPlaced, stands bool
	}{
		"before the mark":            {},
		"after the mark":             {marked: true, stands: true},
		"between the two renames":    {marked: true, oldAside: true, stands: true},
		"before the mark is removed": {marked: true, oldAside: true, newPlaced: true, stands: true},
	} {
		t.Run(name, func(t *testing.T) {
			r := withCopy(t, func(*Agency) {})
			var id string
			r.change(func(agency *Agency) { id = r.write(agency) })
			folder := filepath.Join(r.options.Dir, "tenants", r.tenant[:2], r.tenant)
			r.use(func(control *Control) {
				restore, err := control.BeginRestore(r.tenant)
				ok(t, err)
				content, err := os.ReadFile(r.copy)
				ok(t, err)
				ok(t, os.WriteFile(restore.Path(), content, 0o600))
				_, err = restore.Prepare(t.Context(), Return{Now: day})
				ok(t, err)
				if cut.marked {
					ok(t, writeMark(filepath.Join(folder, restoreFolder, readyName), "cut"))
				}
				if cut.oldAside {
					ok(t, putAside(folder, "cut"))
				}
				if cut.newPlaced {
					ok(t, os.Rename(restore.Path(), filepath.Join(folder, "main.db")))
				}
				restore.unlock() // as a killed process would
			})
			r.change(func(agency *Agency) {
				file, err := agency.File(t.Context(), id)
				ok(t, err)
				if isOld := file.Head() != nil; isOld == cut.stands {
					t.Errorf("the old database stands: %v", isOld)
				}
				integrity(t, agency)
			})
			if _, err := os.Stat(filepath.Join(folder, asideFolder, "cut", "main.db")); (err == nil) != cut.stands {
				t.Errorf("the replaced database: %v", err)
			}
			if _, _, err := r.restore(Return{}); err != nil { // and again, over what the cut left
				t.Error(err)
			}
		})
	}
}

func TestRestoreRefusals(t *testing.T) {
	r := withCopy(t, func(agency *Agency) { (&restorable{t: t}).write(agency) })
	r.use(func(control *Control) {
		_, release, err := control.Tenant(t.Context(), r.tenant)
		ok(t, err)
		if _, err := control.BeginRestore(r.tenant); !errors.Is(err, ErrInUse) {
			t.Errorf("an agency in use: %v", err)
		}
		release()
	})
	r.use(func(control *Control) {
		restore, err := control.BeginRestore(r.tenant)
		ok(t, err)
		if _, _, err := control.Tenant(t.Context(), r.tenant); !errors.Is(err, errRestoring) {
			t.Errorf("opened while it is restored: %v", err)
		}
		if _, err := control.BeginRestore(r.tenant); !errors.Is(err, ErrInUse) {
			t.Errorf("two restores at once: %v", err)
		}
		ok(t, restore.Close())
		_, err = control.BeginRestore("../../etc")
		notFound(t, "an odd id", err)
	})
	db, err := sql.Open("sqlite3", r.copy)
	ok(t, err)
	for _, query := range []string{`DROP TRIGGER operation_never_changes`, `UPDATE operation SET content = CAST(replace(CAST(content AS TEXT), 'Fieldfamily', 'Otherfamily') AS BLOB)`} {
		_, err := db.Exec(query)
		ok(t, err)
	}
	ok(t, db.Close())
	if _, _, err := r.restore(Return{}); err == nil || !strings.Contains(err.Error(), "does not have its hash") {
		t.Errorf("a log that was changed: %v", err)
	}
	r.change(func(agency *Agency) { integrity(t, agency) })
}

// TestCopyIsTheSameTwice: where nothing was written a second copy has the same
// bytes, whatever was read and whoever signed in meanwhile.
func TestCopyIsTheSameTwice(t *testing.T) {
	r := withCopy(t, func(agency *Agency) {
		addPerson(t, agency, "may", "May")
		(&restorable{t: t}).write(agency)
	})
	r.change(func(agency *Agency) {
		ok(t, agency.AddSession(t.Context(), storage.Session{ID: "s", Person: "may", Created: day}))
		_, _, err := agency.Segment(t.Context(), "case-x", exchange.InColumns)
		ok(t, err)
	})
	r.use(func(control *Control) {
		seen := control.SeenFiles(r.tenant)
		copied, err := control.CopyTenant(t.Context(), r.tenant)
		ok(t, err)
		if _, err := control.CopyTenant(t.Context(), r.tenant); casework.CodeOf(err) != casework.Busy {
			t.Errorf("two copies at once: %v", err)
		}
		first, err := os.ReadFile(r.copy)
		ok(t, err)
		second, err := os.ReadFile(copied.Path)
		ok(t, err)
		if string(first) != string(second) {
			t.Error("two copies of the same differ")
		}
		ok(t, copied.Close())
		if again := control.SeenFiles(r.tenant); again != seen {
			t.Errorf("a copy changes how the files look: %q, %q", seen, again)
		}
		agency, release, err := control.Tenant(t.Context(), r.tenant)
		ok(t, err)
		defer release()
		_, err = agency.Commit(t.Context(), oplog.Batch{Case: "odd", Expected: 7})
		if err == nil || control.SeenFiles(r.tenant) != seen {
			t.Errorf("a commit that was refused: %v", err)
		}
		ok(t, agency.PutDraft(t.Context(), "may", "/k", storage.Draft{}))
		if control.SeenFiles(r.tenant) == seen {
			t.Error("something was written and the files look the same")
		}
	})
}
