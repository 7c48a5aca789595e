package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// The provider's side, with no account: pages of one referral, reached by a link,
// with no case file behind them. The office mounts them under the link.

// ProviderLink is what a provider's link leads to.
type ProviderLink struct {
	Case, Referral string
	Provider       string // whom it was made for, "" where that is not known
	Base           string // address of the overview
	Until          string // calendar date
}

// ProviderActor is who writes through a link: nobody of the staff.
func ProviderActor(referral *casework.Record) casework.Actor {
	return casework.Actor{ID: "provider-" + referral.ID, Name: referral.Get("provider"), Role: casework.RoleProvider, Referral: referral.ID}
}

// providerParts are what a provider can say, by the last part of the address.
var providerParts = map[string]struct {
	kind  casework.Kind
	title words.Key
	asked []string
}{
	"answer":     {casework.KindReferralState, words.ProviderAnswer, []string{"state", "on", "reason", "name"}},
	"attendance": {casework.KindAttendance, words.ProviderAttendance, []string{"on", "outcome", "units", "note"}},
	"report":     {casework.KindReport, words.ProviderReport, []string{"from_on", "until_on", "progress", "behaviour", "recommends", "by"}},
}

// openReferral reads the referral of a link. A release that does not cover it any
// more closes the link at once, and so does another provider: a new release to
// that one opens nothing for the one before.
func openReferral(ctx context.Context, env *Env, request Request, link ProviderLink) (desk, *casework.Record, error) {
	file, err := env.Store.File(ctx, link.Case)
	if err != nil {
		return desk{}, nil, err
	}
	referral := file.Record(link.Referral)
	if file.Head() == nil || referral == nil || referral.Removed != nil || casework.ReleaseOf(file, referral, request.today()) == nil {
		return desk{}, nil, casework.Fail(casework.NotFound)
	}
	if !strings.EqualFold(strings.TrimSpace(link.Provider), strings.TrimSpace(referral.Get("provider"))) {
		return desk{}, nil, casework.Fail(casework.NotFound)
	}
	return desk{request: request, file: file}, referral, nil
}

// ProviderPage is the referral as its provider sees it.
func ProviderPage(ctx context.Context, env *Env, request Request, link ProviderLink) (Reply, error) {
	d, referral, err := openReferral(ctx, env, request, link)
	if err != nil {
		return Reply{}, err
	}
	view := views.ProviderView{
		Intro: words.Say(words.ProviderIntro, "agency", request.House.Agency, "worker", request.House.StaffName(d.file.Worker()), "day", day(link.Until)),
		Tag:   referralTag(casework.ReferralState(d.file, referral.ID)),
	}
	view.Facts = d.letterFacts(referral)
	if referral.Get("substance_use") != "" {
		view.Notice = words.Say(words.LetterPart2)
	}
	for _, part := range []string{"answer", "attendance", "report"} {
		view.Links = append(view.Links, views.Link{Href: link.Base + "/" + part, Text: words.Say(providerParts[part].title)})
	}
	if said := request.Query.Get("said"); providerParts[said].kind != "" {
		view.Said = words.Say(words.ProviderSaid)
	}
	for _, entry := range partsOf(d.file, workByKind[casework.KindAttendance], referral.ID) {
		view.Noted = append(view.Noted, joinDot(day(entry.Get("on")), choiceWords(casework.KindAttendance, "outcome", entry.Get("outcome"))))
	}
	page := providerPage(request, words.Say(words.ProviderTitle))
	return Reply{Page: page, Main: views.Provider(page, view)}, nil
}

func providerPage(request Request, title string) views.Page {
	page := request.page(title, "")
	page.Bare, page.Role, page.Person, page.State = true, "", "", views.State{}
	return page
}

