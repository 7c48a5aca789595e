package casework

import (
	"errors"
	"maps"
	"strings"
	"testing"
)

var dana = Actor{ID: "dana", Name: "Dana Reed", Role: RoleCaseworker}

// signingCase is a case with a draft contract "k" of one item.
func signingCase() *File {
	file := NewFile("c")
	put := func(id string, kind Kind, fields map[string]string) {
		file.Records[id] = &Record{ID: id, Kind: kind, Fields: fields}
	}
	put("c", KindCase, map[string]string{"name": "Alder", "worker": "dana"})
	put("p", KindPerson, map[string]string{"name": "Maria Alder", "role": "mother"})
	put("g", KindGoal, map[string]string{"words": "I want my kids home by summer"})
	put("i", KindIssue, map[string]string{"what": "Housing"})
	put("a", KindAction, map[string]string{"issue": "i", "type": "service", "what": "look for a flat", "who": "staff:dana"})
	put("k", KindContract, map[string]string{"client": "p", "worker": "dana", "ends_when": "Maria has a lease."})
	put("t", KindContractItem, map[string]string{"contract": "k", "words": "Dana will look for a flat.", "who": "Dana Reed"})
	return file
}

func contentOf(file *File) ContractContent {
	return ContractContent{
		Format: 1, Agency: "Practice Agency", Case: "c", Contract: "k", Title: "Contract",
		Client: "Maria Alder", Worker: "Dana Reed", EndsWhen: "Maria has a lease.",
		Items:   []ContractContentItem{{Words: "Dana will look for a flat.", Who: "Dana Reed"}},
		Consent: "We agree to sign on this screen.", Frozen: "2026-11-21T10:00:00Z", PlanMark: PlanMark(file),
	}
}

func freezeValues(content ContractContent) map[string]string {
	text, hash := content.Freeze()
	return map[string]string{"content": text, "content_hash": hash, "frozen_at": "2026-11-21T10:00:00.000Z"}
}

func frozenCase() *File {
	file := signingCase()
	maps.Copy(file.Record("k").Fields, freezeValues(contentOf(file)))
	return file
}

func signatureValues(file *File, party string) map[string]string {
	values := map[string]string{
		"contract": "k", "party": party, "method": "draw", "strokes": cross,
		"person": "person:p", "name": "Maria Alder",
		"signed_at": "2026-11-21T10:05:00.000Z", "signed_on": "2026-11-21", "content_hash": file.Record("k").Get("content_hash"),
	}
	if party == PartyWorker {
		values["person"], values["name"] = "staff:dana", "Dana Reed"
	}
	return values
}

func sign(file *File, party string) {
	file.Records["s-"+party] = &Record{ID: "s-" + party, Kind: KindSignature, Fields: signatureValues(file, party)}
}

func signedCase() *File {
	file := frozenCase()
	sign(file, PartyClient)
	sign(file, PartyWorker)
	return file
}

func TestStateOfContract(t *testing.T) {
	file := signingCase()
	expect := func(want ContractState) {
		t.Helper()
		if got := StateOf(file, file.Record("k")); got != want {
			t.Errorf("state = %s, want %s", got, want)
		}
	}
	expect(ContractDraft)
	file = frozenCase()
	expect(ContractFrozen)
	sign(file, PartyWorker)
	expect(ContractFrozen)
	other := signatureValues(file, PartyClient)
	other["content_hash"] = HashContent("other words")
	file.Records["x"] = &Record{ID: "x", Kind: KindSignature, Fields: other}
	expect(ContractFrozen)
	sign(file, PartyClient)
	expect(ContractSigned)
	file = frozenCase()
	file.Records["w"] = &Record{ID: "w", Kind: KindWithdrawal, Fields: map[string]string{"contract": "k", "reason": "more_time"}}
	expect(ContractWithdrawn)
}

