package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// assessmentForm writes and changes an assessment note: the words come first,
// everything else can wait.
var assessmentForm = recordForm{
	kind: casework.KindAssessment, newPath: "/cases/:case/assessment/new", editPath: "/cases/:case/assessment/:record/edit",
	asked:    questions(casework.KindAssessment, "text", "on", "with"),
	newTitle: words.AssessmentNew, edit: words.AssessmentEdit, save: words.AssessmentSave,
	back: backToAssessment,
	start: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"on": request.today()}
	},
	after: func(request Request, record string) string { return casePath(request, "/assessment/"+record) },
}

func assessmentRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/assessment", Offline: true, Handle: assessments}}
	routes = append(routes, assessmentForm.routes()...)
	routes = append(routes,
		Route{Method: "GET", Pattern: "/cases/:case/assessment/:record", Offline: true, Handle: assessment},
		Route{Method: "POST", Pattern: "/cases/:case/assessment/:record", Offline: true, Handle: lift})
	return append(routes, removalRoutes(casework.KindAssessment, "/cases/:case/assessment/:record/remove", backToAssessment)...)
}

func backToAssessment(request Request) views.Link {
	return views.Link{Href: casePath(request, "/assessment"), Text: words.Say(words.AssessmentTitle)}
}

// assessments lists the assessment notes, newest first.
func assessments(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.AssessmentsView{NewHref: casePath(request, "/assessment/new")}
	list := file.Of(casework.KindAssessment)
	for i := len(list) - 1; i >= 0; i-- {
		note := list[i]
		row := views.Row{
			ID: "assessment-" + note.ID, Href: casePath(request, "/assessment/"+note.ID), Icon: "pen-line",
			Text: request.assessmentOf(note), Detail: firstLine(note.Get("text")),
		}
		if lifted := len(liftedFrom(file, note.ID)); lifted > 0 {
			row.Tags = []views.Tag{{Icon: "check", Words: words.Count(words.AssessmentLifted, lifted)}}
		}
		view.Rows = append(view.Rows, row)
	}
	page := casePage(request, file, words.Say(words.AssessmentTitle), backToCase(request))
	return Reply{Page: page, Main: views.Assessments(page, view)}, nil
}

// assessmentOf names a note by its day.
func (r Request) assessmentOf(note *casework.Record) string {
	return words.Say(words.AssessmentOf, "day", r.dayOf(note))
}

// dayOf is the day that a note is about, or was written on.
func (r Request) dayOf(note *casework.Record) string {
	if on := note.Get("on"); on != "" {
		return day(on)
	}
	return day(r.madeOn(note))
}

// madeOn is the calendar date on which a record was made.
func (r Request) madeOn(record *casework.Record) string {
	moment, err := parseMoment(record.Created.At)
	if err != nil {
		return ""
	}
	return r.House.Calendar.Day(moment)
}

