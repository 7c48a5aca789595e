package year

// The words of the demonstration. Names are put together from two lists that
// hold no family's name; every case carries "(example)" as well.

var nameBegins = []string{
	"Alder", "Birch", "Cedar", "Dapple", "Elder", "Fern", "Gorse", "Hazel", "Iris", "Juniper", "Kelp", "Larch", "Maple",
	"Nettle", "Osier", "Poplar", "Quince", "Rowan", "Sorrel", "Tansy", "Umber", "Vetch", "Willow", "Yarrow", "Zinnia",
}

var nameEnds = []string{"brook", "croft", "dale", "field", "gate", "hollow", "lea", "mere", "ridge", "shaw", "thorpe", "wick"}

var parents = []string{"Amara", "Bao", "Celine", "Devon", "Esther", "Farid", "Grace", "Hamza", "Ines", "Jonah", "Khadija", "Luis", "Mai", "Nadia", "Omar", "Paloma", "Quinn", "Rosa", "Samir", "Thuy", "Ursula", "Víctor", "Wanda", "Xiomara", "Yusuf", "Zora"}

var children = []string{"Ada", "Ben", "Cleo", "Dani", "Elif", "Finn", "Gia", "Hugo", "Ivy", "Jae", "Kit", "Leo", "Mina", "Noor", "Otis", "Pia", "Remy", "Sami", "Tess", "Uma", "Vito", "Wren", "Yara", "Zeke"}

// workers are the staff; the first of every six is a supervisor.
var workers = []string{"Robin Marsh", "Ada Stone", "Dana Reed", "Elias Brook", "Farah Lind", "Gale Harrow", "Sasha Quill", "Imani Fairweather", "Jules Penhallow", "Kai Overbeck", "Lena Stillwater", "Noor Haddad"}

var childGoals = []string{"Return home", "Stay at home", "Live with a relative"}

// need is what a family asks for, with what the plan makes of it.
type need struct {
	words, wording, barrier, issue, task, service, provider, specific string
}

var needs = []need{
	{"I want my kids home before school starts.", "The children live at home again by the first day of school.", "The flat has one room and the heating is broken.", "No safe place to live", "Put the family on the list of the housing office", "Housing help", "Open Door Housing", "A flat with two rooms and heating by autumn."},
	{"I want to sleep without being afraid.", "Four nights of sleep a week by summer.", "No car on weekdays, and the bus stops at nine.", "Worry and bad nights", "Find a counsellor who is reached by bus", "Counselling", "Bridge House Counselling", "Sleeps through four nights of a week."},
	{"I want to stay sober for my daughter.", "Half a year sober, with somebody to call on bad days.", "Friends who drink live next door.", "Drinking at weekends", "Ask for an evening group near home", "Recovery group", "Steady Ground Recovery", "Comes to the group every week for three months."},
	{"I'd go to school if the mornings weren't a fight.", "At school four days out of five until the holidays.", "Work begins at five in the morning.", "Missing school", "Agree on one person at school to go to", "School mentor", "Lantern Youth Mentors", "Four of five days at school each week."},
	{"We want to talk without shouting.", "Two talks a week that end calmly.", "There is no quiet room in the house.", "Loud fights in the evening", "Try the kitchen table rule for two weeks", "Family counselling", "Common Table Family Centre", "Two calm talks a week, as both of them say."},
	{"I need work that fits around the baby.", "A part-time place by spring, with care for the baby.", "Care costs more than the pay.", "No steady income", "Write to three shops about mornings", "Job coaching", "Second Shift Job Coaching", "Three interviews in two months."},
	{"I want to know what to do when he screams.", "Three ways to calm down that both of them know.", "Every book says something else.", "Unsure with a small child", "Visit the parents' morning once", "Parenting course", "First Steps Parenting", "Uses two of the ways without being reminded."},
	{"I want a doctor who speaks my language.", "Both children have a doctor and their shots by summer.", "Letters come in English only.", "Health appointments missed", "Ask the clinic for an interpreter", "Clinic with interpreters", "Harbor Health Clinic", "Both check-ups done by summer."},
}

var strengthWords = []string{"My sister helps when it gets hard.", "I have never missed a shift.", "The children cook together on Sundays.", "We sing on the phone every night.", "I asked for help before anybody told me to.", "The neighbours look out for us.", "Grandmother lives two streets away.", "I finished the course that I began."}

var visitWords = []string{
	"We read the plan together at the kitchen table. The school called this week and said it goes better.",
	"The children showed their room. The window is mended; the heating waits for a part.",
	"A hard week. We talked about what helped last time and wrote it down.",
	"The letter from the housing office came. We filled in the form together.",
	"Everybody at home. The youngest drew a bus. Homework is done before supper now.",
	"We went through the month: two appointments kept, one moved because of work.",
	"Quiet visit. The aunt was there and will take the Tuesday evenings.",
	"We talked about the hearing, who will be there and what may be asked.",
	"The counsellor's report was read aloud. One sentence was not right; I will say so.",
	"The bus card works. The way to the group takes twenty minutes now.",
}

var phoneWords = []string{"Moved the appointment to Thursday.", "Asked how the weekend went: calm, one bad hour.", "The landlord has not answered. We try once more.", "Told about the new time of the group.", "School called; I called back and then told the mother."}

var nextSteps = []string{"Visit at home", "Call the school", "Bring the form back", "Ask the clinic for a date", "Meet the counsellor", "Write to the landlord", "Prepare the meeting"}

var familyViews = []string{"It goes better than last month.", "Too many appointments, we would like fewer.", "The group helps. The ride does not.", "We want more time at home together.", "It is the same, but we know each other better now."}

var conferenceWords = [][2]string{
	{"Two services have begun; one visit was moved.", "Keep the weekends, look for an evening group."},
	{"Counselling is kept. The housing list is slow.", "Write to two cooperatives, tell the court."},
	{"A month without contact with the father.", "Try his sister, ask what time suits him."},
	{"The goal is close. The family leads the meetings.", "Plan the time after, with the family's own list."},
}

var effortWords = []string{"Drove the mother to the first appointment.", "Called three relatives to find a place.", "Filled in the form for care with the family.", "Went along to the school meeting.", "Brought the bus card and showed the way."}

// changes are significant ones, by type.
var changeWords = map[string]string{
	"placement": "The child lives with another relative now.", "contact_rules": "Visits no longer need somebody else in the room.",
	"permanency_goal": "The goal is now to live with a relative.", "safety": "The front door has a new lock, and the aunt has the key.",
}

var wellbeing = map[string]string{"school": "Reads well, is tired on Mondays.", "health": "Check-up done, glasses are on the way.", "connections": "Plays football on Saturdays, misses the old street."}

var takeAlong = [][3]string{
	{"document", "Birth certificates and school reports", "In the blue folder"}, {"support", "The aunt, and the neighbour with the car", "555-0155"},
	{"service", "The group goes on for as long as they like", "Tuesdays at six"}, {"contact", "The night line", "555-0100"},
}
