package casework

import "sort"

// PolicyPack is a set of time frames: data with a source, which an agency may
// change, and never a constant of ours (design, section 8).
type PolicyPack struct {
	ID       string       `json:"id"`
	Name     string       `json:"name"`
	Version  int          `json:"version"`
	Holidays []string     `json:"holidays,omitempty"` // calendar dates that are no working days
	Rules    []PolicyRule `json:"rules"`
	// Former are rules as they stood in earlier versions, so that what was answered
	// under them stays answered. Nobody edits them.
	Former []PolicyRule `json:"former,omitempty"`
}

// PolicyRule says when something is due. Exactly one of its ways is used:
//
//   - once: Days, Months or WorkingDays after From (before it, where negative);
//     Count of Done are needed from From on.
//   - again and again: Every (days) or EveryMonths after the newest Done, and
//     first after From.
//   - by calendar month: Monthly of Done in each month after the one of From.
type PolicyRule struct {
	ID   string `json:"id"`
	Name string `json:"name"` // what is due, as people say it
	// From is the event that the rule counts from, or "rule:<id>": what another
	// rule asks, once it was done.
	From string `json:"from"`
	Done string `json:"done"` // the event that answers it; "" where only a date is kept in sight

	Days        int `json:"days,omitempty"`
	Months      int `json:"months,omitempty"`
	WorkingDays int `json:"working_days,omitempty"`
	Count       int `json:"count,omitempty"` // 0 means 1
	Every       int `json:"every,omitempty"`
	EveryMonths int `json:"every_months,omitempty"`
	Monthly     int `json:"monthly,omitempty"`
	// Then lets a rule that comes again begin with the first answer: until then
	// another rule says when that is due.
	Then bool `json:"then,omitempty"`

	// AfterDays and UntilDays bound a rule that comes again: what is due no sooner
	// and no later than so many days after From.
	AfterDays int `json:"after_days,omitempty"`
	UntilDays int `json:"until_days,omitempty"`

	Grace     int    `json:"grace,omitempty"`  // days after which it is overdue
	Who       string `json:"who,omitempty"`    // "worker", "supervisor", "worker_and_supervisor"
	Weight    int    `json:"weight,omitempty"` // consequence: 3 safety and court, 2 law and policy, 1 habit
	Citation  string `json:"citation"`
	Effective string `json:"effective,omitempty"` // counted from this day on
	Sure      string `json:"sure"`                // "sure", "high", "medium", "low", "agency"
}

// Unsure reports whether a number must be checked with the policy office first.
func (r PolicyRule) Unsure() bool { return r.Sure == "medium" || r.Sure == "low" }

// DeadlineState is how a deadline stands on a day.
type DeadlineState string

// The states of a deadline.
const (
	DeadlineOpen     DeadlineState = "open"     // due later
	DeadlineSoon     DeadlineState = "soon"     // due within SoonDays
	DeadlineGrace    DeadlineState = "grace"    // past its day, within the grace of the rule
	DeadlineOverdue  DeadlineState = "overdue"  // past that too
	DeadlineMissed   DeadlineState = "missed"   // its time is over and it was not done; it can only be answered
	DeadlineDone     DeadlineState = "done"     // done in time
	DeadlineLate     DeadlineState = "late"     // done, but after its time
	DeadlineAnswered DeadlineState = "answered" // missed or late, and somebody wrote down why
)

// SoonDays is how far "soon" looks ahead.
const SoonDays = 7

// maxMissed is how many months back a missed one is still shown.
const maxMissed = 12

// Deadline is one date that a rule sets for a case or for somebody in it.
type Deadline struct {
	Rule    *PolicyRule // of the pack; not to be changed
	Subject string      // person or record; "" is the case
	From    string      // the date it was counted from
	Due     string
	Done    string // the date of what answered it, or ""
	Have    int    // of Need
	Need    int
	State   DeadlineState
	Answer  string // why it was missed
}

// Waits reports whether somebody has to do something about it.
func (d Deadline) Waits() bool {
	switch d.State {
	case DeadlineSoon, DeadlineGrace, DeadlineOverdue, DeadlineMissed:
		return true
	}
	return false
}

// Key names the deadline in answers.
func (d Deadline) Key() string { return d.Rule.ID + " " + d.Subject + " " + d.Due }

