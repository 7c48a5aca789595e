package stage

import (
	"encoding/base64"
	"os"
	"strconv"
	"strings"
	"time"
)

// spot is where find.js found a thing, or why it did not.
type spot struct {
	X, Y    float64
	Tag     string
	Type    string
	Value   string
	Text    string
	Checked bool
	Why     string
}

// find waits until a thing of that name can be used.
func (p *Page) find(kind, name string, near []string) spot {
	p.T.Helper()
	var found spot
	call := "(" + findScript + ")(" + literal(kind) + "," + literal(name) + "," + literal(strings.Join(near, " ")) + ")"
	Await(p.T, p.Who+" to find "+literal(name), func() (bool, string) {
		found = spot{}
		if !p.settled() {
			return false, "the page is still loading"
		}
		if err := p.evaluate(call, &found); err != nil {
			return false, err.Error()
		}
		return found.Why == "", found.Why
	})
	return found
}

// settled reports whether the page has loaded, is not being left for another,
// and no htmx request is under way that may still change it.
func (p *Page) settled() bool {
	p.mu.Lock()
	leaving := len(p.loading) > 0
	p.mu.Unlock()
	if leaving {
		return false
	}
	var ok bool
	err := p.evaluate(`document.readyState === "complete" && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling")`, &ok)
	return err == nil && ok
}

// Go types an address and waits until the page is there.
func (p *Page) Go(path string) {
	p.T.Helper()
	if strings.HasPrefix(path, "/") {
		path = p.Server.Origin + path
	}
	var answer struct {
		ErrorText string `json:"errorText"`
	}
	p.call("Page.navigate", map[string]any{"url": path}, &answer)
	switch answer.ErrorText {
	case "", "net::ERR_HTTP_RESPONSE_CODE_FAILURE":
	case "net::ERR_ABORTED": // the page itself went elsewhere meanwhile, as one that locks does
	default:
		p.T.Fatalf("%s: going to %s: %s", p.Who, path, answer.ErrorText)
	}
	p.awaitLoaded()
}

func (p *Page) awaitLoaded() {
	p.T.Helper()
	Await(p.T, p.Who+"'s page to load", func() (bool, string) { return p.settled(), p.quiet("document.readyState") })
}

// Reload loads the page again, as the browser's own button does.
func (p *Page) Reload() {
	p.T.Helper()
	p.Run("globalThis.__before = true", nil)
	p.call("Page.reload", nil, nil)
	Await(p.T, p.Who+"'s page to reload", func() (bool, string) {
		return p.quiet("!globalThis.__before && document.readyState") == "complete", "the old page"
	})
}

// ReloadPast loads the page again as with a key held down: past the worker.
func (p *Page) ReloadPast() {
	p.T.Helper()
	p.Run("globalThis.__before = true", nil)
	p.call("Page.reload", map[string]any{"ignoreCache": true}, nil)
	Await(p.T, p.Who+"'s page to reload past the worker", func() (bool, string) {
		return p.quiet("!globalThis.__before && document.readyState") == "complete", "the old page"
	})
}

// Away leaves for the browser's blank page: no page of ours is open any more.
func (p *Page) Away() {
	p.T.Helper()
	p.call("Page.navigate", map[string]any{"url": "about:blank"}, nil)
	Await(p.T, "the blank page", func() (bool, string) {
		at := p.quiet("location.href")
		return at == "about:blank", at
	})
}

// Later moves the clock of the page on, as for a device that slept meanwhile: its
// timers come late, and it looks at the clock when it is seen again.
func (p *Page) Later(by time.Duration) {
	p.T.Helper()
	p.Run(`(() => { const now = Date.now.bind(Date); Date.now = () => now() + `+strconv.FormatInt(by.Milliseconds(), 10)+`;
		document.dispatchEvent(new Event("visibilitychange")); })()`, nil)
}

// Path returns where the page is, without the origin.
func (p *Page) Path() string { return p.quiet("location.pathname + location.search") }

// On waits for the page with this heading.
func (p *Page) On(heading string) {
	p.T.Helper()
	p.await("to reach the page "+literal(heading), func() (bool, string) {
		title := p.quiet(`document.querySelector("h1")?.innerText.replace(/\s+/g, " ").trim()`)
		return title == heading && p.settled(), "the page " + literal(title)
	})
	if p.Inspect != nil {
		p.Inspect(p)
	}
}

