package words

// What papers and prints say.
const (
	PrintMissing    Key = "print.missing"
	PrintMissingHow Key = "print.missing.how"

	PrintButton        Key = "print.button"
	PrintMenu          Key = "print.menu"
	PrintLink          Key = "print.link"
	PrintContractTitle Key = "print.contract"
	PrintFoot          Key = "print.foot"
	PrintSignHere      Key = "print.sign"
	PrintDay           Key = "print.day"
	PrintWitness       Key = "print.witness"
	PrintCodeName      Key = "print.code"
	PrintCodeHow       Key = "print.code.how"

	PlanPrintLink   Key = "plan.print"
	PlanPDF         Key = "plan.pdf"
	PlanSheetNone   Key = "plan.sheet.none"
	PlanSheetDone   Key = "plan.sheet.done"
	PlanSheetFor    Key = "plan.sheet.for"
	PlanSheetNow    Key = "plan.sheet.now"
	PlanSheetLast   Key = "plan.sheet.last"
	PlanSheetAgreed Key = "plan.sheet.agreed"
	PlanSheetFoot   Key = "plan.sheet.foot"
	PlanSheetWho    Key = "plan.sheet.who"
	PlanSheetOther  Key = "plan.sheet.other"

	PaperSigned  Key = "pdf.signed"
	PaperInk     Key = "pdf.ink"
	PaperLetters Key = "pdf.letters"
	PaperFooter  Key = "pdf.footer"
	PaperPage    Key = "pdf.page"

	CertificateTitle     Key = "certificate.title"
	CertificateHow       Key = "certificate.how"
	CertificateCheck     Key = "certificate.check"
	CertificateWords     Key = "certificate.words"
	CertificateAgency    Key = "certificate.agency"
	CertificateFrozen    Key = "certificate.frozen"
	CertificateSigner    Key = "certificate.signer"
	CertificateAgreed    Key = "certificate.agreed"
	CertificateDevice    Key = "certificate.device"
	CertificateOffice    Key = "certificate.office"
	CertificateReceived  Key = "certificate.received"
	CertificateDoubt     Key = "certificate.doubt"
	CertificateDoubtHow  Key = "certificate.doubt.how"
	CertificateBefore    Key = "certificate.before"
	CertificateStrokes   Key = "certificate.strokes"
	CertificateConsent   Key = "certificate.consent"
	CertificateTablet    Key = "certificate.tablet"
	CertificateConfirmed Key = "certificate.confirmed"
	CertificatePasskey   Key = "certificate.confirmed.passkey"
	CertificateKey       Key = "certificate.confirmed.key"
	CertificateProved    Key = "certificate.proved"
	CertificateBytes     Key = "certificate.proved.bytes"
	CertificateSame      Key = "certificate.proved.words"
	CertificateWhen      Key = "certificate.proved.when"
	CertificateUnproved  Key = "certificate.unproved"
	CertificateWho       Key = "certificate.unproved.who"
	CertificateClock     Key = "certificate.unproved.clock"
	CertificatePicture   Key = "certificate.unproved.picture"
	CertificatePlain     Key = "certificate.unproved.plain"

	PacketTitle        Key = "packet.title"
	PacketContents     Key = "packet.contents"
	PacketContentsLine Key = "packet.contents.line"
	PacketFor          Key = "packet.for"
	PacketMade         Key = "packet.made"
	PacketFoot         Key = "packet.foot"
	PacketHeading      Key = "packet.heading"
	PacketOther        Key = "packet.other"
	PacketAsk          Key = "packet.ask"
	PacketForm         Key = "packet.form"
	PacketNothing      Key = "packet.nothing"
	PacketHow          Key = "packet.how"
	PacketSave         Key = "packet.save"
	PacketCut          Key = "packet.cut"
	PacketViews        Key = "packet.views"
	PacketMissed       Key = "packet.missed"
	PacketNoReason     Key = "packet.no_reason"
	PacketNotWhole     Key = "packet.not_whole"
	PacketNothingSaid  Key = "packet.nothing_said"
	PacketWasIs        Key = "packet.was_is"
	PacketNotice       Key = "packet.notice"
)

// PacketAs returns the key of a form in which a packet leaves.
func PacketAs(form string) Key { return Key("packet.as." + form) }

// CertificateProves and CertificateProvesNot are what a sealed paper shows by
// itself, and what it does not.
var (
	CertificateProves    = []Key{CertificateBytes, CertificateSame, CertificateWhen}
	CertificateProvesNot = []Key{CertificateWho, CertificateClock, CertificatePicture, CertificatePlain}
)

