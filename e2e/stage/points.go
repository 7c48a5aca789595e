package stage

import (
	"bytes"
	_ "embed"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strconv"
	"strings"
	"sync"
)

// Points is a proxy before a server that gives the service worker named points
// around each save, at which it can be made to stand still (points.js), and
// hears which one it has reached.
type Points struct {
	mu      sync.Mutex
	reached map[string]int
}

//go:embed points.js
var pointsScript []byte

// The named points of a save on the tablet, in their order.
const (
	BeforeSeal    = "before the seal"
	InTransaction = "in the transaction: save"
	CommitUnheard = "committed, not heard: save"
	AnswerUnsent  = "answered, not sent"
)

// The writes of a tablet's store, as they are named behind a moment: In, Unheard
// and Aborts make points of them.
const (
	OfSave     = "save"     // what a person saved, into the outbox
	OfPage     = "page"     // what the office gave of a case
	OfPosition = "position" // how far the tablet is
	OfDraft    = "draft"
	OfFile     = "file"
)

// In is the point within a write.
func In(write string) string { return "in the transaction: " + write }

// Unheard is the point behind a write of which the worker does not hear.
func Unheard(write string) string { return "committed, not heard: " + write }

// Aborts is the point at which the browser aborts a write.
func Aborts(write string) string { return "aborts: " + write }

// WithPoints puts the points before a server that does not run yet: they are
// its origin.
func WithPoints(t T, server *Server) *Points {
	t.Helper()
	behind, err := url.Parse(server.Origin)
	if err != nil {
		t.Fatalf("reading the origin: %v", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("opening the points: %v", err)
	}
	p := &Points{reached: map[string]int{}}
	proxy := &httputil.ReverseProxy{
		ModifyResponse: p.prepend,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(behind)
			r.Out.Host = r.In.Host
			if r.In.URL.Path == "/sw.js" {
				r.Out.Header.Del("Accept-Encoding")
			}
		},
		ErrorLog: log.New(io.Discard, "", 0),
	}
	front := &http.Server{Handler: http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		if name, ok := strings.CutPrefix(in.URL.Path, "/__point/"); ok {
			p.mu.Lock()
			p.reached[name]++
			p.mu.Unlock()
			out.WriteHeader(http.StatusNoContent)
			return
		}
		proxy.ServeHTTP(out, in)
	})}
	go func() { _ = front.Serve(listener) }()
	t.Cleanup(func() { _ = front.Close() })
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	server.Origin = "http://localhost:" + port
	return p
}

func (p *Points) prepend(answer *http.Response) error {
	if answer.Request.URL.Path != "/sw.js" || answer.StatusCode != http.StatusOK {
		return nil
	}
	script, err := io.ReadAll(answer.Body)
	if err != nil {
		return err
	}
	script = append(bytes.Clone(pointsScript), script...)
	answer.Body = io.NopCloser(bytes.NewReader(script))
	answer.ContentLength = int64(len(script))
	answer.Header.Set("Content-Length", strconv.Itoa(len(script)))
	return nil
}

// Hit returns how often the worker has stood still at a point.
func (p *Points) Hit(name string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reached[name]
}

// Arm makes the worker stand still when it reaches the point next.
func (p *Points) Arm(page *Page, name string) {
	page.T.Helper()
	page.Holds("the worker to be armed", `new Promise((done) => {
		const channel = new BroadcastChannel("points");
		channel.onmessage = ({data}) => { if (data.armed === `+literal(name)+`) { channel.close(); done(true); } };
		fetch("/healthz").then(() => channel.postMessage({arm: `+literal(name)+`}));
		setTimeout(() => { channel.close(); done(false); }, 500);
	})`)
}
