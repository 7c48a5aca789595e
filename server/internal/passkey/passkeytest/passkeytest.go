// Package passkeytest is an authenticator in software, for tests: it makes
// P-256 passkeys and signs with them, as a browser would send it. Its fields
// let a test make every mistake an authenticator can make.
package passkeytest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
)

// The flags of authenticator data.
const (
	UserPresent    = 0x01
	UserVerified   = 0x04
	BackupEligible = 0x08
	BackupState    = 0x10
	attested       = 0x40
)

// Authenticator holds one passkey.
type Authenticator struct {
	Origin string // what the browser would write into the client data
	RPID   string
	Flags  byte
	Count  uint32
	// Outputs are the client extension results; nil sends none.
	Outputs map[string]any

	ID     []byte
	Handle []byte // the user handle given at registration
	key    *ecdsa.PrivateKey
}

// New returns an authenticator without a passkey that verifies its user.
func New(origin, rpID string) *Authenticator {
	return &Authenticator{Origin: origin, RPID: rpID, Flags: UserPresent | UserVerified}
}

// Create answers creation options with a registration response.
func (a *Authenticator) Create(options []byte) ([]byte, error) {
	var asked struct {
		Challenge string `json:"challenge"`
		User      struct {
			ID string `json:"id"`
		} `json:"user"`
	}
	if err := json.Unmarshal(options, &asked); err != nil {
		return nil, fmt.Errorf("passkeytest: options: %w", err)
	}
	var err error
	if a.Handle, err = base64.RawURLEncoding.DecodeString(asked.User.ID); err != nil {
		return nil, fmt.Errorf("passkeytest: user handle: %w", err)
	}
	if a.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return nil, err
	}
	a.ID = make([]byte, 32)
	rand.Read(a.ID)
	key, err := coseKey(&a.key.PublicKey)
	if err != nil {
		return nil, err
	}
	data := a.data(attested)
	data = append(data, make([]byte, 16)...) // AAGUID
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.ID)))
	data = append(append(data, a.ID...), key...)
	object := append([]byte{0xa3}, cborText("fmt")...)
	object = append(object, cborText("none")...)
	object = append(append(object, cborText("attStmt")...), 0xa0)
	object = append(append(object, cborText("authData")...), cborBytes(data)...)
	return a.envelope(map[string]any{
		"clientDataJSON":    encode(a.clientData("webauthn.create", asked.Challenge)),
		"attestationObject": encode(object),
		"transports":        []string{"internal"},
	})
}

// Get answers request options with an assertion.
func (a *Authenticator) Get(options []byte) ([]byte, error) {
	var asked struct {
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(options, &asked); err != nil {
		return nil, fmt.Errorf("passkeytest: options: %w", err)
	}
	data, client := a.data(0), a.clientData("webauthn.get", asked.Challenge)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(append([]byte(nil), data...), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		return nil, err
	}
	return a.envelope(map[string]any{
		"clientDataJSON":    encode(client),
		"authenticatorData": encode(data),
		"signature":         encode(signature),
		"userHandle":        encode(a.Handle),
	})
}

func (a *Authenticator) envelope(response map[string]any) ([]byte, error) {
	outputs := a.Outputs
	if outputs == nil {
		outputs = map[string]any{}
	}
	return json.Marshal(map[string]any{
		"id": encode(a.ID), "rawId": encode(a.ID), "type": "public-key",
		"authenticatorAttachment": "platform", "clientExtensionResults": outputs, "response": response,
	})
}

func (a *Authenticator) data(more byte) []byte {
	hash := sha256.Sum256([]byte(a.RPID))
	if a.Count > 0 {
		a.Count++
	}
	return binary.BigEndian.AppendUint32(append(hash[:], a.Flags|more), a.Count)
}

func (a *Authenticator) clientData(kind, challenge string) []byte {
	encoded, err := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": a.Origin, "crossOrigin": false})
	if err != nil {
		panic("passkeytest: client data always encodes: " + err.Error())
	}
	return encoded
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// coseKey writes an ES256 public key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
func coseKey(key *ecdsa.PublicKey) ([]byte, error) {
	point, err := key.Bytes() // 4 | x | y
	if err != nil {
		return nil, err
	}
	cose := []byte{0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21}
	cose = append(append(cose, cborBytes(point[1:33])...), 0x22)
	return append(cose, cborBytes(point[33:])...), nil
}

func cborText(text string) []byte { return append([]byte{0x60 | byte(len(text))}, text...) }

func cborBytes(raw []byte) []byte {
	if len(raw) < 256 {
		return append([]byte{0x58, byte(len(raw))}, raw...)
	}
	return append(binary.BigEndian.AppendUint16([]byte{0x59}, uint16(len(raw))), raw...)
}
