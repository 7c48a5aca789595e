package words

// Words of the page on which an administrator edits the policy pack.
const (
	PolicyTitle       Key = "policy.title"
	PolicyIs          Key = "policy.is"
	PolicyEdit        Key = "policy.edit"
	PolicyHow         Key = "policy.how"
	PolicyText        Key = "policy.text"
	PolicyTextHow     Key = "policy.text.how"
	PolicyFrom        Key = "policy.from"
	PolicyLine        Key = "policy.line"
	PolicyPreview     Key = "policy.preview"
	PolicyLook        Key = "policy.look"
	PolicyKeep        Key = "policy.keep"
	PolicyRule        Key = "policy.rule"
	PolicySomeCase    Key = "policy.some_case"
	PolicyDateMoves   Key = "policy.date.moves"
	PolicyDateAppears Key = "policy.date.appears"
	PolicyDateGoes    Key = "policy.date.goes"
	PolicyDateStands  Key = "policy.date.stands"
	PolicyCases       Key = "policy.cases"
	PolicyMore        Key = "policy.more"
	PolicyAppear      Key = "policy.appear"
	PolicyMove        Key = "policy.move"
	PolicyGo          Key = "policy.go"
	PolicyRestand     Key = "policy.restand"
)

// PackFault returns the key of what is wrong with a pack.
func PackFault(code string) Key { return Key("pack." + code) }

var policyWords = entries{
	PolicyTitle:          {Other: "Policy pack"},
	PolicyIs:             {Other: "You work by “{name}”, version {version}, with {n} rules. Each says when something is due, and where that stands."},
	PolicyEdit:           {Other: "Look at the policy pack"},
	PolicyHow:            {Other: "The pack says when something is due in a case. Change its text, look at what that would change, then put it in force. Each version stays and can be brought back. Tablets get it at their next sync; what was answered stays answered."},
	PolicyText:           {Other: "The pack"},
	PolicyTextHow:        {Other: "Written as JSON. Each rule needs an id, a name, what it counts from, its source (citation) and how sure it is."},
	PolicyFrom:           {Other: "Begin again with “{name}”"},
	PolicyLine:           {Other: "Line {line}: {why}"},
	PolicyPreview:        {Other: "What would change"},
	PolicyLook:           {Other: "Look at what would change"},
	PolicyKeep:           {Other: "Put it in force"},
	PolicyRule:           {Other: "{rule}: {changes}"},
	PolicySomeCase:       {Other: "A case"},
	PolicyDateMoves:      {Other: "{case}: {rule} moves from {before} to {after}"},
	PolicyDateAppears:    {Other: "{case}: {rule} appears on {after}"},
	PolicyDateGoes:       {Other: "{case}: {rule} on {before} goes"},
	PolicyDateStands:     {Other: "{case}: {rule} on {after} stands otherwise: {stands}"},
	PolicyCases:          {One: "It changes dates of {n} open case.", Other: "It changes dates of {n} open cases."},
	PolicyMore:           {One: "and {n} date more", Other: "and {n} dates more"},
	PolicyAppear:         {One: "{n} date appears", Other: "{n} dates appear"},
	PolicyMove:           {One: "{n} date moves", Other: "{n} dates move"},
	PolicyGo:             {One: "{n} date goes", Other: "{n} dates go"},
	PolicyRestand:        {One: "{n} date stands otherwise", Other: "{n} dates stand otherwise"},
	"pack.too_long":      {Other: "the text is too long"},
	"pack.no_name":       {Other: "the pack has no name"},
	"pack.no_date":       {Other: "“{what}” is no date; write 2026-11-21"},
	"pack.too_many":      {Other: "there are more than {what} rules"},
	"pack.twice":         {Other: "the id “{what}” stands there twice"},
	"pack.no_rule":       {Other: "there is no rule “{what}” to count from"},
	"pack.cycle":         {Other: "“{what}” waits, by way of others, for itself"},
	"pack.not_json":      {Other: "the text stops being JSON here"},
	"pack.wrong_type":    {Other: "“{what}” has a value of another kind: a number or a text is asked"},
	"pack.unknown_field": {Other: "“{what}” is no field of a pack"},
	"pack.no_id":         {Other: "the id “{what}” is empty or has blanks"},
	"pack.no_rule_name":  {Other: "the rule “{what}” has no name"},
	"pack.no_citation":   {Other: "the rule “{what}” has no source (citation)"},
	"pack.no_event":      {Other: "“{what}” is nothing that a case counts from or is answered by"},
	"pack.not_sure":      {Other: "“{what}” does not say how sure it is: sure, high, medium, low or agency"},
	"pack.no_who":        {Other: "“{what}” is nobody who answers for it: worker, supervisor or worker_and_supervisor"},
	"pack.too_far":       {Other: "{what} is further than a pack reaches"},
	"pack.two_ways":      {Other: "the rule “{what}” says in two ways when it is due"},
	"pack.negative":      {Other: "the rule “{what}” has a number below zero"},
	"pack.no_answer":     {Other: "the rule “{what}” comes again and again, but nothing answers it"},
	"pack.weight":        {Other: "the weight {what} is not between 0 and 3"},
}
