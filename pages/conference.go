package pages

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// A conference of worker and supervisor prepares itself from the record, is decided
// together and acknowledged by both.

// acknowledge stands by the words of a conference as they are now.
func acknowledge(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	values := map[string]string{"of": record.ID, "on": d.request.today(), "mark": casework.AckMark(record)}
	return []Entry{Made(formID(env, d.request.Form), casework.KindAcknowledged, values)}, nil
}

// conferenceMore lets both stand by what was decided, and says who has not yet.
func conferenceMore(_ context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error) {
	more := views.WorkMoreView{ID: "conference-more", Title: words.Say(words.ConferenceAck)}
	mine, mark := false, casework.AckMark(record)
	for _, ack := range d.file.Of(casework.KindAcknowledged) {
		if ack.Get("of") != record.ID {
			continue
		}
		mine = mine || ack.Created.Actor == d.request.Actor.ID && ack.Get("mark") == mark
		key := words.ConferenceAckBy
		if ack.Get("mark") != mark {
			key = words.ConferenceAckOld
		}
		more.Notes = append(more.Notes, views.Note2{Tone: views.Good, Words: words.Say(key, "name", d.author(ack.Created.Actor), "day", day(ack.Get("on")))})
	}
	for _, who := range casework.NotAcknowledged(d.file, record) {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: words.Say(words.ConferenceAckOpen, "name", d.request.House.StaffName(who))})
	}
	if record.Get("supervisor") == "" {
		more.Notes = append(more.Notes, views.Note2{Tone: views.Plain, Words: words.Say(words.ConferenceNobody)})
	}
	if !mine {
		more.Acts = append(more.Acts, d.act(record, "/acknowledge", words.Say(words.ConferenceAckButton), views.Hidden{Name: "new", Value: env.NewID()}))
	}
	return views.WorkMore(d.request.page("", ""), more), nil
}

// preparing gathers what a conference begins with.
type preparing struct {
	desk
	since string
	lines map[string][]string // by field
}

func (p *preparing) say(field, line string) {
	if line = strings.TrimSpace(line); line != "" {
		p.lines[field] = append(p.lines[field], line)
	}
}

// startConference prepares a conference from the record: what was done since the
// last one and what came of it, what is pending, what went well, who does not take
// part, and what the next 90 days hold.
func startConference(request Request, file *casework.File) map[string]string {
	p := &preparing{desk: desk{request: request, file: file}, lines: map[string][]string{}}
	values := map[string]string{"on": request.today()}
	if last := casework.LastConference(file); last != nil {
		p.since, values["supervisor"] = last.Get("on"), last.Get("supervisor")
		if decided := strings.TrimSpace(last.Get("decided")); decided != "" {
			p.say("outcome", words.Say(words.ConferenceDecided, "day", day(p.since), "what", decided))
		}
	}
	p.actions()
	p.outcomes()
	p.visits()
	p.services()
	p.ahead()
	for name, list := range p.lines {
		values[name] = cutRunes(strings.Join(list, "\n"), 4000)
	}
	return values
}

func (p *preparing) actions() {
	for _, action := range p.file.Of(casework.KindAction) {
		line := words.Say(words.ConferenceLine, "what", action.Get("what"), "who", p.who(action.Get("who")))
		if action.Get("done") == "" {
			p.say("pending", line)
		} else if action.Get("done_on") >= p.since {
			p.say("done", line)
		}
	}
}

