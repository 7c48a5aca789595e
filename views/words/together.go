package words

// Words of how a plan is made together.
const (
	TogetherTitle    Key = "together.title"
	TogetherHow      Key = "together.how"
	TogetherRow      Key = "together.row"
	TogetherNew      Key = "together.new"
	TogetherEdit     Key = "together.edit"
	TogetherSave     Key = "together.save"
	TogetherAsked    Key = "together.asked"
	TogetherNotAsked Key = "together.not_asked"
	TogetherOptionsT Key = "together.options"
	TogetherProposed Key = "together.proposed"
	TogetherDecided  Key = "together.decided"
	TogetherUndec    Key = "together.undecided"
	TogetherMore     Key = "together.more"
	NoClientWords    Key = "together.no_words"
	NoClientWordsHow Key = "together.no_words.how"
)

// TogetherAskFor returns the key of what to ask about a part of the plan.
func TogetherAskFor(part string) Key { return Key("together.ask." + part) }

var togetherWords = entries{
	TogetherTitle:            {Other: "Made together"},
	TogetherHow:              {Other: "A plan works when the person has a say in it. For each part: ask, talk about what could help, hear their ideas, decide together."},
	TogetherRow:              {Other: "{n} of {all} parts decided together"},
	TogetherNew:              {Other: "Write down how you decided"},
	TogetherEdit:             {Other: "Change how you decided"},
	TogetherSave:             {Other: "Save"},
	TogetherAsked:            {Other: "Asked"},
	TogetherNotAsked:         {Other: "Not asked yet"},
	TogetherOptionsT:         {Other: "Talked about"},
	TogetherProposed:         {Other: "They proposed"},
	TogetherDecided:          {Other: "Decided together"},
	TogetherUndec:            {Other: "Not decided yet"},
	TogetherMore:             {One: "1 earlier talk", Other: "{n} earlier talks"},
	NoClientWords:            {Other: "There are no words of the client in this plan yet."},
	NoClientWordsHow:         {Other: "Ask what they want, what stands in the way and what they bring. Write it down as they say it, with who said it."},
	"together.ask.goals":     {Other: "What do you want to be different?"},
	"together.ask.strengths": {Other: "What helps when things are hard? What are you good at?"},
	"together.ask.barriers":  {Other: "What has kept you from it until now?"},
	"together.ask.issues":    {Other: "What troubles you most now? What came with it?"},
	"together.ask.actions":   {Other: "How can I help you with this? What would you like to do yourself?"},
	"together.ask.contract":  {Other: "Is this what we agreed? Is anything missing?"},
}
