package views

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// drawn writes pieces with what differs in brackets.
func drawn(pieces []Piece) string {
	var text strings.Builder
	for _, piece := range pieces {
		if piece.Other {
			text.WriteString("[" + piece.Text + "]")
		} else {
			text.WriteString(piece.Text)
		}
	}
	return text.String()
}

func TestDifferences(t *testing.T) {
	cases := []struct{ a, b, ours, theirs string }{
		{"", "", "", ""},
		{"", "home", "", "[home]"},
		{"kids home", "kids home", "kids home", "kids home"},
		{"kids home by summer", "kids home by May", "kids home by [summer]", "kids home by [May]"},
		{"I want my kids home", "I want both my kids home soon", "I want my kids home", "I want [both ]my kids home [soon]"},
		{"a b c", "x y z", "[a b c]", "[x y z]"},
		{"one two three four", "one three two four", "one [two ]three four", "one three [two ]four"},
		{"home", "home\n", "home", "home\n"},
		{"Zürich  café", "Zürich tea", "Zürich  [café]", "Zürich [tea]"},
		{"home home", "home", "home [home]", "home"},
		{"home.", "home!", "home[.]", "home[!]"},
		{"They don't want that", "They do want that", "They [don't ]want that", "They [do ]want that"},
		{"a well-being plan", "a well plan", "a [well-being ]plan", "a [well ]plan"},
		{"by 3.5.2026", "by 4.5.2026", "by [3].5.2026", "by [4].5.2026"},
	}
	for _, c := range cases {
		ours, theirs := Differences(c.a, c.b)
		if drawn(ours) != c.ours || drawn(theirs) != c.theirs {
			t.Errorf("Differences(%q, %q)\n got %q | %q\nwant %q | %q", c.a, c.b, drawn(ours), drawn(theirs), c.ours, c.theirs)
		}
	}
}

func TestDifferencesOfMarksWhatAnyOtherLacks(t *testing.T) {
	got := drawn(DifferencesOf("kids home by summer", []string{"kids home by May", "my kids by summer"}))
	if want := "kids [home ]by [summer]"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDifferencesLoseNothing(t *testing.T) {
	texts := []string{"", " ", "a", " a b ", "a\n\nb c", "b c a", strings.Repeat("x ", 50), "مرحبا بك", "\t\r\n"}
	for _, a := range texts {
		for _, b := range texts {
			ours, theirs := Differences(a, b)
			join := func(pieces []Piece) (text string) {
				for _, piece := range pieces {
					text += piece.Text
				}
				return text
			}
			if join(ours) != a || join(theirs) != b {
				t.Errorf("Differences(%q, %q) lost words: %q, %q", a, b, join(ours), join(theirs))
			}
		}
	}
}

// randomText is made of few words, so that two of them have much in common.
func randomText(random *rand.Rand, words int) string {
	parts := []string{"a", "b", "home", "don't", "well-being", "two", " ", ", ", ".", "\n", "  ", "é", "مرحبا", "’", "-", "1,5"}
	var text strings.Builder
	for range random.IntN(words + 1) {
		text.WriteString(parts[random.IntN(len(parts))])
		if random.IntN(3) > 0 {
			text.WriteString(" ")
		}
	}
	return text.String()
}

// TestDifferencesProperties: without the marks each text is what it was; what is
// not marked reads the same in both; and no more is marked than must be.
func TestDifferencesProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 1))
	for range 3000 {
		a, b := randomText(random, 12), randomText(random, 12)
		ours, theirs := Differences(a, b)
		if joined(ours, true) != a || joined(theirs, true) != b {
			t.Fatalf("Differences(%q, %q) lost words: %q, %q", a, b, joined(ours, true), joined(theirs, true))
		}
		left, right := strings.Fields(joined(ours, false)), strings.Fields(joined(theirs, false))
		if strings.Join(left, "") != strings.Join(right, "") {
			t.Fatalf("Differences(%q, %q): what is shared reads %q and %q", a, b, left, right)
		}
		if got, want := countShared(a, b), longestCommon(wordsOf(a), wordsOf(b)); got != want {
			t.Fatalf("Differences(%q, %q): %d words in common, want %d", a, b, got, want)
		}
		three := DifferencesOf(a, []string{b, randomText(random, 12)})
		if joined(three, true) != a {
			t.Fatalf("DifferencesOf(%q …) lost words: %q", a, joined(three, true))
		}
	}
}

func joined(pieces []Piece, all bool) (text string) {
	for _, piece := range pieces {
		if all || !piece.Other {
			text += piece.Text
		}
	}
	return text
}

func countShared(a, b string) (n int) {
	inA, _ := shared(wordsOf(a), wordsOf(b))
	for _, both := range inA {
		if both {
			n++
		}
	}
	return n
}

// longestCommon is the textbook way, in quadratic space.
func longestCommon(a, b []string) int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			table[i][j] = max(table[i+1][j], table[i][j+1])
			if strings.TrimSpace(a[i]) == strings.TrimSpace(b[j]) {
				table[i][j] = table[i+1][j+1] + 1
			}
		}
	}
	return table[0][0]
}

func TestDifferencesOfHugeTextsAreBounded(t *testing.T) {
	long := strings.Repeat("all of this is one long note ", 20_000)
	began := time.Now()
	ours, theirs := Differences("start "+long+"end", "start "+strings.Repeat("other words ", 60_000)+"end")
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
	if len(ours) != 3 || len(theirs) != 3 || ours[0].Other || !ours[1].Other || ours[2].Other {
		t.Errorf("got %d and %d pieces, want common beginning, difference, common end", len(ours), len(theirs))
	}
}

// TestDifferencesFarApart: the longest note that is taken, changed at its
// beginning and at its end, is not one big difference; and the memory grows with
// the text, not with its square.
func TestDifferencesFarApart(t *testing.T) {
	var middle strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&middle, "word%d ", i)
	}
	a, b := "She said yes. "+middle.String()+"We meet on Monday.", "He said yes. "+middle.String()+"We meet on Friday."
	ours, theirs := Differences(a, b)
	if len(ours) != 4 || ours[0].Text != "She " || ours[2].Text != "Monday" || theirs[0].Text != "He " {
		t.Errorf("%d pieces", len(ours))
	}
	used := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			Differences(a, "x "+a+" y")
		}
	}).AllocedBytesPerOp()
	if used > 4<<20 {
		t.Errorf("comparing two texts of %d bytes takes %d bytes", len(a), used)
	}
}
