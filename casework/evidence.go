package casework

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
)

// EvidenceVersion is the number of the evidence format.
const EvidenceVersion = 1

// evidenceDomain begins what is hashed, so that the hash of a record of evidence
// is the hash of nothing else, a login challenge least of all.
const evidenceDomain = "evidence/v1\n"

// Evidence says what one person signed and how: written once, with the
// signature. Its JSON is canonical: keys sorted, whole numbers only, nothing
// that was not given. Its hash is what the tablet's key and the worker's passkey
// sign. It names no place.
//
// Formats only grow: a new member takes its place in the order of the keys and
// is left out where it is empty.
type Evidence struct {
	Agency         string `json:"agency"`
	Agreed         int    `json:"agreed,omitempty"`     // 1: agreed to sign on the screen, paper having been offered
	Attachment     string `json:"attachment,omitempty"` // SHA-256 of the signed paper
	CanvasH        int    `json:"canvas_h,omitempty"`   // of the pad, in 1/100 px
	CanvasW        int    `json:"canvas_w,omitempty"`
	Capacity       string `json:"capacity,omitempty"` // as what the person signs
	Case           string `json:"case"`
	ConsentHash    string `json:"consent_hash"`          // SHA-256 of the sentence they agreed to
	ContactUTC     int64  `json:"contact_utc,omitempty"` // last contact with the office, device clock, Unix ms; 0 where there was none
	ContentHash    string `json:"content_hash"`          // SHA-256 of the words that are signed
	Contract       string `json:"contract"`
	Device         string `json:"device"`
	DeviceUTC      int64  `json:"device_utc"` // device clock, Unix ms
	Epoch          int64  `json:"epoch"`
	Identified     string `json:"identified,omitempty"` // how the worker knew who signs
	Interpreter    string `json:"interpreter,omitempty"`
	Locale         string `json:"locale"` // in which it was read
	Method         string `json:"method"`
	Name           string `json:"name"`
	Offset         int64  `json:"offset"` // ms that the device clock was ahead at the last contact
	Party          string `json:"party"`
	Person         string `json:"person"`
	Pointer        string `json:"pointer,omitempty"`         // pen, touch, mouse or keyboard
	Previous       string `json:"previous,omitempty"`        // evidence hash of the signature before, on this contract
	PreviousDevice string `json:"previous_device,omitempty"` // and of this person on this device
	ReadBy         string `json:"read_by,omitempty"`
	ReadHow        string `json:"read_how,omitempty"`
	Release        string `json:"release"` // of the program
	Seq            int64  `json:"seq"`     // counts this person's evidence on this device, from 1
	StrokesHash    string `json:"strokes_hash,omitempty"`
	Taught         int    `json:"taught,omitempty"` // how many questions the person answered in their own words
	Template       string `json:"template,omitempty"`
	Tenant         string `json:"tenant"`
	Typed          string `json:"typed,omitempty"`
	Version        int    `json:"v"`
	Witness        string `json:"witness,omitempty"`
	Witness2       string `json:"witness2,omitempty"`
	Witness2Hash   string `json:"witness2_hash,omitempty"` // of the witness's own strokes
	WitnessHash    string `json:"witness_hash,omitempty"`
	Worker         string `json:"worker"` // the member of staff on whose screen it was signed
}

// Seal returns the canonical JSON and its hash, in hex.
func (e Evidence) Seal() (text, hash string) {
	e.Version = EvidenceVersion
	var encoded strings.Builder
	encoder := json.NewEncoder(&encoded)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(e); err != nil {
		panic("casework: evidence always encodes: " + err.Error())
	}
	text = strings.TrimSuffix(encoded.String(), "\n")
	return text, HashEvidence(text)
}

// HashEvidence returns the SHA-256 of a record of evidence, in hex.
func HashEvidence(text string) string {
	sum := sha256.Sum256([]byte(evidenceDomain + text))
	return hex.EncodeToString(sum[:])
}

