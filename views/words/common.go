package words

// Words that many pages share.
const (
	ProductName      Key = "product"
	SkipToMain       Key = "skip"
	ErrorTitle       Key = "error.title"
	ErrorIntro       Key = "error.intro"
	Save             Key = "save"
	Cancel           Key = "cancel"
	Change           Key = "change"
	Back             Key = "back"
	Optional         Key = "optional"
	NavCaseload      Key = "nav.caseload"
	NavSync          Key = "nav.sync"
	NavPeople        Key = "nav.people"
	NavYou           Key = "nav.you"
	NavTablet        Key = "nav.tablet"
	SignOut          Key = "nav.sign_out"
	Lock             Key = "nav.lock"
	Today            Key = "date.today"
	Yesterday        Key = "date.yesterday"
	Tomorrow         Key = "date.tomorrow"
	InAWeek          Key = "date.week"
	InFourWeeks      Key = "date.four_weeks"
	DayLabel         Key = "date.day"
	MonthLabel       Key = "date.month"
	YearLabel        Key = "date.year"
	DateHint         Key = "date.hint"
	DraftFrom        Key = "draft.from"
	DraftThrow       Key = "draft.throw"
	StateNoAnswer    Key = "state.no_answer"
	StateNotSaved    Key = "state.not_saved"
	NotGiven         Key = "not_given"
	StepWho          Key = "step.who"
	StepWhen         Key = "step.when"
	StepWhere        Key = "step.where"
	StepHow          Key = "step.how"
	StateOffice      Key = "state.office"
	NotFound         Key = "failure.not_found"
	NotFoundHow      Key = "failure.not_found.how"
	Failed           Key = "failure.internal"
	FailedHow        Key = "failure.internal.how"
	StateDraftSaved  Key = "state.draft_saved"
	RelToday         Key = "rel.today"
	RelTomorrow      Key = "rel.tomorrow"
	RelYesterday     Key = "rel.yesterday"
	RelIn            Key = "rel.in"
	OverdueBy        Key = "rel.overdue"
	DayWords         Key = "day.words"
	MomentWords      Key = "moment.words"
	DayAndRelative   Key = "day.relative"
	SaidByOn         Key = "said.by_on"
	DateIncomplete   Key = "date.incomplete"
	DateMonth        Key = "date.bad_month"
	DateYear         Key = "date.bad_year"
	DateDay          Key = "date.bad_day"
	ProblemChoose    Key = "problem.choose"
	ProblemOrder     Key = "problem_order"
	ProblemUnborn    Key = "problem_unborn"
	ProblemAhead     Key = "problem_ahead"
	LanguageNone     Key = "language.none"
	Unnamed          Key = "unnamed"
	RemoveTitle      Key = "remove.title"
	RemoveLink       Key = "remove.link"
	RemoveHow        Key = "remove.how"
	RemoveReason     Key = "remove.reason"
	RemoveReasonHint Key = "remove.reason.hint"
	RemoveSave       Key = "remove.save"
	ToCaseload       Key = "failure.to_caseload"
	Forbidden        Key = "failure.forbidden"
	NoSpace          Key = "failure.no_space"
	Busy             Key = "failure.busy"
	Immutable        Key = "failure.immutable"
	LockedTitle      Key = "failure.locked"
	TooLarge         Key = "failure.too_large"
	OtherWindow      Key = "failure.other_window"
	NotTaken         Key = "failure.not_taken"
	NotTakenHow      Key = "failure.not_taken.how"
)

