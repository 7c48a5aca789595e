package year

import (
	"strconv"

	"doorstep/casework"
)

// referral is one service that was asked for.
type referral struct {
	id    string
	need  need
	began int // the day of the case on which it began; 0: it never did
	ended int // the day of its last appointment
}

// services asks a provider for each need. Most answer, some late, some cannot.
func (s *story) services() {
	for n, need := range s.needs {
		asked := s.about(9+35*n, 20)
		one := s.sit(asked)
		made := &referral{need: need}
		pairs := []string{
			"need", need.issue, "persons", s.parent, "goals", s.goals[n], "provider", need.provider, "service", need.service, "reach", "555-0142",
			"level", pick(s, casework.Levels), "intensity", "One hour", "frequency", "Every week", "duration", "Three months", "location", "Near the bus line", "specific", need.specific,
			"from_on", s.on(asked + 10), "until_on", s.on(asked + 110), "units", "12", "unit", "session", "verbal_on", s.on(asked), "written_on", s.on(asked + 1), "efforts", pick(s, []string{"2", "5", "8"}),
		}
		if s.chance(70) {
			pairs = append(pairs, "behaviour", "Says when it gets too much.", "barriers", need.barrier, "barriers_met", "Appointments at times that fit.",
				"clarified_on", s.on(asked+4), "clarified_with", s.parent, "family_agreed", "Comes each week, calls if not.", "provider_agreed", "One report a month.")
		}
		if s.chance(75) {
			pairs = append(pairs, "reports", "monthly", "report_from", s.on(asked+40))
		}
		made.id = one.add(casework.KindReferral, pairs...)
		s.referrals = append(s.referrals, made)
		if s.chance(6) {
			one.add(casework.KindReferralState, "referral", made.id, "state", "drafted", "on", s.on(asked), "by", "worker")
			continue
		}
		s.sit(asked+1).add(casework.KindReferralState, "referral", made.id, "state", "sent", "on", s.on(asked+1), "by", "worker")
		if s.chance(80) {
			s.sit(asked+2).add(casework.KindRelease, "person", s.parent, "recipient", need.provider, "what", "That they come, and how it goes.", "purpose", "Working together",
				"until", s.on(asked+300), "signed_on", s.on(asked+1), "referral", made.id)
		}
		s.answer(made, asked)
	}
}

// answer is what the provider says, as the worker wrote it down.
func (s *story) answer(r *referral, asked int) {
	day := s.about(asked+3, 14)
	state := func(name string, day int, reason string) {
		s.sit(day).add(casework.KindReferralState, "referral", r.id, "state", name, "on", s.on(day), "by", "provider", "reason", reason)
	}
	switch roll := s.random.IntN(100); {
	case roll < 10: // no word yet
		return
	case roll < 16:
		state("declined", day, "Not the right service for this.")
		return
	case roll < 25:
		state("unavailable", day, "No place in this county before autumn.")
		s.sit(day+1).add(casework.KindGap, "need", r.need.service, "details", "Nobody has a free place.", "area", "49120", "on", s.on(day+1), "referral", r.id, "alternative", "The aunt helps twice a week.")
		return
	case roll < 37:
		state("waiting_list", day, "Third on the list.")
		day += 30
	case roll < 44:
		one := s.sit(day)
		one.add(casework.KindDeclined, "person", s.parent, "referral", r.id, "service", r.need.service, "on", s.on(day), "words", "Not now. Ask me after the move.", "follow_up", "Ask again after the move.", "follow_on", s.on(day+45))
		return
	}
	state("accepted", day, "")
	r.began = day + 5
	state("started", r.began, "")
	s.deliver(r)
}

// deliver is the service itself: appointments kept and not kept, reports that
// came and reports that did not, and what the family says of it.
func (s *story) deliver(r *referral) {
	for n := range 12 {
		day := r.began + 2 + 7*n
		outcome := "attended"
		if roll := s.random.IntN(100); roll >= 78 {
			outcome = pick(s, []string{"excused", "excused", "not_attended", "called_off"})
		}
		s.sit(day).add(casework.KindAttendance, "referral", r.id, "on", s.on(day), "outcome", outcome, "units", "1", "by", r.need.provider)
		r.ended = day
	}
	for n := range 3 {
		day := s.about(r.began+32+30*n, 9)
		if s.chance(20) {
			s.sit(day).add(casework.KindReportRequest, "referral", r.id, "on", s.on(day), "due", s.on(day+7), "how", pick(s, casework.RequestWays))
			continue
		}
		report := s.sit(day)
		id := report.add(casework.KindReport, "referral", r.id, "on", s.on(day), "from_on", s.on(day-30), "until_on", s.on(day-1), "progress", pick(s, []string{"better", "better", "same", "worse"}),
			"behaviour", "Speaks of the hard days before they come.", "by", r.need.provider)
		s.sit(day+3).edit(id, casework.KindReport, "accepted_on", s.on(day+3))
		s.sit(day+4).add(casework.KindServiceView, "of", r.id, "person", s.parent, "on", s.on(day+4), "view", pick(s, casework.Views3), "works", "They listen.", "works_not", "It is far away.")
	}
	state := "completed"
	if s.chance(25) {
		state = "ended"
	}
	s.sit(r.ended+3).add(casework.KindReferralState, "referral", r.id, "state", state, "on", s.on(r.ended+3), "by", "provider", "reason", "The twelve appointments are over.")
}

