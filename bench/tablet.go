package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/storage"
)

// scene is what jobs share: a server behind a meter, an administrator at the
// office, a worker with a tablet.
type scene struct {
	t      *tester
	wire   *stage.Wire
	server *stage.Server
	admin  *stage.Page
	client *client // the administrator at a desk
	tablet *stage.Page
	desk   *client // the tablet's worker at a desk
	cases  []string

	writer    *writer
	files     []*casework.File
	unchanged []edit // records that no push has changed yet
	fetched   bool   // the tablet holds its caseload
	signed    [][]signedTimes
	sized     map[int]*sized // agencies with a year behind them, by cases
}

// office sets the agency up once and returns a client signed in there.
func (s *scene) office() *client {
	if s.client != nil {
		return s.client
	}
	s.server = stage.NewServer(s.t)
	s.server.Env = []string{"DOORSTEP_SESSION_FRESH=12h", "DOORSTEP_SESSION_IDLE=12h"} // a long bench asks for no passkey again
	s.wire = stage.Wired(s.t, s.server)
	s.server.Start()
	s.admin = stage.OpenBrowser(s.t, "office").NewPage(s.server, "Ada Stone", true)
	s.admin.Passkey(true)
	s.admin.Go(s.server.SetupLink())
	s.admin.On("Set up your agency")
	s.admin.Fill("Name of the agency", "Harbor House")
	s.admin.Fill("Your name", "Ada Stone")
	s.admin.Press("Make a passkey and begin")
	s.admin.On("Your caseload")
	s.client = newClient(s.admin)
	return s.client
}

// join signs the worker in, gives them the caseload, and fetches the worker's
// program, so that what follows is not mixed with it.
func (s *scene) join() {
	if s.tablet != nil {
		return
	}
	s.office()
	s.admin.Go("/staff")
	s.admin.On("Staff")
	s.admin.Fill("Their name", "Dana Reed")
	s.admin.Tick("Caseworker", "What they do")
	s.admin.Press("Make an invitation")
	s.admin.On("The link for Dana Reed")
	link := s.admin.Read(`document.querySelector("main input").value`)
	s.tablet = stage.OpenBrowser(s.t, "tablet").NewPage(s.server, "Dana Reed", false)
	s.tablet.Passkey(true)
	s.tablet.AllowStorage(true)
	s.tablet.Forgive("net::ERR_", "Failed to fetch", "Failed to load resource", "Manifest fetch") // jobs cut the wire, and the end closes it
	s.tablet.Go(link)
	s.tablet.On("Welcome to Harbor House")
	s.tablet.Press("Make a passkey and begin")
	s.tablet.On("Your caseload")

	s.server.Stop()
	agency := onlyAgency(s.t, s.server)
	people, err := agency.store.People(context.Background())
	if err != nil {
		s.t.Fatalf("reading the staff: %v", err)
	}
	at := slices.IndexFunc(people, func(p storage.Person) bool { return p.Name == "Dana Reed" })
	s.writer = newWriter(caseloadSeed, people[at].ID)
	s.files = agency.files(agency.fill(s.writer, people[at].Actor(), caseloadCases, caseloadRecords))
	agency.close()
	for _, file := range s.files {
		s.cases = append(s.cases, "/cases/"+file.Case)
	}
	s.server.Start()
	s.desk = newClient(s.tablet)
}

// download makes the tablet ready anew, from nothing, and measures it. The time
// is that from the key's making to the last case's lying sealed on the disk, as
// the page counts it; the wire counts from the first tap on.
func (s *scene) download() sample {
	s.join()
	s.tablet.ClearSite()
	s.tablet.Go("/tablet")
	s.tablet.On("Make this tablet ready")
	s.tablet.InstallWorker()
	s.tablet.Run(`(() => { const post = ServiceWorker.prototype.postMessage; window.bench = {};
		ServiceWorker.prototype.postMessage = function (message, ...rest) {
			if (message?.type === "enrol") bench.began = performance.now();
			if (message?.type === "lock") bench.ended ??= performance.now();
			return post.call(this, message, ...rest); }; })()`, nil)
	took := measured(s.wire, process(s.server.PID()), func() time.Duration {
		s.tablet.Press("Make this tablet ready")
		s.tablet.Sees("Unlock them once now")
		var ms float64
		s.tablet.Run("bench.ended - bench.began", &ms)
		return time.Duration(ms * float64(time.Millisecond))
	})
	s.tablet.Press("Unlock once")
	s.tablet.Sees(fmt.Sprintf("%d cases ready", caseloadCases))
	s.tablet.Press("Go to your caseload")
	s.tablet.On("Your caseload")
	s.tablet.AwaitWorker()
	s.fetched = true
	s.sync()
	return took
}

// askWorker asks the service worker as our pages do.
const askWorker = `(message) => new Promise((resolve) => { const { port1, port2 } = new MessageChannel();
	port1.onmessage = ({ data }) => resolve(data); navigator.serviceWorker.controller.postMessage(message, [port2]); })`

// sync runs one sync to its end and measures it.
func (s *scene) sync() sample {
	return measured(s.wire, process(s.server.PID()), func() time.Duration {
		var ms float64
		s.tablet.Run(`(async () => { const ask = `+askWorker+`; const began = performance.now(); await ask({type: "sync", why: "now"}); return performance.now() - began; })()`, &ms)
		return time.Duration(ms * float64(time.Millisecond))
	})
}

func (s *scene) readyOnce() {
	if !s.fetched {
		s.download()
	}
}

// edit is one change of one record that the tablet makes without a network;
// where it is contested somebody at the office changed the same words.
type edit struct {
	Case      string `json:"case"`
	Form      string `json:"form"`
	Record    string `json:"record"`
	Field     string `json:"field"`
	Words     string `json:"words"`
	Office    string `json:"-"`
	Contested bool   `json:"-"`
}

