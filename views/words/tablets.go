package words

// Words of the administrator's pages about tablets: the list, the lease, what
// was handed in and waits for review, and rescue files. Only the office draws
// them.
const (
	TabletsHow      Key = "tablets.how"
	TabletsReview   Key = "tablets.review"
	TabletsRescue   Key = "tablets.rescue"
	TabletCases     Key = "tablets.cases"
	TabletLocks     Key = "tablets.locks"
	TabletLocked    Key = "tablets.locked"
	TabletRetire    Key = "tablets.retire"
	TabletRetiring  Key = "tablets.retiring"
	TabletRetireHow Key = "tablets.retiring.how"
	TabletRevokeHow Key = "tablets.revoked.how"
	TabletWiped     Key = "tablets.wiped"
	TabletWipedHow  Key = "tablets.wiped.how"
	TabletAsideHow  Key = "tablets.set_aside.how"
	TabletTwice     Key = "tablets.twice"

	LeaseTitle Key = "lease.title"
	LeaseDays  Key = "lease.days"
	LeaseHint  Key = "lease.hint"
	LeaseSave  Key = "lease.save"
	LeaseFault Key = "lease.fault"

	ReviewTitle   Key = "review.title"
	ReviewIntro   Key = "review.intro"
	ReviewNone    Key = "review.none"
	ReviewWaits   Key = "review.waits"
	ReviewFrom    Key = "review.from"
	ReviewBy      Key = "review.by"
	ReviewSaid    Key = "review.said"
	ReviewNoCase  Key = "review.no_case"
	ReviewSealed  Key = "review.sealed"
	ReviewOdd     Key = "review.odd"
	ReviewTake    Key = "review.take"
	ReviewAside   Key = "review.aside"
	ReviewReason  Key = "review.reason"
	ReviewNoWhy   Key = "review.reason.empty"
	ReviewTaken   Key = "review.taken"
	ReviewLeft    Key = "review.left"
	ReviewDone    Key = "review.done"
	ReviewUnknown Key = "review.unknown"

	RescueTitle   Key = "rescue.title"
	RescueIntro   Key = "rescue.intro"
	RescueFile    Key = "rescue.file"
	RescueSend    Key = "rescue.send"
	RescueNone    Key = "rescue.none"
	RescueOdd     Key = "rescue.odd"
	RescueForeign Key = "rescue.foreign"
	RescueNewer   Key = "rescue.newer"
	RescueCut     Key = "rescue.cut"
	RescueHuge    Key = "rescue.huge"
	RescueWork    Key = "rescue.work"
	RescueReview  Key = "rescue.review"
	RescueFiles   Key = "rescue.files"
	RescueApart   Key = "rescue.apart"
	RescueBad     Key = "rescue.bad"
	RescueNothing Key = "rescue.nothing"
)

// ReviewWhy returns the key of why something waits for review.
func ReviewWhy(why string) Key { return Key("review.why." + why) }

