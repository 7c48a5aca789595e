package casework

import "strings"

// Unlinked is what stands in a plan and leads nowhere yet.
type Unlinked struct {
	Goals     []*Record // open goals that no action and no service serves
	Barriers  []*Record // barriers that no action helps with
	Apart     []*Record // barriers that stand before no goal
	Actions   []*Record // actions that serve no goal
	Referrals []*Record // services asked for that serve no goal
	Strengths []*Record // strengths that no action leans on
}

// Count returns how many things have no link; a barrier without both counts once.
func (u Unlinked) Count() int {
	both := 0
	for _, barrier := range u.Apart {
		for _, other := range u.Barriers {
			if other == barrier {
				both++
			}
		}
	}
	return len(u.Goals) + len(u.Barriers) + len(u.Apart) - both + len(u.Actions) + len(u.Referrals) + len(u.Strengths)
}

// UnlinkedIn looks through the plan of a case. An action serves a goal that it
// names, and one that a barrier it helps with stands before; a referral those
// that it names and those of its action, unless the service cannot be had or is
// over.
func UnlinkedIn(file *File) Unlinked {
	var u Unlinked
	served, helped, used := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, action := range file.Of(KindAction) {
		serves := GoalsServed(file, action)
		if len(serves) == 0 {
			u.Actions = append(u.Actions, action)
		}
		for _, goal := range serves {
			served[goal.ID] = true
		}
		for _, id := range strings.Fields(action.Get("barriers")) {
			helped[id] = true
		}
		for _, id := range strings.Fields(action.Get("strengths")) {
			used[id] = true
		}
	}
	for _, referral := range file.Of(KindReferral) {
		state := ReferralState(file, referral.ID)
		if state == "declined" || state == "unavailable" || state == "ended" {
			continue
		}
		serves := shownOf(file, KindGoal, referral.Get("goals"))
		for _, action := range shownOf(file, KindAction, referral.Get("action")) {
			serves = append(serves, GoalsServed(file, action)...)
		}
		if len(serves) == 0 && state != "completed" {
			u.Referrals = append(u.Referrals, referral)
		}
		for _, goal := range serves {
			served[goal.ID] = true
		}
	}
	for _, goal := range file.Of(KindGoal) {
		if GoalOpen(goal) && !served[goal.ID] {
			u.Goals = append(u.Goals, goal)
		}
	}
	for _, barrier := range file.Of(KindBarrier) {
		if !helped[barrier.ID] {
			u.Barriers = append(u.Barriers, barrier)
		}
		if len(shownOf(file, KindGoal, barrier.Get("goals"))) == 0 {
			u.Apart = append(u.Apart, barrier)
		}
	}
	for _, strength := range file.Of(KindStrength) {
		if !used[strength.ID] {
			u.Strengths = append(u.Strengths, strength)
		}
	}
	return u
}

// GoalsServed lists the goals that an action serves, its own first.
func GoalsServed(file *File, action *Record) []*Record {
	goals := shownOf(file, KindGoal, action.Get("goal"))
	for _, barrier := range shownOf(file, KindBarrier, action.Get("barriers")) {
	next:
		for _, goal := range shownOf(file, KindGoal, barrier.Get("goals")) {
			for _, known := range goals {
				if known == goal {
					continue next
				}
			}
			goals = append(goals, goal)
		}
	}
	return goals
}

// shownOf returns the records that a field of references names, but for those
// that are hidden, not here or of another kind.
func shownOf(file *File, kind Kind, ids string) []*Record {
	var list []*Record
	for _, id := range strings.Fields(ids) {
		if record := file.Record(id); record != nil && record.Kind == kind && record.Removed == nil {
			list = append(list, record)
		}
	}
	return list
}
