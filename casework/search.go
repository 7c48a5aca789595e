package casework

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Query is what somebody looks for in the words of records: each of its words
// has to stand in the record, accents and capitals aside. A word of three letters
// or more also finds longer words that begin with it.
type Query struct{ words []string }

// MaxQuery is how many words of a query count.
const MaxQuery = 12

// ParseQuery reads what was typed. Whatever is no letter and no digit only
// separates words: there are no operators.
func ParseQuery(text string) Query {
	var q Query
	eachWord(text, func(start, end int) bool {
		if word := folded(text[start:end]); word != "" && !slices.Contains(q.words, word) {
			q.words = append(q.words, word)
		}
		return len(q.words) < MaxQuery
	})
	return q
}

// IsEmpty reports that there is no word to look for.
func (q Query) IsEmpty() bool { return len(q.words) == 0 }

// Words are the words in the form in which SearchWords has them.
func (q Query) Words() []string { return q.words }

// shortest is the length from which a word also finds longer ones, in letters.
const shortest = 3

// OnlyWhole reports that a word of a query finds only itself.
func OnlyWhole(word string) bool { return utf8.RuneCountInString(word) < shortest }

func finds(word, text string) bool {
	if OnlyWhole(word) {
		return word == text
	}
	return strings.HasPrefix(text, word)
}

// eachWord walks over the words of a text until do says false. Letters of scripts
// that write without spaces are words of their own.
func eachWord(text string, do func(start, end int) bool) {
	start := -1
	for at, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		alone := inside && r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
		if start >= 0 && (!inside || alone) {
			if !do(start, at) {
				return
			}
			start = -1
		}
		if alone {
			if !do(at, at+utf8.RuneLen(r)) {
				return
			}
		} else if inside && start < 0 {
			start = at
		}
	}
	if start >= 0 {
		do(start, len(text))
	}
}

// unsaid are fields whose text is made for the program.
var unsaid = map[string]bool{"sha256": true, "thumb": true, "media": true, "content_hash": true, "evidence_hash": true, "aside": true, "efforts": true, "template": true, "language": true, "directory": true, "measure_id": true, "rule": true, "subject": true}

// searched are the texts of a record that a search reads, in the order of its
// declaration.
func searched(record *Record, do func(text string)) {
	switch record.Kind {
	case KindDealt, KindSignature, KindCountersign:
		return
	}
	spec, _ := SpecOf(record.Kind)
	for _, field := range spec.Fields {
		text := record.Get(field.Name)
		if text == "" || field.Type != Words && field.Type != Line || unsaid[field.Name] || strings.HasPrefix(text, "person:") || strings.HasPrefix(text, "staff:") {
			continue
		}
		do(text)
	}
}

// SearchWords lists the distinct words of a record as a search compares them.
func SearchWords(record *Record) []string {
	seen := map[string]bool{}
	var list []string
	searched(record, func(text string) {
		eachWord(text, func(start, end int) bool {
			if word := folded(text[start:end]); word != "" && !seen[word] {
				seen[word] = true
				list = append(list, word)
			}
			return true
		})
	})
	return list
}

// Finds reports whether the record stands and holds every word of the query.
func (q Query) Finds(record *Record) bool {
	if record.Removed != nil || q.IsEmpty() {
		return false
	}
	var found, all uint16 = 0, 1<<len(q.words) - 1
	searched(record, func(text string) {
		if found != all {
			found |= q.in(text)
		}
	})
	return found == all
}

// in says which words of the query stand in a text, one bit each.
func (q Query) in(text string) (found uint16) {
	eachWord(text, func(start, end int) bool {
		found |= q.fits(text[start:end])
		return true
	})
	return found
}

func (q Query) fits(word string) (found uint16) {
	word = folded(word)
	for i, one := range q.words {
		if finds(one, word) {
			found |= 1 << i
		}
	}
	return found
}

// Piece is a part of an excerpt; Found ones are words of the query.
type Piece struct {
	Text  string
	Found bool
}

// Length of an excerpt, in letters before the first word found and in all.
const (
	excerptBefore = 60
	excerptLength = 220
)

// Excerpt is the text of the record that holds most of the query's words, cut
// around the first of them.
func (q Query) Excerpt(record *Record) []Piece {
	best, most := "", -1
	searched(record, func(text string) {
		n := 0
		for bits := q.in(text); bits != 0; bits &= bits - 1 {
			n++
		}
		if n > most {
			best, most = text, n
		}
	})
	return q.pieces(strings.Join(strings.Fields(best), " "))
}

func (q Query) pieces(text string) []Piece {
	var places [][2]int
	eachWord(text, func(start, end int) bool {
		if q.fits(text[start:end]) != 0 {
			places = append(places, [2]int{start, end})
		}
		return true
	})
	from, to := 0, len(text)
	if len(places) > 0 {
		from = cutBefore(text, places[0][0])
	}
	if rest := []rune(text[from:]); len(rest) > excerptLength {
		to = from + len(string(rest[:excerptLength]))
	}
	var list []Piece
	add := func(text string, found bool) {
		if text != "" {
			list = append(list, Piece{text, found})
		}
	}
	if from > 0 {
		add("… ", false)
	}
	at := from
	for _, place := range places {
		if place[1] > to {
			break
		}
		add(text[at:place[0]], false)
		add(text[place[0]:place[1]], true)
		at = place[1]
	}
	add(text[at:to], false)
	if to < len(text) {
		add(" …", false)
	}
	return list
}

// cutBefore is where an excerpt begins whose first found word is at this place:
// at the beginning of a word some letters before.
func cutBefore(text string, place int) int {
	before := []rune(text[:place])
	if len(before) <= excerptBefore {
		return 0
	}
	from := place - len(string(before[len(before)-excerptBefore:]))
	if space := strings.IndexByte(text[from:place], ' '); space >= 0 {
		return from + space + 1
	}
	return from
}
