package pages

import (
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// A visit is written once: the note, what the family says of each service, the
// tasks that are done and the monthly review come from one page. At the table it
// takes ticks and quotes; what is missing is asked in the car.

var visitForm = recordForm{
	kind:    casework.KindNote,
	newPath: "/cases/:case/visits/new",
	asked: slices.Concat(questions(casework.KindNote, "type", "on"),
		[]question{askedAs("present", casework.KindNote, "seen")},
		questions(casework.KindNote, "alone", "missed", "where", "goals", "safety", "safety_words", "living", "support", "success",
			"text", "emerging", "unaddressed", "helps", "feelings", "next_step", "private", "efforts")),
	newTitle: words.VisitNew, edit: words.VisitNew, save: words.VisitSave,
	back:     backToNotes,
	start:    startVisit,
	after:    noteForm.after,
	lists:    visitLists,
	extra:    visitTaker{},
	sections: map[string]words.Key{"type": words.VisitTable, "text": words.VisitCar, "family_view": words.VisitTasks},
	draw:     drawVisit,
}

// startVisit begins with today at home, where the last visit was. Who was there and
// whether everybody is safe each visit says anew.
func startVisit(request Request, file *casework.File) map[string]string {
	values, last := noteForm.start(request, file), ""
	for _, note := range file.Of(casework.KindNote) {
		if on := note.Get("on"); note.Get("type") == "home_visit" && note.Get("where") != "" && on >= last {
			last, values["where"] = on, note.Get("where")
		}
	}
	return values
}

// visitLists ask about each service that runs and each task that is open.
func visitLists(file *casework.File) []question {
	var list []question
	of := func(kind casework.Kind, field, as, said string) {
		q := askedAs(as, kind, field)
		q.said = said
		list = append(list, q)
	}
	for _, referral := range file.Of(casework.KindReferral) {
		if !casework.Running(casework.ReferralState(file, referral.ID)) {
			continue
		}
		name := firstLine(nameOf(referral))
		of(casework.KindServiceView, "view", "view."+referral.ID, words.Say(words.VisitHelps, "name", name))
		of(casework.KindServiceView, "works", "works."+referral.ID, words.Say(words.VisitWorks, "name", name))
		of(casework.KindServiceView, "works_not", "not."+referral.ID, words.Say(words.VisitWorksNot, "name", name))
	}
	of(casework.KindReview, "family_view", "family_view", fieldLabel(casework.KindReview, "family_view"))
	of(casework.KindReview, "finished", "review", words.Say(words.VisitReview))
	for _, one := range (desk{file: file}).toReview("") {
		of(casework.KindReviewItem, "verdict", "verdict."+one.ID, words.Say(words.VisitVerdict, "name", firstLine(nameOf(one))))
	}
	of(casework.KindAction, "done", "task", words.Say(words.VisitTask))
	for _, action := range file.Of(casework.KindAction) {
		if action.Get("done") == "" {
			of(casework.KindAction, "done", "done."+action.ID, words.Say(words.VisitDone, "what", firstLine(action.Get("what"))))
		}
	}
	return list
}

// visitTaker writes what a visit says of other records, and takes its photos.
type visitTaker struct{ fileTaker }

func (v visitTaker) take(ctx context.Context, env *Env, request Request, s *sheet, all map[string]string) ([]Entry, error) {
	entries, err := v.fileTaker.take(ctx, env, request, s, all)
	if err != nil {
		return nil, err
	}
	first := request.Form.Get("new") // of a form that was saved before; its note stays, what it made follows
	made := func(record *casework.Record) bool {
		return record.Get("note") == s.newID || first != "" && record.Get("note") == first
	}
	for _, referral := range s.file.Of(casework.KindReferral) {
		values := map[string]string{
			"note": s.newID, "of": referral.ID, "on": all["on"],
			"view": all["view."+referral.ID], "works": all["works."+referral.ID], "works_not": all["not."+referral.ID],
		}
		if seen := strings.Fields(all["present"]); len(seen) > 0 {
			values["person"] = seen[0]
		}
		again := func(said *casework.Record) bool {
			return made(said) && said.Get("of") == referral.ID && said.Get("view") == values["view"] && said.Get("works") == values["works"] && said.Get("works_not") == values["works_not"]
		}
		if values["view"]+values["works"]+values["works_not"] != "" && !slices.ContainsFunc(s.file.Of(casework.KindServiceView), again) {
			entries = append(entries, Made(env.NewID(), casework.KindServiceView, values))
		}
	}
	reviewed := all["review"] != "" || all["family_view"] != ""
	for name, verdict := range all { // an answer about a goal is one of a review, ticked or not
		reviewed = reviewed || verdict != "" && strings.HasPrefix(name, "verdict.")
	}
	var review *casework.Record
	for _, one := range s.file.Of(casework.KindReview) {
		if made(one) {
			review = one
		}
	}
	if reviewed {
		entries = append(entries, v.review(env, request, s, all, review)...)
	}
	for _, living := range livingSeen(s.file, all) {
		found := map[string]string{"safety": all["living"], "assessed_on": all["on"], "assessed_by": request.Actor.Name}
		if entry, changed := Edited(living, s.seen, found); changed {
			entries = append(entries, entry)
		}
	}
	again := func(action *casework.Record) bool { // the same form, sent a second time
		return action.Get("what") == all["next_step"] && action.Get("done") == ""
	}
	if all["task"] != "" && all["next_step"] != "" && !slices.ContainsFunc(s.file.Of(casework.KindAction), again) {
		entries = append(entries, taskEntries(env, desk{request: request, file: s.file}, env.NewID(), words.VisitIssue, map[string]string{
			"what": all["next_step"], "who": "staff:" + request.Actor.ID,
		})...)
	}
	for _, action := range s.file.Of(casework.KindAction) {
		if all["done."+action.ID] == "" || action.Get("done") != "" {
			continue
		}
		if entry, changed := Edited(action, s.seen, map[string]string{"done": "yes", "done_on": all["on"]}); changed {
			entries = append(entries, entry)
		}
	}
	return entries, nil
}

// review is the monthly review that a visit was, with what was said of each goal
// and service. It is finished once each has its answer; until then it asks for them.
// A visit that is sent again with other answers changes the review that it made.
func (visitTaker) review(env *Env, request Request, s *sheet, all map[string]string, review *casework.Record) []Entry {
	id, finished := env.NewID(), "yes"
	if review != nil {
		id = review.ID
	}
	answered := map[string]*casework.Record{}
	for _, item := range partsOf(s.file, workByKind[casework.KindReviewItem], id) {
		answered[item.Get("of")] = item
	}
	var items []Entry
	for _, one := range (desk{file: s.file}).toReview("") {
		verdict := all["verdict."+one.ID]
		if verdict == "" {
			finished = ""
		}
		if item := answered[one.ID]; item == nil {
			items = append(items, Made(env.NewID(), casework.KindReviewItem, map[string]string{"review": id, "of": one.ID, "verdict": verdict}))
		} else if entry, changed := s.editedOwn(request, item, map[string]string{"verdict": verdict}); changed {
			items = append(items, entry)
		}
	}
	values := map[string]string{"on": all["on"], "with": all["present"], "family_view": all["family_view"], "finished": finished}
	if review == nil {
		values["note"] = s.newID
		return append([]Entry{Made(id, casework.KindReview, values)}, items...)
	}
	if entry, changed := s.editedOwn(request, review, values); changed {
		items = append(items, entry)
	}
	return items
}

// editedOwn changes what the same person wrote with this form before, as they know
// it; what somebody else has changed since is not overwritten unseen.
func (s *sheet) editedOwn(request Request, record *casework.Record, values map[string]string) (Entry, bool) {
	seen := s.file.Seen
	if record.Created.Actor != request.Actor.ID {
		seen = s.seen
	}
	for _, stamp := range record.Changed {
		if stamp.Actor != request.Actor.ID {
			seen = s.seen
		}
	}
	return Edited(record, seen, values)
}

// amendTaker lets the review of a visit follow where its note is amended.
type amendTaker struct{ fileTaker }

func (a amendTaker) take(ctx context.Context, env *Env, request Request, s *sheet, all map[string]string) ([]Entry, error) {
	entries, err := a.fileTaker.take(ctx, env, request, s, all)
	note := s.file.Record(request.Params["note"])
	for range len(s.file.Records) { // an amendment can be amended
		if note == nil || note.Get("amends") == "" {
			break
		}
		note = s.file.Record(note.Get("amends"))
	}
	for _, review := range s.file.Of(casework.KindReview) {
		if note == nil || review.Get("note") != note.ID {
			continue
		}
		if entry, changed := s.editedOwn(request, review, map[string]string{"on": all["on"], "with": all["present"]}); changed {
			entries = append(entries, entry)
		}
	}
	return entries, err
}

// livingSeen are the living arrangements that a visit looked at: those of the
// children who were there, or the only one that there is.
func livingSeen(file *casework.File, all map[string]string) []*casework.Record {
	if all["living"] == "" || all["living"] == "not_assessed" {
		return nil
	}
	var now, seen []*casework.Record
	for _, living := range file.Of(casework.KindLiving) {
		until := living.Get("until_on")
		if living.Get("from_on") > all["on"] || until != "" && until < all["on"] {
			continue
		}
		now = append(now, living)
		if slices.Contains(strings.Fields(all["present"]), living.Get("child")) {
			seen = append(seen, living)
		}
	}
	if len(seen) == 0 && len(now) == 1 && !childThere(file, all["present"]) {
		seen = now
	}
	return slices.DeleteFunc(seen, func(living *casework.Record) bool { return living.Get("assessed_on") > all["on"] })
}

// childThere reports whether a child was among those who were there: what was
// looked at is where that child lives.
func childThere(file *casework.File, present string) bool {
	return slices.ContainsFunc(strings.Fields(present), func(id string) bool {
		person := file.Record(id)
		return person != nil && casework.IsChild(person.Get("role"))
	})
}

// drawVisit asks first for what is missing where a visit was begun before.
func drawVisit(request Request, s *sheet, page views.Page, form views.Form, controls []views.Control) templ.Component {
	if s.since != "" && len(s.faults) == 0 {
		var missing, noted []views.Control
		for _, control := range controls {
			control.Section = ""
			if answered(control) {
				noted = append(noted, control)
			} else {
				missing = append(missing, control)
			}
		}
		if len(missing) > 0 {
			missing[0].Section = words.Say(words.VisitMissing)
		}
		if len(noted) > 0 {
			noted[0].Section = words.Say(words.VisitNoted)
		}
		controls = append(missing, noted...)
	}
	return views.VisitForm(page, form, controls, words.Say(s.form.save))
}

func answered(control views.Control) bool {
	if strings.TrimSpace(control.Value+control.Day+control.Other) != "" {
		return true
	}
	return slices.ContainsFunc(control.Options, func(option views.Option) bool { return option.Picked && option.Value != "" })
}

// visitFacts are the answers of a visit beyond its text.
func (d desk) visitFacts(note *casework.Record) []views.SummaryRow {
	var facts []views.SummaryRow
	for _, field := range []string{"where", "alone", "missed", "goals", "safety", "safety_words", "living", "support", "success", "emerging", "unaddressed", "helps", "private", "efforts"} {
		value := note.Get(field)
		if value == "" {
			continue
		}
		q := questions(casework.KindNote, field)[0]
		facts = append(facts, views.SummaryRow{Name: q.label(), Value: d.shown(q, value)})
	}
	return facts
}

// visitViews are what the family said of services at a visit.
func (d desk) visitViews(note string) []views.SummaryRow {
	return d.serviceViews(func(said *casework.Record) string {
		if said.Get("note") != note {
			return ""
		}
		if of := d.file.Record(said.Get("of")); of != nil {
			return nameOf(of)
		}
		return words.Say(words.Unnamed)
	})
}

// serviceViews are what the family said of services, where named has a name for it.
func (d desk) serviceViews(named func(said *casework.Record) string) []views.SummaryRow {
	var rows []views.SummaryRow
	for _, said := range d.file.Of(casework.KindServiceView) {
		name := named(said)
		if name == "" {
			continue
		}
		text := joinDot(choiceWords(casework.KindServiceView, "view", said.Get("view")), said.Get("works"), said.Get("works_not"))
		rows = append(rows, views.SummaryRow{Name: name, Value: text})
	}
	return rows
}
