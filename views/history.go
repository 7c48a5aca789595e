package views

// HistoryView is what was written in a case or about one record, newest first.
// Only the office draws it.
type HistoryView struct {
	How     string
	What    string // the record, "" for a whole case
	Entries []HistoryEntry
	Links   []Link // to the whole case, to what came earlier
}

// HistoryEntry is one action of one person.
type HistoryEntry struct {
	ID      string
	Record  *Link  // the record, where a page holds several
	Did     string // "May Torres changed it"
	When    []string
	Tags    []Tag
	Why     string // why it was kept aside
	Changes []HistoryChange
	Then    *Link // to the record as it stood afterwards
}

// HistoryChange is what became of one field.
type HistoryChange struct {
	Field string
	Texts []HistoryText
}

// HistoryText is one version of a field's words.
type HistoryText struct {
	Label  string // "Before:", "Then:"; "" where there is only one
	Pieces []Piece
}

// StoodView is a record as it stood at one time.
type StoodView struct {
	What string
	How  string
	Tags []Tag
	Rows []SummaryRow
}

// OpeningsView lists who looked at a case, or at which.
type OpeningsView struct {
	How   string
	Rows  []OpeningRow
	Links []Link // to what came earlier
}

// OpeningRow is one person's looks within a quarter of an hour.
type OpeningRow struct {
	ID   string
	Who  string
	Case *Link // nil where all are of one case
	When string
}
