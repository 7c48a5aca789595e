package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// says asks the question in other words, where the field's own are not meant for
// whoever reads it.
func (q question) says(key words.Key) question {
	q.asks = key
	return q
}

// hint is what stands below a question, or "".
func (q question) hint() string {
	key := words.Hint(string(q.kind), q.field.Name)
	if q.asks != "" {
		key = q.asks + ".hint"
	}
	if words.Has(key) {
		return words.Say(key)
	}
	return ""
}

// ownForms are where the client adds to the plan, in their own hand.
var ownForms = []recordForm{
	ownForm(casework.KindGoal, "goals", words.ClientAddGoal, words.ClientGoalWords),
	ownForm(casework.KindStrength, "strengths", words.ClientAddStrength, words.ClientStrengthWords),
	ownForm(casework.KindBarrier, "barriers", words.ClientAddBarrier, words.ClientBarrierWords),
}

func ownForm(kind casework.Kind, path string, title, asked words.Key) recordForm {
	return recordForm{
		kind: kind, newPath: clientBase + "/" + path + "/new",
		asked:    []question{questions(kind, "words")[0].says(asked)},
		newTitle: title, edit: title, save: words.ClientSave,
		back:  func(request Request) views.Link { return backToPart(request, kind) },
		fixed: ownHand(kind),
		after: func(request Request, _ string) string { return backToPart(request, kind).Href },
	}
}

// ownHand says whose words they are: of the person to whom the tablet is turned,
// written by themselves, today, in their language.
func ownHand(kind casework.Kind) func(Request, *casework.File) map[string]string {
	return func(request Request, file *casework.File) map[string]string {
		c, ok := clientOf(request, file)
		if !ok {
			return map[string]string{}
		}
		values := map[string]string{"language": c.person.Get("language"), "own_hand": "yes"}
		switch kind {
		case casework.KindRemark:
			values["person"], values["on"] = c.person.ID, request.today()
		default:
			values["said_by"], values["said_on"] = c.person.ID, request.today()
		}
		if kind == casework.KindGoal {
			values["status"] = "open"
		}
		return values
	}
}

func backToPart(request Request, kind casework.Kind) views.Link {
	text := words.ClientEnd
	for _, part := range clientParts() {
		if part.kind == kind {
			text = part.title
		}
	}
	return views.Link{Href: clientPath(request.Params["case"], clientPage(kind)), Text: words.Say(text)}
}

// seenDifferently is what a client can say about any line of the plan. The words
// may stay empty: that it is not what was meant says enough to talk about it.
var seenDifferently = recordForm{
	kind: casework.KindRemark, newPath: clientBase + "/lines/:line/remark",
	asked:    []question{remarkTypes(), questions(casework.KindRemark, "words")[0].says(words.ClientRemarkWords)},
	newTitle: words.ClientRemarkTitle, edit: words.ClientRemarkTitle, save: words.ClientSave,
	back: func(request Request) views.Link { return backToPart(request, "") },
	fixed: func(request Request, file *casework.File) map[string]string {
		values := ownHand(casework.KindRemark)(request, file)
		values["of"] = request.Params["line"]
		return values
	},
	after: func(request Request, _ string) string { return clientPath(request.Params["case"], "/end") },
}

func remarkTypes() question {
	q := questions(casework.KindRemark, "type")[0].says(words.ClientRemarkType)
	q.field.Choices = slices.DeleteFunc(slices.Clone(q.field.Choices), func(choice string) bool { return choice == "idea" })
	return q
}

// ownIdea is an idea for the whole plan.
var ownIdea = recordForm{
	kind: casework.KindRemark, newPath: clientBase + "/ideas/new",
	asked:    []question{questions(casework.KindRemark, "words")[0].says(words.ClientIdeaWords)},
	newTitle: words.ClientAddIdea, edit: words.ClientAddIdea, save: words.ClientSave,
	back: func(request Request) views.Link { return backToPart(request, "") },
	fixed: func(request Request, file *casework.File) map[string]string {
		values := ownHand(casework.KindRemark)(request, file)
		values["type"] = "idea"
		return values
	},
	after: func(request Request, _ string) string { return clientPath(request.Params["case"], "/end") },
	extra: someWords{},
}

// someWords asks that an idea says something.
type someWords struct{}

func (someWords) files() bool               { return false }
func (someWords) controls() []views.Control { return nil }

func (someWords) restore(context.Context, *Env, string, *sheet, map[string]string) (bool, error) {
	return false, nil
}

func (someWords) take(_ context.Context, _ *Env, _ Request, s *sheet, all map[string]string) ([]Entry, error) {
	if q := s.form.asked[0]; strings.TrimSpace(all["words"]) == "" {
		s.faults = append(s.faults, fault{field: q.name(), words: q.sentence(casework.Fail(casework.Empty))})
	}
	return nil, nil
}

// clientFormRoutes are the forms of the client's view.
func clientFormRoutes() []Route {
	var routes []Route
	for _, form := range append(slices.Clone(ownForms), ownIdea) {
		for _, route := range form.routes() {
			routes = append(routes, clientForm(route, func(client, Request) (*casework.Record, recordForm) { return nil, form }))
		}
	}
	for _, route := range seenDifferently.routes() {
		routes = append(routes, clientForm(route, aboutLine))
	}
	return routes
}

// aboutLine finds the line that a remark speaks of: one that the client can see.
func aboutLine(c client, request Request) (*casework.Record, recordForm) {
	form := seenDifferently
	for _, part := range clientParts() {
		for _, line := range part.lines(c) {
			if line.ID != request.Params["line"] {
				continue
			}
			form.back = func(request Request) views.Link { return backToPart(request, part.kind) }
			form.after = func(request Request, _ string) string { return backToPart(request, part.kind).Href }
			form.anchor = func(Request) string { return "line-" + line.ID }
			return c.file.Record(line.ID), form
		}
	}
	return nil, form
}

// clientForm opens a form to the client alone, with the line that it is about
// above it.
func clientForm(route Route, find func(client, Request) (*casework.Record, recordForm)) Route {
	route.Turned = true
	route.Handle = forClient(func(ctx context.Context, env *Env, request Request, c client) (Reply, error) {
		line, form := find(c, request)
		if line == nil && request.Params["line"] != "" {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		handle := form.show
		if request.Method == "POST" {
			handle = form.take
		}
		reply, err := handle(ctx, env, request)
		if err == nil && reply.Main != nil && line != nil {
			reply.Main = views.Below(views.QuoteView{Words: nameOf(line), Lang: line.Get("language"), Who: c.whoSaid(line)}, reply.Main)
		}
		return reply, err
	})
	return route
}
