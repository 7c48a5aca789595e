package views

import (
	"cmp"

	"doorstep/casework"
	"doorstep/views/words"
)

// ContractPrintView is a contract as it is printed: to sign with ink, or as the
// copy beside the PDF that every screen reader can read.
type ContractPrintView struct {
	Text       ContractText
	Signatures Sentence    // heading
	Ink        [3]Sentence // what stands on the lines for ink: name, day, witness
	Parties    []PrintParty
	Code       PrintCode
	Foot       string // on every sheet
}

// PrintParty is one signature, or the line on which it goes.
type PrintParty struct {
	ID        string
	Name      string
	Role      Sentence
	Signed    *SignedView // nil leaves a line
	How       string
	Witnesses []SignedView
}

// PrintCode leads from the paper back to what it is.
type PrintCode struct {
	Path    string // of the QR code; "" where there is none
	Size    int
	Address string // where anybody can check it
	Mark    string
	Hash    string
}

// PlanSheet is the plan as it is printed, on a page and as a PDF.
type PlanSheet struct {
	Title    string
	For      string // whose plan it is
	Version  string // which one
	Lang     string // of the template's words: title, intro and standing
	None     string // stands in the place of an empty part
	Done     string // what a step is that is done
	Intro    string
	Parts    []PlanSheetPart
	Standing []casework.Standing
	Foot     string // on every sheet
	Contents string // heading of a list of the parts with their pages, or "" for none
}

// PlanSheetPart is one heading of the plan with what stands under it.
type PlanSheetPart struct {
	ID      string
	Heading string
	Lang    string // of the heading; empty for ours
	Items   []PlanSheetItem
}

// PlanSheetItem is one goal, barrier, strength or issue, or one person's list.
type PlanSheetItem struct {
	Words   string
	Said    string // who said it, where it is a quote
	Lang    string
	Details []string
	Steps   []PlanSheetStep
}

// PlanSheetStep is one action.
type PlanSheetStep struct {
	Words   string
	Details []string
	Done    bool
}

// NoneWords and DoneWords are the sheet's own words, or ours.
func (v PlanSheet) NoneWords() string { return cmp.Or(v.None, words.Say(words.PlanSheetNone)) }
func (v PlanSheet) DoneWords() string { return cmp.Or(v.Done, words.Say(words.PlanSheetDone)) }
