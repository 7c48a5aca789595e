//go:build js && wasm

package web

import (
	"fmt"
	"syscall/js"
)

// nonceBytes is the size of an AES-GCM nonce; a fresh random one begins every
// sealed value.
const nonceBytes = 12

// Key is a handle on an AES-256-GCM key that the browser holds; where it is
// not extractable, nobody can read its bytes through it.
type Key struct{ Handle js.Value }

// Valid reports whether there is a key behind the handle.
func (k Key) Valid() bool { return k.Handle.Type() == js.TypeObject }

func subtle() js.Value { return js.Global().Get("crypto").Get("subtle") }

// Random returns n random bytes.
func Random(n int) []byte { return Bytes(random(n)) }

func random(n int) js.Value {
	array := js.Global().Get("Uint8Array").New(n)
	js.Global().Get("crypto").Call("getRandomValues", array)
	return array
}

func gcm(nonce js.Value, associated string) js.Value {
	parameters := js.Global().Get("Object").New()
	parameters.Set("name", "AES-GCM")
	parameters.Set("iv", nonce)
	parameters.Set("additionalData", Array([]byte(associated)))
	return parameters
}

func join(nonce, sealed js.Value) js.Value {
	whole := js.Global().Get("Uint8Array").New(nonceBytes + sealed.Get("length").Int())
	whole.Call("set", nonce)
	whole.Call("set", sealed, nonceBytes)
	return whole
}

// Seal encrypts a Uint8Array. The associated text must be given again to open.
func (k Key) Seal(plain js.Value, associated string) (js.Value, error) {
	nonce := random(nonceBytes)
	sealed, err := Do(func() js.Value { return subtle().Call("encrypt", gcm(nonce, associated), k.Handle, plain) })
	if err != nil {
		return js.Undefined(), fmt.Errorf("seal %q: %w", associated, err)
	}
	return join(nonce, View(sealed)), nil
}

// Open decrypts what Seal made; any other bytes or associated text fail.
func (k Key) Open(sealed js.Value, associated string) (js.Value, error) {
	if sealed.Type() != js.TypeObject || sealed.Get("length").Type() != js.TypeNumber || sealed.Get("length").Int() <= nonceBytes {
		return js.Undefined(), fmt.Errorf("open %q: %w", associated, &Error{Name: "OperationError", Message: "too short"})
	}
	nonce, body := sealed.Call("subarray", 0, nonceBytes), sealed.Call("subarray", nonceBytes)
	plain, err := Do(func() js.Value { return subtle().Call("decrypt", gcm(nonce, associated), k.Handle, body) })
	if err != nil {
		return js.Undefined(), fmt.Errorf("open %q: %w", associated, err)
	}
	return View(plain), nil
}

func usages(names ...any) js.Value { return js.ValueOf(names) }

func aes256() js.Value { return js.ValueOf(map[string]any{"name": "AES-GCM", "length": 256}) }

// NewKey makes a random key. An extractable one is needed to wrap it, and is
// dropped for the unwrapped, non-extractable handle at once.
func NewKey(extractable bool) (Key, error) {
	handle, err := Do(func() js.Value {
		return subtle().Call("generateKey", aes256(), extractable, usages("encrypt", "decrypt"))
	})
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	return Key{Handle: handle}, nil
}

// ImportKey makes a key of 32 bytes; the handle is not extractable.
func ImportKey(raw []byte) (Key, error) {
	handle, err := Do(func() js.Value {
		return subtle().Call("importKey", "raw", Array(raw), aes256(), false, usages("encrypt", "decrypt"))
	})
	if err != nil {
		return Key{}, fmt.Errorf("import a key: %w", err)
	}
	return Key{Handle: handle}, nil
}

// Secret makes the base of a derivation from secret bytes (HKDF); the handle
// is not extractable.
func Secret(raw []byte) (js.Value, error) {
	base, err := Do(func() js.Value {
		return subtle().Call("importKey", "raw", Array(raw), "HKDF", false, usages("deriveKey"))
	})
	if err != nil {
		return base, fmt.Errorf("import a secret: %w", err)
	}
	return base, nil
}

// DeriveWrapping derives a key that wraps and unwraps others, by HKDF-SHA256.
func DeriveWrapping(base js.Value, salt []byte, info string) (Key, error) {
	parameters := js.ValueOf(map[string]any{"name": "HKDF", "hash": "SHA-256", "salt": Array(salt), "info": Array([]byte(info))})
	handle, err := Do(func() js.Value {
		return subtle().Call("deriveKey", parameters, base, aes256(), false, usages("wrapKey", "unwrapKey"))
	})
	if err != nil {
		return Key{}, fmt.Errorf("derive %q: %w", info, err)
	}
	return Key{Handle: handle}, nil
}

// Wrap seals an extractable key under this one.
func (k Key) Wrap(key Key, associated string) ([]byte, error) {
	nonce := random(nonceBytes)
	wrapped, err := Do(func() js.Value {
		return subtle().Call("wrapKey", "raw", key.Handle, k.Handle, gcm(nonce, associated))
	})
	if err != nil {
		return nil, fmt.Errorf("wrap %q: %w", associated, err)
	}
	return Bytes(join(nonce, View(wrapped))), nil
}

// Unwrap opens a wrapped key as a handle that is not extractable: its bytes
// never reach our memory.
func (k Key) Unwrap(wrapped []byte, associated string) (Key, error) {
	if len(wrapped) <= nonceBytes {
		return Key{}, fmt.Errorf("unwrap %q: %w", associated, &Error{Name: "OperationError", Message: "too short"})
	}
	handle, err := Do(func() js.Value {
		return subtle().Call("unwrapKey", "raw", Array(wrapped[nonceBytes:]), k.Handle,
			gcm(Array(wrapped[:nonceBytes]), associated), aes256(), false, usages("encrypt", "decrypt"))
	})
	if err != nil {
		return Key{}, fmt.Errorf("unwrap %q: %w", associated, err)
	}
	return Key{Handle: handle}, nil
}

// SHA256 returns the digest of a Uint8Array.
func SHA256(content js.Value) ([]byte, error) {
	sum, err := Do(func() js.Value { return subtle().Call("digest", "SHA-256", content) })
	if err != nil {
		return nil, fmt.Errorf("hash: %w", err)
	}
	return Bytes(sum), nil
}

// Gzip compresses a Uint8Array by the browser's own stream.
func Gzip(plain js.Value) (js.Value, error) { return through("CompressionStream", plain) }

// Gunzip expands one gzip member.
func Gunzip(packed js.Value) (js.Value, error) { return through("DecompressionStream", packed) }

func through(stream string, content js.Value) (js.Value, error) {
	global := js.Global()
	whole, err := Do(func() js.Value {
		blob := global.Get("Blob").New([]any{content})
		piped := blob.Call("stream").Call("pipeThrough", global.Get(stream).New("gzip"))
		return global.Get("Response").New(piped).Call("arrayBuffer")
	})
	if err != nil {
		return js.Undefined(), fmt.Errorf("%s of %d bytes: %w", stream, content.Get("length").Int(), err)
	}
	return View(whole), nil
}
