package pages

import (
	"context"
	"strconv"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

func sinceRoutes() []Route {
	return []Route{{Method: "POST", Pattern: "/cases/:case/contracts/:contract/done", Offline: true, Handle: tickOff}}
}

// since compares a signed contract with the plan as it is now.
type since struct {
	desk
	contract *casework.Record
	content  casework.ContractContent
	holds    bool // not superseded: its items can be ticked off
	told     casework.Since
}

func sinceView(request Request, file *casework.File, contract *casework.Record, content casework.ContractContent) *views.SinceView {
	s := since{desk: desk{request: request, file: file}, contract: contract, content: content, holds: casework.Holds(file, contract)}
	view := &views.SinceView{ChangedGo: views.Link{Href: casePath(request, "/plan"), Text: words.Say(words.PlanTitle)}}
	s.told, _ = casework.SinceSigned(file, contract, casework.PlanOf(file, request.House.StaffName)) // it was thawed before
	view.Changed, view.Elsewhere = s.told.Untold, s.elsewhere()
	if later := casework.SupersededBy(file, contract); later != nil {
		view.SupersededBy = &views.Link{Href: casePath(request, "/contracts/"+later.ID), Text: words.Say(words.SinceBy, "day", day(lastSignedOn(file, later)))}
	}
	done := 0
	items := casework.ItemsNow(file, contract, content)
	for _, item := range items {
		view.Items = append(view.Items, s.item(item))
		if item.Done {
			done++
		}
	}
	pairs := []string{"n", strconv.Itoa(done), "all", strconv.Itoa(len(items))}
	view.Count = words.Say(words.SinceCount, pairs...)
	if done == len(items) {
		view.Count = words.Say(words.SinceAllDone, pairs...)
	}
	if casework.Ended(file, contract) {
		view.Ended, view.EndedGo = content.EndsWhen, views.Link{Href: casePath(request, "/edit"), Text: words.Say(words.EndedGo)}
	}
	if s.holds {
		view.Added = s.added()
	}
	return view
}

func (s since) item(item casework.ItemNow) views.SinceItem {
	number := strconv.Itoa(item.Place)
	view := views.SinceItem{ID: "since-" + number, Number: number, Words: item.Item.Words, Done: item.Done}
	if item.Done {
		view.Tags = append(view.Tags, views.Tag{Icon: "check", Words: words.Say(words.Done), Tone: views.Good})
		if item.DoneOn != "" {
			view.DoneOn = words.Say(words.DoneOn, "day", day(item.DoneOn))
		}
	}
	switch item.State {
	case casework.ItemChanged:
		view.Tags = append(view.Tags, views.Tag{Icon: "pen-line", Words: words.Say(words.SinceChanged), Tone: views.Warn})
		s.differences(&view, item)
	case casework.ItemRemoved:
		view.Tags = append(view.Tags, views.Tag{Icon: "x", Words: words.Say(words.SinceRemoved), Tone: views.Warn})
	default:
		if !item.Done {
			view.Tags = append(view.Tags, views.Tag{Words: words.Say(words.SinceSame)})
		}
	}
	if s.holds {
		view.Form = views.Form{
			ID: view.ID + "-form", Action: contractPath(s.request, "/done") + "#" + view.ID, Seen: drawnFrom(s.file, s.file.Seen),
			Hidden: []views.Hidden{{Name: "item", Value: number}, {Name: "done", Value: map[bool]string{false: "yes"}[item.Done]}},
		}
	}
	return view
}

// differences shows the signed words beside those that the plan's action would
// give today. Where these are alike, something beside them changed.
func (s since) differences(view *views.SinceItem, item casework.ItemNow) {
	now := itemFrom(s.desk, item.Action, s.content.Language)
	if now["words"] != item.Item.Words {
		view.Signed, view.Now = views.Differences(item.Item.Words, now["words"])
	}
	if was, is := item.Item.ByWhen, now["by_when"]; was != is {
		view.Notes = append(view.Notes, wasAndIs(plainLabel(questions(casework.KindAction, "by_when")[0]), day(was), day(is)))
	}
	for _, change := range s.told.Changes {
		if change.ID == item.Action.ID && change.Was != nil && change.Is != nil {
			c := comparer{was: plannerOf(s.request, s.told.Was), is: plannerOf(s.request, s.told.Is)}
			view.Notes = append(view.Notes, c.notes(change, "what", "type", "by_when", "done")...)
		}
	}
	if len(view.Now) == 0 && len(view.Notes) == 0 {
		view.Notes = append(view.Notes, words.Say(words.SinceBeside))
	}
}

// elsewhere words what changed in the plan beside the signed items and beside the
// actions that are not in the contract: goals, barriers, strengths, issues, and when
// the work ends.
func (s since) elsewhere() []views.SinceLine {
	var changes []casework.PlanChange
	for _, change := range s.told.Changes {
		if change.Kind != casework.KindAction {
			changes = append(changes, change)
		}
	}
	return sinceLines(s.request, s.told, changes, nil)
}

// added are the actions of the plan that nobody signed.
func (s since) added() []views.SinceAdded {
	var list []views.SinceAdded
	for _, action := range casework.NotSigned(s.file, s.contract, s.content) {
		view := views.SinceAdded{ID: "added-" + action.ID, Words: itemFrom(s.desk, action, s.content.Language)["words"]}
		view.Tags = append(view.Tags, views.Tag{Icon: "pen-line", Words: words.Say(words.SinceAddedTag)})
		if action.Get("done") != "" {
			view.Tags = append(view.Tags, views.Tag{Icon: "check", Words: words.Say(words.Done), Tone: views.Good})
		}
		list = append(list, view)
	}
	return list
}

// tickOff sets or takes away the tick of a signed item, and that of the action
// which it was made from, in one write. The form says which of the two it
// wants, so that a second tap that was meant as one changes nothing.
func tickOff(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return Reply{}, err
	}
	place, _ := strconv.Atoi(request.Form.Get("item"))
	if !casework.Holds(file, contract) || place < 1 || place > len(content.Items) {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	item := casework.ItemsNow(file, contract, content)[place-1]
	done := request.Form.Get("done") == "yes"
	if done != item.Done {
		seen := seenOn(file, request.Form.Get("seen"))
		entries := fulfilling(env, request, contract, item, done, seen)
		if item.Action != nil {
			if entry, ok := Edited(item.Action, seen, tickValues(request, done)); ok {
				entries = append(entries, entry)
			}
		}
		if err := env.Write(ctx, request, file.Case, entries...); err != nil {
			return Reply{}, err
		}
	}
	return Reply{Location: contractPath(request, "") + "#since-" + strconv.Itoa(place)}, nil
}

func tickValues(request Request, done bool) map[string]string {
	if done {
		return map[string]string{"done": "yes", "done_on": request.today()}
	}
	return map[string]string{"done": "", "done_on": ""}
}

// fulfilling writes the tick against the contract: a new record the first time,
// afterwards every one of the item, since two devices may each have made one.
func fulfilling(env *Env, request Request, contract *casework.Record, item casework.ItemNow, done bool, seen int64) []Entry {
	values := tickValues(request, done)
	var entries []Entry
	for _, record := range item.Fulfilled {
		if record.Get("done") == values["done"] {
			continue
		}
		if entry, ok := Edited(record, seen, values); ok {
			entries = append(entries, entry)
		}
	}
	if done && len(item.Fulfilled) == 0 {
		values["contract"], values["item"] = contract.ID, strconv.Itoa(item.Place)
		entries = append(entries, Made(env.NewID(), casework.KindFulfilled, values))
	}
	return entries
}

// fulfillingAction carries the tick of an action over to the items that were
// made from it, in every contract in force.
func fulfillingAction(env *Env, request Request, file *casework.File, action string, done bool, seen int64) []Entry {
	var entries []Entry
	for _, contract := range file.Of(casework.KindContract) {
		if !casework.Holds(file, contract) {
			continue
		}
		content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
		if err != nil {
			continue
		}
		for _, item := range casework.ItemsNow(file, contract, content) {
			if item.Action != nil && item.Action.ID == action {
				entries = append(entries, fulfilling(env, request, contract, item, done, seen)...)
			}
		}
	}
	return entries
}

// afterTags say on a list of contracts what became of a signed one.
func afterTags(file *casework.File, contract *casework.Record) []views.Tag {
	var tags []views.Tag
	if casework.SupersededBy(file, contract) != nil {
		tags = append(tags, views.Tag{Icon: "refresh-cw", Words: words.Say(words.SupersededTag)})
	}
	if casework.Ended(file, contract) {
		tags = append(tags, views.Tag{Icon: "check", Words: words.Say(words.EndedTag), Tone: views.Good})
	}
	return tags
}

// afterwardsTags say on a case what its signed contracts wait for.
func afterwardsTags(summary casework.Summary) []views.Tag {
	var tags []views.Tag
	if summary.Ended > 0 {
		tags = append(tags, views.Tag{Icon: "check", Words: words.Say(words.EndedTag), Tone: views.Good})
	}
	if summary.Copies > 0 {
		tags = append(tags, views.Tag{Icon: "send", Words: words.Count(words.CopyTag, summary.Copies), Tone: views.Warn})
	}
	return tags
}

// sinceTags say on the plan, action by action, what changed since both signed a
// contract in force: its words, or that it is in none of them.
func sinceTags(file *casework.File) map[string]views.Tag {
	tags := map[string]views.Tag{}
	missing, contracts := map[string]int{}, casework.InForce(file)
	for _, contract := range contracts {
		content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
		if err != nil {
			continue
		}
		for _, item := range casework.ItemsNow(file, contract, content) {
			if item.State == casework.ItemChanged {
				tags[item.Action.ID] = views.Tag{Icon: "pen-line", Words: words.Say(words.SinceSignedChanged), Tone: views.Warn}
			}
		}
		for _, action := range casework.NotSigned(file, contract, content) {
			missing[action.ID]++
		}
	}
	for action, times := range missing {
		if times == len(contracts) {
			tags[action] = views.Tag{Icon: "pen-line", Words: words.Say(words.SinceSignedAdded), Tone: views.Warn}
		}
	}
	return tags
}
