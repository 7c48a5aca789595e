package casework

import (
	"sort"
	"strings"
)

// Events are the dates of a case that its deadlines are counted from and
// answered by, small enough to stand in a summary: Today and the supervisor's
// board need open no case. The clock that reads them is PolicyPack.Due.
type Events struct {
	// On lists the dates of an event, oldest first, by "event" (of the case) or
	// "event subject" (of one person or record in it). The newest MaxEventDates.
	On map[string][]string `json:"on,omitempty"`
	// Ends says when a stay that began on a date came to an end, by
	// "event subject date".
	Ends map[string]string `json:"ends,omitempty"`
	// Answers says why a deadline was missed, by "rule subject due".
	Answers map[string]string `json:"answers,omitempty"`
	// Names say whom a subject is about.
	Names map[string]string `json:"names,omitempty"`
}

// IsZero reports that there are none, so that a summary leaves them out.
func (e Events) IsZero() bool { return len(e.On)+len(e.Ends)+len(e.Answers)+len(e.Names) == 0 }

// MaxEventDates is how many dates of one event a summary keeps.
const MaxEventDates = 30

// The events. Those of a subject name the person or record after a space.
const (
	EventOpened      = "opened"
	EventRemoved     = "removed"       // first out-of-home placement of the case
	EventPlaced      = "placed"        // of a child: each stay away from home
	EventReferral    = "referral"      // a referral was made, by word of mouth or in writing
	EventWritten     = "written"       // a referral was made in writing
	EventSent        = "sent"          // of a referral
	EventAnswered    = "answered"      // of a referral: the provider answered
	EventUnstarted   = "unstarted"     // of a referral that never started: from when on it should have
	EventReportDue   = "report_due"    // of a referral: the next report it promised
	EventPlan        = "plan"          // a plan was agreed, or a contract signed
	EventReview      = "review"        // a review with the family was finished
	EventSeen        = "seen"          // of a person: face to face
	EventSeenChild   = "seen_child"    // of a child or young person
	EventSeenParent  = "seen_parent"   // of a parent or guardian
	EventChild       = "child"         // of a child: since when the case knows them
	EventParent      = "parent"        // of a parent or guardian
	EventFTM         = "ftm"           // a family team meeting took place
	EventFTMSet      = "ftm_set"       // of a meeting: the day it is set for
	EventPreMeeting  = "pre_meeting"   // of a meeting: the talk before it
	EventConference  = "conference"    // with the supervisor
	EventHearing     = "hearing"       // a review hearing took place
	EventPermanency  = "permanency"    // a permanency planning hearing took place
	EventPlannedEnd  = "planned_end"   // when the case should end
	EventAftercare   = "aftercare"     // an aftercare plan was begun
	EventFinal       = "final"         // the last meeting took place
	EventDischarge   = "discharge"     // of a referral for the time after
	EventFollowedUp  = "followed_up"   // of such a referral
	EventDeclined    = "declined"      // of a declined service
	EventNextStep    = "next_step"     // of a declined service: follow-up steps are written down
	EventChange      = "change"        // of a significant change
	EventTold        = "told"          // of a change: everybody who must know was told
	EventGoalChange  = "goal_change"   // the permanency goal changed
	EventMoved       = "moved"         // a child moved to another place
	EventAssessed    = "assessed"      // of a child: the living arrangement was looked at
	EventSafetyCheck = "safety_check"  // of a safety activity: the next check
	EventDeclinedBy  = "declined_step" // of a declined service: the day its next step is due
	EventStepDone    = "declined_done" // of a declined service: that step was taken
)

// KnownEvents are the events that a rule may name.
var KnownEvents = []string{
	EventOpened, EventRemoved, EventPlaced, EventReferral, EventWritten, EventSent, EventAnswered, EventReportDue, EventPlan, EventReview,
	EventSeen, EventSeenChild, EventSeenParent, EventChild, EventParent, EventFTM, EventFTMSet, EventPreMeeting, EventConference, EventHearing,
	EventPermanency, EventPlannedEnd, EventAftercare, EventFinal, EventDischarge, EventFollowedUp, EventDeclined, EventNextStep, EventChange,
	EventTold, EventGoalChange, EventMoved, EventAssessed, EventSafetyCheck, EventDeclinedBy, EventStepDone,
}

