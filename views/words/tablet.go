package words

// Words of the tablet: making it ready, unlocking, locking, and what waits.
const (
	TabletTitle      Key = "tablet.title"
	TabletIntro      Key = "tablet.intro"
	TabletHere       Key = "tablet.here"
	TabletOnTablet   Key = "tablet.on_tablet"
	TabletStart      Key = "tablet.start"
	TabletStarted    Key = "tablet.started"
	TabletMayClear   Key = "tablet.may_clear"
	TabletConfirm    Key = "tablet.confirm"
	TabletNoKey      Key = "tablet.no_key"
	TabletPhrase     Key = "tablet.phrase"
	TabletPhraseHint Key = "tablet.phrase.hint"
	TabletPhraseWeak Key = "tablet.phrase.weak"
	TabletPhraseUse  Key = "tablet.phrase.use"
	TabletOnceHow    Key = "tablet.once.how"
	TabletOnce       Key = "tablet.once"
	TabletReady      Key = "tablet.ready"
	TabletReadyGo    Key = "tablet.ready.go"
	TabletFailed     Key = "tablet.failed"
	TabletSignIn     Key = "tablet.sign_in"
	TabletTooOld     Key = "tablet.too_old"
	TabletFull       Key = "tablet.full"

	UnlockTitle    Key = "unlock.title"
	UnlockIntro    Key = "unlock.intro"
	UnlockPasskey  Key = "unlock.passkey"
	UnlockPhrase   Key = "unlock.phrase"
	UnlockWith     Key = "unlock.with"
	UnlockWrong    Key = "unlock.wrong"
	UnlockFailed   Key = "unlock.failed"
	UnlockNone     Key = "unlock.none"
	UnlockOffice   Key = "unlock.office"
	UnlockElse     Key = "unlock.else"
	UnlockElseHow  Key = "unlock.else.how"
	UnlockBusy     Key = "unlock.busy"
	UnlockNoScript Key = "unlock.no_script"
	LockedHow      Key = "unlock.locked.how"

	OnlyHere    Key = "only_here"
	OnlyHereHow Key = "only_here.how"
	RescueWrite Key = "only_here.rescue"
	RescueHow   Key = "only_here.rescue.how"

	HandInDone     Key = "handin.done"
	HandInReview   Key = "handin.review"
	HandInFailed   Key = "handin.failed"
	HandInRevoked  Key = "handin.revoked"
	HandInRetired  Key = "handin.retired"
	HandInSetAside Key = "handin.set_aside"
	HandInLeft     Key = "handin.left"
	WipedHow       Key = "handin.wiped"
	StoreLostTitle Key = "handin.lost"
	StoreLostHow   Key = "handin.lost.how"

	LapsedTitle Key = "lapsed.title"
	LapsedDays  Key = "lapsed.days"
	LapsedHow   Key = "lapsed.how"
	LapsedSync  Key = "lapsed.sync"

	LeaveTitle  Key = "leave.title"
	LeaveHow    Key = "leave.how"
	LeaveSync   Key = "leave.sync"
	LeaveGo     Key = "leave.go"
	EnrolRefuse Key = "enrol.refuse"

	IdleTitle Key = "idle.title"
	IdleHow   Key = "idle.how"
	IdleStay  Key = "idle.stay"
	IdleLock  Key = "idle.lock"

	SyncTitle     Key = "sync.title"
	SyncNothing   Key = "sync.nothing"
	SyncOnlyHere  Key = "sync.only_here"
	SyncAtOffice  Key = "sync.at_office"
	SyncChanges   Key = "sync.changes"
	SyncNotYet    Key = "sync.not_yet"
	SyncThing     Key = "sync.thing"
	SyncMore      Key = "sync.more"
	SyncSent      Key = "sync.sent"
	SyncBusy      Key = "sync.busy"
	SyncHeld      Key = "sync.held"
	SyncLast      Key = "sync.last"
	SyncNever     Key = "sync.never"
	SyncNow       Key = "sync.now"
	SyncAway      Key = "sync.away"
	SyncDown      Key = "sync.down"
	SyncRefused   Key = "sync.refused"
	SyncOdd       Key = "sync.odd"
	SyncFull      Key = "sync.full"
	SyncKept      Key = "sync.kept"
	SyncKeptIntro Key = "sync.kept.intro"
	SyncOffice    Key = "sync.office"
	SyncGone      Key = "sync.gone"

	SyncEarlier    Key = "sync.earlier"
	SyncEarlierHow Key = "sync.earlier.how"

	SyncDrafts      Key = "sync.drafts"
	SyncDraftsIntro Key = "sync.drafts.intro"
	SyncDraftWhen   Key = "sync.drafts.when"
	SyncTyping      Key = "sync.typing"
	SyncTypingIntro Key = "sync.typing.intro"
	SyncPhotoDraft  Key = "sync.typing.photo"
	DraftsCount     Key = "sync.typing.count"
	SyncFileRefused Key = "sync.file.refused"

	AwayTitle Key = "away.title"
	AwayHow   Key = "away.how"

	PlainTitle Key = "plain.title"
	PlainHow   Key = "plain.how"

	StateSaved    Key = "state.saved"
	StateWaiting  Key = "state.waiting"
	StateNothing  Key = "state.nothing"
	StateSending  Key = "state.sending"
	StateReceived Key = "state.received"
	StateCases    Key = "state.cases"
	StateLocked   Key = "state.locked"
	StatePaused   Key = "state.paused"
	StateFull     Key = "state.full"
)

