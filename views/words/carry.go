package words

// Words of carrying the plan out: the lists, the policy clock, Today, the timeline.
const (
	WorkHub                Key = "work.hub"
	WorkCount              Key = "work.count"
	WorkByLink             Key = "work.by_link"
	ReferralNow            Key = "referral.now"
	ReferralStep           Key = "referral.step"
	ReferralBlameless      Key = "referral.blameless"
	ReferralNoRelease      Key = "referral.no_release"
	ReferralNoSUDRelease   Key = "referral.no_sud_release"
	ReferralReleased       Key = "referral.released"
	ReferralLetter         Key = "referral.letter"
	ReferralLink           Key = "referral.link"
	ReferralMissing        Key = "referral.missing"
	DeliveredAuthorised    Key = "delivered.authorised"
	DeliveredAttended      Key = "delivered.attended"
	DeliveredMissed        Key = "delivered.missed"
	DeliveredOff           Key = "delivered.off"
	DeliveredOver          Key = "delivered.over"
	BarWords               Key = "bar.words"
	MonthYear              Key = "month_year"
	ChangeWho              Key = "change.who"
	ChangeUntold           Key = "change.untold"
	ChangeList             Key = "change.list"
	ChangeAllTold          Key = "change.all_told"
	PermanencyNoConcurrent Key = "permanency.no_concurrent"
	MeetingMore            Key = "meeting.more"
	MeetingInvite          Key = "meeting.invite"
	MeetingNoTalk          Key = "meeting.no_talk"
	DecisionAction         Key = "decision.action"
	DecisionIsAction       Key = "decision.is_action"
	DecisionIssue          Key = "decision.issue"
	ReviewMore             Key = "review.more"
	ReviewItems            Key = "review.items"
	ReviewOpen             Key = "review.open"
	ReviewChanged          Key = "review.changed"
	ConferenceAck          Key = "conference.ack"
	ConferenceAckBy        Key = "conference.ack.by"
	ConferenceAckOld       Key = "conference.ack.old"
	ConferenceAckButton    Key = "conference.ack.button"
	ConferenceLine         Key = "conference.line"
	ConferenceNotSeen      Key = "conference.not_seen"
	DeadlinesTitle         Key = "deadlines.title"
	DeadlinesPack          Key = "deadlines.pack"
	DeadlinesNone          Key = "deadlines.none"
	DeadlinesWait          Key = "deadlines.wait"
	DeadlinesOpen          Key = "deadlines.open"
	DeadlinesPast          Key = "deadlines.past"
	DeadlinesNoRemoval     Key = "deadlines.no_removal"
	DeadlineTitle          Key = "deadline.title"
	DeadlineAnswer         Key = "deadline.answer"
	DeadlineUnsure         Key = "deadline.unsure"
	DeadlineUnsureHow      Key = "deadline.unsure.how"
	DeadlineOf             Key = "deadline.of"
	DeadlineAbout          Key = "deadline.about"
	DeadlineDue            Key = "deadline.due"
	DeadlineFrom           Key = "deadline.from"
	DeadlineFromEvent      Key = "deadline.from.event"
	DeadlineAsks           Key = "deadline.asks"
	DeadlineDone           Key = "deadline.done"
	DeadlineHave           Key = "deadline.have"
	DeadlineWho            Key = "deadline.who"
	DeadlineSource         Key = "deadline.source"
	DeadlineSure           Key = "deadline.sure"
	DeadlineReason         Key = "deadline.reason"
	EventOtherRule         Key = "event.other_rule"
	AskMonthly             Key = "ask.monthly"
	AskEveryMonths         Key = "ask.every_months"
	AskEvery               Key = "ask.every"
	AskWorkingDays         Key = "ask.working_days"
	AskMonthsBefore        Key = "ask.months_before"
	AskMonths              Key = "ask.months"
	AskDaysBefore          Key = "ask.days_before"
	AskDays                Key = "ask.days"
	AskThatDay             Key = "ask.that_day"
	DueNow                 Key = "due.now"
	ReferralsCount         Key = "referrals.count"
	TodayTitle             Key = "today.title"
	WeekTitle              Key = "today.week"
	MonthTitle             Key = "today.month"
	TodayNothing           Key = "today.nothing"
	TodayLate              Key = "today.late"
	TodayNow               Key = "today.now"
	TodaySoon              Key = "today.soon"
	TodayOthers            Key = "today.others"
	TodayDrafts            Key = "today.drafts"
	TodayMore              Key = "today.more"
	SpanNothing            Key = "today.span.nothing"
	WeekdayDay             Key = "weekday_day"
	TimelineTitle          Key = "timeline.title"
	TimelineAll            Key = "timeline.all"
	TimelineKind           Key = "timeline.kind"
	TimelineShow           Key = "timeline.show"
	TimelineFind           Key = "timeline.find"
	TimelineFindButton     Key = "timeline.find.button"
	TimelineFound          Key = "timeline.found"
	TimelineNothing        Key = "timeline.nothing"
	TimelineOlder          Key = "timeline.older"
	EffortRecordTitle      Key = "effort.record"
	EffortApplies          Key = "effort.applies"
	EffortGaps             Key = "effort.gaps"
	EffortAsk              Key = "effort.ask"
	EffortAskHow           Key = "effort.ask.how"
	VisitNew               Key = "visit.new"
	VisitTable             Key = "visit.table"
	VisitServices          Key = "visit.services"
	VisitTasks             Key = "visit.tasks"
	VisitCar               Key = "visit.car"
	VisitMissing           Key = "visit.missing"
	VisitNoted             Key = "visit.noted"
	VisitSave              Key = "visit.save"
	VisitHow               Key = "visit.how"
	VisitHelps             Key = "visit.helps"
	VisitWorks             Key = "visit.works"
	VisitWorksNot          Key = "visit.works_not"
	VisitDone              Key = "visit.done"
	VisitReview            Key = "visit.review"
	VisitSaid              Key = "visit.said"
	VisitConcern           Key = "visit.concern"
	BoardTitle             Key = "board.title"
	BoardCases             Key = "board.cases"
	BoardAll               Key = "board.all"
	BoardWhat              Key = "board.what"
	BoardNobody            Key = "board.nobody"
	BoardListNone          Key = "board.list.none"
	BoardAssign            Key = "board.assign"
	BoardAssignHow         Key = "board.assign.how"
	BoardAssignTo          Key = "board.assign.to"
	BoardAssignCases       Key = "board.assign.cases"
	BoardAssignButton      Key = "board.assign.button"
	BoardAssigned          Key = "board.assigned"
	BoardMore              Key = "board.more"
	FidelityTitle          Key = "fidelity.title"
	FidelityHow            Key = "fidelity.how"
	FidelityShown          Key = "fidelity.shown"
	FidelityMissing        Key = "fidelity.missing"
	FidelityNotYet         Key = "fidelity.not_yet"
	FidelityNew            Key = "fidelity.new"
	FidelityOf             Key = "fidelity.of"
	LetterTo               Key = "letter.to"
	LetterThanks           Key = "letter.thanks"
	LetterPart2            Key = "letter.part2"
	ProviderTitle          Key = "provider.title"
	ProviderIntro          Key = "provider.intro"
	ProviderAnswer         Key = "provider.answer"
	ProviderAttendance     Key = "provider.attendance"
	ProviderReport         Key = "provider.report"
	ProviderSend           Key = "provider.send"
	ProviderSaid           Key = "provider.said"
	ProviderFile           Key = "provider.file"
	ProviderFileHint       Key = "provider.file.hint"
	ProviderGoneHow        Key = "provider.gone.how"
	ReferralLinkHow        Key = "referral.link.how"
	ReferralLinkMade       Key = "referral.link.made"
	ReferralLinkExists     Key = "referral.link.exists"
	ReferralLinkMake       Key = "referral.link.make"
	ReferralLinkEnd        Key = "referral.link.end"
	ReferralLinkMail       Key = "referral.link.mail"
	ReferralLinkText       Key = "referral.link.text"
	ReferralLinkMessage    Key = "referral.link.message"
	FarewellTitle          Key = "farewell.title"
	FarewellFrom           Key = "farewell.from"
	FarewellEmpty          Key = "farewell.empty"
	FarewellPrint          Key = "farewell.print"
)

