package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Hints about wording stand beside the words that they speak of. They stop
// nothing, say why, and can be put aside; a record keeps which.

func hintRoutes() []Route {
	return []Route{{Method: "POST", Pattern: "/cases/:case/aside/:record", Offline: true, Handle: putHintAside}}
}

// putHintAside keeps that a hint was seen and is not wanted any more.
func putHintAside(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Removed != nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	spec, _ := casework.SpecOf(record.Kind)
	if _, has := spec.Field("aside"); !has {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	back := request.Form.Get("back")
	if !strings.HasPrefix(back, casePath(request, "/")) {
		back = casePath(request, "")
	}
	reply := Reply{Location: back}
	mark := strings.Join(strings.Fields(request.Form.Get("mark")), "_")
	aside := strings.Fields(record.Get("aside"))
	if mark == "" || slices.Contains(aside, mark) {
		return reply, nil
	}
	field, _ := spec.Field("aside")
	for aside = append(aside, mark); len(strings.Join(aside, " ")) > field.Max; {
		aside = aside[1:] // the oldest may speak again
	}
	if entry, ok := Edited(record, file.Seen, map[string]string{"aside": strings.Join(aside, " ")}); ok {
		err = env.Write(ctx, request, file.Case, entry)
	}
	return reply, err
}

// hintsAbout words the hints about one text of a record. about says which text
// it is where that cannot be seen from where the hints stand; back is where
// putting one aside leads.
func hintsAbout(request Request, record *casework.Record, w casework.Wording, about, back string) []views.WordingHint {
	w.Aside += " " + record.Get("aside")
	var list []views.WordingHint
	for _, hint := range request.House.Rules().Hints(w) {
		view := hintWords(hint)
		view.ID, view.About = "hint-"+record.ID+"-"+strconv.FormatUint(uint64(len(list)), 10)+w.Place, about
		view.Form = views.Form{
			ID: view.ID + "-aside", Action: casePath(request, "/aside/"+record.ID),
			Hidden: []views.Hidden{{Name: "mark", Value: hint.Mark()}, {Name: "back", Value: back}},
		}
		list = append(list, view)
	}
	return list
}

// hintWords says what a hint found, and what to write instead.
func hintWords(hint casework.Hint) views.WordingHint {
	switch {
	case hint.Rule == casework.RuleHard:
		return hardWords(hint)
	case hint.Rule == casework.RuleBeyondRole:
		view := views.WordingHint{What: words.Say(words.WordingBeyondRole, "found", hint.Found, "role", hint.Why), Instead: []string{hint.Instead}}
		if hint.Instead == "" {
			view.Instead = []string{words.Say(words.WordingInstead(hint.Rule))}
		}
		return view
	case hint.Rule == casework.RuleNoEnd && hint.Found == "":
		return views.WordingHint{What: words.Say(words.WordingEndMissing), Instead: []string{words.Say(words.WordingInstead(hint.Rule))}}
	case words.Has(words.WordingWhy(hint.Rule)):
		return views.WordingHint{What: words.Say(words.WordingWhy(hint.Rule), "found", hint.Found), Instead: []string{words.Say(words.WordingInstead(hint.Rule))}}
	}
	view := views.WordingHint{What: words.Say(words.WordingOwn, "found", hint.Found, "why", hint.Why), Own: true}
	if hint.Instead != "" {
		view.Instead = []string{words.Say(words.WordingOwnInstead, "instead", hint.Instead)}
	}
	return view
}

func hardWords(hint casework.Hint) views.WordingHint {
	view := views.WordingHint{What: words.Say(words.WordingHard, "found", hint.Found)}
	if hint.Long > 0 {
		view.Instead = append(view.Instead, words.Count(words.WordingLong, hint.Long))
	}
	for _, hard := range hint.Hard {
		view.Instead = append(view.Instead, words.Say(words.WordingPlain, "word", hard.Word, "plain", hard.Plain))
	}
	if len(view.Instead) == 0 {
		view.Instead = []string{words.Say(words.WordingStacked)}
	}
	return view
}

// contractHints are the hints about a draft, in the order in which it is read.
type contractHints struct {
	facts []views.WordingHint
	items map[string][]views.WordingHint // by id of the item
}

func hintsOf(request Request, file *casework.File, contract *casework.Record) contractHints {
	language := draftLanguage(request, contract)
	hints := contractHints{items: map[string][]views.WordingHint{}}
	back := contractPath(request, "")
	for _, field := range []string{"about", "ends_when", "reach", "if_changes"} {
		w := casework.Wording{Text: contract.Get(field), Place: casework.PlaceText, Language: language}
		if field == "ends_when" {
			w.Place, w.Dated = casework.PlaceEnding, contract.Get("ends_on") != ""
		}
		list := hintsAbout(request, contract, w, fieldLabel(casework.KindContract, field), back+"#facts")
		for i := range list {
			list[i].ID += "-" + field
			list[i].Form.ID += "-" + field
		}
		hints.facts = append(hints.facts, list...)
	}
	for _, item := range casework.ItemsOf(file, contract.ID) {
		if item.Get("left_out") != "" {
			continue
		}
		w := casework.Wording{
			Text: item.Get("words"), Place: casework.PlaceItem, Language: language, Dated: item.Get("by_when") != "",
			Role: roleNamed(request, item.Get("who")),
		}
		if action := file.Record(item.Get("action")); action != nil {
			w.Aside = action.Get("aside") // put aside on the plan, the same words need no second time
		}
		hints.items[item.ID] = hintsAbout(request, item, w, "", back+"#item-"+item.ID)
	}
	return hints
}

// roleNamed is the role of the member of staff with this name, nil if it is
// nobody's.
func roleNamed(request Request, name string) *casework.PracticeRole {
	for _, member := range request.House.Staff {
		if member.Name == name {
			return request.House.Rules().RoleOf(member.ID)
		}
	}
	return nil
}

// all lists the hints as the check page shows them: each says where it belongs.
func (h contractHints) all(file *casework.File, contract string) []views.WordingHint {
	list := slices.Clone(h.facts)
	number := 0
	for _, item := range casework.ItemsOf(file, contract) {
		if item.Get("left_out") != "" {
			continue
		}
		number++
		for _, hint := range h.items[item.ID] {
			hint.About = words.Say(words.WordingItem, "n", strconv.Itoa(number))
			list = append(list, hint)
		}
	}
	return list
}
