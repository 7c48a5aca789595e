package views

// WetInkView is the page that brings a contract signed on paper back.
type WetInkView struct {
	With     string // "Contract with Maria Alvarez"
	Mark     string // as it stands on the paper
	Form     Form
	Pages    Control // the files
	Taken    string  // names of the pages that the form remembers
	Existing *Link   // the scan that one signature stands on already
	Controls []Control
	Why      string // why nothing can be recorded here
	Print    Link
	Scan     ScanWords
}

// CodeView asks for the code that stands on a paper.
type CodeView struct {
	Form    Form
	Control Control
	Scan    ScanWords
	Waiting []Row // contracts that wait for their signatures, to be chosen by hand
}

// ScanWords are the sentences that scan.js says.
type ScanWords struct {
	Script, Worker, Library, Reader string // addresses
	Keep                            string // where photos are kept until the paper is saved
	Mark                            string // of the paper that is awaited
}

// PaperLinks are the two ways to and from paper.
type PaperLinks struct {
	Only  bool // this contract is signed on paper alone
	Print Link
	Back  Link
}