// outcomes are what came of what was decided: in meetings, in reviews with the
// family, and as providers report.
func (p *preparing) outcomes() {
	line := func(what, became string) {
		p.say("outcome", words.Say(words.ConferenceBecame, "what", firstLine(what), "became", became))
	}
	for _, decision := range p.file.Of(casework.KindDecision) {
		meeting := p.file.Record(decision.Get("meeting"))
		if meeting == nil || meeting.Get("on") < p.since {
			continue
		}
		switch action := p.file.Record(decision.Get("action")); {
		case action == nil:
			line(decision.Get("words"), words.Say(words.ConferenceNoAction))
		case action.Get("done") == "":
			line(decision.Get("words"), words.Say(words.ConferenceOpen))
		default:
			line(decision.Get("words"), words.Say(words.ConferenceDone, "day", day(action.Get("done_on"))))
		}
	}
	for _, item := range p.file.Of(casework.KindReviewItem) {
		review, of := p.file.Record(item.Get("review")), p.file.Record(item.Get("of"))
		if review == nil || review.Removed != nil || of == nil || review.Get("on") < p.since || item.Get("verdict") == "" {
			continue
		}
		line(nameOf(of), joinDot(choiceWords(item.Kind, "verdict", item.Get("verdict")), item.Get("words"), day(review.Get("on"))))
	}
	for _, report := range p.file.Of(casework.KindReport) {
		if of := p.file.Record(report.Get("referral")); of != nil && report.Get("on") >= p.since {
			line(nameOf(of), joinDot(choiceWords(report.Kind, "progress", report.Get("progress")), report.Get("behaviour"), day(report.Get("on"))))
		}
	}
}

// visits are what was done, what went well, what is new, what the agency has not
// taken up, and whom nobody has seen.
func (p *preparing) visits() {
	seen := map[string]bool{}
	for _, note := range p.file.Of(casework.KindNote) {
		if note.Get("on") < p.since || note.Get("amends") != "" {
			continue
		}
		on := day(note.Get("on"))
		p.say("done", words.Say(words.NoteLine, "type", choiceWords(casework.KindNote, "type", note.Get("type")), "day", on))
		for _, id := range strings.Fields(note.Get("seen")) {
			seen[id] = seen[id] || casework.FaceToFace(note)
		}
		p.say("successes", note.Get("success"))
		for _, field := range []string{"unaddressed", "emerging"} {
			if text := note.Get(field); text != "" {
				p.say("pending", words.Say(words.ConferenceSaid, "label", fieldLabel(note.Kind, field), "what", text, "day", on))
			}
		}
	}
	for _, person := range p.file.Of(casework.KindPerson) {
		if role := person.Get("role"); !seen[person.ID] && (role == "mother" || role == "father" || role == "parent" || role == "guardian") {
			p.say("barriers", words.Say(words.ConferenceNotSeen, "name", nameOf(person)))
		}
	}
}

func (p *preparing) services() {
	for _, referral := range p.file.Of(casework.KindReferral) {
		if state := casework.ReferralState(p.file, referral.ID); casework.Blameless(state) {
			p.say("services", words.Say(words.ConferenceLine, "what", nameOf(referral), "who", choiceWords(casework.KindReferralState, "state", state)))
		}
	}
}

// daysAhead is how far a conference looks.
const daysAhead = 90

// ahead is what the policy clock, tasks, meetings and hearings ask for in the next
// 90 days, soonest first. What is past its day is pending.
func (p *preparing) ahead() {
	type coming struct{ on, what string }
	var list []coming
	now := p.request.today()
	add := func(on, what string) {
		switch {
		case on != "" && on < now:
			p.say("pending", words.Say(words.ConferenceLate, "what", what, "day", day(on)))
		case on != "" && on <= casework.AddDays(now, daysAhead):
			list = append(list, coming{on, what})
		}
	}
	events := casework.EventsOf(p.file)
	for _, d := range p.request.dueOf(events) {
		if d.Waits() || d.State == casework.DeadlineOpen {
			add(d.Due, joinDot(d.Rule.Name, events.Names[d.Subject]))
		}
	}
	for _, dated := range casework.DatesOf(p.file) {
		if dated.Kind != casework.KindApproval && (dated.Kind != casework.KindAction || dated.On >= now) { // late tasks are pending already
			name := datedName(dated)
			if dated.Kind == casework.KindCase {
				name = "" // its next step
			}
			add(dated.On, joinDot(name, dated.Words))
		}
	}
	slices.SortStableFunc(list, func(a, b coming) int { return strings.Compare(a.on, b.on) })
	for _, one := range list {
		p.say("next_90", words.Say(words.NoteLine, "type", one.what, "day", day(one.on)))
	}
}
