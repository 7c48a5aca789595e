package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

var noteForm = recordForm{
	kind:    casework.KindNote,
	newPath: "/cases/:case/notes/new",
	asked: slices.Concat(questions(casework.KindNote, "type", "on"),
		[]question{askedAs("present", casework.KindNote, "seen")}, // "seen" is the position that every form carries
		questions(casework.KindNote, "text", "feelings", "next_step", effortsField)),
	newTitle: words.NoteNew, edit: words.NoteNew, save: words.NoteSave,
	back: backToNotes,
	start: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"on": request.today(), "type": "home_visit"}
	},
	after: func(request Request, record string) string { return casePath(request, "/notes/"+record) },
	extra: fileTaker{},
}

// amendForm writes a new note that amends a finished one: a saved note is never
// changed.
var amendForm = recordForm{
	kind:     casework.KindNote,
	newPath:  "/cases/:case/notes/:note/amend",
	asked:    noteForm.asked,
	newTitle: words.NoteAmend, edit: words.NoteAmend, save: words.NoteSave,
	back: func(request Request) views.Link {
		return views.Link{Href: casePath(request, "/notes/"+request.Params["note"]), Text: words.Say(words.NoteTitle)}
	},
	start: func(request Request, file *casework.File) map[string]string {
		values := map[string]string{}
		if note := file.Record(request.Params["note"]); note != nil {
			for _, name := range []string{"type", "on", "seen", "text", "feelings", "next_step", effortsField} {
				values[name] = note.Get(name)
			}
		}
		return values
	},
	fixed: func(request Request, _ *casework.File) map[string]string {
		return map[string]string{"amends": request.Params["note"]}
	},
	after: noteForm.after,
	extra: amendTaker{},
}

func noteRoutes() []Route {
	routes := []Route{{Method: "GET", Pattern: "/cases/:case/notes", Offline: true, Handle: notes}}
	routes = append(routes, noteForm.routes()...)
	routes = append(routes, visitForm.routes()...)
	routes = append(routes, Route{Method: "GET", Pattern: "/cases/:case/notes/:record", Offline: true, Handle: note})
	routes = append(routes, amendForm.routes()...)
	return append(routes, removalRoutes(casework.KindNote, "/cases/:case/notes/:record/remove", backToNotes)...)
}

func backToNotes(request Request) views.Link {
	return views.Link{Href: casePath(request, "/notes"), Text: words.Say(words.NotesTitle)}
}

// notes lists visits and contacts, newest first.
func notes(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.NotesView{NewHref: casePath(request, "/notes/new"), VisitHref: casePath(request, "/visits/new")}
	list := file.Of(casework.KindNote)
	amended := map[string]bool{}
	for _, note := range list {
		amended[note.Get("amends")] = true
	}
	for i := len(list) - 1; i >= 0; i-- {
		note := list[i]
		row := views.Row{
			ID: "note-" + note.ID, Href: casePath(request, "/notes/"+note.ID), Icon: "pen-line",
			Text:   words.Say(words.NoteLine, "type", choiceWords(casework.KindNote, "type", note.Get("type")), "day", day(note.Get("on"))),
			Detail: firstLine(note.Get("text")),
		}
		if note.Created.Late != "" {
			row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Count(words.LateTag, 1)})
		}
		if amended[note.ID] {
			row.Tags = append(row.Tags, views.Tag{Icon: "pen-line", Words: words.Say(words.NoteAmended)})
		}
		view.Rows = append(view.Rows, row)
	}
	page := casePage(request, file, words.Say(words.NotesTitle), backToCase(request))
	return Reply{Page: page, Main: views.Notes(page, view)}, nil
}

// lineRunes is how much of a text a list shows.
const lineRunes = 120

func firstLine(text string) string {
	line, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	if runes := []rune(line); len(runes) > lineRunes {
		line, more = strings.TrimSpace(string(runes[:lineRunes])), true
	}
	if more {
		return words.Say(words.AndMore, "text", line)
	}
	return line
}

// note shows one visit or contact as it was written.
func note(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	record := file.Record(request.Params["record"])
	if record == nil || record.Kind != casework.KindNote || record.Removed != nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	base := casePath(request, "/notes/"+record.ID)
	view := views.NoteView{
		Text: record.Get("text"), Feelings: record.Get("feelings"), NextStep: record.Get("next_step"),
		By:        words.Say(words.WrittenBy, "name", request.House.StaffName(record.Created.Actor), "moment", request.moment(record.Created.At)),
		AmendHref: base + "/amend", RemoveHref: base + "/remove",
	}
	d := desk{request: request, file: file}
	view.Late, view.Facts, view.Views = d.late(record.Created), d.visitFacts(record), d.visitViews(record.ID)
	if record.Get("safety") == "concern" {
		view.Concern = casePath(request, "/safety/new")
	}
	var seen []string
	for _, id := range strings.Fields(record.Get("seen")) {
		if person := file.Record(id); person != nil {
			seen = append(seen, nameOf(person))
		}
	}
	for _, id := range strings.Fields(record.Get("seen") + " " + record.Get("missed")) {
		if person := file.Record(id); person != nil && person.Removed == nil {
			view.Contacts = append(view.Contacts, contactLink(request, person))
		}
	}
	view.Seen = strings.Join(seen, ", ")
	for _, other := range file.Of(casework.KindNote) {
		if other.Get("amends") == record.ID {
			view.AmendedBy = append(view.AmendedBy, views.Link{Href: casePath(request, "/notes/"+other.ID), Text: words.Say(words.NoteAmendedBy, "moment", request.moment(other.Created.At))})
		}
	}
	if first := file.Record(record.Get("amends")); first != nil {
		view.Amends = &views.Link{Href: casePath(request, "/notes/"+first.ID), Text: words.Say(words.NoteAmends, "moment", request.moment(first.Created.At))}
	}
	if view.Photos, err = photosOf(ctx, env, request, file, record.ID); err != nil {
		return Reply{}, err
	}
	heading := words.Say(words.NoteLine, "type", choiceWords(casework.KindNote, "type", record.Get("type")), "day", day(record.Get("on")))
	page := casePage(request, file, words.Say(words.NoteTitle), backToNotes(request))
	return Reply{Page: page, Main: views.Note(page, heading, view)}, nil
}
