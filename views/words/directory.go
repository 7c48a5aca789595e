package words

// Words of the agency's list of providers.
const (
	ProvidersTitle           Key = "providers.title"
	ProvidersFindOne         Key = "providers.find_one"
	ProvidersNotHere         Key = "providers.not_here"
	ProvidersNone            Key = "providers.none"
	ProvidersFound           Key = "providers.found"
	ProvidersMore            Key = "providers.more"
	ProvidersNeed            Key = "providers.need"
	ProvidersNeedHow         Key = "providers.need.how"
	ProvidersArea            Key = "providers.area"
	ProvidersAreaHow         Key = "providers.area.how"
	ProvidersNoArea          Key = "providers.no_area"
	ProvidersWithin          Key = "providers.within"
	ProvidersWithinWhere     Key = "providers.within.where"
	ProvidersAnywhere        Key = "providers.anywhere"
	ProvidersMiles           Key = "providers.miles"
	ProvidersNear            Key = "providers.near"
	ProvidersLanguage        Key = "providers.language"
	ProvidersFind            Key = "providers.find"
	ProviderEntry            Key = "provider.entry"
	ProviderRefer            Key = "provider.refer"
	ProviderReferIn          Key = "provider.refer_in"
	ProviderClosed           Key = "provider.closed"
	ProviderWaits            Key = "provider.waits"
	ProviderAbout            Key = "provider.about"
	ProviderNeeds            Key = "provider.needs"
	ProviderEligible         Key = "provider.eligible"
	ProviderPlace            Key = "provider.place"
	ProviderHours            Key = "provider.hours"
	ProviderLanguages        Key = "provider.languages"
	ProviderCultural         Key = "provider.cultural"
	ProviderEvidence         Key = "provider.evidence"
	ProviderWaiting          Key = "provider.waiting"
	ProviderConfidential     Key = "provider.confidential"
	ProviderCost             Key = "provider.cost"
	ProviderPhone            Key = "provider.phone"
	ProviderEmail            Key = "provider.email"
	ProviderWeb              Key = "provider.web"
	DirectoryTitle           Key = "directory.title"
	DirectoryHow             Key = "directory.how"
	DirectoryFind            Key = "directory.find"
	DirectoryAdd             Key = "directory.add"
	DirectoryEntry           Key = "directory.entry"
	DirectoryDrop            Key = "directory.drop"
	DirectoryStale           Key = "directory.stale"
	DirectoryService         Key = "directory.service"
	DirectoryOrganization    Key = "directory.organization"
	DirectoryNeedsHow        Key = "directory.needs.how"
	DirectoryPlacesHow       Key = "directory.places.how"
	DirectoryPlaceWrong      Key = "directory.place.wrong"
	DirectoryLanguagesHow    Key = "directory.languages.how"
	DirectoryConfidentialHow Key = "directory.confidential.how"
	DirectoryClosed          Key = "directory.closed"
	DirectoryAreasTitle      Key = "directory.areas.title"
	DirectoryAreas           Key = "directory.areas"
	DirectoryAreasHow        Key = "directory.areas.how"
	DirectoryAreaWrong       Key = "directory.area.wrong"
	BringTitle               Key = "bring.title"
	BringHow                 Key = "bring.how"
	BringFile                Key = "bring.file"
	BringFileHow             Key = "bring.file.how"
	BringButton              Key = "bring.button"
	BringOutcome             Key = "bring.outcome"
	BringLine                Key = "bring.line"
	BringLineOf              Key = "bring.line_of"
	ExportTitle              Key = "export.title"
	ExportHow                Key = "export.how"
	ExportJSON               Key = "export.json"
	ExportTables             Key = "export.tables"
	BringAdded               Key = "bring.added"
	BringChanged             Key = "bring.changed"
	BringSame                Key = "bring.same"
	BringRefused             Key = "bring.refused"
	BringMore                Key = "bring.more"
)

