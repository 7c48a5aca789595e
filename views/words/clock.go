package words

// Words of the policy clock, Today and the timeline.
const (
	DeadlinesTitle     Key = "deadlines.title"
	DeadlinesPack      Key = "deadlines.pack"
	DeadlinesNone      Key = "deadlines.none"
	DeadlinesWait      Key = "deadlines.wait"
	DeadlinesOpen      Key = "deadlines.open"
	DeadlinesPast      Key = "deadlines.past"
	DeadlinesNoRemoval Key = "deadlines.no_removal"
	DeadlineTitle      Key = "deadline.title"
	DeadlineAnswer     Key = "deadline.answer"
	DeadlineUnsure     Key = "deadline.unsure"
	DeadlineUnsureHow  Key = "deadline.unsure.how"
	DeadlineOf         Key = "deadline.of"
	DeadlineAbout      Key = "deadline.about"
	DeadlineDue        Key = "deadline.due"
	DeadlineFrom       Key = "deadline.from"
	DeadlineFromEvent  Key = "deadline.from.event"
	DeadlineAsks       Key = "deadline.asks"
	DeadlineDone       Key = "deadline.done"
	DeadlineHave       Key = "deadline.have"
	DeadlineWho        Key = "deadline.who"
	DeadlineSource     Key = "deadline.source"
	DeadlineSure       Key = "deadline.sure"
	DeadlineReason     Key = "deadline.reason"
	EventOtherRule     Key = "event.other_rule"
	AskMonthly         Key = "ask.monthly"
	AskEveryMonths     Key = "ask.every_months"
	AskEvery           Key = "ask.every"
	AskWorkingDays     Key = "ask.working_days"
	AskMonthsBefore    Key = "ask.months_before"
	AskMonths          Key = "ask.months"
	AskDaysBefore      Key = "ask.days_before"
	AskDays            Key = "ask.days"
	AskThatDay         Key = "ask.that_day"
	DueNow             Key = "due.now"
	TodayTitle         Key = "today.title"
	WeekTitle          Key = "today.week"
	MonthTitle         Key = "today.month"
	TodayNothing       Key = "today.nothing"
	TodayLate          Key = "today.late"
	TodayNow           Key = "today.now"
	TodaySoon          Key = "today.soon"
	TodayYours         Key = "today.yours"
	TodayOthers        Key = "today.others"
	DatedNext          Key = "dated.next"
	DatedAnswer        Key = "dated.answer"
	DatedMore          Key = "dated.more"
	TodayDrafts        Key = "today.drafts"
	TodayMore          Key = "today.more"
	SpanNothing        Key = "today.span.nothing"
	WeekdayDay         Key = "weekday_day"
	TimelineTitle      Key = "timeline.title"
	TimelineAll        Key = "timeline.all"
	TimelineKind       Key = "timeline.kind"
	TimelineShow       Key = "timeline.show"
	TimelineFind       Key = "timeline.find"
	TimelineFindButton Key = "timeline.find.button"
	TimelineFound      Key = "timeline.found"
	TimelineNothing    Key = "timeline.nothing"
	TimelineOlder      Key = "timeline.older"
)

// DeadlineState names how a date stands. What follows are who answers for it, how
// sure its rule is, and what it is counted from.
func DeadlineState(state string) Key { return Key("deadline.state." + state) }
func DeadlineWhoIs(who string) Key   { return Key("deadline.who." + who) }
func DeadlineSureIs(sure string) Key { return Key("deadline.sure." + sure) }
func EventName(event string) Key     { return Key("event.name." + event) }

// Weekday is the name of a day of the week, Sunday being 0.
func Weekday(day int) Key { return Key("weekday." + string(rune('0'+day))) }

