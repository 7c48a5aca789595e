package pages

import (
	"context"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// looked is how long a look at the signature stays fresh: what is signed then
// says when it was looked at.
const looked = 15 * time.Minute

// lookOnceMore shows the signature as it will be kept. What it says of itself is
// made now, so that the worker's passkey can answer over exactly that.
func lookOnceMore(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	return s.look(ctx, env, request, "")
}

// values are the fields of the signature record as far as the person gave them.
func (s ceremony) values() map[string]string {
	values := map[string]string{
		"contract": s.contract.ID, "party": s.party, "person": s.person, "name": s.name, "content_hash": s.contract.Get("content_hash"),
	}
	for _, field := range []string{
		"method", "strokes", "typed", "capacity", "identified", "interpreter", "language", "agreed", "read_how", "read_by",
		"witness", "witness_strokes", "witness2", "witness2_strokes",
	} {
		values[field] = s.given[field]
	}
	return values
}

func (s ceremony) more(at time.Time) evidenceMore {
	taught, _ := strconv.Atoi(s.given["taught"])
	return evidenceMore{at: at.UnixMilli(), pointer: s.given["pointer"], taught: taught}
}

// look draws the page; notice says why it is shown again.
func (s ceremony) look(ctx context.Context, env *Env, request Request, notice string) (Reply, error) {
	values := s.values()
	_, hash, err := env.evidence(ctx, request, s.file, s.contract, values, s.more(request.Now))
	if err != nil {
		return Reply{}, err
	}
	view := views.LookView{
		Naming: s.naming(request), Notice: notice, Signed: drawnOrTyped(values, "strokes", s.name), Button: words.Say(words.SignFinish),
		Facts: howFacts(request, s.file, values),
		Form: views.Form{ID: "finish-form", Action: request.Path, Draft: request.Path, Hidden: []views.Hidden{ // a store without room leaves the page as it is
			{Name: "new", Value: formID(env, request.Form)}, {Name: "hash", Value: s.contract.Get("content_hash")},
			{Name: "at", Value: strconv.FormatInt(request.Now.UnixMilli(), 10)}, {Name: "evidence", Value: hash},
			{Name: "ink", Value: inkOf(values)},
		}},
		Again: views.Link{Href: s.path(request, "how"), Text: words.Say(words.SignAgain)},
	}
	view.Open = openLines(request, s.file, s.contract, s.content, s.path(request, "read"))
	for _, witness := range []string{"witness", "witness2"} {
		if values[witness] != "" {
			view.Witnesses = append(view.Witnesses, drawnOrTyped(values, witness+"_strokes", values[witness]))
		}
	}
	if s.party == casework.PartyWorker {
		if err := s.askPasskey(ctx, env, request, hash, &view); err != nil {
			return Reply{}, err
		}
	}
	page := s.page(request)
	reply := Reply{Page: page}
	if notice != "" {
		reply.Status = 422
	}
	reply.Main = views.Look(page, view)
	return reply, nil
}

// askPasskey lets the worker's passkey sign besides, where this device has one.
func (s ceremony) askPasskey(ctx context.Context, env *Env, request Request, hash string, view *views.LookView) error {
	ask, err := env.passkeys(ctx, request.Actor.ID)
	if err != nil {
		return err
	}
	if len(ask.IDs) == 0 {
		view.How = []string{words.Say(words.PasskeySignLater)}
		return nil
	}
	view.Passkey = passkeyAsk(ask, hash)
	view.How = []string{words.Say(words.PasskeySignSigns)}
	view.Button, view.Without = words.Say(words.PasskeySignFinish), words.Say(words.PasskeySignWithout)
	return nil
}

func passkeyAsk(ask PasskeyAsk, hash string) *views.PasskeyAsk {
	asked := &views.PasskeyAsk{Challenge: casework.Challenge(hash), RPID: ask.RPID}
	for i, id := range ask.IDs {
		if i > 0 {
			asked.Credentials += " "
		}
		asked.Credentials += id
	}
	return asked
}

// finishSigning writes the signature over the words that were shown.
func finishSigning(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	if request.Form.Get("hash") != s.contract.Get("content_hash") {
		return immutable(request, s.file, nil), nil
	}
	values := s.values()
	at, hash := s.shownAt(request), request.Form.Get("evidence")
	if at.IsZero() {
		return s.look(ctx, env, request, words.Say(words.SignLookAgain))
	}
	_, now, err := env.evidence(ctx, request, s.file, s.contract, values, s.more(at))
	if err != nil {
		return Reply{}, err
	}
	if now != hash { // signed elsewhere meanwhile, or on another page
		return s.look(ctx, env, request, words.Say(words.SignLookAgain))
	}
	if s.party == casework.PartyWorker {
		sentence, err := s.takePasskey(ctx, env, request, hash, values)
		if err != nil {
			return Reply{}, err
		}
		if sentence != "" {
			return s.look(ctx, env, request, sentence)
		}
	}
	entry, err := env.signatureEntry(ctx, request, s.file, s.contract, formID(env, request.Form), values, s.more(at))
	if err != nil {
		return Reply{}, err
	}
	if err := env.Write(ctx, request, s.file.Case, entry); err != nil {
		err = env.unlessLanded(ctx, s.file.Case, err, func(file *casework.File) bool {
			return isSame(casework.SignaturesOf(file, s.contract)[s.party], request.Form)
		})
		if err != nil {
			return Reply{}, err
		}
	}
	if err := env.Store.DropDraft(ctx, request.Actor.ID, s.key()); err != nil {
		return Reply{}, err
	}
	return afterSigning(request, s.party), nil
}

// shownAt is when the page was drawn; zero if that is too long ago, or not yet.
func (s ceremony) shownAt(request Request) time.Time {
	milli, err := strconv.ParseInt(request.Form.Get("at"), 10, 64)
	at := time.UnixMilli(milli)
	if ago := request.Now.Sub(at); err != nil || ago < -time.Second || ago > looked {
		return time.Time{}
	}
	return at
}

// takePasskey puts the passkey's answer into the signature. sentence says what
// is wrong with it, "" if nothing is.
func (s ceremony) takePasskey(ctx context.Context, env *Env, request Request, hash string, values map[string]string) (sentence string, err error) {
	ask, err := env.passkeys(ctx, request.Actor.ID)
	if err != nil || len(ask.IDs) == 0 || request.Form.Get("without") != "" {
		return "", err
	}
	assertion := request.Form.Get("assertion")
	if _, ok := casework.ReadAssertion(assertion, hash); !ok {
		return words.Say(words.PasskeySignFailed), nil
	}
	if err := env.Hand.Check(ctx, request.Actor.ID, hash, assertion); err != nil {
		return words.Say(words.PasskeySignNotYours), nil
	}
	values["assertion"] = assertion
	return "", nil
}

// isSame reports whether a form that comes to be finished holds the signature
// that is there: the same record, or the same lines over the same words.
func isSame(signature *casework.Record, form Values) bool {
	if signature == nil {
		return false
	}
	same := form.Get("ink") == inkOf(signature.Fields) && form.Get("hash") == signature.Get("content_hash")
	return same || signature.ID == form.Get("new")
}

// inkOf is one value for what somebody drew or typed.
func inkOf(values map[string]string) string {
	return casework.HashText(values["method"] + "\n" + values["strokes"] + "\n" + values["typed"])
}

// afterSigning leads back to the contract, or tells the client to give the
// tablet back.
func afterSigning(request Request, party string) Reply {
	if handed(request) {
		return Reply{Location: contractPath(request, "/sign/"+party+"/done")}
	}
	return Reply{Location: contractPath(request, "")}
}

// signedDone is the last page that a client sees.
func signedDone(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	party := request.Params["party"]
	state, signature := casework.StateOf(file, contract), casework.SignaturesOf(file, contract)[party]
	if !handed(request) || signature == nil && state != casework.ContractWithdrawn {
		return Reply{Location: contractPath(request, "")}, nil
	}
	title, view := words.SignDoneTitle, views.SignStepView{Intro: []string{words.Say(words.SignDoneHow), words.Say(words.SignDoneCopy)}}
	if signature == nil {
		title, view.Intro = words.DeclineDoneTitle, []string{words.Say(words.DeclineDoneHow)}
	}
	page := casePage(request, file, words.Say(title), views.Link{})
	page.Back = nil
	return Reply{Page: page, Main: views.SignStep(page, view)}, nil
}

// drawnOrTyped shows what a signature's fields hold as it looks.
func drawnOrTyped(values map[string]string, field, name string) views.SignedView {
	view := views.SignedView{Name: name}
	if field == "strokes" {
		view.Typed = values["typed"]
	}
	if strokes, problem := casework.ParseStrokes(values[field]); problem == nil {
		view.Box, view.Path = views.StrokesPath(strokes)
	}
	return view
}

// howAsked are the fields that say how somebody signed.
var howAsked = questions(casework.KindSignature, "method", "capacity", "identified", "language", "interpreter", "read_how", "read_by", "witness", "witness2")

// howFacts lists how somebody signed, as far as it was asked.
func howFacts(request Request, file *casework.File, values map[string]string) []views.SummaryRow {
	var rows []views.SummaryRow
	d := desk{request: request, file: file}
	for _, q := range howAsked {
		if value := values[q.field.Name]; value != "" {
			rows = append(rows, views.SummaryRow{ID: "how-" + q.name(), Name: q.label(), Value: d.shown(q, value)})
		}
	}
	return rows
}
