package stage

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Page is one tab and the person in front of it. Its methods are what that
// person does and sees; whatever cannot be done or seen fails the test.
type Page struct {
	T       T
	Browser *Browser
	Server  *Server
	Who     string // for the log and the names of pictures
	// Inspect is called once a page has been reached (On), so that every page
	// inherits the checks of look and access.
	Inspect func(*Page)

	ctx           context.Context
	cancel        context.CancelFunc
	authenticator string
	width, height int
	density       int // pixels to one CSS pixel; 0 is one

	cutting   sync.Mutex // one change of a worker's network at a time
	mu        sync.Mutex
	troubles  []string // what the browser complained about
	forgiven  []string // what it may complain about
	documents []Answer
	offline   bool
	plain     bool                 // scripts do not run
	loading   map[cdp.FrameID]bool // frames that are on their way to another page

	workerSessions map[target.ID]context.Context
	held           []fetch.RequestID // requests that are kept from the network
	workerRuns     map[string]serviceworker.VersionRunningStatus
	workerStops    int // how often a worker has stopped
}

// Answer is one answer that a page's document or htmx request got.
type Answer struct {
	URL    string
	Status int
	Worker bool // answered by the service worker
	Took   time.Duration
}

//go:embed find.js
var findScript string

// NewPage opens a tab for a person: with cookies of its own if alone is set.
func (b *Browser) NewPage(s *Server, who string, alone bool) *Page {
	b.T.Helper()
	p := &Page{T: b.T, Browser: b, Server: s, Who: who, width: 1180, height: 820, workerSessions: map[target.ID]context.Context{}, workerRuns: map[string]serviceworker.VersionRunningStatus{}, loading: map[cdp.FrameID]bool{}}
	options := []chromedp.ContextOption{chromedp.WithListener(p.hear)}
	if alone {
		options = append(options, chromedp.WithNewBrowserContext())
	}
	p.ctx, p.cancel = chromedp.NewContext(b.ctx, options...)
	b.T.Cleanup(p.Close)
	if err := chromedp.Do(p.ctx); err != nil {
		b.T.Fatalf("%s: opening a tab: %v", who, err)
	}
	// chromedp attaches itself to a page's workers; a navigation that meets a
	// worker being replaced then never ends (half of the runs).
	p.call("Target.setAutoAttach", map[string]any{"autoAttach": false, "waitForDebuggerOnStart": false, "flatten": true}, nil)
	p.call("Emulation.setFocusEmulationEnabled", map[string]any{"enabled": true}, nil)
	p.Size(1180, 820)
	return p
}

// Close closes the tab and tells what the browser complained about.
func (p *Page) Close() {
	if p.ctx.Err() != nil {
		return
	}
	if p.T.Failed() {
		p.T.Logf("%s was at %q, which said:\n%s", p.Who, p.quiet("location.href"), p.quiet("document.body.innerText.slice(0, 3000)"))
		p.T.Logf("%s had the focus on %s, with under way: %s", p.Who, p.quiet(`document.activeElement?.outerHTML.slice(0, 200)`),
			p.quiet(`[document.readyState, ...[...document.querySelectorAll(".htmx-request")].map((n) => n.id || n.localName)].join(" ")`))
		p.T.Logf("%s's last answers: %v", p.Who, lastOf(p.Answers(), 8))
		p.Picture("failed-" + p.Who)
	}
	p.cancel()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, trouble := range p.troubles {
		p.T.Errorf("%s's browser complained: %s", p.Who, trouble)
	}
}

func lastOf(answers []Answer, n int) []Answer { return answers[max(0, len(answers)-n):] }

// Forgive names complaints that are part of the story, such as a server that is
// away; a part of the text is enough.
func (p *Page) Forgive(parts ...string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forgiven = append(p.forgiven, parts...)
	var left []string
	for _, trouble := range p.troubles {
		if !p.isForgiven(trouble) {
			left = append(left, trouble)
		}
	}
	p.troubles = left
}

func (p *Page) isForgiven(trouble string) bool {
	for _, part := range p.forgiven {
		if strings.Contains(trouble, part) {
			return true
		}
	}
	return false
}

