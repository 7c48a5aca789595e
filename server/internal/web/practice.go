package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
	"doorstep/views/words"
)

// How the agency works: an administrator edits one part at a time on a plain
// form, and each change makes a new version of the whole.

const practicePath = "/practice"

func (s *Server) mountPractice() {
	s.app.Get(practicePath, s.signedIn(s.practice))
	s.app.Post(practicePath+"/frames", s.account(s.saveFrames))
	s.app.Post(practicePath+"/staff", s.account(s.saveStaffRoles))
	s.app.Get(practicePath+"/templates/:part/look", s.signedIn(s.lookAtTemplate))
	s.app.Get(practicePath+"/versions/:version", s.signedIn(s.practiceVersion))
	s.app.Post(practicePath+"/versions/:version/back", s.account(s.bringPracticeBack))
	for _, part := range practiceParts {
		s.app.Get(practicePath+"/"+part.path+"/:part", s.signedIn(s.showPart(part)))
		s.app.Post(practicePath+"/"+part.path+"/:part", s.account(s.savePart(part)))
	}
}

// mayPractise lets administrators through.
func (v *visit) mayPractise() error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	return nil
}

// ownPractice is how the agency works now, free to be changed.
func (v *visit) ownPractice() (*casework.Practice, error) {
	packed, err := json.Marshal(v.house.Rules())
	if err != nil {
		return nil, fmt.Errorf("web: practice of tenant %q: %w", v.tenant, err)
	}
	practice := &casework.Practice{}
	return practice, json.Unmarshal(packed, practice)
}

