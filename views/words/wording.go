package words

// Words of the templates and of the help with wording.
const (
	ContractIfNot        Key = "contract.if_not"
	ContractStarts       Key = "contract.starts"
	ContractSupersedes   Key = "contract.supersedes"
	ContractSupersedesOn Key = "contract.supersedes.on"
	ContractConsentPaper Key = "contract.consent.paper"

	PaperOnly         Key = "contract.paper_only"
	PaperOnlyHow      Key = "contract.paper_only.how"
	WordingBeyondRole Key = "wording.beyond_role"
	WordingEndMissing Key = "wording.end_missing"
	WordingOwn        Key = "wording.own"
	WordingOwnInstead Key = "wording.own.instead"
	WordingOurs       Key = "wording.ours"
	WordingHard       Key = "wording.hard"
	WordingLong       Key = "wording.long"
	WordingPlain      Key = "wording.plain"
	WordingStacked    Key = "wording.stacked"
	WordingItem       Key = "wording.item"
	WordingAside      Key = "wording.aside"
	WordingCount      Key = "wording.count"
	WordingNever      Key = "wording.never"
)

// WordingWhy returns the key of what a rule of wording says about what it found.
func WordingWhy(rule string) Key { return Key("wording.why." + rule) }

// WordingInstead returns the key of what to write instead.
func WordingInstead(rule string) Key { return Key("wording.instead." + rule) }

var wordingWords = entries{
	ContractIfNot:        {Other: "If it cannot be had: {then}"},
	ContractStarts:       {Other: "From {day}"},
	ContractSupersedes:   {Other: "This contract takes the place of an earlier one."},
	ContractSupersedesOn: {Other: "This contract takes the place of the one signed on {day}."},
	ContractConsentPaper: {Other: "Signing on paper"},

	PaperOnly:    {Other: "This contract is signed on paper, not on the screen."},
	PaperOnlyHow: {Other: "Print it, sign it together, and bring a photo or a scan of the signed paper back to it."},

	"wording.why.over_promise":     {Other: "“{found}” promises what others decide. If it does not come, trust is lost."},
	"wording.instead.over_promise": {Other: "Say what will be done: “I will research options for … and refer where available.”"},
	WordingBeyondRole:              {Other: "“{found}” lies beyond this role: {role}."},
	"wording.instead.beyond_role":  {Other: "Promise the way there: look for somebody who does it, refer, go along."},
	"wording.why.too_specific":     {Other: "“{found}” leaves no room for what you learn later. Each small change would need a new contract."},
	"wording.instead.too_specific": {Other: "Name the kind of help. Hour, room and name belong in the calendar."},
	"wording.why.too_vague":        {Other: "“{found}”: how will both of you see that it is done?"},
	"wording.instead.too_vague":    {Other: "Say one thing that can be ticked off: who calls, writes or goes where."},
	"wording.why.no_end":           {Other: "“{found}” has no clear end."},
	WordingEndMissing:              {Other: "Nothing says yet when this work ends."},
	"wording.instead.no_end":       {Other: "Name something both of you will notice, or a last day."},
	"wording.why.no_day":           {Other: "No day is agreed."},
	"wording.instead.no_day":       {Other: "Agree on one, even a late one. You can move it together."},
	WordingOwn:                     {Other: "“{found}”: {why}"},
	WordingOwnInstead:              {Other: "Instead: {instead}"},
	WordingOurs:                    {Other: "A rule of your agency."},
	WordingHard:                    {Other: "Hard to read: “{found}”"},
	WordingLong:                    {One: "This sentence has {n} word. Two short ones are easier.", Other: "This sentence has {n} words. Two short ones are easier."},
	WordingPlain:                   {Other: "Instead of “{word}”: “{plain}”"},
	WordingStacked:                 {Other: "“Not”, “unless” and “except” in one sentence are hard to follow. Say what will happen."},
	WordingItem:                    {Other: "Item {n}"},
	WordingAside:                   {Other: "Put this hint aside"},
	WordingCount:                   {One: "{n} hint about the wording", Other: "{n} hints about the wording"},
	WordingNever:                   {Other: "They are hints. You can sign with these words all the same."},
}
