package casework

import (
	"strings"
	"testing"
)

func gapNames(goal *Record) string {
	var names []string
	for _, gap := range GoalGaps(goal) {
		names = append(names, gap.Name)
	}
	return strings.Join(names, " ")
}

func goalOf(pairs ...string) *Record {
	fields := map[string]string{"words": "I want a place of our own"}
	for i := 0; i < len(pairs); i += 2 {
		fields[pairs[i]] = pairs[i+1]
	}
	return &Record{ID: "g", Kind: KindGoal, Fields: fields}
}

func TestAGoalSaysWhatIsStillToBeTalkedAbout(t *testing.T) {
	for _, c := range []struct {
		goal *Record
		want string
	}{
		{goalOf(), "specific relevant attainable measurable timely"},
		{goalOf("wording", "Maria has a lease", "measure", "The lease"), "relevant attainable timely"},
		{goalOf("wording", " \n", "by_when", "2027-03-01"), "specific relevant attainable measurable"},
		{goalOf("aside", "relevant measurable"), "specific attainable timely"},
		{goalOf("wording", "a", "matters", "b", "reach", "c", "measure", "d", "by_when", "2027-03-01"), ""},
		{goalOf("status", "open"), "specific relevant attainable measurable timely"},
		{goalOf("status", "reached"), ""},
		{goalOf("status", "set_aside"), ""},
	} {
		if got := gapNames(c.goal); got != c.want {
			t.Errorf("%v is asked %q, want %q", c.goal.Fields, got, c.want)
		}
	}
	for _, question := range SmartQuestions {
		spec, _ := SpecOf(KindGoal)
		if _, ok := spec.Field(question.Field); !ok {
			t.Errorf("%s has no field %s", question.Name, question.Field)
		}
	}
}

func TestAGoalThatReachesPastItsService(t *testing.T) {
	practice := &Practice{Frames: []TimeFrame{{"brief", 42}, {"short_term", 182}, {"long_term", 730}}}
	for _, c := range []struct {
		service, byWhen, wording, words string
		about                           string
		hint                            bool
	}{
		{"brief", "", "", "I want to earn a three-year diploma by 2029", "three-year", true},
		{"brief", "", "", "I want my diploma by 2029", "2029", true},
		{"brief", "", "Maria is in touch with the local college", "I want my diploma by 2029", "", false}, // the first step is worded
		{"long_term", "", "Maria earns a 2-year diploma", "", "", false},
		{"long_term", "", "Maria earns a 3-year diploma", "", "3-year", true},
		{"brief", "", "Maria finds care for her three-year-old son", "", "", false},
		{"brief", "", "Maria has been here for three years", "", "", false},
		{"brief", "", "Maria has lived and worked here for 18 months", "", "", false},
		{"brief", "", "Maria has known the neighbours for three years", "", "", false},
		{"brief", "", "Rosa gets care for her 18-month-old son", "", "", false},
		{"brief", "", "Maria says what changed two years ago", "", "", false},
		{"brief", "", "Rosa does three weeks of practice", "", "", false}, // it does not say when
		{"short_term", "", "Maria finishes an 18-month course", "", "18-month", true},
		{"short_term", "", "Maria finishes a six-month course", "", "", false},
		{"short_term", "", "Maria stays in the same flat for two years", "", "two years", true},
		{"short_term", "", "Maria has a lease for eighteen months", "", "eighteen months", true},
		{"brief", "", "Maria needs help for two weeks", "", "", false},
		{"brief", "", "Maria has her own flat in 18 months", "", "18 months", true},
		{"brief", "", "Maria has paid her debts within the next 2 years", "", "2 years", true},
		{"long_term", "", "Maria has her own flat in 18 months", "", "", false},
		{"brief", "", "Call 2029 is answered", "", "2029", true}, // a number may look like a year: the hint can be put aside
		{"brief", "", "Route 7777 is known", "", "", false},
		{"brief", "2026-12-28", "Maria has a lease", "", "", false}, // the last day
		{"brief", "2026-12-29", "Maria has a lease", "", "", true},
		{"short_term", "2026-12-29", "Maria has a lease", "", "", false},
		{"", "2031-01-01", "Maria earns a five-year degree", "", "", false}, // no service chosen: that is asked elsewhere
		{"brief", "2026-12-01", "Maria has a lease in 2026", "", "", false},
	} {
		goal := goalOf("service", c.service, "by_when", c.byWhen, "wording", c.wording, "words", c.words)
		hints := GoalHints(goal, practice, "dana", "2026-11-16")
		if (len(hints) == 1) != c.hint || len(hints) == 1 && (hints[0].Kind != HintFrame || hints[0].About != c.about) {
			t.Errorf("%+v: hints %+v", c, hints)
		}
	}
}

func TestAGoalBeyondTheRoleOfItsWorker(t *testing.T) {
	practice := DefaultPractice()
	practice.Staff = map[string]string{"dana": "case_manager", "kim": "counsellor"}
	for _, c := range []struct {
		worker, wording string
		hint            bool
	}{
		{"dana", "Improve anxiety symptoms", true},
		{"dana", "Maria finds free or low-cost treatment for anxiety", false},
		{"kim", "Improve anxiety symptoms", false},
		{"sam", "Improve anxiety symptoms", false}, // no role is set
		{"dana", "", false},
	} {
		goal := goalOf("words", "I want my anxiety to be cured", "wording", c.wording) // their own words are never doubted
		hints := GoalHints(goal, practice, c.worker, "2026-11-16")
		if (len(hints) == 1) != c.hint || c.hint && (hints[0].Kind != HintRole || hints[0].Role.ID != "case_manager" || hints[0].About == "") {
			t.Errorf("%+v: hints %+v", c, hints)
		}
	}
}

func TestHintsArePutAsideUntilTheWordsChange(t *testing.T) {
	practice := DefaultPractice()
	practice.Staff = map[string]string{"dana": "case_manager"}
	goal := goalOf("wording", "Improve anxiety symptoms")
	hints := GoalHints(goal, practice, "dana", "2026-11-16")
	if len(hints) != 1 {
		t.Fatalf("hints %+v, want one", hints)
	}
	goal.Fields["aside"] = PutAside(goal, hints[0].ID, true)
	if again := GoalHints(goal, practice, "dana", "2026-11-16"); len(again) != 0 {
		t.Errorf("put aside, and still %+v", again)
	}
	goal.Fields["wording"] = "Cure her depression"
	if again := GoalHints(goal, practice, "dana", "2026-11-16"); len(again) != 1 {
		t.Errorf("other words have hints %+v, want one", again)
	}
	if text := PutAside(goal, hints[0].ID, false); text != "" {
		t.Errorf("taken back, %q is left", text)
	}
	for _, odd := range []string{"", "two words", strings.Repeat("x", 41)} {
		if text := PutAside(goal, odd, true); text != goal.Get("aside") {
			t.Errorf("%q was put aside: %q", odd, text)
		}
	}
	for i := range 200 {
		goal.Fields["aside"] = PutAside(goal, HintID(HintRole, strings.Repeat("y", i)), true)
	}
	spec, _ := SpecOf(KindGoal)
	field, _ := spec.Field("aside")
	if problem := CheckField(field, goal.Get("aside")); problem != nil || !Aside(goal, HintID(HintRole, strings.Repeat("y", 199))) {
		t.Errorf("200 hints put aside: %v, %q", problem, goal.Get("aside"))
	}
}
