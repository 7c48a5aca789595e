package words_test

import (
	"os"
	"strings"
	"testing"

	"doorstep/views/words"
)

// The service worker's own last page cannot ask the catalogue.
func TestServiceWorkerSaysTheCataloguesWords(t *testing.T) {
	script, err := os.ReadFile("../../static/js/sw.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []words.Key{words.PlainTitle, words.PlainHow} {
		if !strings.Contains(string(script), words.Say(key)) {
			t.Errorf("static/js/sw.js does not say %q", words.Say(key))
		}
	}
}

func TestStatesAreFourWordsOrFewer(t *testing.T) {
	for _, key := range []words.Key{
		words.StateSaved, words.StateWaiting, words.StateNothing, words.StateSending, words.StateReceived, words.StateCases,
		words.StateLocked, words.StatePaused, words.StateFull,
	} {
		if text := words.Say(key, "n", "12", "done", "12", "all", "40"); len(strings.Fields(text)) > 4 {
			t.Errorf("%q is longer than four words", text)
		}
	}
}
