package words

// Words of carrying the plan out: the lists, and what the page of a record offers.
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
	ReferralMissing        Key = "referral.missing"
	DeliveredAuthorised    Key = "delivered.authorised"
	DeliveredAttended      Key = "delivered.attended"
	DeliveredMissed        Key = "delivered.missed"
	DeliveredExcused       Key = "delivered.excused"
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
	ReferralsCount         Key = "referrals.count"
	ChangePlan             Key = "change.plan"
	ReportWaits            Key = "report.waits"
	ReportAccept           Key = "report.accept"
	ReferralAfterNo        Key = "referral.after_no"
	ApprovalAnswered       Key = "approval.answered"
)

// WorkTitle is the heading of a kind's list. What follows are the other sentences
// by kind and group.
func WorkTitle(kind string) Key       { return Key("work." + kind + ".title") }
func WorkNone(kind string) Key        { return Key("work." + kind + ".none") }
func WorkNew(kind string) Key         { return Key("work." + kind + ".new") }
func WorkEdit(kind string) Key        { return Key("work." + kind + ".edit") }
func WorkGroupTitle(group string) Key { return Key("work.group." + group) }

var carryWords = entries{
	WorkHub:                      {Other: "Carrying the plan out"},
	WorkCount:                    {Other: "{n}"},
	WorkByLink:                   {Other: "A provider, by their link"},
	"work.group.team":            {Other: "The team"},
	"work.group.services":        {Other: "Services and providers"},
	"work.group.children":        {Other: "Safety, permanency, well-being"},
	"work.group.meetings":        {Other: "Meetings, reviews, dates"},
	"work.group.efforts":         {Other: "Active efforts"},
	"work.group.closing":         {Other: "Closing"},
	"work.member.title":          {Other: "The team"},
	"work.member.none":           {Other: "Nobody is in the team yet. Ask: who is on your side?"},
	"work.member.new":            {Other: "Add somebody to the team"},
	"work.member.edit":           {Other: "Change the entry"},
	"work.suggestion.title":      {Other: "Suggestions of the team"},
	"work.suggestion.none":       {Other: "No suggestion yet. Ask each member, and write it down as theirs."},
	"work.suggestion.new":        {Other: "Add a suggestion"},
	"work.suggestion.edit":       {Other: "Change the suggestion"},
	"work.referral.title":        {Other: "Referrals"},
	"work.referral.none":         {Other: "No referral yet."},
	"work.referral.new":          {Other: "Make a referral"},
	"work.referral.edit":         {Other: "Change the referral"},
	"work.referral_state.title":  {Other: "Where it stands"},
	"work.referral_state.none":   {Other: "It is drafted."},
	"work.referral_state.new":    {Other: "Add a step"},
	"work.referral_state.edit":   {Other: "Change the step"},
	"work.release.title":         {Other: "Releases of information"},
	"work.release.none":          {Other: "No release yet. Nothing about the family is told to anybody before there is one."},
	"work.release.new":           {Other: "Add a release"},
	"work.release.edit":          {Other: "Change the release"},
	"work.declined.title":        {Other: "Services declined"},
	"work.declined.none":         {Other: "Nobody has declined a service."},
	"work.declined.new":          {Other: "Note a declined service"},
	"work.declined.edit":         {Other: "Change the entry"},
	"work.gap.title":             {Other: "Services that are missing"},
	"work.gap.none":              {Other: "No missing service is noted."},
	"work.gap.new":               {Other: "Note a missing service"},
	"work.gap.edit":              {Other: "Change the entry"},
	"work.attendance.title":      {Other: "Attendance"},
	"work.attendance.none":       {Other: "No appointment is noted yet."},
	"work.attendance.new":        {Other: "Note an appointment"},
	"work.attendance.edit":       {Other: "Change the entry"},
	"work.report.title":          {Other: "Provider reports"},
	"work.report.none":           {Other: "No report yet."},
	"work.report.new":            {Other: "Add a report"},
	"work.report.edit":           {Other: "Change the report"},
	"work.report_request.title":  {Other: "Reports asked for"},
	"work.report_request.none":   {Other: "No report was asked for yet."},
	"work.report_request.new":    {Other: "Ask for a report"},
	"work.report_request.edit":   {Other: "Change the entry"},
	"work.change.title":          {Other: "Significant changes"},
	"work.change.none":           {Other: "No significant change is noted."},
	"work.change.new":            {Other: "Note a significant change"},
	"work.change.edit":           {Other: "Change the entry"},
	"work.told.title":            {Other: "Who must know"},
	"work.told.none":             {Other: "Nobody is listed yet."},
	"work.told.new":              {Other: "Add somebody who must know"},
	"work.told.edit":             {Other: "Change the entry"},
	"work.safety_concern.title":  {Other: "Safety"},
	"work.safety_concern.none":   {Other: "No safety concern is noted."},
	"work.safety_concern.new":    {Other: "Note a safety concern"},
	"work.safety_concern.edit":   {Other: "Change the concern"},
	"work.safety_activity.title": {Other: "What is done about it"},
	"work.safety_activity.none":  {Other: "Nothing is planned yet. Say exactly what is done, and who checks."},
	"work.safety_activity.new":   {Other: "Add a safety activity"},
	"work.safety_activity.edit":  {Other: "Change the activity"},
	"work.permanency.title":      {Other: "Permanency goals"},
	"work.permanency.none":       {Other: "No permanency goal yet."},
	"work.permanency.new":        {Other: "Set a permanency goal"},
	"work.permanency.edit":       {Other: "Change the goal"},
	"work.step.title":            {Other: "Steps"},
	"work.step.none":             {Other: "No step yet."},
	"work.step.new":              {Other: "Add a step"},
	"work.step.edit":             {Other: "Change the step"},
	"work.wellbeing.title":       {Other: "Well-being"},
	"work.wellbeing.none":        {Other: "Nothing is noted yet: health, school, family and friends."},
	"work.wellbeing.new":         {Other: "Note how a child is"},
	"work.wellbeing.edit":        {Other: "Change the entry"},
	"work.living.title":          {Other: "Where the children live"},
	"work.living.none":           {Other: "No living arrangement is noted yet."},
	"work.living.new":            {Other: "Add a living arrangement"},
	"work.living.edit":           {Other: "Change the entry"},
	"work.meeting.title":         {Other: "Meetings"},
	"work.meeting.none":          {Other: "No meeting yet."},
	"work.meeting.new":           {Other: "Plan a meeting"},
	"work.meeting.edit":          {Other: "Change the meeting"},
	"work.attendee.title":        {Other: "Invited"},
	"work.attendee.none":         {Other: "Nobody is invited yet."},
	"work.attendee.new":          {Other: "Invite somebody"},
	"work.attendee.edit":         {Other: "Change the invitation"},
	"work.decision.title":        {Other: "Decisions"},
	"work.decision.none":         {Other: "No decision yet."},
	"work.decision.new":          {Other: "Add a decision"},
	"work.decision.edit":         {Other: "Change the decision"},
	"work.conference.title":      {Other: "Case conferences"},
	"work.conference.none":       {Other: "No conference yet."},
	"work.conference.new":        {Other: "Prepare a conference"},
	"work.conference.edit":       {Other: "Change the conference"},
	"work.hearing.title":         {Other: "Court hearings"},
	"work.hearing.none":          {Other: "No hearing is noted."},
	"work.hearing.new":           {Other: "Add a hearing"},
	"work.hearing.edit":          {Other: "Change the hearing"},
	"work.review.title":          {Other: "Reviews with the family"},
	"work.review.none":           {Other: "No review yet."},
	"work.review.new":            {Other: "Begin a review"},
	"work.review.edit":           {Other: "Change the review"},
	"work.review_item.title":     {Other: "Goals and services"},
	"work.review_item.none":      {Other: "Nothing stands here yet."},
	"work.review_item.new":       {Other: "Add a goal or service"},
	"work.review_item.edit":      {Other: "Keep, change or stop"},
	"work.effort.title":          {Other: "Active efforts without another entry"},
	"work.effort.none":           {Other: "None noted. Visits, referrals, meetings and actions carry their own."},
	"work.effort.new":            {Other: "Note an active effort"},
	"work.effort.edit":           {Other: "Change the entry"},
	"work.aftercare.title":       {Other: "Aftercare plans"},
	"work.aftercare.none":        {Other: "No aftercare plan yet. Begin at least six months before the planned end."},
	"work.aftercare.new":         {Other: "Begin an aftercare plan"},
	"work.aftercare.edit":        {Other: "Change the plan"},
	"work.take_along.title":      {Other: "What the family takes along"},
	"work.take_along.none":       {Other: "Nothing is listed yet: documents, services, supports, whom to call."},
	"work.take_along.new":        {Other: "Add something"},
	"work.take_along.edit":       {Other: "Change the entry"},
	"work.approval.title":        {Other: "Approvals"},
	"work.approval.none":         {Other: "Nothing was asked for."},
	"work.approval.new":          {Other: "Ask for an approval"},
	"work.approval.edit":         {Other: "Answer"},
	ReferralNow:                  {Other: "Where it stands"},
	ReferralStep:                 {Other: "Note what happened today:"},
	ReferralStepWhy:              {Other: "{state}: write down why"},
	ReferralBlameless:            {Other: "The service cannot be had. That is nobody's fault and never counts against the family."},
	ReferralSentUncovered:        {Other: "No release of information covered this referral on that day. Add the release first, or write under “{reason}” on what ground it was sent."},
	ReferralNoRelease:            {Other: "No release of information covers this referral today. Nothing can be shared with the provider before there is one."},
	ReferralNoSUDRelease:         {Other: "It is about substance use, and no release names that. Nothing can be shared with the provider before one does."},
	ReferralReleaseMissing:       {Other: "Still missing: a release of {names}."},
	ReferralReleased:             {Other: "A release covers telling the provider until {day}."},
	ReferralLetter:               {Other: "The referral as a letter"},
	ReferralMissing:              {Other: "Not answered yet: {label}"},
	DeliveredAuthorised:          {Other: "Paid for"},
	DeliveredAttended:            {Other: "Took place"},
	DeliveredMissed:              {Other: "Missed"},
	DeliveredExcused:             {Other: "Did not come, said so before"},
	DeliveredOff:                 {Other: "Called off by the provider"},
	DeliveredOver:                {Other: "More than was paid for"},
	BarWords:                     {Other: "{month}: {yes} came, {no} did not"},
	MonthYear:                    {Other: "{month} {year}"},
	ChangeWho:                    {Other: "Who must know"},
	ChangeUntold:                 {One: "{n} has not been told yet.", Other: "{n} have not been told yet."},
	ChangeList:                   {One: "List the {n} who must know", Other: "List the {n} who must know"},
	TellPermanency:               {Other: "The permanency goal for {name} is: {goal}."},
	TellConcurrent:               {Other: "The concurrent goal is: {goal}."},
	TellGoals:                    {Other: "Goals of the plan changed on {day}."},
	TellNotYet:                   {Other: "Others must know of this goal change, and it is not noted yet whom you tell."},
	TellNow:                      {Other: "Note the change and list who must know"},
	TellNoted:                    {Other: "Everybody on the list of this change has been told."},
	ChangeAllTold:                {Other: "Everybody who must know has been told."},
	PermanencyNoConcurrent:       {Other: "There is no concurrent goal yet. Plan for both at once, so that no time is lost."},
	MeetingMore:                  {Other: "The team at this meeting"},
	MeetingInvite:                {One: "Invite {n} of the team", Other: "Invite {n} of the team"},
	MeetingNoTalk:                {Other: "Talk with the family before it: who should be there, and which providers?"},
	DecisionAction:               {Other: "Put it into the plan as an action"},
	DecisionIsAction:             {Other: "It is an action of the plan."},
	DecisionIssue:                {Other: "Decided in meetings"},
	ReviewMore:                   {Other: "Goal by goal, service by service"},
	ReviewItems:                  {One: "Put {n} goal or service into this review", Other: "Put {n} goals and services into this review"},
	ReviewOpen:                   {One: "{n} is still to be talked about.", Other: "{n} are still to be talked about."},
	ReviewChanged:                {Other: "Something changes. Change the plan, agree on it anew, and sign a new contract where items changed."},
	ConferenceAck:                {Other: "Who stands by it"},
	ConferenceAckBy:              {Other: "{name} stands by it, {day}"},
	ConferenceAckOld:             {Other: "{name} stood by earlier words, {day}"},
	ConferenceAckButton:          {Other: "I stand by what is written here"},
	ConferenceLine:               {Other: "{what} ({who})"},
	ConferenceNotSeen:            {Other: "{name} was not seen since the last conference"},
	ReferralsCount:               {One: "{n} referral", Other: "{n} referrals"},
	ChangePlan:                   {Other: "Look at the plan again with the family: it has not been reviewed or agreed since this change."},
	ReportWaits:                  {Other: "A provider's report waits to be accepted"},
	ReportAccept:                 {Other: "Accept the report"},
	ReferralAfterNo:              {Other: "Nothing is written down yet about what comes next: a further step, another referral for the need, or a service that is missing."},
	ApprovalAnswered:             {Other: "Answered by {name}, {moment}"},
}