// HashText returns the SHA-256 of text, in hex; "" of none. Strokes and the
// sentence of consent stand in the evidence by it.
func HashText(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// EvidenceOf reads the evidence of a signature; ok is false where there is none
// (signatures from before there was any) or where it no longer has its hash.
func EvidenceOf(signature *Record) (evidence Evidence, ok bool) {
	text := signature.Get("evidence")
	if text == "" || HashEvidence(text) != signature.Get("evidence_hash") {
		return evidence, false
	}
	return evidence, json.Unmarshal([]byte(text), &evidence) == nil
}

// At is the device's clock when the person finished.
func (e Evidence) At() time.Time { return time.UnixMilli(e.DeviceUTC).UTC() }

// OfficeAt is the same moment as the office's clock would have shown it, by the
// offset measured at the last contact.
func (e Evidence) OfficeAt() time.Time { return time.UnixMilli(e.DeviceUTC - e.Offset).UTC() }

// ContactAt is the last contact with the office before signing, on the device's
// clock; zero where there was none, at an office desk for example.
func (e Evidence) ContactAt() time.Time {
	if e.ContactUTC == 0 {
		return time.Time{}
	}
	return time.UnixMilli(e.ContactUTC).UTC()
}

// Assertion is a passkey's answer over a hash of evidence, as signature and
// countersign records keep it: what a browser gives, without its extensions.
type Assertion struct {
	ID                string `json:"id"` // of the passkey, base64url without padding, as all of these
	AuthenticatorData string `json:"authenticatorData"`
	ClientData        string `json:"clientDataJSON"`
	Signature         string `json:"signature"`
	UserHandle        string `json:"userHandle,omitempty"`
}

// maxAssertion is the longest text of an assertion; ours have about 700 bytes.
const maxAssertion = 8 << 10

// flagsVerified are "user present" and "user verified" of authenticator data.
const flagsVerified = 0x01 | 0x04

// ReadAssertion reads an assertion that was made over this evidence hash, with
// its user verified. Whether the passkey is the worker's only the office can
// say; but a challenge of something else (a login, other evidence) is refused
// everywhere.
func ReadAssertion(text, evidenceHash string) (assertion Assertion, ok bool) {
	if len(text) > maxAssertion || json.Unmarshal([]byte(text), &assertion) != nil {
		return assertion, false
	}
	data, err := base64.RawURLEncoding.DecodeString(assertion.AuthenticatorData)
	if err != nil || len(data) < 37 || data[32]&flagsVerified != flagsVerified || assertion.ID == "" || assertion.Signature == "" {
		return assertion, false
	}
	client, err := base64.RawURLEncoding.DecodeString(assertion.ClientData)
	if err != nil {
		return assertion, false
	}
	var said struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if json.Unmarshal(client, &said) != nil || said.Type != "webauthn.get" {
		return assertion, false
	}
	return assertion, evidenceHash != "" && said.Challenge == Challenge(evidenceHash)
}

// Challenge is the hash as a passkey is asked for it: base64url of its bytes.
func Challenge(evidenceHash string) string {
	raw, err := hex.DecodeString(evidenceHash)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(raw)
}

// CountersignOf returns the worker's passkey that came after a tablet's seal, or nil.
func CountersignOf(file *File, signature *Record) *Record {
	for _, countersign := range file.Of(KindCountersign) {
		if countersign.Get("signature") == signature.ID && countersign.Get("evidence_hash") == signature.Get("evidence_hash") {
			return countersign
		}
	}
	return nil
}

// AwaitsPasskey reports whether the signature is the worker's, was sealed by the
// tablet's key alone, and waits for the worker's passkey at the office.
func AwaitsPasskey(file *File, signature *Record) bool {
	return signature.Get("party") == PartyWorker && signature.Get("evidence") != "" &&
		signature.Get("assertion") == "" && signature.Get("method") != MethodPaper && CountersignOf(file, signature) == nil
}

// The methods of signing.
const (
	MethodDraw  = "draw"
	MethodType  = "type"
	MethodMark  = "mark"
	MethodPaper = "paper"
)
