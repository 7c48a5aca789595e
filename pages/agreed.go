package pages

import (
	"context"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// agreeForm keeps the plan as it stands as the next agreed version.
var agreeForm = recordForm{
	kind:     casework.KindPlanVersion,
	newPath:  "/cases/:case/plan/agree",
	asked:    questions(casework.KindPlanVersion, "agreed_on", "with", "note"),
	newTitle: words.AgreeTitle, edit: words.AgreeTitle, save: words.AgreeSave,
	back:  backToPlan,
	start: startAgreeing,
	fixed: agreedContent,
	after: func(request Request, record string) string { return casePath(request, "/plan/agreed/"+record) },
	extra: planShown{},
	draw:  drawAgree,
}

func agreedRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/plan/agreed", Offline: true, Handle: agreedList},
		{Method: "GET", Pattern: "/cases/:case/plan/agreed/:record", Offline: true, Handle: agreedPlan},
		{Method: "POST", Pattern: "/cases/:case/plan/compare", Offline: true, Handle: toCompare},
		{Method: "GET", Pattern: "/cases/:case/plan/compare/:from/:to", Offline: true, Handle: comparePlans},
	}
	return append(agreeForm.routes(), routes...)
}

func backToAgreed(request Request) views.Link {
	return views.Link{Href: casePath(request, "/plan/agreed"), Text: words.Say(words.AgreedList)}
}

// startAgreeing offers today, and the only person of the case.
func startAgreeing(request Request, file *casework.File) map[string]string {
	values := map[string]string{"agreed_on": request.today()}
	if people := file.Of(casework.KindPerson); len(people) == 1 {
		values["with"] = people[0].ID
	}
	return values
}

// agreedContent is the plan as it stands, under the next number. A form that
// comes twice says what it said the first time.
func agreedContent(request Request, file *casework.File) map[string]string {
	if made := file.Record(request.Form.Get("new")); made != nil && made.Kind == casework.KindPlanVersion {
		return map[string]string{"number": made.Get("number"), "content": made.Get("content"), "content_hash": made.Get("content_hash")}
	}
	content, hash := casework.PlanOf(file, request.House.StaffName).Freeze()
	return map[string]string{"number": strconv.Itoa(casework.NextPlanNumber(file)), "content": content, "content_hash": hash}
}

// shownField carries the hash of the plan that the page showed, so that what
// was read and what is kept cannot be two things.
const shownField = "shown"

// planShown lets nobody agree on words that they did not read, on an empty plan,
// or where two versions wait for a choice.
type planShown struct{}

func (planShown) files() bool               { return false }
func (planShown) controls() []views.Control { return nil }

func (planShown) restore(context.Context, *Env, string, *sheet, map[string]string) (bool, error) {
	return false, nil
}

func (planShown) take(_ context.Context, _ *Env, request Request, s *sheet, _ map[string]string) ([]Entry, error) {
	if made := s.file.Record(s.newID); made != nil { // sent twice
		return nil, nil
	}
	content := casework.PlanOf(s.file, request.House.StaffName)
	_, hash := content.Freeze()
	switch {
	case len(content.Parts) == 0:
		s.faults = append(s.faults, fault{words: words.Say(words.AgreeEmpty)})
	case openInPlan(s.file, content):
		s.faults = append(s.faults, fault{words: words.Say(words.AgreeVersions)})
	case request.Form.Get(shownField) != hash:
		s.faults = append(s.faults, fault{words: words.Say(words.AgreeChanged)})
	}
	return nil, nil
}

// openInPlan reports whether words of the plan stand in two versions.
func openInPlan(file *casework.File, content casework.PlanContent) bool {
	for _, part := range content.Parts {
		if len(file.Record(part.ID).Siblings) > 0 {
			return true
		}
	}
	return false
}

