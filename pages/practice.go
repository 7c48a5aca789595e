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

// LanguageName is what a language is called here.
func LanguageName(tag string) string { return languageName(tag) }
