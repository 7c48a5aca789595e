package pages

import (
	"context"
	"maps"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// printPlan shows the plan as it goes onto paper: as it stands now, or as it was
// agreed.
func printPlan(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	sheet, err := SheetOfPlan(request, file)
	if err != nil {
		return Reply{}, err
	}
	pdf := casePath(request, "/plan/pdf")
	var others []views.Link
	if version := request.Query.Get("version"); version != "" {
		pdf += "?version=" + version
	} else {
		rules := request.House.Rules()
		used := rules.Template(casework.TemplatePlan, request.Query.Get("template")).ID
		pdf += "?template=" + used
		for _, other := range rules.TemplatesFor(casework.TemplatePlan) {
			if other.ID != used {
				text := words.Say(words.PlanSheetOther, "title", other.Title, "language", languageName(other.Language))
				others = append(others, views.Link{Href: casePath(request, "/plan/print?template="+other.ID), Text: text})
			}
		}
	}
	back := views.Link{Href: casePath(request, "/plan"), Text: words.Say(words.PlanTitle)}
	page := casePage(request, file, sheet.Title, back)
	return Reply{Page: page, Main: views.PlanPrint(page, sheet, pdf, others)}, nil
}

// SheetOfPlan draws the plan as it is printed: the present one, or the agreed
// version that the query names. Page and PDF are the same words. One of the agency's
// templates, the first unless the query names another, frames the present plan; an
// agreed version says nothing but what was agreed, since the template may have
// changed meanwhile.
func SheetOfPlan(request Request, file *casework.File) (views.PlanSheet, error) {
	template := request.House.Rules().Template(casework.TemplatePlan, request.Query.Get("template"))
	shown, id := file, request.Query.Get("version")
	var version *casework.Record
	if id != "" {
		version = file.Record(id)
		if version == nil || version.Kind != casework.KindPlanVersion {
			return views.PlanSheet{}, casework.Fail(casework.NotFound)
		}
		content, err := casework.ThawPlan(version)
		if err != nil {
			return views.PlanSheet{}, err
		}
		shown = content.File()
		template.Intro, template.Standing = "", nil
		template.Headings = maps.Clone(template.Headings)
		maps.DeleteFunc(template.Headings, func(name, _ string) bool { return !strings.HasPrefix(name, "plan_") }) // labels say nothing of what was agreed
	}
	sheet := planSheet{desk: desk{request: request, file: shown}, headings: template.Headings, language: template.Language}
	about := sheet.which(request, file, version)
	var names []string
	for _, person := range file.Of(casework.KindPerson) {
		names = append(names, person.Get("name"))
	}
	return views.PlanSheet{
		Title: template.Title, For: sheet.label("for", "names", strings.Join(names, ", "), "agency", request.House.Agency),
		None: sheet.label("none"), Done: sheet.label("done"),
		Version: about, Lang: template.Language, Intro: template.Intro, Parts: sheet.parts(), Standing: template.Standing,
		Foot: words.Say(words.PlanSheetFoot, "agency", request.House.Agency, "version", about),
	}, nil
}

// planSheet draws one plan.
type planSheet struct {
	desk
	headings map[string]string // the template's own
	language string            // of the template
}

// part is one of casework.PlanSheetParts, under the template's own heading or ours.
func (s planSheet) part(name string) views.PlanSheetPart {
	if own := s.headings[name]; own != "" {
		return views.PlanSheetPart{ID: "sheet-" + name, Heading: own, Lang: s.language}
	}
	return views.PlanSheetPart{ID: "sheet-" + name, Heading: views.OurPlanHeading(name)}
}

// which says which plan the sheet holds: the present one, or an agreed version.
func (s planSheet) which(request Request, file *casework.File, version *casework.Record) string {
	if version != nil {
		return s.label("agreed", "number", version.Get("number"), "day", s.day(version.Get("agreed_on")), "mark", casework.Mark(version.Get("content_hash")))
	}
	about := s.label("now", "day", s.day(request.today()))
	if versions := casework.PlanVersions(file); len(versions) > 0 {
		last := versions[len(versions)-1]
		about += " " + s.label("last", "number", last.Get("number"), "day", s.day(last.Get("agreed_on")))
	}
	return about
}

// label is one of casework.PlanLabels: the template's own, or ours.
func (s planSheet) label(name string, pairs ...string) string {
	if own := s.headings["plan_"+name]; own != "" {
		return words.Fill(own, pairs...)
	}
	return views.OurPlanLabel(name, pairs...)
}

// typeOf is what kind of action it is; one that only a newer build knows shows itself.
func (s planSheet) typeOf(action *casework.Record) string {
	if own := s.headings["plan_type_"+action.Get("type")]; own != "" {
		return own
	}
	return choiceWords(casework.KindAction, "type", action.Get("type"))
}

// day is a date on the sheet: its months have English names, see views.DayOf.
func (s planSheet) day(on string) string {
	return views.DayOf(casework.ContractContent{Language: s.language}, on, day)
}

// named is what a field is called on the sheet, and what it says.
func (s planSheet) named(kind casework.Kind, field casework.Field, value string) string {
	shown := strings.ReplaceAll(s.shown(question{kind: kind, field: field}, value), "\n", "; ")
	if field.Type == casework.Date {
		shown = s.day(value)
	}
	if shown == "" {
		return ""
	}
	if own := s.headings["plan_"+field.Name]; own != "" {
		return labelled(own, shown)
	}
	return labelled(fieldLabel(kind, field.Name), shown)
}

// sheetSilent are fields that stand elsewhere on the sheet, or say nothing on paper.
var sheetSilent = map[string]bool{
	"words": true, "what": true, "said_by": true, "said_on": true, "language": true, "own_hand": true, "issue": true,
	"source": true, "passage": true, "aside": true, "done": true, "type": true, "with": true, effortsField: true,
}

func (s planSheet) parts() []views.PlanSheetPart {
	parts := []views.PlanSheetPart{
		s.said("goals", casework.KindGoal),
		s.said("strengths", casework.KindStrength),
		s.said("barriers", casework.KindBarrier),
	}
	issues := s.part("issues")
	for _, issue := range s.file.Of(casework.KindIssue) {
		issues.Items = append(issues.Items, views.PlanSheetItem{
			Words: issue.Get("what"), Details: s.details(issue), Steps: s.steps(func(action *casework.Record) bool { return action.Get("issue") == issue.ID }),
		})
	}
	loose := s.steps(func(action *casework.Record) bool {
		issue := s.file.Record(action.Get("issue"))
		return issue == nil || issue.Kind != casework.KindIssue || issue.Removed != nil
	})
	if len(loose) > 0 {
		issues.Items = append(issues.Items, views.PlanSheetItem{Steps: loose})
	}
	return append(parts, issues, s.whoDoesWhat())
}

// said lists what people said, in their words.
func (s planSheet) said(name string, kind casework.Kind) views.PlanSheetPart {
	part := s.part(name)
	for _, record := range s.file.Of(kind) {
		part.Items = append(part.Items, views.PlanSheetItem{
			Words: record.Get("words"), Said: saidBy(s.file, record.Get("said_by"), record.Get("said_on")), Lang: record.Get("language"), Details: s.details(record),
		})
	}
	return part
}

// details are the other fields of a part, each with its name, and what somebody
// sees differently about it as long as nothing was decided. An agreed plan holds
// no remarks and shows none.
func (s planSheet) details(record *casework.Record) []string {
	spec, _ := casework.SpecOf(record.Kind)
	var lines []string
	for _, field := range spec.Fields {
		value := record.Get(field.Name)
		if value == "" || sheetSilent[field.Name] {
			continue
		}
		if line := s.named(record.Kind, field, value); line != "" {
			lines = append(lines, line)
		}
	}
	for _, remark := range remarksOf(s.file, record.ID) {
		if remark.Get("answer") == "" {
			lines = append(lines, remarkOnPaper(s.file, remark))
		}
	}
	return lines
}

// remarkOnPaper is what kind of remark it is, who made it when, and their words.
func remarkOnPaper(file *casework.File, remark *casework.Record) string {
	line := choiceWords(casework.KindRemark, "type", remark.Get("type"))
	if who := saidBy(file, remark.Get("person"), remark.Get("on")); who != "" {
		line += " (" + who + ")"
	}
	if said := strings.Join(strings.Fields(remark.Get("words")), " "); said != "" {
		line += ": " + said
	}
	return line
}

// labelled is an answer behind its question, on one line.
func labelled(label, shown string) string {
	if !strings.HasSuffix(label, "?") {
		label += ":"
	}
	return label + " " + shown
}

// steps are the actions that a question picks, each with who does it by when.
func (s planSheet) steps(picked func(action *casework.Record) bool) []views.PlanSheetStep {
	var steps []views.PlanSheetStep
	for _, action := range s.file.Of(casework.KindAction) {
		if picked(action) {
			steps = append(steps, views.PlanSheetStep{
				Words:   s.typeOf(action) + ": " + action.Get("what"),
				Details: s.details(action), Done: action.Get("done") != "",
			})
		}
	}
	return steps
}

// whoDoesWhat lists under each person what is still to be done, in the order in
// which the people first come.
func (s planSheet) whoDoesWhat() views.PlanSheetPart {
	part := s.part("doing")
	var order []string
	steps := map[string][]views.PlanSheetStep{}
	for _, action := range s.file.Of(casework.KindAction) {
		who := action.Get("who")
		if who == "" || action.Get("done") != "" {
			continue
		}
		if steps[who] == nil {
			order = append(order, who)
		}
		step := views.PlanSheetStep{Words: action.Get("what")}
		if by := action.Get("by_when"); by != "" {
			step.Details = []string{s.label("by", "day", s.day(by))}
		}
		steps[who] = append(steps[who], step)
	}
	for _, who := range order {
		part.Items = append(part.Items, views.PlanSheetItem{Words: s.nameOnPapers(who), Steps: steps[who]})
	}
	return part
}
