package views

// SinceView is what became of a contract since both signed it.
type SinceView struct {
	SupersededBy *Link  // a later contract took its place
	Ended        string // everything is done: when the two agreed that the work ends
	EndedGo      Link
	Changed      bool // the plan says something else, and it is not known where
	Elsewhere    []SinceLine
	ChangedGo    Link
	Items        []SinceItem
	Added        []SinceAdded
	Count        string // "2 of 5 are done"
}

// SinceItem is one signed item with what became of it.
type SinceItem struct {
	ID      string
	Number  string
	Words   string
	Tags    []Tag
	Done    bool
	DoneOn  string
	Signed  []Piece // where the plan says it otherwise now: the signed words
	Now     []Piece // and those of today
	Notes   []string
	Form    Form // ticks it off; no action where it can no longer be
	Changes string
}

// SinceAdded is an action that the plan holds now and the contract does not.
type SinceAdded struct {
	ID    string
	Words string
	Tags  []Tag
}

// SinceChanged is what the plan says otherwise than one contract in force.
type SinceChanged struct {
	Go     Link
	Lines  []SinceLine
	Untold string // an older contract cannot say what
}

// SinceLine is one part of the plan that came, went or changed.
type SinceLine struct {
	Tag   Tag
	Kind  string // "Goal"
	What  string
	Notes []string // what was and what is, field by field
}
