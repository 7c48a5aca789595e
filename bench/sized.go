package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/storage"
)

// sized is an agency of the demonstration with so many cases and a year behind
// each, and two of its people at their desks.
type sized struct {
	worker, supervisor *client
	timeline           string // of the worker's case with most in it
}

// sizes are the agencies whose pages are measured: cases, people, and how many
// milliseconds of the server a page may take.
var sizes = map[int]struct {
	people int
	bar    float64
}{150: {12, 50}, 5000: {400, 100}}

// pagesAt are the jobs of an agency: what a person opens, and as whom.
func pagesAt(cases int) []job {
	name := func(page string) string { return page + "-" + strconv.Itoa(cases) }
	at := func(page string, run func(*sized) func()) job {
		return job{name(page), func(s *scene) []Figure {
			return []Figure{pageTime(name(page), sizes[cases].bar, run(s.sizedOnce(cases)))}
		}}
	}
	jobs := []job{
		at("today", func(z *sized) func() { return func() { z.worker.get("/today") } }),
		at("board", func(z *sized) func() { return func() { z.supervisor.get("/board") } }),
		at("fidelity", func(z *sized) func() { return func() { z.supervisor.get("/board/fidelity") } }),
		at("timeline", func(z *sized) func() { return func() { z.worker.get(z.timeline) } }),
	}
	return append(jobs, job{name("search"), func(s *scene) []Figure {
		var figures []Figure
		z := s.sizedOnce(cases)
		for i, one := range []*client{z.worker, z.supervisor} {
			for _, words := range searched {
				figure := pageTime(name("search"), sizes[cases].bar, func() { one.found(words) })
				figure.note += ", " + []string{"caseworker", "supervisor"}[i] + ", " + strconv.Quote(words)
				figures = append(figures, figure)
			}
		}
		return figures
	}})
}

// searched are words that many entries have, few, and none.
var searched = []string{"landlord", "kitchen table", "the", "EX-20", "nobody wrote this"}

// pageTime opens a page once, because the first one counts and remembers, and
// then as often as it is measured.
func pageTime(name string, bar float64, open func()) Figure {
	began := time.Now()
	open()
	first := ms(time.Since(began))
	var runs []float64
	for range 21 {
		began := time.Now()
		open()
		runs = append(runs, ms(time.Since(began)))
	}
	figure := median(name, "ms", runs)
	figure.note += fmt.Sprintf(", the first %.0f; at most %.0f", first, bar)
	return figure
}

// sizedOnce makes the agency with the operator's own command.
func (s *scene) sizedOnce(cases int) *sized {
	if z := s.sized[cases]; z != nil {
		return z
	}
	server := stage.NewServer(s.t)
	server.Env = []string{"DOORSTEP_BACKUP_EVERY=0"} // no copy is taken between two pages
	server.Operator("demo", "-cases", strconv.Itoa(cases), "-workers", strconv.Itoa(sizes[cases].people))
	agency := onlyAgency(s.t, server)
	people, err := agency.store.People(context.Background())
	if err != nil {
		s.t.Fatalf("the staff: %v", err)
	}
	cookies := map[casework.Role]string{}
	most := ""
	for _, person := range people {
		if cookies[person.Role] != "" {
			continue
		}
		cookies[person.Role] = agency.signIn(person)
		if person.Role == casework.RoleCaseworker {
			most = agency.fullest(person)
		}
	}
	agency.close()
	server.Start()
	settle(server)
	z := &sized{worker: desk(s.t, server, cookies[casework.RoleCaseworker]), supervisor: desk(s.t, server, cookies[casework.RoleSupervisor])}
	z.timeline = "/cases/" + most + "/timeline"
	if s.sized == nil {
		s.sized = map[int]*sized{}
	}
	s.sized[cases] = z
	return z
}

// settle waits until a server that has just started has drawn its papers.
func settle(server *stage.Server) {
	for before := time.Duration(-time.Hour); ; {
		spent := process(server.PID()).cpu()
		if spent-before < 20*time.Millisecond {
			return
		}
		before = spent
		time.Sleep(time.Second)
	}
}

// fullest is the case of a person with the most records.
func (a *agency) fullest(person storage.Person) string {
	cases, err := a.store.SummariesOf(context.Background(), person.ID)
	most, id := 0, ""
	for _, one := range cases {
		file, readErr := a.store.File(context.Background(), one.Case)
		if readErr != nil {
			err = readErr
			break
		}
		if n := len(file.Records); n > most {
			most, id = n, one.Case
		}
	}
	if err != nil || id == "" {
		a.t.Fatalf("the cases of %s: %d, %v", person.Name, len(cases), err)
	}
	return id
}

// signIn opens a session without a passkey: a bench may, it holds the databases.
func (a *agency) signIn(person storage.Person) (cookie string) {
	ctx, now := context.Background(), time.Now()
	token := make([]byte, 32)
	rand.Read(token) // never fails: it ends the program instead
	hash := sha256.Sum256(token)
	session := storage.Session{ID: rand.Text(), Person: person.ID, Token: rand.Text(), Created: now, Used: now, Expires: now.Add(12 * time.Hour), StepUp: now}
	err := a.store.AddSession(ctx, session)
	if err == nil {
		err = a.control.AddCapability(ctx, storage.Capability{
			Hash: hash[:], Purpose: storage.PurposeSession, Tenant: a.tenant, Subject: session.ID, Created: now, Expires: session.Expires,
		})
	}
	if err != nil {
		a.t.Fatalf("signing %s in: %v", person.Name, err)
	}
	return "doorstep=" + base64.RawURLEncoding.EncodeToString(token)
}

// desk is a browser at the office that holds a session.
func desk(t stage.T, server *stage.Server, cookie string) *client {
	c := &client{t: t, origin: server.Origin, cookie: cookie, http: &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	c.token = tokenField.FindStringSubmatch(c.get("/today"))[1]
	return c
}

var foundTitle = regexp.MustCompile(`<h1[^>]*>Found</h1>`)

// found looks for words.
func (c *client) found(words string) {
	answer, text := c.do(http.MethodPost, "/search", map[string][]string{"token": {c.token}, "q": {words}})
	if answer.StatusCode != http.StatusOK || !foundTitle.MatchString(text) {
		c.t.Fatalf("looking for %q: %s", words, answer.Status)
	}
}
