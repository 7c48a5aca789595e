package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// The agency's list of providers, as administrators and supervisors keep it.
// Everybody looks in it on the pages that tablets have too (pages/providers.go).

const directoryPath = "/directory"

// directoryRows is how many entries the overview lists at once.
const directoryRows = 200

func (s *Server) mountDirectory() {
	s.app.Get(directoryPath, s.signedIn(s.directory))
	s.app.Post(directoryPath, s.account(s.findInDirectory))
	s.app.Post(directoryPath+"/areas", s.account(s.saveAreas))
	s.app.Get(directoryPath+"/entries/:entry", s.signedIn(s.directoryEntry))
	s.app.Post(directoryPath+"/entries/:entry", s.account(s.saveDirectoryEntry))
	s.app.Get(directoryPath+"/bring", s.signedIn(s.bringDirectory))
	s.app.Post(directoryPath+"/bring", s.signedIn(s.takeDirectory))
	s.app.Get(directoryPath+"/export/:form", s.signedIn(s.exportDirectory))
}

// mayList lets those through who keep the list.
func (v *visit) mayList() error {
	if !v.person.Actor().MayReview() {
		return casework.Fail(casework.NotFound)
	}
	return nil
}

func (s *Server) directory(v *visit) error { return s.showDirectory(v, http.StatusOK, "", nil, "") }

func (s *Server) findInDirectory(v *visit, values pages.Values) error {
	return s.showDirectory(v, http.StatusOK, values.Get("find"), nil, "")
}

func (s *Server) showDirectory(v *visit, status int, find string, areas pages.Values, fault string) error {
	if err := v.mayList(); err != nil {
		return err
	}
	directory, err := v.agency.Directory(v.ctx)
	if err != nil {
		return fmt.Errorf("web: directory of tenant %q: %w", v.tenant, err)
	}
	page := v.page(words.Say(words.DirectoryTitle), status)
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	found := directory.Search(casework.ProviderSearch{Need: find})
	view := views.DirectoryView{
		Find:         views.Form{ID: "find", Action: directoryPath},
		FindControls: []views.Control{{Name: "find", Label: words.Say(words.DirectoryFind), Value: find, Optional: true}},
		Count:        words.Count(words.ProvidersFound, len(found)),
	}
	if len(found) > directoryRows {
		view.More = words.Say(words.ProvidersMore, "n", strconv.Itoa(directoryRows))
		found = found[:directoryRows]
	}
	for _, one := range found {
		view.Rows = append(view.Rows, views.Row{ID: "e-" + one.ID, Href: directoryPath + "/entries/" + one.ID, Text: one.Service, Detail: one.Organization, Icon: "pen-line"})
	}
	lines := areaLines(directory.Areas)
	if areas != nil {
		lines = areas.Get("areas")
	}
	view.Areas = views.Form{ID: "areas-form", Action: directoryPath + "/areas", Faults: faultsOf("", map[string]string{"areas": fault}, "areas")}
	view.AreaControls = []views.Control{{Shape: views.WordsShape, Name: "areas", Label: words.Say(words.DirectoryAreas), Hint: words.Say(words.DirectoryAreasHow), Value: lines, Error: fault, Optional: true}}
	return s.show(v.c, status, page, views.Directory(page, view))
}

func areaLines(areas []casework.Area) string {
	var lines []string
	for _, area := range areas {
		lines = append(lines, area.Name+"; "+area.Point.String())
	}
	return strings.Join(lines, "\n")
}

func (s *Server) saveAreas(v *visit, values pages.Values) error {
	if err := v.mayList(); err != nil {
		return err
	}
	areas := []casework.Area{}
	for i, line := range strings.Split(written(values, "areas"), "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, at, _ := strings.Cut(line, ";")
		point, ok := casework.ReadCoordinates(at)
		if !ok || strings.TrimSpace(name) == "" {
			return s.showDirectory(v, http.StatusUnprocessableEntity, "", values, words.Say(words.DirectoryAreaWrong, "line", strconv.Itoa(i+1)))
		}
		areas = append(areas, casework.Area{Name: strings.TrimSpace(name), Point: point})
	}
	if err := s.changeDirectory(v, storage.DirectoryChange{Areas: areas}); err != nil {
		return err
	}
	return s.goTo(v.c, directoryPath+"#areas-form")
}