// keepPractice makes a new version, made from the one that the form was drawn
// from. ok is false where another administrator was first.
func (s *Server) keepPractice(v *visit, practice *casework.Practice, drawn string) (ok bool, err error) {
	if drawn != strconv.Itoa(practice.Version) {
		return false, nil
	}
	version, err := v.agency.SavePractice(v.ctx, practice, v.person.ID, s.parts.Now())
	if casework.CodeOf(err) == casework.Busy {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("web: save practice of tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "practice_changed", strconv.Itoa(version))
	return true, nil
}

// practiceForm is a form that changes how the agency works.
func practiceForm(id, path string, practice *casework.Practice) views.Form {
	return views.Form{ID: id, Action: practicePath + path, Hidden: []views.Hidden{{Name: "version", Value: strconv.Itoa(practice.Version)}}}
}

func (s *Server) practice(v *visit) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	return s.showPractice(v, http.StatusOK, nil, nil)
}

func (s *Server) showPractice(v *visit, status int, typed pages.Values, faults map[string]string) error {
	practice := v.house.Rules()
	versions, err := v.agency.PracticeVersions(v.ctx)
	if err != nil {
		return fmt.Errorf("web: versions of the practice of tenant %q: %w", v.tenant, err)
	}
	page := v.page(words.Say(words.PracticeTitle), status)
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	page.Error = len(faults) > 0
	view := views.PracticeView{}
	if status == http.StatusConflict {
		view.Notice = words.Say(words.PracticeStale)
	}
	for _, part := range practiceParts {
		view.Cards = append(view.Cards, part.card(practice))
	}
	view.Cards = append(view.Cards, framesCard(practice, typed, faults), v.staffCard(practice), policyCard(practice))
	history := views.PracticeCard{ID: "versions", Title: words.Say(words.PracticeVersions), How: words.Say(words.PracticeVersionsNone)}
	for _, version := range versions {
		history.How = ""
		history.Rows = append(history.Rows, views.Row{
			ID: "version-" + strconv.Itoa(version.Version), Href: practicePath + "/versions/" + strconv.Itoa(version.Version), Icon: "file-text",
			Text:   words.Say(words.PracticeVersion, "number", strconv.Itoa(version.Version)),
			Detail: words.Say(words.PracticeVersionBy, "name", v.nameOf(version.By), "when", v.moment(version.At)),
		})
	}
	view.Cards = append(view.Cards, history)
	return s.show(v.c, status, page, views.Practice(page, view))
}

// framesCard asks how long each kind of service lasts.
func framesCard(practice *casework.Practice, typed pages.Values, faults map[string]string) views.PracticeCard {
	form := practiceForm("frames-form", "/frames", practice)
	card := views.PracticeCard{ID: "frames", Title: words.Say(words.PracticeFrames), How: words.Say(words.PracticeFramesHow), Button: words.Say(words.Save)}
	for _, service := range casework.ServiceTypes {
		value := strconv.Itoa(practice.Days(service))
		if typed.Has(service) {
			value = typed.Get(service)
		}
		card.Controls = append(card.Controls, views.Control{
			Name: service, Label: words.Say(words.PracticeFrame, "service", words.Say(words.Choice("goal", "service", service))),
			Value: value, Mode: "numeric", Exact: true, Error: faults[service],
		})
	}
	form.Faults = faultsOf("", faults, casework.ServiceTypes...)
	card.Form = &form
	return card
}

// staffCard asks which role each member of staff has to clients.
func (v *visit) staffCard(practice *casework.Practice) views.PracticeCard {
	form := practiceForm("roles-form", "/staff", practice)
	card := views.PracticeCard{ID: "staff-roles", Title: words.Say(words.PracticeStaff), How: words.Say(words.PracticeStaffHow), Form: &form, Button: words.Say(words.Save)}
	for _, member := range v.house.Staff {
		if member.Gone {
			continue
		}
		card.Controls = append(card.Controls, roleControl(practice, "role."+member.ID, member.Name, practice.Staff[member.ID]))
	}
	return card
}

// roleControl offers the agency's roles.
func roleControl(practice *casework.Practice, name, label, picked string) views.Control {
	control := views.Control{Shape: views.SelectShape, Name: name, Label: label, Optional: true}
	control.Options = []views.Option{{Label: words.Say(words.PracticeNoRole), Picked: picked == ""}}
	for _, role := range practice.Roles {
		control.Options = append(control.Options, views.Option{Value: role.ID, Label: role.Name, Picked: picked == role.ID})
	}
	return control
}

func knowsRole(practice *casework.Practice, id string) bool {
	return slices.ContainsFunc(practice.Roles, func(role casework.PracticeRole) bool { return role.ID == id })
}

// mostDays is the longest time frame: fifty years, longer than any childhood.
const mostDays = 18_263

func (s *Server) saveFrames(v *visit, values pages.Values) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	practice, err := v.ownPractice()
	if err != nil {
		return err
	}
	faults := map[string]string{}
	practice.Frames = nil
	for _, service := range casework.ServiceTypes {
		days, err := strconv.Atoi(strings.TrimSpace(values.Get(service)))
		if err != nil || days < 1 || days > mostDays {
			faults[service] = words.Say(words.PracticeFrameWrong)
			continue
		}
		practice.Frames = append(practice.Frames, casework.TimeFrame{Service: service, Days: days})
	}
	if len(faults) > 0 {
		return s.showPractice(v, http.StatusUnprocessableEntity, values, faults)
	}
	if ok, err := s.keepPractice(v, practice, values.Get("version")); err != nil || ok {
		return s.after(v, err, "#frames")
	}
	return s.showPractice(v, http.StatusConflict, values, nil)
}

// after leads back to the overview, unless something went wrong.
func (s *Server) after(v *visit, err error, anchor string) error {
	if err != nil {
		return err
	}
	return s.goTo(v.c, practicePath+anchor)
}

func (s *Server) saveStaffRoles(v *visit, values pages.Values) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	practice, err := v.ownPractice()
	if err != nil {
		return err
	}
	if practice.Staff == nil {
		practice.Staff = map[string]string{}
	}
	for _, member := range v.house.Staff {
		role := values.Get("role." + member.ID)
		switch {
		case knowsRole(practice, role):
			practice.Staff[member.ID] = role
		case values.Has("role." + member.ID):
			delete(practice.Staff, member.ID)
		}
	}
	if ok, err := s.keepPractice(v, practice, values.Get("version")); err != nil || ok {
		return s.after(v, err, "#staff-roles")
	}
	return s.showPractice(v, http.StatusConflict, nil, nil)
}
