package casework

import (
	"strings"
	"testing"
)

// spoken is a sentence of a plan or a contract, and the rules that should speak up.
type spoken struct {
	place string
	text  string
	want  string // rules, separated by one space; "" where none may
}

// The sentences are ours. Those of the first list taught the rules; those of the
// second were written afterwards and are only counted.
var taught = []spoken{
	// What nobody may be bothered about.
	{PlaceItem, "I will research options for Cognitive Behavioural Therapy and make referrals if available.", ""},
	{PlaceItem, "Dana Reed will look for two flats near the school.", ""},
	{PlaceItem, "Dana will find out which clinics have room for Maria.", ""},
	{PlaceItem, "Maria will collect her birth certificate from the town hall.", ""},
	{PlaceItem, "Dana will call the food bank and ask what Maria can have.", ""},
	{PlaceItem, "Maria and Dana will fill in the housing form together.", ""},
	{PlaceItem, "Aunt Rosa will take the children on Fridays.", ""},
	{PlaceItem, "Dana will ask the landlord for a payment plan.", ""},
	{PlaceItem, "Maria will see a counsellor for anxiety each week.", ""},
	{PlaceItem, "Dana will apply for the child benefit with Maria.", ""},
	{PlaceItem, "Maria will write a list of what makes mornings hard.", ""},
	{PlaceItem, "Dana will make a referral to the parenting class.", ""},
	{PlaceItem, "Maria goes to the support group every Tuesday.", ""},
	{PlaceItem, "Dana will drive Maria to the first visit at the clinic.", ""},
	{PlaceItem, "Dana will keep looking until Maria has a lease.", ""},
	{PlaceItem, "Maria will keep the appointment with Dr. Kim.", ""},
	{PlaceItem, "Dana will follow up with the school by Friday.", ""},
	{PlaceItem, "We cannot guarantee a place.", ""},
	{PlaceItem, "Grandmother Ines will bring Leo to school.", ""},
	{PlaceItem, "Maria will get up at seven and wake the children.", ""},
	{PlaceItem, "Dana will help her write the letter to the court.", ""},
	{PlaceItem, "Maria will put the medicine in the locked box.", ""},
	{PlaceItem, "Dana will try to find a lawyer who works for free.", ""},
	{PlaceItem, "Maria will practise the breathing exercise every evening.", ""},
	{PlaceItem, "Dana will bring the bus plan to our next meeting.", ""},
	{PlaceItem, "Maria will call Dana when she has heard from the landlord.", ""},
	{PlaceItem, "Dana will come to the hearing with Maria.", ""},
	{PlaceItem, "Maria will show Dana the letter from the bank.", ""},
	{PlaceItem, "Leo's father will call him on Sunday evening.", ""},
	{PlaceItem, "Dana will ask two shelters whether they have a bed.", ""},
	{PlaceItem, "Maria decides by Friday which class she wants.", ""},
	{PlaceItem, "Dana will give Maria the number of the crisis line today.", ""},
	{PlaceGoal, "Maria has found free or low-cost treatment options for anxiety.", ""},
	{PlaceGoal, "Maria has a lease for a flat with two bedrooms.", ""},
	{PlaceGoal, "Leo goes to school four days a week.", ""},
	{PlaceGoal, "Maria knows which local schools offer a diploma in business.", ""},
	{PlaceEnding, "Maria has a lease and the children have slept there.", ""},
	{PlaceEnding, "All the items above are ticked off.", ""},
	{PlaceEnding, "Both of us say that the goals are reached.", ""},
	{PlaceEnding, "The court closes the case, or Maria asks to end.", ""},
	{PlaceEnding, "Three months have passed since we signed.", ""},
	{PlaceText, "Housing first, then school.", ""},
	{PlaceText, "Maria and Dana work together so that the children come home.", ""},
	// What is promised too well.
	{PlaceItem, "I will find a referral for affordable Cognitive Behavioural Therapy.", RuleOverPromise},
	{PlaceItem, "We guarantee a place in the program.", RuleOverPromise},
	{PlaceItem, "I will make sure you get your benefits.", RuleOverPromise},
	{PlaceItem, "Dana will ensure that Maria has a flat.", RuleOverPromise},
	{PlaceItem, "I promise that the judge will listen.", RuleOverPromise},
	{PlaceItem, "I'll get you into the clinic.", RuleOverPromise},
	{PlaceItem, "The children will be home by summer.", RuleOverPromise},
	{PlaceItem, "Your application will be approved.", RuleOverPromise},
	{PlaceItem, "Dana will secure housing for the family.", RuleOverPromise},
	{PlaceItem, "I will always be there for you.", RuleOverPromise},
	{PlaceItem, "Dana will solve the problem with the landlord.", RuleOverPromise},
	{PlaceItem, "We will get her out of debt.", RuleOverPromise},
	// What leaves no room.
	{PlaceItem, "Maria will have 12 sessions with Dr. Kim on Tuesdays at 3 pm.", RuleTooSpecific},
	{PlaceItem, "Dana will ask only at the Elm Street clinic.", RuleTooSpecific},
	{PlaceItem, "Maria will take bus 14 on Mondays at 8:15 to the clinic.", RuleTooSpecific},
	{PlaceItem, "Maria will pay exactly 40 dollars a week.", RuleTooSpecific},
	{PlaceItem, "Mr. Okoro will meet Maria in room 204 at 9:30.", RuleTooSpecific},
	{PlaceItem, "Dana will call Ms. Hale and nobody else.", RuleTooSpecific},
	// What could mean anything.
	{PlaceItem, "Maria will work on her anger.", RuleTooVague},
	{PlaceItem, "Dana will help as needed.", RuleTooVague},
	{PlaceItem, "Dana will support Maria.", RuleTooVague},
	{PlaceItem, "Deal with the school.", RuleTooVague},
	{PlaceItem, "Maria will do her best at home.", RuleTooVague},
	{PlaceItem, "Dana will look into it.", RuleTooVague},
	{PlaceItem, "Maria and Dana will keep in touch.", RuleTooVague},
	{PlaceItem, "Dana will call as soon as possible.", RuleTooVague},
	{PlaceGoal, "Improve the home.", RuleTooVague},
	{PlaceGoal, "Maria will be a better mother and feel stronger.", RuleTooVague},
	{PlaceGoal, "Address the issues in the family.", RuleTooVague},
	// What never ends.
	{PlaceEnding, "", RuleNoEnd},
	{PlaceEnding, "When things are better.", RuleNoEnd},
	{PlaceEnding, "As long as needed.", RuleNoEnd},
	{PlaceEnding, "The work is ongoing.", RuleNoEnd},
	{PlaceEnding, "When we feel that it is enough.", RuleNoEnd},
	{PlaceEnding, "Until further notice.", RuleNoEnd},
	// What is not this worker's to promise (a case manager's).
	{PlaceGoal, "Improve anxiety symptoms.", RuleBeyondRole + " " + RuleTooVague},
	{PlaceItem, "Dana will treat her depression.", RuleBeyondRole},
	{PlaceItem, "Dana will give legal advice about the lease.", RuleBeyondRole},
	{PlaceItem, "Dana will lower his dose.", RuleBeyondRole},
	// What is hard to read.
	{PlaceItem, "The client will utilize community resources.", RuleHard},
	{PlaceItem, "Maria will commence the class prior to June.", RuleHard},
	{PlaceItem, "Dana will not call unless Maria does not answer.", RuleHard},
	{PlaceItem, "Dana will ask the school whether Leo can come an hour later on the days when Maria works the early shift.", RuleHard},
}

