package casework

// seeking are phrases of somebody who looks for a service and does not give it.
var seeking = []string{
	"refer*|referral*", "option*", "connect* … with|to", "look* for|into", "find*|finding … treatment|therapist|counsellor|counselor|clinic|service*|lawyer|help",
	"research*", "waiting list|lists", "appointment* with|at", "sign up", "apply|applies|applying", "ask* … about|whether|for", "talk* to … doctor|therapist|counsellor|counselor|lawyer|clinic",
	"see|sees|seeing a|the|her|his|their doctor|therapist|counsellor|counselor|lawyer", "clinic", "take* part", "go|goes|attend*",
}

// What several roles cannot promise.
var (
	beyondHealing = []string{
		"improv*|reduc*|lower*|eas*|reliev*|overcom*|treat|treats|treating|cur*|heal*|stop|end … anxiety|depress*|trauma|ptsd|symptom*|addict*|panic|voices|illness|disorder",
		"rid of … anxiety|depress*|trauma|ptsd|symptom*|addict*|panic|voices|illness|disorder",
		"treat|treats|treating|cure|cures|heal|heals her|him|them|you|me", "provid*|give|gives|do|does|offer* … therapy|psychotherapy|counselling|counseling",
		"diagnos*", "work through … trauma|grief|abuse",
	}
	beyondMedicine = []string{"prescrib*", "chang*|adjust*|stop|start|lower*|rais* … medication*|medicine*|dose|pills", "medical advice"}
	beyondLaw      = []string{"legal advice", "represent* … court|hearing|judge", "win … case|custody|hearing|appeal", "get|gets|getting … custody|charges dropped"}
	beyondDeciding = []string{"return* … children|child|kids", "close* the|your|her|his case|investigation|file", "decid*|approv* … benefit*|housing|custody|visa|asylum"}
)

// DefaultPractice is what an agency has that has set nothing itself: a start of
// our own writing, each part of which it can change.
func DefaultPractice() *Practice {
	return &Practice{
		Roles: []PracticeRole{
			{ID: "case_manager", Name: "Case manager", Beyond: join(beyondHealing, beyondMedicine, beyondLaw, beyondDeciding), Unless: seeking,
				Instead: "Promise the way there: look for treatment that is free or costs little, make a referral, go along to the first visit."},
			{ID: "counsellor", Name: "Counsellor", Beyond: join(beyondMedicine, beyondLaw, beyondDeciding, []string{"cur*|heal* … anxiety|depression|trauma|her|him|them|you", "diagnos*"}), Unless: seeking,
				Instead: "Promise the sessions and what you will practise in them. Leave medicine to a doctor and court to a lawyer."},
			{ID: "family_support", Name: "Family support worker", Beyond: join(beyondHealing, beyondMedicine, beyondLaw, beyondDeciding, []string{"supervis* … visit*"}), Unless: seeking,
				Instead: "Promise what you do at home and along the way: practise a routine, come along, show where help is."},
			{ID: "child_protection", Name: "Child-protection worker", Beyond: join(beyondHealing, beyondMedicine, beyondLaw, []string{"return* … children|child|kids", "get|gets … back … children|child|kids"}), Unless: join(seeking, []string{"recommend*", "tell|tells the court|judge", "court|judge decides"}),
				Instead: "Promise your part: what you will check, write and recommend. The court decides the rest."},
			{ID: "housing", Name: "Housing worker", Beyond: join(beyondHealing, beyondMedicine, beyondLaw, []string{"get|gets|give|gives|find|finds … a|an flat|apartment|house|home by"}), Unless: seeking,
				Instead: "Promise applications, calls and viewings. Whether a place is offered is for the landlord or the housing office."},
			{ID: "peer", Name: "Peer supporter", Beyond: join(beyondHealing, beyondMedicine, beyondLaw, beyondDeciding), Unless: seeking,
				Instead: "Promise your time and what you know from your own way: meet, go along, practise, listen."},
			{ID: "nurse", Name: "Nurse", Beyond: join(beyondLaw, beyondDeciding, []string{"prescrib*", "diagnos*", "cur*|heal* … illness|disorder|anxiety|depression"}), Unless: seeking,
				Instead: "Promise what you measure, show and pass on to the doctor."},
		},
		Frames: []TimeFrame{{"brief", 42}, {"short_term", 182}, {"long_term", 730}},
		Templates: []Template{
			{ID: "plan", Version: 1, Kind: TemplatePlan, Language: "en", Title: "Case plan",
				Intro: "We made this plan together. It says what you want, what stands in the way, what you bring, and what each of us does next.",
				Standing: []Standing{
					{"It is your plan", "The goals are in your own words. Say so when something is not what you meant; then we write it anew."},
					{"It can change", "Life changes. We look at this plan together and change it when it no longer fits."},
					{"Who sees it", "You, your worker, and the people at the agency who must know. Nobody else sees it unless you agree or the law says that we have to."},
				}},
			{ID: "standard", Version: 1, Kind: TemplateContract, Language: "en", Title: "Contract",
				Intro: "This contract says what each of us will do and when our work together ends.",
				Standing: []Standing{
					{"What we cannot promise", "We will do our part as it is written here. We cannot promise what others decide: a court, a landlord, a clinic with a waiting list."},
					{"What stays between us", "What you tell us stays at the agency. We have to speak up when a child or somebody else is in danger, or when a court orders it. We tell you first when we can."},
					{"If you are not content", "Tell your worker, or ask for the supervisor. You can say no to any part of this, and you can end this work at any time."},
				},
				Consent: defaultConsent},
			{ID: "paper", Version: 1, Kind: TemplateContract, Language: "en", Title: "Contract to sign on paper", PaperOnly: true,
				Intro: "This contract says what each of us will do and when our work together ends. It is signed on paper.",
				Standing: []Standing{
					{"What we cannot promise", "We will do our part as it is written here. We cannot promise what others decide: a court, a landlord, a clinic with a waiting list."},
				},
				Consent: "We have read this contract, or somebody read it to us. We sign it on paper. Each of us gets a copy."},
		},
	}
}

const defaultConsent = "We have read this contract, or somebody read it to us. We agree to sign it on this screen. Each of us may sign on paper instead. Each of us gets a copy."

func join(lists ...[]string) []string {
	var all []string
	for _, list := range lists {
		all = append(all, list...)
	}
	return all
}
