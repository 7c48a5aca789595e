package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// comparePlans says in words what changed between two plans: two agreed ones, or
// an agreed one and the plan as it is now.
func comparePlans(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	from, fromLink, err := planAt(request, file, request.Params["from"])
	if err != nil {
		return Reply{}, err
	}
	to, toLink, err := planAt(request, file, request.Params["to"])
	if err != nil {
		return Reply{}, err
	}
	c := comparer{was: plannerOf(request, from), is: plannerOf(request, to)}
	view := views.CompareView{From: fromLink, To: toLink}
	changes, same := from.Changes(to)
	for _, change := range changes {
		view.Changes = append(view.Changes, c.change(change))
	}
	switch {
	case len(changes) == 0:
		view.Nothing = words.Say(words.CompareUnchanged)
	case same > 0:
		view.Same = words.Count(words.CompareSame, same)
	}
	page := casePage(request, file, words.Say(words.CompareTitle), backToAgreed(request))
	return Reply{Page: page, Main: views.Compare(page, view)}, nil
}

// planAt is the plan that an address names, with the words for it.
func planAt(request Request, file *casework.File, id string) (casework.PlanContent, views.Link, error) {
	if id == nowPlan {
		return casework.PlanOf(file, request.House.StaffName), views.Link{Text: words.Say(words.AgreedNow)}, nil
	}
	version := file.Record(id)
	if version == nil || version.Kind != casework.KindPlanVersion {
		return casework.PlanContent{}, views.Link{}, casework.Fail(casework.NotFound)
	}
	content, err := casework.ThawPlan(version)
	name := words.Say(words.AgreedOption, "number", version.Get("number"), "day", day(version.Get("agreed_on")),
		"name", (desk{request: request}).nameOfStaff(version.Created.Actor))
	return content, views.Link{Href: casePath(request, "/plan/agreed/"+id), Text: name}, err
}

// comparer words the changes, each side with the names of its time.
type comparer struct{ was, is planner }

func (c comparer) change(change casework.PlanChange) views.PlanChange {
	view := views.PlanChange{ID: "change-" + change.ID}
	switch {
	case change.Was == nil:
		view.Tag, view.Part = views.Tag{Icon: "check", Words: words.Say(words.CompareAdded), Tone: views.Good}, c.is.part(*change.Is)
	case change.Is == nil:
		view.Tag, view.Part = views.Tag{Icon: "x", Words: words.Say(words.CompareRemoved), Tone: views.Danger}, c.was.part(*change.Was)
	default:
		view.Tag, view.Part = views.Tag{Icon: "pen-line", Words: words.Say(words.CompareChanged), Tone: views.Warn}, c.is.part(*change.Is)
		for _, name := range change.Fields {
			view.Fields = append(view.Fields, c.field(change, name))
		}
	}
	return view
}

// field marks, in running text, the words that differ; another answer is other
// as a whole.
func (c comparer) field(change casework.PlanChange, name string) views.PlanFieldChange {
	q := questions(change.Kind, name)[0]
	was, is := c.was.shown(q, change.Was.Fields[name]), c.is.shown(q, change.Is.Fields[name])
	view := views.PlanFieldChange{Title: q.label()}
	if q.field.Type == casework.Words || q.field.Type == casework.Line && !q.isWho() && !q.isLanguage() {
		view.Was, view.Is = views.Differences(was, is)
		return view
	}
	for _, side := range []struct {
		text string
		to   *[]views.Piece
	}{{was, &view.Was}, {is, &view.Is}} {
		if side.text != "" {
			*side.to = []views.Piece{{Text: side.text, Other: true}}
		}
	}
	return view
}

// planner words a plan's content, with the names that it keeps.
type planner struct {
	desk
	content casework.PlanContent
}

func plannerOf(request Request, content casework.PlanContent) planner {
	return planner{desk: desk{request: request, file: content.File()}, content: content}
}

// shown writes a value as people read it. Names stay as they were agreed.
func (p planner) shown(q question, value string) string {
	if name := p.content.Names[value]; q.isWho() && name != "" {
		return name
	}
	return p.desk.shown(q, value)
}

// planOrder is the order in which people read a plan; actions stand with their
// issue.
var planOrder = []struct {
	kind  casework.Kind
	title words.Key
}{
	{casework.KindGoal, words.GoalsTitle},
	{casework.KindStrength, words.StrengthsTitle},
	{casework.KindBarrier, words.BarriersTitle},
	{casework.KindIssue, words.IssuesTitle},
}

// planText is an agreed plan, or the one to agree on, to be read.
func planText(request Request, content casework.PlanContent) views.PlanText {
	p := plannerOf(request, content)
	text := views.PlanText{Empty: len(content.Parts) == 0}
	for _, order := range planOrder {
		section := views.PlanTextSection{ID: string(order.kind), Title: words.Say(order.title)}
		for _, part := range content.Parts {
			if part.Kind != order.kind {
				continue
			}
			view := p.part(part)
			for _, inner := range content.Parts {
				if part.Kind == casework.KindIssue && inner.Kind == casework.KindAction && inner.Fields["issue"] == part.ID {
					view.Parts = append(view.Parts, p.part(inner))
				}
			}
			section.Parts = append(section.Parts, view)
		}
		if len(section.Parts) > 0 {
			text.Sections = append(text.Sections, section)
		}
	}
	if loose := p.loose(); len(loose) > 0 {
		text.Sections = append(text.Sections, views.PlanTextSection{ID: "loose", Title: words.Say(words.LooseTitle), Parts: loose})
	}
	return text
}

// loose are actions whose issue is not in the plan.
func (p planner) loose() []views.PlanTextPart {
	var list []views.PlanTextPart
	for _, part := range p.content.Parts {
		if issue := p.file.Record(part.Fields["issue"]); part.Kind == casework.KindAction && issue == nil {
			list = append(list, p.part(part))
		}
	}
	return list
}

// planMain is the field in which a part says what it is.
func planMain(kind casework.Kind) string {
	if kind == casework.KindIssue || kind == casework.KindAction {
		return "what"
	}
	return "words"
}

// part words one part of the plan with everything that it says.
func (p planner) part(part casework.PlanPart) views.PlanTextPart {
	main := planMain(part.Kind)
	view := views.PlanTextPart{
		ID: "part-" + part.ID, Title: kindName(part.Kind), Words: part.Fields[main], Lang: part.Fields["language"], Said: main == "words",
	}
	spec, _ := casework.SpecOf(part.Kind)
	for _, field := range spec.Fields {
		value := part.Fields[field.Name]
		if value == "" || field.Name == main || field.Name == "issue" {
			continue
		}
		q := question{kind: part.Kind, field: field}
		view.Facts = append(view.Facts, views.SummaryRow{Name: q.label(), Value: p.shown(q, value)})
	}
	return view
}
