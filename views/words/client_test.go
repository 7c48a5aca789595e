package words

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// Every sentence that is said to a client is short and plain.
func TestWhatIsSaidToClientsIsPlain(t *testing.T) {
	found := 0
	for key, text := range english {
		if !strings.HasPrefix(string(key), "client.") {
			continue
		}
		found++
		for _, sentence := range casework.Plainness(text.Other).Sentences {
			if sentence.IsHard() {
				t.Errorf("%s is hard to read: %+v", key, sentence)
			}
		}
	}
	if found < 50 {
		t.Errorf("only %d sentences are said to clients", found)
	}
}
