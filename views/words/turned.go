package words

// Words of a tablet that is turned to a client, of what the client says, and of
// the cover. What the client reads is said to them, in short sentences.
const (
	TurnTitle           Key = "turn.title"
	TurnHand            Key = "turn.hand"
	TurnDo              Key = "turn.do"
	TurnWhom            Key = "turn.whom"
	TurnNobody          Key = "turn.nobody"
	TurnOther           Key = "turn.other"
	TurnWho             Key = "turn.who"
	TurnLanguage        Key = "turn.language"
	TurnForeign         Key = "turn.foreign"
	TurnReading         Key = "turn.reading"
	TurnSees            Key = "turn.sees"
	TurnSeesHow         Key = "turn.sees.how"
	TurnPin             Key = "turn.pin"
	TurnPinWhy          Key = "turn.pin.why"
	TurnPinApple        Key = "turn.pin.apple"
	TurnPinAppleHow     Key = "turn.pin.apple.how"
	TurnPinAndroid      Key = "turn.pin.android"
	TurnPinAndroidHow   Key = "turn.pin.android.how"
	TurnPinOther        Key = "turn.pin.other"
	TurnPinOtherHow     Key = "turn.pin.other.how"
	ReadNothing         Key = "turn.read.nothing"
	HardStacked         Key = "turn.hard.stacked"
	HardNobody          Key = "turn.hard.nobody"
	HardNoDay           Key = "turn.hard.no_day"
	HardPromise         Key = "turn.hard.promise"
	HardWord            Key = "turn.hard.word"
	ClientFirstTitle    Key = "client.first.title"
	ClientGreeting      Key = "client.greeting"
	ClientFirstHow      Key = "client.first.how"
	ClientFirstWrite    Key = "client.first.write"
	ClientFirstTime     Key = "client.first.time"
	ClientBegin         Key = "client.begin"
	ClientFirst         Key = "client.first"
	ClientNext          Key = "client.next"
	ClientNextEnd       Key = "client.next.end"
	ClientStrengths     Key = "client.strengths"
	ClientNoStrengths   Key = "client.strengths.none"
	ClientAddStrength   Key = "client.strengths.add"
	ClientStrengthWords Key = "client.strengths.words"
	ClientGoals         Key = "client.goals"
	ClientNoGoals       Key = "client.goals.none"
	ClientAddGoal       Key = "client.goals.add"
	ClientGoalWords     Key = "client.goals.words"
	ClientBarriers      Key = "client.barriers"
	ClientNoBarriers    Key = "client.barriers.none"
	ClientAddBarrier    Key = "client.barriers.add"
	ClientBarrierWords  Key = "client.barriers.words"
	ClientIssues        Key = "client.issues"
	ClientNoIssues      Key = "client.issues.none"
	ClientSteps         Key = "client.steps"
	ClientNoSteps       Key = "client.steps.none"
	ClientEnd           Key = "client.end"
	ClientEndHow        Key = "client.end.how"
	ClientAddIdea       Key = "client.ideas.add"
	ClientIdeaWords     Key = "client.ideas.words"
	ClientIdeas         Key = "client.ideas"
	ClientWording       Key = "client.wording"
	ClientByWhen        Key = "client.by_when"
	ClientMeasure       Key = "client.measure"
	ClientYou           Key = "client.you"
	ClientYouSaid       Key = "client.you_said"
	ClientYouSaidOn     Key = "client.you_said.on"
	ClientRemarkTitle   Key = "client.remark.title"
	ClientRemark        Key = "client.remark"
	ClientRemarkType    Key = "client.remark.type"
	ClientRemarkWords   Key = "client.remark.words"
	ClientRemarkOpen    Key = "client.remark.open"
	ClientRemarkAnswer  Key = "client.remark.answer"
	ClientSave          Key = "client.save"
	ClientStepWho       Key = "client.step.who"
	ClientStepWill      Key = "client.step.will"
	ClientStepBy        Key = "client.step.by"
	ClientStepNoDay     Key = "client.step.no_day"
	ClientStepIfNot     Key = "client.step.if_not"
	ClientStepNoIfNot   Key = "client.step.no_if_not"
	ClientStepShare     Key = "client.step.share"
	ClientStepFor       Key = "client.step.for"
	AloudRead           Key = "aloud.read"
	AloudStop           Key = "aloud.stop"
	AloudSilent         Key = "aloud.silent"
	ClientAsk           Key = "client.ask"
	ClientAskLocked     Key = "client.ask.locked"
	ClientStop          Key = "client.stop"
	LeaveBackTitle      Key = "client.back"
	LeaveBackHow        Key = "client.back.how"
	LeaveBackStay       Key = "client.back.stay"
	LeaveBackWorker     Key = "client.back.worker"
	TurnedLostTitle     Key = "turned.lost"
	TurnedLostHow       Key = "turned.lost.how"
	TurnedLostAgain     Key = "turned.lost.again"
	TurnedPast          Key = "turned.past"
	TurnedPastHow       Key = "turned.past.how"
	TurnedLockedTitle   Key = "client.locked"
	TurnedLockedHow     Key = "client.locked.how"
	RemarksTitle        Key = "remarks.title"
	RemarksHow          Key = "remarks.how"
	RemarksNone         Key = "remarks.none"
	RemarkLine          Key = "remarks.line"
	RemarkWholePlan     Key = "remarks.whole"
	RemarkOpen          Key = "remarks.open"
	RemarkOfWords       Key = "remarks.of_words"
	LineRemark          Key = "client.line.remark"
	LineOpen            Key = "client.line.open"
	LineOpenHow         Key = "client.line.open.how"
	RemarkDecided       Key = "remarks.decided"
	RemarkAnswer        Key = "remarks.answer"
	RemarkAnswerSave    Key = "remarks.answer.save"
	RemarkAnswered      Key = "remarks.answered"
	CoverDo             Key = "cover.do"
	CoverTitle          Key = "cover.title"
	CoverHow            Key = "cover.how"
	LiftPasskey         Key = "lift.passkey"
	LiftBusy            Key = "lift.busy"
	ReadPlain           Key = "turn.read.plain"
	ReadHard            Key = "turn.read.hard"
	HardLong            Key = "turn.hard.long"
	HoleDay             Key = "turn.hole.day"
	HoleIfNot           Key = "turn.hole.if_not"
	RemarksOpen         Key = "remarks.count"
)

