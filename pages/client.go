package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// clientPart is one page of the client's view: one part of the plan.
type clientPart struct {
	path              string
	kind              casework.Kind
	title, empty, add words.Key
	lines             func(c client) []views.ClientLine
}

// clientParts are the pages in the order in which they are read: what is strong
// comes before what is in the way.
func clientParts() []clientPart {
	return []clientPart{
		{path: "strengths", kind: casework.KindStrength, title: words.ClientStrengths, empty: words.ClientNoStrengths, add: words.ClientAddStrength, lines: client.strengths},
		{path: "goals", kind: casework.KindGoal, title: words.ClientGoals, empty: words.ClientNoGoals, add: words.ClientAddGoal, lines: client.goals},
		{path: "barriers", kind: casework.KindBarrier, title: words.ClientBarriers, empty: words.ClientNoBarriers, add: words.ClientAddBarrier, lines: client.barriers},
		{path: "issues", kind: casework.KindIssue, title: words.ClientIssues, empty: words.ClientNoIssues, lines: client.issues},
		{path: "steps", kind: casework.KindAction, title: words.ClientSteps, empty: words.ClientNoSteps, lines: client.steps},
	}
}

// clientPage is the page on which a record of this kind stands.
func clientPage(kind casework.Kind) string {
	for _, part := range clientParts() {
		if part.kind == kind {
			return "/" + part.path
		}
	}
	return "/end"
}

// clientRoutes are the client's view of the plan: it shows this case's plan and
// nothing else, and leads nowhere but to itself.
func clientRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: clientBase, Offline: true, Turned: true, Handle: forClient(clientFirst)},
		{Method: "GET", Pattern: clientBase + "/end", Offline: true, Turned: true, Handle: forClient(clientEnd)},
	}
	for i, part := range clientParts() {
		routes = append(routes, Route{
			Method: "GET", Pattern: clientBase + "/" + part.path, Offline: true, Turned: true,
			Handle: forClient(func(_ context.Context, _ *Env, request Request, c client) (Reply, error) {
				return c.part(request, i), nil
			}),
		})
	}
	return append(routes, clientFormRoutes()...)
}

// client is somebody to whom the tablet is turned, and the plan they read.
type client struct {
	request Request
	file    *casework.File
	person  *casework.Record
	name    string
	desk    desk
}

// clientOf finds the person to whom the tablet is turned.
func clientOf(request Request, file *casework.File) (client, bool) {
	if request.Turned == nil {
		return client{}, false
	}
	c := client{request: request, file: file, person: file.Record(request.Turned.Person), desk: desk{request: request, file: file}}
	if c.person == nil || c.person.Kind != casework.KindPerson {
		return client{}, false
	}
	c.name = nameOf(c.person)
	return c, true
}

// forClient opens the plan for the person to whom the tablet is turned. Where it
// is turned to nobody, the page is the worker's look before handing over.
func forClient(handle func(context.Context, *Env, Request, client) (Reply, error)) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, err := openCase(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		c, ok := clientOf(request, file)
		switch {
		case ok:
			return handle(ctx, env, request, c)
		case request.Turned != nil:
			return Reply{}, casework.Fail(casework.NotFound)
		case request.Method == "POST": // the worker took the tablet back: the words stay with them
			keepDraft(ctx, env, request)
		}
		return Reply{Location: casePath(request, "/turn")}, nil
	}
}

// page begins a page of the client's view. Titles hold no name: the browser keeps
// them.
func (c client) page(title words.Key, back, backWords string) views.Page {
	page := c.request.page(words.Say(title), "")
	if back != "" {
		page.Back = &views.Link{Href: c.path(back), Text: backWords}
	}
	return page
}

func (c client) path(rest string) string { return clientPath(c.file.Case, rest) }

// clientFirst is the card that the tablet shows when it is handed over.
func clientFirst(_ context.Context, _ *Env, _ Request, c client) (Reply, error) {
	page := c.page(words.ClientFirstTitle, "", "")
	view := views.ClientCardView{
		Heading: words.Say(words.ClientGreeting, "name", c.name), Aloud: true,
		Lines: []string{words.Say(words.ClientFirstHow), words.Say(words.ClientFirstWrite), words.Say(words.ClientFirstTime)},
		Next:  views.Link{Href: c.path("/" + clientParts()[0].path), Text: words.Say(words.ClientBegin)},
	}
	return Reply{Page: page, Main: views.ClientCard(page, view)}, nil
}

// clientEnd comes after the last part: what is missing, and giving it back.
func clientEnd(_ context.Context, _ *Env, _ Request, c client) (Reply, error) {
	parts := clientParts()
	last := parts[len(parts)-1]
	page := c.page(words.ClientEnd, "/"+last.path, words.Say(last.title))
	view := views.ClientCardView{
		Heading: page.Title, Lines: []string{words.Say(words.ClientEndHow)}, Aloud: true,
		Next:  views.Link{Href: leavingFrom(*c.request.Turned), Text: words.Say(words.LeaveBackTitle)},
		Other: &views.Link{Href: c.path("/ideas/new"), Text: words.Say(words.ClientAddIdea)},
	}
	for _, remark := range c.file.Of(casework.KindRemark) {
		if remark.Get("of") == "" {
			view.Said = append(view.Said, c.remark(remark))
		}
	}
	return Reply{Page: page, Main: views.ClientCard(page, view)}, nil
}

