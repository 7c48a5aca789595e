package words

// What the page says on which anybody checks the paper of a contract.
const (
	VerifyTitle   Key = "verify.title"
	VerifyLink    Key = "verify.link"
	VerifyIntro   Key = "verify.intro"
	VerifyFile    Key = "verify.file"
	VerifyFileHow Key = "verify.file.how"
	VerifyMark    Key = "verify.mark"
	VerifyMarkHow Key = "verify.mark.how"
	VerifyButton  Key = "verify.button"
	VerifyAgain   Key = "verify.again"
	VerifyKept    Key = "verify.kept"
	VerifyEmpty   Key = "verify.empty"
	VerifyBadMark Key = "verify.mark.bad"
	VerifyLarge   Key = "verify.large"

	VerifyKnown      Key = "verify.known"
	VerifyKnownHow   Key = "verify.known.how"
	VerifyUnknown    Key = "verify.unknown"
	VerifyUnknownHow Key = "verify.unknown.how"

	VerifyWhole       Key = "verify.whole"
	VerifyWholeHow    Key = "verify.whole.how"
	VerifyChanged     Key = "verify.changed"
	VerifyChangedHow  Key = "verify.changed.how"
	VerifyAdded       Key = "verify.added"
	VerifyAddedHow    Key = "verify.added.how"
	VerifyUnclear     Key = "verify.unclear"
	VerifyUnclearHow  Key = "verify.unclear.how"
	VerifyForeign     Key = "verify.foreign"
	VerifyForeignHow  Key = "verify.foreign.how"
	VerifyUnsealed    Key = "verify.unsealed"
	VerifyUnsealedHow Key = "verify.unsealed.how"
	VerifyNoPDF       Key = "verify.no_pdf"
	VerifyNoPDFHow    Key = "verify.no_pdf.how"
	VerifyAstray      Key = "verify.astray"
	VerifyAstrayHow   Key = "verify.astray.how"

	VerifySignedOn   Key = "verify.signed_on"
	VerifyReceived   Key = "verify.received"
	VerifySealedBy   Key = "verify.sealed_by"
	VerifySealedAt   Key = "verify.sealed_at"
	VerifyBetween    Key = "verify.between"
	VerifyHash       Key = "verify.hash"
	VerifyReplaced   Key = "verify.replaced"
	VerifyReplacedBy Key = "verify.replaced.by"

	VerifyChecks       Key = "verify.checks"
	VerifySealHolds    Key = "verify.check.seal"
	VerifyWordsHold    Key = "verify.check.words"
	VerifyWordsAstray  Key = "verify.check.words.no"
	VerifySameFile     Key = "verify.check.file"
	VerifyOtherFile    Key = "verify.check.file.no"
	VerifyDrawnSame    Key = "verify.check.drawn"
	VerifyDrawnOther   Key = "verify.check.drawn.no"
	VerifyDrawnOlder   Key = "verify.check.drawn.older"
	VerifyEvidence     Key = "verify.check.evidence"
	VerifyEvidenceNo   Key = "verify.check.evidence.no"
	VerifyEvidenceNone Key = "verify.check.evidence.none"
	VerifyPasskeyWaits Key = "verify.check.passkey.waits"
	VerifyOf           Key = "verify.check.of"

	VerifyProves    Key = "verify.proves"
	VerifyProvesNot Key = "verify.proves.not"
	VerifyProof1    Key = "verify.proves.bytes"
	VerifyProof2    Key = "verify.proves.words"
	VerifyProof3    Key = "verify.proves.times"
	VerifyNothing   Key = "verify.proves.nothing"
)

