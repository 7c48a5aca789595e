package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// Signing is a ceremony of plain pages, each of which can be the last before the
// tablet dies: what was answered so far lies in the signer's drawer, and the
// address of the ceremony leads to the first step that is not done.

// signSteps are the steps of each party, in order.
var signSteps = map[string][]string{
	casework.PartyClient: {"who", "agree", "read", "back", "how", "look"},
	casework.PartyWorker: {"read", "how", "look"},
}

func signRoutes() []Route {
	const contract = "/cases/:case/contracts/:contract"
	const sign = contract + "/sign/:party"
	routes := []Route{
		{Method: "GET", Pattern: sign, Offline: true, Turned: true, Handle: signing(goOn)},
		{Method: "GET", Pattern: sign + "/hand", Offline: true, Handle: signing(showHand)},
		{Method: "POST", Pattern: sign + "/hand", Offline: true, Handle: signing(handOver)},
		{Method: "GET", Pattern: sign + "/how", Offline: true, Turned: true, Handle: signing(showWays)},
		{Method: "GET", Pattern: sign + "/paper", Offline: true, Turned: true, Handle: signing(paperWay)},
		{Method: "GET", Pattern: sign + "/done", Offline: true, Turned: true, Handle: signedDone},
		{Method: "GET", Pattern: contract + "/decline", Offline: true, Handle: declineFor},
		{Method: "GET", Pattern: sign + "/decline", Offline: true, Turned: true, Handle: declinePage},
		{Method: "POST", Pattern: sign + "/decline", Offline: true, Turned: true, Handle: decline},
		{Method: "GET", Pattern: contract + "/follow-up", Offline: true, Handle: followUpPage},
		{Method: "POST", Pattern: contract + "/follow-up", Offline: true, Handle: followUp},
		{Method: "GET", Pattern: contract + "/confirm", Offline: true, Handle: countersigning(confirmPage)},
		{Method: "POST", Pattern: contract + "/confirm", Offline: true, Handle: countersigning(confirm)},
	}
	for _, step := range []struct {
		name       string
		show, take func(context.Context, *Env, Request, ceremony) (Reply, error)
	}{
		{"who", showWho, takeWho}, {"agree", showAgree, takeAgree}, {"read", showRead, takeRead}, {"back", showBack, takeBack},
		{"draw", showPad, takePad}, {"mark", showPad, takePad}, {"witness", showPad, takePad}, {"witness2", showPad, takePad},
		{"type", showType, takeType}, {"look", lookOnceMore, finishSigning},
	} {
		clients := step.name != "who" // the worker says who signs; the rest is the client's
		routes = append(routes,
			Route{Method: "GET", Pattern: sign + "/" + step.name, Offline: true, Turned: clients, Handle: signing(step.show)},
			Route{Method: "POST", Pattern: sign + "/" + step.name, Offline: true, Turned: clients, Handle: signing(step.take)})
	}
	return routes
}

// ceremony is one person about to sign one contract, with what was answered so
// far: the fields of the signature to come, and what belongs to them.
type ceremony struct {
	file     *casework.File
	contract *casework.Record
	content  casework.ContractContent
	party    string
	name     string
	person   string
	given    map[string]string
}

// signing opens the contract for the party in the address. A party that has
// signed, and a contract that nobody can sign any more, lead back to the
// contract; what is sent to them then changes nothing.
func signing(handle func(context.Context, *Env, Request, ceremony) (Reply, error)) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, contract, err := openContract(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		party := request.Params["party"]
		if signSteps[party] == nil {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		if !mayHold(request, contract, party) {
			return TurnedAway(request), nil
		}
		state, signed := casework.StateOf(file, contract), casework.SignaturesOf(file, contract)[party]
		switch {
		case state == casework.ContractFrozen && signed == nil && maySignAs(request, contract, party):
		case request.Method == "GET", isSame(signed, request.Form): // Finish, tapped twice
			return afterSigning(request, party), nil
		case state == casework.ContractFrozen && signed == nil:
			return Reply{}, casework.Fail(casework.Forbidden)
		default:
			return immutable(request, file, nil), nil
		}
		content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
		if err != nil {
			return Reply{}, err
		}
		if content.PaperOnly && stepOf(request) != "paper" { // signed with ink alone
			return Reply{Location: contractPath(request, "")}, nil
		}
		s := ceremony{file: file, contract: contract, content: content, party: party}
		s.name, s.person = content.Signer(contract, party)
		if err := s.recall(ctx, env, request); err != nil {
			return Reply{}, err
		}
		if earlier := s.before(stepOf(request)); earlier != "" {
			return Reply{Location: s.path(request, earlier)}, nil
		}
		return handle(ctx, env, request, s)
	}
}

