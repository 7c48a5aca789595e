package storagetest

import (
	"testing"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// findings looks for words in cases that a person may see and in those that they
// may not, before and after words changed.
func findings(t *testing.T, s Subject) {
	a := desk(may)
	opened(t, s.Store, a, caseA, "Ruiz", goal1, "We want the landlord to mend the heating")
	opened(t, s.Store, a, caseB, "Sato", goal2, "Nhà ở Đà Nẵng, and a heating that works")
	supervisor := casework.Actor{ID: "sup", Name: "Eve Doe", Role: casework.RoleSupervisor}
	stranger := casework.Actor{ID: "other", Name: "Sam Hill", Role: casework.RoleCaseworker}
	find := func(actor casework.Actor, text string, want ...string) {
		t.Helper()
		found, err := s.Store.Find(t.Context(), actor, casework.ParseQuery(text), 50)
		check(t, err)
		var ids []string
		for _, one := range found {
			ids = append(ids, one.Record.ID)
			same(t, "the record of "+one.Record.ID, one.Record, file(t, s.Store, one.Case).Record(one.Record.ID))
		}
		same(t, text+" of "+actor.ID, ids, want)
	}
	for _, actor := range []casework.Actor{may, supervisor} {
		find(actor, "heating", goal2, goal1)
		find(actor, "HEAT landl", goal1)
		find(actor, "da nang", goal2)
		find(actor, "ruiz", caseA)
		find(actor, "heating AND NOT \"landlord* OR")
		find(actor, "")
		find(actor, "\" ' * -")
		find(actor, "heat\x00ing")
	}
	find(stranger, "heating")
	find(casework.Actor{Role: casework.RoleCaseworker}, "heating")

	land(t, s.Store, may, caseA, a.sets(caseA, goal1, file(t, s.Store, caseA).Seen, "We want the furnace mended"))
	for _, actor := range []casework.Actor{may, supervisor} {
		find(actor, "heating", goal2)
		find(actor, "furnace", goal1)
	}
	land(t, s.Store, may, caseB, a.op(caseB, goal2, casework.KindGoal, file(t, s.Store, caseB).Seen, oplog.Change{Do: oplog.Remove, To: "wrong case"}))
	find(may, "heating")
	find(supervisor, "heating")

	found, err := s.Store.Find(t.Context(), may, casework.ParseQuery("furnace"), 0)
	check(t, err)
	same(t, "none at most", len(found), 0)
}
