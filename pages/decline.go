package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// declineReasons are the answers to "I do not want to sign", none of them a
// reproach.
var declineReasons = []string{"more_time", "other_words", "paper", "not_agreed", "plan_changed", "rather_not"}

// declineAsked are the questions of somebody who does not want to sign: one to
// tap, and one that nobody needs to answer.
func declineAsked() []question {
	asked := questions(casework.KindWithdrawal, "reason", "words")
	asked[0].field = casework.Field{Name: "reason", Type: casework.Choice, Required: true, Choices: declineReasons}
	return asked
}

// declineFor leads to the person whom it is about: the client, as long as they
// have not signed.
func declineFor(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return Reply{Location: contractPath(request, "/sign/"+whoDeclines(file, contract)+"/decline")}, nil
}

func whoDeclines(file *casework.File, contract *casework.Record) string {
	if casework.SignaturesOf(file, contract)[casework.PartyClient] != nil {
		return casework.PartyWorker
	}
	return casework.PartyClient
}

// declinePage asks, without pressing, why somebody does not want to sign.
func declinePage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if signSteps[request.Params["party"]] == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if !mayHold(request, contract, request.Params["party"]) {
		return TurnedAway(request), nil
	}
	if casework.StateOf(file, contract) != casework.ContractFrozen {
		return afterSigning(request, request.Params["party"]), nil
	}
	return declineReply(env, request, file, request.Form, nil), nil
}

func declineReply(env *Env, request Request, file *casework.File, typed Values, faults []fault) Reply {
	asked := declineAsked()
	controls := desk{request: request, file: file}.controls(asked, typed, faults)
	controls[0].Label, controls[0].Hint = words.Say(words.DeclineWhy), words.Say(words.DeclineHint)
	for i, reason := range declineReasons {
		controls[0].Options[i].Label = words.Say(words.DeclineReason(reason))
	}
	controls[1].Rows = 2
	form := views.Form{ID: "decline-form", Action: request.Path, Draft: request.Path, Hidden: append(
		drawing{number: env.NewID()}.hidden(), views.Hidden{Name: "new", Value: formID(env, request.Form)})}
	page := casePage(request, file, words.Say(words.DeclineTitle), backToContract(request, contractID(request)))
	page.Back = &views.Link{Href: contractPath(request, "/sign/"+request.Params["party"]), Text: words.Say(words.DeclineStay)}
	return stepReply(page, views.SignStepView{
		Intro: []string{words.Say(words.DeclineHow)}, Form: &form,
		Asked:   []views.SignAsked{{Controls: controls}},
		Buttons: []views.SignButton{{ID: "decline-button", Kind: views.MainButton, Text: words.Say(words.DeclineButton)}},
		Links:   []views.SignLink{{ID: "stay", Href: page.Back.Href, Text: words.Say(words.DeclineStay), Kind: views.PlainButton}},
	}, faults)
}

// decline puts the contract aside.
func decline(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	party, id := request.Params["party"], formID(env, request.Form)
	if signSteps[party] == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if !mayHold(request, contract, party) {
		return TurnedAway(request), nil
	}
	if file.Record(id) != nil { // tapped twice
		return afterSigning(request, party), nil
	}
	if casework.StateOf(file, contract) != casework.ContractFrozen {
		return immutable(request, file, nil), nil
	}
	all, faults := answersTo(declineAsked(), request.Form)
	if len(faults) > 0 {
		for i := range faults {
			if faults[i].field == "reason" {
				faults[i].words = words.Say(words.ProblemChoose, "label", words.Say(words.DeclineWhy))
			}
		}
		return declineReply(env, request, file, request.Form, faults), nil
	}
	entry := Made(id, casework.KindWithdrawal, map[string]string{"contract": contract.ID, "reason": all["reason"], "party": party, "words": all["words"]})
	if err := env.Write(ctx, request, file.Case, entry); err != nil {
		err = env.unlessLanded(ctx, file.Case, err, func(file *casework.File) bool { return file.Record(id) != nil })
		if err != nil {
			return Reply{}, err
		}
	}
	if err := env.settleDraft(ctx, request, request.Path); err != nil {
		return Reply{}, err
	}
	return afterSigning(request, party), nil
}

// What happens next is asked of the worker, after the person has put the pen
// down and given the tablet back.

func followAsked() []question {
	asked := questions(casework.KindWithdrawal, "follow_up", "follow_on")
	asked[0].field.Required = true
	return asked
}

func followUpPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if casework.StateOf(file, contract) != casework.ContractWithdrawn {
		return Reply{Location: contractPath(request, "")}, nil
	}
	typed := Values{}
	draft, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
	if err != nil {
		return Reply{}, err
	}
	if draft != nil {
		for name, value := range draft.Fields {
			typed[name] = []string{value}
		}
	}
	return followReply(env, request, file, typed, nil), nil
}

func followReply(env *Env, request Request, file *casework.File, typed Values, faults []fault) Reply {
	form := views.Form{ID: "follow-form", Action: request.Path, Draft: request.Path, Hidden: append(
		drawing{number: env.NewID()}.hidden(), views.Hidden{Name: "new", Value: formID(env, typed)})}
	page := casePage(request, file, words.Say(words.FollowTitle), backToContract(request, contractID(request)))
	return stepReply(page, views.SignStepView{
		Intro: []string{words.Say(words.FollowHow)}, Form: &form,
		Asked:   []views.SignAsked{{Controls: desk{request: request, file: file}.controls(followAsked(), typed, faults)}},
		Buttons: []views.SignButton{{ID: "save", Kind: views.MainButton, Text: words.Say(words.Save)}},
	}, faults)
}

func followUp(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	id := formID(env, request.Form)
	if file.Record(id) != nil { // tapped twice
		return Reply{Location: contractPath(request, "")}, nil
	}
	all, faults := answersTo(followAsked(), request.Form)
	if strings.TrimSpace(all["follow_up"]) == "" && len(faults) == 0 {
		faults = []fault{{field: "follow_up", words: words.Say(words.Problem(string(casework.Empty)), "label", words.Say(words.FollowTitle))}}
	}
	if len(faults) > 0 {
		return followReply(env, request, file, request.Form, faults), nil
	}
	entry := Made(id, casework.KindWithdrawal, map[string]string{
		"contract": contract.ID, "reason": casework.ReasonFollowUp, "follow_up": all["follow_up"], "follow_on": all["follow_on"],
	})
	if err := env.Write(ctx, request, file.Case, entry); err != nil {
		return Reply{}, err
	}
	if err := env.settleDraft(ctx, request, request.Path); err != nil {
		return Reply{}, err
	}
	return Reply{Location: contractPath(request, "")}, nil
}
