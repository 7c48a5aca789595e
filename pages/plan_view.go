package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// plan shows the plan in two columns: what it is about, and what is done.
func plan(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	b := planBuilder{
		request: request, file: file, desk: desk{request: request, file: file},
		barriers: file.Of(casework.KindBarrier), actions: file.Of(casework.KindAction), since: sinceTags(file),
	}
	page := casePage(request, file, words.Say(words.PlanTitle), backToCase(request))
	return Reply{Page: page, Main: views.Plan(page, b.view())}, nil
}

type planBuilder struct {
	request  Request
	file     *casework.File
	desk     desk
	barriers []*casework.Record
	actions  []*casework.Record
	since    map[string]views.Tag // by action: what changed since both signed
}

func (b planBuilder) view() views.PlanView {
	view := views.PlanView{
		NewGoal: casePath(b.request, "/goals/new"), NewStrength: casePath(b.request, "/strengths/new"),
		NewBarrier: casePath(b.request, "/barriers/new"), NewIssue: casePath(b.request, "/issues/new"),
		Contracts: casePath(b.request, "/contracts"), Seen: drawnFrom(b.file, b.file.Seen),
		NoWords: casework.HasPlan(b.file) && !casework.HasClientWords(b.file),
		Turn:    handTo(b.request, b.file),
		Ways:    planWays(b.request, b.file), Together: map[string]views.TogetherView{},
	}
	for _, part := range casework.PlanParts {
		view.Together[part] = togetherOn(b.desk, part)
	}
	for _, since := range sinceSigned(b.request, b.file) {
		view.Changed = append(view.Changed, changedPlan(b.request, b.file, since))
	}
	for _, goal := range b.file.Of(casework.KindGoal) {
		view.Goals = append(view.Goals, b.goal(goal))
	}
	for _, strength := range b.file.Of(casework.KindStrength) {
		view.Strengths = append(view.Strengths, b.said(strength, "strengths"))
	}
	for _, barrier := range b.barriers {
		view.Barriers = append(view.Barriers, b.said(barrier, "barriers"))
	}
	var concurrent []views.IssueView // after what they came for
	for _, issue := range b.file.Of(casework.KindIssue) {
		if issue.Get("type") == "concurrent" {
			concurrent = append(concurrent, b.issue(issue))
		} else {
			view.Issues = append(view.Issues, b.issue(issue))
		}
	}
	view.Issues = append(view.Issues, concurrent...)
	view.Loose = b.loose(len(view.Issues) > 0)
	view.Agreed = agreedRows(b.request, b.file)
	return view
}

// loose are the actions whose issue is hidden or not here: they are part of the
// plan all the same.
func (b planBuilder) loose(issues bool) []views.ActionView {
	var list []views.ActionView
	for _, action := range b.actions {
		if issue := b.file.Record(action.Get("issue")); issue != nil && issue.Kind == casework.KindIssue && issue.Removed == nil {
			continue
		}
		view := b.action(action)
		view.Hints = b.actionHints(action)
		if issues {
			view.IssueHref = casePath(b.request, "/actions/"+action.ID+"/issue")
		}
		list = append(list, view)
	}
	return list
}

// said shows somebody's own words, with who said them and when.
func (b planBuilder) said(record *casework.Record, path string) views.SaidView {
	view := views.SaidView{
		ID:       record.ID,
		Quote:    views.QuoteView{Words: record.Get("words"), Lang: record.Get("language"), Who: b.whoSaid(record)},
		EditHref: casePath(b.request, "/"+path+"/"+record.ID+"/edit"),
		Versions: versionLinks(b.request, record), Anchor: partAnchor(record), Source: sourceOf(b.request, b.file, record),
		Remarks: remarkViews(b.request, b.file, record.ID),
	}
	if record.Get("own_hand") != "" {
		view.Tags = append(view.Tags, views.Tag{Icon: "pen-line", Words: words.Say(words.OwnHand)})
	}
	for _, id := range strings.Fields(record.Get("goals")) {
		if goal := b.file.Record(id); goal != nil && goal.Removed == nil {
			view.Goals = append(view.Goals, nameOf(goal))
		}
	}
	return view
}

