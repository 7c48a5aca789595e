package pages

import (
	"context"
	"sort"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// workPart is one kind of what carries a plan out: its list, its form, and the
// page of one record with what belongs to it. All are drawn from the kind's
// declaration; what a part does beyond that stands in more.
type workPart struct {
	kind  casework.Kind
	path  string // under the case, or under the record that it belongs to
	of    casework.Kind
	link  string   // the field that names the record that it belongs to
	asked []string // fields of the form, in the order asked
	tags  []string // fields of choice that a list shows as words
	day   string   // the date that lists are ordered by, newest first
	parts []casework.Kind
	start func(request Request, file *casework.File) map[string]string
	more  func(ctx context.Context, env *Env, d desk, record *casework.Record) (templ.Component, error)
}

// efforts is a question that many parts ask.
const effortsField = "efforts"

// workParts are declared in work_parts.go; an init cycle forbids a plain variable.
var workByKind = map[casework.Kind]workPart{}

func init() {
	for _, part := range workParts() {
		workByKind[part.kind] = part
	}
}

func (p workPart) appendOnly() bool {
	spec, _ := casework.SpecOf(p.kind)
	return spec.AppendOnly
}

// list is the address of the part's list; record that of one of its records.
func (p workPart) list(request Request) string {
	if p.of != "" {
		return casePath(request, "/"+workByKind[p.of].path+"/"+request.Params["parent"])
	}
	return casePath(request, "/"+p.path)
}

func recordPath(request Request, record *casework.Record) string {
	return casePath(request, "/"+workByKind[record.Kind].path+"/"+record.ID)
}

// form is the form of the part. What belongs to a record is made under it, and
// saving leads back there.
func (p workPart) form() recordForm {
	form := recordForm{
		kind: p.kind, newPath: "/cases/:case/" + p.path + "/new", editPath: "/cases/:case/" + p.path + "/:record/edit",
		asked: questions(p.kind, p.asked...), newTitle: words.WorkNew(string(p.kind)), edit: words.WorkEdit(string(p.kind)), save: words.Save,
		start: p.start,
		back:  func(request Request) views.Link { return p.backLink(request) },
		after: func(request Request, record string) string { return casePath(request, "/"+p.path+"/"+record) },
	}
	if p.of != "" {
		form.newPath = "/cases/:case/" + workByKind[p.of].path + "/:parent/" + p.path + "/new"
		form.fixed = func(request Request, _ *casework.File) map[string]string {
			return map[string]string{p.link: request.Params["parent"]}
		}
		form.after = func(request Request, record string) string {
			if parent := request.Params["parent"]; parent != "" {
				return casePath(request, "/"+workByKind[p.of].path+"/"+parent+"#"+string(p.kind))
			}
			return casePath(request, "/"+p.path+"/"+record)
		}
	}
	if p.appendOnly() {
		form.editPath = ""
	}
	form.meets = p.kind == casework.KindMember
	if p.kind == casework.KindReferral {
		return referralForm(form)
	}
	return form
}

func (p workPart) backLink(request Request) views.Link {
	if record := request.Params["record"]; record != "" {
		return views.Link{Href: casePath(request, "/"+p.path+"/"+record), Text: kindName(p.kind)}
	}
	if p.of != "" {
		return views.Link{Href: p.list(request), Text: kindName(p.of)}
	}
	return views.Link{Href: p.list(request), Text: words.Say(words.WorkTitle(string(p.kind)))}
}

func workRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/work", Offline: true, Handle: workHub}}
	for _, part := range workParts() {
		form := part.form().routes()
		if part.kind == casework.KindReferral {
			form[0].Handle = withProvider(form[0].Handle)
		}
		routes = append(routes, form...)
		if part.of == "" {
			routes = append(routes, Route{Method: "GET", Pattern: "/cases/:case/" + part.path, Offline: true, Handle: part.showList})
		}
		routes = append(routes, Route{Method: "GET", Pattern: "/cases/:case/" + part.path + "/:record", Offline: true, Handle: part.show})
		back := func(request Request) views.Link {
			return views.Link{Href: casePath(request, "/"+part.path+"/"+request.Params["record"]), Text: kindName(part.kind)}
		}
		if part.of == "" {
			back = func(request Request) views.Link {
				return views.Link{Href: casePath(request, "/"+part.path), Text: words.Say(words.WorkTitle(string(part.kind)))}
			}
		}
		routes = append(routes, removalRoutes(part.kind, "/cases/:case/"+part.path+"/:record/remove", back)...)
	}
	return routes
}

