package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views/words"
)

// workAct is one tap on a record's page: what it writes.
type workAct func(env *Env, d desk, record *casework.Record) ([]Entry, error)

func workActRoutes() []Route {
	post := func(kind casework.Kind, rest string, act workAct) Route {
		return Route{Method: "POST", Pattern: "/cases/:case/" + workByKind[kind].path + "/:record" + rest, Offline: true, Handle: act.take(kind)}
	}
	return []Route{
		post(casework.KindReferral, "/step/:state", stepReferral),
		post(casework.KindReport, "/accept", acceptReport),
		post(casework.KindChange, "/list", listTold),
		post(casework.KindMeeting, "/invite", inviteTeam),
		post(casework.KindDecision, "/action", decisionAction),
		post(casework.KindReview, "/items", reviewItems),
		post(casework.KindConference, "/acknowledge", acknowledge),
	}
}

// take runs an act and leads back to the record. The same tap twice finds what
// the first one made, since both carry the id that the page was drawn with.
func (act workAct) take(kind casework.Kind) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, err := openCase(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		record := file.Record(request.Params["record"])
		if record == nil || record.Kind != kind {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		if state := request.Params["state"]; withReason(state) { // of a page that was drawn before these led to the form
			return Reply{Location: stepForm(request, record, state)}, nil
		}
		d := desk{request: request, file: file}
		back := Reply{Location: recordPath(request, record)}
		if id := request.Form.Get("new"); file.Record(id) != nil {
			return back, nil
		}
		entries, err := act(env, d, record)
		if err != nil || len(entries) == 0 {
			return back, err
		}
		if err := env.Write(ctx, request, file.Case, entries...); err != nil {
			return Reply{}, err
		}
		return back, nil
	}
}

// firstID is the id that the page was drawn with, for the first record of an act.
func firstID(env *Env, d desk, made int) string {
	if made == 0 {
		return formID(env, d.request.Form)
	}
	return env.NewID()
}

// withReason are the steps that say why: the form asks.
func withReason(state string) bool { return state == "declined" || casework.Blameless(state) }

// stepForm is the form of a step of a referral, with where it stands filled in.
func stepForm(request Request, referral *casework.Record, state string) string {
	return recordPath(request, referral) + "/steps/new?state=" + state
}

// startStep begins the form of a step with what the address names.
func startStep(request Request, _ *casework.File) map[string]string {
	state := request.Query.Get("state")
	values := map[string]string{"on": request.today(), "by": "worker", "state": state}
	if withReason(state) {
		values["by"] = "provider"
	}
	return values
}

// stepReferral notes where the referral stands from today on.
func stepReferral(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	state := d.request.Params["state"]
	values := map[string]string{"referral": record.ID, "state": state, "on": d.request.today(), "by": "worker"}
	if state == "accepted" {
		values["by"] = "provider"
	}
	if len(casework.CheckRecord(d.file, casework.KindReferralState, values, true)) > 0 {
		return nil, casework.Fail(casework.NotFound)
	}
	if casework.Uncovered(d.file, casework.KindReferralState, values) { // its release was revoked since the page was drawn
		return nil, casework.Fail(casework.Incomplete)
	}
	return []Entry{Made(formID(env, d.request.Form), casework.KindReferralState, values)}, nil
}

// acceptReport notes that the worker has read a report and takes it as it is.
func acceptReport(_ *Env, d desk, record *casework.Record) ([]Entry, error) {
	if record.Get("accepted_on") != "" {
		return nil, nil
	}
	entry, _ := Edited(record, d.file.Seen, map[string]string{"accepted_on": d.request.today()})
	return []Entry{entry}, nil
}

// listTold lists everybody who must know of a change and is not listed yet.
func listTold(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	var entries []Entry
	for _, who := range d.unlisted(record) {
		entries = append(entries, Made(firstID(env, d, len(entries)), casework.KindTold, map[string]string{"change": record.ID, "who": who}))
	}
	return entries, nil
}

// inviteTeam invites every member of the team who is not invited yet.
func inviteTeam(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	listed := map[string]bool{}
	for _, attendee := range partsOf(d.file, workByKind[casework.KindAttendee], record.ID) {
		listed[attendee.Get("who")] = true
	}
	var entries []Entry
	for _, member := range d.file.Of(casework.KindMember) {
		who := d.memberRef(member)
		if member.Get("status") != "included" || who == "" || listed[who] {
			continue
		}
		listed[who] = true
		values := map[string]string{"meeting": record.ID, "who": who, "invited_on": d.request.today(), "presence": "invited"}
		entries = append(entries, Made(firstID(env, d, len(entries)), casework.KindAttendee, values))
	}
	return entries, nil
}

// decisionAction makes an action of the plan from a decision, beside an issue
// that gathers what meetings decided.
func decisionAction(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	if d.file.Record(record.Get("action")) != nil {
		return nil, nil
	}
	who := record.Get("who")
	if who == "" {
		who = "staff:" + d.request.Actor.ID
	}
	id := formID(env, d.request.Form)
	entries := taskEntries(env, d, id, words.DecisionIssue, map[string]string{"what": record.Get("words"), "who": who, "by_when": record.Get("by_when")})
	if entry, changed := Edited(record, d.file.Seen, map[string]string{"action": id}); changed {
		entries = append(entries, entry)
	}
	return entries, nil
}

// taskEntries make a task of the plan, under the matter of this title, which is made
// where it is not there.
func taskEntries(env *Env, d desk, id string, title words.Key, values map[string]string) []Entry {
	issue := ""
	for _, one := range d.file.Of(casework.KindIssue) {
		if one.Get("what") == words.Say(title) {
			issue = one.ID
		}
	}
	var entries []Entry
	if issue == "" {
		issue = env.NewID()
		entries = append(entries, Made(issue, casework.KindIssue, map[string]string{"what": words.Say(title), "type": "concurrent"}))
	}
	values["issue"], values["what"], values["type"], values["state"] = issue, cutRunes(values["what"], 1000), "task", "to_be_given"
	return append(entries, Made(id, casework.KindAction, values))
}

func cutRunes(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// reviewItems puts every open goal and running service into a review.
func reviewItems(env *Env, d desk, record *casework.Record) ([]Entry, error) {
	var entries []Entry
	for _, of := range d.toReview(record.ID) {
		values := map[string]string{"review": record.ID, "of": of.ID}
		entries = append(entries, Made(firstID(env, d, len(entries)), casework.KindReviewItem, values))
	}
	return entries, nil
}