func TestThawFindsOneChangedByte(t *testing.T) {
	content, hash := contentOf(signingCase()).Freeze()
	thawed, err := ThawContract(content, hash)
	if err != nil || thawed.Items[0].Words != "Dana will look for a flat." {
		t.Fatalf("thawed %+v, %v", thawed, err)
	}
	again, _ := thawed.Freeze()
	if again != content {
		t.Errorf("freezing again gave other bytes:\n%s\n%s", again, content)
	}
	_, err = ThawContract(strings.Replace(content, "flat", "flot", 1), hash)
	if !errors.Is(err, Fail(Immutable)) {
		t.Errorf("one changed byte: error = %v, want immutable", err)
	}
}

func TestPlanMark(t *testing.T) {
	before := PlanMark(signingCase())
	silent := map[string]func(*File){
		"a tick":         func(f *File) { f.Record("a").Fields["done"] = "yes" },
		"a tick's day":   func(f *File) { f.Record("a").Fields["done_on"] = "2026-11-21" },
		"a goal reached": func(f *File) { f.Record("g").Fields["status"] = "reached" },
		"an empty field": func(f *File) { f.Record("g").Fields["wording"] = "" },
		"a note": func(f *File) {
			f.Records["n"] = &Record{ID: "n", Kind: KindNote, Fields: map[string]string{"text": "x"}}
		},
		"a word in the case": func(f *File) { f.Record("c").Fields["next_step"] = "x" },
	}
	for name, change := range silent {
		file := signingCase()
		change(file)
		if PlanMark(file) != before {
			t.Errorf("%s changed the mark", name)
		}
	}
	loud := map[string]func(*File){
		"other words":  func(f *File) { f.Record("g").Fields["words"] = "I want my kids home" },
		"another date": func(f *File) { f.Record("a").Fields["by_when"] = "2026-12-01" },
		"a new action": func(f *File) {
			f.Records["b"] = &Record{ID: "b", Kind: KindAction, Fields: map[string]string{"what": "x"}}
		},
		"a hidden goal": func(f *File) { f.Record("g").Removed = &Removal{Reason: "twice"} },
		"words moved over": func(f *File) {
			delete(f.Record("g").Fields, "words")
			f.Record("g").Fields["wording"] = "I want my kids home by summer"
		},
	}
	for name, change := range loud {
		file := signingCase()
		change(file)
		if PlanMark(file) == before {
			t.Errorf("%s did not change the mark", name)
		}
	}
	back := signingCase()
	back.Record("g").Fields["words"] = "x"
	back.Record("g").Fields["words"] = "I want my kids home by summer"
	if PlanMark(back) != before {
		t.Error("words changed back have another mark")
	}
}

