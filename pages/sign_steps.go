package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// whoAsked are the questions about the signer: the worker answers them.
func whoAsked() []question {
	asked := questions(casework.KindSignature, "capacity", "identified", "language", "interpreter")
	for i, leave := range []string{"worker", "signed_in"} {
		asked[i].field.Choices = slices.DeleteFunc(slices.Clone(asked[i].field.Choices), func(choice string) bool { return choice == leave })
		asked[i].field.Required = true
	}
	return asked
}

func readAsked() []question {
	asked := questions(casework.KindSignature, "read_how", "read_by")
	asked[0].field.Required = true
	return asked
}

// typedFrom is what the controls show: what was typed before a reload, or what
// was answered.
func typedFrom(asked []question, draft, given map[string]string) Values {
	typed := Values{}
	for _, q := range asked {
		value, drafted := draft[q.name()]
		if !drafted {
			value = given[q.field.Name]
		}
		typed[q.name()] = []string{value}
	}
	return typed
}

// answersTo reads the answers to the questions and checks each.
func answersTo(asked []question, form Values) (all map[string]string, faults []fault) {
	all, _, faults = answers{asked: asked, form: form}.take()
	for _, q := range asked {
		if problem := casework.CheckField(q.field, all[q.name()]); problem != nil {
			faults = append(faults, withoutDoubles(faults, []fault{{field: q.name(), words: q.sentence(problem)}})...)
		}
	}
	return all, faults
}

