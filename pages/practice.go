package pages

import (
	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// SampleContract is the paper that a template makes, with an invented family.
// Only the office shows it.
func SampleContract(agency, worker string, template casework.Template) views.ContractText {
	content := casework.ContractContent{
		Agency: agency, Title: template.Title, Client: words.Say(words.SampleClient), Worker: worker,
		Language: template.Language, Intro: template.Intro, EndsWhen: words.Say(words.SampleEnd),
		StartsOn: "2027-01-04", SupersedesOn: "2026-12-01", EndsOn: "2027-06-30",
		Standing: template.Standing, Headings: template.Headings, Consent: template.Consent, PaperOnly: template.PaperOnly,
		Items: []casework.ContractContentItem{{Words: words.Say(words.SampleItem, "worker", worker), Who: worker, ByWhen: "2027-02-01", IfNot: words.Say(words.SampleIfNot)}},
	}
	return contractText(content)
}

// SamplePlan is the plan on paper that a template makes, with an invented family.
// Only the office shows it.
func SamplePlan(agency, worker string, template casework.Template) views.PlanSheet {
	sheet := planSheet{headings: template.Headings, language: template.Language}
	client, item := words.Say(words.SampleClient), words.Say(words.SampleItem, "worker", worker)
	step := views.PlanSheetStep{Words: item, Details: []string{sheet.label("by", "day", sheet.day("2027-02-01"))}}
	samples := map[string]views.PlanSheetItem{
		"goals": {Words: words.Say(words.SampleGoal), Said: client}, "issues": {Words: words.Say(words.SampleIssue), Steps: []views.PlanSheetStep{step}},
		"strengths": {Words: words.Say(words.SampleStrength), Said: client}, "barriers": {Words: words.Say(words.SampleBarrier), Said: client},
		"doing": {Words: worker, Steps: []views.PlanSheetStep{step}},
	}
	view := views.PlanSheet{
		Title: template.Title, For: sheet.label("for", "names", client, "agency", agency), None: sheet.label("none"), Done: sheet.label("done"),
		Version: sheet.label("now", "day", sheet.day("2027-01-04")), Lang: template.Language, Intro: template.Intro, Standing: template.Standing,
	}
	for _, name := range casework.PlanSheetParts {
		part := sheet.part(name)
		part.Items = []views.PlanSheetItem{samples[name]}
		view.Parts = append(view.Parts, part)
	}
	return view
}

// LanguageName is what a language is called here.
func LanguageName(tag string) string { return languageName(tag) }
