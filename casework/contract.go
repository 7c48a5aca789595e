package casework

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"
	"strconv"
	"strings"
)

// ContractContent is exactly what both people sign: the canonical content of a
// contract. Its JSON bytes are frozen when signing starts, hashed with SHA-256,
// and never change; page, paper and PDF are drawn from them.
//
// Formats only grow: new fields are added at the end with omitempty.
type ContractContent struct {
	Format   int                   `json:"format"` // 1; 2 with what stands last; 3 whose paper says its language
	Agency   string                `json:"agency"`
	Case     string                `json:"case"` // case id
	Contract string                `json:"contract"`
	Title    string                `json:"title"`
	Client   string                `json:"client"` // the client's name as on papers
	Worker   string                `json:"worker"`
	About    string                `json:"about,omitempty"`
	Items    []ContractContentItem `json:"items"`
	EndsWhen string                `json:"ends_when"`
	EndsOn   string                `json:"ends_on,omitempty"` // calendar date
	Consent  string                `json:"consent"`           // the sentence agreeing to sign on the screen
	Frozen   string                `json:"frozen"`            // UTC, RFC 3339
	PlanMark string                `json:"plan_mark"`         // see PlanMark

	// Since format 2. What the template says is written out: a later version of
	// it changes no contract.
	Template     string     `json:"template,omitempty"`  // id and version, "standard@3"
	Language     string     `json:"language,omitempty"`  // of the words that are signed
	Intro        string     `json:"intro,omitempty"`     // of the template
	StartsOn     string     `json:"starts_on,omitempty"` // calendar date
	Reach        string     `json:"reach,omitempty"`
	IfChanges    string     `json:"if_changes,omitempty"`
	Standing     []Standing `json:"standing,omitempty"`      // of the template
	PaperOnly    bool       `json:"paper_only,omitempty"`    // signed with ink, never on a screen
	Supersedes   string     `json:"supersedes,omitempty"`    // id of the contract whose place it takes
	SupersedesOn string     `json:"supersedes_on,omitempty"` // the day on which that one was signed
	// Headings are the template's own, by ContractParts and ContractSentences.
	Headings map[string]string `json:"headings,omitempty"`
}

// ContractContentItem is one agreed action in plain words.
type ContractContentItem struct {
	Words  string `json:"words"`
	Who    string `json:"who"` // the name of the one responsible person
	ByWhen string `json:"by_when,omitempty"`
	Action string `json:"action,omitempty"` // id of the plan's action that it was made from
	Mark   string `json:"mark,omitempty"`   // what that action said, see ActionMark
	IfNot  string `json:"if_not,omitempty"` // what happens if it cannot be had
}

// PaperLanguage is the language that the paper of a contract says it is in. Papers
// of earlier formats said English of every contract, and keep their bytes.
func (c ContractContent) PaperLanguage() string {
	if c.Format < 3 {
		return ""
	}
	return c.Language
}

// Freeze returns the canonical bytes of the content and their SHA-256 in hex.
func (c ContractContent) Freeze() (content, hash string) {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		panic("casework: contract content always encodes: " + err.Error())
	}
	content = strings.TrimSuffix(text.String(), "\n")
	return content, HashContent(content)
}

// HashContent returns the SHA-256 of the canonical content, in hex.
func HashContent(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// ThawContract reads frozen content back. The content must still have the hash
// it was frozen with; otherwise the error is Immutable.
func ThawContract(content, hash string) (ContractContent, error) {
	var thawed ContractContent
	if HashContent(content) != hash {
		return thawed, Fail(Immutable)
	}
	err := json.Unmarshal([]byte(content), &thawed)
	return thawed, err
}

// Frozen reports whether signing of the contract has started, after which
// nothing about it can change.
func Frozen(contract *Record) bool { return contract.Get("content_hash") != "" }

// ContractState is where a contract stands.
type ContractState string

// The states of a contract.
const (
	ContractDraft     ContractState = "draft"     // wording can still change
	ContractFrozen    ContractState = "frozen"    // signing has started
	ContractSigned    ContractState = "signed"    // both have signed
	ContractWithdrawn ContractState = "withdrawn" // put aside before both signed
)

// StateOf tells where the contract stands. A signature counts only if it was
// made over the very content that is frozen.
func StateOf(file *File, contract *Record) ContractState {
	if !Frozen(contract) {
		return ContractDraft
	}
	if len(SignaturesOf(file, contract)) >= len(Parties) {
		return ContractSigned
	}
	for _, withdrawal := range file.Of(KindWithdrawal) {
		if withdrawal.Get("contract") == contract.ID {
			return ContractWithdrawn
		}
	}
	return ContractFrozen
}

// SignaturesOf returns the first valid signature of each party.
func SignaturesOf(file *File, contract *Record) map[string]*Record {
	signed := map[string]*Record{}
	for _, signature := range file.Of(KindSignature) {
		if signature.Get("contract") != contract.ID || signature.Get("content_hash") != contract.Get("content_hash") {
			continue
		}
		if party := signature.Get("party"); signed[party] == nil {
			signed[party] = signature
		}
	}
	return signed
}

// ItemsOf lists the items of a contract in their order.
func ItemsOf(file *File, contract string) []*Record {
	var items []*Record
	for _, item := range file.Of(KindContractItem) {
		if item.Get("contract") == contract {
			items = append(items, item)
		}
	}
	place := func(r *Record) int { n, _ := strconv.Atoi(r.Get("place")); return n }
	sort.SliceStable(items, func(i, j int) bool { return place(items[i]) < place(items[j]) })
	return items
}

// planKinds are the records whose change makes a plan differ from what was signed.
var planKinds = []Kind{KindGoal, KindBarrier, KindStrength, KindIssue, KindAction}

// planSilent are fields whose change is progress, not a change of what was agreed.
var planSilent = map[string]bool{
	"done": true, "done_on": true, "state": true, "status": true, "aside": true, "source": true, "passage": true, "own_hand": true,
	"efforts": true, // what it counts as for the court
}

// PlanMark is a SHA-256 over what the plan says now: goals, barriers,
// strengths, issues and actions, but not ticks. A contract keeps the mark of
// the plan it was made from, so that "changed since you both signed" is a
// comparison and not a guess about clocks.
func PlanMark(file *File) string {
	hash := sha256.New()
	for _, kind := range planKinds {
		for _, record := range file.Of(kind) {
			names := make([]string, 0, len(record.Fields))
			for name, value := range record.Fields {
				if !planSilent[name] && value != "" {
					names = append(names, name)
				}
			}
			sort.Strings(names)
			for _, name := range names {
				for _, part := range []string{record.ID, name, record.Fields[name]} {
					hash.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
				}
			}
		}
	}
	return hex.EncodeToString(hash.Sum(nil))
}
