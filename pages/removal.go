package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// removalRoutes are the two steps of hiding a record as entered in error.
func removalRoutes(kind casework.Kind, path string, back func(Request) views.Link) []Route {
	handle := func(ctx context.Context, env *Env, request Request) (Reply, error) {
		return removal(ctx, env, request, kind, back(request))
	}
	return []Route{
		{Method: "GET", Pattern: path, Offline: true, Handle: handle},
		{Method: "POST", Pattern: path, Offline: true, Handle: handle},
	}
}

func removal(ctx context.Context, env *Env, request Request, kind casework.Kind, back views.Link) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Kind != kind || record.Removed != nil && request.Method == "GET" {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	r := removing{file: file, record: record, back: back, reason: request.Form.Get("reason"), drawing: drawingOf(request.Form)}
	if request.Method == "POST" {
		return r.take(ctx, env, request)
	}
	r.drawing = drawing{number: env.NewID()}
	draft, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
	if err != nil {
		return Reply{}, err
	}
	if draft != nil {
		r.drawing.from = draft.Fields[drawnField]
	}
	if draft != nil && draft.Fields["reason"] != "" {
		r.reason, r.since = draft.Fields["reason"], request.when(draft.Saved)
	}
	return r.reply(request, 0, ""), nil
}

// removing is a record about to be hidden, with the reason as it was typed.
type removing struct {
	file    *casework.File
	record  *casework.Record
	back    views.Link
	reason  string
	since   string // time of the draft that the reason comes from
	drawing drawing
}

func (r removing) take(ctx context.Context, env *Env, request Request) (Reply, error) {
	reason := strings.TrimSpace(r.reason)
	problem := casework.CheckField(casework.Field{Name: "reason", Type: casework.Line, Required: true}, reason)
	if problem != nil {
		keepDraft(ctx, env, request)
		return r.reply(request, 422, sentence(problem, words.Say(words.RemoveReason))), nil
	}
	seen := seenOn(r.file, request.Form.Get("seen"))
	entry := Entry{Record: r.record.ID, Kind: r.record.Kind, Seen: seen, Changes: []oplog.Change{{Do: oplog.Remove, To: reason}}}
	if err := env.Write(ctx, request, r.file.Case, entry); err != nil {
		keepDraft(ctx, env, request)
		return Reply{}, err
	}
	if err := env.settleDraft(ctx, request, request.Path); err != nil {
		return Reply{}, err
	}
	return Reply{Location: r.back.Href}, nil
}

func (r removing) reply(request Request, status int, fault string) Reply {
	control := views.Control{Name: "reason", Label: words.Say(words.RemoveReason), Hint: words.Say(words.RemoveReasonHint), Value: r.reason, Error: fault}
	form := views.Form{ID: "form", Action: request.Path, Seen: drawnFrom(r.file, r.file.Seen), Draft: request.Path, Since: r.since, Hidden: r.drawing.hidden()}
	if fault != "" {
		form.Faults = []views.Fault{{ID: control.FocusID(), Words: fault}}
	}
	page := casePage(request, r.file, words.Say(words.RemoveTitle), r.back)
	page.Error = fault != ""
	return Reply{Status: status, Page: page, Main: views.Removal(page, form, nameOf(r.record), control)}
}
