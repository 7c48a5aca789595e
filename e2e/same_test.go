package e2e

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/pages"
)

// same: the office and the tablet draw the same page from the same records, for
// every route that works without a network.
func same(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	sam := house.withTablet("Sam Hill", true) // a supervisor meets every page
	join(sam, invite(ada, "Sam Hill", "supervisor"), "Harbor House")
	ada.Go("/")
	ada.Press("Load a demonstration caseload") // administrators only; a supervisor sees every case
	ada.Sees("All cases")
	sam.Go("/")
	sam.Sees("All cases")
	signing := openCase(sam, "Alvarez", "Maria Alvarez")
	addIssue(sam, signing, "No place to live")
	addAction(sam, signing, "No place to live", "Task", "Bring the birth certificates", "Maria Alvarez")
	makeContract(sam, signing, "Maria Alvarez", "Maria has a lease")
	sam.Go("/")
	makeReady(sam, sam.Count("#all li"), "")
	syncNow(sam)

	paths := crawl(sam, "/", "/today", "/board")
	var anyCase string
	for path := range paths {
		if parts := strings.Split(path, "/"); len(parts) == 3 && parts[1] == "cases" && parts[2] != "new" {
			anyCase = path
		}
	}
	for path := range paths { // a question that has its answer is asked again by its address only
		if goal, ok := strings.CutSuffix(path, "/edit"); ok && strings.Contains(path, "/goals/") {
			for _, question := range casework.SmartQuestions {
				paths[goal+"/ask/"+question.Name] = true
			}
			break
		}
	}
	for path := range paths { // offered only where an issue was hidden under its actions
		if action, ok := strings.CutSuffix(path, "/edit"); ok && strings.Contains(path, "/actions/") {
			paths[action+"/issue"] = true
			break
		}
	}
	// Of an entry that was kept aside and of versions there are none here: of these
	// routes the page that says so is compared.
	for _, path := range []string{"/paper-back", anyCase + "/turn", anyCase + "/remarks", anyCase + "/plan/agree", anyCase + "/client/back", "/late", anyCase + "/late", anyCase + "/kept", anyCase + "/kept/none", anyCase + "/versions", anyCase + "/versions/none"} {
		paths[path] = true
	}
	left := offlinePages()
	differ := 0
	for path := range paths {
		pattern := ""
		for _, route := range pages.Routes() {
			if _, _, ok := pages.Match([]pages.Route{route}, "GET", strings.SplitN(path, "?", 2)[0]); ok {
				pattern = route.Pattern
				delete(left, pattern)
				break
			}
		}
		if differsByHome[path] || pattern == asksForReport {
			continue
		}
		office, tablet := mainPart(officePage(sam, path)), mainPart(tabletPage(sam, path))
		if office != "" && office == tablet {
			continue
		}
		if differ++; differ <= 5 {
			t.Errorf("%s differs at the office and on the tablet:\n%s", path, firstDifference(office, tablet))
		}
	}
	if differ > 0 {
		t.Errorf("%d of %d pages differ", differ, len(paths))
	}
	for pattern := range left {
		t.Errorf("no page of the demonstration caseload is of the route %s, so it was not compared", pattern)
	}
}

// asksForReport leads to a new link for the provider, which the office alone makes.
const asksForReport = "/cases/:case/referrals/:record/ask"

// differsByHome are the routes whose pages say where one is, or are no pages.
var differsByHome = map[string]bool{
	"/sync":                             true, // what waits to be sent is the tablet's alone
	"/unlock":                           true, // so is the vault
	"/rescue":                           true, // a file, of the tablet alone
	"/search":                           true, // its words come with a form; alone it leads to the caseload
	"/cases/:case/papers/:record/file":  true, // the bytes of a photo
	"/cases/:case/papers/:record/thumb": true, // and of its small picture
	"/cases/:case/contracts/:contract/decline":   true, // leads to the page of a party
	"/cases/:case/contracts/:contract/follow-up": true, // no contract of the demonstration was declined
	"/cases/:case/contracts/:contract/confirm":   true, // none waits for a passkey
	// No client of the demonstration wrote a remark, wants a copy or signed on paper.
	"/cases/:case/remarks/:record/edit":                      true,
	"/cases/:case/remarks/:record/remove":                    true,
	"/cases/:case/contracts/:contract/copy":                  true,
	"/cases/:case/contracts/:contract/copy/ask":              true,
	"/cases/:case/contracts/:contract/copy-link":             true,
	"/cases/:case/contracts/:contract/copy/:record":          true,
	"/cases/:case/contracts/:contract/copy/:record/given-on": true,
	"/cases/:case/contracts/:contract/signed-paper":          true,

	"/cases/:case/contracts/:contract/signed-paper/pages/:slot": true, // a photo that waits to be saved
	"/cases/:case/deadlines/:rule/:subject/:due/answer":         true, // offered on the day that something is missed
}

// ofOneDevice are the pages of a ceremony: what was answered so far lies on the
// one device.
func ofOneDevice(pattern string) bool { return strings.Contains(pattern, "/sign/:party") }

// offlinePages are the patterns of all pages that the tablet draws.
func offlinePages() map[string]bool {
	all := map[string]bool{}
	for _, route := range pages.Routes() {
		// What a client reads is drawn while the device is turned (story turn).
		if route.Offline && route.Method == "GET" && !route.Turned && !differsByHome[route.Pattern] && !ofOneDevice(route.Pattern) {
			all[route.Pattern] = true
		}
	}
	return all
}

// officePage asks the office itself, with the same person's session.
func officePage(page *stage.Page, path string) string {
	page.T.Helper()
	request, err := http.NewRequest(http.MethodGet, page.Server.Origin+path, nil)
	if err != nil {
		page.T.Fatalf("asking for %s: %v", path, err)
	}
	request.Header.Set("Cookie", page.Cookies())
	request.Header.Set("Accept", "text/html")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		page.T.Fatalf("asking for %s: %v", path, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		page.T.Fatalf("reading %s: %v", path, err)
	}
	return string(text)
}

func tabletPage(page *stage.Page, path string) string {
	page.T.Helper()
	var text string
	page.Run(fmt.Sprintf(`fetch(%s, {headers: {Accept: "text/html"}}).then((r) => r.text())`, quote(path)), &text)
	return text
}

var (
	mainOf  = regexp.MustCompile(`(?s)<title>.*?</title>|<main.*</main>`)
	tokenOf = regexp.MustCompile(`<input type="hidden" name="token" value="[^"]*">`)
	newIDOf = regexp.MustCompile(`name="(new|drawn)" value="[^"]*"`)
	paperOf = regexp.MustCompile(`(?s)<p class="paper[^"]*">.*?</p>`)
)

// mainPart is the page without its header, what is made anew for each form (its
// token, its number and the id of the record that it will make), and the line that says
// where a contract's PDF is: it is made and opened at the office.
func mainPart(page string) string {
	part := strings.Join(mainOf.FindAllString(page, -1), "\n")
	part = tokenOf.ReplaceAllString(part, "")
	part = paperOf.ReplaceAllString(part, "")
	return newIDOf.ReplaceAllString(part, `name="$1"`)
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	from := max(0, i-120)
	return fmt.Sprintf("office: …%s\ntablet: …%s", a[from:min(len(a), i+200)], b[from:min(len(b), i+200)])
}
