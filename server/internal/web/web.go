// Package web is the office's door: it turns HTTP into the requests of package
// pages and back, and answers what only the office has: set-up, sign-in,
// staff, tablets, sync and files.
//
// It trusts nothing about a request but the session cookie or the credential in
// it: the agency comes from there, never from host, path or form.
package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/pages"
	"doorstep/server/internal/backup"
	"doorstep/server/internal/paper"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
	"doorstep/views"
)

// Limits on what one request may carry, in bytes.
const (
	smallBody  = 256 << 10 // forms of accounts, ceremonies
	pageBody   = 4 << 20   // forms of cases: long notes and drawn signatures, percent-encoded
	syncBody   = 8 << 20   // one exchange, as it travels
	drainBody  = 64 << 20  // read and thrown away, so that the answer arrives at all
	formFiles  = 128 << 20 // files of one form together, in memory
	formParts  = 500       // fields and files of one form
	headerRoom = 16 << 10
)

// Usual times; Config may shorten them.
const (
	usualIdle     = 15 * time.Minute
	usualAbsolute = 12 * time.Hour
	usualStepUp   = 5 * time.Minute
	setupLife     = 24 * time.Hour
	inviteLife    = 72 * time.Hour
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	uploadTimeout = 15 * time.Minute
	stallTimeout  = 30 * time.Second // no byte of an upload for so long: the line is gone
)

// Config is how the server is set up.
type Config struct {
	Origin         string        // public address, "https://doorstep.example.org"
	Idle           time.Duration // a session ends after this long without a request; 0 = 15 minutes
	Absolute       time.Duration // and after this long in any case; 0 = 12 hours
	StepUp         time.Duration // how long a fresh verification counts; 0 = 5 minutes
	TrustedProxies []string      // addresses or ranges whose ProxyHeader is believed
	ProxyHeader    string        // "Fly-Client-IP"
	CeremonyRate   int           // passkey ceremonies begun a minute from one address; 0 = 30
}

// Parts is what the server stands on.
type Parts struct {
	Control storage.Control
	Objects storage.Objects  // asked by /healthz only: bytes go through the agency
	Static  fs.FS            // built files: scripts, styles, icons
	Log     *slog.Logger     // never gets personal data
	Now     func() time.Time // nil = time.Now
	Nudge   func(tenant string)
	NewID   func() string // UUIDv7
	Inbox   *Inbox        // nil: a new one
	// Render draws the paper of a contract, to compare one that somebody checks;
	// nil compares nothing.
	Render func(paper.Signed) ([]byte, error)
	// Plan draws a plan; nil where the build has no faces.
	Plan func(views.PlanSheet, time.Time) ([]byte, error)
	// Safe says how it goes with the copies of an agency; nil where none are taken.
	Safe func(ctx context.Context, tenant string) (backup.Standing, error)
}

// Server is the office's web server.
type Server struct {
	config  Config
	parts   Parts
	party   *passkey.RelyingParty
	secure  bool
	origin  *url.URL
	cross   *http.CrossOriginProtection
	app     *fiber.App
	pens    pens
	begins  *throttle
	handIns *throttle // by tablet
	papers  checking
	// providers slows down whoever tries links of providers, by address.
	providers *throttle
	silent    atomic.Pointer[waiting]
	routes    []pages.Route
	loading   sync.Mutex // of the demonstration caseload
	opened    opened
	ahead     *ahead
}

// New makes the server; nothing is opened yet.
func New(config Config, parts Parts) (*Server, error) {
	config = config.withDefaults()
	if parts.Now == nil {
		parts.Now = time.Now
	}
	if parts.Nudge == nil {
		parts.Nudge = func(string) {}
	}
	if parts.Inbox == nil {
		parts.Inbox = NewInbox()
	}
	party, err := passkey.New(config.Origin, "Doorstep")
	if err != nil {
		return nil, err
	}
	origin, err := url.Parse(party.Origin)
	if err != nil {
		return nil, fmt.Errorf("web: origin %q: %w", config.Origin, err)
	}
	s := &Server{
		config: config, parts: parts, party: party, origin: origin, secure: origin.Scheme == "https",
		cross: http.NewCrossOriginProtection(), begins: newThrottle(config.CeremonyRate), handIns: newThrottle(handInRate),
		routes:    append(pages.Routes(), pages.OfficeRoutes()...),
		providers: newThrottle(providerRate),
		papers:    newChecking(),
		ahead:     newAhead(),
	}
	if err := s.cross.AddTrustedOrigin(party.Origin); err != nil {
		return nil, fmt.Errorf("web: origin %q: %w", config.Origin, err)
	}
	s.app = fiber.New(fiber.Config{
		Immutable: true, CaseSensitive: true, DisableStartupMessage: true,
		// Streaming makes BodyLimit a read-ahead, not a limit: every route sets its own.
		StreamRequestBody: true, DisablePreParseMultipartForm: true, BodyLimit: 64 << 10,
		ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		ReadBufferSize: headerRoom, ErrorHandler: s.notHTTP,
		EnableTrustedProxyCheck: true, TrustedProxies: config.TrustedProxies,
		ProxyHeader: config.ProxyHeader, EnableIPValidation: true,
	})
	s.mount()
	return s, nil
}

func (c Config) withDefaults() Config {
	if c.Idle == 0 {
		c.Idle = usualIdle
	}
	if c.Absolute == 0 {
		c.Absolute = usualAbsolute
	}
	if c.StepUp == 0 {
		c.StepUp = usualStepUp
	}
	if c.CeremonyRate == 0 {
		c.CeremonyRate = 30
	}
	return c
}

// Serve answers on the listener until Shutdown.
func (s *Server) Serve(listener net.Listener) error {
	waiting := newWaiting(listener)
	s.silent.Store(waiting)
	return s.app.Listener(waiting)
}

// Shutdown stops accepting and waits for what is under way.
func (s *Server) Shutdown(ctx context.Context) error {
	if waiting := s.silent.Load(); waiting != nil {
		waiting.end()
	}
	return s.app.ShutdownWithContext(ctx)
}

// mount is the office's one list of routes. The order counts: what stands
// first answers first.
func (s *Server) mount() {
	s.app.Use(s.observe, s.sameOrigin)
	s.app.Get("/healthz", s.health)
	s.mountStatic()
	s.app.Use(s.stayTurned)
	s.mountAccounts()
	s.mountVerify()
	s.mountCopies()
	s.mountSync()
	s.mountHandIn()
	s.mountProvider()
	for _, route := range s.routes {
		handle := s.signedIn(s.page(route))
		if route.Method == http.MethodGet {
			s.app.Get(route.Pattern, handle)
			continue
		}
		s.app.Add(route.Method, route.Pattern, handle)
	}
	s.app.Use(s.nowhere)
}

// Routes lists all that the office answers, each as method and pattern.
func (s *Server) Routes() (list [][2]string) {
	for _, route := range s.app.GetRoutes(true) {
		list = append(list, [2]string{route.Method, route.Path})
	}
	return list
}

// secret returns 256 random bits for a link, cookie or credential.
func secret() []byte {
	raw := make([]byte, 32)
	rand.Read(raw) // never fails: it ends the program instead
	return raw
}
