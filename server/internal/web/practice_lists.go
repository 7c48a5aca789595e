package web

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
	"doorstep/views/words"
)

// The three lists: what is asked of an entry, and where what was typed goes.

func lineControl(name string, label words.Key, optional bool) views.Control {
	return views.Control{Name: name, Label: words.Say(label), Optional: optional}
}

func wordsControl(name string, label, hint words.Key, optional bool) views.Control {
	control := views.Control{Shape: views.WordsShape, Name: name, Label: words.Say(label), Optional: optional}
	if hint != "" {
		control.Hint = words.Say(hint)
	}
	return control
}

func partRow(path, id, text, detail string, tags ...views.Tag) views.Row {
	return views.Row{ID: path + "-" + id, Href: practicePath + "/" + path + "/" + id, Text: text, Detail: detail, Tags: tags, Icon: "file-text"}
}

// find is where an entry stands, -1 for a new one; ok is false for none.
func find(id string, count int, idAt func(int) string) (at int, ok bool) {
	for i := range count {
		if idAt(i) == id {
			return i, true
		}
	}
	return -1, id == newPart
}

var templatesPart = practicePart{
	path: "templates", title: words.PracticeTemplates, how: words.PracticeTemplatesHow, add: words.PracticeTemplateAdd,
	rows: func(p *casework.Practice) (rows []views.Row) {
		for _, t := range p.Templates {
			detail := words.Say(words.PracticeTemplateIs, "kind", words.Say(words.PracticeKind(t.Kind)), "language", pages.LanguageName(t.Language), "version", strconv.Itoa(t.Version))
			row := partRow("templates", t.ID, t.Title, detail)
			if t.PaperOnly {
				row.Tags = append(row.Tags, views.Tag{Icon: "file-text", Words: words.Say(words.PracticePaperOnly)})
			}
			rows = append(rows, row)
		}
		return rows
	},
	ask: askTemplate, set: setTemplate, wrong: lacking,
	drop: func(p *casework.Practice, id string) {
		p.Templates = slices.DeleteFunc(p.Templates, func(t casework.Template) bool { return t.ID == id })
	},
}

// standingMost is how many standing paragraphs a template has room for.
const standingMost = 12

// headingName is the field of a heading of the template's own.
func headingName(part string) string { return "own." + part }

func standingName(what string, i int) string { return what + "." + strconv.Itoa(i) }