// WorkTitle is the heading of a kind's list. What follows are the other sentences
// by kind, group, state and event.
func WorkTitle(kind string) Key       { return Key("work." + kind + ".title") }
func WorkNone(kind string) Key        { return Key("work." + kind + ".none") }
func WorkNew(kind string) Key         { return Key("work." + kind + ".new") }
func WorkEdit(kind string) Key        { return Key("work." + kind + ".edit") }
func WorkGroupTitle(group string) Key { return Key("work.group." + group) }
func DeadlineState(state string) Key  { return Key("deadline.state." + state) }
func DeadlineWhoIs(who string) Key    { return Key("deadline.who." + who) }
func DeadlineSureIs(sure string) Key  { return Key("deadline.sure." + sure) }
func EventName(event string) Key      { return Key("event.name." + event) }
func EffortKind(n string) Key         { return Key("effort.kind." + n) }
func BoardList(what string) Key       { return Key("board.list." + what) }
func MeasureWay(way string) Key       { return Key("measure.way." + way) }
func MeasureName(id string) Key       { return Key("measure." + id) }
func FarewellGroup(kind string) Key   { return Key("farewell.group." + kind) }

// Weekday is the name of a day of the week, Sunday being 0.
func Weekday(day int) Key { return Key("weekday." + string(rune('0'+day))) }

