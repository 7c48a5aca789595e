package pages

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// historyPage is how many entries a page holds.
const historyPage = 50

// skewShown is from where on a clock that is wrong is told.
const skewShown = time.Minute

// Histories reads the log. The tablet carries only what stands, and each
// field's last author; the log is at the office.
type Histories interface {
	History(ctx context.Context, caseID string, before int64, limit int) ([]storage.Logged, error)
	RecordLog(ctx context.Context, caseID string, records []string, upTo int64) ([]storage.Logged, error)
	Openings(ctx context.Context, caseID string, before int64, limit int) ([]storage.Opening, error)
}

// OpenedPath is the page of who opened a case.
const OpenedPath = "/cases/:case/opened"

// OfficeRoutes are the flows that only the office has. They stand apart from
// Routes so that nothing of them is in the tablet's program.
func OfficeRoutes() []Route {
	return append(gapRoutes(), []Route{
		{Method: "GET", Pattern: "/cases/:case/history", Handle: historyOfCase},
		{Method: "GET", Pattern: "/cases/:case/history/:record", Handle: historyOfRecord},
		{Method: "GET", Pattern: "/cases/:case/history/:record/:seq", Handle: historyThen},
		{Method: "GET", Pattern: OpenedPath, Handle: openingsOfCase},
		{Method: "GET", Pattern: "/openings", Handle: openingsOfAll},
	}...)
}

// historyOfCase lists what was written in a case.
func historyOfCase(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	before := beforeOf(request)
	list, err := env.Log.History(ctx, file.Case, before, historyPage+1)
	if err != nil {
		return Reply{}, err
	}
	more := len(list) > historyPage
	list = list[:min(len(list), historyPage)]
	told, err := tell(ctx, env, desk{request: request, file: file}, list)
	if err != nil {
		return Reply{}, err
	}
	view := views.HistoryView{How: words.Say(words.HistoryHow)}
	for _, one := range told {
		entry := one.entry()
		entry.Record = &views.Link{Href: casePath(request, "/history/"+one.op.Record), Text: one.name()}
		view.Entries = append(view.Entries, entry)
	}
	here := casePath(request, "/history")
	view.Links = turns(here, before, more, lastOf(list))
	page := casePage(request, file, words.Say(words.HistoryTitle), backToCase(request))
	return Reply{Page: page, Main: views.History(page, view)}, nil
}

// turns lead to the entries before the last one shown, and back to the newest.
func turns(here string, before int64, more bool, last int64) []views.Link {
	var links []views.Link
	if more {
		links = append(links, views.Link{Href: here + "?before=" + strconv.FormatInt(last, 10), Text: words.Say(words.HistoryEarlier)})
	}
	if before > 0 {
		links = append(links, views.Link{Href: here, Text: words.Say(words.HistoryNewest)})
	}
	return links
}

// beforeOf is the entry before which a page begins; 0 is the newest.
func beforeOf(request Request) int64 {
	before, _ := strconv.ParseInt(request.Query.Get("before"), 10, 64)
	return max(0, before)
}

func lastOf(list []storage.Logged) int64 {
	if len(list) == 0 {
		return 0
	}
	return list[len(list)-1].Result.Seq
}

// historyOfRecord lists what was written about one record.
func historyOfRecord(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, told, err := recordLog(ctx, env, request, 0)
	if err != nil {
		return Reply{}, err
	}
	newest := told[len(told)-1]
	view := views.HistoryView{How: words.Say(words.HistoryHowRecord), What: newest.name()}
	before := beforeOf(request)
	var shown []storage.Logged
	more := false
	for _, one := range slices.Backward(told) {
		if before > 0 && one.Result.Seq >= before {
			continue
		}
		if more = len(shown) == historyPage; more {
			break
		}
		entry := one.entry()
		if one.Result.Outcome != oplog.Kept {
			entry.Then = &views.Link{
				Href: casePath(request, "/history/"+one.op.Record+"/"+strconv.FormatInt(one.Result.Seq, 10)), Text: words.Say(words.HistoryThen),
			}
		}
		shown, view.Entries = append(shown, one.Logged), append(view.Entries, entry)
	}
	view.Links = append(turns(casePath(request, "/history/"+request.Params["record"]), before, more, lastOf(shown)),
		views.Link{Href: casePath(request, "/history"), Text: words.Say(words.HistoryOfCase)})
	page := casePage(request, file, words.Say(words.HistoryTitle), backToCase(request))
	return Reply{Page: page, Main: views.History(page, view)}, nil
}

