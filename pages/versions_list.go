package pages

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// VersionsPath lists, across the caseload, what stands in more than one version.
const VersionsPath = "/versions"

// maxListed bounds how many cases one page opens, to show their open versions or
// what was kept aside.
const maxListed = 40

// versionsEverywhere lists the open versions of every case that the actor may
// see. The summaries say which cases have any: no other case is opened.
func versionsEverywhere(ctx context.Context, env *Env, request Request) (Reply, error) {
	return listEverywhere(ctx, env, request, "")
}

func listEverywhere(ctx context.Context, env *Env, request Request, notice string) (Reply, error) {
	mine, err := rowsThat(ctx, env, request, func(summary *casework.Summary) bool { return summary.Conflicts > 0 })
	if err != nil {
		return Reply{}, err
	}
	view := views.VersionsListView{Notice: notice}
	list := request // a choice that came too late shows the page that it was made on
	if at, err := url.Parse(backToList(request.Form, VersionsPath)); err == nil && at.Path != "" {
		list.Path, list.Query = at.Path, Values(at.Query())
	}
	from, to, paging := list.pageOf(len(mine), maxListed)
	view.Paging = paging
	for _, summary := range mine[from:to] {
		file, err := env.Store.File(ctx, summary.Case)
		if err != nil {
			return Reply{}, err
		}
		view.Groups = append(view.Groups, groupsOf(request, file, list.listFrom(from))...)
	}
	page := request.page(words.Say(words.VersionsTitle), "")
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	return Reply{Status: statusOfNotice(notice), Page: page, Main: views.VersionsList(page, view)}, nil
}

// versionsList lists every field of the case whose words stand in more than
// one version.
func versionsList(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return listOfCase(request, file, ""), nil
}

func listOfCase(request Request, file *casework.File, notice string) Reply {
	view := views.VersionsListView{Notice: notice, Groups: groupsOf(request, file, "")}
	page := casePage(request, file, words.Say(words.VersionsTitle), backToCase(request))
	return Reply{Status: statusOfNotice(notice), Page: page, Main: views.VersionsList(page, view)}
}

func statusOfNotice(notice string) int {
	if notice != "" {
		return 409
	}
	return 0
}

// groupsOf draws a case's records with open versions. everywhere is the list of
// the whole caseload that they stand in, "" for that of the case.
func groupsOf(request Request, file *casework.File, everywhere string) []views.VersionsGroup {
	var groups []views.VersionsGroup
	for _, record := range file.Conflicts() {
		group := views.VersionsGroup{ID: "group-" + record.ID, Title: kindName(record.Kind), What: recordName(file, record)}
		if everywhere != "" {
			group.Case = &views.Link{Href: "/cases/" + file.Case, Text: file.Head().Get("name")}
		}
		var all []choice
		for _, field := range openFields(record) {
			c := choiceOf(request, file, record, field)
			c.everywhere = everywhere
			all = append(all, c)
			group.Fields = append(group.Fields, c.listed())
		}
		group.Together = wholesale(all)
		groups = append(groups, group)
	}
	return groups
}

// choiceOf is the choice as its own page would open it, without a draft.
func choiceOf(request Request, file *casework.File, record *casework.Record, field string) choice {
	request.Params = map[string]string{"case": file.Case, "record": record.ID, "field": field}
	request.Path = casePath(request, "/versions/"+record.ID+"/"+field)
	c := choice{desk: desk{request: request, file: file}, record: record, field: field, prefix: record.ID + "-" + field + "-"}
	if asked := questions(record.Kind, field); len(asked) == 1 {
		c.asked, c.typed = asked[0], asked[0].field.Type != casework.Data
	}
	c.fixed = frozenWith(file, record)
	return c
}

// listed draws one field in a list: its versions, and the way to write another.
func (c choice) listed() views.VersionsField {
	field := views.VersionsField{
		ID: "field-" + c.record.ID + "-" + c.field, Title: versionsName(c.record, c.field),
		Count: words.Count(words.VersionsOf, len(c.record.Open(c.field))+1),
		Link:  views.Link{Href: c.request.Path, Text: words.Say(words.VersionsLook)}, LinkID: "versions-" + c.record.ID + "-" + c.field,
	}
	switch {
	case c.field == casework.FieldRemoved:
		field.Cards = c.removalCards()
	default:
		field.Cards = c.cards()
		if c.typed && !c.fixed {
			field.Link.Text = words.Say(words.VersionsWrite)
		}
	}
	return field
}

