package words

// Words of the client's copy.
const (
	CopyTitle       Key = "copy.title"
	CopyAskTitle    Key = "copy.ask"
	CopyAskNow      Key = "copy.ask.now"
	CopyAskLater    Key = "copy.ask.later"
	CopyChange      Key = "copy.change"
	CopySave        Key = "copy.save"
	CopySafeFirst   Key = "copy.safe.first"
	CopySafeHow     Key = "copy.safe.how"
	CopyNotSafe     Key = "copy.not_safe"
	CopyTask        Key = "copy.task"
	CopyTag         Key = "copy.tag"
	CopyAskTag      Key = "copy.ask.tag"
	CopyGiven       Key = "copy.given"
	CopyNoneTag     Key = "copy.none"
	CopyBy          Key = "copy.by"
	CopyLater       Key = "copy.later"
	CopyGivenToday  Key = "copy.given.today"
	CopyGivenOther  Key = "copy.given.other"
	CopyGivenTitle  Key = "copy.given.title"
	CopyGoRead      Key = "copy.go.read"
	CopyGoContract  Key = "copy.go.contract"
	CopyBack        Key = "copy.back"
	CopyAsked       Key = "copy.asked"
	CopyLinkTitle   Key = "copy.link"
	CopyLinkHow     Key = "copy.link.how"
	CopyLinkMake    Key = "copy.link.make"
	CopyLinkReady   Key = "copy.link.ready"
	CopyLinkCode    Key = "copy.link.code"
	CopyLinkAddress Key = "copy.link.address"
	CopyLinkUntil   Key = "copy.link.until"
	CopyLinkOnce    Key = "copy.link.once"
	CopyLinkOffice  Key = "copy.link.office"
	CopyLinkSync    Key = "copy.link.sync"
	CopyLinkUnready Key = "copy.link.unready"
	CopyOpened      Key = "copy.opened"
	CopyGuestTitle  Key = "copy.guest"
	CopyGuestIntro  Key = "copy.guest.intro"
	CopyGuestAlone  Key = "copy.guest.alone"
	CopyGuestOpen   Key = "copy.guest.open"
	CopyGoneHow     Key = "copy.gone.how"
	CopyReadTitle   Key = "copy.read"
	CopyReadHow     Key = "copy.read.how"
	CopyReadPaper   Key = "copy.read.paper"
	CopyReadNoPaper Key = "copy.read.no_paper"
	CopyReadEnd     Key = "copy.read.end"
)

var copyWords = entries{
	CopyTitle:              {Other: "The client's copy"},
	CopyAskTitle:           {Other: "How should the copy come?"},
	CopyAskNow:             {Other: "Ask how the copy should come"},
	CopyAskLater:           {Other: "Ask before you sign: everybody who signs gets a copy."},
	CopyChange:             {Other: "Change how it comes"},
	CopySave:               {Other: "Keep this"},
	CopySafeFirst:          {Other: "Ask them alone, if you can."},
	CopySafeHow:            {Other: "A copy in the wrong hands can put somebody in danger. From hand to hand is safest. Send it only if they say that it is safe."},
	CopyNotSafe:            {Other: "Sent this way, the copy can fall into other hands. Choose paper from hand to hand, or say that it is safe for them"},
	CopyTask:               {Other: "A client waits for a copy"},
	CopyTag:                {One: "Copy to give", Other: "{n} copies to give"},
	CopyAskTag:             {Other: "Not asked yet"},
	CopyGiven:              {Other: "Given on {day}"},
	CopyNoneTag:            {Other: "No copy wanted"},
	CopyBy:                 {Other: "To give by"},
	CopyLater:              {Other: "To give once both have signed"},
	CopyGivenToday:         {Other: "Given today"},
	CopyGivenOther:         {Other: "Given on another day"},
	CopyGivenTitle:         {Other: "When was the copy given?"},
	CopyGoRead:             {Other: "Go on to reading and signing"},
	CopyGoContract:         {Other: "Back to the contract"},
	CopyBack:               {Other: "The client's copy"},
	CopyAsked:              {Other: "Asked"},
	CopyLinkTitle:          {Other: "A link that works once"},
	CopyLinkHow:            {Other: "The link leads to this contract alone, without signing in, and opens it once. Show the code to the client, or read the address out. Make it when they are ready: it ends after some days."},
	CopyLinkMake:           {Other: "Make the link"},
	CopyLinkReady:          {Other: "Show this to the client"},
	CopyLinkCode:           {Other: "QR code of the address below"},
	CopyLinkAddress:        {Other: "Address of the copy"},
	CopyLinkUntil:          {Other: "It can be opened until {moment}."},
	CopyLinkOnce:           {Other: "This page shows it only now. A new link ends this one. When they have the copy, tick it as given."},
	CopyLinkSync:           {Other: "It works as soon as this tablet has synced."},
	CopyLinkOffice:         {Other: "The link is made at the office, at a desk."},
	CopyLinkUnready:        {Other: "The link can be made once both have signed and the office has the contract."},
	CopyOpened:             {Other: "The link was opened"},
	CopyGuestTitle:         {Other: "Your copy of the contract"},
	CopyGuestIntro:         {Other: "{agency} keeps a copy of your contract here for you. It opens once. Then the link ends."},
	CopyGuestAlone:         {Other: "Open it where nobody else looks on, on a device that is yours alone. Read it, or save the PDF, at once."},
	CopyGuestOpen:          {Other: "Open my copy"},
	CopyGoneHow:            {Other: "The copy was opened already, or the link has ended. Ask your worker for a new one, or for the copy on paper."},
	CopyReadTitle:          {Other: "Your copy of the contract"},
	CopyReadHow:            {Other: "This page can be read for one hour, in this browser. To keep the copy, save the PDF or print this page."},
	CopyReadPaper:          {Other: "Save the PDF"},
	CopyReadNoPaper:        {Other: "The PDF is not made yet. You can print this page, or ask for a new link later."},
	CopyReadEnd:            {Other: "When you have finished, close this page. On a device that others use, delete the saved file too."},
	"label.copy.opened_on": {Other: "Opened with the link on"},
}
