package casework

// Choices of the plan that two people make, and of the contract they sign.
var (
	ServiceTypes  = []string{"brief", "short_term", "long_term"}
	Shares        = []string{"alone", "with_help", "taken_over"}
	PlanParts     = []string{"goals", "strengths", "barriers", "issues", "actions", "contract"}
	RemarkTypes   = []string{"not_meant", "differently", "idea"}
	Capacities    = []string{"self", "parent", "guardian", "youth", "representative", "worker"}
	IdentifiedBys = []string{"known", "document", "introduced", "signed_in"}
	ReadHows      = []string{"self", "aloud", "device", "interpreter"}
	CopyWays      = []string{"paper_now", "next_visit", "link", "mail", "other", "none"}
	CopySafeties  = []string{"safe", "not_safe", "unsure"}
	TeachOutcomes = []string{"same", "went_back"}
)

// liftedTail says which passage of the assessment a part of the plan came from.
var liftedTail = []Field{
	{Name: "source", Type: Ref, Kind: KindAssessment},
	{Name: "passage", Type: Words, Max: 2000},
}

// planKindsMore declares what a plan and a contract need beside their parts.
func planKindsMore() []Spec {
	return []Spec{
		{Kind: KindAssessment, Fields: []Field{
			{Name: "text", Type: Words, Required: true},
			{Name: "on", Type: Date},
			{Name: "with", Type: Refs, Kind: KindPerson},
		}},
		{Kind: KindTogether, Fields: []Field{
			{Name: "part", Type: Choice, Choices: PlanParts, Required: true},
			{Name: "asked", Type: Tick},
			{Name: "person", Type: Ref, Kind: KindPerson},
			{Name: "on", Type: Date},
			{Name: "proposed", Type: Words, Max: 2000},
			{Name: "decided", Type: Words, Max: 2000},
			{Name: "options", Type: Words, Max: 2000}, // ways of helping that they talked about
		}},
		{Kind: KindRemark, Fields: []Field{
			{Name: "of", Type: Ref}, // the line it speaks of; "" for an idea of the whole plan
			{Name: "type", Type: Choice, Choices: RemarkTypes, Required: true},
			{Name: "words", Type: Words, Max: 2000},
			{Name: "person", Type: Ref, Kind: KindPerson},
			{Name: "on", Type: Date},
			{Name: "language", Type: Line, Max: 35},
			{Name: "own_hand", Type: Tick},
			{Name: "answer", Type: Words, Max: 2000}, // what became of it, decided together
			{Name: "answered_on", Type: Date},
			{Name: "line", Type: Line, Max: 60},     // which line of a contract, where "of" is the contract
			{Name: "quote", Type: Words, Max: 4000}, // the words of that line when this was said
		}},
		{Kind: KindPlanVersion, AppendOnly: true, Permanent: true, Fields: []Field{
			{Name: "number", Type: Whole, Required: true}, // 1, 2, …
			{Name: "agreed_on", Type: Date, Required: true},
			{Name: "with", Type: Refs, Kind: KindPerson},
			{Name: "note", Type: Words, Max: 2000},
			{Name: "content", Type: Data, Required: true}, // canonical JSON of the plan
			{Name: "content_hash", Type: Line, Max: 64, Required: true},
		}},
		{Kind: KindTeachBack, AppendOnly: true, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "question", Type: Line, Required: true},
			{Name: "answer", Type: Words, Max: 2000, Required: true},
			{Name: "outcome", Type: Choice, Choices: TeachOutcomes, Required: true},
			{Name: "content_hash", Type: Line, Max: 64},
		}},
		{Kind: KindCopy, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "way", Type: Choice, Choices: CopyWays, Required: true},
			{Name: "safe", Type: Choice, Choices: CopySafeties},
			{Name: "asked_on", Type: Date},
			{Name: "note", Type: Line},
			{Name: "given_on", Type: Date},  // a task stays open until it was given
			{Name: "opened_on", Type: Date}, // the day on which the link to it was opened
			// Of a link that a tablet made: the SHA-256 of its secret, hex, and until when
			// it opens. The secret itself is nowhere but in the client's hands.
			{Name: "link_hash", Type: Data, Max: 64},
			{Name: "link_until", Type: Moment},
			{Name: "opened_link", Type: Data, Max: 64}, // the link_hash that was used, or that a link of the office ended
		}},
		{Kind: KindFulfilled, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "item", Type: Whole, Required: true}, // place in the signed list, from 1
			{Name: "done", Type: Tick},
			{Name: "done_on", Type: Date},
		}},
		{Kind: KindCountersign, AppendOnly: true, Permanent: true, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "signature", Type: Ref, Kind: KindSignature, Required: true},
			{Name: "evidence_hash", Type: Line, Max: 64, Required: true},
			{Name: "assertion", Type: Data, Required: true},
		}},
	}
}