// wholesale offers to keep everything that one person wrote in a record whose
// fields stand in several versions at once.
func wholesale(all []choice) []views.VersionCard {
	all = slices.DeleteFunc(all, func(c choice) bool { return c.field == casework.FieldRemoved })
	if len(all) < 2 || all[0].fixed {
		return nil
	}
	var cards []views.VersionCard
	for _, v := range all[0].versions() {
		actor := v.stamp.Actor
		if slices.ContainsFunc(all, func(c choice) bool { return c.by(actor) == nil }) {
			continue
		}
		id := "all-" + all[0].record.ID + "-" + strconv.Itoa(len(cards)+1)
		card := views.VersionCard{ID: id, Form: views.Form{ID: id + "-form", Action: casePath(all[0].request, "/versions/"+all[0].record.ID), Seen: drawnFrom(all[0].file, all[0].file.Seen)}}
		card.Form.Hidden = append(card.Form.Hidden, views.Hidden{Name: "by", Value: actor})
		if at := all[0].everywhere; at != "" {
			card.Form.Hidden = append(card.Form.Hidden, views.Hidden{Name: "from", Value: at})
		}
		for _, c := range all {
			card.Form.Hidden = append(card.Form.Hidden, views.Hidden{Name: "head." + c.field, Value: c.record.StampOf(c.field).Op})
			for _, id := range c.siblings() {
				card.Form.Hidden = append(card.Form.Hidden, views.Hidden{Name: "sibling", Value: id})
			}
		}
		key := words.VersionsAllBy
		if actor == all[0].request.Actor.ID {
			key = words.VersionsAllYours
		}
		card.Button = words.Count(key, len(all), "name", all[0].nameOfStaff(actor))
		cards = append(cards, card)
	}
	return cards
}

// by is the one version of the field that this person wrote, or nil.
func (c choice) by(actor string) *version {
	var found *version
	for _, v := range c.versions() {
		if v.stamp.Actor != actor {
			continue
		}
		if found != nil {
			return nil
		}
		found = &v
	}
	return found
}

// chooseAll keeps what one person wrote in every open field of a record, in one
// write. It closes only what was on the page.
func chooseAll(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	everywhere := backToList(request.Form, VersionsPath) != ""
	changes, ok := choicesOf(request, file, record)
	switch {
	case !ok && everywhere:
		return listEverywhere(ctx, env, request, words.Say(words.VersionsMoved))
	case !ok:
		return listOfCase(request, file, words.Say(words.VersionsMoved)), nil
	}
	seen := seenOn(file, request.Form.Get("seen"))
	if err := env.Write(ctx, request, file.Case, Entry{Record: record.ID, Kind: record.Kind, Seen: seen, Changes: changes}); err != nil {
		return Reply{}, err
	}
	return afterChoice(ctx, env, request, file.Case)
}

// choicesOf is what keeping everything by one person writes; false where
// somebody changed a field since the page was drawn.
func choicesOf(request Request, file *casework.File, record *casework.Record) ([]oplog.Change, bool) {
	var changes []oplog.Change
	for _, field := range openFields(record) {
		if field == casework.FieldRemoved {
			continue
		}
		c := choiceOf(request, file, record, field)
		kept := c.by(request.Form.Get("by"))
		seen := func(id string) bool { return slices.Contains(request.Form["sibling"], id) }
		if kept == nil || c.fixed || request.Form.Get("head."+field) != record.StampOf(field).Op || kept.id != "" && !seen(kept.id) {
			return nil, false
		}
		changes = append(changes, oplog.Change{Do: oplog.Resolve, Field: field, To: kept.text, Siblings: slices.DeleteFunc(c.siblings(), func(id string) bool { return !seen(id) })})
	}
	return changes, len(changes) > 0
}

// afterChoice leads on: to the list that the choice was made in, while anything
// is left in it.
func afterChoice(ctx context.Context, env *Env, request Request, caseID string) (Reply, error) {
	if list := backToList(request.Form, VersionsPath); list != "" {
		return Reply{Location: list}, nil
	}
	file, err := env.Store.File(ctx, caseID)
	if err != nil {
		return Reply{}, err
	}
	if len(file.Conflicts()) > 0 {
		return Reply{Location: casePath(request, "/versions")}, nil
	}
	return Reply{Location: casePath(request, "")}, nil
}

// toVersions leads a reload of a choice back to its list.
func toVersions(ctx context.Context, env *Env, request Request) (Reply, error) {
	if _, err := openCase(ctx, env, request); err != nil {
		return Reply{}, err
	}
	return Reply{Location: casePath(request, "/versions")}, nil
}