var fresh = []spoken{
	{PlaceItem, "Sam will ask the school nurse for the list of shots.", ""},
	{PlaceItem, "Olga signs the consent form at the desk.", ""},
	{PlaceItem, "Sam will go along to the housing office.", ""},
	{PlaceItem, "The foster mother will send photos each Sunday.", ""},
	{PlaceItem, "Sam will print the bus times and mark the stop.", ""},
	{PlaceItem, "Olga will save ten dollars a week in the jar.", ""},
	{PlaceItem, "Sam will look for a dentist who takes her insurance.", ""},
	{PlaceItem, "Grandpa will pick up Mina from day care on Mondays.", ""},
	{PlaceItem, "Olga will try two of the breathing cards at bedtime.", ""},
	{PlaceItem, "Sam will send the report to the court before the hearing.", ""},
	{PlaceItem, "Olga will ask her boss for earlier shifts.", ""},
	{PlaceItem, "Sam and Olga will look at three day care places.", ""},
	{PlaceItem, "Sam will find out what the deposit costs.", ""},
	{PlaceItem, "Olga will keep a diary of Mina's sleep.", ""},
	{PlaceGoal, "Olga has a steady job of twenty hours a week.", ""},
	{PlaceGoal, "Mina sees her father every second weekend.", ""},
	{PlaceEnding, "Mina has been home for three months.", ""},
	{PlaceEnding, "The lease is signed, or Olga no longer wants a flat here.", ""},
	{PlaceText, "We look for child care that fits Olga's shifts.", ""},
	{PlaceItem, "Sam will find her a new job.", RuleOverPromise},
	{PlaceItem, "We make sure that she gets custody.", RuleOverPromise},
	{PlaceItem, "Sam assures her that the visits go on.", RuleOverPromise},
	{PlaceItem, "Olga meets Ms. Ito in suite 12 on Thursdays.", RuleTooSpecific},
	{PlaceItem, "Sam will handle the situation.", RuleTooVague},
	{PlaceItem, "Sam will help where necessary.", RuleTooVague},
	{PlaceItem, "Olga will try to be more patient.", RuleTooVague},
	{PlaceGoal, "Olga will deal with her problems.", RuleTooVague},
	{PlaceEnding, "When Olga is ready.", RuleNoEnd},
	{PlaceEnding, "We will see.", RuleNoEnd},
	{PlaceItem, "Sam will cure her panic.", RuleBeyondRole},
	{PlaceItem, "Sam will facilitate transportation.", RuleHard},
}

