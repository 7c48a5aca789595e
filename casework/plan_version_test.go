package casework

import (
	"errors"
	"strings"
	"testing"
)

func staffNames(id string) string { return map[string]string{"dana": "Dana Reed"}[id] }

func planVersion(id, number string, seq int64, content PlanContent) *Record {
	text, hash := content.Freeze()
	return &Record{ID: id, Kind: KindPlanVersion, Created: Stamp{Seq: seq}, Fields: map[string]string{
		"number": number, "agreed_on": "2026-11-21", "content": text, "content_hash": hash,
	}}
}

func TestPlanContentIsWholeAndStable(t *testing.T) {
	file := signingCase()
	file.Record("g").Fields["said_by"] = "p"
	file.Record("g").Fields["aside"] = "vague"
	text, hash := PlanOf(file, staffNames).Freeze()
	if again, same := PlanOf(file.Clone(), staffNames).Freeze(); again != text || same != hash {
		t.Errorf("the same plan gave other content:\n%s\n%s", text, again)
	}
	thawed, err := ThawPlan(&Record{Fields: map[string]string{"content": text, "content_hash": hash}})
	if err != nil || len(thawed.Parts) != 3 || thawed.Names["person:p"] != "Maria Alder" || thawed.Names["staff:dana"] != "Dana Reed" {
		t.Fatalf("thawed %+v, %v", thawed, err)
	}
	if strings.Contains(text, "vague") {
		t.Error("a hint that was put aside went into the agreed plan")
	}
	if drawn := thawed.File(); drawn.Record("g").Get("words") != "I want my kids home by summer" || drawn.Record("p").Get("name") != "Maria Alder" {
		t.Errorf("the agreed plan as a file: %+v", drawn.Records)
	}
	file.Record("g").Fields["words"] = "other"
	if _, changed := PlanOf(file, staffNames).Freeze(); changed == hash {
		t.Error("other words gave the same hash")
	}
	_, err = ThawPlan(&Record{Fields: map[string]string{"content": text + " ", "content_hash": hash}})
	if !errors.Is(err, Fail(Immutable)) {
		t.Errorf("one byte more: %v, want immutable", err)
	}
}

func TestPlanChanges(t *testing.T) {
	before := signingCase()
	was := PlanOf(before, staffNames)
	after := before.Clone()
	after.Record("g").Fields["words"] = "I want my kids home before school"
	after.Record("a").Fields["done"], after.Record("a").Fields["done_on"] = "yes", "2026-11-22"
	after.Record("i").Removed = &Removal{Reason: "solved"}
	after.Records["b"] = &Record{ID: "b", Kind: KindBarrier, Fields: map[string]string{"words": "No car"}}
	changes, same := was.Changes(PlanOf(after, staffNames))
	var told []string
	for _, change := range changes {
		how := "changed " + strings.Join(change.Fields, ",")
		if change.Was == nil {
			how = "added"
		} else if change.Is == nil {
			how = "removed"
		}
		told = append(told, string(change.Kind)+" "+how)
	}
	want := "goal changed words; barrier added; issue removed; action changed done"
	if got := strings.Join(told, "; "); got != want || same != 0 {
		t.Errorf("changes: %s (%d same), want %s", got, same, want)
	}
	if changes, same := was.Changes(was); len(changes) != 0 || same != 3 {
		t.Errorf("a plan against itself: %d changes, %d same", len(changes), same)
	}
}

func TestPlanVersionsKeepBothOfOneNumber(t *testing.T) {
	file := signingCase()
	content := PlanOf(file, staffNames)
	for _, version := range []*Record{
		planVersion("v1", "1", 4, content), planVersion("va", "2", -1, content), planVersion("vb", "2", 9, content), planVersion("vc", "2", -2, content),
	} {
		file.Records[version.ID] = version
	}
	var ids []string
	for _, version := range PlanVersions(file) {
		ids = append(ids, version.ID)
	}
	if got := strings.Join(ids, " "); got != "v1 vb va vc" {
		t.Errorf("order %s, want v1 vb va vc", got)
	}
	if next := NextPlanNumber(file); next != 3 {
		t.Errorf("next number %d, want 3", next)
	}
	file.Record("vb").Removed = &Removal{Reason: "twice"}
	delete(file.Records, "va")
	delete(file.Records, "vc")
	if next := NextPlanNumber(file); next != 3 {
		t.Errorf("next number after hiding one: %d, want 3", next)
	}
}

func TestPlanVersionRules(t *testing.T) {
	good := planVersion("v", "1", 0, PlanOf(signingCase(), staffNames)).Fields
	other := PlanOf(signingCase(), staffNames)
	other.Case = "z"
	cases := map[string]struct {
		values map[string]string
		want   Reason
	}{
		"as agreed":       {good, ReasonNone},
		"another content": {merged(good, "content", "{}"), ReasonInvalid},
		"another hash":    {merged(good, "content_hash", HashContent("x")), ReasonInvalid},
		"not a plan":      {merged(good, "content", "x", "content_hash", HashContent("x")), ReasonInvalid},
		"of another case": {planVersion("v", "1", 0, other).Fields, ReasonInvalid},
		"number nought":   {merged(good, "number", "0"), ReasonInvalid},
		"no day":          {merged(good, "agreed_on", ""), ReasonInvalid},
	}
	for name, c := range cases {
		if got := Refuse(signingCase(), dana, Write{Record: "v", Kind: KindPlanVersion, Create: true, Values: c.values}); got != c.want {
			t.Errorf("%s: Refuse = %q, want %q", name, got, c.want)
		}
	}
	file := signingCase()
	file.Records["v"] = planVersion("v", "1", 1, PlanOf(file, staffNames))
	for name, write := range map[string]Write{
		"edited": {Record: "v", Kind: KindPlanVersion, Values: map[string]string{"note": "x"}},
		"hidden": {Record: "v", Kind: KindPlanVersion, Remove: true},
	} {
		if got := Refuse(file, dana, write); got != ReasonAppendOnly {
			t.Errorf("%s: Refuse = %q, want it kept apart", name, got)
		}
	}
}

func merged(values map[string]string, pairs ...string) map[string]string {
	all := map[string]string{}
	for name, value := range values {
		all[name] = value
	}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = pairs[i+1]
	}
	return all
}