var carryWords = entries{
	WorkHub:                                {Other: "Carrying the plan out"},
	WorkCount:                              {Other: "{n}"},
	WorkByLink:                             {Other: "A provider, by their link"},
	WorkGroupTitle("team"):                 {Other: "The team"},
	WorkGroupTitle("services"):             {Other: "Services and providers"},
	WorkGroupTitle("children"):             {Other: "Safety, permanency, well-being"},
	WorkGroupTitle("meetings"):             {Other: "Meetings, reviews, dates"},
	WorkGroupTitle("efforts"):              {Other: "Active efforts"},
	WorkGroupTitle("closing"):              {Other: "Closing"},
	WorkTitle("member"):                    {Other: "The team"},
	WorkNone("member"):                     {Other: "Nobody is in the team yet. Ask: who is on your side?"},
	WorkNew("member"):                      {Other: "Add somebody to the team"},
	WorkEdit("member"):                     {Other: "Change the entry"},
	WorkTitle("suggestion"):                {Other: "Suggestions of the team"},
	WorkNone("suggestion"):                 {Other: "No suggestion yet. Ask each member, and write it down as theirs."},
	WorkNew("suggestion"):                  {Other: "Add a suggestion"},
	WorkEdit("suggestion"):                 {Other: "Change the suggestion"},
	WorkTitle("referral"):                  {Other: "Referrals"},
	WorkNone("referral"):                   {Other: "No referral yet."},
	WorkNew("referral"):                    {Other: "Make a referral"},
	WorkEdit("referral"):                   {Other: "Change the referral"},
	WorkTitle("referral_state"):            {Other: "Where it stands"},
	WorkNone("referral_state"):             {Other: "It is drafted."},
	WorkNew("referral_state"):              {Other: "Add a step"},
	WorkEdit("referral_state"):             {Other: "Change the step"},
	WorkTitle("release"):                   {Other: "Releases of information"},
	WorkNone("release"):                    {Other: "No release yet. Nothing about the family is told to anybody before there is one."},
	WorkNew("release"):                     {Other: "Add a release"},
	WorkEdit("release"):                    {Other: "Change the release"},
	WorkTitle("declined"):                  {Other: "Services declined"},
	WorkNone("declined"):                   {Other: "Nobody has declined a service."},
	WorkNew("declined"):                    {Other: "Note a declined service"},
	WorkEdit("declined"):                   {Other: "Change the entry"},
	WorkTitle("gap"):                       {Other: "Services that are missing"},
	WorkNone("gap"):                        {Other: "No missing service is noted."},
	WorkNew("gap"):                         {Other: "Note a missing service"},
	WorkEdit("gap"):                        {Other: "Change the entry"},
	WorkTitle("attendance"):                {Other: "Attendance"},
	WorkNone("attendance"):                 {Other: "No appointment is noted yet."},
	WorkNew("attendance"):                  {Other: "Note an appointment"},
	WorkEdit("attendance"):                 {Other: "Change the entry"},
	WorkTitle("report"):                    {Other: "Provider reports"},
	WorkNone("report"):                     {Other: "No report yet."},
	WorkNew("report"):                      {Other: "Add a report"},
	WorkEdit("report"):                     {Other: "Change the report"},
	WorkTitle("report_request"):            {Other: "Reports asked for"},
	WorkNone("report_request"):             {Other: "No report was asked for yet."},
	WorkNew("report_request"):              {Other: "Ask for a report"},
	WorkEdit("report_request"):             {Other: "Change the entry"},
	WorkTitle("change"):                    {Other: "Significant changes"},
	WorkNone("change"):                     {Other: "No significant change is noted."},
	WorkNew("change"):                      {Other: "Note a significant change"},
	WorkEdit("change"):                     {Other: "Change the entry"},
	WorkTitle("told"):                      {Other: "Who must know"},
	WorkNone("told"):                       {Other: "Nobody is listed yet."},
	WorkNew("told"):                        {Other: "Add somebody who must know"},
	WorkEdit("told"):                       {Other: "Change the entry"},
	WorkTitle("safety_concern"):            {Other: "Safety"},
	WorkNone("safety_concern"):             {Other: "No safety concern is noted."},
	WorkNew("safety_concern"):              {Other: "Note a safety concern"},
	WorkEdit("safety_concern"):             {Other: "Change the concern"},
	WorkTitle("safety_activity"):           {Other: "What is done about it"},
	WorkNone("safety_activity"):            {Other: "Nothing is planned yet. Say exactly what is done, and who checks."},
	WorkNew("safety_activity"):             {Other: "Add a safety activity"},
	WorkEdit("safety_activity"):            {Other: "Change the activity"},
	WorkTitle("permanency"):                {Other: "Permanency goals"},
	WorkNone("permanency"):                 {Other: "No permanency goal yet."},
	WorkNew("permanency"):                  {Other: "Set a permanency goal"},
	WorkEdit("permanency"):                 {Other: "Change the goal"},
	WorkTitle("step"):                      {Other: "Steps"},
	WorkNone("step"):                       {Other: "No step yet."},
	WorkNew("step"):                        {Other: "Add a step"},
	WorkEdit("step"):                       {Other: "Change the step"},
	WorkTitle("wellbeing"):                 {Other: "Well-being"},
	WorkNone("wellbeing"):                  {Other: "Nothing is noted yet: health, school, family and friends."},
	WorkNew("wellbeing"):                   {Other: "Note how a child is"},
	WorkEdit("wellbeing"):                  {Other: "Change the entry"},
	WorkTitle("living"):                    {Other: "Where the children live"},
	WorkNone("living"):                     {Other: "No living arrangement is noted yet."},
	WorkNew("living"):                      {Other: "Add a living arrangement"},
	WorkEdit("living"):                     {Other: "Change the entry"},
	WorkTitle("meeting"):                   {Other: "Meetings"},
	WorkNone("meeting"):                    {Other: "No meeting yet."},
	WorkNew("meeting"):                     {Other: "Plan a meeting"},
	WorkEdit("meeting"):                    {Other: "Change the meeting"},
	WorkTitle("attendee"):                  {Other: "Invited"},
	WorkNone("attendee"):                   {Other: "Nobody is invited yet."},
	WorkNew("attendee"):                    {Other: "Invite somebody"},
	WorkEdit("attendee"):                   {Other: "Change the invitation"},
	WorkTitle("decision"):                  {Other: "Decisions"},
	WorkNone("decision"):                   {Other: "No decision yet."},
	WorkNew("decision"):                    {Other: "Add a decision"},
	WorkEdit("decision"):                   {Other: "Change the decision"},
	WorkTitle("conference"):                {Other: "Case conferences"},
	WorkNone("conference"):                 {Other: "No conference yet."},
	WorkNew("conference"):                  {Other: "Prepare a conference"},
	WorkEdit("conference"):                 {Other: "Change the conference"},
	WorkTitle("hearing"):                   {Other: "Court hearings"},
	WorkNone("hearing"):                    {Other: "No hearing is noted."},
	WorkNew("hearing"):                     {Other: "Add a hearing"},
	WorkEdit("hearing"):                    {Other: "Change the hearing"},
	WorkTitle("review"):                    {Other: "Reviews with the family"},
	WorkNone("review"):                     {Other: "No review yet."},
	WorkNew("review"):                      {Other: "Begin a review"},
	WorkEdit("review"):                     {Other: "Change the review"},
	WorkTitle("review_item"):               {Other: "Goals and services"},
	WorkNone("review_item"):                {Other: "Nothing stands here yet."},
	WorkNew("review_item"):                 {Other: "Add a goal or service"},
	WorkEdit("review_item"):                {Other: "Keep, change or stop"},
	WorkTitle("effort"):                    {Other: "Active efforts without another entry"},
	WorkNone("effort"):                     {Other: "None noted. Visits, referrals, meetings and actions carry their own."},
	WorkNew("effort"):                      {Other: "Note an active effort"},
	WorkEdit("effort"):                     {Other: "Change the entry"},
	WorkTitle("aftercare"):                 {Other: "Aftercare plans"},
	WorkNone("aftercare"):                  {Other: "No aftercare plan yet. Begin at least six months before the planned end."},
	WorkNew("aftercare"):                   {Other: "Begin an aftercare plan"},
	WorkEdit("aftercare"):                  {Other: "Change the plan"},
	WorkTitle("take_along"):                {Other: "What the family takes along"},
	WorkNone("take_along"):                 {Other: "Nothing is listed yet: documents, services, supports, whom to call."},
	WorkNew("take_along"):                  {Other: "Add something"},
	WorkEdit("take_along"):                 {Other: "Change the entry"},
	WorkTitle("approval"):                  {Other: "Approvals"},
	WorkNone("approval"):                   {Other: "Nothing was asked for."},
	WorkNew("approval"):                    {Other: "Ask for an approval"},
	WorkEdit("approval"):                   {Other: "Answer"},
	ReferralNow:                            {Other: "Where it stands"},
	ReferralStep:                           {Other: "Note what happened today:"},
	ReferralBlameless:                      {Other: "The service cannot be had. That is nobody's fault and never counts against the family."},
	ReferralNoRelease:                      {Other: "No release of information covers this referral today. Nothing can be shared with the provider before there is one."},
	ReferralNoSUDRelease:                   {Other: "It is about substance use, and no release names that. Nothing can be shared with the provider before one does."},
	ReferralReleased:                       {Other: "A release covers telling the provider until {day}."},
	ReferralLetter:                         {Other: "The referral as a letter"},
	ReferralLink:                           {Other: "A link for the provider"},
	ReferralMissing:                        {Other: "Not answered yet: {label}"},
	DeliveredAuthorised:                    {Other: "Paid for"},
	DeliveredAttended:                      {Other: "Took place"},
	DeliveredMissed:                        {Other: "Missed"},
	DeliveredOff:                           {Other: "Called off by the provider"},
	DeliveredOver:                          {Other: "More than was paid for"},
	BarWords:                               {Other: "{month}: {yes} came, {no} did not"},
	MonthYear:                              {Other: "{month} {year}"},
	ChangeWho:                              {Other: "Who must know"},
	ChangeUntold:                           {One: "{n} has not been told yet.", Other: "{n} have not been told yet."},
	ChangeList:                             {One: "List the {n} who must know", Other: "List the {n} who must know"},
	ChangeAllTold:                          {Other: "Everybody who must know has been told."},
	PermanencyNoConcurrent:                 {Other: "There is no concurrent goal yet. Plan for both at once, so that no time is lost."},
	MeetingMore:                            {Other: "The team at this meeting"},
	MeetingInvite:                          {One: "Invite {n} of the team", Other: "Invite {n} of the team"},
	MeetingNoTalk:                          {Other: "Talk with the family before it: who should be there, and which providers?"},
	DecisionAction:                         {Other: "Put it into the plan as an action"},
	DecisionIsAction:                       {Other: "It is an action of the plan."},
	DecisionIssue:                          {Other: "Decided in meetings"},
	ReviewMore:                             {Other: "Goal by goal, service by service"},
	ReviewItems:                            {One: "Put {n} goal or service into this review", Other: "Put {n} goals and services into this review"},
	ReviewOpen:                             {One: "{n} is still to be talked about.", Other: "{n} are still to be talked about."},
	ReviewChanged:                          {Other: "Something changes. Change the plan, agree on it anew, and sign a new contract where items changed."},
	ConferenceAck:                          {Other: "Who stands by it"},
	ConferenceAckBy:                        {Other: "{name} stands by it, {day}"},
	ConferenceAckOld:                       {Other: "{name} stood by earlier words, {day}"},
	ConferenceAckButton:                    {Other: "I stand by what is written here"},
	ConferenceLine:                         {Other: "{what} ({who})"},
	ConferenceNotSeen:                      {Other: "{name} was not seen since the last conference"},
	DeadlinesTitle:                         {Other: "What is due"},
	DeadlinesPack:                          {Other: "Time frames: {name}, version {version}."},
	DeadlinesNone:                          {Other: "Nothing waits now."},
	DeadlinesWait:                          {Other: "Now"},
	DeadlinesOpen:                          {Other: "Later"},
	DeadlinesPast:                          {Other: "Done or answered"},
	DeadlinesNoRemoval:                     {Other: "If a child lives away from home, write down since when"},
	DeadlineTitle:                          {Other: "Why this date"},
	DeadlineAnswer:                         {Other: "Write down why it was missed"},
	DeadlineUnsure:                         {Other: "Check with your policy office"},
	DeadlineUnsureHow:                      {Other: "We are not sure of this number. Check with your policy office before you rely on it."},
	DeadlineOf:                             {Other: "{have} of {need}"},
	DeadlineAbout:                          {Other: "About"},
	DeadlineDue:                            {Other: "Due on"},
	DeadlineFrom:                           {Other: "Counted from"},
	DeadlineFromEvent:                      {Other: "{event}, {day}"},
	DeadlineAsks:                           {Other: "What the rule asks"},
	DeadlineDone:                           {Other: "Done on"},
	DeadlineHave:                           {Other: "So far"},
	DeadlineWho:                            {Other: "Who answers for it"},
	DeadlineSource:                         {Other: "Where the rule stands"},
	DeadlineSure:                           {Other: "How sure we are"},
	DeadlineReason:                         {Other: "Why it was missed"},
	DeadlineState("open"):                  {Other: "Later"},
	DeadlineState("soon"):                  {Other: "Soon"},
	DeadlineState("grace"):                 {Other: "Past its day"},
	DeadlineState("overdue"):               {Other: "Overdue"},
	DeadlineState("missed"):                {Other: "Missed"},
	DeadlineState("done"):                  {Other: "Done in time"},
	DeadlineState("late"):                  {Other: "Done late"},
	DeadlineState("answered"):              {Other: "Answered"},
	DeadlineWhoIs(""):                      {Other: "The worker"},
	DeadlineWhoIs("worker"):                {Other: "The worker"},
	DeadlineWhoIs("supervisor"):            {Other: "The supervisor"},
	DeadlineWhoIs("worker_and_supervisor"): {Other: "Worker and supervisor"},
	DeadlineSureIs("sure"):                 {Other: "Sure: it stands in the text"},
	DeadlineSureIs("high"):                 {Other: "High"},
	DeadlineSureIs("medium"):               {Other: "Medium: check with your policy office"},
	DeadlineSureIs("low"):                  {Other: "Low: check with your policy office"},
	DeadlineSureIs("agency"):               {Other: "The agency's own number"},
	EventOtherRule:                         {Other: "What another rule asks was done"},
	EventName("opened"):                    {Other: "The case was opened"},
	EventName("removed"):                   {Other: "First out-of-home placement"},
	EventName("placed"):                    {Other: "The child was placed"},
	EventName("referral"):                  {Other: "A referral was made"},
	EventName("written"):                   {Other: "A referral was written"},
	EventName("sent"):                      {Other: "The referral was sent"},
	EventName("answered"):                  {Other: "The provider answered"},
	EventName("report_due"):                {Other: "A report was promised"},
	EventName("plan"):                      {Other: "A plan was agreed"},
	EventName("review"):                    {Other: "A review was finished"},
	EventName("seen"):                      {Other: "Somebody was seen"},
	EventName("seen_child"):                {Other: "The child was seen"},
	EventName("seen_parent"):               {Other: "The parent was seen"},
	EventName("child"):                     {Other: "The child is in the case"},
	EventName("parent"):                    {Other: "The parent is in the case"},
	EventName("ftm"):                       {Other: "A family team meeting took place"},
	EventName("ftm_set"):                   {Other: "A meeting is set"},
	EventName("pre_meeting"):               {Other: "The talk before a meeting"},
	EventName("conference"):                {Other: "A case conference took place"},
	EventName("hearing"):                   {Other: "A court hearing took place"},
	EventName("permanency"):                {Other: "A permanency hearing took place"},
	EventName("planned_end"):               {Other: "The planned end of the case"},
	EventName("aftercare"):                 {Other: "The aftercare plan was begun"},
	EventName("final"):                     {Other: "The last meeting took place"},
	EventName("discharge"):                 {Other: "A referral for the time after was made"},
	EventName("followed_up"):               {Other: "It was followed up"},
	EventName("declined"):                  {Other: "A service was declined"},
	EventName("next_step"):                 {Other: "The next step is written down"},
	EventName("change"):                    {Other: "The change happened"},
	EventName("told"):                      {Other: "Everybody was told"},
	EventName("goal_change"):               {Other: "The permanency goal changed"},
	EventName("moved"):                     {Other: "A child moved"},
	EventName("assessed"):                  {Other: "The home was looked at"},
	EventName("safety_check"):              {Other: "The next check is set"},
	EventName("declined_step"):             {Other: "The next step is due"},
	EventName("declined_done"):             {Other: "The next step was taken"},
	AskMonthly:                             {One: "Once in each calendar month", Other: "{n} times in each calendar month"},
	AskEveryMonths:                         {One: "Every month", Other: "Every {n} months"},
	AskEvery:                               {One: "Every day", Other: "Every {n} days"},
	AskWorkingDays:                         {One: "Within one working day", Other: "Within {n} working days"},
	AskMonthsBefore:                        {One: "One month before", Other: "{n} months before"},
	AskMonths:                              {One: "Within one month", Other: "Within {n} months"},
	AskDaysBefore:                          {One: "The day before", Other: "{n} days before"},
	AskDays:                                {One: "Within one day", Other: "Within {n} days"},
	AskThatDay:                             {Other: "On that day"},
	DueNow:                                 {One: "{n} due now", Other: "{n} due now"},
	ReferralsCount:                         {One: "{n} referral", Other: "{n} referrals"},
	TodayTitle:                             {Other: "Today"},
	WeekTitle:                              {Other: "The next seven days"},
	MonthTitle:                             {Other: "The next month"},
	TodayNothing:                           {Other: "Nothing waits for you today."},
	TodayLate:                              {Other: "Late, by what it means"},
	TodayNow:                               {Other: "Today"},
	TodaySoon:                              {Other: "This week"},
	TodayOthers:                            {Other: "Waits for others"},
	TodayDrafts:                            {Other: "Begun and not finished"},
	TodayMore:                              {One: "{n} more late thing stands in its case.", Other: "{n} more late things stand in their cases."},
	SpanNothing:                            {Other: "Nothing is planned for these days."},
	WeekdayDay:                             {Other: "{weekday}, {day}"},
	Weekday(0):                             {Other: "Sunday"},
	Weekday(1):                             {Other: "Monday"},
	Weekday(2):                             {Other: "Tuesday"},
	Weekday(3):                             {Other: "Wednesday"},
	Weekday(4):                             {Other: "Thursday"},
	Weekday(5):                             {Other: "Friday"},
	Weekday(6):                             {Other: "Saturday"},
	TimelineTitle:                          {Other: "Timeline"},
	TimelineAll:                            {Other: "Everything"},
	TimelineKind:                           {Other: "What to show"},
	TimelineShow:                           {Other: "Show"},
	TimelineFind:                           {Other: "Words to look for in this case"},
	TimelineFindButton:                     {Other: "Look for them"},
	TimelineFound:                          {One: "{n} entry has these words.", Other: "{n} entries have these words."},
	TimelineNothing:                        {Other: "Nothing has happened in this case yet."},
	TimelineOlder:                          {Other: "Older entries"},
	EffortRecordTitle:                      {Other: "Record of active efforts"},
	EffortApplies:                          {Other: "The law asks for active efforts where a child is, or may be, American Indian. They help any family."},
	EffortGaps:                             {Other: "No effort of these kinds is written down yet"},
	EffortAsk:                              {Other: "Is this an active effort?"},
	EffortAskHow:                           {Other: "Tick what fits. The record of active efforts is drawn from it."},
	EffortKind("1"):                        {Other: "A full assessment, aimed at going home"},
	EffortKind("2"):                        {Other: "Finding services and helping the family get them"},
	EffortKind("3"):                        {Other: "Inviting the tribe to plan and to take part"},
	EffortKind("4"):                        {Other: "A thorough search for relatives"},
	EffortKind("5"):                        {Other: "Tribal and culturally fitting services to keep the family together"},
	EffortKind("6"):                        {Other: "Keeping brothers and sisters together"},
	EffortKind("7"):                        {Other: "Regular visits in as natural a place as can be"},
	EffortKind("8"):                        {Other: "Help from the community: housing, money, rides, health, peers"},
	EffortKind("9"):                        {Other: "Watching progress and staying with it"},
	EffortKind("10"):                       {Other: "Another way where the best service does not exist"},
	EffortKind("11"):                       {Other: "Services after the child has gone home"},
	EffortKind("12"):                       {Other: "Engaging the family and tribe, not only referring (state law)"},
	EffortKind("13"):                       {Other: "Helping the parents over what stands in the way (state law)"},
	EffortKind("14"):                       {Other: "Asking the tribe's own experts (state law)"},
	VisitNew:                               {Other: "Write up a visit"},
	VisitTable:                             {Other: "At the table"},
	VisitServices:                          {Other: "The services, in their words"},
	VisitTasks:                             {Other: "What was done since"},
	VisitCar:                               {Other: "In the car"},
	VisitMissing:                           {Other: "Still missing"},
	VisitNoted:                             {Other: "Noted already"},
	VisitSave:                              {Other: "Finish the visit"},
	VisitHow:                               {Other: "At the table, tick and write down quotes. Everything you enter is kept on this device; finish it later, in the car."},
	VisitHelps:                             {Other: "Does it help: {name}?"},
	VisitWorks:                             {Other: "What works about it, in their words: {name}"},
	VisitWorksNot:                          {Other: "What does not, in their words: {name}"},
	VisitDone:                              {Other: "Done: {what}"},
	VisitReview:                            {Other: "This was also the monthly review of the plan"},
	VisitSaid:                              {Other: "What they said of the services"},
	VisitConcern:                           {Other: "A safety concern was seen at this visit. Write down what makes whom unsafe, what is done about it, and who checks."},
	BoardTitle:                             {Other: "Supervisor's board"},
	BoardCases:                             {One: "{n} case", Other: "{n} cases"},
	BoardAll:                               {Other: "All workers"},
	BoardWhat:                              {Other: "Look at"},
	BoardNobody:                            {Other: "There is no open case."},
	BoardListNone:                          {Other: "No case is in this list."},
	BoardAssign:                            {Other: "Hand these cases to somebody else"},
	BoardAssignHow:                         {Other: "Tick the cases, choose who gets them. What waits on a tablet still arrives, marked as late, for the new worker."},
	BoardAssignTo:                          {Other: "Who gets them?"},
	BoardAssignCases:                       {Other: "Which cases?"},
	BoardAssignButton:                      {Other: "Hand them over"},
	BoardMore:                              {One: "{n} more case is not shown. Choose one worker on the board to see fewer.", Other: "{n} more cases are not shown. Choose one worker on the board to see fewer."},
	BoardAssigned:                          {One: "{n} case was handed over.", Other: "{n} cases were handed over."},
	BoardList("all"):                       {Other: "All open cases"},
	BoardList("overdue"):                   {Other: "Something is overdue"},
	BoardList("unseen"):                    {Other: "Nobody was seen this month"},
	BoardList("unstarted"):                 {Other: "A referral has not started"},
	BoardList("reviews"):                   {Other: "The monthly review is open"},
	BoardList("approvals"):                 {Other: "An approval is asked for"},
	BoardList("answered"):                  {Other: "A missed date was answered"},
	FidelityTitle:                          {Other: "How practice shows"},
	FidelityHow:                            {Other: "The measures of the practice guide, each with what shows it here. They are there to support, not to grade."},
	FidelityShown:                          {Other: "It shows here"},
	FidelityMissing:                        {Other: "Something is missing"},
	FidelityNotYet:                         {Other: "Not looked at yet"},
	FidelityNew:                            {Other: "Note what was seen"},
	FidelityOf:                             {One: "shows in {n} of {all} cases", Other: "shows in {n} of {all} cases"},
	MeasureWay("observation"):              {Other: "Seen by watching"},
	MeasureWay("documentation"):            {Other: "Seen in the case file"},
	MeasureWay("interview"):                {Other: "Told by the family"},
	MeasureWay("supervision"):              {Other: "Talked about in supervision"},
	MeasureName("o1"):                      {Other: "Helps them to name people who support them"},
	MeasureName("o2"):                      {Other: "Talks about why somebody should not be in the team"},
	MeasureName("o3"):                      {Other: "Helps the team to work together"},
	MeasureName("o4"):                      {Other: "Asks what the team has done to help"},
	MeasureName("o5"):                      {Other: "Asks how well the services help"},
	MeasureName("o6"):                      {Other: "Asks how to be of help"},
	MeasureName("o7"):                      {Other: "Asks the team before the plan is made or changed"},
	MeasureName("d1"):                      {Other: "What the team suggests and says is in the case file"},
	MeasureName("d2"):                      {Other: "The family's team met in time"},
	MeasureName("d3"):                      {Other: "There are specific safety activities for the children"},
	MeasureName("d4"):                      {Other: "There are specific permanency plans"},
	MeasureName("d5"):                      {Other: "There are specific steps for the children's well-being"},
	MeasureName("d6"):                      {Other: "The team looked at the plan regularly"},
	MeasureName("d7"):                      {Other: "Providers were told clearly what the family needs"},
	MeasureName("d8"):                      {Other: "Services came in time"},
	MeasureName("d9"):                      {Other: "Where the child lives was looked at and found safe"},
	MeasureName("i1"):                      {Other: "They can name what the worker did that helped"},
	MeasureName("i2"):                      {Other: "They are content with the services"},
	MeasureName("i3"):                      {Other: "They tell of times when the worker saw what they achieved"},
	MeasureName("i4"):                      {Other: "They tell of times when their words decided something"},
	MeasureName("s1"):                      {Other: "The worker says how the plan takes trauma into account"},
	MeasureName("s2"):                      {Other: "The worker says how the parent takes part in the change"},
	MeasureName("s3"):                      {Other: "The worker says how successes are seen, however small"},
	MeasureName("s4"):                      {Other: "The worker says how the case has moved, and what comes in 90 days"},
	LetterTo:                               {Other: "To {provider}"},
	LetterThanks:                           {Other: "Tell us whether you can take this referral. If you cannot, or if there is a waiting list, nobody in the family is to blame; we look for another way."},
	LetterPart2:                            {Other: "42 CFR part 2 prohibits unauthorized use or disclosure of these records."},
	ProviderTitle:                          {Other: "A referral for you"},
	ProviderIntro:                          {Other: "{agency} asks you to help a family. {worker} is their worker. This page is for you alone and works until {day}."},
	ProviderAnswer:                         {Other: "Answer the referral"},
	ProviderAttendance:                     {Other: "Note an appointment"},
	ProviderReport:                         {Other: "Send a report"},
	ProviderSend:                           {Other: "Send"},
	ProviderSaid:                           {Other: "Thank you. It is with the agency now."},
	ProviderFile:                           {Other: "The report as a file"},
	ProviderFileHint:                       {Other: "A PDF or a picture, up to 25 MB."},
	ProviderGoneHow:                        {Other: "This link does not work any more. Ask the worker who gave it to you for a new one."},
	ReferralLinkHow:                        {Other: "The link opens a small page of this one referral, with nothing else of the case. The provider can answer, note appointments and send reports, without an account."},
	ReferralLinkMade:                       {Other: "The link works until {day}. It is shown only now."},
	ReferralLinkExists:                     {Other: "A link that you made before goes on working until you make another or end it."},
	ReferralLinkMake:                       {Other: "Make a link"},
	ReferralLinkEnd:                        {Other: "End the link"},
	ReferralLinkMail:                       {Other: "Send it by mail"},
	ReferralLinkText:                       {Other: "Send it as a message"},
	ReferralLinkMessage:                    {Other: "{agency} asks you to look at a referral: {link}"},
	FarewellTitle:                          {Other: "A sheet to take along"},
	FarewellFrom:                           {Other: "From {worker}, {agency}"},
	FarewellEmpty:                          {Other: "Nothing stands on it yet. Write an aftercare plan, and add what the family takes along."},
	FarewellPrint:                          {Other: "Print it from the menu of this browser, and read it together."},
	FarewellGroup("document"):              {Other: "Documents"},
	FarewellGroup("service"):               {Other: "Services that go on"},
	FarewellGroup("support"):               {Other: "People who help"},
	FarewellGroup("contact"):               {Other: "Whom to call"},
}
