package words

// Words of visits, active efforts, the board and how practice shows.
const (
	EffortRecordTitle Key = "effort.record"
	EffortApplies     Key = "effort.applies"
	EffortGaps        Key = "effort.gaps"
	EffortAsk         Key = "effort.ask"
	EffortAskHow      Key = "effort.ask.how"
	EffortKinds       Key = "effort.kinds"
	VisitNew          Key = "visit.new"
	VisitTable        Key = "visit.table"
	VisitServices     Key = "visit.services"
	VisitTasks        Key = "visit.tasks"
	VisitCar          Key = "visit.car"
	VisitMissing      Key = "visit.missing"
	VisitNoted        Key = "visit.noted"
	VisitSave         Key = "visit.save"
	VisitHow          Key = "visit.how"
	VisitHelps        Key = "visit.helps"
	VisitWorks        Key = "visit.works"
	VisitWorksNot     Key = "visit.works_not"
	VisitDone         Key = "visit.done"
	VisitReview       Key = "visit.review"
	VisitSaid         Key = "visit.said"
	ServiceSaid       Key = "service.said"
	VisitVerdict      Key = "visit.verdict"
	VisitTask         Key = "visit.task"
	VisitIssue        Key = "visit.issue"
	VisitConcern      Key = "visit.concern"
	BoardTitle        Key = "board.title"
	BoardCases        Key = "board.cases"
	BoardAll          Key = "board.all"
	BoardWhat         Key = "board.what"
	BoardNobody       Key = "board.nobody"
	BoardListNone     Key = "board.list.none"
	BoardAssign       Key = "board.assign"
	BoardAssignHow    Key = "board.assign.how"
	BoardAssignTo     Key = "board.assign.to"
	BoardAssignCases  Key = "board.assign.cases"
	BoardAssignButton Key = "board.assign.button"
	BoardAssigned     Key = "board.assigned"
	FidelityTitle     Key = "fidelity.title"
	FidelityHow       Key = "fidelity.how"
	FidelityShown     Key = "fidelity.shown"
	FidelityMissing   Key = "fidelity.missing"
	FidelityNotYet    Key = "fidelity.not_yet"
	FidelityNew       Key = "fidelity.new"
	FidelityOf        Key = "fidelity.of"
)

// EffortKind names a kind of active effort, BoardList a list of the board,
// MeasureName a measure of the guide and MeasureWay how it is seen.
func EffortKind(n string) Key   { return Key("effort.kind." + n) }
func BoardList(what string) Key { return Key("board.list." + what) }
func MeasureWay(way string) Key { return Key("measure.way." + way) }
func MeasureName(id string) Key { return Key("measure." + id) }

