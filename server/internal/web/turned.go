package web

import (
	"context"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/passkey"
	"doorstep/views/words"
)

// foundKey holds the visit that stayTurned found, so that it is looked up once.
const foundKey = "found"

// turnedMark is the cookie that a tablet's pages set while it is turned. A browser
// that asks past the tablet's own program comes here with the worker's session.
const turnedMark = "doorstep-turned"

// stayTurned is the one place that keeps a browser at the office to what it was
// turned for: nothing that follows is reached by a session that is turned, but
// for the client's pages of its one case and the way to unlock. The mark lies on
// the session's row; the browser holds nothing of it.
func (s *Server) stayTurned(c *fiber.Ctx) error {
	if isMachine(c) { // these come with a tablet's credential, and ask no session
		return c.Next()
	}
	if c.Cookies(turnedMark) != "" {
		return &sentenceError{http.StatusLocked, words.TurnedPast, words.TurnedPastHow}
	}
	v, err := s.visit(c)
	if err != nil { // whoever needs a session says so
		return c.Next()
	}
	defer v.release()
	c.Locals(foundKey, v)
	if v.session.Turned == nil || s.opensTurned(c, *v.session.Turned) {
		return c.Next()
	}
	c.Locals(visitKey, v)
	return s.send(c, pages.TurnedAway(s.request(c)), v.keep())
}

// opensTurned reports whether a turned session may have what the request asks.
func (s *Server) opensTurned(c *fiber.Ctx, turned casework.Turned) bool {
	if path := c.Path(); c.Method() == http.MethodPost && (path == pages.LiftPath || path == pages.LiftPath+"/begin") {
		return true
	}
	_, _, ok := pages.WhileTurned(turned, s.routes, c.Method(), c.Path())
	return ok
}

// turner turns the session of a visit.
type turner struct{ *visit }

func (t turner) Turn(ctx context.Context, turned casework.Turned) error {
	return t.agency.TurnSession(ctx, t.session.ID, &turned)
}

// beginLift begins the ceremony that gives a turned or covered browser back.
func (s *Server) beginLift(v *visit, _ pages.Values) error {
	options, state, err := s.party.BeginSignIn()
	if err != nil {
		return err
	}
	return s.begin(v.c, v.tenant, ceremony{Kind: ceremonyLift, Subject: v.session.ID}, options, state)
}

// lift takes a fresh verification of the person whose session it is. The session
// goes on under a new id: first without its cover, and then with nothing turned.
func (s *Server) lift(v *visit, values pages.Values) error {
	turned := v.session.Turned
	if turned == nil { // lifted already, in another window
		return s.goTo(v.c, localPath(values.Get("next")))
	}
	taken, err := s.take(v.c, ceremonyLift, v.tenant, values.Get("ceremony"))
	if err == nil && taken.Subject != v.session.ID {
		err = errCeremony
	}
	var known knownPerson
	if err == nil {
		known, err = s.recognise(v.ctx, taken, []byte(values.Get("credential")))
	}
	defer known.release()
	if err == nil && (known.tenant != v.tenant || known.person.ID != v.person.ID) {
		err = passkey.ErrRefused
	}
	if _, sentence, refused := s.refusalOf(err, words.SignInRefused); refused {
		return s.send(v.c, pages.StaysTurned(s.request(v.c), words.Say(sentence)), v.keep())
	}
	if err != nil {
		return err
	}
	left := turned.Lifted()
	next := localPath(values.Get("next"))
	if left != nil {
		next = left.First
	}
	if err := s.continueSession(v, known.passkey, left); err != nil {
		return err
	}
	return s.goTo(v.c, next)
}

// continueSession lets the session go on under a new id, after a fresh
// verification. turned is what stays turned of it.
func (s *Server) continueSession(v *visit, passkey []byte, turned *casework.Turned) error {
	return s.startSession(v.c, v.tenant, v.agency, v.person, began{passkey: passkey, token: v.session.Token, turned: turned})
}
