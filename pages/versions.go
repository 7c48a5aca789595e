package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

func versionRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: VersionsPath, Offline: true, Handle: versionsEverywhere},
		{Method: "GET", Pattern: "/cases/:case/versions", Offline: true, Handle: versionsList},
		{Method: "GET", Pattern: "/cases/:case/versions/:record", Offline: true, Handle: toVersions},
		{Method: "POST", Pattern: "/cases/:case/versions/:record", Offline: true, Handle: chooseAll},
		{Method: "GET", Pattern: "/cases/:case/versions/:record/:field", Offline: true, Handle: versionsPage},
		{Method: "POST", Pattern: "/cases/:case/versions/:record/:field", Offline: true, Handle: chooseVersion},
	}
}

func backToVersions(request Request) views.Link {
	return views.Link{Href: casePath(request, "/versions"), Text: words.Say(words.VersionsTitle)}
}

// openFields lists the fields of a record that have open siblings, once each.
func openFields(record *casework.Record) []string {
	var fields []string
	for _, sibling := range record.Siblings {
		if !slices.Contains(fields, sibling.Field) {
			fields = append(fields, sibling.Field)
		}
	}
	return fields
}

func versionsName(record *casework.Record, field string) string {
	if field == casework.FieldRemoved {
		return words.Say(words.VersionsHidden, "kind", kindName(record.Kind))
	}
	return words.Say(words.VersionsField, "kind", kindName(record.Kind), "field", fieldLabel(record.Kind, field))
}

// recordName is what a record is called in a list.
func recordName(file *casework.File, record *casework.Record) string {
	if record.Kind == casework.KindContract {
		return clientName(file, record)
	}
	return nameOf(record)
}

// choice is one field of one record whose versions a person looks at.
type choice struct {
	desk
	record *casework.Record
	field  string
	asked  question       // the field as a form asks it; zero for a removal
	typed  bool           // asked can be asked: its own words can be written
	draft  *storage.Draft // of the words written together, or nil
	fixed  bool           // signing froze the words: only those that stand can be kept

	prefix     string // of ids, where several choices stand on one page
	everywhere string // the list of the whole caseload that it stands in, or ""
}

func openChoice(ctx context.Context, env *Env, request Request) (choice, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return choice{}, err
	}
	c := choice{desk: desk{request: request, file: file}, record: file.Record(request.Params["record"]), field: request.Params["field"]}
	if c.record == nil {
		return c, casework.Fail(casework.NotFound)
	}
	if asked := questions(c.record.Kind, c.field); len(asked) == 1 {
		c.asked, c.typed = asked[0], asked[0].field.Type != casework.Data
	} else if c.field != casework.FieldRemoved && c.record.Fields[c.field] == "" {
		return c, casework.Fail(casework.NotFound)
	}
	c.fixed = frozenWith(file, c.record)
	c.draft, err = env.Store.Draft(ctx, request.Actor.ID, request.Path)
	return c, err
}

// frozenWith reports whether signing froze the record's words.
func frozenWith(file *casework.File, record *casework.Record) bool {
	contract := record
	if record.Kind == casework.KindContractItem {
		contract = file.Record(record.Get("contract"))
	}
	return contract != nil && contract.Kind == casework.KindContract && casework.Frozen(contract)
}

// versionsPage shows the versions side by side. Nothing is chosen beforehand.
func versionsPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	c, err := openChoice(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if len(c.record.Open(c.field)) == 0 { // somebody has chosen
		return Reply{Location: casePath(request, "/versions")}, nil
	}
	return c.reply(env, "", nil), nil
}

// reply draws the versions, oldest first but one's own before the others'.
func (c choice) reply(env *Env, notice string, faults []fault) Reply {
	view := views.VersionsView{Notice: notice, Earlier: c.earlierView()}
	if name := recordName(c.file, c.record); name != c.record.Get(c.field) { // the words in question name themselves
		view.What = name
	}
	if c.field == casework.FieldRemoved {
		view.Cards = c.removalCards()
	} else {
		view.Cards = c.cards()
		if c.fixed {
			view.Notice = words.Say(words.VersionsFixed)
		} else if c.typed {
			view.Together = c.together(env, faults)
		}
	}
	page := casePage(c.request, c.file, words.Say(words.VersionsPage), backToVersions(c.request))
	reply := Reply{Page: page}
	switch {
	case len(faults) > 0:
		reply.Status, reply.Page.Error = 422, true
	case notice != "":
		reply.Status = 409
	}
	view.Title = versionsName(c.record, c.field)
	reply.Main = views.Versions(reply.Page, view)
	return reply
}

