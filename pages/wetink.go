package pages

import (
	"context"
	"strings"

	"doorstep/casework"
	"doorstep/pages/picture"
	"doorstep/views"
	"doorstep/views/words"
)

// PaperBackPath asks for the code on a signed paper that comes back.
const PaperBackPath = "/paper-back"

func wetInkRoutes() []Route {
	const paper = "/cases/:case/contracts/:contract/signed-paper"
	return []Route{
		{Method: "GET", Pattern: PaperBackPath, Offline: true, Handle: askCode},
		{Method: "POST", Pattern: PaperBackPath, Offline: true, Handle: findByCode},
		{Method: "GET", Pattern: paper, Offline: true, Handle: bringing(showWet)},
		{Method: "POST", Pattern: paper, Offline: true, Files: true, Handle: bringing(takeWet)},
		{Method: "POST", Pattern: paper + "/pages", Offline: true, Files: true, Handle: bringing(keepPage)},
		{Method: "GET", Pattern: paper + "/pages/:slot", Offline: true, Handle: bringing(keptPage)},
	}
}

// wetInk is a contract signed on paper on its way back: what was answered, and
// the pages that an earlier try brought.
type wetInk struct {
	request  Request
	file     *casework.File
	contract *casework.Record
	content  casework.ContractContent
	missing  []string         // parties whose signature is not recorded
	there    *casework.Record // the scan, where one signature stands on it already
	id       string           // of the attachment that is made
	typed    Values
	pages    []wetPage
	names    []string // of pages that are kept until the form is whole
	since    string   // when the draft was kept that the form shows
	faults   []fault
}

// wetPage is one file of the paper with its bytes.
type wetPage struct {
	takenFile
	content []byte
}

// bringing opens a contract that waits for signatures. One that does not any
// more leads back to itself.
func bringing(handle func(context.Context, *Env, *wetInk) (Reply, error)) Handler {
	return func(ctx context.Context, env *Env, request Request) (Reply, error) {
		file, contract, err := openContract(ctx, env, request)
		if err != nil {
			return Reply{}, err
		}
		if casework.StateOf(file, contract) != casework.ContractFrozen {
			if request.Method == "POST" && file.Record(request.Form.Get("new")) == nil { // not tapped twice
				return immutable(request, file, nil), nil
			}
			return Reply{Location: contractPath(request, "")}, nil
		}
		content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
		if err != nil {
			return Reply{}, err
		}
		w := &wetInk{request: request, file: file, contract: contract, content: content, id: formID(env, request.Form), typed: request.Form}
		w.look()
		return handle(ctx, env, w)
	}
}

// look finds who has not signed, and the scan that somebody's signature stands on.
func (w *wetInk) look() {
	w.missing, w.there = nil, w.scan(w.id)
	signed := casework.SignaturesOf(w.file, w.contract)
	for _, party := range casework.Parties {
		switch signature := signed[party]; {
		case signature == nil:
			w.missing = append(w.missing, party)
		case signature.Get("method") == casework.MethodPaper:
			w.there = w.scan(signature.Get("attachment"))
		}
	}
}

func (w *wetInk) scan(id string) *casework.Record {
	if record := w.file.Record(id); record != nil && record.Kind == casework.KindAttachment && record.Get("of") == w.contract.ID {
		return record
	}
	return nil
}

func (w *wetInk) misses(party string) bool {
	for _, missing := range w.missing {
		if missing == party {
			return true
		}
	}
	return false
}

// onPaper asks on which day it was signed.
func onPaper() question {
	q := questions(casework.KindSignature, "signed_on")[0]
	q.as = "paper_on"
	return q
}

// asked are the questions about the client, which the worker answers.
func (w *wetInk) asked() []question {
	if !w.misses(casework.PartyClient) {
		return nil
	}
	return whoAsked()[:2]
}

func showWet(ctx context.Context, env *Env, w *wetInk) (Reply, error) {
	w.typed = onPaper().typed(w.request.today())
	if err := w.restore(ctx, env); err != nil {
		return Reply{}, err
	}
	return w.reply(), nil
}

