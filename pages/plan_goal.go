package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// goalRoutes talk a goal through, one question after the other, and put aside
// what does not fit.
func goalRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/goals/:record/ask", Offline: true, Handle: askNext},
		{Method: "POST", Pattern: "/cases/:case/goals/:record/aside", Offline: true, Handle: putAside},
	}
	for i, smart := range casework.SmartQuestions {
		routes = append(routes, smartForm(i, smart).routes()...)
	}
	return routes
}

// smartForm asks one of the five questions about a goal.
func smartForm(i int, smart casework.Smart) recordForm {
	asked := questions(casework.KindGoal, smart.Field)
	switch smart.Name {
	case casework.SmartSpecific: // the field has another name in the long form
		asked = []question{askedAs(smart.Name, casework.KindGoal, smart.Field)}
	case casework.SmartTimely:
		asked = questions(casework.KindGoal, "service", smart.Field)
	}
	next := func(request Request) string {
		return casePath(request, "/goals/"+request.Params["record"]+"/ask?after="+smart.Name)
	}
	return recordForm{
		kind: casework.KindGoal, editPath: "/cases/:case/goals/:record/ask/" + smart.Name,
		asked: asked, newTitle: words.SmartHeading(smart.Name), edit: words.SmartHeading(smart.Name), save: words.SmartNext,
		back:  backToPlan,
		after: func(request Request, _ string) string { return next(request) },
		frame: func(request Request, file *casework.File, goal *casework.Record, form *views.Form) {
			form.Step = words.Say(words.SmartStep, "number", strconv.Itoa(i+1), "all", strconv.Itoa(len(casework.SmartQuestions)))
			b := planBuilder{request: request, file: file}
			form.Lead = views.QuoteView{Words: goal.Get("words"), Lang: goal.Get("language"), Who: b.whoSaid(goal)}
			if smart.Name != casework.SmartSpecific {
				form.Second = goal.Get("wording")
			}
			form.Skip = &views.Link{Href: next(request), Text: words.Say(words.SmartSkip)}
			if goal.Get(smart.Field) == "" {
				form.Aside = asideTap(request, file, goal, smart.Name, words.SmartAside)
			}
		},
	}
}

