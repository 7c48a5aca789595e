package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// maxThings bounds how much of what waits one page lists.
const maxThings = 60

// syncPage answers whether it is safe to close: what is only on this tablet,
// what the office has, what stands in the way and what to do about it.
func syncPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	page := request.page(words.Say(words.SyncTitle), "")
	summaries, err := env.Store.Summaries(ctx)
	if err != nil {
		return Reply{}, err
	}
	names := caseNames(request, summaries)
	drafts, err := env.Store.AllDrafts(ctx, request.Actor.ID)
	if err != nil {
		return Reply{}, err
	}
	view := views.SyncView{}
	view.Typing, view.Drafts = draftsOf(ctx, env, request, drafts, names)
	outbox, ok := env.Store.(Outbox)
	if !ok {
		view.AtOffice = true
		return Reply{Page: page, Main: views.Sync(page, view)}, nil
	}
	outlook, err := outbox.Outlook(ctx)
	if err != nil {
		return Reply{}, err
	}
	kept, err := keptHere(ctx, env, summaries)
	if err != nil {
		return Reply{}, err
	}
	view.Things = things(request, outlook, names)
	view.Answer, view.Safe = answer(len(view.Things) + outlook.Earlier)
	if over := len(view.Things) - maxThings; over > 0 {
		view.Things, view.More = view.Things[:maxThings], words.Count(words.SyncMore, over)
	}
	view.Kept = keptRows(names, kept)
	view.Held = words.Count(words.SyncHeld, outlook.Held)
	view.Trouble = troubleWords(outlook.Trouble)
	if outlook.Retire && view.Trouble == "" {
		view.Trouble = words.Say(words.HandInRetired)
	}
	if outlook.Sent > 0 {
		view.Sent = words.Count(words.SyncSent, outlook.Sent)
	}
	if outlook.Earlier > 0 {
		view.Earlier = words.Count(words.SyncEarlier, outlook.Earlier)
	}
	switch {
	case !outlook.Last.IsZero():
		view.Last = words.Say(words.SyncLast, "time", request.when(outlook.Last))
	case !view.Safe:
		view.Last = words.Say(words.SyncNever)
	}
	return Reply{Page: page, Main: views.Sync(page, view)}, nil
}

// answer is the one sentence that people come for.
func answer(here int) (sentence string, safe bool) {
	if here == 0 {
		return words.Say(words.SyncNothing), true
	}
	return words.Count(words.SyncNotYet, here), false
}

func troubleWords(trouble Trouble) string {
	key, ok := map[Trouble]words.Key{
		Away: words.SyncAway, Down: words.SyncDown, Busy: words.SyncBusy, Refused: words.SyncRefused, Odd: words.SyncOdd, Full: words.SyncFull,
	}[trouble]
	if !ok {
		return ""
	}
	return words.Say(key)
}

// thing is one record that is only on this tablet, with all its changes; or a
// photo whose entry was sent before it.
type thing struct {
	last    oplog.Operation
	changes int
	refused bool // the office does not take its bytes
}

// Names reports whether an operation names a file by its SHA-256.
func Names(op oplog.Operation, sha256 string) bool {
	for _, value := range op.Write().Values {
		if value == sha256 {
			return true
		}
	}
	return false
}

// things lists what is only here as people count it, the newest first.
func things(request Request, outlook Outlook, names map[string]string) []views.Row {
	at := map[string]int{}
	var list []thing
	add := func(op oplog.Operation) int {
		key := op.Case + "/" + op.Record
		i, known := at[key]
		if !known {
			i = len(list)
			at[key], list = i, append(list, thing{last: op})
		}
		return i
	}
	for _, op := range outlook.Waiting {
		i := add(op)
		list[i].last, list[i].changes = op, list[i].changes+1
	}
	for _, file := range outlook.Files {
		i := slices.IndexFunc(outlook.Waiting, func(op oplog.Operation) bool { return Names(op, file.SHA256) })
		switch {
		case i >= 0:
			i = add(outlook.Waiting[i])
		case file.Attached != nil:
			i = add(*file.Attached)
		default:
			i = add(oplog.Operation{Kind: casework.KindAttachment, Record: file.SHA256})
		}
		list[i].refused = list[i].refused || file.Refused
	}
	slices.SortStableFunc(list, func(a, b thing) int { return strings.Compare(b.last.At, a.last.At) })
	rows := make([]views.Row, len(list))
	for i, t := range list {
		rows[i] = t.row(request, names)
		rows[i].ID = "thing-" + strconv.Itoa(i+1)
	}
	return rows
}

