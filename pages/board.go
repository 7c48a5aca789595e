package pages

import (
	"context"
	"slices"
	"sort"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// BoardPath is the supervisor's board: from a number to the list to the case.
const BoardPath = "/board"

// boardLists are what a board counts, in the order of consequence.
var boardLists = []string{"all", "overdue", "unseen", "unstarted", "reviews", "approvals"}

func boardRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: BoardPath, Offline: true, Handle: supervisors(board)},
		{Method: "GET", Pattern: BoardPath + "/:list", Offline: true, Handle: supervisors(boardList)},
		{Method: "POST", Pattern: BoardPath + "/:list", Offline: true, Handle: supervisors(boardAssign)},
	}
}

// supervisors answers others as if the page were not there.
func supervisors(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		if request.Actor.Role != casework.RoleSupervisor {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		return handle(ctx, env, request)
	}
}

// stands says on which lists of the board a case is.
func stands(due []casework.Deadline, summary casework.Summary, today string) map[string]bool {
	on := map[string]bool{"all": true}
	for _, d := range due {
		late := d.State == casework.DeadlineOverdue || d.State == casework.DeadlineMissed
		if late {
			on["overdue"] = true
		}
		if d.Rule.Done == casework.EventReview && d.Waits() {
			on["reviews"] = true
		}
	}
	seen := false
	for key, dates := range summary.Events.On {
		name, subject, _ := strings.Cut(key, " ")
		last := dates[len(dates)-1]
		switch name {
		case casework.EventSeen:
			seen = seen || len(last) >= 7 && last[:7] == today[:7]
		case casework.EventSent:
			if answers := summary.Events.On[casework.EventAnswered+" "+subject]; len(answers) == 0 || answers[len(answers)-1] < last {
				on["unstarted"] = true
			}
		case casework.EventUnstarted:
			if dates[0] <= today {
				on["unstarted"] = true
			}
		}
	}
	if !seen {
		on["unseen"] = true
	}
	for _, dated := range summary.Dates {
		switch dated.Kind {
		case casework.KindApproval:
			on["approvals"] = true
		case casework.KindReferral: // a provider said no, and nothing came of it yet
			on["unstarted"] = true
		}
	}
	return on
}

// boardCase is a case that is not closed, as the board counts it.
type boardCase struct {
	casework.Summary
	on      map[string]bool // the lists on which it stands
	missing []string        // measures of the guide that it does not show
	looked  []casework.Looked
	// conferences are those that somebody does not stand by yet.
	conferences []casework.Dated
}

// boardCases are the open cases of the agency.
func boardCases(ctx context.Context, env *Env, request Request) ([]boardCase, error) {
	all, err := countedCases(ctx, env, request)
	return slices.DeleteFunc(all, func(one boardCase) bool { return one.Status == "closed" }), err
}

// countedCases are those of the agency, of closed ones only what was looked at. At
// the office they are counted once a day and pack, and again when a case changes.
func countedCases(ctx context.Context, env *Env, request Request) ([]boardCase, error) {
	pack, today := request.House.Rules().PolicyPack(), request.today()
	count := func(summary casework.Summary) boardCase {
		looked := summary.Fidelity.Looked
		if summary.Status == "closed" {
			return boardCase{Summary: casework.Summary{Case: summary.Case, Name: summary.Name, Worker: summary.Worker, Status: summary.Status}, looked: looked}
		}
		due := pack.Due(summary.Events, today)
		return boardCase{row(summary), stands(due, summary, today), summary.Fidelity.Missing(due), looked, slices.DeleteFunc(slices.Clone(summary.Dates), func(dated casework.Dated) bool {
			return dated.Kind != casework.KindConference || dated.Who == ""
		})}
	}
	var all []boardCase
	if env.Lists == nil {
		mine, err := visible(ctx, env, request)
		if err != nil {
			return nil, err
		}
		for _, summary := range mine {
			all = append(all, count(summary))
		}
	} else {
		key := "board " + today + " " + strconv.Itoa(request.House.Rules().Version)
		counted, err := env.Lists.Derived(ctx, key, func(summary casework.Summary) any { return count(summary) })
		if err != nil {
			return nil, err
		}
		for _, one := range counted {
			all = append(all, one.(boardCase))
		}
	}
	return slices.DeleteFunc(all, func(one boardCase) bool {
		return !request.Actor.MaySee(one.Worker)
	}), nil
}

// CountAhead counts what the first board of a day, and the first list of all
// cases, would count, where the office remembers it.
func CountAhead(ctx context.Context, env *Env, request Request) error {
	if _, err := boardCases(ctx, env, request); err != nil {
		return err
	}
	_, err := rowsOf(ctx, env, request)
	return err
}

