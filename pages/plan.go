package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

var planForms = []recordForm{
	inSections(planForm(casework.KindGoal, "goals", "goals", words.GoalNew, words.GoalEdit, words.GoalSave,
		"words", "said_by", "said_on", "language", "wording", "matters", "reach", "measure", "by_when", "service", "status"),
		map[string]words.Key{"wording": words.SectionWorker, "matters": words.SectionSmart}),
	planForm(casework.KindStrength, "strengths", "strengths", words.StrengthNew, words.StrengthEdit, words.StrengthSave, "words", "said_by", "said_on", "language"),
	planForm(casework.KindBarrier, "barriers", "barriers", words.BarrierNew, words.BarrierEdit, words.BarrierSave, "words", "goals", "said_by", "said_on", "language"),
	planForm(casework.KindIssue, "issues", "issues", words.IssueNew, words.IssueEdit, words.IssueSave, "what", "type", "details", "with"),
	actionForm(),
}

// planForm is the form of one part of the plan; it leads back to that part.
func planForm(kind casework.Kind, path, part string, newTitle, edit, save words.Key, asked ...string) recordForm {
	return recordForm{
		kind: kind, newPath: "/cases/:case/" + path + "/new", editPath: "/cases/:case/" + path + "/:record/edit",
		asked: questions(kind, asked...), newTitle: newTitle, edit: edit, save: save,
		back: backToPlan, start: startPlan(kind),
		after:  func(request Request, _ string) string { return casePath(request, "/plan") },
		anchor: func(Request) string { return part },
	}
}

// actionAsked is what an action says: the promise, what it serves, the rest.
var actionAsked = []string{
	"what", "type", "who", "share", "by_when", "if_not", "goal", "barriers", "strengths", "where", "how", "state", effortsField,
}

// actionForm asks who does what, where, when and how, beside one issue.
func actionForm() recordForm {
	form := inSections(planForm(casework.KindAction, "actions", "issues", words.ActionNew, words.ActionEdit, words.ActionSave, actionAsked...),
		map[string]words.Key{"goal": words.SectionServes, "where": words.SectionWhere})
	form.newPath = "/cases/:case/issues/:issue/actions/new"
	form.fixed = func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"issue": request.Params["issue"]}
	}
	form.anchor = func(request Request) string {
		if issue := request.Params["issue"]; isID(issue) {
			return "issue-" + issue
		}
		return "issues"
	}
	return form
}

// looseActionForm makes an action from what it is for; its issue is asked.
func looseActionForm() recordForm {
	form := actionForm()
	form.newPath, form.editPath, form.fixed = "/cases/:case/actions/new", "", nil
	form.asked = append(questions(casework.KindAction, "issue"), form.asked...)
	form.start = func(request Request, file *casework.File) map[string]string {
		values := map[string]string{"state": "to_be_given"}
		if issues := file.Of(casework.KindIssue); len(issues) == 1 {
			values["issue"] = issues[0].ID
		}
		for _, name := range []string{"goal", "barriers", "strengths"} { // the address says what it is for
			if id := request.Query.Get(name); isID(id) {
				values[name] = id
			}
		}
		return values
	}
	form.back, form.after = backToLinks, func(request Request, _ string) string { return backToLinks(request).Href }
	form.anchor = nil
	return form
}

func inSections(form recordForm, sections map[string]words.Key) recordForm {
	form.sections = sections
	return form
}

// otherIssue puts an action beside another issue. Its own may have been hidden
// while somebody else added the action to it.
var otherIssue = recordForm{
	kind: casework.KindAction, editPath: "/cases/:case/actions/:record/issue",
	asked: questions(casework.KindAction, "issue"), newTitle: words.ActionIssue, edit: words.ActionIssue, save: words.Save,
	back:   backToPlan,
	after:  func(request Request, _ string) string { return casePath(request, "/plan") },
	anchor: func(Request) string { return "issues" },
}

// startPlan is what a new part of the plan begins with: said today, not given yet.
func startPlan(kind casework.Kind) func(Request, *casework.File) map[string]string {
	return func(request Request, _ *casework.File) map[string]string {
		switch kind {
		case casework.KindGoal:
			return map[string]string{"said_on": request.today(), "status": "open"}
		case casework.KindBarrier, casework.KindStrength:
			return map[string]string{"said_on": request.today()}
		case casework.KindIssue:
			return map[string]string{"type": "presenting"}
		case casework.KindAction:
			return map[string]string{"state": "to_be_given"}
		}
		return nil
	}
}

func planRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/plan", Offline: true, Handle: plan},
		{Method: "POST", Pattern: "/cases/:case/actions/:record/tick", Offline: true, Handle: tick},
	}
	routes = append(routes, looseActionForm().routes()...)
	routes = append(routes, otherIssue.routes()...)
	routes = append(append(routes, goalRoutes()...), linkRoutes()...)
	routes = append(append(routes, togetherRoutes()...), Route{Method: "GET", Pattern: "/cases/:case/plan/who", Offline: true, Handle: whoDoesWhat})
	paths := map[casework.Kind]string{
		casework.KindGoal: "goals", casework.KindStrength: "strengths", casework.KindBarrier: "barriers",
		casework.KindIssue: "issues", casework.KindAction: "actions",
	}
	for _, form := range planForms {
		routes = append(routes, form.routes()...)
		routes = append(routes, removalRoutes(form.kind, "/cases/:case/"+paths[form.kind]+"/:record/remove", backToPlan)...)
	}
	return routes
}

func backToPlan(request Request) views.Link {
	return views.Link{Href: casePath(request, "/plan"), Text: words.Say(words.PlanTitle)}
}

// choiceWords says one of a field's choices; a choice that only a newer build
// knows shows itself.
func choiceWords(kind casework.Kind, field, value string) string {
	if key := words.Choice(string(kind), field, value); words.Has(key) {
		return words.Say(key)
	}
	return value
}

// tick sets or takes away the tick of an action. The form says which of the two
// it wants, so that a second tap that was meant as one changes nothing.
func tick(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	action := file.Record(request.Params["record"])
	if action == nil || action.Kind != casework.KindAction {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	values := map[string]string{"done": "", "done_on": ""}
	if request.Form.Get("done") == "yes" {
		values = map[string]string{"done": "yes", "done_on": request.today()}
	}
	if action.Get("done") != values["done"] {
		seen := seenOn(file, request.Form.Get("seen"))
		entry, _ := Edited(action, seen, values)
		entries := append([]Entry{entry}, fulfillingAction(env, request, file, action.ID, values["done"] != "", seen)...)
		if err := env.Write(ctx, request, file.Case, entries...); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: casePath(request, "/plan")}, nil
}