// Due computes what the rules ask of a case, as it stands on a day: for each
// rule and subject the one that runs, those that were missed, and of what is
// asked once also what was done. The order is by consequence, then by day.
func (p PolicyPack) Due(e Events, today string) []Deadline {
	c := &clock{pack: p, events: e, subjects: e.subjects(), today: today, seen: map[string]bool{}}
	var all []Deadline
	for i := range p.Rules {
		all = append(all, c.rule(&p.Rules[i])...)
	}
	sort.SliceStable(all, func(i, j int) bool { return before(&all[i], &all[j]) })
	return all
}

func before(a, b *Deadline) bool {
	if a.Waits() != b.Waits() {
		return a.Waits()
	}
	late := func(d *Deadline) bool { return d.State == DeadlineOverdue || d.State == DeadlineMissed }
	if late(a) != late(b) {
		return late(a)
	}
	if late(a) && a.Rule.Weight != b.Rule.Weight {
		return a.Rule.Weight > b.Rule.Weight
	}
	if a.Due != b.Due {
		return a.Due < b.Due
	}
	return a.Rule.ID < b.Rule.ID
}

// clock reads the rules of one pack against one case on one day.
type clock struct {
	pack     PolicyPack
	events   Events
	subjects map[string][]string // whom each event is about
	today    string
	seen     map[string]bool // rules being followed, against a cycle
}

func (c *clock) rule(rule *PolicyRule) []Deadline {
	var all []Deadline
	for _, start := range c.starts(rule) {
		switch {
		case rule.Monthly > 0:
			all = append(all, c.monthly(rule, start)...)
		case rule.Every > 0 || rule.EveryMonths > 0:
			all = append(all, c.again(rule, start)...)
		default:
			all = append(all, c.once(rule, start)...)
		}
	}
	return all
}

// start is one date that a rule counts from.
type start struct{ subject, on, ends string }

func (c *clock) starts(rule *PolicyRule) []start {
	var list []start
	if id, follows := cutRule(rule.From); follows {
		return c.following(id)
	}
	for _, subject := range c.subjects[rule.From] {
		key := rule.From
		if subject != "" {
			key += " " + subject
		}
		for _, on := range c.events.On[key] {
			list = append(list, start{subject, on, c.events.Ends[key+" "+on]})
		}
	}
	// Where a rule comes again, only the newest stay counts: an earlier one is over.
	if rule.Monthly > 0 || rule.Every > 0 || rule.EveryMonths > 0 {
		list = newestOf(list)
	}
	return list
}

func newestOf(list []start) []start {
	var newest []start
	for _, one := range list {
		if last := len(newest) - 1; last >= 0 && newest[last].subject == one.subject {
			if one.on >= newest[last].on {
				newest[last] = one
			}
			continue
		}
		newest = append(newest, one)
	}
	return newest
}

func cutRule(from string) (string, bool) {
	const mark = "rule:"
	if len(from) > len(mark) && from[:len(mark)] == mark {
		return from[len(mark):], true
	}
	return "", false
}

// following are the days on which what another rule asks was done. A pack with a
// cycle is refused when it is read; one that came all the same counts nothing.
func (c *clock) following(id string) []start {
	if c.seen[id] {
		return nil
	}
	c.seen[id] = true
	defer delete(c.seen, id)
	var list []start
	for i := range c.pack.Rules {
		rule := &c.pack.Rules[i]
		if rule.ID != id {
			continue
		}
		for _, deadline := range c.rule(rule) {
			if deadline.Done != "" {
				list = append(list, start{deadline.Subject, deadline.Done, ""})
			}
		}
	}
	return list
}

// offset is the day that a rule's distance leads to.
func (c *clock) offset(rule *PolicyRule, from string) string {
	switch {
	case rule.WorkingDays > 0:
		return AddWorkingDays(from, rule.WorkingDays, c.pack.Holidays)
	case rule.Months != 0:
		return AddMonths(from, rule.Months)
	}
	return AddDays(from, rule.Days)
}

// answers are the dates that count toward a rule: of the same subject where the
// answering event is told apart by subject, else of the case.
func (c *clock) answers(rule *PolicyRule, subject string) []string {
	if rule.Done == "" {
		return nil
	}
	if subject != "" && perSubject[rule.Done] {
		return c.events.On[rule.Done+" "+subject]
	}
	return c.events.ofCase(rule.Done, c.subjects[rule.Done])
}

