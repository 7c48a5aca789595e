package stage

import (
	"strings"
)

// Text returns what the page's main part says, spaces squeezed.
func (p *Page) Text() string {
	return p.quiet(`(document.querySelector("main") || document.body).innerText.replace(/\s+/g, " ")`)
}

// State returns what the header's state line says.
func (p *Page) State() string {
	return p.quiet(`document.getElementById("state")?.innerText.replace(/\s+/g, " ").trim() ?? ""`)
}

// Sees waits until the page's main part says all of these.
func (p *Page) Sees(words ...string) {
	p.T.Helper()
	for _, want := range words {
		p.await("to see "+literal(want), func() (bool, string) {
			text := p.Text()
			return strings.Contains(text, want), text
		})
	}
}

// SeesNot waits until the page's main part says none of these.
func (p *Page) SeesNot(words ...string) {
	p.T.Helper()
	for _, bad := range words {
		p.await("not to see "+literal(bad), func() (bool, string) {
			text := p.Text()
			return p.settled() && !strings.Contains(text, bad), text
		})
	}
}

// StateSays waits until the header's state line says part.
func (p *Page) StateSays(part string) {
	p.T.Helper()
	p.await("to read "+literal(part)+" in the header", func() (bool, string) {
		state := p.State()
		return strings.Contains(state, part), state
	})
}

// FieldHolds waits until a field holds these words.
func (p *Page) FieldHolds(label, words string, near ...string) {
	p.T.Helper()
	p.await("to see "+literal(words)+" in "+literal(label), func() (bool, string) {
		held := p.find("field", label, near).Value
		return held == words, held
	})
}

// IsTicked reports whether a box is ticked.
func (p *Page) IsTicked(name string, near ...string) bool {
	p.T.Helper()
	return p.find("press", name, near).Checked
}

// Offers reports whether the page shows a link, button or box of that name.
func (p *Page) Offers(name string) bool {
	p.T.Helper()
	var found spot
	p.Run("("+findScript+")("+literal("press")+","+literal(name)+",'')", &found)
	return found.Why == ""
}

// Count returns how many elements a selector finds.
func (p *Page) Count(selector string) int {
	p.T.Helper()
	var n int
	p.Run("document.querySelectorAll("+literal(selector)+").length", &n)
	return n
}

// FocusIn reports whether the focused element matches a selector.
func (p *Page) FocusIn(selector string) bool {
	p.T.Helper()
	var ok bool
	p.Run("Boolean(document.activeElement?.matches("+literal(selector)+"))", &ok)
	return ok
}

// AwaitFocus waits until the focus is on what the selector finds.
func (p *Page) AwaitFocus(selector string) {
	p.T.Helper()
	p.await("to have the focus on "+selector, func() (bool, string) {
		return p.FocusIn(selector), p.quiet("document.activeElement?.outerHTML.slice(0, 200)")
	})
}

// Holds waits until an expression is true in the page.
func (p *Page) Holds(hope, expression string) {
	p.T.Helper()
	p.await("for "+hope, func() (bool, string) {
		saw := p.quiet(expression)
		return saw == "true", saw
	})
}

// Read returns what an expression gives, as text.
func (p *Page) Read(expression string) string {
	p.T.Helper()
	return p.quiet(expression)
}

// Scheme sets the colour scheme the page is asked to take: "light", "dark", or
// "" for the browser's own.
func (p *Page) Scheme(name string) {
	p.T.Helper()
	features := []map[string]string{}
	if name != "" {
		features = append(features, map[string]string{"name": "prefers-color-scheme", "value": name})
	}
	p.call("Emulation.setEmulatedMedia", map[string]any{"features": features}, nil)
	p.Holds("colours to have changed", `document.getAnimations().every((a) => a.playState === "finished")`)
}

// Cookies returns the site's cookies as a request would send them.
func (p *Page) Cookies() string {
	p.T.Helper()
	var jar struct {
		Cookies []struct {
			Name  string `json:"name"`
			Value string `json:"value"`
		} `json:"cookies"`
	}
	p.call("Network.getCookies", map[string]any{"urls": []string{p.Server.Origin}}, &jar)
	var parts []string
	for _, cookie := range jar.Cookies {
		parts = append(parts, cookie.Name+"="+cookie.Value)
	}
	return strings.Join(parts, "; ")
}

// CopyCookies signs another tab in as the person of this one.
func (p *Page) CopyCookies(to *Page) {
	p.T.Helper()
	if p.ctx.Err() != nil {
		p.T.Fatalf("%s's tab is closed", p.Who)
	}
	var jar struct {
		Cookies []map[string]any `json:"cookies"`
	}
	p.call("Network.getCookies", map[string]any{"urls": []string{p.Server.Origin}}, &jar)
	for _, cookie := range jar.Cookies {
		to.call("Network.setCookie", map[string]any{"name": cookie["name"], "value": cookie["value"], "url": p.Server.Origin,
			"httpOnly": cookie["httpOnly"], "sameSite": cookie["sameSite"], "path": cookie["path"]}, nil)
	}
}

// Printed is the page as the browser's own print makes it: a PDF.
func (p *Page) Printed() []byte {
	p.T.Helper()
	var printed struct {
		Data []byte `json:"data"`
	}
	p.call("Page.printToPDF", map[string]any{"preferCSSPageSize": true}, &printed)
	return printed.Data
}
