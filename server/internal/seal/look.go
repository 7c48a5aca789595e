package seal

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"regexp"
	"strconv"
	"time"
	"unicode/utf16"

	"github.com/smallstep/pkcs7"
)

// State says how a file stands to its seal.
type State string

// The states of a file.
const (
	NoPDF    State = "no_pdf"   // not a PDF at all
	Unsealed State = "unsealed" // a PDF without a seal
	Whole    State = "whole"    // every byte is as it was sealed
	Changed  State = "changed"  // a byte was changed after sealing
	AddedTo  State = "added_to" // sealed bytes are intact, but something follows them
	Unclear  State = "unclear"  // the seal itself cannot be read
	Foreign  State = "foreign"  // the seal is of somebody else
)

// Found is what a file says of itself.
type Found struct {
	State       State
	Certificate *x509.Certificate // of whoever sealed it; nothing says yet whose it is
	At          time.Time         // when, as the seal says
	Mark        string            // SHA-256 of the signed words, as the file says; believe it only if Whole
	Layout      int
}

var (
	rangeEntry  = regexp.MustCompile(`/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]`)
	markEntry   = regexp.MustCompile(`/DoorstepMark\s*<([0-9a-f]{64})>`)
	layoutEntry = regexp.MustCompile(`/DoorstepLayout\s+(\d{1,6})`)
	timeEntry   = regexp.MustCompile(`/M\s*\(D:(\d{14})Z\)`)
)

// most seals of one file that are examined, from its end.
const most = 4

// Look examines a file that anybody may have sent, and returns its seals, the
// last one first. It does not interpret the PDF: a seal counts if it covers
// every byte of the file but its own place, so nothing in the file can say one
// thing to us and another to a reader.
func Look(file []byte) []Found {
	if !bytes.HasPrefix(file, []byte("%PDF-")) {
		return nil
	}
	var list []Found
	ranges := rangeEntry.FindAllSubmatchIndex(file, -1)
	for i := len(ranges) - 1; i >= 0 && len(list) < most; i-- {
		list = append(list, examine(file, ranges[i]))
	}
	if len(list) == 0 {
		list = []Found{{State: Unsealed}}
	}
	return list
}

// By returns what a file says under a seal of one of ours: the last one that
// known says is. A file without one is Foreign, or what its last seal is if that
// cannot be read or is none.
func By(list []Found, known func(*x509.Certificate) bool) Found {
	if len(list) == 0 {
		return Found{State: NoPDF}
	}
	for _, one := range list {
		if one.Certificate != nil && known(one.Certificate) {
			return one
		}
	}
	first := list[0]
	if first.Certificate != nil {
		first.State = Foreign
	}
	return first
}

// examine checks the seal whose byte range stands at a place.
func examine(file []byte, at []int) Found {
	found := Found{State: Unclear}
	var numbers [4]int
	for i := range numbers {
		numbers[i], _ = strconv.Atoi(string(file[at[2*i+2]:at[2*i+3]]))
	}
	open, end := numbers[1], numbers[2]
	last := end + numbers[3]
	if numbers[0] != 0 || open <= at[0] || open < 1 || end <= open+2 || last < end || last > len(file) || file[open] != '<' || file[end-1] != '>' {
		return found
	}
	// The seal's dictionary lies around its place: what it says counts only there.
	about := append(bytes.Clone(file[at[0]:open]), file[end:min(end+4096, last)]...)
	if mark := markEntry.FindSubmatch(about); mark != nil {
		found.Mark = string(mark[1])
	}
	if layout := layoutEntry.FindSubmatch(about); layout != nil {
		found.Layout, _ = strconv.Atoi(string(layout[1]))
	}
	if moment := timeEntry.FindSubmatch(about); moment != nil {
		found.At, _ = time.ParseInLocation("20060102150405", string(moment[1]), time.UTC)
	}
	signed, ok := unwrap(file[open+1 : end-1])
	if !ok {
		return found
	}
	signed.Content = append(bytes.Clone(file[:open]), file[end:last]...)
	found.Certificate = signed.GetOnlySigner()
	switch {
	case found.Certificate == nil:
	case signed.Verify() != nil:
		found.State = Changed
	case last < len(file):
		found.State = AddedTo
	default:
		found.State = Whole
	}
	return found
}

// unwrap reads the CMS in hex. Behind it only zeros may stand: nothing hides in
// the one place that the seal does not cover.
func unwrap(place []byte) (*pkcs7.PKCS7, bool) {
	raw := make([]byte, hex.DecodedLen(len(place)))
	if _, err := hex.Decode(raw, place); err != nil {
		return nil, false
	}
	var outer asn1.RawValue
	rest, err := asn1.Unmarshal(raw, &outer)
	if err != nil || len(bytes.Trim(rest, "\x00")) > 0 {
		return nil, false
	}
	signed, err := pkcs7.Parse(outer.FullBytes)
	return signed, err == nil
}

func utf16Of(words string) []uint16 { return utf16.Encode([]rune(words)) }

// Token is what the mark of a paper is kept by, so that whoever reads the control
// database knows no mark.
func Token(mark string) []byte {
	sum := sha256.Sum256([]byte("paper/v1\n" + mark))
	return sum[:]
}
