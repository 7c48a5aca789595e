package casework

import (
	"slices"
	"strconv"
	"strings"
)

// Practice is how an agency works: what its roles may promise, how long its
// services last, the templates of its plans and contracts, and its own rules of
// wording. It is one document, changed as a whole; each change is a new version.
//
// Formats only grow: new fields are added at the end with omitempty.
type Practice struct {
	Version   int               `json:"version"` // 0: the default
	Roles     []PracticeRole    `json:"roles"`
	Frames    []TimeFrame       `json:"frames"`
	Templates []Template        `json:"templates"`
	Rules     []WordingRule     `json:"rules,omitempty"`  // the agency's own, beside ours
	Staff     map[string]string `json:"staff,omitempty"`  // role id by id of the member of staff
	Policy    *PolicyPack       `json:"policy,omitempty"` // the agency's copy of a policy pack
}

// PolicyPack is the pack that the agency works by: its own copy, or the one of
// the state whose practice guide Doorstep follows.
func (p *Practice) PolicyPack() PolicyPack {
	if p.Policy == nil {
		return MichiganPack()
	}
	return *p.Policy
}

// PracticeRole is what somebody is to the client, and where that work ends.
type PracticeRole struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Beyond  []string `json:"beyond,omitempty"`  // phrases that promise what the role cannot do
	Instead string   `json:"instead,omitempty"` // what can be promised in this role
	// Unless are phrases with which a promise is within the role after all: to
	// look for somebody who does it.
	Unless []string `json:"unless,omitempty"`
}

// TimeFrame is how long a kind of service lasts.
type TimeFrame struct {
	Service string `json:"service"` // one of ServiceTypes
	Days    int    `json:"days"`
}

// Template is the form of the agency's case plan or contract.
type Template struct {
	ID        string     `json:"id"`
	Version   int        `json:"version"` // grows with every change of this template
	Kind      string     `json:"kind"`    // TemplatePlan or TemplateContract
	Language  string     `json:"language"`
	Title     string     `json:"title"`
	Intro     string     `json:"intro,omitempty"`
	Standing  []Standing `json:"standing,omitempty"`
	Consent   string     `json:"consent,omitempty"` // the sentence agreeing to sign on the screen
	PaperOnly bool       `json:"paper_only,omitempty"`
	// Headings stand above the parts of a plan, by PlanSheetParts, or of a contract,
	// by ContractParts, and are the template's own words around what is said, by
	// PlanLabels or ContractSentences; what is not here is ours.
	Headings map[string]string `json:"headings,omitempty"`
}

// ContractParts are the parts of a contract that have a heading, in the order in
// which they stand there.
var ContractParts = []string{"about", "items", "ends", "reach", "if_changes", "consent"}

// PlanSheetParts are the parts of a plan on paper, in the order in which they stand.
var PlanSheetParts = []string{"goals", "strengths", "barriers", "issues", "doing"}

// OwnWords names the headings and sentences that a template of a kind may have
// instead of ours.
func OwnWords(kind string) []string {
	names, sentences := slices.Clone(ContractParts), ContractSentences
	if kind == TemplatePlan {
		names, sentences = slices.Clone(PlanSheetParts), PlanLabels
	}
	for _, sentence := range sentences {
		names = append(names, sentence.Name)
	}
	return names
}

// ContractSentence is one of the sentences that stand around what is agreed.
type ContractSentence struct {
	Name   string
	Places []string // what it must name, as "{day}"
}

// ContractSentences are those sentences, in the order in which they stand.
var ContractSentences = []ContractSentence{
	{"between", []string{"client", "worker", "agency"}}, {"supersedes", []string{"day"}}, {"starts", []string{"day"}},
	{"who", []string{"who"}}, {"by", []string{"day"}}, {"if_not", []string{"then"}}, {"ends_by", []string{"day"}},
	{"no_day", nil}, {"signatures", nil}, {"role_client", nil}, {"role_worker", nil}, {"signed", []string{"role", "name", "day"}},
	{"signed_when", []string{"moment"}}, {"sign_here", nil}, {"sign_day", nil}, {"sign_witness", nil},
}

// PlanLabels are the words of ours that stand on a plan on paper: what is said of
// the sheet, and the names of what each part says. A template can have its own.
var PlanLabels = []ContractSentence{
	{"plan_for", []string{"names", "agency"}}, {"plan_now", []string{"day"}}, {"plan_last", []string{"number", "day"}},
	{"plan_agreed", []string{"number", "day", "mark"}}, {"plan_none", nil}, {"plan_done", nil}, {"plan_by", []string{"day"}},
	{"plan_type_referral", nil}, {"plan_type_advice", nil}, {"plan_type_service", nil}, {"plan_type_task", nil},
	{"plan_who", nil}, {"plan_by_when", nil}, {"plan_where", nil}, {"plan_how", nil}, {"plan_if_not", nil}, {"plan_share", nil},
	{"plan_goal", nil}, {"plan_barriers", nil}, {"plan_strengths", nil}, {"plan_state", nil}, {"plan_wording", nil}, {"plan_status", nil},
	{"plan_service", nil}, {"plan_measure", nil}, {"plan_reach", nil}, {"plan_matters", nil}, {"plan_goals", nil}, {"plan_details", nil},
}

// Whole reports whether words in the place of this sentence name all that it must.
func (s ContractSentence) Whole(text string) bool {
	for _, place := range s.Places {
		if !strings.Contains(text, "{"+place+"}") {
			return false
		}
	}
	return true
}

// Standing is a paragraph that stands in every paper made from a template.
type Standing struct {
	Heading string `json:"heading"`
	Text    string `json:"text"`
}

// What a template is for.
const (
	TemplatePlan     = "plan"
	TemplateContract = "contract"
)

// Ref names the template in this version, as records carry it: "standard@3".
func (t Template) Ref() string { return t.ID + "@" + strconv.Itoa(t.Version) }

// RoleOf returns the role that a member of staff has, nil where none is set.
func (p *Practice) RoleOf(staff string) *PracticeRole {
	for i := range p.Roles {
		if p.Roles[i].ID == p.Staff[staff] {
			return &p.Roles[i]
		}
	}
	return nil
}

// Days returns how long the agency's service of this kind lasts, 0 where that
// is not set.
func (p *Practice) Days(service string) int {
	for _, frame := range p.Frames {
		if frame.Service == service {
			return frame.Days
		}
	}
	return 0
}

// TemplatesFor lists the templates of a kind.
func (p *Practice) TemplatesFor(kind string) []Template {
	var list []Template
	for _, template := range p.Templates {
		if template.Kind == kind {
			list = append(list, template)
		}
	}
	return list
}

// Template returns the template of a kind that ref ("standard@3", or
// "standard") names, in the version that is valid now. Where it is gone, or
// none is named, it is the first of that kind, and at the last our own.
func (p *Practice) Template(kind, ref string) Template {
	id, _, _ := strings.Cut(ref, "@")
	list := append(p.TemplatesFor(kind), DefaultPractice().TemplatesFor(kind)...)
	for _, template := range list {
		if template.ID == id {
			return template
		}
	}
	return list[0]
}

// Oversteps returns the words of the text that promise what the role cannot do,
// as they were written; "" if there are none.
func (r *PracticeRole) Oversteps(text string) string {
	if r == nil {
		return ""
	}
	for _, sentence := range Sentences(text) {
		if at := firstPhrase(sentence, r.Beyond); at != "" && firstPhrase(sentence, r.Unless) == "" {
			return at
		}
	}
	return ""
}
