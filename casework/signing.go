package casework

import (
	"strings"
	"time"
)

// Rules of contracts and signatures: what signing has frozen stays exactly as
// it is, on the tablet and at the office alike.

// refuseFrozen keeps a contract whose signing started exactly as it is: the
// contract, its items, and its signatures (one a party, over the frozen words).
func refuseFrozen(file *File, actor Actor, write Write, record *Record) Reason {
	contractID := ""
	switch write.Kind {
	case KindContract:
		contractID = write.Record
	case KindContractItem, KindSignature, KindWithdrawal, KindCountersign:
		contractID = write.Values["contract"]
		if record != nil {
			contractID = record.Get("contract")
		}
	default:
		return ReasonNone
	}
	contract := file.Record(contractID)
	if contract == nil {
		return refuseNewContract(write)
	}
	state := StateOf(file, contract)
	switch write.Kind {
	case KindContract:
		return refuseContract(file, actor, write, state, record)
	case KindContractItem:
		return refuseItem(file, write, state, record)
	case KindSignature:
		return refuseSignature(file, actor, write, contract, state)
	case KindCountersign:
		return refuseCountersign(file, actor, write, contract)
	case KindWithdrawal:
		return refuseWithdrawal(write, state)
	}
	return ReasonNone
}

// freezing are the fields that start signing: set together, once, and never
// when the contract is made.
var freezing = []string{"content", "content_hash", "frozen_at"}

func refuseNewContract(write Write) Reason {
	if write.Kind != KindContract || !write.Create {
		return ReasonInvalid
	}
	for _, field := range freezing {
		if write.Values[field] != "" {
			return ReasonInvalid
		}
	}
	return ReasonNone
}

func refuseContract(file *File, actor Actor, write Write, state ContractState, record *Record) Reason {
	if state != ContractDraft {
		return unlessSame(write, record)
	}
	given := 0
	for _, field := range freezing {
		if write.Values[field] != "" {
			given++
		}
	}
	switch {
	case given == 0:
		return ReasonNone
	case given < len(freezing):
		return ReasonInvalid
	}
	content, err := ThawContract(write.Values["content"], write.Values["content_hash"])
	if err != nil || content.Case != file.Case || content.Contract != write.Record || content.Check() != nil {
		return ReasonInvalid
	}
	if _, err := time.Parse(time.RFC3339Nano, content.Frozen); err != nil || content.Format < 1 || content.Format > ContractFormat {
		return ReasonInvalid // no paper could ever be drawn of it
	}
	if !namesClient(file, write.of(record, "client"), content.Client, write.Seen) ||
		actor.ID == write.of(record, "worker") && actor.Name != content.Worker { // of others the rules know no name {
		return ReasonInvalid
	}
	return ReasonNone
}

// ContractFormat is the format in which contracts are frozen now. Those frozen in
// an older one stay as they are, and so do their papers, byte for byte.
const ContractFormat = 3

// namesClient reports whether the words name the person whom the contract is
// with. A name that was changed since the author looked says nothing about what
// it was then: the words keep the name they were frozen with.
func namesClient(file *File, person, name string, seen int64) bool {
	client := file.Record(person)
	if client == nil {
		return false
	}
	if client.Get("name") == name {
		return true
	}
	for _, open := range client.Open("name") {
		if open.Text == name {
			return true
		}
	}
	changed, edited := client.Changed["name"]
	return edited && changed.Seq > seen
}

// of is what the field holds after the write.
func (w Write) of(record *Record, field string) string {
	if value, set := w.Values[field]; set {
		return value
	}
	return record.Get(field)
}

// refuseItem keeps the items of a frozen contract, and keeps a draft's item
// from moving into one.
func refuseItem(file *File, write Write, state ContractState, record *Record) Reason {
	if state != ContractDraft {
		return unlessSame(write, record)
	}
	if target := file.Record(write.Values["contract"]); target != nil && Frozen(target) {
		return ReasonFrozen
	}
	return ReasonNone
}

// unlessSame lets one thing through after freezing: closing an open version by
// keeping the words (or the record) that stand, which changes no word of it.
func unlessSame(write Write, record *Record) Reason {
	if record == nil || write.Create || write.Remove || len(write.Values) == 0 && !write.Keep {
		return ReasonFrozen
	}
	for field, value := range write.Values {
		if stands, written := record.Fields[field]; !written || stands != value {
			return ReasonFrozen
		}
	}
	return ReasonNone
}

// refuseSignature takes one signature a party, whole in its own way of signing,
// over the frozen words, by the person whom those words name. The worker's own signature can
// only be written by that worker.
func refuseSignature(file *File, actor Actor, write Write, contract *Record, state ContractState) Reason {
	party := write.Values["party"]
	if state != ContractFrozen || SignaturesOf(file, contract)[party] != nil {
		return ReasonFrozen
	}
	content, err := ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || write.Values["content_hash"] != contract.Get("content_hash") {
		return ReasonInvalid
	}
	name, person := content.Signer(contract, party)
	if write.Values["name"] != name || write.Values["person"] != person {
		return ReasonInvalid
	}
	if CheckMethod(write.Values, name) != nil || content.PaperOnly && write.Values["method"] != MethodPaper {
		return ReasonInvalid
	}
	if party == PartyWorker && actor.ID != contract.Get("worker") {
		return ReasonNotYours
	}
	return refuseEvidence(file, actor, write.Values)
}

// The parties of a contract.
const (
	PartyClient = "client"
	PartyWorker = "worker"
)

// Signer returns who signs for a party: the name in the frozen words and the
// reference that the signature record carries.
func (c ContractContent) Signer(contract *Record, party string) (name, person string) {
	if party == PartyWorker {
		return c.Worker, "staff:" + contract.Get("worker")
	}
	return c.Client, "person:" + contract.Get("client")
}

// Check says what is missing before the words can be signed, or nil: an item
// that somebody will do, when the work ends, and both names.
func (c ContractContent) Check() *Problem {
	switch {
	case strings.TrimSpace(c.EndsWhen) == "":
		return &Problem{Code: Empty, Field: "ends_when"}
	case len(c.Items) == 0:
		return &Problem{Code: Incomplete, Field: "items"}
	case strings.TrimSpace(c.Client) == "":
		return &Problem{Code: Empty, Field: "client"}
	case strings.TrimSpace(c.Worker) == "":
		return &Problem{Code: Empty, Field: "worker"}
	}
	for _, item := range c.Items {
		if strings.TrimSpace(item.Words) == "" {
			return &Problem{Code: Empty, Field: "items"}
		}
	}
	return nil
}
