package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/harmless"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// visit is a signed-in person's request: who, at which agency, with what.
type visit struct {
	c       *fiber.Ctx
	ctx     context.Context
	tenant  string
	agency  storage.Tenant
	person  storage.Person
	session storage.Session
	house   exchange.House
	now     time.Time // when the request came
	held    func()    // lets go of the agency
}

const visitKey = "visit"

func visitOf(c *fiber.Ctx) *visit {
	v, _ := c.Locals(visitKey).(*visit)
	return v
}

// errSignIn says that nobody is signed in.
var errSignIn = errors.New("web: nobody is signed in")

// usedEvery bounds how often a session's last use is written.
const usedEvery = time.Minute

// signedIn runs handle for a signed-in person; everybody else is led to the
// sign-in page. A changing request must carry the session's form token.
func (s *Server) signedIn(handle func(*visit) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		v, err := s.found(c)
		if errors.Is(err, errSignIn) {
			return s.askSignIn(c)
		}
		if err != nil {
			return err
		}
		c.Locals(visitKey, v)
		defer v.release()
		s.wantBoard(v)
		return handle(v)
	}
}

// release lets go of the agency, once.
func (v *visit) release() {
	if v.held != nil {
		v.held()
		v.held = nil
	}
}

// keep hands the agency on to whoever still reads from it, and returns what
// lets go of it.
func (v *visit) keep() func() {
	held := v.held
	v.held = nil
	return func() {
		if held != nil {
			held()
		}
	}
}

// found is the visit of this request, which stayTurned looked up if it could.
func (s *Server) found(c *fiber.Ctx) (*visit, error) {
	if v, ok := c.Locals(foundKey).(*visit); ok {
		return v, nil
	}
	return s.visit(c)
}

