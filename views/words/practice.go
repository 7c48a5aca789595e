package words

// Words of the pages on which an administrator sets how the agency works.
const (
	PracticeTitle         Key = "practice.title"
	PracticeIntroduction  Key = "practice.introduction"
	PracticeStale         Key = "practice.stale"
	PracticeTemplates     Key = "practice.templates"
	PracticeTemplatesHow  Key = "practice.templates.how"
	PracticeTemplateAdd   Key = "practice.template.add"
	PracticeTemplateIs    Key = "practice.template.is"
	PracticeTemplateKind  Key = "practice.template.kind"
	PracticeTemplateTitle Key = "practice.template.title"
	PracticeLanguage      Key = "practice.language"
	PracticeIntro         Key = "practice.intro"
	PracticeHeading       Key = "practice.heading"
	PracticeOwnHeading    Key = "practice.heading.own"
	PracticePlanHeading   Key = "practice.heading.plan"
	PracticeOwnHeadingHow Key = "practice.heading.own.how"
	PracticePlanLabel     Key = "practice.plan_label"
	PracticeOwnSentence   Key = "practice.sentence.own"
	PracticeLabelLacks    Key = "practice.label.lacks"
	PracticeSentenceLacks Key = "practice.sentence.lacks"
	PracticeParagraph     Key = "practice.paragraph"
	PracticeConsent       Key = "practice.consent"
	PracticeConsentHow    Key = "practice.consent.how"
	PracticePaper         Key = "practice.paper"
	PracticePaperOnly     Key = "practice.paper_only"
	PracticeLook          Key = "practice.look"
	PracticeSampleHow     Key = "practice.sample.how"
	SampleClient          Key = "practice.sample.client"
	SampleIfNot           Key = "practice.sample.if_not"
	SampleItem            Key = "practice.sample.item"
	SampleEnd             Key = "practice.sample.end"
	SampleGoal            Key = "practice.sample.goal"
	SampleStrength        Key = "practice.sample.strength"
	SampleBarrier         Key = "practice.sample.barrier"
	SampleIssue           Key = "practice.sample.issue"
	PracticeRoles         Key = "practice.roles"
	PracticeRolesHow      Key = "practice.roles.how"
	PracticeRoleAdd       Key = "practice.role.add"
	PracticeRoleName      Key = "practice.role.name"
	PracticeBeyond        Key = "practice.beyond"
	PracticePhrases       Key = "practice.phrases"
	PracticePhrasesHow    Key = "practice.phrases.how"
	PracticeUnless        Key = "practice.unless"
	PracticeUnlessHow     Key = "practice.unless.how"
	PracticeInstead       Key = "practice.instead"
	PracticeFrames        Key = "practice.frames"
	PracticeFramesHow     Key = "practice.frames.how"
	PracticeFrame         Key = "practice.frame"
	PracticeFrameWrong    Key = "practice.frame.wrong"
	PracticeRules         Key = "practice.rules"
	PracticeRulesHow      Key = "practice.rules.how"
	PracticeRuleAdd       Key = "practice.rule.add"
	PracticeWhy           Key = "practice.why"
	PracticeOff           Key = "practice.off"
	PracticeRuleOff       Key = "practice.rule.off"
	PracticeSample        Key = "practice.sample"
	PracticeTry           Key = "practice.try"
	PracticeFinds         Key = "practice.finds"
	PracticeFindsNot      Key = "practice.finds.not"
	PracticeStaff         Key = "practice.staff"
	PracticeStaffHow      Key = "practice.staff.how"
	PracticeNoRole        Key = "practice.no_role"
	PracticeDrop          Key = "practice.drop"
	PracticeVersions      Key = "practice.versions"
	PracticeVersionsNone  Key = "practice.versions.none"
	PracticeVersion       Key = "practice.version"
	PracticeVersionBy     Key = "practice.version.by"
	PracticeBack          Key = "practice.back"
	PracticeNoChange      Key = "practice.no_change"
	PracticeChanged       Key = "practice.changed"
	PracticeAdded         Key = "practice.added"
	PracticeDropped       Key = "practice.dropped"
	PracticeStaffChanged  Key = "practice.staff.changed"
)

// PracticeKind returns the key of what a template is for.
func PracticeKind(kind string) Key { return Key("practice.kind." + kind) }