// changeDirectory writes a change of the list and notes who made it.
func (s *Server) changeDirectory(v *visit, change storage.DirectoryChange) error {
	if err := v.agency.ChangeDirectory(v.ctx, change, v.person.ID, s.parts.Now()); err != nil {
		return fmt.Errorf("web: change directory of tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "directory_changed", strconv.Itoa(len(change.Put)+len(change.Drop)))
	s.parts.Nudge(v.tenant)
	return nil
}

func (s *Server) directoryEntry(v *visit) error {
	return s.drawEntry(v, http.StatusOK, nil, nil, "")
}

// entryAt is the entry of the address; a new one is empty.
func (v *visit) entryAt() (casework.Provider, error) {
	id := v.c.Params("entry")
	if err := v.mayList(); err != nil {
		return casework.Provider{}, err
	}
	if id == newPart {
		return casework.Provider{}, nil
	}
	directory, err := v.agency.Directory(v.ctx)
	if err != nil {
		return casework.Provider{}, fmt.Errorf("web: directory of tenant %q: %w", v.tenant, err)
	}
	if entry := directory.Find(id); entry != nil {
		return *entry, nil
	}
	return casework.Provider{}, casework.Fail(casework.NotFound)
}

// drawEntry draws the form of one entry: as it stands, or as it was typed.
func (s *Server) drawEntry(v *visit, status int, typed pages.Values, faults map[string]string, says string) error {
	entry, err := v.entryAt()
	if err != nil {
		return err
	}
	controls, values := entryControls(), entryValues(entry)
	seen, err := storage.EntryDigest(entry)
	if err != nil {
		return err
	}
	if typed != nil {
		values = typed
		if status != http.StatusConflict {
			seen = typed.Get("seen")
		}
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
	title := words.Say(words.DirectoryAdd)
	view := views.PracticePartView{Controls: controls, Says: says}
	if entry.ID != "" {
		title, view.Drop = words.Say(words.DirectoryEntry), words.Say(words.DirectoryDrop)
	}
	page := v.page(title, status)
	page.Back = &views.Link{Href: directoryPath, Text: words.Say(words.DirectoryTitle)}
	view.Form = views.Form{ID: "entry-form", Action: directoryPath + "/entries/" + v.c.Params("entry"), Hidden: []views.Hidden{{Name: "seen", Value: seen}}, Faults: faultsOf("", faults, order...)}
	return s.show(v.c, status, page, views.PracticePart(page, view))
}

func (s *Server) saveDirectoryEntry(v *visit, values pages.Values) error {
	entry, err := v.entryAt()
	if err != nil {
		return err
	}
	change := storage.DirectoryChange{}
	if values.Get("do") == "drop" && entry.ID != "" {
		change.Drop = []string{entry.ID}
	} else {
		faults := wrongIn(entryControls(), values)
		places, wrong := placesOf(written(values, "places"))
		if wrong > 0 && faults["places"] == "" {
			faults["places"] = words.Say(words.DirectoryPlaceWrong, "line", strconv.Itoa(wrong))
		}
		if len(faults) > 0 {
			return s.drawEntry(v, http.StatusUnprocessableEntity, values, faults, "")
		}
		next := entryOf(values, places)
		put := storage.DirectoryEntry{Seen: values.Get("seen")}
		if next.ID = entry.ID; next.ID == "" {
			next.ID, put.Seen = s.parts.NewID(), ""
		}
		put.Provider = next
		change.Put = []storage.DirectoryEntry{put}
	}
	err = s.changeDirectory(v, change)
	if casework.CodeOf(err) == casework.Busy {
		return s.drawEntry(v, http.StatusConflict, values, nil, words.Say(words.DirectoryStale))
	}
	if err != nil {
		return err
	}
	return s.goTo(v.c, directoryPath)
}

func entryControls() []views.Control {
	return []views.Control{
		lineControl("service", words.DirectoryService, false), lineControl("organization", words.DirectoryOrganization, false),
		wordsControl("about", words.ProviderAbout, "", true), wordsControl("needs", words.ProviderNeeds, words.DirectoryNeedsHow, true),
		wordsControl("places", words.ProviderPlace, words.DirectoryPlacesHow, true), wordsControl("hours", words.ProviderHours, "", true),
		wordsControl("languages", words.ProviderLanguages, words.DirectoryLanguagesHow, true), wordsControl("cultural", words.ProviderCultural, "", true),
		wordsControl("evidence", words.ProviderEvidence, "", true), lineControl("waiting", words.ProviderWaiting, true),
		wordsControl("confidential", words.ProviderConfidential, words.DirectoryConfidentialHow, true),
		wordsControl("eligible", words.ProviderEligible, "", true), lineControl("cost", words.ProviderCost, true),
		lineControl("phone", words.ProviderPhone, true), lineControl("email", words.ProviderEmail, true), lineControl("web", words.ProviderWeb, true),
		{Shape: views.TicksShape, Name: "closed", Label: words.Say(words.DirectoryClosed), Optional: true, Options: []views.Option{{Value: "yes", Label: words.Say(words.ProviderClosed)}}},
	}
}

func entryValues(p casework.Provider) pages.Values {
	var places []string
	for _, place := range p.Places {
		places = append(places, placeLine(place))
	}
	values := pages.Values{
		"service": {p.Service}, "organization": {p.Organization}, "about": {p.About}, "needs": {strings.Join(p.Needs, "\n")}, "places": {strings.Join(places, "\n")},
		"hours": {p.Hours}, "languages": {strings.Join(p.Languages, "\n")}, "cultural": {p.Cultural}, "evidence": {p.Evidence}, "waiting": {p.Waiting},
		"confidential": {p.Confidential}, "eligible": {p.Eligible}, "cost": {p.Cost}, "phone": {p.Phone}, "email": {p.Email}, "web": {p.Web},
	}
	if p.Closed {
		values["closed"] = []string{"yes"}
	}
	return values
}

func entryOf(values pages.Values, places []casework.Place) casework.Provider {
	return casework.Provider{
		Service: written(values, "service"), Organization: written(values, "organization"), About: written(values, "about"),
		Needs: phrasesOf(values, "needs"), Places: places, Hours: written(values, "hours"), Languages: phrasesOf(values, "languages"),
		Cultural: written(values, "cultural"), Evidence: written(values, "evidence"), Waiting: written(values, "waiting"),
		Confidential: written(values, "confidential"), Eligible: written(values, "eligible"), Cost: written(values, "cost"),
		Phone: written(values, "phone"), Email: written(values, "email"), Web: written(values, "web"), Closed: values.Get("closed") == "yes",
	}
}

// placeLine writes a place as placesOf reads it.
func placeLine(p casework.Place) string {
	parts := []string{p.Name, p.Address, p.City, p.Region, p.Postal}
	for i := range parts {
		parts[i] = strings.NewReplacer(";", ",", "\n", " ").Replace(parts[i])
	}
	if p.Point != nil {
		parts = append(parts, p.Point.String())
	}
	return strings.TrimRight(strings.Join(parts, "; "), "; ")
}

// placesOf reads one place a line: name; street; town; state; postal code;
// latitude, longitude. wrong is the first line that says something else.
func placesOf(text string) (places []casework.Place, wrong int) {
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := strings.Split(line, ";")
		var place casework.Place
		for j, to := range []*string{&place.Name, &place.Address, &place.City, &place.Region, &place.Postal} {
			if j < len(parts) {
				*to = strings.TrimSpace(parts[j])
			}
		}
		if len(parts) > 5 {
			point, ok := casework.ReadCoordinates(strings.Join(parts[5:], ";"))
			if !ok {
				return nil, i + 1
			}
			place.Point = &point
		}
		places = append(places, place)
	}
	return places, 0
}
