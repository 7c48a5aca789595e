package words

// Words of assessment notes and of lifting passages out of them.
const (
	AssessmentTitle  Key = "assessment.title"
	AssessmentCount  Key = "assessment.count"
	AssessmentNone   Key = "assessment.none"
	AssessmentNew    Key = "assessment.new"
	AssessmentEdit   Key = "assessment.edit"
	AssessmentSave   Key = "assessment.save"
	AssessmentOf     Key = "assessment.of"
	AssessmentChange Key = "assessment.change"
	AssessmentLifted Key = "assessment.lifted"
	LiftHow          Key = "lift.how"
	LiftWhose        Key = "lift.whose"
	LiftWhoseNobody  Key = "lift.whose.nobody"
	LiftBar          Key = "lift.bar"
	LiftPicked       Key = "lift.picked"
	LiftNothing      Key = "lift.nothing"
	LiftChanged      Key = "lift.changed"
	LiftLong         Key = "lift.long"
	LiftDone         Key = "lift.done"
	LiftDoneChange   Key = "lift.done.change"
	LiftDoneSee      Key = "lift.done.see"
	LiftedTitle      Key = "lifted.title"
	LiftedNone       Key = "lifted.none"
	LiftedSince      Key = "lifted.since"
	SourceFrom       Key = "source.from"
	SourceGone       Key = "source.gone"
	OwnHand          Key = "own_hand"
	SaidIn           Key = "said.in"
)

// LiftAs returns the key of what a passage becomes.
func LiftAs(kind string) Key { return Key("lift." + kind) }

var assessmentWords = entries{
	"label.together.options": {Other: "Which ways of helping did you talk about?"},
	"hint.together.options":  {Other: "What you could offer, and what there is besides."},
	AssessmentTitle:          {Other: "Assessment notes"},
	AssessmentCount:          {One: "1 note", Other: "{n} notes"},
	AssessmentNone:           {Other: "No assessment note yet. Write down what you hear and see, in any order. What belongs in the plan is lifted out of it afterwards."},
	AssessmentNew:            {Other: "Write an assessment note"},
	AssessmentEdit:           {Other: "Change an assessment note"},
	AssessmentSave:           {Other: "Save the note"},
	AssessmentOf:             {Other: "Assessment of {day}"},
	AssessmentChange:         {Other: "Change this note"},
	AssessmentLifted:         {One: "1 part lifted into the plan", Other: "{n} parts lifted into the plan"},
	LiftHow:                  {Other: "Tick sentences, or mark any words. Then say what they are. Sentences that follow each other become one part."},
	LiftWhose:                {Other: "Whose words are they?"},
	LiftWhoseNobody:          {Other: "Nobody’s in particular"},
	LiftBar:                  {Other: "Lift into the plan as"},
	LiftPicked:               {Other: "Marked:"},
	"lift.goal":              {Other: "Goal"},
	"lift.barrier":           {Other: "Barrier"},
	"lift.strength":          {Other: "Strength"},
	"lift.issue":             {Other: "Issue"},
	LiftNothing:              {Other: "Tick a sentence or mark some words first."},
	LiftChanged:              {Other: "These words are not in the note any more: it was changed meanwhile. Pick them again."},
	LiftLong:                 {Other: "That is more than one part of a plan can hold: 2000 characters. Pick less."},
	LiftDone:                 {One: "It is in the plan now.", Other: "{n} parts are in the plan now."},
	LiftDoneChange:           {Other: "Change it"},
	LiftDoneSee:              {Other: "See it in the plan"},
	LiftedTitle:              {Other: "Lifted into the plan"},
	LiftedNone:               {Other: "Nothing yet."},
	LiftedSince:              {Other: "The note says it differently by now"},
	SourceFrom:               {Other: "From the assessment of {day}"},
	SourceGone:               {Other: "From an assessment note that is no longer shown"},
	OwnHand:                  {Other: "They wrote it themselves"},
	SaidIn:                   {Other: "{who}, in {language}"},
}
