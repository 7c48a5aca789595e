package casework

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func noteOf(text string) *Record {
	return &Record{ID: "n", Kind: KindNote, Fields: map[string]string{"text": text, "where": "person:not-a-word"}}
}

// TestQueryFinds looks for words as people type them.
func TestQueryFinds(t *testing.T) {
	for _, row := range []struct {
		text, query string
		found       bool
	}{
		{"The landlord has not answered.", "landlord", true},
		{"The landlord has not answered.", "LAND answered", true},
		{"The landlord has not answered.", "lord", false},
		{"The landlord has not answered.", "landlord school", false},
		{"The landlord has not answered.", "ha", false}, // two letters find themselves only
		{"The landlord has not answered.", "", false},
		{"The landlord has not answered.", "\"'*()-+~^:", false},
		{"The landlord has not answered.", "landlord OR school", false}, // no operators: or is a word
		{"The landlord has not answered.", "\"landlord\" -has* (not)", true},
		{"Nhà ở Đà Nẵng, tiếng Việt", "nha da nang tieng viet", true},
		{"Nha o Da Nang, tieng Viet", "nhà đà nẵng", true},
		{norm.NFD.String("Việt Đức"), "viet", true},
		{"ذهبت الأُمّ إلى المدرسة", "الام المدرسه", true},
		{"Μαρία Ἀλεξίου", "μαρια αλεξιου", true},
		{"家庭訪問の記録", "訪問", true},
		{"家庭訪問の記録", "学校", false},
		{"हिन्दी में बात", "हिन्दी", true},
		{"Straße, Øl, Łódź, İzmir", "strasse", false},
		{"Øl, Łódź", "ol lodz", true},
		{"somebody", "person", false}, // a reference is no word
	} {
		if got := ParseQuery(row.query).Finds(noteOf(row.text)); got != row.found {
			t.Errorf("%q in %q: %v", row.query, row.text, got)
		}
	}
	long := ParseQuery(strings.Repeat("word another ", 200) + "a b c d e f g h i j k l m n o p")
	if len(long.Words()) != MaxQuery || long.Finds(noteOf("word")) {
		t.Errorf("a long query: %q", long.Words())
	}
	hidden := noteOf("landlord")
	hidden.Removed = &Removal{Reason: "wrong case"}
	if ParseQuery("landlord").Finds(hidden) {
		t.Error("what was entered in error is found")
	}
}

// TestSearchWordsSayWhatIsFound holds the words that an index keeps against the
// query's own judgement.
func TestSearchWordsSayWhatIsFound(t *testing.T) {
	note := noteOf("Nhà ở Đà Nẵng — 家庭 and the landlord's flat, 2nd floor")
	words := SearchWords(note)
	for _, text := range []string{"nha", "da nang", "家", "landlord s", "2nd", "flat school", "o"} {
		q := ParseQuery(text)
		all := true
		for _, word := range q.Words() {
			one := false
			for _, kept := range words {
				one = one || finds(word, kept)
			}
			all = all && one
		}
		if all != q.Finds(note) {
			t.Errorf("%q: by the words %v, in the record %v", text, all, q.Finds(note))
		}
	}
}

// TestExcerptMarksWhatWasFound cuts a long note around the word.
func TestExcerptMarksWhatWasFound(t *testing.T) {
	text := strings.Repeat("Nothing of note. ", 40) + "The Landlord\ncalled about the élan. " + strings.Repeat("More words. ", 40)
	var all strings.Builder
	var found []string
	for _, piece := range ParseQuery("landl elan").Excerpt(noteOf(text)) {
		all.WriteString(piece.Text)
		if piece.Found {
			found = append(found, piece.Text)
		}
	}
	if strings.Join(found, "|") != "Landlord|élan" {
		t.Errorf("found %q", found)
	}
	if n := len([]rune(all.String())); n > excerptLength+5 || !strings.HasPrefix(all.String(), "… ") || !strings.HasSuffix(all.String(), " …") {
		t.Errorf("%d letters: %s", n, all.String())
	}
}

// TestPlainLettersAreUnicodes holds the table against Unicode's decompositions.
func TestPlainLettersAreUnicodes(t *testing.T) {
	own := map[rune]bool{'đ': true, 'ø': true, 'ł': true, 'ı': true, 'ħ': true, 'ς': true, 'آ': true, 'أ': true, 'إ': true, 'ٱ': true, 'ؤ': true, 'ئ': true, 'ى': true, 'ة': true}
	for from, to := range plain {
		if base := []rune(norm.NFD.String(string(from)))[0]; base != to && !own[from] {
			t.Errorf("%c is searched as %c, Unicode says %c", from, to, base)
		}
	}
	for r := rune(0xC0); r < 0x2000; r++ {
		parts := []rune(norm.NFD.String(string(r)))
		latin := unicode.In(r, unicode.Latin, unicode.Greek) && unicode.IsLower(r)
		if latin && len(parts) > 1 && isLoose(parts[1]) && plain[r] != parts[0] {
			t.Errorf("%c is not searched as %c", r, parts[0])
		}
	}
}
