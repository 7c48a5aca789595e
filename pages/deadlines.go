package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// The policy clock of one case: what is due, why, and why something was missed.

func deadlineRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/deadlines", Offline: true, Handle: deadlines},
		{Method: "GET", Pattern: "/cases/:case/deadlines/:rule/:subject/:due", Offline: true, Handle: deadline},
	}
	return append(routes, answerForm.routes()...)
}

// answerForm writes down why a date was missed. It is never edited.
var answerForm = recordForm{
	kind: casework.KindDeadlineAnswer, newPath: "/cases/:case/deadlines/:rule/:subject/:due/answer",
	asked: questions(casework.KindDeadlineAnswer, "reason", "next_on"), newTitle: words.DeadlineAnswer, edit: words.DeadlineAnswer, save: words.Save,
	fixed: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"rule": request.Params["rule"], "subject": strings.Trim(request.Params["subject"], "-"), "due": request.Params["due"]}
	},
	back: func(request Request) views.Link {
		return views.Link{Href: strings.TrimSuffix(request.Path, "/answer"), Text: words.Say(words.DeadlineTitle)}
	},
	after: func(request Request, _ string) string { return strings.TrimSuffix(request.Path, "/answer") },
}

// dueOf computes the deadlines of a summary's case on the agency's day.
func (r Request) dueOf(events casework.Events) []casework.Deadline {
	return r.House.Rules().PolicyPack().Due(events, r.today())
}

// deadlinePath is the address of one deadline: ids and dates, no names.
func deadlinePath(caseID string, d casework.Deadline) string {
	subject := d.Subject
	if subject == "" {
		subject = "-"
	}
	return "/cases/" + caseID + "/deadlines/" + d.Rule.ID + "/" + subject + "/" + d.Due
}

// deadlineRow is a deadline in a list: what, about whom, by when, how it stands.
func deadlineRow(request Request, caseID, prefix string, events casework.Events, d casework.Deadline) views.Row {
	row := views.Row{
		ID: prefix + d.Rule.ID + "-" + d.Subject + "-" + d.Due, Href: deadlinePath(caseID, d), Text: d.Rule.Name, Detail: events.Names[d.Subject],
		End: dayFrom(request.today(), d.Due), Tags: []views.Tag{deadlineTag(request, d)},
	}
	if d.Need > 1 {
		row.Tags = append(row.Tags, views.Tag{Words: words.Say(words.DeadlineOf, "have", strconv.Itoa(min(d.Have, d.Need)), "need", strconv.Itoa(d.Need))})
	}
	if d.Rule.Unsure() {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.DeadlineUnsure)})
	}
	return row
}

func deadlineTag(request Request, d casework.Deadline) views.Tag {
	tag := views.Tag{Words: words.Say(words.DeadlineState(string(d.State)))}
	switch d.State {
	case casework.DeadlineOverdue:
		tag.Icon, tag.Tone, tag.Words = "triangle-alert", views.Danger, overdue(request.today(), d.Due)
	case casework.DeadlineMissed:
		tag.Icon, tag.Tone = "triangle-alert", views.Danger
	case casework.DeadlineSoon, casework.DeadlineGrace:
		tag.Icon, tag.Tone = "calendar", views.Warn
	case casework.DeadlineDone:
		tag.Icon, tag.Tone = "check", views.Good
	}
	return tag
}

// deadlines lists what the policy asks of a case: what waits first.
func deadlines(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	events := casework.EventsOf(file)
	pack := request.House.Rules().PolicyPack()
	view := views.DeadlinesView{Pack: words.Say(words.DeadlinesPack, "name", pack.Name, "version", strconv.Itoa(pack.Version))}
	for _, d := range pack.Due(events, request.today()) {
		row := deadlineRow(request, file.Case, "d-", events, d)
		switch {
		case d.Waits():
			view.Waits = append(view.Waits, row)
		case d.State == casework.DeadlineOpen:
			view.Open = append(view.Open, row)
		default:
			view.Past = append(view.Past, row)
		}
	}
	if file.Head().Get("removed_on") == "" && len(events.On[casework.EventRemoved]) == 0 {
		view.Missing = append(view.Missing, views.Link{Href: casePath(request, "/edit"), Text: words.Say(words.DeadlinesNoRemoval)})
	}
	page := casePage(request, file, words.Say(words.DeadlinesTitle), backToCase(request))
	return Reply{Page: page, Main: views.Deadlines(page, view)}, nil
}