// assessment shows one note with what was lifted from it and what can be.
func assessment(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, note, err := openAssessment(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	l := lifting{request: request, file: file, note: note}
	l.done = l.justLifted(request.Query["lifted"])
	if len(l.done) > 0 {
		l.whose = l.done[0].Get("said_by")
	}
	return l.reply(0, ""), nil
}

func openAssessment(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	note := file.Record(request.Params["record"])
	if note == nil || note.Kind != casework.KindAssessment || note.Removed != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, note, nil
}

// liftedKinds are the parts of a plan that a passage can become.
var liftedKinds = []casework.Kind{casework.KindGoal, casework.KindBarrier, casework.KindStrength, casework.KindIssue}

// liftedFrom lists the parts of the plan that came from a note, as the plan
// orders them.
func liftedFrom(file *casework.File, note string) []*casework.Record {
	var list []*casework.Record
	for _, kind := range liftedKinds {
		for _, record := range file.Of(kind) {
			if record.Get("source") == note {
				list = append(list, record)
			}
		}
	}
	return list
}

// lifting is a note's page: what is ticked or marked on it, and what came of it.
type lifting struct {
	request Request
	file    *casework.File
	note    *casework.Record
	ticked  []string
	marked  string // words marked by hand; they come before what is ticked
	whose   string
	done    []*casework.Record // what was lifted just now
}

func (l lifting) justLifted(ids []string) []*casework.Record {
	var done []*casework.Record
	for _, record := range liftedFrom(l.file, l.note.ID) {
		for _, id := range ids {
			if record.ID == id {
				done = append(done, record)
			}
		}
	}
	return done
}

func (l lifting) reply(status int, fault string) Reply {
	request, text := l.request, l.note.Get("text")
	base := casePath(request, "/assessment/"+l.note.ID)
	lifted := liftedFrom(l.file, l.note.ID)
	view := views.AssessmentView{
		By:   words.Say(words.WrittenBy, "name", request.House.StaffName(l.note.Created.Actor), "moment", request.moment(l.note.Created.At)),
		With: desk{request: request, file: l.file}.shown(questions(casework.KindAssessment, "with")[0], l.note.Get("with")),
		Form: views.Form{ID: "lift", Action: base}, Marked: l.marked, EditHref: base + "/edit", Versions: versionLinks(request, l.note),
	}
	if late := (desk{request: request, file: l.file}).late(l.note.Created); late != "" {
		view.Late = late
	}
	for _, passage := range casework.Passages(text) {
		line := views.PassageView{Text: passage.Text, Begins: passage.Begins}
		for _, picked := range l.ticked {
			line.Picked = line.Picked || picked == passage.Text
		}
		for _, record := range lifted {
			if overlap(record.Get("passage"), passage.Text) {
				line.Tags = append(line.Tags, views.Tag{Icon: "check", Words: kindName(record.Kind)})
			}
		}
		view.Passages = append(view.Passages, line)
	}
	if fault != "" {
		view.Form.Faults = []views.Fault{{ID: views.PassageID(0), Words: fault}}
	}
	view.Whose = l.whoseControl()
	for _, record := range lifted {
		view.Lifted = append(view.Lifted, l.part(record, text))
	}
	for _, record := range l.done {
		view.Done = append(view.Done, l.part(record, text))
	}
	page := casePage(request, l.file, words.Say(words.AssessmentTitle), backToAssessment(request))
	page.Error = fault != ""
	return Reply{Status: status, Page: page, Main: views.Assessment(page, request.assessmentOf(l.note), view)}
}

// overlap reports whether one of the two texts stands in the other.
func overlap(a, b string) bool {
	_, in := casework.Quoted(a, b)
	_, around := casework.Quoted(b, a)
	return in || around
}

// whoseControl asks whose words are lifted: those of the people who were there,
// or of anybody in the case where nobody wrote that down.
func (l lifting) whoseControl() views.Control {
	control := views.Control{Shape: views.SelectShape, Name: "said_by", Label: words.Say(words.LiftWhose)}
	control.Options = []views.Option{{Label: words.Say(words.LiftWhoseNobody), Picked: l.whose == ""}}
	there := strings.Fields(l.note.Get("with"))
	for _, person := range l.file.Of(casework.KindPerson) {
		for _, id := range there {
			if id == person.ID {
				control.Options = append(control.Options, views.Option{Value: person.ID, Label: nameOf(person), Picked: l.whose == person.ID})
			}
		}
		if len(there) == 0 {
			control.Options = append(control.Options, views.Option{Value: person.ID, Label: nameOf(person), Picked: l.whose == person.ID})
		}
	}
	return control
}

func (l lifting) part(record *casework.Record, text string) views.LiftedView {
	view := views.LiftedView{
		ID: record.ID, Kind: kindName(record.Kind), Words: nameOf(record),
		Href: casePath(l.request, "/plan#"+partAnchor(record)), EditHref: casePath(l.request, partPath(record.Kind)+"/"+record.ID+"/edit"),
	}
	if _, in := casework.Quoted(text, record.Get("passage")); !in {
		view.Tags = []views.Tag{{Icon: "pen-line", Words: words.Say(words.LiftedSince)}}
	}
	return view
}

// partPath is where the records of one part of the plan are changed.
func partPath(kind casework.Kind) string { return "/" + string(kind) + "s" }

// partAnchor is the place of a record on the plan's page.
func partAnchor(record *casework.Record) string { return string(record.Kind) + "-" + record.ID }