var practiceWords = entries{
	PracticeTitle:              {Other: "How we work"},
	PracticeIntroduction:       {Other: "What you set here goes to every tablet at its next sync. Each change is a new version; earlier ones stay. A contract that people signed never changes."},
	PracticeStale:              {Other: "Somebody else changed how you work meanwhile. Nothing was saved. Look at what stands here now, then save again."},
	PracticeTemplates:          {Other: "Templates"},
	PracticeTemplatesHow:       {Other: "The headings, standing paragraphs and the sentence of consent of your plans and contracts."},
	PracticeTemplateAdd:        {Other: "Add a template"},
	PracticeTemplateIs:         {Other: "{kind}, {language}, version {version}"},
	PracticeTemplateKind:       {Other: "What is it for?"},
	PracticeTemplateTitle:      {Other: "Title"},
	PracticeLanguage:           {Other: "Language"},
	PracticeIntro:              {Other: "First paragraph"},
	PracticeHeading:            {Other: "Heading {number}"},
	PracticeOwnHeading:         {Other: "On a contract, instead of the heading “{heading}”"},
	PracticePlanHeading:        {Other: "On a plan, instead of the heading “{heading}”"},
	PracticePlanLabel:          {Other: "On a plan, instead of “{label}”"},
	PracticeOwnSentence:        {Other: "On a contract, instead of “{sentence}”"},
	PracticeLabelLacks:         {Other: "Put {places} where the plan is to name it"},
	PracticeSentenceLacks:      {Other: "Put {places} where the contract is to name it"},
	PracticeOwnHeadingHow:      {Other: "For a paper in another language, or in your own words. Where you leave it empty, ours stands there."},
	PracticeParagraph:          {Other: "Paragraph {number}"},
	PracticeConsent:            {Other: "Sentence of consent"},
	PracticeConsentHow:         {Other: "What people agree to when they sign. Paper is always offered as well."},
	PracticePaper:              {Other: "How is it signed?"},
	PracticePaperOnly:          {Other: "On paper only"},
	PracticeLook:               {Other: "Look at it as a paper"},
	PracticeSampleHow:          {Other: "The people and the promise in it are invented."},
	SampleIfNot:                {Other: "We look further together."},
	SampleGoal:                 {Other: "I want a home with a room for the children."},
	SampleStrength:             {Other: "My sister helps me on Saturdays."},
	SampleBarrier:              {Other: "The rents are high here."},
	SampleIssue:                {Other: "Housing"},
	SampleClient:               {Other: "Maria Example"},
	SampleItem:                 {Other: "{worker} will research options and make referrals where available."},
	SampleEnd:                  {Other: "Everything above is ticked off."},
	PracticeRoles:              {Other: "Roles"},
	PracticeRolesHow:           {Other: "What somebody is to a client, and what they cannot promise in that role."},
	PracticeRoleAdd:            {Other: "Add a role"},
	PracticeRoleName:           {Other: "Name of the role"},
	PracticeBeyond:             {Other: "Words that promise too much in this role"},
	PracticePhrases:            {Other: "Words to look for"},
	PracticePhrasesHow:         {Other: "One on each line. “*” stands for any ending, “|” for “or”, “…” for up to four words between. For example: treat*|heal* … anxiety"},
	PracticeUnless:             {Other: "Words that make it right after all"},
	PracticeUnlessHow:          {Other: "One on each line. If one of them is in the sentence, there is no hint."},
	PracticeInstead:            {Other: "What to write instead"},
	PracticeFrames:             {Other: "Time frames"},
	PracticeFramesHow:          {Other: "How long each kind of service lasts. A goal that reaches past it gets a hint."},
	PracticeFrame:              {Other: "{service}, in days"},
	PracticeFrameWrong:         {Other: "Write a number of days, at least 1"},
	PracticeRules:              {Other: "Your own rules of wording"},
	PracticeRulesHow:           {Other: "Words that your agency does not use, with the reason and better ones. They stand beside the rules that are always there."},
	PracticeRuleAdd:            {Other: "Add a rule"},
	PracticeWhy:                {Other: "Why not?"},
	PracticeOff:                {Other: "Is it in use?"},
	PracticeRuleOff:            {Other: "Not in use"},
	PracticeSample:             {Other: "A sentence to try it on"},
	PracticeTry:                {Other: "Try it"},
	PracticeFinds:              {Other: "It finds “{found}”. Nothing is saved yet."},
	PracticeFindsNot:           {Other: "It finds nothing in that sentence. Nothing is saved yet."},
	PracticeStaff:              {Other: "Who has which role"},
	PracticeStaffHow:           {Other: "The role says what a member of staff can promise to a client. It changes nothing about what they may open."},
	PracticeNoRole:             {Other: "No role"},
	PracticeDrop:               {Other: "Take it out"},
	PracticeVersions:           {Other: "Versions"},
	PracticeVersionsNone:       {Other: "You work with what Doorstep brings along. Your first change makes version 1."},
	PracticeVersion:            {Other: "Version {number}"},
	PracticeVersionBy:          {Other: "{name}, {when}"},
	PracticeBack:               {Other: "Work as in version {number} again"},
	PracticeNoChange:           {Other: "It says the same as the version before."},
	PracticeChanged:            {Other: "{list}: “{name}” was changed."},
	PracticeAdded:              {Other: "{list}: “{name}” is new."},
	PracticeDropped:            {Other: "{list}: “{name}” was taken out."},
	PracticeStaffChanged:       {Other: "Some members of staff have another role."},
	"practice.kind.plan":       {Other: "Case plan"},
	"practice.kind.contract":   {Other: "Contract"},
	"account.practice_changed": {Other: "changed how the agency works"},
}