// part draws one part of the plan.
func (c client) part(request Request, i int) Reply {
	parts := clientParts()
	part := parts[i]
	back, backWords := "", words.Say(words.ClientFirst)
	if i > 0 {
		back, backWords = "/"+parts[i-1].path, words.Say(parts[i-1].title)
	}
	page := c.page(part.title, "", "")
	page.Back = &views.Link{Href: c.path(back), Text: backWords}
	view := views.ClientPartView{Lines: part.lines(c), Empty: words.Say(part.empty)}
	if part.add != "" {
		view.Add = &views.Link{Href: c.path("/" + part.path + "/new"), Text: words.Say(part.add)}
	}
	view.Next = views.Link{Href: c.path("/end"), Text: words.Say(words.ClientNextEnd)}
	if i+1 < len(parts) {
		view.Next = views.Link{Href: c.path("/" + parts[i+1].path), Text: words.Say(words.ClientNext, "part", words.Say(parts[i+1].title))}
	}
	return Reply{Page: page, Main: views.ClientPart(page, view)}
}

func (c client) strengths() []views.ClientLine { return c.said(casework.KindStrength) }
func (c client) barriers() []views.ClientLine  { return c.said(casework.KindBarrier) }

func (c client) goals() []views.ClientLine {
	var lines []views.ClientLine
	for _, goal := range c.file.Of(casework.KindGoal) {
		if goal.Get("status") == "set_aside" {
			continue
		}
		line := c.line(goal)
		line.Text, line.TextName = goal.Get("wording"), words.Say(words.ClientWording)
		line.Facts = facts(words.Say(words.ClientByWhen), c.day(goal.Get("by_when")), words.Say(words.ClientMeasure), goal.Get("measure"))
		if goal.Get("status") == "reached" {
			line.Tags = []views.Tag{{Icon: "check", Words: words.Say(words.Choice("goal", "status", "reached")), Tone: views.Good}}
		}
		lines = append(lines, line)
	}
	return lines
}

func (c client) said(kind casework.Kind) []views.ClientLine {
	var lines []views.ClientLine
	for _, record := range c.file.Of(kind) {
		lines = append(lines, c.line(record))
	}
	return lines
}

// issues are named, what they came for first. Their details stay with the worker:
// they can hold what somebody beside the client must not read.
func (c client) issues() []views.ClientLine {
	var lines, concurrent []views.ClientLine
	for _, issue := range c.file.Of(casework.KindIssue) {
		line := c.line(issue)
		line.Quote, line.Text = nil, issue.Get("what")
		if issue.Get("type") == "concurrent" {
			concurrent = append(concurrent, line)
		} else {
			lines = append(lines, line)
		}
	}
	return append(lines, concurrent...)
}

// steps shows each action as a promise: who will do what by when, and what
// happens if it cannot be had. What nobody said yet is a hole that can be seen.
func (c client) steps() []views.ClientLine {
	var lines []views.ClientLine
	for _, action := range c.file.Of(casework.KindAction) {
		line := c.line(action)
		line.Quote = nil
		line.Step = &views.ClientStep{
			Who: c.who(action.Get("who")), What: action.Get("what"), ByWhen: c.day(action.Get("by_when")), IfNot: action.Get("if_not"),
			Facts: facts(words.Say(words.StepWhere), action.Get("where"), words.Say(words.StepHow), action.Get("how")),
		}
		if share := words.ClientShare(action.Get("share")); words.Has(share) {
			line.Step.Share = words.Say(share)
		}
		if issue := c.file.Record(action.Get("issue")); issue != nil && issue.Removed == nil {
			line.Step.About = issue.Get("what")
		}
		if action.Get("done") != "" {
			line.Tags = []views.Tag{{Icon: "check", Words: words.Say(words.Done), Tone: views.Good}}
		}
		lines = append(lines, line)
	}
	return lines
}

// line is one line of the plan with what was said about it.
func (c client) line(record *casework.Record) views.ClientLine {
	line := views.ClientLine{
		ID:    record.ID,
		Quote: &views.QuoteView{Words: record.Get("words"), Lang: record.Get("language"), Who: c.whoSaid(record)},
		About: nameOf(record), Remark: c.path("/lines/" + record.ID + "/remark"),
	}
	for _, remark := range remarksOf(c.file, record.ID) {
		line.Remarks = append(line.Remarks, c.remark(remark))
	}
	return line
}

// who names a person to the one who reads: to them, they are "you".
func (c client) who(value string) string {
	if c.is(value) {
		return words.Say(words.ClientYou)
	}
	return c.desk.who(value)
}

func (c client) is(value string) bool { return value == "person:"+c.person.ID }

func (c client) whoSaid(record *casework.Record) string {
	switch by := c.file.Record(record.Get("said_by")); {
	case by == nil:
		return ""
	case by.ID == c.person.ID && record.Get("said_on") != "":
		return words.Say(words.ClientYouSaidOn, "day", day(record.Get("said_on")))
	case by.ID == c.person.ID:
		return words.Say(words.ClientYouSaid)
	default:
		return nameOf(by)
	}
}

func (c client) day(date string) string {
	if date == "" {
		return ""
	}
	near := dayFrom(c.request.today(), date)
	if near == day(date) {
		return near
	}
	return words.Say(words.DayAndRelative, "day", day(date), "relative", near)
}

func facts(pairs ...string) []views.SummaryRow {
	var rows []views.SummaryRow
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.TrimSpace(pairs[i+1]) != "" {
			rows = append(rows, views.SummaryRow{Name: pairs[i], Value: pairs[i+1]})
		}
	}
	return rows
}
