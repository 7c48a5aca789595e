package casework

import (
	"cmp"
	"sort"
	"strings"
	"unicode"
)

// Summary is the little of a case that caseload, Today and search need, so
// that none of them opens every case.
type Summary struct {
	Case      string   `json:"case"`
	Name      string   `json:"name"`
	Number    string   `json:"number,omitempty"`
	Worker    string   `json:"worker"`
	Status    string   `json:"status,omitempty"`
	Safety    bool     `json:"safety,omitempty"` // a safety note stands on the case
	NextStep  string   `json:"next_step,omitempty"`
	NextOn    string   `json:"next_on,omitempty"` // calendar date
	Conflicts int      `json:"conflicts,omitempty"`
	Unsigned  int      `json:"unsigned,omitempty"` // contracts that wait for a signature
	Tokens    []string `json:"tokens,omitempty"`   // lower-case words for search
	Late      int      `json:"late,omitempty"`     // records with words that came late and nobody has read
	Dealt     []string `json:"dealt,omitempty"`    // ids of kept operations that somebody dealt with
	Events    Events   `json:"events,omitzero"`    // what the policy clock counts from
	Dates     []Dated  `json:"dates,omitempty"`    // open things with a day, for Today and the calendar
	Ended     int      `json:"ended,omitempty"`    // contracts in force with every item done
	Copies    int      `json:"copies,omitempty"`   // signed contracts whose copy the client does not have yet

	Fidelity CaseFidelity `json:"fidelity,omitzero"` // what shows of the guide's measures
}

// CompareNames orders summaries as a caseload lists them: by name, capitals
// aside, then by case id.
func CompareNames(a, b Summary) int {
	return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.Case, b.Case))
}

// Summarise draws the summary of a case.
func Summarise(file *File) Summary {
	summary := Summary{Case: file.Case}
	head := file.Head()
	if head == nil {
		return summary
	}
	file = file.read()
	summary.Name, summary.Number = head.Get("name"), head.Get("number")
	summary.Worker, summary.Status = head.Get("worker"), head.Get("status")
	summary.Safety = strings.TrimSpace(head.Get("safety_note")) != ""
	summary.NextStep, summary.NextOn = nextStep(file, head)
	for _, record := range file.Records {
		summary.Conflicts += len(record.Siblings)
	}
	for _, contract := range file.Of(KindContract) {
		switch state := StateOf(file, contract); {
		case state == ContractFrozen:
			summary.Unsigned++
		case state == ContractSigned && Ended(file, contract):
			summary.Ended++
		}
		if CopyDue(file, contract) {
			summary.Copies++
		}
	}
	summary.Tokens = tokens(file, head)
	for _, late := range file.LateEntries() {
		if !late.Read {
			summary.Late++
		}
	}
	for id := range file.DealtWith() {
		summary.Dealt = append(summary.Dealt, id)
	}
	sort.Strings(summary.Dealt)
	summary.Events, summary.Dates, summary.Fidelity = EventsOf(file), DatesOf(file), FidelityOf(file)
	return summary
}

// nextStep is the case's own next step, or the earliest action that is not done.
func nextStep(file *File, head *Record) (step, on string) {
	step, on = head.Get("next_step"), head.Get("next_on")
	for _, action := range file.Of(KindAction) {
		by := action.Get("by_when")
		if action.Get("done") != "" || by == "" {
			continue
		}
		if on == "" || by < on {
			step, on = action.Get("what"), by
		}
	}
	return step, on
}

func tokens(file *File, head *Record) []string {
	seen := map[string]bool{}
	add := func(text string) {
		for _, token := range Tokens(text) {
			seen[token] = true
		}
	}
	add(head.Get("name"))
	add(head.Get("number"))
	for _, person := range file.Of(KindPerson) {
		add(person.Get("name"))
		add(person.Get("call_name"))
	}
	list := make([]string, 0, len(seen))
	for token := range seen {
		list = append(list, token)
	}
	sort.Strings(list)
	return list
}

// Tokens splits text into lower-case words for search.
func Tokens(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

// Matches reports whether each word of the query begins one of the tokens,
// accents aside.
func (s Summary) Matches(query string) bool {
	for _, word := range Tokens(query) {
		found := false
		word = folded(word)
		for _, token := range s.Tokens {
			if strings.HasPrefix(folded(token), word) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
