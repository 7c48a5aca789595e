package words

// Words of the caseload.
const (
	PagingNav         Key = "paging.nav"
	PagingSays        Key = "paging.says"
	PagingBefore      Key = "paging.before"
	PagingAfter       Key = "paging.after"
	CaseloadMore      Key = "caseload.more"
	CaseloadTitle     Key = "caseload.title"
	CaseloadEmpty     Key = "caseload.empty"
	CaseloadEmptyAway Key = "caseload.empty.away"
	OpenACase         Key = "caseload.open"
	LoadDemo          Key = "caseload.demo"
	DemoNot           Key = "caseload.demo.not"
	DemoNotHow        Key = "caseload.demo.not.how"
	ThisWeek          Key = "caseload.week"
	AllCases          Key = "caseload.all"
	NothingToday      Key = "caseload.today.none"
	NothingThisWeek   Key = "caseload.week.none"
	SearchLabel       Key = "search.label"
	SearchGo          Key = "search.go"
	SearchTitle       Key = "search.title"
	SearchFound       Key = "search.found"
	SearchNone        Key = "search.none"
	SearchCases       Key = "search.cases"
	SearchRecords     Key = "search.records"
	SearchNoRecords   Key = "search.no_records"
	SearchNewest      Key = "search.newest"
	SearchLong        Key = "search.long"
	SafetyTag         Key = "tag.safety"
	TwoVersions       Key = "tag.versions"
	UnsignedCount     Key = "tag.unsigned"
	ToLookAt          Key = "caseload.look"
)

var caseloadWords = entries{
	PagingNav:         {Other: "Parts of the list"},
	PagingSays:        {Other: "{from} to {to} of {n}"},
	PagingBefore:      {Other: "Those before"},
	PagingAfter:       {Other: "Those after"},
	CaseloadMore:      {One: "{n} more case stands in the list of all cases.", Other: "{n} more cases stand in the list of all cases."},
	CaseloadTitle:     {Other: "Your caseload"},
	CaseloadEmpty:     {Other: "No case is here yet. Open your first case, or load a demonstration caseload to look around."},
	CaseloadEmptyAway: {Other: "No case is here yet. Open your first case, or ask your supervisor to hand you one."},
	OpenACase:         {Other: "Open a case"},
	LoadDemo:          {Other: "Load a demonstration caseload"},
	DemoNot:           {Other: "The demonstration caseload was not loaded"},
	DemoNotHow:        {Other: "Your agency has cases already, and made-up families never stand among real ones. Go back to your caseload."},
	ThisWeek:          {Other: "This week"},
	AllCases:          {Other: "All cases"},
	NothingToday:      {Other: "Nothing is due today."},
	NothingThisWeek:   {Other: "Nothing else is due in the next seven days."},
	SearchLabel:       {Other: "Find a case, or what was written"},
	SearchGo:          {Other: "Find"},
	SearchTitle:       {Other: "Found"},
	SearchCases:       {Other: "Cases by name or number"},
	SearchRecords:     {Other: "Entries with these words"},
	SearchNoRecords:   {Other: "No entry of your cases has all of these words. Fewer words, or the beginning of one, find more."},
	SearchNewest:      {Other: "These are the {n} that changed last. One more word shows fewer."},
	SearchLong:        {Other: "That is too long to look for. A few words are enough."},
	SearchNone:        {Other: "Try a part of the name, or the case number."},
	SearchFound:       {One: "One case fits.", Other: "{n} cases fit."},
	SafetyTag:         {Other: "Safety note"},
	TwoVersions:       {Other: "Two versions"},
	ToLookAt:          {Other: "To look at"},
	UnsignedCount:     {One: "1 contract to sign", Other: "{n} contracts to sign"},
}