// recordLog reads the log of the record of the route, up to a number.
func recordLog(ctx context.Context, env *Env, request Request, upTo int64) (*casework.File, []told, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	list, err := env.Log.RecordLog(ctx, file.Case, []string{request.Params["record"]}, upTo)
	if err == nil && len(list) == 0 {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return nil, nil, err
	}
	return file, replay(desk{request: request, file: file}, list), nil
}

// historyThen shows a record as it stood after one entry.
func historyThen(ctx context.Context, env *Env, request Request) (Reply, error) {
	seq, err := strconv.ParseInt(request.Params["seq"], 10, 64)
	if err != nil || seq < 1 {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	file, told, err := recordLog(ctx, env, request, seq)
	if err != nil {
		return Reply{}, err
	}
	last := told[len(told)-1]
	view := views.StoodView{
		What: last.name(),
		How:  words.Say(words.HistoryThenHow, "name", last.nameOfStaff(last.op.Actor), "when", last.office()),
	}
	if last.after != nil {
		view.Rows = last.rows(last.after)
		if last.after.Removed != nil {
			view.Tags = append(view.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(words.HistoryError), Tone: views.Warn})
		}
	}
	back := views.Link{Href: casePath(request, "/history/"+request.Params["record"]), Text: words.Say(words.HistoryTitle)}
	page := casePage(request, file, words.Say(words.HistoryThenTitle), back)
	return Reply{Page: page, Main: views.Stood(page, view)}, nil
}

// told is one entry of the log with its record before and after it.
type told struct {
	desk
	storage.Logged
	op            oplog.Operation
	before, after *casework.Record
}

// tell puts entries of a case beside what they changed, in their order.
func tell(ctx context.Context, env *Env, d desk, list []storage.Logged) ([]told, error) {
	if len(list) == 0 {
		return nil, nil
	}
	var records []string
	for _, one := range list {
		if !slices.Contains(records, one.Operation.Record) {
			records = append(records, one.Operation.Record)
		}
	}
	whole, err := env.Log.RecordLog(ctx, d.file.Case, records, list[0].Result.Seq)
	if err != nil {
		return nil, err
	}
	bySeq := map[int64]told{}
	for _, one := range replay(d, whole) {
		bySeq[one.Result.Seq] = one
	}
	all := make([]told, len(list))
	for i, one := range list {
		all[i] = bySeq[one.Result.Seq]
	}
	return all, nil
}

// replay folds entries, oldest first, each onto its record.
func replay(d desk, list []storage.Logged) []told {
	now := map[string]*casework.Record{}
	all := make([]told, len(list))
	for i, one := range list {
		record := one.Operation.Record
		before := now[record]
		now[record] = merge.Replay(before, one.Operation, one.Result)
		all[i] = told{desk: d, Logged: one, op: one.Operation, before: before, after: now[record]}
	}
	return all
}

// name is what the record is called, by its words of then.
func (t told) name() string {
	record := t.after
	if record == nil {
		record = &casework.Record{ID: t.op.Record, Kind: t.op.Kind, Fields: t.op.Write().Values}
	}
	name := recordName(t.file, record)
	if name == words.Say(words.Unnamed) || record.Kind == casework.KindCase {
		return kindName(t.op.Kind)
	}
	return words.Say(words.HistoryOther, "kind", kindName(t.op.Kind), "name", shortened(name))
}

