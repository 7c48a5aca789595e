package casework

import (
	"encoding/json"
	"strings"
)

// Changed since both signed: the plan as it stood when a contract was frozen,
// held against the plan as it is now, for every contract in force.

// PlanContentField keeps the plan as it stood when a contract was frozen. It is no
// part of what is signed: the plan mark in the signed words says whether it is the
// plan of that moment.
const PlanContentField = "plan_content"

// InForce lists the contracts that both are bound by now: signed, not superseded,
// and not at their end.
func InForce(file *File) []*Record {
	var list []*Record
	for _, contract := range file.Of(KindContract) {
		if Holds(file, contract) && !Ended(file, contract) {
			list = append(list, contract)
		}
	}
	return list
}

// SignedPlan is the plan that a contract was frozen beside. An older contract keeps
// none, and one that is not the plan which the signed words mark is none.
func SignedPlan(contract *Record, content ContractContent) (plan PlanContent, ok bool) {
	kept := contract.Get(PlanContentField)
	if kept == "" || json.Unmarshal([]byte(kept), &plan) != nil {
		return PlanContent{}, false
	}
	return plan, PlanMark(plan.File()) == content.PlanMark
}

// Since is what the plan says otherwise than when one contract was frozen.
type Since struct {
	Contract *Record
	Content  ContractContent
	Was, Is  PlanContent
	Changes  []PlanChange   // words that differ, parts that came or went
	Closed   []PlanChange   // beside these, only their end differs: done, reached, put aside
	Untold   bool           // it differs, and an older contract cannot say where
	Ending   []EndingChange // when the work ends
}

// Any reports whether the plan says anything otherwise; that something came to its
// end is what was agreed.
func (s Since) Any() bool { return len(s.Changes)+len(s.Ending) > 0 || s.Untold }

// EndingChange is an ending that is told otherwise elsewhere by now: in the draft of
// the next version, or as the case's planned end.
type EndingChange struct {
	Field   string // of the contract
	Was, Is string
	Draft   bool
}

// SinceSigned compares a signed contract with the plan as it is now. What another
// contract in force holds is neither new nor changed for this one.
func SinceSigned(file *File, contract *Record, is PlanContent) (Since, error) {
	content, err := ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return Since{}, err
	}
	since := Since{Contract: contract, Content: content, Is: is, Ending: endings(file, contract, content)}
	moved := content.PlanMark != PlanMark(file)
	if !moved && len(since.Ending) == 0 { // the usual case, on every page of the plan
		return since, nil
	}
	was, kept := SignedPlan(contract, content)
	if !kept {
		since.Untold = moved
		return since, nil
	}
	since.Was = was
	items, parts := heldElsewhere(file, contract)
	for _, item := range content.Items {
		delete(items, item.Action)
	}
	changes, _ := was.Changes(since.Is)
	for _, change := range changes {
		if items[change.ID] || change.Was == nil && parts[change.ID] {
			continue
		}
		said, closed := agreedFields(change)
		switch {
		case change.Was == nil || change.Is == nil || len(said) > 0:
			change.Fields = append(said, closed...)
			since.Changes = append(since.Changes, change)
		case len(closed) > 0:
			change.Fields = closed
			since.Closed = append(since.Closed, change)
		}
	}
	return since, nil
}

// heldElsewhere are the actions that other contracts in force hold as items, and all
// parts of the plans beside which they were frozen.
func heldElsewhere(file *File, contract *Record) (items, parts map[string]bool) {
	items, parts = map[string]bool{}, map[string]bool{}
	for _, other := range InForce(file) {
		if other == contract {
			continue
		}
		content, err := ThawContract(other.Get("content"), other.Get("content_hash"))
		if err != nil {
			continue
		}
		for _, item := range content.Items {
			items[item.Action] = true
		}
		plan, _ := SignedPlan(other, content)
		for _, part := range plan.Parts {
			parts[part.ID] = true
		}
	}
	return items, parts
}

// agreedFields parts the fields that say what was agreed from those that say that it
// came to its end. Progress on the way is neither.
func agreedFields(change PlanChange) (said, closed []string) {
	for _, name := range change.Fields {
		switch {
		case name == "done" || name == "status":
			closed = append(closed, name)
		case !planSilent[name]:
			said = append(said, name)
		}
	}
	return said, closed
}

// endings are where the end of the work is told otherwise than it was signed.
func endings(file *File, contract *Record, content ContractContent) []EndingChange {
	var list []EndingChange
	add := func(field, was, is string, draft bool) {
		if strings.TrimSpace(was) != strings.TrimSpace(is) {
			list = append(list, EndingChange{Field: field, Was: was, Is: is, Draft: draft})
		}
	}
	if head := file.Head(); head != nil && content.EndsOn != "" && head.Get("planned_end") != "" {
		add("ends_on", content.EndsOn, head.Get("planned_end"), false)
	}
	for _, next := range file.Of(KindContract) {
		if state := StateOf(file, next); next.Get("supersedes") == contract.ID && (state == ContractDraft || state == ContractFrozen) {
			add("ends_when", content.EndsWhen, next.Get("ends_when"), true)
			add("ends_on", content.EndsOn, next.Get("ends_on"), true)
		}
	}
	return list
}
