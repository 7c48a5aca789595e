package exchange

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"doorstep/casework"
)

// A segment is one case as one immutable file:
//
//	"DSG1" | length of head, 4 bytes big-endian | head | body
//
// head and body are gzip members; the head is a SegmentHead in JSON, the body
// holds the records in one of the forms. A tablet seals head and body apart and
// parses neither until somebody opens the caseload or the case.
const segmentMagic = "DSG1"

// Form is how the body of a segment is written. A tablet says which it reads.
type Form int

// The forms.
const (
	InJSON    Form = 1 // an array of records: what tablets read that say nothing
	InColumns Form = 2 // casework.AppendColumns, or an array where the records do not fit in
)

// FormOf reads the form that a tablet asks for. One of a newer build gets the
// newest that there is.
func FormOf(asked string) Form {
	if form, err := strconv.Atoi(asked); err == nil && form >= int(InColumns) {
		return InColumns
	}
	return InJSON
}

// SegmentHead begins a segment: enough for caseload, Today and search. Body is
// the SHA-256 of the packed body, so that a tablet that does not parse the body
// still knows that it is whole.
type SegmentHead struct {
	Mark
	Summary casework.Summary `json:"summary"`
	Body    string           `json:"body,omitempty"`
}

// ErrSegment is the class of every segment error.
var ErrSegment = errors.New("exchange: not a whole segment")

// PackSegment makes a segment; squeeze compresses (gzip).
func PackSegment(head SegmentHead, records []*casework.Record, form Form, squeeze func([]byte) ([]byte, error)) ([]byte, error) {
	encoded, err := encodeBody(records, form)
	var body []byte
	if err == nil {
		body, err = squeeze(encoded)
	}
	if err == nil {
		head.Body = sumOf(body)
	}
	packedHead, headErr := pack(head, squeeze)
	if err := errors.Join(err, headErr); err != nil {
		return nil, fmt.Errorf("exchange: pack segment of case %q: %w", head.Case, err)
	}
	return JoinSegment(packedHead, body), nil
}

func encodeBody(records []*casework.Record, form Form) ([]byte, error) {
	if form == InColumns {
		if encoded, ok := casework.AppendColumns(nil, records); ok {
			return encoded, nil
		}
	}
	return casework.AppendRecords(nil, records)
}

func pack(part any, squeeze func([]byte) ([]byte, error)) ([]byte, error) {
	encoded, err := json.Marshal(part)
	if err != nil {
		return nil, err
	}
	return squeeze(encoded)
}

// JoinSegment puts a compressed head and body together.
func JoinSegment(head, body []byte) []byte {
	segment := append([]byte(segmentMagic), binary.BigEndian.AppendUint32(nil, uint32(len(head)))...)
	return append(append(segment, head...), body...)
}

// SplitSegment returns the compressed head and body.
func SplitSegment(segment []byte) (head, body []byte, err error) {
	if len(segment) < 8 || string(segment[:4]) != segmentMagic {
		return nil, nil, ErrSegment
	}
	length := int(binary.BigEndian.Uint32(segment[4:8]))
	if length <= 0 || length > len(segment)-8 {
		return nil, nil, ErrSegment
	}
	return segment[8 : 8+length], segment[8+length:], nil
}

// CheckSegment reports whether a segment, or its body, has the SHA-256 that the
// office named.
func CheckSegment(segment []byte, sha string) bool { return sumOf(segment) == sha }

func sumOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
