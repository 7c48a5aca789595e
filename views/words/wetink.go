package words

// Words of contracts that are signed on paper and come back.
const (
	WetTitle     Key = "wet.title"
	WetHow       Key = "wet.how"
	WetMark      Key = "wet.mark"
	WetSame      Key = "wet.same"
	WetSameTick  Key = "wet.same.tick"
	WetSigned    Key = "wet.signed"
	WetSignedHow Key = "wet.signed.how"
	WetOn        Key = "wet.on"
	WetPages     Key = "wet.pages"
	WetPagesHow  Key = "wet.pages.how"
	WetKeep      Key = "wet.keep"
	WetKeepTick  Key = "wet.keep.tick"
	WetKeepHow   Key = "wet.keep.how"
	WetSave      Key = "wet.save"
	WetTaken     Key = "wet.taken"
	WetThere     Key = "wet.there"
	WetScan      Key = "wet.scan"
	WetOpen      Key = "wet.open"
	WetNoPages   Key = "wet.no_pages"
	WetNotPage   Key = "wet.not_page"
	WetMixed     Key = "wet.mixed"
	WetTooLarge  Key = "wet.too_large"
	WetNobody    Key = "wet.nobody"
	WetNotSame   Key = "wet.not_same"
	WetTomorrow  Key = "wet.tomorrow"
	WetEarlier   Key = "wet.earlier"
	WetNoDay     Key = "wet.no_day"
	WetTitleCard Key = "wet.card"
	WetCardHow   Key = "wet.card.how"
	WetPrint     Key = "wet.print"
	WetBack      Key = "wet.back"
	WetFileName  Key = "wet.file"
	WetOnPaper   Key = "wet.on_paper"
	PaperOnlyTag Key = "wet.only.tag"

	CodeTitle    Key = "code.title"
	CodeHow      Key = "code.how"
	CodeLabel    Key = "code.label"
	CodeHint     Key = "code.hint"
	CodePhoto    Key = "code.photo"
	CodePhotoHow Key = "code.photo.how"
	CodeNone     Key = "code.none"
	CodeFind     Key = "code.find"
	CodeBad      Key = "code.bad"
	CodeUnknown  Key = "code.unknown"
	CodeRow      Key = "code.row"

	CodeReading   Key = "code.reading"
	CodeByHand    Key = "code.by_hand"
	CodeByHandHow Key = "code.by_hand.how"
	CodeMark      Key = "code.mark"

	ScanWorking     Key = "scan.working"
	ScanJoining     Key = "scan.joining"
	ScanFailed      Key = "scan.failed"
	ScanOtherPaper  Key = "scan.other"
	ScanSamePaper   Key = "scan.same"
	ScanNoCode      Key = "scan.none"
	ScanAway        Key = "scan.away"
	ScanUnkept      Key = "scan.unkept"
	ScanLeave       Key = "scan.leave"
	ScanPage        Key = "scan.page"
	ScanDoubt       Key = "scan.doubt"
	ScanCorners     Key = "scan.corners"
	ScanCornersHow  Key = "scan.corners.how"
	ScanTopLeft     Key = "scan.top_left"
	ScanTopRight    Key = "scan.top_right"
	ScanBottomRight Key = "scan.bottom_right"
	ScanBottomLeft  Key = "scan.bottom_left"
	ScanMoveLeft    Key = "scan.move.left"
	ScanMoveRight   Key = "scan.move.right"
	ScanMoveUp      Key = "scan.move.up"
	ScanMoveDown    Key = "scan.move.down"
	ScanWhere       Key = "scan.where"
	ScanWhole       Key = "scan.whole"
	ScanTurn        Key = "scan.turn"
	ScanDrop        Key = "scan.drop"
)

