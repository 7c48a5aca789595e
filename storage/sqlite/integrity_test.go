package sqlite

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

var may = casework.Actor{ID: "may", Name: "May Torres", Role: casework.RoleCaseworker}

// writer numbers the operations of one desk.
type writer struct {
	agency *Agency
	n      int64
}

func (w *writer) op(record string, kind casework.Kind, changes ...oplog.Change) oplog.Operation {
	w.n++
	return oplog.Operation{
		ID: oplog.ID{Device: "office-1", Epoch: 1, N: w.n}, Actor: may.ID, Case: "c", Record: record, Kind: kind,
		Seen: w.n - 1, At: "2026-11-21T09:00:00.000Z", Changes: changes,
	}.Seal(make([]byte, oplog.SaltBytes))
}

func (w *writer) land(t *testing.T, ops ...oplog.Operation) []oplog.Result {
	t.Helper()
	results, _, err := merge.Land(t.Context(), w.agency, "c", may, ops)
	ok(t, err)
	return results
}

func set(field, to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: field, To: to} }

func makes(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, set(pairs[i], pairs[i+1]))
	}
	return changes
}

const ink = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]],[[9000,1000,600],[1000,9000,790]]]}`

// signed makes case c with contract k, frozen and signed by these parties.
func signed(t *testing.T, agency *Agency, parties ...string) *writer {
	t.Helper()
	content, hash := casework.ContractContent{
		Format: 1, Case: "c", Contract: "k", Client: "Ana Ruiz", Worker: may.Name, EndsWhen: "Ana has a lease.", Frozen: "2026-11-21T09:00:00Z",
		Items: []casework.ContractContentItem{{Words: "call", Who: may.Name}},
	}.Freeze()
	w := &writer{agency: agency}
	ops := []oplog.Operation{
		w.op("c", casework.KindCase, makes("name", "Ruiz", "worker", may.ID)...),
		w.op("p", casework.KindPerson, makes("name", "Ana Ruiz", "role", "mother")...),
		w.op("k", casework.KindContract, makes("client", "p", "worker", may.ID, "about", "the first wording")...),
		w.op("k", casework.KindContract, set("content", content), set("content_hash", hash), set("frozen_at", "2026-11-21T09:00:00.000Z")),
	}
	for _, party := range parties {
		name, person := "Ana Ruiz", "person:p"
		if party == casework.PartyWorker {
			name, person = may.Name, "staff:"+may.ID
		}
		ops = append(ops, w.op("s-"+party, casework.KindSignature, makes(
			"contract", "k", "party", party, "person", person, "name", name, "method", "draw", "strokes", ink,
			"signed_at", "2026-11-21T09:05:00.000Z", "signed_on", "2026-11-21", "content_hash", hash)...))
	}
	for i, result := range w.land(t, ops...) {
		if result.Outcome != oplog.Applied {
			t.Fatalf("operation %d: %+v", i+1, result)
		}
	}
	return w
}

// TestNothingChangesTheLog: not even with the database in hand, short of
// dropping the triggers.
func TestNothingChangesTheLog(t *testing.T) {
	agency := newAgency(t)
	signed(t, agency, casework.Parties...)
	ok(t, agency.KeepApart(t.Context(), (&writer{agency: agency}).op("p", casework.KindPerson, set("name", "another"))))
	ok(t, agency.Note(t.Context(), storage.AccountEvent{At: day, Actor: "operator", Action: "signed_in"}))
	before := dump(t, agency)
	for _, attempt := range []string{
		`UPDATE operation SET actor = 'noor' WHERE seq = 1`,
		`DELETE FROM operation WHERE seq = 1`,
		`DELETE FROM operation`,
		`INSERT OR REPLACE INTO operation SELECT seq, device, epoch, n, case_id, record, 'noor', hash, outcome, reason, content, seen, landed FROM operation WHERE seq = 2`,
		`REPLACE INTO operation SELECT 99, device, epoch, n, case_id, record, 'noor', hash, outcome, reason, content, seen, landed FROM operation WHERE seq = 2`,
		`UPDATE OR REPLACE operation SET seq = 1 WHERE seq = 2`,
		`UPDATE apart SET case_id = 'd'`,
		`DELETE FROM apart`,
		`REPLACE INTO apart SELECT id, device, epoch, n, 'd', hash, seen_at, content FROM apart`,
		`UPDATE account_event SET actor = 'x'`,
		`DELETE FROM account_event`,
		`UPDATE record SET content = json_set(content, '$.f.about', 'other terms') WHERE id = 'k'`,
		`UPDATE record SET content = json_set(content, '$.gone', json('{"reason":"x"}')) WHERE id = 's-client'`,
		`UPDATE record SET content = json_set(content, '$.made.a', 'noor') WHERE id = 's-client'`,
		`UPDATE record SET sealed = 0 WHERE id = 'k'`,
		`UPDATE record SET id = 'x' WHERE id = 'k'`,
		`DELETE FROM record WHERE id = 's-worker'`,
		`REPLACE INTO record SELECT case_id, id, kind, seq, digest, 0, '{}' FROM record WHERE id = 'k'`,
		`INSERT INTO record SELECT case_id, id, kind, seq, digest, 0, '{}' FROM record WHERE id = 'k' ON CONFLICT DO UPDATE SET content = excluded.content`,
		`UPDATE OR IGNORE record SET content = '{}' WHERE id = 'k'`,
	} {
		err := agency.exec(t.Context(), "attempt", attempt)
		if casework.CodeOf(err) != casework.Immutable {
			t.Errorf("%s\nanswers %v, want Immutable", attempt, err)
		}
		if after := dump(t, agency); after != before {
			t.Fatalf("%s\nchanged the file:\n%s\nwas\n%s", attempt, after, before)
		}
	}
}

// dump is the content of every table that must never change.
func dump(t *testing.T, agency *Agency) string {
	t.Helper()
	var text strings.Builder
	for _, query := range []string{
		`SELECT json_group_array(json_array(seq, device, epoch, n, actor, hash, hex(content))) FROM operation`,
		`SELECT json_group_array(json_array(case_id, hash, hex(content))) FROM apart`,
		`SELECT json_group_array(json_array(actor, action)) FROM account_event`,
		`SELECT json_group_array(json_array(case_id, id, sealed, content)) FROM record`,
	} {
		var part string
		ok(t, agency.file.read(t.Context(), func(tx *sql.Tx) error { return tx.QueryRow(query).Scan(&part) }))
		text.WriteString(part + "\n")
	}
	return text.String()
}

// TestSealedRecordThroughCommit: a program that forgets the rules is stopped by
// the file; closing a version that stood beside frozen words is not.
func TestSealedRecordThroughCommit(t *testing.T) {
	agency := newAgency(t)
	w := signed(t, agency)
	file, err := agency.File(t.Context(), "c")
	ok(t, err)
	contract := file.Record("k").Clone()
	contract.Fields["about"] = "other terms"
	op := w.op("k", casework.KindContract, set("about", "other terms"))
	batch := oplog.Batch{Case: "c", Expected: file.Position, Operations: []oplog.Operation{op},
		Results: []oplog.Result{{N: op.N, Outcome: oplog.Applied, Seq: -1}}, Records: []*casework.Record{contract}, Summary: casework.Summarise(file)}
	if _, err := agency.Commit(t.Context(), batch); casework.CodeOf(err) != casework.Immutable {
		t.Fatalf("a changed contract was committed: %v", err)
	}
	after, err := agency.File(t.Context(), "c")
	ok(t, err)
	if after.Position != file.Position || after.Record("k").Get("about") != "the first wording" {
		t.Errorf("after a refused commit: position %d, about %q", after.Position, after.Record("k").Get("about"))
	}
	beside := file.Record("k").Clone()
	beside.Siblings = []casework.Sibling{{ID: "x", Field: "about", Text: "another wording"}}
	batch.Records = []*casework.Record{beside}
	_, err = agency.Commit(t.Context(), batch)
	ok(t, err)
}

func TestPapers(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	none := func() {
		t.Helper()
		if refs, err := agency.WithoutPaper(ctx, 10); err != nil || len(refs) != 0 {
			t.Fatalf("contracts without paper: %v, %v", refs, err)
		}
	}
	w := signed(t, agency, casework.PartyClient)
	none()
	other := newAgency(t)
	signed(t, other, casework.Parties...)
	refs, err := other.WithoutPaper(ctx, 10)
	ok(t, err)
	if len(refs) != 1 || refs[0] != (storage.ContractRef{Case: "c", Contract: "k"}) {
		t.Fatalf("contracts without paper: %v", refs)
	}
	if _, err := other.Paper(ctx, refs[0]); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("the paper that is not made yet: %v", err)
	}
	for range storage.PaperTries {
		if stuck, err := other.PaperStuck(ctx, refs[0]); stuck || err != nil {
			t.Fatalf("stuck too early: %v", err)
		}
		ok(t, other.CountPaperTry(ctx, refs[0]))
	}
	if stuck, err := other.PaperStuck(ctx, refs[0]); !stuck || err != nil {
		t.Errorf("after %d tries: stuck %v, %v", storage.PaperTries, stuck, err)
	}
	if again, err := other.WithoutPaper(ctx, 10); err != nil || len(again) != 0 {
		t.Errorf("a stuck paper is tried again: %v, %v", again, err)
	}
	ok(t, other.SavePaper(ctx, refs[0], "abc"))
	if paper, err := other.Paper(ctx, refs[0]); err != nil || paper != "abc" {
		t.Errorf("the paper is %q, %v", paper, err)
	}
	// The same id in another case is another contract: no way to this paper.
	if _, err := other.Paper(ctx, storage.ContractRef{Case: "another", Contract: "k"}); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("the paper through another case: %v", err)
	}
	if refs, err := other.WithoutPaper(ctx, 10); err != nil || len(refs) != 0 {
		t.Errorf("contracts without paper: %v, %v", refs, err)
	}
	if err := agency.SavePaper(ctx, storage.ContractRef{Case: "c", Contract: "unknown"}, "abc"); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a paper of no contract: %v", err)
	}
	w.land(t, w.op("p", casework.KindPerson, set("phone", "1")))
	none()
}

// TestDiskFull: a full disk answers NoSpace, nothing is half-written, and
// writing goes on once there is room.
func TestDiskFull(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	w := &writer{agency: agency}
	w.land(t, w.op("c", casework.KindCase, makes("name", "Ruiz", "worker", may.ID)...))
	limitPages(t, agency, 0)
	var full error
	for i := 0; full == nil; i++ {
		ops := []oplog.Operation{
			w.op(fmt.Sprint("g", i), casework.KindGoal, makes("words", strings.Repeat("w", 1500))...),
			w.op(fmt.Sprint("h", i), casework.KindGoal, makes("words", strings.Repeat("w", 1500))...),
		}
		if _, _, full = merge.Land(ctx, agency, "c", may, ops); full != nil {
			w.n -= 2
		}
	}
	if casework.CodeOf(full) != casework.NoSpace {
		t.Fatalf("a full disk answers %v, want NoSpace", full)
	}
	file, err := agency.File(ctx, "c")
	ok(t, err)
	if file.Position != w.n || int64(len(file.Records)) != w.n {
		t.Errorf("position %d with %d records after %d confirmed operations", file.Position, len(file.Records), w.n)
	}
	if err := agency.PutDraft(ctx, "may", "k", storage.Draft{Fields: map[string]string{"words": strings.Repeat("w", 100_000)}}); casework.CodeOf(err) != casework.NoSpace {
		t.Errorf("a draft on a full disk answers %v", err)
	}
	limitPages(t, agency, 10_000)
	w.land(t, w.op("after", casework.KindGoal, makes("words", "room again")...))
	integrity(t, agency)
}

// limitPages lets the file grow by so many pages.
func limitPages(t *testing.T, agency *Agency, more int) {
	t.Helper()
	var pages int
	ok(t, agency.file.writer.QueryRow(`PRAGMA page_count`).Scan(&pages))
	ok(t, agency.file.writer.QueryRow(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages+more)).Scan(&pages))
}

func integrity(t *testing.T, agency *Agency) {
	t.Helper()
	var answer string
	ok(t, agency.file.writer.QueryRow(`PRAGMA integrity_check`).Scan(&answer))
	if answer != "ok" {
		t.Errorf("integrity check: %s", answer)
	}
	rows, err := agency.file.writer.Query(`PRAGMA foreign_key_check`)
	ok(t, err)
	defer rows.Close()
	if rows.Next() {
		t.Error("a foreign key points nowhere")
	}
}

func TestSealKey(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	self, err := agency.Agency(ctx)
	ok(t, err)
	box, err := sealed.Seal(self.SealPublic, []byte("info"), []byte("unsent work"))
	ok(t, err)
	ok(t, agency.SaveAgency(ctx, storage.Agency{Name: "Harbour House", Zone: "America/Detroit"}))
	private, err := agency.SealPrivate(ctx)
	ok(t, err)
	if plain, err := sealed.Open(private, []byte("info"), box); err != nil || string(plain) != "unsent work" {
		t.Errorf("the agency cannot open what was sealed to it: %q, %v", plain, err)
	}
	if again, err := agency.Agency(ctx); err != nil || string(again.SealPublic) != string(self.SealPublic) || again.Name != "Harbour House" {
		t.Errorf("saving the agency's name changed its key (%v)", err)
	}
}

// TestMigrations: every file opens again, one of a newer program is refused.
func TestMigrations(t *testing.T) {
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "a name with ? # % in it.db")
	for range 2 {
		f, err := openFile(ctx, path, "tenant", true)
		ok(t, err)
		ok(t, f.close())
	}
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("the file does not have its name: %v", err)
	}
	f, err := openFile(ctx, path, "tenant", false)
	ok(t, err)
	_, err = f.writer.Exec(`PRAGMA user_version = 99`)
	ok(t, err)
	ok(t, f.close())
	if _, err := openFile(ctx, path, "tenant", false); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("a newer program's file answers %v", err)
	}
	if _, err := openFile(ctx, path+".missing", "tenant", false); err == nil {
		t.Error("a missing file was made although it should be there")
	}
}
