package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"doorstep/sync/exchange"
)

// byToken are the routes whose one id is a secret that says itself whose it is.
var byToken = regexp.MustCompile(`^/(static|invite|p|v)/`)

// withoutID are the routes that look at no id, and say the same whatever it is.
var withoutID = map[string]string{
	"GET /cases/:case/client/back":   "leads to the page that takes a turned tablet back",
	"OPTIONS /sync/v1/files/:sha256": "says what the protocol can do",
	"PATCH /sync/v1/files/:sha256":   "begins an upload of one's own under any hash",
}

// TestNoIDOfAnotherAgencyAnywhere asks everything that the office answers for
// ids of another agency, as its administrator and as its tablet: the answer is
// the one for ids that nobody has.
func TestNoIDOfAnotherAgencyAnywhere(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	theirs := idsOfAgency(t, o, ada)
	nobodys := map[string]string{
		"case": "01900000-0000-7000-8000-000000000001", "record": "01900000-0000-7000-8000-000000000002", "contract": "01900000-0000-7000-8000-000000000003",
		"sha256": strings.Repeat("ab", 32), "person": "01900000-0000-7000-8000-000000000004", "invitation": "01900000-0000-7000-8000-000000000005",
		"passkey": strings.Repeat("cd", 32), "tablet": strings.Repeat("ef", 16), "device": strings.Repeat("ef", 16),
	}
	eve := o.claim("http://localhost/setup?token="+o.addTenant(), "Elsewhere", "Eve")
	tablet := eve.enrol()
	tried := 0
	for _, route := range o.program.server.Routes() {
		method, pattern := route[0], route[1]
		if !strings.Contains(pattern, ":") || byToken.MatchString(pattern) || method == http.MethodHead && !strings.HasPrefix(pattern, "/sync/") {
			continue // a page's HEAD is its GET
		}
		ask := func(ids map[string]string) reply {
			path := fill(pattern, ids)
			switch {
			case strings.HasPrefix(pattern, exchange.PathHandIn):
				return tablet.narrowly().send(method, path, tusHeaders, nil)
			case strings.HasPrefix(pattern, "/sync/"):
				return tablet.send(method, path, tusHeaders, nil)
			case method == http.MethodPost:
				return eve.post(path, "words", "x", "name", "x")
			}
			return eve.get(path)
		}
		eve.get("/") // the token of the forms
		got, none := ask(theirs), ask(nobodys)
		refused := got.status >= 400 && got.status < 500 || withoutID[method+" "+pattern] != ""
		if !refused || got.status != none.status || unnamed(got.body, theirs) != unnamed(none.body, nobodys) {
			t.Errorf("%s %s: %d for their ids, %d for nobody's:\n%s\n%s", method, pattern, got.status, none.status, text(got.body), text(none.body))
		}
		if strings.Contains(got.body, "Alder") {
			t.Errorf("%s %s: another agency's family in the answer", method, pattern)
		}
		tried++
	}
	if tried < 60 {
		t.Errorf("%d routes with ids were tried, want all", tried)
	}
	ada.want(ada.get("/staff"), http.StatusOK, "Ada") // and nothing happened to them
	ada.want(ada.get("/cases/"+theirs["case"]), http.StatusOK, "")
}

// tusHeaders make a request of a file one that is looked at.
var tusHeaders = map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Upload-Length": "5", "Content-Type": "application/offset+octet-stream"}

// idsOfAgency finds one of everything that an agency has an id for.
func idsOfAgency(t *testing.T, o *office, ada *browser) map[string]string {
	t.Helper()
	ids := map[string]string{"person": ada.personID("Ada")}
	all := ada.crawl("/")
	for path := range all {
		if match := regexp.MustCompile(`^/cases/([0-9a-f-]{36})/contracts/([0-9a-f-]{36})$`).FindStringSubmatch(path); match != nil {
			ids["case"], ids["contract"] = match[1], match[2]
		}
	}
	for path := range all {
		if match := regexp.MustCompile(`^/cases/` + ids["case"] + `/goals/([0-9a-f-]{36})`).FindStringSubmatch(path); match != nil {
			ids["record"] = match[1]
		}
	}
	d := ada.enrol()
	ids["tablet"], ids["device"] = d.Device, d.Device
	content := []byte("a photo that they have")
	caseID, made := d.newCase("With a file")
	attached := d.attach(caseID, content)
	if _, raw := d.sync(exchange.Request{Operations: []json.RawMessage{made, attached}}); raw.status != http.StatusOK {
		t.Fatalf("sync: status %d: %s", raw.status, raw.body)
	}
	sum := sha256.Sum256(content)
	ids["sha256"] = hex.EncodeToString(sum[:])
	ada.invite("Ben", "caseworker")
	ids["invitation"] = between(ada.get("/staff").body, `action="/staff/invitations/`, `/withdraw"`)
	ids["passkey"] = between(ada.get("/you").body, `action="/you/passkeys/`, `/name"`)
	for _, name := range []string{"case", "contract", "record", "person", "tablet", "sha256", "invitation", "passkey"} {
		if ids[name] == "" {
			t.Fatalf("the agency has no id of a %s: %v in %s", name, ids, filepath.Base(dataOf(o)))
		}
	}
	return ids
}

// fill puts ids into a route's pattern; what is no id gets a word that fits.
func fill(pattern string, ids map[string]string) string {
	words := map[string]string{"party": "client", "field": "words", "position": "1", "seq": "1", "part": "goals"}
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		name, ok := strings.CutPrefix(part, ":")
		switch {
		case !ok:
		case ids[name] != "":
			parts[i] = ids[name]
		case words[name] != "":
			parts[i] = words[name]
		default:
			parts[i] = ids["record"]
		}
	}
	return strings.Join(parts, "/")
}

// unnamed is an answer without the ids that were asked for.
func unnamed(body string, ids map[string]string) string {
	for _, id := range ids {
		body = strings.ReplaceAll(body, id, "ID")
	}
	return blank(body)
}
