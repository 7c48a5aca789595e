package words

// Words of visits, notes and papers.
const (
	NotesTitle       Key = "notes.title"
	NotesCount       Key = "notes.count"
	NoNotes          Key = "notes.none"
	NoteTitle        Key = "note.title"
	NoteNew          Key = "note.new"
	NoteSave         Key = "note.save"
	NoteAmend        Key = "note.amend"
	NoteAmended      Key = "note.amended"
	NoteAmendedTitle Key = "note.amended.title"
	NoteAmendedBy    Key = "note.amended.by"
	NoteAmends       Key = "note.amends"
	NoteLine         Key = "note.line"
	FeelingsTitle    Key = "note.feelings"
	WrittenBy        Key = "note.by"
	PhotoAdd         Key = "photo.add"
	PhotoHint        Key = "photo.hint"
	FilesTaken       Key = "photo.taken"
	ScanAdd          Key = "scan.add"
	ScanHint         Key = "scan.hint"
	TooManyFiles     Key = "photo.many"
	PapersTitle      Key = "papers.title"
	PapersCount      Key = "papers.count"
	NoPapers         Key = "papers.none"
	PapersAdd        Key = "papers.add"
	PaperTitle       Key = "paper.title"
	PaperSize        Key = "paper.size"
	PaperAdded       Key = "paper.added"
	PaperDownload    Key = "paper.download"
	PaperNote        Key = "paper.note"
	PlaceHere        Key = "place.here"
	PlaceNowhere     Key = "place.nowhere"
	PlaceRefused     Key = "place.refused"
	PlaceApart       Key = "place.apart"
	PaperAsTaken     Key = "paper.as_taken"
	PaperAsTakenHow  Key = "paper.as_taken.how"
	PhotoAsIs        Key = "photo.as_is"
	SizeKB           Key = "size.kb"
	SizeMB           Key = "size.mb"
	AndMore          Key = "text.more"
)

var noteWords = entries{
	NotesTitle:                        {Other: "Visits and notes"},
	NotesCount:                        {One: "1 note", Other: "{n} notes"},
	NoNotes:                           {Other: "No visit or contact is written down yet."},
	NoteTitle:                         {Other: "Note"},
	NoteNew:                           {Other: "Write a note"},
	NoteSave:                          {Other: "Save the note"},
	NoteAmend:                         {Other: "Amend this note"},
	NoteAmended:                       {Other: "Amended"},
	NoteAmendedTitle:                  {Other: "This note was amended later."},
	NoteAmendedBy:                     {Other: "Read the note of {moment}"},
	NoteAmends:                        {Other: "This amends the note of {moment}"},
	NoteLine:                          {Other: "{type}, {day}"},
	FeelingsTitle:                     {Other: "How they feel about it"},
	WrittenBy:                         {Other: "Written by {name}, {moment}"},
	PhotoAdd:                          {Other: "Add a photo or document"},
	PhotoHint:                         {Other: "Photos (JPEG, PNG) or PDF, up to 25 MB each."},
	FilesTaken:                        {Other: "Added already: {names}."},
	ScanAdd:                           {Other: "Scan a page"},
	ScanHint:                          {Other: "Opens the camera. Hold the tablet flat above the page."},
	TooManyFiles:                      {Other: "One note takes at most {n} photos and scans. Put the others into a second note."},
	PapersTitle:                       {Other: "Photos and papers"},
	PapersCount:                       {One: "1 paper", Other: "{n} papers"},
	NoPapers:                          {Other: "No photo, scan or document is here yet."},
	PapersAdd:                         {Other: "Write a note with a photo or scan"},
	PaperTitle:                        {Other: "Paper"},
	PaperSize:                         {Other: "Size"},
	PaperAdded:                        {Other: "Added by"},
	PaperDownload:                     {Other: "Save a copy on this device"},
	PaperNote:                         {Other: "Open the note it belongs to"},
	PlaceHere:                         {Other: "Waits to go to the safe store"},
	PlaceNowhere:                      {Other: "Not here yet. It is still on the tablet that took it, and comes with its next sync."},
	PlaceRefused:                      {Other: "The office does not take this file. It is damaged, too large, no photo or PDF, or something is hidden in it. It stays on this tablet: save a copy and show it at the office, or photograph it again."},
	PlaceApart:                        {Other: "The office opens this file for nobody: it is damaged, very large, or there is something in it beside the picture or the page. It is kept apart. Photograph or scan the page again and add that."},
	PaperAsTaken:                      {Other: "Inside the file"},
	PaperAsTakenHow:                   {Other: "What the camera wrote, perhaps the place, could not be taken out."},
	PhotoAsIs:                         {Other: "Could not be made smaller. It is sent as it is."},
	SizeKB:                            {One: "1 KB", Other: "{n} KB"},
	SizeMB:                            {One: "1 MB", Other: "{n} MB"},
	AndMore:                           {Other: "{text} …"},
	"label.note.type":                 {Other: "What kind of contact was it?"},
	"label.note.on":                   {Other: "On which day?"},
	"label.note.seen":                 {Other: "Who was there?"},
	"label.note.text":                 {Other: "What happened?"},
	"label.note.feelings":             {Other: "How do they feel about it, in their own words?"},
	"label.note.next_step":            {Other: "Next step"},
	"label.note.amends":               {Other: "Amends"},
	"hint.note.text":                  {Other: "What you saw and heard. Facts first, then what you make of them."},
	"hint.note.feelings":              {Other: "One line is enough."},
	"hint.note.next_step":             {Other: "In a few words: call the school by Friday."},
	"choice.note.type.home_visit":     {Other: "Home visit"},
	"choice.note.type.office_visit":   {Other: "Office visit"},
	"choice.note.type.phone":          {Other: "Phone call"},
	"choice.note.type.message":        {Other: "Message"},
	"choice.note.type.other":          {Other: "Other contact"},
	"label.attachment.type":           {Other: "Kind"},
	"label.attachment.name":           {Other: "Name"},
	"label.attachment.caption":        {Other: "Caption"},
	"choice.attachment.type.photo":    {Other: "Photo"},
	"choice.attachment.type.scan":     {Other: "Scanned page"},
	"choice.attachment.type.document": {Other: "Document"},
}
