package casework

// ourRules are the rules of wording that every agency has. A rule may stand in
// several rows. Its sentences (why, and what to write instead) are in the
// catalogue, by id.
var ourRules = []WordingRule{
	{ID: RuleOverPromise,
		Phrases: []string{
			"will|i'll|we'll|she'll|he'll|they'll|shall find|secure|obtain|procure !out|time|ways",
			"will|i'll|we'll|she'll|he'll|they'll surely|definitely|certainly|always|soon|also find|get|fix|solve",
			"guarantee*", "ensur*", "promis* … that|you|her|him|them|to",
			"mak* sure … get|gets|receive*|have|has|given|approved|accepted|housed",
			"will get you|her|him|them a|an|the|into|out|back|in|housed", "i|we will get|have you|him|them|both", "i'll|we'll get you|her|him|them|both",
			"will get|bring … back home", "will solve|fix|end|cure all|the|your|her|his|their|this|every",
			"will be approved|accepted|granted|housed|reunified|returned", "children|child|kids|baby will be|come home|back|returned",
			"no matter what", "under|in all|any circumstances", "whatever happens", "at all costs", "without fail", "hundred|100 percent",
			"always be there|available|reachable", "around the clock", "day and night", "never miss|let|leave|fail", "make|makes everything",
		},
		Unless: []string{
			"not|no|cannot|can't|never|without|nobody|won't|don't … guarantee*|promise*|ensure", "try|tries|trying to", "if … available|possible|offered|agrees|can",
			"where available|possible", "whether", "options", "certificate|papers|passport|documents|receipts|letter|letters|key|keys|shoes|number",
		},
		rule: rule{
			fires:  []string{"I will find a referral for affordable Cognitive Behavioural Therapy.", "We guarantee a place.", "I will make sure you get your benefits."},
			spares: []string{"I will research options for Cognitive Behavioural Therapy and make referrals if available.", "Dana will find out which clinics have room."},
		}},
	{ID: RuleTooSpecific, Phrases: []string{
		"exactly", "precisely", "to the minute", "only at|by|from|through|with|to|this|that|dr|on", "no other clinic|flat|provider|school|person|place|way",
		"nobody|nothing|nowhere else", "this and no",
	},
		Unless: []string{"not|do not|don't exactly|only"},
		rule: rule{
			places: PlaceItem + " " + PlaceGoal + " " + PlaceEnding,
			several: []string{
				"at #", "at noon|midnight", "dr|mr|mrs|ms|doctor", "room|floor|suite|building|unit|counter #", "# street|avenue|road|lane|st|ave|drive|boulevard", "# !x street|avenue|road|lane|st|ave|drive|boulevard",
				"# sessions|visits|hours|minutes|times|calls|pages", "on|every|each monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays",
				"# dollars|euros|percent", "clinic|hospital|center|centre|agency|bank", "bus|line|train #",
			},
			fires:  []string{"Maria will have 12 sessions with Dr. Kim on Tuesdays at 3 pm.", "Dana will ask only at the Elm Street clinic."},
			spares: []string{"Maria will see a counsellor for anxiety each week.", "Dana will call Dr. Kim on Monday."},
		}},
	{ID: RuleTooVague, Phrases: []string{
		"work|works|working on", "deal|deals|dealing with", "address|addresses the|her|his|their|any issue*|problem*|concern*|needs|barriers|behavior|behaviour",
		"be|become|feel|get better|happier|stronger|healthier|nicer", "improv*", "do|does|try|tries … best", "try|tries harder|more", "think|thinks about",
		"be|stay positive|motivated|supportive|strong", "take|takes care of things|everything|it|this", "look|looks into things|it|this|everything",
		"things|stuff", "and so on", "etc", "some kind|sort of", "where|when|if|as needed|necessary|possible|appropriate|required",
		"move|moves forward", "make|makes progress", "get|gets her|his|my|your|their life|act",
	},
		Unless: []string{
			"until", "every|each", "at least", "#", "once|twice", "list|lists", "write|writes|form|forms|letter|call|calls|fill|fills|apply|applies|meet|meets|practise|practice|buy|buys|pay|pays|bring|brings|enrol|enroll|read|reads",
			"clinic|school|class|course|group|budget sheet",
		},
		rule: rule{
			places: PlaceItem + " " + PlaceGoal,
			fires:  []string{"Maria will work on her anger.", "Dana will help as needed.", "Deal with the school."},
			spares: []string{"Maria will write a list of what makes her angry.", "Dana and Maria will work on the budget until the list is full."},
		}},
	{ID: RuleTooVague, Phrases: []string{"as soon as possible", "soon", "sometime", "some day|time"},
		Unless: []string{"#", "until"},
		rule: rule{
			places: PlaceItem, unlessDay: true,
			fires:  []string{"Dana will call as soon as possible."},
			spares: []string{"Dana will call as soon as possible, by Friday at the latest."},
		}},
	{ID: RuleTooVague, Phrases: []string{
		"regularly", "frequently", "occasionally", "more|less often", "stay|stays|keep|keeps in touch|contact",
		"follow|follows up", "will support|help !group|groups|worker|person|find|look", "be|is supported", "provide|provides|offer|offers|give|gives support",
	},
		Unless: []string{
			"until", "#", "once|twice", "at least", "support|supports|help|helps … with|to|look|fill|find|write|read|pay|apply|move|at|by", "call|calls|letter|form|visit|visits",
		},
		rule: rule{
			places: PlaceItem, unlessDay: true,
			fires:  []string{"Dana will support Maria.", "Dana will follow up with the school."},
			spares: []string{"Dana will follow up with the school by Friday.", "Dana will help her fill in the form."},
		}},
	{ID: RuleNoEnd, Phrases: []string{
		"as long as", "ongoing", "open ended", "indefinite*", "forever", "further notice", "as|if|when needed|necessary|possible", "no longer needed|necessary",
		"when|until|once … better|fine|ok|okay|good|stable|settled|ready|improved|strong|happy|well", "things are|get|go|have", "we|you|i feel|think|see", "not known|sure|clear", "see how", "not decided",
	},
		Unless: []string{"#", "both of us say|agree|sign"},
		rule: rule{
			places: PlaceEnding, unlessDated: true,
			fires:  []string{"When things are better.", "As long as needed."},
			spares: []string{"Maria has a lease and the children have slept there.", "All items are ticked off, or we meet and end it together."},
		}},
	{ID: RuleNoEnd, Phrases: []string{
		"ongoing", "continuously|constantly|permanently|forever|indefinitely", "continue|continues to|with", "keep|keeps on", "keep|keeps *ing", "whenever|anytime", "any|all time|times",
	},
		Unless: []string{"until", "#"},
		rule: rule{
			places: PlaceItem, unlessDay: true, unlessDated: true,
			fires:  []string{"Dana will keep looking for a flat.", "Maria can call whenever she likes."},
			spares: []string{"Dana will keep looking until Maria has a lease.", "Maria will keep the appointment at the clinic."},
		}},
}
