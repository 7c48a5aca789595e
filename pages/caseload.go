package pages

import (
	"context"
	"slices"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

func caseloadRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/", Offline: true, Handle: caseload},
		{Method: "GET", Pattern: "/search", Offline: true, Handle: toCaseload},
		{Method: "POST", Pattern: "/search", Offline: true, Handle: search},
	}
}

const (
	weekDays   = 7  // how far "this week" looks ahead of today
	putOffDays = 60 // how long Today keeps what a missed date was put off to
)

// caseload shows what is due today and this week, then every case that the
// actor may see: three lists that end.
func caseload(ctx context.Context, env *Env, request Request) (Reply, error) {
	mine, err := rowsOf(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.CaseloadView{Empty: len(mine) == 0, Demo: request.Home == views.Office && request.Actor.MayManagePeople(), NewHref: "/cases/new"}
	kept, err := keptCounts(ctx, env, mine)
	if err != nil {
		return Reply{}, err
	}
	view.Look = toLookAt(mine, kept)
	if request.Home == views.Office { // a tablet lists them with what waits
		drafts, err := env.Store.AllDrafts(ctx, request.Actor.ID)
		if err != nil {
			return Reply{}, err
		}
		if n := typed(drafts); n > 0 {
			view.Look = append(view.Look, views.Row{ID: "to-drafts", Href: SyncPath, Icon: "pen-line", Text: words.Say(words.SyncTyping), End: words.Count(words.DraftsCount, n)})
		}
	}
	from, to, paging := request.pageOf(len(mine), maxRows)
	view.Paging = paging
	for i, summary := range mine {
		distance, dated := daysBetween(request.today(), summary.NextOn)
		soon := dated && summary.Status != "closed" && distance <= weekDays && from == 0
		if here := i >= from && i < to; !here && !soon { // thousands of rows are drawn for nobody
			continue
		}
		row := caseRow(request, summary)
		if n := kept[summary.Case]; n > 0 {
			row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Count(words.KeptTag, n), Tone: views.Warn})
		}
		if i >= from && i < to {
			view.All = append(view.All, row)
		}
		switch {
		case !soon:
		case distance <= 0:
			view.Today = append(view.Today, due(row, "today-"))
		default:
			view.Week = append(view.Week, due(row, "week-"))
		}
	}
	view.Today, view.TodayMore = cutRows(view.Today)
	view.Week, view.WeekMore = cutRows(view.Week)
	view.Further = from > 0
	page := request.page(words.Say(words.CaseloadTitle), "")
	return Reply{Page: page, Main: views.Caseload(page, view)}, nil
}

// maxRows is how many rows of cases one page lists.
const maxRows = 200

// cutRows keeps what somebody reads before the whole list; the others stand in it.
func cutRows(rows []views.Row) (few []views.Row, more string) {
	if len(rows) <= maxListed {
		return rows, ""
	}
	return rows[:maxListed], words.Count(words.CaseloadMore, len(rows)-maxListed)
}

// toLookAt leads to what waits for somebody's choice, in all cases together.
func toLookAt(mine []casework.Summary, kept map[string]int) []views.Row {
	var rows []views.Row
	conflicts, late, unsigned := 0, 0, 0
	for _, summary := range mine {
		unsigned += summary.Unsigned
		conflicts += summary.Conflicts
		late += summary.Late + kept[summary.Case]
	}
	if conflicts > 0 {
		rows = append(rows, views.Row{ID: "to-versions", Href: VersionsPath, Icon: "triangle-alert", Text: words.Say(words.VersionsRow), End: words.Count(words.VersionsCount, conflicts)})
	}
	if late > 0 {
		rows = append(rows, views.Row{ID: "to-late", Href: LatePath, Icon: "triangle-alert", Text: words.Say(words.LateListTitle), End: words.Count(words.LateToRead, late)})
	}
	if unsigned > 0 {
		rows = append(rows, views.Row{ID: "to-paper-back", Href: PaperBackPath, Icon: "file-text", Text: words.Say(words.CodeRow)})
	}
	return rows
}

