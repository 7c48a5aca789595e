package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// ProvidersPath is the search in the agency's list of providers.
const ProvidersPath = "/providers"

// Directories has the agency's list of providers. The list is nil where this
// tablet has not fetched it yet.
type Directories interface {
	Directory(ctx context.Context) (*casework.Directory, error)
}

func providerRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: ProvidersPath, Offline: true, Handle: providers},
		{Method: "POST", Pattern: ProvidersPath, Offline: true, Handle: providers},
		{Method: "GET", Pattern: ProvidersPath + "/:provider", Offline: true, Handle: provider},
	}
}

// directory is the list of providers; an agency without one has an empty list.
func (e *Env) directory(ctx context.Context) (*casework.Directory, error) {
	if e.Directories == nil {
		return &casework.Directory{}, nil
	}
	return e.Directories.Directory(ctx)
}

// Distances that can be asked, in miles; 0 is any.
var distances = []int{0, 5, 10, 25, 50}

// maxFound is how many entries one page lists.
const maxFound = 60

// providers asks for a need and a place, and lists who may help. What is looked
// for travels in the form, never in the address, which a browser remembers.
func providers(ctx context.Context, env *Env, request Request) (Reply, error) {
	directory, err := env.directory(ctx)
	if err != nil {
		return Reply{}, err
	}
	file, err := caseMeant(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.ProvidersView{}
	page := request.page(words.Say(words.ProvidersTitle), "")
	asked := request.Form
	if asked == nil || request.Method == "GET" {
		asked = Values{}
	}
	view.Form = views.Form{ID: "find", Action: ProvidersPath}
	if file != nil {
		page.Back = &views.Link{Href: "/cases/" + file.Case + "/work", Text: words.Say(words.WorkHub)}
		view.Form.Hidden = []views.Hidden{{Name: "case", Value: file.Case}}
		if !asked.Has("area") {
			asked["area"] = []string{file.Head().Get("area")}
		}
	}
	if directory == nil {
		view.Says = words.Say(words.ProvidersNotHere)
		return Reply{Page: page, Main: views.Providers(page, view)}, nil
	}
	view.Controls = searchControls(asked)
	search, said := searchOf(directory, asked)
	view.Says = said
	found := directory.Search(search)
	view.Count = words.Count(words.ProvidersFound, len(found))
	if len(directory.Providers) == 0 {
		view.Count = words.Say(words.ProvidersNone)
	}
	if len(found) > maxFound {
		view.More = words.Say(words.ProvidersMore, "n", strconv.Itoa(maxFound))
		found = found[:maxFound]
	}
	for _, one := range found {
		view.Rows = append(view.Rows, foundRow(one, file))
	}
	return Reply{Page: page, Main: views.Providers(page, view)}, nil
}

// caseMeant is the case that a search is for, nil for none.
func caseMeant(ctx context.Context, env *Env, request Request) (*casework.File, error) {
	id := request.Form.Get("case") + request.Query.Get("case")
	if id == "" {
		return nil, nil
	}
	request.Params = map[string]string{"case": id}
	return openCase(ctx, env, request)
}

func searchControls(asked Values) []views.Control {
	within := views.Control{Shape: views.SelectShape, Name: "within", Label: words.Say(words.ProvidersWithin), Optional: true}
	for _, miles := range distances {
		label := words.Count(words.ProvidersMiles, miles)
		if miles == 0 {
			label = words.Say(words.ProvidersAnywhere)
		}
		within.Options = append(within.Options, views.Option{Value: strconv.Itoa(miles), Label: label, Picked: asked.Get("within") == strconv.Itoa(miles)})
	}
	return []views.Control{
		{Name: "need", Label: words.Say(words.ProvidersNeed), Hint: words.Say(words.ProvidersNeedHow), Value: asked.Get("need"), Optional: true},
		{Name: "area", Label: words.Say(words.ProvidersArea), Hint: words.Say(words.ProvidersAreaHow), Value: asked.Get("area"), Exact: true, Optional: true},
		within,
		{Name: "language", Label: words.Say(words.ProvidersLanguage), Value: asked.Get("language"), Optional: true},
	}
}

// searchOf reads what was asked, and says what could not be understood: an area
// that nobody knows orders nothing and hides nothing.
func searchOf(directory *casework.Directory, asked Values) (search casework.ProviderSearch, said string) {
	search = casework.ProviderSearch{Need: asked.Get("need"), Language: asked.Get("language")}
	if area := strings.TrimSpace(asked.Get("area")); area != "" {
		if point, ok := directory.Where(area); ok {
			search.From = &point
		} else if len(directory.Providers) > 0 {
			said = words.Say(words.ProvidersNoArea, "area", area, "areas", someAreas(directory))
		}
	}
	if miles, err := strconv.Atoi(asked.Get("within")); err == nil && miles > 0 {
		search.Within = float64(miles)
		if search.From == nil && said == "" {
			said = words.Say(words.ProvidersWithinWhere)
		}
	}
	return search, said
}

// someAreas names a few areas that distances can be measured from.
func someAreas(directory *casework.Directory) string {
	var names []string
	for _, area := range directory.AllAreas() {
		if len(names) < 12 {
			names = append(names, area.Name)
		}
	}
	return strings.Join(names, ", ")
}

func foundRow(one casework.FoundProvider, file *casework.File) views.Row {
	row := views.Row{ID: "p-" + one.ID, Href: ProvidersPath + "/" + one.ID, Text: one.Service, Detail: one.Organization, Icon: "user"}
	if file != nil {
		row.Href += "?case=" + file.Case
	}
	if place := one.Place.Line(); place != "" {
		row.Detail += " · " + place
	}
	switch {
	case one.Miles >= 0 && one.Miles < 1:
		row.End = words.Say(words.ProvidersNear)
	case one.Miles >= 1:
		row.End = words.Count(words.ProvidersMiles, int(one.Miles+0.5))
	}
	row.Tags = providerTags(one.Provider)
	return row
}

func providerTags(p *casework.Provider) []views.Tag {
	var tags []views.Tag
	if p.Closed {
		tags = append(tags, views.Tag{Icon: "x", Words: words.Say(words.ProviderClosed), Tone: views.Warn})
	}
	if p.Waiting != "" {
		tags = append(tags, views.Tag{Icon: "calendar", Words: words.Say(words.ProviderWaits, "time", firstLine(p.Waiting))})
	}
	if len(p.Languages) > 0 {
		tags = append(tags, views.Tag{Words: strings.Join(p.Languages, ", ")})
	}
	return tags
}

// provider is one entry, and the tap that begins a referral with it.
func provider(ctx context.Context, env *Env, request Request) (Reply, error) {
	directory, err := env.directory(ctx)
	if err != nil {
		return Reply{}, err
	}
	var entry *casework.Provider
	if directory != nil {
		entry = directory.Find(request.Params["provider"])
	}
	if entry == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	view := views.ProviderEntryView{Organization: entry.Organization, Tags: providerTags(entry), Confidential: entry.Confidential, Facts: providerFacts(entry)}
	page := request.page(words.Say(words.ProviderEntry), "")
	page.Back = &views.Link{Href: ProvidersPath, Text: words.Say(words.ProvidersTitle)}
	file, err := caseMeant(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if file != nil {
		page.Back.Href += "?case=" + file.Case
		view.Start = beginReferral(file.Case, entry.ID)
	} else if view.Cases, err = casesToRefer(ctx, env, request, entry.ID); err != nil {
		return Reply{}, err
	}
	return Reply{Page: page, Main: views.ProviderEntry(page, entry.Service, view)}, nil
}

func beginReferral(caseID, provider string) string {
	return "/cases/" + caseID + "/referrals/new?provider=" + provider
}

// casesToRefer are the worker's own open cases, or all that a supervisor sees
// where she carries none.
func casesToRefer(ctx context.Context, env *Env, request Request, provider string) ([]views.Row, error) {
	all, err := visible(ctx, env, request)
	if err != nil {
		return nil, err
	}
	var own, others []views.Row
	for _, summary := range all {
		if summary.Status == "closed" {
			continue
		}
		row := views.Row{ID: "refer-" + summary.Case, Href: beginReferral(summary.Case, provider), Text: summary.Name, Icon: "file-text"}
		if summary.Worker == request.Actor.ID {
			own = append(own, row)
		} else if len(others) < maxFound {
			others = append(others, row)
		}
	}
	if len(own) == 0 {
		return others, nil
	}
	return own, nil
}

func providerFacts(p *casework.Provider) []views.SummaryRow {
	var facts []views.SummaryRow
	add := func(label words.Key, value string) {
		if value != "" {
			facts = append(facts, views.SummaryRow{Name: words.Say(label), Value: value})
		}
	}
	add(words.ProviderAbout, p.About)
	add(words.ProviderNeeds, strings.Join(p.Needs, ", "))
	add(words.ProviderEligible, p.Eligible)
	for _, place := range p.Places {
		add(words.ProviderPlace, place.Line())
	}
	add(words.ProviderHours, p.Hours)
	add(words.ProviderLanguages, strings.Join(p.Languages, ", "))
	add(words.ProviderCultural, p.Cultural)
	add(words.ProviderEvidence, p.Evidence)
	add(words.ProviderWaiting, p.Waiting)
	add(words.ProviderCost, p.Cost)
	add(words.ProviderPhone, p.Phone)
	add(words.ProviderEmail, p.Email)
	add(words.ProviderWeb, p.Web)
	return facts
}

// withProvider begins a referral with the entry that the address names, or that a
// draft of it was begun with. One that is no longer in the list begins an empty
// referral.
func withProvider(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		id := request.Query.Get("provider")
		if id == "" {
			draft, err := env.Store.Draft(ctx, request.Actor.ID, request.Path)
			if err != nil {
				return Reply{}, err
			}
			if draft != nil {
				id = draft.Fields["directory"]
			}
		}
		if id != "" {
			directory, err := env.directory(ctx)
			if err != nil {
				return Reply{}, err
			}
			if directory != nil {
				request.Provider = directory.Find(id)
			}
		}
		return handle(ctx, env, request)
	}
}

// referralForm takes over what the entry says, and keeps which one it was.
func referralForm(form recordForm) recordForm {
	form.start = func(request Request, _ *casework.File) map[string]string {
		if request.Provider == nil {
			return nil
		}
		return request.Provider.Referral()
	}
	form.frame = func(request Request, _ *casework.File, record *casework.Record, f *views.Form) {
		id := request.Form.Get("directory")
		if request.Provider != nil {
			id = request.Provider.ID
		}
		if record == nil && isID(id) {
			f.Hidden = append(f.Hidden, views.Hidden{Name: "directory", Value: id})
		}
	}
	form.fixed = func(request Request, _ *casework.File) map[string]string {
		if id := request.Form.Get("directory"); isID(id) {
			return map[string]string{"directory": id}
		}
		return nil
	}
	return form
}
