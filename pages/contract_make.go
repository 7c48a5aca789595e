package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// contractMaker is the form that makes a contract. The only person of a case is
// picked already, and so is the agency's first template.
func contractMaker(env *Env, request Request, file *casework.File, faults []fault) *views.ContractMake {
	typed := Values{"client": {request.Form.Get("client")}, "template": {request.Form.Get("template")}}
	if people := file.Of(casework.KindPerson); len(people) == 1 {
		typed["client"] = []string{people[0].ID}
	}
	asked := []string{"client"}
	if len(request.House.Rules().TemplatesFor(casework.TemplateContract)) > 1 {
		asked = append(asked, "template")
	}
	controls := desk{request: request, file: file}.controls(questions(casework.KindContract, asked...), typed, faults)
	form := views.Form{
		ID: "make-form", Action: casePath(request, "/contracts"), Seen: drawnFrom(file, file.Seen),
		Hidden: []views.Hidden{{Name: "new", Value: formID(env, request.Form)}}, Faults: viewFaults(faults, controls),
	}
	return &views.ContractMake{Form: form, Controls: controls, Button: words.Say(words.ContractsMake)}
}

// newVersion is the form that makes the next contract from a signed one.
func newVersion(env *Env, request Request, file *casework.File, contract *casework.Record) *views.ContractMake {
	return &views.ContractMake{Button: words.Say(words.ContractsMakeNew), Form: views.Form{
		ID: "version-" + contract.ID, Action: casePath(request, "/contracts"), Seen: drawnFrom(file, file.Seen),
		Hidden: []views.Hidden{{Name: "new", Value: env.NewID()}, {Name: "from", Value: contract.ID}, {Name: "client", Value: contract.Get("client")}},
	}}
}

// makeContract makes a draft from the plan: one item an action that is not done. A
// new version begins with what both signed.
func makeContract(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	id := formID(env, request.Form)
	if made := file.Record(id); made != nil { // the same form, sent twice
		return Reply{Location: casePath(request, "/contracts/"+id)}, nil
	}
	values := map[string]string{"client": request.Form.Get("client"), "worker": file.Worker()}
	template := request.House.Rules().Template(casework.TemplateContract, request.Form.Get("template"))
	values["template"], values["language"], values["starts_on"] = template.Ref(), template.Language, request.today()
	from := file.Record(request.Form.Get("from"))
	if from != nil && from.Kind == casework.KindContract {
		for _, field := range []string{"about", "ends_when", "ends_on", "template", "language", "reach", "if_changes"} {
			values[field] = from.Get(field)
		}
		if casework.StateOf(file, from) == casework.ContractSigned {
			values["supersedes"] = from.ID
		}
	}
	if problems := casework.CheckRecord(file, casework.KindContract, values, true); len(problems) > 0 {
		return contractsReply(ctx, env, request, file, faultsOf(casework.KindContract, questions(casework.KindContract, "client"), problems))
	}
	entries := []Entry{Made(id, casework.KindContract, values)}
	for _, item := range itemsAnew(desk{request: request, file: file}, from, values["language"]) {
		item["contract"], item["place"] = id, strconv.Itoa(len(entries))
		entries = append(entries, Made(env.NewID(), casework.KindContractItem, item))
	}
	if err := env.Write(ctx, request, file.Case, entries...); err != nil {
		err = env.unlessLanded(ctx, file.Case, err, func(file *casework.File) bool { return file.Record(id) != nil })
		if err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: casePath(request, "/contracts/"+id)}, nil
}

// itemsAnew are the items of a new draft: those of the contract whose next version
// it is, nil for none, and then what the plan holds besides.
func itemsAnew(d desk, from *casework.Record, language string) []map[string]string {
	var items []map[string]string
	known, out := map[string]bool{}, map[string]bool{}
	if from != nil {
		items = itemsKept(d, from, language, known, out)
	}
	for _, action := range d.file.Of(casework.KindAction) {
		if action.Get("done") != "" || known[action.ID] {
			continue
		}
		item := itemFrom(d, action, language)
		if out[action.ID] {
			item["left_out"] = "yes"
		}
		items = append(items, item)
	}
	return items
}

