package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// remarkAnswerForm says what became of a remark: it is decided together.
var remarkAnswerForm = recordForm{
	kind: casework.KindRemark, editPath: "/cases/:case/remarks/:record/edit",
	asked:    questions(casework.KindRemark, "answer", "answered_on"),
	newTitle: words.RemarkAnswer, edit: words.RemarkAnswer, save: words.RemarkAnswerSave,
	back:   backToRemarks,
	after:  func(request Request, _ string) string { return backToRemarks(request).Href },
	anchor: func(request Request) string { return "remark-" + request.Params["record"] },
}

func remarkRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/remarks", Offline: true, Handle: remarks}}
	routes = append(routes, removalRoutes(casework.KindRemark, "/cases/:case/remarks/:record/remove", backToRemarks)...)
	for _, route := range remarkAnswerForm.routes() {
		routes = append(routes, Route{Method: route.Method, Pattern: route.Pattern, Offline: true, Handle: aboveAnswer(route.Handle)})
	}
	return routes
}

func backToRemarks(request Request) views.Link {
	return views.Link{Href: casePath(request, "/remarks"), Text: words.Say(words.RemarksTitle)}
}

// aboveAnswer puts what was said above the form that answers it.
func aboveAnswer(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		reply, err := handle(ctx, env, request)
		if err != nil || reply.Main == nil {
			return reply, err
		}
		file, err := openCase(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		if remark := file.Record(request.Params["record"]); remark != nil {
			reply.Main = views.Below(quoteOfRemark(file, remark), reply.Main)
		}
		return reply, nil
	}
}

// remarksOf are what the client said about one line of the plan.
func remarksOf(file *casework.File, line string) []*casework.Record {
	var list []*casework.Record
	for _, remark := range file.Of(casework.KindRemark) {
		if remark.Get("of") == line {
			list = append(list, remark)
		}
	}
	return list
}

// openRemarks counts the remarks that nobody answered yet.
func openRemarks(file *casework.File) int {
	open := 0
	for _, remark := range file.Of(casework.KindRemark) {
		if remark.Get("answer") == "" {
			open++
		}
	}
	return open
}

// quoteOfRemark is a remark as it was said: the kind of it where no words were added.
func quoteOfRemark(file *casework.File, remark *casework.Record) views.QuoteView {
	quote := views.QuoteView{Words: remark.Get("words"), Lang: remark.Get("language"), Who: saidBy(file, remark.Get("person"), remark.Get("on"))}
	if quote.Words == "" {
		quote.Words, quote.Lang = choiceWords(casework.KindRemark, "type", remark.Get("type")), ""
	}
	return quote
}

// saidBy says who said something and when, as far as it is known.
func saidBy(file *casework.File, person, on string) string {
	name := ""
	if record := file.Record(person); record != nil {
		name = nameOf(record)
	}
	switch {
	case name != "" && on != "":
		return words.Say(words.SaidByOn, "name", name, "day", day(on))
	case name != "":
		return name
	case on != "":
		return day(on)
	}
	return ""
}

// remarkView is a remark as the worker sees it beside its line.
func remarkView(request Request, file *casework.File, remark *casework.Record) views.RemarkView {
	view := views.RemarkView{
		ID: remark.ID, Type: choiceWords(casework.KindRemark, "type", remark.Get("type")), Quote: quoteOfRemark(file, remark),
		Answer: remark.Get("answer"), Href: casePath(request, "/remarks/"+remark.ID+"/edit"), Versions: versionLinks(request, remark),
	}
	if on := remark.Get("answered_on"); on != "" && view.Answer != "" {
		view.Answered = words.Say(words.RemarkAnswered, "day", day(on))
	}
	return view
}

// remarkViews are the remarks about one line, for the worker's plan.
func remarkViews(request Request, file *casework.File, line string) []views.RemarkView {
	var list []views.RemarkView
	for _, remark := range remarksOf(file, line) {
		list = append(list, remarkView(request, file, remark))
	}
	return list
}

// remark is a remark as the client sees it: what they said, and what was decided.
func (c client) remark(remark *casework.Record) views.RemarkView {
	view := views.RemarkView{
		ID: remark.ID, Type: choiceWords(casework.KindRemark, "type", remark.Get("type")),
		Quote: views.QuoteView{Words: remark.Get("words"), Lang: remark.Get("language")}, Answer: remark.Get("answer"),
	}
	if remark.Get("person") == c.person.ID {
		view.Quote.Who = words.Say(words.ClientYouSaid)
	} else {
		view.Quote.Who = saidBy(c.file, remark.Get("person"), "")
	}
	return view
}

// remarks lists what the client said, open ones first, each with its line.
func remarks(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	var open, answered []views.RemarkLine
	for _, remark := range file.Of(casework.KindRemark) {
		line := views.RemarkLine{Remark: remarkView(request, file, remark), Line: words.Say(words.RemarkWholePlan)}
		if about := file.Record(remark.Get("of")); about != nil {
			line.Line, line.Lang = nameOf(about), about.Get("language")
			if quote := remark.Get("quote"); quote != "" {
				line.Line = quote
			}
			contract := about.Get("contract")
			if about.Kind == casework.KindContract {
				contract = about.ID
			}
			if contract != "" {
				line.Go = &views.Link{Href: casePath(request, "/contracts/"+contract), Text: words.Say(words.ContractTitle)}
			}
		}
		if remark.Get("answer") == "" {
			open = append(open, line)
		} else {
			answered = append(answered, line)
		}
	}
	page := casePage(request, file, words.Say(words.RemarksTitle), backToPlan(request))
	return Reply{Page: page, Main: views.Remarks(page, append(open, answered...))}, nil
}
