package views

// PasskeyForm is a form that a passkey sends: static/js/passkey.js asks Begin
// for a ceremony, asks the device, and sends the form with both answers.
type PasskeyForm struct {
	ID     string
	Action string
	Begin  string // where the ceremony begins
	Create bool   // makes a passkey; otherwise uses one
	Button string
	Kind   ButtonKind
	Hidden []Hidden
	Faults []Fault
}

func (f PasskeyForm) verb() string {
	if f.Create {
		return "create"
	}
	return "get"
}

// SetupView is the page that claims a new agency.
type SetupView struct {
	Form     PasskeyForm
	Controls []Control
	Zone     ZoneView
}

// ZoneView is the choice of a time zone.
type ZoneView struct {
	Name    string
	Label   string
	Hint    string
	Error   string
	Value   string
	Zones   []string
	Browser bool // page.js may put the browser's own zone in
}

// SignInView is the way in.
type SignInView struct {
	Form   PasskeyForm
	Notice string
}

// InviteView is what an invited person sees.
type InviteView struct {
	Form  PasskeyForm
	Intro string
}

// YouView is the person's own page.
type YouView struct {
	Who      string
	Notice   string
	Few      bool // only one passkey
	Passkeys []PasskeyView
	Add      PasskeyForm
	SignOut  Form
}

// PasskeyView is one passkey of the list.
type PasskeyView struct {
	ID     string // element id
	Title  string
	Facts  string
	Name   Control
	Rename Form
	Remove Form
	Label  string // of the button that removes it
}

// StaffView is the list of staff.
type StaffView struct {
	Intro      string
	Notice     string
	Warn       string
	People     []StaffRow
	Invite     *Form // nil where the person may not invite
	Controls   []Control
	Open       []OpenInvite
	Recoveries []RecoveryView
	Links      []Row
	Safe       string // when everything was last copied to a safe place
	Unsafe     bool   // copies fail
}

// StaffRow is one member of staff, with what may be done.
type StaffRow struct {
	ID   string
	Name string
	Role string
	Tags []Tag
	Acts []Act
}

// Act is a form of one button.
type Act struct {
	Form Form
	Kind ButtonKind
	Text string
}

// OpenInvite is an invitation nobody has used yet.
type OpenInvite struct {
	ID     string
	Name   string
	Detail string
	Act    Act
}

// RecoveryView is a new passkey that waits for a second member of staff.
type RecoveryView struct {
	ID    string
	Words string
	Act   *Act
	Else  string // why this person cannot confirm it
}

// LinkView shows a link, this once.
type LinkView struct {
	Intro string
	Link  string
	How   string
	Warn  string // tablets that go on opening with the old passkey
	Rows  []Row  // those tablets, or the way to their list
}

// LogView is the account log.
type LogView struct {
	Warn  string
	Links []Row
	Lines []LogLineView
}

// LogLineView is one line of it.
type LogLineView struct{ When, What string }
