// Package sealed seals bytes to an agency's public key, so that a tablet can
// hand in unsent work although nobody on it can open it any more: a lost
// passkey or a locked vault loses nothing.
//
// It is HPKE (RFC 9180) with ML-KEM-768 and X25519 together, HKDF-SHA256 and
// AES-256-GCM, from the standard library alone; it runs at the office and on
// the tablet.
package sealed

import (
	"crypto/hpke"
	"errors"
	"fmt"
	"strconv"
)

// format is the first byte of everything sealed: it names the suite, so that
// another one can follow without a guess.
const format = 1

// ErrSealed is the class of every error of Open.
var ErrSealed = errors.New("sealed: these bytes do not open")

// NewKey makes the key pair of an agency.
func NewKey() (public, private []byte, err error) {
	key, err := hpke.MLKEM768X25519().GenerateKey()
	if err != nil {
		return nil, nil, fmt.Errorf("sealed: new key: %w", err)
	}
	if private, err = key.Bytes(); err != nil {
		return nil, nil, fmt.Errorf("sealed: new key: %w", err)
	}
	return key.PublicKey().Bytes(), private, nil
}

// Seal encrypts to the holder of the private half. info binds where the bytes
// belong (tenant, device, number); Open must be given the same.
func Seal(public, info, plain []byte) ([]byte, error) {
	key, err := hpke.MLKEM768X25519().NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("sealed: public key of %d bytes: %w", len(public), err)
	}
	box, err := hpke.Seal(key, hpke.HKDFSHA256(), hpke.AES256GCM(), info, plain)
	if err != nil {
		return nil, fmt.Errorf("sealed: seal: %w", err)
	}
	return append([]byte{format}, box...), nil
}

// Open decrypts what Seal made with the same info.
func Open(private, info, box []byte) ([]byte, error) {
	key, err := hpke.MLKEM768X25519().NewPrivateKey(private)
	if err != nil {
		return nil, fmt.Errorf("%w: private key: %w", ErrSealed, err)
	}
	if len(box) == 0 || box[0] != format {
		return nil, fmt.Errorf("%w: unknown format", ErrSealed)
	}
	plain, err := hpke.Open(key, hpke.HKDFSHA256(), hpke.AES256GCM(), info, box[1:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSealed, err)
	}
	return plain, nil
}

// OutboxInfo binds a sealed operation to its place: the n-th of an epoch of a
// device of an agency.
func OutboxInfo(tenant, device string, epoch, n int64) string {
	return place("outbox", tenant, device, epoch) + strconv.FormatInt(n, 10)
}

// FileInfo binds the sealed key of an attachment to its place.
func FileInfo(tenant, device string, epoch int64, sha256 string) string {
	return place("file", tenant, device, epoch) + sha256
}

func place(what, tenant, device string, epoch int64) string {
	return "doorstep/" + what + "/v1|" + tenant + "|" + device + "|" + strconv.FormatInt(epoch, 10) + "|"
}
