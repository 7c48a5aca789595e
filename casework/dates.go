package casework

import (
	"sort"
	"strings"
)

// Dated is one open thing of a case that has a day: a visit that is planned, a
// task, a meeting, a hearing, somebody to tell.
type Dated struct {
	On     string `json:"on"`
	At     string `json:"at,omitempty"` // time of day as written
	Kind   Kind   `json:"k"`
	Record string `json:"r"`
	Words  string `json:"w,omitempty"` // what it is, cut to maxDatedWords
	Who    string `json:"who,omitempty"`
}

// Limits of the dated things of one summary.
const (
	maxDated      = 60
	maxDatedWords = 120 // characters (runes)
)

// DatesOf lists what is open in a case and has a day, soonest first. What waits
// for others without a day has "" for one and comes last.
func DatesOf(file *File) []Dated {
	d := dated{file: file}
	head := file.Head()
	if head == nil || head.Get("status") == "closed" {
		return nil
	}
	if head.Get("next_step") != "" {
		d.add(head, head.Get("next_on"), head.Get("next_step"), "")
	}
	for _, action := range file.Of(KindAction) {
		if action.Get("done") == "" {
			d.add(action, action.Get("by_when"), action.Get("what"), action.Get("who"))
		}
	}
	for _, meeting := range file.Of(KindMeeting) {
		if meeting.Get("held") == "" {
			d.at(meeting, meeting.Get("on"), meeting.Get("at"), firstOf(meeting, "purpose", "where"))
		}
	}
	for _, hearing := range file.Of(KindHearing) {
		if hearing.Get("held") == "" {
			d.at(hearing, hearing.Get("on"), hearing.Get("at"), hearing.Get("where"))
		}
	}
	for _, step := range file.Of(KindStep) {
		if step.Get("done") == "" {
			d.add(step, step.Get("by_when"), step.Get("what"), step.Get("who"))
		}
	}
	for _, told := range file.Of(KindTold) {
		if told.Get("done") == "" {
			d.add(told, told.Get("on"), told.Get("who"), "")
		}
	}
	for _, given := range file.Of(KindCopy) {
		if given.Get("given_on") == "" && given.Get("way") != "none" {
			d.add(given, given.Get("asked_on"), given.Get("note"), "")
		}
	}
	for _, approval := range file.Of(KindApproval) {
		if approval.Get("status") == "asked" {
			d.add(approval, approval.Get("on"), approval.Get("asked"), approval.Get("of"))
		}
	}
	sort.SliceStable(d.list, func(i, j int) bool { return sooner(d.list[i], d.list[j]) })
	if len(d.list) > maxDated {
		d.list = d.list[:maxDated]
	}
	return d.list
}

func sooner(a, b Dated) bool {
	if (a.On == "") != (b.On == "") {
		return a.On != ""
	}
	if a.On != b.On {
		return a.On < b.On
	}
	return a.Record < b.Record
}

type dated struct {
	file *File
	list []Dated
}

func (d *dated) add(record *Record, on, words, who string) {
	if _, ok := parseDay(on); !ok {
		on = ""
	}
	words = strings.TrimSpace(words)
	if runes := []rune(words); len(runes) > maxDatedWords {
		words = string(runes[:maxDatedWords]) + "…"
	}
	d.list = append(d.list, Dated{On: on, Kind: record.Kind, Record: record.ID, Words: words, Who: who})
}

func (d *dated) at(record *Record, on, at, words string) {
	d.add(record, on, words, "")
	d.list[len(d.list)-1].At = at
}