// The changes of a push.
const (
	pushed    = 500
	contested = pushed / 20
)

// paths are the forms that change what a push changes, and the field they change.
var paths = []struct {
	kind        casework.Kind
	path, field string
}{
	{casework.KindAction, "actions", "what"}, {casework.KindGoal, "goals", "words"},
	{casework.KindStrength, "strengths", "words"}, {casework.KindBarrier, "barriers", "words"},
}

// edits draws one round of changes over all cases. No record is changed in two
// rounds: there are enough for five.
func (s *scene) edits() []edit {
	random := s.writer.random
	if s.unchanged == nil {
		for _, file := range s.files {
			for _, part := range paths {
				for _, record := range file.Of(part.kind) {
					s.unchanged = append(s.unchanged, edit{
						Case: file.Case, Record: record.ID, Field: part.field,
						Form: "/cases/" + file.Case + "/" + part.path + "/" + record.ID + "/edit",
					})
				}
			}
		}
		random.Shuffle(len(s.unchanged), func(i, j int) { s.unchanged[i], s.unchanged[j] = s.unchanged[j], s.unchanged[i] })
	}
	if len(s.unchanged) < pushed {
		s.t.Fatalf("a push needs %d records that were not changed before, %d are left", pushed, len(s.unchanged))
	}
	edits := slices.Clone(s.unchanged[:pushed])
	s.unchanged = s.unchanged[pushed:]
	for i := range edits {
		edits[i].Words, edits[i].Office, edits[i].Contested = s.writer.prose(5, 18), s.writer.prose(5, 18), i%(pushed/contested) == 0
	}
	return edits
}

// push sends changes that were made without a network, and fails where a
// conflict is lost.
func (s *scene) push(edits []edit) sample {
	s.readyOnce()
	s.sync()
	before := s.openVersions()
	for _, e := range edits {
		if e.Contested {
			s.desk.post(e.Form, map[string]string{"seen": "9000000000000", e.Field: e.Office})
		}
	}
	s.wire.CutAfter(0, 0)
	s.tablet.Run(fmt.Sprintf(`(async () => {
		const token = document.body.dataset.token || "";
		for (const {form: address, field, words} of %s) {
			const form = new URLSearchParams({token, seen: "9000000000000", [field]: words});
			const answer = await fetch(address, {method: "POST", body: form, redirect: "manual"});
			if (answer.status >= 400) throw new Error("a change: " + answer.status + (await answer.text()).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").slice(0, 600));
		}
	})()`, jsonOf(edits)), nil)
	s.tablet.StateSays("waiting to send") // the attempts without a network have ended
	s.wire.Mend()
	began := time.Now()
	took := s.sync()
	took.durable = s.wire.Answered().Sub(began).Seconds()
	if found := s.openVersions() - before; found != contested {
		s.t.Fatalf("%d conflicts were kept, want %d", found, contested)
	}
	return took
}

// openVersions counts the versions that wait for a person at the office.
func (s *scene) openVersions() int {
	agency := onlyAgency(s.t, s.server)
	defer agency.close()
	open := 0
	for _, file := range s.files {
		now, err := agency.store.File(context.Background(), file.Case)
		if err != nil {
			s.t.Fatalf("reading a case: %v", err)
		}
		for _, record := range now.Records {
			open += len(record.Siblings)
		}
	}
	return open
}

// firstDownload is what making a tablet ready costs, after its program is there.
func firstDownload(s *scene) []Figure {
	note := fmt.Sprintf("%d cases, %d records", caseloadCases, caseloadCases*caseloadRecords)
	return figuresOf("first-download", note, s.download)
}

// push500 is sending 500 changes that were made without a network.
func push500(s *scene) []Figure {
	s.readyOnce()
	return figuresOf("push-500", "with conflicts", func() sample { return s.push(s.edits()) })
}

// figuresOf runs a job that takes its time three times.
func figuresOf(job, note string, run func() sample) []Figure {
	runs := []sample{run(), run(), run()}
	figures := []Figure{
		median(job, "s", pickFrom(runs, seconds)), median(job, "bytes", pickFrom(runs, bytesOf)),
		median(job, "requests", pickFrom(runs, func(one sample) float64 { return one.requests })),
	}
	figures[0].note += "; " + note
	figures[1].note += "; both ways, headers too"
	return figures
}

// fetchPage times a page of the tablet within the tab, in milliseconds.
const fetchPage = `(async () => { const began = performance.now(); const answer = await fetch(%q, {headers: {Accept: "text/html"}}); const text = await answer.text();
	if (!text.includes("<h1")) throw new Error("no page: " + answer.status); return performance.now() - began; })()`

// pageWarm is a case page from a worker that runs.
func pageWarm(s *scene) []Figure {
	s.readyOnce()
	var runs []float64
	for i := range 31 {
		var took float64
		s.tablet.Run(fmt.Sprintf(fetchPage, s.cases[i%8]+"/plan"), &took)
		if i >= 8 { // each case's first opening is unsealing, not the page
			runs = append(runs, took)
		}
	}
	return []Figure{median("page-warm", "ms", runs)}
}

// pageCold is the first case page after the worker was killed.
func pageCold(s *scene) []Figure {
	s.readyOnce()
	var runs []float64
	for i := range 11 {
		s.tablet.KillWorker()
		var took float64
		s.tablet.Run(fmt.Sprintf(fetchPage, s.cases[i]+"/plan"), &took)
		runs = append(runs, took)
	}
	return []Figure{median("page-cold", "ms", runs)}
}

// jsonOf writes a value as JavaScript.
func jsonOf(value any) string {
	text, _ := json.Marshal(value) // strings cannot fail
	return string(text)
}
