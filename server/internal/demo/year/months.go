package year

import (
	"strconv"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/demo"
	"doorstep/sync/oplog"
	"doorstep/views/words"
)

// months are what comes back each month: visits (some are missed), calls, the
// review with the family, and how the children are.
func (s *story) months() {
	for month := 0; month*30 < s.days; month++ {
		from := month * 30
		s.visits(from)
		if month > 0 && s.chance(75) {
			s.review(s.about(from, 20))
		}
		for range s.random.IntN(3) {
			day := s.about(from+2, 26)
			s.sit(day).add(casework.KindNote, "type", pick(s, []string{"phone", "phone", "message"}), "on", s.on(day), "text", pick(s, phoneWords))
		}
		if month%3 == 0 {
			one := s.sit(s.about(from+5, 20))
			for area, text := range wellbeingOf(s) {
				one.add(casework.KindWellbeing, "child", s.children[0], "area", area, "on", s.on(one.day), "words", text)
			}
		}
		if month%2 == 1 && s.chance(70) {
			one := s.sit(s.about(from, 25))
			one.add(casework.KindEffort, "on", s.on(one.day), "words", pick(s, effortWords), "efforts", strconv.Itoa(1+s.random.IntN(11)), "with", s.parentName)
		}
	}
}

// wellbeingOf picks one area: a map's own order would differ each time.
func wellbeingOf(s *story) map[string]string {
	area := pick(s, []string{"school", "health", "connections"})
	return map[string]string{area: wellbeing[area]}
}

func (s *story) visits(from int) {
	for n := range 1 + s.random.IntN(2) {
		day := s.about(from+3+13*n, 10)
		if s.chance(15) { // nobody was there, or it could not be
			if n == 0 && s.chance(50) {
				s.sit(day).add(casework.KindNote, "type", "phone", "on", s.on(day), "text", "The visit could not be: snow on the road. Called instead.")
			}
			continue
		}
		seen := s.parent
		for _, child := range s.children {
			if s.chance(85) {
				seen += " " + child
			}
		}
		one, goal := s.sit(day), s.goals[0]
		if day > 12 { // by then all goals are written down
			goal = pick(s, s.goals)
		}
		one.add(casework.KindNote, "type", pick(s, []string{"home_visit", "home_visit", "home_visit", "office_visit"}), "on", s.on(day), "seen", seen, "text", pick(s, visitWords)+" "+pick(s, visitWords),
			"next_step", pick(s, nextSteps), "goals", goal, "safety", pick(s, []string{"no_concern", "no_concern", "no_concern", "concern"}), "living", "safe", "success", pick(s, strengthWords))
	}
}

func (s *story) review(day int) {
	one := s.sit(day)
	review := one.add(casework.KindReview, "on", s.on(day), "with", s.parent, "family_view", pick(s, familyViews), "finished", "yes")
	for _, goal := range s.goals {
		one.add(casework.KindReviewItem, "review", review, "of", goal, "verdict", pick(s, []string{"keep", "keep", "change"}), "appropriate", "yes", "effective", pick(s, casework.Fits))
	}
}

// meet holds a family team meeting every quarter, with the talk before it.
func (s *story) meet() {
	for day := s.about(16, 10); day < s.days+25; day += 85 + s.random.IntN(20) {
		set := s.sit(day - 14)
		meeting := set.add(casework.KindMeeting, "type", "ftm", "on", s.on(day), "at", "16:00", "where", "Community room", "purpose", "How the plan goes on", "next_on", s.on(day+90))
		attendee := set.add(casework.KindAttendee, "meeting", meeting, "who", "person:"+s.parent, "invited_on", s.on(day-14), "presence", "invited")
		s.sit(day-3).add(casework.KindMeeting, "type", "pre_meeting", "on", s.on(day-3), "before", meeting, "held", "yes", "involve", "The counsellor, not the school.")
		if set.day > s.days || s.chance(12) {
			continue
		}
		held := s.sit(day)
		held.edit(meeting, casework.KindMeeting, "held", "yes", "notes", "Everybody said what they want. Two things were agreed.")
		held.edit(attendee, casework.KindAttendee, "presence", pick(s, []string{"came", "came", "came", "part", "did_not_come"}))
		for range 2 {
			held.add(casework.KindDecision, "meeting", meeting, "words", pick(s, nextSteps), "who", "staff:"+s.worker.ID, "by_when", s.on(day+s.random.IntN(30)))
		}
	}
}