// visit finds the person behind the request's cookie.
func (s *Server) visit(c *fiber.Ctx) (*visit, error) {
	ctx, now := contextOf(c), s.parts.Now()
	hash, ok := hashOf(c.Cookies(s.cookieName()))
	if !ok {
		return nil, errSignIn
	}
	capability, err := s.parts.Control.Capability(ctx, hash, now)
	if casework.CodeOf(err) == casework.NotFound || err == nil && capability.Purpose != storage.PurposeSession {
		return nil, errSignIn
	}
	if err != nil {
		return nil, fmt.Errorf("web: find session: %w", err)
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return nil, fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	v := &visit{c: c, ctx: ctx, tenant: capability.Tenant, agency: agency, now: now, held: release}
	if err := s.enter(v, capability.Subject, now); err != nil {
		v.release()
		return nil, err
	}
	return v, nil
}

// enter loads session and person, and ends what may not go on.
func (s *Server) enter(v *visit, sessionID string, now time.Time) (err error) {
	v.session, err = v.agency.Session(v.ctx, sessionID)
	if casework.CodeOf(err) == casework.NotFound {
		return errSignIn
	}
	if err != nil {
		return fmt.Errorf("web: session of tenant %q: %w", v.tenant, err)
	}
	if now.Sub(v.session.Used) > s.config.Idle || now.After(v.session.Expires) {
		return errors.Join(errSignIn, v.agency.DropSession(v.ctx, sessionID))
	}
	if v.person, err = v.agency.Person(v.ctx, v.session.Person); err != nil {
		return fmt.Errorf("web: person of a session, tenant %q: %w", v.tenant, err)
	}
	if v.person.Suspended {
		return errors.Join(errSignIn, v.agency.DropSessions(v.ctx, v.person.ID))
	}
	if v.house, err = v.agency.House(v.ctx); err != nil {
		return fmt.Errorf("web: house of tenant %q: %w", v.tenant, err)
	}
	if now.Sub(v.session.Used) > usedEvery {
		v.session.Used = now
		return v.agency.SaveSession(v.ctx, v.session)
	}
	return nil
}

// askSignIn leads to the sign-in page and back to where the person wanted to
// go. A form is not led away: its words would be lost.
func (s *Server) askSignIn(c *fiber.Ctx) error {
	if c.Method() != http.MethodGet && c.Method() != http.MethodHead {
		return &sentenceError{http.StatusUnauthorized, words.SignInAgain, words.SignInAgainHow}
	}
	if isHtmx(c) {
		c.Set("HX-Redirect", "/signin")
		return c.SendStatus(http.StatusUnauthorized)
	}
	target := "/signin"
	if path := localPath(c.OriginalURL()); path != "/" {
		target += "?next=" + escapeQuery(path)
	}
	return s.goTo(c, target)
}

// mayWrite checks the form token of a changing request.
func (v *visit) mayWrite(values pages.Values) error {
	given := values.Get("token")
	if given == "" {
		given = v.c.Get("X-Doorstep-Token")
	}
	if subtle.ConstantTimeCompare([]byte(given), []byte(v.session.Token)) != 1 {
		return &sentenceError{http.StatusForbidden, words.FormExpired, words.FormExpiredHow}
	}
	return nil
}

// began is what a session begins with.
type began struct {
	passkey []byte // credential id that opens it
	// token of forms goes on where the same person continues, so that forms open
	// in other tabs can still be sent; "" makes a new one.
	token  string
	turned *casework.Turned // what stays turned to a client
}

// startSession signs the person in: always with a new session id, whatever the
// browser brought along. The session ends with the passkey that opened it.
func (s *Server) startSession(c *fiber.Ctx, tenant string, agency storage.Tenant, person storage.Person, began began) error {
	ctx, now := contextOf(c), s.parts.Now()
	s.endSession(c)
	if began.token == "" {
		began.token = encodeSecret(secret())
	}
	token := secret()
	session := storage.Session{
		ID: s.parts.NewID(), Person: person.ID, Token: began.token,
		Created: now, Used: now, Expires: now.Add(s.config.Absolute), StepUp: now, Passkey: began.passkey, Turned: began.turned,
	}
	if err := agency.AddSession(ctx, session); err != nil {
		return fmt.Errorf("web: session for tenant %q: %w", tenant, err)
	}
	err := s.parts.Control.AddCapability(ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeSession, Tenant: tenant, Subject: session.ID,
		Created: now, Expires: session.Expires,
	})
	if err != nil {
		return fmt.Errorf("web: session for tenant %q: %w", tenant, err)
	}
	s.setCookie(c, s.cookieName(), encodeSecret(token), fiber.CookieSameSiteLaxMode)
	return nil
}

// endSession ends the session the browser brought, if there is one.
func (s *Server) endSession(c *fiber.Ctx) {
	ctx := contextOf(c)
	hash, ok := hashOf(c.Cookies(s.cookieName()))
	if !ok {
		return
	}
	capability, err := s.parts.Control.Capability(ctx, hash, s.parts.Now())
	if err != nil || capability.Purpose != storage.PurposeSession {
		return
	}
	if _, err = s.parts.Control.TakeCapability(ctx, hash, s.parts.Now()); err != nil {
		return
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return
	}
	defer release()
	if err := agency.DropSession(ctx, capability.Subject); err != nil {
		s.parts.Log.Warn("end session", "tenant", capability.Tenant, "cause", err)
	}
}

// cookieName is bound to the host where the browser can see that it is https.
func (s *Server) cookieName() string { return s.bound("doorstep") }

func (s *Server) bound(name string) string {
	if s.secure {
		return "__Host-" + name
	}
	return name
}

func (s *Server) setCookie(c *fiber.Ctx, name, value, sameSite string) {
	c.Cookie(&fiber.Cookie{Name: name, Value: value, Path: "/", HTTPOnly: true, Secure: s.secure, SameSite: sameSite, SessionOnly: true})
}