// whoSaid is who said it, when, and in which language where that is not ours.
func (b planBuilder) whoSaid(record *casework.Record) string {
	name, on, who := "", record.Get("said_on"), ""
	if person := b.file.Record(record.Get("said_by")); person != nil {
		name = nameOf(person)
	}
	switch {
	case name != "" && on != "":
		who = words.Say(words.SaidByOn, "name", name, "day", day(on))
	case name != "":
		who = name
	default:
		who = day(on)
	}
	language := record.Get("language")
	switch {
	case language == "" || language == string(words.English):
		return who
	case who == "":
		return languageName(language)
	}
	return words.Say(words.SaidIn, "who", who, "language", languageName(language))
}

// sourceOf says which assessment note a part of the plan came from, and leads
// back to it.
func sourceOf(request Request, file *casework.File, record *casework.Record) *views.Link {
	id := record.Get("source")
	if id == "" {
		return nil
	}
	note := file.Record(id)
	if note == nil || note.Kind != casework.KindAssessment || note.Removed != nil {
		return &views.Link{Text: words.Say(words.SourceGone)}
	}
	return &views.Link{Href: casePath(request, "/assessment/"+note.ID), Text: words.Say(words.SourceFrom, "day", request.dayOf(note))}
}

func (b planBuilder) goal(goal *casework.Record) views.GoalView {
	view := views.GoalView{SaidView: b.said(goal, "goals"), Wording: goal.Get("wording")}
	b.talk(goal, &view)
	switch goal.Get("status") {
	case "reached":
		view.State = append(view.State, views.Tag{Icon: "check", Words: words.Say(words.Choice("goal", "status", "reached")), Tone: views.Good})
	case "set_aside":
		view.State = append(view.State, views.Tag{Icon: "x", Words: words.Say(words.Choice("goal", "status", "set_aside"))})
	}
	for _, barrier := range b.barriers {
		for _, id := range strings.Fields(barrier.Get("goals")) {
			if id == goal.ID {
				view.Barriers = append(view.Barriers, barrier.Get("words"))
			}
		}
	}
	for _, action := range b.actions {
		for _, served := range casework.GoalsServed(b.file, action) {
			if served == goal {
				view.Actions = append(view.Actions, views.GoalAction{Words: action.Get("what"), Done: action.Get("done") != ""})
			}
		}
	}
	return view
}

func (b planBuilder) issue(issue *casework.Record) views.IssueView {
	base := casePath(b.request, "/issues/"+issue.ID)
	view := views.IssueView{
		ID: issue.ID, What: issue.Get("what"), Details: issue.Get("details"), Type: choiceWords(casework.KindIssue, "type", issue.Get("type")),
		EditHref: base + "/edit", NewAction: base + "/actions/new", Versions: versionLinks(b.request, issue),
		Source: sourceOf(b.request, b.file, issue), With: tangledWith(b.file, issue),
		Remarks: remarkViews(b.request, b.file, issue.ID),
	}
	for _, action := range b.actions {
		if action.Get("issue") == issue.ID {
			line := b.action(action)
			line.Hints = b.actionHints(action)
			view.Actions = append(view.Actions, line)
		}
	}
	return view
}

