package casework

import "sort"

// DateChange is what another policy pack does to one date of a case.
type DateChange struct {
	Rule   string // name of the rule, as people say it
	RuleID string
	// Before and After are the day on which it is due; "" where there is none.
	Before, After string
	// Was and Is are how it stands, which a grace changes too.
	Was, Is DeadlineState
}

// Changes lists what would appear, move, go or stand otherwise in a case if the
// agency worked by another pack. What was done or answered is past.
func (p PolicyPack) Changes(to PolicyPack, e Events, today string) []DateChange {
	before, after := openDates(p.Due(e, today)), openDates(to.Due(e, today))
	var changes []DateChange
	for key, was := range before {
		is, stays := after[key]
		switch {
		case !stays:
			changes = append(changes, DateChange{Rule: was.Rule.Name, RuleID: was.Rule.ID, Before: was.Due, Was: was.State})
		case is.Due != was.Due || is.State != was.State:
			changes = append(changes, DateChange{Rule: is.Rule.Name, RuleID: is.Rule.ID, Before: was.Due, After: is.Due, Was: was.State, Is: is.State})
		}
	}
	for key, is := range after {
		if _, was := before[key]; !was {
			changes = append(changes, DateChange{Rule: is.Rule.Name, RuleID: is.Rule.ID, After: is.Due, Is: is.State})
		}
	}
	sort.Slice(changes, func(i, j int) bool {
		a, b := changes[i], changes[j]
		return a.RuleID+a.Before+a.After < b.RuleID+b.Before+b.After
	})
	return changes
}

// openDates are the dates that somebody still has to do something about, by rule,
// subject and the day that they are counted from.
func openDates(all []Deadline) map[string]Deadline {
	open := map[string]Deadline{}
	for _, d := range all {
		if d.Waits() || d.State == DeadlineOpen {
			open[d.Rule.ID+" "+d.Subject+" "+d.From] = d
		}
	}
	return open
}

// answeredBefore finds the answer to the date that an earlier version of the rule
// set for the same day.
func (c *clock) answeredBefore(d Deadline) (reason string, answered bool) {
	for _, former := range c.pack.Former {
		if former.ID != d.Rule.ID || former.Monthly > 0 {
			continue
		}
		before := d
		switch {
		case former.EveryMonths > 0:
			before.Due = AddMonths(d.From, former.EveryMonths)
		case former.Every > 0:
			before.Due = AddDays(d.From, former.Every)
		default:
			before.Due = c.offset(&former, d.From)
		}
		if reason, answered = c.events.Answers[before.Key()]; answered {
			return reason, true
		}
	}
	return "", false
}

// After is the pack as it follows another one: with the next version's number,
// and with every rule that it changes or leaves out as it stood.
func (p PolicyPack) After(before PolicyPack) PolicyPack {
	p.Version = before.Version + 1
	p.Former = append([]PolicyRule(nil), before.Former...)
	for _, was := range before.Rules {
		if !hasRule(p.Rules, was) && !hasRule(p.Former, was) {
			p.Former = append(p.Former, was)
		}
	}
	return p
}

// hasRule reports whether the list sets the same dates by this rule.
func hasRule(list []PolicyRule, rule PolicyRule) bool {
	for _, one := range list {
		if one.ID == rule.ID && one.Days == rule.Days && one.Months == rule.Months && one.WorkingDays == rule.WorkingDays &&
			one.Every == rule.Every && one.EveryMonths == rule.EveryMonths && one.Monthly == rule.Monthly {
			return true
		}
	}
	return false
}
