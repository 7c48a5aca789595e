package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"doorstep/pages"
)

func TestCrossSiteRequestsAreRefused(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/you")
	send := func(change func(*http.Request)) int {
		request := ada.form("/signout")
		request.Header.Set("Sec-Fetch-Site", "none-given")
		request.Header.Del("Sec-Fetch-Site")
		change(request)
		response, err := ada.client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode
	}
	for name, change := range map[string]func(*http.Request){
		"cross-site":        func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"same-site sibling": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"foreign origin":    func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"no token":          func(r *http.Request) { setBody(r, ""); r.Header.Set("Sec-Fetch-Site", "same-origin") },
		"wrong token":       func(r *http.Request) { setBody(r, "token=guess"); r.Header.Set("Sec-Fetch-Site", "same-origin") },
		"neither":           func(r *http.Request) { setBody(r, "") },
	} {
		if status := send(change); status != http.StatusForbidden {
			t.Errorf("%s: status %d, want 403", name, status)
		}
	}
	if status := send(func(r *http.Request) { r.Header.Set("Origin", o.origin) }); status != http.StatusSeeOther {
		t.Errorf("our own form: status %d, want 303", status)
	}
	anonymous := o.browser()
	request := anonymous.form("/signin/begin")
	request.Header.Set("Sec-Fetch-Site", "")
	request.Header["Sec-Fetch-Site"] = nil
	response, err := anonymous.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusForbidden {
		t.Errorf("a sign-in from nowhere: status %d, want 403", response.StatusCode)
	}
}

func setBody(r *http.Request, body string) {
	r.Body, r.ContentLength = http.NoBody, 0
	if body != "" {
		fresh, err := http.NewRequest(r.Method, r.URL.String(), strings.NewReader(body))
		if err != nil {
			panic(err)
		}
		r.Body, r.ContentLength = fresh.Body, fresh.ContentLength
	}
}

func TestForgedHostChangesNothing(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/staff")
	request := ada.form("/staff/invite", "name", "Ben", "role", "caseworker")
	request.Host = "evil.example"
	for _, cookie := range ada.client.Jar.Cookies(must(url.Parse(o.origin))) { // the jar looks at the host
		request.AddCookie(cookie)
	}
	request.Header.Set("X-Forwarded-Host", "evil.example")
	request.Header.Set("X-Forwarded-Proto", "https")
	answer := ada.do(request)
	ada.want(answer, http.StatusOK, "Ben")
	if link := linkIn(t, answer.body); !strings.HasPrefix(link, o.origin+"/invite/") {
		t.Errorf("link %q, want it under %q", link, o.origin)
	}
	begin := ada.form("/signin/begin")
	begin.Host = "evil.example"
	if answer := ada.do(begin); !strings.Contains(answer.body, `"rpId":"localhost"`) {
		t.Errorf("the relying party changed: %s", answer.body)
	}
}

func TestSecurityHeadersOnEveryAnswer(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	for _, path := range []string{"/", "/you", "/signin", "/nowhere", "/static/dev/none.js", "/cases/none"} {
		answer := ada.get(path)
		policy := answer.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		if answer.header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(answer.header.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: headers %v", path, answer.header)
		}
	}
	cookies := o.browser()
	begun := cookies.do(cookies.form("/signin/begin"))
	for _, line := range begun.header.Values("Set-Cookie") {
		if !strings.Contains(line, "HttpOnly") || !strings.Contains(line, "SameSite=Strict") {
			t.Errorf("cookie %q", line)
		}
	}
}

// idsIn are the ids that a page leads to.
var idsIn = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}`)

// crawl follows every link of the person's pages and returns all pages by path.
func (b *browser) crawl(from string) map[string]reply {
	b.t.Helper()
	links := regexp.MustCompile(`(?:href|src)="(/[^"#]*)"`)
	seen, queue := map[string]reply{}, []string{from}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if _, done := seen[path]; done {
			continue
		}
		answer := b.get(path)
		seen[path] = answer
		for _, link := range links.FindAllStringSubmatch(answer.body, -1) {
			next := strings.ReplaceAll(link[1], "&amp;", "&")
			if !strings.HasPrefix(next, "/static/") && !strings.HasPrefix(next, "/manifest") {
				queue = append(queue, next)
			}
		}
	}
	return seen
}