// row draws a thing: what it is in its first words, whose case, and when.
func (t thing) row(request Request, names map[string]string) views.Row {
	row := views.Row{Text: kindName(t.last.Kind), Detail: names[t.last.Case], Href: "/cases/" + t.last.Case}
	if text := firstWords(request, t.last); text != "" {
		row.Text = words.Say(words.SyncThing, "kind", kindName(t.last.Kind), "words", text)
	}
	if row.Detail == "" { // it moved to somebody else meanwhile
		row.Detail, row.Href = words.Say(words.SyncGone), SyncPath
	}
	if t.last.At != "" {
		row.End = request.weekday(t.last.At)
	}
	if t.changes > 1 {
		row.Tags = append(row.Tags, views.Tag{Words: words.Count(words.SyncChanges, t.changes)})
	}
	if t.refused {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.SyncFileRefused), Tone: views.Warn})
	}
	return row
}

// firstWords are the first words that an operation writes, "" if it writes none
// that people typed.
func firstWords(request Request, op oplog.Operation) string {
	values := op.Write().Values
	spec, _ := casework.SpecOf(op.Kind)
	for _, words := range []bool{true, false} {
		for _, field := range spec.Fields {
			q := question{kind: op.Kind, field: field}
			if value := strings.TrimSpace(values[field.Name]); value != "" && q.hasWords() == words && readable(field) {
				return firstLine(desk{request: request}.shown(q, value))
			}
		}
	}
	for _, change := range op.Changes {
		if change.Do == oplog.Remove {
			return firstLine(change.To)
		}
	}
	return ""
}

// readable leaves out what means nothing to people without its case: ids, hashes
// and what the program made.
func readable(field casework.Field) bool {
	switch field.Type {
	case casework.Ref, casework.Refs, casework.Data, casework.Moment:
		return false
	}
	switch field.Name {
	case "sha256", "content_hash", "media", "size", "place", "person":
		return false
	}
	return true
}

// holdsWords reports whether a draft is worth going back to.
func holdsWords(draft storage.FormDraft) bool {
	_, params, ok := Match(Routes(), "GET", draft.Key)
	if !ok || params["case"] == "" && draft.Key != newCaseForm.newPath { // a page without a form
		return false
	}
	return draft.Fields["taken"] != "" || draft.Fields[pagesField] != "" || len(wordsOf(draft.Fields)) > 0
}

// typed counts the drafts that are.
func typed(drafts []storage.FormDraft) int {
	n := 0
	for _, draft := range drafts {
		if holdsWords(draft) {
			n++
		}
	}
	return n
}

// draftsOf parts what somebody is typing into forms that can be gone on with,
// and words whose form does not open any more.
func draftsOf(ctx context.Context, env *Env, request Request, drafts []storage.FormDraft, names map[string]string) ([]views.Row, []views.StrayDraft) {
	var typing []views.Row
	var strays []storage.FormDraft
	for _, draft := range drafts {
		if !holdsWords(draft) {
			continue
		}
		typed := wordsOf(draft.Fields)
		if !formOpens(ctx, env, request, draft.Key) {
			strays = append(strays, draft)
			continue
		}
		_, params, _ := Match(Routes(), "GET", draft.Key)
		row := views.Row{ID: "typing-" + strconv.Itoa(len(typing)+1), Href: draft.Key, Text: words.Say(words.SyncPhotoDraft), Detail: names[params["case"]], End: request.when(draft.Saved)}
		if len(typed) > 0 {
			row.Text = firstLine(typed[0])
		}
		typing = append(typing, row)
	}
	return typing, strayDrafts(request, strays, names)
}
