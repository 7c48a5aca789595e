package pages

import (
	"context"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// recordForm is the pair of pages that makes and changes records of one kind.
// It is drawn, checked and written from the kind's declaration.
type recordForm struct {
	kind     casework.Kind
	newPath  string // "" where no record is made this way
	editPath string // "" where none is changed; without ":record" the case itself is
	asked    []question
	newTitle words.Key
	edit     words.Key
	save     words.Key
	back     func(request Request) views.Link
	// start is what a new record's form shows first.
	start func(request Request, file *casework.File) map[string]string
	// fixed are values that the form does not ask: they follow from the address.
	fixed func(request Request, file *casework.File) map[string]string
	// follows sets what follows from the values that change a record, and returns
	// what else is written with them.
	follows func(request Request, s *sheet, values map[string]string) []Entry
	// after is where saving leads.
	after func(request Request, record string) string
	// anchor is the part of the page after that holds the record.
	anchor func(request Request) string
	// opens says that the record is a case of its own, not a part of one.
	opens bool
	// meets asks, before somebody is written down, whether they are known already.
	meets bool
	// extra is what the form asks beyond the fields of its record.
	extra extra
	// lists are questions that follow from what is in the case: one a service, one
	// an open task.
	lists func(file *casework.File) []question
	// sections are headings within the form, by the question that each begins with.
	sections map[string]words.Key
	// draw draws the page where it shows more than the form.
	draw func(request Request, s *sheet, page views.Page, form views.Form, controls []views.Control) templ.Component
	// frame changes what stands around the questions, "" or nil for nothing.
	frame func(request Request, file *casework.File, record *casework.Record, form *views.Form)
}

// extra is a part of a form that makes records of its own.
type extra interface {
	// take checks what was sent and returns what is to be written beside the
	// form's own record; what is wrong goes to s.faults. A form may come twice:
	// what its first coming made is not returned again.
	take(ctx context.Context, env *Env, request Request, s *sheet, all map[string]string) ([]Entry, error)
	// restore takes from a draft what stands in no field, and reports whether
	// there was anything.
	restore(ctx context.Context, env *Env, person string, s *sheet, fields map[string]string) (bool, error)
	// controls are asked after the form's own questions.
	controls() []views.Control
	// files says whether the form takes uploads.
	files() bool
}

// listed is the form with the questions that follow from the case.
func (f recordForm) listed(file *casework.File) recordForm {
	if f.lists != nil {
		f.asked = append(f.asked[:len(f.asked):len(f.asked)], f.lists(file)...)
	}
	return f
}

func (f recordForm) files() bool { return f.extra != nil && f.extra.files() }

func (f recordForm) routes() []Route {
	var routes []Route
	for _, path := range []string{f.newPath, f.editPath} {
		if path == "" {
			continue
		}
		routes = append(routes,
			Route{Method: "GET", Pattern: path, Offline: true, Handle: f.show},
			Route{Method: "POST", Pattern: path, Offline: true, Files: f.files(), Handle: f.take})
	}
	return routes
}

// find reads the case and the record that the address names. A record that was
// hidden meanwhile can still be written to (merge decides), never opened.
func (f recordForm) find(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	if f.opens {
		file, err := newFile(ctx, env, request)
		return file, nil, err
	}
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	id := request.Params["record"]
	switch {
	case id == "" && f.newPath != "":
		return file, nil, nil
	case id == "":
		id = file.Case
	}
	record := file.Record(id)
	if record == nil || record.Kind != f.kind || record.Removed != nil && request.Method == "GET" {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, record, nil
}

// newFile is the empty case that a form is about to open. A form that is sent
// twice finds the case that it opened the first time.
func newFile(ctx context.Context, env *Env, request Request) (*casework.File, error) {
	id := formID(env, request.Form)
	file, err := env.Store.File(ctx, id)
	if err != nil {
		return nil, err
	}
	if file.Head() != nil && !request.Actor.MaySee(file.Worker()) {
		return casework.NewFile(env.NewID()), nil
	}
	return file, nil
}

func (f recordForm) show(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, record, err := f.find(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	f = f.listed(file)
	s := sheet{form: f, file: file, record: record, seen: file.Seen, newID: env.NewID(), drawing: drawing{number: env.NewID()}}
	if f.opens {
		s.newID = file.Case
	}
	drawn := map[string]string{}
	if record != nil {
		drawn = record.Fields
	} else if f.start != nil {
		drawn = f.start(request, file)
	}
	if err := s.restore(ctx, env, request, drawn); err != nil {
		return Reply{}, err
	}
	return s.reply(request, 0), nil
}

func (f recordForm) take(ctx context.Context, env *Env, request Request) (Reply, error) {
	s, err := f.write(ctx, env, request)
	if casework.CodeOf(err) == casework.Busy { // perhaps by a second tap at the same moment: look again
		s, err = f.write(ctx, env, request)
	}
	switch {
	case s == nil:
		if casework.CodeOf(err) == casework.NotFound { // gone meanwhile: the words are not
			keepDraft(ctx, env, request)
		}
		return Reply{}, err
	case err == nil && len(s.likely) > 0:
		keepDraft(ctx, env, request)
		return s.reply(request, 0), nil
	case err == nil && len(s.faults) == 0:
		if err := env.settleDraft(ctx, request, request.Path); err != nil {
			return Reply{}, err
		}
		if s.instead != "" {
			return Reply{Location: s.instead}, nil
		}
		return Reply{Location: f.after(request, s.id())}, nil
	case err != nil && !s.refused(err):
		return Reply{}, err
	}
	keepDraft(ctx, env, request)
	return s.reply(request, statusOf(err)), nil
}

// write reads the form onto the case as it stands and writes what it says,
// unless there are faults. The sheet is nil where there is nothing to draw.
func (f recordForm) write(ctx context.Context, env *Env, request Request) (*sheet, error) {
	file, record, err := f.find(ctx, env, request)
	if err != nil {
		return nil, err
	}
	f = f.listed(file)
	s := &sheet{form: f, file: file, record: record, typed: request.Form, newID: formID(env, request.Form), drawing: drawingOf(request.Form), settles: request.Form.Get(settlesField)}
	if f.opens {
		s.newID = file.Case
	}
	s.seen = seenOn(file, request.Form.Get("seen"))
	s.was = wasOf(f.asked, request.Form)
	s.chain = oplog.Operation{ID: oplog.ID{Device: env.Pen.Device}, Actor: request.Actor.ID}.Chain()
	entries, err := s.entries(ctx, env, request)
	if err != nil {
		return nil, err
	}
	if len(s.faults) > 0 {
		return s, nil
	}
	if f.meets && record == nil {
		if entries, err = s.meet(ctx, env, request, entries); err != nil || len(s.likely) > 0 || s.instead != "" {
			return s, err
		}
	}
	settled, err := settling(ctx, env, request, file, s.id())
	if err != nil {
		return nil, err
	}
	return s, env.Write(ctx, request, s.caseID(), append(entries, settled...)...)
}
