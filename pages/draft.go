package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// A draft's key is the address of its form: it holds ids only, and whoever
// finds the draft knows where it belongs.

// Limits on what a draft may hold; the largest form stays far below.
const (
	maxDraftFields = 300
	maxDraftBytes  = 512 << 10
)

func draftRoutes() []Route {
	return []Route{
		{Method: "POST", Pattern: "/drafts", Offline: true, Turned: true, Handle: saveDraft},
		{Method: "POST", Pattern: "/drafts/throw", Offline: true, Turned: true, Handle: throwDraft},
	}
}

// saveDraft keeps what stands in a form and answers the state line only, once
// the store has it. An answer with the form in it would lose what was typed
// meanwhile.
func saveDraft(ctx context.Context, env *Env, request Request) (Reply, error) {
	key, err := draftKey(request)
	if err != nil {
		return Reply{}, err
	}
	saved, err := putDraft(ctx, env, request, key)
	if err != nil {
		return Reply{}, err
	}
	page := request.page("", "")
	page.Focus = false
	if saved {
		page.State = views.State{Words: words.Say(words.StateDraftSaved, "time", request.clock(request.Now)), Tone: string(views.Good)}
	}
	return Reply{Main: views.StateLine(page), Fragment: true}, nil
}

// throwDraft forgets a draft and shows its form afresh, or the list of drafts
// that have none any more.
func throwDraft(ctx context.Context, env *Env, request Request) (Reply, error) {
	key, err := draftKey(request)
	if err != nil {
		return Reply{}, err
	}
	if err := throwPhotos(ctx, env, request.Actor.ID, key); err != nil {
		return Reply{}, err
	}
	if err := env.Store.DropDraft(ctx, request.Actor.ID, key); err != nil {
		return Reply{}, err
	}
	if !formOpens(ctx, env, request, key) {
		if request.Turned != nil {
			return Reply{Location: request.Turned.First}, nil
		}
		return Reply{Location: SyncPath}, nil
	}
	return Reply{Location: key}, nil
}

// draftKey reads the form's address and accepts only one of our own pages.
func draftKey(request Request) (string, error) {
	key := request.Form.Get("draft")
	if _, _, ok := Match(Routes(), "GET", key); !ok || !strings.HasPrefix(key, "/") || strings.HasPrefix(key, "//") || strings.ContainsAny(key, "?#\\\r\n") || !request.opensDraft(key) {
		return "", casework.Fail(casework.NotFound)
	}
	return key, nil
}

// putDraft stores the form's values. A form that has been saved already (its
// last autosave came late) keeps no draft, whichever of the two is first here.
func putDraft(ctx context.Context, env *Env, request Request, key string) (bool, error) {
	draft := storage.Draft{Saved: request.Now, Fields: map[string]string{}}
	size := 0
	for name, list := range request.Form {
		if name == "token" || name == "draft" {
			continue
		}
		value := unixLines(strings.Join(list, " ")) // several values are ids, which hold no space
		draft.Fields[name] = value
		size += len(name) + len(value)
	}
	if len(draft.Fields) > maxDraftFields || size > maxDraftBytes {
		return false, &casework.Problem{Code: casework.TooLong, Limit: maxDraftBytes}
	}
	if saved, err := env.wasSaved(ctx, request); saved || err != nil {
		return false, err
	}
	_, params, _ := Match(Routes(), "GET", key)
	if id, caseID := draft.Fields["new"], params["case"]; id != "" && caseID != "" {
		file, err := env.Store.File(ctx, caseID)
		if err != nil {
			return false, err
		}
		if file.Record(id) != nil {
			return false, nil
		}
	}
	if err := env.Store.PutDraft(ctx, request.Actor.ID, key, draft); err != nil {
		return false, err
	}
	saved, err := env.wasSaved(ctx, request)
	if saved { // in between
		err = env.Store.DropDraft(ctx, request.Actor.ID, key)
	}
	return !saved, err
}

// keepDraft stores what stands in a form that goes back to be put right, for a
// person who walks away from it. The page shows the words in any case, so a
// store that is full is no reason to fail here.
func keepDraft(ctx context.Context, env *Env, request Request) {
	_, _ = putDraft(ctx, env, request, request.Path)
}

// restore fills the sheet with the drawn values and, field by field, with what
// a draft changed. A field that the draft left alone shows today's words.
func (s *sheet) restore(ctx context.Context, env *Env, request Request, drawn map[string]string) error {
	s.typed, s.was = Values{}, map[string]string{}
	for _, q := range s.form.asked {
		s.was[q.name()] = drawn[q.field.Name]
		for name, list := range q.typed(drawn[q.field.Name]) {
			s.typed[name] = list
		}
	}
	draft, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
	if err != nil || draft == nil {
		return err
	}
	s.drawing.from = draft.Fields[drawnField]
	if s.record == nil && s.file.Record(draft.Fields["new"]) != nil { // saved already
		return nil
	}
	touched := false
	for _, q := range s.form.asked {
		touched = s.restoreField(q, draft.Fields) || touched
	}
	if s.form.extra != nil {
		kept, err := s.form.extra.restore(ctx, env, request.Actor.ID, s, draft.Fields)
		if err != nil {
			return err
		}
		touched = touched || kept
	}
	if !touched {
		return nil
	}
	s.since, s.settles = request.when(draft.Saved), draft.Fields[settlesField]
	if isID(draft.Fields["new"]) {
		s.newID = draft.Fields["new"]
	}
	if text := draft.Fields["seen"]; text != "" {
		s.seen = min(s.seen, seenOn(s.file, text))
	}
	return nil
}

// restoreField takes a field from the draft if the draft changed it.
func (s *sheet) restoreField(q question, fields map[string]string) bool {
	was := fields["was."+q.name()]
	before, inDraft := q.typed(was), false
	fromWas, fromNow := true, true
	for _, name := range q.names() {
		value, there := fields[name]
		inDraft = inDraft || there
		fromWas = fromWas && value == strings.Join(before[name], " ")
		fromNow = fromNow && value == strings.Join(s.typed[name], " ")
	}
	ticks := q.field.Type == casework.Refs || q.field.Type == casework.Tick || q.isEfforts()
	unticked := ticks && !inDraft && was != ""
	if !inDraft && !unticked || fromWas || fromNow {
		return false
	}
	for _, name := range q.names() {
		s.typed[name] = []string{fields[name]}
		if ticks {
			s.typed[name] = strings.Fields(fields[name])
		}
	}
	s.was[q.name()] = was
	return true
}
