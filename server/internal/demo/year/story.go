package year

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/pages"
)

// story is one family's case: what was written in it, sitting by sitting.
type story struct {
	random             *rand.Rand
	id, opened         string
	days               int // from the opening to yesterday, or to the closing
	worker, supervisor casework.Actor
	agency             string
	sittings           []*sitting
	at                 int // the first sitting that has not landed

	parent, parentName    string
	children              []string
	needs                 []need
	goals, issues         []string
	actions               [][2]string // id, and day of the case by which it is due
	referrals             []*referral
	closes                bool
	placed                bool
	permanency, placement string
}

// sitting is what one person writes at a time.
type sitting struct {
	day     int
	moment  time.Time
	actor   casework.Actor
	entries []pages.Entry
	later   func(file *casework.File) []pages.Entry // of what depends on the case as it stands by then
	random  *rand.Rand
}

// sit begins a sitting of the worker on a day of the case. What lies beyond the
// story's end is not written.
func (s *story) sit(day int) *sitting { return s.sitAs(s.worker, day) }

func (s *story) sitAs(actor casework.Actor, day int) *sitting {
	one := &sitting{day: day, actor: actor, random: s.random, moment: moment(s.on(day), s.random.IntN(14))}
	if day <= s.days {
		s.sittings = append(s.sittings, one)
	}
	return one
}

// on is a day of the case as a date.
func (s *story) on(day int) string { return casework.AddDays(s.opened, day) }

// add makes a record from pairs of field and value; empty ones are left out.
func (one *sitting) add(kind casework.Kind, pairs ...string) string {
	id := newID(one.random, one.moment.Add(time.Duration(len(one.entries))*time.Second))
	one.entries = append(one.entries, pages.Made(id, kind, values(pairs)))
	return id
}

// edit sets fields of a record that is there.
func (one *sitting) edit(id string, kind casework.Kind, pairs ...string) {
	record := &casework.Record{ID: id, Kind: kind}
	if entry, changed := pages.Edited(record, 0, values(pairs)); changed {
		one.entries = append(one.entries, entry)
	}
}

func values(pairs []string) map[string]string {
	all := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		all[pairs[i]] = pairs[i+1]
	}
	return all
}

// next takes the sittings before a day that can land together: of one person,
// and none that reads the case after one that has not landed.
func (s *story) next(end string) []*sitting {
	from := s.at
	for s.at < len(s.sittings) {
		one := s.sittings[s.at]
		if s.on(one.day) >= end || s.at > from && (one.later != nil || one.actor.ID != s.sittings[from].actor.ID) {
			break
		}
		s.at++
		if one.later != nil {
			break
		}
	}
	return s.sittings[from:s.at]
}

// chance is true so many times in a hundred.
func (s *story) chance(percent int) bool { return s.random.IntN(100) < percent }

func pick[T any](s *story, list []T) T { return list[s.random.IntN(len(list))] }

// about is a day close to the one given.
func (s *story) about(day, spread int) int { return day + s.random.IntN(spread+1) }

// story makes the i-th case. Ages are spread over the year, four of five cases
// are still open.
func (y *Year) story(i int, worker, supervisor casework.Actor) *story {
	random := y.random(i + 1)
	age := 12 + random.IntN(daysBack-20)
	s := &story{random: random, worker: worker, supervisor: supervisor, agency: y.Agency, opened: casework.AddDays(y.Today, -age), days: age - 1}
	if s.closes = age > 200 && s.chance(35); s.closes {
		s.days = 170 + s.random.IntN(age-180)
	}
	s.id = newID(random, moment(s.opened, 0))
	s.placed = s.chance(55)
	s.open(i)
	s.plan()
	if s.placed {
		s.away()
	}
	s.team()
	s.services()
	s.months()
	s.meet()
	s.agree()
	s.supervise()
	s.turns()
	if s.closes {
		s.close()
	}
	slices.SortStableFunc(s.sittings, func(a, b *sitting) int { return a.day - b.day })
	return s
}

