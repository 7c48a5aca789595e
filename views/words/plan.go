package words

// Words of the case plan.
const (
	PlanTitle       Key = "plan.title"
	PlanContract    Key = "plan.contract"
	ChangedSince    Key = "plan.changed"
	ChangedSee      Key = "plan.changed.see"
	GoalsTitle      Key = "plan.goals"
	NoGoals         Key = "plan.goals.none"
	GoalNew         Key = "goal.new"
	GoalEdit        Key = "goal.edit"
	GoalSave        Key = "goal.save"
	GoalBare        Key = "goal.bare"
	GoalActions     Key = "goal.actions"
	WordingTitle    Key = "goal.wording"
	InTheWay        Key = "goal.barriers"
	StrengthsTitle  Key = "plan.strengths"
	NoStrengths     Key = "plan.strengths.none"
	StrengthNew     Key = "strength.new"
	StrengthEdit    Key = "strength.edit"
	StrengthSave    Key = "strength.save"
	BarriersTitle   Key = "plan.barriers"
	NoBarriers      Key = "plan.barriers.none"
	BarrierNew      Key = "barrier.new"
	BarrierEdit     Key = "barrier.edit"
	BarrierSave     Key = "barrier.save"
	BarrierBefore   Key = "barrier.before"
	IssuesTitle     Key = "plan.issues"
	NoIssues        Key = "plan.issues.none"
	IssueNew        Key = "issue.new"
	IssueEdit       Key = "issue.edit"
	IssueSave       Key = "issue.save"
	ActionNew       Key = "action.new"
	ActionEdit      Key = "action.edit"
	ActionSave      Key = "action.save"
	ActionIssue     Key = "action.other_issue"
	LooseTitle      Key = "plan.loose"
	LooseHow        Key = "plan.loose.how"
	LooseNoIssue    Key = "plan.loose.no_issue"
	NoActions       Key = "action.none"
	ActionFor       Key = "action.for"
	Done            Key = "action.done"
	DoneOn          Key = "action.done_on"
	WhoSomebodyElse Key = "who.other"
	WhoOther        Key = "who.other.name"
)

