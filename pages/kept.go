package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

type keptOperation = storage.KeptOperation

// settlesField carries, in a form and its draft, which kept entry the form puts
// in now.
const settlesField = "settles"

func keptRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/kept", Offline: true, Handle: keptEntries},
		{Method: "GET", Pattern: "/cases/:case/kept/:entry", Offline: true, Handle: setAside},
		{Method: "POST", Pattern: "/cases/:case/kept/:entry", Offline: true, Handle: setAside},
		{Method: "POST", Pattern: "/cases/:case/kept/:entry/enter", Offline: true, Handle: enterKept},
	}
}

func backToKept(request Request) views.Link {
	return views.Link{Href: casePath(request, "/kept"), Text: words.Say(words.KeptTitle)}
}

// keptEntries shows what could not be applied, with its words and why, and what
// somebody did about it. What waits comes first.
func keptEntries(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	kept, err := env.Store.Kept(ctx, file.Case)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	dealt := file.DealtWith()
	var view views.KeptView
	var done []views.KeptItem
	for _, entry := range kept {
		item := d.keptItem(entry)
		if by := dealt[entry.Operation.ID.String()]; by != nil {
			item.Dealt = d.dealtWords(by)
			done = append(done, item)
			continue
		}
		base := casePath(request, "/kept/"+entry.Operation.Hash())
		item.Aside = base
		if _, _, can := formOf(request, file, entry.Operation); can || entry.Operation.Kind == casework.KindAttachment {
			item.Enter = &views.Form{ID: item.ID + "-enter-form", Action: base + "/enter"}
		}
		view.Items = append(view.Items, item)
	}
	view.Items = append(view.Items, done...)
	page := casePage(request, file, words.Say(words.KeptTitle), backToCase(request))
	return Reply{Page: page, Main: views.KeptEntries(page, view)}, nil
}

func (d desk) keptItem(entry keptOperation) views.KeptItem {
	op := entry.Operation
	item := views.KeptItem{
		ID: "kept-" + strings.ReplaceAll(op.ID.String(), "/", "-"), Why: words.Say(words.Kept(string(entry.Result.Reason))), What: kindName(op.Kind),
		Who: words.Say(words.SaidByOn, "name", d.nameOfStaff(op.Actor), "day", d.request.moment(op.At)),
	}
	if entry.Sender != "" && entry.Sender != op.Actor { // the name on it is only what the tablet claims
		item.Sender = words.Say(words.KeptSender, "name", d.request.House.StaffName(entry.Sender))
	}
	for _, change := range op.Changes {
		text, asked := change.To, questions(op.Kind, change.Field)
		if len(asked) == 1 {
			if asked[0].field.Type == casework.Data || d.file == nil && !readable(asked[0].field) {
				continue
			}
			text = d.shown(asked[0], text)
		}
		if text == "" {
			continue
		}
		item.Lines = append(item.Lines, views.SummaryRow{Name: fieldLabel(op.Kind, change.Field), Value: text})
	}
	return item
}

// dealtWords says who dealt with an entry, when and how.
func (d desk) dealtWords(dealt *casework.Record) string {
	pairs := []string{"name", d.nameOfStaff(dealt.Created.Actor), "moment", d.request.moment(dealt.Created.At), "reason", dealt.Get("reason")}
	if dealt.Get("how") == "entered" {
		return words.Say(words.KeptEntered, pairs...)
	}
	return words.Say(words.KeptAsideBy, pairs...)
}

// findKept finds the kept entry that the address names.
func findKept(ctx context.Context, env *Env, request Request, file *casework.File) (keptOperation, error) {
	kept, err := env.Store.Kept(ctx, file.Case)
	if err != nil {
		return keptOperation{}, err
	}
	for _, entry := range kept {
		if entry.Operation.Hash() == request.Params["entry"] {
			return entry, nil
		}
	}
	return keptOperation{}, casework.Fail(casework.NotFound)
}

