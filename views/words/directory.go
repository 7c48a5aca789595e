package words

// Words of the agency's list of providers.
const (
	ProvidersTitle       Key = "providers.title"
	ProvidersFindOne     Key = "providers.find_one"
	ProvidersNotHere     Key = "providers.not_here"
	ProvidersNone        Key = "providers.none"
	ProvidersFound       Key = "providers.found"
	ProvidersMore        Key = "providers.more"
	ProvidersNeed        Key = "providers.need"
	ProvidersNeedHow     Key = "providers.need.how"
	ProvidersArea        Key = "providers.area"
	ProvidersAreaHow     Key = "providers.area.how"
	ProvidersNoArea      Key = "providers.no_area"
	ProvidersWithin      Key = "providers.within"
	ProvidersWithinWhere Key = "providers.within.where"
	ProvidersAnywhere    Key = "providers.anywhere"
	ProvidersMiles       Key = "providers.miles"
	ProvidersNear        Key = "providers.near"
	ProvidersLanguage    Key = "providers.language"
	ProvidersFind        Key = "providers.find"
	ProviderEntry        Key = "provider.entry"
	ProviderRefer        Key = "provider.refer"
	ProviderReferIn      Key = "provider.refer_in"
	ProviderClosed       Key = "provider.closed"
	ProviderWaits        Key = "provider.waits"
	ProviderAbout        Key = "provider.about"
	ProviderNeeds        Key = "provider.needs"
	ProviderEligible     Key = "provider.eligible"
	ProviderPlace        Key = "provider.place"
	ProviderHours        Key = "provider.hours"
	ProviderLanguages    Key = "provider.languages"
	ProviderCultural     Key = "provider.cultural"
	ProviderEvidence     Key = "provider.evidence"
	ProviderWaiting      Key = "provider.waiting"
	ProviderConfidential Key = "provider.confidential"
	ProviderCost         Key = "provider.cost"
	ProviderPhone        Key = "provider.phone"
	ProviderEmail        Key = "provider.email"
	ProviderWeb          Key = "provider.web"
)

var directoryWords = entries{
	ProvidersTitle:       {Other: "Providers"},
	ProvidersFindOne:     {Other: "Find a provider"},
	ProvidersNotHere:     {Other: "The list of providers is not on this tablet yet. It comes with the next sync."},
	ProvidersNone:        {Other: "Your agency has no list of providers yet. An administrator or a supervisor makes it at the office."},
	ProvidersFound:       {One: "{n} service found", Other: "{n} services found"},
	ProvidersMore:        {Other: "These are the first {n}. Say more about the need to see fewer."},
	ProvidersNeed:        {Other: "What is needed?"},
	ProvidersNeedHow:     {Other: "A word or two, for example: parenting, night bus, counselling."},
	ProvidersArea:        {Other: "Near where?"},
	ProvidersAreaHow:     {Other: "A town, a postal code, or latitude and longitude. Distances are as the crow flies."},
	ProvidersNoArea:      {Other: "Where “{area}” lies is not known here, so nothing is ordered by distance. Known are, among others: {areas}."},
	ProvidersWithin:      {Other: "How far?"},
	ProvidersWithinWhere: {Other: "Say near where, so that a distance can be measured."},
	ProvidersAnywhere:    {Other: "Any distance"},
	ProvidersMiles:       {One: "{n} mile", Other: "{n} miles"},
	ProvidersNear:        {Other: "Under a mile"},
	ProvidersLanguage:    {Other: "In which language?"},
	ProvidersFind:        {Other: "Find"},
	ProviderEntry:        {Other: "Provider"},
	ProviderRefer:        {Other: "Start a referral"},
	ProviderReferIn:      {Other: "Start a referral for"},
	ProviderClosed:       {Other: "Takes nobody now"},
	ProviderWaits:        {Other: "Waiting time: {time}"},
	ProviderAbout:        {Other: "What it is"},
	ProviderNeeds:        {Other: "What it helps with"},
	ProviderEligible:     {Other: "For whom"},
	ProviderPlace:        {Other: "Where"},
	ProviderHours:        {Other: "Hours"},
	ProviderLanguages:    {Other: "Languages"},
	ProviderCultural:     {Other: "Cultural needs that it serves"},
	ProviderEvidence:     {Other: "What shows that it works"},
	ProviderWaiting:      {Other: "Waiting time"},
	ProviderConfidential: {Other: "To know before anything is told"},
	ProviderCost:         {Other: "What it costs"},
	ProviderPhone:        {Other: "Telephone"},
	ProviderEmail:        {Other: "Email"},
	ProviderWeb:          {Other: "Website"},
}
