package words

// Words of contracts and of signing them.
const (
	ContractsTitle       Key = "contracts.title"
	ContractsNone        Key = "contracts.none"
	ContractsNoClient    Key = "contracts.no_client"
	ContractsAddPeople   Key = "contracts.add_people"
	ContractsMake        Key = "contracts.make"
	ContractsMakeHow     Key = "contracts.make.how"
	ContractsMakeNew     Key = "contracts.make_new"
	ContractsWith        Key = "contracts.with"
	ContractsMade        Key = "contracts.made"
	ContractsSignedOn    Key = "contracts.signed_on"
	ContractsBack        Key = "contracts.back"
	ContractDraft        Key = "contract.state.draft"
	ContractSigning      Key = "contract.state.frozen"
	ContractSigned       Key = "contract.state.signed"
	ContractWithdrawn    Key = "contract.state.withdrawn"
	ContractChanged      Key = "contract.changed"
	ContractChangedHow   Key = "contract.changed.how"
	ContractTitle        Key = "contract.title"
	ContractDraftTitle   Key = "contract.draft.title"
	ContractDraftHow     Key = "contract.draft.how"
	ContractBetween      Key = "contract.between"
	ContractChange       Key = "contract.change"
	ContractAbout        Key = "contract.about"
	ContractItems        Key = "contract.items"
	ContractItemsNone    Key = "contract.items.none"
	ContractItemBy       Key = "contract.item.by"
	ContractItemNoDay    Key = "contract.item.no_day"
	ContractItemWho      Key = "contract.item.who"
	ContractItemUp       Key = "contract.item.up"
	ContractItemDown     Key = "contract.item.down"
	ContractItemOut      Key = "contract.item.out"
	ContractItemIn       Key = "contract.item.in"
	ContractItemIsOut    Key = "contract.item.is_out"
	ContractItemEdit     Key = "contract.item.edit"
	ContractItemAdd      Key = "contract.item.add"
	ContractItemAddTitle Key = "contract.item.add.title"
	ContractDropDraft    Key = "contract.drop"
	ContractEnds         Key = "contract.ends"
	ContractEndsBy       Key = "contract.ends.by"
	ContractConsentTitle Key = "contract.consent.title"
	ContractConsent      Key = "contract.consent"
	ContractFromReferral Key = "contract.from.referral"
	ContractFromAdvice   Key = "contract.from.advice"
	ContractFromService  Key = "contract.from.service"
	ContractFromTask     Key = "contract.from.task"
	ContractFromOther    Key = "contract.from.other"
	ContractNoEnd        Key = "contract.missing.ends_when"
	ContractNoItems      Key = "contract.missing.items"
	ContractNoClientName Key = "contract.missing.client"
	ContractNoWorkerName Key = "contract.missing.worker"
	ContractTwoVersions  Key = "contract.missing.versions"

	ReadTitle   Key = "read.title"
	ReadHow     Key = "read.how"
	ReadButton  Key = "read.button"
	ReadChanged Key = "read.changed"
	ReadEdit    Key = "read.edit"
	ReadStart   Key = "read.start"
	ReadFrozen  Key = "read.frozen"

	SignPageTitle   Key = "sign.page"
	SignNaming      Key = "sign.naming"
	SignHow         Key = "sign.how"
	SignPadWait     Key = "sign.pad.wait"
	SignPadEmpty    Key = "sign.pad.empty"
	SignPadInked    Key = "sign.pad.inked"
	SignUndo        Key = "sign.undo"
	SignClear       Key = "sign.clear"
	SignLookButton  Key = "sign.look.button"
	SignLookTitle   Key = "sign.look.title"
	SignLookHow     Key = "sign.look.how"
	SignAgain       Key = "sign.again"
	SignFinish      Key = "sign.finish"
	SignParties     Key = "sign.parties"
	SignClient      Key = "sign.client"
	SignWorker      Key = "sign.worker"
	SignAs          Key = "sign.as"
	SignedWhen      Key = "signed.when"
	SignedTitle     Key = "signed.title"
	SignedNext      Key = "signed.next"
	SignedNextCopy  Key = "signed.next.copy"
	SignedNextPaper Key = "signed.next.paper"
	SignedNextKept  Key = "signed.next.kept"
	SignedSafe      Key = "signed.safe"
	SignedHash      Key = "signed.hash"
	SignatureOf     Key = "signature.of"
	MeanwhileTitle  Key = "signed.meanwhile"
	MeanwhileHow    Key = "signed.meanwhile.how"
	SignOtherWorker Key = "sign.other_worker"
	SignTooLong     Key = "sign.too_long"
	SignUnreadable  Key = "sign.unreadable"

	DeclineLink   Key = "decline.link"
	DeclineTitle  Key = "decline.title"
	DeclineHow    Key = "decline.how"
	DeclineWhy    Key = "decline.why"
	DeclineHint   Key = "decline.hint"
	DeclineButton Key = "decline.button"
	DeclineStay   Key = "decline.stay"
	DeclinedBy    Key = "declined.by"
	DeclinedHow   Key = "declined.how"

	ImmutableTitle Key = "immutable.title"
	ImmutableHow   Key = "immutable.how"
	ImmutableTyped Key = "immutable.typed"
	ImmutableGo    Key = "immutable.go"

	PaperOpen      Key = "paper.open"
	PaperAfterSync Key = "paper.after_sync"
	PaperWaits     Key = "paper.waits"
	PaperStuck     Key = "paper.stuck"
	PaperOpenWaits Key = "paper.open_waits"
)

