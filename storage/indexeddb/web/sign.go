//go:build js && wasm

package web

import (
	"fmt"
	"syscall/js"
)

// SignKey is a P-256 key pair that signs, as bytes: they lie sealed in a vault.
type SignKey struct {
	Private []byte `json:"private"` // PKCS #8
	Public  []byte `json:"public"`  // the uncompressed point
}

func p256() js.Value { return js.ValueOf(map[string]any{"name": "ECDSA", "namedCurve": "P-256"}) }

// NewSignKey makes a key pair.
func NewSignKey() (SignKey, error) {
	var key SignKey
	pair, err := Do(func() js.Value { return subtle().Call("generateKey", p256(), true, usages("sign", "verify")) })
	if err != nil {
		return key, fmt.Errorf("make a signing key: %w", err)
	}
	private, err := Do(func() js.Value { return subtle().Call("exportKey", "pkcs8", pair.Get("privateKey")) })
	if err != nil {
		return key, fmt.Errorf("make a signing key: %w", err)
	}
	public, err := Do(func() js.Value { return subtle().Call("exportKey", "raw", pair.Get("publicKey")) })
	if err != nil {
		return key, fmt.Errorf("make a signing key: %w", err)
	}
	return SignKey{Private: Bytes(private), Public: Bytes(public)}, nil
}

// Sign signs bytes (ECDSA over their SHA-256): r and s, 32 bytes each.
func (k SignKey) Sign(content []byte) ([]byte, error) {
	handle, err := Do(func() js.Value {
		return subtle().Call("importKey", "pkcs8", Array(k.Private), p256(), false, usages("sign"))
	})
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	how := js.ValueOf(map[string]any{"name": "ECDSA", "hash": "SHA-256"})
	signed, err := Do(func() js.Value { return subtle().Call("sign", how, handle, Array(content)) })
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return Bytes(signed), nil
}
