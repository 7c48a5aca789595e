package words

// Words of the history of a case and its records, which the office keeps.
const (
	HistoryTitle     Key = "history.title"
	HistoryAtOffice  Key = "history.at_office"
	HistoryHow       Key = "history.how"
	HistoryHowRecord Key = "history.how.record"
	HistoryMade      Key = "history.made"
	HistoryChanged   Key = "history.changed"
	HistoryHid       Key = "history.hid"
	HistoryChose     Key = "history.chose"
	HistoryKept      Key = "history.kept"
	HistoryWrote     Key = "history.wrote"
	HistoryDesk      Key = "history.desk"
	HistoryTablet    Key = "history.tablet"
	HistoryTabletNow Key = "history.tablet.now"
	HistoryUnnoted   Key = "history.unnoted"
	HistoryAhead     Key = "history.ahead"
	HistoryBehind    Key = "history.behind"
	HistorySender    Key = "history.sender"
	HistoryLate      Key = "history.late"
	HistoryTwo       Key = "history.two"
	HistoryAside     Key = "history.aside"
	HistoryError     Key = "history.error"
	HistoryBefore    Key = "history.before"
	HistoryAfter     Key = "history.after"
	HistoryEmptied   Key = "history.emptied"
	HistoryBeside    Key = "history.beside"
	HistoryStood     Key = "history.stood"
	HistoryLost      Key = "history.lost"
	HistoryReason    Key = "history.reason"
	HistoryMadeBy    Key = "history.made_by"
	HistoryThen      Key = "history.then"
	HistoryThenTitle Key = "history.then.title"
	HistoryThenHow   Key = "history.then.how"
	HistoryThenNone  Key = "history.then.none"
	HistoryEarlier   Key = "history.earlier"
	HistoryNewest    Key = "history.newest"
	HistoryOfCase    Key = "history.of_case"
	HistoryNone      Key = "history.none"
	HistoryOther     Key = "history.other"

	OpeningsTitle     Key = "openings.title"
	OpeningsAll       Key = "openings.all"
	OpeningsHow       Key = "openings.how"
	OpeningsHowAll    Key = "openings.how.all"
	OpeningsNone      Key = "openings.none"
	OpeningsCaseOf    Key = "openings.case_of"
	OpeningsTablet    Key = "openings.tablet"
	OpeningsTabletNow Key = "openings.tablet.now"
	OpeningsTold      Key = "openings.told"
)

var historyWords = entries{
	HistoryTitle:     {Other: "History"},
	HistoryAtOffice:  {Other: "History at the office"},
	HistoryHow:       {Other: "Everything that was written in this case, newest first. Nothing in it can be changed or removed."},
	HistoryHowRecord: {Other: "Everything that was written about this, newest first. Nothing in it can be changed or removed."},
	HistoryMade:      {Other: "{name} wrote it down"},
	HistoryChanged:   {Other: "{name} changed it"},
	HistoryHid:       {Other: "{name} marked it as entered in error"},
	HistoryChose:     {Other: "{name} chose between versions"},
	HistoryKept:      {Other: "{name} wrote this, and it was kept aside"},
	HistoryWrote:     {Other: "{name} wrote another version of it"},
	HistoryDesk:      {Other: "At the office, {when}."},
	HistoryTablet:    {Other: "On a tablet, {device} by its clock. The office had it {office}."},
	HistoryTabletNow: {Other: "On a tablet, {device}. The office had it at once."},
	HistoryUnnoted:   {Other: "On a tablet, {device} by its clock. When the office had it was not noted yet."},
	HistoryAhead:     {One: "The tablet's clock was {n} minute ahead of the office's.", Other: "The tablet's clock was {n} minutes ahead of the office's."},
	HistoryBehind:    {One: "The tablet's clock was {n} minute behind the office's.", Other: "The tablet's clock was {n} minutes behind the office's."},
	HistorySender:    {Other: "It came from the tablet of {name}."},
	HistoryLate:      {Other: "Arrived late"},
	HistoryTwo:       {Other: "Two versions"},
	HistoryAside:     {Other: "Kept aside"},
	HistoryError:     {Other: "Entered in error"},
	HistoryBefore:    {Other: "Before:"},
	HistoryAfter:     {Other: "Then:"},
	HistoryEmptied:   {Other: "left empty"},
	HistoryBeside:    {Other: "Another version, which stood beside:"},
	HistoryStood:     {Other: "What stood there and stayed:"},
	HistoryLost:      {Other: "Not chosen ({name}):"},
	HistoryReason:    {Other: "Reason"},
	HistoryMadeBy:    {Other: "Made by the program."},
	HistoryThen:      {Other: "How it stood then"},
	HistoryThenTitle: {Other: "How it stood"},
	HistoryThenHow:   {Other: "As it stood after what {name} wrote, {when}."},
	HistoryThenNone:  {Other: "It was not there then."},
	HistoryEarlier:   {Other: "Earlier entries"},
	HistoryNewest:    {Other: "Newest entries"},
	HistoryOfCase:    {Other: "History of the case"},
	HistoryNone:      {Other: "Nothing was written before that."},
	HistoryOther:     {Other: "{kind}: {name}"},

	"label.attachment.of":       {Other: "Belongs to"},
	"label.attachment.as_taken": {Other: "As the camera took it"},

	OpeningsTitle:     {Other: "Who opened this case"},
	OpeningsAll:       {Other: "Who opened which case"},
	OpeningsHow:       {Other: "Everybody who looked at this case, newest first: one line for each person and quarter of an hour. Tablets tell at their next sync."},
	OpeningsHowAll:    {Other: "Everybody who looked at a case, newest first: one line for each person, case and quarter of an hour. Tablets tell at their next sync."},
	OpeningsNone:      {Other: "Nobody has opened it yet."},
	OpeningsCaseOf:    {Other: "A case of {name}"},
	OpeningsTablet:    {Other: "On a tablet, {device} by its clock. The office heard of it {office}."},
	OpeningsTabletNow: {Other: "On a tablet, {when}."},
	OpeningsTold:      {Other: "Who opens a case is recorded. Supervisors can see it."},
}
