package views

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views/words"
)

// ContractText is a contract as people read and sign it. Every page that shows
// a contract draws it from this, and from nothing else.
type ContractText struct {
	ID         string // of the part of the page
	Title      string
	Agency     string
	Client     string
	Worker     string
	About      string
	Items      []ContractLine
	EndsWhen   string
	Lang       string // of the words
	Intro      string
	Between    Sentence // who agrees
	Starts     Sentence // empty if no day was agreed
	EndsBy     Sentence // empty if no day was agreed
	Supersedes Sentence // that it takes the place of an earlier contract
	Standing   []casework.Standing
	// What stands above the three parts before them, see ContractHeading.
	AboutHead, ItemsHead, EndsHead string
	EndsAgain                      bool // the end is to be read once more
	// Remarks are what was said about the lines, by their place: intro, about, item-1
	// and on, ends, part-1 and on (of Standing). Nil on paper.
	Remarks map[string]LineRemarks
}

// LineRemarks are what was said about one line of a contract, and the way to say
// something.
type LineRemarks struct {
	ID    string
	About string
	Href  string // "" once it binds somebody
	List  []RemarkView
}

// OpenLines warns that lines of a contract are seen differently.
type OpenLines struct {
	Words string
	Lines []Link
}

// StandingOf are the paragraphs of a contract that come after its end, each under
// its heading: how to reach each other, what happens if something changes, what
// the template says, and the consent.
func StandingOf(c casework.ContractContent) []casework.Standing {
	head := func(part string) string { return ContractHeading(c, part) }
	all := []casework.Standing{{Heading: head("reach"), Text: c.Reach}, {Heading: head("if_changes"), Text: c.IfChanges}}
	all = append(append(all, c.Standing...), casework.Standing{Heading: head("consent"), Text: c.Consent})
	return slices.DeleteFunc(all, func(part casework.Standing) bool { return part.Text == "" })
}

// ContractHeading is what stands above a part of a contract: the template's own
// heading, or ours.
func ContractHeading(c casework.ContractContent, part string) string {
	if own := c.Headings[part]; own != "" {
		return own
	}
	if part == "consent" && c.PaperOnly {
		return words.Say(words.ContractConsentPaper)
	}
	return OurHeading(part)
}

// OurSentence is a sentence around what is agreed, as it stands where the template
// has none of its own.
func OurSentence(name string, pairs ...string) string {
	keys := map[string]words.Key{
		"between": words.ContractBetween, "supersedes": words.ContractSupersedesOn, "starts": words.ContractStarts,
		"who": words.ContractItemWho, "by": words.ContractItemBy, "if_not": words.ContractIfNot, "ends_by": words.ContractEndsBy,
		"no_day": words.ContractItemNoDay, "signatures": words.SignParties, "role_client": words.SignClient, "role_worker": words.SignWorker,
		"signed": words.PaperSigned, "signed_when": words.SignedWhen,
		"sign_here": words.PrintSignHere, "sign_day": words.PrintDay, "sign_witness": words.PrintWitness,
	}
	return words.Say(keys[name], pairs...)
}

// SentenceOf is a sentence around what is agreed: the template's own, or ours.
func SentenceOf(c casework.ContractContent, name string, pairs ...string) Sentence {
	if own := c.Headings[name]; own != "" {
		return Sentence{words.Fill(own, pairs...), langOf(c.Language)}
	}
	return Sentence{OurSentence(name, pairs...), string(words.English)}
}

// OurPlanLabel is what stands on a plan on paper whose template says nothing else.
func OurPlanLabel(name string, pairs ...string) string {
	name = strings.TrimPrefix(name, "plan_")
	if choice, is := strings.CutPrefix(name, "type_"); is {
		return words.Say(words.Choice("action", "type", choice))
	}
	keys := map[string]words.Key{
		"now": words.PlanSheetNow, "last": words.PlanSheetLast, "agreed": words.PlanSheetAgreed, "for": words.PlanSheetFor,
		"none": words.PlanSheetNone, "done": words.PlanSheetDone, "by": words.ContractItemBy,
	}
	if key, ok := keys[name]; ok {
		return words.Say(key, pairs...)
	}
	for _, kind := range []casework.Kind{casework.KindAction, casework.KindGoal, casework.KindBarrier, casework.KindIssue} {
		if key := words.Label(string(kind), name); words.Has(key) {
			return words.Say(key)
		}
	}
	return name
}

// DayOf is a day as a contract says it: the months have their English names, so in
// another language it stands in numbers that cannot be taken for another day.
func DayOf(c casework.ContractContent, day string, inWords func(string) string) string {
	if langOf(c.Language) != string(words.English) {
		return day
	}
	return inWords(day)
}

// Sentence is a sentence and its language.
type Sentence struct{ Text, Lang string }

// headLang is the language of a heading: ours are English in every contract.
func (t ContractText) headLang(head string) string {
	for _, part := range casework.ContractParts {
		if head == OurHeading(part) || head == words.Say(words.ContractConsentPaper) {
			return string(words.English)
		}
	}
	return langOf(t.Lang)
}

// OurPlanHeading is what stands above a part of a plan on paper whose template
// says nothing of it.
func OurPlanHeading(part string) string {
	keys := map[string]words.Key{
		"goals": words.GoalsTitle, "strengths": words.StrengthsTitle, "barriers": words.BarriersTitle,
		"issues": words.IssuesTitle, "doing": words.PlanSheetWho,
	}
	return words.Say(keys[part])
}

