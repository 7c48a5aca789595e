package pages

import (
	"context"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// The guide's fidelity measures of one case: for those that documentation can
// show, the evidence with its links; the others as checks that can be filled and
// followed over time. It is support, not a score.

var fidelityForm = recordForm{
	kind: casework.KindFidelity, newPath: "/cases/:case/fidelity/:measure/new",
	asked: questions(casework.KindFidelity, "on", "seen", "words", "worker"), newTitle: words.FidelityNew, edit: words.FidelityNew, save: words.Save,
	start: func(request Request, file *casework.File) map[string]string {
		return map[string]string{"on": request.today(), "worker": file.Worker()}
	},
	fixed: func(request Request, _ *casework.File) map[string]string {
		measure, _ := casework.MeasureOf(request.Params["measure"])
		return map[string]string{"measure": measure.ID, "way": measure.Way}
	},
	back: backToFidelity,
	after: func(request Request, _ string) string {
		return casePath(request, "/fidelity#m-"+request.Params["measure"])
	},
}

func backToFidelity(request Request) views.Link {
	return views.Link{Href: casePath(request, "/fidelity"), Text: words.Say(words.FidelityTitle)}
}

func fidelityRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/fidelity", Offline: true, Handle: fidelity},
		{Method: "GET", Pattern: "/cases/:case/referrals/:record/letter", Offline: true, Handle: letter},
		{Method: "GET", Pattern: FidelityPath, Offline: true, Handle: supervisors(teamFidelity)},
		{Method: "GET", Pattern: FidelityPath + "/:worker", Offline: true, Handle: supervisors(workerFidelity)},
	}
	return append(routes, fidelityForm.routes()...)
}

// fidelityRecords is how many records one measure lists.
const fidelityRecords = 5

func fidelity(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	deadlines := request.dueOf(casework.EventsOf(file))
	var view views.FidelityView
	for _, measure := range casework.Measures {
		one := views.MeasureView{ID: measure.ID, Words: words.Say(words.MeasureName(measure.ID))}
		if measure.Way == "documentation" {
			d.shownBy(&one, measure.ID, deadlines)
		} else {
			d.checkedBy(&one, measure.ID)
		}
		last := len(view.Ways) - 1
		if last < 0 || view.Ways[last].ID != "way-"+measure.Way {
			view.Ways = append(view.Ways, views.MeasureGroup{ID: "way-" + measure.Way, Title: words.Say(words.MeasureWay(measure.Way))})
			last++
		}
		view.Ways[last].Measures = append(view.Ways[last].Measures, one)
	}
	page := casePage(request, file, words.Say(words.FidelityTitle), views.Link{Href: casePath(request, "/work"), Text: words.Say(words.WorkHub)})
	return Reply{Page: page, Main: views.Fidelity(page, view)}, nil
}

// shownBy fills in what the case file shows.
func (d desk) shownBy(view *views.MeasureView, measure string, deadlines []casework.Deadline) {
	shown := casework.ShownBy(d.file, measure, deadlines)
	view.Tag = views.Tag{Icon: "check", Words: words.Say(words.FidelityShown), Tone: views.Good}
	if shown.Missing {
		view.Tag = views.Tag{Icon: "triangle-alert", Words: words.Say(words.FidelityMissing), Tone: views.Warn}
	}
	for i := len(shown.Records) - 1; i >= 0 && len(view.Links) < fidelityRecords; i-- {
		record := shown.Records[i]
		view.Links = append(view.Links, views.Link{Href: pathOf(d.request, record), Text: joinDot(kindName(record.Kind), firstLine(d.workName(record)), day(recordDay(d.request, record)))})
	}
}

// checkedBy fills in when the measure was last looked at, and with what result.
func (d desk) checkedBy(view *views.MeasureView, measure string) {
	view.Add = casePath(d.request, "/fidelity/"+measure+"/new")
	view.Tag = views.Tag{Words: words.Say(words.FidelityNotYet)}
	for _, check := range d.file.Of(casework.KindFidelity) {
		if check.Get("measure") != measure {
			continue
		}
		view.Tag = views.Tag{Words: choiceWords(casework.KindFidelity, "seen", check.Get("seen"))}
		view.Lines = append(view.Lines, joinDot(day(check.Get("on")), choiceWords(casework.KindFidelity, "seen", check.Get("seen")), firstLine(check.Get("words"))))
	}
}

// letter is a referral in writing, to print or to save. Nothing is shown before
// a release covers it; records of substance use carry the notice that the law
// wants to travel along.
func letter(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record, view, err := letterOf(request, file)
	if err != nil {
		return Reply{}, err
	}
	page := casePage(request, file, words.Say(words.ReferralLetter), views.Link{Href: recordPath(request, record), Text: kindName(record.Kind)})
	page.Area = ""
	return Reply{Page: page, Main: views.Letter(page, view)}, nil
}

// letterOf writes the letter of the referral that the address names.
func letterOf(request Request, file *casework.File) (*casework.Record, views.LetterView, error) {
	record := file.Record(request.Params["record"])
	if record == nil || record.Kind != casework.KindReferral || record.Removed != nil {
		return nil, views.LetterView{}, casework.Fail(casework.NotFound)
	}
	d := desk{request: request, file: file}
	view := views.LetterView{
		Agency: request.House.Agency, Worker: request.House.StaffName(file.Worker()), Day: day(request.today()),
		Provider: joinDot(record.Get("provider"), record.Get("reach")), PDF: recordPath(request, record) + "/letter/pdf",
	}
	if release, missing := casework.Released(file, record, request.today()); release == nil {
		view.Blocked = NoRelease(record, missing)
		return record, view, nil
	}
	view.Facts = d.letterFacts(record)
	if record.Get("substance_use") != "" {
		view.Notice = words.Say(words.LetterPart2)
	}
	return record, view, nil
}

// SheetOfLetter is the same letter as it is printed; a notice that must travel
// along stands on every page. A letter that no release covers answers NotFound.
func SheetOfLetter(request Request, file *casework.File) (views.PlanSheet, error) {
	_, view, err := letterOf(request, file)
	if err == nil && view.Blocked != "" {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return views.PlanSheet{}, err
	}
	sheet := views.PlanSheet{
		Title: kindName(casework.KindReferral), Lang: string(words.English), Intro: words.Say(words.LetterThanks),
		For:     words.Say(words.LetterTo, "provider", view.Provider),
		Version: words.Say(words.LetterFrom, "worker", view.Worker, "agency", view.Agency, "day", view.Day),
		Foot:    joinDot(view.Agency, view.Notice),
	}
	for _, fact := range view.Facts {
		sheet.Standing = append(sheet.Standing, casework.Standing{Heading: fact.Name, Text: fact.Value})
	}
	return sheet, nil
}

// letterFacts are the agency's reference and the letter's fields.
func (d desk) letterFacts(referral *casework.Record) []views.SummaryRow {
	facts := []views.SummaryRow{{Name: words.Say(words.ReferenceOf), Value: casework.Reference(referral)}}
	for _, field := range letterFields {
		q := questions(casework.KindReferral, field)[0]
		if shown := d.shown(q, referral.Get(field)); shown != "" {
			facts = append(facts, views.SummaryRow{Name: q.label(), Value: shown})
		}
	}
	return facts
}

// letterFields are what a provider needs to know, and no more.
var letterFields = []string{"persons", "need", "service", "goals", "specific", "behaviour", "level", "intensity", "frequency", "duration", "location", "from_on", "until_on", "units", "unit",
	"barriers", "barriers_met", "family_agreed", "provider_agreed", "reports", "report_from"}
