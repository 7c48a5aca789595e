package casework

// FieldType says what a field may hold. Every value travels as text; the type
// says which text is allowed and how a page shows it.
type FieldType int

// The types of field.
const (
	Words  FieldType = iota + 1 // free text of several lines, kept exactly as written
	Line                        // short text of one line
	Date                        // calendar date, "2026-11-21"
	Moment                      // UTC instant, RFC 3339 with milliseconds
	Choice                      // one of Field.Choices
	Tick                        // "yes" or ""
	Ref                         // id of a record of Field.Kind in the same case
	Refs                        // ids separated by one space
	Staff                       // id of a member of staff
	Whole                       // non-negative whole number in decimal
	Data                        // text made by the program (canonical JSON, hash), never typed
)

// Field declares one field of a kind.
type Field struct {
	Name     string
	Type     FieldType
	Max      int  // most characters (runes); 0 takes the type's usual limit
	Required bool // must hold more than white space
	Choices  []string
	Kind     Kind // for Ref and Refs; empty allows several kinds
}

// Spec declares one kind of record: forms, validation, merge, export and
// access all read this declaration and no other.
type Spec struct {
	Kind       Kind
	Fields     []Field
	AppendOnly bool // written once; later changes are kept aside, corrections are new records
	Permanent  bool // cannot be hidden as "entered in error" either
}

// Limits on text, in characters (runes).
const (
	MaxLine  = 200
	MaxWords = 20_000
	MaxData  = 1 << 20
)

// Usual limit of each type, unless the field says otherwise.
func (f Field) limit() int {
	if f.Max > 0 {
		return f.Max
	}
	switch f.Type {
	case Words:
		return MaxWords
	case Data:
		return MaxData
	case Refs:
		return 40 * 200
	default:
		return MaxLine
	}
}

// Choices that several kinds share.
var (
	PersonRoles  = []string{"child", "youth", "mother", "father", "parent", "guardian", "foster_parent", "relative", "friend", "provider", "other", "informal_support", "tribe", "court"}
	ActionTypes  = []string{"referral", "advice", "service", "task"}
	ActionStates = []string{"to_be_given", "given"}
	IssueTypes   = []string{"presenting", "concurrent"}
	NoteTypes    = []string{"home_visit", "attempted", "office_visit", "phone", "message", "provider_contact", "other"}
	GoalStates   = []string{"open", "reached", "set_aside"}
	Parties      = []string{"client", "worker"}
	SignMethods  = []string{"draw", "type", "mark", "paper"}
	DealtWays    = []string{"entered", "set_aside", "read"}
	CaseStates   = []string{"open", "closed"}
	PaperTypes   = []string{"photo", "scan", "document"}
	ownWordsTail = append([]Field{
		{Name: "said_by", Type: Ref, Kind: KindPerson}, {Name: "said_on", Type: Date}, {Name: "language", Type: Line, Max: 35},
		{Name: "own_hand", Type: Tick}, // the person wrote it, on the tablet that was turned to them
	}, liftedTail...)
	specs         = declare()
	specOrder     []Kind
	attachmentMax = 25 << 20
)

// MaxAttachment is the largest photo, scan or document, in bytes (25 MiB).
func MaxAttachment() int { return attachmentMax }

