package casework

import (
	"reflect"
	"strings"
	"testing"
)

// formatTwo is a content in which every member holds something.
func formatTwo(file *File) ContractContent {
	content := contentOf(file)
	content.Format = ContractFormat
	content.Template, content.Language, content.Intro = "standard@3", "en", "This is what we agree on."
	content.StartsOn, content.Reach, content.IfChanges = "2026-11-22", "Call 555 0100 on weekdays.", "We talk first."
	content.Standing = []Standing{{"What we cannot promise", "What others decide."}}
	content.Supersedes, content.SupersedesOn = "k0", "2026-05-01"
	content.Items[0].IfNot = "We look in the next town."
	return content
}

func TestWhatFormatTwoAddsIsFrozenAndReadBack(t *testing.T) {
	file := signingCase()
	content := formatTwo(file)
	if reason := Refuse(file, dana, Write{Record: "k", Kind: KindContract, Values: freezeValues(content)}); reason != ReasonNone {
		t.Fatalf("refused: %s", reason)
	}
	text, hash := content.Freeze()
	thawed, err := ThawContract(text, hash)
	if err != nil || !reflect.DeepEqual(thawed, content) {
		t.Errorf("%v: thawed %+v", err, thawed)
	}
}

// What was frozen before there was a second format keeps its bytes.
func TestFormatOneKeepsItsBytes(t *testing.T) {
	text, hash := contentOf(signingCase()).Freeze()
	for _, word := range []string{"template", "standing", "if_not", "supersedes", "paper_only"} {
		if strings.Contains(text, word) {
			t.Errorf("format 1 holds %q: %s", word, text)
		}
	}
	if content, err := ThawContract(text, hash); err != nil || content.Format != 1 {
		t.Errorf("format 1 cannot be read: %+v, %v", content, err)
	}
}