func TestEveryPageOfTheDemonstration(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	ada.want(ada.get("/"), http.StatusOK, "Alder (example)")
	pages := ada.crawl("/")
	for path, answer := range pages {
		if answer.status != http.StatusOK && answer.status != http.StatusSeeOther {
			t.Errorf("%s: status %d: %s", path, answer.status, text(answer.body))
		}
	}
	if len(pages) < 60 {
		t.Errorf("the demonstration leads to %d pages, want many more", len(pages))
	}
	both := false
	for path, answer := range pages {
		both = both || strings.Contains(path, "/versions") || strings.Contains(text(answer.body), "three mornings")
	}
	if !both {
		t.Error("no page shows the two wordings that stand side by side")
	}
}

// TestAnotherAgencysIds asks every route for another agency's records: the
// answer is the one for ids that nobody has.
func TestAnotherAgencysIds(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	var caseIDs, recordIDs []string
	for path, answer := range ada.crawl("/") {
		recordIDs = append(recordIDs, idsIn.FindAllString(path+answer.body, -1)...)
		if match := regexp.MustCompile(`^/cases/([0-9a-f-]{36})$`).FindStringSubmatch(path); match != nil {
			caseIDs = append(caseIDs, match[1])
		}
	}
	if len(caseIDs) == 0 || len(recordIDs) < 20 {
		t.Fatalf("%d cases, %d ids: nothing to try", len(caseIDs), len(recordIDs))
	}
	second := "http://localhost/setup?token=" + o.addTenant()
	eve := o.claim(second, "Elsewhere", "Eve")
	colleague := ada.join("Ben", "caseworker")
	for _, stranger := range []*browser{eve, colleague} {
		stranger.get("/")
		for _, route := range pages.Routes() {
			if !strings.Contains(route.Pattern, ":") || strings.HasSuffix(route.Pattern, "/drafts") {
				continue
			}
			theirs := stranger.ask(route, caseIDs[0], recordIDs[len(recordIDs)/2])
			nobodys := stranger.ask(route, "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002")
			refused := theirs.status == http.StatusNotFound || theirs.status == http.StatusForbidden
			if !refused || theirs.status != nobodys.status || blank(theirs.body) != blank(nobodys.body) {
				t.Errorf("%s %s: status %d for their id, %d for nobody's:\n%s\n%s", route.Method, route.Pattern, theirs.status, nobodys.status, text(theirs.body), text(nobodys.body))
			}
			if strings.Contains(theirs.body, "Alder") {
				t.Errorf("%s %s: another agency's family on the page", route.Method, route.Pattern)
			}
		}
	}
	eve.want(eve.post("/staff/"+ada.personID("Ada")+"/suspend"), http.StatusNotFound, "")
	eve.want(eve.get("/cases/"+caseIDs[0]+"/contracts/"+recordIDs[0]+"/paper"), http.StatusNotFound, "")
}

// blank takes out what differs by asking: ids.
func blank(page string) string { return idsIn.ReplaceAllString(page, "ID") }

// ask calls a route with these ids in its parameters.
func (b *browser) ask(route pages.Route, caseID, recordID string) reply {
	b.t.Helper()
	parts := strings.Split(route.Pattern, "/")
	for i, part := range parts {
		switch {
		case part == ":case":
			parts[i] = caseID
		case part == ":party":
			parts[i] = "client"
		case part == ":field":
			parts[i] = "words"
		case strings.HasPrefix(part, ":"):
			parts[i] = recordID
		}
	}
	path := strings.Join(parts, "/")
	if route.Method == http.MethodGet {
		return b.get(path)
	}
	return b.post(path, "words", "x", "name", "x")
}

