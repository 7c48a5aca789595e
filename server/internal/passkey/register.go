package passkey

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"doorstep/storage"
)

// BeginRegistration returns what navigator.credentials.create needs, in JSON,
// and the state that FinishRegistration wants back unchanged. salt asks the
// authenticator whether it can derive secrets (PRF); an input without a salt
// makes Windows Hello fail. Browsers that stumble over it try once more
// without, on the same challenge.
func (r *RelyingParty) BeginRegistration(owner Owner, salt []byte) (options, state []byte, err error) {
	creation, session, err := r.web.BeginMediatedRegistration(owner, protocol.MediationDefault,
		webauthn.WithRegistrationOrigin(r.Origin),
		webauthn.WithExclusions(webauthn.Credentials(owner.WebAuthnCredentials()).CredentialDescriptors()),
		webauthn.WithExtensions(
			webauthn.WithExtensionCredProps(),
			webauthn.WithExtensionPRF(protocol.PRFValues{First: salt}),
		))
	if err != nil {
		return nil, nil, fmt.Errorf("passkey: begin registration: %w", err)
	}
	return encodePair(creation.Response, session)
}

// FinishRegistration checks the new credential and returns its row, without
// person and name. The error is ErrRefused or ErrSecret.
func (r *RelyingParty) FinishRegistration(owner Owner, state, body []byte, now time.Time) (storage.Passkey, error) {
	row := storage.Passkey{RPID: r.ID, Created: now, Used: now}
	if err := refuseSecret(body); err != nil {
		return row, err
	}
	session, err := decodeState(state)
	if err != nil {
		return row, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(body)
	if err != nil {
		return row, refused("registration", err)
	}
	credential, err := r.web.CreateCredential(owner, session, parsed)
	if err != nil {
		return row, refused("registration", err)
	}
	return freeze(row, credential)
}

func encodePair(options any, session *webauthn.SessionData) (encodedOptions, state []byte, err error) {
	if encodedOptions, err = json.Marshal(options); err != nil {
		return nil, nil, fmt.Errorf("passkey: options: %w", err)
	}
	if state, err = json.Marshal(session); err != nil {
		return nil, nil, fmt.Errorf("passkey: ceremony state: %w", err)
	}
	return encodedOptions, state, nil
}

// decodeState reads into a fresh value: the library does not reset all members.
func decodeState(state []byte) (webauthn.SessionData, error) {
	var session webauthn.SessionData
	if err := json.Unmarshal(state, &session); err != nil {
		return session, fmt.Errorf("passkey: ceremony state: %w", err)
	}
	return session, nil
}
