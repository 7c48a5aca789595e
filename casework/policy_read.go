package casework

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// PackFault is what is wrong with a policy pack: its line in the text, and
// what. Code is one of the words after "pack." in the catalogue.
type PackFault struct {
	Line int
	Code string
	What string // the rule, field or word that is meant
}

// Limits of a pack.
const (
	maxPackRules = 300
	maxPackBytes = 256 << 10
	maxPackDays  = 3660
)

var packSure = []string{"sure", "high", "medium", "low", "agency"}

var packWho = []string{"", "worker", "supervisor", "worker_and_supervisor"}

// ReadPack reads a policy pack from its text. A pack with faults is not used:
// every fault names the line that it stands on.
func ReadPack(text string) (PolicyPack, []PackFault) {
	var pack PolicyPack
	if len(text) > maxPackBytes {
		return pack, []PackFault{{1, "too_long", ""}}
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&pack); err != nil {
		return pack, []PackFault{jsonFault(text, err)}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return pack, []PackFault{{lineAt(text, decoder.InputOffset()), "not_json", ""}}
	}
	var faults []PackFault
	fault := func(line int, code, what string) { faults = append(faults, PackFault{line, code, what}) }
	if strings.TrimSpace(pack.Name) == "" {
		fault(1, "no_name", "")
	}
	for _, day := range pack.Holidays {
		if _, ok := parseDay(day); !ok {
			fault(lineOf(text, strconv.Quote(day), 0), "no_date", day)
		}
	}
	if len(pack.Rules) > maxPackRules {
		fault(1, "too_many", strconv.Itoa(maxPackRules))
	}
	lines := ruleLines(text, pack)
	ids := map[string]bool{}
	for i, rule := range pack.Rules {
		for _, wrong := range rule.faults() {
			fault(lines[i], wrong.Code, wrong.What)
		}
		if ids[rule.ID] {
			fault(lines[i], "twice", rule.ID)
		}
		ids[rule.ID] = true
	}
	for i, rule := range pack.Rules {
		if id, follows := cutRule(rule.From); follows {
			switch {
			case !ids[id]:
				fault(lines[i], "no_rule", id)
			case pack.circles(rule.ID):
				fault(lines[i], "cycle", rule.ID)
			}
		}
	}
	return pack, faults
}

func jsonFault(text string, err error) PackFault {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return PackFault{lineAt(text, syntax.Offset), "not_json", ""}
	case errors.As(err, &wrong):
		return PackFault{lineAt(text, wrong.Offset), "wrong_type", wrong.Field}
	}
	if _, name, unknown := strings.Cut(err.Error(), "unknown field "); unknown {
		return PackFault{lineOf(text, name, 0), "unknown_field", strings.Trim(name, `"`)}
	}
	return PackFault{lineAt(text, int64(len(text))), "not_json", ""} // it ends too soon
}

func lineAt(text string, offset int64) int {
	return 1 + strings.Count(text[:min(int(offset), len(text))], "\n")
}

func lineOf(text, part string, from int) int {
	at := strings.Index(text[from:], part)
	if at < 0 {
		return 1
	}
	return lineAt(text, int64(from+at))
}

// ruleLines finds the line on which each rule names itself.
func ruleLines(text string, pack PolicyPack) []int {
	lines := make([]int, len(pack.Rules))
	from := max(strings.Index(text, `"rules"`), 0)
	for i, rule := range pack.Rules {
		quoted := strconv.Quote(rule.ID)
		lines[i] = lineOf(text, quoted, from)
		if at := strings.Index(text[from:], quoted); at >= 0 {
			from += at + len(quoted)
		}
	}
	return lines
}

func (r PolicyRule) faults() []PackFault {
	var faults []PackFault
	fault := func(code, what string) { faults = append(faults, PackFault{Code: code, What: what}) }
	if strings.TrimSpace(r.ID) == "" || strings.ContainsAny(r.ID, " \n\t") {
		fault("no_id", r.ID)
	}
	if strings.TrimSpace(r.Name) == "" {
		fault("no_rule_name", r.ID)
	}
	if strings.TrimSpace(r.Citation) == "" {
		fault("no_citation", r.ID)
	}
	if _, follows := cutRule(r.From); !follows && !contains(KnownEvents, r.From) {
		fault("no_event", r.From)
	}
	if r.Done != "" && !contains(KnownEvents, r.Done) {
		fault("no_event", r.Done)
	}
	if !contains(packSure, r.Sure) {
		fault("not_sure", r.Sure)
	}
	if !contains(packWho, r.Who) {
		fault("no_who", r.Who)
	}
	if r.Effective != "" {
		if _, ok := parseDay(r.Effective); !ok {
			fault("no_date", r.Effective)
		}
	}
	return append(faults, r.numberFaults()...)
}

func (r PolicyRule) numberFaults() []PackFault {
	ways := 0
	for _, n := range []int{r.Days, r.Months, r.WorkingDays, r.Every, r.EveryMonths, r.Monthly} {
		if n != 0 {
			ways++
		}
		if n > maxPackDays || n < -maxPackDays {
			return []PackFault{{Code: "too_far", What: strconv.Itoa(n)}}
		}
	}
	switch {
	case ways > 1:
		return []PackFault{{Code: "two_ways", What: r.ID}}
	case r.WorkingDays < 0 || r.Every < 0 || r.EveryMonths < 0 || r.Monthly < 0 || r.Count < 0 || r.Grace < 0 || r.AfterDays < 0 || r.UntilDays < 0:
		return []PackFault{{Code: "negative", What: r.ID}}
	case r.Monthly > 0 && r.Done == "", r.Every+r.EveryMonths > 0 && r.Done == "":
		return []PackFault{{Code: "no_answer", What: r.ID}}
	case r.Weight < 0 || r.Weight > 3:
		return []PackFault{{Code: "weight", What: strconv.Itoa(r.Weight)}}
	}
	return nil
}

// circles reports whether a rule waits, by way of others, for itself.
func (p PolicyPack) circles(id string) bool {
	from := map[string]string{}
	for _, rule := range p.Rules {
		if next, follows := cutRule(rule.From); follows {
			from[rule.ID] = next
		}
	}
	at := id
	for range p.Rules {
		next, follows := from[at]
		if !follows {
			return false
		}
		if at = next; at == id {
			return true
		}
	}
	return true // a circle that does not lead through this rule
}
