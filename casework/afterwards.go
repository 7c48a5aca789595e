package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Afterwards: what became of a contract since both signed it. What was signed
// never changes; the plan goes on living, and this compares the two.

// actionSays are the fields in which an action says who does what, and how.
var actionSays = []string{"type", "what", "who", "by_when", "where", "how", "if_not"}

// ActionMark is a SHA-256 over what an action says now: who does what, by when,
// where and how, but not how far it is. Signed items keep it, so that "changed
// since you both signed" is a comparison, item by item, and not a guess about
// clocks. An action that is not there has no mark.
func ActionMark(action *Record) string {
	if action == nil || action.Kind != KindAction {
		return ""
	}
	hash := sha256.New()
	for _, name := range actionSays {
		value := action.Get(name)
		hash.Write([]byte(strconv.Itoa(len(value)) + ":" + value))
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// ItemState is what became of a signed item in the plan.
type ItemState string

// The states of a signed item. Whether it is done is told apart from them.
const (
	ItemSame    ItemState = "same"    // the plan still says it, or never did
	ItemChanged ItemState = "changed" // the plan says it otherwise now
	ItemRemoved ItemState = "removed" // the plan no longer says it
)

// ItemNow is one signed item with what became of it.
type ItemNow struct {
	Place     int // in the signed list, from 1
	Item      ContractContentItem
	Action    *Record // the plan's action; nil where there is none, or no longer
	State     ItemState
	Done      bool
	DoneOn    string
	Fulfilled []*Record // what was ticked off against the contract
}

// ItemsNow says what became of every item of a contract, in the signed order.
func ItemsNow(file *File, contract *Record, content ContractContent) []ItemNow {
	ticked := map[string][]*Record{}
	for _, record := range file.Of(KindFulfilled) {
		if record.Get("contract") == contract.ID {
			ticked[record.Get("item")] = append(ticked[record.Get("item")], record)
		}
	}
	items := make([]ItemNow, len(content.Items))
	for i, item := range content.Items {
		items[i] = itemNow(file, item, i+1, ticked[strconv.Itoa(i+1)])
	}
	return items
}

func itemNow(file *File, item ContractContentItem, place int, ticked []*Record) ItemNow {
	now := ItemNow{Place: place, Item: item, State: ItemSame, Fulfilled: ticked}
	for _, record := range ticked {
		if record.Get("done") != "" {
			now.Done, now.DoneOn = true, max(now.DoneOn, record.Get("done_on"))
		}
	}
	action := file.Record(item.Action)
	switch {
	case action == nil || action.Kind != KindAction:
		return now
	case action.Removed != nil:
		now.State = ItemRemoved
		return now
	case item.Mark != "" && item.Mark != ActionMark(action):
		now.State = ItemChanged
	}
	now.Action = action
	if action.Get("done") != "" {
		now.Done, now.DoneOn = true, max(now.DoneOn, action.Get("done_on"))
	}
	return now
}

// NotSigned lists the actions that the plan holds now and the contract does not:
// neither agreed on, nor left out on purpose, nor done before it was made.
func NotSigned(file *File, contract *Record, content ContractContent) []*Record {
	known := map[string]bool{}
	for _, item := range content.Items {
		known[item.Action] = true
	}
	for _, record := range file.Records { // hidden ones too: they were left out
		if record.Kind == KindContractItem && record.Get("contract") == contract.ID {
			known[record.Get("action")] = true
		}
	}
	made := max(content.Frozen, contract.Get("frozen_at"))
	var list []*Record
	for _, action := range file.Of(KindAction) {
		before := action.Get("done") != "" && (action.Get("done_on") == "" || len(made) >= 10 && action.Get("done_on") <= made[:10])
		if !known[action.ID] && !before {
			list = append(list, action)
		}
	}
	return list
}

// SupersededBy returns the contract that took the place of this one: the first
// that names it and that both have signed. Nil while there is none.
func SupersededBy(file *File, contract *Record) *Record {
	for _, later := range file.Of(KindContract) {
		if later.Get("supersedes") == contract.ID && later.ID != contract.ID && StateOf(file, later) == ContractSigned {
			return later
		}
	}
	return nil
}

// Holds reports whether the contract is what both agreed on now: signed, and not
// superseded by a later one.
func Holds(file *File, contract *Record) bool {
	return StateOf(file, contract) == ContractSigned && SupersededBy(file, contract) == nil
}

// Ended reports whether everything that a contract in force asks for is done,
// so that the work may have come to its end.
func Ended(file *File, contract *Record) bool {
	if !Holds(file, contract) {
		return false
	}
	content, err := ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil || len(content.Items) == 0 {
		return false
	}
	for _, item := range ItemsNow(file, contract, content) {
		if !item.Done {
			return false
		}
	}
	return true
}

// refuseFulfilled takes a tick only against an item of a contract that both
// have signed.
func refuseFulfilled(file *File, write Write) Reason {
	contract := file.Record(write.Values["contract"])
	if contract == nil || StateOf(file, contract) != ContractSigned {
		return ReasonInvalid
	}
	content, err := ThawContract(contract.Get("content"), contract.Get("content_hash"))
	place, _ := strconv.Atoi(write.Values["item"])
	if err != nil || place < 1 || place > len(content.Items) {
		return ReasonInvalid
	}
	return ReasonNone
}

// refuseAfterwards are the rules of what is made once two people have agreed.
func refuseAfterwards(file *File, write Write) Reason {
	switch {
	case !write.Create:
	case write.Kind == KindPlanVersion:
		return refusePlanVersion(file, write)
	case write.Kind == KindFulfilled:
		return refuseFulfilled(file, write)
	}
	return ReasonNone
}
