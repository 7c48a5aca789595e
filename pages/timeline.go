package pages

import (
	"context"
	"sort"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// timelinePage is how many entries one page of a timeline holds.
const timelinePage = 100

func timelineRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/cases/:case/timeline", Offline: true, Handle: timeline},
		{Method: "POST", Pattern: "/cases/:case/timeline", Offline: true, Handle: timeline},
	}
}

// happened is one thing of a case with its day.
type happened struct {
	record *casework.Record
	on     string
}

// dayFields are the fields that say when something was, the telling one first.
var dayFields = []string{"on", "from_on", "since", "started_on", "agreed_on", "signed_on", "said_on", "given_on", "done_on", "written_on"}

// happenedIn lists what happened in a case, newest first. Parts of the program's
// own (a dealt-with mark, an item of a contract) are no events of the family.
func happenedIn(request Request, file *casework.File) []happened {
	var list []happened
	for _, record := range file.Records {
		switch record.Kind {
		case casework.KindCase, casework.KindDealt, casework.KindContractItem, casework.KindReviewItem, casework.KindAttendee, casework.KindTold, casework.KindTeachBack:
			continue
		}
		if record.Removed != nil {
			continue
		}
		list = append(list, happened{record, recordDay(request, record)})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].on != list[j].on {
			return list[i].on > list[j].on
		}
		return list[i].record.ID > list[j].record.ID
	})
	return list
}

// recordDay is the day of a record: its own, or the one on which it was written.
func recordDay(request Request, record *casework.Record) string {
	for _, field := range dayFields {
		if on := record.Get(field); on != "" && len(on) == len("2026-11-29") {
			return on
		}
	}
	if moment, err := parseMoment(record.Created.At); err == nil {
		return request.House.Calendar.Day(moment)
	}
	return ""
}

// timeline shows everything that happened in a case; a POST looks for words in
// it, so that they stand in no address.
func timeline(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	d := desk{request: request, file: file}
	kind, query := request.Query.Get("kind"), strings.TrimSpace(request.Form.Get("q"))
	parsed := casework.ParseQuery(query)
	from, _ := strconv.Atoi(request.Query.Get("from"))
	all := happenedIn(request, file)
	view := views.TimelineView{Query: query, Action: request.Path, Kinds: d.timelineKinds(all, kind)}
	count := 0
	for _, one := range all {
		if kind != "" && string(one.record.Kind) != kind || query != "" && !parsed.Finds(one.record) {
			continue
		}
		if count++; count <= from {
			continue
		}
		if count > max(from, 0)+timelinePage {
			view.Older = request.Path + "?kind=" + kind + "&from=" + strconv.Itoa(from+timelinePage)
			break
		}
		view.Rows = append(view.Rows, d.timelineRow(one))
	}
	view.Found = words.Count(words.TimelineFound, count)
	page := casePage(request, file, words.Say(words.TimelineTitle), backToCase(request))
	return Reply{Page: page, Main: views.Timeline(page, view)}, nil
}

func (d desk) timelineRow(one happened) views.Row {
	record := one.record
	row := views.Row{
		ID: "e-" + record.ID, Href: pathOf(d.request, record), Text: kindName(record.Kind), Detail: firstLine(d.workName(record)), End: day(one.on),
	}
	if record.Created.Late != "" {
		row.Tags = append(row.Tags, views.Tag{Icon: "triangle-alert", Words: words.Count(words.LateTag, 1)})
	}
	return row
}

// timelineKinds are the kinds that a timeline can be narrowed to.
func (d desk) timelineKinds(all []happened, picked string) []views.Option {
	options := []views.Option{{Label: words.Say(words.TimelineAll), Picked: picked == ""}}
	seen := map[casework.Kind]bool{}
	for _, one := range all {
		seen[one.record.Kind] = true
	}
	for _, kind := range casework.Kinds() {
		if seen[kind] {
			options = append(options, views.Option{Value: string(kind), Label: kindName(kind), Picked: string(kind) == picked})
		}
	}
	return options
}

// pathOf is where a record is read.
func pathOf(request Request, record *casework.Record) string {
	if part, ok := workByKind[record.Kind]; ok {
		return casePath(request, "/"+part.path+"/"+record.ID)
	}
	switch record.Kind {
	case casework.KindCase:
		return casePath(request, "")
	case casework.KindNote:
		return casePath(request, "/notes/"+record.ID)
	case casework.KindContract:
		return casePath(request, "/contracts/"+record.ID)
	case casework.KindSignature, casework.KindWithdrawal, casework.KindCountersign, casework.KindFulfilled, casework.KindCopy, casework.KindContractItem:
		return casePath(request, "/contracts/"+record.Get("contract"))
	case casework.KindPerson:
		return casePath(request, "/people#person-"+record.ID)
	case casework.KindAttachment:
		return casePath(request, "/papers")
	case casework.KindAssessment:
		return casePath(request, "/assessment/"+record.ID)
	case casework.KindGoal:
		return casePath(request, "/plan#goal-"+record.ID)
	case casework.KindIssue:
		return casePath(request, "/plan#issue-"+record.ID)
	case casework.KindAction:
		return casePath(request, "/plan#action-"+record.ID)
	case casework.KindPlanVersion:
		return casePath(request, "/plan")
	case casework.KindDeadlineAnswer:
		return casePath(request, "/deadlines")
	case casework.KindServiceView:
		if note := record.Get("note"); note != "" {
			return casePath(request, "/notes/"+note)
		}
		return casePath(request, "/referrals/"+record.Get("of"))
	case casework.KindAcknowledged:
		return casePath(request, "/conferences/"+record.Get("of"))
	case casework.KindFidelity:
		return casePath(request, "/fidelity")
	}
	return casePath(request, "/plan")
}

