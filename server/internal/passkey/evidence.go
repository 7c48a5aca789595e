package passkey

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"doorstep/casework"
	"doorstep/storage"
)

// CheckEvidence checks a passkey's assertion over a hash of evidence, which was
// made without the office: the challenge is the hash, so there is no ceremony to
// end. The passkey must be one of the owner's; known is false if it is none. A
// challenge that the office drew for a sign-in is no hash of evidence, and an
// evidence assertion finds no sign-in that waits for it.
//
// The counter is no judge here: what was signed first may arrive last.
func (r *RelyingParty) CheckEvidence(evidenceHash, text string, owner Owner) (used storage.Passkey, known bool, err error) {
	assertion, ok := casework.ReadAssertion(text, evidenceHash)
	if !ok {
		return used, true, fmt.Errorf("%w: evidence: the answer is to another question", ErrRefused)
	}
	id, err := base64.RawURLEncoding.DecodeString(assertion.ID)
	if err != nil {
		return used, true, fmt.Errorf("%w: evidence: id", ErrRefused)
	}
	row, known := owner.passkey(id)
	if !known {
		return used, false, fmt.Errorf("%w: evidence: not a live passkey of this person", ErrRefused)
	}
	body, err := json.Marshal(map[string]any{
		"id": assertion.ID, "rawId": assertion.ID, "type": "public-key", "clientExtensionResults": map[string]any{},
		"response": map[string]string{
			"authenticatorData": assertion.AuthenticatorData, "clientDataJSON": assertion.ClientData, "signature": assertion.Signature,
			"userHandle": assertion.UserHandle,
		},
	})
	if err != nil {
		return used, known, fmt.Errorf("passkey: evidence: %w", err)
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(body)
	if err != nil {
		return used, known, refused("evidence", err)
	}
	if handle := parsed.Response.UserHandle; len(handle) > 0 && !bytes.Equal(handle, owner.Handle) {
		return used, known, fmt.Errorf("%w: evidence: another handle", ErrRefused)
	}
	hash, err := hex.DecodeString(evidenceHash)
	if err != nil {
		return used, known, fmt.Errorf("%w: evidence: hash", ErrRefused)
	}
	row, _ = allowSynced(row, parsed.Response.AuthenticatorData.Flags)
	session := webauthn.SessionData{
		Challenge: base64.RawURLEncoding.EncodeToString(hash), RelyingPartyID: r.ID, UserID: owner.Handle,
		AllowedCredentialIDs: [][]byte{id}, UserVerification: protocol.VerificationRequired,
	}
	if _, err := r.web.ValidateLogin(owner.with(row), session, parsed); err != nil {
		return used, known, refused("evidence", err)
	}
	return row, true, nil
}
