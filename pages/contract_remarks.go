package pages

import (
	"context"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

const lineRemarkPath = "/cases/:case/contracts/:contract/lines/:line/remark"

// contractLineAt is one line of a contract as somebody can speak of it: what the
// address calls it, the record that it comes from, its words, and its place on the
// page (see views.ContractText).
type contractLineAt struct{ name, of, words, place string }

// linesOf are the lines of a contract in their order. An item is known by its
// record, so that a remark stays with it when the items move; the other lines are
// the contract's own.
func linesOf(file *casework.File, contract *casework.Record, content casework.ContractContent) []contractLineAt {
	var lines []contractLineAt
	own := func(name, text, place string) {
		if text != "" {
			lines = append(lines, contractLineAt{name, contract.ID, text, place})
		}
	}
	own("intro", content.Intro, "intro")
	own("about", content.About, "about")
	var records []*casework.Record
	for _, item := range casework.ItemsOf(file, contract.ID) {
		if item.Get("left_out") == "" {
			records = append(records, item)
		}
	}
	for i, item := range content.Items {
		place := "item-" + strconv.Itoa(i+1)
		if len(records) == len(content.Items) && records[i].Get("words") == item.Words {
			lines = append(lines, contractLineAt{records[i].ID, records[i].ID, item.Words, place})
		} else { // written where the freezing was not seen: the line is known by its place
			own(place, item.Words, place)
		}
	}
	own("ends", content.EndsWhen, "ends")
	before := len(lines)
	part := func(name, text string) { own(name, text, "part-"+strconv.Itoa(len(lines)-before+1)) }
	part("reach", content.Reach)
	part("if_changes", content.IfChanges)
	for i, standing := range content.Standing {
		part("standing-"+strconv.Itoa(i+1), standing.Text)
	}
	part("consent", content.Consent)
	return lines
}

// about reports whether a remark speaks of this line.
func (l contractLineAt) about(remark *casework.Record) bool {
	return remark.Get("of") == l.of && (l.of == l.name || remark.Get("line") == l.name)
}

// contractRemarks are what was said about any line of a contract, also of lines
// that were worded anew or left out since.
func contractRemarks(file *casework.File, contract string) []*casework.Record {
	var list []*casework.Record
	for _, remark := range file.Of(casework.KindRemark) {
		if about := file.Record(remark.Get("of")); about != nil && (about.ID == contract || about.Get("contract") == contract) {
			list = append(list, remark)
		}
	}
	return list
}

// remarked puts below each line of a contract what was said about it, and while
// nobody is bound yet the way to say that it is not what was meant.
func remarked(request Request, file *casework.File, contract *casework.Record, content casework.ContractContent, text views.ContractText) views.ContractText {
	open, remarks := mayRemark(file, contract), contractRemarks(file, contract.ID)
	text.Remarks = map[string]views.LineRemarks{}
	for _, line := range linesOf(file, contract, content) {
		view := views.LineRemarks{ID: "line-" + line.name, About: line.words}
		if open {
			view.Href = strings.NewReplacer(":case", file.Case, ":contract", contract.ID, ":line", line.name).Replace(lineRemarkPath)
		}
		for _, remark := range remarks {
			if line.about(remark) {
				view.List = append(view.List, lineRemark(request, file, remark, line.words))
			}
		}
		text.Remarks[line.place] = view
	}
	return text
}

// mayRemark reports whether the words of a contract bind nobody yet.
func mayRemark(file *casework.File, contract *casework.Record) bool {
	state := casework.StateOf(file, contract)
	return state == casework.ContractDraft || state == casework.ContractFrozen
}

// lineRemark is a remark about a line; words that the line no longer has stand with
// it. In the client's hands nothing leads to the worker's pages.
func lineRemark(request Request, file *casework.File, remark *casework.Record, now string) views.RemarkView {
	view := remarkView(request, file, remark)
	if was := remark.Get("quote"); was != "" && was != clipped(now) {
		view.Was = was
	}
	if handed(request) {
		view.Href, view.Versions = "", nil
	}
	return view
}

// clipped is as much of a line as a remark keeps of it.
func clipped(text string) string {
	const most = 4000
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most])
	}
	return text
}

