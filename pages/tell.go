package pages

import (
	"context"
	"slices"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// A goal that changed on its own page is told to others by one tap: it makes the
// significant change, with the list of everybody who must know.

func tellRoutes() []Route {
	return []Route{
		{Method: "POST", Pattern: "/cases/:case/permanency/:record/tell", Offline: true, Handle: tellOthers},
		{Method: "POST", Pattern: "/cases/:case/plan/agreed/:record/tell", Offline: true, Handle: tellOthers},
	}
}

// toTell is what others should know of a permanency goal or of an agreed plan:
// nil where its goals are those of before. at is when that was written.
func (d desk) toTell(record *casework.Record) (values map[string]string, at string) {
	switch record.Kind {
	case casework.KindPermanency:
		return d.permanencyToTell(record), max(record.StampOf("goal").At, record.StampOf("concurrent").At)
	case casework.KindPlanVersion:
		return d.goalsToTell(record), record.Created.At
	}
	return nil, ""
}

func (d desk) permanencyToTell(record *casework.Record) map[string]string {
	shown := func(field string) string { return choiceWords(record.Kind, field, record.Get(field)) }
	text := words.Say(words.TellPermanency, "name", d.workName(record), "goal", shown("goal"))
	if record.Get("concurrent") != "" {
		text += " " + words.Say(words.TellConcurrent, "goal", shown("concurrent"))
	}
	on := record.Get("since")
	if on == "" || on > d.request.today() {
		on = d.request.today()
	}
	return map[string]string{"type": "permanency_goal", "on": on, "words": text, "children": record.Get("child")}
}

func (d desk) goalsToTell(version *casework.Record) map[string]string {
	before := versionBefore(d.file, version)
	if before == nil { // the first plan changes nothing
		return nil
	}
	was, err := casework.ThawPlan(before)
	is, err2 := casework.ThawPlan(version)
	if err != nil || err2 != nil {
		return nil
	}
	c := comparer{was: plannerOf(d.request, was), is: plannerOf(d.request, is)}
	text := ""
	changes, _ := was.Changes(is)
	for _, change := range changes {
		if change.Kind == casework.KindGoal {
			part := c.change(change)
			text += "\n" + labelled(part.Tag.Words, part.Part.Words)
		}
	}
	if text == "" {
		return nil
	}
	return map[string]string{
		"type": "other", "on": version.Get("agreed_on"),
		"words": cutRunes(words.Say(words.TellGoals, "day", day(version.Get("agreed_on")))+text, 4000),
	}
}

// changeOf is the significant change that tells of a record as it is now.
func (d desk) changeOf(record *casework.Record, at string) *casework.Record {
	for _, change := range slices.Backward(d.file.Of(casework.KindChange)) {
		if change.Get("of") == record.ID && change.Created.At >= at {
			return change
		}
	}
	return nil
}

// tellMore offers to tell of a record, or leads to where it was told.
func (d desk) tellMore(env *Env, record *casework.Record, more *views.WorkMoreView) {
	values, at := d.toTell(record)
	if values == nil {
		return
	}
	if change := d.changeOf(record, at); change != nil {
		note := views.Note2{Tone: views.Good, Words: words.Say(words.TellNoted)}
		if n := d.untold(change); n > 0 {
			note = views.Note2{Tone: views.Warn, Words: words.Count(words.ChangeUntold, n)}
		}
		more.Notes = append(more.Notes, note)
		more.Links = append(more.Links, views.Link{Href: recordPath(d.request, change), Text: words.Say(words.ChangeWho)})
		return
	}
	more.Notes = append(more.Notes, views.Note2{Tone: views.Warn, Words: words.Say(words.TellNotYet)})
	more.Acts = append(more.Acts, views.WorkAct{
		Form: views.Form{ID: "act-tell", Action: d.request.Path + "/tell", Seen: drawnFrom(d.file, d.file.Seen), Hidden: []views.Hidden{{Name: "new", Value: env.NewID()}}},
		Text: words.Say(words.TellNow),
	})
}

// tellOthers makes the significant change, and leads to its list of who must know.
func tellOthers(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d, record := desk{request: request, file: file}, file.Record(request.Params["record"])
	if record == nil || record.Removed != nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	values, at := d.toTell(record)
	if values == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if change := d.changeOf(record, at); change != nil { // the same tap twice
		return Reply{Location: recordPath(request, change)}, nil
	}
	change := &casework.Record{ID: formID(env, request.Form), Kind: casework.KindChange}
	values["of"] = record.ID
	entries := []Entry{Made(change.ID, casework.KindChange, values)}
	for _, who := range d.unlisted(change) {
		entries = append(entries, Made(env.NewID(), casework.KindTold, map[string]string{"change": change.ID, "who": who}))
	}
	if err := env.Write(ctx, request, file.Case, entries...); err != nil {
		return Reply{}, err
	}
	return Reply{Location: recordPath(request, change)}, nil
}

// unlisted names everybody who must know of a change and is not on its list.
func (d desk) unlisted(change *casework.Record) []string {
	listed := map[string]bool{}
	for _, told := range partsOf(d.file, workByKind[casework.KindTold], change.ID) {
		listed[told.Get("who")] = true
	}
	var names []string
	for _, who := range casework.MustKnow(d.file) {
		if name := d.mustKnowName(who); !listed[name] {
			listed[name] = true
			names = append(names, name)
		}
	}
	return names
}

// untold counts who is on the list of a change and has not been told.
func (d desk) untold(change *casework.Record) int {
	n := 0
	for _, told := range partsOf(d.file, workByKind[casework.KindTold], change.ID) {
		if told.Get("done") == "" {
			n++
		}
	}
	return n
}