func (s *Server) dropCookie(c *fiber.Ctx, name string) {
	c.Cookie(&fiber.Cookie{Name: name, Path: "/", HTTPOnly: true, Secure: s.secure, SameSite: fiber.CookieSameSiteLaxMode, Expires: time.Unix(1, 0)})
}

// hashOf returns the stored form of a secret as it travels; ok is false for
// what is no secret of ours.
func hashOf(text string) (hash []byte, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(raw) != 32 {
		return nil, false
	}
	return hashSecret(raw), true
}

func hashSecret(raw []byte) []byte {
	sum := sha256.Sum256(raw)
	return sum[:]
}

// request begins a page flow's request from what is known so far.
func (s *Server) request(c *fiber.Ctx) pages.Request {
	request := pages.Request{
		Method: c.Method(), Path: c.Path(), Params: c.AllParams(), Query: query(c), Form: pages.Values{},
		Htmx: isHtmx(c), Now: s.parts.Now(), Home: views.Office,
		State: views.State{Words: words.Say(words.StateOffice)},
	}
	if v := visitOf(c); v != nil {
		request.Actor, request.House, request.Token = v.person.Actor(), v.house, v.session.Token
		request.Turned = v.session.Turned
	}
	return request
}

// page runs a flow of the shared route table.
func (s *Server) page(route pages.Route) func(*visit) error {
	return func(v *visit) error {
		request := s.request(v.c)
		changing := route.Method != http.MethodGet && route.Method != http.MethodHead
		if changing {
			var err error
			if route.Files {
				request.Form, request.Uploads, err = multiform(v.c)
			} else {
				request.Form, err = form(v.c, pageBody)
			}
			if err != nil {
				return err
			}
			if err := v.mayWrite(request.Form); err != nil {
				return err
			}
		}
		reply, err := route.Handle(v.ctx, s.env(v), request)
		if err != nil {
			return err
		}
		if changing {
			s.checkEvidence(v.ctx, v.tenant, v.agency)
			s.parts.Nudge(v.tenant)
		} else if route.Pattern != pages.OpenedPath { // to read the list is no look at the case
			s.noteOpening(v, request.Params["case"])
		}
		return s.send(v.c, reply, v.keep())
	}
}

// env is the world as a page flow gets it.
func (s *Server) env(v *visit) *pages.Env {
	return &pages.Env{
		Store: bringing{v.agency, v.person.ID}, Pen: s.pens.of(s, v.tenant), NewID: s.parts.NewID,
		Papers: papers{v.agency}, Bringers: v.agency, Log: v.agency, Lists: v.agency, Hand: hand{s, v.agency}, Checks: v.agency, Turner: turner{v},
		Copies: copyLinks{s, v}, Links: providerLinks{s, v}, Origin: s.party.Origin, Harmless: harmless.Bytes, Directories: v.agency, Everywhere: v.agency,
	}
}

// pens holds one pen an agency: the office's desks write as one device without
// chains, new with each start of the program.
type pens struct {
	mu   sync.Mutex
	open map[string]*pages.Pen
}

func (p *pens) of(s *Server, tenant string) *pages.Pen {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.open == nil {
		p.open = map[string]*pages.Pen{}
	}
	if pen := p.open[tenant]; pen != nil {
		return pen
	}
	device := oplog.OfficePrefix + uuid.NewString()
	pen := &pages.Pen{Device: device, Epoch: 1, Salt: salt, Next: func(ctx context.Context) (int64, error) {
		agency, release, err := s.parts.Control.Tenant(ctx, tenant)
		if err != nil {
			return 0, fmt.Errorf("web: pen of tenant %q: %w", tenant, err)
		}
		defer release()
		return agency.NextNumber(ctx, device, 1)
	}}
	p.open[tenant] = pen
	return pen
}

func salt() []byte {
	raw := make([]byte, oplog.SaltBytes)
	rand.Read(raw)
	return raw
}

// localPath returns the path if it leads to a page of ours, and "/" otherwise:
// a redirect never goes where a stranger's link wants.
func localPath(path string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}