var clockWords = entries{
	DeadlinesTitle:                       {Other: "What is due"},
	DeadlinesPack:                        {Other: "Time frames: {name}, version {version}."},
	DeadlinesNone:                        {Other: "Nothing waits now."},
	DeadlinesWait:                        {Other: "Now"},
	DeadlinesOpen:                        {Other: "Later"},
	DeadlinesPast:                        {Other: "Done or answered"},
	DeadlinesNoRemoval:                   {Other: "If a child lives away from home, write down since when"},
	DeadlineTitle:                        {Other: "Why this date"},
	DeadlineAnswer:                       {Other: "Write down why it was missed"},
	DeadlineUnsure:                       {Other: "Check with your policy office"},
	DeadlineUnsureHow:                    {Other: "We are not sure of this number. Check with your policy office before you rely on it."},
	DeadlineOf:                           {Other: "{have} of {need}"},
	DeadlineAbout:                        {Other: "About"},
	DeadlineDue:                          {Other: "Due on"},
	DeadlineFrom:                         {Other: "Counted from"},
	DeadlineFromEvent:                    {Other: "{event}, {day}"},
	DeadlineAsks:                         {Other: "What the rule asks"},
	DeadlineDone:                         {Other: "Done on"},
	DeadlineHave:                         {Other: "So far"},
	DeadlineWho:                          {Other: "Who answers for it"},
	DeadlineSource:                       {Other: "Where the rule stands"},
	DeadlineSure:                         {Other: "How sure we are"},
	DeadlineReason:                       {Other: "Why it was missed"},
	"deadline.state.open":                {Other: "Later"},
	"deadline.state.soon":                {Other: "Soon"},
	"deadline.state.grace":               {Other: "Past its day"},
	"deadline.state.overdue":             {Other: "Overdue"},
	"deadline.state.missed":              {Other: "Missed"},
	"deadline.state.done":                {Other: "Done in time"},
	"deadline.state.late":                {Other: "Done late"},
	"deadline.state.answered":            {Other: "Answered"},
	"deadline.who.":                      {Other: "The worker"},
	"deadline.who.worker":                {Other: "The worker"},
	"deadline.who.supervisor":            {Other: "The supervisor"},
	"deadline.who.worker_and_supervisor": {Other: "Worker and supervisor"},
	"deadline.sure.sure":                 {Other: "Sure: it stands in the text"},
	"deadline.sure.high":                 {Other: "High"},
	"deadline.sure.medium":               {Other: "Medium: check with your policy office"},
	"deadline.sure.low":                  {Other: "Low: check with your policy office"},
	"deadline.sure.agency":               {Other: "The agency's own number"},
	EventOtherRule:                       {Other: "What another rule asks was done"},
	"event.name.opened":                  {Other: "The case was opened"},
	"event.name.removed":                 {Other: "First out-of-home placement"},
	"event.name.placed":                  {Other: "The child was placed"},
	"event.name.referral":                {Other: "A referral was made"},
	"event.name.written":                 {Other: "A referral was written"},
	"event.name.sent":                    {Other: "The referral was sent"},
	"event.name.answered":                {Other: "The provider answered"},
	"event.name.report_due":              {Other: "A report was promised"},
	"event.name.plan":                    {Other: "A plan was agreed"},
	"event.name.review":                  {Other: "A review was finished"},
	"event.name.seen":                    {Other: "Somebody was seen"},
	"event.name.seen_child":              {Other: "The child was seen"},
	"event.name.seen_parent":             {Other: "The parent was seen"},
	"event.name.child":                   {Other: "The child is in the case"},
	"event.name.parent":                  {Other: "The parent is in the case"},
	"event.name.ftm":                     {Other: "A family team meeting took place"},
	"event.name.ftm_set":                 {Other: "A meeting is set"},
	"event.name.pre_meeting":             {Other: "The talk before a meeting"},
	"event.name.conference":              {Other: "A case conference took place"},
	"event.name.hearing":                 {Other: "A court hearing took place"},
	"event.name.permanency":              {Other: "A permanency hearing took place"},
	"event.name.planned_end":             {Other: "The planned end of the case"},
	"event.name.aftercare":               {Other: "The aftercare plan was begun"},
	"event.name.final":                   {Other: "The last meeting took place"},
	"event.name.discharge":               {Other: "A referral for the time after was made"},
	"event.name.followed_up":             {Other: "It was followed up"},
	"event.name.declined":                {Other: "A service was declined"},
	"event.name.next_step":               {Other: "The next step is written down"},
	"event.name.change":                  {Other: "The change happened"},
	"event.name.told":                    {Other: "Everybody was told"},
	"event.name.goal_change":             {Other: "The permanency goal changed"},
	"event.name.moved":                   {Other: "A child moved"},
	"event.name.assessed":                {Other: "The home was looked at"},
	"event.name.safety_check":            {Other: "The next check is set"},
	"event.name.declined_step":           {Other: "The next step is due"},
	"event.name.declined_done":           {Other: "The next step was taken"},
	AskMonthly:                           {One: "Once in each calendar month", Other: "{n} times in each calendar month"},
	AskEveryMonths:                       {One: "Every month", Other: "Every {n} months"},
	AskEvery:                             {One: "Every day", Other: "Every {n} days"},
	AskWorkingDays:                       {One: "Within one working day", Other: "Within {n} working days"},
	AskMonthsBefore:                      {One: "One month before", Other: "{n} months before"},
	AskMonths:                            {One: "Within one month", Other: "Within {n} months"},
	AskDaysBefore:                        {One: "The day before", Other: "{n} days before"},
	AskDays:                              {One: "Within one day", Other: "Within {n} days"},
	AskThatDay:                           {Other: "On that day"},
	DueNow:                               {One: "{n} due now", Other: "{n} due now"},
	TodayTitle:                           {Other: "Today"},
	WeekTitle:                            {Other: "The next seven days"},
	MonthTitle:                           {Other: "The next month"},
	TodayNothing:                         {Other: "Nothing waits for you today."},
	TodayLate:                            {Other: "Late, by what it means"},
	TodayNow:                             {Other: "Today"},
	TodaySoon:                            {Other: "This week"},
	TodayOthers:                          {Other: "Waits for others"},
	TodayYours:                           {Other: "Waits for you"},
	DatedNext:                            {Other: "{kind}: the next one, to be entered"},
	DatedMore:                            {One: "{n} more: {kind}", Other: "{n} more: {kind}"},
	DatedAnswer:                          {Other: "What was missed, to be done"},
	TodayDrafts:                          {Other: "Begun and not finished"},
	TodayMore:                            {One: "{n} more late thing stands in its case.", Other: "{n} more late things stand in their cases."},
	SpanNothing:                          {Other: "Nothing is planned for these days."},
	WeekdayDay:                           {Other: "{weekday}, {day}"},
	Weekday(0):                           {Other: "Sunday"},
	Weekday(1):                           {Other: "Monday"},
	Weekday(2):                           {Other: "Tuesday"},
	Weekday(3):                           {Other: "Wednesday"},
	Weekday(4):                           {Other: "Thursday"},
	Weekday(5):                           {Other: "Friday"},
	Weekday(6):                           {Other: "Saturday"},
	TimelineTitle:                        {Other: "Timeline"},
	TimelineAll:                          {Other: "Everything"},
	TimelineKind:                         {Other: "What to show"},
	TimelineShow:                         {Other: "Show"},
	TimelineFind:                         {Other: "Words to look for in this case"},
	TimelineFindButton:                   {Other: "Look for them"},
	TimelineFound:                        {One: "{n} entry has these words.", Other: "{n} entries have these words."},
	TimelineNothing:                      {Other: "Nothing has happened in this case yet."},
	TimelineOlder:                        {Other: "Older entries"},
}
