package views

// SignStepView is one step of signing: what is said, what is asked, and the
// answers as buttons of one size.
type SignStepView struct {
	Place   string // "Step 2 of 6", or ""
	Notice  string // why the step comes again
	Intro   []string
	Quote   string // a sentence that is agreed to, exactly as it is hashed
	Text    *ContractText
	Open    *OpenLines // lines that somebody sees differently
	Naming  string     // the sentence that says what a signature means
	Form    *Form
	Asked   []SignAsked
	Buttons []SignButton
	Links   []SignLink
}

// SignAsked is a question of a step, with the words of the contract beside it
// where they help.
type SignAsked struct {
	Controls []Control
	Says     []string // what the contract says, to look up
}

// SignButton is one answer. Answers of equal weight are of one kind.
type SignButton struct {
	ID, Name, Value, Text string
	Kind                  ButtonKind
}

// SignLink is one way on that sends nothing.
type SignLink struct {
	ID, Href, Text string
	Kind           ButtonKind // "" is a plain link
}

// PadView is a step with a field to draw in.
type PadView struct {
	SignStepView
	Name    string // form field of the lines
	Label   string // what a screen reader says of the field
	How     string
	Strokes string // what was drawn before, canonical JSON or ""
	MinInk  string
	Most    string // most points that are kept
	Fault   string // beside the field
}

// PasskeyAsk is what static/js/assert.js needs to let a passkey sign.
type PasskeyAsk struct {
	Challenge   string // base64url of the evidence hash
	RPID        string // "" is this host
	Credentials string // ids that may answer, separated by one space
}

// EvidenceLine is one sentence about how a signature holds.
type EvidenceLine struct {
	Tag   Tag
	Words string
}