// OurHeading is what stands above a part of a contract whose template says nothing
// else.
func OurHeading(part string) string {
	switch part {
	case "about":
		return words.Say(words.ContractAbout)
	case "items":
		return words.Say(words.ContractItems)
	case "ends":
		return words.Say(words.ContractEnds)
	case "consent":
		return words.Say(words.ContractConsentTitle)
	}
	return words.Say(words.Label("contract", part))
}

// ContractLine is one agreed action.
type ContractLine struct {
	Words string
	Who   Sentence
	By    Sentence // also says that no day was agreed
	IfNot Sentence // what happens if it cannot be had
	Lang  string   // of the words
	Again bool     // to be read once more
}

// again marks the words that two people come back to, so that a page can lead there.
func again(n int) templ.Attributes {
	return templ.Attributes{"id": "again-" + strconv.Itoa(n), "tabindex": "-1", "data-again": true}
}

// ContractsView lists the contracts of a case.
type ContractsView struct {
	Rows []ContractRow
	Make *ContractMake // nil where nobody in the case can sign
	Hint string        // what to do first where Make is nil
}

// ContractRow is one contract with where it stands.
type ContractRow struct {
	Row
	Paper  PaperView
	Change *ContractMake // the plan changed since both signed: make a new version
}

// ContractMake is the form that makes a contract from the plan.
type ContractMake struct {
	Form     Form
	Controls []Control // none where the contract follows from another one
	Button   string
}

// PaperView says where the PDF is.
type PaperView struct {
	ID    string
	Href  string // "" while there is nothing to open
	Words string
}

// ContractDraftView is a contract whose wording can still change.
type ContractDraftView struct {
	Facts    []SummaryRow
	Versions []Link        // open versions of the facts
	Hints    []WordingHint // about the wording of the facts
	Open     *OpenLines
	Remarks  []RemarkView // about lines that are no item
	Items    []ContractItemView
	Add      Link
	Read     Link
	Drop     Link // throws the draft contract away
}

// ContractItemView is one item of a draft with what can be done to it.
type ContractItemView struct {
	ID     string
	Line   ContractLine
	Href   string // where its wording is edited
	Form   Form   // moves, leaves out, takes in
	First  bool
	Last   bool
	Out    bool   // left out of the contract
	Number string // its place, as its buttons name it

	Versions []Link // open versions of its words
	Hints    []WordingHint
	Remarks  []RemarkView
}

// ContractReadView is the check page before signing starts.
type ContractReadView struct {
	Text   ContractText
	Open   *OpenLines
	Hints  []WordingHint
	Form   Form
	Notice string // why it must be read once more, or ""
	Edit   Link
	Faults []Fault // what is missing before signing can start
	// Unprintable names the characters that the PDF cannot show, or is "".
	Unprintable string
	Copy        Row // how the client's copy comes, asked before signing
}

// ContractFrozenView is a contract whose signing has started.
type ContractFrozenView struct {
	Text    ContractText
	Open    *OpenLines
	Status  Tag
	Notice  string
	Parties []ContractParty
	Decline *Link // "I do not want to sign"
	Hash    string
	Next    []string // what happens next, in sentences
	Paper   *PaperView
	Change  *ContractMake
	Since   *SinceView // what became of it, once both signed
	Copy    CopyCardView
	CopyRow *Row // before both signed
	OnPaper *PaperLinks
	Reason  string // why it was put aside

	ReasonWords string          // and in the person's own words
	Follow      []MeanwhileLine // what happens next
	FollowUp    Link

	Meanwhile []MeanwhileLine // words that are not what was signed
	Print     Link
}

// MeanwhileLine is one text of a contract that is not part of what was signed.
type MeanwhileLine struct {
	Name string // "Contract: What this is about"
	Text string // "" if it was emptied
	By   string // who wrote it, when and where
}

// ContractParty is one of the two who sign.
type ContractParty struct {
	ID     string
	Name   string
	Role   string // "The client", "The worker"
	Href   string // where they sign; "" if they have, or cannot here
	Button string
	Why    string // why they cannot sign here
	Signed *SignedView
	Times  []string // when it was signed, and when the office got it
	How    []SummaryRow
	Holds  []EvidenceLine

	Scan     *Link // of the signed paper
	Waits    *Link // for the worker's passkey; without Href it is not done here
	WaitsHow string
}

// SignedView is a signature as it was drawn, or typed.
type SignedView struct {
	Typed string
	When  string
	Box   string // viewBox of the drawing
	Path  string
	Name  string
}

// LookView shows once more what will be kept, before it counts.
type LookView struct {
	Naming    string
	Notice    string // why it is shown again
	Open      *OpenLines
	Signed    SignedView
	Witnesses []SignedView
	Facts     []SummaryRow
	How       []string    // what Finish does besides
	Passkey   *PasskeyAsk // the worker's, where this device has one
	Form      Form
	Button    string
	Without   string // finishes without a passkey
	Again     Link
}

// ImmutableView answers a change of what signing has frozen: why it was not
// made, and the words that were typed.
type ImmutableView struct {
	How   string
	Typed []SummaryRow
	Go    Link
}

// drawingName is what a screen reader says of a drawn signature.
func (s SignedView) drawingName() string {
	return words.Say(words.SignatureOf, "name", s.Name)
}
