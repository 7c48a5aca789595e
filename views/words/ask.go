package words

// Words of asking a provider for a report that was promised and did not come.
const (
	AskTitle     Key = "ask.title"
	AskAwaited   Key = "ask.awaited"
	AskHow       Key = "ask.how"
	AskUnsafe    Key = "ask.unsafe"
	AskTo        Key = "ask.to"
	AskWording   Key = "ask.wording"
	AskMail      Key = "ask.mail"
	AskMessage   Key = "ask.message"
	AskCopied    Key = "ask.copied"
	AskCode      Key = "ask.code"
	AskCodeHow   Key = "ask.code.how"
	AskCodeTaken Key = "ask.code.taken"
	AskNoCopy    Key = "ask.no_copy"
	AskOther     Key = "ask.other"
	AskMakeLink  Key = "ask.make_link"
	AskNoted     Key = "ask.noted"
	AskOpen      Key = "ask.open"
	AskBefore    Key = "ask.before"
	AskSubject   Key = "ask.subject"
	AskText      Key = "ask.text"
	AskTextAny   Key = "ask.text.any"
	AskTextLink  Key = "ask.text.link"
	AskTextOpen  Key = "ask.text.open"
	ReferenceOf  Key = "reference"
)

var askWords = entries{
	AskTitle:     {Other: "Ask for the report"},
	AskAwaited:   {Other: "A report was promised for {day} and has not come."},
	AskHow:       {Other: "One tap opens the mail or the messages of this device with these words, and notes in the case that you asked. They name nobody of the family; you can change them before you send them."},
	AskUnsafe:    {Other: "No release covers this referral today. Ask only whether a report will come, and nothing about the family."},
	AskTo:        {Other: "To {provider}"},
	AskWording:   {Other: "What it says"},
	AskMail:      {Other: "By mail"},
	AskMessage:   {Other: "By message"},
	AskCopied:    {Other: "Copy the words"},
	AskCode:      {Other: "As a code"},
	AskCodeHow:   {Other: "The provider points the camera of a phone at it."},
	AskCodeTaken: {Other: "They have the code"},
	AskNoCopy:    {Other: "This device did not copy the words. They are marked: copy them by hand, then note it below."},
	AskOther:     {Other: "I asked in another way"},
	AskMakeLink:  {Other: "Make a link for the report"},
	AskNoted:     {Other: "Noted in the case that you asked: {way}, {day}."},
	AskOpen:      {Other: "If nothing opened, open it here."},
	AskBefore:    {Other: "{name} asked for the report on {day}: {way}."},
	AskSubject:   {Other: "A report on our referral {reference}"},
	AskText:      {Other: "This is about our referral {reference}.\nA report was promised for {day}. It has not come to us yet.\nWe ask you to send it, or to tell us when it will come.{link}\nWrite no names into a mail or a message.\n{worker}, {agency}"},
	AskTextAny:   {Other: "This is about our referral {reference}.\nWe ask you for a report, or to tell us when it will come.{link}\nWrite no names into a mail or a message.\n{worker}, {agency}"},
	AskTextLink:  {Other: "\nYou can send it here: {link}"},
	AskTextOpen:  {Other: "\nYou can send it with the link that you have from us. It works until {day}."},
	ReferenceOf:  {Other: "Our reference"},
}