// Leaves waits until the page with this heading is left for another.
func (p *Page) Leaves(heading string) {
	p.T.Helper()
	p.await("to leave the page "+literal(heading), func() (bool, string) {
		title := p.quiet(`document.querySelector("h1")?.innerText.replace(/\s+/g, " ").trim()`)
		return title != heading && title != "undefined" && p.settled(), "the page " + literal(title)
	})
}

func (p *Page) await(hope string, done func() (bool, string)) {
	p.T.Helper()
	Await(p.T, p.Who+" "+hope, done)
}

// Press clicks a link, button or box by its name; near says which one, where
// several have that name.
func (p *Page) Press(name string, near ...string) {
	p.T.Helper()
	found := p.find("press", name, near)
	if p.plain { // nothing but another page can come of it
		p.Run("globalThis.__before = true", nil)
		p.clickAt(found.X, found.Y)
		p.await("to leave the page by "+literal(name), func() (bool, string) {
			return p.quiet("!globalThis.__before && document.readyState") == "complete", "the old page"
		})
		return
	}
	p.clickAt(found.X, found.Y)
	p.begun()
}

func (p *Page) clickAt(x, y float64) {
	p.T.Helper()
	for _, step := range []string{"mouseMoved", "mousePressed", "mouseReleased"} {
		event := map[string]any{"type": step, "x": x, "y": y}
		if step != "mouseMoved" {
			event["button"], event["clickCount"] = "left", 1
		}
		p.call("Input.dispatchMouseEvent", event, nil)
	}
}

// begun waits for what a click or key set going: a form is sent a moment after
// the event, and until then the old page looks settled.
func (p *Page) begun() {
	if p.plain { // timers do not run either
		return
	}
	_ = p.evaluate("new Promise((done) => setTimeout(done))", nil) // fails where the page has gone already
}

// Fill puts the words into a field, in place of what it held, as a paste does.
func (p *Page) Fill(label, words string, near ...string) {
	p.T.Helper()
	p.find("field", label, near)
	p.Run("__found.focus(); __found.select && __found.select()", nil)
	if words == "" {
		p.Key("Delete")
		return
	}
	p.call("Input.insertText", map[string]any{"text": words}, nil)
}

// Write types the words key by key at the end of a field.
func (p *Page) Write(label, words string, near ...string) {
	p.T.Helper()
	p.find("field", label, near)
	p.Run("__found.focus(); __found.setSelectionRange && __found.setSelectionRange(__found.value.length, __found.value.length)", nil)
	for _, letter := range words {
		p.call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "text": string(letter)}, nil)
		p.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp"}, nil)
	}
}

// Tick sets a box or a radio button.
func (p *Page) Tick(name string, near ...string) {
	p.T.Helper()
	if found := p.find("press", name, near); !found.Checked {
		p.clickAt(found.X, found.Y)
	}
}

// Untick clears a box.
func (p *Page) Untick(name string, near ...string) {
	p.T.Helper()
	if found := p.find("press", name, near); found.Checked {
		p.clickAt(found.X, found.Y)
	}
}

// Choose picks an entry of a list by its words.
func (p *Page) Choose(label, entry string, near ...string) {
	p.T.Helper()
	p.find("field", label, near)
	var ok bool
	p.Run(`(() => { const option = [...__found.options].find((option) => option.text.trim() === `+literal(entry)+`);
		if (!option) return false;
		__found.value = option.value;
		__found.dispatchEvent(new Event("input", { bubbles: true }));
		__found.dispatchEvent(new Event("change", { bubbles: true }));
		return true; })()`, &ok)
	if !ok {
		p.T.Fatalf("%s: the list %q has no entry %q", p.Who, label, entry)
	}
}

// Attach puts files into a file field.
func (p *Page) Attach(label string, files ...string) {
	p.T.Helper()
	p.find("field", label, nil)
	var handle struct {
		Result struct {
			ObjectID string `json:"objectId"`
		} `json:"result"`
	}
	p.call("Runtime.evaluate", map[string]any{"expression": "__found"}, &handle)
	p.call("DOM.setFileInputFiles", map[string]any{"files": files, "objectId": handle.Result.ObjectID}, nil)
}

// keys are the keys that a story presses by name.
var keys = map[string]struct {
	code int
	text string
}{
	"Tab": {9, ""}, "Enter": {13, "\r"}, "Escape": {27, ""}, "Space": {32, " "}, "Delete": {46, ""},
	"ArrowDown": {40, ""}, "ArrowUp": {38, ""}, "ArrowLeft": {37, ""}, "ArrowRight": {39, ""},
}

// Key presses one key by its name.
func (p *Page) Key(name string) {
	p.T.Helper()
	p.key(name, 0)
}