// HSDS returns the key of what is wrong with a file or a row of it.
func HSDS(code string) Key { return Key("hsds." + code) }

var directoryWords = entries{
	ProvidersTitle:              {Other: "Providers"},
	ProvidersFindOne:            {Other: "Find a provider"},
	ProvidersNotHere:            {Other: "The list of providers is not on this tablet yet. It comes with the next sync."},
	ProvidersNone:               {Other: "Your agency has no list of providers yet. An administrator or a supervisor makes it at the office."},
	ProvidersFound:              {One: "{n} service found", Other: "{n} services found"},
	ProvidersMore:               {Other: "These are the first {n}. Say more about the need to see fewer."},
	ProvidersNeed:               {Other: "What is needed?"},
	ProvidersNeedHow:            {Other: "A word or two, for example: parenting, night bus, counselling."},
	ProvidersArea:               {Other: "Near where?"},
	ProvidersAreaHow:            {Other: "A town, a postal code, or latitude and longitude. Distances are as the crow flies."},
	ProvidersNoArea:             {Other: "Where “{area}” lies is not known here, so nothing is ordered by distance. Known are, among others: {areas}."},
	ProvidersWithin:             {Other: "How far?"},
	ProvidersWithinWhere:        {Other: "Say near where, so that a distance can be measured."},
	ProvidersAnywhere:           {Other: "Any distance"},
	ProvidersMiles:              {One: "{n} mile", Other: "{n} miles"},
	ProvidersNear:               {Other: "Under a mile"},
	ProvidersLanguage:           {Other: "In which language?"},
	ProvidersFind:               {Other: "Find"},
	ProviderEntry:               {Other: "Provider"},
	ProviderRefer:               {Other: "Start a referral"},
	ProviderReferIn:             {Other: "Start a referral for"},
	ProviderClosed:              {Other: "Takes nobody now"},
	ProviderWaits:               {Other: "Waiting time: {time}"},
	ProviderAbout:               {Other: "What it is"},
	ProviderNeeds:               {Other: "What it helps with"},
	ProviderEligible:            {Other: "For whom"},
	ProviderPlace:               {Other: "Where"},
	ProviderHours:               {Other: "Hours"},
	ProviderLanguages:           {Other: "Languages"},
	ProviderCultural:            {Other: "Cultural needs that it serves"},
	ProviderEvidence:            {Other: "What shows that it works"},
	ProviderWaiting:             {Other: "Waiting time"},
	ProviderConfidential:        {Other: "To know before anything is told"},
	ProviderCost:                {Other: "What it costs"},
	ProviderPhone:               {Other: "Telephone"},
	ProviderEmail:               {Other: "Email"},
	ProviderWeb:                 {Other: "Website"},
	DirectoryTitle:              {Other: "List of providers"},
	DirectoryHow:                {Other: "What you keep here is found under Providers by everybody who works with cases, on their tablets too after the next sync."},
	DirectoryFind:               {Other: "Find an entry"},
	DirectoryAdd:                {Other: "Add a provider"},
	DirectoryEntry:              {Other: "Change an entry"},
	DirectoryDrop:               {Other: "Take it out of the list"},
	DirectoryStale:              {Other: "Somebody else changed this entry meanwhile. Nothing was saved. Your words stand below; saving again puts them in the place of theirs."},
	DirectoryService:            {Other: "Service"},
	DirectoryOrganization:       {Other: "Who offers it?"},
	DirectoryNeedsHow:           {Other: "One a line, as workers would look for it: parenting, night bus, counselling."},
	DirectoryPlacesHow:          {Other: "One place a line: name; street; town; state; postal code; latitude, longitude. Leave blank what you do not know."},
	DirectoryPlaceWrong:         {Other: "Line {line}: after the postal code comes a latitude and a longitude, such as 42.33, -83.05."},
	DirectoryLanguagesHow:       {Other: "One a line."},
	DirectoryConfidentialHow:    {Other: "For example: needs a release of its own; do not leave messages; shares a waiting room with the court."},
	DirectoryClosed:             {Other: "Does it take anybody now?"},
	DirectoryAreasTitle:         {Other: "Areas"},
	DirectoryAreas:              {Other: "Your own areas"},
	DirectoryAreasHow:           {Other: "One a line: name; latitude, longitude. Towns and postal codes of the places above are known already."},
	DirectoryAreaWrong:          {Other: "Line {line}: write a name, a semicolon, then latitude and longitude, such as North side; 42.40, -83.05."},
	BringTitle:                  {Other: "Bring in a directory"},
	BringHow:                    {Other: "A file in the Human Services Data Specification (HSDS 3): JSON, or a zip of its CSV tables. What you wrote into an entry yourself stays. The same file twice changes nothing, and nothing is taken out."},
	BringFile:                   {Other: "File"},
	BringFileHow:                {Other: "JSON or zip, up to 24 MB."},
	BringButton:                 {Other: "Bring it in"},
	BringOutcome:                {Other: "What became of the file"},
	BringLine:                   {Other: "Line {line}: {why}"},
	BringLineOf:                 {Other: "{file}, line {line}: {why}"},
	ExportTitle:                 {Other: "Take the list along"},
	ExportHow:                   {Other: "The whole list in the Human Services Data Specification (HSDS 3), with what you added."},
	ExportJSON:                  {Other: "As JSON"},
	ExportTables:                {Other: "As CSV tables (zip)"},
	BringAdded:                  {One: "{n} service is new", Other: "{n} services are new"},
	BringChanged:                {One: "{n} service was changed", Other: "{n} services were changed"},
	BringSame:                   {One: "{n} service was here already", Other: "{n} services were here already"},
	BringRefused:                {One: "{n} row was refused", Other: "{n} rows were refused"},
	BringMore:                   {One: "and {n} row more", Other: "and {n} rows more"},
	"hsds.too_large":            {Other: "The file is too large. Up to 24 MB are read."},
	"hsds.empty":                {Other: "Choose a file that is not empty."},
	"hsds.no_directory":         {Other: "This is no directory in the Human Services Data Specification."},
	"hsds.no_utf8":              {Other: "The file is not written in UTF-8. Save it as UTF-8 and try again."},
	"hsds.no_json":              {Other: "The file stops being JSON on line {line}."},
	"hsds.too_many":             {Other: "The file holds more services than can be read at once. Divide it."},
	"hsds.no_zip":               {Other: "The zip file is damaged."},
	"hsds.no_services":          {Other: "The zip file has no table services.csv."},
	"hsds.no_table":             {Other: "A table in the zip file has no line of names."},
	"hsds.missing":              {Other: "“{detail}” is missing"},
	"hsds.no_number":            {Other: "“{detail}” is no number"},
	"hsds.no_choice":            {Other: "“{detail}” is none of the words that the specification knows"},
	"hsds.no_text":              {Other: "“{detail}” is no text"},
	"hsds.no_id":                {Other: "“{detail}” cannot be an id"},
	"hsds.no_degrees":           {Other: "“{detail}” is no place on the earth; the rest of it was taken"},
	"hsds.no_object":            {Other: "“{detail}” is no entry"},
	"hsds.no_list":              {Other: "“{detail}” is no list"},
	"hsds.no_organization":      {Other: "the organization “{detail}” is not in the file"},
	"hsds.no_location":          {Other: "the location “{detail}” is not in the file"},
	"hsds.no_service":           {Other: "“{detail}” has no service"},
	"hsds.twice":                {Other: "“{detail}” stands there twice"},
	"hsds.columns":              {Other: "the line has more or fewer columns than the first one"},
	"hsds.no_row":               {Other: "the line cannot be read as a row: look at its quotation marks"},
	"account.directory_changed": {Other: "changed the list of providers"},
}
