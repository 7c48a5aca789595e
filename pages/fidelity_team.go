package pages

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// FidelityPath is how practice shows in the whole team: as support, never a score,
// with the worker and the case one tap away.
const FidelityPath = BoardPath + "/fidelity"

// fewWorkers is how many workers stand under one measure; the rest is a tap away.
const fewWorkers = 8

// practice is what shows in the cases of a team.
type practice struct {
	request Request
	cases   []boardCase
	names   map[string]string // of the staff
	workers []string          // who have open cases, by name
}

// practiceOf reads what was counted for the board. A tablet may hold summaries that
// an earlier release drew with less in them: it looks into its cases.
func practiceOf(ctx context.Context, env *Env, request Request) (practice, error) {
	all, err := countedCases(ctx, env, request)
	for i := range all {
		if err != nil || env.Lists != nil {
			break
		}
		var file *casework.File
		if file, err = env.Store.File(ctx, all[i].Case); err == nil && file.Head() != nil {
			shown := casework.FidelityOf(file)
			all[i].looked = shown.Looked
			if all[i].Status != "closed" {
				all[i].missing = shown.Missing(request.dueOf(casework.EventsOf(file)))
			}
		}
	}
	p := practice{request: request, cases: all, names: map[string]string{}}
	for _, member := range request.House.Staff {
		p.names[member.ID] = member.Name
	}
	known := map[string]bool{}
	for _, one := range all {
		if one.Status != "closed" && !known[one.Worker] {
			known[one.Worker] = true
			p.workers = append(p.workers, one.Worker)
		}
	}
	slices.SortFunc(p.workers, func(a, b string) int { return cmp.Or(strings.Compare(p.names[a], p.names[b]), strings.Compare(a, b)) })
	return p, err
}

// tally counts, for one measure, the open cases of each worker and those that lack
// it; "" is everybody.
func (p practice) tally(measure string) (all, lack map[string]int) {
	all, lack = map[string]int{}, map[string]int{}
	for i := range p.cases {
		one := &p.cases[i]
		if one.Status == "closed" {
			continue
		}
		all[one.Worker]++
		all[""]++
		if slices.Contains(one.missing, measure) {
			lack[one.Worker]++
			lack[""]++
		}
	}
	return all, lack
}

// lacking are the open cases that lack a measure, by name.
func (p practice) lacking(measure string) []boardCase {
	var cases []boardCase
	for _, one := range p.cases {
		if slices.Contains(one.missing, measure) {
			cases = append(cases, one)
		}
	}
	slices.SortFunc(cases, func(a, b boardCase) int { return casework.CompareNames(a.Summary, b.Summary) })
	return cases
}

// shownIn says in how many cases a measure shows.
func shownIn(all, lack int) string {
	return words.Count(words.FidelityOf, all-lack, "all", words.Count(words.WorkCount, all))
}

// byWorker are the workers under a measure, those first in whose cases most is
// missing: they may want a hand.
func (p practice) byWorker(measure string, all, lack map[string]int, most int) []views.Row {
	workers := slices.Clone(p.workers)
	slices.SortStableFunc(workers, func(a, b string) int { return cmp.Compare(lack[b], lack[a]) })
	var rows []views.Row
	for _, worker := range workers[:min(len(workers), most)] {
		rows = append(rows, views.Row{
			ID: "w-" + measure + "-" + worker, Href: FidelityPath + "/" + worker + "#f-" + measure, Text: p.names[worker], End: shownIn(all[worker], lack[worker]),
		})
	}
	return rows
}