// deadline says of one date which rule sets it, where the rule stands, what it
// was counted from and who answers for it.
func deadline(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	events := casework.EventsOf(file)
	subject := strings.Trim(request.Params["subject"], "-")
	for _, d := range request.dueOf(events) {
		if d.Rule.ID != request.Params["rule"] || d.Subject != subject || d.Due != request.Params["due"] {
			continue
		}
		page := casePage(request, file, words.Say(words.DeadlineTitle), views.Link{Href: casePath(request, "/deadlines"), Text: words.Say(words.DeadlinesTitle)})
		return Reply{Page: page, Main: views.Deadline(page, deadlineView(request, events, d))}, nil
	}
	return Reply{}, casework.Fail(casework.NotFound)
}

func deadlineView(request Request, events casework.Events, d casework.Deadline) views.DeadlineView {
	view := views.DeadlineView{Name: d.Rule.Name, Tag: deadlineTag(request, d), Unsure: d.Rule.Unsure()}
	fact := func(key words.Key, value string) {
		if value != "" {
			view.Facts = append(view.Facts, views.SummaryRow{Name: words.Say(key), Value: value})
		}
	}
	fact(words.DeadlineAbout, events.Names[d.Subject])
	fact(words.DeadlineDue, day(d.Due))
	fact(words.DeadlineFrom, words.Say(words.DeadlineFromEvent, "event", eventWords(d.Rule.From), "day", day(d.From)))
	fact(words.DeadlineAsks, askWords(*d.Rule))
	fact(words.DeadlineDone, day(d.Done))
	if d.Need > 1 {
		fact(words.DeadlineHave, words.Say(words.DeadlineOf, "have", strconv.Itoa(d.Have), "need", strconv.Itoa(d.Need)))
	}
	fact(words.DeadlineWho, words.Say(words.DeadlineWhoIs(d.Rule.Who)))
	fact(words.DeadlineSource, d.Rule.Citation)
	fact(words.DeadlineSure, words.Say(words.DeadlineSureIs(d.Rule.Sure)))
	fact(words.DeadlineReason, d.Answer)
	if d.Waits() && d.Rule.From == casework.EventReportDue && d.Subject != "" && d.Due <= request.today() {
		view.Do = &views.Link{Href: casePath(request, "/referrals/"+d.Subject+"/ask"), Text: words.Say(words.AskTitle)}
	}
	switch d.State {
	case casework.DeadlineOverdue, casework.DeadlineMissed, casework.DeadlineLate:
		view.AnswerHref = request.Path + "/answer"
	}
	return view
}

// eventWords names what a rule counts from.
func eventWords(event string) string {
	if strings.HasPrefix(event, "rule:") {
		return words.Say(words.EventOtherRule)
	}
	if key := words.EventName(event); words.Has(key) {
		return words.Say(key)
	}
	return event
}

// askWords says in words what the rule's numbers ask.
func askWords(rule casework.PolicyRule) string {
	switch {
	case rule.Monthly > 0:
		return words.Count(words.AskMonthly, rule.Monthly)
	case rule.EveryMonths > 0:
		return words.Count(words.AskEveryMonths, rule.EveryMonths)
	case rule.Every > 0:
		return words.Count(words.AskEvery, rule.Every)
	case rule.WorkingDays > 0:
		return words.Count(words.AskWorkingDays, rule.WorkingDays)
	case rule.Months < 0:
		return words.Count(words.AskMonthsBefore, -rule.Months)
	case rule.Months > 0:
		return words.Count(words.AskMonths, rule.Months)
	case rule.Days < 0:
		return words.Count(words.AskDaysBefore, -rule.Days)
	case rule.Days > 0:
		return words.Count(words.AskDays, rule.Days)
	}
	return words.Say(words.AskThatDay)
}
