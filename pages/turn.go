package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// turnRoutes are the worker's: the look before the tablet is handed over.
func turnRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: turnPath, Offline: true, Handle: turnCheck},
		{Method: "POST", Pattern: turnPath, Offline: true, Handle: turnOver},
	}
}

// handTo leads from the plan to handing over: by name, where there is one client.
func handTo(request Request, file *casework.File) views.Link {
	var clients []*casework.Record
	for _, person := range file.Of(casework.KindPerson) {
		if casework.IsClient(person) {
			clients = append(clients, person)
		}
	}
	link := views.Link{Href: casePath(request, "/turn"), Text: words.Say(words.TurnHand)}
	if len(clients) == 1 {
		link = views.Link{Href: link.Href + "?person=" + clients[0].ID, Text: words.Say(words.TurnDo, "name", nameOf(clients[0]))}
	}
	return link
}

// turnCheck shows the worker to whom the tablet goes and what they will read.
func turnCheck(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return turnReply(request, file, personOf(file, request.Query.Get("person")), ""), nil
}

// personOf finds a person of the case, or the only one there is.
func personOf(file *casework.File, id string) *casework.Record {
	people := file.Of(casework.KindPerson)
	for _, person := range people {
		if person.ID == id || len(people) == 1 {
			return person
		}
	}
	return nil
}

func turnReply(request Request, file *casework.File, person *casework.Record, fault string) Reply {
	page := casePage(request, file, words.Say(words.TurnTitle), backToPlan(request))
	if person == nil {
		view := views.TurnWhomView{NewPerson: casePath(request, "/people/new")}
		for _, one := range file.Of(casework.KindPerson) {
			view.People = append(view.People, views.Row{
				ID: "person-" + one.ID, Href: casePath(request, "/turn") + "?person=" + one.ID, Icon: "user", Text: nameOf(one), Detail: roleOf(one),
			})
		}
		if fault != "" {
			page.Error = true
			view.Faults = []views.Fault{{ID: "people", Words: fault}}
			return Reply{Status: 422, Page: page, Main: views.TurnWhom(page, view)}
		}
		return Reply{Page: page, Main: views.TurnWhom(page, view)}
	}
	name := nameOf(person)
	view := views.TurnView{
		Rows: []views.SummaryRow{
			{ID: "turn-name", Name: words.Say(words.TurnWho), Value: name, Href: personEdit(request, person), Change: words.Say(words.Change)},
			{ID: "turn-language", Name: words.Say(words.TurnLanguage), Value: languageOf(person), Href: personEdit(request, person), Change: words.Say(words.Change)},
		},
		Form:   views.Form{ID: "hand-over", Action: casePath(request, "/turn"), Hidden: []views.Hidden{{Name: "person", Value: person.ID}}},
		Button: words.Say(words.TurnDo, "name", name),
	}
	if len(file.Of(casework.KindPerson)) > 1 {
		view.Other = casePath(request, "/turn")
	}
	if language := person.Get("language"); language != "" && language != "en" {
		view.Foreign = words.Say(words.TurnForeign)
	}
	r := reading{request: request, file: file}
	r.all()
	view.Counts, view.Hard, view.Holes = r.counts(), r.hard, r.holes()
	return Reply{Page: page, Main: views.Turn(page, view)}
}

func personEdit(request Request, person *casework.Record) string {
	return casePath(request, "/people/"+person.ID+"/edit")
}

func languageOf(person *casework.Record) string {
	if tag := person.Get("language"); tag != "" {
		return languageName(tag)
	}
	return ""
}

// turnOver turns the tablet: from here on it answers the client's pages alone.
func turnOver(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	person := personOf(file, request.Form.Get("person"))
	if person == nil {
		return turnReply(request, file, nil, words.Say(words.TurnWhom)), nil
	}
	return turnTo(ctx, env, casework.Turned{Case: file.Case, Person: person.ID, First: clientPath(file.Case, "")})
}

// turnTo turns the tablet and leads to what the client sees first. A signing may
// turn it as well, with the contract that opens beside the plan.
func turnTo(ctx context.Context, env *Env, turned casework.Turned) (Reply, error) {
	if err := env.Turner.Turn(ctx, turned); err != nil {
		return Reply{}, err
	}
	return Reply{Location: turned.First, Whole: true}, nil
}