// teamFidelity is every measure of the guide over the whole team; with a measure in
// the address, that one with all its workers and cases.
func teamFidelity(ctx context.Context, env *Env, request Request) (Reply, error) {
	p, err := practiceOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	page := request.page(words.Say(words.FidelityTitle), words.Say(words.BoardAll))
	page.Back = &views.Link{Href: BoardPath, Text: words.Say(words.BoardTitle)}
	if id := request.Query.Get("measure"); id != "" {
		measure, known := casework.MeasureOf(id)
		if !known {
			return Reply{}, casework.Fail(casework.NotFound)
		}
		page.Back = &views.Link{Href: FidelityPath + "#f-" + id, Text: words.Say(words.FidelityTitle)}
		return Reply{Page: page, Main: views.WorkHub(page, p.measure(measure))}, nil
	}
	view, found := views.WorkHubView{How: words.Say(words.FidelityHow)}, p.found()
	for _, measure := range casework.Measures {
		href := FidelityPath + "?measure=" + measure.ID
		if measure.Way == "documentation" {
			all, lack := p.tally(measure.ID)
			rows := p.byWorker(measure.ID, all, lack, fewWorkers)
			rows = append(rows, views.Row{ID: "to-" + measure.ID, Href: href, Text: words.Say(words.TeamFidelityAll)})
			view.Groups = append(view.Groups, views.WorkGroup{ID: "f-" + measure.ID, Title: joinDot(words.Say(words.MeasureName(measure.ID)), shownIn(all[""], lack[""])), Rows: rows})
			continue
		}
		id := "way-" + measure.Way
		if last := len(view.Groups) - 1; last < 0 || view.Groups[last].ID != id {
			view.Groups = append(view.Groups, views.WorkGroup{ID: id, Title: words.Say(words.MeasureWay(measure.Way))})
		}
		group := &view.Groups[len(view.Groups)-1]
		group.Rows = append(group.Rows, looksRow(measure.ID, href, found[measure.ID]))
	}
	return Reply{Page: page, Main: views.WorkHub(page, view)}, nil
}

// measure is one measure over the team: worker by worker, then its sources.
func (p practice) measure(measure casework.Measure) views.WorkHubView {
	name := words.Say(words.MeasureName(measure.ID))
	if measure.Way != "documentation" {
		return p.overTime(views.WorkHubView{}, name, p.looks(func(one lookedAt) bool { return one.Measure == measure.ID }))
	}
	all, lack := p.tally(measure.ID)
	cases := p.lacking(measure.ID)
	var rows []views.Row
	from, to, paging := p.request.pageOf(len(cases), maxAssign)
	for _, one := range cases[from:to] {
		rows = append(rows, fidelityRow(one.Summary, measure.ID, p.names[one.Worker]))
	}
	return views.WorkHubView{Paging: paging, Groups: []views.WorkGroup{
		{ID: "workers", Title: joinDot(name, shownIn(all[""], lack[""])), Rows: p.byWorker(measure.ID, all, lack, len(all))},
		{ID: "lacking", Title: words.Say(words.FidelityMissing), Rows: rows},
	}}
}

func fidelityRow(summary casework.Summary, measure, detail string) views.Row {
	return views.Row{ID: measure + "-" + summary.Case, Href: "/cases/" + summary.Case + "/fidelity#m-" + measure, Text: summary.Name, Detail: detail}
}

// workerFidelity counts over the open cases of one worker, one tap from each case
// where something is missing, and shows what was looked at over time.
func workerFidelity(ctx context.Context, env *Env, request Request) (Reply, error) {
	worker := request.Params["worker"]
	p, err := practiceOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	looks := p.looks(func(one lookedAt) bool { return one.Worker == worker }) // also at cases that are somebody else's now
	p.cases = slices.DeleteFunc(p.cases, func(one boardCase) bool { return one.Worker != worker })
	var view views.WorkHubView
	for _, measure := range casework.Measures {
		if measure.Way != "documentation" {
			continue
		}
		all, lack := p.tally(measure.ID)
		group := views.WorkGroup{ID: "f-" + measure.ID, Title: joinDot(words.Say(words.MeasureName(measure.ID)), shownIn(all[""], lack[""]))}
		for _, one := range p.lacking(measure.ID) {
			group.Rows = append(group.Rows, fidelityRow(one.Summary, measure.ID, ""))
		}
		view.Groups = append(view.Groups, group)
	}
	page := request.page(words.Say(words.FidelityTitle), request.House.StaffName(worker))
	page.Back = &views.Link{Href: FidelityPath, Text: words.Say(words.TeamFidelity)}
	return Reply{Page: page, Main: views.WorkHub(page, p.overTime(view, words.Say(words.LooksTitle), looks))}, nil
}

