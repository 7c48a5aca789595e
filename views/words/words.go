// Package words is the message catalogue: every sentence that people read, by
// key, with its plural forms. No sentence is built from parts; what varies is a
// named placeholder in braces.
package words

import (
	"strconv"
	"strings"
)

// Key names a message. Keys are Go constants, declared beside the messages of
// their flow.
type Key string

// Text is a message: Other alone, or with the form for exactly one.
type Text struct{ One, Other string }

// entries are the messages of one flow. A key that is put together elsewhere
// (Label, Choice) stands here as its whole text: what is constant is data in the
// program, and a call for each is code that runs at every start.
type entries map[Key]Text

// Language is a language the product speaks, as a BCP 47 tag.
type Language string

// English is the language every key is written in first.
const English Language = "en"

// Direction returns "ltr" or "rtl": how the usual script of the language runs.
func (l Language) Direction() string {
	base, _, _ := strings.Cut(string(l), "-")
	switch base {
	case "ar", "he", "fa", "ur", "ps", "yi", "sd", "ug", "ckb", "dv", "prs":
		return "rtl"
	}
	return "ltr"
}

// Say returns the message with its placeholders filled in: pairs of name and
// value. A key that is not in the catalogue shows itself, and fails the test.
func (l Language) Say(key Key, pairs ...string) string {
	text, ok := english[key]
	if !ok {
		return string(key)
	}
	return fill(text.Other, pairs)
}

// Count returns the message in the plural form for n, with {n} filled in.
func (l Language) Count(key Key, n int, pairs ...string) string {
	text, ok := english[key]
	if !ok {
		return string(key)
	}
	form := text.Other
	if n == 1 && text.One != "" {
		form = text.One
	}
	return fill(form, append([]string{"n", strconv.Itoa(n)}, pairs...))
}

// Has reports whether the catalogue holds the key.
func Has(key Key) bool { _, ok := english[key]; return ok }

func fill(text string, pairs []string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

// Fill puts values into the places of a sentence of somebody else's, as Say does
// into those of ours.
func Fill(text string, pairs ...string) string { return fill(text, pairs) }

// Say speaks English: the one language of the first release.
func Say(key Key, pairs ...string) string { return English.Say(key, pairs...) }

// Count speaks English.
func Count(key Key, n int, pairs ...string) string { return English.Count(key, n, pairs...) }

// flows are the messages by flow; a key in two of them fails the test.
var flows = []entries{
	commonWords,
	caseloadWords,
	tabletWords,
	noteWords,
	planWords,
	partWords,
	workWords,
	agreedWords,
	carryWords,
	clockWords,
	visitWords,
	providerWords,
	askWords,
	sinceWords,
	copyWords,
	wetWords,
	caseWords,
	accountWords,
	tabletsWords,
	contractWords,
	versionsWords,
	lateWords,
	historyWords,
	signingWords,
	printingWords,
	wordingWords,
	practiceWords,
	directoryWords,
	gapsWords,
	policyWords,
	feedWords,
	turnedWords,
	verifyWords,
	assessmentWords,
	planPartWords,
	togetherWords,
	followedWords,
}

var english = join(flows)

func join(flows []entries) entries {
	all := entries{}
	for _, flow := range flows {
		for key, text := range flow {
			all[key] = text
		}
	}
	return all
}
