package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
	"doorstep/views/words"
)

// practicePart is one of the lists that an administrator keeps: templates,
// roles, rules of wording.
type practicePart struct {
	path            string // part of the address
	title, how, add words.Key
	rows            func(*casework.Practice) []views.Row
	// ask draws the form of one entry, filled from the practice; ok is false
	// where it has no such entry.
	ask func(p *casework.Practice, id string) (controls []views.Control, values pages.Values, ok bool)
	// set writes what was typed into the practice.
	set func(p *casework.Practice, id string, values pages.Values)
	// wrong finds what is wrong beyond the limits of each text; may be nil.
	wrong func(values pages.Values) map[string]string
	// drop takes the entry out.
	drop func(p *casework.Practice, id string)
}

// newPart is the id of an entry that is not there yet.
const newPart = "new"

var practiceParts = []practicePart{templatesPart, rolesPart, rulesPart}

func (part practicePart) card(practice *casework.Practice) views.PracticeCard {
	base := practicePath + "/" + part.path
	return views.PracticeCard{
		ID: part.path, Title: words.Say(part.title), How: words.Say(part.how), Rows: part.rows(practice),
		Add: &views.Link{Href: base + "/" + newPart, Text: words.Say(part.add)},
	}
}

// idOf is the id that a new entry gets: nobody else's, and never one that was
// dropped, since each version adds one entry at most.
func idOf(id, prefix string, practice *casework.Practice) string {
	if id == newPart {
		return prefix + "-" + strconv.Itoa(practice.Version+1)
	}
	return id
}

func (s *Server) showPart(part practicePart) func(*visit) error {
	return func(v *visit) error {
		if err := v.mayPractise(); err != nil {
			return err
		}
		return s.drawPart(v, part, http.StatusOK, nil, nil, "")
	}
}

// drawPart draws the form of one entry: as it stands, or as it was typed.
func (s *Server) drawPart(v *visit, part practicePart, status int, typed pages.Values, faults map[string]string, says string) error {
	practice, id := v.house.Rules(), v.c.Params("part")
	controls, values, ok := part.ask(practice, id)
	if !ok {
		return casework.Fail(casework.NotFound)
	}
	if typed != nil {
		values = typed
	}
	var order []string
	for i := range controls {
		control := &controls[i]
		control.Error, control.Value = faults[control.Name], values.Get(control.Name)
		for j := range control.Options {
			control.Options[j].Picked = slices.Contains(values[control.Name], control.Options[j].Value)
		}
		order = append(order, control.Name)
	}
	title := words.Say(part.add)
	if id != newPart {
		title = values.Get("title") + values.Get("name")
		if title == "" {
			title = words.Say(part.title)
		}
	}
	page := v.page(title, status)
	page.Back = &views.Link{Href: practicePath + "#" + part.path, Text: words.Say(words.PracticeTitle)}
	form := practiceForm("part-form", "/"+part.path+"/"+id, practice)
	form.Faults = faultsOf("", faults, order...)
	view := views.PracticePartView{Form: form, Controls: controls, Says: says}
	if id != newPart {
		view.Drop = words.Say(words.PracticeDrop)
	}
	if part.path == templatesPart.path && id != newPart {
		view.Look = &views.Link{Href: practicePath + "/templates/" + id + "/look", Text: words.Say(words.PracticeLook)}
	}
	if part.path == rulesPart.path {
		view.Try = words.Say(words.PracticeTry)
	}
	return s.show(v.c, status, page, views.PracticePart(page, view))
}

func (s *Server) savePart(part practicePart) func(*visit, pages.Values) error {
	return func(v *visit, values pages.Values) error {
		if err := v.mayPractise(); err != nil {
			return err
		}
		practice, err := v.ownPractice()
		if err != nil {
			return err
		}
		id := v.c.Params("part")
		controls, _, ok := part.ask(practice, id)
		switch {
		case !ok:
			return casework.Fail(casework.NotFound)
		case values.Get("do") == "drop" && id != newPart:
			part.drop(practice, id)
		default:
			faults := wrongIn(controls, values)
			if part.wrong != nil {
				maps.Copy(faults, part.wrong(values))
			}
			if len(faults) > 0 {
				return s.drawPart(v, part, http.StatusUnprocessableEntity, values, faults, "")
			}
			part.set(practice, id, values)
			if values.Get("do") == "try" {
				return s.drawPart(v, part, http.StatusOK, values, nil, tried(practice, idOf(id, "own", practice), values.Get("sample")))
			}
		}
		if ok, err := s.keepPractice(v, practice, values.Get("version")); err != nil || ok {
			return s.after(v, err, "#"+part.path)
		}
		return s.drawPart(v, part, http.StatusConflict, values, nil, words.Say(words.PracticeStale))
	}
}