var visitWords = entries{
	EffortRecordTitle:           {Other: "Record of active efforts"},
	EffortApplies:               {Other: "The law asks for active efforts where a child is, or may be, American Indian. They help any family."},
	EffortGaps:                  {Other: "No effort of these kinds is written down yet"},
	EffortAsk:                   {Other: "Is this an active effort?"},
	EffortKinds:                 {One: "Show the kind", Other: "Show the {n} kinds"},
	EffortAskHow:                {Other: "Tick what fits. The record of active efforts is drawn from it."},
	"effort.kind.1":             {Other: "A full assessment, aimed at going home"},
	"effort.kind.2":             {Other: "Finding services and helping the family get them"},
	"effort.kind.3":             {Other: "Inviting the tribe to plan and to take part"},
	"effort.kind.4":             {Other: "A thorough search for relatives"},
	"effort.kind.5":             {Other: "Tribal and culturally fitting services to keep the family together"},
	"effort.kind.6":             {Other: "Keeping brothers and sisters together"},
	"effort.kind.7":             {Other: "Regular visits in as natural a place as can be"},
	"effort.kind.8":             {Other: "Help from the community: housing, money, rides, health, peers"},
	"effort.kind.9":             {Other: "Watching progress and staying with it"},
	"effort.kind.10":            {Other: "Another way where the best service does not exist"},
	"effort.kind.11":            {Other: "Services after the child has gone home"},
	"effort.kind.12":            {Other: "Engaging the family and tribe, not only referring (state law)"},
	"effort.kind.13":            {Other: "Helping the parents over what stands in the way (state law)"},
	"effort.kind.14":            {Other: "Asking the tribe's own experts (state law)"},
	VisitNew:                    {Other: "Write up a visit"},
	VisitTable:                  {Other: "At the table"},
	VisitServices:               {Other: "The services, in their words"},
	VisitTasks:                  {Other: "What was done since"},
	VisitCar:                    {Other: "In the car"},
	VisitMissing:                {Other: "Still missing"},
	VisitNoted:                  {Other: "Noted already"},
	VisitSave:                   {Other: "Finish the visit"},
	VisitHow:                    {Other: "At the table, tick and write down quotes. Everything you enter is kept on this device; finish it later, in the car."},
	VisitHelps:                  {Other: "Does it help: {name}?"},
	VisitWorks:                  {Other: "What works about it, in their words: {name}"},
	VisitWorksNot:               {Other: "What does not, in their words: {name}"},
	VisitDone:                   {Other: "Done: {what}"},
	VisitReview:                 {Other: "This was also the monthly review of the plan"},
	ServiceSaid:                 {Other: "What they said of this service"},
	VisitVerdict:                {Other: "If it was the review: {name}"},
	VisitTask:                   {Other: "Make the next step a task of mine"},
	VisitIssue:                  {Other: "From visits"},
	VisitSaid:                   {Other: "What they said of the services"},
	VisitConcern:                {Other: "A safety concern was seen at this visit. Write down what makes whom unsafe, what is done about it, and who checks."},
	BoardTitle:                  {Other: "Supervisor's board"},
	BoardCases:                  {One: "{n} case", Other: "{n} cases"},
	BoardAll:                    {Other: "All workers"},
	BoardWhat:                   {Other: "Look at"},
	BoardNobody:                 {Other: "There is no open case."},
	BoardListNone:               {Other: "No case is in this list."},
	BoardAssign:                 {Other: "Hand these cases to somebody else"},
	BoardAssignHow:              {Other: "Tick the cases, choose who gets them. What waits on a tablet still arrives, marked as late, for the new worker."},
	BoardAssignTo:               {Other: "Who gets them?"},
	BoardAssignCases:            {Other: "Which cases?"},
	BoardAssignButton:           {Other: "Hand them over"},
	BoardAssigned:               {One: "{n} case was handed over.", Other: "{n} cases were handed over."},
	"board.list.all":            {Other: "All open cases"},
	"board.list.overdue":        {Other: "Something is overdue"},
	"board.list.unseen":         {Other: "Nobody was seen this month"},
	"board.list.unstarted":      {Other: "A referral has not started"},
	"board.list.reviews":        {Other: "The monthly review is open"},
	"board.list.approvals":      {Other: "An approval is asked for"},
	"board.list.answered":       {Other: "A missed date was answered"},
	FidelityTitle:               {Other: "How practice shows"},
	FidelityHow:                 {Other: "The measures of the practice guide, each with what shows it here. They are there to support, not to grade."},
	FidelityShown:               {Other: "It shows here"},
	FidelityMissing:             {Other: "Something is missing"},
	FidelityNotYet:              {Other: "Not looked at yet"},
	FidelityNew:                 {Other: "Note what was seen"},
	FidelityOf:                  {One: "shows in {n} of {all} cases", Other: "shows in {n} of {all} cases"},
	"measure.way.observation":   {Other: "Seen by watching"},
	"measure.way.documentation": {Other: "Seen in the case file"},
	"measure.way.interview":     {Other: "Told by the family"},
	"measure.way.supervision":   {Other: "Talked about in supervision"},
	"measure.o1":                {Other: "Helps them to name people who support them"},
	"measure.o2":                {Other: "Talks about why somebody should not be in the team"},
	"measure.o3":                {Other: "Helps the team to work together"},
	"measure.o4":                {Other: "Asks what the team has done to help"},
	"measure.o5":                {Other: "Asks how well the services help"},
	"measure.o6":                {Other: "Asks how to be of help"},
	"measure.o7":                {Other: "Asks the team before the plan is made or changed"},
	"measure.d1":                {Other: "What the team suggests and says is in the case file"},
	"measure.d2":                {Other: "The family's team met in time"},
	"measure.d3":                {Other: "There are specific safety activities for the children"},
	"measure.d4":                {Other: "There are specific permanency plans"},
	"measure.d5":                {Other: "There are specific steps for the children's well-being"},
	"measure.d6":                {Other: "The team looked at the plan regularly"},
	"measure.d7":                {Other: "Providers were told clearly what the family needs"},
	"measure.d8":                {Other: "Services came in time"},
	"measure.d9":                {Other: "Where the child lives was looked at and found safe"},
	"measure.i1":                {Other: "They can name what the worker did that helped"},
	"measure.i2":                {Other: "They are content with the services"},
	"measure.i3":                {Other: "They tell of times when the worker saw what they achieved"},
	"measure.i4":                {Other: "They tell of times when their words decided something"},
	"measure.s1":                {Other: "The worker says how the plan takes trauma into account"},
	"measure.s2":                {Other: "The worker says how the parent takes part in the change"},
	"measure.s3":                {Other: "The worker says how successes are seen, however small"},
	"measure.s4":                {Other: "The worker says how the case has moved, and what comes in 90 days"},
}
