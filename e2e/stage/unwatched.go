package stage

import (
	"context"
	"errors"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Unwatched is a tab to which no test tool is attached, as on a person's own
// tablet. A worker or page under observation is not stopped, replaced or ended
// by the browser as it would be.
type Unwatched struct {
	browser *Browser
	id      target.ID
}

// Unwatched opens such a tab.
func (b *Browser) Unwatched(url string) *Unwatched {
	b.T.Helper()
	var made struct {
		TargetID target.ID `json:"targetId"`
	}
	if err := b.call("Target.createTarget", map[string]any{"url": url}, &made); err != nil {
		b.T.Fatalf("opening an unwatched tab: %v", err)
	}
	return &Unwatched{browser: b, id: made.TargetID}
}

// At returns the tab's address and the title of what it shows.
func (u *Unwatched) At() (url, title string) {
	u.browser.T.Helper()
	var list target.GetTargetsResult
	if err := u.browser.call("Target.getTargets", cdp.Empty{}, &list); err != nil {
		u.browser.T.Fatalf("listing the tabs: %v", err)
	}
	for _, info := range list.TargetInfos {
		if info.TargetID == u.id {
			return info.URL, info.Title
		}
	}
	return "", ""
}

// Await waits until the tab shows a page with this title at this address.
func (u *Unwatched) Await(limit time.Duration, url, title string) {
	u.browser.T.Helper()
	AwaitWithin(u.browser.T, limit, "the tab to reach "+url, func() (bool, string) {
		at, shown := u.At()
		return at == url && shown == title, at + " " + shown
	})
}

// Do attaches for a moment, runs an expression, and leaves again; what the
// expression set going goes on. It returns what a promise or value gives.
func (u *Unwatched) Do(expression string) string {
	u.browser.T.Helper()
	ctx, leave, err := u.attach()
	defer leave()
	short, stop := context.WithTimeout(ctx, Limit)
	defer stop()
	var answer evaluation
	if err == nil {
		err = chromedp.Do(short, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			return chromedp.Void{}, t.Call(ctx, "Runtime.evaluate",
				map[string]any{"expression": expression, "returnByValue": true, "awaitPromise": true}, &answer)
		})
	}
	if err != nil {
		return err.Error()
	}
	return string(answer.Result.Value)
}

// Holds waits until an expression is true in the tab.
func (u *Unwatched) Holds(what, expression string) {
	u.browser.T.Helper()
	Await(u.browser.T, what, func() (bool, string) {
		saw := u.Do(expression)
		return saw == "true", saw
	})
}

// OnEachPage runs a script at the start of every page that the tab opens, until
// the returned function is called; the tab is watched as long.
func (u *Unwatched) OnEachPage(script string) (stop func()) {
	u.browser.T.Helper()
	ctx, leave, err := u.attach()
	if err == nil {
		err = chromedp.Do(ctx, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
			if err := t.Call(ctx, "Page.enable", cdp.Empty{}, nil); err != nil {
				return chromedp.Void{}, err
			}
			return chromedp.Void{}, t.Call(ctx, "Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": script}, nil)
		})
	}
	if err != nil {
		u.browser.T.Fatalf("giving a tab a script: %v", err)
	}
	return leave
}

// attach waits for no more than the limit: a page that is just being replaced may
// never answer. A context with a limit of its own would end the tab with it.
func (u *Unwatched) attach() (ctx context.Context, leave func(), err error) {
	ctx, leave = chromedp.NewContext(u.browser.ctx, chromedp.WithTargetID(u.id), chromedp.WithDetachOnCancel())
	done := make(chan error, 1)
	go func() { done <- chromedp.Do(ctx) }()
	select {
	case err = <-done:
	case <-time.After(Limit):
		err = errors.New("the tab cannot be attached to")
	}
	return ctx, leave, err
}

// Kill ends Chromium at once, as a power cut does.
func (b *Browser) Kill() {
	b.T.Helper()
	process := chromedp.FromContext(b.ctx).Browser.Process()
	if process == nil {
		b.T.Fatalf("this browser has no process of its own")
	}
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	_ = process.Kill() // it may be gone already
	b.cancel()         // waits for the process
}
