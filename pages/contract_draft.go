package pages

import (
	"context"
	"slices"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// contractPage shows a contract as it stands: its wording while that can still
// change, the frozen words afterwards.
func contractPage(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	if casework.Frozen(contract) {
		return frozenContract(ctx, env, request, file, contract)
	}
	d := desk{request: request, file: file}
	view := views.ContractDraftView{
		Add:  views.Link{Href: contractPath(request, "/items/new"), Text: words.Say(words.ContractItemAdd)},
		Read: views.Link{Href: contractPath(request, "/read"), Text: words.Say(words.ReadButton)},
		Drop: views.Link{Href: contractPath(request, "/remove"), Text: words.Say(words.ContractDropDraft)},
	}
	for _, remark := range remarksOf(file, contract.ID) {
		view.Remarks = append(view.Remarks, lineRemark(request, file, remark, ""))
	}
	for _, q := range contractForm.asked {
		view.Facts = append(view.Facts, views.SummaryRow{
			ID: "change-" + q.name(), Name: q.label(), Value: d.shown(q, contract.Get(q.field.Name)),
			Href: contractPath(request, "/words"), Change: words.Say(words.ContractChange, "label", q.label()),
		})
		view.Versions = append(view.Versions, fieldVersions(request, contract, q.field.Name)...)
	}
	view.Open = openLines(request, file, contract, contentOf(request, file, contract), contractPath(request, "/read"))
	hints := hintsOf(request, file, contract)
	view.Hints = hints.facts
	items := casework.ItemsOf(file, contract.ID)
	for i, item := range items {
		view.Items = append(view.Items, itemView(request, file, item, i, len(items)))
		view.Items[i].Hints = hints.items[item.ID]
		for _, remark := range remarksOf(file, item.ID) {
			view.Items[i].Remarks = append(view.Items[i].Remarks, lineRemark(request, file, remark, item.Get("words")))
		}
	}
	page := casePage(request, file, words.Say(words.ContractDraftTitle), backToContracts(request))
	return Reply{Page: page, Main: views.ContractDraft(page, view)}, nil
}

func itemView(request Request, file *casework.File, item *casework.Record, i, count int) views.ContractItemView {
	base := contractPath(request, "/items/"+item.ID)
	return views.ContractItemView{
		ID: item.ID, Href: base, First: i == 0, Last: i == count-1,
		Out: item.Get("left_out") != "", Number: strconv.Itoa(i + 1), Versions: versionLinks(request, item),
		Line: contractLine(casework.ContractContent{Language: draftLanguage(request, file.Record(item.Get("contract")))}, casework.ContractContentItem{
			Words: item.Get("words"), Who: item.Get("who"), ByWhen: item.Get("by_when"), IfNot: item.Get("if_not"),
		}),
		Form: views.Form{ID: "move-" + item.ID, Action: base + "/move", Seen: drawnFrom(file, file.Seen)},
	}
}

// fieldVersions links to the open versions of one field.
func fieldVersions(request Request, record *casework.Record, field string) []views.Link {
	if len(record.Open(field)) == 0 {
		return nil
	}
	return []views.Link{{
		Href: casePath(request, "/versions/"+record.ID+"/"+field),
		Text: words.Say(words.TwoVersionsOf, "label", fieldLabel(record.Kind, field)),
	}}
}

// moveItem moves an item up or down, leaves it out or takes it in again.
func moveItem(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	items := casework.ItemsOf(file, contract.ID)
	at := slices.IndexFunc(items, func(item *casework.Record) bool { return item.ID == request.Params["record"] })
	if at < 0 {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	seen := seenOn(file, request.Form.Get("seen"))
	id := items[at].ID
	var entries []Entry
	switch act := request.Form.Get("do"); act {
	case "out", "in":
		value := map[string]string{"out": "yes", "in": ""}[act]
		if entry, ok := Edited(items[at], seen, map[string]string{"left_out": value}); ok {
			entries = append(entries, entry)
		}
	case "up", "down":
		to := at + map[string]int{"up": -1, "down": 1}[act]
		if to >= 0 && to < len(items) {
			items[at], items[to] = items[to], items[at]
		}
		entries = renumber(items, seen)
	default:
		return Reply{}, &casework.Problem{Code: casework.BadChoice, Field: "do"}
	}
	if err := env.Write(ctx, request, file.Case, entries...); err != nil {
		return Reply{}, err
	}
	return Reply{Location: contractPath(request, "") + "#item-" + id}, nil
}

// renumber gives the items the places in which they stand in the list.
func renumber(items []*casework.Record, seen int64) []Entry {
	var entries []Entry
	for i, item := range items {
		if entry, ok := Edited(item, seen, map[string]string{"place": strconv.Itoa(i + 1)}); ok {
			entries = append(entries, entry)
		}
	}
	return entries
}

// contentOf draws what would be signed from the draft as it stands now. Names
// are written out: a later change of a person's record changes no contract.
func contentOf(request Request, file *casework.File, contract *casework.Record) casework.ContractContent {
	template := templateOf(request, contract)
	content := casework.ContractContent{
		Format: casework.ContractFormat, Agency: request.House.Agency, Case: file.Case, Contract: contract.ID,
		Title: template.Title, Worker: request.House.StaffName(contract.Get("worker")),
		About: contract.Get("about"), Items: []casework.ContractContentItem{},
		EndsWhen: contract.Get("ends_when"), EndsOn: contract.Get("ends_on"),
		Consent: template.Consent, PlanMark: casework.PlanMark(file),
		Template: template.Ref(), Language: draftLanguage(request, contract), Intro: template.Intro, StartsOn: contract.Get("starts_on"),
		Reach: contract.Get("reach"), IfChanges: contract.Get("if_changes"), Standing: template.Standing, PaperOnly: template.PaperOnly,
		Supersedes: contract.Get("supersedes"), Headings: template.Headings,
	}
	if earlier := file.Record(content.Supersedes); earlier != nil {
		content.SupersedesOn = lastSignedOn(file, earlier)
	}
	if person := file.Record(contract.Get("client")); person != nil {
		content.Client = person.Get("name")
	}
	for _, item := range casework.ItemsOf(file, contract.ID) {
		if item.Get("left_out") == "" {
			content.Items = append(content.Items, casework.ContractContentItem{
				Words: item.Get("words"), Who: item.Get("who"), ByWhen: item.Get("by_when"),
				Action: item.Get("action"), Mark: casework.ActionMark(file.Record(item.Get("action"))),
				IfNot: item.Get("if_not"),
			})
		}
	}
	return content
}

// contractText is the content as people read it. Check page, signing pages and
// signed page all draw from it.
func contractText(content casework.ContractContent) views.ContractText {
	text := views.ContractText{
		ID: "contract", Title: content.Title, Agency: content.Agency, Client: content.Client, Worker: content.Worker,
		About: content.About, EndsWhen: content.EndsWhen, Lang: content.Language, Intro: content.Intro, Standing: views.StandingOf(content),
		Between: views.SentenceOf(content, "between", "client", content.Client, "worker", content.Worker, "agency", content.Agency),
		Starts:  onDay(content, "starts", content.StartsOn), EndsBy: onDay(content, "ends_by", content.EndsOn),
		AboutHead: views.ContractHeading(content, "about"), ItemsHead: views.ContractHeading(content, "items"), EndsHead: views.ContractHeading(content, "ends"),
	}
	if text.Supersedes = onDay(content, "supersedes", content.SupersedesOn); content.SupersedesOn == "" && content.Supersedes != "" {
		text.Supersedes = views.Sentence{Text: words.Say(words.ContractSupersedes), Lang: string(words.English)}
	}
	for _, item := range content.Items {
		text.Items = append(text.Items, contractLine(content, item))
	}
	return text
}

func contractLine(content casework.ContractContent, item casework.ContractContentItem) views.ContractLine {
	line := views.ContractLine{
		Words: item.Words, Lang: content.Language, Who: views.SentenceOf(content, "who", "who", item.Who), By: onDay(content, "by", item.ByWhen),
	}
	if item.ByWhen == "" {
		line.By = views.SentenceOf(content, "no_day")
	}
	if item.IfNot != "" {
		line.IfNot = views.SentenceOf(content, "if_not", "then", item.IfNot)
	}
	return line
}

// onDay is a sentence that names a day, empty without one.
func onDay(content casework.ContractContent, name, on string) views.Sentence {
	if on == "" {
		return views.Sentence{}
	}
	return views.SentenceOf(content, name, "day", views.DayOf(content, on, day))
}

// readContract shows exactly the text that will be signed.
func readContract(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	return readReply(request, file, contentOf(request, file, contract), "", nil), nil
}

// readReply draws the check page. shown names the text by its hash, so that
// what was read and what is frozen cannot be two things.
func readReply(request Request, file *casework.File, content casework.ContractContent, notice string, faults []views.Fault) Reply {
	text, shown := content.Freeze()
	view := views.ContractReadView{
		Text: contractText(content), Notice: notice, Faults: faults, Unprintable: unprintable(text),
		Form: views.Form{ID: "start-form", Action: contractPath(request, "/read"), Hidden: []views.Hidden{{Name: "shown", Value: shown}}},
		Edit: views.Link{Href: contractPath(request, ""), Text: words.Say(words.ReadEdit)},
		Copy: copyRow(request, file, file.Record(content.Contract)),
	}
	if contract := file.Record(content.Contract); contract != nil {
		view.Text = remarked(request, file, contract, content, view.Text)
		view.Open = openLines(request, file, contract, content, "")
		view.Hints = hintsOf(request, file, contract).all(file, contract.ID)
	}
	page := casePage(request, file, words.Say(words.ReadTitle), backToContract(request, content.Contract))
	reply := Reply{Page: page}
	if len(faults) > 0 {
		reply.Status, reply.Page.Error = 422, true
	} else if notice != "" {
		reply.Status = 409
	}
	reply.Main = views.ContractRead(reply.Page, view)
	return reply
}

// startSigning freezes the words that were read: content, hash and moment in
// one operation. From here on no path changes them.
func startSigning(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, contract, err := openContract(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	content := contentOf(request, file, contract)
	if faults := unready(file, contract, content); len(faults) > 0 {
		return readReply(request, file, content, "", faults), nil
	}
	if _, shown := content.Freeze(); shown != request.Form.Get("shown") {
		return readReply(request, file, content, words.Say(words.ReadChanged), nil), nil
	}
	content.Frozen = request.Now.UTC().Format(time.RFC3339)
	text, hash := content.Freeze()
	plan, _ := casework.PlanOf(file, request.House.StaffName).Freeze()
	entry := Entry{Record: contract.ID, Kind: casework.KindContract, Seen: file.Seen, Changes: []oplog.Change{
		{Do: oplog.Set, Field: "content", To: text},
		{Do: oplog.Set, Field: "content_hash", To: hash},
		{Do: oplog.Set, Field: "frozen_at", To: oplog.Moment(request.Now)},
		{Do: oplog.Set, Field: casework.PlanContentField, To: plan},
	}}
	if err := env.Write(ctx, request, file.Case, entry); err != nil {
		return Reply{}, err
	}
	return Reply{Location: contractPath(request, "")}, nil
}

// unready says what must be there before these words can be signed.
func unready(file *casework.File, contract *casework.Record, content casework.ContractContent) []views.Fault {
	var faults []views.Fault
	twice := false
	for _, record := range append(casework.ItemsOf(file, contract.ID), contract) {
		for _, open := range record.Siblings {
			twice = twice || open.Field != "aside" // which hints were put aside is not signed
		}
	}
	if twice {
		faults = append(faults, views.Fault{ID: "edit", Words: words.Say(words.ContractTwoVersions)})
	}
	problem := content.Check()
	if problem == nil {
		return faults
	}
	key := map[string]words.Key{
		"ends_when": words.ContractNoEnd, "items": words.ContractNoItems,
		"client": words.ContractNoClientName, "worker": words.ContractNoWorkerName,
	}[problem.Field]
	return append(faults, views.Fault{ID: "edit", Words: words.Say(key)})
}
