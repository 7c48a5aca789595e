package words

// Words of the case file and the people in it.
const (
	LikelyTitle    Key = "likely.title"
	LikelyElse     Key = "likely.else"
	LikelyName     Key = "likely.name"
	LikelyReach    Key = "likely.reach"
	LikelyRecord   Key = "likely.record"
	LikelyIs       Key = "likely.is"
	CaseFile       Key = "case.title"
	CaseNew        Key = "case.new"
	CaseOpen       Key = "case.open"
	CaseEdit       Key = "case.edit"
	CaseAssign     Key = "case.assign"
	CaseAssignSave Key = "case.assign.save"
	CaseNext       Key = "case.next"
	NoNextStep     Key = "case.next.none"
	SafetyTitle    Key = "case.safety"
	PeopleTitle    Key = "people.title"
	PeopleCount    Key = "people.count"
	NoPeople       Key = "people.none"
	CalledName     Key = "people.called"
	PersonNew      Key = "person.new"
	PersonEdit     Key = "person.edit"
	PersonSave     Key = "person.save"
	VersionsRow    Key = "versions.row"
	VersionsCount  Key = "versions.count"
	TwoVersionsOf  Key = "versions.of"
	ContractsRow   Key = "contracts.row"
	ContractsCount Key = "contracts.count"
	ChangedTag     Key = "plan.changed.tag"
	ActionsOpen    Key = "plan.open"
)

var caseWords = entries{
	LikelyTitle:                        {Other: "Not saved yet: this may be somebody who is in this case already."},
	LikelyElse:                         {Other: "If it is somebody else, save the form as it is."},
	LikelyName:                         {Other: "{name}, {role}, has a name like it."},
	LikelyReach:                        {Other: "{name}, {role}, has the same number or mail address."},
	LikelyRecord:                       {Other: "{name}, {role}, is on the team."},
	LikelyIs:                           {Other: "It is {name}"},
	CaseFile:                           {Other: "Case file"},
	CaseNew:                            {Other: "Open a case"},
	CaseOpen:                           {Other: "Open the case"},
	CaseEdit:                           {Other: "Change the case details"},
	CaseAssign:                         {Other: "Hand the case to another worker"},
	CaseAssignSave:                     {Other: "Hand the case over"},
	CaseNext:                           {Other: "Next step"},
	NoNextStep:                         {Other: "No next step is planned."},
	SafetyTitle:                        {Other: "Read this first: safety"},
	PeopleTitle:                        {Other: "People"},
	PeopleCount:                        {One: "1 person", Other: "{n} people"},
	NoPeople:                           {Other: "Nobody is in this case yet."},
	CalledName:                         {Other: "We say:"},
	PersonNew:                          {Other: "Add a person"},
	PersonEdit:                         {Other: "Change a person"},
	PersonSave:                         {Other: "Save this person"},
	VersionsRow:                        {Other: "Two versions"},
	VersionsCount:                      {One: "1 to choose", Other: "{n} to choose"},
	TwoVersionsOf:                      {Other: "Two versions: {label}"},
	ContractsRow:                       {Other: "Contracts"},
	ContractsCount:                     {One: "1 contract", Other: "{n} contracts"},
	ChangedTag:                         {Other: "Changed since you signed"},
	ActionsOpen:                        {One: "1 action to do", Other: "{n} actions to do"},
	"label.case.name":                  {Other: "Family name"},
	"label.case.number":                {Other: "Case number"},
	"label.case.worker":                {Other: "Worker"},
	"label.case.opened_on":             {Other: "Opened on"},
	"label.case.status":                {Other: "Is the case open?"},
	"label.case.safety_note":           {Other: "Safety note"},
	"label.case.next_step":             {Other: "Next step"},
	"label.case.next_on":               {Other: "When is the next step?"},
	"label.case.permanency_goal":       {Other: "Permanency goal"},
	"hint.case.name":                   {Other: "The name that the caseload shows."},
	"hint.case.safety_note":            {Other: "What a worker must know before the door opens. It stands first in the case file."},
	"hint.case.next_step":              {Other: "In a few words: See Maria at home."},
	"hint.case.permanency_goal":        {Other: "For example: return home by June."},
	"choice.case.status.open":          {Other: "Open"},
	"choice.case.status.closed":        {Other: "Closed"},
	"label.as.person_name":             {Other: "First person: full name as on papers"},
	"label.as.person_role":             {Other: "First person: who are they in this case?"},
	"label.person.name":                {Other: "Full name as on papers"},
	"label.person.call_name":           {Other: "What should we call them?"},
	"label.person.role":                {Other: "Who are they in this case?"},
	"label.person.relation":            {Other: "Relation"},
	"label.person.born_on":             {Other: "Date of birth"},
	"label.person.phone":               {Other: "Phone"},
	"label.person.language":            {Other: "Language they speak best"},
	"label.person.about":               {Other: "Good to know"},
	"hint.person.relation":             {Other: "For example: Maria's mother."},
	"hint.person.about":                {Other: "Only what helps the next person who meets them."},
	"hint.person.born_on":              {Other: "For example 27 9 2018 or 27 September 2018. Leave it empty if you do not know."},
	"choice.person.role.child":         {Other: "Child"},
	"choice.person.role.youth":         {Other: "Youth"},
	"choice.person.role.mother":        {Other: "Mother"},
	"choice.person.role.father":        {Other: "Father"},
	"choice.person.role.parent":        {Other: "Parent"},
	"choice.person.role.guardian":      {Other: "Guardian"},
	"choice.person.role.foster_parent": {Other: "Foster parent"},
	"choice.person.role.relative":      {Other: "Relative"},
	"choice.person.role.friend":        {Other: "Friend"},
	"choice.person.role.provider":      {Other: "Provider"},
	"choice.person.role.other":         {Other: "Somebody else"},
	"choice.staff.role.caseworker":     {Other: "Caseworker"},
	"choice.staff.role.supervisor":     {Other: "Supervisor"},
	"choice.staff.role.administrator":  {Other: "Administrator"},
	"kind.case":                        {Other: "Case"},
	"kind.person":                      {Other: "Person"},
	"kind.goal":                        {Other: "Goal"},
	"kind.barrier":                     {Other: "Barrier"},
	"kind.strength":                    {Other: "Strength"},
	"kind.issue":                       {Other: "Issue"},
	"kind.action":                      {Other: "Action"},
	"kind.note":                        {Other: "Visit or contact note"},
	"kind.attachment":                  {Other: "Photo, scan or document"},
	"kind.contract":                    {Other: "Contract"},
	"kind.contract_item":               {Other: "Line of a contract"},
	"kind.signature":                   {Other: "Signature"},
	"kind.withdrawal":                  {Other: "Contract put aside"},
	"kind.dealt":                       {Other: "Entry dealt with"},
}
