package pages

import (
	"context"
	"strings"
	"unicode/utf8"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// maxFinds is how many cases, and how many entries, one search shows.
const maxFinds = 50

// search finds cases by name or number, and entries by their words. It is a POST:
// an address would carry the words into the browser's own files.
func search(ctx context.Context, env *Env, request Request) (Reply, error) {
	query := strings.TrimSpace(request.Form.Get("q"))
	if query == "" {
		return Reply{Location: "/"}, nil
	}
	view := views.SearchView{Query: query}
	if !utf8.ValidString(query) || utf8.RuneCountInString(query) > casework.MaxLine {
		view.Query, view.Long = "", true
	} else if err := look(ctx, env, request, query, &view); err != nil {
		return Reply{}, err
	}
	page := request.page(words.Say(words.SearchTitle), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	return Reply{Page: page, Main: views.Search(page, view)}, nil
}

// look fills in what was found.
func look(ctx context.Context, env *Env, request Request, query string, view *views.SearchView) error {
	parsed := casework.ParseQuery(query)
	found, err := env.Store.Find(ctx, request.Actor, parsed, maxFinds+1)
	if err != nil {
		return err
	}
	in := map[string]bool{}
	for _, one := range found {
		in[one.Case] = true
	}
	cases := map[string]casework.Summary{}
	rows, err := rowsThat(ctx, env, request, func(summary *casework.Summary) bool {
		if in[summary.Case] {
			cases[summary.Case] = *summary
		}
		return !parsed.IsEmpty() && summary.Matches(query)
	})
	if err != nil {
		return err
	}
	named := len(rows)
	for _, summary := range rows[:min(named, maxFinds)] {
		view.Rows = append(view.Rows, caseRow(request, summary))
	}
	view.Found = words.Count(words.SearchFound, named)
	if len(found) > maxFinds {
		found = found[:maxFinds]
		view.Newest = words.Count(words.SearchNewest, maxFinds)
	}
	for _, one := range found {
		if summary, seen := cases[one.Case]; seen { // handed over between the two looks: not shown
			view.Finds = append(view.Finds, findOf(request, summary, parsed, one))
		}
	}
	return nil
}

// findOf is one entry in the list, with the words that were looked for marked.
func findOf(request Request, summary casework.Summary, query casework.Query, one storage.Found) views.Find {
	request.Params = map[string]string{"case": one.Case}
	find := views.Find{
		ID: "find-" + one.Record.ID, Href: pathOf(request, one.Record), Case: summary.Name,
		Kind: kindName(one.Record.Kind), On: day(recordDay(request, one.Record)),
	}
	for _, piece := range query.Excerpt(one.Record) {
		find.Pieces = append(find.Pieces, views.Mark{Text: piece.Text, Found: piece.Found})
	}
	return find
}

// toCaseload answers a reload of the search: the words are gone with the form.
func toCaseload(context.Context, *Env, Request) (Reply, error) {
	return Reply{Location: "/"}, nil
}
