package stage

import (
	"bytes"
	"compress/gzip"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"
)

// Wire is the network between browsers and a server: it counts what passes, can
// be cut after any byte, and remembers the last sync so that it can be sent a
// second time.
type Wire struct {
	t      T
	behind *url.URL

	mu       sync.Mutex
	up, down int64 // bytes so far, from and to the browser
	requests int64
	bodies   int64 // of the last exchange, both ways
	answered time.Time
	cut      bool
	budget   *[2]int64 // bytes that may still pass, up and down; nil = any number
	open     map[net.Conn]bool
	last     *http.Request
	body     []byte
}

// Wired puts a wire before a server: its far end is the server's origin.
func Wired(t T, server *Server) *Wire {
	t.Helper()
	w, front := WireTo(t, server.Origin)
	server.Origin = front
	return w
}

// WireTo puts a wire before any address, and returns its own.
func WireTo(t T, origin string) (w *Wire, front string) {
	t.Helper()
	behind, err := url.Parse(origin)
	if err != nil {
		t.Fatalf("reading the origin: %v", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("laying the wire: %v", err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	w = &Wire{t: t, behind: behind, open: map[net.Conn]bool{}}
	proxy := &httputil.ReverseProxy{
		Transport:      &http.Transport{MaxIdleConnsPerHost: 300, DisableCompression: true},
		ModifyResponse: w.noteAnswer,
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(behind); r.Out.Host = r.In.Host },
		ErrorLog:       log.New(io.Discard, "", 0),
	}
	server := &http.Server{Handler: http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		w.note(in)
		proxy.ServeHTTP(out, in)
	}), ErrorLog: log.New(io.Discard, "", 0)}
	go func() { _ = server.Serve(wireListener{listener, w}) }() // it ends when it is closed
	t.Cleanup(func() { _ = server.Close() })
	return w, "http://localhost:" + port
}

// note counts a request and keeps a copy of one that syncs.
func (w *Wire) note(in *http.Request) {
	var body []byte
	if in.URL.Path == "/sync/v1" {
		body, _ = io.ReadAll(in.Body) // a body that was cut fails again at the server
		in.Body = io.NopCloser(bytes.NewReader(body))
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.requests++
	if body != nil {
		w.last, w.body = in.Clone(in.Context()), body
	}
}

// noteAnswer counts the body of an exchange's answer.
func (w *Wire) noteAnswer(answer *http.Response) error {
	if answer.Request.URL.Path != "/sync/v1" {
		return nil
	}
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	now := time.Now()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bodies = int64(len(w.body) + len(body))
	if brings(w.last, w.body) {
		w.answered = now
	}
	return nil
}

// brings reports that an exchange carries operations.
func brings(asked *http.Request, body []byte) bool {
	var from io.Reader = bytes.NewReader(body)
	if asked.Header.Get("Content-Encoding") == "gzip" {
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			return false
		}
		from = unpacked
	}
	plain, err := io.ReadAll(from)
	return err == nil && bytes.Contains(plain, []byte(`"operations":[`))
}

// Bodies returns how many bytes the bodies of the last exchange had, both ways
// and as they travelled.
func (w *Wire) Bodies() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.bodies
}

// Answered returns when the server had answered the last exchange that brought
// operations: they are durable there.
func (w *Wire) Answered() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.answered
}

// Count returns what has passed since the last Count: bytes both ways with all
// headers, and requests.
func (w *Wire) Count() (bytes, requests int64) {
	up, down, requests := w.Traffic()
	return up + down, requests
}

// Traffic is Count, with the bytes each way.
func (w *Wire) Traffic() (up, down, requests int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	up, down, requests = w.up, w.down, w.requests
	w.up, w.down, w.requests = 0, 0, 0
	return up, down, requests
}

// CutAfter lets so many more bytes pass up and down, then cuts everything.
func (w *Wire) CutAfter(up, down int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut, w.budget = false, &[2]int64{up, down}
}

// Cut reports whether the wire is cut.
func (w *Wire) Cut() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cut
}

// Mend lets everything pass again.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut, w.budget = false, nil
}

// Again sends the last sync once more, as a network that answered too late
// makes a tablet do, and returns the answer's status.
func (w *Wire) Again() int {
	w.t.Helper()
	w.mu.Lock()
	last, body := w.last, w.body
	w.mu.Unlock()
	if last == nil {
		w.t.Fatalf("no sync has passed")
	}
	again, err := http.NewRequest(last.Method, w.behind.String()+last.URL.RequestURI(), bytes.NewReader(body))
	if err != nil {
		w.t.Fatalf("sending the sync again: %v", err)
	}
	again.Header, again.Host = last.Header.Clone(), last.Host
	answer, err := http.DefaultClient.Do(again)
	if err != nil {
		w.t.Fatalf("sending the sync again: %v", err)
	}
	_ = answer.Body.Close()
	return answer.StatusCode
}

// pass counts n bytes and reports whether they may pass.
func (w *Wire) pass(n int, down bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	side := 0
	if down {
		side = 1
		w.down += int64(n)
	} else {
		w.up += int64(n)
	}
	if w.budget != nil && !w.cut {
		if w.budget[side] -= int64(n); w.budget[side] < 0 {
			w.cut = true
			for conn := range w.open {
				_ = conn.Close()
			}
		}
	}
	return !w.cut
}

type wireListener struct {
	net.Listener
	w *Wire
}

func (l wireListener) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		l.w.mu.Lock()
		cut := l.w.cut
		if !cut {
			l.w.open[conn] = true
		}
		l.w.mu.Unlock()
		if !cut {
			return wireConn{conn, l.w}, nil
		}
		_ = conn.Close()
	}
}

type wireConn struct {
	net.Conn
	w *Wire
}

func (c wireConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if !c.w.pass(n, false) {
		return 0, net.ErrClosed
	}
	return n, err
}

func (c wireConn) Write(p []byte) (int, error) {
	if !c.w.pass(len(p), true) {
		return 0, net.ErrClosed
	}
	return c.Conn.Write(p)
}

func (c wireConn) Close() error {
	c.w.mu.Lock()
	delete(c.w.open, c.Conn)
	c.w.mu.Unlock()
	return c.Conn.Close()
}
