package views

// TabletsView is the administrator's list of tablets.
type TabletsView struct {
	Links    []Row
	Rows     []TabletRow
	Lease    Form
	Controls []Control // of the lease
}

// TabletRow is one tablet.
type TabletRow struct {
	ID    string
	Name  string
	Facts string
	Lines []string // what else is to be known
	Tags  []Tag
	Acts  []Act
}

// ReviewView lists what was handed in and waits for somebody to look at it.
type ReviewView struct {
	Groups []ReviewGroup
}

// ReviewGroup is what one tablet handed in for one case.
type ReviewGroup struct {
	ID     string
	Title  string // the case
	From   string // the tablet and when it came
	Items  []ReviewItem
	Take   *Act // nil where nothing of it can go into a case, or all has
	Aside  Act
	Reason *Control // why it is left aside; nil where it was decided
}

// ReviewItem is one entry as it came.
type ReviewItem struct {
	ID      string
	What    string // "Goal"
	Who     string
	Why     string
	Lines   []SummaryRow
	Decided string // what became of it; "" while it waits
}

// RescueView is the page on which a rescue file is handed in.
type RescueView struct {
	Form    Form
	File    Control
	Outcome []string // what became of the last one
	Warn    string
	Links   []Row
}
