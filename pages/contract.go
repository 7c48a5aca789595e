package pages

import (
	"context"
	"strconv"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// Papers tells where the PDFs of signed contracts are. Only the office makes
// them; a tablet has none.
type Papers interface {
	// PaperPlace says how far the PDF of a signed contract has travelled:
	// Nowhere before it is made, Here while it waits for the object store.
	PaperPlace(ctx context.Context, caseID, contract string) (storage.Place, error)
}

// contractForm words what is agreed besides the items.
var contractForm = recordForm{
	kind:     casework.KindContract,
	editPath: "/cases/:case/contracts/:record/words",
	asked:    questions(casework.KindContract, "client", "worker", "template", "language", "about", "starts_on", "ends_when", "ends_on", "reach", "if_changes"),
	newTitle: words.ContractDraftTitle, edit: words.ContractDraftTitle, save: words.Save, follows: inItsLanguage,
	back: func(request Request) views.Link { return backToContract(request, request.Params["record"]) },
	after: func(request Request, record string) string {
		return casePath(request, "/contracts/"+record)
	},
}

// contractItemForm words one item.
var contractItemForm = recordForm{
	kind:     casework.KindContractItem,
	newPath:  "/cases/:case/contracts/:contract/items/new",
	editPath: "/cases/:case/contracts/:contract/items/:record",
	asked:    questions(casework.KindContractItem, "words", "who", "by_when", "if_not"),
	newTitle: words.ContractItemAddTitle, edit: words.ContractItemEdit, save: words.Save,
	back: func(request Request) views.Link { return backToContract(request, request.Params["contract"]) },
	fixed: func(request Request, file *casework.File) map[string]string {
		last := 0
		for _, item := range casework.ItemsOf(file, request.Params["contract"]) {
			place, _ := strconv.Atoi(item.Get("place"))
			last = max(last, place)
		}
		return map[string]string{"contract": request.Params["contract"], "place": strconv.Itoa(last + 1)}
	},
	after: func(request Request, _ string) string { return contractPath(request, "") },
}

func contractRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/contracts", Offline: true, Handle: contracts},
		{Method: "POST", Pattern: "/cases/:case/contracts", Offline: true, Handle: makeContract},
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract", Offline: true, Handle: contractPage},
		{Method: "GET", Pattern: "/cases/:case/contracts/:contract/read", Offline: true, Handle: whileDraft(nil, readContract)},
		{Method: "POST", Pattern: "/cases/:case/contracts/:contract/read", Offline: true, Handle: whileDraft(nil, startSigning)},
		{Method: "POST", Pattern: "/cases/:case/contracts/:contract/items/:record/move", Offline: true, Handle: whileDraft(nil, moveItem)},
	}
	removal := removalRoutes(casework.KindContract, "/cases/:case/contracts/:record/remove", backToContracts)
	for i, route := range removal {
		removal[i].Handle = unlessPutAside(whileDraft(nil, route.Handle))
	}
	for _, form := range []struct {
		asked  []question
		routes []Route
	}{{contractForm.asked, contractForm.routes()}, {contractItemForm.asked, contractItemForm.routes()}} {
		for _, route := range form.routes {
			route.Handle = whileDraft(form.asked, route.Handle)
			routes = append(routes, route)
		}
	}
	return append(append(append(routes, removal...), signRoutes()...), append(append(lineRemarkRoutes(), sinceRoutes()...), append(copyRoutes(), wetInkRoutes()...)...)...)
}

// unlessPutAside answers a second tap on putting a draft aside as the first one
// was answered.
func unlessPutAside(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, err := openCase(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		contract := file.Record(contractID(request))
		if contract != nil && contract.Kind == casework.KindContract && contract.Removed != nil {
			return Reply{Location: backToContracts(request).Href}, nil
		}
		return handle(ctx, env, request)
	}
}

func contractPath(request Request, rest string) string {
	return casePath(request, "/contracts/"+contractID(request)+rest)
}

// contractID is the contract that the address names: records that a generic
// form changes are called "record" there.
func contractID(request Request) string {
	if id := request.Params["contract"]; id != "" {
		return id
	}
	return request.Params["record"]
}

func backToContracts(request Request) views.Link {
	return views.Link{Href: casePath(request, "/contracts"), Text: words.Say(words.ContractsBack)}
}

func backToContract(request Request, id string) views.Link {
	return views.Link{Href: casePath(request, "/contracts/"+id), Text: words.Say(words.ContractTitle)}
}

// openContract reads the contract that the address names.
func openContract(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	contract := file.Record(contractID(request))
	if contract == nil || contract.Kind != casework.KindContract || contract.Removed != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, contract, nil
}

// whileDraft lets a flow through as long as signing has not started. Afterwards
// its pages lead to the contract, and what somebody still typed is shown back
// with the reason why it was not taken.
func whileDraft(asked []question, handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, contract, err := openContract(ctx, env, request)
		if err != nil {
			if request.Method == "POST" && len(asked) > 0 { // put aside meanwhile: the words are not
				keepDraft(ctx, env, request)
			}
			return Reply{}, err
		}
		item := request.Params["record"]
		if record := file.Record(item); request.Params["contract"] != "" && record != nil && record.Get("contract") != contract.ID {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		if !casework.Frozen(contract) {
			return handle(ctx, env, request)
		}
		if request.Method == "GET" {
			return Reply{Location: contractPath(request, "")}, nil
		}
		return immutable(request, file, asked), nil
	}
}

