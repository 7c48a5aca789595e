package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

var newCaseForm = recordForm{
	kind:    casework.KindCase,
	newPath: "/cases/new",
	asked: append(questions(casework.KindCase, "name", "number", "safety_note"),
		askedAs("person_name", casework.KindPerson, "name"), askedAs("person_role", casework.KindPerson, "role")),
	newTitle: words.CaseNew, edit: words.CaseNew, save: words.CaseOpen,
	back: func(Request) views.Link { return views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)} },
	fixed: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"worker": request.Actor.ID, "opened_on": request.today(), "status": "open"}
	},
	after: func(_ Request, record string) string { return "/cases/" + record },
	opens: true,
	extra: firstPerson{},
}

var caseForm = recordForm{
	kind:     casework.KindCase,
	editPath: "/cases/:case/edit",
	asked:    questions(casework.KindCase, "name", "number", "safety_note", "next_step", "next_on", "permanency_goal", "opened_on", "removed_on", "planned_end", "area", "american_indian", "tribe", "status", "closed_on", "outcome"),
	newTitle: words.CaseEdit, edit: words.CaseEdit, save: words.Save,
	back:  backToCase,
	after: func(request Request, _ string) string { return casePath(request, "") },
}

var assignForm = recordForm{
	kind:     casework.KindCase,
	editPath: "/cases/:case/assign",
	asked:    questions(casework.KindCase, "worker"),
	newTitle: words.CaseAssign, edit: words.CaseAssign, save: words.CaseAssignSave,
	back:  backToCase,
	extra: knownWorker{},
	after: func(request Request, _ string) string {
		if request.Actor.Role == casework.RoleSupervisor {
			return casePath(request, "")
		}
		return "/"
	},
}

// askedAs asks a field under a name of its own; here it may stay empty.
func askedAs(name string, kind casework.Kind, field string) question {
	q := questions(kind, field)[0]
	q.as, q.field.Required = name, false
	return q
}

// firstPerson makes the first person of a case together with it.
type firstPerson struct{}

func (firstPerson) files() bool               { return false }
func (firstPerson) controls() []views.Control { return nil }

func (firstPerson) restore(context.Context, *Env, string, *sheet, map[string]string) (bool, error) {
	return false, nil
}

func (firstPerson) take(_ context.Context, env *Env, request Request, s *sheet, all map[string]string) ([]Entry, error) {
	values := map[string]string{"name": all["person_name"], "role": all["person_role"]}
	if values["name"] == "" && values["role"] == "" {
		return nil, nil
	}
	if s.newID == s.file.Case { // otherwise the form opens another case than it did before
		for _, made := range s.file.Of(casework.KindPerson) {
			if sameValues(made, casework.KindPerson, values) {
				return nil, nil
			}
		}
	}
	for _, problem := range casework.CheckRecord(nil, casework.KindPerson, values, true) {
		for _, q := range s.form.asked {
			if q.kind == casework.KindPerson && q.field.Name == problem.Field {
				s.faults = append(s.faults, fault{field: q.name(), words: q.sentence(problem)})
			}
		}
	}
	return []Entry{Made(env.NewID(), casework.KindPerson, values)}, nil
}

// knownWorker lets a case be handed only to somebody who is still on the staff.
type knownWorker struct{}

func (knownWorker) files() bool               { return false }
func (knownWorker) controls() []views.Control { return nil }

func (knownWorker) restore(context.Context, *Env, string, *sheet, map[string]string) (bool, error) {
	return false, nil
}

func (knownWorker) take(_ context.Context, _ *Env, request Request, s *sheet, all map[string]string) ([]Entry, error) {
	for _, member := range request.House.Staff {
		if member.ID == all["worker"] && !member.Gone {
			return nil, nil
		}
	}
	q := s.form.asked[0]
	s.faults = append(s.faults, fault{field: q.name(), words: sentence(casework.Fail(casework.BadChoice), q.label())})
	return nil, nil
}

func caseRoutes() []Route {
	routes := newCaseForm.routes()
	routes = append(routes, Route{Method: "GET", Pattern: "/cases/:case", Offline: true, Handle: caseFile})
	routes = append(routes, caseForm.routes()...)
	for _, route := range assignForm.routes() {
		route.Handle = onlyAssigners(route.Handle)
		routes = append(routes, route)
	}
	return append(append(routes, keptRoutes()...), lateRoutes()...)
}

func onlyAssigners(handle Handler) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		if !request.Actor.MayAssign() {
			return Reply{}, casework.Fail(casework.Forbidden)
		}
		return handle(ctx, env, request)
	}
}

// casePage begins a page that belongs to a case. The family's name stands above
// the heading and never in the title, which the browser writes to its own files.
func casePage(request Request, file *casework.File, title string, back views.Link) views.Page {
	area := ""
	if head := file.Head(); head != nil {
		area = head.Get("name")
	}
	page := request.page(title, area)
	page.Back = &back
	if request.Turned != nil { // the client knows whose plan it is, and the history is the worker's
		page.Area = ""
		return page
	}
	if record := request.Params["record"]; record != "" {
		page.Record = casePath(request, "/history/"+record)
	}
	return page
}