func declare() map[Kind]Spec {
	list := []Spec{
		{Kind: KindCase, Fields: append([]Field{
			{Name: "name", Type: Line, Required: true},
			{Name: "number", Type: Line, Max: 60},
			{Name: "worker", Type: Staff, Required: true},
			{Name: "opened_on", Type: Date},
			{Name: "status", Type: Choice, Choices: CaseStates},
			{Name: "safety_note", Type: Words, Max: 2000},
			{Name: "next_step", Type: Line},
			{Name: "next_on", Type: Date},
			{Name: "permanency_goal", Type: Line},
		}, caseTail...)},
		{Kind: KindPerson, Fields: []Field{
			{Name: "name", Type: Line, Required: true},
			{Name: "call_name", Type: Line},
			{Name: "role", Type: Choice, Choices: PersonRoles, Required: true},
			{Name: "relation", Type: Line},
			{Name: "born_on", Type: Date},
			{Name: "phone", Type: Line, Max: 60},
			{Name: "language", Type: Line, Max: 35},
			{Name: "about", Type: Words, Max: 2000},
		}},
		{Kind: KindGoal, Fields: append([]Field{
			{Name: "words", Type: Words, Max: 2000, Required: true},
			{Name: "wording", Type: Words, Max: 2000},
			{Name: "status", Type: Choice, Choices: GoalStates},
			{Name: "service", Type: Choice, Choices: ServiceTypes},
			{Name: "by_when", Type: Date},
			{Name: "measure", Type: Words, Max: 1000}, // how both will see that it is done
			{Name: "reach", Type: Words, Max: 1000},   // what makes it possible now
			{Name: "matters", Type: Words, Max: 1000}, // why it matters to the person
			{Name: "aside", Type: Line, Max: 1000},    // ids of hints put aside, separated by one space
		}, ownWordsTail...)},
		{Kind: KindBarrier, Fields: append([]Field{
			{Name: "words", Type: Words, Max: 2000, Required: true},
			{Name: "goals", Type: Refs, Kind: KindGoal},
		}, ownWordsTail...)},
		{Kind: KindStrength, Fields: append([]Field{
			{Name: "words", Type: Words, Max: 2000, Required: true},
		}, ownWordsTail...)},
		{Kind: KindIssue, Fields: []Field{
			{Name: "what", Type: Line, Required: true},
			{Name: "details", Type: Words},
			{Name: "type", Type: Choice, Choices: IssueTypes},
			{Name: "with", Type: Refs, Kind: KindIssue}, // matters that this one is tangled up with
			liftedTail[0], liftedTail[1],
		}},
		{Kind: KindAction, Fields: []Field{
			{Name: "issue", Type: Ref, Kind: KindIssue, Required: true},
			{Name: "type", Type: Choice, Choices: ActionTypes, Required: true},
			{Name: "what", Type: Words, Max: 1000, Required: true},
			{Name: "who", Type: Line, Required: true}, // "person:<id>", "staff:<id>" or a name
			{Name: "by_when", Type: Date},
			{Name: "where", Type: Line},
			{Name: "how", Type: Line},
			{Name: "state", Type: Choice, Choices: ActionStates},
			{Name: "goal", Type: Ref, Kind: KindGoal},
			{Name: "done", Type: Tick},
			{Name: "done_on", Type: Date},
			{Name: "share", Type: Choice, Choices: Shares},
			{Name: "barriers", Type: Refs, Kind: KindBarrier},
			{Name: "strengths", Type: Refs, Kind: KindStrength},
			{Name: "if_not", Type: Line}, // what happens if it cannot be had
			{Name: "aside", Type: Line, Max: 1000},
			{Name: "efforts", Type: Line}, // kinds of active effort, separated by one space
		}},
		{Kind: KindNote, AppendOnly: true, Fields: append([]Field{
			{Name: "type", Type: Choice, Choices: NoteTypes, Required: true},
			{Name: "on", Type: Date, Required: true},
			{Name: "seen", Type: Refs, Kind: KindPerson},
			{Name: "text", Type: Words, Required: true},
			{Name: "feelings", Type: Words, Max: 2000},
			{Name: "next_step", Type: Line},
			{Name: "amends", Type: Ref, Kind: KindNote},
		}, noteTail...)},
		{Kind: KindAttachment, AppendOnly: true, Fields: []Field{
			{Name: "of", Type: Ref},
			{Name: "type", Type: Choice, Choices: PaperTypes, Required: true},
			{Name: "name", Type: Line},
			{Name: "caption", Type: Line},
			{Name: "media", Type: Line, Required: true}, // media type, "image/jpeg"
			{Name: "size", Type: Whole, Required: true}, // bytes
			{Name: "sha256", Type: Line, Required: true},
			{Name: "thumb", Type: Line, Max: 64}, // SHA-256 of a small JPEG of it
			{Name: "as_taken", Type: Tick},       // what the camera wrote beside the picture may still be in it
		}},
		{Kind: KindContract, Fields: []Field{
			{Name: "client", Type: Ref, Kind: KindPerson, Required: true},
			{Name: "worker", Type: Staff, Required: true},
			{Name: "about", Type: Words, Max: 4000},
			{Name: "ends_when", Type: Words, Max: 1000},
			{Name: "ends_on", Type: Date},
			{Name: "content", Type: Data},      // canonical JSON of everything signed; set once
			{Name: "content_hash", Type: Line}, // SHA-256 of content, hex; set with it
			{Name: "frozen_at", Type: Moment},
			{Name: "template", Type: Line},          // id and version, "standard@3"
			{Name: "language", Type: Line, Max: 35}, // of the words that are signed
			{Name: "starts_on", Type: Date},
			{Name: "reach", Type: Words, Max: 1000},      // how to reach each other
			{Name: "if_changes", Type: Words, Max: 1000}, // what happens if something changes
			{Name: "supersedes", Type: Ref, Kind: KindContract},
			{Name: "aside", Type: Line, Max: 1000},
			{Name: PlanContentField, Type: Data}, // the plan beside which it was frozen, see SignedPlan
		}},
		{Kind: KindContractItem, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "action", Type: Ref, Kind: KindAction},
			{Name: "words", Type: Words, Max: 1000, Required: true},
			{Name: "who", Type: Line, Required: true},
			{Name: "by_when", Type: Date},
			{Name: "place", Type: Whole}, // order within the contract
			{Name: "left_out", Type: Tick},
			{Name: "if_not", Type: Line},
			{Name: "aside", Type: Line, Max: 1000},
		}},
		{Kind: KindSignature, AppendOnly: true, Permanent: true, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "party", Type: Choice, Choices: Parties, Required: true},
			{Name: "person", Type: Line, Required: true}, // "person:<id>" or "staff:<id>"
			{Name: "name", Type: Line, Required: true},
			{Name: "method", Type: Choice, Choices: SignMethods, Required: true},
			{Name: "strokes", Type: Data}, // signature_pad point groups, canonical JSON; of what is drawn or marked
			{Name: "signed_at", Type: Moment, Required: true},
			{Name: "signed_on", Type: Date, Required: true},
			{Name: "content_hash", Type: Line, Required: true},
			{Name: "typed", Type: Line},                                // the name as typed, where that is the signature
			{Name: "capacity", Type: Choice, Choices: Capacities},      // as what the person signs
			{Name: "identified", Type: Choice, Choices: IdentifiedBys}, // how the worker knew who signs
			{Name: "interpreter", Type: Line},
			{Name: "language", Type: Line, Max: 35}, // in which it was read
			{Name: "agreed", Type: Tick},            // agreed to sign on the screen, paper having been offered
			{Name: "read_how", Type: Choice, Choices: ReadHows},
			{Name: "witness", Type: Line}, // who saw the mark being made
			{Name: "witness_strokes", Type: Data},
			{Name: "attachment", Type: Ref, Kind: KindAttachment}, // the signed paper, where that is the signature
			{Name: "evidence", Type: Data},                        // canonical JSON, see Evidence
			{Name: "evidence_hash", Type: Line, Max: 64},
			{Name: "assertion", Type: Data},   // the worker's passkey over the evidence hash
			{Name: "device_seal", Type: Data}, // or the tablet's own key
			{Name: "witness2", Type: Line},    // some laws ask for two
			{Name: "witness2_strokes", Type: Data},
			{Name: "read_by", Type: Line}, // who read it aloud, or interpreted it
		}},
		{Kind: KindWithdrawal, AppendOnly: true, Permanent: true, Fields: []Field{
			{Name: "contract", Type: Ref, Kind: KindContract, Required: true},
			{Name: "reason", Type: Line, Required: true},
			{Name: "party", Type: Choice, Choices: Parties},
			{Name: "words", Type: Words, Max: 2000},     // in the person's own words, if they want to
			{Name: "follow_up", Type: Words, Max: 2000}, // what happens next; asked of the worker, not of the client
			{Name: "follow_on", Type: Date},
		}},
		{Kind: KindDealt, AppendOnly: true, Fields: []Field{
			{Name: "of", Type: Data, Required: true}, // ids of operations, separated by one space
			{Name: "how", Type: Choice, Choices: DealtWays, Required: true},
			{Name: "reason", Type: Line},
			{Name: "entered", Type: Line}, // id of the record that their words went into
		}},
	}
	list = append(append(list, planKindsMore()...), workKinds()...)
	all := make(map[Kind]Spec, len(list))
	for _, spec := range list {
		all[spec.Kind] = spec
		specOrder = append(specOrder, spec.Kind)
	}
	return all
}

// SpecOf returns the declaration of a kind; ok is false for a kind that this
// build does not know (a newer office or tablet may).
func SpecOf(kind Kind) (spec Spec, ok bool) {
	spec, ok = specs[kind]
	return spec, ok
}

// Kinds lists every declared kind, in the order of declaration.
func Kinds() []Kind { return append([]Kind(nil), specOrder...) }

// Field returns the declaration of a field of this kind.
func (s Spec) Field(name string) (Field, bool) {
	for _, field := range s.Fields {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}
