package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// countersigning opens the contract for the worker whose passkey is still to
// come. Everybody else, and a contract that waits for none, goes back to it.
func countersigning(handle func(context.Context, *Env, Request, *casework.File, *casework.Record, PasskeyAsk) (Reply, error)) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, contract, err := openContract(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		signature := casework.SignaturesOf(file, contract)[casework.PartyWorker]
		ask, err := env.passkeys(ctx, request.Actor.ID)
		if err != nil {
			return Reply{}, err
		}
		switch {
		case signature != nil && casework.AwaitsPasskey(file, signature) && maySignAs(request, contract, casework.PartyWorker) && len(ask.IDs) > 0:
		case request.Method == "GET", signature != nil && casework.CountersignOf(file, signature) != nil: // tapped twice
			return Reply{Location: contractPath(request, "")}, nil
		default:
			return Reply{}, casework.Fail(casework.Immutable)
		}
		return handle(ctx, env, request, file, signature, ask)
	}
}

// confirmPage lets the worker's passkey answer over the evidence that a tablet
// sealed.
func confirmPage(_ context.Context, env *Env, request Request, file *casework.File, signature *casework.Record, ask PasskeyAsk) (Reply, error) {
	return confirmReply(env, request, file, signature, ask, ""), nil
}

func confirmReply(env *Env, request Request, file *casework.File, signature *casework.Record, ask PasskeyAsk, notice string) Reply {
	view := views.LookView{
		Naming: words.Say(words.CountersignNaming, "moment", request.moment(signature.Get("signed_at")), "name", signature.Get("name")),
		Notice: notice, Signed: drawnOrTyped(signature.Fields, "strokes", signature.Get("name")), Facts: howFacts(request, file, signature.Fields),
		How: []string{words.Say(words.CountersignHow)}, Passkey: passkeyAsk(ask, signature.Get("evidence_hash")), Button: words.Say(words.CountersignButton),
		Form: views.Form{ID: "finish-form", Action: request.Path, Hidden: []views.Hidden{
			{Name: "new", Value: formID(env, request.Form)}, {Name: "evidence", Value: signature.Get("evidence_hash")},
		}},
		Again: backToContract(request, contractID(request)),
	}
	page := casePage(request, file, words.Say(words.CountersignTitle), backToContract(request, contractID(request)))
	reply := Reply{Page: page}
	if notice != "" {
		reply.Status = 422
	}
	reply.Main = views.Look(page, view)
	return reply
}

func confirm(ctx context.Context, env *Env, request Request, file *casework.File, signature *casework.Record, ask PasskeyAsk) (Reply, error) {
	hash, assertion := signature.Get("evidence_hash"), request.Form.Get("assertion")
	if _, ok := casework.ReadAssertion(assertion, hash); !ok {
		return confirmReply(env, request, file, signature, ask, words.Say(words.PasskeySignFailed)), nil
	}
	if err := env.Hand.Check(ctx, request.Actor.ID, hash, assertion); err != nil {
		return confirmReply(env, request, file, signature, ask, words.Say(words.PasskeySignNotYours)), nil
	}
	entry := Made(formID(env, request.Form), casework.KindCountersign, map[string]string{
		"contract": contractID(request), "signature": signature.ID, "evidence_hash": hash, "assertion": assertion,
	})
	if err := env.Write(ctx, request, file.Case, entry); err != nil {
		err = env.unlessLanded(ctx, file.Case, err, func(file *casework.File) bool { return casework.CountersignOf(file, signature) != nil })
		if err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: contractPath(request, "")}, nil
}
