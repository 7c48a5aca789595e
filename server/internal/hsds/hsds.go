// Package hsds reads and writes directories in the Human Services Data
// Specification (HSDS 3, Open Referral), as JSON and as CSV tables in a zip.
//
// A service is kept as the nested object of the specification, with whatever its
// maker added: what we have no field for comes out again as it came in.
package hsds

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// object is a JSON object; numbers are json.Number.
type object = map[string]any

// Service is one service of a file, with all that belongs to it nested.
type Service struct {
	ID     string // UUID of the entry
	Source object
	Line   int
}

// Refusal is a row, or a part of one, that was not taken over.
type Refusal struct {
	File   string // of a zip; ""
	Line   int
	Code   string // one of the words after "hsds." in the catalogue
	Detail string // the field, kind or value that is meant
}

// Import is what a file holds.
type Import struct {
	Services []Service
	Refused  []Refusal
}

// FileError says why a whole file is refused; Code is a word of the catalogue.
type FileError struct {
	Code string
	Line int
}

func (e *FileError) Error() string { return "hsds: " + e.Code + " on line " + strconv.Itoa(e.Line) }

// Limits of a file.
const (
	MaxBytes    = 24 << 20 // as it comes, and each table unpacked
	maxServices = 50_000
	maxUnpacked = 128 << 20
)

// kind describes one table of the specification.
type kind struct {
	table    string // name of its CSV file
	required []string
	keyed    []string // required in tables only, where nesting does not say it
	numbers  []string
	choices  map[string][]string
	lists    []relation // parts of which there are many
	ones     []relation // what it names
}

// relation leads from a kind to another: by the part's column for lists, by its
// own column for what it names.
type relation struct{ field, kind, column string }

var (
	days   = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}
	places = []string{"physical", "postal", "virtual"}
)

// kinds follow the table schemas of the specification.
var kinds = map[string]kind{
	"service": {
		table: "services", required: []string{"id", "name", "status"}, keyed: []string{"organization_id"}, numbers: []string{"minimum_age", "maximum_age"},
		choices: map[string][]string{"status": {"active", "inactive", "defunct", "temporarily closed"}},
		lists: []relation{
			{"phones", "phone", "service_id"}, {"schedules", "schedule", "service_id"}, {"service_areas", "service_area", "service_id"},
			{"service_at_locations", "service_at_location", "service_id"}, {"languages", "language", "service_id"}, {"funding", "funding", "service_id"},
			{"cost_options", "cost_option", "service_id"}, {"required_documents", "required_document", "service_id"}, {"contacts", "contact", "service_id"},
		},
		ones: []relation{{"organization", "organization", "organization_id"}, {"program", "program", "program_id"}},
	},
	"organization": {
		table: "organizations", required: []string{"id", "name", "description"}, numbers: []string{"year_incorporated"},
		lists: []relation{
			{"funding", "funding", "organization_id"}, {"contacts", "contact", "organization_id"}, {"phones", "phone", "organization_id"},
			{"locations", "location", "organization_id"}, {"programs", "program", "organization_id"}, {"organization_identifiers", "organization_identifier", "organization_id"},
		},
	},
	"location": {
		table: "locations", required: []string{"id", "location_type"}, numbers: []string{"latitude", "longitude"}, choices: map[string][]string{"location_type": places},
		lists: []relation{
			{"languages", "language", "location_id"}, {"addresses", "address", "location_id"}, {"contacts", "contact", "location_id"},
			{"accessibility", "accessibility", "location_id"}, {"phones", "phone", "location_id"}, {"schedules", "schedule", "location_id"},
		},
	},
	"service_at_location": {
		table: "service_at_location", required: []string{"id"}, keyed: []string{"service_id", "location_id"},
		lists: []relation{{"contacts", "contact", "service_at_location_id"}, {"phones", "phone", "service_at_location_id"}, {"schedules", "schedule", "service_at_location_id"}},
		ones:  []relation{{"location", "location", "location_id"}},
	},
	"address": {table: "addresses", required: []string{"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"}, choices: map[string][]string{"address_type": places}},
	"phone": {
		table: "phones", required: []string{"id", "number"}, numbers: []string{"extension"}, lists: []relation{{"languages", "language", "phone_id"}},
	},
	"schedule": {
		table: "schedules", required: []string{"id"}, numbers: []string{"timezone", "count", "interval"},
		choices: map[string][]string{"wkst": days, "freq": {"WEEKLY", "MONTHLY"}},
	},
	"contact":                 {table: "contacts", required: []string{"id"}, lists: []relation{{"phones", "phone", "contact_id"}}},
	"language":                {table: "languages", required: []string{"id"}},
	"program":                 {table: "programs", required: []string{"id", "name", "description"}, keyed: []string{"organization_id"}},
	"service_area":            {table: "service_areas", required: []string{"id"}},
	"funding":                 {table: "funding", required: []string{"id"}},
	"cost_option":             {table: "cost_options", required: []string{"id"}, keyed: []string{"service_id"}, numbers: []string{"amount"}},
	"required_document":       {table: "required_documents", required: []string{"id"}},
	"accessibility":           {table: "accessibility", required: []string{"id"}},
	"organization_identifier": {table: "organization_identifiers", required: []string{"id", "identifier_type", "identifier"}},
	"attribute": {
		table: "attributes", required: []string{"id"}, keyed: []string{"link_id", "taxonomy_term_id", "link_entity"},
		ones: []relation{{"taxonomy_term", "taxonomy_term", "taxonomy_term_id"}},
	},
	"taxonomy_term": {table: "taxonomy_terms", required: []string{"id", "name", "description"}, ones: []relation{{"taxonomy_detail", "taxonomy", "taxonomy_id"}}},
	"taxonomy":      {table: "taxonomies", required: []string{"id", "name", "description"}},
	"metadata": {
		table: "metadata", required: []string{"id", "last_action_date", "last_action_type", "field_name", "previous_value", "replacement_value", "updated_by"},
		keyed: []string{"resource_id", "resource_type"},
	},
}

