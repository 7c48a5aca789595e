package web

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
	"doorstep/views/words"
)

// ceremonyKind says what a passkey ceremony is for; one never serves another.
type ceremonyKind string

const (
	ceremonySetup   ceremonyKind = "setup"
	ceremonySignIn  ceremonyKind = "sign_in"
	ceremonyInvite  ceremonyKind = "invite"
	ceremonyAdd     ceremonyKind = "add"
	ceremonyConfirm ceremonyKind = "confirm"
	ceremonyLift    ceremonyKind = "lift"
)

// ceremony is the server's side of a ceremony between its two requests. It
// lies in the control database, is taken before it is looked at, and is bound
// to the browser that began it.
type ceremony struct {
	Kind    ceremonyKind      `json:"kind"`
	State   json.RawMessage   `json:"state"`
	Subject string            `json:"subject,omitempty"` // invitation or session it belongs to
	Handle  []byte            `json:"handle,omitempty"`
	Fields  map[string]string `json:"fields,omitempty"`
}

// binder is the cookie that ties a ceremony to its browser.
const binder = "doorstep-ceremony"

// errCeremony says that there is no such ceremony any more.
var errCeremony = errors.New("web: no such ceremony")

// begin stores the ceremony and answers what passkey.js needs.
func (s *Server) begin(c *fiber.Ctx, tenant string, ceremony ceremony, options, state []byte) error {
	now := s.parts.Now()
	bound, ok := hashOf(c.Cookies(s.bound(binder)))
	if !ok {
		fresh := secret()
		bound = hashSecret(fresh)
		s.setCookie(c, s.bound(binder), encodeSecret(fresh), fiber.CookieSameSiteStrictMode)
	}
	ceremony.State = state
	data, err := json.Marshal(ceremony)
	if err != nil {
		return fmt.Errorf("web: ceremony: %w", err)
	}
	token := secret()
	err = s.parts.Control.AddCapability(contextOf(c), storage.Capability{
		Hash: hashSecret(append(token, bound...)), Purpose: storage.PurposeCeremony, Tenant: tenant,
		Subject: string(ceremony.Kind), Data: data, Created: now, Expires: now.Add(passkey.Window),
	})
	if err != nil {
		return fmt.Errorf("web: begin ceremony: %w", err)
	}
	return c.JSON(fiber.Map{"ceremony": encodeSecret(token), "options": json.RawMessage(options)})
}

// take ends the ceremony and returns it: exactly one of two callers gets it,
// and only for what it was begun for.
func (s *Server) take(c *fiber.Ctx, kind ceremonyKind, tenant, token string) (ceremony, error) {
	var taken ceremony
	raw, err := base64.RawURLEncoding.DecodeString(token)
	bound, ok := hashOf(c.Cookies(s.bound(binder)))
	if err != nil || len(raw) != 32 || !ok {
		return taken, errCeremony
	}
	capability, err := s.parts.Control.TakeCapability(contextOf(c), hashSecret(append(raw, bound...)), s.parts.Now())
	if casework.CodeOf(err) == casework.NotFound {
		return taken, errCeremony
	}
	if err != nil {
		return taken, fmt.Errorf("web: take ceremony: %w", err)
	}
	if capability.Purpose != storage.PurposeCeremony || capability.Tenant != tenant {
		return taken, errCeremony
	}
	if err := json.Unmarshal(capability.Data, &taken); err != nil {
		return taken, fmt.Errorf("web: ceremony: %w", err)
	}
	if taken.Kind != kind {
		return taken, errCeremony
	}
	return taken, nil
}

// refusalOf turns what went wrong in a ceremony into a status and a sentence
// that names the next step; ok is false for errors that are not a refusal.
func (s *Server) refusalOf(err error, unknown words.Key) (status int, sentence words.Key, ok bool) {
	switch {
	case errors.Is(err, passkey.ErrSecret):
		return http.StatusBadRequest, words.CeremonyRefuse, true
	case errors.Is(err, errCeremony):
		return http.StatusUnprocessableEntity, words.CeremonyGone, true
	case errors.Is(err, passkey.ErrRefused), errors.Is(err, passkey.ErrCloned):
		s.parts.Log.Warn("passkey refused", "cause", err)
		return http.StatusUnprocessableEntity, unknown, true
	}
	return 0, "", false
}
