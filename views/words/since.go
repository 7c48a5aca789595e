package words

// Words of what became of a contract since both signed it.
const (
	SinceTitle       Key = "since.title"
	SinceCount       Key = "since.count"
	SinceAllDone     Key = "since.all_done"
	SinceSame        Key = "since.same"
	SinceChanged     Key = "since.changed"
	SinceRemoved     Key = "since.removed"
	SinceSigned      Key = "since.signed"
	SinceNow         Key = "since.now"
	SinceWas         Key = "since.was"
	SinceWasNot      Key = "since.was.not"
	SinceIsNot       Key = "since.is.not"
	SinceField       Key = "since.field"
	SinceBeside      Key = "since.beside"
	SinceAdded       Key = "since.added"
	SinceAddedHow    Key = "since.added.how"
	SinceAddedTag    Key = "since.added.tag"
	SinceElsewhere   Key = "since.elsewhere"
	SinceBesides     Key = "since.besides"
	SinceEnds        Key = "since.ends"
	SinceEnding      Key = "since.ending"
	SinceEndingDraft Key = "since.ending.draft"
	SinceSuperseded  Key = "since.superseded"
	SinceBy          Key = "since.by"
	SupersededTag    Key = "since.superseded.tag"

	SinceSignedChanged Key = "since.signed.changed"
	SinceSignedAdded   Key = "since.signed.added"

	EndedNotice Key = "ended.notice"
	EndedWhen   Key = "ended.when"
	EndedHow    Key = "ended.how"
	EndedGo     Key = "ended.go"
	EndedTag    Key = "ended.tag"
)

var sinceWords = entries{
	SinceTitle:       {Other: "Since you both signed"},
	SinceCount:       {Other: "{n} of {all} done"},
	SinceAllDone:     {Other: "All {all} done"},
	SinceSame:        {Other: "As you agreed"},
	SinceChanged:     {Other: "Changed words in the plan"},
	SinceRemoved:     {Other: "No longer in the plan"},
	SinceSigned:      {Other: "What you signed"},
	SinceNow:         {Other: "What the plan says now"},
	SinceWas:         {Other: "{label}: {was} when you signed, {is} now"},
	SinceWasNot:      {Other: "{label}: nothing when you signed, {is} now"},
	SinceIsNot:       {Other: "{label}: {was} when you signed, nothing now"},
	SinceField:       {Other: "{label}: {is}"},
	SinceBeside:      {Other: "What changed in the plan stands beside these words, for example what happens if it cannot be had."},
	SinceAdded:       {Other: "In the plan, but not in this contract"},
	SinceAddedHow:    {Other: "You have not agreed on these yet. A new version can hold them."},
	SinceAddedTag:    {Other: "Added since"},
	SinceElsewhere:   {Other: "The plan has changed since in goals, barriers, strengths, issues or actions."},
	SinceBesides:     {Other: "Changed beside these"},
	SinceEnds:        {Other: "When this work ends"},
	SinceEnding:      {Other: "The case says otherwise"},
	SinceEndingDraft: {Other: "Changed in the draft of the next version"},
	SinceSuperseded:  {Other: "A later contract took the place of this one."},
	SinceBy:          {Other: "Superseded by the contract signed on {day}"},
	SupersededTag:    {Other: "Superseded"},

	SinceSignedChanged: {Other: "Changed since you both signed"},
	SinceSignedAdded:   {Other: "Not in the signed contract"},

	EndedNotice: {Other: "Everything in this contract is done."},
	EndedWhen:   {Other: "You agreed that this work ends when:"},
	EndedHow:    {Other: "Ask each other whether it has come to that. Then close the case, or agree on what comes next."},
	EndedGo:     {Other: "Change or close the case"},
	EndedTag:    {Other: "All agreed is done"},
}