var wetWords = entries{
	WetTitle:     {Other: "Bring the signed paper back"},
	WetHow:       {Other: "Photograph or scan every page of the signed paper. The pages become one PDF, kept with the contract."},
	WetMark:      {Other: "Code on the paper"},
	WetSame:      {Other: "Is it the same paper?"},
	WetSameTick:  {Other: "Yes, this code stands on the paper"},
	WetSigned:    {Other: "Who has signed it?"},
	WetSignedHow: {Other: "Look at the paper. Both of you sign it before it comes back."},
	WetOn:        {Other: "Signed on which day, as it stands on the paper?"},
	WetPages:     {Other: "Pages of the signed paper"},
	WetPagesHow:  {Other: "Photos, or a PDF from a scanner. Take them in the order of the pages."},
	WetKeep:      {Other: "Keep the photos too?"},
	WetKeepTick:  {Other: "Yes, keep the photos as they were taken"},
	WetKeepHow:   {Other: "Only needed if somebody may doubt the cropped pages."},
	WetSave:      {Other: "Keep the signed paper"},
	WetTaken:     {Other: "Pages that are kept already: {names}. Add only what is missing."},
	WetThere:     {Other: "The paper is here already:"},
	WetScan:      {Other: "Signed paper"},
	WetOpen:      {Other: "Open the signed paper"},
	WetNoPages:   {Other: "Add the pages of the signed paper"},
	WetNotPage:   {Other: "“{label}” cannot be a page. Take a photo (JPEG), or a PDF"},
	WetMixed:     {Other: "Choose photos, or one PDF, but not both"},
	WetTooLarge:  {Other: "The pages are too large together. Take fewer, or smaller ones"},
	WetNobody:    {Other: "Both must have signed the paper. Tick who has signed it"},
	WetNotSame:   {Other: "Compare the code on the paper with the one on this page, and say that it is the same"},
	WetTomorrow:  {Other: "The day of signing has not come yet"},
	WetEarlier:   {Other: "The contract was not yet printed on that day"},
	WetNoDay:     {Other: "Say on which day it was signed"},
	WetTitleCard: {Other: "On paper"},
	WetCardHow:   {Other: "Signing on paper counts as much. Print the contract, sign it, and bring the paper back here."},
	WetPrint:     {Other: "Print the contract"},
	WetBack:      {Other: "Bring the signed paper back"},
	WetFileName:  {Other: "signed paper"},
	WetOnPaper:   {Other: "Signed on paper on {day}"},
	PaperOnlyTag: {Other: "Signs on paper"},

	CodeTitle:    {Other: "Which paper comes back?"},
	CodeHow:      {Other: "Every printed contract has a code. It leads to the contract, in the very version that was signed."},
	CodeLabel:    {Other: "Code on the paper"},
	CodeHint:     {Other: "Five groups of four letters and numbers, for example 3f2a-90bc-…"},
	CodePhoto:    {Other: "Or take a photo of the square code"},
	CodePhotoHow: {Other: "The code is read from the photo. The photo is not kept."},
	CodeNone:     {Other: "No code of ours could be read from that photo. Go nearer, type the code, or choose the contract below."},
	CodeFind:     {Other: "Find the contract"},
	CodeBad:      {Other: "That is no code. Type all twenty letters and numbers, with or without lines between them"},
	CodeUnknown:  {Other: "No contract of yours that waits for signatures has this code. Perhaps it was signed already, or is on another tablet"},
	CodeRow:      {Other: "A signed paper comes back"},

	CodeReading:   {Other: "Reading the code …"},
	CodeByHand:    {Other: "Or choose the contract"},
	CodeByHandHow: {Other: "These wait for their signatures. The code on the paper must be the same."},
	CodeMark:      {Other: "Code {mark}"},

	ScanWorking:     {Other: "Looking for the edges of the page …"},
	ScanJoining:     {Other: "Making the pages straight …"},
	ScanFailed:      {Other: "That photo could not be opened. Take it once more."},
	ScanOtherPaper:  {Other: "Page {n} belongs to another paper: its code is {mark}. Leave that page out."},
	ScanSamePaper:   {Other: "The code on the photo is the right one."},
	ScanNoCode:      {Other: "No code could be read from the photos. Compare the code on the paper yourself."},
	ScanAway:        {Other: "A page that was kept cannot be opened now. Load this page again."},
	ScanUnkept:      {Other: "A page is not kept yet: it is lost if you leave before you save."},
	ScanLeave:       {Other: "A page is not kept yet. Leave, and lose it?"},
	ScanPage:        {Other: "Page {n}"},
	ScanDoubt:       {Other: "The edges were hard to find. Look at the corners, or keep the whole photo."},
	ScanCorners:     {Other: "Corners of the page"},
	ScanCornersHow:  {Other: "Pull a corner to its place. Or choose one here and move it step by step."},
	ScanTopLeft:     {Other: "Top left"},
	ScanTopRight:    {Other: "Top right"},
	ScanBottomRight: {Other: "Bottom right"},
	ScanBottomLeft:  {Other: "Bottom left"},
	ScanMoveLeft:    {Other: "Left"},
	ScanMoveRight:   {Other: "Right"},
	ScanMoveUp:      {Other: "Up"},
	ScanMoveDown:    {Other: "Down"},
	ScanWhere:       {Other: "{corner}: {x} from the left, {y} from the top, in hundredths"},
	ScanWhole:       {Other: "Keep the whole photo"},
	ScanTurn:        {Other: "Turn it"},
	ScanDrop:        {Other: "Leave this page out"},
}
