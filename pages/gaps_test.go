package pages_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/memory"
)

// officeOnly opens a page that only the office has.
func officeOnly(t *testing.T, b *browser, path string) string {
	t.Helper()
	path, query, _ := strings.Cut(path, "?")
	asked, _ := url.ParseQuery(query)
	route, params, ok := pages.Match(pages.OfficeRoutes(), "GET", path)
	if !ok {
		t.Fatalf("no route for %s", path)
	}
	env := *b.env
	env.Everywhere = env.Store.(*memory.Office)
	reply, err := route.Handle(context.Background(), &env, pages.Request{Method: "GET", Path: path, Params: params, Query: pages.Values(asked), Actor: b.actor, Now: b.now, House: ourAgency, Home: b.home})
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	if err := pages.Render(context.Background(), reply, &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// TestGapsOfTheAgency: counted over all cases, without names, with a way to the
// case for those who may see it.
func TestGapsOfTheAgency(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	if page := officeOnly(t, dana, "/gaps"); !strings.Contains(page, "No missing service is written down yet.") {
		t.Error("an agency without gaps has some")
	}
	first, second := openAlvarez(dana), openAlvarez(dana)
	gap := func(id string, changes ...string) {
		dana.open("/cases/"+id+"/gaps/new").submit("form", changes...)
	}
	gap(first, "need", "Night  bus", "area", "Exampleton", "developed", "Asked the Alvarez cousin's firm")
	gap(first, "need", "Counselling", "area", "Farville", "alternative", "By phone", "solved", "yes")
	gap(second, "need", "night bus", "area", "Exampleton", "developed", "Asked again", "other_provider", "None")
	page := officeOnly(t, dana, "/gaps")
	text := strings.Join(strings.Fields(page), " ")
	if bus, talks := strings.Index(page, "Night bus"), strings.Index(page, "Counselling"); bus < 0 || talks < bus || strings.Contains(page, "night bus") {
		t.Error("the service that most families lack does not come first, once")
	}
	for _, says := range []string{"2 families", "2 times", "Exampleton (2)", "1 family", "Farville (1)", "Solved meanwhile", "/cases/" + first + "/gaps/", "/cases/" + second + "/gaps/"} {
		if !strings.Contains(text, says) {
			t.Errorf("the page does not say %q", says)
		}
	}
	for _, actor := range []casework.Actor{danaReed, samOkoro, eveDoe} {
		seen := officeOnly(t, at(t, dana.env, actor), "/gaps")
		if strings.Contains(seen, "Alvarez") || strings.Contains(seen, "By phone") {
			t.Errorf("%s reads words of a family", actor.Name)
		}
		if may := actor.ID != "eve"; strings.Contains(seen, "/cases/") != may || !strings.Contains(seen, "2 families") {
			t.Errorf("%s: links to cases %v, want %v", actor.Name, !may, may)
		}
	}
}