var planWords = entries{
	PlanTitle:                         {Other: "Case plan"},
	PlanContract:                      {Other: "Make a contract from this plan"},
	ChangedSince:                      {Other: "This plan has changed since you both signed."},
	ChangedSee:                        {Other: "The contract that was signed on {day}"},
	GoalsTitle:                        {Other: "Goals"},
	NoGoals:                           {Other: "No goal yet. Ask: what do you want to be different?"},
	GoalNew:                           {Other: "Add a goal"},
	GoalEdit:                          {Other: "Change a goal"},
	GoalSave:                          {Other: "Save the goal"},
	GoalBare:                          {Other: "No worker's wording and no action yet."},
	GoalActions:                       {Other: "What we do for it"},
	WordingTitle:                      {Other: "In the worker's words"},
	InTheWay:                          {Other: "What stands in the way"},
	StrengthsTitle:                    {Other: "Strengths"},
	NoStrengths:                       {Other: "No strength yet. Ask: what helps when things are hard?"},
	StrengthNew:                       {Other: "Add a strength"},
	StrengthEdit:                      {Other: "Change a strength"},
	StrengthSave:                      {Other: "Save the strength"},
	BarriersTitle:                     {Other: "Barriers"},
	NoBarriers:                        {Other: "No barrier yet. Ask: what stands in the way?"},
	BarrierNew:                        {Other: "Add a barrier"},
	BarrierEdit:                       {Other: "Change a barrier"},
	BarrierSave:                       {Other: "Save the barrier"},
	BarrierBefore:                     {Other: "Stands in the way of:"},
	IssuesTitle:                       {Other: "Issues and what we do"},
	NoIssues:                          {Other: "No issue yet. Add one, then the actions that help with it."},
	IssueNew:                          {Other: "Add an issue"},
	IssueEdit:                         {Other: "Change an issue"},
	IssueSave:                         {Other: "Save the issue"},
	ActionNew:                         {Other: "Add an action"},
	ActionEdit:                        {Other: "Change an action"},
	ActionSave:                        {Other: "Save the action"},
	ActionIssue:                       {Other: "Choose its issue"},
	LooseTitle:                        {Other: "Actions without an issue"},
	LooseHow:                          {Other: "The issue they belong to is no longer shown here. Choose another one for each, or hide the action too."},
	LooseNoIssue:                      {Other: "The issue they belong to is no longer shown here. Add an issue, then choose it for each of them."},
	NoActions:                         {Other: "No action yet."},
	ActionFor:                         {Other: "For the goal:"},
	Done:                              {Other: "Done"},
	DoneOn:                            {Other: "Done on {day}"},
	WhoSomebodyElse:                   {Other: "Somebody else"},
	WhoOther:                          {Other: "Somebody else: their name"},
	"label.goal.words":                {Other: "The goal, in their own words"},
	"label.goal.wording":              {Other: "The same goal in the worker's words"},
	"label.goal.status":               {Other: "Where does it stand?"},
	"label.goal.said_by":              {Other: "Who said it?"},
	"label.goal.said_on":              {Other: "When did they say it?"},
	"label.goal.language":             {Other: "In which language?"},
	"hint.goal.words":                 {Other: "Write down what they say, as they say it."},
	"hint.goal.wording":               {Other: "Specific, and something that can be finished. Do not promise what you cannot give."},
	"choice.goal.status.open":         {Other: "We work on it"},
	"choice.goal.status.reached":      {Other: "Reached"},
	"choice.goal.status.set_aside":    {Other: "Set aside"},
	"label.barrier.words":             {Other: "What stands in the way, in their own words"},
	"label.barrier.goals":             {Other: "Which goals does it stand before?"},
	"label.barrier.said_by":           {Other: "Who said it?"},
	"label.barrier.said_on":           {Other: "When did they say it?"},
	"label.barrier.language":          {Other: "In which language?"},
	"label.strength.words":            {Other: "What they bring, in their own words"},
	"label.strength.said_by":          {Other: "Who said it?"},
	"label.strength.said_on":          {Other: "When did they say it?"},
	"label.strength.language":         {Other: "In which language?"},
	"hint.strength.words":             {Other: "What they can do, who helps, what went well before."},
	"label.issue.what":                {Other: "What is the issue?"},
	"label.issue.type":                {Other: "What kind of issue is it?"},
	"label.issue.details":             {Other: "What matters about it?"},
	"choice.issue.type.presenting":    {Other: "Presenting issue"},
	"choice.issue.type.concurrent":    {Other: "Concurrent matter"},
	"label.action.issue":              {Other: "Issue"},
	"label.action.what":               {Other: "What will be done?"},
	"label.action.type":               {Other: "What kind of action is it?"},
	"label.action.who":                {Other: "Who does it?"},
	"label.action.by_when":            {Other: "By when?"},
	"label.action.where":              {Other: "Where?"},
	"label.action.how":                {Other: "How?"},
	"label.action.state":              {Other: "Given, or to be given?"},
	"label.action.goal":               {Other: "Which goal does it serve?"},
	"label.action.done":               {Other: "Done"},
	"label.action.done_on":            {Other: "Done on"},
	"hint.action.what":                {Other: "One step that can be finished. For example: ask three clinics for a first appointment."},
	"hint.action.who":                 {Other: "One person answers for it."},
	"choice.action.type.referral":     {Other: "Referral"},
	"choice.action.type.advice":       {Other: "Advice"},
	"choice.action.type.service":      {Other: "Service"},
	"choice.action.type.task":         {Other: "Task"},
	"choice.action.state.to_be_given": {Other: "To be given"},
	"choice.action.state.given":       {Other: "Given"},
	"nobody.goal.said_by":             {Other: "Nobody in particular"},
	"nobody.barrier.said_by":          {Other: "Nobody in particular"},
	"nobody.strength.said_by":         {Other: "Nobody in particular"},
	"nobody.action.goal":              {Other: "No one goal"},
}
