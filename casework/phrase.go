package casework

import (
	"strings"
	"unicode"
)

// A phrase is what a rule of wording looks for, written so that people can read
// and write it: words that follow each other. In place of a word it may have
// several with "|" between them; "*" after a beginning stands for any ending, and
// before an ending for any beginning; "#" stands for a number, "!" before words
// for any word but these; "…" between two words lets up to four others stand there.
//
//	"make* sure"                    makes sure, making sure
//	"improv* … anxiety|depression"  improve her severe anxiety

// phraseGap is how many words "…" may stand for.
const phraseGap = 4

// Sentence is one sentence of a text, with its words ready to be looked for.
type Sentence struct {
	Text  string
	Words []Word
}

// Word is one word: in small letters, with a plain apostrophe, and where it
// stands in its sentence.
type Word struct {
	Text     string
	From, To int // bytes of Sentence.Text
}

// Sentences splits a text where a sentence ends, in whatever script: at its mark
// or at the end of a line. A point within a number, after a letter that stands
// alone or after a title ends none.
func Sentences(text string) []Sentence {
	var list []Sentence
	from := 0
	add := func(to int) {
		trimmed := strings.TrimSpace(text[from:to])
		if words := wordsOf(trimmed); len(words) > 0 {
			list = append(list, Sentence{trimmed, words})
		}
		from = to
	}
	for i, r := range text {
		next := i + len(string(r))
		switch r {
		case '\n', '\r', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '။', '។', '։', '•':
			add(next)
		case '.':
			if next == len(text) || isSpace(text[next]) && !abbreviated(text[from:i]) {
				add(next)
			}
		}
	}
	add(len(text))
	return list
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\r' || b == '\t' }

// abbreviated reports a point that belongs to the word before it.
func abbreviated(before string) bool {
	last := before[strings.LastIndexAny(before, " \n\r\t.(")+1:]
	if len([]rune(last)) == 1 && last != "I" && (last < "0" || last > "9") {
		return true
	}
	switch last {
	case "Mr", "Mrs", "Ms", "Dr", "St", "No", "Jr", "Sr", "vs", "approx":
		return true
	}
	return false
}

func wordsOf(text string) []Word {
	var list []Word
	from := -1
	end := func(to int) {
		if from >= 0 {
			word := strings.TrimRight(strings.ReplaceAll(strings.ToLower(text[from:to]), "’", "'"), "'")
			if word != "" {
				list = append(list, Word{word, from, to})
			}
		}
		from = -1
	}
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || from >= 0 && (r == '\'' || r == '’')
		if inside && from < 0 {
			from = i
		} else if !inside {
			end(i)
		}
	}
	end(len(text))
	return list
}

// firstPhrase returns the words of the sentence that one of the phrases stands
// for, as they were written; "" if there are none.
func firstPhrase(s Sentence, phrases []string) string {
	for _, phrase := range phrases {
		if from, to := findPhrase(s.Words, phrase); from >= 0 {
			return s.Text[s.Words[from].From:s.Words[to-1].To]
		}
	}
	return ""
}

// findPhrase returns which words the phrase stands for, -1 if none.
func findPhrase(words []Word, phrase string) (from, to int) {
	phrase = strings.ToLower(strings.ReplaceAll(phrase, "’", "'"))
	if strings.TrimSpace(phrase) == "" {
		return -1, -1
	}
	if !mayBegin(phrase, words) {
		return -1, -1
	}
	for i := range words {
		if end := follows(words, i, phrase); end > i {
			return i, end
		}
	}
	return -1, -1
}

// mayBegin looks at first letters only: most phrases are in most sentences not
// even begun, and this says so at a fraction of the work.
func mayBegin(phrase string, words []Word) bool {
	initials := uint32(0)
	for _, word := range words {
		initials |= bit(word.Text[0])
	}
	first := true
	for i := 0; i < len(phrase) && (first || phrase[i] != ' '); i++ {
		switch c := phrase[i]; {
		case first && c == ' ':
		case first && (initials&bit(c) != 0 || bit(c) == 1):
			return true
		default:
			first = c == '|'
		}
	}
	return false
}

// bit stands for a small letter, or for everything that is none.
func bit(c byte) uint32 {
	if c < 'a' || c > 'z' {
		return 1
	}
	return 2 << (c - 'a')
}

// follows matches a phrase in small letters from word i on, and returns where
// the match ends; -1 if there is none. It looks at every word of a plan with
// every phrase, so it makes no garbage.
func follows(words []Word, i int, phrase string) int {
	part, rest, _ := strings.Cut(phrase, " ")
	for part == "" && rest != "" {
		part, rest, _ = strings.Cut(rest, " ")
	}
	if part == "" {
		return i
	}
	if part == "…" || part == "..." {
		for skip := 0; skip <= phraseGap && i+skip <= len(words); skip++ {
			if end := follows(words, i+skip, rest); end >= 0 {
				return end
			}
		}
		return -1
	}
	if strings.Contains(part, "-") {
		return followsHyphened(words, i, part, rest)
	}
	if i >= len(words) || !isOneOf(words[i].Text, part) {
		return -1
	}
	return follows(words, i+1, rest)
}

// followsHyphened matches "non-complian*|resistan*": a hyphen stands between two
// words, in the phrase as in the sentence.
func followsHyphened(words []Word, i int, part, rest string) int {
	for more := true; more; {
		var one string
		one, part, more = strings.Cut(part, "|")
		if one = strings.Trim(one, "-"); one == "" {
			continue
		}
		if end := follows(words, i, strings.ReplaceAll(one, "-", " ")+" "+rest); end >= 0 {
			return end
		}
	}
	return -1
}

// isOneOf matches one word with one part of a phrase: "treat|treats|heal*".
func isOneOf(word, part string) bool {
	if part[0] == '!' {
		return len(part) > 1 && !isOneOf(word, part[1:])
	}
	from := 0
	for i := 0; i <= len(part); i++ {
		if i < len(part) && part[i] != '|' {
			continue
		}
		if isLike(word, part[from:i]) {
			return true
		}
		from = i + 1
	}
	return false
}

func isLike(word, one string) bool {
	switch {
	case one == "":
		return false
	case one[0] == word[0]:
		start := len(one) - 1
		return one == word || start > 0 && one[start] == '*' && strings.HasPrefix(word, one[:start])
	case one[0] == '*':
		return len(one) > 1 && strings.HasSuffix(word, one[1:])
	}
	return one == "#" && isNumber(word)
}

// isNumber reports digits, as in "3pm", and small numbers in words. "One" is
// none: it mostly stands for somebody.
func isNumber(word string) bool {
	return word[0] >= '0' && word[0] <= '9' || isOneOf(word, "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty")
}
