package casework

import (
	"maps"
	"testing"
)

const inkOfTest = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]]]}`

// Attack 42: what is empty, one dot or too much is asked again; each way of
// signing needs what makes it one, and nothing else.
func TestAttack42EachWayOfSigningIsWhole(t *testing.T) {
	for name, try := range map[string]struct {
		values map[string]string
		wrong  string // the field, "" if it is whole
	}{
		"drawn":                  {map[string]string{"method": "draw", "strokes": inkOfTest}, ""},
		"nothing drawn":          {map[string]string{"method": "draw"}, "strokes"},
		"one dot":                {map[string]string{"method": "draw", "strokes": `{"w":600,"h":240,"strokes":[[[5,5,0]]]}`}, "strokes"},
		"typed":                  {map[string]string{"method": "type", "typed": "  maria   ALDER "}, ""},
		"typed another name":     {map[string]string{"method": "type", "typed": "Maria"}, "typed"},
		"typed nothing":          {map[string]string{"method": "type"}, "typed"},
		"marked":                 {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "Rosa", "witness_strokes": inkOfTest}, ""},
		"marked before two":      {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "Rosa", "witness_strokes": inkOfTest, "witness2": "Ben", "witness2_strokes": inkOfTest}, ""},
		"marked, nobody saw it":  {map[string]string{"method": "mark", "strokes": inkOfTest}, "witness"},
		"marked, own witness":    {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "maria alder", "witness_strokes": inkOfTest}, "witness"},
		"a witness without ink":  {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "Rosa"}, "witness_strokes"},
		"one witness, twice":     {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "Rosa", "witness_strokes": inkOfTest, "witness2": "rosa", "witness2_strokes": inkOfTest}, "witness2"},
		"a second without name":  {map[string]string{"method": "mark", "strokes": inkOfTest, "witness": "Rosa", "witness_strokes": inkOfTest, "witness2_strokes": inkOfTest}, "witness2"},
		"on paper":               {map[string]string{"method": "paper", "attachment": "a"}, ""},
		"on paper, none is here": {map[string]string{"method": "paper"}, "attachment"},
		"another way":            {map[string]string{"method": "nod"}, "method"},
	} {
		problem := CheckMethod(try.values, "Maria Alder")
		switch {
		case problem == nil && try.wrong != "":
			t.Errorf("%s: taken, want a problem with %s", name, try.wrong)
		case problem != nil && problem.Field != try.wrong:
			t.Errorf("%s: problem with %q, want %q", name, problem.Field, try.wrong)
		}
	}
}

func TestSameNameIsKindToCapitalsAndSpaces(t *testing.T) {
	for _, try := range []struct {
		typed string
		want  bool
	}{{"Maria Alder", true}, {" maria alder", true}, {"MARIA  ALDER", true}, {"Maria Alder-Ruiz", false}, {"", false}} {
		if got := SameName(try.typed, "Maria Alder"); got != try.want {
			t.Errorf("%q: %v", try.typed, got)
		}
	}
	if SameName("", "") {
		t.Error("no name is nobody's")
	}
}

// signedFile is a frozen contract with what a signature of it holds.
func signedFile(t *testing.T) (file *File, values map[string]string, worker Actor) {
	t.Helper()
	file = NewFile("c")
	content, hash := ContractContent{
		Format: 1, Case: "c", Contract: "k", Client: "Maria Alder", Worker: "Dana Reed", EndsWhen: "Maria has a lease.",
		Items: []ContractContentItem{{Words: "Look for flats.", Who: "Dana Reed"}}, Frozen: "2026-11-21T10:00:00Z",
	}.Freeze()
	worker = Actor{ID: "dana", Name: "Dana Reed", Role: RoleCaseworker}
	for _, record := range []*Record{
		{ID: "c", Kind: KindCase, Fields: map[string]string{"name": "Alder", "worker": "dana"}},
		{ID: "p", Kind: KindPerson, Fields: map[string]string{"name": "Maria Alder", "role": "mother"}},
		{ID: "k", Kind: KindContract, Fields: map[string]string{"client": "p", "worker": "dana", "content": content, "content_hash": hash}},
	} {
		file.Records[record.ID] = record
	}
	values = map[string]string{
		"contract": "k", "party": "worker", "person": "staff:dana", "name": "Dana Reed", "method": "draw", "strokes": inkOfTest,
		"signed_at": "2026-11-21T10:05:00.000Z", "signed_on": "2026-11-21", "content_hash": hash, "agreed": "yes", "capacity": "worker",
	}
	return file, values, worker
}

func evidenceFor(values map[string]string) Evidence {
	return Evidence{
		Case: "c", Contract: "k", ContentHash: values["content_hash"], Party: values["party"], Person: values["person"], Name: values["name"],
		Method: values["method"], StrokesHash: HashText(values["strokes"]), Capacity: values["capacity"], Agreed: 1, Worker: "dana", DeviceUTC: 1, Seq: 1,
	}
}

// Evidence that speaks of something else does not stand beside a signature, and
// neither does a passkey's answer over anything else (attack 4).
func TestAttack04EvidenceSpeaksOfItsSignature(t *testing.T) {
	file, values, dana := signedFile(t)
	text, hash := evidenceFor(values).Seal()
	other := evidenceFor(values)
	other.StrokesHash = HashText("other lines")
	otherText, otherHash := other.Seal()
	try := func(changes map[string]string) Reason {
		all := maps.Clone(values)
		maps.Copy(all, changes)
		return Refuse(file, dana, Write{Record: "s", Kind: KindSignature, Create: true, Values: all})
	}
	for name, c := range map[string]struct {
		changes map[string]string
		want    Reason
	}{
		"without evidence, as before":  {nil, ReasonNone},
		"with its own":                 {map[string]string{"evidence": text, "evidence_hash": hash}, ReasonNone},
		"with the passkey":             {map[string]string{"evidence": text, "evidence_hash": hash, "assertion": assertionOver(Challenge(hash), "webauthn.get", 5)}, ReasonNone},
		"of other lines":               {map[string]string{"evidence": otherText, "evidence_hash": otherHash}, ReasonInvalid},
		"another hash":                 {map[string]string{"evidence": text, "evidence_hash": otherHash}, ReasonInvalid},
		"a login's assertion":          {map[string]string{"evidence": text, "evidence_hash": hash, "assertion": assertionOver("bG9naW4", "webauthn.get", 5)}, ReasonInvalid},
		"other evidence's assertion":   {map[string]string{"evidence": text, "evidence_hash": hash, "assertion": assertionOver(Challenge(otherHash), "webauthn.get", 5)}, ReasonInvalid},
		"an assertion and no evidence": {map[string]string{"assertion": assertionOver(Challenge(hash), "webauthn.get", 5)}, ReasonInvalid},
	} {
		if got := try(c.changes); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A tablet without a passkey seals with its own key; the passkey comes later,
// once, from the worker, over the same evidence.
func TestCountersignComesOnce(t *testing.T) {
	file, values, dana := signedFile(t)
	text, hash := evidenceFor(values).Seal()
	values["evidence"], values["evidence_hash"], values["device_seal"] = text, hash, "sealed"
	if reason := Refuse(file, dana, Write{Record: "s", Kind: KindSignature, Create: true, Values: values}); reason != ReasonNone {
		t.Fatalf("the sealed signature: %q", reason)
	}
	file.Records["s"] = &Record{ID: "s", Kind: KindSignature, Fields: values}
	if !AwaitsPasskey(file, file.Record("s")) {
		t.Error("it does not wait for the passkey")
	}
	sam := Actor{ID: "sam", Name: "Sam", Role: RoleSupervisor}
	write := func(changes map[string]string) Write {
		all := map[string]string{"contract": "k", "signature": "s", "evidence_hash": hash, "assertion": assertionOver(Challenge(hash), "webauthn.get", 5)}
		maps.Copy(all, changes)
		return Write{Record: "x", Kind: KindCountersign, Create: true, Values: all}
	}
	for name, c := range map[string]struct {
		actor   Actor
		changes map[string]string
		want    Reason
	}{
		"somebody else":    {sam, nil, ReasonNotYours},
		"a login's answer": {dana, map[string]string{"assertion": assertionOver("bG9naW4", "webauthn.get", 5)}, ReasonInvalid},
		"other evidence":   {dana, map[string]string{"evidence_hash": HashText("x")}, ReasonInvalid},
		"the worker":       {dana, nil, ReasonNone},
	} {
		if got := Refuse(file, c.actor, write(c.changes)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	file.Records["x"] = &Record{ID: "x", Kind: KindCountersign, Fields: write(nil).Values}
	if got := Refuse(file, dana, Write{Record: "y", Kind: KindCountersign, Create: true, Values: write(nil).Values}); got != ReasonFrozen {
		t.Errorf("a second one: %q", got)
	}
	if AwaitsPasskey(file, file.Record("s")) {
		t.Error("it still waits")
	}
}

func TestWithdrawalThenWhatHappensNext(t *testing.T) {
	file, _, dana := signedFile(t)
	write := func(values map[string]string) Reason {
		values["contract"] = "k"
		return Refuse(file, dana, Write{Record: "w2", Kind: KindWithdrawal, Create: true, Values: values})
	}
	next := map[string]string{"reason": ReasonFollowUp, "follow_up": "Talk again on Friday"}
	if got := write(maps.Clone(next)); got == ReasonNone {
		t.Error("what happens next came before the decline")
	}
	decline := map[string]string{"reason": "more_time", "party": "client", "words": "I want to ask my sister first."}
	if got := write(maps.Clone(decline)); got != ReasonNone {
		t.Errorf("decline: %q", got)
	}
	file.Records["w"] = &Record{ID: "w", Kind: KindWithdrawal, Fields: map[string]string{"contract": "k", "reason": "more_time"}}
	if got := write(maps.Clone(next)); got != ReasonNone {
		t.Errorf("what happens next: %q", got)
	}
	if got := write(maps.Clone(decline)); got != ReasonFrozen {
		t.Errorf("a second decline: %q", got)
	}
}
