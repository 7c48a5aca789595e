package casework

import (
	"sort"
	"strconv"
	"strings"
)

// Dated is one open thing of a case that has a day: a visit that is planned, a
// task, a meeting, a hearing, somebody to tell.
type Dated struct {
	On     string `json:"on"`
	At     string `json:"at,omitempty"` // time of day as written
	Kind   Kind   `json:"k"`
	Record string `json:"r"`
	Words  string `json:"w,omitempty"`   // what it is, cut to maxDatedWords
	Who    string `json:"who,omitempty"` // of a referral: its state; of a conference: who does not stand by it yet
	Next   bool   `json:"n,omitempty"`   // the day set for the one after this record, which is not entered yet
	More   int    `json:"m,omitempty"`   // it stands for so many of its kind, on this day and later; Record names none
}

// Limits of the dated things of one summary.
const (
	maxDated      = 60  // those told one by one; the rest is summed up
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
			d.add(given, CopyBy(given), given.Get("note"), "")
		}
	}
	for _, approval := range file.Of(KindApproval) {
		if approval.Get("status") == "asked" {
			d.add(approval, approval.Get("on"), approval.Get("asked"), approval.Get("of"))
		}
	}
	for _, report := range file.Of(KindReport) {
		if ReportWaits(report) {
			d.add(report, "", report.Get("by"), "")
		}
	}
	for _, referral := range file.Of(KindReferral) {
		if AfterNo(file, referral) {
			d.add(referral, "", firstOf(referral, "service", "need"), ReferralState(file, referral.ID))
		}
	}
	if last := LastConference(file); last != nil { // what was decided before is behind both
		for _, who := range NotAcknowledged(file, last) {
			d.add(last, "", "", who)
		}
	}
	d.next()
	sort.SliceStable(d.list, func(i, j int) bool { return sooner(d.list[i], d.list[j]) })
	if len(d.list) > maxDated {
		return append(d.list[:maxDated:maxDated], summedUp(d.list[maxDated:])...)
	}
	return d.list
}

// summedUp makes of many things one a kind, with the first day of them, so that
// none is out of sight and none that is late stays unsaid. They stand apart by who
// has to move.
func summedUp(rest []Dated) (list []Dated) {
	at := map[Dated]int{}
	for _, one := range rest {
		sum := Dated{Kind: one.Kind, On: one.On, Who: one.Who}
		if one.Kind == KindStep { // a name of any kind
			sum.Who = ""
		}
		key := sum
		if key.On != "" {
			key.On = "dated"
		}
		i, known := at[key]
		if !known {
			i = len(list)
			at[key], sum.Record = i, "more-"+strconv.Itoa(i+1)
			list = append(list, sum)
		}
		list[i].More++
	}
	return list
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

// next are the days that were set for the next meeting, conference or hearing and
// for what was missed. Once a later one is entered, that one says when it is.
func (d *dated) next() {
	for _, kind := range []Kind{KindMeeting, KindConference, KindHearing} {
		for _, record := range d.file.Of(kind) {
			on := record.Get("next_on")
			if on == "" || kind != KindConference && record.Get("held") == "" || d.entered(record, on) {
				continue
			}
			d.add(record, on, firstOf(record, "purpose", "where"), "")
			d.list[len(d.list)-1].Next = true
		}
	}
	newest := map[string]*Record{}
	for _, answer := range d.file.Of(KindDeadlineAnswer) {
		newest[answer.Get("rule")+" "+answer.Get("subject")] = answer
	}
	for _, answer := range newest {
		if on := answer.Get("next_on"); on != "" {
			d.add(answer, on, answer.Get("reason"), "")
		}
	}
}

// entered reports whether the one after a record stands in the case: a later one
// that is not held yet and comes within a month of the day that was set, one of
// the same type that has a next day of its own, or one that came as late as was
// set. Any other leaves the day as it is.
func (d *dated) entered(record *Record, on string) bool {
	for _, other := range d.file.Of(record.Kind) {
		if other.Get("on") <= record.Get("on") || other.ID == record.ID || other.Get("type") == "pre_meeting" {
			continue
		}
		open := record.Kind != KindConference && other.Get("held") == "" && other.Get("on") <= AddDays(on, 30)
		goesOn := other.Get("next_on") != "" && other.Get("type") == record.Get("type")
		held := record.Kind == KindConference || other.Get("held") != ""
		if open || goesOn || held && other.Get("on") >= on {
			return true
		}
	}
	return false
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
