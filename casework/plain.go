package casework

import "strings"

// LongSentence is how many words a sentence can have before it counts as long.
const LongSentence = 15

// Plain is how hard a text is to read, in plain counts. There is no grade: the
// formulas were found unreliable for text as short as a plan's
// (research/experience-anchors.md section 3).
type Plain struct {
	Sentences []PlainSentence
	// How many sentences are long, name nobody, name no day, promise what
	// nobody can promise, or say "not", "unless" and "except" on top of each other.
	Long, Nobody, NoDate, Promises, Stacked int
	Hard                                    int // words that have a plain one
}

// PlainSentence is one sentence with what makes it hard.
type PlainSentence struct {
	Text    string
	Words   int
	Long    bool
	Nobody  bool
	NoDate  bool
	Stacked bool
	Promise string // the words that promise, as written
	Hard    []HardWord
}

// HardWord is a word that has a plain one beside it.
type HardWord struct{ Word, Plain string }

// IsHard says whether the sentence deserves a second look before it is handed
// over. That a sentence names no day is no fault of every sentence.
func (s PlainSentence) IsHard() bool {
	return s.Long || s.Stacked || s.Promise != "" || len(s.Hard) > 0
}

// Plainness counts what makes an English text hard to read.
func Plainness(text string) Plain { return PlainnessIn("en", text) }

// PlainnessIn counts what makes a text hard to read. Its length counts in every
// language; words, persons and days are known in English only. names are people
// who count as named.
func PlainnessIn(language, text string, names ...string) Plain {
	var all Plain
	english := language == "" || language == "en" || strings.HasPrefix(language, "en-")
	var known []string
	for _, name := range names {
		for _, word := range wordsOf(name) {
			known = append(known, word.Text)
		}
	}
	for _, sentence := range Sentences(text) {
		plain := PlainSentence{Text: sentence.Text, Words: countWords(sentence)}
		plain.Long = plain.Words > LongSentence
		if english {
			plain.english(sentence, known)
		}
		all.add(plain)
	}
	return all
}

func (p *Plain) add(s PlainSentence) {
	p.Sentences = append(p.Sentences, s)
	for _, count := range []struct {
		is bool
		to *int
	}{{s.Long, &p.Long}, {s.Nobody, &p.Nobody}, {s.NoDate, &p.NoDate}, {s.Promise != "", &p.Promises}, {s.Stacked, &p.Stacked}} {
		if count.is {
			*count.to++
		}
	}
	p.Hard += len(s.Hard)
}

func (s *PlainSentence) english(sentence Sentence, known []string) {
	s.Nobody = !namesSomebody(sentence, known)
	s.NoDate = !namesDay(sentence)
	s.Promise = firstPhrase(sentence, promising)
	s.Hard = hardWords(sentence)
	turns := 0
	for _, word := range sentence.Words {
		if isOneOf(word.Text, turning) || strings.HasSuffix(word.Text, "n't") {
			turns++
		}
	}
	s.Stacked = turns > 1
}

// promising is what nobody can keep for certain. The rules of wording look
// closer; these are the counts of a text.
var promising = []string{
	"will find|ensure|guarantee|fix|solve", "i'll|we'll|she'll|he'll find|ensure|guarantee|fix|solve", "guarantee*", "mak* sure you|he|she|they|that … get|gets|have|has", "promis* that|to|you",
}

const (
	turning = "not|no|never|without|unless|except|neither|nor|cannot|hardly"
	persons = "i|i'll|i'm|i've|i'd|you|you'll|you're|you've|we|we'll|we're|we've|he|he'll|he's|she|she'll|she's|they|they'll|they're|me|us|him|her|them|my|your|our|his|their|mine|yours|ours|who|everyone|everybody|nobody|" +
		"mother|mom|mum|father|dad|parent|parents|child|children|kids|son|daughter|baby|boy|girl|brother|sister|grandmother|grandma|grandfather|grandpa|aunt|uncle|cousin|friend|neighbor|neighbour|family|" +
		"worker|caseworker|counsellor|counselor|therapist|doctor|nurse|lawyer|teacher|landlord|judge|supervisor|manager|client|guardian|interpreter"
	days = "today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekend|weekends|" +
		"january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|" +
		"daily|weekly|monthly|nightly|yearly|week|weeks|month|months|year|years|day|days|morning|evening|night|spring|summer|autumn|winter|christmas|easter"
)

// namesSomebody reports a person: by a word, by a known name, or by a name
// within the sentence ("Dana", "Mr. Kim").
func namesSomebody(s Sentence, known []string) bool {
	for i, word := range s.Words {
		if isOneOf(word.Text, persons) {
			return true
		}
		for _, name := range known {
			if word.Text == name || word.Text == name+"'s" {
				return true
			}
		}
		written := s.Text[word.From:word.To]
		capital := written[0] >= 'A' && written[0] <= 'Z' && len(written) > 1
		if capital && (i > 0 && !isOneOf(word.Text, days) || i+1 < len(s.Words) && isOneOf(s.Words[i+1].Text, "will|can|has|is|and|looks|calls|goes|helps|asks|wants")) {
			return true
		}
	}
	return false
}

// namesDay reports a day, a date or how often.
func namesDay(s Sentence) bool {
	for i, word := range s.Words {
		if isOneOf(word.Text, days) {
			return true
		}
		if word.Text == "may" && i > 0 && isOneOf(s.Words[i-1].Text, "by|in|of|until|on|this|next") {
			return true
		}
		if strings.ContainsAny(word.Text, "0123456789") && i > 0 && isOneOf(s.Words[i-1].Text, "by|on|until|from|before|after|the") {
			return true
		}
	}
	return false
}

// countWords counts the words of a sentence. Scripts that put no space between
// words are counted by their letters: two to a word of Chinese and Japanese,
// five of Thai, Lao, Khmer and Burmese.
func countWords(s Sentence) int {
	words, two, five := 0, 0, 0
	for _, word := range s.Words {
		spaced := false
		for _, r := range word.Text {
			switch {
			case r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0x20000 && r <= 0x3FFFF:
				two++
			case r >= 0x0E00 && r <= 0x0EFF || r >= 0x1000 && r <= 0x109F || r >= 0x1780 && r <= 0x17FF:
				five++
			default:
				spaced = true
			}
		}
		if spaced {
			words++
		}
	}
	return words + (two+1)/2 + (five+4)/5
}

// hardWords lists the words of a sentence that have a plain one.
func hardWords(s Sentence) []HardWord {
	var list []HardWord
	for i, word := range s.Words {
		if plain := plainer(word.Text); plain != "" {
			list = append(list, HardWord{s.Text[word.From:word.To], plain})
		}
		for _, pair := range hardPhrases {
			if end := follows(s.Words, i, pair[0]); end > 0 {
				list = append(list, HardWord{s.Text[word.From:s.Words[end-1].To], pair[1]})
			}
		}
	}
	return list
}

// plainer returns the plain word for a hard one, in whatever form it stands.
func plainer(word string) string {
	for _, form := range []struct{ ending, with string }{{"", ""}, {"s", ""}, {"d", ""}, {"ed", ""}, {"ing", ""}, {"ing", "e"}, {"ies", "y"}, {"ied", "y"}} {
		if start, ok := strings.CutSuffix(word, form.ending); ok {
			if plain := hard[start+form.with]; plain != "" {
				return plain
			}
		}
	}
	return ""
}
