package web

import (
	"errors"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"golang.org/x/time/rate"

	"doorstep/views/words"
)

// observe logs each request without personal data (the pattern of the route,
// never the address), sets the headers that every answer has before anything
// answers, and leaves no unread body behind.
func (s *Server) observe(c *fiber.Ctx) error {
	began := time.Now()
	secureHeaders(c)
	err := s.next(c)
	if err != nil {
		if failed := s.fail(c, err); failed != nil {
			s.parts.Log.Error("answer failed", "method", c.Method(), "cause", failed)
			c.Status(http.StatusInternalServerError)
		}
	}
	drain(c)
	s.parts.Log.Info("request", "method", c.Method(), "route", c.Route().Path,
		"status", c.Response().StatusCode(), "ms", time.Since(began).Milliseconds())
	return nil
}

// next runs the rest of the request. A fault of ours in one request ends that
// request and not the server.
func (s *Server) next(c *fiber.Ctx) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			s.parts.Log.Error("request panicked", "method", c.Method(), "route", c.Route().Path, "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	return c.Next()
}

// errPanic stands for a fault whose cause is in the log only: what a panic says
// may hold what a person wrote.
var errPanic = errors.New("web: panic")

// notHTTP answers what never became a request: a broken line, a header too
// large, a line that went silent. There is no page to draw for it.
func (s *Server) notHTTP(c *fiber.Ctx, err error) error {
	status := http.StatusBadRequest
	var own *fiber.Error
	if errors.As(err, &own) {
		status = own.Code
	}
	secureHeaders(c)
	c.Set(fiber.HeaderConnection, "close")
	return c.Status(status).SendString(http.StatusText(status))
}

// sameOrigin refuses what another site makes a browser send. Behind it, every
// form of a signed-in person carries the session's token as well.
func (s *Server) sameOrigin(c *fiber.Ctx) error {
	check := &http.Request{
		Method: c.Method(), Host: s.origin.Host, URL: &url.URL{Path: c.Path()},
		Header: http.Header{"Sec-Fetch-Site": {c.Get("Sec-Fetch-Site")}, "Origin": {c.Get("Origin")}},
	}
	if err := s.cross.Check(check); err != nil {
		return &sentenceError{http.StatusForbidden, words.FormExpired, words.FormExpiredHow}
	}
	return c.Next()
}

// fromHere refuses a form without session unless the browser says that it came
// from a page of ours: there is no token yet that could say so.
func (s *Server) fromHere(c *fiber.Ctx) error {
	if c.Get("Sec-Fetch-Site") == "same-origin" || c.Get("Origin") == s.party.Origin {
		return c.Next()
	}
	return &sentenceError{http.StatusForbidden, words.FormExpired, words.FormExpiredHow}
}

// throttle counts per address, in memory: enough against a script that tries
// links or passkeys.
type throttle struct {
	mu      sync.Mutex
	perMin  int
	byPeer  map[string]*rate.Limiter
	cleared time.Time
}

func newThrottle(perMinute int) *throttle {
	return &throttle{perMin: perMinute, byPeer: map[string]*rate.Limiter{}}
}

// allow reports whether the address may go on.
func (t *throttle) allow(address string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now.Sub(t.cleared) > 10*time.Minute { // whoever was quiet for so long has a full allowance anyway
		t.byPeer, t.cleared = map[string]*rate.Limiter{}, now
	}
	limiter := t.byPeer[address]
	if limiter == nil {
		limiter = rate.NewLimiter(rate.Limit(float64(t.perMin)/60), t.perMin)
		t.byPeer[address] = limiter
	}
	return limiter.AllowN(now, 1)
}

// notTooOften slows down whoever begins one ceremony after the other.
func (s *Server) notTooOften(c *fiber.Ctx) error {
	if !s.begins.allow(c.IP(), s.parts.Now()) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return &sentenceError{http.StatusTooManyRequests, words.TooOften, words.TooOftenHow}
	}
	return c.Next()
}