var tabletsWords = entries{
	TabletsHow:      {Other: "Retire a tablet that comes back to you: it sends everything first, then it wipes itself. Revoke one that is lost: it can fetch nothing more, what it still hands in waits for your review, and it wipes itself when it is next in touch. Words that somebody was typing on it and had not saved are then gone."},
	TabletsReview:   {Other: "Handed in, waiting for review"},
	TabletsRescue:   {Other: "Hand in a rescue file"},
	TabletCases:     {One: "{n} case goes with it", Other: "{n} cases go with it"},
	TabletLocks:     {Other: "Locks on {when} unless it is in touch before"},
	TabletLocked:    {Other: "Locked since {when}: it was not in touch"},
	TabletRetire:    {Other: "Retire the tablet of {name}"},
	TabletRetiring:  {Other: "Retiring"},
	TabletRetireHow: {Other: "It sends everything when it is next in touch, then wipes itself."},
	TabletRevokeHow: {Other: "It fetches nothing more. When it is next in touch it hands in what it holds, then wipes itself."},
	TabletWiped:     {Other: "Wiped"},
	TabletWipedHow:  {Other: "Nothing is on it any more, since {when}."},
	TabletAsideHow:  {Other: "It sent two different texts under one number: it was copied, or brought back to an earlier state. Both texts are kept. What it hands in waits for review. Make the tablet ready again, then revoke this entry."},
	TabletTwice:     {One: "{n} text came twice with different words", Other: "{n} texts came twice with different words"},

	LeaseTitle: {Other: "How long a tablet works without being in touch"},
	LeaseDays:  {Other: "Days"},
	LeaseHint:  {Other: "From 1 to 60. After that a tablet locks until it has reached the office. Nothing on it is lost."},
	LeaseSave:  {Other: "Save the number of days"},
	LeaseFault: {Other: "Write a whole number from 1 to 60"},

	ReviewTitle:   {Other: "Handed in, waiting for review"},
	ReviewIntro:   {Other: "Tablets handed this in, and somebody has to look at it first. Taken over, it goes into its case as the work of the person who wrote it. Left aside, it stays here with your reason. Nothing is deleted."},
	ReviewNone:    {Other: "Nothing waits for review."},
	ReviewWaits:   {One: "{n} entry", Other: "{n} entries"},
	ReviewFrom:    {Other: "From {tablet}, {when}"},
	ReviewBy:      {Other: "From a rescue file of {tablet} that {name} brought, {when}"},
	ReviewSaid:    {Other: "{name}, {when}"},
	ReviewNoCase:  {Other: "A case that the office does not know"},
	ReviewSealed:  {Other: "Sealed entries"},
	ReviewOdd:     {Other: "What is in it is no entry of this tablet. It cannot go into a case."},
	ReviewTake:    {One: "Take over this entry", Other: "Take over these {n} entries"},
	ReviewAside:   {Other: "Leave aside"},
	ReviewReason:  {Other: "Why it is left aside"},
	ReviewNoWhy:   {Other: "Say why it is left aside"},
	ReviewTaken:   {Other: "Taken over by {name}, {when}"},
	ReviewLeft:    {Other: "Left aside by {name}, {when}: {reason}"},
	ReviewDone:    {Other: "Looked at already"},
	ReviewUnknown: {Other: "a tablet that the office does not know"},

	"review.why.revoked":   {Other: "The tablet was revoked before this came."},
	"review.why.set_aside": {Other: "The tablet is set aside: it exists twice, or was brought back to an earlier state."},
	"review.why.left":      {Other: "The person was suspended before this came."},
	"review.why.unknown":   {Other: "The office does not know this tablet, or does not know it any more."},
	"review.why.cloned":    {Other: "Other words came under the same number before. Taken over, both stand side by side."},
	"review.why.gap":       {Other: "Something that was written before it is missing."},
	"review.why.forged":    {Other: "What is in it is not what its seal says."},
	"review.why.unopened":  {Other: "Its seal does not open with the agency's key. It is kept as it came."},

	RescueTitle:   {Other: "Hand in a rescue file"},
	RescueIntro:   {Other: "A tablet that cannot reach the office writes what only it has into a rescue file. The file is sealed: only your agency can open it, and it holds no readable name. Bring it here as often as you like; nothing arrives twice."},
	RescueFile:    {Other: "Rescue file"},
	RescueSend:    {Other: "Hand in this file"},
	RescueNone:    {Other: "Choose the rescue file first"},
	RescueOdd:     {Other: "This is no rescue file of Doorstep. Choose the file whose name ends in .doorstep."},
	RescueForeign: {Other: "This rescue file belongs to another agency. It can only be opened there."},
	RescueNewer:   {Other: "This rescue file was written by a newer Doorstep. Update the office first."},
	RescueCut:     {Other: "The file ends too early. Everything up to there is safe at the office. Write the rescue file again and bring it once more."},
	RescueHuge:    {Other: "The file is larger than a rescue file can be. What was read is safe at the office."},
	RescueWork:    {One: "{n} entry is in its case", Other: "{n} entries are in their cases"},
	RescueReview:  {One: "{n} entry waits for review", Other: "{n} entries wait for review"},
	RescueFiles:   {One: "{n} photo or paper is at the office", Other: "{n} photos or papers are at the office"},
	RescueApart:   {One: "{n} photo or paper is at the office and kept apart: it is damaged, very large, or there is something in it beside the picture or the page. Its case says so.", Other: "{n} photos or papers are at the office and kept apart: they are damaged, very large, or there is something in them beside the picture or the page. Their cases say so."},
	RescueBad:     {One: "{n} photo or paper could not be opened. Keep the tablet and the file.", Other: "{n} photos or papers could not be opened. Keep the tablet and the file."},
	RescueNothing: {Other: "The file is whole, and there was nothing in it that the office did not have."},
}