// open makes the case and its people.
func (s *story) open(i int) {
	family := pick(s, nameBegins) + pick(s, nameEnds)
	s.parentName = pick(s, parents) + " " + family
	one := s.sit(0)
	head := []string{
		"name", s.parentName + " (example)", "number", "EX-" + strconv.Itoa(20_001+i), "worker", s.worker.ID, "opened_on", s.opened, "status", "open",
		"permanency_goal", childGoals[i%len(childGoals)], "area", pick(s, []string{"49120", "49107", "49022"}), "american_indian", pick(s, []string{"no", "no", "no", "asked", "yes"}),
	}
	if s.chance(12) {
		head = append(head, "safety_note", "Dog in the yard. Call from the car and wait until somebody comes out.")
	}
	if s.chance(60) {
		head = append(head, "planned_end", s.on(s.about(200, 160)))
	}
	if !s.closes {
		head = append(head, "next_step", pick(s, nextSteps), "next_on", s.on(s.days-2+s.random.IntN(20)))
	}
	one.entries = append(one.entries, pages.Made(s.id, casework.KindCase, values(head)))
	s.parent = one.add(casework.KindPerson, "name", s.parentName, "call_name", strings.Fields(s.parentName)[0], "role", pick(s, []string{"mother", "mother", "father", "guardian"}), "phone", "555-01"+strconv.Itoa(10+i%90))
	for range 1 + s.random.IntN(3) {
		born := casework.AddDays(s.opened, -365*(2+s.random.IntN(14))-s.random.IntN(300))
		role := "child"
		if born < casework.AddDays(s.opened, -365*13) {
			role = "youth"
		}
		s.children = append(s.children, one.add(casework.KindPerson, "name", pick(s, children)+" "+family, "role", role, "born_on", born))
	}
	if s.chance(45) {
		one.add(casework.KindPerson, "name", pick(s, parents)+" "+family, "role", "relative", "relation", pick(s, []string{"aunt", "uncle", "grandmother"}))
	}
}

// plan is what the first weeks make together: goals with what stands in their
// way, strengths, issues with who does what.
func (s *story) plan() {
	for _, at := range s.random.Perm(len(needs))[:2+s.random.IntN(2)] {
		s.needs = append(s.needs, needs[at])
	}
	for n, need := range s.needs {
		one := s.sit(1 + 4*n)
		if n == 0 {
			one.add(casework.KindAssessment, "text", need.words+"\n"+need.barrier+"\n"+pick(s, visitWords), "on", s.on(1), "with", s.parent)
		}
		goal := one.add(casework.KindGoal, "words", need.words, "wording", need.wording, "status", "open", "said_by", s.parent, "said_on", s.on(one.day), "by_when", s.on(s.about(120, 150)))
		barrier := one.add(casework.KindBarrier, "words", need.barrier, "goals", goal, "said_by", s.parent, "said_on", s.on(one.day))
		strength := one.add(casework.KindStrength, "words", pick(s, strengthWords), "said_by", s.parent, "said_on", s.on(one.day))
		issue := one.add(casework.KindIssue, "what", need.issue, "type", map[bool]string{true: "presenting", false: "concurrent"}[n == 0])
		s.goals, s.issues = append(s.goals, goal), append(s.issues, issue)
		for k, who := range []string{"staff:" + s.worker.ID, "person:" + s.parent} {
			due := s.about(20+60*k, 60)
			s.actions = append(s.actions, [2]string{one.add(casework.KindAction, "issue", issue, "type", []string{"referral", "task"}[k], "what", []string{"Ask " + need.provider + " for a place", need.task}[k],
				"who", who, "by_when", s.on(due), "state", "to_be_given", "goal", goal, "barriers", barrier, "strengths", strength), strconv.Itoa(due)})
		}
	}
	for _, action := range s.actions {
		if due, _ := strconv.Atoi(action[1]); s.chance(78) {
			day := s.about(due-8, 12)
			s.sit(day).edit(action[0], casework.KindAction, "done", "yes", "done_on", s.on(day), "state", "given")
		}
	}
}