// TestRulesOfWordingOnSentences counts false alarms (a rule that speaks where
// nobody should be bothered, or the wrong one) and what was missed.
func TestRulesOfWordingOnSentences(t *testing.T) {
	count := func(name string, list []spoken) (alarms, missed int) {
		clean, clear := 0, 0
		for _, s := range list {
			if s.want == "" {
				clean++
			}
			got := rulesOf(s)
			wrong := false
			for _, id := range strings.Fields(got) {
				if !strings.Contains(" "+s.want+" ", " "+id+" ") {
					wrong = true
				}
			}
			lacks := false
			for _, id := range strings.Fields(s.want) {
				if !strings.Contains(" "+got+" ", " "+id+" ") {
					lacks = true
				}
			}
			if wrong {
				alarms++
				t.Logf("%s: false alarm: %q has %q, want %q", name, s.text, got, s.want)
			}
			if lacks {
				missed++
				t.Logf("%s: missed: %q has %q, want %q", name, s.text, got, s.want)
			}
			if s.want == "" && got == "" {
				clear++
			}
		}
		t.Logf("%s: %d sentences, %d of them need no hint and %d get none; %d false alarms, %d missed", name, len(list), clean, clear, alarms, missed)
		return alarms, missed
	}
	alarms, missed := count("taught", taught)
	if len(taught) < 60 || alarms > 0 || missed > 0 {
		t.Errorf("of the sentences that taught the rules: %d false alarms, %d missed", alarms, missed)
	}
	alarms, missed = count("fresh", fresh)
	if alarms > len(fresh)/10 || missed > len(fresh)/5 {
		t.Errorf("of the sentences written afterwards: %d false alarms, %d missed", alarms, missed)
	}
}

func rulesOf(s spoken) string {
	role := &DefaultPractice().Roles[0]
	var ids []string
	for _, hint := range DefaultPractice().Hints(Wording{Text: s.text, Place: s.place, Dated: s.place == PlaceItem, Role: role}) {
		ids = append(ids, hint.Rule)
	}
	return strings.Join(ids, " ")
}

func TestExamplesOfTheRulesAreTrue(t *testing.T) {
	for i, r := range ourRules {
		if len(r.fires) == 0 || len(r.spares) == 0 {
			t.Errorf("row %d (%s) has no examples", i, r.ID)
		}
		for _, text := range r.fires {
			if r.finds(Sentences(text)[0]) == "" {
				t.Errorf("row %d (%s) does not find %q", i, r.ID, text)
			}
		}
		for _, text := range r.spares {
			if found := r.finds(Sentences(text)[0]); found != "" {
				t.Errorf("row %d (%s) finds %q in %q", i, r.ID, found, text)
			}
		}
	}
}

