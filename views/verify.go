package views

// VerifyView is the page on which anybody checks the paper of a contract.
type VerifyView struct {
	File   Control // the PDF
	Mark   Control // or the mark on it
	Form   Form
	Result *VerifyResult // nil before anything was asked
}

// VerifyResult is what the office says about a paper.
type VerifyResult struct {
	Tone    Tone
	Verdict string
	How     string       // what it means, and what to do
	Facts   []SummaryRow // what the office knows and may say
	Signers []VerifySigner
	Checks  []VerifyCheck
	Proves  []string
	Not     []string
}

// VerifySigner is how one person signed.
type VerifySigner struct {
	ID    string
	Title string
	Facts []SummaryRow
}

// VerifyCheck is one thing that was looked at.
type VerifyCheck struct {
	ID    string
	Tone  Tone
	Words string
}