// caseFile is the case's first page: what matters most comes first.
func caseFile(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	kept, err := env.Store.Kept(ctx, file.Case)
	if err != nil {
		return Reply{}, err
	}
	head := file.Head()
	summary := casework.Summarise(file)
	view := views.CaseView{
		Name: head.Get("name"), Number: head.Get("number"), Safety: head.Get("safety_note"),
		Closed: head.Get("status") == "closed", NextStep: summary.NextStep, Permanency: head.Get("permanency_goal"),
		Worker: request.House.StaffName(file.Worker()), EditHref: casePath(request, "/edit"), Versions: versionLinks(request, head),
	}
	if summary.NextOn != "" {
		view.NextWhen, view.Overdue = dayFrom(request.today(), summary.NextOn), overdue(request.today(), summary.NextOn)
	}
	if request.Actor.MayAssign() {
		view.AssignHref = casePath(request, "/assign")
	}
	view.Rows = caseRows(request, file, summary, kept)
	page := casePage(request, file, view.Name, views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)})
	page.Area, page.Title = "", words.Say(words.CaseFile)
	return Reply{Page: page, Main: views.CaseFile(page, view)}, nil
}

// caseRows are the parts of the case with their counts, in order of importance.
func caseRows(request Request, file *casework.File, summary casework.Summary, kept []storage.KeptOperation) []views.Row {
	conflicts, contracts := summary.Conflicts, len(file.Of(casework.KindContract))
	var rows []views.Row
	add := func(id, path, icon string, title words.Key, count string, tags ...views.Tag) {
		rows = append(rows, views.Row{ID: id, Href: casePath(request, path), Icon: icon, Text: words.Say(title), End: count, Tags: tags})
	}
	if conflicts > 0 {
		add("to-versions", "/versions", "triangle-alert", words.VersionsRow, words.Count(words.VersionsCount, conflicts))
	}
	if open := openKept(file, kept); open > 0 {
		add("to-kept", "/kept", "triangle-alert", words.KeptTitle, words.Count(words.KeptCount, open))
	} else if len(kept) > 0 {
		add("to-kept", "/kept", "check", words.KeptTitle, words.Say(words.KeptAllDealt))
	}
	if all := file.LateEntries(); summary.Late > 0 {
		add("to-late", "/late", "triangle-alert", words.LateTitle, words.Count(words.LateToRead, summary.Late))
	} else if len(all) > 0 {
		add("to-late", "/late", "check", words.LateTitle, words.Count(words.KeptCount, len(all)))
	}
	rows = append(rows, dueCopies(request, file)...)
	add("to-people", "/people", "user", words.PeopleTitle, words.Count(words.PeopleCount, len(file.Of(casework.KindPerson))))
	add("to-assessment", "/assessment", "pen-line", words.AssessmentTitle, words.Count(words.AssessmentCount, len(file.Of(casework.KindAssessment))))
	add("to-plan", "/plan", "house", words.PlanTitle, words.Count(words.ActionsOpen, openActions(file)), planTags(request, file)...)
	waits := 0
	for _, d := range request.dueOf(summary.Events) {
		if d.Waits() {
			waits++
		}
	}
	var due []views.Tag
	if waits > 0 {
		due = append(due, views.Tag{Icon: "calendar", Words: words.Count(words.DueNow, waits), Tone: views.Warn})
	}
	add("to-deadlines", "/deadlines", "calendar", words.DeadlinesTitle, "", due...)
	add("to-work", "/work", "user", words.WorkHub, words.Count(words.ReferralsCount, len(file.Of(casework.KindReferral))))
	add("to-timeline", "/timeline", "calendar", words.TimelineTitle, "")
	add("to-notes", "/notes", "pen-line", words.NotesTitle, words.Count(words.NotesCount, len(file.Of(casework.KindNote))))
	add("to-papers", "/papers", "camera", words.PapersTitle, words.Count(words.PapersCount, len(file.Of(casework.KindAttachment))))
	var waiting []views.Tag
	if summary.Unsigned > 0 {
		waiting = append(waiting, views.Tag{Icon: "pen-line", Words: words.Count(words.UnsignedCount, summary.Unsigned), Tone: views.Warn})
	}
	waiting = append(waiting, afterwardsTags(summary)...)
	add("to-contracts", "/contracts", "file-text", words.ContractsRow, words.Count(words.ContractsCount, contracts), waiting...)
	add("to-history", "/history", "file-text", words.HistoryAtOffice, "")
	if request.Actor.MayReview() {
		add("to-opened", "/opened", "user", words.OpeningsTitle, "")
	}
	return rows
}

func openActions(file *casework.File) int {
	open := 0
	for _, action := range file.Of(casework.KindAction) {
		if action.Get("done") == "" {
			open++
		}
	}
	return open
}

func planTags(request Request, file *casework.File) []views.Tag {
	if len(sinceSigned(request, file)) == 0 {
		return nil
	}
	return []views.Tag{{Icon: "triangle-alert", Words: words.Say(words.ChangedTag), Tone: views.Warn}}
}

func kindName(kind casework.Kind) string {
	if key := words.KindName(string(kind)); words.Has(key) {
		return words.Say(key)
	}
	return string(kind)
}
