package words

// Words of goals that are talked through, of links between the parts of a plan,
// and of who does what.
const (
	SectionOwn       Key = "section.own"
	SectionWorker    Key = "section.worker"
	SectionSmart     Key = "section.smart"
	SectionWhat      Key = "section.what"
	SectionServes    Key = "section.serves"
	SectionWhere     Key = "section.where"
	SmartStep        Key = "smart.step"
	SmartNext        Key = "smart.next"
	SmartSkip        Key = "smart.skip"
	SmartAside       Key = "smart.aside"
	SmartOpen        Key = "smart.open"
	SmartBegin       Key = "smart.begin"
	HintFrameDate    Key = "hint_frame.date"
	HintFrameWords   Key = "hint_frame.words"
	HintFrameHow     Key = "hint_frame.how"
	HintRoleWords    Key = "hint_role.words"
	HintReword       Key = "hint.reword"
	HintRedate       Key = "hint.redate"
	LinksNone        Key = "links.none"
	HintAside        Key = "hint.put_aside"
	HintsAside       Key = "hint.aside.count"
	HintsAgain       Key = "hint.again"
	UseStrength      Key = "action.uses"
	HelpsWith        Key = "action.helps"
	Tangled          Key = "issue.tangled"
	PromiseNoDay     Key = "promise.no_day"
	PromiseNoIfNot   Key = "promise.no_if_not"
	PromiseWho       Key = "promise.who"
	PromiseWill      Key = "promise.will"
	PromiseBy        Key = "promise.by"
	PromiseIfNot     Key = "promise.if_not"
	PromiseStill     Key = "promise.still"
	WhoTitle         Key = "who.title"
	WhoYours         Key = "who.yours"
	WhoYoursHow      Key = "who.yours.how"
	WhoYoursNobody   Key = "who.yours.nobody"
	WhoMine          Key = "who.mine"
	WhoMineHow       Key = "who.mine.how"
	WhoTheirs        Key = "who.theirs"
	WhoTheirsHow     Key = "who.theirs.how"
	WhoNone          Key = "who.none"
	WhoShares        Key = "who.shares"
	WhoUnshared      Key = "who.unshared"
	WhoOpen          Key = "who.open"
	LinksTitle       Key = "links.title"
	LinksHow         Key = "links.how"
	LinksCount       Key = "links.count"
	LinksAll         Key = "links.all"
	LinksGoals       Key = "links.goals"
	LinksGoalsHow    Key = "links.goals.how"
	LinksBarriers    Key = "links.barriers"
	LinksBarrierHow  Key = "links.barriers.how"
	LinksApart       Key = "links.apart"
	LinksApartHow    Key = "links.apart.how"
	LinksReferrals   Key = "links.referrals"
	LinksReferralHow Key = "links.referrals.how"
	LinkGoalService  Key = "link.goal.service"
	LinksActions     Key = "links.actions"
	LinksActionHow   Key = "links.actions.how"
	LinksStrengths   Key = "links.strengths"
	LinksStrongHow   Key = "links.strengths.how"
	LinkThis         Key = "link.this"
	LinkSave         Key = "link.save"
	LinkNew          Key = "link.new"
	LinkNothing      Key = "link.nothing"
	LinkGoal         Key = "link.goal"
	LinkBarrier      Key = "link.barrier"
	LinkBarrierGoal  Key = "link.barrier.goals"
	LinkStrength     Key = "link.strength"
	LinkOther        Key = "link.other"
	ActionNoIssue    Key = "action.no_issue"
)

// GoalFact returns the key of what a plan calls an answer about a goal.
func GoalFact(field string) Key { return Key("fact.goal." + field) }

// SmartHeading returns the key of the heading of one of the five questions.
func SmartHeading(name string) Key { return Key("smart." + name) }

