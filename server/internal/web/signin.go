package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

func (s *Server) signInPage(c *fiber.Ctx) error {
	if v, err := s.visit(c); err == nil {
		defer v.release()
		return s.goTo(c, localPath(query(c).Get("next")))
	}
	notice := words.Key("")
	if query(c).Has("out") {
		notice = words.SignedOut
	}
	return s.showSignIn(c, http.StatusOK, query(c).Get("next"), notice, "")
}

func (s *Server) showSignIn(c *fiber.Ctx, status int, next string, notice, refusal words.Key) error {
	page := s.barePage(c, words.SignInTitle, status)
	view := views.SignInView{Form: views.PasskeyForm{
		ID: "signin", Action: "/signin", Begin: "/signin/begin", Button: words.Say(words.SignInButton),
		Kind: views.MainButton, Hidden: []views.Hidden{{Name: "next", Value: next}}, Faults: faultsOf(refusal, nil),
	}}
	if notice != "" {
		view.Notice = words.Say(notice)
	}
	return s.show(c, status, page, views.SignIn(page, view))
}

// beginSignIn asks for any passkey of this place: who has an account stays
// unknown.
func (s *Server) beginSignIn(c *fiber.Ctx) error {
	options, state, err := s.party.BeginSignIn()
	if err != nil {
		return err
	}
	return s.begin(c, "", ceremony{Kind: ceremonySignIn}, options, state)
}

// signIn finishes and opens a session.
func (s *Server) signIn(c *fiber.Ctx) error {
	values, err := form(c, smallBody)
	if err != nil {
		return err
	}
	taken, err := s.take(c, ceremonySignIn, "", values.Get("ceremony"))
	var known knownPerson
	if err == nil {
		known, err = s.recognise(contextOf(c), taken, []byte(values.Get("credential")))
	}
	defer known.release()
	if status, sentence, refused := s.refusalOf(err, words.SignInRefused); refused {
		return s.showSignIn(c, status, values.Get("next"), "", sentence)
	}
	if err != nil {
		return err
	}
	target := localPath(values.Get("next"))
	if s.operatorActed(contextOf(c), known) {
		target = "/staff/log?operator=1"
	}
	if err := s.startSession(c, known.tenant, known.agency, known.person, began{passkey: known.passkey}); err != nil {
		return err
	}
	s.note(contextOf(c), known.agency, known.person.ID, "signed_in", known.person.ID)
	return s.goTo(c, target)
}

// knownPerson is whom a passkey proved.
type knownPerson struct {
	tenant  string
	agency  storage.Tenant
	person  storage.Person
	passkey []byte // its credential id
	held    func()
}

func (k knownPerson) release() {
	if k.held != nil {
		k.held()
	}
}

// recognise checks an assertion and stores what became of the passkey. Whoever
// is suspended gets the answer of a stranger.
func (s *Server) recognise(ctx context.Context, taken ceremony, credential []byte) (known knownPerson, err error) {
	assertion, err := s.party.FinishSignIn(taken.State, credential, s.parts.Now(), func(handle []byte) (passkey.Owner, error) {
		owner, found, err := s.ownerOf(ctx, handle)
		known = found
		return owner, err
	})
	if errors.Is(err, passkey.ErrCloned) {
		s.note(ctx, known.agency, known.person.ID, "passkey_cloned", known.person.ID)
		return known, errors.Join(err, known.agency.SavePasskey(ctx, assertion.Passkey))
	}
	if err != nil {
		return known, err
	}
	known.passkey = assertion.Passkey.ID
	if assertion.BecameSynced {
		s.note(ctx, known.agency, known.person.ID, "passkey_synced", known.person.ID)
	}
	if assertion.CountedBack {
		s.note(ctx, known.agency, known.person.ID, "passkey_counted_back", known.person.ID)
	}
	if err := known.agency.SavePasskey(ctx, assertion.Passkey); err != nil {
		return known, fmt.Errorf("web: passkey of tenant %q: %w", known.tenant, err)
	}
	return known, nil
}

// errStranger says that nobody who may come in has this handle.
var errStranger = errors.New("web: no person who may sign in")

