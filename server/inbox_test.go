package main

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// received sends a case with many goals through the inbox, and does not ask what
// became of them.
func (d *tablet) received(goals int) (caseID string, ops []json.RawMessage) {
	d.t.Helper()
	caseID, made := d.newCase("Fieldfamily")
	ops = append(ops, made)
	for range goals {
		id, _ := d.newCase("") // for its id alone
		d.next--
		ops = append(ops, d.write(caseID, id, casework.KindGoal,
			oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "words", To: "Mom & Dad <home> by June"}))
	}
	reply, answer := d.sync(exchange.Request{Operations: ops, Parcel: true})
	if answer.status != http.StatusOK || reply.Inbox != d.next-1 || len(reply.Results) != 0 || reply.Position != 0 {
		d.t.Fatalf("status %d: %s", answer.status, answer.body)
	}
	return caseID, ops
}

// goals counts the goals of a case at the office.
func (o *office) goals(caseID string) int {
	o.t.Helper()
	agency, release, err := o.program.control.Tenant(o.t.Context(), o.tenant())
	if err != nil {
		o.t.Fatal(err)
	}
	defer release()
	file, err := agency.File(o.t.Context(), caseID)
	if err != nil {
		o.t.Fatal(err)
	}
	return len(file.Of(casework.KindGoal))
}

func TestMuchWorkIsDurableAndThenLands(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, ops := d.received(150)
	asked, answer := d.sync(exchange.Request{})
	if answer.status != http.StatusOK || len(asked.Results) != len(ops) || asked.Next != int64(len(ops))+1 || o.goals(caseID) != 150 {
		t.Fatalf("status %d: %d results, %d goals", answer.status, len(asked.Results), o.goals(caseID))
	}
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Fieldfamily")
	again, _ := d.sync(exchange.Request{Operations: ops, Parcel: true})
	if len(again.Results) != len(ops) || again.Inbox != 0 {
		t.Errorf("the same again: %d results, inbox %d", len(again.Results), again.Inbox)
	}
}

// TestMuchWorkLandsWithoutItsTablet: the tablet falls into a river, and the office
// stops, before anything of it is in its case.
func TestMuchWorkLandsWithoutItsTablet(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	caseID, _ := ada.enrol().received(150)
	o.stop()
	o = openOn(t, o.program.settings)
	until(t, "the office lands what it has received", func() bool { return o.goals(caseID) == 150 })
	if strings.Contains(o.logs.String(), "not in its cases yet") {
		t.Error(o.logs)
	}
}

// TestMuchWorkAndTheSealedOutbox: a tablet that nobody can unlock any more hands
// in what the office has in its inbox. It is the same work, also with letters that
// travel as escapes; a tablet that was revoked meanwhile brings nothing new either.
func TestMuchWorkAndTheSealedOutbox(t *testing.T) {
	for _, revoked := range []bool{false, true} {
		o := open(t, nil)
		ada := o.claim(o.setupLink(), "Harbour", "Ada")
		d := ada.enrol()
		caseID, ops := d.received(5)
		if revoked {
			ada.get("/tablets")
			ada.want(ada.post("/tablets/"+d.Device+"/revoke"), http.StatusSeeOther, "")
		}
		var items []exchange.SealedOp
		for _, op := range ops {
			items = append(items, d.seal(op))
		}
		reply, answer := d.handIn(items...)
		if answer.status != http.StatusOK || became(reply) != "1 had, 2 had, 3 had, 4 had, 5 had, 6 had" || o.goals(caseID) != 5 {
			t.Errorf("revoked %v: status %d: %s, %d goals", revoked, answer.status, answer.body, o.goals(caseID))
		}
		ada.want(ada.get("/tablets/review"), http.StatusOK, "Nothing waits")
	}
}

// spoilt makes every write of operations into a case fail.
func (o *office) spoilt(caseID string) {
	o.t.Helper()
	tenant := o.tenant()
	db, err := sql.Open("sqlite3", filepath.Join(o.program.settings.Data, "tenants", tenant[:2], tenant, "main.db"))
	if err != nil {
		o.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TRIGGER spoilt BEFORE INSERT ON operation WHEN NEW.case_id = '` + caseID + `' BEGIN SELECT RAISE(FAIL, 'spoilt'); END`); err != nil {
		o.t.Fatal(err)
	}
}

// TestAnInboxThatCannotLandHoldsUpNothingElse: a revoked tablet still hands in what
// it has, hears that it is to wipe itself, and says that it did.
func TestAnInboxThatCannotLandHoldsUpNothingElse(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, ops := d.received(2)
	o.spoilt(caseID)
	ada.get("/tablets")
	ada.want(ada.post("/tablets/"+d.Device+"/revoke"), http.StatusSeeOther, "")
	if reply, answer := d.handIn(d.seal(ops[0])); answer.status != http.StatusOK || !reply.Wipe || became(reply) != "1 review" {
		t.Errorf("handed in: status %d: %s", answer.status, answer.body)
	}
	if answer := d.narrowly().send(http.MethodPost, exchange.PathHandInWiped, nil, nil); answer.status != http.StatusNoContent {
		t.Errorf("wiped: status %d: %s", answer.status, answer.body)
	}
	if !strings.Contains(o.logs.String(), "not in its cases yet") {
		t.Error("nobody is told that it cannot land")
	}
}

// TestHandedInAfterTheInboxShowedACopy: the tablet is set aside by what it sent
// before, and what it hands in with the same request waits for review.
func TestHandedInAfterTheInboxShowedACopy(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	d.received(0)
	d.next = 1
	_, copied := d.newCase("Copied")
	_, next := d.newCase("Next")
	op, err := oplog.Decode(copied)
	if err != nil {
		t.Fatal(err)
	}
	agency, release, err := o.program.control.Tenant(t.Context(), o.tenant())
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	actor := casework.Actor{ID: d.Person.ID, Name: "Ada", Role: d.Person.Role}
	if _, err := exchange.LandAll(t.Context(), agency, actor, "", 0, []oplog.Operation{op}); err != nil { // both were under way at once
		t.Fatal(err)
	}
	if reply, answer := d.handIn(d.seal(next)); became(reply) != "2 review" || reply.State != exchange.TabletSetAside {
		t.Errorf("became %s: %s", became(reply), answer.body)
	}
}

// TestTheListKnowsWhatTheInboxBrought: what is said to wait on a tablet is what it
// said last, also where it was never heard of again.
func TestTheListKnowsWhatTheInboxBrought(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	d.sync(exchange.Request{Waiting: 7})
	ada.want(ada.get("/tablets"), http.StatusOK, "7 things waited")
	d.received(2)
	if page := ada.get("/tablets").body; strings.Contains(page, "7 things waited") {
		t.Error("the list says that 7 things wait on it")
	}
}