// shortened keeps a name short enough for a heading.
func shortened(text string) string {
	const most = 80
	text, _, _ = strings.Cut(text, "\n")
	if short := []rune(text); len(short) > most {
		return string(short[:most]) + "…"
	}
	return text
}

func (t told) entry() views.HistoryEntry {
	entry := views.HistoryEntry{
		ID:  "entry-" + strconv.FormatInt(t.Result.Seq, 10),
		Did: words.Say(t.did(), "name", t.nameOfStaff(t.op.Actor)), When: t.when(), Changes: t.changes(),
	}
	tag := func(key words.Key, tone views.Tone) {
		entry.Tags = append(entry.Tags, views.Tag{Icon: "triangle-alert", Words: words.Say(key), Tone: tone})
	}
	switch t.Result.Outcome {
	case oplog.Kept:
		tag(words.HistoryAside, views.Warn)
		entry.Why = words.Say(words.Kept(string(t.Result.Reason)))
	case oplog.Conflict:
		tag(words.HistoryTwo, views.Warn)
	}
	if t.late() {
		tag(words.HistoryLate, views.Warn)
	}
	return entry
}

// did is the sentence for what the person did.
func (t told) did() words.Key {
	key := words.HistoryChanged
	for _, change := range t.op.Changes {
		switch change.Do {
		case oplog.Create:
			key = words.HistoryMade
		case oplog.Remove:
			key = words.HistoryHid
		case oplog.Resolve:
			key = words.HistoryChose
		}
	}
	switch {
	case t.Result.Outcome == oplog.Kept:
		return words.HistoryKept
	case t.Result.Outcome == oplog.Conflict && key == words.HistoryChanged:
		return words.HistoryWrote
	}
	return key
}

// late reports that the entry came after the case had gone to somebody else or
// was closed: the stamps of the record know it while its words stand.
func (t told) late() bool {
	record := t.file.Record(t.op.Record)
	if record == nil {
		return false
	}
	id := t.op.ID.String()
	is := func(stamp casework.Stamp) bool { return stamp.Op == id && stamp.Late != "" }
	for _, stamp := range record.Changed {
		if is(stamp) {
			return true
		}
	}
	return is(record.Created) || slices.ContainsFunc(record.Siblings, func(s casework.Sibling) bool { return is(s.Stamp) }) ||
		record.Removed != nil && is(record.Removed.Stamp)
}

// office is when the office wrote it down, or what the device said.
func (t told) office() string {
	if t.Landed.IsZero() {
		return t.request.moment(t.op.At)
	}
	return t.request.moment(oplog.Moment(t.Landed))
}

// when tells both clocks, and how far they were apart.
func (t told) when() []string {
	device := t.request.moment(t.op.At)
	if t.op.IsOffice() {
		return []string{words.Say(words.HistoryDesk, "when", t.office())}
	}
	var lines []string
	switch office := t.office(); {
	case t.Landed.IsZero():
		lines = append(lines, words.Say(words.HistoryUnnoted, "device", device))
	case office == device:
		lines = append(lines, words.Say(words.HistoryTabletNow, "device", device))
	default:
		lines = append(lines, words.Say(words.HistoryTablet, "device", device, "office", office))
	}
	skew := time.Duration(t.op.Offset) * time.Millisecond
	switch {
	case skew >= skewShown:
		lines = append(lines, words.Count(words.HistoryAhead, int(skew/time.Minute)))
	case skew <= -skewShown:
		lines = append(lines, words.Count(words.HistoryBehind, int(-skew/time.Minute)))
	}
	if t.Sender != "" && t.Sender != t.op.Actor {
		lines = append(lines, words.Say(words.HistorySender, "name", t.nameOfStaff(t.Sender)))
	}
	return lines
}
