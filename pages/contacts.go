package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// contactsPage is how many contacts one page of a log holds.
const contactsPage = 100

// contacts is the contact log of one person: when they were met or tried, where,
// alone or with whom, and in how many months.
func contacts(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	person := file.Record(request.Params["record"])
	if person == nil || person.Kind != casework.KindPerson || person.Removed != nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	d := desk{request: request, file: file}
	list := casework.ContactsOf(file, person.ID)
	view := views.ContactsView{
		Heading: words.Say(words.ContactsOf, "name", nameOf(person)), VisitHref: casePath(request, "/visits/new"), Facts: d.contactFacts(person, list),
	}
	from, to, paging := request.pageOf(len(list), contactsPage)
	view.Paging = paging
	amended := map[string]bool{}
	for _, note := range file.Of(casework.KindNote) {
		amended[note.Get("amends")] = true
	}
	for _, one := range list[from:to] {
		view.Rows = append(view.Rows, d.contactRow(one, amended[one.Record.ID]))
	}
	page := casePage(request, file, words.Say(words.ContactsTitle), backToPeople(request))
	return Reply{Page: page, Main: views.Contacts(page, view)}, nil
}

// contactFacts count over the months since the case has known the person.
func (d desk) contactFacts(person *casework.Record, list []casework.Contact) []views.SummaryRow {
	since := d.file.Head().Get("opened_on")
	if moment, err := parseMoment(person.Created.At); err == nil {
		since = max(since, d.request.House.Calendar.Day(moment))
	}
	last, tried := "", 0
	for _, one := range list {
		if one.Face {
			since = min(since, one.On)
			last = max(last, one.On)
		}
		if one.Record.Kind == casework.KindNote && !one.Held {
			tried++
		}
	}
	all, seen, alone := casework.ContactMonths(list, since, d.request.today())
	months := func(n int) string {
		return words.Count(words.ContactsMonths, all, "have", words.Count(words.WorkCount, n))
	}
	facts := []views.SummaryRow{
		{Name: words.Say(words.ContactsSeen), Value: months(seen)},
		{Name: words.Say(words.ContactsAlone), Value: months(alone)},
		{Name: words.Say(words.ContactsLast), Value: day(last)},
	}
	if tried > 0 {
		facts = append(facts, views.SummaryRow{Name: words.Say(words.ContactsTried), Value: words.Count(words.WorkCount, tried)})
	}
	return facts
}

func (d desk) contactRow(one casework.Contact, amended bool) views.Row {
	record := one.Record
	row := views.Row{
		ID: "contact-" + record.ID, Href: pathOf(d.request, record), Text: choiceWords(record.Kind, "type", record.Get("type")), End: day(one.On),
		Detail: joinDot(record.Get("where"), firstLine(record.Get("text")+record.Get("purpose"))),
	}
	key := words.ContactHeld
	switch {
	case !one.Held && record.Get("type") == "attempted":
		key = words.ContactTried
	case !one.Held:
		key = words.ContactMissed
	}
	tag := views.Tag{Icon: "check", Words: words.Say(key), Tone: views.Good}
	if !one.Held {
		tag.Icon, tag.Tone = "triangle-alert", views.Warn
	}
	row.Tags = append(row.Tags, tag)
	if amended {
		row.Tags = append(row.Tags, views.Tag{Icon: "pen-line", Words: words.Say(words.NoteAmended)})
	}
	switch {
	case one.Alone:
		row.Tags = append(row.Tags, views.Tag{Words: words.Say(words.ContactAlone)})
	case one.Held && len(one.With) > 0:
		var names []string
		for _, id := range one.With {
			if other := d.file.Record(id); other != nil {
				names = append(names, nameOf(other))
			}
		}
		row.Tags = append(row.Tags, views.Tag{Words: words.Say(words.ContactWith, "names", strings.Join(names, ", "))})
	}
	return row
}

// contactLink leads to the contact log of a person.
func contactLink(request Request, person *casework.Record) views.Link {
	return views.Link{Href: casePath(request, "/people/"+person.ID+"/contacts"), Text: words.Say(words.ContactsOf, "name", nameOf(person))}
}