// version is one of the values that stand side by side. id is "" for the head.
type version struct {
	id    string
	text  string
	stamp casework.Stamp
}

func (c choice) versions() []version {
	list := []version{{text: c.record.Get(c.field), stamp: c.record.StampOf(c.field)}}
	for _, sibling := range c.record.Open(c.field) {
		list = append(list, version{id: sibling.ID, text: sibling.Text, stamp: sibling.Stamp})
	}
	slices.SortStableFunc(list, func(a, b version) int {
		if mine, theirs := a.stamp.Actor == c.request.Actor.ID, b.stamp.Actor == c.request.Actor.ID; mine != theirs {
			if mine {
				return -1
			}
			return 1
		}
		return strings.Compare(a.stamp.At, b.stamp.At)
	})
	return list
}

func (c choice) cards() []views.VersionCard {
	list := c.versions()
	shown := make([]string, len(list))
	for i, v := range list {
		shown[i] = v.text
		if c.typed {
			shown[i] = c.shown(c.asked, v.text)
		}
	}
	var cards []views.VersionCard
	for i, v := range list {
		others := slices.Delete(slices.Clone(shown), i, i+1)
		card := views.VersionCard{ID: "version-" + c.prefix + strconv.Itoa(i+1), Title: words.Say(words.VersionsNumber, "n", strconv.Itoa(i+1), "title", c.wrote(v.stamp)), Pieces: views.DifferencesOf(shown[i], others)}
		if !c.fixed || v.id == "" {
			card.Form, card.Button = c.form(card.ID, "keep", keepName(v.id)), words.Say(words.VersionsKeep, "n", strconv.Itoa(i+1))
		}
		cards = append(cards, card)
	}
	return cards
}

// keepName is how a form names a version: the head, or a sibling by its id.
func keepName(id string) string {
	if id == "" {
		return "head"
	}
	return id
}

// removalCards are the two sides of "somebody changed it, somebody hid it".
func (c choice) removalCards() []views.VersionCard {
	last := c.record.Created
	for _, stamp := range c.record.Changed {
		if stamp.At > last.At {
			last = stamp
		}
	}
	cards := []views.VersionCard{{
		ID: "version-" + c.prefix + "1", Title: c.wrote(last), Pieces: []views.Piece{{Text: nameOf(c.record)}},
		Form: c.form("version-"+c.prefix+"1", "keep", "head"), Button: words.Say(words.VersionsKeepIt),
	}}
	for i, sibling := range c.record.Open(c.field) {
		id := "version-" + c.prefix + strconv.Itoa(i+2)
		card := views.VersionCard{ID: id, Title: c.hid(sibling.Stamp), Pieces: []views.Piece{{Text: sibling.Text}}}
		if !c.fixed {
			card.Form, card.Button = c.form(id, "keep", sibling.ID), words.Say(words.VersionsHideIt)
		}
		cards = append(cards, card)
	}
	return cards
}

// form carries what the person saw: the position, the head's operation and the
// siblings. A choice closes only what was on the page.
func (c choice) form(id, name, value string) views.Form {
	form := views.Form{ID: id + "-form", Action: c.request.Path, Seen: drawnFrom(c.file, c.file.Seen), Hidden: []views.Hidden{
		{Name: name, Value: value}, {Name: "head", Value: c.record.StampOf(c.field).Op},
	}}
	for _, sibling := range c.record.Open(c.field) {
		form.Hidden = append(form.Hidden, views.Hidden{Name: "sibling", Value: sibling.ID})
	}
	list := c.everywhere
	if list == "" {
		list = backToList(c.request.Form, VersionsPath)
	}
	if list != "" {
		form.Hidden = append(form.Hidden, views.Hidden{Name: "from", Value: list})
	}
	return form
}

// wrote says who wrote a version, when and where.
func (d desk) wrote(stamp casework.Stamp) string {
	return d.stamped(words.VersionsYou, words.VersionsBy, stamp)
}