var planPartWords = entries{
	SectionOwn:              {Other: "In their own words"},
	SectionWorker:           {Other: "In the worker’s words"},
	SectionSmart:            {Other: "Talk it through"},
	SectionWhat:             {Other: "The promise"},
	SectionServes:           {Other: "What it serves and leans on"},
	SectionWhere:            {Other: "Where and how"},
	SmartStep:               {Other: "Question {number} of {all}"},
	SmartNext:               {Other: "Save and go on"},
	SmartSkip:               {Other: "Not now"},
	SmartAside:              {Other: "This question does not fit here"},
	SmartOpen:               {Other: "Still to talk about"},
	SmartBegin:              {Other: "Talk it through now"},
	"smart.specific":        {Other: "What exactly will be different?"},
	"smart.relevant":        {Other: "Why does it matter?"},
	"smart.attainable":      {Other: "What makes it possible?"},
	"smart.measurable":      {Other: "How will you both see it?"},
	"smart.timely":          {Other: "By when?"},
	"label.as.specific":     {Other: "Say it in one sentence: who, what and where"},
	"hint.goal.matters":     {Other: "For example: so that Leo can bring a friend home."},
	"hint.goal.reach":       {Other: "What is there already: people, time, money, a strength of theirs. For example: Rosa takes two evenings a week."},
	"hint.goal.measure":     {Other: "Something that both of you can see or count. For example: a lease with her name on it; four school days out of five."},
	"hint.goal.service":     {Other: "How long you work together. A goal should fit into that time."},
	"hint.action.share":     {Other: "What they can do themselves stays with them. What is too much now can be taken off their plate."},
	"hint.action.strengths": {Other: "What they bring makes it easier."},
	"hint.issue.with":       {Other: "Troubles seldom come alone: what came before it, and what it brings with it."},
	HintFrameDate:           {One: "The day that you chose lies further away than this kind of service lasts: {n} day.", Other: "The day that you chose lies further away than this kind of service lasts: {n} days."},
	HintFrameWords:          {One: "“{words}” reaches further than this kind of service lasts: {n} day.", Other: "“{words}” reaches further than this kind of service lasts: {n} days."},
	HintFrameHow:            {Other: "Which first step towards it can you finish in that time? For example: get in touch with a local college, make a list of the way there, apply for the support that there is. Their own words stay as they are."},
	HintRoleWords:           {Other: "“{words}” promises more than this role can do: {role}."},
	"fact.goal.matters":     {Other: "Why it matters"},
	"fact.goal.reach":       {Other: "What makes it possible"},
	"fact.goal.measure":     {Other: "How both see it"},
	"fact.goal.by_when":     {Other: "By when"},
	"fact.goal.service":     {Other: "Service"},
	HintRedate:              {Other: "Change the day"},
	LinksNone:               {Other: "All linked"},
	HintReword:              {Other: "Change the wording"},
	HintAside:               {Other: "Put this hint aside"},
	HintsAside:              {One: "1 hint or question was put aside.", Other: "{n} hints and questions were put aside."},
	HintsAgain:              {Other: "Show them again"},
	UseStrength:             {Other: "Leans on:"},
	HelpsWith:               {Other: "Helps with:"},
	Tangled:                 {Other: "Tangled up with:"},
	PromiseNoDay:            {Other: "No day yet"},
	PromiseNoIfNot:          {Other: "Not said yet"},
	PromiseWho:              {Other: "Who"},
	PromiseWill:             {Other: "Will"},
	PromiseBy:               {Other: "By"},
	PromiseIfNot:            {Other: "If it cannot be had"},
	PromiseStill:            {Other: "Still open:"},
	WhoTitle:                {Other: "Who does what"},
	WhoYours:                {Other: "Yours"},
	WhoYoursHow:             {Other: "What {names} will do."},
	WhoYoursNobody:          {Other: "Add the people of the family to the case, then choose them as the ones who do it."},
	WhoMine:                 {Other: "Mine"},
	WhoMineHow:              {Other: "What {name} will do."},
	WhoTheirs:               {Other: "Theirs"},
	WhoTheirsHow:            {Other: "What relatives, friends, providers and others will do."},
	WhoNone:                 {Other: "Nothing yet."},
	WhoShares:               {Other: "How much they do themselves"},
	WhoUnshared:             {Other: "Not talked about yet"},
	WhoOpen:                 {One: "1 to do", Other: "{n} to do"},
	LinksTitle:              {Other: "What has no link yet"},
	LinksHow:                {Other: "Each action serves a goal, helps with a barrier and leans on a strength. This list shows where that is still open. Not everything needs a link."},
	LinksCount:              {One: "1 without a link", Other: "{n} without a link"},
	LinksAll:                {Other: "Everything in this plan has its link."},
	LinksGoals:              {Other: "Goals without an action or a service"},
	LinksGoalsHow:           {Other: "Nobody does anything for them yet."},
	LinksBarriers:           {Other: "Barriers that nothing helps with"},
	LinksBarrierHow:         {Other: "They stand in the way, and no action is about them."},
	LinksApart:              {Other: "Barriers before no goal"},
	LinksApartHow:           {Other: "It is not written down which goal they stand before."},
	LinksReferrals:          {Other: "Services that serve no goal"},
	LinksReferralHow:        {Other: "They are asked for, and it is not written down what for."},
	LinkGoalService:         {Other: "Which services serve this goal?"},
	LinksActions:            {Other: "Actions that serve no goal"},
	LinksActionHow:          {Other: "Somebody does them, and it is not written down what for."},
	LinksStrengths:          {Other: "Strengths that nobody uses"},
	LinksStrongHow:          {Other: "They could make an action easier."},
	LinkThis:                {Other: "Link it"},
	LinkSave:                {Other: "Save the links"},
	LinkNew:                 {Other: "Add a new action for it"},
	LinkNothing:             {Other: "There is no action yet that it could be linked to."},
	LinkGoal:                {Other: "Which actions serve this goal?"},
	LinkBarrier:             {Other: "Which actions help with this barrier?"},
	LinkBarrierGoal:         {Other: "Which goals does it stand before?"},
	LinkStrength:            {Other: "Which actions lean on this strength?"},
	LinkOther:               {Other: "Serves now: {goal}"},
	ActionNoIssue:           {Other: "An action stands beside an issue, and there is none yet. Add the issue first."},
}