// hear keeps what the browser says about the page.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	complain := func(text string) {
		if !p.isForgiven(text) {
			p.troubles = append(p.troubles, text)
		}
	}
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		complain("exception: " + exception(event.ExceptionDetails))
	case *log.EventEntryAdded:
		if event.Entry.Level == "error" && !ordinary(event.Entry.Text) {
			complain(fmt.Sprintf("%s (%s)", event.Entry.Text, event.Entry.URL))
		}
	case *runtime.EventConsoleAPICalled:
		if event.Type == "error" || event.Type == "assert" {
			complain("console: " + consoleWords(event.Args))
		}
	case *page.EventFrameStartedLoading:
		p.loading[event.FrameID] = true
	case *page.EventFrameStoppedLoading:
		delete(p.loading, event.FrameID)
	case *fetch.EventRequestPaused:
		p.held = append(p.held, event.RequestID)
	case *serviceworker.EventWorkerVersionUpdated:
		p.hearWorkers(event.Versions)
	case *network.EventResponseReceived:
		if event.Type == network.ResourceTypeDocument || event.Type == network.ResourceTypeFetch || event.Type == network.ResourceTypeXHR {
			answer := Answer{URL: event.Response.URL, Status: int(event.Response.Status), Worker: event.Response.FromServiceWorker}
			p.documents = append(p.documents, answer)
		}
	}
}

// ordinary are complaints that a story makes on purpose: an answer that says no.
func ordinary(text string) bool {
	return strings.HasPrefix(text, "Failed to load resource: the server responded with a status of 4")
}

func exception(details *runtime.ExceptionDetails) string {
	if details.Exception != nil && details.Exception.Description != "" {
		return details.Exception.Description
	}
	return details.Text
}

func consoleWords(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		if arg.Description != "" {
			words = append(words, arg.Description)
		} else {
			words = append(words, string(arg.Value))
		}
	}
	return strings.Join(words, " ")
}

// Answers returns what documents and htmx requests were answered since the last
// call.
func (p *Page) Answers() []Answer {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.documents
	p.documents = nil
	return list
}

// call sends a command of the DevTools protocol.
func (p *Page) call(method string, params, result any) {
	p.T.Helper()
	if params == nil {
		params = map[string]any{}
	}
	if err := p.try(method, params, result); err != nil {
		p.T.Fatalf("%s: %s: %v", p.Who, method, err)
	}
}

func (p *Page) try(method string, params, result any) error {
	ctx, cancel := context.WithTimeout(p.ctx, Limit)
	defer cancel()
	return chromedp.Do(ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, method, params, result)
	})
}

// evaluation is what Runtime.evaluate answers.
type evaluation struct {
	Result struct {
		Value json.RawMessage `json:"value"`
	} `json:"result"`
	ExceptionDetails *struct {
		Text      string `json:"text"`
		Exception struct {
			Description string `json:"description"`
		} `json:"exception"`
	} `json:"exceptionDetails"`
}

// evaluate runs an expression in the page; promises are waited for.
func (p *Page) evaluate(expression string, result any) error {
	var answer evaluation
	err := p.try("Runtime.evaluate", map[string]any{
		"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true,
	}, &answer)
	if err != nil {
		return err
	}
	if failed := answer.ExceptionDetails; failed != nil {
		return fmt.Errorf("%s %s", failed.Text, failed.Exception.Description)
	}
	if result == nil || len(answer.Result.Value) == 0 {
		return nil
	}
	return json.Unmarshal(answer.Result.Value, result)
}

// Run runs an expression in the page and decodes what it gives into result.
func (p *Page) Run(expression string, result any) {
	p.T.Helper()
	if err := p.evaluate(expression, result); err != nil {
		p.T.Fatalf("%s: running %.200s: %v", p.Who, expression, err)
	}
}

// quiet answers a text of the page, or why it could not.
func (p *Page) quiet(expression string) string {
	var text string
	if err := p.evaluate("Promise.resolve("+expression+").then(String)", &text); err != nil {
		return err.Error()
	}
	return text
}

// literal writes a value as JavaScript.
func literal(value any) string {
	text, _ := json.Marshal(value) // strings and numbers cannot fail
	return string(text)
}