// perSubject are the events that answer only for the one they are about.
var perSubject = map[string]bool{
	EventSeen: true, EventSeenChild: true, EventSeenParent: true, EventAnswered: true, EventTold: true, EventNextStep: true,
	EventFollowedUp: true, EventAssessed: true, EventPreMeeting: true, EventStepDone: true,
}

func (c *clock) once(rule *PolicyRule, from start) []Deadline {
	if rule.Effective != "" && from.on < rule.Effective {
		return nil
	}
	d := Deadline{Rule: rule, Subject: from.subject, From: from.on, Due: c.offset(rule, from.on), Need: max(rule.Count, 1)}
	if d.Due == "" {
		return nil
	}
	backwards := d.Due < from.on || rule.Days == 0 && rule.Months == 0 && rule.WorkingDays == 0
	for _, on := range c.answers(rule, from.subject) {
		if on < from.on && !backwards || on > c.today {
			continue
		}
		d.Have++
		if d.Have == d.Need {
			d.Done = on
		}
	}
	if from.ends != "" && from.ends < d.Due && d.Done == "" {
		return nil // the stay was over before it was due
	}
	c.stand(&d)
	return []Deadline{d}
}

// again is the one deadline that runs: the next after the newest answer.
func (c *clock) again(rule *PolicyRule, from start) []Deadline {
	if from.ends != "" && from.ends <= c.today || from.on > c.today && rule.Done != "" {
		return nil
	}
	base, last := from.on, ""
	for _, on := range c.answers(rule, from.subject) {
		if on >= from.on && on <= c.today {
			base, last = on, on
		}
	}
	due := AddDays(base, rule.Every)
	if rule.EveryMonths > 0 {
		due = AddMonths(base, rule.EveryMonths)
	}
	if rule.Then && last == "" || rule.Effective > due || rule.AfterDays > 0 && due <= AddDays(from.on, rule.AfterDays) || rule.UntilDays > 0 && due > AddDays(from.on, rule.UntilDays) {
		return nil
	}
	d := Deadline{Rule: rule, Subject: from.subject, From: base, Due: due, Need: 1}
	c.stand(&d)
	return []Deadline{d}
}

// monthly looks at each month after the one of the start: the running one, and
// those that were missed.
func (c *clock) monthly(rule *PolicyRule, from start) []Deadline {
	have := map[string]int{}
	newest := map[string]string{}
	for _, on := range c.answers(rule, from.subject) {
		if on <= c.today {
			have[monthOf(on)]++
			if have[monthOf(on)] <= rule.Monthly {
				newest[monthOf(on)] = on
			}
		}
	}
	var list []Deadline
	first := AddMonths(monthOf(from.on)+"-01", 1)
	if bound := AddMonths(monthOf(c.today)+"-01", -maxMissed); first < bound {
		first = bound
	}
	for month := first; month != "" && month <= c.today; month = AddMonths(month, 1) {
		due := MonthEnd(month)
		running := monthOf(month) == monthOf(c.today)
		if rule.Effective > due || from.ends != "" && from.ends < due {
			continue
		}
		d := Deadline{Rule: rule, Subject: from.subject, From: month, Due: due, Need: rule.Monthly, Have: have[monthOf(month)]}
		if d.Have >= d.Need {
			d.Done = newest[monthOf(month)]
			if !running {
				continue
			}
		}
		c.stand(&d)
		if !running && d.State == DeadlineOverdue {
			d.State = DeadlineMissed
		}
		list = append(list, d)
	}
	return list
}

// stand says how a deadline stands today, and takes an answer into account.
func (c *clock) stand(d *Deadline) {
	last := AddDays(d.Due, d.Rule.Grace)
	distance, _ := DaysBetween(c.today, d.Due)
	switch {
	case d.Done != "" && d.Done <= last:
		d.State = DeadlineDone
	case d.Done != "":
		d.State = DeadlineLate
	case distance > SoonDays:
		d.State = DeadlineOpen
	case distance >= 0:
		d.State = DeadlineSoon
	case c.today <= last:
		d.State = DeadlineGrace
	default:
		d.State = DeadlineOverdue
	}
	reason, answered := c.events.Answers[d.Key()]
	if !answered {
		reason, answered = c.answeredBefore(*d)
	}
	if answered && (d.State == DeadlineOverdue || d.State == DeadlineLate || d.State == DeadlineMissed) {
		d.Answer, d.State = reason, DeadlineAnswered
	}
}