// setAside asks why an entry is not put in, and writes that down. The entry
// stays readable.
func setAside(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	entry, err := findKept(ctx, env, request, file)
	if err != nil {
		return Reply{}, err
	}
	if file.DealtWith()[entry.Operation.ID.String()] != nil {
		return Reply{Location: casePath(request, "/kept")}, nil
	}
	reason, fault := request.Form.Get("reason"), ""
	if request.Method == "POST" {
		reason = strings.TrimSpace(reason)
		if problem := casework.CheckField(casework.Field{Name: "reason", Type: casework.Line, Required: true}, reason); problem != nil {
			fault = sentence(problem, words.Say(words.KeptReason))
			keepDraft(ctx, env, request)
		} else {
			if err := env.Write(ctx, request, file.Case, dealing(env, entry.Operation, "set_aside", reason, "")); err != nil {
				keepDraft(ctx, env, request)
				return Reply{}, err
			}
			return Reply{Location: casePath(request, "/kept")}, env.settleDraft(ctx, request, request.Path)
		}
	}
	view := views.KeptAsideView{
		Item:    desk{request: request, file: file}.keptItem(entry),
		Form:    views.Form{ID: "form", Action: request.Path, Seen: drawnFrom(file, file.Seen), Draft: request.Path, Hidden: drawing{number: env.NewID()}.hidden()},
		Control: views.Control{Name: "reason", Label: words.Say(words.KeptReason), Hint: words.Say(words.KeptReasonHint), Value: reason, Error: fault},
	}
	draft, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
	if err != nil {
		return Reply{}, err
	}
	if draft != nil && request.Method == "GET" && draft.Fields["reason"] != "" {
		view.Control.Value, view.Form.Since = draft.Fields["reason"], request.when(draft.Saved)
	}
	page := casePage(request, file, words.Say(words.KeptAside), backToKept(request))
	reply := Reply{Page: page}
	if fault != "" {
		view.Form.Faults = []views.Fault{{ID: view.Control.FocusID(), Words: fault}}
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.KeptAside(reply.Page, view)
	return reply, nil
}

// dealing writes down what somebody did about a kept entry.
func dealing(env *Env, op oplog.Operation, how, reason, entered string) Entry {
	return Made(env.NewID(), casework.KindDealt, map[string]string{"of": op.ID.String(), "how": how, "reason": reason, "entered": entered})
}

// enterKept opens the form that would write the entry today, with its words in
// it as a draft: saving the form deals with the entry. A photo has no form and
// goes in as it is.
func enterKept(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	entry, err := findKept(ctx, env, request, file)
	if err != nil {
		return Reply{}, err
	}
	op := entry.Operation
	if file.DealtWith()[op.ID.String()] != nil {
		return Reply{Location: casePath(request, "/kept")}, nil
	}
	if op.Kind == casework.KindAttachment {
		values := op.Write().Values
		if file.Record(values["of"]) == nil {
			delete(values, "of")
		}
		id := env.NewID()
		return Reply{Location: casePath(request, "/papers")}, env.Write(ctx, request, file.Case, Made(id, op.Kind, values), dealing(env, op, "entered", "", id))
	}
	form, path, can := formOf(request, file, op)
	if !can {
		return Reply{}, casework.Fail(casework.Immutable)
	}
	before, err := env.Store.Draft(ctx, request.Actor.ID, path)
	if err != nil {
		return Reply{}, err
	}
	if before != nil && before.Fields[settlesField] != op.ID.String() && len(wordsOf(before.Fields)) > 0 {
		return keptBlocked(request, file, path), nil
	}
	if before == nil || before.Fields[settlesField] != op.ID.String() {
		draft := storage.Draft{Saved: request.Now, Fields: form.fieldsOf(file, op)}
		draft.Fields["new"], draft.Fields[drawnField] = env.NewID(), env.NewID()
		if err := env.Store.PutDraft(ctx, request.Actor.ID, path, draft); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: path}, nil
}

// keptBlocked says that the form holds another draft, which must not be lost.
func keptBlocked(request Request, file *casework.File, path string) Reply {
	page := casePage(request, file, words.Say(words.KeptBlocked), backToKept(request))
	link := views.Link{Href: path, Text: words.Say(words.KeptBlockedGo)}
	return Reply{Status: 409, Page: page, Main: views.KeptBlocked(page, link)}
}

// formOf is the form, and its address, that would write an operation's words
// into the case as it stands; false where there is none.
func formOf(request Request, file *casework.File, op oplog.Operation) (recordForm, string, bool) {
	record, values := file.Record(op.Record), op.Write().Values
	there := record != nil && record.Kind == op.Kind && record.Removed == nil
	fill := func(form recordForm, pattern string) (recordForm, string, bool) {
		path := strings.NewReplacer(":case", file.Case, ":record", op.Record, ":issue", values["issue"], ":note", values["amends"]).Replace(pattern)
		return form, path, pattern != "" && len(form.fieldsOf(file, op)) > 0
	}
	live := func(id string, kind casework.Kind) bool {
		record := file.Record(id)
		return record != nil && record.Kind == kind && record.Removed == nil
	}
	switch op.Kind {
	case casework.KindCase:
		return fill(caseForm, caseForm.editPath)
	case casework.KindNote:
		switch {
		case !op.Write().Create && there:
			values["amends"] = op.Record
			return fill(amendForm, amendForm.newPath)
		case live(values["amends"], casework.KindNote):
			return fill(amendForm, amendForm.newPath)
		}
		return fill(noteForm, noteForm.newPath)
	case casework.KindPerson:
		if there {
			return fill(personForm, personForm.editPath)
		}
		return fill(personForm, personForm.newPath)
	}
	for _, form := range planForms {
		switch {
		case form.kind != op.Kind:
		case there:
			return fill(form, form.editPath)
		case op.Kind == casework.KindAction && !live(values["issue"], casework.KindIssue):
			return form, "", false
		default:
			return fill(form, form.newPath)
		}
	}
	return recordForm{}, "", false
}

// fieldsOf turns an operation's words into a draft of the form; empty where the
// form asks for none of them.
func (f recordForm) fieldsOf(file *casework.File, op oplog.Operation) map[string]string {
	values, fields := op.Write().Values, map[string]string{}
	record := file.Record(op.Record)
	for _, q := range f.asked {
		value, there := values[q.field.Name]
		if !there || value == "" || q.kind != op.Kind {
			continue
		}
		for name, list := range q.typed(value) {
			fields[name] = strings.Join(list, " ")
		}
		if record != nil && record.Kind == f.kind && f.editPath != "" {
			fields["was."+q.name()] = record.Get(q.field.Name)
		}
	}
	if len(fields) > 0 {
		fields[settlesField] = op.ID.String()
	}
	return fields
}

// settling is the entry that says that a form put a kept entry's words in, if
// it did and nobody has said so before.
func settling(ctx context.Context, env *Env, request Request, file *casework.File, entered string) ([]Entry, error) {
	id := request.Form.Get(settlesField)
	if id == "" || file.DealtWith()[id] != nil {
		return nil, nil
	}
	kept, err := env.Store.Kept(ctx, file.Case)
	for _, entry := range kept {
		if entry.Operation.ID.String() == id {
			return []Entry{dealing(env, entry.Operation, "entered", "", entered)}, err
		}
	}
	return nil, err
}
