package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// strayDrafts lists drafts whose form does not open any more: its case went to
// somebody else, or what it was for was removed or signed. Only their words are
// shown; that is what a person would have to write again.
func strayDrafts(request Request, drafts []storage.FormDraft, names map[string]string) []views.StrayDraft {
	var strays []views.StrayDraft
	for _, draft := range drafts {
		_, params, _ := Match(Routes(), "GET", draft.Key)
		stray := views.StrayDraft{
			ID: "stray-" + strconv.Itoa(len(strays)), Key: draft.Key, Case: names[params["case"]], Words: wordsOf(draft.Fields),
			When: words.Say(words.SyncDraftWhen, "time", request.when(draft.Saved)),
		}
		if stray.Case == "" {
			stray.Case = words.Say(words.SyncGone)
		}
		strays = append(strays, stray)
	}
	return strays
}

// formOpens reports whether the page at a draft's address still shows its form.
func formOpens(ctx context.Context, env *Env, request Request, key string) bool {
	route, params, ok := Match(Routes(), "GET", key)
	if !ok || params["case"] == "" {
		return true // drafts of forms outside a case have nothing that could go
	}
	request.Method, request.Path, request.Params = "GET", key, params
	request.Query, request.Form, request.Uploads = Values{}, Values{}, nil
	reply, err := route.Handle(ctx, env, request)
	if reply.Body != nil {
		_ = reply.Body.Close()
	}
	return err == nil && reply.Location == ""
}

// wordsOf picks from a draft's fields the texts and dates that somebody typed,
// in the order of the declarations.
func wordsOf(fields map[string]string) []string {
	var typed []string
	seen := map[string]bool{}
	for _, kind := range casework.Kinds() {
		spec, _ := casework.SpecOf(kind)
		for _, field := range spec.Fields {
			q := question{kind: kind, field: field}
			if seen[field.Name] || !q.hasWords() {
				continue
			}
			seen[field.Name] = true
			if text := q.typedIn(fields); text != "" {
				typed = append(typed, text)
			}
		}
	}
	return typed
}

func (q question) hasWords() bool {
	switch q.field.Type {
	case casework.Words, casework.Line, casework.Date, casework.Whole:
		return true
	}
	return false
}

// typedIn returns what a draft's fields hold beyond what their form was drawn
// with; "" if nothing.
func (q question) typedIn(fields map[string]string) string {
	was := q.typed(fields["was."+q.name()])
	var parts []string
	changed := false
	for _, name := range q.names() {
		value := strings.TrimSpace(fields[name])
		changed = changed || value != strings.TrimSpace(was.Get(name))
		if value != "" && value != "other" && !isPersonID(value) {
			parts = append(parts, value)
		}
	}
	if !changed {
		return ""
	}
	return strings.Join(parts, " ")
}
