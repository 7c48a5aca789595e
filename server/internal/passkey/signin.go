package passkey

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"doorstep/storage"
)

// Assertion is a sign-in that holds.
type Assertion struct {
	Owner   Owner
	Passkey storage.Passkey // as it must be stored now
	// BecameSynced says that the passkey was bound to one device and lies in a
	// sync service now; worth a line in the account log.
	BecameSynced bool
	// CountedBack says that a synced passkey's counter did not grow; worth a
	// line, no more: synced passkeys do that.
	CountedBack bool
}

// BeginSignIn returns what navigator.credentials.get needs, in JSON, and the
// state that FinishSignIn wants back. The list of credentials stays empty, so
// that nobody learns who has an account.
func (r *RelyingParty) BeginSignIn() (options, state []byte, err error) {
	assertion, session, err := r.web.BeginDiscoverableMediatedLogin(protocol.MediationDefault, webauthn.WithLoginOrigin(r.Origin))
	if err != nil {
		return nil, nil, fmt.Errorf("passkey: begin sign-in: %w", err)
	}
	return encodePair(assertion.Response, session)
}

// FinishSignIn checks an assertion. find returns the owner of a user handle,
// with all live passkeys; it refuses whoever may not sign in. The same state
// must never be given twice: the library accepts a replay. The error is
// ErrRefused, ErrSecret or ErrCloned; with ErrCloned the passkey in the
// assertion must be stored, so that it stays refused.
func (r *RelyingParty) FinishSignIn(state, body []byte, now time.Time, find func(handle []byte) (Owner, error)) (Assertion, error) {
	var assertion Assertion
	if err := refuseSecret(body); err != nil {
		return assertion, err
	}
	session, err := decodeState(state)
	if err != nil {
		return assertion, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(body)
	if err != nil {
		return assertion, refused("sign-in", err)
	}
	owner, err := find(parsed.Response.UserHandle)
	if err != nil {
		return assertion, fmt.Errorf("%w: sign-in: nobody has this handle", ErrRefused)
	}
	assertion.Owner = owner
	row, ok := owner.passkey(parsed.RawID)
	if !ok {
		return assertion, fmt.Errorf("%w: sign-in: not a live passkey of this handle", ErrRefused)
	}
	flags := parsed.Response.AuthenticatorData.Flags
	row, assertion.BecameSynced = allowSynced(row, flags)
	owner = owner.with(row)
	credential, err := r.validate(owner, session, parsed)
	if err != nil {
		return assertion, err
	}
	return settle(assertion, row, credential, now)
}

func (r *RelyingParty) validate(owner Owner, session webauthn.SessionData, parsed *protocol.ParsedCredentialAssertionData) (*webauthn.Credential, error) {
	find := func(rawID, handle []byte) (webauthn.User, error) {
		if !bytes.Equal(handle, owner.Handle) {
			return nil, errors.New("another handle")
		}
		return owner, nil
	}
	_, credential, err := r.web.ValidatePasskeyLogin(find, session, parsed)
	if err != nil {
		return nil, refused("sign-in", err)
	}
	return credential, nil
}

// allowSynced lets "backup eligible" turn on with a verified user: passkeys of
// the field do that after they were synced, and the library refuses it. The
// way back stays refused.
func allowSynced(row storage.Passkey, flags protocol.AuthenticatorFlags) (storage.Passkey, bool) {
	was := protocol.AuthenticatorFlags(row.Flags)
	if was.HasBackupEligible() || !flags.HasBackupEligible() || !flags.HasUserVerified() {
		return row, false
	}
	row.Flags |= byte(protocol.FlagBackupEligible)
	return row, true
}

// settle looks at the counter. The library only warns: a passkey bound to one
// device that counts back may exist twice and is refused from now on.
func settle(assertion Assertion, row storage.Passkey, credential *webauthn.Credential, now time.Time) (Assertion, error) {
	warned := credential.Authenticator.CloneWarning
	if warned && credential.Flags.BackupEligible {
		assertion.CountedBack = true
		credential.Authenticator.CloneWarning = false
	}
	row.Used = now
	stored, err := freeze(row, credential)
	if err != nil {
		return assertion, err
	}
	assertion.Passkey = stored
	if warned && !assertion.CountedBack {
		return assertion, ErrCloned
	}
	return assertion, nil
}

func (o Owner) passkey(id []byte) (storage.Passkey, bool) {
	for _, passkey := range o.Passkeys {
		if bytes.Equal(passkey.ID, id) {
			return passkey, true
		}
	}
	return storage.Passkey{}, false
}

// with returns the owner with one passkey replaced.
func (o Owner) with(row storage.Passkey) Owner {
	list := append([]storage.Passkey(nil), o.Passkeys...)
	for i := range list {
		if bytes.Equal(list[i].ID, row.ID) {
			list[i] = row
		}
	}
	o.Passkeys = list
	return o
}