// ownerOf finds the person behind a user handle, with live passkeys.
func (s *Server) ownerOf(ctx context.Context, handle []byte) (passkey.Owner, knownPerson, error) {
	var owner passkey.Owner
	var known knownPerson
	tenant, id, err := s.parts.Control.Handle(ctx, handle)
	if err != nil {
		return owner, known, err
	}
	agency, release, err := s.parts.Control.Tenant(ctx, tenant)
	if err != nil {
		return owner, known, fmt.Errorf("web: open tenant %q: %w", tenant, err)
	}
	known = knownPerson{tenant: tenant, agency: agency, held: release}
	if known.person, err = agency.Person(ctx, id); err != nil {
		return owner, known, err
	}
	if known.person.Suspended {
		return owner, known, errStranger
	}
	owner, err = ownerWith(ctx, agency, known.person)
	return owner, known, err
}

// ownerWith is the person as passkeys know them.
func ownerWith(ctx context.Context, agency storage.Tenant, person storage.Person) (passkey.Owner, error) {
	about, err := agency.Agency(ctx)
	if err != nil {
		return passkey.Owner{}, err
	}
	rows, err := agency.Passkeys(ctx, person.ID)
	return passkey.Owner{Handle: person.Handle, Name: person.Name, Agency: about.Name, Passkeys: rows}, err
}

// signOut ends the session and leads to the way in.
func (s *Server) signOut(v *visit, _ pages.Values) error {
	s.endSession(v.c)
	s.dropCookie(v.c, s.cookieName())
	s.note(v.ctx, v.agency, v.person.ID, "signed_out", v.person.ID)
	return s.goTo(v.c, "/signin?out")
}

// confirmPage asks for the passkey once more before what decides who gets in.
func (s *Server) confirmPage(v *visit) error {
	return s.showConfirm(v, http.StatusOK, query(v.c).Get("next"), "")
}

func (s *Server) showConfirm(v *visit, status int, next string, refusal words.Key) error {
	page := v.page(words.Say(words.ConfirmTitle), status)
	return s.show(v.c, status, page, views.Confirm(page, views.PasskeyForm{
		ID: "confirm", Action: "/confirm", Begin: "/confirm/begin", Button: words.Say(words.ConfirmButton),
		Kind: views.MainButton, Hidden: []views.Hidden{{Name: "next", Value: next}}, Faults: faultsOf(refusal, nil),
	}))
}

func (s *Server) beginConfirm(v *visit, _ pages.Values) error {
	options, state, err := s.party.BeginSignIn()
	if err != nil {
		return err
	}
	return s.begin(v.c, v.tenant, ceremony{Kind: ceremonyConfirm, Subject: v.session.ID}, options, state)
}

// confirm takes a fresh verification of the same person; the session goes on
// under a new id.
func (s *Server) confirm(v *visit, values pages.Values) error {
	taken, err := s.take(v.c, ceremonyConfirm, v.tenant, values.Get("ceremony"))
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
	if status, sentence, refused := s.refusalOf(err, words.SignInRefused); refused {
		return s.showConfirm(v, status, values.Get("next"), sentence)
	}
	if err != nil {
		return err
	}
	if err := s.continueSession(v, known.passkey, nil); err != nil {
		return err
	}
	s.note(v.ctx, v.agency, v.person.ID, "confirmed", v.person.ID)
	return s.goTo(v.c, localPath(values.Get("next")))
}

// confirmError says that a fresh verification is needed first.
type confirmError struct{ next string }

func (e *confirmError) Error() string { return "web: a fresh verification is needed" }

// fresh asks for a verification that is not older than Config.StepUp.
func (s *Server) fresh(v *visit, next string) error {
	if s.parts.Now().Sub(v.session.StepUp) > s.config.StepUp {
		return &confirmError{next}
	}
	return nil
}

// operatorActed reports whether the person who runs the server made a way in
// since this administrator last signed in.
func (s *Server) operatorActed(ctx context.Context, known knownPerson) bool {
	if known.person.Role != casework.RoleAdministrator {
		return false
	}
	events, err := known.agency.AccountEvents(ctx, eventsShown)
	if err != nil {
		s.parts.Log.Error("account log", "tenant", known.tenant, "cause", err)
		return false
	}
	for _, event := range events { // newest first
		if event.Action == "signed_in" && event.Actor == known.person.ID {
			return false
		}
		if event.Actor == operatorActor {
			return true
		}
	}
	return false
}