// board counts, worker by worker.
func board(ctx context.Context, env *Env, request Request) (Reply, error) {
	all, err := boardCases(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	counts := map[string]map[string]int{"": {}}
	for _, one := range all {
		if counts[one.Worker] == nil {
			counts[one.Worker] = map[string]int{}
		}
		for list := range one.on {
			counts[one.Worker][list]++
			counts[""][list]++
		}
	}
	var view views.WorkHubView
	for _, worker := range workersOf(request, counts) {
		title := words.Say(words.BoardAll)
		if worker != "" {
			title = request.House.StaffName(worker)
		}
		group := views.WorkGroup{ID: "board-" + worker, Title: title}
		for _, list := range boardLists {
			n := counts[worker][list]
			if n == 0 && list != "all" {
				continue
			}
			group.Rows = append(group.Rows, views.Row{
				ID: "b-" + list + "-" + worker, Href: BoardPath + "/" + list + "?worker=" + worker, Text: words.Say(words.BoardList(list)), End: words.Count(words.BoardCases, n),
			})
		}
		href := FidelityPath
		if worker != "" {
			href += "/" + worker
		}
		group.Rows = append(group.Rows, views.Row{ID: "b-fidelity-" + worker, Href: href, Text: words.Say(words.FidelityTitle)})
		view.Groups = append(view.Groups, group)
	}
	page := request.page(words.Say(words.BoardTitle), "")
	return Reply{Page: page, Main: views.WorkHub(page, view)}, nil
}

// workersOf lists those who have cases, by name; "" (everybody) first.
func workersOf(request Request, counts map[string]map[string]int) []string {
	var list []string
	for worker := range counts {
		list = append(list, worker)
	}
	sort.Slice(list, func(i, j int) bool {
		if (list[i] == "") != (list[j] == "") {
			return list[i] == ""
		}
		return request.House.StaffName(list[i]) < request.House.StaffName(list[j])
	})
	return list
}

// boardList lists the cases behind a number, and lets them be handed over.
func boardList(ctx context.Context, env *Env, request Request) (Reply, error) {
	return boardReply(ctx, env, request, "", nil)
}

func boardReply(ctx context.Context, env *Env, request Request, notice string, faults []fault) (Reply, error) {
	list, worker := request.Params["list"], request.Query.Get("worker")
	key := words.BoardList(list)
	if !words.Has(key) {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	all, err := boardCases(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	all = slices.DeleteFunc(all, func(one boardCase) bool { return worker != "" && one.Worker != worker || !one.on[list] })
	slices.SortFunc(all, func(a, b boardCase) int { return casework.CompareNames(a.Summary, b.Summary) })
	view := views.BoardListView{Notice: notice}
	from, end, paging := request.pageOf(len(all), maxAssign)
	view.Paging, all = paging, all[from:end]
	cases := views.Control{Shape: views.TicksShape, Name: "cases", Label: words.Say(words.BoardAssignCases)}
	for _, one := range all {
		summary := one.Summary
		view.Rows = append(view.Rows, caseRow(request, summary))
		cases.Options = append(cases.Options, views.Option{Value: summary.Case, Label: summary.Name, Hint: request.House.StaffName(summary.Worker), Picked: slices.Contains(request.Form["cases"], summary.Case)})
	}
	to := views.Control{Shape: views.ChoiceShape, Name: "worker", Label: words.Say(words.BoardAssignTo), Options: desk{request: request}.staff(request.Form.Get("worker"), "")}
	view.Controls = []views.Control{cases, to}
	for i := range view.Controls {
		for _, f := range faults {
			if f.field == view.Controls[i].Name {
				view.Controls[i].Error = f.words
			}
		}
	}
	view.Form = views.Form{ID: "assign", Action: request.listFrom(from), Faults: viewFaults(faults, view.Controls)}
	page := request.page(words.Say(key), "")
	page.Back = &views.Link{Href: BoardPath, Text: words.Say(words.BoardTitle)}
	reply := Reply{Page: page}
	if len(faults) > 0 {
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.BoardList(reply.Page, view)
	return reply, nil
}

// maxAssign is how many cases one page hands over.
const maxAssign = 200

// boardAssign hands the ticked cases to somebody else, each in a write of its
// own: one that cannot be handed over keeps no other back.
func boardAssign(ctx context.Context, env *Env, request Request) (Reply, error) {
	var faults []fault
	ids, to := request.Form["cases"], request.Form.Get("worker")
	if len(ids) == 0 || len(ids) > maxAssign {
		faults = append(faults, fault{field: "cases", words: words.Say(words.ProblemChoose, "label", words.Say(words.BoardAssignCases))})
	}
	known := false
	for _, member := range request.House.Staff {
		known = known || member.ID == to && !member.Gone
	}
	if !known {
		faults = append(faults, fault{field: "worker", words: words.Say(words.ProblemChoose, "label", words.Say(words.BoardAssignTo))})
	}
	if len(faults) > 0 {
		return boardReply(ctx, env, request, "", faults)
	}
	moved := 0
	for _, id := range ids {
		file, err := env.Store.File(ctx, id)
		if err != nil {
			return Reply{}, err
		}
		if file.Head() == nil || !request.Actor.MaySee(file.Worker()) {
			continue
		}
		entry, changed := Edited(file.Head(), file.Seen, map[string]string{"worker": to})
		if !changed {
			continue
		}
		if err := env.Write(ctx, request, id, entry); err != nil {
			return Reply{}, err
		}
		moved++
	}
	request.Form = Values{}
	return boardReply(ctx, env, request, words.Count(words.BoardAssigned, moved), nil)
}