func TestHintThatWasPutAsideStaysAway(t *testing.T) {
	practice := DefaultPractice()
	w := Wording{Text: "We guarantee a place.", Place: PlaceItem, Dated: true}
	hints := practice.Hints(w)
	if len(hints) != 1 || hints[0].Found != "guarantee" {
		t.Fatalf("hints: %+v", hints)
	}
	w.Aside = "smart:measure " + hints[0].Mark()
	if again := practice.Hints(w); len(again) != 0 {
		t.Errorf("put aside, it says again %+v", again)
	}
	w.Text = "I will make sure you get a place."
	if other := practice.Hints(w); len(other) != 1 {
		t.Errorf("other words are another hint: %+v", other)
	}
}

func TestAgencysOwnRuleSpeaksInItsWordsAndInEveryLanguage(t *testing.T) {
	practice := DefaultPractice()
	practice.Rules = []WordingRule{
		{ID: "own-1", Phrases: []string{"Sozialbetrug*"}, Why: "Das klingt nach Vorwurf.", Instead: "Offene Fragen zum Antrag"},
		{ID: "own-2", Phrases: []string{"asap"}, Why: "x", Off: true},
	}
	hints := practice.Hints(Wording{Text: "Wir klären den Sozialbetrugs-Verdacht asap.", Place: PlaceItem, Language: "de", Dated: true})
	if len(hints) != 1 || hints[0].Found != "Sozialbetrugs" || hints[0].Why != "Das klingt nach Vorwurf." {
		t.Errorf("hints: %+v", hints)
	}
	if hints := practice.Hints(Wording{Text: "Garantizamos un lugar.", Place: PlaceItem, Language: "es"}); len(hints) != 0 {
		t.Errorf("English rules speak about Spanish: %+v", hints)
	}
}

func TestDayAndEndThatAreAgreedBesideTheWords(t *testing.T) {
	for _, c := range []struct {
		w    Wording
		want string
	}{
		{Wording{Text: "Dana will call Maria.", Place: PlaceItem}, RuleNoDay},
		{Wording{Text: "Dana will call Maria.", Place: PlaceItem, Dated: true}, ""},
		{Wording{Text: "Dana will call Maria on Monday.", Place: PlaceItem}, ""},
		{Wording{Text: "When things are better.", Place: PlaceEnding, Dated: true}, ""},
		{Wording{Place: PlaceEnding, Dated: true}, ""},
		{Wording{Text: strings.Repeat("parole ", 16), Place: PlaceItem, Language: "it", Dated: true}, RuleHard},
	} {
		got := ""
		for _, hint := range DefaultPractice().Hints(c.w) {
			got += hint.Rule
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.w, got, c.want)
		}
	}
}

// A hyphen stands between two words, in a phrase as in a sentence.
func TestPhrasesWithHyphens(t *testing.T) {
	for _, c := range []struct{ phrase, text, want string }{
		{"non-complian*", "She was non-compliant.", "non-compliant"},
		{"non-complian*|resistan*", "He is resistant to help.", "resistant"},
		{"non-complian*|resistan*", "He is Non compliant.", "Non compliant"},
		{"is low-cost care", "This is low-cost care for you.", "is low-cost care"},
		{"complian*", "A non-compliant person.", "compliant"},
		{"-", "A - B", ""},
		{"low-", "It is low - cost.", "low"},
	} {
		if got := firstPhrase(Sentences(c.text)[0], []string{c.phrase}); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.phrase, c.text, got, c.want)
		}
	}
}

func FuzzHints(f *testing.F) {
	f.Add("We guarantee … a place.", "make* sure … get|gets")
	f.Add("a-b", "a-b|--|c- … -")
	f.Add("أريد\u200f 🙂 ''’ #", "* ! !| # … … *")
	f.Fuzz(func(_ *testing.T, text, phrase string) {
		practice := &Practice{Rules: []WordingRule{{ID: "x", Phrases: []string{phrase}}}}
		for _, place := range []string{PlaceItem, PlaceEnding} {
			for _, hint := range practice.Hints(Wording{Text: text, Place: place}) {
				_ = hint.Mark()
			}
		}
	})
}

func BenchmarkHintsOfAnItem(b *testing.B) {
	practice := DefaultPractice()
	w := Wording{Text: "Dana Reed will research options for Cognitive Behavioural Therapy and make referrals if available.", Place: PlaceItem, Role: &practice.Roles[0]}
	for b.Loop() {
		practice.Hints(w)
	}
}