// agree keeps the plan as agreed, and makes and signs contracts from it.
func (s *story) agree() {
	for n, day := 1, s.about(24, 10); day < s.days; n, day = n+1, day+100+s.random.IntN(40) {
		one := s.sit(day)
		one.later = func(file *casework.File) []pages.Entry {
			content, hash := casework.PlanOf(file, s.staffName).Freeze()
			version := &sitting{random: s.random, moment: one.moment}
			version.add(casework.KindPlanVersion, "number", strconv.Itoa(casework.NextPlanNumber(file)), "agreed_on", s.on(one.day), "with", s.parent, "content", content, "content_hash", hash)
			return version.entries
		}
	}
	if day := s.about(26, 20); s.chance(80) {
		s.contract(day)
	}
}

func (s *story) staffName(id string) string {
	for _, actor := range []casework.Actor{s.worker, s.supervisor} {
		if actor.ID == id {
			return actor.Name
		}
	}
	return ""
}

// contract is drafted one day; most are signed some days later.
func (s *story) contract(day int) {
	draft := s.sit(day)
	id := draft.add(casework.KindContract, "client", s.parent, "worker", s.worker.ID, "about", s.needs[0].words, "ends_when", "Both of us say that the goals are reached, or we make a new plan together.", "ends_on", s.on(day+180))
	for i, need := range s.needs {
		who := []string{s.parentName, s.worker.Name}[i%2]
		draft.add(casework.KindContractItem, "contract", id, "action", s.actions[2*i+1][0], "words", need.task, "who", who, "by_when", s.on(day+60), "place", strconv.Itoa(i+1))
	}
	if s.chance(12) {
		return
	}
	freeze := s.sit(day + 2)
	freeze.later = func(file *casework.File) []pages.Entry { return s.freeze(file, freeze, id) }
	if s.chance(6) { // the client asked for more time
		s.sit(day+2).add(casework.KindWithdrawal, "contract", id, "reason", "more_time")
		return
	}
	for i, party := range casework.Parties {
		sign := s.sit(day + 2)
		sign.later = func(file *casework.File) []pages.Entry { return s.sign(file, sign, id, i, party) }
	}
}

// freeze fixes the words that are signed.
func (s *story) freeze(file *casework.File, at *sitting, id string) []pages.Entry {
	contract := file.Record(id)
	content := casework.ContractContent{
		Format: 1, Agency: s.agency, Case: s.id, Contract: id, Title: words.Say(words.ContractTitle),
		Client: s.parentName, Worker: s.worker.Name, About: contract.Get("about"),
		EndsWhen: contract.Get("ends_when"), EndsOn: contract.Get("ends_on"), Consent: words.Say(words.ContractConsent),
		Frozen: oplog.Moment(at.moment), PlanMark: casework.PlanMark(file),
	}
	for _, item := range casework.ItemsOf(file, id) {
		content.Items = append(content.Items, casework.ContractContentItem{Words: item.Get("words"), Who: item.Get("who"), ByWhen: item.Get("by_when")})
	}
	text, hash := content.Freeze()
	plan, _ := casework.PlanOf(file, func(string) string { return s.worker.Name }).Freeze()
	entry, _ := pages.Edited(contract, file.Seen, map[string]string{"content": text, "content_hash": hash, "frozen_at": content.Frozen, casework.PlanContentField: plan})
	return []pages.Entry{entry}
}

func (s *story) sign(file *casework.File, at *sitting, id string, hand int, party string) []pages.Entry {
	contract := file.Record(id)
	name, person := s.parentName, "person:"+s.parent
	if party == casework.PartyWorker {
		name, person = s.worker.Name, "staff:"+s.worker.ID
	}
	signing := &sitting{random: s.random, moment: at.moment}
	signing.add(casework.KindSignature, "contract", id, "party", party, "person", person, "name", name, "method", casework.SignMethods[0],
		"strokes", demo.Signature(hand).Encode(), "signed_at", oplog.Moment(at.moment), "signed_on", s.on(at.day), "content_hash", contract.Get("content_hash"))
	return signing.entries
}