var printingWords = entries{
	PacketTitle:        {Other: "Packet for court or review"},
	PacketContents:     {Other: "What is in it"},
	PacketContentsLine: {Other: "{heading}, page {page}"},
	PacketFor:          {Other: "Case {name}, {agency}"},
	PacketMade:         {Other: "Put together by {name} on {day}. Each entry says who wrote it and when."},
	PacketFoot:         {Other: "{agency} · {day} · confidential"},
	PacketHeading:      {Other: "{part}: {kind}"},
	PacketOther:        {Other: "Another version of these words: {words}"},
	PacketAsk:          {Other: "What goes into it?"},
	PacketForm:         {Other: "In which form?"},
	PacketNothing:      {Other: "Choose at least one part"},
	PacketHow:          {Other: "It holds names and words of the family. Take only what is asked for, and send it only where it may go. Who makes one is recorded."},
	PacketSave:         {Other: "Save the packet"},
	PacketViews:        {Other: "What they say of each service"},
	PacketMissed:       {Other: "Dates that were missed, and why"},
	PacketNoReason:     {Other: "No reason is written down yet"},
	PacketNotWhole:     {Other: "Its words are not those that were agreed, and are left out"},
	PacketNothingSaid:  {Other: "nothing"},
	PacketWasIs:        {Other: "before: {was}; now: {is}"},
	PacketNotice:       {Other: "Notice that goes with this packet"},
	PacketCut:          {Other: "This answer is longer than a cell can be. It stands whole in the PDF."},
	"packet.as.pdf":    {Other: "PDF, to read and print"},
	"packet.as.csv":    {Other: "CSV table"},
	"packet.as.xlsx":   {Other: "Excel table"},
	"packet.as.json":   {Other: "JSON, for programs"},
	PrintMissing:       {Other: "These characters cannot be printed: {letters}"},
	PrintMissingHow:    {Other: "The signed words keep them, and this page shows them. The PDF has a question mark in their place. Use other words, or go on as it is."},

	PrintButton:        {Other: "Print"},
	PrintMenu:          {Other: "Print this page with your browser's own menu."},
	PrintLink:          {Other: "Print this contract"},
	PrintContractTitle: {Other: "The contract to print"},
	PrintFoot:          {Other: "{agency} · {mark} · printed on {day}"},
	PrintSignHere:      {Other: "Signature"},
	PrintDay:           {Other: "Day"},
	PrintWitness:       {Other: "Witness, if the signature is a mark"},
	PrintCodeName:      {Other: "Code that leads to the page where this paper can be checked"},
	PrintCodeHow:       {Other: "This mark names exactly these words. To check a paper, scan the code, or type the mark at {address}."},

	PlanPrintLink:   {Other: "Print the plan"},
	PlanPDF:         {Other: "The plan as a PDF, from the office"},
	PlanSheetNone:   {Other: "Nothing stands here yet."},
	PlanSheetDone:   {Other: "done"},
	PlanSheetFor:    {Other: "For {names}, with {agency}"},
	PlanSheetNow:    {Other: "As it stands on {day}."},
	PlanSheetLast:   {Other: "Version {number} was agreed on {day}."},
	PlanSheetAgreed: {Other: "Version {number}, agreed on {day}. Mark {mark}."},
	PlanSheetFoot:   {Other: "{agency} · {version}"},
	PlanSheetOther:  {Other: "Print it as “{title}” ({language}) instead"},
	PlanSheetWho:    {Other: "Who does what"},

	PaperSigned:  {Other: "{role}: {name}, signed on {day}"},
	PaperInk:     {Other: "Signed with ink. The signed page is kept with the contract."},
	PaperLetters: {Other: "Some letters could not be printed here and stand as question marks. The words as signed are kept with the contract."},
	PaperFooter:  {Other: "{agency} · {mark}"},
	PaperPage:    {Other: "page {page}"},

	CertificateTitle:     {Other: "How this was signed"},
	CertificateHow:       {Other: "This page is part of the contract's paper. {agency} added it when both signatures had arrived, and sealed the whole file."},
	CertificateCheck:     {Other: "To check this paper, scan the code, or open {address}. Drop the file there, or type this mark:"},
	CertificateWords:     {Other: "What was signed"},
	CertificateAgency:    {Other: "Agency"},
	CertificateFrozen:    {Other: "Words fixed"},
	CertificateSigner:    {Other: "{role}: {name}"},
	CertificateAgreed:    {Other: "Yes. Paper was offered as well"},
	CertificateDevice:    {Other: "Signed, by the device's clock"},
	CertificateOffice:    {Other: "The same, by the office's clock"},
	CertificateReceived:  {Other: "The office received it"},
	CertificateDoubt:     {Other: "Time uncertain"},
	CertificateDoubtHow:  {Other: "The device's clock was ahead of the office's when this was signed."},
	CertificateBefore:    {Other: "Mark of the evidence before"},
	CertificateStrokes:   {Other: "Mark of the lines"},
	CertificateConsent:   {Other: "Mark of the consent"},
	CertificateTablet:    {Other: "Device"},
	CertificateConfirmed: {Other: "Confirmed"},
	CertificatePasskey:   {Other: "By the worker's passkey, over the mark of the evidence"},
	CertificateKey:       {Other: "By the tablet's own key, over the mark of the evidence. The worker's passkey follows at the office; the check page says whether it came."},
	CertificateProved:    {Other: "What this paper shows by itself"},
	CertificateBytes:     {Other: "Whether a single byte of the file was changed since the agency sealed it, and whether anything was added."},
	CertificateSame:      {Other: "Which words were signed. They are attached to the file as contract.json; their SHA-256 is the mark of the signed words, and stands in the evidence of each signature, which is attached too."},
	CertificateWhen:      {Other: "When the office received each signature."},
	CertificateUnproved:  {Other: "What it does not show"},
	CertificateWho:       {Other: "Who held the pen. The worker vouches for that, in the way said above."},
	CertificateClock:     {Other: "That the device's clock was right. The office's own times are right."},
	CertificatePicture:   {Other: "That a print or a photo of this paper is the same. Only the file can be checked."},
	CertificatePlain:     {Other: "These are plain electronic signatures under the seal of the agency. The person who signed has no certificate of their own."},
}
