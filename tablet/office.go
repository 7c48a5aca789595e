//go:build js && wasm

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"syscall/js"
	"time"

	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
)

// Limits of talking with the office.
const (
	fetchLimit = 2 * time.Minute  // one request; a part of a file, a segment, an exchange
	viewLimit  = 30 * time.Second // a photo that somebody waits for
	squeezeMin = 2 << 10          // a request smaller than this goes as it is
)

// office carries the exchange over the browser's fetch. It satisfies
// exchange.Transport.
type office struct {
	credential string
	// clock is how far this device's clock was ahead at the last answer.
	clock time.Duration
	// retire is the office's wish at the last exchange: send everything, then wipe.
	retire bool

	coming []exchange.Mark // cases that are fetched and not returned yet
	ahead  <-chan fetched  // the first of them, on their way
}

// officeError is an answer that is none.
type officeError struct {
	path   string // "sync", "segment" or "file"
	status int
	after  time.Duration // Retry-After
}

func (e *officeError) Error() string {
	return "office: " + e.path + " answered " + strconv.Itoa(e.status)
}

func online() bool { return js.Global().Get("navigator").Get("onLine").Truthy() }

type call struct {
	method, path string
	name         string // of the path without ids, for errors
	headers      map[string]any
	body         js.Value
	limit        time.Duration // 0 takes fetchLimit
}

// fetch asks the office. Statuses of 400 and more are errors.
func (o *office) fetch(c call) (js.Value, error) {
	headers := map[string]any{"Authorization": "Bearer " + o.credential}
	for name, value := range c.headers {
		headers[name] = value
	}
	limit := c.limit
	if limit == 0 {
		limit = fetchLimit
	}
	options := js.ValueOf(map[string]any{
		"method": c.method, "headers": headers, "cache": "no-store", "credentials": "omit", "redirect": "error",
		"signal": js.Global().Get("AbortSignal").Call("timeout", limit.Milliseconds()),
	})
	if !c.body.IsUndefined() {
		options.Set("body", c.body)
	}
	response, err := web.Do(func() js.Value { return js.Global().Call("fetch", c.path, options) })
	if err != nil {
		return response, fmt.Errorf("office: %s: %w", c.name, err)
	}
	o.readClock(header(response, "Date"))
	if status := response.Get("status").Int(); status >= 400 {
		failed := &officeError{path: c.name, status: status}
		if seconds, err := strconv.Atoi(header(response, "Retry-After")); err == nil {
			failed.after = time.Duration(seconds) * time.Second
		}
		return response, failed
	}
	return response, nil
}

// readClock measures how far this device's clock is ahead, to the second.
func (o *office) readClock(date string) {
	if sent, err := time.Parse("Mon, 02 Jan 2006 15:04:05 GMT", date); err == nil {
		o.clock = time.Since(sent).Truncate(time.Second)
	}
}

func header(response js.Value, name string) string {
	value := response.Get("headers").Call("get", name)
	if value.Type() != js.TypeString {
		return ""
	}
	return value.String()
}

func content(response js.Value) ([]byte, error) {
	buffer, err := web.Do(func() js.Value { return response.Call("arrayBuffer") })
	if err != nil {
		return nil, err
	}
	return web.Bytes(buffer), nil
}

// Sync carries one exchange.
func (o *office) Sync(_ context.Context, request exchange.Request) (exchange.Reply, error) {
	var reply exchange.Reply
	encoded, err := request.Encode()
	if err != nil {
		return reply, fmt.Errorf("office: encode exchange: %w", err)
	}
	asked := call{method: "POST", path: exchange.PathSync, name: "sync", body: web.Array(encoded),
		headers: map[string]any{"Content-Type": "application/json"}}
	if len(encoded) >= squeezeMin {
		if asked.body, err = web.Gzip(asked.body); err != nil {
			return reply, fmt.Errorf("office: pack exchange: %w", err)
		}
		asked.headers["Content-Encoding"] = "gzip"
	}
	response, err := o.fetch(asked)
	var failed *officeError
	if errors.As(err, &failed) && failed.status == 409 {
		return reply, disagreement(response, failed)
	}
	if err != nil {
		return reply, err
	}
	answered, err := content(response)
	if err != nil {
		return reply, fmt.Errorf("office: read exchange: %w", err)
	}
	if err := json.Unmarshal(answered, &reply); err != nil {
		return reply, fmt.Errorf("office: decode exchange: %w", err)
	}
	o.retire = reply.Retire
	return reply, nil
}

