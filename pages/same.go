package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// Before somebody is written down who may be known already, the form asks once.
// It never stands in the way: saving again saves.

// Form fields of the answer: the record of whom it is, or that it was asked.
const (
	isField    = "is"
	askedField = "likely"
)

// meet finds out whether a new person or member of the team is somebody who is
// known. Its answer is in s.likely (to be asked), in s.instead (what was typed
// went on to the form of the one who is known) or in the entries.
func (s *sheet) meet(ctx context.Context, env *Env, request Request, entries []Entry) ([]Entry, error) {
	if s.file.Record(s.newID) != nil { // saved already: a second tap
		return entries, nil
	}
	values := s.values(request)
	known := s.file.Record(request.Form.Get(isField))
	switch {
	case known == nil && request.Form.Get(askedField) == "":
		s.likely = casework.LikelySame(s.file, s.form.kind, values)
		return entries, nil
	case known == nil || known.Removed != nil:
		return entries, nil
	case known.Kind == s.form.kind:
		return nil, s.handOver(ctx, env, request, known, values)
	case known.Kind == casework.KindPerson: // of the case, and now on the team
		if member := memberOf(s.file, known.ID); member != nil {
			return nil, s.handOver(ctx, env, request, member, values)
		}
		values["person"] = known.ID
		return []Entry{Made(s.newID, s.form.kind, values)}, nil
	case known.Kind == casework.KindMember: // of the team, and now among the people
		if entry, ok := Edited(known, s.seen, map[string]string{"person": s.newID}); ok && known.Get("person") == "" {
			entries = append(entries, entry)
		}
	}
	return entries, nil
}

// values are what a new record would hold.
func (s *sheet) values(request Request) map[string]string {
	all, _, _ := answers{asked: s.form.asked, form: request.Form}.take()
	return s.form.own(all)
}

func memberOf(file *casework.File, person string) *casework.Record {
	for _, member := range file.Of(casework.KindMember) {
		if member.Get("person") == person {
			return member
		}
	}
	return nil
}

// handOver puts what was typed into the form of the one who is known, as a draft:
// beside the words that stand there, never over them. Nothing is saved by it.
func (s *sheet) handOver(ctx context.Context, env *Env, request Request, known *casework.Record, values map[string]string) error {
	key := casePath(request, "/people/"+known.ID+"/edit")
	if known.Kind == casework.KindMember {
		key = recordPath(request, known) + "/edit"
	}
	draft, err := env.Store.Draft(ctx, request.Actor.ID, key)
	if err != nil {
		return err
	}
	if draft == nil {
		draft = &storage.Draft{Fields: map[string]string{drawnField: env.NewID(), "seen": drawnFrom(s.file, s.file.Seen)}}
	}
	for _, q := range s.form.asked {
		now := known.Get(q.field.Name)
		was, begun := draft.Fields["was."+q.name()]
		if begun && values[q.field.Name] == "" { // nothing to add to what they were typing there
			continue
		}
		if begun && q.field.Type != casework.Date && !q.isWho() && draft.Fields[q.name()] != was {
			now = draft.Fields[q.name()] // they were typing there before
		}
		if !begun {
			draft.Fields["was."+q.name()] = known.Get(q.field.Name)
		}
		for name, list := range q.typed(joined(q, now, values[q.field.Name])) {
			draft.Fields[name] = strings.Join(list, " ")
		}
	}
	if settles := request.Form.Get(settlesField); settles != "" {
		draft.Fields[settlesField] = settles
	}
	draft.Saved = request.Now
	s.instead = key
	return env.Store.PutDraft(ctx, request.Actor.ID, key, *draft)
}

// joined puts together what stands with what was typed. Words are added; of a
// choice or a day the one that was typed last is shown, and whoever saves decides.
func joined(q question, now, typed string) string {
	switch {
	case typed == "" || strings.EqualFold(strings.TrimSpace(typed), strings.TrimSpace(now)):
		return now
	case now == "":
		return typed
	case q.field.Type == casework.Words:
		return now + "\n" + typed
	case q.field.Type == casework.Line && !q.isLanguage() && !q.isWho():
		both := now + ", " + typed
		if strings.HasSuffix(q.field.Name, "name") {
			both = now + " (" + typed + ")"
		}
		if casework.CheckField(q.field, both) == nil { // it is not too long
			return both
		}
	}
	return typed
}

// askWhether draws the question. The form then says that it was asked, so that
// Save saves.
func (s *sheet) askWhether(form *views.Form) {
	for _, one := range s.likely {
		record := one.Record
		view := views.LikelyView{ID: record.ID}
		name, role := nameOf(record), choiceWords(record.Kind, "role", record.Get("role"))
		if person := s.file.Record(record.Get("person")); person != nil {
			name = nameOf(person)
		}
		key := map[casework.AlikeBy]words.Key{casework.AlikeName: words.LikelyName, casework.AlikeReach: words.LikelyReach, casework.AlikeRecord: words.LikelyRecord}[one.By]
		view.Words, view.Text = words.Say(key, "name", name, "role", role), words.Say(words.LikelyIs, "name", name)
		form.Likely = append(form.Likely, view)
	}
	if len(s.likely) > 0 && !slices.Contains(form.Hidden, views.Hidden{Name: askedField, Value: "yes"}) {
		form.Hidden = append(form.Hidden, views.Hidden{Name: askedField, Value: "yes"})
	}
}
