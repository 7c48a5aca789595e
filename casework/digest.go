package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"math/bits"
)

// Digest is a 128-bit sum of record digests: adding and taking away records
// needs no other record, and two stores that hold the same records have the
// same digest whatever the order.
type Digest [2]uint64

// Digest returns the digest of one record as numbered by the office.
func (r *Record) Digest() Digest {
	encoded, err := r.MarshalJSON()
	if err != nil {
		panic("casework: a record always encodes: " + err.Error())
	}
	sum := sha256.Sum256(encoded)
	var digest Digest
	for i := range digest {
		for _, b := range sum[i*8 : i*8+8] {
			digest[i] = digest[i]<<8 | uint64(b)
		}
	}
	return digest
}

// Plus returns the sum, modulo 2^128.
func (d Digest) Plus(other Digest) Digest {
	low, carry := bits.Add64(d[1], other[1], 0)
	high, _ := bits.Add64(d[0], other[0], carry)
	return Digest{high, low}
}

// Minus returns the difference, modulo 2^128.
func (d Digest) Minus(other Digest) Digest {
	low, borrow := bits.Sub64(d[1], other[1], 0)
	high, _ := bits.Sub64(d[0], other[0], borrow)
	return Digest{high, low}
}

// String returns 32 hex digits.
func (d Digest) String() string {
	var raw [16]byte
	for i, half := range d {
		for j := range 8 {
			raw[i*8+j] = byte(half >> (56 - 8*j))
		}
	}
	return hex.EncodeToString(raw[:])
}

// ParseDigest reads what String wrote; anything else gives the zero digest,
// which matches nothing but an empty case.
func ParseDigest(text string) Digest {
	var digest Digest
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != 16 {
		return digest
	}
	for i, b := range raw {
		digest[i/8] = digest[i/8]<<8 | uint64(b)
	}
	return digest
}

// DigestOf sums the digests of records.
func DigestOf(records []*Record) Digest {
	var sum Digest
	for _, record := range records {
		sum = sum.Plus(record.Digest())
	}
	return sum
}