// clientPath is an address of the client's view of a case.
func clientPath(caseID, rest string) string {
	return strings.Replace(clientBase, ":case", caseID, 1) + rest
}

// reading looks at what the worker wrote in the plan, as the client will read it:
// plain counts, and no grade. What the client said is theirs and not looked at.
type reading struct {
	request   Request
	file      *casework.File
	names     []string
	sentences int
	hard      []views.HardLine
	noDay     int
	noIfNot   int
}

func (r *reading) all() {
	for _, person := range r.file.Of(casework.KindPerson) {
		r.names = append(r.names, person.Get("name"), person.Get("call_name"))
	}
	for _, member := range r.request.House.Staff {
		r.names = append(r.names, member.Name)
	}
	for _, goal := range r.file.Of(casework.KindGoal) {
		r.look(goal, "goals", "wording", "measure")
	}
	for _, action := range r.file.Of(casework.KindAction) {
		r.look(action, "actions", "what", "where", "how", "if_not")
		if action.Get("by_when") == "" && action.Get("done") == "" {
			r.noDay++
		}
		if action.Get("if_not") == "" && action.Get("done") == "" {
			r.noIfNot++
		}
	}
	for _, issue := range r.file.Of(casework.KindIssue) {
		r.look(issue, "issues", "what")
	}
}

func (r *reading) look(record *casework.Record, path string, fields ...string) {
	for _, field := range fields {
		for i, sentence := range casework.PlainnessIn("", record.Get(field), r.names...).Sentences {
			r.sentences++
			if !sentence.IsHard() {
				continue
			}
			why := whyHard(sentence)
			if field == "wording" || field == "what" && record.Kind == casework.KindAction { // what is promised
				why = append(why, unsaid(sentence, record)...)
			}
			r.hard = append(r.hard, views.HardLine{
				ID:   "hard-" + record.ID + "-" + field + "-" + strconv.Itoa(i),
				Text: sentence.Text, Marks: marksOf(sentence), Why: why,
				Href: casePath(r.request, "/"+path+"/"+record.ID+"/edit"),
			})
		}
	}
}

// marksOf are the words of a sentence that are marked in it.
func marksOf(sentence casework.PlainSentence) []string {
	var marks []string
	if sentence.Promise != "" {
		marks = append(marks, sentence.Promise)
	}
	for _, hard := range sentence.Hard {
		marks = append(marks, hard.Word)
	}
	return marks
}

// whyHard says in words what makes a sentence hard.
func whyHard(sentence casework.PlainSentence) []string {
	var why []string
	if sentence.Long {
		why = append(why, words.Count(words.HardLong, sentence.Words))
	}
	if sentence.Promise != "" {
		why = append(why, words.Say(words.HardPromise, "words", sentence.Promise))
	}
	for _, hard := range sentence.Hard {
		why = append(why, words.Say(words.HardWord, "hard", hard.Word, "plain", hard.Plain))
	}
	if sentence.Stacked {
		why = append(why, words.Say(words.HardStacked))
	}
	return why
}

// unsaid is what a hard sentence leaves open, unless it is said beside it.
func unsaid(sentence casework.PlainSentence, record *casework.Record) []string {
	var list []string
	if sentence.Nobody && record.Get("who") == "" {
		list = append(list, words.Say(words.HardNobody))
	}
	if sentence.NoDate && record.Get("by_when") == "" {
		list = append(list, words.Say(words.HardNoDay))
	}
	return list
}

func (r *reading) counts() string {
	switch {
	case r.sentences == 0:
		return words.Say(words.ReadNothing)
	case len(r.hard) == 0:
		return words.Count(words.ReadPlain, r.sentences)
	}
	return words.Count(words.ReadHard, len(r.hard), "all", strconv.Itoa(r.sentences))
}

// holes are what the steps do not say yet.
func (r *reading) holes() []string {
	var list []string
	if r.noDay > 0 {
		list = append(list, words.Count(words.HoleDay, r.noDay))
	}
	if r.noIfNot > 0 {
		list = append(list, words.Count(words.HoleIfNot, r.noIfNot))
	}
	return list
}
