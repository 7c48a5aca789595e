// Package passkey is the one place that knows WebAuthn: it begins and finishes
// the ceremonies with which people register a passkey and sign in with it.
//
// Passkeys are discoverable and user verification is always required. The
// relying party's id and origin come from configuration only, never from a
// request. What goes wrong in a ceremony is ErrRefused for people, whatever
// the cause: the cause goes to the log and helps nobody guess.
package passkey

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"doorstep/storage"
)

// Window is how long a ceremony may take.
const Window = 5 * time.Minute

// Errors of a ceremony.
var (
	// ErrRefused says that the answer of the authenticator does not hold.
	ErrRefused = errors.New("passkey: refused")
	// ErrSecret says that a browser sent what must never leave it: the result
	// of the PRF extension. The body was not looked at further, nor logged.
	ErrSecret = errors.New("passkey: the body carries a secret of the browser")
	// ErrCloned says that a passkey bound to one device counted backwards: it
	// may exist twice and is not accepted any more.
	ErrCloned = errors.New("passkey: counter went back")
)

// RelyingParty is this installation as passkeys know it.
type RelyingParty struct {
	ID     string // the host of the origin
	Origin string // "https://doorstep.example.org", no path
	web    *webauthn.WebAuthn
}

// New makes the relying party of an origin. An origin whose host is an IP
// address is refused: no passkey could ever be registered there.
func New(origin, name string) (*RelyingParty, error) {
	address, err := url.Parse(origin)
	if err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "" || strings.Trim(address.Path, "/") != "" || address.RawQuery != "" || address.User != nil {
		return nil, fmt.Errorf("passkey: origin %q is not scheme://host[:port]", origin)
	}
	host := address.Hostname()
	if net.ParseIP(host) != nil {
		return nil, fmt.Errorf("passkey: origin %q is an IP address; passkeys need a name, for example localhost", origin)
	}
	if address.Scheme == "http" && host != "localhost" && !strings.HasSuffix(host, ".localhost") {
		return nil, fmt.Errorf("passkey: origin %q must be https: browsers offer passkeys only there and on localhost", origin)
	}
	plain := address.Scheme + "://" + address.Host
	timeout := webauthn.TimeoutConfig{Enforce: true, Timeout: Window, TimeoutUVD: Window}
	web, err := webauthn.New(&webauthn.Config{
		RPID: host, RPDisplayName: name, RPOrigins: []string{plain},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey:      protocol.ResidentKeyRequirementRequired,
			UserVerification: protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: timeout, Registration: timeout},
	})
	if err != nil {
		return nil, fmt.Errorf("passkey: relying party of origin %q: %w", origin, err)
	}
	return &RelyingParty{ID: host, Origin: plain, web: web}, nil
}

// Owner is the person a passkey belongs to.
type Owner struct {
	Handle   []byte // 64 random bytes: the WebAuthn user handle
	Name     string
	Agency   string
	Passkeys []storage.Passkey
}

// WebAuthnID returns the random user handle, never an id of ours.
func (o Owner) WebAuthnID() []byte { return o.Handle }

// WebAuthnName returns what the chooser of the operating system shows: the
// agency is in it, so that two agencies on one device differ.
func (o Owner) WebAuthnName() string { return o.Name + ", " + o.Agency }

// WebAuthnDisplayName returns the same.
func (o Owner) WebAuthnDisplayName() string { return o.WebAuthnName() }

// WebAuthnCredentials returns the person's live credentials.
func (o Owner) WebAuthnCredentials() []webauthn.Credential {
	list := make([]webauthn.Credential, 0, len(o.Passkeys))
	for _, passkey := range o.Passkeys {
		if credential, err := thaw(passkey); err == nil {
			list = append(list, credential)
		}
	}
	return list
}

// thaw reads the stored credential; the flag octet has its own column because
// the library's JSON loses it.
func thaw(passkey storage.Passkey) (webauthn.Credential, error) {
	var credential webauthn.Credential
	if err := json.Unmarshal(passkey.Credential, &credential); err != nil {
		return credential, fmt.Errorf("passkey: stored credential: %w", err)
	}
	credential.Flags = webauthn.NewCredentialFlags(protocol.AuthenticatorFlags(passkey.Flags))
	return credential, nil
}

// freeze puts the credential back into its row.
func freeze(passkey storage.Passkey, credential *webauthn.Credential) (storage.Passkey, error) {
	encoded, err := json.Marshal(credential)
	if err != nil {
		return passkey, fmt.Errorf("passkey: credential: %w", err)
	}
	passkey.ID, passkey.Credential = credential.ID, encoded
	passkey.Flags = byte(credential.Flags.ProtocolValue())
	return passkey, nil
}

// refuseSecret answers ErrSecret for a body with PRF results: a script that
// sends the unlocking secret is broken or hostile.
func refuseSecret(body []byte) error {
	var outputs struct {
		ClientExtensionResults struct {
			PRF struct {
				Results json.RawMessage `json:"results"`
			} `json:"prf"`
		} `json:"clientExtensionResults"`
	}
	if err := json.Unmarshal(body, &outputs); err != nil {
		return fmt.Errorf("%w: not a credential in JSON", ErrRefused)
	}
	if results := string(outputs.ClientExtensionResults.PRF.Results); results != "" && results != "null" {
		return ErrSecret
	}
	return nil
}

func refused(step string, err error) error {
	var cause *protocol.Error
	if errors.As(err, &cause) {
		return fmt.Errorf("%w: %s: %s (%s)", ErrRefused, step, cause.Type, cause.Details)
	}
	return fmt.Errorf("%w: %s", ErrRefused, step)
}