// workHub is everything that carries the plan out, in the order of a case.
func workHub(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	var view views.WorkHubView
	for _, group := range workGroups {
		shown := views.WorkGroup{ID: group.id, Title: words.Say(words.WorkGroupTitle(group.id))}
		for _, kind := range group.kinds {
			part := workByKind[kind]
			n := len(file.Of(kind))
			row := views.Row{ID: "to-" + part.path, Href: casePath(request, "/"+part.path), Text: words.Say(words.WorkTitle(string(kind)))}
			if n > 0 {
				row.End = words.Count(words.WorkCount, n)
			}
			shown.Rows = append(shown.Rows, row)
		}
		shown.Rows = append(shown.Rows, hubExtras(request, group.id)...)
		view.Groups = append(view.Groups, shown)
	}
	page := casePage(request, file, words.Say(words.WorkHub), backToCase(request))
	return Reply{Page: page, Main: views.WorkHub(page, view)}, nil
}

// showList lists the records of a part.
func (p workPart) showList(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	kind := string(p.kind)
	view := views.WorkListView{
		ID: p.path, None: words.Say(words.WorkNone(kind)), NewHref: casePath(request, "/"+p.path+"/new"), New: words.Say(words.WorkNew(kind)),
		Rows: d.workRows(p, file.Of(p.kind)),
	}
	back := views.Link{Href: casePath(request, "/work"), Text: words.Say(words.WorkHub)}
	page := casePage(request, file, words.Say(words.WorkTitle(kind)), back)
	return Reply{Page: page, Main: views.WorkList(page, view)}, nil
}

// workRows are the rows of a list: newest day first, then as they were written.
func (d desk) workRows(p workPart, records []*casework.Record) []views.Row {
	if p.day != "" {
		sort.SliceStable(records, func(i, j int) bool { return records[i].Get(p.day) > records[j].Get(p.day) })
	}
	rows := make([]views.Row, 0, len(records))
	for _, record := range records {
		row := views.Row{ID: "r-" + record.ID, Href: recordPath(d.request, record), Text: firstLine(d.workName(record)), Detail: firstLine(d.workDetail(p, record))}
		if p.day != "" {
			row.End = day(record.Get(p.day))
		}
		row.Tags = d.workTags(p, record)
		rows = append(rows, row)
	}
	return rows
}

// workTags say the choices of a record as words.
func (d desk) workTags(p workPart, record *casework.Record) []views.Tag {
	var tags []views.Tag
	for _, field := range p.tags {
		switch value := record.Get(field); {
		case value == "":
		case value == "yes":
			tags = append(tags, views.Tag{Icon: "check", Words: fieldLabel(p.kind, field), Tone: views.Good})
		default:
			tags = append(tags, views.Tag{Words: choiceWords(p.kind, field, value)})
		}
	}
	if p.kind == casework.KindReferral {
		tags = append(tags, referralTag(casework.ReferralState(d.file, record.ID)))
	}
	if n := len(record.Siblings); n > 0 {
		tags = append(tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.TwoVersions), Tone: views.Warn})
	}
	return tags
}