func askTemplate(p *casework.Practice, id string) ([]views.Control, pages.Values, bool) {
	at, ok := find(id, len(p.Templates), func(i int) string { return p.Templates[i].ID })
	t := casework.Template{Kind: casework.TemplateContract, Language: "en"}
	if at >= 0 {
		t = p.Templates[at]
	}
	values := pages.Values{"kind": {t.Kind}, "title": {t.Title}, "language": {t.Language}, "intro": {t.Intro}, "consent": {t.Consent}}
	if t.PaperOnly {
		values["paper"] = []string{"yes"}
	}
	kind := views.Control{Shape: views.ChoiceShape, Name: "kind", Label: words.Say(words.PracticeTemplateKind)}
	for _, k := range []string{casework.TemplateContract, casework.TemplatePlan} {
		kind.Options = append(kind.Options, views.Option{Value: k, Label: words.Say(words.PracticeKind(k))})
	}
	language := views.Control{Shape: views.SelectShape, Name: "language", Label: words.Say(words.PracticeLanguage)}
	for _, tag := range words.Languages {
		language.Options = append(language.Options, views.Option{Value: tag, Label: pages.LanguageName(tag)})
	}
	controls := []views.Control{kind, lineControl("title", words.PracticeTemplateTitle, false), language, wordsControl("intro", words.PracticeIntro, "", true)}
	for i := range min(len(t.Standing)+2, standingMost) {
		if i < len(t.Standing) {
			values[standingName("heading", i)], values[standingName("text", i)] = []string{t.Standing[i].Heading}, []string{t.Standing[i].Text}
		}
		heading := lineControl(standingName("heading", i), words.PracticeHeading, true)
		heading.Label = words.Say(words.PracticeHeading, "number", strconv.Itoa(i+1))
		text := wordsControl(standingName("text", i), words.PracticeParagraph, "", true)
		text.Label = words.Say(words.PracticeParagraph, "number", strconv.Itoa(i+1))
		controls = append(controls, heading, text)
	}
	own := func(name, label string) {
		control := lineControl(headingName(name), words.PracticeOwnHeading, true)
		control.Label = label
		values[headingName(name)] = []string{t.Headings[name]}
		controls = append(controls, control)
	}
	first := len(controls)
	for _, part := range casework.ContractParts {
		own(part, words.Say(words.PracticeOwnHeading, "heading", views.OurHeading(part)))
	}
	controls[first].Hint = words.Say(words.PracticeOwnHeadingHow)
	for _, sentence := range casework.ContractSentences {
		own(sentence.Name, words.Say(words.PracticeOwnSentence, "sentence", views.OurSentence(sentence.Name, placesIn(sentence)...)))
	}
	for _, part := range casework.PlanSheetParts {
		own(part, words.Say(words.PracticePlanHeading, "heading", views.OurPlanHeading(part)))
	}
	for _, label := range casework.PlanLabels {
		own(label.Name, words.Say(words.PracticePlanLabel, "label", views.OurPlanLabel(label.Name, placesIn(label)...)))
	}
	controls = append(controls, wordsControl("consent", words.PracticeConsent, words.PracticeConsentHow, true), views.Control{
		Shape: views.TicksShape, Name: "paper", Label: words.Say(words.PracticePaper), Optional: true,
		Options: []views.Option{{Value: "yes", Label: words.Say(words.PracticePaperOnly)}},
	})
	return controls, values, ok
}

// placesIn fills the places of a sentence with their names, as the form shows it.
func placesIn(sentence casework.ContractSentence) []string {
	places := make([]string, 0, 2*len(sentence.Places))
	for _, place := range sentence.Places {
		places = append(places, place, "{"+place+"}")
	}
	return places
}

func setTemplate(p *casework.Practice, id string, values pages.Values) {
	at, _ := find(id, len(p.Templates), func(i int) string { return p.Templates[i].ID })
	t := casework.Template{ID: idOf(id, "template", p)}
	if at < 0 {
		p.Templates = append(p.Templates, t)
		at = len(p.Templates) - 1
	}
	t = p.Templates[at]
	t.Version++
	t.Kind, t.Title, t.Language = values.Get("kind"), written(values, "title"), values.Get("language")
	t.Intro, t.Consent, t.PaperOnly = written(values, "intro"), written(values, "consent"), values.Get("paper") == "yes"
	t.Standing = nil
	for i := range standingMost {
		part := casework.Standing{Heading: written(values, standingName("heading", i)), Text: written(values, standingName("text", i))}
		if part.Text != "" || part.Heading != "" {
			t.Standing = append(t.Standing, part)
		}
	}
	t.Headings = ownWords(t, values)
	p.Templates[at] = t
}

// ownWords are the headings and sentences that a template has instead of ours.
func ownWords(t casework.Template, values pages.Values) map[string]string {
	own := map[string]string{}
	for _, name := range casework.OwnWords(t.Kind) {
		if text := written(values, headingName(name)); text != "" {
			own[name] = text
		}
	}
	if len(own) == 0 {
		return nil
	}
	return own
}

// lacking names the sentences that leave out what they must name.
func lacking(values pages.Values) map[string]string {
	faults := map[string]string{}
	sentences, lacks := casework.ContractSentences, words.PracticeSentenceLacks
	if values.Get("kind") == casework.TemplatePlan {
		sentences, lacks = casework.PlanLabels, words.PracticeLabelLacks
	}
	for _, sentence := range sentences {
		name := headingName(sentence.Name)
		if text := written(values, name); text != "" && !sentence.Whole(text) {
			faults[name] = words.Say(lacks, "places", "{"+strings.Join(sentence.Places, "}, {")+"}")
		}
	}
	return faults
}