// team is who else belongs to it.
func (s *story) team() {
	one := s.sit(s.about(6, 6))
	member := one.add(casework.KindMember, "person", s.parent, "role", "birth_parent", "status", "included", "asked", "Come to each meeting.", "since", s.on(one.day))
	one.add(casework.KindMember, "name", pick(s, parents)+" from next door", "role", "informal_support", "status", "included", "suggested_by", "The children", "since", s.on(one.day))
	if s.chance(40) {
		one.add(casework.KindMember, "name", "A former neighbour", "role", "informal_support", "status", "not_included", "why", "Lives far away and cannot come.")
	}
	one.add(casework.KindSuggestion, "by", s.parentName, "member", member, "words", pick(s, strengthWords), "on", s.on(one.day), "taken_up", pick(s, casework.TakenUps))
	if s.chance(35) {
		s.sit(one.day+3).add(casework.KindSuggestion, "by", "The school", "words", "A place for homework in the afternoon.", "on", s.on(one.day+3), "taken_up", "open")
	}
}

// away is a case whose children live somewhere else for a time.
func (s *story) away() {
	day := s.about(2, 3)
	one := s.sit(day)
	one.edit(s.id, casework.KindCase, "removed_on", s.on(day))
	for _, child := range s.children {
		s.placement = one.add(casework.KindLiving, "child", child, "type", pick(s, []string{"relative", "relative", "foster"}), "place", "With "+pick(s, []string{"an aunt", "a grandmother", "a foster family"}), "from_on", s.on(day),
			"out_of_home", "yes", "safety", "safe", "assessed_on", s.on(day+2), "assessed_by", "The worker", "words", "Own bed, smoke alarm, food in the house.")
		s.permanency = one.add(casework.KindPermanency, "child", child, "goal", pick(s, []string{"reunification", "reunification", "relative"}), "since", s.on(day), "until", s.on(365), "concurrent", "guardianship", "why", "Home first; the relative would stay if it cannot be.")
		one.add(casework.KindStep, "permanency", s.permanency, "plan", "primary", "what", "Weekends at home", "who", "staff:"+s.worker.ID, "by_when", s.on(s.about(60, 90)))
		one.add(casework.KindStep, "permanency", s.permanency, "plan", "concurrent", "what", "Talk with the relative about guardianship", "who", "staff:"+s.worker.ID, "by_when", s.on(s.about(90, 60)))
	}
	concern := one.add(casework.KindSafetyConcern, "children", s.children[0], "words", "Nobody else at home during night shifts.", "since", s.on(day), "status", "open")
	activity := one.add(casework.KindSafetyActivity, "concern", concern, "what", "The aunt sleeps there on work nights.", "who", "The aunt", "how_often", "Three nights a week", "checks", "staff:"+s.worker.ID, "next_on", s.on(day+30))
	for next := day + 30; next <= s.days; next += 30 {
		if checked := s.about(next-4, 9); s.chance(85) {
			s.sit(checked).edit(activity, casework.KindSafetyActivity, "checked_on", s.on(checked), "next_on", s.on(next+30))
		}
	}
	change := one.add(casework.KindChange, "type", "placement", "on", s.on(day), "words", changeWords["placement"], "children", s.children[0])
	for _, who := range []string{"The school", "The clinic"} {
		told := one.add(casework.KindTold, "change", change, "who", who)
		if s.chance(80) {
			s.sit(day+3).edit(told, casework.KindTold, "done", "yes", "on", s.on(day+3), "how", "phone")
		}
	}
	for n, kind := range []string{"removal", "disposition", "review", "review", "permanency"} {
		at := []int{4, 35, 120, 210, 330}[n]
		hearing := s.sit(max(at-25, day)).add(casework.KindHearing, "type", kind, "on", s.on(at), "at", "09:30", "where", "Family court, room "+strconv.Itoa(1+n%3))
		s.sit(at+1).edit(hearing, casework.KindHearing, "held", "yes", "outcome", "The plan goes on as it stands.")
	}
}