var commonWords = entries{
	ProductName:             {Other: "Doorstep"},
	SkipToMain:              {Other: "Skip to the page"},
	ErrorTitle:              {Other: "Error: {title}"},
	ErrorIntro:              {One: "There is one thing to put right", Other: "There are {n} things to put right"},
	Save:                    {Other: "Save"},
	Cancel:                  {Other: "Cancel"},
	Change:                  {Other: "Change"},
	Back:                    {Other: "Back"},
	Optional:                {Other: "optional"},
	NavCaseload:             {Other: "Caseload"},
	NavSync:                 {Other: "Sync"},
	NavPeople:               {Other: "Staff"},
	NavYou:                  {Other: "You"},
	NavTablet:               {Other: "This tablet"},
	SignOut:                 {Other: "Sign out"},
	Lock:                    {Other: "Lock"},
	Today:                   {Other: "Today"},
	Yesterday:               {Other: "Yesterday"},
	Tomorrow:                {Other: "Tomorrow"},
	InAWeek:                 {Other: "In one week"},
	InFourWeeks:             {Other: "In four weeks"},
	DayLabel:                {Other: "Day"},
	MonthLabel:              {Other: "Month"},
	YearLabel:               {Other: "Year"},
	DateHint:                {Other: "For example 27 9 2026 or 27 September 2026"},
	DraftFrom:               {Other: "Draft from {time}. It is not part of the case until you save it."},
	DraftThrow:              {Other: "Throw the draft away"},
	StateNoAnswer:           {Other: "No answer, try again"},
	StateNotSaved:           {Other: "Not saved yet"},
	NotGiven:                {Other: "Not given"},
	StepWho:                 {Other: "Who"},
	StepWhen:                {Other: "By when"},
	StepWhere:               {Other: "Where"},
	StepHow:                 {Other: "How"},
	StateOffice:             {Other: "At the office"},
	NotFound:                {Other: "This page is not here"},
	NotFoundHow:             {Other: "It may have moved, or it may belong to somebody else. A case that was closed is at the office only. Go back to the caseload and open the case from there."},
	Failed:                  {Other: "Something went wrong on our side"},
	FailedHow:               {Other: "What you wrote before is safe. Go back, and try the last step once more. If it happens again, tell your administrator."},
	StateDraftSaved:         {Other: "Draft saved {time}"},
	RelToday:                {Other: "today"},
	RelTomorrow:             {Other: "tomorrow"},
	RelYesterday:            {Other: "yesterday"},
	RelIn:                   {One: "in 1 day", Other: "in {n} days"},
	OverdueBy:               {One: "Overdue by 1 day", Other: "Overdue by {n} days"},
	DayWords:                {Other: "{day} {month} {year}"},
	MomentWords:             {Other: "{day}, {time}"},
	DayAndRelative:          {Other: "{day} ({relative})"},
	SaidByOn:                {Other: "{name}, {day}"},
	DateIncomplete:          {Other: "“{label}”: write day, month and year, or leave all three empty."},
	DateMonth:               {Other: "“{label}”: there is no such month. Write 1 to 12, or the month's name."},
	DateYear:                {Other: "“{label}”: write the year with four digits."},
	DateDay:                 {Other: "“{label}”: the month has no such day."},
	ProblemChoose:           {Other: "“{label}”: choose one answer."},
	LanguageNone:            {Other: "Not known, or English"},
	Unnamed:                 {Other: "No name given"},
	RemoveTitle:             {Other: "Entered in error"},
	RemoveLink:              {Other: "Entered in error?"},
	RemoveHow:               {Other: "It will no longer be shown in the case. Nothing is deleted: the words and your reason stay in the history."},
	RemoveReason:            {Other: "Why was it entered in error?"},
	RemoveReasonHint:        {Other: "In a few words: wrong family."},
	RemoveSave:              {Other: "Hide it as entered in error"},
	ToCaseload:              {Other: "Go to the caseload"},
	Forbidden:               {Other: "This is for somebody else to do"},
	NoSpace:                 {Other: "There is no room left to save"},
	Busy:                    {Other: "Somebody else saved at the same moment"},
	Immutable:               {Other: "This can no longer be changed"},
	LockedTitle:             {Other: "Doorstep is locked"},
	TooLarge:                {Other: "That is too large to take"},
	OtherWindow:             {Other: "“{label}”: you changed this in another window meanwhile. It says now: {text}. Put together what you need, then save once more."},
	NotTaken:                {Other: "This could not be saved"},
	NotTakenHow:             {Other: "Nothing was changed. Go back, look at the form again, and save once more."},
	"problem.not_found":     {Other: "This is not here any more. Go back to the caseload and open the case from there."},
	"problem.empty":         {Other: "“{label}”: write something here."},
	"problem.too_long":      {One: "“{label}”: too long. There is room for one character.", Other: "“{label}”: too long. There is room for {n} characters."},
	ProblemOrder:            {Other: "“{label}” is before “{other}”, {day}. Look at both dates."},
	ProblemUnborn:           {Other: "“{label}” is before {name} was born, {day}. Look at the date."},
	ProblemAhead:            {Other: "“{label}” is far ahead, and it has happened already. Look at the year."},
	"problem.bad_date":      {Other: "“{label}”: this is not a day of the calendar."},
	"problem.bad_choice":    {Other: "“{label}”: choose one of the answers."},
	"problem.bad_reference": {Other: "“{label}”: what you chose is no longer in this case. Choose again."},
	"problem.bad_number":    {Other: "“{label}”: write a whole number."},
	"problem.bad_text":      {Other: "“{label}”: there is a sign in it that cannot be kept. Write it again in plain letters."},
	"problem.immutable":     {Other: "This was finished or signed meanwhile and can no longer be changed. Make a new version instead."},
	"problem.incomplete":    {Other: "Something is still missing before this step."},
	"problem.no_ink":        {Other: "There is no signature in the box yet."},
	"problem.too_large":     {One: "“{label}” is larger than 1 MB. Choose a smaller one.", Other: "“{label}” is larger than {n} MB. Choose a smaller one, or take the photo again with lower quality."},
	"problem.unsafe_file":   {Other: "“{label}” was not taken: it is damaged, larger than 40 megapixels, or there is something in it beside the picture or the page, such as a program or another file. Photograph or scan the page, or print it to a new PDF, and add that."},
	"problem.wrong_type":    {Other: "“{label}” is not a photo (JPEG, PNG) or a PDF. Choose another file."},
	"problem.forbidden":     {Other: "You may not do this. Ask your supervisor."},
	"problem.busy":          {Other: "Somebody else saved at the same moment. Your words are still here: save once more."},
	"problem.no_space":      {Other: "There is no room left on this device. Your words are still here: make room, then save once more."},
	"problem.locked":        {Other: "Doorstep is locked. Unlock it, then save once more."},
	"problem.forbidden.how": {Other: "Ask your supervisor to do it, or go back to the caseload."},
	"problem.no_space.how":  {Other: "What was saved before is safe. Make room on this device, then try the last step once more."},
	"problem.busy.how":      {Other: "Go back and save once more. Nothing of theirs or yours was lost."},
	"problem.immutable.how": {Other: "It was finished or signed. Make a new version instead of changing it."},
	"problem.locked.how":    {Other: "Unlock it with your passkey. What you wrote is safe."},
	"problem.too_long.how":  {Other: "Nothing was changed: these words together are more than can be kept at once. Write less, or in two parts, then save once more."},
	"problem.too_large.how": {Other: "Go back, choose a smaller file, and try once more."},
	"language.en":           {Other: "English"},
	"language.es":           {Other: "Spanish"},
	"language.fr":           {Other: "French"},
	"language.ar":           {Other: "Arabic"},
	"language.vi":           {Other: "Vietnamese"},
	"language.so":           {Other: "Somali"},
	"language.ht":           {Other: "Haitian Creole"},
	"language.ne":           {Other: "Nepali"},
	"language.sw":           {Other: "Swahili"},
	"language.zh":           {Other: "Chinese"},
	"language.pa":           {Other: "Punjabi"},
	"language.tl":           {Other: "Tagalog"},
	"language.ur":           {Other: "Urdu"},
	"language.my":           {Other: "Burmese"},
	"language.ksw":          {Other: "S'gaw Karen"},
	"language.fa":           {Other: "Persian"},
	"language.ps":           {Other: "Pashto"},
	"language.uk":           {Other: "Ukrainian"},
	"language.ru":           {Other: "Russian"},
	"language.cr":           {Other: "Cree"},
	"language.iu":           {Other: "Inuktitut"},
	"language.oj":           {Other: "Ojibwe"},
}