// TestConcurrentRequestsDoNotMix keeps what requests of two agencies carried
// and looks for a value of the other one.
func TestConcurrentRequestsDoNotMix(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	eve := o.claim("http://localhost/setup?token="+o.addTenant(), "Elsewhere", "Eve")
	cases := map[*browser]string{}
	for b, name := range map[*browser]string{ada: "Harbourchild", eve: "Elsewherechild"} {
		b.get("/cases/new")
		answer := b.post("/cases/new", "name", name)
		if answer.status != http.StatusSeeOther {
			t.Fatalf("open a case: status %d: %s", answer.status, text(answer.body))
		}
		cases[b] = idsIn.FindString(answer.header.Get("Location"))
		b.get("/")
	}
	var group sync.WaitGroup
	wrong := make(chan string, 400)
	for i := range 200 {
		b, own, other := ada, "Harbourchild", "Elsewherechild"
		if i%2 == 1 {
			b, own, other = eve, other, own
		}
		group.Go(func() {
			answer := b.get("/cases/" + cases[b])
			if answer.status != http.StatusOK || !strings.Contains(answer.body, own) || strings.Contains(answer.body, other) {
				wrong <- fmt.Sprintf("request %d: status %d, own %v, other %v", i, answer.status, strings.Contains(answer.body, own), strings.Contains(answer.body, other))
			}
		})
	}
	group.Wait()
	close(wrong)
	for line := range wrong {
		t.Error(line)
	}
}

func TestHealthAndStatic(t *testing.T) {
	o := open(t, nil)
	b := o.browser()
	var state map[string]string
	answer := b.get("/healthz")
	if err := json.Unmarshal([]byte(answer.body), &state); err != nil || state["database"] != "ok" || state["objects"] != "ok" {
		t.Errorf("healthz: %d %s", answer.status, answer.body)
	}
	for _, path := range []string{"/static/dev/.keep", "/static/dev/../../etc/passwd", "/static/dev/%2e%2e/embed.go", "/static/", "/sw.js/x"} {
		if status := b.get(path).status; status != http.StatusNotFound && status != http.StatusBadRequest {
			t.Errorf("%s: status %d, want none of it", path, status)
		}
	}
}

func TestBodiesOverTheLimit(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/staff")
	ada.want(ada.post("/staff/invite", "name", strings.Repeat("x", 1<<20), "role", "caseworker"), http.StatusRequestEntityTooLarge, "")
	ada.want(ada.get("/you"), http.StatusOK, "") // the connection goes on
	answer := ada.post("/signin", "credential", url.QueryEscape(strings.Repeat("{", 20_000)))
	if answer.status != http.StatusUnprocessableEntity {
		t.Errorf("a long credential: status %d", answer.status)
	}
}

// TestWhatIsNoRequest sends what no browser sends; the server goes on.
func TestWhatIsNoRequest(t *testing.T) {
	o := open(t, nil)
	address := must(url.Parse(o.origin))
	for name, line := range map[string]string{
		"nothing":      "",
		"noise":        "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
		"long header":  "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("x", 64<<10) + "\r\n\r\n",
		"wrong length": "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
		"broken chunk": "POST /signin HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"odd path":     "GET /%zz/../%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		conn, err := net.Dial("tcp", address.Host)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, line); err != nil {
			t.Logf("%s: %v", name, err) // the server may hang up before it has read all
		}
		conn.(*net.TCPConn).CloseWrite()
		conn.SetReadDeadline(time.Now().Add(time.Minute))
		if _, err := io.ReadAll(conn); err != nil && !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("%s: the connection stays open: %v", name, err)
		}
		conn.Close()
		if status := o.browser().get("/healthz").status; status != http.StatusOK {
			t.Fatalf("after %s: status %d", name, status)
		}
	}
}