// --- active efforts ---

// effortKinds are the eleven examples of 25 CFR 23.2 and, after them, what the
// state's law adds (MCL 712B.3).
const (
	federalEfforts = 11
	effortKinds    = 14
)

func effortRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/cases/:case/effort-record", Offline: true, Handle: effortRecord}}
}

// effortRecord is the dated narrative of active efforts, kind by kind, and which
// kinds have nothing yet.
func effortRecord(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	var view views.EffortView
	efforts, gaps := effortsOf(request, file)
	view.Sheet, view.Gaps = efforts.Sheet, gaps
	if answer := file.Head().Get("american_indian"); answer != "yes" {
		view.Applies = words.Say(words.EffortApplies)
	}
	page := casePage(request, file, words.Say(words.EffortRecordTitle), views.Link{Href: casePath(request, "/work"), Text: words.Say(words.WorkHub)})
	return Reply{Page: page, Main: views.EffortRecord(page, view)}, nil
}

// effortsOf is the narrative as it is printed: each effort with its day, all that
// was written of it and who wrote it. gaps are the kinds of which nothing is
// written.
func effortsOf(request Request, file *casework.File) (packet Packet, gaps []string) {
	packet = newPacket(request, file, words.EffortRecordTitle)
	p := packer{desk: desk{request: request, file: file}, packet: &packet}
	by := map[string][]views.PlanSheetItem{}
	all := happenedIn(request, file)
	for i := len(all) - 1; i >= 0; i-- { // a narrative begins at the beginning
		kinds := strings.Fields(all[i].record.Get(effortsField))
		if len(kinds) == 0 {
			continue
		}
		item := p.item(packet.Sheet.Title, all[i].record)
		item.Words = labelled(day(all[i].on), kindName(all[i].record.Kind)+". "+item.Words)
		for _, kind := range kinds {
			by[kind] = append(by[kind], item)
		}
	}
	for n := 1; n <= effortKinds; n++ {
		id := strconv.Itoa(n)
		part := views.PlanSheetPart{ID: "effort-" + id, Heading: words.Say(words.EffortKind(id)), Items: by[id]}
		if len(part.Items) == 0 {
			gaps = append(gaps, part.Heading)
			continue
		}
		packet.Sheet.Parts = append(packet.Sheet.Parts, part)
	}
	return packet, gaps
}

// --- closing ---

func farewellRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/cases/:case/farewell", Offline: true, Handle: farewell}}
}

// farewell is what the family takes along, as one plain sheet to print.
func farewell(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	view := views.FarewellView{Agency: request.House.Agency, Worker: request.House.StaffName(file.Worker())}
	for _, plan := range file.Of(casework.KindAftercare) {
		for _, field := range []string{"supports", "services", "warning_signs", "call", "words"} {
			if text := plan.Get(field); text != "" {
				view.Facts = append(view.Facts, views.SummaryRow{Name: fieldLabel(plan.Kind, field), Value: text})
			}
		}
	}
	for _, kind := range casework.TakeTypes {
		group := views.WorkGroup{ID: "take-" + kind, Title: words.Say(words.FarewellGroup(kind))}
		for _, thing := range file.Of(casework.KindTakeAlong) {
			if thing.Get("type") == kind {
				group.Rows = append(group.Rows, views.Row{Text: thing.Get("what"), Detail: thing.Get("reach")})
			}
		}
		if kind == "service" {
			group.Rows = append(group.Rows, dischargeRows(file)...)
		}
		if len(group.Rows) > 0 {
			view.Groups = append(view.Groups, group)
		}
	}
	page := casePage(request, file, words.Say(words.FarewellTitle), views.Link{Href: casePath(request, "/work"), Text: words.Say(words.WorkHub)})
	return Reply{Page: page, Main: views.Farewell(page, view)}, nil
}

func dischargeRows(file *casework.File) []views.Row {
	var rows []views.Row
	for _, referral := range file.Of(casework.KindReferral) {
		if referral.Get("discharge") != "" {
			rows = append(rows, views.Row{Text: nameOf(referral), Detail: joinDot(referral.Get("provider"), referral.Get("reach"), referral.Get("location"))})
		}
	}
	return rows
}
