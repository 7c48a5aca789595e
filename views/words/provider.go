package words

// Words for those outside: a referral's letter and link, and what the family takes
// along.
const (
	ReferralLink        Key = "referral.link"
	LetterTo            Key = "letter.to"
	LetterThanks        Key = "letter.thanks"
	LetterFrom          Key = "letter.from"
	LetterPDF           Key = "letter.pdf"
	LetterPart2         Key = "letter.part2"
	ProviderTitle       Key = "provider.title"
	ProviderIntro       Key = "provider.intro"
	ProviderAnswer      Key = "provider.answer"
	ProviderAttendance  Key = "provider.attendance"
	ProviderReport      Key = "provider.report"
	ProviderSend        Key = "provider.send"
	ProviderSaid        Key = "provider.said"
	ProviderFile        Key = "provider.file"
	ProviderFileHint    Key = "provider.file.hint"
	ProviderGoneHow     Key = "provider.gone.how"
	ReferralLinkHow     Key = "referral.link.how"
	ReferralLinkMade    Key = "referral.link.made"
	ReferralLinkExists  Key = "referral.link.exists"
	ReferralLinkMake    Key = "referral.link.make"
	ReferralLinkEnd     Key = "referral.link.end"
	ReferralLinkMail    Key = "referral.link.mail"
	ReferralLinkText    Key = "referral.link.text"
	ReferralLinkMessage Key = "referral.link.message"
	FarewellTitle       Key = "farewell.title"
	FarewellFrom        Key = "farewell.from"
	FarewellEmpty       Key = "farewell.empty"
)

// FarewellGroup is the heading of a kind of things to take along.
func FarewellGroup(kind string) Key { return Key("farewell.group." + kind) }

var providerWords = entries{
	ReferralLink:              {Other: "A link for the provider"},
	LetterTo:                  {Other: "To {provider}"},
	LetterPDF:                 {Other: "The letter as a PDF, from the office"},
	LetterFrom:                {Other: "From {worker}, {agency}, {day}"},
	LetterThanks:              {Other: "Tell us whether you can take this referral. If you cannot, or if there is a waiting list, nobody in the family is to blame; we look for another way."},
	LetterPart2:               {Other: "42 CFR part 2 prohibits unauthorized use or disclosure of these records."},
	ProviderTitle:             {Other: "A referral for you"},
	ProviderIntro:             {Other: "{agency} asks you to help a family. {worker} is their worker. This page is for you alone and works until {day}."},
	ProviderAnswer:            {Other: "Answer the referral"},
	ProviderAttendance:        {Other: "Note an appointment"},
	ProviderReport:            {Other: "Send a report"},
	ProviderSend:              {Other: "Send"},
	ProviderSaid:              {Other: "Thank you. It is with the agency now."},
	ProviderFile:              {Other: "The report as a file"},
	ProviderFileHint:          {Other: "A PDF or a picture, up to 25 MB."},
	ProviderGoneHow:           {Other: "This link does not work any more. Ask the worker who gave it to you for a new one."},
	ReferralLinkHow:           {Other: "The link opens a small page of this one referral, with nothing else of the case. The provider can answer, note appointments and send reports, without an account."},
	ReferralLinkMade:          {Other: "The link works until {day}. It is shown only now."},
	ReferralLinkExists:        {Other: "There is a link that works until {day}, unless you make another or end it."},
	ReferralLinkMake:          {Other: "Make a link"},
	ReferralLinkEnd:           {Other: "End the link"},
	ReferralLinkMail:          {Other: "Send it by mail"},
	ReferralLinkText:          {Other: "Send it as a message"},
	ReferralLinkMessage:       {Other: "{agency} asks you to look at a referral: {link}"},
	FarewellTitle:             {Other: "A sheet to take along"},
	FarewellFrom:              {Other: "From {worker}, {agency}"},
	FarewellEmpty:             {Other: "Nothing stands on it yet. Write an aftercare plan, and add what the family takes along."},
	"farewell.group.document": {Other: "Documents"},
	"farewell.group.service":  {Other: "Services that go on"},
	"farewell.group.support":  {Other: "People who help"},
	"farewell.group.contact":  {Other: "Whom to call"},
}