func TestFreezingNeedsWholeTrueContent(t *testing.T) {
	edit := func(change func(*ContractContent)) map[string]string {
		content := contentOf(signingCase())
		change(&content)
		return freezeValues(content)
	}
	without := func(field string) map[string]string {
		values := freezeValues(contentOf(signingCase()))
		delete(values, field)
		return values
	}
	wrongHash := freezeValues(contentOf(signingCase()))
	wrongHash["content_hash"] = HashContent("x")
	cases := map[string]struct {
		values map[string]string
		want   Reason
	}{
		"whole":            {freezeValues(contentOf(signingCase())), ReasonNone},
		"another hash":     {wrongHash, ReasonInvalid},
		"no content":       {without("content"), ReasonInvalid},
		"no hash":          {without("content_hash"), ReasonInvalid},
		"no moment":        {without("frozen_at"), ReasonInvalid},
		"not JSON":         {map[string]string{"content": "x", "content_hash": HashContent("x"), "frozen_at": "2026-11-21T10:00:00.000Z"}, ReasonInvalid},
		"another contract": {edit(func(c *ContractContent) { c.Contract = "z" }), ReasonInvalid},
		"another case":     {edit(func(c *ContractContent) { c.Case = "z" }), ReasonInvalid},
		"no end":           {edit(func(c *ContractContent) { c.EndsWhen = " " }), ReasonInvalid},
		"no item":          {edit(func(c *ContractContent) { c.Items = nil }), ReasonInvalid},
		"no moment inside": {edit(func(c *ContractContent) { c.Frozen = "some day" }), ReasonInvalid},
		"another format":   {edit(func(c *ContractContent) { c.Format = ContractFormat + 1 }), ReasonInvalid},
		"another client":   {edit(func(c *ContractContent) { c.Client = "Somebody Else" }), ReasonInvalid},
		"another worker":   {edit(func(c *ContractContent) { c.Worker = "Somebody Else" }), ReasonInvalid},
		"an empty item":    {edit(func(c *ContractContent) { c.Items[0].Words = "" }), ReasonInvalid},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Refuse(signingCase(), dana, Write{Record: "k", Kind: KindContract, Values: c.values})
			if got != c.want {
				t.Errorf("Refuse = %q, want %q", got, c.want)
			}
		})
	}
	renamed := signingCase() // at the office, after the tablet had frozen the old name
	renamed.Record("p").Fields["name"] = "Maria Alder-Ruiz"
	renamed.Record("p").Changed = map[string]Stamp{"name": {Seq: 9}}
	late := Write{Record: "k", Kind: KindContract, Seen: 8, Values: freezeValues(contentOf(signingCase()))}
	if got := Refuse(renamed, dana, late); got != ReasonNone {
		t.Errorf("a name changed unseen: Refuse = %q, want none", got)
	}
	late.Seen = 9
	if got := Refuse(renamed, dana, late); got != ReasonInvalid {
		t.Errorf("a name changed before: Refuse = %q, want %q", got, ReasonInvalid)
	}
	made := freezeValues(contentOf(signingCase()))
	made["client"], made["worker"] = "p", "dana"
	if got := Refuse(signingCase(), dana, Write{Record: "k2", Kind: KindContract, Create: true, Values: made}); got != ReasonInvalid {
		t.Errorf("made frozen: Refuse = %q, want %q", got, ReasonInvalid)
	}
}

func TestNothingWritesWhatIsFrozen(t *testing.T) {
	set := func(record string, kind Kind, pairs ...string) Write {
		write := Write{Record: record, Kind: kind, Values: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			write.Values[pairs[i]] = pairs[i+1]
		}
		return write
	}
	add := func(write Write) Write { write.Create = true; return write }
	refreeze := Write{Record: "k", Kind: KindContract, Values: freezeValues(contentOf(signingCase()))}
	refreeze.Values["frozen_at"] = "2026-11-22T10:00:00.000Z"
	writes := map[string]Write{
		"its wording":          set("k", KindContract, "about", "other"),
		"its end":              set("k", KindContract, "ends_when", "never"),
		"an empty new field":   set("k", KindContract, "about", ""),
		"its client":           set("k", KindContract, "client", "p2"),
		"content emptied":      set("k", KindContract, "content", "", "content_hash", ""),
		"frozen once more":     refreeze,
		"a field of tomorrow":  set("k", KindContract, "colour", "red"),
		"hidden":               {Record: "k", Kind: KindContract, Remove: true},
		"an item's wording":    set("t", KindContractItem, "words", "other"),
		"an item's place":      set("t", KindContractItem, "place", "9"),
		"an item moved away":   set("t", KindContractItem, "contract", "k3"),
		"an item hidden":       {Record: "t", Kind: KindContractItem, Remove: true},
		"an item hidden, same": {Record: "t", Kind: KindContractItem, Remove: true, Values: map[string]string{"who": "Dana Reed"}},
		"an item more":         add(set("t2", KindContractItem, "contract", "k", "words", "x", "who", "y")),
		"an item moved in":     set("t3", KindContractItem, "contract", "k"),
	}
	for stage, build := range map[string]func() *File{"frozen": frozenCase, "signed": signedCase} {
		for name, write := range writes {
			file := build()
			file.Records["p2"] = &Record{ID: "p2", Kind: KindPerson, Fields: map[string]string{"name": "x", "role": "child"}}
			file.Records["k3"] = &Record{ID: "k3", Kind: KindContract, Fields: map[string]string{"client": "p", "worker": "dana"}}
			file.Records["t3"] = &Record{ID: "t3", Kind: KindContractItem, Fields: map[string]string{"contract": "k3", "words": "x", "who": "y"}}
			if got := Refuse(file, dana, write); got != ReasonFrozen {
				t.Errorf("%s, %s: Refuse = %q, want %q", stage, name, got, ReasonFrozen)
			}
		}
	}
	same := set("k", KindContract, "ends_when", "Maria has a lease.")
	if got := Refuse(signedCase(), dana, same); got != ReasonNone {
		t.Errorf("keeping the words that stand: Refuse = %q, want none", got)
	}
}