var rolesPart = practicePart{
	path: "roles", title: words.PracticeRoles, how: words.PracticeRolesHow, add: words.PracticeRoleAdd,
	rows: func(p *casework.Practice) (rows []views.Row) {
		for _, r := range p.Roles {
			rows = append(rows, partRow("roles", r.ID, r.Name, r.Instead))
		}
		return rows
	},
	ask: func(p *casework.Practice, id string) ([]views.Control, pages.Values, bool) {
		at, ok := find(id, len(p.Roles), func(i int) string { return p.Roles[i].ID })
		var r casework.PracticeRole
		if at >= 0 {
			r = p.Roles[at]
		}
		return []views.Control{
				lineControl("name", words.PracticeRoleName, false),
				wordsControl("beyond", words.PracticeBeyond, words.PracticePhrasesHow, true),
				wordsControl("unless", words.PracticeUnless, words.PracticeUnlessHow, true),
				wordsControl("instead", words.PracticeInstead, "", true),
			}, pages.Values{
				"name": {r.Name}, "beyond": {strings.Join(r.Beyond, "\n")}, "unless": {strings.Join(r.Unless, "\n")}, "instead": {r.Instead},
			}, ok
	},
	set: func(p *casework.Practice, id string, values pages.Values) {
		at, _ := find(id, len(p.Roles), func(i int) string { return p.Roles[i].ID })
		if at < 0 {
			p.Roles = append(p.Roles, casework.PracticeRole{ID: idOf(id, "role", p)})
			at = len(p.Roles) - 1
		}
		r := &p.Roles[at]
		r.Name, r.Instead = written(values, "name"), written(values, "instead")
		r.Beyond, r.Unless = phrasesOf(values, "beyond"), phrasesOf(values, "unless")
	},
	drop: func(p *casework.Practice, id string) {
		p.Roles = slices.DeleteFunc(p.Roles, func(r casework.PracticeRole) bool { return r.ID == id })
	},
}

var rulesPart = practicePart{
	path: "rules", title: words.PracticeRules, how: words.PracticeRulesHow, add: words.PracticeRuleAdd,
	rows: func(p *casework.Practice) (rows []views.Row) {
		for _, r := range p.Rules {
			row := partRow("rules", r.ID, strings.Join(r.Phrases, ", "), r.Why)
			if r.Off {
				row.Tags = append(row.Tags, views.Tag{Icon: "x", Words: words.Say(words.PracticeRuleOff)})
			}
			rows = append(rows, row)
		}
		return rows
	},
	ask: func(p *casework.Practice, id string) ([]views.Control, pages.Values, bool) {
		at, ok := find(id, len(p.Rules), func(i int) string { return p.Rules[i].ID })
		var r casework.WordingRule
		if at >= 0 {
			r = p.Rules[at]
		}
		values := pages.Values{
			"phrases": {strings.Join(r.Phrases, "\n")}, "unless": {strings.Join(r.Unless, "\n")}, "why": {r.Why}, "instead": {r.Instead},
		}
		if r.Off {
			values["off"] = []string{"yes"}
		}
		return []views.Control{
			wordsControl("phrases", words.PracticePhrases, words.PracticePhrasesHow, false),
			wordsControl("unless", words.PracticeUnless, words.PracticeUnlessHow, true),
			lineControl("why", words.PracticeWhy, false), lineControl("instead", words.PracticeInstead, true),
			{Shape: views.TicksShape, Name: "off", Label: words.Say(words.PracticeOff), Optional: true, Options: []views.Option{{Value: "yes", Label: words.Say(words.PracticeRuleOff)}}},
			lineControl("sample", words.PracticeSample, true),
		}, values, ok
	},
	set: func(p *casework.Practice, id string, values pages.Values) {
		at, _ := find(id, len(p.Rules), func(i int) string { return p.Rules[i].ID })
		if at < 0 {
			p.Rules = append(p.Rules, casework.WordingRule{ID: idOf(id, "own", p)})
			at = len(p.Rules) - 1
		}
		r := &p.Rules[at]
		r.Phrases, r.Unless, r.Off = phrasesOf(values, "phrases"), phrasesOf(values, "unless"), values.Get("off") == "yes"
		r.Why, r.Instead = written(values, "why"), written(values, "instead")
	},
	drop: func(p *casework.Practice, id string) {
		p.Rules = slices.DeleteFunc(p.Rules, func(r casework.WordingRule) bool { return r.ID == id })
	},
}