// showWho asks who signs, as what, how that is known, and in which language.
func showWho(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	draft, err := s.draft(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return s.who(env, request, draft, typedFrom(whoAsked(), draft, s.known()), nil), nil
}

// known is what was answered, or what the same person answered the last time:
// nothing is asked twice.
func (s ceremony) known() map[string]string {
	if s.done("who") {
		return s.given
	}
	known := map[string]string{}
	if person := s.file.Record(s.contract.Get("client")); person != nil {
		known["language"] = person.Get("language")
	}
	for _, signature := range s.file.Of(casework.KindSignature) {
		if signature.Get("person") != s.person {
			continue
		}
		for _, q := range whoAsked() {
			if value := signature.Get(q.field.Name); value != "" {
				known[q.field.Name] = value
			}
		}
	}
	return known
}

func (s ceremony) who(env *Env, request Request, draft map[string]string, typed Values, faults []fault) Reply {
	form := s.form(env, request, draft)
	d := desk{request: request, file: s.file}
	return stepReply(s.page(request), views.SignStepView{
		Place: s.place(request), Form: &form,
		Intro:   []string{words.Say(words.SignWhoHow, "name", s.name)},
		Asked:   []views.SignAsked{{Controls: d.controls(whoAsked(), typed, faults)}},
		Buttons: []views.SignButton{{ID: "go-on", Kind: views.MainButton, Text: words.Say(words.SignGoOn)}},
	}, faults)
}

func takeWho(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	all, faults := answersTo(whoAsked(), request.Form)
	if len(faults) > 0 {
		return s.who(env, request, nil, request.Form, faults), nil
	}
	for name, value := range all {
		s.given[name] = value
	}
	if s.handsOver(env, request) {
		return s.on(ctx, env, request, "hand")
	}
	return s.next(ctx, env, request)
}

// showAgree asks whether the person agrees to sign on the screen. Paper is as
// large an answer.
func showAgree(_ context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	return s.agree(env, request, nil), nil
}

func (s ceremony) agree(env *Env, request Request, faults []fault) Reply {
	form := s.form(env, request, nil)
	form.Draft = "" // two buttons, and nothing to type
	return stepReply(s.page(request), views.SignStepView{
		Place: s.place(request), Form: &form, Quote: s.content.Consent,
		Intro: []string{words.Say(words.SignAgreeHow)},
		Buttons: []views.SignButton{
			{ID: "agree-screen", Name: "agree", Value: "screen", Kind: views.OtherButton, Text: words.Say(words.SignAgreeScreen)},
			{ID: "agree-paper", Name: "agree", Value: "paper", Kind: views.OtherButton, Text: words.Say(words.SignAgreePaper)},
		},
		Links: []views.SignLink{declineLink(request, s.party)},
	}, faults)
}

func takeAgree(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	switch request.Form.Get("agree") {
	case "screen":
		s.given["agreed"] = "yes"
		return s.next(ctx, env, request)
	case "paper":
		s.given["agreed"] = ""
		return s.on(ctx, env, request, "paper")
	}
	return s.agree(env, request, []fault{{words: words.Say(words.SignAgreeChoose)}}), nil
}

// paperWay says how signing on paper goes on.
func paperWay(_ context.Context, _ *Env, request Request, s ceremony) (Reply, error) {
	view := views.SignStepView{
		Intro: []string{words.Say(words.SignPaperHow), words.Say(words.SignPaperKept)},
		Links: []views.SignLink{
			{ID: "print", Href: contractPath(request, "/print"), Text: words.Say(words.SignPaperPrint), Kind: views.MainButton},
			{ID: "back-with", Href: contractPath(request, "/signed-paper"), Text: words.Say(words.WetBack), Kind: views.OtherButton},
			{ID: "screen", Href: s.path(request, "agree"), Text: words.Say(words.SignPaperScreen), Kind: views.OtherButton},
		},
	}
	if handed(request) { // the worker prints it, once the tablet is back
		view.Intro = append(view.Intro, words.Say(words.SignPaperBack, "worker", request.Actor.Name))
		view.Links = view.Links[2:]
	}
	page := s.page(request)
	page.Back = nil
	return Reply{Page: page, Main: views.SignStep(page, view)}, nil
}

// showRead shows exactly what is signed.
func showRead(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	draft, err := s.draft(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return s.read(env, request, draft, typedFrom(readAsked(), draft, s.given), nil), nil
}

func (s ceremony) read(env *Env, request Request, draft map[string]string, typed Values, faults []fault) Reply {
	form, text := s.form(env, request, draft), remarked(request, s.file, s.contract, s.content, contractText(s.content))
	view := views.SignStepView{
		Place: s.place(request), Form: &form, Text: &text, Open: openLines(request, s.file, s.contract, s.content, ""),
		Intro:   []string{words.Say(words.SignReadHow)},
		Buttons: []views.SignButton{{ID: "go-on", Kind: views.MainButton, Text: words.Say(words.SignReadDone)}},
		Links:   []views.SignLink{declineLink(request, s.party)},
	}
	if s.given["went_back"] != "" {
		view.Notice = words.Say(words.TeachWentBack)
		for _, at := range strings.Fields(s.given["went_back"]) { // an earlier release kept only that they did
			if n, err := strconv.Atoi(at); err == nil && n == 0 {
				text.EndsAgain = true
			} else if err == nil && n > 0 && n <= len(text.Items) {
				text.Items[n-1].Again = true
			}
		}
	}
	if s.party == casework.PartyClient {
		view.Asked = []views.SignAsked{{Controls: desk{request: request, file: s.file}.controls(readAsked(), typed, faults)}}
	} else {
		form.Draft = ""
		view.Buttons[0].Text = words.Say(words.SignReadAgree)
	}
	return stepReply(s.page(request), view, faults)
}

func takeRead(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	if s.party == casework.PartyWorker { // who signs is who has signed in, and the text itself asks for their consent
		s.given["capacity"], s.given["identified"], s.given["agreed"], s.given["read_how"] = "worker", "signed_in", "yes", "self"
		return s.next(ctx, env, request)
	}
	all, faults := answersTo(readAsked(), request.Form)
	switch how := all["read_how"]; {
	case how == "interpreter" && all["read_by"] == "":
		all["read_by"] = s.given["interpreter"]
	case how == "aloud" && all["read_by"] == "":
		all["read_by"] = request.Actor.Name
	case how == "self" || how == "device":
		all["read_by"] = ""
	}
	if all["read_how"] == "interpreter" && all["read_by"] == "" {
		faults = append(faults, fault{field: "read_by", words: words.Say(words.SignReadBy)})
	}
	if len(faults) > 0 {
		return s.read(env, request, nil, request.Form, faults), nil
	}
	s.given["read_how"], s.given["read_by"], s.given["went_back"] = all["read_how"], all["read_by"], ""
	return s.next(ctx, env, request)
}

// teaching is one plain question that the contract answers.
type teaching struct {
	question string
	says     []string // the words of the contract that answer it
	at       int      // the item whose words they are, from 1; 0 is the end
}

// teachings are at most three questions: what the worker does, what the person
// does, and when the work ends. They are made from the words that are signed.
func (s ceremony) teachings() []teaching {
	var list []teaching
	first := func(name, question string) {
		for i, item := range s.content.Items {
			if casework.SameName(item.Who, name) {
				line := item.Words
				if item.ByWhen != "" {
					line += "\n" + words.Say(words.ContractItemBy, "day", day(item.ByWhen))
				}
				list = append(list, teaching{question, []string{line}, i + 1})
				return
			}
		}
	}
	first(s.content.Worker, words.Say(words.TeachWorker, "name", s.content.Worker))
	first(s.content.Client, words.Say(words.TeachClient))
	ends := []string{s.content.EndsWhen}
	if s.content.EndsOn != "" {
		ends = append(ends, onDay(s.content, "ends_by", s.content.EndsOn).Text)
	}
	return append(list, teaching{words.Say(words.TeachEnds), ends, 0})
}

// teachName is the form name of a part of the n-th question.
func teachName(part string, n int) string { return part + "." + string(rune('1'+n)) }

// showBack asks the person to say in their own words what they are about to
// sign. It is no test of them: what does not fit leads back to the words.
func showBack(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	draft, err := s.draft(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	typed := Values{}
	for name, value := range draft {
		typed[name] = []string{value}
	}
	return s.teachBack(env, request, draft, typed, nil), nil
}

func (s ceremony) teachBack(env *Env, request Request, draft map[string]string, typed Values, faults []fault) Reply {
	form := s.form(env, request, draft)
	view := views.SignStepView{
		Place: s.place(request), Form: &form,
		Intro: []string{words.Say(words.TeachHow), words.Say(words.TeachNoTest)},
		Buttons: []views.SignButton{
			{ID: "go-on", Kind: views.OtherButton, Text: words.Say(words.SignGoOn)},
			{ID: "skip", Name: "skip", Value: "yes", Kind: views.OtherButton, Text: words.Say(words.TeachSkip)},
		},
		Links: []views.SignLink{declineLink(request, s.party)},
	}
	for n, teaching := range s.teachings() {
		id := typed.Get(teachName("new", n))
		if !isID(id) {
			id = env.NewID()
		}
		form.Hidden = append(form.Hidden, views.Hidden{Name: teachName("new", n), Value: id})
		view.Asked = append(view.Asked, views.SignAsked{Says: teaching.says, Controls: s.teachControls(request, n, teaching.question, typed, faults)})
	}
	return stepReply(s.page(request), view, faults)
}

func (s ceremony) teachControls(request Request, n int, question string, typed Values, faults []fault) []views.Control {
	asked := questions(casework.KindTeachBack, "answer", "outcome")
	for i := range asked {
		asked[i].as = teachName(asked[i].field.Name, n)
	}
	controls := desk{request: request, file: s.file}.controls(asked, typed, faults)
	controls[0].Label, controls[1].Label = question, words.Say(words.TeachFits, "question", question)
	controls[0].Optional, controls[1].Optional, controls[0].Rows = false, false, 2
	return controls
}

func takeBack(ctx context.Context, env *Env, request Request, s ceremony) (Reply, error) {
	if request.Form.Get("skip") != "" {
		s.given["taught"] = "skipped"
		return s.next(ctx, env, request)
	}
	var entries []Entry
	var faults []fault
	var again []string // where to read once more
	count := 0
	for n, teaching := range s.teachings() {
		answer, outcome := strings.TrimSpace(unixLines(request.Form.Get(teachName("answer", n)))), request.Form.Get(teachName("outcome", n))
		if answer == "" {
			continue
		}
		if outcome == "" {
			faults = append(faults, fault{field: teachName("outcome", n), words: words.Say(words.TeachOutcome, "question", teaching.question)})
			continue
		}
		if count++; outcome == "went_back" {
			again = append(again, strconv.Itoa(teaching.at))
		}
		values := map[string]string{
			"contract": s.contract.ID, "question": teaching.question, "answer": answer, "outcome": outcome, "content_hash": s.contract.Get("content_hash"),
		}
		for _, problem := range casework.CheckRecord(s.file, casework.KindTeachBack, values, true) {
			faults = append(faults, fault{field: teachName(problem.Field, n), words: sentence(problem, words.Say(words.Label(string(casework.KindTeachBack), problem.Field)))})
		}
		if id := request.Form.Get(teachName("new", n)); isID(id) && s.file.Record(id) == nil {
			entries = append(entries, Made(id, casework.KindTeachBack, values))
		}
	}
	if len(faults) > 0 {
		return s.teachBack(env, request, nil, request.Form, faults), nil
	}
	if count == 0 {
		return s.teachBack(env, request, nil, request.Form, []fault{{field: teachName("answer", 0), words: words.Say(words.TeachNothing)}}), nil
	}
	if err := env.Write(ctx, request, s.file.Case, entries...); err != nil {
		return Reply{}, err
	}
	s.given["taught"] = string(rune('0' + count))
	if len(again) == 0 {
		return s.next(ctx, env, request)
	}
	// To the words, never to a score.
	s.given["read_how"], s.given["went_back"] = "", strings.Join(again, " ")
	reply, err := s.next(ctx, env, request)
	if reply.Location != "" {
		reply.Location += "#again-" + again[0]
	}
	return reply, err
}