// disagreement reads why the office does not take an exchange: numbers are
// missing, or the tablet is a copy or an old one.
func disagreement(response js.Value, failed *officeError) error {
	var why struct {
		Error    string `json:"error"`
		Expected int64  `json:"expected"`
	}
	answered, err := content(response)
	if err == nil {
		err = json.Unmarshal(answered, &why)
	}
	switch {
	case err != nil:
		return failed
	case why.Error == "gap":
		return &exchange.GapError{Expected: why.Expected}
	case why.Error == exchange.SetAsideRolledBack:
		return &exchange.RolledBackError{}
	}
	return failed
}

var errSegmentHash = errors.New("office: a segment arrived damaged")

// fetched is what one request for cases brought.
type fetched struct {
	segments [][]byte
	err      error
}

// Coming begins to fetch cases.
func (o *office) Coming(marks []exchange.Mark) {
	o.coming = marks
	o.fetchAhead()
}

// fetchAhead asks for the next few cases, while those before are stored.
func (o *office) fetchAhead() {
	o.ahead = nil
	if len(o.coming) == 0 {
		return
	}
	next, arrives := o.coming, make(chan fetched, 1)
	o.ahead = arrives
	go func() {
		segments, err := exchange.FirstOf(next, o.bundle, o.segment)
		arrives <- fetched{segments, err}
	}()
}

// Segments returns the cases that come next.
func (o *office) Segments(context.Context) ([][]byte, error) {
	if o.ahead == nil {
		o.fetchAhead()
	}
	arrived := <-o.ahead
	if o.ahead = nil; arrived.err != nil {
		return nil, arrived.err
	}
	o.coming = o.coming[len(arrived.segments):]
	o.fetchAhead()
	return arrived.segments, nil
}

// bundle fetches some cases with one request; none where the office is older
// than bundles.
func (o *office) bundle(request exchange.BundleRequest) ([]byte, error) {
	encoded, err := json.Marshal(request)
	if err != nil {
		return nil, fmt.Errorf("office: encode the cases asked for: %w", err)
	}
	response, err := o.fetch(call{method: "POST", path: exchange.PathBundle, name: "segment", body: web.Array(encoded),
		headers: map[string]any{"Content-Type": "application/json"}})
	var failed *officeError
	if errors.As(err, &failed) && (failed.status == 404 || failed.status == 405) {
		return exchange.EmptyBundle(), nil
	}
	if err != nil {
		return nil, err
	}
	bundle, err := content(response)
	if err != nil {
		return nil, fmt.Errorf("office: read cases: %w", err)
	}
	return bundle, nil
}

// Segment returns one case.
func (o *office) Segment(_ context.Context, mark exchange.Mark) ([]byte, error) {
	return o.segment(mark)
}

func (o *office) segment(mark exchange.Mark) ([]byte, error) {
	response, err := o.fetch(call{method: "GET", path: exchange.SegmentPath(mark), name: "segment"})
	if err != nil {
		return nil, err
	}
	segment, err := content(response)
	if err != nil {
		return nil, fmt.Errorf("office: read segment: %w", err)
	}
	if !exchange.CheckSegment(segment, header(response, "Doorstep-SHA256")) {
		return nil, errSegmentHash
	}
	return segment, nil
}

// file fetches an attachment.
func (o *office) file(sha256 string) (bytes []byte, media string, err error) {
	response, err := o.fetch(call{method: "GET", path: exchange.PathFile + sha256, name: "file", limit: viewLimit})
	if err != nil {
		return nil, "", err
	}
	bytes, err = content(response)
	if err != nil {
		return nil, "", fmt.Errorf("office: read file: %w", err)
	}
	return bytes, header(response, "Content-Type"), nil
}
