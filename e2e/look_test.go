package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"

	"doorstep/e2e/stage"
)

//go:embed look.js
var lookScript string

//go:embed focus.js
var focusScript string

// axeTags are all the rules we hold; three of the groups are off in axe unless
// they are named.
const axeTags = `["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]`

// undecided are the places that axe cannot judge by itself, by rule and part of
// the element, each with the reason why a person judged it good.
var undecided = []struct{ rule, part, why string }{
	{"heading-order", `id="sync-`, "the list draws itself again when a sync has ended, also while axe counts headings"},
	{"heading-order", `id="stray-`, "the same list"},
}

// inspected remembers the pages that were looked at, so that each is once.
var inspected = struct {
	sync.Mutex
	pages map[string]bool
}{pages: map[string]bool{}}

var recordID = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{20,}`)

// inspect holds a page that a story reached to the checks of look and access.
// Each kind of page is looked at once a home: same address but for ids, same
// heading.
func inspect(p *stage.Page) {
	p.Holds("a heading", `document.querySelector("h1") !== null`) // a page may be on its way to the next
	var at struct{ Path, Heading, Home, HTML string }
	p.Run(`({path: location.pathname, heading: document.querySelector("h1").innerText.trim(), home: document.body.dataset.home || "",
		html: "<!DOCTYPE html>" + document.documentElement.outerHTML})`, &at)
	name := recordID.ReplaceAllString(at.Path, "ID")
	key := at.Home + " " + name
	if strings.HasPrefix(p.Read("document.title"), "Error:") {
		key += " with faults"
	}
	inspected.Lock()
	known := inspected.pages[key]
	inspected.pages[key] = true
	inspected.Unlock()
	if known {
		return
	}
	file := strings.Trim(regexp.MustCompile(`[^A-Za-z0-9]+`).ReplaceAllString(key, "-"), "-")
	keepHTML(p, file, at.HTML)
	complain := func(faults []string) {
		for _, fault := range faults {
			p.T.Errorf("%s (%s): %s", key, at.Heading, fault)
		}
	}
	complain(plainFaults(p))
	for _, scheme := range []string{"light", "dark"} {
		p.Scheme(scheme)
		complain(axeFaults(p, scheme))
	}
	p.Scheme("")
	complain(focusFaults(p))
	for _, size := range [][2]int{{1180, 820}, {820, 1180}, {390, 844}} {
		p.Size(size[0], size[1])
		p.Picture(fmt.Sprintf("%s %dx%d", file, size[0], size[1]))
		if size[0] == 390 {
			complain(wideFaults(p))
		}
	}
	p.Size(1180, 820)
}

func plainFaults(p *stage.Page) (faults []string) {
	p.Run("("+lookScript+")()", &faults)
	return faults
}

// wideFaults asks for sideways scrolling on the narrowest screen.
func wideFaults(p *stage.Page) (faults []string) {
	p.Size(320, 640)
	p.Run(`(() => { const root = document.documentElement;
		return root.scrollWidth > root.clientWidth ? ["[4] at 320 px the page is " + root.scrollWidth + " wide: " +
			[...document.querySelectorAll("body *")].filter((n) => n.getBoundingClientRect().right > 321).slice(-3).map((n) => n.outerHTML.slice(0, 100)).join(" / ")] : []; })()`, &faults)
	return faults
}

// axeFaults runs axe-core with all its tags and the stricter contrast.
func axeFaults(p *stage.Page, scheme string) (faults []string) {
	source, err := os.ReadFile(stage.Root("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		p.T.Fatalf("reading axe-core: %v", err)
	}
	p.Run("globalThis.axe || (() => { "+string(source)+" })(); true", nil)
	var found []struct{ Rule, Kind, Help, HTML string }
	p.Run(`axe.run(document, {runOnly: {type: "tag", values: `+axeTags+`}, rules: {"color-contrast-enhanced": {enabled: true}, "target-size": {enabled: true}}, resultTypes: ["violations", "incomplete"]})
		.then((r) => [["violation", r.violations], ["undecided", r.incomplete]].flatMap(([kind, list]) => list.flatMap((rule) =>
			rule.nodes.map((node) => ({kind, rule: rule.id, help: rule.help + ": " + [...node.any, ...node.all, ...node.none].map((c) => c.message).join("; "), html: node.html})))))`, &found)
next:
	for _, f := range found {
		for _, known := range undecided {
			if f.Kind == "undecided" && f.Rule == known.rule && strings.Contains(f.HTML, known.part) {
				continue next
			}
		}
		faults = append(faults, fmt.Sprintf("[2] axe %s in %s, %s: %s: %.200s", f.Kind, scheme, f.Rule, f.Help, f.HTML))
	}
	return faults
}

// focusFaults goes through the page with the Tab key.
func focusFaults(p *stage.Page) (faults []string) {
	p.Run(`(() => { globalThis.__stops = []; scrollTo(0, 0); getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); })()`, nil)
	const most = 120
	for i := 0; ; i++ {
		p.Key("Tab")
		var stop struct {
			End, Seen, Skip bool
			Faults          []string
		}
		p.Run("("+focusScript+")()", &stop)
		if i == 0 && !stop.Skip {
			faults = append(faults, "[9] the first stop is not the skip link")
		}
		if stop.End || stop.Seen {
			return faults
		}
		if faults = append(faults, stop.Faults...); i == most {
			return append(faults, "[9] more than 120 stops, or a trap")
		}
	}
}

// keepHTML keeps the page for the HTML checker: as it was sent where it can be
// asked for again, else as it stands.
func keepHTML(p *stage.Page, file, standing string) {
	sent := p.Read(`fetch(location.href, {headers: {Accept: "text/html"}}).then((r) => r.ok && !r.redirected ? r.text() : "", () => "")`)
	if sent == "" || strings.Contains(file, "with-faults") {
		sent = standing
	}
	if err := os.WriteFile(stage.Out("html", file+".html"), []byte(sent), 0o644); err != nil {
		p.T.Fatalf("keeping %s: %v", file, err)
	}
}

// checkHTML gives all pages that were kept to the HTML checker at once.
func checkHTML(t *testing.T) {
	if entries, err := os.ReadDir(stage.Out("html")); err != nil || len(entries) == 0 {
		if os.Getenv("DOORSTEP_E2E") == "all" {
			t.Fatal("no story kept a page")
		}
		t.Skip("no story kept a page")
	}
	cmd := exec.Command("node", stage.Root("e2e", "htmlcheck.mjs"), stage.Out("html"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("the HTML checker: %v\n%s", err, out)
	}
}

// quote writes a value as JavaScript.
func quote(value any) string {
	text, _ := json.Marshal(value) // strings and numbers cannot fail
	return string(text)
}
