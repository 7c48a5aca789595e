package web

import (
	"encoding/base64"
	"fmt"
	"unicode/utf8"

	"github.com/google/uuid"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

// Enrolment is what a tablet needs to become one. Nothing of it opens the
// vault: that key is made on the tablet and never leaves it.
type Enrolment struct {
	Device        string          `json:"device"`
	Epoch         int64           `json:"epoch"`
	Tenant        string          `json:"tenant"`
	Person        EnrolledPerson  `json:"person"`
	Credential    string          `json:"credential"`    // Bearer token of the sync
	HandIn        string          `json:"handIn"`        // Bearer token that can hand in sealed work only
	SealPublic    string          `json:"sealPublic"`    // base64: HPKE key of the agency
	CredentialIDs []string        `json:"credentialIds"` // base64url: the person's passkeys
	PRFSalt       string          `json:"prfSalt"`       // base64url: random for this tablet
	RPID          string          `json:"rpId"`          // whose passkeys these are
	House         *exchange.House `json:"house"`
}

// EnrolledPerson is whom the tablet belongs to.
type EnrolledPerson struct {
	ID   string        `json:"id"`
	Name string        `json:"name"`
	Role casework.Role `json:"role"`
}

// enrolTablet makes this browser a tablet of the signed-in person.
func (s *Server) enrolTablet(v *visit, values pages.Values) error {
	if err := s.fresh(v, "/tablet"); err != nil { // it outlives the session by far
		return err
	}
	about, err := v.agency.Agency(v.ctx)
	if err != nil {
		return fmt.Errorf("web: agency of tenant %q: %w", v.tenant, err)
	}
	passkeys, err := v.agency.Passkeys(v.ctx, v.person.ID)
	if err != nil {
		return fmt.Errorf("web: passkeys of tenant %q: %w", v.tenant, err)
	}
	name := clean(values.Get("name"))
	if utf8.RuneCountInString(name) > maxPasskeyName {
		name = ""
	}
	tablet := storage.Tablet{ID: uuid.NewString(), Person: v.person.ID, Epoch: 1, Name: name, Created: s.parts.Now()}
	if err := v.agency.AddTablet(v.ctx, tablet); err != nil {
		return fmt.Errorf("web: enrol, tenant %q: %w", v.tenant, err)
	}
	enrolment := Enrolment{
		Device: tablet.ID, Epoch: tablet.Epoch, Tenant: v.tenant,
		Person:     EnrolledPerson{v.person.ID, v.person.Name, v.person.Role},
		SealPublic: base64.StdEncoding.EncodeToString(about.SealPublic),
		PRFSalt:    encodeSecret(secret()), RPID: s.party.ID, House: &v.house,
	}
	for _, passkey := range passkeys {
		enrolment.CredentialIDs = append(enrolment.CredentialIDs, base64.RawURLEncoding.EncodeToString(passkey.ID))
	}
	if enrolment.Credential, err = s.deviceToken(v, storage.PurposeDevice, tablet); err != nil {
		return err
	}
	if enrolment.HandIn, err = s.deviceToken(v, storage.PurposeHandIn, tablet); err != nil {
		return err
	}
	s.note(v.ctx, v.agency, v.person.ID, "tablet_enrolled", v.person.ID)
	return v.c.JSON(enrolment)
}

func (s *Server) deviceToken(v *visit, purpose storage.Purpose, tablet storage.Tablet) (string, error) {
	token := secret()
	err := s.parts.Control.AddCapability(v.ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: purpose, Tenant: v.tenant, Subject: tablet.ID, Created: tablet.Created,
	})
	if err != nil {
		return "", fmt.Errorf("web: enrol, tenant %q: %w", v.tenant, err)
	}
	return encodeSecret(token), nil
}
