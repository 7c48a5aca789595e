package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestLogTellsNothingOfPeople plants words in everything that a person can send,
// well and badly, and looks for them in the log: it knows routes, not addresses.
func TestLogTellsNothingOfPeople(t *testing.T) {
	o := open(t, nil)
	link := o.setupLink()
	ada := o.claim(link, "Quetzalhouse", "Adaquetzal Stone")
	ada.join("Benquetzal Cole", "caseworker")
	ada.post("/staff/invite", "name", "Evequetzal", "role", "emperorquetzal")
	ada.get("/cases/new")
	caseID := idsIn.FindString(ada.post("/cases/new", "name", "Familyquetzal", "number", "numberquetzal").header.Get("Location"))
	ada.get("/cases/" + caseID + "/goals/new")
	ada.post("/cases/"+caseID+"/goals/new", "words", "goalquetzal")
	ada.post("/drafts", "draft", "goal", "words", "draftquetzal")
	ada.post("/search", "words", "searchquetzal")
	ada.noteWith(caseID, "photoquetzal.jpg", []byte("no picture at all"), "text", "notequetzal")
	for _, path := range []string{"/pathquetzal", "/cases/idquetzal/plan", "/?query=quetzal", "/invite/quetzal", "/setup?token=quetzal", "/static/quetzal.js"} {
		ada.get(path)
	}
	ada.post("/signin", "ceremony", "quetzal", "credential", `{"id":"quetzal"}`)

	said := o.logs.String()
	if !strings.Contains(said, "/cases/:case/goals/new") {
		t.Fatalf("the log does not name the route of a request: %s", said)
	}
	secrets := []string{"quetzal", caseID, must(url.Parse(link)).Query().Get("token"), cookie(ada.client.Jar.Cookies(must(url.Parse(o.origin)))), ada.token}
	for _, line := range strings.Split(said, "\n") {
		for _, secret := range secrets {
			if strings.Contains(strings.ToLower(line), strings.ToLower(secret)) {
				t.Errorf("the log holds %q: %s", secret, line)
			}
		}
	}
}

// TestSecretsAtRest: neither a session nor a link lies in the data folder as it
// travels, and the session's cookie is no script's and no other site's.
func TestSecretsAtRest(t *testing.T) {
	o := open(t, nil)
	link := o.setupLink()
	ada := o.claim(link, "Harbour", "Ada")
	invitation := ada.invite("Ben", "caseworker")
	answer := ada.signIn()
	set := strings.Join(answer.header.Values("Set-Cookie"), "\n")
	if !regexp.MustCompile(`(?m)^doorstep=[A-Za-z0-9_-]{43}; path=/; HttpOnly; SameSite=Lax$`).MatchString(set) {
		t.Errorf("the session's cookie: %s", set)
	}
	secrets := map[string]string{
		"session": cookie(ada.client.Jar.Cookies(must(url.Parse(o.origin)))), "set-up link": must(url.Parse(link)).Query().Get("token"),
		"invitation": invitation[strings.LastIndex(invitation, "/")+1:],
	}
	looked := 0
	err := filepath.WalkDir(dataOf(o), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		looked++
		for what, secret := range secrets {
			raw, decodeErr := base64.RawURLEncoding.DecodeString(secret)
			if decodeErr != nil {
				t.Fatalf("%s %q: %v", what, secret, decodeErr)
			}
			if bytes.Contains(content, []byte(secret)) || bytes.Contains(content, raw) {
				t.Errorf("the %s lies readable in %s", what, filepath.Base(path))
			}
		}
		return nil
	})
	if err != nil || looked < 2 {
		t.Errorf("looked into %d files: %v", looked, err)
	}
}

// TestStopLetsRequestsEnd: what was under way when the server was told to stop
// is answered, and what was saved by it is there afterwards.
func TestStopLetsRequestsEnd(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/cases/new")
	request := ada.form("/cases/new", "name", "Half sent")
	for _, cookie := range ada.client.Jar.Cookies(must(url.Parse(o.origin))) {
		request.AddCookie(cookie)
	}
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	request.Header.Set("Connection", "close")
	body, err := io.ReadAll(request.Body)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := http.NewRequest(request.Method, request.URL.String(), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	whole.Header = request.Header
	whole.Header.Set("Expect", "100-continue") // the server says when it has read the head
	var wire bytes.Buffer
	if err := whole.Write(&wire); err != nil {
		t.Fatal(err)
	}
	conn, err := net.Dial("tcp", must(url.Parse(o.origin)).Host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	send := func(part string) {
		t.Helper()
		if _, err := io.WriteString(conn, part); err != nil {
			t.Fatal(err)
		}
	}
	send(strings.TrimSuffix(wire.String(), string(body)))
	reader := bufio.NewReader(conn)
	if begun, err := reader.ReadString('\n'); err != nil || !strings.Contains(begun, "100") {
		t.Fatalf("the head of the request was answered %q, %v", begun, err)
	}
	stopped := make(chan struct{})
	go func() { o.stop(); close(stopped) }()
	until(t, "the server stops", func() bool { return strings.Contains(o.logs.String(), "msg=stopping") })
	send(string(body))
	answer, err := io.ReadAll(reader)
	if err != nil || !strings.Contains(string(answer), "HTTP/1.1 303") {
		t.Errorf("the request under way was answered %.200q, %v", answer, err)
	}
	<-stopped
	back := openOn(t, o.program.settings)
	again := back.browser()
	*again.device = *ada.device
	again.device.Origin = back.origin
	again.want(again.signIn(), http.StatusSeeOther, "")
	again.want(again.get("/"), http.StatusOK, "Half sent")
}

// TestFirstStart: without any setting the office is at localhost:8080 with its
// data and objects in ./data, and prints one line with the set-up link.
func TestFirstStart(t *testing.T) {
	settings := defaults()
	if settings.Addr != "localhost:8080" || settings.originFor(8080) != "http://localhost:8080" || settings.Data != "data" ||
		settings.objectsFolder() != filepath.Join("data", "objects") || settings.S3.Endpoint != "" {
		t.Errorf("without settings: %+v", settings)
	}
	o := open(t, nil)
	var out bytes.Buffer
	if err := o.program.SetupLinks(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^Set up your agency: http://localhost:\d+/setup\?token=[A-Za-z0-9_-]{43}\n$`).MatchString(out.String()) {
		t.Errorf("the first start prints %q", out.String())
	}
}
