package words

// Words of the ceremony of signing, step by step.
const (
	SignPlace         Key = "sign.place"
	SignGoOn          Key = "sign.go_on"
	SignWhoTitle      Key = "sign.who.title"
	SignWhoHow        Key = "sign.who.how"
	SignHandTitle     Key = "sign.hand.title"
	SignHandHow       Key = "sign.hand.how"
	SignHand          Key = "sign.hand"
	SignHandNot       Key = "sign.hand.not"
	SignAgreeTitle    Key = "sign.agree.title"
	SignAgreeHow      Key = "sign.agree.how"
	SignAgreeScreen   Key = "sign.agree.screen"
	SignAgreePaper    Key = "sign.agree.paper"
	SignAgreeChoose   Key = "sign.agree.choose"
	SignPaperTitle    Key = "sign.paper.title"
	SignPaperHow      Key = "sign.paper.how"
	SignPaperKept     Key = "sign.paper.kept"
	SignPaperPrint    Key = "sign.paper.print"
	SignPaperScreen   Key = "sign.paper.screen"
	SignPaperBack     Key = "sign.paper.back"
	SignReadTitle     Key = "sign.read.title"
	SignReadHow       Key = "sign.read.how"
	SignReadDone      Key = "sign.read.done"
	SignReadAgree     Key = "sign.read.agree"
	SignReadBy        Key = "sign.read.by"
	TeachTitle        Key = "teach.title"
	TeachHow          Key = "teach.how"
	TeachNoTest       Key = "teach.no_test"
	TeachSkip         Key = "teach.skip"
	TeachSays         Key = "teach.says"
	TeachWorker       Key = "teach.worker"
	TeachClient       Key = "teach.client"
	TeachEnds         Key = "teach.ends"
	TeachFits         Key = "teach.fits"
	TeachOutcome      Key = "teach.outcome"
	TeachNothing      Key = "teach.nothing"
	TeachWentBack     Key = "teach.went_back"
	SignHowTitle      Key = "sign.how.title"
	SignHowHow        Key = "sign.how.how"
	SignWayDraw       Key = "sign.way.draw"
	SignWayType       Key = "sign.way.type"
	SignWayMark       Key = "sign.way.mark"
	SignTypeTitle     Key = "sign.type.title"
	SignTypeLabel     Key = "sign.type.label"
	SignTypeHow       Key = "sign.type.how"
	SignTypeOther     Key = "sign.type.other"
	SignMarkTitle     Key = "sign.mark.title"
	SignMarkHow       Key = "sign.mark.how"
	SignMarkNext      Key = "sign.mark.next"
	SignPadFull       Key = "sign.pad.full"
	SignWitnessTitle  Key = "sign.witness.title"
	SignWitness2Title Key = "sign.witness2.title"
	SignWitnessNaming Key = "sign.witness.naming"
	SignWitnessHow    Key = "sign.witness.how"
	SignWitnessMore   Key = "sign.witness.more"
	SignWitnessName   Key = "sign.witness.name"
	SignWitnessSame   Key = "sign.witness.same"
	SignWitnessIs     Key = "sign.witness.is"
	SignLookAgain     Key = "sign.look.again"
	SignDoneTitle     Key = "sign.done.title"
	SignDoneHow       Key = "sign.done.how"
	SignDoneCopy      Key = "sign.done.copy"
	DeclineDoneTitle  Key = "decline.done.title"
	DeclineDoneHow    Key = "decline.done.how"
	FollowTitle       Key = "follow.title"
	FollowHow         Key = "follow.how"
	FollowAdd         Key = "follow.add"

	PasskeySignSigns    Key = "passkey_sign.signs"
	PasskeySignFinish   Key = "passkey_sign.finish"
	PasskeySignWithout  Key = "passkey_sign.without"
	PasskeySignLater    Key = "passkey_sign.later"
	PasskeySignAsks     Key = "passkey_sign.asks"
	PasskeySignFailed   Key = "passkey_sign.failed"
	PasskeySignMissing  Key = "passkey_sign.missing"
	PasskeySignNotYours Key = "passkey_sign.not_yours"
	CountersignTitle    Key = "confirm.signature.title"
	CountersignNaming   Key = "confirm.signature.naming"
	CountersignHow      Key = "confirm.signature.how"
	CountersignButton   Key = "confirm.signature.button"
	CountersignWaits    Key = "confirm.signature.waits"
	CountersignWaitsOf  Key = "confirm.signature.waits_of"

	SignedHow          Key = "signed.how"
	SignedOnTablet     Key = "signed.on_tablet"
	SignedOnTabletOnly Key = "signed.on_tablet.only"
	SignedOnTabletSent Key = "signed.on_tablet.sent"
	SignedOnTabletHere Key = "signed.on_tablet.here"
	HeldPasskey        Key = "held.passkey"
	HeldPasskeyLater   Key = "held.passkey.later"
	HeldPasskeyWaits   Key = "held.passkey.waits"
	HeldPasskeyUnknown Key = "held.passkey.unknown"
	HeldPasskeyNo      Key = "held.passkey.no"
	HeldSeal           Key = "held.seal"
	HeldSealUnknown    Key = "held.seal.unknown"
	HeldSealNo         Key = "held.seal.no"
	HeldChain          Key = "held.chain"
	HeldGap            Key = "held.chain.gap"
	HeldForked         Key = "held.chain.forked"
	HeldTime           Key = "held.time"
	HeldTimeNo         Key = "held.time.uncertain"
	HeldTimeBetween    Key = "held.time.between"
	HeldBefore         Key = "held.before"
	HeldNotWhole       Key = "held.not_whole"
	HeldHere           Key = "held.here"
	HeldSoon           Key = "held.soon"
)

