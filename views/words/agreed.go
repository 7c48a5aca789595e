package words

// Words of the plans that two people agreed on, and of what changed since.
const (
	AgreedTitle    Key = "agreed.title"
	AgreedList     Key = "agreed.list"
	AgreedNone     Key = "agreed.none"
	AgreedNumber   Key = "agreed.number"
	AgreedOnly     Key = "agreed.only"
	AgreedOnWith   Key = "agreed.on_with"
	AgreedOn       Key = "agreed.on"
	AgreedBy       Key = "agreed.by"
	AgreedAll      Key = "agreed.all"
	AgreedTwice    Key = "agreed.twice"
	AgreedTwiceTag Key = "agreed.twice.tag"
	AgreedNow      Key = "agreed.now"
	AgreedSame     Key = "agreed.same"
	AgreedMoved    Key = "agreed.moved"
	AgreedHow      Key = "agreed.how"
	AgreedMark     Key = "agreed.mark"
	AgreedWritten  Key = "agreed.written"
	AgreedSince    Key = "agreed.since"
	AgreedBefore   Key = "agreed.before"
	AgreedOption   Key = "agreed.option"

	AgreeTitle    Key = "agree.title"
	AgreeHow      Key = "agree.how"
	AgreeEmpty    Key = "agree.empty"
	AgreeSave     Key = "agree.save"
	AgreeChanged  Key = "agree.changed"
	AgreeVersions Key = "agree.versions"

	CompareTitle     Key = "compare.title"
	CompareButton    Key = "compare.button"
	CompareFrom      Key = "compare.from"
	CompareTo        Key = "compare.to"
	CompareWas       Key = "compare.was"
	CompareIs        Key = "compare.is"
	CompareNothing   Key = "compare.nothing"
	CompareAdded     Key = "compare.added"
	CompareRemoved   Key = "compare.removed"
	CompareChanged   Key = "compare.changed"
	CompareSame      Key = "compare.same"
	CompareUnchanged Key = "compare.unchanged"
)

var agreedWords = entries{
	AgreedTitle:    {Other: "What you agreed on"},
	AgreedList:     {Other: "Agreed plans"},
	AgreedNone:     {Other: "Nobody has agreed on this plan yet. When you both do, keep it as version 1. The plan can change afterwards; the version stays."},
	AgreedNumber:   {Other: "Version {number}"},
	AgreedOnWith:   {Other: "Agreed on {day} with {names}"},
	AgreedOn:       {Other: "Agreed on {day}"},
	AgreedBy:       {Other: "Written down by {name}"},
	AgreedAll:      {One: "{n} agreed version", Other: "All {n} agreed versions"},
	AgreedTwice:    {Other: "Two plans have the same number: they were agreed on two tablets at the same time. Both stand. Agree once more when you know which one counts."},
	AgreedTwiceTag: {Other: "Same number twice"},
	AgreedNow:      {Other: "The plan as it is now"},
	AgreedSame:     {Other: "Still the same"},
	AgreedMoved:    {One: "{n} part has changed since", Other: "{n} parts have changed since"},
	AgreedHow:      {Other: "This is the plan as you agreed on it. It stays as it is. The plan itself goes on changing."},
	AgreedMark:     {Other: "Mark of these words (SHA-256)"},
	AgreedWritten:  {Other: "Written down"},
	AgreedSince:    {Other: "See what has changed since"},
	AgreedBefore:   {Other: "See what changed from version {number} to this one"},
	AgreedOption:   {Other: "Version {number}, {day}, {name}"},
	AgreedOnly:     {Other: "With nobody in particular"},

	AgreeTitle:    {Other: "Agree on this plan"},
	AgreeHow:      {Other: "Read it together, aloud if you like. This is kept as it stands now. Nobody signs here; a contract is signed."},
	AgreeEmpty:    {Other: "Nothing stands in the plan yet. Add a goal or an issue first."},
	AgreeSave:     {Other: "Keep it as agreed"},
	AgreeChanged:  {Other: "The plan changed while you were reading. Read it once more, then agree."},
	AgreeVersions: {Other: "Two versions of some words stand side by side. Choose one before you agree."},

	CompareTitle:     {Other: "What changed"},
	CompareButton:    {Other: "Show what changed"},
	CompareFrom:      {Other: "From"},
	CompareTo:        {Other: "To"},
	CompareWas:       {Other: "Before"},
	CompareIs:        {Other: "After"},
	CompareNothing:   {Other: "Nothing stood here."},
	CompareAdded:     {Other: "Added"},
	CompareRemoved:   {Other: "Taken out"},
	CompareChanged:   {Other: "Changed"},
	CompareSame:      {One: "{n} other part stayed as it was.", Other: "{n} other parts stayed as they were."},
	CompareUnchanged: {Other: "Nothing changed between these two."},
}
