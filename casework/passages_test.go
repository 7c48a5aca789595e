package casework

import (
	"slices"
	"strings"
	"testing"
)

func TestPassagesAreTheSentencesOfANote(t *testing.T) {
	note := "Maria came late. She says: \"I want my kids home!\" 🙂\nMs. Novak helps.\n\n---\n- rent 2.5 months behind\nLeo ist müde… أريد بيتاً. نعم؟\n"
	var got []string
	for _, passage := range Passages(note) {
		text := passage.Text
		if passage.Begins {
			text = "¶" + text
		}
		got = append(got, text)
		if !strings.Contains(note, passage.Text) {
			t.Errorf("%q does not stand in the note", passage.Text)
		}
	}
	want := []string{"¶Maria came late.", "She says: \"I want my kids home!\" 🙂", "¶Ms. Novak helps.\n\n---", "¶- rent 2.5 months behind", "¶Leo ist müde…", "أريد بيتاً.", "نعم؟"}
	if !slices.Equal(got, want) {
		t.Errorf("passages\n%q, want\n%q", got, want)
	}
	for _, nothing := range []string{"", "  \n", "…\n---"} {
		if list := Passages(nothing); len(list) != 0 {
			t.Errorf("%q has passages %v", nothing, list)
		}
	}
}

func TestWordsAreQuotedAsTheyStand(t *testing.T) {
	text := "I want my kids\n  home by summer. I want my dog."
	for _, c := range []struct {
		picked, want string
		ok           bool
	}{
		{"my kids home", "my kids\n  home", true},
		{"  want my\tdog. ", "want my dog.", true}, // not the first "want my"
		{"kids at home", "", false},
		{"", "", false},
		{" \n", "", false},
	} {
		if got, ok := Quoted(text, c.picked); got != c.want || ok != c.ok {
			t.Errorf("Quoted(%q) = %q, %v, want %q, %v", c.picked, got, ok, c.want, c.ok)
		}
	}
}

func TestSentencesThatFollowEachOtherAreLiftedAsOne(t *testing.T) {
	text := "One. Two.\nThree. Four. One."
	for _, c := range []struct {
		picked, want []string
	}{
		{[]string{"One.", "Two."}, []string{"One. Two."}},
		{[]string{"Two.", "Three."}, []string{"Two.\nThree."}},
		{[]string{"One.", "Three.", "Four."}, []string{"One.", "Three. Four."}},
		{[]string{"Two.", "One."}, []string{"Two.", "One."}},
		{[]string{"Five."}, nil},
		{[]string{"Four.", "Two."}, nil}, // not in the order of the note: it was changed
		{nil, nil},
	} {
		got, ok := Lifted(text, c.picked)
		if !slices.Equal(got, c.want) || ok != (c.want != nil) {
			t.Errorf("Lifted(%q) = %q, %v, want %q", c.picked, got, ok, c.want)
		}
	}
}
