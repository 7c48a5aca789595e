package words

// Words of following the work over time: the contact log of a person,
// how practice shows in a team, conferences that prepare themselves, and what was
// delivered.
const (
	DeliveredShort     Key = "delivered.short"
	DeliveredSoFar     Key = "delivered.so_far"
	DeliveredTooMany   Key = "delivered.too_many"
	DeliveredProgress  Key = "delivered.progress"
	BarReport          Key = "bar.report"
	ConferenceAckOpen  Key = "conference.ack.open"
	ConferenceNobody   Key = "conference.nobody"
	ConferenceToAck    Key = "conference.to_ack"
	ConferenceDecided  Key = "conference.decided"
	ConferenceBecame   Key = "conference.became"
	ConferenceNoAction Key = "conference.no_action"
	ConferenceOpen     Key = "conference.open"
	ConferenceDone     Key = "conference.done"
	ConferenceSaid     Key = "conference.said"
	ConferenceLate     Key = "conference.late"
	TeamFidelity       Key = "fidelity.team"
	TeamFidelityAll    Key = "fidelity.team.all"
	LooksTitle         Key = "looks.title"
	LooksCount         Key = "looks.count"
	LooksFound         Key = "looks.found"
	LooksBy            Key = "looks.by"
	LooksFirst         Key = "looks.first"
	LooksMore          Key = "looks.more"
	LooksLess          Key = "looks.less"
	LooksSame          Key = "looks.same"
	ContactsTitle      Key = "contacts.title"
	ContactsOf         Key = "contacts.of"
	ContactsNone       Key = "contacts.none"
	ContactsSeen       Key = "contacts.seen"
	ContactsAlone      Key = "contacts.alone"
	ContactsMonths     Key = "contacts.months"
	ContactsLast       Key = "contacts.last"
	ContactsTried      Key = "contacts.tried"
	ContactHeld        Key = "contact.held"
	ContactTried       Key = "contact.tried"
	ContactMissed      Key = "contact.missed"
	ContactAlone       Key = "contact.alone"
	ContactWith        Key = "contact.with"
)

var followedWords = entries{
	DeliveredShort:     {Other: "{all} authorised, {came} attended, {n} not delivered: ask why, or change the authorisation."},
	DeliveredSoFar:     {Other: "{all} authorised, {came} attended so far, {n} still to come."},
	DeliveredTooMany:   {Other: "{all} authorised, {came} attended, {n} more than authorised: ask why, or change the authorisation."},
	DeliveredProgress:  {Other: "What changed toward the goals, as reports say"},
	BarReport:          {Other: "{text}. The report: {says}"},
	ConferenceAckOpen:  {Other: "{name} has not stood by it yet."},
	ConferenceNobody:   {Other: "No supervisor is named yet. Name them, so that both can stand by it."},
	ConferenceToAck:    {Other: "Case conference: to be read and stood by"},
	ConferenceDecided:  {Other: "Decided on {day}: {what}"},
	ConferenceBecame:   {Other: "{what}: {became}"},
	ConferenceNoAction: {Other: "not in the plan yet"},
	ConferenceOpen:     {Other: "not done yet"},
	ConferenceDone:     {Other: "done, {day}"},
	ConferenceSaid:     {Other: "{label} {what} ({day})"},
	ConferenceLate:     {Other: "{what}, was due {day}"},
	TeamFidelity:       {Other: "How practice shows in the team"},
	TeamFidelityAll:    {Other: "Every worker, and the cases where something is missing"},
	LooksTitle:         {Other: "Watched, told and talked about, over time"},
	LooksCount:         {One: "Looked at once", Other: "Looked at {n} times"},
	LooksFound:         {Other: "{what}: {n}"},
	LooksBy:            {Other: "noted by {name}"},
	LooksFirst:         {Other: "The first time"},
	LooksMore:          {Other: "More than last time"},
	LooksLess:          {Other: "Less than last time"},
	LooksSame:          {Other: "As last time"},
	ContactsTitle:      {Other: "Contact log"},
	ContactsOf:         {Other: "Contacts with {name}"},
	ContactsNone:       {Other: "No contact is written down yet."},
	ContactsSeen:       {Other: "Seen"},
	ContactsAlone:      {Other: "Seen alone"},
	ContactsMonths:     {One: "In {have} of {n} month", Other: "In {have} of {n} months"},
	ContactsLast:       {Other: "Last seen"},
	ContactsTried:      {Other: "Tried, and not met"},
	ContactHeld:        {Other: "Took place"},
	ContactTried:       {Other: "Tried"},
	ContactMissed:      {Other: "Was not there"},
	ContactAlone:       {Other: "Alone"},
	ContactWith:        {Other: "With {names}"},
}