func TestSignatureRules(t *testing.T) {
	with := func(party string, pairs ...string) map[string]string {
		values := signatureValues(frozenCase(), party)
		for i := 0; i < len(pairs); i += 2 {
			values[pairs[i]] = pairs[i+1]
		}
		return values
	}
	sam := Actor{ID: "sam", Role: RoleSupervisor}
	oneSigned := frozenCase()
	sign(oneSigned, PartyClient)
	withdrawn := frozenCase()
	withdrawn.Records["w"] = &Record{ID: "w", Kind: KindWithdrawal, Fields: map[string]string{"contract": "k", "reason": "more_time"}}
	cases := map[string]struct {
		file   *File
		actor  Actor
		values map[string]string
		want   Reason
	}{
		"client":                  {frozenCase(), dana, with(PartyClient), ReasonNone},
		"worker first":            {frozenCase(), dana, with(PartyWorker), ReasonNone},
		"client with another":     {frozenCase(), sam, with(PartyClient), ReasonNone},
		"worker by another":       {frozenCase(), sam, with(PartyWorker), ReasonNotYours},
		"twice":                   {oneSigned, dana, with(PartyClient), ReasonFrozen},
		"the second":              {oneSigned, dana, with(PartyWorker), ReasonNone},
		"on a draft":              {signingCase(), dana, with(PartyClient), ReasonFrozen},
		"after it was put aside":  {withdrawn, dana, with(PartyClient), ReasonFrozen},
		"over other words":        {frozenCase(), dana, with(PartyClient, "content_hash", HashContent("x")), ReasonInvalid},
		"with a dot":              {frozenCase(), dana, with(PartyClient, "strokes", `{"w":9,"h":9,"strokes":[[[1,1,0]]]}`), ReasonInvalid},
		"with a picture":          {frozenCase(), dana, with(PartyClient, "strokes", "data:image/png;base64,AA"), ReasonInvalid},
		"under another name":      {frozenCase(), dana, with(PartyClient, "name", "Somebody Else"), ReasonInvalid},
		"for another person":      {frozenCase(), dana, with(PartyClient, "person", "person:q"), ReasonInvalid},
		"as a third party":        {frozenCase(), dana, with("witness"), ReasonInvalid},
		"client named as worker":  {frozenCase(), dana, with(PartyWorker, "person", "person:p", "name", "Maria Alder"), ReasonInvalid},
		"on nothing":              {frozenCase(), dana, with(PartyClient, "contract", "zzz"), ReasonInvalid},
		"by one who may not look": {frozenCase(), Actor{ID: "eve", Role: RoleCaseworker}, with(PartyClient), ReasonNotYours},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got := Refuse(c.file, c.actor, Write{Record: "new", Kind: KindSignature, Create: true, Values: c.values})
			if got != c.want {
				t.Errorf("Refuse = %q, want %q", got, c.want)
			}
		})
	}
	file := signedCase()
	for _, write := range []Write{
		{Record: "s-client", Kind: KindSignature, Values: map[string]string{"name": "x"}},
		{Record: "s-client", Kind: KindSignature, Remove: true},
		{Record: "w", Kind: KindWithdrawal, Create: true, Values: map[string]string{"contract": "k", "reason": "more_time"}},
	} {
		if got := Refuse(file, dana, write); got != ReasonAppendOnly && got != ReasonFrozen {
			t.Errorf("%+v: Refuse = %q, want it kept apart", write, got)
		}
	}
}