// wrongIn checks what was typed: every text within its limit, what must be there
// there, and no character that prints as nothing.
func wrongIn(controls []views.Control, values pages.Values) map[string]string {
	faults := map[string]string{}
	for _, control := range controls {
		field := casework.Field{Name: control.Name, Type: casework.Line, Required: !control.Optional}
		switch control.Shape {
		case views.WordsShape:
			field.Type, field.Max = casework.Words, mostWords
		case views.ChoiceShape, views.SelectShape:
			field.Type, field.Choices = casework.Choice, nil
			for _, option := range control.Options {
				field.Choices = append(field.Choices, option.Value)
			}
		case views.TicksShape:
			continue
		}
		if problem := casework.CheckField(field, written(values, control.Name)); problem != nil {
			faults[control.Name] = words.Count(words.Problem(string(problem.Code)), problem.Limit, "label", control.Label)
		}
	}
	return faults
}

const (
	mostWords   = 4000
	mostPhrases = 60
)

// written is a text as it was typed, with one kind of line end and no blank
// around it.
func written(values pages.Values, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(values.Get(name), "\r\n", "\n"), "\r", "\n"))
}

// phrasesOf reads one phrase a line.
func phrasesOf(values pages.Values, name string) []string {
	var list []string
	for _, line := range strings.Split(written(values, name), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" && len(list) < mostPhrases {
			list = append(list, line)
		}
	}
	return list
}

// tried says what the rule finds in a sentence.
func tried(practice *casework.Practice, id, sample string) string {
	for _, hint := range practice.Hints(casework.Wording{Text: sample, Place: casework.PlaceText}) {
		if hint.Rule == id {
			return words.Say(words.PracticeFinds, "found", hint.Found)
		}
	}
	return words.Say(words.PracticeFindsNot)
}

// lookAtTemplate shows the paper that a template makes, with an invented family.
func (s *Server) lookAtTemplate(v *visit) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	id := v.c.Params("part")
	for _, template := range v.house.Rules().Templates {
		if template.ID != id {
			continue
		}
		page := v.page(template.Title, http.StatusOK)
		page.Back = &views.Link{Href: practicePath + "/templates/" + id, Text: words.Say(words.PracticeTitle)}
		if template.Kind == casework.TemplatePlan {
			return s.show(v.c, http.StatusOK, page, views.PracticeLookPlan(page, pages.SamplePlan(v.house.Agency, v.person.Name, template)))
		}
		return s.show(v.c, http.StatusOK, page, views.PracticeLook(page, pages.SampleContract(v.house.Agency, v.person.Name, template)))
	}
	return casework.Fail(casework.NotFound)
}

func (s *Server) practiceAt(v *visit) (practice, before *casework.Practice, err error) {
	number, err := strconv.Atoi(v.c.Params("version"))
	if err != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	if practice, err = v.agency.Practice(v.ctx, number); err != nil {
		return nil, nil, fmt.Errorf("web: practice of tenant %q: %w", v.tenant, err)
	}
	before = casework.DefaultPractice()
	if number > 1 {
		before, err = v.agency.Practice(v.ctx, number-1)
	}
	return practice, before, err
}

// practiceVersion shows what a version changed, and offers it again.
func (s *Server) practiceVersion(v *visit) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	practice, before, err := s.practiceAt(v)
	if err != nil {
		return err
	}
	number := strconv.Itoa(practice.Version)
	page := v.page(words.Say(words.PracticeVersion, "number", number), http.StatusOK)
	page.Back = &views.Link{Href: practicePath + "#versions", Text: words.Say(words.PracticeTitle)}
	view := views.PracticeVersionView{Changes: changesOf(before, practice)}
	if practice.Version != v.house.Rules().Version {
		form := practiceForm("back-form", "/versions/"+number+"/back", v.house.Rules())
		view.Form, view.Button = &form, words.Say(words.PracticeBack, "number", number)
	}
	return s.show(v.c, http.StatusOK, page, views.PracticeVersion(page, view))
}

// bringPracticeBack makes a new version that says what an older one said.
func (s *Server) bringPracticeBack(v *visit, values pages.Values) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	practice, _, err := s.practiceAt(v)
	if err != nil {
		return err
	}
	now := v.house.Rules()
	practice.Version = now.Version
	for i, template := range practice.Templates { // other words under a number that was given are another template
		for _, other := range now.Templates {
			if other.ID == template.ID {
				practice.Templates[i].Version = other.Version + 1
			}
		}
	}
	pack := practice.PolicyPack().After(now.PolicyPack()) // what was answered meanwhile stays answered
	practice.Policy = &pack
	if ok, err := s.keepPractice(v, practice, values.Get("version")); err != nil || ok {
		return s.after(v, err, "#versions")
	}
	return s.showPractice(v, http.StatusConflict, nil, nil)
}
