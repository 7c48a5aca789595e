package casework

import (
	"strings"
	"testing"
)

func TestSentencesEndAtTheirMarks(t *testing.T) {
	for text, want := range map[string]string{
		"Dana calls Dr. Kim. Then we meet.":        "Dana calls Dr. Kim.|Then we meet.",
		"It costs 3.50 a day. Nobody pays.":        "It costs 3.50 a day.|Nobody pays.",
		"First line\nsecond line":                  "First line|second line",
		"¿Dónde? Aquí.":                            "¿Dónde?|Aquí.",
		"我要回家。我会打电话。":                              "我要回家。|我会打电话。",
		"أريد العودة إلى البيت؟ نعم.":              "أريد العودة إلى البيت؟|نعم.",
		"J. K. and I go. Yes":                      "J. K. and I go.|Yes",
		"That was I. Then it was you.":             "That was I.|Then it was you.",
		" \n. … ":                                  "",
		"Xin chào. Tôi muốn về nhà với các con.\n": "Xin chào.|Tôi muốn về nhà với các con.",
	} {
		var got []string
		for _, sentence := range Sentences(text) {
			got = append(got, sentence.Text)
		}
		if joined := strings.Join(got, "|"); joined != want {
			t.Errorf("%q: %q, want %q", text, joined, want)
		}
	}
}

func TestPlainnessCounts(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // L long, N nobody, D no day, P promise, S stacked, then hard words
	}{
		{"Dana will call Maria by Friday.", ""},
		{"I want my kids home by summer.", ""},
		{"Get stable housing.", "ND"},
		{"I will find a referral for you.", "DP"},
		{"We guarantee that you get a place by May.", "P"},
		{"We guarantee a place on 5 May.", "P"},
		{"You cannot see her unless the court agrees.", "DS"},
		{"We don't do it unless you agree, except on Monday.", "S"},
		{"Commence utilizing the facility prior to Monday.", "N commence=start utilizing=use facility=place prior to=before"},
		{"The worker will help the mother look for a flat that is near the school of both children and near the bus.", "LD"},
		{"Maria will look at two flats on Monday.", ""},
		{"May she come?", "D"},
		{"In May she comes.", ""},
	} {
		plain := Plainness(c.text)
		if len(plain.Sentences) != 1 {
			t.Fatalf("%q: %d sentences", c.text, len(plain.Sentences))
		}
		got := ""
		s := plain.Sentences[0]
		for _, flag := range []struct {
			is   bool
			name string
		}{{s.Long, "L"}, {s.Nobody, "N"}, {s.NoDate, "D"}, {s.Promise != "", "P"}, {s.Stacked, "S"}} {
			if flag.is {
				got += flag.name
			}
		}
		for _, word := range s.Hard {
			got += " " + strings.ToLower(word.Word) + "=" + word.Plain
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// Length counts in every language; words that are English do not.
func TestPlainnessOfOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		language, text string
		words          int
	}{
		{"es", "La trabajadora va a buscar una clínica y llama a María el viernes.", 13},
		{"ar", "أريد أن أعود إلى البيت مع أولادي.", 7},
		{"zh", "我要和孩子们一起回家。", 5},
		{"my", "ကျွန်မ ကလေးတွေနဲ့ အိမ်ပြန်ချင်တယ်။", 3},
		{"vi", "Tôi muốn về nhà với các con.", 7},
	} {
		plain := PlainnessIn(c.language, c.text)
		if len(plain.Sentences) != 1 || plain.Nobody+plain.NoDate+plain.Hard+plain.Promises != 0 {
			t.Fatalf("%s: %+v", c.language, plain)
		}
		if got := plain.Sentences[0].Words; got < c.words-2 || got > c.words+5 {
			t.Errorf("%s: %d words, about %d wanted", c.language, got, c.words)
		}
	}
}

func TestNamesOfTheCaseCountAsSomebody(t *testing.T) {
	if PlainnessIn("en", "maria calls on Monday").Nobody != 1 {
		t.Error("a name in small letters was known")
	}
	if PlainnessIn("en", "maria calls on Monday", "Maria Lopez").Nobody != 0 {
		t.Error("a name of the case counts as nobody")
	}
}
