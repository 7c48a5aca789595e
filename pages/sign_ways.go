package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// showWays offers the four ways, none larger than another.
func showWays(_ context.Context, _ *Env, request Request, s ceremony) (Reply, error) {
	view := views.SignStepView{Place: s.place(request), Naming: s.naming(request), Intro: []string{words.Say(words.SignHowHow)}}
	for _, way := range []struct {
		name string
		text words.Key
	}{{"draw", words.SignWayDraw}, {"type", words.SignWayType}, {"mark", words.SignWayMark}} {
		view.Links = append(view.Links, views.SignLink{ID: "way-" + way.name, Href: s.path(request, way.name), Text: words.Say(way.text), Kind: views.OtherButton})
	}
	view.Links = append(view.Links, declineLink(request, s.party))
	page := s.page(request)
	return Reply{Page: page, Main: views.SignStep(page, view)}, nil
}

// padField is the field of the signature that a page's pad fills.
func padField(request Request) string {
	if step := stepOf(request); step == "witness" || step == "witness2" {
		return step + "_strokes"
	}
	return "strokes"
}

// showPad shows a pad, with the lines that were drawn before a reload.
func showPad(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	draft, err := s.draft(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	step, field := stepOf(request), padField(request)
	if step[0] == 'w' && casework.CheckMethod(map[string]string{"method": casework.MethodDraw, "strokes": s.given["strokes"]}, "") != nil {
		return Reply{Location: s.path(request, "mark")}, nil // a witness saw nothing yet
	}
	typed := map[string]string{step: s.given[step], field: s.given[field]}
	if field == "strokes" && s.given["method"] != step {
		typed[field] = ""
	}
	for name, value := range draft {
		typed[name] = value
	}
	return s.pad(env, request, draft, typed, nil), nil
}

// pad draws the page with the pad. Whatever was drawn is in it again, also
// where it cannot be taken as it is.
func (s ceremony) pad(env *Env, request Request, draft, typed map[string]string, problem *casework.Problem) Reply {
	step, field := stepOf(request), padField(request)
	form := s.form(env, request, draft)
	view := views.PadView{
		Name: field, Strokes: typed[field], MinInk: strconv.Itoa(casework.MinInk), Most: strconv.Itoa(casework.MaxPoints),
		How: words.Say(words.SignHow), Label: s.naming(request),
	}
	view.Form, view.Place = &form, s.place(request)
	view.Naming = s.naming(request)
	view.Buttons = []views.SignButton{{ID: "look", Kind: views.MainButton, Text: words.Say(words.SignLookButton)}}
	view.Links = []views.SignLink{declineLink(request, s.party)}
	witness := field != "strokes"
	if step == "mark" {
		view.How = words.Say(words.SignMarkHow)
		view.Buttons[0].Text = words.Say(words.SignMarkNext)
	}
	var faults []fault
	if problem != nil {
		faults = []fault{{field: problem.Field, words: s.padSentence(problem)}}
	}
	if witness {
		view.Naming = words.Say(words.SignWitnessNaming, "name", s.name)
		view.Label, view.How = view.Naming, words.Say(words.SignWitnessHow)
		view.Links = nil
		if step == "witness" {
			view.Buttons = append(view.Buttons, views.SignButton{ID: "second", Name: "second", Value: "yes", Kind: views.PlainButton, Text: words.Say(words.SignWitnessMore)})
		}
		asked := questions(casework.KindSignature, step)
		asked[0].field.Required = true
		control := desk{request: request, file: s.file}.controls(asked, Values{step: {typed[step]}}, faults)
		control[0].Exact = true
		view.Asked = []views.SignAsked{{Controls: control}}
	}
	page := s.page(request)
	reply := Reply{Page: page}
	if problem != nil {
		at := "pad"
		if problem.Field == step {
			at = views.ControlID(step)
		} else {
			view.Fault = faults[0].words
		}
		form.Faults = []views.Fault{{ID: at, Words: faults[0].words}}
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.SignPad(reply.Page, view)
	return reply
}

func (s ceremony) padSentence(problem *casework.Problem) string {
	switch {
	case problem.Code == casework.TooLong:
		return words.Say(words.SignTooLong)
	case problem.Code == casework.Empty:
		return words.Say(words.SignWitnessName)
	case problem.Code == casework.BadReference:
		return words.Say(words.SignWitnessSame)
	case problem.Code == casework.NoInk:
		return sentence(problem, "")
	}
	return words.Say(words.SignUnreadable)
}

// takePad checks what was drawn and keeps it. Nothing is signed yet.
func takePad(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	step, field := stepOf(request), padField(request)
	typed := map[string]string{step: request.Form.Get(step), field: request.Form.Get(field)}
	strokes, unreadable := casework.ParseStrokes(typed[field])
	if unreadable != nil {
		unreadable.Field = field
	}
	if field == "strokes" {
		if unreadable != nil {
			return s.pad(env, request, nil, typed, unreadable), nil
		}
		s.forgetWay()
		s.given["method"], s.given["strokes"], s.given["pointer"] = step, strokes.Encode(), pointerOf(request.Form)
		if step == casework.MethodMark {
			return s.on(ctx, env, request, "witness")
		}
		return s.on(ctx, env, request, "look")
	}
	s.given[step] = oneLine(typed[step])
	if unreadable == nil {
		s.given[field] = strokes.Encode()
	} else {
		s.given[field] = typed[field]
	}
	if step == "witness" {
		s.given["witness2"], s.given["witness2_strokes"] = "", ""
	}
	if problem := casework.CheckWitnesses(s.given, s.name); problem != nil {
		return s.pad(env, request, nil, typed, problem), nil
	}
	if request.Form.Get("second") != "" {
		return s.on(ctx, env, request, "witness2")
	}
	return s.on(ctx, env, request, "look")
}

// forgetWay drops what another way of signing had left.
func (s ceremony) forgetWay() {
	for _, field := range []string{"method", "strokes", "typed", "pointer", "witness", "witness_strokes", "witness2", "witness2_strokes"} {
		s.given[field] = ""
	}
}

// pointerOf is what drew, as the page says.
func pointerOf(form Values) string {
	switch kind := form.Get("pointer"); kind {
	case "pen", "touch", "mouse":
		return kind
	}
	return ""
}

// showType asks for the name, letter by letter: for everybody who cannot or does
// not want to draw, by keyboard or screen reader alone.
func showType(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	draft, err := s.draft(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return s.typeName(env, request, draft, typedFrom(questions(casework.KindSignature, "typed"), draft, s.given), nil), nil
}

func (s ceremony) typeName(env *Env, request Request, draft map[string]string, typed Values, faults []fault) Reply {
	form := s.form(env, request, draft)
	asked := questions(casework.KindSignature, "typed")
	asked[0].field.Required = true
	controls := desk{request: request, file: s.file}.controls(asked, typed, faults)
	controls[0].Label, controls[0].Hint, controls[0].Exact = words.Say(words.SignTypeLabel), words.Say(words.SignTypeHow, "name", s.name), true
	return stepReply(s.page(request), views.SignStepView{
		Place: s.place(request), Form: &form, Naming: s.naming(request),
		Asked:   []views.SignAsked{{Controls: controls}},
		Buttons: []views.SignButton{{ID: "look", Kind: views.MainButton, Text: words.Say(words.SignLookButton)}},
		Links:   []views.SignLink{declineLink(request, s.party)},
	}, faults)
}

func takeType(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	typed := oneLine(request.Form.Get("typed"))
	if !casework.SameName(typed, s.name) {
		return s.typeName(env, request, nil, request.Form, []fault{{field: "typed", words: words.Say(words.SignTypeOther, "name", s.name)}}), nil
	}
	s.forgetWay()
	s.given["method"], s.given["typed"], s.given["pointer"] = casework.MethodType, typed, "keyboard"
	return s.on(ctx, env, request, "look")
}

// oneLine is text as it is written on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