func (d desk) hid(stamp casework.Stamp) string {
	return d.stamped(words.VersionsYouHid, words.VersionsHid, stamp)
}

func (d desk) stamped(you, somebody words.Key, stamp casework.Stamp) string {
	place := words.Say(words.OnTheTablet)
	if strings.HasPrefix(stamp.Op, oplog.OfficePrefix) {
		place = words.Say(words.AtTheOffice)
	}
	pairs := []string{"when", d.request.weekday(stamp.At), "where", place}
	title := ""
	if stamp.Actor == d.request.Actor.ID {
		title = words.Say(you, pairs...)
	} else {
		title = words.Say(somebody, append(pairs, "name", d.nameOfStaff(stamp.Actor))...)
	}
	if stamp.Late != "" {
		title = words.Say(words.VersionLate, "title", title, "moment", d.request.weekday(stamp.Late))
	}
	return title
}

func (d desk) nameOfStaff(id string) string {
	if name := d.request.House.StaffName(id); name != "" {
		return name
	}
	return words.Say(words.Somebody)
}

// chooseVersion writes what the person chose and closes the siblings that they
// saw. A version that came meanwhile stays open.
func chooseVersion(ctx context.Context, env *Env, request Request) (Reply, error) {
	c, err := openChoice(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	keep := request.Form.Get("keep")
	if len(c.record.Open(c.field)) == 0 {
		return c.chosenMeanwhile(ctx, env, keep)
	}
	if c.field != casework.FieldRemoved && request.Form.Get("head") != c.record.StampOf(c.field).Op || !c.here(keep) {
		c.keep(ctx, env, keep)
		return c.reply(env, words.Say(words.VersionsMoved), nil), nil
	}
	if c.fixed && keep != "head" {
		return immutable(requestOfContract(request, c), c.file, c.askedBy(keep)), nil
	}
	value, faults := c.chosen(keep)
	if len(faults) > 0 {
		c.keep(ctx, env, keep)
		return c.reply(env, "", faults), nil
	}
	seen := seenOn(c.file, request.Form.Get("seen"))
	entry := Entry{Record: c.record.ID, Kind: c.record.Kind, Seen: seen, Changes: []oplog.Change{
		{Do: oplog.Resolve, Field: c.field, To: value, Siblings: request.Form["sibling"]},
	}}
	if err := env.Write(ctx, request, c.file.Case, entry); err != nil {
		c.keep(ctx, env, keep)
		return Reply{}, err
	}
	if keep == "new" {
		if err := env.settleDraft(ctx, request, request.Path); err != nil {
			return Reply{}, err
		}
	}
	return afterChoice(ctx, env, request, c.file.Case)
}

// requestOfContract lets the answer about frozen words lead to their contract.
func requestOfContract(request Request, c choice) Request {
	id := c.record.ID
	if c.record.Kind == casework.KindContractItem {
		id = c.record.Get("contract")
	}
	request.Params = map[string]string{"case": c.file.Case, "contract": id}
	return request
}

// here reports whether the version that a form names is still open.
func (c choice) here(keep string) bool {
	if keep == "head" || keep == "new" && c.field != casework.FieldRemoved && c.typed {
		return true
	}
	return slices.ContainsFunc(c.record.Open(c.field), func(s casework.Sibling) bool { return s.ID == keep })
}

// chosen is the value to write: the head's, a sibling's, or new words, which
// are checked as every form checks them. Keeping a record that somebody hid
// writes the empty reason.
func (c choice) chosen(keep string) (string, []fault) {
	for _, sibling := range c.record.Open(c.field) {
		if sibling.ID == keep {
			return sibling.Text, nil
		}
	}
	if keep != "new" {
		if c.field == casework.FieldRemoved {
			return "", nil
		}
		return c.record.Get(c.field), nil
	}
	asked := []question{c.asked}
	all, _, faults := answers{asked: asked, form: c.request.Form}.take()
	if len(faults) > 0 {
		return "", faults
	}
	value := all[c.field]
	if strings.TrimSpace(value) == "" {
		problem := &casework.Problem{Code: casework.Empty, Field: c.field}
		return "", faultsOf(c.record.Kind, asked, []*casework.Problem{problem})
	}
	problems := casework.CheckRecord(c.file, c.record.Kind, map[string]string{c.field: value}, false)
	return value, faultsOf(c.record.Kind, asked, problems)
}
