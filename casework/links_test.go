package casework

import (
	"strings"
	"testing"
)

// planned builds a file from lines of "kind id field=value …"; ids in values
// stand for themselves.
func plannedFile(lines ...string) *File {
	file := NewFile("case")
	file.Records["case"] = &Record{ID: "case", Kind: KindCase, Fields: map[string]string{"name": "A", "worker": "dana"}}
	for _, line := range lines {
		parts := strings.Split(line, "|")
		record := &Record{Kind: Kind(parts[0]), ID: parts[1], Fields: map[string]string{}}
		for _, pair := range parts[2:] {
			name, value, _ := strings.Cut(pair, "=")
			if name == "gone" {
				record.Removed = &Removal{}
				continue
			}
			record.Fields[name] = value
		}
		file.Records[record.ID] = record
	}
	return file
}

func idsOf(records []*Record) string {
	var ids []string
	for _, record := range records {
		ids = append(ids, record.ID)
	}
	return strings.Join(ids, " ")
}

func TestWhatHasNoLinkYet(t *testing.T) {
	plan := []string{"goal|g1", "goal|g2|status=reached", "barrier|b1|goals=g1", "barrier|b2", "strength|s1", "issue|i1"}
	for _, c := range []struct {
		name                                       string
		more                                       []string
		goals, barriers, apart, actions, strengths string
		count                                      int
	}{
		{"nothing is done", nil, "g1", "b1 b2", "b2", "", "s1", 4},
		{"an action for the goal", []string{"action|a1|goal=g1"}, "", "b1 b2", "b2", "", "s1", 3},
		{"an action for a barrier serves its goal too", []string{"action|a1|barriers=b1"}, "", "b2", "b2", "", "s1", 2},
		{"a barrier before no goal makes an action serve none", []string{"action|a1|barriers=b2"}, "g1", "b1", "b2", "a1", "s1", 5},
		{"a strength in use", []string{"action|a1|goal=g1|strengths=s1"}, "", "b1 b2", "b2", "", "", 2},
		{"what is hidden links nothing", []string{"action|a1|goal=g1|strengths=s1|gone"}, "g1", "b1 b2", "b2", "", "s1", 4},
		{"a goal that is hidden is none", []string{"action|a1|goal=g9", "goal|g9|gone"}, "g1", "b1 b2", "b2", "a1", "s1", 5},
		{"all of it", []string{"action|a1|barriers=b1 b2|strengths=s1", "barrier|b2|goals=g1"}, "", "", "", "", "", 0},
	} {
		u := UnlinkedIn(plannedFile(append(append([]string{}, plan...), c.more...)...))
		got := [5]string{idsOf(u.Goals), idsOf(u.Barriers), idsOf(u.Apart), idsOf(u.Actions), idsOf(u.Strengths)}
		if want := [5]string{c.goals, c.barriers, c.apart, c.actions, c.strengths}; got != want || u.Count() != c.count {
			t.Errorf("%s: %q and %d, want %q and %d", c.name, got, u.Count(), want, c.count)
		}
	}
}

// TestAServiceServesAGoal: a referral alone serves its goals, while it can be had,
// and one that serves none is listed as an action is.
func TestAServiceServesAGoal(t *testing.T) {
	plan := []string{"goal|g1", "action|a1|goal=g2", "goal|g2"}
	for _, c := range []struct {
		name             string
		more             []string
		goals, referrals string
	}{
		{"a referral for the goal", []string{"referral|r1|goals=g1"}, "", ""},
		{"one that nobody has linked", []string{"referral|r1"}, "g1", "r1"},
		{"one whose action serves a goal", []string{"referral|r1|action=a1"}, "g1", ""},
		{"one that cannot be had", []string{"referral|r1|goals=g1", "referral_state|s1|referral=r1|state=unavailable|on=2026-11-01"}, "g1", ""},
		{"one that was completed", []string{"referral|r1|goals=g1", "referral_state|s1|referral=r1|state=completed|on=2026-11-01"}, "", ""},
		{"one that is hidden", []string{"referral|r1|goals=g1|gone"}, "g1", ""},
	} {
		u := UnlinkedIn(plannedFile(append(append([]string{}, plan...), c.more...)...))
		if goals, referrals := idsOf(u.Goals), idsOf(u.Referrals); goals != c.goals || referrals != c.referrals || u.Count() != len(u.Goals)+len(u.Referrals) {
			t.Errorf("%s: goals %q, referrals %q, %d in all; want %q and %q", c.name, goals, referrals, u.Count(), c.goals, c.referrals)
		}
	}
}

func TestAnActionServesEachGoalOnce(t *testing.T) {
	file := plannedFile("goal|g1", "goal|g2", "barrier|b1|goals=g1 g2", "action|a1|goal=g2|barriers=b1")
	if got := idsOf(GoalsServed(file, file.Record("a1"))); got != "g2 g1" {
		t.Errorf("the action serves %q", got)
	}
}

func TestAPlanWithoutWordsOfTheClient(t *testing.T) {
	people := []string{"person|p1|role=mother", "person|p2|role=provider"}
	for _, c := range []struct {
		line string
		want bool
	}{
		{"goal|g1|words=x", false},
		{"goal|g1|words=x|said_by=p1", true},
		{"goal|g1|words=x|said_by=p2", false},
		{"barrier|b1|words=x|own_hand=yes", true},
		{"remark|r1|person=p1", true},
		{"together|t1|asked=yes", false},
		{"together|t1|proposed= ", false},
		{"together|t1|proposed=I could ask my aunt", true},
		{"goal|g1|words=x|said_by=p1|gone", false},
	} {
		if got := HasClientWords(plannedFile(append(people, c.line)...)); got != c.want {
			t.Errorf("%s: %v", c.line, got)
		}
	}
}

func TestWhoseActionItIs(t *testing.T) {
	file := plannedFile("person|p1|role=youth", "person|p2|role=relative")
	for who, want := range map[string]Whose{
		"person:p1": Yours, "person:p2": Theirs, "staff:dana": Mine, "staff:sam": Theirs, "Ms. Novak": Theirs, "person:gone": Theirs, "": Theirs,
	} {
		if got := WhoseAction(file, &Record{Fields: map[string]string{"who": who}}); got != want {
			t.Errorf("%q is on list %d, want %d", who, got, want)
		}
	}
}

func TestPromisesSayByWhenAndWhatIfNot(t *testing.T) {
	for _, c := range []struct{ byWhen, ifNot, done, want string }{
		{"", "", "", "by_when if_not"},
		{"2026-12-01", " ", "", "if_not"},
		{"2026-12-01", "then we look elsewhere", "", ""},
		{"", "", "yes", ""},
	} {
		action := &Record{Fields: map[string]string{"by_when": c.byWhen, "if_not": c.ifNot, "done": c.done}}
		if got := strings.Join(PromiseGaps(action), " "); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