// ClientShare says to the person themselves how much of a step is theirs.
func ClientShare(share string) Key { return Key("client.share." + share) }

var turnedWords = entries{
	TurnTitle:                     {Other: "Before you hand over the tablet"},
	TurnHand:                      {Other: "Hand the tablet to somebody"},
	TurnDo:                        {Other: "Hand to {name}"},
	TurnWhom:                      {Other: "To whom do you hand it?"},
	TurnNobody:                    {Other: "Nobody is in this case yet. Add a person first."},
	TurnOther:                     {Other: "Hand it to somebody else"},
	TurnWho:                       {Other: "Name"},
	TurnLanguage:                  {Other: "Language"},
	TurnForeign:                   {Other: "Our own words on the pages are in English. What is written in the plan stays in its language. Read together, or with an interpreter."},
	TurnReading:                   {Other: "How hard is it to read?"},
	TurnSees:                      {Other: "What they will see"},
	TurnSeesHow:                   {Other: "This plan in large type, and nothing else: no other case, no notes, no safety note, no details of an issue. They can write in it and say what they see differently. Until you unlock, every address of Doorstep leads back to this plan."},
	TurnPin:                       {Other: "Keep the tablet on this page"},
	TurnPinWhy:                    {Other: "A page cannot lock the rest of the tablet. Other apps, and messages that come in, are for the tablet’s own system to hold back."},
	TurnPinApple:                  {Other: "iPad: Guided Access"},
	TurnPinAppleHow:               {Other: "Once: Settings, Accessibility, Guided Access, turn it on and set a code. Each time: press the top button (or the home button) three times, then tap Start. Three presses and the code end it."},
	TurnPinAndroid:                {Other: "Android: app pinning"},
	TurnPinAndroidHow:             {Other: "Once: Settings, Security, App pinning, turn it on and ask for the code to unpin. Each time: open the list of open apps, tap the icon above Doorstep, then Pin."},
	TurnPinOther:                  {Other: "Any other device"},
	TurnPinOtherHow:               {Other: "Close other windows, put notifications on silent, and stay within sight."},
	ReadNothing:                   {Other: "You wrote nothing in the plan yet."},
	HardStacked:                   {Other: "Says “not”, “unless” or “except” more than once"},
	HardNobody:                    {Other: "It does not say who."},
	HardNoDay:                     {Other: "It does not say by when."},
	HardPromise:                   {Other: "Promises what nobody can be sure of: “{words}”"},
	HardWord:                      {Other: "“{hard}”: in plain words, “{plain}”"},
	ClientFirstTitle:              {Other: "Your plan"},
	ClientGreeting:                {Other: "{name}, this is your plan."},
	ClientFirstHow:                {Other: "Read it at your own pace. Nothing is signed here."},
	ClientFirstWrite:              {Other: "You can write in it. You can say what you see differently."},
	ClientFirstTime:               {Other: "You can stop at any time."},
	ClientBegin:                   {Other: "Begin"},
	ClientFirst:                   {Other: "To the first page"},
	ClientNext:                    {Other: "Next: {part}"},
	ClientNextEnd:                 {Other: "Next: the end"},
	ClientStrengths:               {Other: "What is strong"},
	ClientNoStrengths:             {Other: "Nothing is written here yet. What do you do well? Who helps you?"},
	ClientAddStrength:             {Other: "Add something that is strong"},
	ClientStrengthWords:           {Other: "What is strong in your family?"},
	ClientGoals:                   {Other: "What you want"},
	ClientNoGoals:                 {Other: "Nothing is written here yet. What do you want to be different?"},
	ClientAddGoal:                 {Other: "Add something that you want"},
	ClientGoalWords:               {Other: "What do you want?"},
	ClientBarriers:                {Other: "What is in the way"},
	ClientNoBarriers:              {Other: "Nothing is written here yet. What makes it hard?"},
	ClientAddBarrier:              {Other: "Add something that is in the way"},
	ClientBarrierWords:            {Other: "What makes it hard?"},
	ClientIssues:                  {Other: "What this is about"},
	ClientNoIssues:                {Other: "Nothing is written here yet. You can add an idea at the end."},
	ClientSteps:                   {Other: "Who does what"},
	ClientNoSteps:                 {Other: "No step is written here yet."},
	ClientEnd:                     {Other: "That was your plan"},
	ClientEndHow:                  {Other: "Is something missing? Do you have an idea? Write it down, or tell your worker."},
	ClientAddIdea:                 {Other: "Add an idea"},
	ClientIdeaWords:               {Other: "What is your idea?"},
	ClientIdeas:                   {Other: "Your ideas"},
	ClientWording:                 {Other: "Your worker wrote it like this"},
	ClientByWhen:                  {Other: "By when"},
	ClientMeasure:                 {Other: "How we will see that it is done"},
	ClientYou:                     {Other: "You"},
	ClientYouSaid:                 {Other: "You said this"},
	ClientYouSaidOn:               {Other: "You said this on {day}"},
	ClientRemarkTitle:             {Other: "About this line"},
	ClientRemark:                  {Other: "I see this differently"},
	ClientRemarkType:              {Other: "What do you want to say?"},
	ClientRemarkWords:             {Other: "Say it in your own words"},
	ClientRemarkOpen:              {Other: "You will talk about this together."},
	ClientRemarkAnswer:            {Other: "What you decided together"},
	ClientSave:                    {Other: "Keep this"},
	ClientStepWho:                 {Other: "Who"},
	ClientStepWill:                {Other: "Will do this"},
	ClientStepBy:                  {Other: "By when"},
	ClientStepNoDay:               {Other: "No day is set yet"},
	ClientStepIfNot:               {Other: "If that cannot be had"},
	ClientStepNoIfNot:             {Other: "Not talked about yet"},
	ClientStepShare:               {Other: "Your part"},
	ClientStepFor:                 {Other: "What it is for"},
	AloudRead:                     {Other: "Read it to me"},
	AloudStop:                     {Other: "Stop reading"},
	AloudSilent:                   {Other: "This tablet has no voice for some of these words. It does not say them. Read them yourself, or with somebody."},
	ClientAsk:                     {Other: "If something is not clear, ask {worker} from {agency}."},
	ClientAskLocked:               {Other: "If something is not clear, ask your worker."},
	ClientStop:                    {Other: "Stop and give the tablet back"},
	LeaveBackTitle:                {Other: "Give the tablet back"},
	LeaveBackHow:                  {Other: "You can stop at any time. What you wrote is kept. You can read on another day."},
	LeaveBackStay:                 {Other: "I want to read on"},
	LeaveBackWorker:               {Other: "For the worker"},
	TurnedLostTitle:               {Other: "Give this tablet back to your worker"},
	TurnedLostHow:                 {Other: "The browser has lost what was on this tablet. What was saved and not sent is kept apart, sealed, and goes to the office. As soon as there is a network, the worker is signed out at the office and can begin here anew."},
	TurnedLostAgain:               {Other: "Try again"},
	TurnedPast:                    {Other: "This tablet is turned to somebody"},
	TurnedPastHow:                 {Other: "Open Doorstep again, without holding a key down. The plan is there."},
	TurnedLockedTitle:             {Other: "The tablet has locked"},
	TurnedLockedHow:               {Other: "Nobody touched it for a while. Nothing is lost. Your worker unlocks it, and you go on where you were."},
	RemarksTitle:                  {Other: "What they see differently"},
	RemarksHow:                    {Other: "Look at these together. Then write down what you decided, in words that both of you understand."},
	RemarksNone:                   {Other: "Nobody has said anything about the plan yet."},
	RemarkLine:                    {Other: "The line"},
	RemarkWholePlan:               {Other: "The whole plan"},
	RemarkOfWords:                 {Other: "Said of these words: {words}"},
	LineRemark:                    {Other: "This is not what I meant"},
	LineOpen:                      {One: "{n} line is seen differently. Nobody has answered it yet.", Other: "{n} lines are seen differently. Nobody has answered them yet."},
	LineOpenHow:                   {Other: "Talk about it first. You can still go on."},
	RemarkOpen:                    {Other: "To talk about"},
	RemarkDecided:                 {Other: "Decided together"},
	RemarkAnswer:                  {Other: "Write what you decided"},
	RemarkAnswerSave:              {Other: "Save what you decided"},
	RemarkAnswered:                {Other: "Decided on {day}"},
	CoverDo:                       {Other: "Cover"},
	CoverTitle:                    {Other: "Nothing to see here"},
	CoverHow:                      {Other: "This page is empty for now."},
	LiftPasskey:                   {Other: "Unlock"},
	LiftBusy:                      {Other: "One moment"},
	ReadPlain:                     {One: "You wrote {n} sentence, and it is plain.", Other: "You wrote {n} sentences, and none of them is hard to read."},
	ReadHard:                      {One: "{n} of {all} sentences that you wrote is hard to read.", Other: "{n} of {all} sentences that you wrote are hard to read."},
	HardLong:                      {Other: "{n} words. Two short sentences are easier."},
	HoleDay:                       {One: "{n} step has no day yet.", Other: "{n} steps have no day yet."},
	HoleIfNot:                     {One: "{n} step does not say what happens if it cannot be had.", Other: "{n} steps do not say what happens if they cannot be had."},
	RemarksOpen:                   {One: "{n} to talk about", Other: "{n} to talk about"},
	"client.share.alone":          {Other: "You do this yourself"},
	"client.share.with_help":      {Other: "You do this with some help"},
	"client.share.taken_over":     {Other: "You do not have to do this"},
	"client.goals.words.hint":     {Other: "Write it as you would say it."},
	"client.strengths.words.hint": {Other: "What you do well, who helps you, what went well before."},
	"client.remark.words.hint":    {Other: "You can leave this empty. Your worker sees it beside the line, and you talk about it."},
}
