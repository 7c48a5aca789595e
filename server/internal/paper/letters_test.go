package paper_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"doorstep/casework"
	"doorstep/server/internal/paper"
)

// built is the printer with the faces of the build, where that has run.
func built(t testing.TB) *paper.Printer {
	t.Helper()
	dist := filepath.Join("..", "..", "..", "static", "dist")
	if _, err := os.Stat(filepath.Join(dist, "fonts")); err != nil {
		if os.Getenv("DOORSTEP_WHOLE") != "" {
			t.Fatal("make has not made the faces")
		}
		t.Skip("the build has made no faces yet: run make build")
	}
	p, err := paper.Open(os.DirFS(dist))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// speeches are words in which a plan may be written.
var speeches = map[string]string{
	"english":    "I want my kids home by summer.",
	"polish":     "Zażółć gęślą jaźń: Łucja",
	"vietnamese": "Tôi muốn các con về nhà trước mùa hè. Nguyễn Thị Hường sẽ tìm chỗ ở.",
	"russian":    "Я хочу, чтобы дети вернулись домой к лету.",
	"greek":      "Θέλω τα παιδιά στο σπίτι μέχρι το καλοκαίρι.",
	"arabic":     "أريد أن يعود أطفالي إلى البيت قبل الصيف (2027). ستبحث Dana Reed عن شقة، إن شاء الله.",
	"hebrew":     "אני רוצה שהילדים יחזרו הביתה עד הקיץ (2027). Dana Reed תחפש דירה.",
	"hindi":      "मैं चाहती हूँ कि बच्चे गर्मियों तक घर आ जाएँ।",
	"emoji":      "Home by summer 🏡👨‍👩‍👧 ✅ with ❤️",
}

// TestCoverage holds the table that tablets have against the faces.
func TestCoverage(t *testing.T) {
	ranges, err := built(t).Ranges()
	if err != nil {
		t.Fatal(err)
	}
	has := map[rune]bool{}
	for _, row := range ranges {
		for letter := row[0]; letter <= row[1]; letter++ {
			has[letter] = true
			if !casework.Printable(letter) {
				t.Fatalf("the faces have %U, the table does not: go run ./server/internal/paper/coverage static/dist", letter)
			}
		}
	}
	for letter := rune(' '); letter < 0x110000; letter++ {
		mark := letter >= 0x0300 && letter <= 0x0345
		if casework.Printable(letter) && !has[letter] && !casework.Invisible(letter) && !mark {
			t.Fatalf("the table has %U, the faces do not: go run ./server/internal/paper/coverage static/dist", letter)
		}
	}
}

func TestEveryLanguage(t *testing.T) {
	p := built(t)
	for name, words := range speeches {
		t.Run(name, func(t *testing.T) {
			if missing := casework.Unprintable(words); missing != nil {
				t.Errorf("%q cannot be printed", string(missing))
			}
			one := signed(t, words, 3)
			first, err := p.Contract(one)
			if err != nil {
				t.Fatal(err)
			}
			check(t, first)
			second, err := p.Contract(again(one))
			if err != nil || !bytes.Equal(first, second) {
				t.Errorf("the same contract gave other bytes (%v)", err)
			}
			if out := os.Getenv("DOORSTEP_PAPER_OUT"); out != "" {
				if err := os.WriteFile(filepath.Join(out, name+".pdf"), first, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