// HeldTag returns the key of the status word of a check of evidence.
func HeldTag(held string) Key { return Key("held.tag." + held) }

var signingWords = entries{
	SignPlace:         {Other: "Step {n} of {all}"},
	SignGoOn:          {Other: "Go on"},
	SignWhoTitle:      {Other: "Who signs?"},
	SignWhoHow:        {Other: "{name} signs this contract. Answer these before you hand over the tablet."},
	SignHandTitle:     {Other: "Hand over the tablet"},
	SignHandHow:       {Other: "{name} goes on from here. The screen then shows this signing and nothing else, until you unlock it."},
	SignHand:          {Other: "Hand it to {name} to sign"},
	SignHandNot:       {Other: "Go on together without that"},
	SignAgreeTitle:    {Other: "Screen or paper?"},
	SignAgreeHow:      {Other: "You choose how to sign. Paper counts just as much as the screen. You can change your mind until the last page. This is what you agree to:"},
	SignAgreeScreen:   {Other: "Yes, I sign on this screen"},
	SignAgreePaper:    {Other: "I sign on paper"},
	SignAgreeChoose:   {Other: "Choose the screen or paper"},
	SignPaperTitle:    {Other: "You sign on paper"},
	SignPaperHow:      {Other: "The contract is printed with the same words. You both sign it with a pen."},
	SignPaperKept:     {Other: "A photo of the signed paper is kept here with the contract. You keep a copy."},
	SignPaperPrint:    {Other: "Print the contract"},
	SignPaperScreen:   {Other: "Sign on the screen after all"},
	SignPaperBack:     {Other: "Give the tablet back to {worker}, who prints it."},
	SignReadTitle:     {Other: "Read it first"},
	SignReadHow:       {Other: "This is everything that you sign, word for word. Take your time."},
	SignReadDone:      {Other: "Go on"},
	SignReadAgree:     {Other: "I have read it and agree to sign on the screen"},
	SignReadBy:        {Other: "Write who interpreted the words"},
	TeachTitle:        {Other: "In your own words"},
	TeachHow:          {Other: "Say in your own words what this contract means. Your worker writes it down."},
	TeachNoTest:       {Other: "This is no test of you. If something came out differently, the contract should say it better: you look at the words together once more."},
	TeachSkip:         {Other: "Go on without this"},
	TeachSays:         {Other: "What the contract says"},
	TeachWorker:       {Other: "What will {name} do first?"},
	TeachClient:       {Other: "What will you do yourself?"},
	TeachEnds:         {Other: "When does this work end?"},
	TeachFits:         {Other: "How it fits: {question}"},
	TeachOutcome:      {Other: "Say how the answer fits: {question}"},
	TeachNothing:      {Other: "Write an answer, or go on without this"},
	TeachWentBack:     {Other: "Something was understood differently. Read these words together once more. If they should say it differently, do not sign: change the contract."},
	SignHowTitle:      {Other: "How do you want to sign?"},
	SignHowHow:        {Other: "All of these count the same. Nothing is signed yet."},
	SignWayDraw:       {Other: "Draw my signature"},
	SignWayType:       {Other: "Type my name"},
	SignWayMark:       {Other: "Make a mark, with a witness"},
	SignTypeTitle:     {Other: "Type your name"},
	SignTypeLabel:     {Other: "Your name"},
	SignTypeHow:       {Other: "As it stands in the contract: {name}. Small or capital letters do not matter."},
	SignTypeOther:     {Other: "Type the name as it stands in the contract: {name}"},
	SignMarkTitle:     {Other: "Make your mark"},
	SignMarkHow:       {Other: "A cross, a line, a thumb drawn across: any mark of yours. Somebody who sees it signs as a witness next."},
	SignMarkNext:      {Other: "Go on to the witness"},
	SignPadFull:       {Other: "The field is full. What you drew up to here is kept. To start over, clear the field."},
	SignWitnessTitle:  {Other: "The witness"},
	SignWitness2Title: {Other: "The second witness"},
	SignWitnessNaming: {Other: "I saw {name} make this mark, and {name} meant to sign with it."},
	SignWitnessHow:    {Other: "The witness signs in the white field with a finger or a pen."},
	SignWitnessMore:   {Other: "A second witness signs too"},
	SignWitnessName:   {Other: "Write the name of the witness"},
	SignWitnessSame:   {Other: "A witness is somebody else"},
	SignWitnessIs:     {Other: "Witness: {name}"},
	SignLookAgain:     {Other: "Something changed since you looked. Look at the signature once more, then finish."},
	SignDoneTitle:     {Other: "You have signed"},
	SignDoneHow:       {Other: "Your signature is kept. Give the tablet back to your worker."},
	SignDoneCopy:      {Other: "You get a copy of what you signed. Your worker asks you how it should come."},
	DeclineDoneTitle:  {Other: "The contract is put aside"},
	DeclineDoneHow:    {Other: "Nobody is bound by it. Give the tablet back to your worker, and talk about it if you like."},
	FollowTitle:       {Other: "What happens next"},
	FollowHow:         {Other: "This is for you, the worker. What do you do now, and by when? Declining has no bad effect on anything else you do together."},
	FollowAdd:         {Other: "Write what happens next"},

	PasskeySignSigns:    {Other: "Your passkey signs too. It covers this contract, this signature and this moment, and works without a network."},
	PasskeySignFinish:   {Other: "Finish with your passkey"},
	PasskeySignWithout:  {Other: "My passkey does not work here. Finish without it and confirm at the office."},
	PasskeySignLater:    {Other: "This tablet has no passkey of yours. It seals the signature with its own key. You confirm it with your passkey at the office."},
	PasskeySignAsks:     {Other: "Your device asks for your passkey now."},
	PasskeySignFailed:   {Other: "The passkey did not answer. Nothing is signed yet, and nothing is lost. Try once more."},
	PasskeySignMissing:  {Other: "This browser knows no passkeys. Finish without it, and confirm at the office."},
	PasskeySignNotYours: {Other: "That passkey is not one of yours here. Choose your own."},
	CountersignTitle:    {Other: "Confirm with your passkey"},
	CountersignNaming:   {Other: "I, {name}, signed this contract on {moment}. With my passkey I confirm it."},
	CountersignHow:      {Other: "The tablet sealed this signature with its own key. Your passkey now says that it was you."},
	CountersignButton:   {Other: "Confirm with your passkey"},
	CountersignWaits:    {Other: "Waits for your passkey at the office"},
	CountersignWaitsOf:  {Other: "Waits for the passkey of {name} at the office"},

	SignedHow:          {Other: "How this was signed"},
	SignedOnTablet:     {Other: "Signed on the tablet {moment}, the office received it {received}."},
	SignedOnTabletOnly: {Other: "Signed on the tablet {moment}."},
	SignedOnTabletSent: {Other: "Signed on the tablet {moment}. The office has it."},
	SignedOnTabletHere: {Other: "Signed on the tablet {moment}. It is only here so far."},
	HeldPasskey:        {Other: "The worker's passkey signed this evidence."},
	HeldPasskeyLater:   {Other: "The tablet sealed it, and the worker's passkey confirmed it at the office."},
	HeldPasskeyWaits:   {Other: "The worker's passkey is still to come."},
	HeldPasskeyUnknown: {Other: "A passkey signed that the office does not have. It may have been removed before this arrived."},
	HeldPasskeyNo:      {Other: "The passkey's signature does not fit this evidence."},
	HeldSeal:           {Other: "The tablet's own key sealed it."},
	HeldSealUnknown:    {Other: "The tablet sealed it, but its key has not come to the office yet."},
	HeldSealNo:         {Other: "The tablet's seal does not fit this evidence."},
	HeldChain:          {Other: "It stands in one line with what was signed on this device before."},
	HeldGap:            {Other: "What was signed on this device before it has not come to the office."},
	HeldForked:         {Other: "Another signature stands at the same place of this device's line. The device may have been copied or set back."},
	HeldTime:           {Other: "The device's time lies between its last contact with the office and the arrival."},
	HeldTimeNo:         {Other: "The time is uncertain: the device's clock does not fit. It was signed before {received}."},
	HeldTimeBetween:    {Other: "The time is uncertain: the device's clock does not fit. It was signed between {contact} and {received}."},
	HeldBefore:         {Other: "Signed before evidence was kept. The words and the signature are here, and nothing more."},
	HeldNotWhole:       {Other: "The record of evidence is not what was sealed."},
	HeldHere:           {Other: "The evidence is sealed on this tablet. The office checks it when it arrives."},
	HeldSoon:           {Other: "The office is about to check it."},
	"held.tag.yes":     {Other: "Holds"},
	"held.tag.later":   {Other: "Holds"},
	"held.tag.waits":   {Other: "Waits"},
	"held.tag.unknown": {Other: "Uncertain"},
	"held.tag.no":      {Other: "Does not hold"},

	"label.signature.witness2":         {Other: "Second witness"},
	"label.signature.witness2_strokes": {Other: "Lines of the second witness's signature"},
	"label.signature.read_by":          {Other: "Read aloud by"},
}
