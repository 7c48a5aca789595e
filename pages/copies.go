package pages

import (
	"context"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// copyForm asks the client how the copy should come. From hand to hand is what
// it offers: a copy that is sent can fall into other hands.
var copyForm = recordForm{
	kind:     casework.KindCopy,
	newPath:  "/cases/:case/contracts/:contract/copy/ask",
	editPath: "/cases/:case/contracts/:contract/copy/:record",
	asked:    questions(casework.KindCopy, "way", "safe", "note", "asked_on"),
	newTitle: words.CopyAskTitle, edit: words.CopyAskTitle, save: words.CopySave,
	back: backToCopy,
	start: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"way": "next_visit", "asked_on": request.today()}
	},
	fixed: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"contract": request.Params["contract"]}
	},
	after: func(request Request, _ string) string { return contractPath(request, "/copy") },
	extra: safeCopy{},
	draw: func(request Request, s *sheet, page views.Page, form views.Form, controls []views.Control) templ.Component {
		return views.CopyAsk(page, views.CopyAskView{Form: form, Controls: controls, Back: views.Link{Href: contractPath(request, ""), Text: words.Say(words.Cancel)}})
	},
}

// copyGivenForm says on which day the copy was given.
var copyGivenForm = recordForm{
	kind:     casework.KindCopy,
	editPath: "/cases/:case/contracts/:contract/copy/:record/given-on",
	asked:    questions(casework.KindCopy, "given_on"),
	newTitle: words.CopyGivenTitle, edit: words.CopyGivenTitle, save: words.Save,
	back:  backToCopy,
	after: func(request Request, _ string) string { return contractPath(request, "/copy") },
}

func copyRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract/copy", Offline: true, Handle: copyPage},
		{Method: "POST", Pattern: "/cases/:case/contracts/:contract/copy/:record/given", Offline: true, Handle: copyGiven},
	}
	routes = append(routes, copyLinkRoutes()...)
	for _, route := range append(copyForm.routes(), copyGivenForm.routes()...) {
		route.Handle = ofContract(route.Handle)
		routes = append(routes, route)
	}
	return routes
}

// ofContract lets a flow through where the contract of the address is there, and
// the record of the address is one of its own.
func ofContract(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, contract, err := openContract(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		if record := file.Record(request.Params["record"]); record != nil && record.Get("contract") != contract.ID {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		return handle(ctx, env, request)
	}
}

func backToCopy(request Request) views.Link {
	return views.Link{Href: contractPath(request, "/copy"), Text: words.Say(words.CopyTitle)}
}

// safeCopy takes a way that goes through other hands only where the client says
// that it is safe.
type safeCopy struct{}

func (safeCopy) files() bool               { return false }
func (safeCopy) controls() []views.Control { return nil }

func (safeCopy) restore(context.Context, *Env, string, *sheet, map[string]string) (bool, error) {
	return false, nil
}

func (safeCopy) take(_ context.Context, _ *Env, _ Request, s *sheet, all map[string]string) ([]Entry, error) {
	if casework.CheckCopy(all) != nil {
		s.faults = append(s.faults, fault{field: "safe", words: words.Say(words.CopyNotSafe)})
	}
	return nil, nil
}

// copyPage shows how it stands with the client's copy.
func copyPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.CopyPageView{Card: copyCard(env, request, file, contract), Go: views.Link{Href: contractPath(request, ""), Text: words.Say(words.CopyGoContract)}}
	if !casework.Frozen(contract) {
		view.Go = views.Link{Href: contractPath(request, "/read"), Text: words.Say(words.CopyGoRead)}
	}
	page := casePage(request, file, words.Say(words.CopyTitle), backToContract(request, contract.ID))
	return Reply{Page: page, Main: views.CopyPage(page, view)}, nil
}

// copyCard says how it stands with the copy, and what can be done about it here.
func copyCard(env *Env, request Request, file *casework.File, contract *casework.Record) views.CopyCardView {
	var view views.CopyCardView
	copies := casework.CopiesOf(file, contract.ID)
	if len(copies) == 0 {
		view.How = words.Say(words.CopyAskLater)
		if casework.StateOf(file, contract) == casework.ContractSigned {
			view.How = words.Say(words.SignedNextCopy, "name", clientName(file, contract))
		}
		view.Ask = &views.Link{Href: contractPath(request, "/copy/ask"), Text: words.Say(words.CopyAskNow)}
		return view
	}
	signed := casework.StateOf(file, contract) == casework.ContractSigned
	for _, record := range copies {
		view.Copies = append(view.Copies, copyView(env, request, file, record, signed))
	}
	return view
}

