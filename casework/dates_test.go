package casework

import (
	"fmt"
	"strings"
	"testing"
)

// datedSaid writes dated things as a table does: "meeting m1 2026-06-10 next".
func datedSaid(file *File) string {
	var lines []string
	for _, one := range DatesOf(file) {
		line := strings.TrimSpace(string(one.Kind) + " " + one.Record + " " + one.On)
		if one.Next {
			line += " next"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func of(kind Kind, pairs ...string) *Record {
	record := &Record{Kind: kind, Fields: map[string]string{}}
	for i := 0; i+1 < len(pairs); i += 2 {
		record.Fields[pairs[i]] = pairs[i+1]
	}
	return record
}

// The day that was set for the next one is in sight until that one is entered.
func TestTheNextDayIsInSightUntilItIsEntered(t *testing.T) {
	for _, row := range []struct{ name, meetings, want string }{
		{"set at a meeting", "m1 2026-03-20 held next=2026-06-10", "meeting m1 2026-06-10 next"},
		{"set for after a meeting that is still to come", "m1 2026-03-20 next=2026-06-10", "meeting m1 2026-03-20"},
		{"entered", "m1 2026-03-20 held next=2026-06-10; m2 2026-06-10", "meeting m2 2026-06-10"},
		{"entered for an earlier day", "m1 2026-03-20 held next=2026-06-10; m2 2026-06-03", "meeting m2 2026-06-03"},
		{"a talk is not the next meeting", "m1 2026-03-20 held next=2026-06-10; t1 2026-06-01 before=m2", "meeting t1 2026-06-01; meeting m1 2026-06-10 next"},
		{"one in between that nobody planned", "m1 2026-03-20 held next=2026-06-10; m2 2026-04-01 held", "meeting m1 2026-06-10 next"},
		{"held before the day, with a next one of its own", "m1 2026-03-20 held next=2026-06-10; m2 2026-06-01 held next=2026-09-01", "meeting m2 2026-09-01 next"},
	} {
		if got := datedSaid(meetingsFrom(row.meetings)); got != row.want {
			t.Errorf("%s: got %q, want %q", row.name, got, row.want)
		}
	}
	file := fileOf(map[string]*Record{
		"s1": of(KindConference, "on", "2026-02-20", "next_on", "2026-03-20"),
		"s2": of(KindConference, "on", "2026-03-15", "next_on", "2026-04-15"),
		"h1": of(KindHearing, "type", "review", "on", "2026-02-01", "held", "yes", "next_on", "2026-05-01"),
		"a1": of(KindDeadlineAnswer, "rule", "review", "due", "2026-02-28", "reason", "ill", "next_on", "2026-03-03"),
		"a2": of(KindDeadlineAnswer, "rule", "review", "due", "2026-03-31", "reason", "still ill", "next_on", "2026-03-10"),
	})
	if got, want := datedSaid(file), "deadline_answer a2 2026-03-10; conference s2 2026-04-15 next; hearing h1 2026-05-01 next"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Nothing that is dated falls out of a case's list: what is beyond the first is
// summed up with its first day, so that what is late stays late, and what has no
// day stays too.
func TestManyDatedThingsAreSummedUp(t *testing.T) {
	records := map[string]*Record{}
	for i := range 100 {
		records[fmt.Sprintf("a%03d", i)] = of(KindAction, "what", "Task", "who", "staff:dana", "by_when", AddDays("2026-03-01", i))
		records[fmt.Sprintf("t%03d", i)] = of(KindTold, "change", "c", "who", "Coach Lee")
	}
	file := fileOf(records)
	list, told := DatesOf(file), map[Kind]int{}
	for _, one := range list {
		told[one.Kind] += max(1, one.More)
	}
	if told[KindAction] != 100 || told[KindTold] != 100 {
		t.Errorf("told of %v, want 100 tasks and 100 who must know", told)
	}
	if len(list) > maxDated+10 {
		t.Errorf("%d lines", len(list))
	}
	if got, want := list[maxDated], (Dated{On: AddDays("2026-03-01", maxDated), Kind: KindAction, Record: "more-1", Who: "staff:dana", More: 40}); got != want {
		t.Errorf("the rest of the tasks: %+v, want %+v", got, want)
	}
}

// A copy is due a week after it was asked for, not on the day itself; on paper it is
// given at once.
func TestACopyHasAWeek(t *testing.T) {
	file := fileOf(map[string]*Record{
		"c1": of(KindCopy, "way", "next_visit", "asked_on", "2026-02-25"),
		"c2": of(KindCopy, "way", "paper_now", "asked_on", "2026-02-25"),
		"c3": of(KindCopy, "way", "mail"),
		"c4": of(KindCopy, "way", "mail", "asked_on", "2026-02-25", "given_on", "2026-02-26"),
	})
	if got, want := datedSaid(file), "copy c2 2026-02-25; copy c1 2026-03-04; copy c3"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
