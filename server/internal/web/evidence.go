package web

import (
	"context"
	"encoding/base64"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/evidence"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
)

// hand is what an office desk puts under a signature: the passkeys of whoever is
// signed in. A desk has no key of its own.
type hand struct {
	server *Server
	agency storage.Tenant
}

// Ask names the person's passkeys.
func (h hand) Ask(ctx context.Context, person string) (pages.PasskeyAsk, error) {
	ask := pages.PasskeyAsk{RPID: h.server.party.ID}
	passkeys, err := h.agency.Passkeys(ctx, person)
	for _, one := range passkeys {
		ask.IDs = append(ask.IDs, base64.RawURLEncoding.EncodeToString(one.ID))
	}
	return ask, err
}

// Seal has nothing to seal with.
func (h hand) Seal(context.Context, string) (string, error) { return "", nil }

// Check refuses what is not of one of the person's passkeys.
func (h hand) Check(ctx context.Context, personID, evidenceHash, assertion string) error {
	person, err := h.agency.Person(ctx, personID)
	if err != nil {
		return err
	}
	passkeys, err := h.agency.Passkeys(ctx, personID)
	if err != nil {
		return err
	}
	_, _, err = h.server.party.CheckEvidence(evidenceHash, assertion, passkey.Owner{Handle: person.Handle, Name: person.Name, Passkeys: passkeys})
	return err
}

// Contact is nothing that the office has with itself.
func (h hand) Contact() time.Time { return time.Time{} }

// checkEvidence checks what came and waits to be checked. What cannot be checked
// now waits for the next request; the signatures are kept whatever comes of it.
func (s *Server) checkEvidence(ctx context.Context, tenant string, agency storage.Tenant) {
	checker := evidence.Checker{Party: s.party, Now: s.parts.Now}
	if err := checker.Round(ctx, agency); err != nil {
		s.parts.Log.Error("checking evidence", "tenant", tenant, "cause", err)
	}
}

// takeDeviceKey registers the key that a tablet says it seals with. Another one
// than the first is not taken: what it seals shows as such.
func (s *Server) takeDeviceKey(k *caller, text string) (taken bool, err error) {
	public, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(public) != 65 {
		return false, nil
	}
	err = k.agency.AddDeviceKey(k.ctx, k.tablet.ID, public)
	if casework.CodeOf(err) == casework.Forbidden {
		s.parts.Log.Warn("a tablet came with another key than its first", "tenant", k.tenant, "tablet", k.tablet.ID)
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("web: key of a tablet of tenant %q: %w", k.tenant, err)
	}
	return true, nil
}
