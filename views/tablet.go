package views

// ReadyView is the page that makes a tablet ready.
type ReadyView struct {
	OnTablet bool // drawn on a tablet that is ready
}

// UnlockView is the page of a locked tablet.
type UnlockView struct {
	AtOffice bool   // nothing is locked at the office
	Passkey  bool   // a vault here opens with a passkey
	Phrase   bool   // a vault here opens with a passphrase
	Wiped    bool   // everything was removed by order of the office
	Lost     bool   // the browser has lost what was here
	Left     string // how much is only on this tablet; "" if nothing is
	Next     string
}

// LapsedView is what a tablet shows that was not in touch for too long.
type LapsedView struct {
	Days string
	Left string // how much is only on this tablet; "" if nothing is
}

// SyncView says what is where.
type SyncView struct {
	AtOffice bool
	Answer   string // whether it is safe to close, in one sentence
	Safe     bool
	Trouble  string // what stands in the way, and what to do; "" if nothing does
	Things   []Row  // what is only on this tablet
	More     string // how much of it does not fit on the page, or ""
	Earlier  string // what an earlier set-up of this tablet holds; "" if nothing
	Sent     string // what the office has, and not yet in safe storage; "" if nothing
	Held     string
	Last     string
	Kept     []Row
	Typing   []Row // drafts that can be gone on with
	Drafts   []StrayDraft
}

// StrayDraft is a draft whose form does not open any more.
type StrayDraft struct {
	ID    string
	Key   string // address of the form
	Case  string // the case's name, or that it is gone
	When  string
	Words []string
}
