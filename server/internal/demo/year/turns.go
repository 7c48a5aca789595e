package year

import "doorstep/casework"

// supervise is what the supervisor writes: conferences each month, which the
// worker stands by, approvals, and what was seen of the guide's measures.
func (s *story) supervise() {
	for day := s.about(30, 20); day < s.days; day += 26 + s.random.IntN(12) {
		text := pick(s, conferenceWords)
		conference := s.sitAs(s.supervisor, day).add(casework.KindConference, "on", s.on(day), "supervisor", s.supervisor.ID, "done", text[0], "outcome", "As planned.", "pending", pick(s, nextSteps),
			"barriers", pick(s, s.needs).barrier, "successes", pick(s, strengthWords), "trauma", "Meetings are held in the day, with a break.", "decided", text[1], "next_90", text[1], "next_on", s.on(day+30))
		if s.chance(80) {
			s.sit(day+1).add(casework.KindAcknowledged, "of", conference, "on", s.on(day+1), "mark", s.worker.Name)
		}
	}
	if day := s.about(29, 12); s.chance(85) {
		s.approve("plan", day)
	}
	for range s.random.IntN(3) {
		measure := pick(s, casework.Measures)
		if day := s.about(40, 200); measure.Way != "documentation" {
			s.sitAs(s.supervisor, day).add(casework.KindFidelity, "measure", measure.ID, "way", measure.Way, "on", s.on(day), "seen", pick(s, casework.FidelitySeen), "words", pick(s, familyViews), "worker", s.worker.ID)
		}
	}
}

// approve is asked by the worker and answered by the supervisor, mostly.
func (s *story) approve(of string, day int) {
	id := s.sit(day).add(casework.KindApproval, "of", of, "status", "asked", "asked", "Ready for your look.", "on", s.on(day))
	answer := s.about(day+1, 6)
	if day <= s.days && s.chance(88) {
		status := "approved"
		if of == "plan" && s.chance(15) {
			status = "returned"
		}
		s.sitAs(s.supervisor, answer).edit(id, casework.KindApproval, "status", status, "comment", "Clear, and in the family's words.", "on", s.on(answer))
	}
}

// turns are what changes on the way: goals reached or put aside or said anew,
// children who come home, rules of contact, a missed date that was answered for.
func (s *story) turns() {
	for _, goal := range s.goals {
		day := s.about(90, 220)
		switch roll := s.random.IntN(100); {
		case roll < 38:
			s.sit(day).edit(goal, casework.KindGoal, "status", "reached")
		case roll < 48:
			s.sit(day).edit(goal, casework.KindGoal, "status", "set_aside")
		case roll < 65:
			s.sit(day).edit(goal, casework.KindGoal, "wording", "In small steps: "+pick(s, s.needs).wording)
		}
	}
	if s.chance(35) {
		day := s.about(60, 150)
		one := s.sit(day)
		kind := pick(s, []string{"contact_rules", "safety"})
		change := one.add(casework.KindChange, "type", kind, "on", s.on(day), "words", changeWords[kind], "children", s.children[0])
		told := one.add(casework.KindTold, "change", change, "who", s.needs[0].provider)
		if s.chance(70) {
			s.sit(day+2).edit(told, casework.KindTold, "done", "yes", "on", s.on(day+2), "how", "phone")
		}
	}
	if s.placed && s.chance(45) { // home again
		day := s.about(130, 120)
		one := s.sit(day)
		one.edit(s.placement, casework.KindLiving, "until_on", s.on(day))
		one.add(casework.KindLiving, "child", s.children[len(s.children)-1], "type", "parent", "place", "At home", "from_on", s.on(day), "safety", "safe_with_plan", "assessed_on", s.on(day), "assessed_by", "The worker")
	}
	if s.chance(40) {
		day := s.about(45, 60)
		s.sit(day).add(casework.KindDeadlineAnswer, "rule", "review", "due", casework.MonthEnd(s.on(day-20)), "reason", "The mother was in hospital. The review is a week later.", "next_on", s.on(day+7))
	}
}

// close ends the case: aftercare begun in time, what the family takes along, the
// last meeting, and the supervisor's word.
func (s *story) close() {
	end := s.days
	plan := s.sit(max(end-90, 1))
	plan.edit(s.id, casework.KindCase, "planned_end", s.on(end))
	aftercare := plan.add(casework.KindAftercare, "started_on", s.on(plan.day), "planned_end", s.on(end), "supports", "The aunt, and the neighbour with the car.", "services", "The group goes on.",
		"warning_signs", "Two nights without sleep.", "call", "The worker by day, the night line after six.")
	for _, thing := range takeAlong {
		s.sit(end-2).add(casework.KindTakeAlong, "type", thing[0], "what", thing[1], "reach", thing[2], "given_on", s.on(end-2))
	}
	s.sit(end-12).add(casework.KindMeeting, "type", "final", "on", s.on(end-12), "at", "15:00", "where", "At home", "held", "yes", "notes", "Who is there afterwards, by name.")
	s.sit(end-9).edit(aftercare, casework.KindAftercare, "finished", "yes")
	s.approve("closure", end-8)
	s.sit(end).edit(s.id, casework.KindCase, "status", "closed", "closed_on", s.on(end), "outcome", "The family goes on by itself.")
}
