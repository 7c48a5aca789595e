package views

import (
	"strconv"
	"strings"
)

// Tone colours a tag, notice or state; the word and the icon carry the meaning.
type Tone string

// The tones.
const (
	Plain  Tone = ""
	Good   Tone = "good"
	Warn   Tone = "warn"
	Danger Tone = "danger"
)

// ButtonKind is the weight of a button.
type ButtonKind string

// The kinds of button. A page has one main button.
const (
	MainButton   ButtonKind = "main"
	PlainButton  ButtonKind = "plain"
	OtherButton  ButtonKind = "other" // the other answer beside a main button: as large, not filled
	DangerButton ButtonKind = "danger"
)

// Control is one question of a form as it is drawn. Name is the form name; ids
// derive from it and are therefore stable across swaps.
type Control struct {
	Shape    Shape
	Name     string
	Label    string
	Hint     string
	Error    string // the sentence of what is wrong; "" if nothing is
	Value    string
	Lang     string // language of the value where it is known
	Optional bool   // says so after the label
	Rows     int    // of a text area; 0 = 4
	Type     string // of a field; "" = "text"
	Mode     string // inputmode
	Exact    bool   // a name or number: no spell check, never translated
	Complete string // autocomplete; "" = "off"
	Options  []Option
	Folded   string // ticks: what the list is folded under until it is opened
	Other    string // picker: the person's own words
	OtherTip string // picker: label of that field
	Day      string // date: as typed
	Month    string
	Year     string
	Quick    []Quick // date: one-tap days
	Accept   string  // files
	Camera   bool    // files: opens the camera at once
	Many     bool    // files: more than one
	Section  string  // heading of the part of the form that begins here
}

// Shape says which component draws a control.
type Shape int

// The shapes.
const (
	LineShape   Shape = iota // Field
	WordsShape               // TextArea
	ChoiceShape              // Choices: one of several
	TicksShape               // Ticks: any of several
	DateShape                // DateField
	PickerShape              // PersonPicker
	FileShape                // FileField
	SelectShape              // Select: one of many
)

// Option is one answer of a choice.
type Option struct {
	Value  string
	Label  string
	Hint   string
	Picked bool
}

// Quick is a day that one tap fills in.
type Quick struct{ Label, Day, Month, Year string }

// ID is the id of the control's input, or of its group's first input.
func (c Control) ID() string { return ControlID(c.Name) }

// ControlID returns the id that a control of this name has.
func ControlID(name string) string { return "f-" + strings.ReplaceAll(name, ".", "-") }

// FocusID is where an error summary leads: the first thing to type or tap in.
func (c Control) FocusID() string {
	switch c.Shape {
	case ChoiceShape, TicksShape, PickerShape:
		return c.ID() + "-0"
	case DateShape:
		return c.ID() + "-day"
	}
	return c.ID()
}

func (c Control) optionID(i int) string { return c.ID() + "-" + strconv.Itoa(i) }

// describedBy names the hint and the error, in the order in which they stand.
func (c Control) describedBy() string {
	var ids []string
	if c.Hint != "" {
		ids = append(ids, c.ID()+"-hint")
	}
	if c.Error != "" {
		ids = append(ids, c.ID()+"-error")
	}
	return strings.Join(ids, " ")
}

func (c Control) inputType() string {
	if c.Type == "" {
		return "text"
	}
	return c.Type
}

func (c Control) complete() string {
	if c.Complete == "" {
		return "off"
	}
	return c.Complete
}

func (c Control) rows() string {
	if c.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(c.Rows)
}

// Form is what every form carries besides its controls.
type Form struct {
	ID     string
	Action string // a path of ours; the form's own address, so that a reload after a mistake works
	Token  string
	Seen   string   // position of the case that the form was drawn from, and its term; "" where there is none
	Draft  string   // key of the draft that keeps what is typed; "" where none is kept
	Since  string   // "14:10" if the form is filled from a draft
	Files  bool     // multipart
	Hidden []Hidden // what the form was drawn with, and the like
	Faults []Fault  // what is to be put right
	// What stands around the questions of a record's form.
	Lead   QuoteView    // what it is about, in somebody's own words
	Second string       // the same in the worker's words
	Step   string       // "Question 2 of 5"
	Skip   *Link        // leads on without an answer
	Aside  *OneTap      // leaves the question out for good
	Likely []LikelyView // who is known already and may be meant
}

// LikelyView is somebody of the case who may be the one that a form is about.
type LikelyView struct{ ID, Words, Text string }

// OneTap is a button that is a form of its own: one tap, one change.
type OneTap struct {
	ID     string
	Action string
	Text   string
	Hidden []Hidden
}

// Hidden is a value that travels with a form.
type Hidden struct{ Name, Value string }

// Fault is one line of the error summary. ID is the control's FocusID, or ""
// for a fault of the whole form.
type Fault struct{ ID, Words string }

// withoutFaults leaves the summary to the top of the page.
func (f Form) withoutFaults() Form {
	f.Faults = nil
	return f
}

func (f Form) encoding() string {
	if f.Files {
		return "multipart/form-data"
	}
	return "application/x-www-form-urlencoded"
}

// Row is one line of a list: the whole row is the link.
type Row struct {
	ID     string
	Href   string
	Text   string
	Detail string
	End    string // a count or a date at the end of the line
	Tags   []Tag
	Icon   string
}

// Tag is a status: a word and an icon; the colour comes last.
type Tag struct {
	Icon  string
	Words string
	Tone  Tone
}

// QuoteView is what somebody said, in their own words.
type QuoteView struct {
	Words string
	Lang  string
	Who   string // "Maria, 12 November 2026", or ""
}

// SummaryRow is one line of a check page.
type SummaryRow struct {
	ID     string
	Name   string
	Value  string
	Href   string // where it is changed; "" = nowhere
	Change string // the word of the link; who only hears it hears the name after it
}

// StepView is one action: who, what, where, when, how.
type StepView struct {
	ID    string
	What  string
	Who   string
	Where string
	When  string
	How   string
	IfNot string
	Tags  []Tag
}

// PhotoView is a photo, scan or document in a strip.
type PhotoView struct {
	ID    string
	Href  string // its page
	Src   string // picture, "" where there is none to show
	Name  string
	Where string // in words, where the bytes are if not here
}

// ProgressView tells how far long work is, in people's terms.
type ProgressView struct {
	ID    string
	Words string // "12 of 40 cases are here"
	Done  int
	Total int
}