// BackTab presses Shift and Tab.
func (p *Page) BackTab() {
	p.T.Helper()
	p.key("Tab", 8)
}

func (p *Page) key(name string, modifiers int) {
	p.T.Helper()
	key, ok := keys[name]
	if !ok {
		p.T.Fatalf("no key is called %q here", name)
	}
	event := map[string]any{"type": "rawKeyDown", "key": name, "code": name, "windowsVirtualKeyCode": key.code, "modifiers": modifiers}
	if name == "Space" {
		event["key"] = " "
	}
	if key.text != "" {
		event["type"], event["text"] = "keyDown", key.text
	}
	p.call("Input.dispatchKeyEvent", event, nil)
	event["type"] = "keyUp"
	delete(event, "text")
	p.call("Input.dispatchKeyEvent", event, nil)
	p.begun()
}

// Size turns or resizes the screen, in CSS pixels.
func (p *Page) Size(width, height int) {
	p.T.Helper()
	p.width, p.height = width, height
	p.call("Emulation.setDeviceMetricsOverride", map[string]any{"width": width, "height": height, "deviceScaleFactor": max(p.density, 1), "mobile": false}, nil)
}

// Density makes the screen so many pixels to one CSS pixel.
func (p *Page) Density(pixels int) {
	p.T.Helper()
	p.density = pixels
	p.Size(p.width, p.height)
}

// Picture keeps a picture of the page as it is, below e2e/out.
func (p *Page) Picture(name string) {
	var shot struct {
		Data string `json:"data"`
	}
	if err := p.try("Page.captureScreenshot", map[string]any{"format": "png"}, &shot); err != nil {
		p.T.Logf("%s: no picture of %s: %v", p.Who, name, err)
		return
	}
	content, err := base64.StdEncoding.DecodeString(shot.Data)
	if err == nil {
		err = os.WriteFile(Out("pictures", strings.ReplaceAll(name, "/", "-")+".png"), content, 0o644)
	}
	if err != nil {
		p.T.Errorf("keeping the picture %s: %v", name, err)
	}
}

// Point is a place on an element, as parts of its width and height.
type Point struct{ X, Y float64 }

// Draw draws strokes on an element with a pen, one after the other.
func (p *Page) Draw(selector string, strokes ...[]Point) {
	p.T.Helper()
	var box struct{ Left, Top, Width, Height float64 }
	p.await("to find "+selector, func() (bool, string) {
		err := p.evaluate(`(() => { const node = document.querySelector(`+literal(selector)+`);
			if (!node || !node.checkVisibility()) return {};
			node.scrollIntoView({block: "center", behavior: "instant"});
			const {left, top, width, height} = node.getBoundingClientRect(); return {left, top, width, height}; })()`, &box)
		return err == nil && box.Width > 0, "nothing to draw on"
	})
	for _, stroke := range strokes {
		for i, point := range stroke {
			event := map[string]any{"type": "mouseMoved", "x": box.Left + point.X*box.Width, "y": box.Top + point.Y*box.Height,
				"button": "left", "buttons": 1, "pointerType": "pen", "force": 0.5}
			if i == 0 {
				event["type"], event["clickCount"] = "mousePressed", 1
			}
			p.call("Input.dispatchMouseEvent", event, nil)
			if i == len(stroke)-1 {
				event["type"], event["buttons"], event["clickCount"] = "mouseReleased", 0, 1
				p.call("Input.dispatchMouseEvent", event, nil)
			}
		}
	}
}

// Type types words wherever the focus is.
func (p *Page) Type(words string) {
	p.T.Helper()
	p.call("Input.insertText", map[string]any{"text": words}, nil)
}

// Scripts lets pages run scripts, or not, as a browser without JavaScript.
func (p *Page) Scripts(run bool) {
	p.T.Helper()
	p.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": !run}, nil)
	p.plain = !run
}

// Compose begins letters with an input method and does not finish them.
func (p *Page) Compose(letters string) {
	p.T.Helper()
	n := len([]rune(letters))
	p.call("Input.imeSetComposition", map[string]any{"text": letters, "selectionStart": n, "selectionEnd": n}, nil)
}

// Crash kills the tab's process.
func (p *Page) Crash() {
	p.T.Helper()
	go func() { _ = p.try("Page.crash", map[string]any{}, nil) }() // it never answers
	p.await("to be dead", func() (bool, string) {
		return p.try("Runtime.evaluate", map[string]any{"expression": "1"}, nil) != nil, "alive"
	})
	p.cancel()
}
