//go:build js && wasm

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/url"
	"strings"
	"syscall/js"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/indexeddb/web"
	"doorstep/views"
)

// wants reports whether the tablet answers a page itself: one of the offline
// routes, on a tablet that was made ready. A tablet that is turned to somebody
// answers everything itself: behind the office's pages stands its own session.
func (w *worker) wants(asked js.Value) (any, error) {
	if _, turned, err := w.book.Turned(); err != nil || turned != nil {
		return true, nil // a book that cannot be read opens nothing
	}
	route, _, ok := pages.Match(w.routes, asked.Get("method").String(), asked.Get("path").String())
	if !ok || !route.Offline {
		return false, nil
	}
	if d, err := w.current(asked.Get("alone").Truthy()); err == nil && d != nil {
		return true, nil
	}
	records, err := w.book.Records()
	if err != nil || len(records) > 0 || route.Pattern != pages.UnlockPath {
		return len(records) > 0, err
	}
	gone, err := w.book.Gone() // the page says why nothing is here any more
	return len(gone) > 0, err
}

// answer draws a page.
func (w *worker) answer(asked js.Value) (any, error) {
	ctx := context.Background()
	request := requestOf(asked)
	owner, turned, err := w.book.Turned()
	if err != nil {
		complain("read the book", err)
		return given(ctx, request, pages.Failure(request, err))
	}
	if turned != nil {
		return w.answerTurned(ctx, asked, request, owner, *turned)
	}
	route, params, ok := pages.Match(w.routes, request.Method, request.Path)
	if !ok {
		return given(ctx, request, pages.Failure(request, casework.Fail(casework.NotFound)))
	}
	request.Params = params
	d, err := w.current(asked.Get("alone").Truthy())
	if err != nil {
		complain("open the vault", err)
		return given(ctx, request, pages.Failure(request, err))
	}
	switch {
	case request.Path == pages.RescuePath:
		return w.rescue()
	case d != nil && d.leaseOver(ctx):
		return d.lapsedPage(ctx, request)
	case d == nil && request.Path == pages.UnlockPath:
		return w.unlockPage(ctx, request)
	case d == nil:
		return toUnlock(ctx, request, asked.Get("referrer").String())
	case request.Path == pages.UnlockPath:
		return redirect(pages.NextPath(request.Query.Get("next"))), nil
	}
	return d.page(ctx, route, request, asked.Get("referrer").String())
}

// page runs the flow of one page on the unlocked desk.
func (d *desk) page(ctx context.Context, route pages.Route, request pages.Request, referrer string) (any, error) {
	d.wrote, d.soon = false, false
	request.Vaults = waysInto(d.record)
	state, err := d.State(ctx)
	if err == nil {
		request.House, request.Actor, request.State = state.House, d.actor(state.House), d.state(ctx)
	}
	var reply pages.Reply
	if err == nil {
		reply, err = route.Handle(ctx, d.env(), request)
	}
	if casework.CodeOf(err) == casework.Locked { // locked while the page was drawn
		return toUnlock(ctx, request, referrer)
	}
	if err == nil && request.Method == "GET" {
		d.noteOpening(ctx, request.Params["case"], request.Now)
	}
	if err != nil {
		var problem *casework.Problem
		if !errors.As(err, &problem) {
			complain(route.Method+" "+route.Pattern, err)
		}
		reply = pages.Failure(request, err)
	}
	answered, err := given(ctx, request, reply)
	switch {
	case err != nil:
	case d.soon:
		answered.Set("sync", whyNow)
	case d.wrote:
		answered.Set("sync", whyWrite)
	}
	return answered, err
}

// requestOf reads what sw.js made of the browser's request.
func requestOf(asked js.Value) pages.Request {
	request := pages.Request{
		Method: asked.Get("method").String(), Path: asked.Get("path").String(), Htmx: asked.Get("htmx").Truthy(),
		Query: pages.Values{}, Form: pages.Values{}, Now: time.Now().UTC(), Home: views.Tablet,
	}
	if query, err := url.ParseQuery(strings.TrimPrefix(asked.Get("query").String(), "?")); err == nil {
		request.Query = pages.Values(query)
	}
	entries := asked.Get("entries")
	for i := range entries.Get("length").Int() {
		entry := entries.Index(i)
		name := entry.Get("name").String()
		if entry.Get("content").IsUndefined() {
			request.Form[name] = append(request.Form[name], entry.Get("value").String())
			continue
		}
		if entry.Get("file").String() == "" && entry.Get("content").Get("length").Int() == 0 {
			continue // a file field that was left empty
		}
		request.Uploads = append(request.Uploads, pages.Upload{
			Field: name, Name: entry.Get("file").String(), Media: entry.Get("media").String(), Content: web.Bytes(entry.Get("content")),
		})
	}
	return request
}