func copyView(env *Env, request Request, file *casework.File, record *casework.Record, signed bool) views.CopyView {
	base := contractPath(request, "/copy/"+record.ID)
	view := views.CopyView{
		ID: "copy-" + record.ID, Change: views.Link{Href: base, Text: words.Say(words.CopyChange)},
		Tag: views.Tag{Icon: "send", Words: words.Count(words.CopyTag, 1), Tone: views.Warn},
	}
	for _, q := range questions(casework.KindCopy, "way", "safe", "note", "asked_on", "opened_on") {
		if value := record.Get(q.field.Name); value != "" {
			view.Facts = append(view.Facts, views.SummaryRow{Name: q.label(), Value: desk{request: request, file: file}.shown(q, value)})
		}
	}
	if by := casework.CopyBy(record); by != "" && record.Get("given_on") == "" && record.Get("way") != casework.CopyNone {
		view.Facts = append(view.Facts, views.SummaryRow{Name: words.Say(words.CopyBy), Value: day(by)})
	}
	switch {
	case record.Get("given_on") != "":
		view.Tag = views.Tag{Icon: "check", Words: words.Say(words.CopyGiven, "day", day(record.Get("given_on"))), Tone: views.Good}
		view.Other = views.Link{Href: base + "/given-on", Text: words.Say(words.CopyGivenOther)}
	case record.Get("way") == casework.CopyNone:
		view.Tag = views.Tag{Icon: "check", Words: words.Say(words.CopyNoneTag)}
	case !signed:
		view.Tag = views.Tag{Icon: "send", Words: words.Say(words.CopyLater)}
	default:
		view.Given = views.Form{ID: view.ID + "-form", Action: base + "/given", Seen: drawnFrom(file, file.Seen)}
		view.Other = views.Link{Href: base + "/given-on", Text: words.Say(words.CopyGivenOther)}
		switch way := record.Get("way"); {
		case way == "paper_now" || way == "next_visit" || way == "mail":
			view.Link = &views.Link{Href: contractPath(request, "/print"), Text: words.Say(words.PrintLink)}
		case way == casework.CopyLink && env.Copies == nil && env.Secret == nil:
			view.Note = words.Say(words.CopyLinkOffice)
		case way == casework.CopyLink:
			view.Link = &views.Link{Href: contractPath(request, "/copy-link"), Text: words.Say(words.CopyLinkTitle)}
		}
	}
	return view
}

// copyGiven ticks a copy as given today.
func copyGiven(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Kind != casework.KindCopy || record.Get("contract") != contract.ID {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if record.Get("given_on") == "" { // a second tap changes nothing
		entry, _ := Edited(record, seenOn(file, request.Form.Get("seen")), map[string]string{"given_on": request.today()})
		if err := env.Write(ctx, request, file.Case, entry); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: contractPath(request, "/copy")}, nil
}

// copyRow leads to the copy from the pages of signing.
func copyRow(request Request, file *casework.File, contract *casework.Record) views.Row {
	row := views.Row{ID: "to-copy", Href: contractPath(request, "/copy/ask"), Icon: "send", Text: words.Say(words.CopyTitle), Detail: words.Say(words.CopyAskLater)}
	copies := casework.CopiesOf(file, contract.ID)
	if len(copies) == 0 {
		row.Tags = []views.Tag{{Icon: "triangle-alert", Words: words.Say(words.CopyAskTag), Tone: views.Warn}}
		return row
	}
	row.Href = contractPath(request, "/copy")
	row.Detail = choiceWords(casework.KindCopy, "way", copies[len(copies)-1].Get("way"))
	return row
}

// dueCopies lead, on the case, to each contract whose copy the client waits for.
func dueCopies(request Request, file *casework.File) []views.Row {
	var rows []views.Row
	for _, contract := range file.Of(casework.KindContract) {
		if casework.CopyDue(file, contract) {
			rows = append(rows, views.Row{
				ID: "to-copy-" + contract.ID, Href: casePath(request, "/contracts/"+contract.ID+"/copy"), Icon: "send",
				Text: words.Say(words.CopyTask), Detail: clientName(file, contract), End: day(lastSignedOn(file, contract)),
			})
		}
	}
	return rows
}
