package pages

import (
	"context"
	"strings"
	"unicode/utf8"

	"doorstep/casework"
	"doorstep/views/words"
)

// maxLifted is how many characters one part of a plan can hold.
const maxLifted = 2000

// lift takes the marked words, or else the ticked sentences, into the plan at
// once, and says where they went. They can be changed there afterwards.
func lift(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, note, err := openAssessment(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	l := lifting{
		request: request, file: file, note: note,
		ticked: request.Form["line"], marked: strings.TrimSpace(unixLines(request.Form.Get("passage"))), whose: request.Form.Get("said_by"),
	}
	kind := casework.Kind(request.Form.Get("to"))
	passages, fault := l.passages(kind)
	if fault != "" {
		return l.reply(422, words.Say(fault)), nil
	}
	var ids []string
	var entries []Entry
	for _, passage := range passages {
		if twin := liftedAlready(file, kind, note.ID, passage); twin != "" { // a second tap
			ids = append(ids, twin)
			continue
		}
		id := env.NewID()
		ids = append(ids, id)
		entries = append(entries, Made(id, kind, l.values(kind, passage)))
	}
	if err := env.Write(ctx, request, file.Case, entries...); err != nil {
		return Reply{}, err
	}
	return Reply{Location: request.Path + "?lifted=" + strings.Join(ids, "&lifted=")}, nil
}

// passages are what is to be lifted, as it stands in the note.
func (l lifting) passages(kind casework.Kind) (passages []string, fault words.Key) {
	known := false
	for _, one := range liftedKinds {
		known = known || one == kind
	}
	text := l.note.Get("text")
	switch {
	case !known || l.marked == "" && len(l.ticked) == 0:
		return nil, words.LiftNothing
	case l.marked != "":
		passage, ok := casework.Quoted(text, l.marked)
		if !ok {
			return nil, words.LiftChanged
		}
		passages = []string{passage}
	default:
		var ok bool
		if passages, ok = casework.Lifted(text, l.ticked); !ok {
			return nil, words.LiftChanged
		}
	}
	for _, passage := range passages {
		if utf8.RuneCountInString(passage) > maxLifted {
			return nil, words.LiftLong
		}
	}
	return passages, ""
}

// values are what a part of the plan that came from a note begins with. Nobody
// is taken to have said it but who was named.
func (l lifting) values(kind casework.Kind, passage string) map[string]string {
	values := map[string]string{"source": l.note.ID, "passage": passage}
	if kind == casework.KindIssue {
		values["type"], values["what"] = "presenting", heading(passage)
		if values["what"] != passage {
			values["details"] = passage
		}
		return values
	}
	values["words"] = passage
	if values["said_on"] = l.note.Get("on"); values["said_on"] == "" {
		values["said_on"] = l.request.madeOn(l.note)
	}
	if person := l.file.Record(l.whose); person != nil && person.Kind == casework.KindPerson {
		values["said_by"], values["language"] = person.ID, person.Get("language")
	}
	if kind == casework.KindGoal {
		values["status"] = "open"
	}
	return values
}

// heading puts a passage on one line that a heading can hold, cut between two
// words.
func heading(passage string) string {
	line := ""
	for _, word := range strings.Fields(passage) {
		next := strings.TrimSpace(line + " " + word)
		if utf8.RuneCountInString(next) > lineRunes {
			break
		}
		line = next
	}
	if line == "" { // one endless word
		return string([]rune(strings.TrimSpace(passage))[:lineRunes])
	}
	return line
}

func liftedAlready(file *casework.File, kind casework.Kind, note, passage string) string {
	for _, record := range file.Of(kind) {
		if record.Get("source") == note && record.Get("passage") == passage {
			return record.ID
		}
	}
	return ""
}