// reply draws the page with what was answered and what is to be put right.
func (w *wetInk) reply() Reply {
	request := w.request
	name, _ := w.content.Signer(w.contract, casework.PartyWorker)
	view := views.WetInkView{
		With: words.Say(words.ContractsWith, "name", w.content.Client), Mark: casework.Mark(w.contract.Get("content_hash")),
		Print: views.Link{Href: contractPath(request, "/print"), Text: words.Say(words.WetPrint)},
		Scan: views.ScanWords{
			Script: views.Asset("scan.js"), Worker: views.Asset("scan_worker.js"), Library: views.Asset("scanic.js"), Reader: views.Asset("qr_decode.js"),
			Keep: request.Path + "/pages", Mark: strings.ReplaceAll(casework.Mark(w.contract.Get("content_hash")), "-", ""),
		},
		Form: views.Form{
			ID: "form", Action: request.Path, Files: true, Draft: request.Path, Since: w.since,
			Hidden: []views.Hidden{{Name: "new", Value: w.id}, {Name: pagesField, Value: w.typed.Get(pagesField)}},
		},
	}
	if !maySignAs(request, w.contract, casework.PartyWorker) {
		view.Why = words.Say(words.SignOtherWorker, "name", name)
	}
	if w.there != nil {
		view.Existing = &views.Link{Href: casePath(request, "/papers/"+w.there.ID), Text: words.Say(words.WetOpen)}
	} else {
		view.Pages = w.pageField()
	}
	if len(w.names) > 0 {
		view.Taken = words.Say(words.WetTaken, "names", strings.Join(w.names, ", "))
	}
	for _, page := range w.pages {
		view.Form.Hidden = append(view.Form.Hidden, views.Hidden{Name: "taken", Value: page.String()})
	}
	view.Controls = w.controls()
	back := backToContract(request, w.contract.ID)
	page := casePage(request, w.file, words.Say(words.WetTitle), back)
	reply := Reply{Page: page}
	if w.there != nil { // one signature stands already: nothing is left to be kept
		view.Form.Draft = ""
	}
	if len(w.faults) > 0 {
		view.Form.Faults = viewFaults(w.faults, append([]views.Control{view.Pages}, view.Controls...))
		reply.Status, reply.Page.Error = 422, true
	}
	reply.Main = views.WetInk(reply.Page, view)
	return reply
}

func (w *wetInk) pageField() views.Control {
	return w.withFault(views.Control{
		Shape: views.FileShape, Name: "page", Label: words.Say(words.WetPages), Hint: words.Say(words.WetPagesHow), Accept: "image/jpeg,application/pdf",
	})
}

func (w *wetInk) withFault(control views.Control) views.Control {
	for _, f := range w.faults {
		if f.field == control.Name && control.Error == "" {
			control.Error = f.words
		}
	}
	return control
}

func (w *wetInk) controls() []views.Control {
	d := desk{request: w.request, file: w.file}
	tick := func(name string, label words.Key, hint string, options ...views.Option) views.Control {
		for i := range options {
			for _, value := range w.typed[name] {
				options[i].Picked = options[i].Picked || value == options[i].Value
			}
		}
		return w.withFault(views.Control{Shape: views.TicksShape, Name: name, Label: words.Say(label), Hint: hint, Options: options})
	}
	var signers []views.Option
	for _, party := range w.missing {
		name, _ := w.content.Signer(w.contract, party)
		signers = append(signers, views.Option{Value: party, Label: name, Hint: partyRole(party)})
	}
	controls := []views.Control{
		tick("same", words.WetSame, "", views.Option{Value: "yes", Label: words.Say(words.WetSameTick)}),
		tick("signed", words.WetSigned, words.Say(words.WetSignedHow), signers...),
	}
	on := d.controls([]question{onPaper()}, w.typed, w.faults)
	on[0].Label, on[0].Optional = words.Say(words.WetOn), false
	controls = append(append(controls, on...), d.controls(w.asked(), w.typed, w.faults)...)
	if w.there == nil {
		keep := tick("keep", words.WetKeep, words.Say(words.WetKeepHow), views.Option{Value: "yes", Label: words.Say(words.WetKeepTick)})
		keep.Optional = true
		controls = append(controls, keep)
	}
	return controls
}

// takeWet keeps the paper and records both signatures on it. A tablet that dies
// between the two goes on with the scan that is there.
func takeWet(ctx context.Context, env *Env, w *wetInk) (Reply, error) {
	if !maySignAs(w.request, w.contract, casework.PartyWorker) {
		return Reply{}, casework.Fail(casework.Forbidden)
	}
	values := w.answers()
	if w.there == nil {
		if err := w.take(ctx, env); err != nil {
			return Reply{}, err
		}
	}
	if len(w.faults) > 0 {
		return w.again(ctx, env)
	}
	made, err := w.scanEntries(ctx, env)
	if err != nil {
		return Reply{}, err
	}
	if len(w.faults) > 0 {
		return w.again(ctx, env)
	}
	for _, party := range w.missing {
		if err := w.sign(ctx, env, party, values, made); err != nil {
			return Reply{}, err
		}
		made = nil
	}
	return Reply{Location: contractPath(w.request, "")}, w.settlePages(ctx, env)
}