// maySignAs reports whether this person can take the party's signature: the
// client signs on whoever's glass, the worker only signed in as themselves.
func maySignAs(request Request, contract *casework.Record, party string) bool {
	return party == casework.PartyClient || request.Actor.ID == contract.Get("worker")
}

// mayHold reports whether the party's pages may be on the screen: in a client's
// hands those of this very client alone.
func mayHold(request Request, contract *casework.Record, party string) bool {
	return request.Turned == nil || party == casework.PartyClient && request.Turned.Person == contract.Get("client")
}

// handed reports whether the tablet is in the client's hands.
func handed(request Request) bool { return request.Turned != nil }

// stepOf is the last part of the address.
func stepOf(request Request) string { return request.Path[strings.LastIndexByte(request.Path, '/')+1:] }

func (s ceremony) path(request Request, step string) string {
	return contractPath(request, "/sign/"+s.party+"/"+step)
}

// The answers lie in the drawer under no form's address, so that nothing of them
// is offered as a form to go on with.
func (s ceremony) key() string { return "signing/" + s.contract.ID + "/" + s.party }

const givenPrefix = "of."

// recall reads what was answered. Answers to other words are none.
func (s *ceremony) recall(ctx context.Context, env *Env, request Request) error {
	s.given = map[string]string{}
	row, err := env.Store.Draft(ctx, request.Actor.ID, s.key())
	if err != nil || row == nil || row.Fields["hash"] != s.contract.Get("content_hash") {
		return err
	}
	for name, value := range row.Fields {
		if field, ok := strings.CutPrefix(name, givenPrefix); ok {
			s.given[field] = value
		}
	}
	return nil
}

// keep remembers the answers durably before the next page is shown.
func (s ceremony) keep(ctx context.Context, env *Env, request Request) error {
	fields := map[string]string{"hash": s.contract.Get("content_hash")}
	for name, value := range s.given {
		if value != "" {
			fields[givenPrefix+name] = value
		}
	}
	return env.Store.PutDraft(ctx, request.Actor.ID, s.key(), storage.Draft{Saved: request.Now, Fields: fields})
}

// next keeps the answers and goes to the first step that is not done.
func (s ceremony) next(ctx context.Context, env *Env, request Request) (Reply, error) {
	return s.on(ctx, env, request, s.open())
}

// on keeps the answers and goes to a page of the ceremony.
func (s ceremony) on(ctx context.Context, env *Env, request Request, step string) (Reply, error) {
	if err := s.keep(ctx, env, request); err != nil {
		return Reply{}, err
	}
	if err := env.settleDraft(ctx, request, request.Path); err != nil {
		return Reply{}, err
	}
	return Reply{Location: s.path(request, step)}, nil
}

func (s ceremony) done(step string) bool {
	switch step {
	case "who":
		return s.given["capacity"] != "" && s.given["identified"] != ""
	case "agree":
		return s.given["agreed"] != ""
	case "read":
		return s.given["read_how"] != ""
	case "back":
		return s.given["taught"] != ""
	case "how":
		return casework.CheckMethod(s.given, s.name) == nil
	}
	return false
}

// open is the first step that is not done.
func (s ceremony) open() string {
	for _, step := range signSteps[s.party] {
		if s.done(step) {
			continue
		}
		if problem := casework.CheckMethod(s.given, s.name); step == "how" && s.given["method"] == casework.MethodMark && strings.HasPrefix(problem.Field, "witness") {
			return "witness"
		}
		return step
	}
	return "look"
}

// before is the step that must be done first, or "". The ways of signing come
// where the choice between them does.
func (s ceremony) before(step string) string {
	steps := signSteps[s.party]
	place := slices.Index(steps, step)
	if place < 0 {
		place = slices.Index(steps, "how")
	}
	switch step {
	case s.party, "paper":
		return ""
	case "hand":
		place = slices.Index(steps, "agree")
	}
	for _, earlier := range steps[:place] {
		if !s.done(earlier) {
			return s.open()
		}
	}
	return ""
}

// goOn leads to where the ceremony stands.
func goOn(_ context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	step := s.open()
	if step != "who" && s.handsOver(env, request) {
		step = "hand"
	}
	return Reply{Location: s.path(request, step)}, nil
}

// handsOver reports whether the worker is asked to hand over the tablet first.
func (s ceremony) handsOver(env *Env, request Request) bool {
	return env.Turner != nil && s.party == casework.PartyClient && !handed(request)
}

