package casework

import (
	"strings"
	"unicode"
)

// Passage is one sentence of an assessment note, as it stands there.
type Passage struct {
	Text   string
	Begins bool // a line of the note begins with it
}

// Passages splits a note into what can be lifted out of it with one tap. What
// holds no word, such as a line of dashes, stays with what it follows.
func Passages(text string) []Passage {
	var list []Passage
	var starts []int
	at := 0
	for _, sentence := range Sentences(text) {
		at += strings.Index(text[at:], sentence.Text)
		starts = append(starts, at)
		at += len(sentence.Text)
	}
	begins := true
	for i, start := range starts {
		if i == 0 {
			start = 0
		}
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		whole := text[start:end]
		list = append(list, Passage{Text: strings.TrimSpace(whole), Begins: begins})
		begins = strings.ContainsAny(whole[len(strings.TrimRightFunc(whole, unicode.IsSpace)):], "\r\n")
	}
	return list
}

// Quoted finds words in a text whatever the white space between them, and
// returns them as they stand there; ok is false if they do not.
func Quoted(text, picked string) (quoted string, ok bool) {
	from, to := quotedAt(text, picked)
	return text[from:to], to > from
}

func quotedAt(text, picked string) (from, to int) {
	parts := strings.Fields(picked)
	if len(parts) == 0 {
		return 0, 0
	}
	for at := 0; ; {
		next := strings.Index(text[at:], parts[0])
		if next < 0 {
			return 0, 0
		}
		at += next
		if end, ok := standsAt(text, at, parts); ok {
			return at, end
		}
		at += len(parts[0])
	}
}

// standsAt reports whether the parts follow each other from there on, with
// nothing but white space between them.
func standsAt(text string, at int, parts []string) (end int, ok bool) {
	for i, part := range parts {
		if i > 0 {
			rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
			at = len(text) - len(rest)
		}
		if !strings.HasPrefix(text[at:], part) {
			return 0, false
		}
		at += len(part)
	}
	return at, true
}

// Lifted joins picked sentences that follow each other in the text: one passage
// each. ok is false if one of them does not stand there (any more).
func Lifted(text string, picked []string) (passages []string, ok bool) {
	from, start, end := 0, 0, 0
	for i, sentence := range picked {
		first, last := quotedAt(text[from:], sentence)
		if last == 0 {
			return nil, false
		}
		first, last = from+first, from+last
		if i > 0 && strings.TrimSpace(text[end:first]) != "" {
			passages = append(passages, text[start:end])
			start = first
		} else if i == 0 {
			start = first
		}
		end, from = last, last
	}
	if end > start {
		passages = append(passages, text[start:end])
	}
	return passages, len(passages) > 0
}