// workName is what a record is called in a list: whom it is about, or its words.
func (d desk) workName(record *casework.Record) string {
	for _, field := range []string{"person", "child", "member"} {
		if person := d.file.Record(record.Get(field)); person != nil {
			return d.workName(person)
		}
	}
	if who := record.Get("who"); who != "" && record.Kind != casework.KindDecision && record.Kind != casework.KindStep && record.Kind != casework.KindSafetyActivity {
		return d.who(who)
	}
	if record.Kind == casework.KindReviewItem || record.Kind == casework.KindServiceView {
		if of := d.file.Record(record.Get("of")); of != nil {
			return nameOf(of)
		}
	}
	if name := nameOf(record); name != words.Say(words.Unnamed) {
		return name
	}
	for _, field := range []string{"type", "state", "outcome", "goal"} {
		if value := record.Get(field); value != "" {
			return choiceWords(record.Kind, field, value)
		}
	}
	return kindName(record.Kind)
}

// workDetail is a second line where the name alone says little.
func (d desk) workDetail(p workPart, record *casework.Record) string {
	for _, field := range []string{"words", "what", "need", "place", "purpose", "behaviour", "reason", "service", "asked", "family_view", "decided"} {
		text := record.Get(field)
		if text != "" && text != d.workName(record) {
			return text
		}
	}
	return ""
}

// show is the page of one record: what it says, and what belongs to it.
func (p workPart) show(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Kind != p.kind || record.Removed != nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	d := desk{request: request, file: file}
	base := recordPath(request, record)
	view := views.WorkRecordView{
		Facts: d.workFacts(p, record), Tags: d.workTags(p, record), RemoveHref: base + "/remove", Versions: versionLinks(request, record),
		By: words.Say(words.WrittenBy, "name", d.author(record.Created.Actor), "moment", request.moment(record.Created.At)), Late: d.late(record.Created),
	}
	if !p.appendOnly() {
		view.EditHref = base + "/edit"
	}
	for _, kind := range p.parts {
		part := workByKind[kind]
		view.Parts = append(view.Parts, views.WorkListView{
			ID: string(kind), Title: words.Say(words.WorkTitle(string(kind))), None: words.Say(words.WorkNone(string(kind))),
			NewHref: base + "/" + part.path + "/new", New: words.Say(words.WorkNew(string(kind))), Rows: d.workRows(part, partsOf(file, part, record.ID)),
		})
	}
	if p.more != nil {
		if view.More, err = p.more(ctx, env, d, record); err != nil {
			return Reply{}, err
		}
	}
	page := casePage(request, file, kindName(p.kind), p.upLink(request, record))
	return Reply{Page: page, Main: views.WorkRecord(page, firstLine(d.workName(record)), view)}, nil
}

// upLink leads to what the record belongs to, or to its list.
func (p workPart) upLink(request Request, record *casework.Record) views.Link {
	if p.of != "" {
		return views.Link{Href: casePath(request, "/"+workByKind[p.of].path+"/"+record.Get(p.link)), Text: kindName(p.of)}
	}
	return views.Link{Href: casePath(request, "/"+p.path), Text: words.Say(words.WorkTitle(string(p.kind)))}
}

// partsOf lists the records of a part that belong to one record.
func partsOf(file *casework.File, part workPart, of string) []*casework.Record {
	var list []*casework.Record
	for _, record := range file.Of(part.kind) {
		if record.Get(part.link) == of {
			list = append(list, record)
		}
	}
	return list
}

// workFacts are the answers of a record as people read them.
func (d desk) workFacts(p workPart, record *casework.Record) []views.SummaryRow {
	var facts []views.SummaryRow
	spec, _ := casework.SpecOf(p.kind)
	for _, field := range spec.Fields {
		value := record.Get(field.Name)
		if field.Name == p.link || value == "" || field.Type == casework.Data || field.Name == "directory" {
			continue
		}
		shown := d.shown(question{kind: p.kind, field: field}, value)
		if strings.TrimSpace(shown) == "" {
			continue
		}
		facts = append(facts, views.SummaryRow{Name: fieldLabel(p.kind, field.Name), Value: shown})
	}
	return facts
}

// author names who wrote: a member of staff, or a provider by their link.
func (d desk) author(actor string) string {
	if name := d.request.House.StaffName(actor); name != "" {
		return name
	}
	return words.Say(words.WorkByLink)
}
