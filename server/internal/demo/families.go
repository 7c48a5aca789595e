package demo

// families are six families from stories that were never lived. Every family
// name carries "(example)", so that nobody takes one for a client.
var families = []family{
	{
		name: "Alder (example)", number: "EX-1001", permanency: "Return home", next: "Visit at Maria's flat", nextIn: 2,
		people: []person{
			{name: "Maria Alder", callName: "Maria", role: "mother", phone: "555-0101", about: "Works evenings at the bakery. Prefers text messages before noon."},
			{name: "Leo Alder", callName: "Leo", role: "child", relation: "son, 7", about: "Likes drawing buses."},
			{name: "Rosa Alder", callName: "Rosa", role: "relative", relation: "Maria's aunt", phone: "555-0102"},
		},
		goals: []goal{
			{
				said: said{"I want Leo home before his birthday.", 0, 20}, wording: "Leo lives with Maria again by the end of spring.",
				barriers: []said{{"The flat has one room and the heating is broken.", 0, 20}, {"Nobody can be with Leo when I work evenings.", 0, 14}},
			},
			{said: said{"I want to stay calm when the letters come.", 0, 14}, wording: "Maria opens every letter with Rosa or me on the day it comes."},
		},
		strengths: []said{{"I have been at the bakery for four years and never missed a shift.", 0, 20}, {"Mama sings to me on the phone every night.", 1, 12}},
		made:      alderMade,
		issues: []issue{
			{what: "The flat is too small and cold", details: "Landlord was told twice.", kind: "presenting", actions: []action{
				{kind: "referral", what: "Put Maria on the list of the housing office", who: "me", where: "Housing office, Main Street", how: "by phone, then the form", in: 5},
				{kind: "task", what: "Send the photos of the heating to the landlord", who: "Maria", how: "from her phone", in: 3, given: true, done: true},
			}},
			{what: "No one is at home in the evening", kind: "presenting", actions: []action{
				{kind: "service", what: "Ask the family centre for evening care on work days", who: "me", where: "Family centre", in: 9, given: true},
				{kind: "advice", what: "Talk with Rosa about Tuesdays and Thursdays", who: "Maria", in: 7},
			}},
		},
		notes: []note{
			{kind: "home_visit", ago: 12, seen: []int{0, 2}, text: "Maria showed the heating and the new bed for Leo. Rosa said she can take two evenings a week.", feelings: "Hopeful, and tired of waiting.", next: "Call the housing office", photo: "The heating in the flat"},
			{kind: "phone", ago: 3, seen: []int{0}, text: "The landlord has not answered yet. Maria will send the photos once more.", next: "Visit Maria at home",
				amends: "The landlord has not answered yet. Maria will send the photos once more. Added the same evening: he called back and will come next week."},
		},
		contract: signed, work: true, child: 1,
	},
	{
		name: "Birch (example)", number: "EX-1002", permanency: "Stay at home", next: "Meet with the school", nextIn: 0,
		people: []person{
			{name: "Dana Birch", callName: "Dana", role: "mother", phone: "555-0111"},
			{name: "Sam Birch", callName: "Sam", role: "father", phone: "555-0112", about: "Drives long routes; home from Friday to Sunday."},
			{name: "Kit Birch", callName: "Kit", role: "youth", relation: "14"},
		},
		goals: []goal{{
			said: said{"I'd go to school if the mornings weren't a fight.", 2, 9}, wording: "Kit is at school four days out of five until the holidays.",
			barriers: []said{{"I leave for work at five and cannot wake Kit.", 0, 9}},
		}},
		strengths: []said{{"Kit cooks for all of us on Sundays.", 0, 9}},
		issues: []issue{{what: "Kit misses school", kind: "presenting", actions: []action{
			{kind: "task", what: "Agree on one person at school whom Kit can go to", who: "me", where: "School", in: 1},
			{kind: "task", what: "Put the alarm across the room and call Kit at seven", who: "Dana", how: "phone call from work", in: 2},
		}}},
		notes:       []note{{kind: "office_visit", ago: 9, seen: []int{0, 2}, text: "We drew the week on paper. Kit chose Monday to begin.", feelings: "Kit: “I don't want another plan that is for them.”"}},
		contract:    draft,
		twoVersions: "Kit chooses three mornings a week to begin with, and we look again after a month.",
	},
	{
		name: "Cedar (example)", number: "EX-1003", safety: "Dog in the yard. Call from the car and wait for June to come out.",
		permanency: "Guardianship with grandmother", next: "Take the forms to the clerk", nextIn: -3,
		people: []person{
			{name: "June Cedar", callName: "June", role: "guardian", relation: "grandmother", phone: "555-0121"},
			{name: "Noor Cedar", callName: "Noor", role: "child", relation: "granddaughter, 9"},
			{name: "Abel Cedar", callName: "Abel", role: "child", relation: "grandson, 5"},
		},
		goals:     []goal{{said: said{"They stay with me. That is all I want in writing.", 0, 30}, wording: "June is guardian of Noor and Abel by autumn."}},
		strengths: []said{{"I raised five and buried none.", 0, 30}, {"Grandma always knows where the shoes are.", 1, 5}},
		issues: []issue{{what: "Guardianship papers", kind: "presenting", actions: []action{
			{kind: "referral", what: "Book a free hour with the family law clinic", who: "me", where: "Law clinic, first floor", in: -3},
			{kind: "task", what: "Find the birth certificates", who: "June", in: -1, given: true, done: true},
		}}},
		notes:    []note{{kind: "home_visit", ago: 5, seen: []int{0, 1, 2}, text: "Noor read to me. Abel asked when he starts school. June is short of breath on the stairs and says it is nothing.", next: "Ask about a doctor's visit"}},
		contract: aside,
	},
	{
		name: "Dogwood (example)", number: "EX-1004", permanency: "Stay at home", next: "Ring Pat about the first week", nextIn: 6,
		people: []person{
			{name: "Pat Dogwood", callName: "Pat", role: "father", phone: "555-0131", about: "Reads slowly; read aloud and give time."},
			{name: "Baby Dogwood", callName: "Baby", role: "child", relation: "4 months"},
		},
		goals: []goal{{
			said: said{"I want to know what the cry means.", 0, 6}, wording: "Pat goes to the fathers' group each week for two months.",
			barriers: []said{{"The bus does not run on Saturday.", 0, 6}},
		}},
		strengths: []said{{"I get up at every feed. I like the four o'clock one.", 0, 6}},
		issues: []issue{{what: "Alone with a new baby", kind: "presenting", actions: []action{
			{kind: "service", what: "Fathers' group on Wednesday", who: "Pat", where: "Library, small room", in: 4},
			{kind: "service", what: "A ride for the first two times", who: "me", how: "volunteer driver", in: 4},
		}}},
		notes: []note{{kind: "home_visit", ago: 6, seen: []int{0, 1}, text: "Bottle, bath and nap without help. Pat asked good questions.", feelings: "Proud, and lonely in the evenings."}},
	},
	{
		name: "Elm (example)", number: "EX-1005", permanency: "Another planned arrangement", next: "Look at the room together", nextIn: 11,
		people: []person{
			{name: "Ash Elm", callName: "Ash", role: "youth", relation: "17", phone: "555-0141"},
			{name: "Robin Vale", callName: "Robin", role: "foster_parent", phone: "555-0142"},
		},
		goals: []goal{
			{said: said{"My own door with my own key.", 0, 15}, wording: "Ash moves into a room of the youth house before turning eighteen."},
			{said: said{"Finish the welding course.", 0, 15}, wording: "Ash passes the last two tests in June."},
		},
		strengths: []said{{"I have saved for two years.", 0, 15}, {"Ash fixes everything in this house.", 1, 15}},
		issues: []issue{
			{what: "A place to live", kind: "presenting", actions: []action{{kind: "referral", what: "Apply at the youth house", who: "Ash", where: "Youth house office", how: "with Robin", in: 10}}},
			{what: "Money after the course", kind: "concurrent", actions: []action{{kind: "advice", what: "Go through the first budget", who: "me", in: 12, given: true}}},
		},
		notes: []note{{kind: "message", ago: 1, seen: []int{0}, text: "Ash sent the results: both tests above the line."}},
	},
	{
		name: "Fir (example)", number: "EX-1006", permanency: "Return home", next: "Family team meeting", nextIn: 4,
		people: []person{
			{name: "Ines Fir", callName: "Ines", role: "mother", phone: "555-0151", about: "Speaks Spanish at home; wants papers in both languages."},
			{name: "Tomás Fir", callName: "Tomás", role: "child", relation: "11"},
			{name: "Lucía Fir", callName: "Lucía", role: "child", relation: "8"},
			{name: "Coach Bell", callName: "Coach", role: "friend", relation: "football coach"},
		},
		goals: []goal{{
			said: said{"Quiero que mis hijos vuelvan a dormir en su casa.", 0, 25}, wording: "Tomás and Lucía sleep at home every weekend by May.",
			barriers: []said{{"I sign things I cannot read.", 0, 25}},
		}},
		strengths: []said{{"My children tell me everything.", 0, 25}, {"They have never been late to training.", 3, 10}},
		issues: []issue{{what: "Weekends at home", kind: "presenting", actions: []action{
			{kind: "service", what: "An interpreter for every meeting", who: "me", in: 3, given: true},
			{kind: "task", what: "Plan the first weekend, hour by hour", who: "Ines", in: 4},
			{kind: "task", what: "Drive both to training on Saturday", who: "Coach", in: 5},
		}}},
		notes:    []note{{kind: "home_visit", ago: 8, seen: []int{0, 1, 2}, text: "The beds are made. Lucía put a sign on the door: “Welcome back us”.", feelings: "Ines cried, then laughed.", next: "Family team meeting"}},
		contract: outgrown, addedLater: "Ask the school for a lift on Friday afternoons",
	},
}
