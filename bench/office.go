package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"doorstep/e2e/stage"
)

// wasmBrotli is the tablet's program as it travels.
func wasmBrotli(s *scene) []Figure {
	info, err := os.Stat(stage.Root("static", "dist", "tablet.wasm.br"))
	if err != nil {
		s.t.Fatalf("the wasm is not built: %v", err)
	}
	return []Figure{{Job: "wasm-brotli", Unit: "MB", Ours: float64(info.Size()) / 1e6, note: "brotli 11; at most 2.0"}}
}

// serverStart is the time from starting the process to its first answer.
func serverStart(s *scene) []Figure {
	server := stage.NewServer(s.t)
	var runs []float64
	for range 9 {
		runs = append(runs, ms(server.StartTimed()))
		server.Stop()
	}
	return []Figure{median("server-start", "ms", runs)}
}

// client speaks to the server as a signed-in browser at the office does.
type client struct {
	t      stage.T
	origin string
	http   *http.Client
	cookie string
	token  string
}

var tokenField = regexp.MustCompile(`data-token="([^"]*)"`)

func newClient(page *stage.Page) *client {
	c := &client{t: page.T, origin: page.Server.Origin, cookie: page.Cookies()}
	c.http = &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	c.token = tokenField.FindStringSubmatch(c.get("/"))[1]
	return c
}

func (c *client) do(method, path string, form url.Values) (*http.Response, string) {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	request, err := http.NewRequest(method, c.origin+path, body)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	request.Header.Set("Cookie", c.cookie)
	request.Header.Set("Accept", "text/html")
	request.Header.Set("Origin", c.origin)
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := c.http.Do(request)
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	text, err := io.ReadAll(answer.Body)
	_ = answer.Body.Close()
	if err != nil {
		c.t.Fatalf("reading %s %s: %v", method, path, err)
	}
	return answer, string(text)
}

func (c *client) get(path string) string {
	answer, text := c.do(http.MethodGet, path, nil)
	if answer.StatusCode != http.StatusOK {
		c.t.Fatalf("GET %s: %s", path, answer.Status)
	}
	return text
}

// post sends a form and returns where it led.
func (c *client) post(path string, values map[string]string) string {
	form := url.Values{"token": {c.token}}
	for name, value := range values {
		form.Set(name, value)
	}
	answer, text := c.do(http.MethodPost, path, form)
	if answer.StatusCode != http.StatusSeeOther {
		c.t.Fatalf("POST %s: %s: %.2000s", path, answer.Status, text)
	}
	return answer.Header.Get("Location")
}

// fill makes a case with n records: people, goals, issues with actions, notes.
func (c *client) fill(name string, n int) string {
	path := strings.SplitN(c.post("/cases/new", map[string]string{"name": name, "next_step": "See " + name}), "?", 2)[0]
	records := 1
	add := func(kind string, values map[string]string) bool {
		if records >= n {
			return false
		}
		c.post(path+"/"+kind+"/new", values)
		records++
		return true
	}
	add("people", map[string]string{"name": "Maria " + name, "role": "mother"})
	for i := 0; add("goals", map[string]string{"words": fmt.Sprintf("Goal %d: I want my kids home by summer", i), "status": "open"}); i++ {
		add("strengths", map[string]string{"words": fmt.Sprintf("Strength %d: my sister helps when it gets hard", i)})
		add("notes", map[string]string{"type": "home_visit", "on.day": "3", "on.month": "11", "on.year": "2026",
			"text": fmt.Sprintf("Note %d. Maria showed the letter. We read the plan together at the kitchen table and talked about what comes next.", i)})
		add("issues", map[string]string{"what": fmt.Sprintf("Issue %d: no place to live", i), "type": "presenting"})
	}
	return path
}

// officeCase500 is the server's time for pages of a case with 500 records.
func officeCase500(s *scene) []Figure {
	office := s.office()
	path := office.fill("Quintero", 500)
	var figures []Figure
	for _, part := range []string{"", "/plan", "/notes"} {
		office.get(path + part) // opens the tenant's file
		var runs []float64
		for range 15 {
			began := time.Now()
			office.get(path + part)
			runs = append(runs, ms(time.Since(began)))
		}
		figure := median("office-case-500", "ms", runs)
		figure.note += ", " + map[string]string{"": "case file", "/plan": "plan", "/notes": "notes"}[part]
		figures = append(figures, figure)
	}
	return figures
}
