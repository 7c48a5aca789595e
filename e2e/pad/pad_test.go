// Package pad holds the signature pad to its promises in a real browser: the
// pages come from the route table over a store in memory, without a server.
package pad

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
)

var dana = casework.Actor{ID: "dana", Name: "Dana Reed", Role: casework.RoleCaseworker}

var house = exchange.House{Tenant: "practice", Agency: "Practice Agency", Staff: []exchange.StaffMember{{ID: "dana", Name: "Dana Reed", Role: casework.RoleCaseworker}}}

// glass is a contract that waits for Maria's signature.
type glass struct {
	env  *pages.Env
	made int
}

const (
	caseID   = "01980000-0000-7000-8000-00000000000c"
	contract = "01980000-0000-7000-8000-00000000000d"
	padPath  = "/cases/" + caseID + "/contracts/" + contract + "/sign/client/draw"
)

func newGlass(t *testing.T) *glass {
	t.Helper()
	store := memory.NewOffice(house)
	g := &glass{}
	pen := &pages.Pen{Device: "office-1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, pen.Device, pen.Epoch) }
	g.env = &pages.Env{Store: store, Pen: pen, NewID: func() string { g.made++; return fmt.Sprintf("01980000-0000-7000-8000-%012d", g.made) }}
	person := g.env.NewID()
	content, hash := casework.ContractContent{
		Format: 1, Agency: house.Agency, Case: caseID, Contract: contract, Title: "Contract", Client: "Maria Alder", Worker: "Dana Reed",
		EndsWhen: "Maria has a lease.", Items: []casework.ContractContentItem{{Words: "Dana Reed will look for flats.", Who: "Dana Reed", ByWhen: "2026-12-01"}},
		Consent: "We agree to sign on this screen.", Frozen: "2026-11-21T10:00:00Z",
	}.Freeze()
	freeze := pages.Entry{Record: contract, Kind: casework.KindContract}
	for _, field := range [][2]string{{"content", content}, {"content_hash", hash}, {"frozen_at", "2026-11-21T10:00:00.000Z"}} {
		freeze.Changes = append(freeze.Changes, oplog.Change{Do: oplog.Set, Field: field[0], To: field[1]})
	}
	for _, entry := range []pages.Entry{
		pages.Made(caseID, casework.KindCase, map[string]string{"name": "Alder", "worker": "dana"}),
		pages.Made(person, casework.KindPerson, map[string]string{"name": "Maria Alder", "role": "mother"}),
		pages.Made(contract, casework.KindContract, map[string]string{"client": person, "worker": "dana", "ends_when": "Maria has a lease."}),
		freeze,
	} {
		if err := g.env.Write(context.Background(), pages.Request{Actor: dana, Now: time.Now()}, caseID, entry); err != nil {
			t.Fatalf("make %s: %v", entry.Kind, err)
		}
	}
	// Maria has answered the steps before the pad.
	err := store.PutDraft(context.Background(), dana.ID, "signing/"+contract+"/client", storage.Draft{Fields: map[string]string{
		"hash": hash, "of.capacity": "self", "of.identified": "known", "of.agreed": "yes", "of.read_how": "self", "of.taught": "skipped",
	}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// ServeHTTP mounts the route table, the scripts and the styles as they lie in
// the tree.
func (g *glass) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if name, ok := strings.CutPrefix(r.URL.Path, "/static/"); ok {
		serveStatic(w, r, name[strings.Index(name, "/")+1:])
		return
	}
	route, params, ok := pages.Match(pages.Routes(), r.Method, r.URL.Path)
	if !ok || r.ParseForm() != nil {
		http.NotFound(w, r)
		return
	}
	request := pages.Request{
		Method: r.Method, Path: r.URL.Path, Params: params, Form: pages.Values(r.PostForm), Htmx: r.Header.Get("HX-Request") != "",
		Actor: dana, Now: time.Now(), House: house, Home: views.Office,
	}
	reply, err := route.Handle(r.Context(), g.env, request)
	if err != nil {
		reply = pages.Failure(request, err)
	}
	if reply.Location != "" {
		http.Redirect(w, r, reply.Location, http.StatusSeeOther)
		return
	}
	for name, value := range pages.SecurityHeaders() {
		w.Header().Set(name, value)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(max(reply.Status, 200))
	if err := pages.Render(r.Context(), reply, w); err != nil {
		panic(err)
	}
}

func serveStatic(w http.ResponseWriter, r *http.Request, name string) {
	parts := map[string]string{"htmx.js": "node_modules/htmx.org/dist/htmx.min.js", "signature_pad.js": "node_modules/signature_pad/dist/signature_pad.umd.min.js"}
	switch {
	case name == "doorstep.css":
		sheets, _ := filepath.Glob(stage.Root("static", "css", "*.css"))
		sort.Strings(sheets)
		w.Header().Set("Content-Type", "text/css")
		for _, sheet := range sheets {
			text, _ := os.ReadFile(sheet)
			_, _ = w.Write(append(text, '\n'))
		}
	case parts[name] != "":
		http.ServeFile(w, r, stage.Root(filepath.FromSlash(parts[name])))
	case name == "sign.js" || name == "page.js":
		http.ServeFile(w, r, stage.Root("static", "js", name))
	case strings.HasSuffix(name, ".js"): // other pages' scripts
		w.Header().Set("Content-Type", "text/javascript")
	default:
		http.NotFound(w, r)
	}
}

// strokes are what the pad's field holds.
type strokes struct {
	W, H    int
	Strokes [][][3]int
}

func held(p *stage.Page) (s strokes, text string) {
	p.T.Helper()
	if text = p.Read(`document.querySelector("[data-pad-strokes]").value`); text != "" {
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			p.T.Fatalf("the field holds %q: %v", text, err)
		}
	}
	return s, text
}

// box is the place of the ink on the glass, as parts of the pad's width and
// height; count is the number of dark pixels.
type box struct {
	Left, Top, Right, Bottom float64
	Count                    int
}

const inkBox = `(() => { const c = document.getElementById("pad-canvas"), {width, height} = c;
	const data = c.getContext("2d").getImageData(0, 0, width, height).data;
	let left = width, top = height, right = -1, bottom = -1, count = 0;
	for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (data[(y * width + x) * 4 + 3] > 40) {
		count++; left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y); }
	return {left: left / width, top: top / height, right: right / width, bottom: bottom / height, count}; })()`

func inkOf(p *stage.Page) (b box) { p.Run(inkBox, &b); return b }

// expectWhole checks that the ink on the glass is where the points say.
func expectWhole(p *stage.Page, when string) {
	p.T.Helper()
	s, _ := held(p)
	want := box{Left: 1, Top: 1}
	for _, line := range s.Strokes {
		for _, point := range line {
			x, y := float64(point[0])/float64(s.W), float64(point[1])/float64(s.H)
			if x < 0 || x > 1 || y < 0 || y > 1 {
				p.T.Errorf("%s: the point %v lies outside the pad of %d by %d", when, point, s.W, s.H)
			}
			want.Left, want.Right = min(want.Left, x), max(want.Right, x)
			want.Top, want.Bottom = min(want.Top, y), max(want.Bottom, y)
		}
	}
	got, near := inkOf(p), func(a, b float64) bool { return a-b < 0.03 && b-a < 0.03 }
	if got.Count < 200 || !near(got.Left, want.Left) || !near(got.Right, want.Right) || !near(got.Top, want.Top) || !near(got.Bottom, want.Bottom) {
		p.T.Errorf("%s: ink at %+v, want the points' place %+v", when, got, want)
	}
}

func awaitPad(p *stage.Page) {
	p.T.Helper()
	p.Holds("the pad to be ready", `document.querySelector("[data-pad]").checkVisibility() && document.querySelector("[data-pad-fallback]").hidden`)
}

// awaitSharp waits until the canvas has the pixels of the screen as it is now.
func awaitSharp(p *stage.Page, width int) {
	p.T.Helper()
	p.Holds(fmt.Sprintf("the pad of a screen of %d", width), fmt.Sprintf(`innerWidth === %d && (() => { const c = document.getElementById("pad-canvas");
		return c.width === Math.round(c.clientWidth * devicePixelRatio); })()`, width))
}

func wave(from, to, height float64) (stroke []stage.Point) {
	for i := range 25 {
		part := float64(i) / 24
		stroke = append(stroke, stage.Point{X: from + (to-from)*part, Y: height + 0.2*part*(1-part)})
	}
	return stroke
}

// point sends a pointer event to the pad, at parts of its width and height.
const point = `(type, kind, x, y) => { const c = document.getElementById("pad-canvas"), b = c.getBoundingClientRect();
	c.dispatchEvent(new PointerEvent(type, {bubbles: true, cancelable: true, pointerId: {touch: 7, pen: 8, second: 9}[kind], pointerType: kind === "second" ? "touch" : kind, isPrimary: kind !== "second",
		button: 0, buttons: type === "pointerup" ? 0 : 1, clientX: b.left + x * b.width, clientY: b.top + y * b.height})); }`

func openPad(t *testing.T) *stage.Page {
	t.Helper()
	for _, part := range []string{"signature_pad", "htmx.org"} {
		if _, err := os.Stat(stage.Root("node_modules", part)); err != nil {
			t.Skipf("the npm parts are not installed (make build): %v", err)
		}
	}
	server := httptest.NewServer(newGlass(t))
	t.Cleanup(server.Close)
	origin := &stage.Server{T: t, Origin: strings.Replace(server.URL, "127.0.0.1", "localhost", 1)}
	p := stage.OpenBrowser(t, "tablet").NewPage(origin, "maria", true)
	p.Forgive("favicon", "icon", "manifest", "woff2")
	p.Go(padPath)
	p.On("Sign the contract")
	awaitPad(p)
	return p
}

func TestPadKeepsEveryPointWhileTheTabletTurns(t *testing.T) {
	p := openPad(t)
	p.Draw("#pad-canvas", wave(0.1, 0.5, 0.3), wave(0.4, 0.95, 0.5))
	first, before := held(p)
	if len(first.Strokes) != 2 || len(first.Strokes[0]) < 20 {
		t.Fatalf("the field holds %d lines: %s", len(first.Strokes), before)
	}
	expectWhole(p, "drawn in landscape")
	for _, size := range [][2]int{{820, 1180}, {390, 844}, {1180, 820}, {600, 400}} {
		p.Size(size[0], size[1])
		when := fmt.Sprintf("at %d by %d", size[0], size[1])
		awaitSharp(p, size[0])
		if _, now := held(p); now != before {
			t.Errorf("%s the points changed:\n%s\n%s", when, before, now)
		}
		expectWhole(p, when)
	}
	p.Draw("#pad-canvas", wave(0.2, 0.8, 0.6))
	second, _ := held(p)
	if len(second.Strokes) != 3 {
		t.Fatalf("%d lines, want 3", len(second.Strokes))
	}
	for i, line := range first.Strokes {
		if fmt.Sprint(second.Strokes[i]) != fmt.Sprint(line) {
			t.Errorf("line %d changed when another was drawn", i+1)
		}
	}
	p.Size(1180, 820)
	awaitSharp(p, 1180)
	expectWhole(p, "after a line in a smaller pad")

	p.StateSays("Draft saved")
	p.Reload()
	awaitPad(p)
	if _, now := held(p); now == "" {
		t.Fatal("a reload lost the lines")
	}
	expectWhole(p, "after a reload")
	p.Press("Undo the last line")
	if now, _ := held(p); len(now.Strokes) != 2 {
		t.Errorf("after Undo %d lines, want 2", len(now.Strokes))
	}
	p.Picture("pad")
	p.Press("Look once more")
	p.On("Is this your signature?")
	p.Picture("look")
	p.Press("Finish")
	p.Sees("Signed on", "Sign as Dana Reed")
	p.Holds("the signature drawn", `document.querySelector("#party-client svg[aria-label='Signature of Maria Alder'] path").getTotalLength() > 10000`)
}

func TestPadRefusesWhatIsNoSignature(t *testing.T) {
	p := openPad(t)
	p.Press("Look once more")
	p.AwaitFocus("#error-summary")
	awaitPad(p)
	p.Draw("#pad-canvas", wave(0.1, 0.5, 0.3))
	p.Press("Clear the field")
	if _, text := held(p); text != "" || inkOf(p).Count != 0 {
		t.Errorf("after Clear the field holds %q and %d dark pixels", text, inkOf(p).Count)
	}
	p.Draw("#pad-canvas", []stage.Point{{X: 0.5, Y: 0.5}, {X: 0.5, Y: 0.5}})
	if p.Read(`String(document.querySelector("[data-pad-empty]").hidden)`) != "false" {
		t.Error("a dot counts as a signature on the glass")
	}
	p.Press("Look once more")
	p.AwaitFocus("#error-summary")
	awaitPad(p)
	p.Press("Clear the field")
	p.Draw("#pad-canvas", wave(0.1, 0.9, 0.4))
	expectWhole(p, "on a pad that htmx put in")
	p.Press("Look once more")
	p.On("Is this your signature?")
}

func TestPadIgnoresThePalmBesideThePen(t *testing.T) {
	p := openPad(t)
	p.Run(`((point) => { // a palm comes first, then the pen, then the palm once more
		point("pointerdown", "touch", 0.8, 0.9); point("pointermove", "touch", 0.82, 0.9);
		point("pointerdown", "pen", 0.1, 0.3); for (let x = 0.1; x < 0.6; x += 0.02) point("pointermove", "pen", x, 0.4); point("pointerup", "pen", 0.6, 0.4);
		point("pointerdown", "touch", 0.8, 0.9); point("pointermove", "touch", 0.9, 0.9); point("pointerup", "touch", 0.9, 0.9);
		point("pointerdown", "pen", 0.2, 0.6); for (let x = 0.2; x < 0.6; x += 0.02) point("pointermove", "pen", x, 0.6); point("pointerup", "pen", 0.6, 0.6);
	})(`+point+`)`, nil)
	now, text := held(p)
	if len(now.Strokes) != 2 {
		t.Fatalf("%d lines, want the pen's 2: %s", len(now.Strokes), text)
	}
	for _, line := range now.Strokes {
		for _, at := range line {
			if at[0] > now.W*7/10 {
				t.Errorf("the palm drew at %v", at)
			}
		}
	}
}

func TestPadTurnedInTheMiddleOfALine(t *testing.T) {
	p := openPad(t)
	p.Run(`((point) => { point("pointerdown", "touch", 0.1, 0.3); for (let x = 0.1; x < 0.5; x += 0.02) point("pointermove", "touch", x, 0.4); })(`+point+`)`, nil)
	p.Size(820, 1180)
	awaitSharp(p, 820)
	p.Holds("the unfinished line to be kept", `document.querySelector("[data-pad-strokes]").value !== ""`)
	expectWhole(p, "turned in the middle of a line")
	p.Run(`((point) => { point("pointermove", "touch", 0.6, 0.4); point("pointerup", "touch", 0.6, 0.4); })(`+point+`)`, nil)
	p.Draw("#pad-canvas", wave(0.2, 0.8, 0.6))
	if now, text := held(p); len(now.Strokes) != 2 {
		t.Errorf("%d lines, want the unfinished one and the next: %s", len(now.Strokes), text)
	}
	expectWhole(p, "the next line")
}

// Attack 41: a palm beside the pen, a second finger, a touch that the system takes
// away, a tablet that is turned and screens of one, two and three pixels a point:
// the lines of the pen are all there, once each, and nothing else is.
func TestAttack41OneCleanSetOfLines(t *testing.T) {
	for _, density := range []int{1, 2, 3} {
		t.Run(fmt.Sprintf("%d pixels a point", density), func(t *testing.T) {
			p := openPad(t)
			p.Density(density)
			p.Reload()
			awaitPad(p)
			awaitSharp(p, 1180)
			p.Run(`((point) => { // a finger, and a second one that comes and goes beside it
				point("pointerdown", "touch", 0.1, 0.2); for (let x = 0.1; x < 0.3; x += 0.02) point("pointermove", "touch", x, 0.2);
				point("pointerdown", "second", 0.9, 0.9); point("pointermove", "second", 0.95, 0.9); point("pointerup", "second", 0.95, 0.9);
				for (let x = 0.3; x < 0.5; x += 0.02) point("pointermove", "touch", x, 0.25); point("pointerup", "touch", 0.5, 0.25);
				// the system takes the touch away: what was drawn until then stays
				point("pointerdown", "touch", 0.1, 0.4); for (let x = 0.1; x < 0.5; x += 0.02) point("pointermove", "touch", x, 0.4);
				point("pointercancel", "touch", 0.5, 0.4);
				// and then the pen, with the palm beside it
				point("pointerdown", "pen", 0.1, 0.6); point("pointerdown", "touch", 0.8, 0.95);
				for (let x = 0.1; x < 0.6; x += 0.02) { point("pointermove", "pen", x, 0.6); point("pointermove", "touch", 0.8, 0.95); }
				point("pointerup", "touch", 0.8, 0.95); point("pointerup", "pen", 0.6, 0.6);
			})(`+point+`)`, nil)
			p.Holds("three lines", `JSON.parse(document.querySelector("[data-pad-strokes]").value).strokes.length === 3`)
			before, text := held(p)
			for i, line := range before.Strokes {
				if len(line) < 15 {
					t.Errorf("line %d has %d points: %s", i+1, len(line), text)
				}
				for _, at := range line {
					if at[0] > before.W*7/10 || at[1] > before.H*8/10 {
						t.Errorf("line %d was drawn by the palm or the second finger at %v", i+1, at)
					}
				}
			}
			expectWhole(p, "as drawn")
			p.Size(820, 1180)
			awaitSharp(p, 820)
			if _, now := held(p); now != text {
				t.Errorf("turned, the points are others:\n%s\n%s", text, now)
			}
			expectWhole(p, "turned")
			p.Press("Look once more")
			p.On("Is this your signature?")
		})
	}
}