// showHand lets the worker hand the tablet to the person who signs: from there on
// it answers this signing alone.
func showHand(_ context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	form := views.Form{ID: "hand-form", Action: request.Path}
	page := s.page(request)
	page.Back = &views.Link{Href: s.path(request, "who"), Text: words.Say(words.SignWhoTitle)}
	if !s.handsOver(env, request) {
		return Reply{Location: s.path(request, s.open())}, nil
	}
	view := views.SignStepView{
		Form: &form, Intro: []string{words.Say(words.SignHandHow, "name", s.name)},
		Buttons: []views.SignButton{{ID: "hand", Kind: views.MainButton, Text: words.Say(words.SignHand, "name", s.name)}},
		Links:   []views.SignLink{{ID: "stay", Href: s.path(request, s.open()), Text: words.Say(words.SignHandNot), Kind: views.PlainButton}},
	}
	return Reply{Page: page, Main: views.SignStep(page, view)}, nil
}

func handOver(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	if !s.handsOver(env, request) {
		return Reply{Location: s.path(request, s.open())}, nil
	}
	return turnTo(ctx, env, casework.Turned{
		Case: s.file.Case, Person: s.contract.Get("client"), Contract: s.contract.ID, First: contractPath(request, "/sign/"+s.party),
	})
}

// place says how far it is, "" for pages that are no step of their own.
func (s ceremony) place(request Request) string {
	steps := signSteps[s.party]
	at := slices.Index(steps, stepOf(request))
	if at < 0 {
		at = slices.Index(steps, "how")
	}
	return words.Say(words.SignPlace, "n", strconv.Itoa(at+1), "all", strconv.Itoa(len(steps)))
}

// back leads one step up.
func (s ceremony) back(request Request) views.Link {
	steps, here := signSteps[s.party], stepOf(request)
	at := slices.Index(steps, here)
	switch {
	case at < 0: // a way of signing, or the handing over
		return views.Link{Href: s.path(request, "how"), Text: words.Say(words.SignHowTitle)}
	case at == 0:
		return backToContract(request, s.contract.ID)
	}
	return views.Link{Href: s.path(request, steps[at-1]), Text: words.Say(stepTitles[steps[at-1]])}
}

var stepTitles = map[string]words.Key{
	"who": words.SignWhoTitle, "agree": words.SignAgreeTitle, "read": words.SignReadTitle, "back": words.TeachTitle, "how": words.SignHowTitle,
	"draw": words.SignPageTitle, "type": words.SignTypeTitle, "mark": words.SignMarkTitle, "witness": words.SignWitnessTitle,
	"witness2": words.SignWitness2Title, "look": words.SignLookTitle, "paper": words.SignPaperTitle, "hand": words.SignHandTitle,
}

// page begins a page of the ceremony.
func (s ceremony) page(request Request) views.Page {
	page := casePage(request, s.file, words.Say(stepTitles[stepOf(request)]), s.back(request))
	if handed(request) && stepOf(request) == "agree" { // what lies before is the worker's
		page.Back = nil
	}
	return page
}

// form is the form of a step; what is typed into it is kept.
func (s ceremony) form(env *Env, request Request, draft map[string]string) views.Form {
	d := drawing{number: env.NewID(), from: draft[drawnField]}
	if request.Method == "POST" {
		d = drawingOf(request.Form)
	}
	return views.Form{
		ID: "sign", Action: request.Path, Draft: request.Path,
		Hidden: append(d.hidden(), views.Hidden{Name: "hash", Value: s.contract.Get("content_hash")}),
	}
}

// draft is what was typed into this page before a reload, or nil.
func (s ceremony) draft(ctx context.Context, env *Env, request Request) (map[string]string, error) {
	row, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
	if err != nil || row == nil || row.Fields["hash"] != s.contract.Get("content_hash") {
		return nil, err
	}
	return row.Fields, nil
}

// naming is the sentence above the pad: it says what the signature means.
func (s ceremony) naming(request Request) string {
	return words.Say(words.SignNaming, "name", s.name, "day", agencyDay(request, s.content.Frozen), "client", s.content.Client, "worker", s.content.Worker)
}

// stepReply draws a step, with what is to be put right.
func stepReply(page views.Page, view views.SignStepView, faults []fault) Reply {
	reply := Reply{Page: page}
	if len(faults) > 0 {
		var controls []views.Control
		for _, asked := range view.Asked {
			controls = append(controls, asked.Controls...)
		}
		view.Form.Faults = viewFaults(faults, controls)
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.SignStep(reply.Page, view)
	return reply
}

// declineLink is the way out of every step, never smaller than the way on.
func declineLink(request Request, party string) views.SignLink {
	return views.SignLink{
		ID: "decline", Href: contractPath(request, "/sign/"+party+"/decline"), Text: words.Say(words.DeclineLink), Kind: views.OtherButton,
	}
}

// agencyDay writes the agency's calendar date of a moment in words.
func agencyDay(request Request, at string) string {
	moment, err := parseMoment(at)
	if err != nil {
		return at
	}
	return day(request.House.Calendar.Day(moment))
}
