package casework

import (
	"encoding/json"
	"sort"
	"strconv"
	"strings"
)

// PlanContent is the plan as two people agreed on it on a day: what every part
// said, whole, with the names as they were. Its canonical JSON is kept in a
// plan_version record and never changes; the plan itself goes on living.
//
// Formats only grow: new fields are added at the end with omitempty.
type PlanContent struct {
	Format int               `json:"format"` // 1
	Case   string            `json:"case"`
	Names  map[string]string `json:"names,omitempty"` // "person:<id>" or "staff:<id>" to the name
	Parts  []PlanPart        `json:"parts"`           // goals, barriers, strengths, issues, actions
}

// PlanPart is one goal, barrier, strength, issue or action.
type PlanPart struct {
	Kind   Kind              `json:"kind"`
	ID     string            `json:"id"`
	Fields map[string]string `json:"f"`
}

// planContentFormat is the one format of an agreed plan so far.
const planContentFormat = 1

// planUnsaid are fields that say nothing of the plan to its readers: where
// words came from, and hints that were put aside.
var planUnsaid = map[string]bool{"aside": true, "source": true, "passage": true, "own_hand": true}

// PlanOf draws the plan as it stands now. staffName knows the agency's people.
// The same plan always gives the same content.
func PlanOf(file *File, staffName func(id string) string) PlanContent {
	content := PlanContent{Format: planContentFormat, Case: file.Case, Names: map[string]string{}, Parts: []PlanPart{}}
	for _, kind := range planKinds {
		spec, _ := SpecOf(kind)
		for _, record := range file.Of(kind) {
			part := PlanPart{Kind: kind, ID: record.ID, Fields: map[string]string{}}
			for _, field := range spec.Fields {
				value := record.Get(field.Name)
				if value == "" || planUnsaid[field.Name] {
					continue
				}
				part.Fields[field.Name] = value
				content.nameAll(file, staffName, field, value)
			}
			content.Parts = append(content.Parts, part)
		}
	}
	return content
}

// nameAll keeps the names of the people whom a value refers to.
func (c PlanContent) nameAll(file *File, staffName func(string) string, field Field, value string) {
	for _, id := range strings.Fields(value) {
		person := file.Record(strings.TrimPrefix(id, "person:"))
		switch {
		case person != nil && person.Kind == KindPerson:
			c.Names["person:"+person.ID] = person.Get("name")
		case field.Name == "who" && strings.HasPrefix(id, "staff:"):
			if name := staffName(strings.TrimPrefix(id, "staff:")); name != "" {
				c.Names[id] = name
			}
		}
	}
}

// Freeze returns the canonical bytes of the content and their SHA-256 in hex.
func (c PlanContent) Freeze() (content, hash string) {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(c); err != nil {
		panic("casework: plan content always encodes: " + err.Error())
	}
	content = strings.TrimSuffix(text.String(), "\n")
	return content, HashContent(content)
}

// ThawPlan reads an agreed plan back. It must still have the hash that it was
// agreed with; otherwise the error is Immutable.
func ThawPlan(version *Record) (PlanContent, error) {
	var thawed PlanContent
	content := version.Get("content")
	if HashContent(content) != version.Get("content_hash") {
		return thawed, Fail(Immutable)
	}
	err := json.Unmarshal([]byte(content), &thawed)
	return thawed, err
}

// File holds the agreed plan as a case holds a plan that goes on living, so
// that one page can draw both. People are known by name alone.
func (c PlanContent) File() *File {
	file := NewFile(c.Case)
	for key, name := range c.Names {
		if id, is := strings.CutPrefix(key, "person:"); is {
			file.Records[id] = &Record{ID: id, Kind: KindPerson, Fields: map[string]string{"name": name}}
		}
	}
	for _, part := range c.Parts {
		file.Records[part.ID] = &Record{ID: part.ID, Kind: part.Kind, Fields: part.Fields}
	}
	return file
}

// PlanVersions lists the agreed plans of a case by their numbers. Two tablets
// that agreed at the same time may both have given one number: both stand, in
// the order in which the office got them, those that it does not have yet last.
func PlanVersions(file *File) []*Record {
	list := file.Of(KindPlanVersion)
	sort.SliceStable(list, func(i, j int) bool {
		if a, b := versionNumber(list[i]), versionNumber(list[j]); a != b {
			return a < b
		}
		a, b := list[i].Created.Seq, list[j].Created.Seq
		switch {
		case a > 0 && b > 0:
			return a < b
		case a <= 0 && b <= 0:
			return a > b // the first of what waits is -1
		}
		return a > 0
	})
	return list
}

func versionNumber(version *Record) int {
	number, _ := strconv.Atoi(version.Get("number"))
	return number
}

// NextPlanNumber is the number of the next agreed plan.
func NextPlanNumber(file *File) int {
	last := 0
	for _, record := range file.Records { // also a hidden one keeps its number
		if record.Kind == KindPlanVersion {
			last = max(last, versionNumber(record))
		}
	}
	return last + 1
}

// PlanChange is one part that two plans do not have alike: Was is nil where it
// was added, Is where it was taken out. Fields are those that differ.
type PlanChange struct {
	Kind    Kind
	ID      string
	Was, Is *PlanPart
	Fields  []string
}

// Changes says what became of the plan between c and a later one, by kind and
// in the order of the plan; same counts the parts that stayed as they were.
func (c PlanContent) Changes(later PlanContent) (changes []PlanChange, same int) {
	before, after := c.byID(), later.byID()
	for _, kind := range planKinds {
		for i, part := range later.Parts {
			if part.Kind != kind {
				continue
			}
			change := PlanChange{Kind: kind, ID: part.ID, Is: &later.Parts[i], Was: before[part.ID]}
			if change.Was != nil {
				if change.Fields = differing(*change.Was, part); len(change.Fields) == 0 {
					same++
					continue
				}
			}
			changes = append(changes, change)
		}
		for i, part := range c.Parts {
			if part.Kind == kind && after[part.ID] == nil {
				changes = append(changes, PlanChange{Kind: kind, ID: part.ID, Was: &c.Parts[i]})
			}
		}
	}
	return changes, same
}

func (c PlanContent) byID() map[string]*PlanPart {
	all := make(map[string]*PlanPart, len(c.Parts))
	for i := range c.Parts {
		all[c.Parts[i].ID] = &c.Parts[i]
	}
	return all
}

// differing names the fields that differ, in the order of declaration. The day
// of a tick goes with its tick.
func differing(was, is PlanPart) []string {
	var names []string
	spec, _ := SpecOf(is.Kind)
	for _, field := range spec.Fields {
		if field.Name != "done_on" && was.Fields[field.Name] != is.Fields[field.Name] {
			names = append(names, field.Name)
		}
	}
	return names
}

// refusePlanVersion takes an agreed plan only whole: content of this case that
// can be read, under its own hash.
func refusePlanVersion(file *File, write Write) Reason {
	version := Record{Fields: write.Values}
	content, err := ThawPlan(&version)
	if err != nil || content.Format != planContentFormat || content.Case != file.Case || versionNumber(&version) < 1 {
		return ReasonInvalid
	}
	return ReasonNone
}