// answers checks what was answered; the day lies between printing and today.
func (w *wetInk) answers() map[string]string {
	form := w.request.Form
	if form.Get("same") != "yes" {
		w.faults = append(w.faults, fault{field: "same", words: words.Say(words.WetNotSame)})
	}
	for _, party := range w.missing {
		if !strings.Contains(" "+strings.Join(form["signed"], " ")+" ", " "+party+" ") {
			w.faults = append(w.faults, fault{field: "signed", words: words.Say(words.WetNobody)})
			break
		}
	}
	on := onPaper()
	values, faults := answersTo(append([]question{on}, w.asked()...), form)
	w.faults = append(w.faults, faults...)
	day, frozen := values[on.name()], w.content.Frozen
	if moment, err := parseMoment(frozen); err == nil {
		frozen = w.request.House.Calendar.Day(moment)
	}
	var wrong words.Key
	switch {
	case len(faults) > 0:
	case day == "":
		wrong = words.WetNoDay
	case day > w.request.today():
		wrong = words.WetTomorrow
	case day < frozen:
		wrong = words.WetEarlier
	}
	if wrong != "" {
		w.faults = append(w.faults, fault{field: on.name(), words: words.Say(wrong)})
	}
	return values
}

// scanEntries joins the pages to one PDF and makes its attachment, and those of
// the photos if they are to be kept.
func (w *wetInk) scanEntries(ctx context.Context, env *Env) ([]Entry, error) {
	if w.there != nil {
		return nil, nil
	}
	content := w.pages[0].content
	if w.pages[0].kind != "document" {
		all := make([][]byte, len(w.pages))
		for i, page := range w.pages {
			all[i] = page.content
		}
		var err error
		if content, err = picture.Join(all); err != nil {
			return nil, err
		}
	}
	if len(content) > casework.MaxAttachment() {
		w.faults = append(w.faults, fault{field: "page", words: words.Say(words.WetTooLarge)})
		return nil, nil
	}
	scan := takenFile{
		kind: "scan", name: words.Say(words.WetFileName) + " " + casework.Mark(w.contract.Get("content_hash")) + ".pdf",
		media: "application/pdf", sha256: hashOf(content), size: len(content),
	}
	if err := env.Store.PutAttachment(ctx, scan.sha256, scan.media, content); err != nil {
		return nil, err
	}
	fields := scan.fields(w.contract.ID)
	fields["caption"] = words.Say(words.WetScan)
	w.file = w.file.Clone()
	w.file.Records[w.id] = &casework.Record{ID: w.id, Kind: casework.KindAttachment, Fields: fields}
	w.there = w.file.Records[w.id]
	entries := []Entry{Made(w.id, casework.KindAttachment, fields)}
	if w.request.Form.Get("keep") != "yes" {
		return entries, nil
	}
	photos, err := w.photos(ctx, env)
	return append(entries, photos...), err
}

// photos keeps the pages as they were taken: what scan.js cropped comes with its
// photo beside it.
func (w *wetInk) photos(ctx context.Context, env *Env) ([]Entry, error) {
	var taken []wetPage
	for _, upload := range w.request.Uploads {
		if upload.Field != "original" || len(upload.Content) == 0 || len(taken) == maxFiles {
			continue
		}
		file, problem := env.checkUpload(&upload)
		switch {
		case problem != nil:
			w.faults = append(w.faults, fault{field: "page", words: uploadSentence(problem, upload.Name)})
			return nil, nil
		case file.kind == "photo":
			taken = append(taken, wetPage{file, upload.Content})
		}
	}
	if len(taken) == 0 && w.pages[0].kind == "photo" {
		taken = w.pages
	}
	var entries []Entry
	for _, photo := range taken {
		if err := env.Store.PutAttachment(ctx, photo.sha256, photo.media, photo.content); err != nil {
			return nil, err
		}
		entries = append(entries, Made(env.NewID(), casework.KindAttachment, photo.fields(w.contract.ID)))
	}
	return entries, nil
}

// sign records one signature that stands on the paper, together with what was
// made before it.
func (w *wetInk) sign(ctx context.Context, env *Env, party string, answered map[string]string, made []Entry) error {
	name, person := w.content.Signer(w.contract, party)
	values := map[string]string{
		"contract": w.contract.ID, "party": party, "person": person, "name": name, "content_hash": w.contract.Get("content_hash"),
		"method": casework.MethodPaper, "attachment": w.there.ID, "signed_on": answered[onPaper().name()],
	}
	if party == casework.PartyClient {
		values["capacity"], values["identified"] = answered["capacity"], answered["identified"]
	}
	entry, err := env.signatureEntry(ctx, w.request, w.file, w.contract, env.NewID(), values, evidenceMore{at: w.request.Now.UnixMilli()})
	if err != nil {
		return err
	}
	if err := env.Write(ctx, w.request, w.file.Case, append(made, entry)...); err != nil {
		return env.unlessLanded(ctx, w.file.Case, err, func(file *casework.File) bool {
			return casework.SignaturesOf(file, w.contract)[party] != nil
		})
	}
	w.file, err = env.Store.File(ctx, w.file.Case)
	return err
}
