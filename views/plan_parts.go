package views

// HintView is something to think about in a goal's wording, which can be put
// aside.
type HintView struct {
	ID, Text, How string
	Change        Link
	Aside         OneTap
}

// TogetherView is how one part of the plan was made with the client, the last
// talk first.
type TogetherView struct {
	Part, Title, Ask string
	Talks            []TalkView
	NewHref, AllHref string
}

// TalkView is one talk about a part of the plan.
type TalkView struct {
	ID                         string
	Asked                      bool
	Who                        string // and when
	Options, Proposed, Decided string
	EditHref                   string
	Versions                   []Link
}

// MadeView is how the whole plan was made together.
type MadeView struct {
	NoWords bool
	Parts   []TogetherView
}

// WhoView is who does what, on three lists.
type WhoView struct {
	Together TogetherView
	Lists    []PromiseList
	Shares   []SummaryRow
}

// PromiseList is one of the three: yours, mine, theirs.
type PromiseList struct {
	ID, Title, How string
	Promises       []PromiseView
}

// PromiseView is one promise: who will do what by when, and what if not.
type PromiseView struct {
	ID, Who, Will, Where, How, By, IfNot string
	EditHref                             string
	Done                                 bool
	Tags                                 []Tag
}

// LinksView is what stands in the plan and leads nowhere yet.
type LinksView struct{ Lists []LinkList }

// LinkList is one kind of it.
type LinkList struct {
	ID, Title, How string
	Rows           []Row
}

// LinkingView asks what one part of the plan belongs to.
type LinkingView struct {
	Title, Words, Lang string
	Form               Form
	Controls           []Control
	New                Link
	NoIssue            bool // there is no issue yet that an action could stand beside
}