// add notes a date of an event; what is no date is none.
func (e *Events) add(event, subject, on string) {
	if _, ok := parseDay(on); !ok {
		return
	}
	key := event
	if subject != "" {
		key += " " + subject
	}
	e.On[key] = append(e.On[key], on)
}

// subjects are whom each event is about, in order; "" stands for the case. They
// are gathered once for all rules: a board asks for thousands of cases.
func (e Events) subjects() map[string][]string {
	by := make(map[string][]string, len(e.On))
	for key := range e.On {
		event, subject, _ := strings.Cut(key, " ")
		by[event] = append(by[event], subject)
	}
	for _, subjects := range by {
		sort.Strings(subjects)
	}
	return by
}

// ofCase are the dates of an event in the whole case: its own, or those of all
// whom the event is about.
func (e Events) ofCase(event string, subjects []string) []string {
	if own, ok := e.On[event]; ok {
		return own
	}
	if len(subjects) == 1 {
		return e.On[event+" "+subjects[0]]
	}
	var all []string
	for _, one := range subjects {
		all = append(all, e.On[event+" "+one]...)
	}
	sort.Strings(all)
	return all
}

// EventsOf reads the dates of a case.
func EventsOf(file *File) Events {
	e := Events{On: map[string][]string{}, Ends: map[string]string{}, Answers: map[string]string{}, Names: map[string]string{}}
	head := file.Head()
	if head == nil {
		return e
	}
	e.add(EventOpened, "", head.Get("opened_on"))
	e.add(EventPlannedEnd, "", head.Get("planned_end"))
	e.people(file, head)
	e.stays(file, head)
	e.referrals(file)
	e.contacts(file)
	e.meetings(file)
	e.changes(file)
	for _, answer := range file.Of(KindDeadlineAnswer) {
		e.Answers[answer.Get("rule")+" "+answer.Get("subject")+" "+answer.Get("due")] = answer.Get("reason")
	}
	for key, dates := range e.On {
		sort.Strings(dates)
		if len(dates) > MaxEventDates {
			dates = dates[len(dates)-MaxEventDates:]
		}
		e.On[key] = dates
	}
	return e
}

// IsChild reports whether this is the role of a child of the case.
func IsChild(role string) bool { return role == "child" || role == "youth" }

func isParent(role string) bool {
	return role == "mother" || role == "father" || role == "parent" || role == "guardian"
}

// named remembers whom the subject of an event is about.
func (e *Events) named(subject, name string) {
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:60])
	}
	e.Names[subject] = name
}

func (e *Events) people(file *File, head *Record) {
	for _, person := range file.Of(KindPerson) {
		event := ""
		switch role := person.Get("role"); {
		case IsChild(role):
			event = EventChild
		case isParent(role):
			event = EventParent
		default:
			continue
		}
		e.add(event, person.ID, head.Get("opened_on"))
		e.named(person.ID, person.Get("name"))
	}
}

// stays are where children live. The first out-of-home stay of the case is its
// removal, unless the case says another day.
func (e *Events) stays(file *File, head *Record) {
	first := ""
	lives := map[string]bool{}
	for _, living := range byDay(file.Of(KindLiving), "from_on") {
		child, from := living.Get("child"), living.Get("from_on")
		if living.Get("safety") != "" && living.Get("safety") != "not_assessed" {
			e.add(EventAssessed, child, living.Get("assessed_on"))
		}
		if living.Get("out_of_home") != "" {
			e.add(EventPlaced, child, from)
			if until := living.Get("until_on"); until != "" {
				e.Ends[EventPlaced+" "+child+" "+from] = until
			}
			if first == "" || from < first {
				first = from
			}
		}
		if lives[child] {
			e.add(EventMoved, "", from)
		}
		lives[child] = true
	}
	if on := head.Get("removed_on"); on != "" {
		first = on
	}
	e.add(EventRemoved, "", first)
}

// byDay orders records by one of their dates.
func byDay(records []*Record, field string) []*Record {
	sort.SliceStable(records, func(i, j int) bool { return records[i].Get(field) < records[j].Get(field) })
	return records
}

func firstOf(record *Record, fields ...string) string {
	for _, field := range fields {
		if text := strings.TrimSpace(record.Get(field)); text != "" {
			return text
		}
	}
	return ""
}

