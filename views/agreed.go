package views

import "github.com/a-h/templ"

// AgreedRows are the plans that were agreed, as the plan page shows them.
type AgreedRows struct {
	Rows  []Row
	Agree Link
	Print Link
}

// AgreedListView lists the agreed plans, and compares any two.
type AgreedListView struct {
	Notice  string // two of them have one number
	Rows    []Row
	Agree   Link
	Compare *CompareForm // nil while there is nothing to compare
}

// CompareForm asks which two plans to compare.
type CompareForm struct {
	Form     Form
	Controls []Control
}

// AgreeView is the page on which two people agree on the plan as it stands.
type AgreeView struct {
	Plan     PlanText
	Form     Form
	Controls []Control
}

// AgreedView is one agreed plan.
type AgreedView struct {
	Facts []SummaryRow
	Note  string
	Plan  PlanText
	Links []Link
	Hash  string
	More  templ.Component // whom to tell of it; nil for nothing
}

// PlanText is a plan as people read it, whole and without anything to tap.
type PlanText struct {
	Sections []PlanTextSection
	Empty    bool
}

// PlanTextSection is the goals, the strengths, the barriers or the issues.
type PlanTextSection struct {
	ID    string
	Title string
	Parts []PlanTextPart
}

// PlanTextPart is one part of the plan with all that it says.
type PlanTextPart struct {
	ID    string
	Title string // what it is: "Goal"
	Words string
	Lang  string
	Said  bool // somebody's own words
	Facts []SummaryRow
	Parts []PlanTextPart // the actions of an issue
}

// CompareView says in words what changed between two plans.
type CompareView struct {
	From, To Link // the two; no address for the plan as it is now
	Changes  []PlanChange
	Same     string // how many parts stayed as they were
	Nothing  string // said where nothing changed
}

// PlanChange is one part that was added, taken out or changed.
type PlanChange struct {
	ID     string
	Tag    Tag
	Part   PlanTextPart
	Fields []PlanFieldChange // of a part that changed
}

// PlanFieldChange is one field before and after.
type PlanFieldChange struct {
	Title   string
	Was, Is []Piece
}

// differs reports whether any change has marked words.
func (v CompareView) differs() bool {
	for _, change := range v.Changes {
		if len(change.Fields) > 0 {
			return true
		}
	}
	return false
}
