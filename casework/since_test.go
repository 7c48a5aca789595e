package casework

import (
	"fmt"
	"slices"
	"testing"
)

// besideItsPlan is agreedCase whose contract keeps the plan beside which it was
// frozen, as contracts do that are frozen today.
func besideItsPlan() *File {
	file := agreedCase()
	file.Record("k").Fields[PlanContentField], _ = PlanOf(file, staffNames).Freeze()
	return file
}

// told writes what a comparison says, one word a change.
func told(t *testing.T, file *File, contract string) []string {
	t.Helper()
	since, err := SinceSigned(file, file.Record(contract), PlanOf(file, staffNames))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for name, changes := range map[string][]PlanChange{"": since.Changes, "closed ": since.Closed} {
		for _, change := range changes {
			what := fmt.Sprint(change.Fields)
			if change.Was == nil {
				what = "new"
			} else if change.Is == nil {
				what = "gone"
			}
			list = append(list, name+change.ID+" "+what)
		}
	}
	for _, ending := range since.Ending {
		list = append(list, fmt.Sprint(ending.Field, " ", ending.Was, " > ", ending.Is, " ", ending.Draft))
	}
	if since.Untold {
		list = append(list, "untold")
	}
	slices.Sort(list)
	return list
}

func TestEveryKindOfChangeSinceBothSignedIsTold(t *testing.T) {
	set := func(id, field, value string) func(*File) {
		return func(file *File) { file.Record(id).Fields[field] = value }
	}
	put := func(id string, kind Kind, fields map[string]string) func(*File) {
		return func(file *File) { file.Records[id] = &Record{ID: id, Kind: kind, Fields: fields} }
	}
	for name, row := range map[string]struct {
		change func(*File)
		want   []string
	}{
		"nothing":                  {func(*File) {}, nil},
		"an action's words":        {set("a", "what", "look for two flats"), []string{"a [what]"}},
		"who":                      {set("a", "who", "person:p"), []string{"a [who]"}},
		"by when":                  {set("a", "by_when", "2026-12-24"), []string{"a [by_when]"}},
		"where":                    {set("a", "where", "Elm Street"), []string{"a [where]"}},
		"how":                      {set("a", "how", "by phone"), []string{"a [how]"}},
		"if it cannot be had":      {set("a", "if_not", "we ask the aunt"), []string{"a [if_not]"}},
		"a goal's words":           {set("g", "words", "I want them home"), []string{"g [words]"}},
		"a goal's wording":         {set("g", "wording", "The children live at home."), []string{"g [wording]"}},
		"a goal's day":             {set("g", "by_when", "2027-06-01"), []string{"g [by_when]"}},
		"a goal's time frame":      {set("g", "service", "long_term"), []string{"g [service]"}},
		"an action removed":        {func(file *File) { file.Record("b").Removed = &Removal{Reason: "not needed"} }, []string{"b gone"}},
		"a goal removed":           {func(file *File) { file.Record("g").Removed = &Removal{Reason: "twice"} }, []string{"g gone"}},
		"an action closed":         {func(file *File) { set("b", "done", "yes")(file); set("a", "how", "by phone")(file) }, []string{"a [how]", "closed b [done]"}},
		"a goal put aside":         {func(file *File) { set("g", "status", "set_aside")(file); set("a", "how", "by phone")(file) }, []string{"a [how]", "closed g [status]"}},
		"only ticks":               {func(file *File) { set("g", "status", "reached")(file); set("b", "done", "yes")(file) }, nil},
		"closed in other words":    {func(file *File) { set("b", "done", "yes")(file); set("b", "what", "bring one")(file) }, []string{"b [what done]"}},
		"a new action":             {put("n", KindAction, map[string]string{"issue": "i", "type": "task", "what": "call", "who": "x"}), []string{"n new"}},
		"a new goal":               {put("n", KindGoal, map[string]string{"words": "A job"}), []string{"n new"}},
		"a new barrier":            {put("n", KindBarrier, map[string]string{"words": "No car"}), []string{"n new"}},
		"an issue's details":       {set("i", "details", "Damp walls"), []string{"i [details]"}},
		"only progress":            {set("a", "state", "given"), nil},
		"a hint put aside":         {set("a", "aside", "vague"), nil},
		"the ending in a draft":    {put("k2", KindContract, map[string]string{"supersedes": "k", "client": "p", "worker": "dana", "ends_when": "She has a job."}), []string{"ends_when Maria has a lease. > She has a job. true"}},
		"the same ending in one":   {put("k2", KindContract, map[string]string{"supersedes": "k", "client": "p", "worker": "dana", "ends_when": "Maria has a lease."}), nil},
		"another contract's draft": {put("k2", KindContract, map[string]string{"client": "p", "worker": "dana", "ends_when": "She has a job."}), nil},
	} {
		file := besideItsPlan()
		row.change(file)
		if got := told(t, file, "k"); !slices.Equal(got, row.want) {
			t.Errorf("%s: told %q, want %q", name, got, row.want)
		}
	}
}