// ProviderForm is one of the provider's forms.
func ProviderForm(ctx context.Context, env *Env, request Request, link ProviderLink, part string) (Reply, error) {
	form, known := providerParts[part]
	if !known {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	d, referral, err := openReferral(ctx, env, request, link)
	if err != nil {
		return Reply{}, err
	}
	asked := questions(form.kind, form.asked...)
	for i := range asked {
		if asked[i].field.Name == "state" { // what a provider can answer
			asked[i].field.Choices = casework.ProviderAnswers
		}
	}
	p := providing{env: env, request: request, link: link, part: part, asked: asked, kind: form.kind, title: form.title, referral: referral, desk: d}
	if request.Method == "GET" {
		request.Form = Values{}
		for _, q := range asked {
			start := ""
			if q.field.Name == "on" {
				start = request.today()
			}
			for name, list := range q.typed(start) {
				request.Form[name] = list
			}
		}
		p.request = request
		return p.reply(env.NewID(), nil), nil
	}
	return p.take(ctx)
}

// providing is one form of a provider on its way.
type providing struct {
	env      *Env
	request  Request
	link     ProviderLink
	part     string
	asked    []question
	kind     casework.Kind
	title    words.Key
	referral *casework.Record
	desk     desk
}

func (p providing) reply(newID string, faults []fault) Reply {
	controls := p.desk.controls(p.asked, p.request.Form, faults)
	if p.part == "report" {
		file := views.Control{Shape: views.FileShape, Name: "file", Label: words.Say(words.ProviderFile), Hint: words.Say(words.ProviderFileHint), Optional: true, Accept: "application/pdf,image/jpeg,image/png"}
		for _, f := range faults {
			if f.field == "file" {
				file.Error = f.words
			}
		}
		controls = append(controls, file)
	}
	page := providerPage(p.request, words.Say(p.title))
	page.Back = &views.Link{Href: p.link.Base, Text: words.Say(words.ProviderTitle)}
	page.Error = len(faults) > 0
	form := views.Form{ID: "form", Action: p.link.Base + "/" + p.part, Files: p.part == "report", Hidden: []views.Hidden{{Name: "new", Value: newID}}, Faults: viewFaults(faults, controls)}
	reply := Reply{Page: page, Main: views.RecordForm(page, form, controls, words.Say(words.ProviderSend), "")}
	if len(faults) > 0 {
		reply.Status = 422
	}
	return reply
}

func (p providing) take(ctx context.Context) (Reply, error) {
	id := formID(p.env, p.request.Form)
	done := Reply{Location: p.link.Base + "?said=" + p.part}
	if p.desk.file.Record(id) != nil { // sent twice
		return done, nil
	}
	all, _, faults := answers{asked: p.asked, form: p.request.Form}.take()
	values := map[string]string{"referral": p.referral.ID}
	for name, value := range all {
		values[name] = value
	}
	switch p.kind {
	case casework.KindReferralState:
		values["by"] = "provider"
	case casework.KindAttendance:
		values["by"] = p.referral.Get("provider")
	case casework.KindReport:
		values["on"] = p.request.today()
		if values["by"] == "" {
			values["by"] = p.referral.Get("provider")
		}
	}
	problems := casework.CheckRecord(p.desk.file, p.kind, values, true)
	if p.kind == casework.KindReferralState && len(problems) == 0 && casework.CheckField(p.asked[0].field, values["state"]) != nil {
		problems = append(problems, &casework.Problem{Code: casework.BadChoice, Field: "state"})
	}
	faults = append(faults, withoutDoubles(faults, faultsOf(p.kind, p.asked, problems))...)
	faults = append(faults, withoutDoubles(faults, misplaced(p.desk.file, p.kind, p.asked, values, values, p.request.today()))...)
	faults = inOrder(p.asked, faults)
	attached, faults, err := p.file(ctx, faults)
	if err != nil {
		return Reply{}, err
	}
	if len(faults) > 0 {
		return p.reply(id, faults), nil
	}
	var entries []Entry
	if attached != nil {
		entries = append(entries, *attached)
		values["attachment"] = attached.Record
	}
	entries = append(entries, Made(id, p.kind, values))
	p.request.Actor = ProviderActor(p.referral)
	if err := p.env.Write(ctx, p.request, p.desk.file.Case, entries...); err != nil {
		return Reply{}, err
	}
	return done, nil
}

// file takes the report as a file. What is no harmless PDF or picture comes back
// with the words still in the form.
func (p providing) file(ctx context.Context, faults []fault) (*Entry, []fault, error) {
	for _, upload := range p.request.Uploads {
		if upload.Field != "file" || len(upload.Content) == 0 {
			continue
		}
		taken, problem := p.env.checkUpload(&upload)
		if problem != nil {
			return nil, append(faults, fault{field: "file", words: uploadSentence(problem, upload.Name)}), nil
		}
		if len(faults) > 0 {
			return nil, faults, nil
		}
		if err := p.env.Store.PutAttachment(ctx, taken.sha256, taken.media, upload.Content); err != nil {
			return nil, nil, err
		}
		entry := Made(p.env.NewID(), casework.KindAttachment, taken.fields(p.referral.ID))
		return &entry, faults, nil
	}
	return nil, faults, nil
}

// ProviderLinkPage shows the worker a link that was just made, once, and what it
// is for; without one it says whether there is one. Where a report is missing, the
// link goes out with the words that ask for it.
func ProviderLinkPage(ctx context.Context, env *Env, request Request, file *casework.File, referral *casework.Record, v views.ProviderLinkView) (Reply, error) {
	if v.Link != "" && casework.ReportAwaited(file, referral, request.today()) != "" {
		ways, err := askWays(ctx, env, desk{request: request, file: file}, referral, v.Link)
		if err != nil {
			return Reply{}, err
		}
		v.Ask = &ways
	}
	page := casePage(request, file, words.Say(words.ReferralLink), views.Link{Href: recordPath(request, referral), Text: kindName(referral.Kind)})
	page.Record = ""
	v.Form = views.Form{ID: "make-link", Action: request.Path}
	v.Provider = strings.TrimSpace(referral.Get("provider"))
	return Reply{Page: page, Main: views.ProviderLink(page, v)}, nil
}

// OpenReferralOf reads a referral for its worker, for the page that makes a link.
func OpenReferralOf(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	referral := file.Record(request.Params["record"])
	if referral == nil || referral.Kind != casework.KindReferral || referral.Removed != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, referral, nil
}
