// Package seal seals papers with the agency's key and tells whether a sealed
// paper is still as it was: whole, and every byte of it.
//
// A seal is a PAdES signature (baseline B-B): a detached CMS over the whole file
// but for itself, in an incremental update of the PDF. It says that the agency's
// server made this file. It is not the client's signature; that one is in the
// file.
package seal

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"time"
)

// years that a certificate lasts: as long as papers are kept.
const years = 50

// documentSigning is what the certificate may be used for (RFC 9336).
var documentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

// Seal is an agency's key with its certificate.
type Seal struct {
	key         *ecdsa.PrivateKey
	certificate *x509.Certificate
}

// Certify makes the agency's own certificate of a key. The same key, name and
// day always give the same certificate.
func Certify(private []byte, agency string, from time.Time) ([]byte, error) {
	key, err := parseKey(private)
	if err != nil {
		return nil, err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(public)
	from = from.UTC().Truncate(time.Second)
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(sum[:15]),
		Subject:      pkix.Name{CommonName: agency, Organization: []string{agency}, OrganizationalUnit: []string{"Seal of contracts"}},
		NotBefore:    from, NotAfter: from.AddDate(years, 0, 0),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment, BasicConstraintsValid: true,
		UnknownExtKeyUsage: []asn1.ObjectIdentifier{documentSigning}, SubjectKeyId: sum[:20],
	}
	return x509.CreateCertificate(rand.Reader, template, template, key.Public(), steady{key})
}

// Open makes a seal of a stored key and certificate.
func Open(private, certificate []byte) (*Seal, error) {
	key, err := parseKey(private)
	if err != nil {
		return nil, err
	}
	parsed, err := x509.ParseCertificate(certificate)
	if err != nil {
		return nil, fmt.Errorf("seal: certificate: %w", err)
	}
	if !key.PublicKey.Equal(parsed.PublicKey) {
		return nil, errors.New("seal: the certificate belongs to another key")
	}
	return &Seal{key, parsed}, nil
}

// Made reports whether a certificate speaks of this seal's key.
func (s *Seal) Made(certificate *x509.Certificate) bool {
	return certificate != nil && s.key.PublicKey.Equal(certificate.PublicKey)
}

func parseKey(private []byte) (*ecdsa.PrivateKey, error) {
	parsed, err := x509.ParsePKCS8PrivateKey(private)
	if err != nil {
		return nil, fmt.Errorf("seal: key: %w", err)
	}
	key, ok := parsed.(*ecdsa.PrivateKey)
	if !ok {
		return nil, errors.New("seal: key: not of an elliptic curve")
	}
	return key, nil
}

// steady signs the same content with the same bytes (RFC 6979): a paper that is
// drawn again is the same file.
type steady struct{ *ecdsa.PrivateKey }

// Sign implements crypto.Signer without chance.
func (s steady) Sign(_ io.Reader, digest []byte, options crypto.SignerOpts) ([]byte, error) {
	return s.PrivateKey.Sign(nil, digest, options)
}
