package pages

import (
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// question is one declared field that a form asks. Its words come from the
// catalogue by kind and name; its shape from the declaration.
type question struct {
	kind  casework.Kind
	field casework.Field
	as    string    // form name where it is not the field's own
	said  string    // its label, where that speaks of one record
	asks  words.Key // its label and hint, where the field's own are not meant for whoever reads them
}

func (q question) name() string {
	if q.as != "" {
		return q.as
	}
	return q.field.Name
}

// questions picks declared fields of a kind by name, in the order asked.
func questions(kind casework.Kind, names ...string) []question {
	spec, _ := casework.SpecOf(kind)
	asked := make([]question, 0, len(names))
	for _, name := range names {
		if field, ok := spec.Field(name); ok {
			asked = append(asked, question{kind: kind, field: field})
		}
	}
	return asked
}

// whoField is the one field that holds a person in a notation of its own.
func (q question) isWho() bool {
	return whoFields[string(q.kind)+"."+q.field.Name]
}

// whoFields hold "person:<id>", "staff:<id>" or a name.
var whoFields = map[string]bool{
	"action.who": true, "safety_activity.who": true, "safety_activity.checks": true, "step.who": true, "attendee.who": true, "decision.who": true,
}

// isEfforts tells fields that hold kinds of active effort.
func (q question) isEfforts() bool { return q.field.Name == effortsField }

// isLanguage tells fields that hold a language tag.
func (q question) isLanguage() bool { return q.field.Name == "language" }

// isTemplate tells the field that names one of the agency's templates.
func (q question) isTemplate() bool {
	return q.kind == casework.KindContract && q.field.Name == "template"
}

func (q question) label() string {
	if q.said != "" {
		return q.said
	}
	if q.asks != "" {
		return words.Say(q.asks)
	}
	if key := words.Label("as", q.as); words.Has(key) {
		return words.Say(key)
	}
	return words.Say(words.Label(string(q.kind), q.field.Name))
}

// names are the form names under which the question's answer comes.
func (q question) names() []string {
	name := q.name()
	switch {
	case q.field.Type == casework.Date:
		return []string{name + ".day", name + ".month", name + ".year"}
	case q.isWho():
		return []string{name, name + ".other"}
	}
	return []string{name}
}

// typed turns a stored value into what a browser would send for it.
func (q question) typed(value string) Values {
	name := q.name()
	switch {
	case q.field.Type == casework.Date:
		dayText, month, year := dateParts(value)
		return Values{name + ".day": {dayText}, name + ".month": {month}, name + ".year": {year}}
	case q.field.Type == casework.Refs, q.isEfforts():
		return Values{name: strings.Fields(value)}
	case q.isWho() && !isPersonID(value):
		other := ""
		if value != "" {
			other = "other"
		}
		return Values{name: {other}, name + ".other": {value}}
	case q.isWho():
		return Values{name: {value}, name + ".other": {""}}
	}
	return Values{name: {value}}
}

func isPersonID(value string) bool {
	return strings.HasPrefix(value, "person:") || strings.HasPrefix(value, "staff:")
}

// read turns what a browser sent into a value. wrong is the sentence's key
// where it cannot be one; answered is false where the question was not in the
// form at all, for absent is not empty.
func (q question) read(form Values) (value string, wrong words.Key, answered bool) {
	name := q.name()
	switch {
	case q.field.Type == casework.Date:
		value, wrong = parseDate(form.Get(name+".day"), form.Get(name+".month"), form.Get(name+".year"))
		return value, wrong, form.Has(name+".day") || form.Has(name+".month") || form.Has(name+".year")
	case q.field.Type == casework.Refs, q.isEfforts(), q.field.Type == casework.Tick: // a browser sends no box without a tick
		return strings.Join(form[name], " "), "", form.Has(name) || form.Has("was."+name)
	case q.isWho():
		return readWho(form.Get(name), form.Get(name+".other")), "", form.Has(name) || form.Has(name+".other")
	case q.field.Type == casework.Words:
		text := unixLines(form.Get(name))
		if strings.TrimSpace(text) == "" {
			text = ""
		}
		return text, "", form.Has(name)
	}
	return strings.TrimSpace(form.Get(name)), "", form.Has(name)
}

// readWho takes the picked person, or the name written beside "somebody else".
func readWho(picked, other string) string {
	other = strings.TrimSpace(other)
	if picked == "other" || picked == "" {
		if isPersonID(other) { // a name that looks like our notation is not one
			return strings.Replace(other, ":", " ", 1)
		}
		return other
	}
	return picked
}

// unixLines gives text one kind of line end: browsers send another than they show.
func unixLines(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}

// answers are what was typed into a form, and what it was drawn with.
type answers struct {
	asked []question
	form  Values
}

// take reads the answers. changed holds those that differ from what the form
// was drawn with (was.<field>), or all of them where it was drawn with nothing.
func (a answers) take() (all, changed map[string]string, faults []fault) {
	all, changed = map[string]string{}, map[string]string{}
	for _, q := range a.asked {
		value, wrong, answered := q.read(a.form)
		if wrong != "" {
			faults = append(faults, fault{field: q.name(), words: words.Say(wrong, "label", q.label())})
			continue
		}
		if !answered {
			continue
		}
		all[q.name()] = value
		was := "was." + q.name()
		if !a.form.Has(was) || unixLines(a.form.Get(was)) != value {
			changed[q.name()] = value
		}
	}
	return all, changed, faults
}

// desk is what the drawing of questions looks things up in.
type desk struct {
	request Request
	file    *casework.File // nil where there is no case yet
	self    string         // the record that is being written: nothing refers to itself
}

// controls draws the questions with what was typed.
func (d desk) controls(asked []question, typed Values, faults []fault) []views.Control {
	controls := make([]views.Control, 0, len(asked))
	for _, q := range asked {
		control := d.control(q, typed)
		if q.field.Type == casework.Refs && len(control.Options) == 0 { // nothing to choose from yet
			continue
		}
		for _, f := range faults {
			if f.field == q.name() && control.Error == "" {
				control.Error = f.words
			}
		}
		controls = append(controls, control)
	}
	return controls
}

func (d desk) control(q question, typed Values) views.Control {
	name := q.name()
	hint := q.hint()
	control := views.Control{Name: name, Label: q.label(), Hint: hint, Value: typed.Get(name), Optional: !q.field.Required}
	switch q.field.Type {
	case casework.Words:
		control.Shape, control.Lang = views.WordsShape, typed.Get("language")
	case casework.Date:
		control.Shape = views.DateShape
		control.Day, control.Month, control.Year = typed.Get(name+".day"), typed.Get(name+".month"), typed.Get(name+".year")
		control.Quick = quickDays(d.request, q.field.Name)
		if control.Hint == "" {
			control.Hint = words.Say(words.DateHint)
		}
	case casework.Choice:
		control.Shape, control.Options = views.ChoiceShape, q.choices(typed.Get(name))
	case casework.Ref:
		control.Shape, control.Options = views.ChoiceShape, d.records(q, typed[name], true)
	case casework.Refs:
		control.Shape, control.Options = views.TicksShape, d.records(q, typed[name], false)
	case casework.Tick:
		control.Shape, control.Options = views.TicksShape, []views.Option{{Value: "yes", Label: words.Say(words.Yes), Picked: typed.Get(name) == "yes"}}
	case casework.Staff:
		control.Shape, control.Options = views.ChoiceShape, d.staff(typed.Get(name), "")
	default:
		d.line(q, &control, typed)
	}
	return control
}

// line draws what is written on one line: a name, a number, a person, a language.
func (d desk) line(q question, control *views.Control, typed Values) {
	switch name := q.field.Name; {
	case q.isWho():
		control.Shape, control.Options = views.PickerShape, d.people(typed.Get(name))
		control.Other, control.OtherTip = typed.Get(name+".other"), words.Say(words.WhoOther)
	case q.isLanguage():
		control.Shape, control.Options = views.SelectShape, languages(typed.Get(name))
	case q.isTemplate():
		control.Shape, control.Options = views.ChoiceShape, d.templates(typed.Get(name))
	case q.isEfforts():
		control.Shape, control.Options = views.TicksShape, efforts(typed[name])
		control.Label, control.Hint = words.Say(words.EffortAsk), words.Say(words.EffortAskHow)
		if len(typed[name]) == 0 && !q.field.Required { // most entries are none: the long list stays folded
			control.Folded = words.Count(words.EffortKinds, effortKinds)
		}
	case name == "name", name == "call_name", name == "number":
		control.Exact = true
	case name == "phone":
		control.Exact, control.Mode = true, "tel"
	}
}

func (q question) choices(picked string) []views.Option {
	options := make([]views.Option, len(q.field.Choices))
	for i, choice := range q.field.Choices {
		options[i] = views.Option{Value: choice, Label: words.Say(words.Choice(string(q.kind), q.field.Name, choice)), Picked: choice == picked}
	}
	return options
}

// records offers the case's records of the field's kind. One of several can
// also be none, unless the field must be answered.
func (d desk) records(q question, picked []string, one bool) []views.Option {
	var options []views.Option
	if one && !q.field.Required {
		options = append(options, views.Option{Label: words.Say(words.Nobody(string(q.kind), q.field.Name)), Picked: len(picked) == 0 || picked[0] == ""})
	}
	if d.file == nil {
		return options
	}
	for _, record := range d.file.Of(q.field.Kind) {
		if record.ID == d.self {
			continue
		}
		options = append(options, views.Option{Value: record.ID, Label: nameOf(record), Picked: slices.Contains(picked, record.ID)})
	}
	return options
}

// people offers everybody who can do something in the case.
func (d desk) people(picked string) []views.Option {
	var options []views.Option
	if d.file != nil {
		for _, person := range d.file.Of(casework.KindPerson) {
			options = append(options, views.Option{Value: "person:" + person.ID, Label: nameOf(person), Hint: roleOf(person), Picked: picked == "person:"+person.ID})
		}
	}
	options = append(options, d.staff(strings.TrimPrefix(picked, "staff:"), "staff:")...)
	return append(options, views.Option{Value: "other", Label: words.Say(words.WhoSomebodyElse), Picked: picked == "other"})
}

// staff offers the staff who are still here, and the one picked in any case.
func (d desk) staff(picked, prefix string) []views.Option {
	var options []views.Option
	for _, member := range d.request.House.Staff {
		if member.Gone && member.ID != picked {
			continue
		}
		options = append(options, views.Option{
			Value: prefix + member.ID, Label: member.Name,
			Hint: words.Say(words.Choice("staff", "role", string(member.Role))), Picked: member.ID == picked,
		})
	}
	return options
}

// efforts are the kinds of active effort, to be ticked.
func efforts(picked []string) []views.Option {
	options := make([]views.Option, 0, effortKinds)
	for n := 1; n <= effortKinds; n++ {
		id := strconv.Itoa(n)
		options = append(options, views.Option{Value: id, Label: words.Say(words.EffortKind(id)), Picked: slices.Contains(picked, id)})
	}
	return options
}

func languages(picked string) []views.Option {
	options := []views.Option{{Label: words.Say(words.LanguageNone), Picked: picked == ""}}
	known := picked == ""
	for _, tag := range words.Languages {
		known = known || tag == picked
		options = append(options, views.Option{Value: tag, Label: words.Say(words.LanguageName(tag)), Picked: tag == picked})
	}
	if !known { // a newer build, or another office, knows more languages
		options = append(options, views.Option{Value: picked, Label: picked, Picked: true})
	}
	return options
}

// nameOf is what a record is called in a list: people by the name they are
// called, everything else by its own words.
func nameOf(record *casework.Record) string {
	for _, field := range []string{"call_name", "name", "words", "what", "caption", "need", "service", "place", "purpose", "recipient"} {
		if text := strings.TrimSpace(record.Get(field)); text != "" {
			return text
		}
	}
	if text := strings.TrimSpace(record.Get("text")); text != "" {
		return firstLine(text)
	}
	return words.Say(words.Unnamed)
}

func roleOf(person *casework.Record) string {
	role := person.Get("role")
	if key := words.Choice("person", "role", role); words.Has(key) {
		return words.Say(key)
	}
	return role
}

// who names the person of an action: "person:<id>", "staff:<id>" or a name.
func (d desk) who(value string) string {
	if id, ok := strings.CutPrefix(value, "person:"); ok && d.file != nil {
		if person := d.file.Record(id); person != nil {
			return nameOf(person)
		}
	}
	if id, ok := strings.CutPrefix(value, "staff:"); ok {
		if name := d.request.House.StaffName(id); name != "" {
			return name
		}
	}
	if isPersonID(value) {
		return words.Say(words.Unnamed)
	}
	return value
}

// shown writes a stored value as people read it.
func (d desk) shown(q question, value string) string {
	switch {
	case value == "":
		return ""
	case q.isWho():
		return d.who(value)
	case q.field.Type == casework.Date:
		return day(value)
	case q.field.Type == casework.Choice:
		if key := words.Choice(string(q.kind), q.field.Name, value); words.Has(key) {
			return words.Say(key)
		}
	case q.field.Type == casework.Tick:
		return words.Say(words.Yes)
	case q.field.Type == casework.Staff:
		if name := d.request.House.StaffName(value); name != "" {
			return name
		}
	case q.isLanguage():
		return languageName(value)
	case q.isTemplate():
		return d.request.House.Rules().Template(casework.TemplateContract, value).Title
	case q.isEfforts():
		var kinds []string
		for _, id := range strings.Fields(value) {
			kinds = append(kinds, words.Say(words.EffortKind(id)))
		}
		return strings.Join(kinds, "\n")
	case (q.field.Type == casework.Ref || q.field.Type == casework.Refs) && d.file != nil:
		var names []string
		for _, id := range strings.Fields(value) {
			if record := d.file.Record(id); record != nil {
				name := nameOf(record)
				if name == words.Say(words.Unnamed) { // a kind that has no words of its own
					name = kindName(record.Kind)
				}
				names = append(names, name)
			}
		}
		return strings.Join(names, "\n")
	}
	return value
}
