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

// inItsLanguage gives a draft the language of the template that was chosen for
// it, unless another one was chosen in the same form; afterwards anybody can still
// choose. What was worded from the plan, and that nobody reworded, loses or gains
// our English words around it.
func inItsLanguage(request Request, s *sheet, values map[string]string) []Entry {
	d, was, now := desk{request: request, file: s.file}, draftLanguage(request, s.record), &casework.Record{Fields: s.becoming(values)}
	template := templateOf(request, now)
	if template.ID != templateOf(request, s.record).ID && now.Get("language") == s.record.Get("language") {
		values["language"], now.Fields["language"] = template.Language, template.Language
	}
	var entries []Entry
	for _, item := range casework.ItemsOf(s.file, s.record.ID) {
		action := s.file.Record(item.Get("action"))
		if action == nil || item.Get("words") != itemFrom(d, action, was)["words"] {
			continue
		}
		if entry, ok := Edited(item, s.seen, map[string]string{"words": itemFrom(d, action, draftLanguage(request, now))["words"]}); ok {
			entries = append(entries, entry)
		}
	}
	return entries
}

// draftLanguage is the language of what a draft says: its own, or its template's.
func draftLanguage(request Request, contract *casework.Record) string {
	if said := contract.Get("language"); said != "" {
		return said
	}
	return templateOf(request, contract).Language
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
