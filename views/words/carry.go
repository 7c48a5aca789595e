package words

// Words of carrying the plan out: the lists, the policy clock, Today, the timeline.
const (
	WorkHub                Key = "work.hub"
	WorkCount              Key = "work.count"
	WorkByLink             Key = "work.by_link"
	ReferralNow            Key = "referral.now"
	ReferralStep           Key = "referral.step"
	ReferralStepWhy        Key = "referral.step_why"
	ReferralBlameless      Key = "referral.blameless"
	ReferralSentUncovered  Key = "referral.sent.uncovered"
	ReferralNoRelease      Key = "referral.no_release"
	ReferralNoSUDRelease   Key = "referral.no_sud_release"
	ReferralReleaseMissing Key = "referral.release_missing"
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
	TellPermanency         Key = "tell.permanency"
	TellConcurrent         Key = "tell.concurrent"
	TellGoals              Key = "tell.goals"
	TellNotYet             Key = "tell.not_yet"
	TellNow                Key = "tell.now"
	TellNoted              Key = "tell.noted"
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
	ChangePlan             Key = "change.plan"
	TodayYours             Key = "today.yours"
	TodayOthers            Key = "today.others"
	ReportWaits            Key = "report.waits"
	ReportAccept           Key = "report.accept"
	ReferralAfterNo        Key = "referral.after_no"
	DatedNext              Key = "dated.next"
	DatedAnswer            Key = "dated.answer"
	DatedMore              Key = "dated.more"
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
	EffortKinds            Key = "effort.kinds"
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
	ServiceSaid            Key = "service.said"
	ApprovalAnswered       Key = "approval.answered"
	VisitVerdict           Key = "visit.verdict"
	VisitTask              Key = "visit.task"
	VisitIssue             Key = "visit.issue"
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
	FidelityTitle          Key = "fidelity.title"
	FidelityHow            Key = "fidelity.how"
	FidelityShown          Key = "fidelity.shown"
	FidelityMissing        Key = "fidelity.missing"
	FidelityNotYet         Key = "fidelity.not_yet"
	FidelityNew            Key = "fidelity.new"
	FidelityOf             Key = "fidelity.of"
	LetterTo               Key = "letter.to"
	LetterThanks           Key = "letter.thanks"
	LetterFrom             Key = "letter.from"
	LetterPDF              Key = "letter.pdf"
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
	WorkHub:                              {Other: "Carrying the plan out"},
	WorkCount:                            {Other: "{n}"},
	WorkByLink:                           {Other: "A provider, by their link"},
	"work.group.team":                    {Other: "The team"},
	"work.group.services":                {Other: "Services and providers"},
	"work.group.children":                {Other: "Safety, permanency, well-being"},
	"work.group.meetings":                {Other: "Meetings, reviews, dates"},
	"work.group.efforts":                 {Other: "Active efforts"},
	"work.group.closing":                 {Other: "Closing"},
	"work.member.title":                  {Other: "The team"},
	"work.member.none":                   {Other: "Nobody is in the team yet. Ask: who is on your side?"},
	"work.member.new":                    {Other: "Add somebody to the team"},
	"work.member.edit":                   {Other: "Change the entry"},
	"work.suggestion.title":              {Other: "Suggestions of the team"},
	"work.suggestion.none":               {Other: "No suggestion yet. Ask each member, and write it down as theirs."},
	"work.suggestion.new":                {Other: "Add a suggestion"},
	"work.suggestion.edit":               {Other: "Change the suggestion"},
	"work.referral.title":                {Other: "Referrals"},
	"work.referral.none":                 {Other: "No referral yet."},
	"work.referral.new":                  {Other: "Make a referral"},
	"work.referral.edit":                 {Other: "Change the referral"},
	"work.referral_state.title":          {Other: "Where it stands"},
	"work.referral_state.none":           {Other: "It is drafted."},
	"work.referral_state.new":            {Other: "Add a step"},
	"work.referral_state.edit":           {Other: "Change the step"},
	"work.release.title":                 {Other: "Releases of information"},
	"work.release.none":                  {Other: "No release yet. Nothing about the family is told to anybody before there is one."},
	"work.release.new":                   {Other: "Add a release"},
	"work.release.edit":                  {Other: "Change the release"},
	"work.declined.title":                {Other: "Services declined"},
	"work.declined.none":                 {Other: "Nobody has declined a service."},
	"work.declined.new":                  {Other: "Note a declined service"},
	"work.declined.edit":                 {Other: "Change the entry"},
	"work.gap.title":                     {Other: "Services that are missing"},
	"work.gap.none":                      {Other: "No missing service is noted."},
	"work.gap.new":                       {Other: "Note a missing service"},
	"work.gap.edit":                      {Other: "Change the entry"},
	"work.attendance.title":              {Other: "Attendance"},
	"work.attendance.none":               {Other: "No appointment is noted yet."},
	"work.attendance.new":                {Other: "Note an appointment"},
	"work.attendance.edit":               {Other: "Change the entry"},
	"work.report.title":                  {Other: "Provider reports"},
	"work.report.none":                   {Other: "No report yet."},
	"work.report.new":                    {Other: "Add a report"},
	"work.report.edit":                   {Other: "Change the report"},
	"work.report_request.title":          {Other: "Reports asked for"},
	"work.report_request.none":           {Other: "No report was asked for yet."},
	"work.report_request.new":            {Other: "Ask for a report"},
	"work.report_request.edit":           {Other: "Change the entry"},
	"work.change.title":                  {Other: "Significant changes"},
	"work.change.none":                   {Other: "No significant change is noted."},
	"work.change.new":                    {Other: "Note a significant change"},
	"work.change.edit":                   {Other: "Change the entry"},
	"work.told.title":                    {Other: "Who must know"},
	"work.told.none":                     {Other: "Nobody is listed yet."},
	"work.told.new":                      {Other: "Add somebody who must know"},
	"work.told.edit":                     {Other: "Change the entry"},
	"work.safety_concern.title":          {Other: "Safety"},
	"work.safety_concern.none":           {Other: "No safety concern is noted."},
	"work.safety_concern.new":            {Other: "Note a safety concern"},
	"work.safety_concern.edit":           {Other: "Change the concern"},
	"work.safety_activity.title":         {Other: "What is done about it"},
	"work.safety_activity.none":          {Other: "Nothing is planned yet. Say exactly what is done, and who checks."},
	"work.safety_activity.new":           {Other: "Add a safety activity"},
	"work.safety_activity.edit":          {Other: "Change the activity"},
	"work.permanency.title":              {Other: "Permanency goals"},
	"work.permanency.none":               {Other: "No permanency goal yet."},
	"work.permanency.new":                {Other: "Set a permanency goal"},
	"work.permanency.edit":               {Other: "Change the goal"},
	"work.step.title":                    {Other: "Steps"},
	"work.step.none":                     {Other: "No step yet."},
	"work.step.new":                      {Other: "Add a step"},
	"work.step.edit":                     {Other: "Change the step"},
	"work.wellbeing.title":               {Other: "Well-being"},
	"work.wellbeing.none":                {Other: "Nothing is noted yet: health, school, family and friends."},
	"work.wellbeing.new":                 {Other: "Note how a child is"},
	"work.wellbeing.edit":                {Other: "Change the entry"},
	"work.living.title":                  {Other: "Where the children live"},
	"work.living.none":                   {Other: "No living arrangement is noted yet."},
	"work.living.new":                    {Other: "Add a living arrangement"},
	"work.living.edit":                   {Other: "Change the entry"},
	"work.meeting.title":                 {Other: "Meetings"},
	"work.meeting.none":                  {Other: "No meeting yet."},
	"work.meeting.new":                   {Other: "Plan a meeting"},
	"work.meeting.edit":                  {Other: "Change the meeting"},
	"work.attendee.title":                {Other: "Invited"},
	"work.attendee.none":                 {Other: "Nobody is invited yet."},
	"work.attendee.new":                  {Other: "Invite somebody"},
	"work.attendee.edit":                 {Other: "Change the invitation"},
	"work.decision.title":                {Other: "Decisions"},
	"work.decision.none":                 {Other: "No decision yet."},
	"work.decision.new":                  {Other: "Add a decision"},
	"work.decision.edit":                 {Other: "Change the decision"},
	"work.conference.title":              {Other: "Case conferences"},
	"work.conference.none":               {Other: "No conference yet."},
	"work.conference.new":                {Other: "Prepare a conference"},
	"work.conference.edit":               {Other: "Change the conference"},
	"work.hearing.title":                 {Other: "Court hearings"},
	"work.hearing.none":                  {Other: "No hearing is noted."},
	"work.hearing.new":                   {Other: "Add a hearing"},
	"work.hearing.edit":                  {Other: "Change the hearing"},
	"work.review.title":                  {Other: "Reviews with the family"},
	"work.review.none":                   {Other: "No review yet."},
	"work.review.new":                    {Other: "Begin a review"},
	"work.review.edit":                   {Other: "Change the review"},
	"work.review_item.title":             {Other: "Goals and services"},
	"work.review_item.none":              {Other: "Nothing stands here yet."},
	"work.review_item.new":               {Other: "Add a goal or service"},
	"work.review_item.edit":              {Other: "Keep, change or stop"},
	"work.effort.title":                  {Other: "Active efforts without another entry"},
	"work.effort.none":                   {Other: "None noted. Visits, referrals, meetings and actions carry their own."},
	"work.effort.new":                    {Other: "Note an active effort"},
	"work.effort.edit":                   {Other: "Change the entry"},
	"work.aftercare.title":               {Other: "Aftercare plans"},
	"work.aftercare.none":                {Other: "No aftercare plan yet. Begin at least six months before the planned end."},
	"work.aftercare.new":                 {Other: "Begin an aftercare plan"},
	"work.aftercare.edit":                {Other: "Change the plan"},
	"work.take_along.title":              {Other: "What the family takes along"},
	"work.take_along.none":               {Other: "Nothing is listed yet: documents, services, supports, whom to call."},
	"work.take_along.new":                {Other: "Add something"},
	"work.take_along.edit":               {Other: "Change the entry"},
	"work.approval.title":                {Other: "Approvals"},
	"work.approval.none":                 {Other: "Nothing was asked for."},
	"work.approval.new":                  {Other: "Ask for an approval"},
	"work.approval.edit":                 {Other: "Answer"},
	ReferralNow:                          {Other: "Where it stands"},
	ReferralStep:                         {Other: "Note what happened today:"},
	ReferralStepWhy:                      {Other: "{state}: write down why"},
	ReferralBlameless:                    {Other: "The service cannot be had. That is nobody's fault and never counts against the family."},
	ReferralSentUncovered:                {Other: "No release of information covered this referral on that day. Add the release first, or write under “{reason}” on what ground it was sent."},
	ReferralNoRelease:                    {Other: "No release of information covers this referral today. Nothing can be shared with the provider before there is one."},
	ReferralNoSUDRelease:                 {Other: "It is about substance use, and no release names that. Nothing can be shared with the provider before one does."},
	ReferralReleaseMissing:               {Other: "Still missing: a release of {names}."},
	ReferralReleased:                     {Other: "A release covers telling the provider until {day}."},
	ReferralLetter:                       {Other: "The referral as a letter"},
	ReferralLink:                         {Other: "A link for the provider"},
	ReferralMissing:                      {Other: "Not answered yet: {label}"},
	DeliveredAuthorised:                  {Other: "Paid for"},
	DeliveredAttended:                    {Other: "Took place"},
	DeliveredMissed:                      {Other: "Missed"},
	DeliveredOff:                         {Other: "Called off by the provider"},
	DeliveredOver:                        {Other: "More than was paid for"},
	BarWords:                             {Other: "{month}: {yes} came, {no} did not"},
	MonthYear:                            {Other: "{month} {year}"},
	ChangeWho:                            {Other: "Who must know"},
	ChangeUntold:                         {One: "{n} has not been told yet.", Other: "{n} have not been told yet."},
	ChangeList:                           {One: "List the {n} who must know", Other: "List the {n} who must know"},
	TellPermanency:                       {Other: "The permanency goal for {name} is: {goal}."},
	TellConcurrent:                       {Other: "The concurrent goal is: {goal}."},
	TellGoals:                            {Other: "Goals of the plan changed on {day}."},
	TellNotYet:                           {Other: "Others must know of this goal change, and it is not noted yet whom you tell."},
	TellNow:                              {Other: "Note the change and list who must know"},
	TellNoted:                            {Other: "Everybody on the list of this change has been told."},
	ChangeAllTold:                        {Other: "Everybody who must know has been told."},
	PermanencyNoConcurrent:               {Other: "There is no concurrent goal yet. Plan for both at once, so that no time is lost."},
	MeetingMore:                          {Other: "The team at this meeting"},
	MeetingInvite:                        {One: "Invite {n} of the team", Other: "Invite {n} of the team"},
	MeetingNoTalk:                        {Other: "Talk with the family before it: who should be there, and which providers?"},
	DecisionAction:                       {Other: "Put it into the plan as an action"},
	DecisionIsAction:                     {Other: "It is an action of the plan."},
	DecisionIssue:                        {Other: "Decided in meetings"},
	ReviewMore:                           {Other: "Goal by goal, service by service"},
	ReviewItems:                          {One: "Put {n} goal or service into this review", Other: "Put {n} goals and services into this review"},
	ReviewOpen:                           {One: "{n} is still to be talked about.", Other: "{n} are still to be talked about."},
	ReviewChanged:                        {Other: "Something changes. Change the plan, agree on it anew, and sign a new contract where items changed."},
	ConferenceAck:                        {Other: "Who stands by it"},
	ConferenceAckBy:                      {Other: "{name} stands by it, {day}"},
	ConferenceAckOld:                     {Other: "{name} stood by earlier words, {day}"},
	ConferenceAckButton:                  {Other: "I stand by what is written here"},
	ConferenceLine:                       {Other: "{what} ({who})"},
	ConferenceNotSeen:                    {Other: "{name} was not seen since the last conference"},
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
	ReferralsCount:                       {One: "{n} referral", Other: "{n} referrals"},
	TodayTitle:                           {Other: "Today"},
	WeekTitle:                            {Other: "The next seven days"},
	MonthTitle:                           {Other: "The next month"},
	TodayNothing:                         {Other: "Nothing waits for you today."},
	TodayLate:                            {Other: "Late, by what it means"},
	TodayNow:                             {Other: "Today"},
	TodaySoon:                            {Other: "This week"},
	TodayOthers:                          {Other: "Waits for others"},
	ChangePlan:                           {Other: "Look at the plan again with the family: it has not been reviewed or agreed since this change."},
	TodayYours:                           {Other: "Waits for you"},
	ReportWaits:                          {Other: "A provider's report waits to be accepted"},
	ReportAccept:                         {Other: "Accept the report"},
	ReferralAfterNo:                      {Other: "Nothing is written down yet about what comes next: a further step, another referral for the need, or a service that is missing."},
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
	EffortRecordTitle:                    {Other: "Record of active efforts"},
	EffortApplies:                        {Other: "The law asks for active efforts where a child is, or may be, American Indian. They help any family."},
	EffortGaps:                           {Other: "No effort of these kinds is written down yet"},
	EffortAsk:                            {Other: "Is this an active effort?"},
	EffortKinds:                          {One: "Show the kind", Other: "Show the {n} kinds"},
	EffortAskHow:                         {Other: "Tick what fits. The record of active efforts is drawn from it."},
	"effort.kind.1":                      {Other: "A full assessment, aimed at going home"},
	"effort.kind.2":                      {Other: "Finding services and helping the family get them"},
	"effort.kind.3":                      {Other: "Inviting the tribe to plan and to take part"},
	"effort.kind.4":                      {Other: "A thorough search for relatives"},
	"effort.kind.5":                      {Other: "Tribal and culturally fitting services to keep the family together"},
	"effort.kind.6":                      {Other: "Keeping brothers and sisters together"},
	"effort.kind.7":                      {Other: "Regular visits in as natural a place as can be"},
	"effort.kind.8":                      {Other: "Help from the community: housing, money, rides, health, peers"},
	"effort.kind.9":                      {Other: "Watching progress and staying with it"},
	"effort.kind.10":                     {Other: "Another way where the best service does not exist"},
	"effort.kind.11":                     {Other: "Services after the child has gone home"},
	"effort.kind.12":                     {Other: "Engaging the family and tribe, not only referring (state law)"},
	"effort.kind.13":                     {Other: "Helping the parents over what stands in the way (state law)"},
	"effort.kind.14":                     {Other: "Asking the tribe's own experts (state law)"},
	VisitNew:                             {Other: "Write up a visit"},
	VisitTable:                           {Other: "At the table"},
	VisitServices:                        {Other: "The services, in their words"},
	VisitTasks:                           {Other: "What was done since"},
	VisitCar:                             {Other: "In the car"},
	VisitMissing:                         {Other: "Still missing"},
	VisitNoted:                           {Other: "Noted already"},
	VisitSave:                            {Other: "Finish the visit"},
	VisitHow:                             {Other: "At the table, tick and write down quotes. Everything you enter is kept on this device; finish it later, in the car."},
	VisitHelps:                           {Other: "Does it help: {name}?"},
	VisitWorks:                           {Other: "What works about it, in their words: {name}"},
	VisitWorksNot:                        {Other: "What does not, in their words: {name}"},
	VisitDone:                            {Other: "Done: {what}"},
	VisitReview:                          {Other: "This was also the monthly review of the plan"},
	ServiceSaid:                          {Other: "What they said of this service"},
	ApprovalAnswered:                     {Other: "Answered by {name}, {moment}"},
	VisitVerdict:                         {Other: "If it was the review: {name}"},
	VisitTask:                            {Other: "Make the next step a task of mine"},
	VisitIssue:                           {Other: "From visits"},
	VisitSaid:                            {Other: "What they said of the services"},
	VisitConcern:                         {Other: "A safety concern was seen at this visit. Write down what makes whom unsafe, what is done about it, and who checks."},
	BoardTitle:                           {Other: "Supervisor's board"},
	BoardCases:                           {One: "{n} case", Other: "{n} cases"},
	BoardAll:                             {Other: "All workers"},
	BoardWhat:                            {Other: "Look at"},
	BoardNobody:                          {Other: "There is no open case."},
	BoardListNone:                        {Other: "No case is in this list."},
	BoardAssign:                          {Other: "Hand these cases to somebody else"},
	BoardAssignHow:                       {Other: "Tick the cases, choose who gets them. What waits on a tablet still arrives, marked as late, for the new worker."},
	BoardAssignTo:                        {Other: "Who gets them?"},
	BoardAssignCases:                     {Other: "Which cases?"},
	BoardAssignButton:                    {Other: "Hand them over"},
	BoardAssigned:                        {One: "{n} case was handed over.", Other: "{n} cases were handed over."},
	"board.list.all":                     {Other: "All open cases"},
	"board.list.overdue":                 {Other: "Something is overdue"},
	"board.list.unseen":                  {Other: "Nobody was seen this month"},
	"board.list.unstarted":               {Other: "A referral has not started"},
	"board.list.reviews":                 {Other: "The monthly review is open"},
	"board.list.approvals":               {Other: "An approval is asked for"},
	"board.list.answered":                {Other: "A missed date was answered"},
	FidelityTitle:                        {Other: "How practice shows"},
	FidelityHow:                          {Other: "The measures of the practice guide, each with what shows it here. They are there to support, not to grade."},
	FidelityShown:                        {Other: "It shows here"},
	FidelityMissing:                      {Other: "Something is missing"},
	FidelityNotYet:                       {Other: "Not looked at yet"},
	FidelityNew:                          {Other: "Note what was seen"},
	FidelityOf:                           {One: "shows in {n} of {all} cases", Other: "shows in {n} of {all} cases"},
	"measure.way.observation":            {Other: "Seen by watching"},
	"measure.way.documentation":          {Other: "Seen in the case file"},
	"measure.way.interview":              {Other: "Told by the family"},
	"measure.way.supervision":            {Other: "Talked about in supervision"},
	"measure.o1":                         {Other: "Helps them to name people who support them"},
	"measure.o2":                         {Other: "Talks about why somebody should not be in the team"},
	"measure.o3":                         {Other: "Helps the team to work together"},
	"measure.o4":                         {Other: "Asks what the team has done to help"},
	"measure.o5":                         {Other: "Asks how well the services help"},
	"measure.o6":                         {Other: "Asks how to be of help"},
	"measure.o7":                         {Other: "Asks the team before the plan is made or changed"},
	"measure.d1":                         {Other: "What the team suggests and says is in the case file"},
	"measure.d2":                         {Other: "The family's team met in time"},
	"measure.d3":                         {Other: "There are specific safety activities for the children"},
	"measure.d4":                         {Other: "There are specific permanency plans"},
	"measure.d5":                         {Other: "There are specific steps for the children's well-being"},
	"measure.d6":                         {Other: "The team looked at the plan regularly"},
	"measure.d7":                         {Other: "Providers were told clearly what the family needs"},
	"measure.d8":                         {Other: "Services came in time"},
	"measure.d9":                         {Other: "Where the child lives was looked at and found safe"},
	"measure.i1":                         {Other: "They can name what the worker did that helped"},
	"measure.i2":                         {Other: "They are content with the services"},
	"measure.i3":                         {Other: "They tell of times when the worker saw what they achieved"},
	"measure.i4":                         {Other: "They tell of times when their words decided something"},
	"measure.s1":                         {Other: "The worker says how the plan takes trauma into account"},
	"measure.s2":                         {Other: "The worker says how the parent takes part in the change"},
	"measure.s3":                         {Other: "The worker says how successes are seen, however small"},
	"measure.s4":                         {Other: "The worker says how the case has moved, and what comes in 90 days"},
	LetterTo:                             {Other: "To {provider}"},
	LetterPDF:                            {Other: "The letter as a PDF, from the office"},
	LetterFrom:                           {Other: "From {worker}, {agency}, {day}"},
	LetterThanks:                         {Other: "Tell us whether you can take this referral. If you cannot, or if there is a waiting list, nobody in the family is to blame; we look for another way."},
	LetterPart2:                          {Other: "42 CFR part 2 prohibits unauthorized use or disclosure of these records."},
	ProviderTitle:                        {Other: "A referral for you"},
	ProviderIntro:                        {Other: "{agency} asks you to help a family. {worker} is their worker. This page is for you alone and works until {day}."},
	ProviderAnswer:                       {Other: "Answer the referral"},
	ProviderAttendance:                   {Other: "Note an appointment"},
	ProviderReport:                       {Other: "Send a report"},
	ProviderSend:                         {Other: "Send"},
	ProviderSaid:                         {Other: "Thank you. It is with the agency now."},
	ProviderFile:                         {Other: "The report as a file"},
	ProviderFileHint:                     {Other: "A PDF or a picture, up to 25 MB."},
	ProviderGoneHow:                      {Other: "This link does not work any more. Ask the worker who gave it to you for a new one."},
	ReferralLinkHow:                      {Other: "The link opens a small page of this one referral, with nothing else of the case. The provider can answer, note appointments and send reports, without an account."},
	ReferralLinkMade:                     {Other: "The link works until {day}. It is shown only now."},
	ReferralLinkExists:                   {Other: "There is a link that works until {day}, unless you make another or end it."},
	ReferralLinkMake:                     {Other: "Make a link"},
	ReferralLinkEnd:                      {Other: "End the link"},
	ReferralLinkMail:                     {Other: "Send it by mail"},
	ReferralLinkText:                     {Other: "Send it as a message"},
	ReferralLinkMessage:                  {Other: "{agency} asks you to look at a referral: {link}"},
	FarewellTitle:                        {Other: "A sheet to take along"},
	FarewellFrom:                         {Other: "From {worker}, {agency}"},
	FarewellEmpty:                        {Other: "Nothing stands on it yet. Write an aftercare plan, and add what the family takes along."},
	"farewell.group.document":            {Other: "Documents"},
	"farewell.group.service":             {Other: "Services that go on"},
	"farewell.group.support":             {Other: "People who help"},
	"farewell.group.contact":             {Other: "Whom to call"},
}
