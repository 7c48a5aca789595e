package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// togetherAsked is what is written down of how one part was decided, in the
// order of the talk: asked, ways of helping, their ideas, the decision.
var togetherAsked = []string{"asked", "person", "on", "options", "proposed", "decided"}

// togetherForms are two because a new one is of the part that the address names.
var togetherForms = []recordForm{
	{
		kind: casework.KindTogether, newPath: "/cases/:case/together/:part/new",
		asked: questions(casework.KindTogether, togetherAsked...), newTitle: words.TogetherNew, edit: words.TogetherEdit, save: words.TogetherSave,
		back: backToTogether,
		start: func(request Request, file *casework.File) map[string]string {
			return map[string]string{"asked": "yes", "on": request.today(), "person": onlyClient(file)}
		},
		fixed: func(request Request, _ *casework.File) map[string]string {
			return map[string]string{"part": request.Params["part"]}
		},
		after: togetherAfter, frame: askFor,
	},
	{
		kind: casework.KindTogether, editPath: "/cases/:case/together/:record/edit",
		asked: questions(casework.KindTogether, togetherAsked...), newTitle: words.TogetherEdit, edit: words.TogetherEdit, save: words.TogetherSave,
		back: backToTogether, after: togetherAfter, frame: askFor,
	},
}

func togetherRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/together", Offline: true, Handle: madeTogether}}
	for _, form := range togetherForms {
		for _, route := range form.routes() {
			route.Handle = onlyPlanParts(route.Handle)
			routes = append(routes, route)
		}
	}
	return append(routes, removalRoutes(casework.KindTogether, "/cases/:case/together/:record/remove", backToTogether)...)
}

// onlyPlanParts answers for the parts that a plan has.
func onlyPlanParts(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		if part, named := request.Params["part"]; named && !slices.Contains(casework.PlanParts, part) {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		return handle(ctx, env, request)
	}
}

func backToTogether(request Request) views.Link {
	return views.Link{Href: casePath(request, "/together"), Text: words.Say(words.TogetherTitle)}
}

func togetherAfter(request Request, _ string) string { return backToTogether(request).Href }

// onlyClient is the one person of the case whose plan it is, "" if there are more.
func onlyClient(file *casework.File) string {
	one := ""
	for _, person := range file.Of(casework.KindPerson) {
		if casework.IsClient(person) {
			if one != "" {
				return ""
			}
			one = person.ID
		}
	}
	return one
}

// askFor puts above the form which part it is about and what to ask.
func askFor(request Request, _ *casework.File, talk *casework.Record, form *views.Form) {
	part := request.Params["part"]
	if talk != nil {
		part = talk.Get("part")
	}
	form.Step = choiceWords(casework.KindTogether, "part", part)
	if key := words.TogetherAskFor(part); words.Has(key) {
		form.Second = words.Say(key)
	}
}

// togetherOn is how one part of the plan was made with the client: the last talk
// about it.
func togetherOn(d desk, part string) views.TogetherView {
	view := views.TogetherView{
		Part: part, Title: choiceWords(casework.KindTogether, "part", part), Ask: words.Say(words.TogetherAskFor(part)),
		NewHref: casePath(d.request, "/together/"+part+"/new"), AllHref: backToTogether(d.request).Href,
	}
	for _, talk := range casework.TogetherOn(d.file, part) {
		view.Talks = append(view.Talks, talkView(d, talk))
	}
	slices.Reverse(view.Talks)
	return view
}

func talkView(d desk, talk *casework.Record) views.TalkView {
	view := views.TalkView{
		ID: talk.ID, Asked: talk.Get("asked") != "", Options: talk.Get("options"), Proposed: talk.Get("proposed"), Decided: talk.Get("decided"),
		EditHref: casePath(d.request, "/together/"+talk.ID+"/edit"), Versions: versionLinks(d.request, talk),
	}
	var who []string
	if person := d.file.Record(talk.Get("person")); person != nil {
		who = append(who, nameOf(person))
	}
	if on := talk.Get("on"); on != "" {
		who = append(who, day(on))
	}
	view.Who = strings.Join(who, ", ")
	return view
}

// madeTogether shows for each part of the plan what was asked, proposed and
// decided.
func madeTogether(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.MadeView{NoWords: !casework.HasClientWords(file)}
	for _, part := range casework.PlanParts {
		view.Parts = append(view.Parts, togetherOn(desk{request: request, file: file}, part))
	}
	page := casePage(request, file, words.Say(words.TogetherTitle), backToPlan(request))
	return Reply{Page: page, Main: views.Made(page, view)}, nil
}
