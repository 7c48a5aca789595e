package pages

import (
	"context"
	"sort"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// whoDoesWhat shows the actions as promises, on the list of whoever keeps them.
func whoDoesWhat(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	view := views.WhoView{
		Together: togetherOn(d, "actions"),
		Lists: []views.PromiseList{
			casework.Yours:  {ID: "yours", Title: words.Say(words.WhoYours), How: yoursHow(file)},
			casework.Mine:   {ID: "mine", Title: words.Say(words.WhoMine), How: words.Say(words.WhoMineHow, "name", request.House.StaffName(file.Worker()))},
			casework.Theirs: {ID: "theirs", Title: words.Say(words.WhoTheirs), How: words.Say(words.WhoTheirsHow)},
		},
	}
	actions := file.Of(casework.KindAction)
	for _, action := range byShare(actions) {
		list := &view.Lists[casework.WhoseAction(file, action)]
		list.Promises = append(list.Promises, promise(d, action))
	}
	view.Shares = shares(actions)
	page := casePage(request, file, words.Say(words.WhoTitle), backToPlan(request))
	return Reply{Page: page, Main: views.Who(page, view)}, nil
}

// yoursHow names those whose plan it is.
func yoursHow(file *casework.File) string {
	var names []string
	for _, person := range file.Of(casework.KindPerson) {
		if casework.IsClient(person) {
			names = append(names, nameOf(person))
		}
	}
	if len(names) == 0 {
		return words.Say(words.WhoYoursNobody)
	}
	return words.Say(words.WhoYoursHow, "names", strings.Join(names, ", "))
}

// byShare orders actions: what is still to do first, and of that what they do
// alone, with help, and what is taken off their plate.
func byShare(actions []*casework.Record) []*casework.Record {
	rank := func(action *casework.Record) int {
		place := len(casework.Shares)
		for i, share := range casework.Shares {
			if action.Get("share") == share {
				place = i
			}
		}
		if action.Get("done") != "" {
			place += 10
		}
		return place
	}
	sorted := append([]*casework.Record(nil), actions...)
	sort.SliceStable(sorted, func(i, j int) bool { return rank(sorted[i]) < rank(sorted[j]) })
	return sorted
}

// promise is one action: who will do what by when, and what if not.
func promise(d desk, action *casework.Record) views.PromiseView {
	b := planBuilder{request: d.request, file: d.file, desk: d}
	line := b.action(action)
	view := views.PromiseView{
		ID: action.ID, Who: line.Step.Who, Will: line.Step.What, Where: line.Step.Where, How: line.Step.How,
		By: line.Step.When, IfNot: line.Step.IfNot,
		EditHref: line.EditHref, Done: line.Done,
	}
	if view.Done {
		view.Tags = append(view.Tags, views.Tag{Icon: "check", Words: words.Say(words.Done), Tone: views.Good})
	}
	if share := action.Get("share"); share != "" {
		view.Tags = append(view.Tags, views.Tag{Words: choiceWords(casework.KindAction, "share", share)})
	}
	if late := overdue(d.request.today(), action.Get("by_when")); late != "" && !view.Done {
		view.Tags = append(view.Tags, views.Tag{Icon: "triangle-alert", Words: late, Tone: views.Danger})
	}
	return view
}

// shares counts how much the client does alone, with help, and not at all now.
func shares(actions []*casework.Record) []views.SummaryRow {
	counts := map[string]int{}
	for _, action := range actions {
		counts[action.Get("share")]++
	}
	var rows []views.SummaryRow
	for _, share := range casework.Shares {
		rows = append(rows, views.SummaryRow{Name: choiceWords(casework.KindAction, "share", share), Value: strconv.Itoa(counts[share])})
	}
	if counts[""] > 0 {
		rows = append(rows, views.SummaryRow{Name: words.Say(words.WhoUnshared), Value: strconv.Itoa(counts[""])})
	}
	return rows
}
