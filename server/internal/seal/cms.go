package seal

import (
	"crypto"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"math/big"
)

// Object identifiers of CMS (RFC 5652), of the attribute that binds the
// certificate (RFC 5035) and of what is computed.
var (
	oidData            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oidSignedData      = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType     = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertV2   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidSHA256          = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidECDSAWithSHA256 = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
)

type contentInfo struct {
	Type    asn1.ObjectIdentifier
	Content signedData `asn1:"explicit,tag:0"`
}

type signedData struct {
	Version          int
	DigestAlgorithms []pkix.AlgorithmIdentifier `asn1:"set"`
	Encapsulated     struct{ Type asn1.ObjectIdentifier }
	Certificates     asn1.RawValue
	Signers          []signerInfo `asn1:"set"`
}

type signerInfo struct {
	Version            int
	Issuer             issuerAndSerial
	DigestAlgorithm    pkix.AlgorithmIdentifier
	Attributes         asn1.RawValue
	SignatureAlgorithm pkix.AlgorithmIdentifier
	Signature          []byte
}

type issuerAndSerial struct {
	Issuer asn1.RawValue
	Serial *big.Int
}

type attribute struct {
	Type   asn1.ObjectIdentifier
	Values []any `asn1:"set"`
}

// signingCertificate names the certificate by its SHA-256, which is the default
// and therefore not named.
type signingCertificate struct{ Certificates []certificateID }

type certificateID struct{ Hash []byte }

// detached signs a digest of content that lies elsewhere. There is no signing
// time in it: PAdES keeps that in the PDF, and no signed byte may come from a
// clock that nobody asked. (That is also why no library writes this: those for
// Go put the present time in. One of them reads it, see Look.)
func (s *Seal) detached(digest []byte) ([]byte, error) {
	certificate := sha256.Sum256(s.certificate.Raw)
	attributes, err := asn1.MarshalWithParams([]attribute{
		{oidContentType, []any{oidData}},
		{oidMessageDigest, []any{digest}},
		{oidSigningCertV2, []any{signingCertificate{[]certificateID{{certificate[:]}}}}},
	}, "set")
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(attributes)
	signature, err := steady{s.key}.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return nil, err
	}
	attributes[0] = 0xA0 // what was hashed as a set is written as [0]
	hash := pkix.AlgorithmIdentifier{Algorithm: oidSHA256}
	data := signedData{
		Version: 1, DigestAlgorithms: []pkix.AlgorithmIdentifier{hash}, Certificates: certificates(s.certificate),
		Signers: []signerInfo{{
			Version: 1, DigestAlgorithm: hash, Attributes: asn1.RawValue{FullBytes: attributes},
			Issuer:             issuerAndSerial{asn1.RawValue{FullBytes: s.certificate.RawIssuer}, s.certificate.SerialNumber},
			SignatureAlgorithm: pkix.AlgorithmIdentifier{Algorithm: oidECDSAWithSHA256}, Signature: signature,
		}},
	}
	data.Encapsulated.Type = oidData
	return asn1.Marshal(contentInfo{oidSignedData, data})
}

func certificates(one *x509.Certificate) asn1.RawValue {
	return asn1.RawValue{Class: asn1.ClassContextSpecific, Tag: 0, IsCompound: true, Bytes: one.Raw}
}
