package pages

import (
	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// templateOf is the agency's template that a contract is made from.
func templateOf(request Request, contract *casework.Record) casework.Template {
	template := request.House.Rules().Template(casework.TemplateContract, contract.Get("template"))
	if template.Consent == "" {
		template.Consent = words.Say(words.ContractConsent)
	}
	return template
}

// templates offers the agency's contract templates. An older version of one is
// that template.
func (d desk) templates(picked string) []views.Option {
	rules := d.request.House.Rules()
	now := rules.Template(casework.TemplateContract, picked).Ref()
	var options []views.Option
	for _, template := range rules.TemplatesFor(casework.TemplateContract) {
		options = append(options, views.Option{Value: template.Ref(), Label: template.Title, Hint: languageName(template.Language), Picked: template.Ref() == now})
	}
	return options
}