func drawAgree(request Request, s *sheet, page views.Page, form views.Form, controls []views.Control) templ.Component {
	content := casework.PlanOf(s.file, request.House.StaffName)
	_, hash := content.Freeze()
	form.Hidden = append(form.Hidden, views.Hidden{Name: shownField, Value: hash})
	return views.Agree(page, views.AgreeView{Plan: planText(request, content), Form: form, Controls: controls})
}

// agreedRows are the plan page's: the newest version with what became of it, and
// the way to all.
func agreedRows(request Request, file *casework.File) views.AgreedRows {
	view := views.AgreedRows{
		Agree: views.Link{Href: casePath(request, "/plan/agree"), Text: words.Say(words.AgreeTitle)},
		Print: views.Link{Href: casePath(request, "/plan/print"), Text: words.Say(words.PlanPrintLink)},
	}
	list := casework.PlanVersions(file)
	if len(list) == 0 {
		return view
	}
	newest := list[len(list)-1]
	row := agreedRow(request, file, newest)
	if tag, ok := sinceTag(request, file, newest); ok {
		row.Tags = append(row.Tags, tag)
	}
	row.Href = casePath(request, "/plan/compare/"+newest.ID+"/now")
	view.Rows = []views.Row{row, {ID: "all-agreed", Href: casePath(request, "/plan/agreed"), Text: words.Say(words.AgreedList), End: words.Count(words.AgreedAll, len(list))}}
	return view
}

func agreedRow(request Request, file *casework.File, version *casework.Record) views.Row {
	row := views.Row{
		ID: "agreed-" + version.ID, Href: casePath(request, "/plan/agreed/"+version.ID), Icon: "check",
		Text: agreedName(version), Detail: agreedOn(file, version),
	}
	for _, other := range file.Of(casework.KindPlanVersion) {
		if other.ID != version.ID && other.Get("number") == version.Get("number") {
			row.Detail += ". " + words.Say(words.AgreedBy, "name", (desk{request: request}).nameOfStaff(version.Created.Actor))
			row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.AgreedTwiceTag), Tone: views.Warn})
			break
		}
	}
	return row
}

func agreedName(version *casework.Record) string {
	return words.Say(words.AgreedNumber, "number", version.Get("number"))
}

// agreedOn says when and with whom a plan was agreed, with the names as they
// were then where the content has them.
func agreedOn(file *casework.File, version *casework.Record) string {
	if names := agreedWith(file, version); names != "" {
		return words.Say(words.AgreedOnWith, "day", day(version.Get("agreed_on")), "names", names)
	}
	return words.Say(words.AgreedOn, "day", day(version.Get("agreed_on")))
}

func agreedWith(file *casework.File, version *casework.Record) string {
	var names []string
	for _, id := range strings.Fields(version.Get("with")) {
		if person := file.Record(id); person != nil {
			names = append(names, nameOf(person))
		}
	}
	return strings.Join(names, ", ")
}

// sinceTag says whether the plan is still what was agreed.
func sinceTag(request Request, file *casework.File, version *casework.Record) (views.Tag, bool) {
	was, err := casework.ThawPlan(version)
	if err != nil {
		return views.Tag{}, false
	}
	changes, _ := was.Changes(casework.PlanOf(file, request.House.StaffName))
	if len(changes) == 0 {
		return views.Tag{Icon: "check", Words: words.Say(words.AgreedSame), Tone: views.Good}, true
	}
	return views.Tag{Icon: "triangle-alert", Words: words.Count(words.AgreedMoved, len(changes)), Tone: views.Warn}, true
}

// agreedList lists every agreed plan, newest first.
func agreedList(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.AgreedListView{Agree: views.Link{Href: casePath(request, "/plan/agree"), Text: words.Say(words.AgreeTitle)}}
	list := casework.PlanVersions(file)
	for i := len(list) - 1; i >= 0; i-- {
		view.Rows = append(view.Rows, agreedRow(request, file, list[i]))
		if i > 0 && list[i].Get("number") == list[i-1].Get("number") {
			view.Notice = words.Say(words.AgreedTwice)
		}
	}
	if len(list) > 0 {
		view.Compare = compareForm(request, file, list)
	}
	page := casePage(request, file, words.Say(words.AgreedList), backToPlan(request))
	return Reply{Page: page, Main: views.AgreedList(page, view)}, nil
}

