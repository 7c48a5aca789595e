package pages

import (
	"context"
	"slices"
	"sort"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// LatePath lists, across the caseload, what came late and what was kept aside.
const LatePath = "/late"

func lateRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: LatePath, Offline: true, Handle: lateEverywhere},
		{Method: "GET", Pattern: "/cases/:case/late", Offline: true, Handle: lateEntries},
		{Method: "POST", Pattern: "/cases/:case/late", Offline: true, Handle: readLate},
	}
}

// late says of words that came after their case had gone to somebody else, or
// was closed, who wrote them and when they came; "" of all others.
func (d desk) late(stamp casework.Stamp) string {
	if stamp.Late == "" {
		return ""
	}
	return words.Say(words.LateEntry, "name", d.nameOfStaff(stamp.Actor), "written", d.request.moment(stamp.At), "arrived", d.request.moment(stamp.Late))
}

// lateEverywhere lists the cases that hold such entries.
func lateEverywhere(ctx context.Context, env *Env, request Request) (Reply, error) {
	mine, err := rowsOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	kept, err := keptCounts(ctx, env, mine)
	if err != nil {
		return Reply{}, err
	}
	names := map[string]string{}
	var view views.LateListView
	for _, summary := range mine {
		names[summary.Case] = summary.Name
		if summary.Late > 0 {
			view.Late = append(view.Late, views.Row{ID: "late-" + summary.Case, Href: "/cases/" + summary.Case + "/late", Text: summary.Name, End: words.Count(words.LateToRead, summary.Late)})
		}
		if kept[summary.Case] == 0 {
			delete(kept, summary.Case)
		}
	}
	view.Kept = keptRows(names, kept)
	late := len(view.Late)
	from, to, paging := request.pageOf(late+len(view.Kept), maxRows)
	view.Late, view.Kept = view.Late[min(from, late):min(to, late)], view.Kept[max(from-late, 0):max(to-late, 0)]
	view.Paging = paging
	if from == 0 && request.Home == views.Office && request.Actor.Role == casework.RoleSupervisor {
		if view.Lost, err = keptNowhere(ctx, env, request, names); err != nil {
			return Reply{}, err
		}
	}
	page := request.page(words.Say(words.LateListTitle), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	return Reply{Page: page, Main: views.LateList(page, view)}, nil
}

// lateEntries lists what came late to one case, with its words.
func lateEntries(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	view := views.LateView{Form: views.Form{ID: "read-form", Action: casePath(request, "/late"), Seen: drawnFrom(file, file.Seen)}}
	for _, late := range file.LateEntries() {
		item := views.LateItem{
			ID: "late-" + late.Record.ID, Title: kindName(late.Record.Kind), What: lateWords(d, late.Record), How: d.late(late.Stamp), Read: late.Read,
			Link: partOf(request, file, late.Record),
		}
		view.Items = append(view.Items, item)
		if !late.Read {
			for _, id := range late.Of {
				view.Form.Hidden = append(view.Form.Hidden, views.Hidden{Name: "of", Value: id})
			}
		}
	}
	page := casePage(request, file, words.Say(words.LateTitle), backToCase(request))
	return Reply{Page: page, Main: views.LateEntries(page, view)}, nil
}

// lateWords is what a late record says, in its first words.
func lateWords(d desk, record *casework.Record) string {
	for _, name := range []string{"text", "words", "what", "name", "reason"} {
		if text := strings.TrimSpace(record.Get(name)); text != "" {
			return text
		}
	}
	return recordName(d.file, record)
}

// partOf leads to the page of the case on which a record stands; "" where it
// stands on none.
func partOf(request Request, file *casework.File, record *casework.Record) string {
	contract := func(id string) string { return casePath(request, "/contracts/"+id) }
	switch record.Kind {
	case casework.KindCase:
		return casePath(request, "")
	case casework.KindPerson:
		return casePath(request, "/people")
	case casework.KindGoal, casework.KindBarrier, casework.KindStrength, casework.KindIssue, casework.KindAction:
		return casePath(request, "/plan")
	case casework.KindNote:
		if record.Removed != nil {
			return ""
		}
		return casePath(request, "/notes/"+record.ID)
	case casework.KindAttachment:
		return casePath(request, "/papers")
	case casework.KindContract:
		return contract(record.ID)
	}
	if id := record.Get("contract"); file.Record(id) != nil {
		return contract(id)
	}
	return ""
}

// readLate notes that somebody has read what stood on the page.
func readLate(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	var of []string
	for _, late := range file.LateEntries() {
		for _, id := range late.Of {
			if !late.Read && slices.Contains(request.Form["of"], id) {
				of = append(of, id)
			}
		}
	}
	if len(of) > 0 {
		sort.Strings(of)
		entry := Made(env.NewID(), casework.KindDealt, map[string]string{"of": strings.Join(of, " "), "how": "read"})
		if err := env.Write(ctx, request, file.Case, entry); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: casePath(request, "")}, nil
}