// askNext leads to the next question that a goal has no answer to, or back to
// the plan.
func askNext(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, goal, err := openGoal(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	after, gaps := request.Query.Get("after"), casework.GoalGaps(goal)
	passed := after == ""
	for _, smart := range casework.SmartQuestions {
		for _, gap := range gaps {
			if passed && gap == smart {
				return Reply{Location: casePath(request, "/goals/"+goal.ID+"/ask/"+gap.Name)}, nil
			}
		}
		passed = passed || smart.Name == after
	}
	return Reply{Location: "/cases/" + file.Case + "/plan#" + partAnchor(goal)}, nil
}

func openGoal(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	goal := file.Record(request.Params["record"])
	if goal == nil || goal.Kind != casework.KindGoal || goal.Removed != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, goal, nil
}

// Form fields of putting a hint aside.
const (
	hintField  = "hint"
	againField = "again"
)

// asideTap is the button that puts one hint or question about a goal aside.
func asideTap(request Request, file *casework.File, goal *casework.Record, hint string, text words.Key) *views.OneTap {
	return &views.OneTap{
		ID: "aside-" + goal.ID + "-" + hint, Action: casePath(request, "/goals/"+goal.ID+"/aside"), Text: words.Say(text),
		Hidden: []views.Hidden{{Name: "seen", Value: drawnFrom(file, file.Seen)}, {Name: hintField, Value: hint}},
	}
}

// putAside puts a hint about a goal aside, or shows all of them again.
func putAside(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, goal, err := openGoal(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	aside := ""
	if request.Form.Get(againField) == "" {
		aside = casework.PutAside(goal, request.Form.Get(hintField), true)
	}
	if entry, ok := Edited(goal, seenOn(file, request.Form.Get("seen")), map[string]string{"aside": aside}); ok {
		if err := env.Write(ctx, request, file.Case, entry); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: "/cases/" + file.Case + "/plan#" + partAnchor(goal)}, nil
}

// talk adds to a goal what was said about it, what is still to be talked about,
// and what to think about in its wording.
func (b planBuilder) talk(goal *casework.Record, view *views.GoalView) {
	for _, q := range questions(casework.KindGoal, "matters", "reach", "measure", "by_when", "service") {
		if value := goal.Get(q.field.Name); value != "" {
			view.Facts = append(view.Facts, views.SummaryRow{Name: words.Say(words.GoalFact(q.field.Name)), Value: b.desk.shown(q, value)})
		}
	}
	base := casePath(b.request, "/goals/"+goal.ID)
	for _, gap := range casework.GoalGaps(goal) {
		view.Gaps = append(view.Gaps, views.Link{Href: base + "/ask/" + gap.Name, Text: words.Say(words.SmartHeading(gap.Name))})
	}
	if len(view.Gaps) > 0 {
		view.Ask = base + "/ask"
	}
	from := goal.Get("said_on")
	if from == "" {
		from = b.request.madeOn(goal)
	}
	for _, hint := range casework.GoalHints(goal, b.request.House.Rules(), b.file.Worker(), from) {
		view.Hints = append(view.Hints, b.hint(goal, hint, base))
	}
	view.Hints = append(view.Hints, b.wordingHints(goal, base)...)
	if aside := len(strings.Fields(goal.Get("aside"))); aside > 0 && casework.GoalOpen(goal) {
		view.AsideCount = words.Count(words.HintsAside, aside)
		view.Again = asideTap(b.request, b.file, goal, "", words.HintsAgain)
		view.Again.Hidden = append(view.Again.Hidden, views.Hidden{Name: againField, Value: "yes"})
	}
}

// wordingHints are the hints about the worker's wording of a goal; a person's own
// words are never judged. What a role can promise is among the goal's own hints.
func (b planBuilder) wordingHints(goal *casework.Record, base string) []views.HintView {
	if !casework.GoalOpen(goal) {
		return nil
	}
	var list []views.HintView
	for _, hint := range b.request.House.Rules().Hints(casework.Wording{Text: goal.Get("wording"), Place: casework.PlaceGoal, Dated: true, Aside: goal.Get("aside")}) {
		said := hintWords(hint)
		view := views.HintView{
			ID: hint.Mark(), Text: said.What, How: strings.Join(said.Instead, " "),
			Change: views.Link{Href: base + "/ask/" + casework.SmartSpecific, Text: words.Say(words.HintReword)},
			Aside:  *asideTap(b.request, b.file, goal, hint.Mark(), words.HintAside),
		}
		if said.Own {
			view.Text += " " + words.Say(words.WordingOurs)
		}
		list = append(list, view)
	}
	return list
}

func (b planBuilder) hint(goal *casework.Record, hint casework.GoalHint, base string) views.HintView {
	view := views.HintView{
		ID:     hint.ID,
		Change: views.Link{Href: base + "/ask/" + casework.SmartSpecific, Text: words.Say(words.HintReword)},
		Aside:  *asideTap(b.request, b.file, goal, hint.ID, words.HintAside),
	}
	switch {
	case hint.Kind == casework.HintRole:
		view.Text, view.How = words.Say(words.HintRoleWords, "words", hint.About, "role", hint.Role.Name), hint.Role.Instead
	case hint.About == "":
		view.Text, view.How = words.Count(words.HintFrameDate, hint.Days), words.Say(words.HintFrameHow)
		view.Change = views.Link{Href: base + "/ask/" + casework.SmartTimely, Text: words.Say(words.HintRedate)}
	default:
		view.Text, view.How = words.Count(words.HintFrameWords, hint.Days, "words", hint.About), words.Say(words.HintFrameHow)
	}
	return view
}
