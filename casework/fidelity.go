package casework

import "strings"

// Measure is one fidelity measure of the practice guide ("Fidelity measures").
type Measure struct {
	ID  string
	Way string // "documentation", or one of FidelityWays
}

// Measures are all of the guide's, in its order.
var Measures = []Measure{
	{"o1", "observation"}, {"o2", "observation"}, {"o3", "observation"}, {"o4", "observation"}, {"o5", "observation"}, {"o6", "observation"}, {"o7", "observation"},
	{"d1", "documentation"}, {"d2", "documentation"}, {"d3", "documentation"}, {"d4", "documentation"}, {"d5", "documentation"},
	{"d6", "documentation"}, {"d7", "documentation"}, {"d8", "documentation"}, {"d9", "documentation"},
	{"i1", "interview"}, {"i2", "interview"}, {"i3", "interview"}, {"i4", "interview"},
	{"s1", "supervision"}, {"s2", "supervision"}, {"s3", "supervision"}, {"s4", "supervision"},
}

// MeasureOf returns the measure with this id.
func MeasureOf(id string) (Measure, bool) {
	for _, one := range Measures {
		if one.ID == id {
			return one, true
		}
	}
	return Measure{}, false
}

// Shown is what shows a documentation measure in one case: its records, and
// whether something it asks for is still missing.
type Shown struct {
	Records []*Record
	Missing bool
}

// ReferralAsks are what the guide wants a referral to name.
var ReferralAsks = []string{"goals", "level", "intensity", "frequency", "duration", "location", "specific", "behaviour", "barriers", "clarified_on"}

// ReferralGaps are those of ReferralAsks that a referral does not answer.
func ReferralGaps(referral *Record) []string {
	var missing []string
	for _, field := range ReferralAsks {
		if strings.TrimSpace(referral.Get(field)) == "" {
			missing = append(missing, field)
		}
	}
	return missing
}

// measureLate are the events of which a late one speaks against a measure, whatever
// else the file holds.
var measureLate = map[string][]string{"d2": {EventFTM}, "d6": {EventReview}, "d8": {EventReferral, EventAnswered}}

// ShownBy looks in a case for what shows a documentation measure.
func ShownBy(file *File, measure string, deadlines []Deadline) Shown {
	shown := inFile(file, measure)
	shown.Missing = shown.Missing || lateFor(measure, deadlines)
	return shown
}

func lateFor(measure string, deadlines []Deadline) bool {
	for _, done := range measureLate[measure] {
		if lateBy(deadlines, done) {
			return true
		}
	}
	return false
}

// inFile is what shows a measure, whatever day it is.
func inFile(file *File, measure string) Shown {
	switch measure {
	case "d1": // suggestions and comments of the team are in the file
		return some(file.Of(KindSuggestion))
	case "d2": // the team met within the time frames
		return some(heldMeetings(file))
	case "d3": // specific safety activities for each concern
		return perRecord(openConcerns(file), file.Of(KindSafetyActivity), "concern")
	case "d4": // specific permanency plans
		return perRecord(file.Of(KindPermanency), file.Of(KindStep), "permanency")
	case "d5": // specific issues of well-being
		return perRecord(children(file), file.Of(KindWellbeing), "child")
	case "d6": // the plan was reviewed regularly
		return some(finishedReviews(file))
	case "d7": // providers got clear and specific needs
		shown := some(file.Of(KindReferral))
		for _, referral := range shown.Records {
			shown.Missing = shown.Missing || len(ReferralGaps(referral)) > 0
		}
		return shown
	case "d8": // services came in a timely manner
		return some(file.Of(KindReferral))
	case "d9": // the living arrangement was assessed and found safe
		shown := perRecord(children(file), assessed(file), "child")
		for _, living := range shown.Records {
			shown.Missing = shown.Missing || living.Get("safety") == "not_safe" && living.Get("until_on") == ""
		}
		return shown
	}
	return Shown{Missing: true}
}

func some(records []*Record) Shown { return Shown{Records: records, Missing: len(records) == 0} }

// perRecord asks that each of the first has at least one of the second.
func perRecord(of, parts []*Record, field string) Shown {
	has := map[string]bool{}
	for _, part := range parts {
		has[part.Get(field)] = true
	}
	shown := Shown{Records: parts, Missing: len(of) == 0 || len(parts) == 0}
	for _, one := range of {
		shown.Missing = shown.Missing || !has[one.ID]
	}
	return shown
}

func lateBy(deadlines []Deadline, done string) bool {
	for _, d := range deadlines {
		if d.Rule.Done == done && (d.State == DeadlineOverdue || d.State == DeadlineMissed || d.State == DeadlineLate) {
			return true
		}
	}
	return false
}

func keep(records []*Record, is func(*Record) bool) []*Record {
	var list []*Record
	for _, record := range records {
		if is(record) {
			list = append(list, record)
		}
	}
	return list
}

func heldMeetings(file *File) []*Record {
	return keep(file.Of(KindMeeting), func(r *Record) bool { return r.Get("type") == "ftm" && r.Get("held") != "" })
}

func openConcerns(file *File) []*Record {
	return keep(file.Of(KindSafetyConcern), func(r *Record) bool { return r.Get("status") == "open" })
}

func finishedReviews(file *File) []*Record {
	return keep(file.Of(KindReview), func(r *Record) bool { return r.Get("finished") != "" })
}

func assessed(file *File) []*Record {
	return keep(file.Of(KindLiving), func(r *Record) bool {
		return r.Get("assessed_on") != "" && r.Get("safety") != "" && r.Get("safety") != "not_assessed"
	})
}

func children(file *File) []*Record {
	return keep(file.Of(KindPerson), func(r *Record) bool { return IsChild(r.Get("role")) })
}

// Looked is one measure that somebody looked at on a day, as a summary keeps it.
type Looked struct {
	Measure string `json:"m"`
	On      string `json:"on"`
	Seen    string `json:"s"`
	Worker  string `json:"w"` // whose practice it was
	By      string `json:"by"`
}

// CaseFidelity is what a team's page needs to know of one case, so that it opens
// none.
type CaseFidelity struct {
	Lacks  string   `json:"l,omitempty"` // measures that the file does not show, separated by one space
	Looked []Looked `json:"c,omitempty"` // oldest first
}

// maxLooked is how much of it a summary keeps, the newest.
const maxLooked = 60

// FidelityOf reads it from a case. Of a closed one only what was looked at counts.
func FidelityOf(file *File) (f CaseFidelity) {
	var lacks []string
	for _, measure := range Measures {
		if measure.Way == "documentation" && file.Head().Get("status") != "closed" && inFile(file, measure.ID).Missing {
			lacks = append(lacks, measure.ID)
		}
	}
	f.Lacks = strings.Join(lacks, " ")
	for _, check := range byDay(file.Of(KindFidelity), "on") {
		worker := check.Get("worker")
		if worker == "" {
			worker = file.Worker()
		}
		f.Looked = append(f.Looked, Looked{check.Get("measure"), check.Get("on"), check.Get("seen"), worker, check.Created.Actor})
	}
	f.Looked = f.Looked[max(len(f.Looked)-maxLooked, 0):]
	return f
}

// Missing are the measures that a case does not show on the day of the deadlines.
func (f CaseFidelity) Missing(deadlines []Deadline) []string {
	missing := strings.Fields(f.Lacks)
	for _, measure := range Measures {
		if lateFor(measure.ID, deadlines) && !contains(missing, measure.ID) {
			missing = append(missing, measure.ID)
		}
	}
	return missing
}