// ContractFromPlace returns the key of where or how an action is done, as it stands
// behind it in a contract.
func ContractFromPlace(field string) Key { return Key("contract.from." + field) }

// DeclineReason returns the key of a reason why somebody does not want to sign.
func DeclineReason(reason string) Key { return Key("decline.reason." + reason) }

var contractWords = entries{
	ContractsTitle:       {Other: "Contracts"},
	ContractsNone:        {Other: "There is no contract yet. A contract says in plain words what each of you will do, and when the work ends."},
	ContractsNoClient:    {Other: "Add the people in this case first: one of them signs the contract with you."},
	ContractsAddPeople:   {Other: "Go to the people"},
	ContractsMake:        {Other: "Make a contract from the plan"},
	ContractsMakeHow:     {Other: "Every action of the plan that is not done yet goes in. You can change the words, the order, and what stays out before anybody signs."},
	ContractsMakeNew:     {Other: "Make a new version"},
	ContractsWith:        {Other: "Contract with {name}"},
	ContractsMade:        {Other: "Made on {day}"},
	ContractsSignedOn:    {Other: "Signed on {day}"},
	ContractsBack:        {Other: "Contracts"},
	ContractDraft:        {Other: "Draft"},
	ContractSigning:      {Other: "Waits for signatures"},
	ContractSigned:       {Other: "Signed by both"},
	ContractWithdrawn:    {Other: "Put aside"},
	ContractChanged:      {Other: "Changed since you both signed"},
	ContractChangedHow:   {Other: "The plan says something else now. The signed contract stays as it is. Make a new version to sign the plan of today."},
	ContractTitle:        {Other: "Contract"},
	ContractDraftTitle:   {Other: "Contract in the making"},
	ContractDraftHow:     {Other: "Choose plain words together. Promise what you can do: “I will look for” rather than “I will find”."},
	ContractBetween:      {Other: "Between {client} and {worker}, {agency}"},
	ContractChange:       {Other: "Change"},
	ContractAbout:        {Other: "What this is about"},
	ContractItems:        {Other: "What each of us will do"},
	ContractItemsNone:    {Other: "Nothing stands here yet. Add what one of you will do."},
	ContractItemBy:       {Other: "By {day}"},
	ContractItemNoDay:    {Other: "No day agreed"},
	ContractItemWho:      {Other: "Done by {who}"},
	ContractItemUp:       {Other: "Move item {n} up"},
	ContractItemDown:     {Other: "Move item {n} down"},
	ContractItemOut:      {Other: "Leave item {n} out"},
	ContractItemIn:       {Other: "Take it in again"},
	ContractItemIsOut:    {Other: "Left out of this contract"},
	ContractItemEdit:     {Other: "Change the words"},
	ContractItemAdd:      {Other: "Add something one of you will do"},
	ContractItemAddTitle: {Other: "One more thing somebody will do"},
	ContractDropDraft:    {Other: "Throw this draft away"},
	ContractEnds:         {Other: "This work ends when"},
	ContractEndsBy:       {Other: "At the latest on {day}"},
	ContractConsentTitle: {Other: "Signing on the screen"},
	ContractConsent:      {Other: "We have read this contract, or somebody read it to us. We agree to sign it on this screen. Each of us may sign on paper instead. Each of us gets a copy."},
	ContractFromReferral: {Other: "{who} will make this referral: {what}"},
	ContractFromAdvice:   {Other: "{who} will give this advice: {what}"},
	ContractFromService:  {Other: "{who} will arrange this: {what}"},
	ContractFromTask:     {Other: "{who} will do this: {what}"},
	ContractFromOther:    {Other: "{who}: {what}"},
	ContractNoEnd:        {Other: "Say when this work ends"},
	ContractNoItems:      {Other: "Add at least one thing that somebody will do"},
	ContractNoClientName: {Other: "Choose who signs as the client"},
	ContractNoWorkerName: {Other: "The worker of this contract has no name here yet. Sync first, then start signing"},
	ContractTwoVersions:  {Other: "Two versions of these words stand side by side. Choose one before you sign"},

	ReadTitle:   {Other: "Read before you sign"},
	ReadHow:     {Other: "This is the whole text. Nothing else is signed. Read it together, aloud if you like."},
	ReadButton:  {Other: "Read and sign"},
	ReadChanged: {Other: "The words changed while you were reading. Read them once more."},
	ReadEdit:    {Other: "Change the words first"},
	ReadStart:   {Other: "Start signing"},
	ReadFrozen:  {Other: "When signing starts, these words can no longer change."},

	SignPageTitle:   {Other: "Sign the contract"},
	SignNaming:      {Other: "I am {name}. With my signature I agree to this contract of {day} between {client} and {worker}."},
	SignHow:         {Other: "Sign with a finger or a pen in the white field. A cross counts as a signature too."},
	SignPadWait:     {Other: "The field for the signature is not ready yet. If it does not appear, open this page once more. You can also stop here and sign on paper."},
	SignPadEmpty:    {Other: "Nothing is signed yet."},
	SignPadInked:    {Other: "There is a signature in the field. It does not count until you finish."},
	SignUndo:        {Other: "Undo the last line"},
	SignClear:       {Other: "Clear the field"},
	SignLookButton:  {Other: "Look once more"},
	SignLookTitle:   {Other: "Is this your signature?"},
	SignLookHow:     {Other: "Nothing is signed until you tap Finish. After that, the signature stays."},
	SignAgain:       {Other: "Go back and sign anew"},
	SignFinish:      {Other: "Finish"},
	SignParties:     {Other: "Signatures"},
	SignClient:      {Other: "The client"},
	SignWorker:      {Other: "The worker"},
	SignAs:          {Other: "Sign as {name}"},
	SignedWhen:      {Other: "Signed on {moment}"},
	SignedTitle:     {Other: "Signed by both"},
	SignedNext:      {Other: "What happens next"},
	SignedNextCopy:  {Other: "Ask {name} how the copy should come: on paper at the next visit, or another safe way."},
	SignedNextPaper: {Other: "The contract becomes a PDF at the office, with both signatures in it."},
	SignedNextKept:  {Other: "The words stay as they are. If the plan changes, make a new version and sign that one."},
	SignedSafe:      {Other: "The signature is kept. You can stop here and go on later."},
	SignedHash:      {Other: "Mark of the signed words (SHA-256)"},
	SignatureOf:     {Other: "Signature of {name}"},
	MeanwhileTitle:  {Other: "Changed meanwhile. Not part of what was signed."},
	MeanwhileHow:    {Other: "Somebody wrote these words before they could know that signing had started. They bind nobody. To agree on them, make a new version."},
	SignOtherWorker: {Other: "Only {name} can sign here, signed in as {name}."},
	SignTooLong:     {Other: "There are more lines in the field than we can keep. Clear the field and sign once more."},
	SignUnreadable:  {Other: "The signature did not arrive whole. Sign once more."},

	DeclineLink:   {Other: "I do not want to sign"},
	DeclineTitle:  {Other: "You do not want to sign"},
	DeclineHow:    {Other: "That is fine. The contract is put aside and nobody is bound by it. You can make another one at any time."},
	DeclineWhy:    {Other: "What fits best?"},
	DeclineHint:   {Other: "You need not explain. “I would rather not say” is an answer too."},
	DeclineButton: {Other: "Put this contract aside"},
	DeclineStay:   {Other: "Go back to signing"},
	DeclinedBy:    {Other: "Put aside on {moment}: {reason}"},
	DeclinedHow:   {Other: "Nobody is bound by it. Talk about it, change the plan if you need to, and make a new contract."},

	"decline.reason.more_time":    {Other: "I need more time"},
	"decline.reason.other_words":  {Other: "The words should be different"},
	"decline.reason.paper":        {Other: "I would rather sign on paper"},
	"decline.reason.not_agreed":   {Other: "I do not agree with the plan"},
	"decline.reason.rather_not":   {Other: "I would rather not say"},
	"decline.reason.plan_changed": {Other: "The plan changed"},

	ImmutableTitle: {Other: "These words cannot change any more"},
	ImmutableHow:   {Other: "Signing has started on this contract, so it stays exactly as it is. Nothing was changed. To agree on other words, make a new version."},
	ImmutableTyped: {Other: "What you had typed, so that you can use it there:"},
	ImmutableGo:    {Other: "Back to the contract"},

	PaperOpen:      {Other: "Open the PDF"},
	PaperAfterSync: {Other: "The PDF is made at the office after sync."},
	PaperStuck:     {Other: "The PDF could not be made. The signed words are safe here; tell the person who runs Doorstep at your agency."},
	PaperWaits:     {Other: "The PDF waits for storage. It goes there by itself."},
	PaperOpenWaits: {Other: "Open the PDF (it waits for storage)"},

	"contract.from.where": {Other: "Where: {value}."},
	"contract.from.how":   {Other: "How: {value}."},

	"label.contract.client":         {Other: "Who signs as the client"},
	"label.contract.worker":         {Other: "Who signs as the worker"},
	"label.contract.about":          {Other: "What this is about"},
	"hint.contract.about":           {Other: "One or two sentences, in words you would both say."},
	"label.contract.ends_when":      {Other: "This work ends when"},
	"hint.contract.ends_when":       {Other: "Something you will both notice. For example: Maria has a lease and the children have slept there."},
	"label.contract.ends_on":        {Other: "At the latest on"},
	"label.contract.content":        {Other: "Words that were signed"},
	"label.contract.content_hash":   {Other: "Mark of the signed words"},
	"label.contract.frozen_at":      {Other: "Signing started"},
	"nobody.contract.client":        {Other: "Nobody yet"},
	"label.contract_item.words":     {Other: "What will be done"},
	"hint.contract_item.words":      {Other: "Start with who: “Dana Reed will look for …”"},
	"label.contract_item.who":       {Other: "Who does it"},
	"label.contract_item.by_when":   {Other: "By when"},
	"label.contract_item.contract":  {Other: "Contract"},
	"label.contract_item.action":    {Other: "Action of the plan"},
	"label.contract_item.place":     {Other: "Place in the list"},
	"label.contract_item.left_out":  {Other: "Left out"},
	"label.signature.contract":      {Other: "Contract"},
	"label.signature.party":         {Other: "Signs as"},
	"label.signature.person":        {Other: "Person"},
	"label.signature.name":          {Other: "Name"},
	"label.signature.method":        {Other: "How it was signed"},
	"label.signature.strokes":       {Other: "Lines of the signature"},
	"label.signature.signed_at":     {Other: "Signed at"},
	"label.signature.signed_on":     {Other: "Signed on"},
	"label.signature.content_hash":  {Other: "Mark of the signed words"},
	"label.withdrawal.contract":     {Other: "Contract"},
	"label.withdrawal.reason":       {Other: "Reason"},
	"choice.signature.party.client": {Other: "The client"},
	"choice.signature.party.worker": {Other: "The worker"},
	"choice.signature.method.draw":  {Other: "Drawn on the screen"},
}
