package casework

import "strings"

// ReasonFollowUp is the reason of a withdrawal that only adds what happens next:
// it is asked of the worker, after the person has put the pen down.
const ReasonFollowUp = "follow_up"

// SameName reports whether a name was typed as it stands on the paper, whatever
// its capitals and spaces.
func SameName(typed, name string) bool {
	plain := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	return plain(name) != "" && strings.EqualFold(plain(typed), plain(name))
}

// CheckMethod says what is missing in what a person gave as their signature, or
// nil. values are those of the signature record; name is the name that they sign
// with. Ways of signing differ in what they need and in nothing else.
func CheckMethod(values map[string]string, name string) *Problem {
	switch values["method"] {
	case MethodDraw:
		return inked("strokes", values)
	case MethodType:
		if !SameName(values["typed"], name) {
			return &Problem{Code: Empty, Field: "typed"}
		}
	case MethodMark:
		if problem := inked("strokes", values); problem != nil {
			return problem
		}
		return CheckWitnesses(values, name)
	case MethodPaper:
		if values["attachment"] == "" {
			return &Problem{Code: Empty, Field: "attachment"}
		}
	default:
		return &Problem{Code: BadChoice, Field: "method"}
	}
	return nil
}

// CheckWitnesses says what is missing of who saw a mark being made: one witness
// at least, with name and ink; the second, where there is one, likewise. Nobody
// is the witness of their own mark.
func CheckWitnesses(values map[string]string, name string) *Problem {
	for _, witness := range []string{"witness", "witness2"} {
		given := values[witness] != "" || values[witness+"_strokes"] != ""
		if witness == "witness2" && !given {
			return nil
		}
		if strings.TrimSpace(values[witness]) == "" {
			return &Problem{Code: Empty, Field: witness}
		}
		if SameName(values[witness], name) || witness == "witness2" && SameName(values[witness], values["witness"]) {
			return &Problem{Code: BadReference, Field: witness}
		}
		if problem := inked(witness+"_strokes", values); problem != nil {
			return problem
		}
	}
	return nil
}

func inked(field string, values map[string]string) *Problem {
	_, problem := ParseStrokes(values[field])
	if problem != nil {
		problem.Field = field
	}
	return problem
}

// matches reports whether the evidence speaks of this signature and no other.
// What the evidence does not repeat (an older build's) cannot differ.
func (e Evidence) matches(file *File, actor Actor, values map[string]string) bool {
	paper := ""
	if attachment := file.Record(values["attachment"]); attachment != nil {
		paper = attachment.Get("sha256")
	}
	agreed := 0
	if values["agreed"] != "" {
		agreed = 1
	}
	for _, pair := range [][2]string{
		{e.Case, file.Case}, {e.Contract, values["contract"]}, {e.ContentHash, values["content_hash"]}, {e.Party, values["party"]},
		{e.Person, values["person"]}, {e.Name, values["name"]}, {e.Method, values["method"]}, {e.Typed, values["typed"]},
		{e.Capacity, values["capacity"]}, {e.Identified, values["identified"]}, {e.Interpreter, values["interpreter"]},
		{e.ReadBy, values["read_by"]}, {e.ReadHow, values["read_how"]}, {e.StrokesHash, HashText(values["strokes"])}, {e.Attachment, paper},
		{e.Witness, values["witness"]}, {e.WitnessHash, HashText(values["witness_strokes"])},
		{e.Witness2, values["witness2"]}, {e.Witness2Hash, HashText(values["witness2_strokes"])}, {e.Worker, actor.ID},
	} {
		if pair[0] != pair[1] {
			return false
		}
	}
	return e.Agreed == agreed && e.DeviceUTC > 0
}

// refuseEvidence keeps evidence that speaks of something else out of the record,
// and an assertion over anything but this evidence.
func refuseEvidence(file *File, actor Actor, values map[string]string) Reason {
	text, hash := values["evidence"], values["evidence_hash"]
	if text == "" && hash == "" && values["assertion"] == "" && values["device_seal"] == "" {
		return ReasonNone // signed before there was evidence
	}
	evidence, ok := EvidenceOf(&Record{Fields: values})
	if !ok || !evidence.matches(file, actor, values) {
		return ReasonInvalid
	}
	if assertion := values["assertion"]; assertion != "" {
		if _, ok := ReadAssertion(assertion, hash); !ok || values["party"] != PartyWorker {
			return ReasonInvalid
		}
	}
	return ReasonNone
}

// refuseCountersign lets the worker's passkey come after the seal of a tablet
// that had none, once, over the same evidence.
func refuseCountersign(file *File, actor Actor, write Write, contract *Record) Reason {
	signature := file.Record(write.Values["signature"])
	if signature == nil || signature.Get("contract") != contract.ID || signature.Get("evidence_hash") != write.Values["evidence_hash"] {
		return ReasonInvalid
	}
	if actor.ID != contract.Get("worker") {
		return ReasonNotYours
	}
	if _, ok := ReadAssertion(write.Values["assertion"], write.Values["evidence_hash"]); !ok {
		return ReasonInvalid
	}
	if !AwaitsPasskey(file, signature) {
		return ReasonFrozen
	}
	return ReasonNone
}

// refuseWithdrawal takes one withdrawal while signing is under way, and
// afterwards only what happens next.
func refuseWithdrawal(write Write, state ContractState) Reason {
	followUp := write.Values["reason"] == ReasonFollowUp
	switch {
	case state == ContractFrozen && !followUp:
		return ReasonNone
	case state == ContractWithdrawn && followUp && strings.TrimSpace(write.Values["follow_up"]) != "":
		return ReasonNone
	case state == ContractFrozen:
		return ReasonInvalid
	}
	return ReasonFrozen
}
