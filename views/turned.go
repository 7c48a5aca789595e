package views

import "strings"

// TurnedPage is what every page of a tablet carries that is turned to a client.
type TurnedPage struct {
	First   string // where everything else leads
	Back    string // where the tablet is given back
	Leaving bool   // this is that page
	Worker  string // whom to ask; "" while the tablet is locked
	Agency  string
}

// LiftView is how the worker unlocks.
type LiftView struct {
	How     string       // "lift" the cover, "back" for taking the tablet back, "stay" for going on
	Next    string       // where it leads
	Office  *PasskeyForm // at the office; nil on a tablet
	Passkey bool         // the vault opens with a passkey
	Phrase  bool         // the vault opens with a passphrase
}

// LeaveView is the page on which the worker takes the tablet, and the way on.
type LeaveView struct {
	Lift LiftView
	Stay *Link
}

// TurnWhomView asks to whom the tablet goes.
type TurnWhomView struct {
	People    []Row
	NewPerson string
	Faults    []Fault
}

// TurnView is the worker's look before the tablet is handed over.
type TurnView struct {
	Rows    []SummaryRow // name and language
	Foreign string       // that our headings are in English all the same
	Other   string       // where somebody else is chosen, or ""
	Counts  string
	Hard    []HardLine
	Holes   []string // what the steps do not say yet
	Form    Form
	Button  string
}

// HardLine is one sentence that deserves a second look.
type HardLine struct {
	ID    string
	Text  string
	Marks []string // words of it that are marked
	Why   []string
	Href  string // where it is changed
}

// piece is a stretch of a sentence, marked or not.
type piece struct {
	text   string
	marked bool
}

// pieces cuts the sentence around the words that are marked in it.
func (l HardLine) pieces() []piece {
	rest, list := l.Text, []piece(nil)
	for rest != "" {
		from, to := -1, -1
		for _, mark := range l.Marks {
			if at := strings.Index(rest, mark); at >= 0 && mark != "" && (from < 0 || at < from) {
				from, to = at, at+len(mark)
			}
		}
		if from < 0 {
			return append(list, piece{text: rest})
		}
		if from > 0 {
			list = append(list, piece{text: rest[:from]})
		}
		list, rest = append(list, piece{text: rest[from:to], marked: true}), rest[to:]
	}
	return list
}

// ClientCardView is a page of the client's view with a few sentences: the first
// and the last.
type ClientCardView struct {
	Heading string
	Lines   []string
	Aloud   bool
	Said    []RemarkView
	Other   *Link
	Next    Link
}

// ClientPartView is one part of the plan as the client reads it.
type ClientPartView struct {
	Lines []ClientLine
	Empty string
	Add   *Link
	Next  Link
}

// ClientLine is one line of the plan: somebody's words, or a step.
type ClientLine struct {
	ID       string
	About    string // what it says, for those who only hear the links
	Quote    *QuoteView
	Text     string // the worker's words for it
	TextName string // what these words are, or "" where they are the line
	Facts    []SummaryRow
	Step     *ClientStep
	Tags     []Tag
	Remarks  []RemarkView
	Remark   string // where the client says that they see it differently
}

// ClientStep is a step as a promise. What nobody said yet is "".
type ClientStep struct {
	About  string // the issue that it is for
	Who    string
	What   string
	ByWhen string
	IfNot  string
	Share  string
	Facts  []SummaryRow
}

// RemarkView is what a client said about a line, and what was decided about it.
type RemarkView struct {
	ID       string
	Type     string
	Quote    QuoteView
	Answer   string
	Answered string // when it was decided
	Href     string // where the worker writes what was decided; "" for the client
	Versions []Link
	Was      string // of which words it was said, where the line has others now
}

// RemarkLine is a remark with the line that it speaks of.
type RemarkLine struct {
	Line   string
	Lang   string
	Go     *Link // to the line of a contract
	Remark RemarkView
}