var tabletWords = entries{
	TabletTitle:      {Other: "Make this tablet ready"},
	TabletIntro:      {Other: "Your cases then come along on this tablet. You can read, write and sign without a network, and nobody can open them without you."},
	TabletHere:       {Other: "Do this where there is a network. It takes about a minute."},
	TabletOnTablet:   {Other: "This tablet is ready. Your cases work without a network."},
	TabletStart:      {Other: "Make this tablet ready"},
	TabletStarted:    {Other: "The tablet is being made ready"},
	TabletMayClear:   {Other: "This browser may clear its memory when space is short. Add Doorstep to the home screen to keep your cases safe, and send your work often."},
	TabletConfirm:    {Other: "Confirm with your passkey. It is what locks your cases."},
	TabletNoKey:      {Other: "Your passkey cannot lock cases on this tablet. A long passphrase does it instead: five words that only you would put together."},
	TabletPhrase:     {Other: "Passphrase for this tablet"},
	TabletPhraseHint: {Other: "14 characters or more. You can write any letters, spaces and signs."},
	TabletPhraseWeak: {Other: "This passphrase is easy to guess. Put five words together that nobody expects."},
	TabletPhraseUse:  {Other: "Use this passphrase"},
	TabletOnceHow:    {Other: "Your cases are here. Unlock them once now, the way you will do it at the doorstep."},
	TabletOnce:       {Other: "Unlock once"},
	TabletReady:      {One: "{n} case ready. Works without a network.", Other: "{n} cases ready. Works without a network."},
	TabletReadyGo:    {Other: "Go to your caseload"},
	TabletFailed:     {Other: "This did not work, and nothing was lost. Look whether there is a network, then try once more."},
	TabletSignIn:     {Other: "You are signed out. Sign in again, then make this tablet ready."},
	TabletTooOld:     {Other: "This browser cannot work without a network. Use the newest Chrome, Edge or Safari."},
	TabletFull:       {Other: "There is not enough space on this tablet. Make room, then try once more."},

	UnlockTitle:    {Other: "Unlock your cases"},
	UnlockIntro:    {Other: "The cases on this tablet are locked. All that was saved is safe."},
	UnlockPasskey:  {Other: "Unlock with your passkey"},
	UnlockPhrase:   {Other: "Passphrase for this tablet"},
	UnlockWith:     {Other: "Unlock with the passphrase"},
	UnlockWrong:    {Other: "This did not open your cases. Try once more. Nothing is lost by trying."},
	UnlockFailed:   {Other: "The cases could not be opened. Close Doorstep, open it again, and tell your administrator if it stays so."},
	UnlockNone:     {Other: "No cases are on this tablet yet. Sign in at the office and make this tablet ready."},
	UnlockOffice:   {Other: "There is nothing to unlock here. Cases at the office open once you have signed in."},
	UnlockElse:     {Other: "Sign in at the office"},
	UnlockElseHow:  {Other: "Not your tablet, or not ready for you yet?"},
	UnlockBusy:     {Other: "Your cases are being opened"},
	UnlockNoScript: {Other: "Unlocking needs JavaScript."},
	LockedHow:      {Other: "Nothing was saved yet, and what you wrote still stands here. Unlock, come back to this page and save once more."},

	OnlyHere:    {One: "{n} thing only exists on this tablet", Other: "{n} things only exist on this tablet"},
	OnlyHereHow: {Other: "They go to your office by themselves when there is a network; nobody has to unlock for that. Until then do not clear this browser, and do not remove Doorstep."},
	RescueWrite: {Other: "Save a rescue file"},
	RescueHow:   {Other: "It is sealed: only your agency can open it. An administrator hands it in at the office. Words that you had not saved yet are not in it."},

	HandInDone:     {One: "{n} thing was handed in to your office.", Other: "{n} things were handed in to your office."},
	HandInReview:   {Other: "Somebody at the office looks at them first."},
	HandInFailed:   {Other: "Not everything could be handed in. It stays here, and the tablet tries again. Tell your administrator if it stays so."},
	HandInRevoked:  {Other: "Your office has taken this tablet out of use. Once everything is handed in, your cases are removed from it."},
	HandInRetired:  {Other: "Your office takes this tablet out of use. It sends everything first, then your cases are removed. If you left something half written, unlock, finish it and save."},
	HandInSetAside: {Other: "Your office has set this tablet aside: it exists twice, or was brought back to an earlier state. What you write here is handed in for review. Make the tablet ready again."},
	HandInLeft:     {Other: "Your office does not let you in at present. Talk to your administrator."},
	StoreLostTitle: {Other: "The cases are no longer on this tablet"},
	StoreLostHow:   {Other: "The browser has lost what was on this tablet. The office still has your cases, and what you had saved and not sent was kept apart, sealed. Once that is at the office, make this tablet ready again. Words that were still being typed are gone."},
	WipedHow:       {Other: "Your office has taken this tablet out of use. It has everything that was saved here, and nothing of a case is left on this tablet."},

	LapsedTitle: {Other: "Your tablet has to reach the office"},
	LapsedDays:  {One: "It was not in touch with your office for more than {n} day, so your cases stay closed.", Other: "It was not in touch with your office for more than {n} days, so your cases stay closed."},
	LapsedHow:   {Other: "Nothing is lost. Go where there is a network: your cases open again as soon as the office has answered. Look at the tablet's clock too; it may be set wrong."},
	LapsedSync:  {Other: "Reach the office now"},

	LeaveTitle:  {Other: "Not everything is at the office yet"},
	LeaveHow:    {Other: "It stays on this tablet, locked. Sync first, or save a rescue file, if you will not come back to this tablet."},
	LeaveSync:   {Other: "See what waits, and sync"},
	LeaveGo:     {Other: "Sign out all the same"},
	EnrolRefuse: {Other: "An earlier set-up of this tablet still holds work that nobody else has, and it could not be handed in. Look whether there is a network, or save a rescue file. Then make this tablet ready."},

	IdleTitle: {Other: "Are you still here?"},
	IdleHow:   {Other: "Nobody touched this tablet for a while. It locks in two minutes. Drafts stay."},
	IdleStay:  {Other: "I am here"},
	IdleLock:  {Other: "Lock now"},

	SyncTitle:     {Other: "Is it safe to close?"},
	SyncNothing:   {Other: "Safe to close. The office has everything."},
	SyncOnlyHere:  {Other: "Only on this tablet"},
	SyncAtOffice:  {Other: "At the office"},
	SyncChanges:   {One: "{n} change", Other: "{n} changes"},
	SyncNotYet:    {One: "Not yet: {n} thing only exists on this tablet.", Other: "Not yet: {n} things only exist on this tablet."},
	SyncThing:     {Other: "{kind}: {words}"},
	SyncMore:      {One: "And {n} more.", Other: "And {n} more."},
	SyncSent:      {One: "{n} change, photo or paper is at the office and not yet in its safe storage. This tablet keeps a copy until it is.", Other: "{n} changes, photos or papers are at the office and not yet in its safe storage. This tablet keeps a copy until they are."},
	SyncBusy:      {Other: "The office is busy. The tablet tries again by itself in a moment."},
	SyncHeld:      {One: "{n} case is on this tablet", Other: "{n} cases are on this tablet"},
	SyncLast:      {Other: "The office had everything at {time}"},
	SyncNever:     {Other: "The office has not had everything from this tablet yet"},
	SyncNow:       {Other: "Sync now"},
	SyncAway:      {Other: "There is no network. What waits goes by itself when there is one."},
	SyncDown:      {Other: "The office does not answer. The tablet tries again by itself."},
	SyncRefused:   {Other: "The office does not sync with this tablet any more: it was taken out of use, or exists twice. What you saved is handed in to the office, where somebody looks at it. Talk to your administrator."},
	SyncOdd:       {Other: "The office could not take what this tablet sent. Everything stays here. Tell your administrator."},
	SyncFull:      {Other: "There is no space left on this tablet. Make room, then sync again."},
	SyncKept:      {Other: "Kept aside"},
	SyncKeptIntro: {Other: "These entries could not go into their case. Every word of them is kept."},
	SyncOffice:    {Other: "You are at the office. What you save here is at the office at once, and nothing waits."},
	SyncGone:      {Other: "A case that is not with you any more"},

	SyncEarlier:    {One: "{n} thing waits in an earlier set-up of this tablet", Other: "{n} things wait in an earlier set-up of this tablet"},
	SyncEarlierHow: {Other: "What was saved there is handed in to the office by itself. What was being typed opens only with the passkey of that time. Tell your administrator. Do not clear this browser, and do not remove Doorstep: it would be gone."},

	SyncDrafts:      {Other: "Drafts without a form"},
	SyncDraftsIntro: {Other: "What these drafts were for does not open any more: it went to somebody else, was removed, or was signed. Copy the words that you still need."},
	SyncDraftWhen:   {Other: "Draft from {time}"},
	SyncTyping:      {Other: "Still being typed"},
	SyncTypingIntro: {Other: "These drafts are not part of a case yet, and nobody else sees them. Open one to go on, and save it when it is finished."},
	DraftsCount:     {One: "{n} draft", Other: "{n} drafts"},
	SyncPhotoDraft:  {Other: "A photo or paper, without words yet"},
	SyncFileRefused: {Other: "The office did not take it, and it stays here. Tell your administrator"},

	AwayTitle: {Other: "This page needs the network"},
	AwayHow:   {Other: "There is no network now. Your cases work without one: go back to your caseload. This page opens again when you are online."},

	PlainTitle: {Other: "This page cannot be shown now"},
	PlainHow:   {Other: "What you saved is safe on this tablet. Close Doorstep, open it again and go on."},

	StateSaved:    {Other: "Saved on tablet"},
	StateWaiting:  {Other: "{n} waiting to send"},
	StateNothing:  {Other: "Safe to close"},
	StateSending:  {Other: "Sending"},
	StateReceived: {Other: "The office has it"},
	StateCases:    {Other: "{done} of {all} cases"},
	StateLocked:   {Other: "Locked"},
	StatePaused:   {Other: "Sync is paused"},
	StateFull:     {Other: "Tablet is full"},
}
