package words

// Words of following the work over time: the contact log of a person.
const (
	ContactsTitle  Key = "contacts.title"
	ContactsOf     Key = "contacts.of"
	ContactsNone   Key = "contacts.none"
	ContactsSeen   Key = "contacts.seen"
	ContactsAlone  Key = "contacts.alone"
	ContactsMonths Key = "contacts.months"
	ContactsLast   Key = "contacts.last"
	ContactsTried  Key = "contacts.tried"
	ContactHeld    Key = "contact.held"
	ContactTried   Key = "contact.tried"
	ContactMissed  Key = "contact.missed"
	ContactAlone   Key = "contact.alone"
	ContactWith    Key = "contact.with"
)

var followedWords = entries{
	ContactsTitle:  {Other: "Contact log"},
	ContactsOf:     {Other: "Contacts with {name}"},
	ContactsNone:   {Other: "No contact is written down yet."},
	ContactsSeen:   {Other: "Seen"},
	ContactsAlone:  {Other: "Seen alone"},
	ContactsMonths: {One: "In {have} of {n} month", Other: "In {have} of {n} months"},
	ContactsLast:   {Other: "Last seen"},
	ContactsTried:  {Other: "Tried, and not met"},
	ContactHeld:    {Other: "Took place"},
	ContactTried:   {Other: "Tried"},
	ContactMissed:  {Other: "Was not there"},
	ContactAlone:   {Other: "Alone"},
	ContactWith:    {Other: "With {names}"},
}