var verifyWords = entries{
	VerifyTitle:   {Other: "Check a contract's paper"},
	VerifyLink:    {Other: "Check a contract's paper"},
	VerifyIntro:   {Other: "Here anybody can check whether the PDF of a contract is the one that the agency sealed, and whether it was changed since."},
	VerifyFile:    {Other: "The PDF"},
	VerifyFileHow: {Other: "Drop the file here, or choose it. It is read, and not kept."},
	VerifyMark:    {Other: "Or the mark on the paper"},
	VerifyMarkHow: {Other: "20 letters and numbers below the title “How this was signed”, such as 3f2a-91c0-77de-0b14-a5e8."},
	VerifyButton:  {Other: "Check it"},
	VerifyAgain:   {Other: "Check another one"},
	VerifyKept:    {Other: "Nothing that you give here is kept."},
	VerifyEmpty:   {Other: "Choose a PDF, or type the mark"},
	VerifyBadMark: {Other: "A mark has 20 letters from a to f and numbers. Look at it once more"},
	VerifyLarge:   {Other: "This file is too large to be the paper of a contract"},

	VerifyKnown:      {Other: "A contract with this mark was signed."},
	VerifyKnownHow:   {Other: "A mark alone says nothing about a paper in your hand: anybody could print it. Drop the PDF here to check that."},
	VerifyUnknown:    {Other: "No signed contract with this mark is known here."},
	VerifyUnknownHow: {Other: "Look at the mark once more. A contract that was signed on a tablet is known when the tablet has reached its office."},

	VerifyWhole:       {Other: "This is the paper that the agency sealed. Nothing was changed, and nothing was added."},
	VerifyWholeHow:    {Other: "Below stands what that proves, and what it does not."},
	VerifyChanged:     {Other: "This file was changed after it was sealed."},
	VerifyChangedHow:  {Other: "Do not rely on it. Ask the agency for the paper as it was signed."},
	VerifyAdded:       {Other: "Something was added to this file after it was sealed."},
	VerifyAddedHow:    {Other: "What a reader shows may be what was added. Do not rely on it. Ask the agency for the paper as it was signed."},
	VerifyUnclear:     {Other: "The seal of this file is damaged."},
	VerifyUnclearHow:  {Other: "The file may have been cut or changed. Do not rely on it. Ask the agency for the paper as it was signed."},
	VerifyForeign:     {Other: "This file bears a seal, but of nobody who is known here."},
	VerifyForeignHow:  {Other: "If it is the paper of a contract, check it at the address that is printed on it."},
	VerifyUnsealed:    {Other: "This file bears no seal."},
	VerifyUnsealedHow: {Other: "A print that was scanned, or a file saved anew, has lost the seal. Only the file that came from the agency can be checked."},
	VerifyNoPDF:       {Other: "This file is no PDF."},
	VerifyNoPDFHow:    {Other: "Choose the PDF of the contract."},
	VerifyAstray:      {Other: "The seal holds, but the office's own record does not agree with it."},
	VerifyAstrayHow:   {Other: "This should never be. Keep the file, and tell the agency."},

	VerifySignedOn:   {Other: "Signed, as the contract says"},
	VerifyReceived:   {Other: "The office received it"},
	VerifySealedBy:   {Other: "Sealed by"},
	VerifySealedAt:   {Other: "Sealed when the office had everything"},
	VerifyBetween:    {Other: "The contract"},
	VerifyHash:       {Other: "Mark of the signed words (SHA-256)"},
	VerifyReplaced:   {Other: "Since then"},
	VerifyReplacedBy: {Other: "A newer contract took its place"},

	VerifyChecks:       {Other: "What was looked at"},
	VerifySealHolds:    {Other: "The seal covers every byte of the file, and holds."},
	VerifyWordsHold:    {Other: "The signed words are the ones in the office's record: they have the same SHA-256."},
	VerifyWordsAstray:  {Other: "The words in the office's record have another SHA-256 than the file says."},
	VerifySameFile:     {Other: "It is, byte for byte, the file that the office keeps."},
	VerifyOtherFile:    {Other: "The office keeps another drawing of the same contract."},
	VerifyDrawnSame:    {Other: "Drawn anew from the record, the paper is the same, byte for byte."},
	VerifyDrawnOther:   {Other: "Drawn anew from the record, the paper is not the same. The agency should look into it."},
	VerifyDrawnOlder:   {Other: "An earlier release of the program drew this paper, so it was not drawn anew to compare."},
	VerifyEvidence:     {Other: "{name}: the evidence names these words and this signature."},
	VerifyEvidenceNo:   {Other: "{name}: the evidence does not fit the signature."},
	VerifyEvidenceNone: {Other: "{name}: signed before evidence was kept."},
	VerifyPasskeyWaits: {Other: "{name}: sealed by the tablet; the worker's passkey is still to come."},

	VerifyOf: {Other: "{name}: {says}"},

	VerifyProves:    {Other: "What this proves"},
	VerifyProvesNot: {Other: "What this does not prove"},
	VerifyProof1:    {Other: "The file is as the agency's server sealed it: whole, and not changed by a single byte."},
	VerifyProof2:    {Other: "The words in it are the ones that both people signed."},
	VerifyProof3:    {Other: "The office had both signatures at the time that stands above."},
	VerifyNothing:   {Other: "Nothing is proved about this file: neither what it says, nor who signed it."},
}
