package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

func linkRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/plan/links", Offline: true, Handle: links},
		{Method: "GET", Pattern: "/cases/:case/plan/links/:record", Offline: true, Handle: linkPage},
		{Method: "POST", Pattern: "/cases/:case/plan/links/:record", Offline: true, Handle: takeLinks},
	}
}

func backToLinks(request Request) views.Link {
	return views.Link{Href: casePath(request, "/plan/links"), Text: words.Say(words.LinksTitle)}
}

// links shows what stands in the plan and leads nowhere yet; each leads to where
// it is linked.
func links(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	u := casework.UnlinkedIn(file)
	var view views.LinksView
	add := func(id string, title, how words.Key, records []*casework.Record) {
		list := views.LinkList{ID: id, Title: words.Say(title), How: words.Say(how)}
		for _, record := range records {
			row := views.Row{ID: id + "-" + record.ID, Href: casePath(request, "/plan/links/"+record.ID), Text: nameOf(record)}
			if record.Kind == casework.KindAction {
				row.Detail = (desk{request: request, file: file}).who(record.Get("who"))
			}
			list.Rows = append(list.Rows, row)
		}
		if len(list.Rows) > 0 {
			view.Lists = append(view.Lists, list)
		}
	}
	add("goals", words.LinksGoals, words.LinksGoalsHow, u.Goals)
	add("barriers", words.LinksBarriers, words.LinksBarrierHow, u.Barriers)
	add("apart", words.LinksApart, words.LinksApartHow, u.Apart)
	add("actions", words.LinksActions, words.LinksActionHow, u.Actions)
	add("referrals", words.LinksReferrals, words.LinksReferralHow, u.Referrals)
	add("strengths", words.LinksStrengths, words.LinksStrongHow, u.Strengths)
	page := casePage(request, file, words.Say(words.LinksTitle), backToPlan(request))
	return Reply{Page: page, Main: views.Links(page, view)}, nil
}

// linkAsk is one question of linking: which records does this one belong to?
// The answer is a field of the others, or of this one.
type linkAsk struct {
	name  string // of the form's field
	label words.Key
	kind  casework.Kind // of what is offered
	field string        // that holds the link,
	of    bool          // on the offered record; else on this one
}

// linkAsks are the questions by the kind of what is linked. An action and a
// referral are linked on their own forms.
var linkAsks = map[casework.Kind][]linkAsk{
	casework.KindGoal: {
		{"actions", words.LinkGoal, casework.KindAction, "goal", true},
		{"referrals", words.LinkGoalService, casework.KindReferral, "goals", true},
	},
	casework.KindBarrier: {
		{"actions", words.LinkBarrier, casework.KindAction, "barriers", true},
		{"goals", words.LinkBarrierGoal, casework.KindGoal, "goals", false},
	},
	casework.KindStrength: {{"actions", words.LinkStrength, casework.KindAction, "strengths", true}},
}

func openLink(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Removed != nil || linkAsks[record.Kind] == nil && record.Kind != casework.KindAction && record.Kind != casework.KindReferral {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, record, nil
}

// linkPage asks what a part of the plan belongs to.
func linkPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, record, err := openLink(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if record.Kind == casework.KindAction {
		return Reply{Location: casePath(request, "/actions/"+record.ID+"/edit")}, nil
	}
	if record.Kind == casework.KindReferral {
		return Reply{Location: recordPath(request, record) + "/edit"}, nil
	}
	d := desk{request: request, file: file}
	view := views.LinkingView{Title: kindName(record.Kind), Words: nameOf(record), Lang: record.Get("language")}
	view.Form = views.Form{ID: "form", Action: request.Path, Seen: drawnFrom(file, file.Seen)}
	for _, ask := range linkAsks[record.Kind] {
		control := views.Control{Shape: views.TicksShape, Name: ask.name, Label: words.Say(ask.label)}
		var was []string
		for _, offered := range file.Of(ask.kind) {
			linked := ask.linked(record, offered)
			if linked {
				was = append(was, offered.ID)
			}
			control.Options = append(control.Options, views.Option{Value: offered.ID, Label: nameOf(offered), Hint: d.linkHint(record, offered), Picked: linked})
		}
		if len(control.Options) > 0 {
			view.Controls = append(view.Controls, control)
			view.Form.Hidden = append(view.Form.Hidden, views.Hidden{Name: "was." + ask.name, Value: strings.Join(was, " ")})
		}
	}
	if len(file.Of(casework.KindIssue)) == 0 {
		view.NoIssue, view.New = true, views.Link{Href: casePath(request, "/issues/new"), Text: words.Say(words.IssueNew)}
	} else {
		view.New = views.Link{Href: casePath(request, "/actions/new?"+linkName[record.Kind]+"="+record.ID), Text: words.Say(words.LinkNew)}
	}
	page := casePage(request, file, words.Say(words.LinkThis), backToLinks(request))
	return Reply{Page: page, Main: views.LinkPage(page, view)}, nil
}

// linkName is the action's field that a part of the plan is linked by.
var linkName = map[casework.Kind]string{casework.KindGoal: "goal", casework.KindBarrier: "barriers", casework.KindStrength: "strengths"}

// linkHint says of an action who does it, and which goal it serves now: it can
// name one only.
func (d desk) linkHint(record, offered *casework.Record) string {
	if offered.Kind != casework.KindAction {
		return ""
	}
	if goal := d.file.Record(offered.Get("goal")); record.Kind == casework.KindGoal && goal != nil && goal != record && goal.Removed == nil {
		return words.Say(words.LinkOther, "goal", nameOf(goal))
	}
	return d.who(offered.Get("who"))
}

func (a linkAsk) linked(record, offered *casework.Record) bool {
	if a.of {
		return refersTo(offered.Get(a.field), record.ID)
	}
	return refersTo(record.Get(a.field), offered.ID)
}

// takeLinks writes those links that were ticked or cleared since the page was
// drawn.
func takeLinks(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, record, err := openLink(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	seen := seenOn(file, request.Form.Get("seen"))
	var entries []Entry
	for _, ask := range linkAsks[record.Kind] {
		was := strings.Fields(request.Form.Get("was." + ask.name))
		own := record.Get(ask.field)
		for _, offered := range file.Of(ask.kind) {
			now := slices.Contains(request.Form[ask.name], offered.ID)
			if now == slices.Contains(was, offered.ID) {
				continue
			}
			if !ask.of {
				own = withRef(own, offered.ID, now)
				continue
			}
			value := withRef(offered.Get(ask.field), record.ID, now)
			if ask.field == "goal" { // an action names one goal
				value = ""
				if now {
					value = record.ID
				}
			}
			if entry, ok := Edited(offered, seen, map[string]string{ask.field: value}); ok {
				entries = append(entries, entry)
			}
		}
		if !ask.of {
			if entry, ok := Edited(record, seen, map[string]string{ask.field: own}); ok {
				entries = append(entries, entry)
			}
		}
	}
	if err := env.Write(ctx, request, file.Case, entries...); err != nil {
		return Reply{}, err
	}
	return Reply{Location: backToLinks(request).Href}, nil
}

// withRef adds an id to a list of references, or takes it out.
func withRef(ids, id string, in bool) string {
	list := slices.DeleteFunc(strings.Fields(ids), func(one string) bool { return one == id })
	if in {
		list = append(list, id)
	}
	return strings.Join(list, " ")
}
