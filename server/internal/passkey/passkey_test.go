package passkey_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"doorstep/server/internal/passkey"
	"doorstep/server/internal/passkey/passkeytest"
	"doorstep/storage"
)

const origin = "http://localhost:8080"

var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func party(t *testing.T) *passkey.RelyingParty {
	t.Helper()
	r, err := passkey.New(origin, "Doorstep")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func someone() passkey.Owner {
	return passkey.Owner{Handle: bytes.Repeat([]byte{7}, 64), Name: "Dana Reed", Agency: "Harbour"}
}

// register makes a passkey; change may spoil the authenticator first.
func register(t *testing.T, r *passkey.RelyingParty, owner passkey.Owner, change func(*passkeytest.Authenticator)) (*passkeytest.Authenticator, storage.Passkey, error) {
	t.Helper()
	options, state, err := r.BeginRegistration(owner, bytes.Repeat([]byte{1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	device := passkeytest.New(origin, "localhost")
	if change != nil {
		change(device)
	}
	body, err := device.Create(options)
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.FinishRegistration(owner, state, body, noon)
	return device, row, err
}

func signIn(t *testing.T, r *passkey.RelyingParty, device *passkeytest.Authenticator, owner passkey.Owner) (passkey.Assertion, error) {
	t.Helper()
	options, state, err := r.BeginSignIn()
	if err != nil {
		t.Fatal(err)
	}
	body, err := device.Get(options)
	if err != nil {
		t.Fatal(err)
	}
	return r.FinishSignIn(state, body, noon, func(handle []byte) (passkey.Owner, error) {
		if !bytes.Equal(handle, owner.Handle) {
			return passkey.Owner{}, errors.New("nobody")
		}
		return owner, nil
	})
}

func TestOrigins(t *testing.T) {
	for _, good := range []string{origin, "https://doorstep.example.org", "https://doorstep.example.org/"} {
		if _, err := passkey.New(good, "Doorstep"); err != nil {
			t.Errorf("New(%q) = %v, want a relying party", good, err)
		}
	}
	for _, bad := range []string{"http://127.0.0.1:8080", "https://[::1]", "http://doorstep.example.org", "localhost:8080", "", "https://a.example/path", "ftp://localhost"} {
		if _, err := passkey.New(bad, "Doorstep"); err == nil {
			t.Errorf("New(%q) was accepted", bad)
		}
	}
}

func TestRegisterAndSignIn(t *testing.T) {
	r, owner := party(t), someone()
	device, row, err := register(t, r, owner, func(a *passkeytest.Authenticator) {
		a.Outputs = map[string]any{"credProps": map[string]any{"rk": true}, "prf": map[string]any{"enabled": true}}
	})
	if err != nil {
		t.Fatal(err)
	}
	device.Outputs = nil
	owner.Passkeys = []storage.Passkey{row}
	assertion, err := signIn(t, r, device, owner)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(assertion.Passkey.ID, row.ID) || assertion.BecameSynced {
		t.Errorf("assertion = %+v, want the registered passkey", assertion)
	}
}

func TestRegistrationRefuses(t *testing.T) {
	mistakes := map[string]func(*passkeytest.Authenticator){
		"user not verified":     func(a *passkeytest.Authenticator) { a.Flags = passkeytest.UserPresent },
		"another origin":        func(a *passkeytest.Authenticator) { a.Origin = "https://evil.example" },
		"another relying party": func(a *passkeytest.Authenticator) { a.RPID = "evil.example" },
		"an output nobody asked": func(a *passkeytest.Authenticator) {
			a.Outputs = map[string]any{"largeBlob": map[string]any{"supported": true}}
		},
	}
	for name, change := range mistakes {
		if _, _, err := register(t, party(t), someone(), change); !errors.Is(err, passkey.ErrRefused) {
			t.Errorf("%s: error = %v, want ErrRefused", name, err)
		}
	}
}

func TestSecretNeverAccepted(t *testing.T) {
	_, _, err := register(t, party(t), someone(), func(a *passkeytest.Authenticator) {
		a.Outputs = map[string]any{"prf": map[string]any{"enabled": true, "results": map[string]any{"first": "c2VjcmV0"}}}
	})
	if !errors.Is(err, passkey.ErrSecret) {
		t.Errorf("error = %v, want ErrSecret", err)
	}
}

func TestSignInRefuses(t *testing.T) {
	r, owner := party(t), someone()
	device, row, err := register(t, r, owner, nil)
	if err != nil {
		t.Fatal(err)
	}
	stranger, _, err := register(t, r, owner, nil) // never stored
	if err != nil {
		t.Fatal(err)
	}
	owner.Passkeys = []storage.Passkey{row}
	if _, err := signIn(t, r, stranger, owner); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("a removed passkey: error = %v, want ErrRefused", err)
	}
	other := *device
	other.Handle = bytes.Repeat([]byte{9}, 64)
	if _, err := signIn(t, r, &other, owner); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("another handle: error = %v, want ErrRefused", err)
	}
	options, _, _ := r.BeginSignIn()
	_, otherState, _ := r.BeginSignIn()
	body, err := device.Get(options)
	if err != nil {
		t.Fatal(err)
	}
	find := func([]byte) (passkey.Owner, error) { return owner, nil }
	if _, err := r.FinishSignIn(otherState, body, noon, find); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("the answer to another ceremony: error = %v, want ErrRefused", err)
	}
}

func TestBackupFlags(t *testing.T) {
	r, owner := party(t), someone()
	device, row, err := register(t, r, owner, nil)
	if err != nil {
		t.Fatal(err)
	}
	owner.Passkeys = []storage.Passkey{row}
	device.Flags |= passkeytest.BackupEligible | passkeytest.BackupState
	assertion, err := signIn(t, r, device, owner)
	if err != nil || !assertion.BecameSynced {
		t.Fatalf("0 to 1: %v, BecameSynced %v; want accepted and told", err, assertion.BecameSynced)
	}
	owner.Passkeys = []storage.Passkey{assertion.Passkey}
	if again, err := signIn(t, r, device, owner); err != nil || again.BecameSynced {
		t.Errorf("second sign-in: %v, BecameSynced %v; want accepted, told once", err, again.BecameSynced)
	}
	device.Flags &^= passkeytest.BackupEligible | passkeytest.BackupState
	if _, err := signIn(t, r, device, owner); !errors.Is(err, passkey.ErrRefused) {
		t.Errorf("1 to 0: error = %v, want ErrRefused", err)
	}
}

func TestCounterBackOnOneDevice(t *testing.T) {
	r, owner := party(t), someone()
	device, row, err := register(t, r, owner, func(a *passkeytest.Authenticator) { a.Count = 10 })
	if err != nil {
		t.Fatal(err)
	}
	owner.Passkeys = []storage.Passkey{row}
	device.Count = 3
	assertion, err := signIn(t, r, device, owner)
	if !errors.Is(err, passkey.ErrCloned) {
		t.Fatalf("error = %v, want ErrCloned", err)
	}
	owner.Passkeys = []storage.Passkey{assertion.Passkey}
	device.Count = 100
	if _, err := signIn(t, r, device, owner); !errors.Is(err, passkey.ErrCloned) {
		t.Errorf("afterwards: error = %v, want ErrCloned for good", err)
	}
}
