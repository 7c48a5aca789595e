package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/server/internal/passkey/passkeytest"
)

// office is the real program on a port of its own, with real databases.
type office struct {
	t       *testing.T
	program *Program
	origin  string
	logs    *lockedBuffer
	stop    func()
}

// lockedBuffer takes log lines from many goroutines.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// open starts an office on an empty folder; change may alter its settings.
func open(t *testing.T, change func(*Settings)) *office {
	t.Helper()
	settings := testSettings(t)
	if change != nil {
		change(&settings)
	}
	return openOn(t, settings)
}

func testSettings(t *testing.T) Settings {
	settings := defaults()
	settings.Addr, settings.Data, settings.Ceremonies = "127.0.0.1:0", t.TempDir(), 10_000
	return settings
}

func openOn(t *testing.T, settings Settings) *office { return openAltered(t, settings, nil) }

// openAltered starts an office of which alter changes something first.
func openAltered(t *testing.T, settings Settings, alter func(*Program)) *office {
	t.Helper()
	logs := &lockedBuffer{}
	program, err := New(t.Context(), settings, logs)
	if err != nil {
		t.Fatal(err)
	}
	if alter != nil {
		alter(program)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- program.Run(ctx) }()
	o := &office{t: t, program: program, origin: program.Origin(), logs: logs}
	o.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		if err := program.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	t.Cleanup(o.stop)
	return o
}

// setupLink is the link that a first start prints.
func (o *office) setupLink() string {
	o.t.Helper()
	var out bytes.Buffer
	if err := o.program.SetupLinks(o.t.Context(), &out); err != nil {
		o.t.Fatal(err)
	}
	link := regexp.MustCompile(`http\S+`).FindString(out.String())
	if link == "" {
		o.t.Fatalf("no set-up link in %q", out.String())
	}
	return link
}

// browser is one person's browser with one passkey.
type browser struct {
	t      *testing.T
	office *office
	client *http.Client
	device *passkeytest.Authenticator

	mu    sync.Mutex
	token string // of the last page's forms
}

func (o *office) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.t.Fatal(err)
	}
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &browser{t: o.t, office: o, client: client, device: passkeytest.New(o.origin, "localhost")}
}

// reply is an answer, read to its end.
type reply struct {
	status int
	header http.Header
	body   string
}

// address turns a path or a link into the address that the test reaches: the
// origin says localhost, the listener 127.0.0.1.
func (b *browser) address(path string) string {
	if link, err := url.Parse(path); err == nil && link.IsAbs() {
		path = link.RequestURI()
	}
	return b.office.origin + path
}