// given draws a reply into memory first: a page that fails is never half there.
func given(ctx context.Context, request pages.Request, reply pages.Reply) (js.Value, error) {
	switch {
	case reply.Location != "" && reply.Whole && request.Htmx:
		return wholePage(reply.Location), nil
	case reply.Location != "":
		return redirect(reply.Location), nil
	}
	headers := map[string]any{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
	for name, value := range pages.SecurityHeaders() {
		headers[name] = value
	}
	var body bytes.Buffer
	switch {
	case reply.Body != nil:
		headers["Content-Type"], headers["Content-Security-Policy"] = reply.Media, pages.FilePolicy
		if reply.Download != "" {
			headers["Content-Disposition"] = mime.FormatMediaType("attachment", map[string]string{"filename": reply.Download})
		}
		_, err := io.Copy(&body, reply.Body)
		if err := errors.Join(err, reply.Body.Close()); err != nil {
			return js.Undefined(), fmt.Errorf("read the body of %s: %w", request.Method, err)
		}
	case reply.Main != nil:
		if err := pages.Render(ctx, reply, &body); err != nil {
			return js.Undefined(), fmt.Errorf("draw a page: %w", err)
		}
	}
	status := reply.Status
	if status == 0 {
		status = 200
	}
	return js.ValueOf(map[string]any{"status": status, "headers": headers, "body": web.Array(body.Bytes())}), nil
}

func redirect(location string) js.Value {
	origin := js.Global().Get("location").Get("origin").String()
	return js.ValueOf(map[string]any{
		"status": 303, "body": js.Null(),
		"headers": map[string]any{"Location": origin + location, "Cache-Control": "no-store"},
	})
}

// toUnlock sends a request to the unlock page, which comes back to where the
// person was. A form that was sent stays on its page, with a way to unlock beside
// it: what is in it is nowhere else.
func toUnlock(ctx context.Context, request pages.Request, referrer string) (js.Value, error) {
	if request.Htmx && request.Method != "GET" {
		return given(ctx, request, pages.LockedPage(request))
	}
	next := request.Path
	if request.Method != "GET" {
		next = "/"
		if from, err := url.Parse(referrer); err == nil && from.Path != "" {
			next = from.Path
		}
	}
	location := pages.UnlockPath + "?next=" + url.QueryEscape(pages.NextPath(next))
	if !request.Htmx {
		return redirect(location), nil
	}
	return wholePage(location), nil
}

// wholePage lets htmx load a page as the browser does, header and all.
func wholePage(location string) js.Value {
	return js.ValueOf(map[string]any{
		"status": 200, "body": "", "headers": map[string]any{"HX-Redirect": location, "Cache-Control": "no-store"},
	})
}

func (w *worker) unlockPage(ctx context.Context, request pages.Request) (any, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	gone, err := w.book.Gone()
	if err != nil {
		return nil, err
	}
	vaults := pages.Vaults{Wiped: len(records) == 0 && len(gone) > 0}
	if vaults.Unsent, err = w.unsentIn(records); err != nil {
		return nil, err
	}
	for _, record := range records {
		ways := waysInto(record)
		vaults.Passkey, vaults.Phrase, vaults.Lost = vaults.Passkey || ways.Passkey, vaults.Phrase || ways.Phrase, vaults.Lost || record.Lost != ""
	}
	return given(ctx, request, pages.UnlockPage(request, vaults))
}

// away answers for a page that only the office has.
func (w *worker) away(asked js.Value) (any, error) {
	ctx, request := context.Background(), requestOf(asked)
	d, err := w.current(asked.Get("alone").Truthy())
	if err != nil {
		complain("open the vault", err)
	}
	if d != nil {
		if state, err := d.State(ctx); err == nil {
			request.House, request.Actor, request.State = state.House, d.actor(state.House), d.state(ctx)
		}
	}
	return given(ctx, request, pages.AwayPage(request, d == nil))
}
