package casework

import "strings"

// The mark of a paper is the beginning of the SHA-256 of what is signed: short
// enough to type, and too long to guess.
const (
	markLetters = 20
	markGroup   = 4
)

// Mark is the mark of a content hash, in groups as people read it: "" of none.
func Mark(contentHash string) string {
	if len(contentHash) < markLetters {
		return ""
	}
	var out strings.Builder
	for i := 0; i < markLetters; i += markGroup {
		if i > 0 {
			out.WriteByte('-')
		}
		out.WriteString(contentHash[i : i+markGroup])
	}
	return out.String()
}

// ReadMark reads a mark as somebody typed it, or an address that ends in one:
// 20 hexadecimal letters without groups. A whole hash is cut to its mark.
func ReadMark(typed string) (mark string, ok bool) {
	typed = strings.TrimSpace(typed)
	if at := strings.LastIndex(typed, "/"); at >= 0 {
		typed = typed[at+1:]
	}
	var out strings.Builder
	for _, letter := range strings.ToLower(typed) {
		switch {
		case letter >= '0' && letter <= '9', letter >= 'a' && letter <= 'f':
			out.WriteRune(letter)
		case letter == 'o': // no letter of a mark; what looks like it is
			out.WriteByte('0')
		case letter == 'l', letter == 'i':
			out.WriteByte('1')
		case letter == ' ', letter == '-', letter == '.', letter == '\u00A0', letter == '–':
		default:
			return "", false
		}
	}
	mark = out.String()
	if len(mark) != markLetters && len(mark) != 64 {
		return "", false
	}
	return mark[:markLetters], true
}