// itemsKept are the items of a frozen contract that its next version begins with,
// in their order: as they were worded where the plan still says the same, or never
// said it. What is done, or no longer in the plan, goes. It notes which actions it
// knows, and which were left out.
func itemsKept(d desk, from *casework.Record, language string, known, out map[string]bool) []map[string]string {
	content, err := casework.ThawContract(from.Get("content"), from.Get("content_hash"))
	if err != nil {
		return nil
	}
	var items []map[string]string
	for _, now := range casework.ItemsNow(d.file, from, content) {
		known[now.Item.Action] = true
		switch item := now.Item; {
		case now.Done || now.State == casework.ItemRemoved:
		case now.State == casework.ItemChanged, item.Mark == "" && now.Action != nil: // an older contract cannot say
			items = append(items, itemFrom(d, now.Action, language))
		default:
			kept := map[string]string{"words": item.Words, "who": item.Who, "by_when": item.ByWhen, "if_not": item.IfNot}
			if now.Action != nil {
				kept["action"] = item.Action
			}
			items = append(items, kept)
		}
	}
	for _, record := range d.file.Records { // hidden ones too: they were left out
		if record.Kind == casework.KindContractItem && record.Get("contract") == from.ID && (record.Get("left_out") != "" || record.Removed != nil) {
			out[record.Get("action")] = true
		}
	}
	for _, record := range casework.ItemsOf(d.file, from.ID) { // added by hand, and left out
		signed := func(item casework.ContractContentItem) bool { return item.Words == record.Get("words") }
		if record.Get("left_out") != "" && record.Get("action") == "" && !slices.ContainsFunc(content.Items, signed) {
			items = append(items, map[string]string{
				"words": record.Get("words"), "who": record.Get("who"), "by_when": record.Get("by_when"), "if_not": record.Get("if_not"), "left_out": "yes",
			})
		}
	}
	return items
}

// itemFrom words an action of the plan as an item of a contract, with the name
// as it stands on papers. Our own words around it are English: in a contract in
// another language the name alone stands before what was agreed.
func itemFrom(d desk, action *casework.Record, language string) map[string]string {
	ours := language == "" || language == string(words.English)
	who, what := d.nameOnPapers(action.Get("who")), withPlace(action, ours)
	key := map[string]words.Key{
		"referral": words.ContractFromReferral, "advice": words.ContractFromAdvice, "service": words.ContractFromService,
	}[action.Get("type")]
	if key == "" {
		key = words.ContractFromTask
	}
	if !ours {
		key = words.ContractFromOther
	}
	text := words.Say(key, "who", who, "what", what)
	spec, _ := casework.SpecOf(casework.KindContractItem)
	field, _ := spec.Field("words")
	for _, shorter := range []string{what, action.Get("what")} {
		if utf8.RuneCountInString(text) > field.Max {
			text = shorter // the longest of actions goes in as it is; its person stands beside it
		}
	}
	return map[string]string{"action": action.ID, "words": text, "who": who, "by_when": action.Get("by_when"), "if_not": action.Get("if_not")}
}

// withPlace is what an action says with where and how behind it: both count as
// agreed, so both are read before they are signed. In our own words they are short
// sentences, which read easier than one long one.
func withPlace(action *casework.Record, ours bool) string {
	parts, between := []string{action.Get("what")}, "; "
	for _, field := range []string{"where", "how"} {
		value := strings.TrimSuffix(action.Get(field), ".")
		if value != "" && ours {
			value, between = words.Say(words.ContractFromPlace(field), "value", value), " "
		}
		if value != "" {
			parts = append(parts, value)
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	what := strings.TrimSpace(parts[0])
	switch {
	case !ours:
		what = strings.TrimSuffix(what, ".")
	case strings.LastIndexAny(what, ".!?") != len(what)-1:
		what += "."
	}
	parts[0] = what
	return strings.Join(parts, between)
}

// nameOnPapers is like who, but takes the full name of a person.
func (d desk) nameOnPapers(value string) string {
	if id, ok := strings.CutPrefix(value, "person:"); ok && d.file != nil {
		if person := d.file.Record(id); person != nil && person.Kind == casework.KindPerson {
			return person.Get("name")
		}
	}
	return d.who(value)
}