// nowPlan names the plan as it is now where an address names a version.
const nowPlan = "now"

// compareForm offers the newest version against the plan of now.
func compareForm(request Request, file *casework.File, list []*casework.Record) *views.CompareForm {
	var options []views.Option
	for _, version := range list {
		name := (desk{request: request}).nameOfStaff(version.Created.Actor)
		options = append(options, views.Option{Value: version.ID, Label: words.Say(words.AgreedOption, "number", version.Get("number"), "day", day(version.Get("agreed_on")), "name", name)})
	}
	options = append(options, views.Option{Value: nowPlan, Label: words.Say(words.AgreedNow)})
	pick := func(name string, key words.Key, at int) views.Control {
		control := views.Control{Shape: views.SelectShape, Name: name, Label: words.Say(key), Options: append([]views.Option(nil), options...)}
		control.Options[at].Picked = true
		return control
	}
	return &views.CompareForm{
		Form:     views.Form{ID: "compare-form", Action: casePath(request, "/plan/compare")},
		Controls: []views.Control{pick("from", words.CompareFrom, len(list)-1), pick("to", words.CompareTo, len(list))},
	}
}

// toCompare leads to the comparison of the two that were chosen.
func toCompare(ctx context.Context, env *Env, request Request) (Reply, error) {
	from, to := request.Form.Get("from"), request.Form.Get("to")
	for _, id := range []string{from, to} {
		if id != nowPlan && !isID(id) {
			return Reply{}, casework.Fail(casework.NotFound)
		}
	}
	return Reply{Location: casePath(request, "/plan/compare/"+from+"/"+to)}, nil
}

// agreedPlan shows one agreed plan as it was.
func agreedPlan(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	version := file.Record(request.Params["record"])
	if version == nil || version.Kind != casework.KindPlanVersion {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	content, err := casework.ThawPlan(version)
	if err != nil {
		return Reply{}, err
	}
	with := agreedWith(file, version)
	if with == "" {
		with = words.Say(words.AgreedOnly)
	}
	view := views.AgreedView{
		Plan: planText(request, content), Note: version.Get("note"), Hash: version.Get("content_hash"),
		Facts: []views.SummaryRow{
			{Name: words.Say(words.Label("plan_version", "agreed_on")), Value: day(version.Get("agreed_on"))},
			{Name: words.Say(words.Label("plan_version", "with")), Value: with},
			{Name: words.Say(words.AgreedWritten), Value: words.Say(words.SaidByOn, "name", (desk{request: request}).nameOfStaff(version.Created.Actor), "day", request.moment(version.Created.At))},
		},
		Links: []views.Link{{Href: casePath(request, "/plan/compare/"+version.ID+"/now"), Text: words.Say(words.AgreedSince)},
			{Href: casePath(request, "/plan/print?version="+version.ID), Text: words.Say(words.PlanPrintLink)}},
	}
	if before := versionBefore(file, version); before != nil {
		view.Links = append(view.Links, views.Link{
			Href: casePath(request, "/plan/compare/"+before.ID+"/"+version.ID),
			Text: words.Say(words.AgreedBefore, "number", before.Get("number")),
		})
	}
	more := views.WorkMoreView{ID: "agreed-more"}
	desk{request: request, file: file}.tellMore(env, version, &more)
	page := casePage(request, file, agreedName(version), backToAgreed(request))
	if len(more.Notes) > 0 {
		view.More = views.WorkMore(page, more)
	}
	return Reply{Page: page, Main: views.Agreed(page, view)}, nil
}

func versionBefore(file *casework.File, version *casework.Record) *casework.Record {
	var before *casework.Record
	for _, other := range casework.PlanVersions(file) {
		if other == version {
			return before
		}
		before = other
	}
	return nil
}