// changesOf says in words what differs between two versions, entry by entry.
func changesOf(before, after *casework.Practice) []string {
	var changes []string
	tell := func(list words.Key, old, now map[string]string, names func(string) string) {
		for _, id := range sortedKeys(old, now) {
			key := words.PracticeChanged
			switch {
			case old[id] == now[id]:
				continue
			case old[id] == "":
				key = words.PracticeAdded
			case now[id] == "":
				key = words.PracticeDropped
			}
			changes = append(changes, words.Say(key, "list", words.Say(list), "name", names(id)))
		}
	}
	names := map[string]string{}
	entries := func(p *casework.Practice) (templates, roles, rules, frames map[string]string) {
		templates, roles, rules, frames = map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
		put := func(to map[string]string, id, name string, value any) {
			packed, _ := json.Marshal(value)
			to[id], names[id] = string(packed), name
		}
		for _, t := range p.Templates {
			t.Version = 0
			put(templates, t.ID, t.Title, t)
		}
		for _, r := range p.Roles {
			put(roles, r.ID, r.Name, r)
		}
		for _, r := range p.Rules {
			put(rules, r.ID, strings.Join(r.Phrases, ", "), r)
		}
		for _, f := range p.Frames {
			put(frames, f.Service, words.Say(words.Choice("goal", "service", f.Service)), f)
		}
		return templates, roles, rules, frames
	}
	oldTemplates, oldRoles, oldRules, oldFrames := entries(before)
	templates, roles, rules, frames := entries(after)
	name := func(id string) string { return names[id] }
	tell(words.PracticeTemplates, oldTemplates, templates, name)
	tell(words.PracticeRoles, oldRoles, roles, name)
	tell(words.PracticeRules, oldRules, rules, name)
	tell(words.PracticeFrames, oldFrames, frames, name)
	changes = append(changes, policyChanges(before.PolicyPack(), after.PolicyPack())...)
	old, _ := json.Marshal(before.Staff)
	if now, _ := json.Marshal(after.Staff); len(before.Staff)+len(after.Staff) > 0 && string(old) != string(now) {
		changes = append(changes, words.Say(words.PracticeStaffChanged))
	}
	return changes
}

// policyChanges says which rules of the policy pack differ.
func policyChanges(before, after casework.PolicyPack) []string {
	rules := func(pack casework.PolicyPack) (texts, names map[string]string) {
		texts, names = map[string]string{}, map[string]string{}
		for _, rule := range pack.Rules {
			packed, _ := json.Marshal(rule)
			texts[rule.ID], names[rule.ID] = string(packed), rule.Name
		}
		packed, _ := json.Marshal(pack.Holidays)
		texts[""], names[""] = string(packed)+pack.Name, pack.Name
		return texts, names
	}
	old, oldNames := rules(before)
	now, names := rules(after)
	var changes []string
	for _, id := range sortedKeys(old, now) {
		key, name := words.PracticeChanged, names[id]
		switch {
		case old[id] == now[id]:
			continue
		case old[id] == "":
			key = words.PracticeAdded
		case now[id] == "":
			key, name = words.PracticeDropped, oldNames[id]
		}
		changes = append(changes, words.Say(key, "list", words.Say(words.PolicyTitle), "name", name))
	}
	return changes
}

func sortedKeys(lists ...map[string]string) []string {
	var keys []string
	for _, list := range lists {
		for key := range list {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	slices.Sort(keys)
	return keys
}