// FaceToFace reports whether a note is of a meeting with those whom it names. A
// visit that nobody opened to (attempted) is none, whoever is ticked, nor is a talk
// with a provider; an amendment speaks of a visit that is there.
func FaceToFace(note *Record) bool {
	kind := note.Get("type")
	return note.Get("amends") == "" && (kind == "home_visit" || kind == "office_visit" || kind == "other")
}

// contacts are whom the worker saw face to face.
func (e *Events) contacts(file *File) {
	for _, note := range file.Of(KindNote) {
		if !FaceToFace(note) {
			continue
		}
		for _, id := range strings.Fields(note.Get("seen")) {
			person := file.Record(id)
			if person == nil {
				continue
			}
			e.add(EventSeen, id, note.Get("on"))
			switch role := person.Get("role"); {
			case IsChild(role):
				e.add(EventSeenChild, id, note.Get("on"))
			case isParent(role):
				e.add(EventSeenParent, id, note.Get("on"))
			}
		}
	}
	for _, review := range file.Of(KindReview) {
		if review.Get("finished") != "" {
			e.add(EventReview, "", review.Get("on"))
		}
	}
	for _, version := range file.Of(KindPlanVersion) {
		e.add(EventPlan, "", version.Get("agreed_on"))
	}
	for _, contract := range file.Of(KindContract) {
		if StateOf(file, contract) == ContractSigned {
			for _, signature := range SignaturesOf(file, contract) {
				e.add(EventPlan, "", signature.Get("signed_on"))
				break
			}
		}
	}
}

// meetings count a talk before a meeting only once that meeting is entered, since a
// talk names the meeting that it prepares. Until then DatesOf keeps its day in sight.
func (e *Events) meetings(file *File) {
	for _, meeting := range file.Of(KindMeeting) {
		on, held := meeting.Get("on"), meeting.Get("held") != ""
		switch kind := meeting.Get("type"); {
		case kind == "ftm":
			e.add(EventFTMSet, meeting.ID, on)
			if held {
				e.add(EventFTM, "", on)
			}
		case kind == "pre_meeting" && held:
			e.add(EventPreMeeting, meeting.Get("before"), on)
		case kind == "final" && held:
			e.add(EventFinal, "", on)
		}
	}
	for _, conference := range file.Of(KindConference) {
		e.add(EventConference, "", conference.Get("on"))
	}
	for _, hearing := range file.Of(KindHearing) {
		if hearing.Get("held") == "" {
			continue
		}
		e.add(EventHearing, "", hearing.Get("on"))
		if hearing.Get("type") == "permanency" {
			e.add(EventPermanency, "", hearing.Get("on"))
		}
	}
	for _, aftercare := range file.Of(KindAftercare) {
		e.add(EventAftercare, "", aftercare.Get("started_on"))
	}
}

func (e *Events) changes(file *File) {
	untold := map[string]int{}
	last := map[string]string{}
	for _, told := range file.Of(KindTold) {
		id := told.Get("change")
		if told.Get("done") == "" {
			untold[id]++
		} else if told.Get("on") > last[id] {
			last[id] = told.Get("on")
		}
	}
	for _, change := range file.Of(KindChange) {
		e.add(EventChange, change.ID, change.Get("on"))
		if change.Get("type") == "permanency_goal" {
			e.add(EventGoalChange, "", change.Get("on"))
		}
		if untold[change.ID] == 0 && last[change.ID] != "" {
			e.add(EventTold, change.ID, last[change.ID])
		}
	}
	for _, declined := range file.Of(KindDeclined) {
		e.add(EventDeclined, declined.ID, declined.Get("on"))
		e.named(declined.ID, declined.Get("service"))
		if strings.TrimSpace(declined.Get("follow_up")) != "" {
			e.add(EventNextStep, declined.ID, declined.Get("on"))
		}
		if declined.Get("done") == "" {
			e.add(EventDeclinedBy, declined.ID, declined.Get("follow_on"))
		} else {
			e.add(EventStepDone, declined.ID, declined.Get("follow_on"))
		}
	}
	for _, activity := range file.Of(KindSafetyActivity) {
		if activity.Get("ended") == "" {
			e.add(EventSafetyCheck, activity.ID, activity.Get("next_on"))
			e.named(activity.ID, activity.Get("what"))
		}
	}
}
