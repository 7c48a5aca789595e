package words

// Words of what came late, and of what was kept aside.
const (
	KeptTitle      Key = "kept.title"
	KeptSender     Key = "kept.sender"
	KeptCount      Key = "kept.count"
	KeptTag        Key = "kept.tag"
	KeptHow        Key = "kept.how"
	KeptEnter      Key = "kept.enter"
	KeptAside      Key = "kept.aside"
	KeptAsideHow   Key = "kept.aside.how"
	KeptReason     Key = "kept.reason"
	KeptReasonHint Key = "kept.reason.hint"
	KeptEntered    Key = "kept.entered"
	KeptAsideBy    Key = "kept.aside.by"
	KeptAllDealt   Key = "kept.dealt"
	KeptBlocked    Key = "kept.blocked"
	KeptBlockedHow Key = "kept.blocked.how"
	KeptBlockedGo  Key = "kept.blocked.go"
	NothingKept    Key = "kept.none"

	LateTitle     Key = "late.title"
	LateListTitle Key = "late.list"
	LateEntry     Key = "late.entry"
	LateToRead    Key = "late.to_read"
	LateTag       Key = "late.tag"
	LateHow       Key = "late.how"
	LateRead      Key = "late.read"
	LateMarkRead  Key = "late.mark_read"
	LateShow      Key = "late.show"
	NothingLate   Key = "late.none"
	LostTitle     Key = "late.lost"
	LostHow       Key = "late.lost.how"
)

var lateWords = entries{
	KeptTitle:      {Other: "Kept aside"},
	KeptSender:     {Other: "Sent from the tablet of {name}"},
	KeptCount:      {One: "1 entry", Other: "{n} entries"},
	KeptTag:        {One: "1 entry kept aside", Other: "{n} entries kept aside"},
	KeptHow:        {Other: "These entries could not become part of the case by themselves. Every word of them is kept. Put the words in now, or set the entry aside and say why."},
	KeptEnter:      {Other: "Put the words in now"},
	KeptAside:      {Other: "Set it aside"},
	KeptAsideHow:   {Other: "It will no longer wait for anybody. Nothing is deleted: the words and your reason stay here."},
	KeptReason:     {Other: "Why is it set aside?"},
	KeptReasonHint: {Other: "In a few words: it is in the case already."},
	KeptEntered:    {Other: "{name} put the words in, {moment}."},
	KeptAsideBy:    {Other: "{name} set it aside, {moment}: {reason}"},
	KeptAllDealt:   {Other: "All dealt with"},
	KeptBlocked:    {Other: "You are writing there already"},
	KeptBlockedHow: {Other: "The form for these words holds a draft of yours, and it would be lost. Save the draft or throw it away first, then come back here."},
	KeptBlockedGo:  {Other: "Go to your draft"},
	NothingKept:    {Other: "Nothing is kept aside."},

	LateTitle:     {Other: "Late entries"},
	LateListTitle: {Other: "Late or kept aside"},
	LateEntry:     {Other: "Late entry by {name}, written on {written}, arrived on {arrived}"},
	LateToRead:    {One: "1 to look at", Other: "{n} to look at"},
	LateTag:       {One: "Late entry", Other: "{n} late entries"},
	LateHow:       {Other: "These were written before the case went to somebody else or was closed, and came afterwards. They are part of the case now."},
	LateRead:      {Other: "Read"},
	LateMarkRead:  {Other: "I have read these"},
	LateShow:      {Other: "Show it in the case"},
	LostTitle:     {Other: "Kept aside for no case"},
	LostHow:       {Other: "The case that these entries belong to is not here. They may come with it from the same tablet. Ask the person who wrote them."},
	NothingLate:   {Other: "Nothing came late, and nothing is kept aside."},

	"label.dealt.how":            {Other: "What was done"},
	"label.dealt.reason":         {Other: "Why"},
	"choice.dealt.how.entered":   {Other: "The words were put in"},
	"choice.dealt.how.set_aside": {Other: "Set aside"},
	"choice.dealt.how.read":      {Other: "Read"},

	"kept.":             {Other: "This entry could not be added to the case."},
	"kept.not_yours":    {Other: "The case was never with the person who wrote this, or they knew that it had gone to somebody else."},
	"kept.no_case":      {Other: "The case was not here when this arrived."},
	"kept.unknown_kind": {Other: "This was written with a newer Doorstep. It will be read after the next update."},
	"kept.exists":       {Other: "This was here already, with other words."},
	"kept.no_record":    {Other: "What this changes is not in the case."},
	"kept.append_only":  {Other: "What this changes was finished. A finished entry is amended, not changed."},
	"kept.frozen":       {Other: "The contract was being signed, or was signed, when this arrived."},
	"kept.invalid":      {Other: "Part of this could not be read."},
}