// lookedAt is one time that a measure was looked at, with its case and what the time
// before found with the same worker.
type lookedAt struct {
	casework.Looked
	of     casework.Summary
	before string
}

// looks are those that fit, oldest first.
func (p practice) looks(fits func(lookedAt) bool) []lookedAt {
	var list []lookedAt
	for _, one := range p.cases {
		for _, looked := range one.looked {
			if found := (lookedAt{Looked: looked, of: one.Summary}); fits(found) {
				list = append(list, found)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b lookedAt) int {
		return cmp.Or(strings.Compare(a.On, b.On), strings.Compare(a.of.Case, b.of.Case))
	})
	last := map[string]string{}
	for i := range list {
		key := list[i].Worker + " " + list[i].Measure
		list[i].before, last[key] = last[key], list[i].Seen
	}
	return list
}

// foundSum is how often a measure was looked at, what was found, and when last.
type foundSum struct {
	times int
	last  string
	seen  map[string]int
}

func (p practice) found() map[string]*foundSum {
	sums := map[string]*foundSum{}
	for i := range p.cases {
		for _, one := range p.cases[i].looked {
			sum := sums[one.Measure]
			if sum == nil {
				sum = &foundSum{seen: map[string]int{}}
				sums[one.Measure] = sum
			}
			sum.times++
			sum.seen[one.Seen]++
			sum.last = max(sum.last, one.On)
		}
	}
	return sums
}

func looksRow(measure, href string, sum *foundSum) views.Row {
	row := views.Row{ID: "f-" + measure, Href: href, Text: words.Say(words.MeasureName(measure)), Detail: words.Say(words.FidelityNotYet)}
	if sum == nil {
		return row
	}
	said := []string{words.Count(words.LooksCount, sum.times)}
	for _, seen := range casework.FidelitySeen {
		if n := sum.seen[seen]; n > 0 {
			said = append(said, words.Say(words.LooksFound, "what", choiceWords(casework.KindFidelity, "seen", seen), "n", words.Count(words.WorkCount, n)))
		}
	}
	row.Detail, row.End = joinDot(said...), day(sum.last)
	return row
}

// overTime adds to a view what was looked at, newest first: when, by whom, with
// what result, and what changed since the last time.
func (p practice) overTime(view views.WorkHubView, title string, list []lookedAt) views.WorkHubView {
	slices.Reverse(list)
	group := views.WorkGroup{ID: "looks", Title: title}
	from, to, paging := p.request.pageOf(len(list), maxAssign)
	for i, one := range list[from:to] {
		group.Rows = append(group.Rows, views.Row{
			ID: "look-" + strconv.Itoa(from+i), Href: "/cases/" + one.of.Case + "/fidelity#m-" + one.Measure, Text: p.names[one.Worker], End: day(one.On),
			Detail: joinDot(words.Say(words.MeasureName(one.Measure)), one.of.Name, words.Say(words.LooksBy, "name", p.names[one.By])),
			Tags:   []views.Tag{{Words: choiceWords(casework.KindFidelity, "seen", one.Seen)}, {Words: words.Say(change(one.before, one.Seen))}},
		})
	}
	if len(list) == 0 {
		group.Title = joinDot(title, words.Say(words.FidelityNotYet))
	}
	view.Paging = paging
	view.Groups = append(view.Groups, group)
	return view
}

// change compares what was found with the time before: seen, partly, not seen.
func change(before, now string) words.Key {
	if before == "" {
		return words.LooksFirst
	}
	place := func(seen string) int { return slices.Index(casework.FidelitySeen, seen) }
	switch a, b := place(before), place(now); {
	case b < a:
		return words.LooksMore
	case b > a:
		return words.LooksLess
	}
	return words.LooksSame
}
