package views

// CopyCardView is how it stands with the client's copy of a contract.
type CopyCardView struct {
	Copies []CopyView
	Ask    *Link // nobody has asked yet
	How    string
}

// CopyView is one agreed way of the copy.
type CopyView struct {
	ID     string
	Facts  []SummaryRow
	Tag    Tag
	Given  Form // ticks it as given today; no action where it is given, or none is wanted
	Other  Link // given on another day
	Change Link
	Link   *Link  // where the paper is printed, or the one-time link is made
	Note   string // what stands in the way of the link here
}

// CopyPageView is the page of the client's copy.
type CopyPageView struct {
	Card CopyCardView
	Go   Link
}

// CopyAskView asks how the copy should come.
type CopyAskView struct {
	Form     Form
	Controls []Control
	Back     Link
}

// CopyLinkView makes a link that works once, and shows it.
type CopyLinkView struct {
	Form    Form
	Address string // "" before it is made
	Box     string // viewBox of the QR code
	Path    string
	Until   string
	Synced  string // that it opens only once the tablet has synced, or ""
}

// CopyGuestView is what somebody sees who follows the link.
type CopyGuestView struct {
	Agency string
	Form   Form
}

// CopyReadView is the client's copy, opened by the link.
type CopyReadView struct {
	Text    ContractText
	Parties []ContractParty
	Paper   string // address of the PDF, "" while there is none
	Hash    string

	Signatures Sentence // heading
}
