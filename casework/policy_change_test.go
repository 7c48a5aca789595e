package casework

import (
	"fmt"
	"strings"
	"testing"
)

func onePack(rules ...PolicyRule) PolicyPack { return PolicyPack{Name: "Ours", Rules: rules} }

func TestChangesOfAPack(t *testing.T) {
	events := Events{On: map[string][]string{EventRemoved: {"2026-11-02"}, EventOpened: {"2026-11-01"}, EventFTM: {"2026-11-20"}}}
	plan := PolicyRule{ID: "plan", Name: "Case plan", From: EventRemoved, Done: EventPlan, Days: 30}
	sooner, graced := plan, plan
	sooner.Days, graced.Grace = 10, 40
	meeting := PolicyRule{ID: "ftm", Name: "Meeting", From: EventRemoved, Done: EventFTM, Days: 30}
	review := PolicyRule{ID: "review", Name: "Review", From: EventOpened, Done: EventReview, Days: 60}
	for _, c := range []struct {
		name     string
		from, to PolicyPack
		today    string
		want     string
	}{
		{"nothing changes", onePack(plan, meeting), onePack(plan, meeting), "2026-11-16", ""},
		{"a date moves", onePack(plan), onePack(sooner), "2026-11-16", "plan 2026-12-02>2026-11-12 open>overdue"},
		{"a date goes, another appears", onePack(plan), onePack(review), "2026-11-16", "plan 2026-12-02> open> review >2026-12-31 >open"},
		{"a grace changes how it stands", onePack(plan), onePack(graced), "2026-12-10", "plan 2026-12-02>2026-12-02 overdue>grace"},
		{"what was done is past", onePack(meeting), onePack(), "2026-11-25", ""},
	} {
		var got []string
		for _, d := range c.from.Changes(c.to, events, c.today) {
			got = append(got, fmt.Sprintf("%s %s>%s %s>%s", d.RuleID, d.Before, d.After, d.Was, d.Is))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestAnswersOutliveAPack: what was answered under one pack stays answered under
// another, and answers nothing else.
func TestAnswersOutliveAPack(t *testing.T) {
	once := PolicyRule{ID: "plan", Name: "Case plan", From: EventPlaced, Done: EventPlan, Days: 10}
	again := PolicyRule{ID: "ftm", Name: "Meeting", From: EventRemoved, Done: EventFTM, Every: 30}
	events := Events{
		On:      map[string][]string{EventPlaced + " kim": {"2026-09-01", "2026-10-01"}, EventRemoved: {"2026-09-01"}, EventFTM: {"2026-09-20"}},
		Answers: map[string]string{"plan kim 2026-09-11": "The court was closed.", "ftm  2026-10-20": "The mother was ill."},
	}
	states := func(pack PolicyPack) string {
		var list []string
		for _, d := range pack.Due(events, "2026-12-01") {
			list = append(list, d.Rule.ID+" "+d.Due+" "+string(d.State))
		}
		return strings.Join(list, ", ")
	}
	if got, want := states(onePack(once, again)), "plan 2026-10-11 overdue, plan 2026-09-11 answered, ftm 2026-10-20 answered"; got != want {
		t.Errorf("under the first pack: %s, want %s", got, want)
	}
	first := onePack(once, again)
	once.Days, again.Every = 20, 45
	next := onePack(once, again).After(first)
	if len(next.Former) != 2 || next.Version != 1 || len(next.After(next).Former) != 2 {
		t.Errorf("the next pack remembers %+v", next.Former)
	}
	if got, want := states(next), "plan 2026-10-21 overdue, plan 2026-09-21 answered, ftm 2026-11-04 answered"; got != want {
		t.Errorf("under the next pack: %s, want %s", got, want)
	}
	events.On[EventFTM] = []string{"2026-09-20", "2026-10-22"}
	next.Rules = next.Rules[1:]
	if got := states(next); got != "ftm 2026-12-06 soon" {
		t.Errorf("after the next meeting: %s", got)
	}
}

func TestPackWithMoreBehindIt(t *testing.T) {
	text := `{"id":"a","name":"Ours","version":1,"rules":[]}` + "\n\nand more"
	if _, faults := ReadPack(text); len(faults) != 1 || faults[0].Code != "not_json" || faults[0].Line != 3 {
		t.Errorf("faults: %+v", faults)
	}
	if _, faults := ReadPack(text[:strings.Index(text, "\n")] + " \n"); len(faults) > 0 {
		t.Errorf("a pack with a line behind it: %+v", faults)
	}
}
