package casework

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// eventsFrom reads "removed 2026-01-01; seen_child kim 2026-02-03; placed kim
// 2026-01-01..2026-03-01": an event, whom it is about, its date, and the end of
// a stay.
func eventsFrom(t *testing.T, text string) Events {
	t.Helper()
	e := Events{On: map[string][]string{}, Ends: map[string]string{}, Answers: map[string]string{}}
	for _, part := range strings.Split(text, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		if words[0] == "answer" { // answer rule subject due reason; "-" is the case
			e.Answers[words[1]+" "+strings.Trim(words[2], "-")+" "+words[3]] = words[4]
			continue
		}
		subject, on := "", words[len(words)-1]
		if len(words) == 3 {
			subject = words[1]
		}
		on, ends, stay := strings.Cut(on, "..")
		e.add(words[0], subject, on)
		if stay {
			e.Ends[words[0]+" "+subject+" "+on] = ends
		}
	}
	return e
}

// said writes deadlines as the table does: "kim 2026-01-31 overdue 1/2".
func said(list []Deadline) string {
	var lines []string
	for _, d := range list {
		line := fmt.Sprintf("%s %s %d/%d", d.Due, d.State, d.Have, d.Need)
		if d.Subject != "" {
			line = d.Subject + " " + line
		}
		if d.Done != "" {
			line += " on " + d.Done
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func ruleOf(t *testing.T, id string) PolicyRule {
	t.Helper()
	packs := map[string]PolicyPack{"mi": MichiganPack(), "any": NeutralPack()}
	name, rule, _ := strings.Cut(id, ":")
	for _, one := range packs[name].Rules {
		if one.ID == rule {
			return one
		}
	}
	t.Fatalf("no rule %q", id)
	return PolicyRule{}
}

// TestDeadlines holds the clock against a table that was worked out by hand with
// a paper calendar. 1 January 2026 is a Thursday; 2028 is a leap year.
func TestDeadlines(t *testing.T) {
	for _, row := range deadlineRows {
		t.Run(row.name, func(t *testing.T) {
			rule := row.own
			if row.rule != "" {
				rule = ruleOf(t, row.rule)
			}
			if rule.ID == "" {
				rule.ID = "own"
			}
			pack := PolicyPack{Rules: append([]PolicyRule{rule}, row.more...), Holidays: row.holidays}
			var got []Deadline
			for _, one := range pack.Due(eventsFrom(t, row.events), row.today) {
				if one.Rule.ID == rule.ID {
					got = append(got, one)
				}
			}
			if said(got) != row.want {
				t.Errorf("on %s\nevents %s\ngot    %s\nwant   %s", row.today, row.events, said(got), row.want)
			}
		})
	}
	if len(deadlineRows) < 80 {
		t.Errorf("only %d rows", len(deadlineRows))
	}
}

type deadlineRow struct {
	name, rule  string
	own         PolicyRule
	more        []PolicyRule
	holidays    []string
	events      string
	today, want string
}

// fileOf is a case with these records beside its head, by id.
func fileOf(records map[string]*Record) *File {
	file := NewFile("c")
	file.Records["c"] = &Record{ID: "c", Kind: KindCase, Fields: map[string]string{"name": "Alvarez", "opened_on": "2026-01-01"}}
	for id, record := range records {
		record.ID = id
		file.Records[id] = record
	}
	return file
}

// meetingsFrom reads the meetings of a row.
func meetingsFrom(text string) *File {
	records := map[string]*Record{}
	for _, part := range strings.Split(text, ";") {
		words := strings.Fields(part)
		fields := map[string]string{"type": "ftm", "on": words[1]}
		for _, word := range words[2:] {
			name, value, _ := strings.Cut(word, "=")
			switch name {
			case "held":
				fields["held"] = "yes"
			case "next":
				fields["next_on"] = value
			case "before":
				fields["before"], fields["type"] = value, "pre_meeting"
			}
		}
		records[words[0]] = &Record{Kind: KindMeeting, Fields: fields}
	}
	return fileOf(records)
}

func TestATalkIsDueBeforeMeetingsThatAreEntered(t *testing.T) {
	pack := PolicyPack{Rules: []PolicyRule{ruleOf(t, "mi:pre-meeting")}}
	for _, row := range meetingRows {
		t.Run(row.name, func(t *testing.T) {
			if got := said(pack.Due(EventsOf(meetingsFrom(row.meetings)), row.today)); got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
		})
	}
}

func TestDayArithmetic(t *testing.T) {
	for _, one := range []struct{ got, want string }{
		{AddMonths("2026-01-31", 1), "2026-02-28"}, {AddMonths("2028-01-31", 1), "2028-02-29"}, {AddMonths("2028-02-29", 12), "2029-02-28"},
		{AddMonths("2026-08-31", -6), "2026-02-28"}, {AddMonths("2026-03-15", -15), "2024-12-15"}, {AddMonths("nonsense", 1), ""},
		{AddDays("2026-12-31", 1), "2027-01-01"}, {AddDays("2028-02-28", 1), "2028-02-29"}, {AddDays("2026-02-28", 1), "2026-03-01"},
		{AddWorkingDays("2026-01-02", 1, nil), "2026-01-05"}, {AddWorkingDays("2026-01-02", 5, nil), "2026-01-09"},
		{AddWorkingDays("2026-01-16", 1, []string{"2026-01-19"}), "2026-01-20"},
		{MonthEnd("2026-02-03"), "2026-02-28"}, {MonthEnd("2028-02-03"), "2028-02-29"}, {MonthEnd("2026-12-31"), "2026-12-31"},
	} {
		if one.got != one.want {
			t.Errorf("got %q, want %q", one.got, one.want)
		}
	}
}

// TestTodayIsTheAgencysDay: late in the evening in Detroit it is the next day in
// London. A deadline passes when the agency's day does.
func TestTodayIsTheAgencysDay(t *testing.T) {
	calendar := Calendar{Zone: "America/Detroit", Offsets: []Offset{{From: 0, Seconds: -5 * 3600}}}
	evening := time.Date(2026, 2, 1, 3, 30, 0, 0, time.UTC) // 31 January, 22:30 in Detroit
	pack := PolicyPack{Rules: []PolicyRule{ruleOf(t, "mi:first-referral")}}
	events := eventsFrom(t, "removed 2026-01-01")
	if got := said(pack.Due(events, calendar.Day(evening))); got != "2026-01-31 soon 0/1" {
		t.Errorf("at the agency: %s", got)
	}
	if got := said(pack.Due(events, evening.Format(time.DateOnly))); got != "2026-01-31 overdue 0/1" {
		t.Errorf("by the wrong day: %s", got)
	}
}

func TestPacksThatComeWithDoorstepAreSound(t *testing.T) {
	for _, pack := range DefaultPacks() {
		text, err := json.MarshalIndent(pack, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		read, faults := ReadPack(string(text))
		if len(faults) > 0 || len(read.Rules) != len(pack.Rules) {
			t.Errorf("%s: %v", pack.ID, faults)
		}
	}
}

func TestAPackWithNonsenseIsRefusedWithItsLine(t *testing.T) {
	rule := func(more string) string {
		return `{"id":"own","name":"Own","version":1,"rules":[` + "\n" +
			`{"id":"a","name":"A","from":"removed","done":"ftm","days":3,"citation":"c","sure":"sure"},` + "\n" + more + "\n]}"
	}
	for name, one := range map[string]struct {
		text string
		line int
		code string
	}{
		"not json":       {"{\n\"id\": 1,,}", 2, "not_json"},
		"cut off":        {"{\"id\":\"x\",\n\"rules\":[", 2, "not_json"},
		"wrong type":     {"{\n\"version\": \"three\"}", 2, "wrong_type"},
		"unknown field":  {"{\"name\":\"x\",\n\"colour\": 1}", 2, "unknown_field"},
		"same id twice":  {rule(`{"id":"a","name":"A","from":"removed","days":3,"citation":"c","sure":"sure"}`), 3, "twice"},
		"no such event":  {rule(`{"id":"b","name":"B","from":"birthday","days":3,"citation":"c","sure":"sure"}`), 3, "no_event"},
		"no such rule":   {rule(`{"id":"b","name":"B","from":"rule:z","days":3,"citation":"c","sure":"sure"}`), 3, "no_rule"},
		"waits for self": {rule(`{"id":"b","name":"B","from":"rule:b","days":3,"citation":"c","sure":"sure"}`), 3, "cycle"},
		"circle of two": {rule(`{"id":"b","name":"B","from":"rule:d","days":3,"citation":"c","sure":"sure"},` + "\n" +
			`{"id":"d","name":"D","from":"rule:b","days":3,"citation":"c","sure":"sure"}`), 3, "cycle"},
		"two ways":     {rule(`{"id":"b","name":"B","from":"removed","days":3,"months":1,"citation":"c","sure":"sure"}`), 3, "two_ways"},
		"too far":      {rule(`{"id":"b","name":"B","from":"removed","days":99999,"citation":"c","sure":"sure"}`), 3, "too_far"},
		"negative":     {rule(`{"id":"b","name":"B","from":"removed","done":"ftm","every":-3,"citation":"c","sure":"sure"}`), 3, "negative"},
		"no source":    {rule(`{"id":"b","name":"B","from":"removed","days":3,"sure":"sure"}`), 3, "no_citation"},
		"how sure":     {rule(`{"id":"b","name":"B","from":"removed","days":3,"citation":"c","sure":"quite"}`), 3, "not_sure"},
		"no answer":    {rule(`{"id":"b","name":"B","from":"removed","monthly":1,"citation":"c","sure":"sure"}`), 3, "no_answer"},
		"date":         {rule(`{"id":"b","name":"B","from":"removed","days":3,"effective":"2026-02-30","citation":"c","sure":"sure"}`), 3, "no_date"},
		"no pack name": {"{\"rules\":[]}", 1, "no_name"},
	} {
		t.Run(name, func(t *testing.T) {
			_, faults := ReadPack(one.text)
			if len(faults) == 0 || faults[0].Code != one.code || faults[0].Line != one.line {
				t.Errorf("got %v, want line %d %s", faults, one.line, one.code)
			}
		})
	}
}

// A pack that came past the reading with a circle in it counts nothing there,
// and does not go on for ever.
func TestACircleCountsNothing(t *testing.T) {
	pack := PolicyPack{Rules: []PolicyRule{
		{ID: "a", From: "rule:b", Done: EventFTM, Days: 3}, {ID: "b", From: "rule:a", Done: EventFTM, Days: 3},
	}}
	if got := pack.Due(eventsFrom(t, "ftm 2026-01-01"), "2026-02-01"); len(got) > 0 {
		t.Errorf("got %s", said(got))
	}
}
