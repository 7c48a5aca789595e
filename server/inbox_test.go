package main

import (
	"encoding/json"
	"net/http"
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
	if strings.Contains(o.logs.String(), "could not be put into its cases") {
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
