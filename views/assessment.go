package views

import "strconv"

// AssessmentsView lists assessment notes.
type AssessmentsView struct {
	NewHref string
	Rows    []Row
}

// AssessmentView is one assessment note: what it says, what can be lifted out of
// it, and what was.
type AssessmentView struct {
	By, With, Late string
	Form           Form // of lifting
	Passages       []PassageView
	Marked         string // words marked by hand
	Whose          Control
	Done           []LiftedView // lifted just now
	Lifted         []LiftedView
	EditHref       string
	Versions       []Link
}

// PassageView is one sentence of a note.
type PassageView struct {
	Text   string
	Begins bool // of a line
	Picked bool
	Tags   []Tag // what became of it
}

// LiftedView is a part of the plan that came from a note.
type LiftedView struct {
	ID, Kind, Words string
	Href, EditHref  string
	Tags            []Tag
}

// PassageID is the id of a sentence's box.
func PassageID(i int) string { return "line-" + strconv.Itoa(i) }

// liftTo are the four parts of a plan that a passage can become, in the order in
// which they are asked about.
var liftTo = []string{"goal", "barrier", "strength", "issue"}