// Problem returns the key of the sentence for a casework.Code.
func Problem(code string) Key { return Key("problem." + code) }

// Months are the names of the months; Intl lacks some of our languages.
var Months = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// ProblemHow returns the key of what to do next about a casework.Code that gets
// a page of its own.
func ProblemHow(code string) Key { return Key("problem." + code + ".how") }

// Kept returns the key of the sentence for a casework.Reason.
func Kept(reason string) Key { return Key("kept." + reason) }

// Label returns the key of what a form calls a field.
func Label(kind, field string) Key { return Key("label." + kind + "." + field) }

// Hint returns the key of the line under a label; not every field has one.
func Hint(kind, field string) Key { return Key("hint." + kind + "." + field) }

// Choice returns the key of one answer of a field.
func Choice(kind, field, value string) Key { return Key("choice." + kind + "." + field + "." + value) }

// Nobody returns the key of "none" among the answers of a field.
func Nobody(kind, field string) Key { return Key("nobody." + kind + "." + field) }

// KindName returns the key of what people call a kind of record.
func KindName(kind string) Key { return Key("kind." + kind) }

// LanguageName returns the key of a language's name.
func LanguageName(tag string) Key { return Key("language." + tag) }

// Languages are the languages that a form offers, as BCP 47 tags.
var Languages = []string{"en", "es", "fr", "ar", "vi", "so", "ht", "ne", "sw", "zh", "pa", "tl", "ur", "my", "ksw", "fa", "ps", "uk", "ru", "cr", "iu", "oj"}
