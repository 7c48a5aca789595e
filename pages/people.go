package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

var personForm = recordForm{
	kind:     casework.KindPerson,
	newPath:  "/cases/:case/people/new",
	editPath: "/cases/:case/people/:record/edit",
	asked:    questions(casework.KindPerson, "name", "call_name", "role", "relation", "born_on", "phone", "language", "about"),
	newTitle: words.PersonNew, edit: words.PersonEdit, save: words.PersonSave,
	back:  backToPeople,
	after: func(request Request, _ string) string { return casePath(request, "/people") },
	meets: true,
}

func peopleRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/people", Offline: true, Handle: people}}
	routes = append(routes, personForm.routes()...)
	routes = append(routes, Route{Method: "GET", Pattern: "/cases/:case/people/:record/contacts", Offline: true, Handle: contacts})
	return append(routes, removalRoutes(casework.KindPerson, "/cases/:case/people/:record/remove", backToPeople)...)
}

// casePath is an address under the case of the request.
func casePath(request Request, rest string) string { return "/cases/" + request.Params["case"] + rest }

func backToPeople(request Request) views.Link {
	return views.Link{Href: casePath(request, "/people"), Text: words.Say(words.PeopleTitle)}
}

func backToCase(request Request) views.Link {
	return views.Link{Href: casePath(request, ""), Text: words.Say(words.CaseFile)}
}

// people lists everybody in the case.
func people(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.PeopleView{NewHref: casePath(request, "/people/new")}
	for _, person := range file.Of(casework.KindPerson) {
		view.People = append(view.People, personView(request, file, person))
	}
	page := casePage(request, file, words.Say(words.PeopleTitle), backToCase(request))
	return Reply{Page: page, Main: views.People(page, view)}, nil
}

func personView(request Request, file *casework.File, person *casework.Record) views.PersonView {
	base := casePath(request, "/people/"+person.ID)
	view := views.PersonView{
		ID: person.ID, Name: person.Get("name"), CallName: person.Get("call_name"), Role: roleOf(person),
		About: person.Get("about"), Lang: person.Get("language"), EditHref: base + "/edit",
		Contacts: contactLink(request, person), Versions: versionLinks(request, person),
	}
	if view.CallName == view.Name {
		view.CallName = ""
	}
	for _, name := range []string{"relation", "born_on", "phone", "language"} {
		value := person.Get(name)
		switch {
		case strings.TrimSpace(value) == "":
			continue
		case name == "born_on":
			value = day(value)
		case name == "language":
			value = languageName(value)
		}
		view.Facts = append(view.Facts, views.SummaryRow{Name: words.Say(words.Label("person", name)), Value: value})
	}
	return view
}

func languageName(tag string) string {
	if key := words.LanguageName(tag); words.Has(key) {
		return words.Say(key)
	}
	return tag
}

// versionLinks lead to the fields of a record that hold two versions.
func versionLinks(request Request, record *casework.Record) []views.Link {
	var links []views.Link
	seen := map[string]bool{}
	for _, sibling := range record.Siblings {
		if seen[sibling.Field] {
			continue
		}
		seen[sibling.Field] = true
		links = append(links, views.Link{
			Href: casePath(request, "/versions/"+record.ID+"/"+sibling.Field),
			Text: words.Say(words.TwoVersionsOf, "label", fieldLabel(record.Kind, sibling.Field)),
		})
	}
	return links
}

// fieldLabel is what a form calls a field.
func fieldLabel(kind casework.Kind, field string) string {
	if field == casework.FieldRemoved {
		return words.Say(words.RemoveTitle)
	}
	if key := words.Label(string(kind), field); words.Has(key) {
		return words.Say(key)
	}
	return field
}