func TestTheLastDayIsComparedWithThePlannedEndOfTheCase(t *testing.T) {
	file := signingCase()
	content := contentOf(file)
	content.EndsOn = "2027-03-01"
	for name, value := range freezeValues(content) {
		file.Record("k").Fields[name] = value
	}
	sign(file, PartyClient)
	sign(file, PartyWorker)
	for planned, want := range map[string][]string{"": nil, "2027-03-01": nil, "2027-05-01": {"ends_on 2027-03-01 > 2027-05-01 false"}} {
		file.Record("c").Fields["planned_end"] = planned
		if got := told(t, file, "k"); !slices.Equal(got, want) {
			t.Errorf("planned end %q: told %q, want %q", planned, got, want)
		}
	}
}

// A contract of an older tablet keeps no plan, and a plan that is not the one which
// the signed words mark is not believed.
func TestAnOlderContractSaysThatThePlanDiffers(t *testing.T) {
	for name, plan := range map[string]string{"none": "", "not JSON": "{", "another plan": `{"format":1,"case":"c","parts":[]}`} {
		file := agreedCase()
		file.Record("k").Fields[PlanContentField] = plan
		if got := told(t, file, "k"); got != nil {
			t.Errorf("%s: just signed, told %q", name, got)
		}
		file.Record("g").Fields["words"] = "Another goal"
		if got := told(t, file, "k"); !slices.Equal(got, []string{"untold"}) {
			t.Errorf("%s: told %q", name, got)
		}
	}
}

// twoInForce adds a second contract, signed later over one more action.
func twoInForce() *File {
	file := besideItsPlan()
	file.Records["n"] = &Record{ID: "n", Kind: KindAction, Fields: map[string]string{"issue": "i", "type": "task", "what": "call the school", "who": "staff:dana"}}
	content := contentOf(file)
	content.Contract = "k2"
	content.Items = []ContractContentItem{{Words: "Dana calls the school.", Who: "Dana Reed", Action: "n", Mark: ActionMark(file.Record("n"))}}
	fields := freezeValues(content)
	fields["client"], fields["worker"] = "p", "dana"
	fields[PlanContentField], _ = PlanOf(file, staffNames).Freeze()
	file.Records["k2"] = &Record{ID: "k2", Kind: KindContract, Fields: fields}
	for _, party := range Parties {
		signature := signatureValues(file, party)
		signature["contract"], signature["content_hash"] = "k2", fields["content_hash"]
		file.Records["s2-"+party] = &Record{ID: "s2-" + party, Kind: KindSignature, Fields: signature}
	}
	return file
}

func TestEveryContractInForceIsComparedWithThePlan(t *testing.T) {
	file := twoInForce()
	if list := InForce(file); len(list) != 2 {
		t.Fatalf("in force: %d, want 2", len(list))
	}
	both := func(when string, first, second []string) {
		t.Helper()
		if got := told(t, file, "k"); !slices.Equal(got, first) {
			t.Errorf("%s: the first says %q, want %q", when, got, first)
		}
		if got := told(t, file, "k2"); !slices.Equal(got, second) {
			t.Errorf("%s: the second says %q, want %q", when, got, second)
		}
	}
	both("just signed", nil, nil)
	file.Record("a").Fields["what"] = "look for two flats"
	both("an action of the first", []string{"a [what]"}, nil)
	file.Record("n").Fields["who"] = "person:p"
	both("an action of each", []string{"a [what]"}, []string{"n [who]"})

	file.Record("k2").Fields["supersedes"] = "k"
	if list := InForce(file); len(list) != 1 || list[0].ID != "k2" {
		t.Errorf("in force: %v, want the second alone", list)
	}
	tickItem(file, "f", 1, "yes")
	file.Record("f").Fields["contract"] = "k2"
	if list := InForce(file); len(list) != 0 {
		t.Errorf("all is done, and %d are in force", len(list))
	}
}