// do sends a request as a browser on a page of ours would.
func (b *browser) do(request *http.Request) reply {
	b.t.Helper()
	if request.Header.Get("Sec-Fetch-Site") == "" {
		request.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	response, err := b.client.Do(request)
	if err != nil {
		b.t.Fatalf("%s %s: %v", request.Method, request.URL.Path, err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatalf("%s %s: %v", request.Method, request.URL.Path, err)
	}
	if token := formToken.FindStringSubmatch(string(body)); token != nil {
		b.mu.Lock()
		b.token = token[1]
		b.mu.Unlock()
	}
	return reply{response.StatusCode, response.Header, string(body)}
}

var formToken = regexp.MustCompile(`data-token="([^"]+)"`)

func (b *browser) get(path string) reply {
	b.t.Helper()
	request, err := http.NewRequest(http.MethodGet, b.address(path), nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(request)
}

// post sends a form with the token of the last page.
func (b *browser) post(path string, pairs ...string) reply {
	b.t.Helper()
	return b.do(b.form(path, pairs...))
}

func (b *browser) form(path string, pairs ...string) *http.Request {
	b.t.Helper()
	b.mu.Lock()
	values := url.Values{"token": {b.token}}
	b.mu.Unlock()
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	request, err := http.NewRequest(http.MethodPost, b.address(path), strings.NewReader(values.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return request
}

// begun is the answer to the beginning of a ceremony.
type begun struct {
	Ceremony string          `json:"ceremony"`
	Options  json.RawMessage `json:"options"`
}

func (b *browser) begin(path string, pairs ...string) begun {
	b.t.Helper()
	answer := b.post(path, pairs...)
	var ceremony begun
	if err := json.Unmarshal([]byte(answer.body), &ceremony); err != nil || answer.status != http.StatusOK {
		b.t.Fatalf("begin %s: status %d, %s", path, answer.status, text(answer.body))
	}
	return ceremony
}

// create registers the browser's passkey through a pair of addresses.
func (b *browser) create(begin, finish string, pairs ...string) reply {
	b.t.Helper()
	ceremony := b.begin(begin, pairs...)
	credential, err := b.device.Create(ceremony.Options)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.post(finish, append(pairs, "ceremony", ceremony.Ceremony, "credential", string(credential))...)
}

// use answers with the browser's passkey.
func (b *browser) use(begin, finish string, pairs ...string) reply {
	b.t.Helper()
	ceremony := b.begin(begin)
	credential, err := b.device.Get(ceremony.Options)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.post(finish, append(pairs, "ceremony", ceremony.Ceremony, "credential", string(credential))...)
}

func (b *browser) signIn() reply {
	b.t.Helper()
	return b.use("/signin/begin", "/signin")
}

// zone is where every agency of these tests is, on purpose another day than the
// machine's for some hours of each.
const zone = "America/Detroit"

// today is the day at the agency, as a time to count days from.
func today(t *testing.T) time.Time {
	t.Helper()
	there, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	return time.Now().In(there)
}

// claim sets up the agency and returns the administrator's browser.
func (o *office) claim(link, agency, name string) *browser {
	o.t.Helper()
	b := o.browser()
	parsed, err := url.Parse(link)
	if err != nil {
		o.t.Fatal(err)
	}
	if page := b.get(link); page.status != http.StatusOK {
		o.t.Fatalf("set-up page: status %d", page.status)
	}
	answer := b.create("/setup/begin", "/setup", "setup", parsed.Query().Get("token"), "agency", agency, "name", name, "zone", zone)
	b.want(answer, http.StatusSeeOther, "")
	b.want(b.get("/"), http.StatusOK, "")
	return b
}

// join invites somebody and returns their browser.
func (b *browser) join(name, role string) *browser {
	b.t.Helper()
	link := b.invite(name, role)
	guest := b.office.browser()
	guest.want(guest.get(link), http.StatusOK, name)
	path := strings.TrimPrefix(link, b.office.origin)
	guest.want(guest.create(path+"/begin", path), http.StatusSeeOther, "")
	guest.want(guest.get("/"), http.StatusOK, "")
	return guest
}

func (b *browser) invite(name, role string) string {
	b.t.Helper()
	b.get("/staff")
	answer := b.post("/staff/invite", "name", name, "role", role)
	b.want(answer, http.StatusOK, name)
	return linkIn(b.t, answer.body)
}

var inviteLinks = regexp.MustCompile(`value="(http[^"]+/invite/[^"]+)"`)

func linkIn(t *testing.T, body string) string {
	t.Helper()
	link := inviteLinks.FindStringSubmatch(body)
	if link == nil {
		t.Fatalf("no link in %s", text(body))
	}
	return html.UnescapeString(link[1])
}

// want checks status and, unless "", that the words stand on the page, large or
// small.
func (b *browser) want(answer reply, status int, words string) {
	b.t.Helper()
	if answer.status != status || !strings.Contains(strings.ToLower(text(answer.body)), strings.ToLower(words)) {
		b.t.Fatalf("status %d, want %d with %q; location %q; page: %s", answer.status, status, words, answer.header.Get("Location"), text(answer.body))
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// text is what a page says, without its tags.
func text(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page, " "))), " ")
}

// until waits for a condition, and fails when it never comes.
func until(t *testing.T, what string, met func() bool) {
	t.Helper()
	deadline := time.Now().Add(time.Minute) // no bar for speed
	for !met() {
		if time.Now().After(deadline) {
			t.Fatalf("never happened: %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// personID is the id of a member of staff on the staff page.
func (b *browser) personID(name string) string {
	b.t.Helper()
	page := b.get("/staff").body
	for _, row := range regexp.MustCompile(`<li id="person-([^"]+)"><h2[^>]*>([^<]*)`).FindAllStringSubmatch(page, -1) {
		if html.UnescapeString(row[2]) == name {
			return row[1]
		}
	}
	b.t.Fatalf("nobody called %q on the staff page: %s", name, text(page))
	return ""
}

func dataOf(o *office) string { return filepath.Clean(o.program.settings.Data) }