func (b planBuilder) action(action *casework.Record) views.ActionView {
	today, by := b.request.today(), action.Get("by_when")
	base := casePath(b.request, "/actions/"+action.ID)
	view := views.ActionView{
		Step: views.StepView{
			ID: action.ID, What: action.Get("what"), Who: b.desk.who(action.Get("who")), Where: action.Get("where"), How: action.Get("how"),
		},
		Done: action.Get("done") != "", TickHref: base + "/tick", EditHref: base + "/edit",
		Versions: versionLinks(b.request, action),
	}
	view.Step.IfNot, view.Remarks = action.Get("if_not"), remarkViews(b.request, b.file, action.ID)
	for _, gap := range casework.PromiseGaps(action) {
		view.Gaps = append(view.Gaps, words.Say(promiseGap[gap]))
	}
	view.Barriers, view.Strengths = b.names(action.Get("barriers")), b.names(action.Get("strengths"))
	if by != "" {
		view.Step.When = day(by)
		if near := dayFrom(today, by); near != view.Step.When && !view.Done {
			view.Step.When = words.Say(words.DayAndRelative, "day", day(by), "relative", near)
		}
	}
	view.Step.Tags = append(view.Step.Tags, views.Tag{Words: choiceWords(casework.KindAction, "type", action.Get("type"))})
	if state := action.Get("state"); state != "" {
		view.Step.Tags = append(view.Step.Tags, views.Tag{Words: choiceWords(casework.KindAction, "state", state)})
	}
	if tag, changed := b.since[action.ID]; changed {
		view.Step.Tags = append(view.Step.Tags, tag)
	}
	if share := action.Get("share"); share != "" {
		view.Step.Tags = append(view.Step.Tags, views.Tag{Words: choiceWords(casework.KindAction, "share", share)})
	}
	if late := overdue(today, by); late != "" && !view.Done {
		view.Step.Tags = append(view.Step.Tags, views.Tag{Icon: "triangle-alert", Words: late, Tone: views.Danger})
	}
	if view.Done && action.Get("done_on") != "" {
		view.DoneOn = words.Say(words.DoneOn, "day", day(action.Get("done_on")))
	}
	if goal := b.file.Record(action.Get("goal")); goal != nil {
		view.Goal = nameOf(goal)
	}
	return view
}

// actionHints are the hints about the words of an action that is still open. That
// no day is named stands with the gaps already.
func (b planBuilder) actionHints(action *casework.Record) []views.WordingHint {
	if action.Get("done") != "" {
		return nil
	}
	w := casework.Wording{Text: action.Get("what"), Place: casework.PlaceItem, Dated: true}
	if id, staff := strings.CutPrefix(action.Get("who"), "staff:"); staff {
		w.Role = b.request.House.Rules().RoleOf(id)
	}
	return hintsAbout(b.request, action, w, "", casePath(b.request, "/plan")+"#action-"+action.ID)
}

// names are the words of the records that a field refers to.
func (b planBuilder) names(ids string) []string {
	var names []string
	for _, id := range strings.Fields(ids) {
		if record := b.file.Record(id); record != nil && record.Removed == nil {
			names = append(names, nameOf(record))
		}
	}
	return names
}

// tangledWith are the matters that an issue is tangled up with, whichever of the
// two says so.
func tangledWith(file *casework.File, issue *casework.Record) []views.Link {
	var list []views.Link
	for _, other := range file.Of(casework.KindIssue) {
		if other != issue && (refersTo(issue.Get("with"), other.ID) || refersTo(other.Get("with"), issue.ID)) {
			list = append(list, views.Link{Href: "#" + partAnchor(other), Text: nameOf(other)})
		}
	}
	return list
}

func refersTo(ids, id string) bool { return slices.Contains(strings.Fields(ids), id) }

// promiseGap names what a promise does not say yet.
var promiseGap = map[string]words.Key{"by_when": words.PromiseBy, "if_not": words.PromiseIfNot}

// planWays lead from the plan to its other views.
func planWays(request Request, file *casework.File) []views.Row {
	way := func(id, path string, title words.Key, end string) views.Row {
		return views.Row{ID: id, Href: casePath(request, path), Text: words.Say(title), End: end}
	}
	decided := 0
	for _, part := range casework.PlanParts {
		for _, talk := range casework.TogetherOn(file, part) {
			if strings.TrimSpace(talk.Get("decided")) != "" {
				decided++
				break
			}
		}
	}
	links := words.Say(words.LinksNone)
	if open := casework.UnlinkedIn(file).Count(); open > 0 {
		links = words.Count(words.LinksCount, open)
	}
	rows := []views.Row{
		way("to-who", "/plan/who", words.WhoTitle, words.Count(words.WhoOpen, openActions(file))),
		way("to-links", "/plan/links", words.LinksTitle, links),
		way("to-together", "/together", words.TogetherTitle, words.Count(words.TogetherRow, decided, "all", strconv.Itoa(len(casework.PlanParts)))),
		way("to-assessment", "/assessment", words.AssessmentTitle, words.Count(words.AssessmentCount, len(file.Of(casework.KindAssessment)))),
	}
	if all := len(file.Of(casework.KindRemark)); all > 0 {
		rows = append(rows, way("to-remarks", "/remarks", words.RemarksTitle, words.Count(words.RemarksOpen, openRemarks(file))))
	}
	return rows
}