// due repeats a row in another list, under an id of its own.
func due(row views.Row, list string) views.Row {
	row.ID = list + row.ID
	return row
}

// Lists reads the summaries of many cases; the office has it.
type Lists = storage.Lists

// visible lists the cases that the actor may see, by name.
func visible(ctx context.Context, env *Env, request Request) ([]casework.Summary, error) {
	if env.Lists != nil && request.Actor.Role != casework.RoleSupervisor {
		return casesOf(ctx, env, request, request.Actor.ID)
	}
	summaries, err := env.Store.Summaries(ctx)
	if err != nil {
		return nil, err
	}
	return maySee(request, summaries), nil
}

func maySee(request Request, summaries []casework.Summary) []casework.Summary {
	mine := summaries[:0:0]
	for _, summary := range summaries {
		if request.Actor.MaySee(summary.Worker) {
			mine = append(mine, summary)
		}
	}
	return mine
}

// rowsOf lists what visible does, with as much of each summary as a row shows:
// neither the dates that its deadlines are counted from nor its open things.
func rowsOf(ctx context.Context, env *Env, request Request) ([]casework.Summary, error) {
	return rowsThat(ctx, env, request, func(*casework.Summary) bool { return true })
}

// rowsThat lists those of rowsOf that fit.
func rowsThat(ctx context.Context, env *Env, request Request, fits func(*casework.Summary) bool) ([]casework.Summary, error) {
	var rows []casework.Summary
	if env.Lists == nil || request.Actor.Role != casework.RoleSupervisor {
		mine, err := visible(ctx, env, request)
		if err != nil {
			return nil, err
		}
		for i := range mine {
			if fits(&mine[i]) {
				rows = append(rows, mine[i])
			}
		}
		return rows, nil
	}
	all, err := env.Lists.Derived(ctx, "rows", func(summary casework.Summary) any { summary = row(summary); return &summary })
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if summary := one.(*casework.Summary); request.Actor.MaySee(summary.Worker) && fits(summary) {
			rows = append(rows, *summary)
		}
	}
	slices.SortFunc(rows, casework.CompareNames)
	return rows, nil
}

// row is a summary without what only deadlines and open things need.
func row(summary casework.Summary) casework.Summary {
	summary.Events, summary.Dates, summary.Fidelity = casework.Events{}, nil, casework.CaseFidelity{}
	return summary
}

// caseRow is a case in a list: family name, next step in words with its day,
// and what waits, as words with icons.
func caseRow(request Request, summary casework.Summary) views.Row {
	row := views.Row{ID: "case-" + summary.Case, Href: "/cases/" + summary.Case, Text: summary.Name, Detail: summary.NextStep}
	if summary.Status == "closed" {
		row.Tags = append(row.Tags, views.Tag{Icon: "check", Words: words.Say(words.Choice("case", "status", "closed"))})
	}
	if summary.NextOn != "" && summary.Status != "closed" {
		row.End = dayFrom(request.today(), summary.NextOn)
		if late := overdue(request.today(), summary.NextOn); late != "" {
			row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: late, Tone: views.Danger})
		}
	}
	if summary.Safety {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.SafetyTag), Tone: views.Warn})
	}
	if summary.Conflicts > 0 {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.TwoVersions), Tone: views.Warn})
	}
	if summary.Late > 0 {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Count(words.LateTag, summary.Late), Tone: views.Warn})
	}
	if summary.Unsigned > 0 {
		row.Tags = append(row.Tags, views.Tag{Icon: "pen-line", Words: words.Count(words.UnsignedCount, summary.Unsigned), Tone: views.Warn})
	}
	if summary.Status != "closed" {
		row.Tags = append(row.Tags, afterwardsTags(summary)...)
	}
	if request.Actor.Role == casework.RoleSupervisor && summary.Worker != request.Actor.ID {
		if name := request.House.StaffName(summary.Worker); name != "" {
			row.Tags = append(row.Tags, views.Tag{Icon: "user", Words: name})
		}
	}
	return row
}
