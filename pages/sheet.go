package pages

import (
	"context"
	"errors"
	"maps"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// sheet is a record form on its way to the page.
type sheet struct {
	form    recordForm
	file    *casework.File
	record  *casework.Record // nil for a new one
	typed   Values
	was     map[string]string
	seen    int64
	newID   string
	drawing drawing
	since   string // time of the draft that it shows
	settles string // the kept entry whose words it puts in, or ""
	chain   string // the person's line of work on this device, "" at the office
	hidden  []views.Hidden
	taken   []string // names of files that the form remembers
	faults  []fault
	likely  []casework.Likely // who of the case this may be; asked before saving
	instead string            // where saving leads: what was typed went on to somebody who is known
}

// refused puts what stood against the writing above the form, with every word
// still in it. A case that is gone has no form to show.
func (s *sheet) refused(err error) bool {
	var problem *casework.Problem
	if !errors.As(err, &problem) || problem.Code == casework.NotFound {
		return false
	}
	s.faults = append(s.faults, fault{words: sentence(problem, "")})
	return true
}

// entries checks the answers and returns what is to be written, or faults.
func (s *sheet) entries(ctx context.Context, env *Env, request Request) ([]Entry, error) {
	all, changed, faults := answers{asked: s.form.asked, form: request.Form}.take()
	create := s.record == nil
	values := s.form.own(changed)
	if create {
		values = s.form.own(all)
		if s.form.fixed != nil {
			for name, value := range s.form.fixed(request, s.file) {
				values[name] = value
			}
		}
	}
	saved := false
	if create {
		switch made := s.file.Record(s.newID); {
		case made != nil && sameValues(made, s.form.kind, values): // a second tap, perhaps with one more photo
			saved = true
		case made != nil: // other words in a form that was saved before: a record of their own
			s.newID = env.NewID()
		}
	}
	problems := casework.CheckRecord(s.file, s.form.kind, values, create)
	faults = append(faults, withoutDoubles(faults, faultsOf(s.form.kind, s.form.asked, problems))...)
	faults = append(faults, withoutDoubles(faults, misplaced(s.file, s.form.kind, s.form.asked, s.becoming(values), values, request.today()))...)
	if create && casework.Uncovered(s.file, s.form.kind, values) {
		uncovered := []fault{{field: "reason", words: words.Say(words.ReferralSentUncovered, "reason", fieldLabel(s.form.kind, "reason"))}}
		faults = append(faults, withoutDoubles(faults, uncovered)...)
	}
	s.faults = inOrder(s.form.asked, faults)
	var more []Entry
	if s.form.extra != nil {
		var err error
		if more, err = s.form.extra.take(ctx, env, request, s, all); err != nil {
			return nil, err
		}
	}
	if len(s.faults) > 0 {
		return nil, nil
	}
	if saved {
		return more, nil
	}
	if create {
		return append([]Entry{Made(s.newID, s.form.kind, values)}, more...), nil
	}
	if s.otherWindow(changed); len(s.faults) > 0 {
		return nil, nil
	}
	if s.form.follows != nil {
		more = append(more, s.form.follows(request, s, values)...)
	}
	if entry, ok := Edited(s.record, s.seen, values); ok {
		more = append([]Entry{entry}, more...)
	}
	return more, nil
}

// becoming is the record as it is with these values.
func (s *sheet) becoming(values map[string]string) map[string]string {
	now := map[string]string{}
	if s.record != nil {
		maps.Copy(now, s.record.Fields)
	}
	maps.Copy(now, values)
	return now
}

// otherWindow finds fields that the same person changed on this tablet since the
// form was drawn, in another window. One line of work never conflicts with
// itself, so the later words would take the place of the earlier ones unseen:
// the form comes back with both.
func (s *sheet) otherWindow(changed map[string]string) {
	for _, q := range s.form.asked {
		value, touched := changed[q.name()]
		now := s.record.Get(q.field.Name)
		own := s.chain != "" && s.record.StampOf(q.field.Name).Chain == s.chain
		if !touched || !own || q.kind != s.form.kind || now == value || now == s.was[q.name()] {
			continue
		}
		shown := desk{file: s.file}.shown(q, now)
		s.faults = append(s.faults, fault{field: q.name(), words: words.Say(words.OtherWindow, "label", q.label(), "text", shown)})
		s.was[q.name()] = now
	}
}

// own picks the answers that belong to the form's own record, by field.
func (f recordForm) own(answers map[string]string) map[string]string {
	values := map[string]string{}
	for _, q := range f.asked {
		if value, ok := answers[q.name()]; ok && q.kind == f.kind {
			values[q.field.Name] = value
		}
	}
	return values
}

func sameValues(record *casework.Record, kind casework.Kind, values map[string]string) bool {
	same := record.Kind == kind
	for name, value := range values {
		same = same && record.Get(name) == value
	}
	return same
}

// caseID is the case that the form writes to.
func (s *sheet) caseID() string {
	if s.form.opens {
		return s.newID
	}
	return s.file.Case
}

func (s *sheet) id() string {
	if s.record != nil {
		return s.record.ID
	}
	return s.newID
}

// reply draws the form.
func (s *sheet) reply(request Request, status int) Reply {
	title := s.form.newTitle
	if s.record != nil {
		title = s.form.edit
	}
	page := casePage(request, s.file, words.Say(title), s.form.back(request))
	page.Error = len(s.faults) > 0
	d := desk{request: request, file: s.file, self: s.id()}
	controls := d.controls(s.form.asked, s.typed, s.faults)
	for i, control := range controls {
		if heading, ok := s.form.sections[control.Name]; ok {
			controls[i].Section = words.Say(heading)
		}
	}
	if s.form.extra != nil {
		for i, control := range s.form.extra.controls() {
			if i == 0 && len(s.taken) > 0 {
				control.Hint += " " + words.Say(words.FilesTaken, "names", strings.Join(s.taken, ", "))
			}
			for _, f := range s.faults {
				if f.field == control.Name && control.Error == "" {
					control.Error = f.words
				}
			}
			controls = append(controls, control)
		}
	}
	form := views.Form{
		ID: "form", Action: request.Path, Seen: drawnFrom(s.file, s.seen), Draft: request.Path, Since: s.since,
		Files: s.form.files(), Hidden: s.hiddenValues(), Faults: viewFaults(s.faults, controls),
	}
	if s.form.anchor != nil {
		form.Action += "#" + s.form.anchor(request)
	}
	s.askWhether(&form)
	if s.form.frame != nil {
		s.form.frame(request, s.file, s.record, &form)
	}
	if s.form.draw != nil {
		return Reply{Status: status, Page: page, Main: s.form.draw(request, s, page, form, controls)}
	}
	return Reply{Status: status, Page: page, Main: views.RecordForm(page, form, controls, words.Say(s.form.save), s.removeHref(request))}
}

// removeHref leads to hiding the record as entered in error; the case itself
// cannot be.
func (s *sheet) removeHref(request Request) string {
	base, ok := strings.CutSuffix(request.Path, "/edit")
	if !ok || s.record == nil || s.form.kind == casework.KindCase {
		return ""
	}
	return base + "/remove"
}

// hiddenValues carry what the form was drawn with, so that a field that nobody
// touched never overwrites somebody's newer words.
func (s *sheet) hiddenValues() []views.Hidden {
	hidden := s.drawing.hidden()
	if s.settles != "" {
		hidden = append(hidden, views.Hidden{Name: settlesField, Value: s.settles})
	}
	if s.record == nil {
		hidden = append(hidden, views.Hidden{Name: "new", Value: s.newID})
	}
	for _, q := range s.form.asked {
		hidden = append(hidden, views.Hidden{Name: "was." + q.name(), Value: s.was[q.name()]})
	}
	return append(hidden, s.hidden...)
}

func wasOf(asked []question, form Values) map[string]string {
	was := map[string]string{}
	for _, q := range asked {
		was[q.name()] = unixLines(form.Get("was." + q.name()))
	}
	return was
}

// formID is the id that a new record was given when its form was drawn, so that
// the same form sent twice makes one record.
func formID(env *Env, form Values) string {
	if id := form.Get("new"); isID(id) {
		return id
	}
	return env.NewID()
}

// isID reports whether the text has the shape of our record ids.
func isID(text string) bool {
	if len(text) != 36 {
		return false
	}
	return strings.IndexFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'f') && r != '-'
	}) < 0
}