// openLines says that somebody sees lines of the contract differently and that
// nobody has answered it, with a way to each. It warns, and stops nothing.
func openLines(request Request, file *casework.File, contract *casework.Record, content casework.ContractContent, page string) *views.OpenLines {
	var view views.OpenLines
	for _, remark := range contractRemarks(file, contract.ID) {
		if remark.Get("answer") != "" {
			continue
		}
		link := views.Link{Text: remark.Get("quote")}
		for _, line := range linesOf(file, contract, content) {
			if line.about(remark) {
				link = views.Link{Text: line.words, Href: page + "#line-" + line.name}
			}
		}
		if record := file.Record(remark.Get("of")); link.Text == "" && record != nil {
			link.Text = nameOf(record)
		}
		view.Lines = append(view.Lines, link)
	}
	if len(view.Lines) == 0 {
		return nil
	}
	view.Words = words.Count(words.LineOpen, len(view.Lines))
	return &view
}

// notMeant is what can be said about any line of a contract while it is read, on
// the turned tablet too. The words may stay empty.
var notMeant = recordForm{
	kind: casework.KindRemark, newPath: lineRemarkPath,
	asked:    []question{remarkTypes(), questions(casework.KindRemark, "words")[0].says(words.ClientRemarkWords)},
	newTitle: words.ClientRemarkTitle, edit: words.ClientRemarkTitle, save: words.ClientSave,
	start: func(Request, *casework.File) map[string]string { return map[string]string{"type": "not_meant"} },
	back:  func(request Request) views.Link { return backToContract(request, request.Params["contract"]) },
	after: func(request Request, _ string) string { return contractPath(request, "") },
}

func lineRemarkRoutes() []Route {
	routes := notMeant.routes()
	for i := range routes {
		routes[i].Turned, routes[i].Handle = true, remarkOnLine
	}
	return routes
}

// remarkOnLine opens the form about one line, with the line above it.
func remarkOnLine(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if !mayHold(request, contract, casework.PartyClient) {
		return TurnedAway(request), nil
	}
	content, page := contentOf(request, file, contract), contractPath(request, "/read")
	if casework.Frozen(contract) {
		if content, err = casework.ThawContract(contract.Get("content"), contract.Get("content_hash")); err != nil {
			return Reply{}, err
		}
		page = contractPath(request, "/sign/"+casework.PartyClient+"/read")
	}
	var line *contractLineAt
	for _, one := range linesOf(file, contract, content) {
		if one.name == request.Params["line"] {
			line = &one
		}
	}
	switch {
	case !mayRemark(file, contract) && request.Method == "GET":
		return Reply{Location: contractPath(request, "")}, nil
	case line == nil && request.Method == "POST": // left out meanwhile: what was said of it is not
		line = &contractLineAt{name: request.Params["line"], of: contract.ID}
	case line == nil:
		return Reply{}, casework.Fail(casework.NotFound)
	}
	form := notMeant
	form.back = func(Request) views.Link { return views.Link{Href: page, Text: words.Say(words.SignReadTitle)} }
	form.after = func(Request, string) string { return page }
	form.anchor = func(Request) string { return "line-" + line.name }
	form.fixed = func(request Request, file *casework.File) map[string]string {
		return saidOfLine(request, file, contract, *line)
	}
	handle := form.show
	if request.Method == "POST" {
		handle = form.take
	}
	reply, err := handle(ctx, env, request)
	if err == nil && reply.Main != nil {
		reply.Main = views.Below(views.QuoteView{Words: line.words, Lang: content.Language}, reply.Main)
	}
	return reply, err
}

// saidOfLine says who speaks, and of which words: they may be worded anew.
func saidOfLine(request Request, file *casework.File, contract *casework.Record, line contractLineAt) map[string]string {
	values := map[string]string{
		"person": contract.Get("client"), "on": request.today(), "of": line.of, "line": line.name, "quote": clipped(line.words),
	}
	if person := file.Record(contract.Get("client")); person != nil {
		values["language"] = person.Get("language")
	}
	if handed(request) {
		values["own_hand"] = "yes"
	}
	return values
}