// immutable answers a change of what signing has frozen.
func immutable(request Request, file *casework.File, asked []question) Reply {
	view := views.ImmutableView{How: words.Say(words.ImmutableHow), Go: views.Link{Href: contractPath(request, ""), Text: words.Say(words.ImmutableGo)}}
	d := desk{request: request, file: file}
	for _, q := range asked {
		if value, _, answered := q.read(request.Form); answered && value != "" {
			view.Typed = append(view.Typed, views.SummaryRow{ID: "typed-" + q.name(), Name: q.label(), Value: d.shown(q, value)})
		}
	}
	page := casePage(request, file, words.Say(words.ImmutableTitle), backToContract(request, contractID(request)))
	page.Error = true
	return Reply{Status: 409, Page: page, Main: views.Immutable(page, view)}
}

// contracts lists the contracts of a case, newest first.
func contracts(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return contractsReply(ctx, env, request, file, nil)
}

func contractsReply(ctx context.Context, env *Env, request Request, file *casework.File, faults []fault) (Reply, error) {
	var view views.ContractsView
	list := file.Of(casework.KindContract)
	for i := len(list) - 1; i >= 0; i-- {
		row, err := contractRow(ctx, env, request, file, list[i])
		if err != nil {
			return Reply{}, err
		}
		view.Rows = append(view.Rows, row)
	}
	view.Hint = words.Say(words.ContractsNoClient)
	if len(file.Of(casework.KindPerson)) > 0 {
		view.Make = contractMaker(env, request, file, faults)
	}
	page := casePage(request, file, words.Say(words.ContractsTitle), backToCase(request))
	reply := Reply{Page: page}
	if len(faults) > 0 {
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.Contracts(reply.Page, view)
	return reply, nil
}

func contractRow(ctx context.Context, env *Env, request Request, file *casework.File, contract *casework.Record) (views.ContractRow, error) {
	state := casework.StateOf(file, contract)
	row := views.ContractRow{Row: views.Row{
		ID: "contract-" + contract.ID, Href: casePath(request, "/contracts/"+contract.ID), Icon: "file-text",
		Text:   words.Say(words.ContractsWith, "name", clientName(file, contract)),
		Detail: words.Say(words.ContractsMade, "day", agencyDay(request, contract.Created.At)),
		Tags:   []views.Tag{stateTag(state)},
	}}
	if state == casework.ContractSigned {
		row.Detail = words.Say(words.ContractsSignedOn, "day", day(lastSignedOn(file, contract)))
		if planMoved(request, file, contract) {
			row.Change = newVersion(env, request, file, contract)
		}
		row.Tags = append(row.Tags, afterTags(file, contract)...)
	}
	var err error
	row.Paper, err = paperOf(ctx, env, request, contract, state)
	return row, err
}

func stateTag(state casework.ContractState) views.Tag {
	switch state {
	case casework.ContractFrozen:
		return views.Tag{Icon: "pen-line", Words: words.Say(words.ContractSigning), Tone: views.Warn}
	case casework.ContractSigned:
		return views.Tag{Icon: "check", Words: words.Say(words.ContractSigned), Tone: views.Good}
	case casework.ContractWithdrawn:
		return views.Tag{Icon: "x", Words: words.Say(words.ContractWithdrawn)}
	}
	return views.Tag{Icon: "pen-line", Words: words.Say(words.ContractDraft)}
}

// clientName is the name on the contract: the frozen one once signing started.
func clientName(file *casework.File, contract *casework.Record) string {
	if content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash")); err == nil {
		return content.Client
	}
	if person := file.Record(contract.Get("client")); person != nil {
		return person.Get("name")
	}
	return words.Say(words.Unnamed)
}

func lastSignedOn(file *casework.File, contract *casework.Record) string {
	last := ""
	for _, signature := range casework.SignaturesOf(file, contract) {
		last = max(last, signature.Get("signed_on"))
	}
	return last
}

// paperOf says where the PDF of a signed contract is.
func paperOf(ctx context.Context, env *Env, request Request, contract *casework.Record, state casework.ContractState) (views.PaperView, error) {
	if state != casework.ContractSigned {
		return views.PaperView{}, nil
	}
	if env.Papers == nil {
		return views.PaperView{Words: words.Say(words.PaperAfterSync)}, nil
	}
	place, err := env.Papers.PaperPlace(ctx, request.Params["case"], contract.ID)
	if err != nil {
		return views.PaperView{}, err
	}
	view := views.PaperView{ID: "paper-" + contract.ID, Words: words.Say(words.PaperWaits)}
	if place == storage.Stuck {
		view.Words = words.Say(words.PaperStuck)
		return view, nil
	}
	if place != storage.Nowhere {
		view.Href, view.Words = casePath(request, "/contracts/"+contract.ID+"/paper"), words.Say(words.PaperOpen)
	}
	if place == storage.Here {
		view.Words = words.Say(words.PaperOpenWaits)
	}
	return view, nil
}