// kindOfTable is the kind whose table has this file name, "" for none.
func kindOfTable(file string) string {
	for name, k := range kinds {
		if file == k.table+".csv" {
			return name
		}
	}
	return ""
}

// Every kind may carry these two.
var (
	attributes = relation{"attributes", "attribute", "link_id"}
	metadata   = relation{"metadata", "metadata", "resource_id"}
)

// listsOf are the lists of a kind, those that every kind has included.
func listsOf(name string) []relation {
	list := kinds[name].lists
	if name != "attribute" && name != "metadata" {
		list = append(slices.Clone(list), attributes)
	}
	if name != "metadata" {
		list = append(slices.Clone(list), metadata)
	}
	return list
}

// check says what is wrong with the fields of one row, "" if nothing is.
func check(name string, row object, inTable bool) (code, detail string) {
	k := kinds[name]
	required := k.required
	if inTable {
		required = append(slices.Clone(required), k.keyed...)
	}
	for _, field := range required {
		if value, there := row[field]; !there || value == nil || value == "" && field == "id" || inTable && value == "" {
			return "missing", field
		}
	}
	for field, value := range row {
		switch {
		case value == nil || isPart(name, field):
		case slices.Contains(k.numbers, field):
			if _, number := value.(json.Number); !number {
				return "no_number", field
			}
		case len(k.choices[field]) > 0:
			if text, _ := value.(string); text != "" && !slices.Contains(k.choices[field], text) || !isText(value) {
				return "no_choice", field
			}
		case slices.Contains(required, field) && !isText(value):
			return "no_text", field
		}
	}
	if id, _ := row["id"].(string); len(id) > 200 || strings.ContainsFunc(id, func(r rune) bool { return r < ' ' }) {
		return "no_id", "id"
	}
	return checkPlace(name, row)
}

// noDegrees is the one fault that leaves its row: the place without its point.
const noDegrees = "no_degrees"

// unplace takes the point of a place away.
func unplace(location object) {
	delete(location, "latitude")
	delete(location, "longitude")
}

// checkPlace refuses degrees that the earth does not have: a place put wrongly
// on the map leads a family to the wrong door. Its address still leads there.
func checkPlace(name string, row object) (code, detail string) {
	for _, field := range []string{"latitude", "longitude"} {
		number, there := row[field].(json.Number)
		most := 90.0
		if field == "longitude" {
			most = 180
		}
		if degrees, err := number.Float64(); name == "location" && there && (err != nil || degrees > most || degrees < -most) {
			return noDegrees, field
		}
	}
	return "", ""
}

func isText(value any) bool { _, ok := value.(string); return ok }

func isPart(name, field string) bool {
	named := func(r relation) bool { return r.field == field }
	return slices.ContainsFunc(listsOf(name), named) || slices.ContainsFunc(kinds[name].ones, named)
}

// idSpace is where ids are made in that a file or an entry does not have.
var idSpace = uuid.MustParse("3d1f7a0e-9c55-5a34-8c1e-2f6f1b7f3c11")

// madeID is an id that is always the same for the same names.
func madeID(parts ...string) string {
	return uuid.NewSHA1(idSpace, []byte(strings.Join(parts, "\x00"))).String()
}

// EntryID is the id that an entry has for a service's own.
func EntryID(id string) string {
	if parsed, err := uuid.Parse(id); err == nil {
		return parsed.String()
	}
	return madeID("service", id)
}

// text is a field as text, "" where there is none.
func text(o object, field string) string {
	switch value := o[field].(type) {
	case string:
		return strings.TrimSpace(value)
	case json.Number:
		return value.String()
	case nil:
		return ""
	default:
		return fmt.Sprint(value)
	}
}

// part is a nested object, nil where there is none.
func part(o object, field string) object { p, _ := o[field].(object); return p }

// parts are the objects of a nested list.
func parts(o object, field string) []object {
	list, _ := o[field].([]any)
	var found []object
	for _, one := range list {
		if p, ok := one.(object); ok {
			found = append(found, p)
		}
	}
	return found
}

func setParts(o object, field string, list []object) {
	if len(list) == 0 {
		delete(o, field)
		return
	}
	all := make([]any, len(list))
	for i := range list {
		all[i] = list[i]
	}
	o[field] = all
}
