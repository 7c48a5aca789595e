package pages

import (
	"context"
	"sort"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// TodayPath is the worker's day.
const TodayPath = "/today"

func todayRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: TodayPath, Offline: true, Handle: today},
		{Method: "GET", Pattern: TodayPath + "/week", Offline: true, Handle: span(7, words.WeekTitle)},
		{Method: "GET", Pattern: TodayPath + "/month", Offline: true, Handle: span(31, words.MonthTitle)},
	}
}

// dueThing is one thing of one case that has a day or waits.
type dueThing struct {
	row    views.Row
	on     string
	weight int // 3 safety and court … 0
	late   bool
	others bool // somebody else has to move
	yours  bool // the worker has to, with no day set for it
	missed bool
}

// dueThings gathers what the actor's open cases hold. It reads summaries alone.
func dueThings(request Request, mine []casework.Summary) []dueThing {
	var all []dueThing
	pack := request.House.Rules().PolicyPack()
	now := request.today()
	for _, summary := range mine {
		if summary.Status == "closed" {
			continue
		}
		for _, d := range pack.Due(summary.Events, now) {
			if !d.Waits() && d.State != casework.DeadlineOpen {
				continue
			}
			row := deadlineRow(request, summary.Case, summary.Case+"-", summary.Events, d)
			row.Detail = joinDot(summary.Name, row.Detail)
			late := d.State == casework.DeadlineOverdue || d.State == casework.DeadlineMissed
			all = append(all, dueThing{row: row, on: d.Due, weight: d.Rule.Weight, late: late, missed: d.State == casework.DeadlineMissed,
				others: d.Rule.Done == casework.EventAnswered || d.Rule.From == casework.EventReportDue})
		}
		for _, dated := range summary.Dates {
			if dated.Kind == casework.KindDeadlineAnswer && dated.On < casework.AddDays(now, -putOffDays) {
				continue // nothing in the case can say that it was done
			}
			all = append(all, datedThing(request, summary, dated))
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].on < all[j].on })
	return all
}

// datedThing is an open thing with a day: a visit, a task, a meeting, a hearing.
func datedThing(request Request, summary casework.Summary, dated casework.Dated) dueThing {
	text := dated.Words
	switch dated.Kind {
	case casework.KindMeeting, casework.KindHearing, casework.KindConference, casework.KindDeadlineAnswer, casework.KindReport, casework.KindReferral:
		text = ""
	}
	if text == "" {
		text = joinDot(datedName(dated), dated.Words)
	}
	row := views.Row{ID: "t-" + summary.Case + "-" + dated.Record, Href: datedPath(summary.Case, dated), Text: text, Detail: summary.Name}
	thing := dueThing{on: dated.On}
	if dated.Kind == casework.KindApproval { // its day is when it was asked for, and the supervisor moves
		thing.on, thing.others, row.End = "", true, day(dated.On)
	} else if dated.On != "" {
		row.End = joinDot(dayFrom(request.today(), dated.On), dated.At)
		if late := overdue(request.today(), dated.On); late != "" {
			thing.late = true
			row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: late, Tone: views.Danger})
		}
	}
	switch dated.Kind {
	case casework.KindHearing:
		thing.weight = 3
	case casework.KindMeeting:
		thing.weight = 2
	case casework.KindReport, casework.KindReferral:
		thing.yours = true
	case casework.KindConference:
		if dated.Who == "" {
			break
		}
		row.ID += "-" + dated.Who // the day of the next one can stand beside it
		if thing.yours, thing.others = dated.Who == request.Actor.ID, dated.Who != request.Actor.ID; thing.others {
			row.Detail = joinDot(row.Detail, request.House.StaffName(dated.Who))
		}
	case casework.KindAction:
		thing.others = dated.Who != "" && dated.Who != "staff:"+request.Actor.ID
	}
	thing.row = row
	return thing
}

// datedName is what a thing with a day is called, which says nothing of whom.
func datedName(dated casework.Dated) string {
	switch {
	case dated.More > 0:
		return words.Count(words.DatedMore, dated.More, "kind", kindName(dated.Kind))
	case dated.Next:
		return words.Say(words.DatedNext, "kind", kindName(dated.Kind))
	case dated.Kind == casework.KindConference && dated.Who != "":
		return words.Say(words.ConferenceToAck)
	case dated.Kind == casework.KindDeadlineAnswer:
		return words.Say(words.DatedAnswer)
	case dated.Kind == casework.KindReport:
		return words.Say(words.ReportWaits)
	case dated.Kind == casework.KindReferral:
		return choiceWords(casework.KindReferralState, "state", dated.Who)
	}
	return kindName(dated.Kind)
}

