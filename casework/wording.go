package casework

import (
	"strconv"
	"strings"
)

// Help with wording: what a sentence of a plan or a contract may promise, where
// it should say more or less, and where it is hard to read. The rules are data,
// ours and an agency's own alike; a hint never stands in the way of anything.

// WordingRule is what is looked for in a sentence, and what to write instead. A
// rule of an agency is written in Phrases, Why and Instead alone; ours have
// their sentences in the catalogue, by their ID.
type WordingRule struct {
	ID      string   `json:"id"`
	Phrases []string `json:"phrases"`          // see phrase.go; one of them is enough
	Unless  []string `json:"unless,omitempty"` // one of these in the sentence, and it is spared
	Why     string   `json:"why,omitempty"`
	Instead string   `json:"instead,omitempty"`
	Off     bool     `json:"off,omitempty"` // kept, but not used for now

	rule // what only ours have
}

// rule is what a rule of ours looks at beside phrases.
type rule struct {
	places      string   // where it counts; "" everywhere
	several     []string // phrases of which three together are too many
	unlessDay   bool     // spared where the sentence names a day
	unlessDated bool     // spared where a day is agreed beside the words
	fires       []string // examples, held true by the tests
	spares      []string
}

// The rules that are ours, in the order in which their hints are shown.
const (
	RuleOverPromise = "over_promise" // promises what others decide
	RuleBeyondRole  = "beyond_role"  // is not this worker's to promise
	RuleTooSpecific = "too_specific" // leaves no room for what is learnt later
	RuleTooVague    = "too_vague"    // nobody could tell when it is done
	RuleNoEnd       = "no_end"       // has no clear end
	RuleNoDay       = "no_day"       // says no day
	RuleHard        = "hard"         // is hard to read
)

// OurRules lists the ids of our rules.
func OurRules() []string {
	return []string{RuleOverPromise, RuleBeyondRole, RuleTooSpecific, RuleTooVague, RuleNoEnd, RuleNoDay, RuleHard}
}

// Where words stand.
const (
	PlaceGoal   = "goal"   // the worker's wording of a goal; a person's own words are never judged
	PlaceItem   = "item"   // one action, in a plan or a contract
	PlaceEnding = "ending" // when the work ends
	PlaceText   = "text"   // everything else
)

// Wording is a text to look at.
type Wording struct {
	Text     string
	Place    string
	Language string // "" is English; our own rules know English only
	Dated    bool   // a day is agreed beside the words
	// Role is that of the worker whose promise it is; nil where it is somebody
	// else's, or where no role is set.
	Role  *PracticeRole
	Aside string // hints that were put aside: marks separated by one space
}

// Hint says what could be worded better, and why.
type Hint struct {
	Rule    string
	Found   string // the words as they were written; "" where something is missing
	Why     string // of a rule of the agency, and of a role
	Instead string
	Hard    []HardWord // of RuleHard: words that have a plain one
	Long    int        // of RuleHard: how many words the sentence has, if that is too many
}

// Mark names the hint where it is put aside. Other words are another hint.
func (h Hint) Mark() string {
	sum := uint32(2166136261) // FNV-1a: what is kept must not depend on the build
	for _, b := range []byte(strings.ToLower(h.Found)) {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return h.Rule + ":" + strconv.FormatUint(uint64(sum), 36)
}

// Hints looks at a text with our rules and the agency's own. What was put aside
// is not said again.
func (p *Practice) Hints(w Wording) []Hint {
	aside := strings.Fields(w.Aside)
	var hints []Hint
	for _, hint := range append(w.ours(), p.own(w)...) {
		known := false
		for _, mark := range aside {
			known = known || mark == hint.Mark()
		}
		if !known {
			hints = append(hints, hint)
		}
	}
	return hints
}

// ours are the hints of our own rules, at most one of each.
func (w Wording) ours() []Hint {
	var hints []Hint
	add := func(h Hint, fires bool) {
		if fires {
			hints = append(hints, h)
		}
	}
	if w.Language != "" && w.Language != "en" && !strings.HasPrefix(w.Language, "en-") {
		add(w.hard())
		return hints
	}
	sentences := Sentences(w.Text)
	add(w.byPhrase(RuleOverPromise, sentences))
	if at := w.Role.Oversteps(w.Text); at != "" && (w.Place == PlaceGoal || w.Place == PlaceItem) {
		add(Hint{Rule: RuleBeyondRole, Found: at, Why: w.Role.Name, Instead: w.Role.Instead}, true)
	}
	for _, id := range []string{RuleTooSpecific, RuleTooVague, RuleNoEnd} {
		add(w.byPhrase(id, sentences))
	}
	if len(sentences) == 0 {
		add(Hint{Rule: RuleNoEnd}, w.Place == PlaceEnding && !w.Dated)
		return hints
	}
	add(Hint{Rule: RuleNoDay}, w.Place == PlaceItem && !w.Dated && !anyDay(sentences))
	add(w.hard())
	return hints
}

func anyDay(sentences []Sentence) bool {
	for _, sentence := range sentences {
		if namesDay(sentence) || firstPhrase(sentence, []string{"until"}) != "" {
			return true
		}
	}
	return false
}

// byPhrase looks for the first sentence that a rule of ours finds.
func (w Wording) byPhrase(id string, sentences []Sentence) (Hint, bool) {
	for _, r := range ourRules {
		if r.ID != id || r.places != "" && !strings.Contains(r.places, w.Place) || r.unlessDated && w.Dated {
			continue
		}
		for _, sentence := range sentences {
			if found := r.finds(sentence); found != "" {
				return Hint{Rule: id, Found: found}, true
			}
		}
	}
	return Hint{}, false
}

// finds returns the words of the sentence that break the rule, "" if none do.
func (r WordingRule) finds(s Sentence) string {
	found := firstPhrase(s, r.Phrases)
	if found == "" {
		found = three(s, r.several)
	}
	if found == "" || firstPhrase(s, r.Unless) != "" || r.unlessDay && namesDay(s) {
		return ""
	}
	return found
}

// three returns what stands from the first to the third of three different
// phrases, "" where there are fewer.
func three(s Sentence, phrases []string) string {
	count, first, last := 0, len(s.Words), 0
	for _, phrase := range phrases {
		if from, to := findPhrase(s.Words, phrase); from >= 0 {
			count, first, last = count+1, min(first, from), max(last, to)
		}
	}
	if count < 3 {
		return ""
	}
	return s.Text[s.Words[first].From:s.Words[last-1].To]
}

// hard is the hint about the first sentence that is hard to read.
func (w Wording) hard() (Hint, bool) {
	for _, sentence := range PlainnessIn(w.Language, w.Text).Sentences {
		if !sentence.Long && !sentence.Stacked && len(sentence.Hard) == 0 {
			continue
		}
		hint := Hint{Rule: RuleHard, Found: sentence.Text, Hard: sentence.Hard}
		if sentence.Long {
			hint.Long = sentence.Words
		}
		return hint, true
	}
	return Hint{}, false
}

// own are the hints of the agency's rules, in every language.
func (p *Practice) own(w Wording) []Hint {
	var hints []Hint
	sentences := Sentences(w.Text)
	for _, r := range p.Rules {
		for i := 0; i < len(sentences) && !r.Off; i++ {
			if found := r.finds(sentences[i]); found != "" {
				hints = append(hints, Hint{Rule: r.ID, Found: found, Why: r.Why, Instead: r.Instead})
				break
			}
		}
	}
	return hints
}
