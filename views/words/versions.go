package words

// Words of two versions that stand side by side.
const (
	VersionsTitle    Key = "versions.title"
	VersionsNone     Key = "versions.none"
	VersionsHow      Key = "versions.how"
	VersionsOf       Key = "versions.list.count"
	VersionsField    Key = "versions.field"
	VersionsHidden   Key = "versions.hidden"
	VersionsPage     Key = "versions.page"
	VersionsPageHow  Key = "versions.page.how"
	VersionsNumber   Key = "versions.number"
	VersionsYou      Key = "versions.you"
	VersionsBy       Key = "versions.by"
	VersionsYouHid   Key = "versions.you_hid"
	VersionsHid      Key = "versions.hid"
	VersionsEmpty    Key = "versions.empty"
	VersionsKeep     Key = "versions.keep"
	VersionsKeepIt   Key = "versions.keep_it"
	VersionsHideIt   Key = "versions.hide_it"
	VersionsTogether Key = "versions.together"
	VersionsKeepNew  Key = "versions.keep_new"
	VersionsMoved    Key = "versions.moved"
	VersionsFixed    Key = "versions.fixed"
	VersionsEarlier  Key = "versions.earlier"
	VersionsTyped    Key = "versions.typed"
	VersionsChosen   Key = "versions.chosen"
	DiffersStart     Key = "versions.differs.start"
	DiffersEnd       Key = "versions.differs.end"
	DiffersMark      Key = "versions.differs.mark"
	OnTheTablet      Key = "versions.tablet"
	AtTheOffice      Key = "versions.office"
	Somebody         Key = "versions.somebody"
	WeekdayTime      Key = "versions.weekday"
	Yes              Key = "yes"
	VersionsLook     Key = "versions.look"
	VersionsWrite    Key = "versions.write"
	VersionsAllBy    Key = "versions.all_by"
	VersionsAllYours Key = "versions.all_yours"
	VersionLate      Key = "versions.late"
)

var versionsWords = entries{
	VersionsTitle:    {Other: "Two versions"},
	VersionsNone:     {Other: "Nothing stands in two versions. Everybody's words fit together."},
	VersionsHow:      {Other: "Two people changed the same words at the same time. Both versions are kept until somebody chooses. The rest of the case stays as it is."},
	VersionsOf:       {One: "{n} version", Other: "{n} versions"},
	VersionsField:    {Other: "{kind}: {field}"},
	VersionsHidden:   {Other: "{kind}: changed by one, hidden by another"},
	VersionsPage:     {Other: "Choose the words"},
	VersionsPageHow:  {Other: "Keep one of them, or write a new one together. What you do not choose stays in the history."},
	VersionsNumber:   {Other: "Version {n}. {title}"},
	VersionsYou:      {Other: "You wrote, {when} ({where})"},
	VersionsBy:       {Other: "{name} wrote, {when} ({where})"},
	VersionsYouHid:   {Other: "You wanted to hide it, {when} ({where})"},
	VersionsHid:      {Other: "{name} wanted to hide it, {when} ({where})"},
	VersionsEmpty:    {Other: "No words: it was left empty."},
	VersionsKeep:     {Other: "Keep version {n}"},
	VersionsKeepIt:   {Other: "Keep it"},
	VersionsHideIt:   {Other: "Hide it"},
	VersionsTogether: {Other: "Write it together"},
	VersionsKeepNew:  {Other: "Keep the new words"},
	VersionsMoved:    {Other: "Somebody changed these words while you were reading. Look at them once more, then choose."},
	VersionsFixed:    {Other: "Signing has started on this contract, so its words stay. The other version stays in the history."},
	VersionsEarlier:  {Other: "Words you wrote here earlier ({time}), beside other versions than now. They are a draft: copy from them what you need."},
	VersionsTyped:    {Other: "What you had typed, so that you can use it:"},
	VersionsChosen:   {Other: "Somebody has chosen meanwhile. What stands now is below. Nothing was changed by you."},
	DiffersStart:     {Other: "different:"},
	DiffersEnd:       {Other: "end of difference."},
	DiffersMark:      {Other: "What differs is underlined."},
	OnTheTablet:      {Other: "on a tablet"},
	AtTheOffice:      {Other: "at the office"},
	Somebody:         {Other: "Somebody"},
	WeekdayTime:      {Other: "{weekday} {time}"},
	Yes:              {Other: "Yes"},
	VersionsLook:     {Other: "Open this on a page of its own"},
	VersionsWrite:    {Other: "Write new words instead"},
	VersionsAllBy:    {Other: "Keep all {n} that {name} wrote"},
	VersionsAllYours: {Other: "Keep all {n} that you wrote"},
	VersionLate:      {Other: "{title}. Arrived late, {moment}"},
}

// Weekdays are the names of the days, Sunday first, as time.Weekday counts.
var Weekdays = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