func datedPath(caseID string, dated casework.Dated) string {
	base := "/cases/" + caseID
	switch dated.Kind {
	case casework.KindCase:
		return base
	case casework.KindAction:
		if dated.More > 0 {
			return base + "/plan"
		}
		return base + "/plan#action-" + dated.Record
	case casework.KindCopy:
		return base + "/contracts"
	case casework.KindDeadlineAnswer:
		return base + "/deadlines"
	}
	part, ok := workByKind[dated.Kind]
	switch {
	case ok && dated.More > 0 && part.of != "": // their lists lie with what each belongs to
		return base + "/" + workByKind[part.of].path
	case ok && dated.More > 0:
		return base + "/" + part.path
	case ok:
		return base + "/" + part.path + "/" + dated.Record
	}
	return base
}

func joinDot(parts ...string) string {
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, part)
		}
	}
	return strings.Join(said, " · ")
}

// today shows what the day asks: late things by consequence, then today, then
// what waits with no day set, for the worker and for others, then drafts.
func today(ctx context.Context, env *Env, request Request) (Reply, error) {
	mine, err := casesOf(ctx, env, request, request.Actor.ID) // also a supervisor's own: the board has everybody's
	if err != nil {
		return Reply{}, err
	}
	now := request.today()
	view := views.TodayView{}
	var late []dueThing
	for _, thing := range dueThings(request, mine) {
		switch {
		case thing.yours:
			view.Yours = append(view.Yours, thing.row)
		case thing.others && !thing.late:
			view.Others = append(view.Others, thing.row)
		case thing.late:
			late = append(late, thing)
		case thing.on == now:
			view.Now = append(view.Now, thing.row)
		case thing.on > now && thing.on <= casework.AddDays(now, weekDays):
			view.Soon = append(view.Soon, thing.row)
		}
	}
	sort.SliceStable(late, func(i, j int) bool { return late[i].weight > late[j].weight })
	for _, thing := range late {
		view.Late = append(view.Late, thing.row)
	}
	view.More = max(len(view.Late)-maxLate, 0)
	view.Late = view.Late[:min(len(view.Late), maxLate)]
	if request.Actor.Role == casework.RoleSupervisor {
		all, err := boardCases(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		view.Yours = append(view.Yours, toAcknowledge(request, all)...)
	}
	drafts, err := env.Store.AllDrafts(ctx, request.Actor.ID)
	if err != nil {
		return Reply{}, err
	}
	if n := typed(drafts); n > 0 {
		view.Drafts = []views.Row{{ID: "to-drafts", Href: SyncPath, Icon: "pen-line", Text: words.Say(words.SyncTyping), End: words.Count(words.DraftsCount, n)}}
	}
	page := request.page(words.Say(words.TodayTitle), day(now))
	return Reply{Page: page, Main: views.Today(page, view)}, nil
}

// toAcknowledge are the conferences in cases of others by which the actor does not
// stand yet.
func toAcknowledge(request Request, all []boardCase) []views.Row {
	var rows []views.Row
	for _, one := range all {
		for _, dated := range one.conferences {
			if dated.Who == request.Actor.ID && one.Worker != request.Actor.ID {
				rows = append(rows, datedThing(request, one.Summary, dated).row)
			}
		}
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].ID < rows[j].ID })
	return rows
}

// maxLate is how many late things one page lists.
const maxLate = 60

// casesOf lists those cases of a worker that the actor may see.
func casesOf(ctx context.Context, env *Env, request Request, worker string) ([]casework.Summary, error) {
	if !request.Actor.MaySee(worker) {
		return nil, nil
	}
	if env.Lists != nil {
		return env.Lists.SummariesOf(ctx, worker)
	}
	mine, err := visible(ctx, env, request)
	return ownCases(mine, worker), err
}

func ownCases(list []casework.Summary, person string) []casework.Summary {
	var own []casework.Summary
	for _, summary := range list {
		if summary.Worker == person {
			own = append(own, summary)
		}
	}
	return own
}

// span lists the days ahead, each with what it holds.
func span(days int, title words.Key) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		mine, err := casesOf(ctx, env, request, request.Actor.ID)
		if err != nil {
			return Reply{}, err
		}
		now := request.today()
		var view views.SpanView
		for _, thing := range dueThings(request, mine) {
			if thing.on < now || thing.on > casework.AddDays(now, days-1) {
				continue
			}
			last := len(view.Days) - 1
			if last < 0 || view.Days[last].ID != "on-"+thing.on {
				view.Days = append(view.Days, views.WorkGroup{ID: "on-" + thing.on, Title: weekdayWords(thing.on)})
				last++
			}
			row := thing.row
			row.ID, row.End = "s-"+row.ID, ""
			view.Days[last].Rows = append(view.Days[last].Rows, row)
		}
		page := request.page(words.Say(title), "")
		page.Back = &views.Link{Href: TodayPath, Text: words.Say(words.TodayTitle)}
		return Reply{Page: page, Main: views.Span(page, view)}, nil
	}
}
