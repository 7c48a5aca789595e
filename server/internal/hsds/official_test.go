package hsds

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"doorstep/casework"
)

// officialEnv names a folder that holds examples/ and schema/ of the
// specification's repository (openreferral/specification). They are no part of
// this project: the tests that read them are run where somebody has them.
const officialEnv = "DOORSTEP_HSDS"

func official(t *testing.T) string {
	t.Helper()
	folder := os.Getenv(officialEnv)
	if folder == "" {
		t.Skipf("%s names no folder with examples and schemas of the specification", officialEnv)
	}
	return folder
}

// field is what the specification says of one field of a table.
type field struct {
	required, keyed bool // in JSON and in tables; in tables only
	number          bool
	choices         []string
}

// specified reads testdata/fields.txt.
func specified(t *testing.T) map[string]map[string]field {
	t.Helper()
	content, err := os.ReadFile("testdata/fields.txt")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string]map[string]field{}
	for line := range strings.Lines(string(content)) {
		table, names, found := strings.Cut(strings.TrimSpace(line), ": ")
		if !found || strings.HasPrefix(line, "#") {
			continue
		}
		tables[table] = map[string]field{}
		for _, word := range strings.Fields(names) {
			var f field
			if name, choices, found := strings.Cut(strings.TrimSuffix(word, ")"), "("); found {
				word, f.choices = name, strings.Split(strings.ReplaceAll(choices, "_", " "), "|")
			}
			name, kind, _ := strings.Cut(word, ":")
			f.number = kind == "number"
			f.required, f.keyed = strings.HasSuffix(name, "*"), strings.HasSuffix(name, "+")
			tables[table][strings.TrimRight(name, "*+")] = f
		}
	}
	return tables
}

// exported is what the agency's own entries and a brought directory give.
func exported(t *testing.T) []map[string]any {
	t.Helper()
	full := casework.Provider{
		ID: "0b7c9c3e-1111-4c55-9a3e-00000000000f", Organization: "Fir Example", Service: "Night bus", About: "Rides at night", Needs: []string{"Rides"}, Hours: "Every night\nNot on holidays",
		Languages: []string{"English", "Arabic"}, Cultural: "c", Evidence: "e", Confidential: "Ask first.", Waiting: "none", Phone: "555-0103", Email: "bus@example.org",
		Web: "https://example.org/bus", Eligible: "Families", Cost: "Free", Closed: true,
		Places: []casework.Place{{Name: "Stop", Address: "2 Example Street", City: "Exampleton", Region: "EX", Postal: "00001", Point: &casework.Coordinates{Lat: 42, Lon: -83}}},
	}
	bare := casework.Provider{ID: "0b7c9c3e-1111-4c55-9a3e-00000000000e", Service: "Quiet room"}
	placed := casework.Provider{ID: "0b7c9c3e-1111-4c55-9a3e-00000000000d", Organization: "Elm", Service: "Visits", Places: []casework.Place{{City: "Exampleton"}}}
	var services []map[string]any
	for _, one := range []casework.Provider{full, bare, placed} {
		services = append(services, Export(one, nil))
	}
	for _, one := range sample(t).Services {
		entry := Entry(one.ID, one.Source)
		entry.Waiting, entry.Confidential, entry.Needs = "A month", "Ask first.", append(entry.Needs, "Rest")
		services = append(services, Export(entry, one.Source))
	}
	return services
}

// TestExportKeepsToTheSpecification: every object and every row has the fields
// that its table demands, of the types that it gives them. What the agency wrote
// itself has no other fields.
func TestExportKeepsToTheSpecification(t *testing.T) {
	tables := specified(t)
	services := exported(t)
	var packed bytes.Buffer
	if err := WriteJSON(&packed, services); err != nil {
		t.Fatal(err)
	}
	var page struct {
		Contents []map[string]any `json:"contents"`
	}
	if err := json.Unmarshal(packed.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	for i, service := range page.Contents {
		checkObject(t, tables, "service", service, i < 3)
	}
	var zipped bytes.Buffer
	if err := WriteTables(&zipped, services); err != nil {
		t.Fatal(err)
	}
	for file, rows := range tablesIn(t, zipped.Bytes()) {
		checkTable(t, tables, file, rows)
	}
}

func checkObject(t *testing.T, tables map[string]map[string]field, name string, o map[string]any, own bool) {
	t.Helper()
	for wanted, f := range tables[name] {
		value, there := o[wanted]
		if text, isText := value.(string); f.required && (!there || isText && text == "") {
			t.Errorf("%s %v has no %s", name, o["id"], wanted)
		}
	}
	for given, value := range o {
		if part := partKind(name, given); part != "" {
			checkPart(t, tables, part, value, own)
			continue
		}
		f, known := tables[name][given]
		switch {
		case known:
			checkValue(t, name+"."+given, f, value)
		case own && !slices.Contains(ownFields, given):
			t.Errorf("%s has %s, which the specification does not know", name, given)
		}
	}
}

// ownFields are beyond the specification: it leaves room for a maker's own.
var ownFields = []string{fieldCultural, fieldEvidence, fieldConfidential, "wait_time"}

func checkPart(t *testing.T, tables map[string]map[string]field, kind string, value any, own bool) {
	t.Helper()
	list, many := value.([]any)
	if !many {
		list = []any{value}
	}
	for _, one := range list {
		object, ok := one.(map[string]any)
		if !ok {
			t.Errorf("a %s is %v", kind, one)
			continue
		}
		checkObject(t, tables, kind, object, own)
	}
}

// partKind is the kind of what stands in a field, "" for a plain value.
func partKind(name, field string) string {
	for _, rel := range append(listsOf(name), kinds[name].ones...) {
		if rel.field == field {
			return rel.kind
		}
	}
	return ""
}

func checkValue(t *testing.T, name string, f field, value any) {
	t.Helper()
	_, number := value.(float64)
	word, _ := value.(string)
	switch {
	case value == nil:
	case number != f.number:
		t.Errorf("%s is %v (%T)", name, value, value)
	case len(f.choices) > 0 && !slices.Contains(f.choices, word) && !strings.HasSuffix(name, "wkst"):
		t.Errorf("%s is %q, not one of %q", name, word, f.choices)
	}
}

func tablesIn(t *testing.T, content []byte) map[string][][]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][][]string{}
	for _, file := range archive.File {
		if !strings.HasSuffix(file.Name, ".csv") {
			continue
		}
		reader, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[file.Name], err = csv.NewReader(reader).ReadAll(); err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
	}
	return all
}

func checkTable(t *testing.T, tables map[string]map[string]field, file string, rows [][]string) {
	t.Helper()
	name := ""
	for kind, k := range kinds {
		if k.table+".csv" == file {
			name = kind
		}
	}
	if len(tables[name]) == 0 {
		t.Errorf("%s is no table of the specification", file)
		return
	}
	for column, f := range tables[name] {
		at := slices.Index(rows[0], column)
		if at < 0 && (f.required || f.keyed) {
			t.Errorf("%s has no column %s", file, column)
		}
		for _, row := range rows[1:] {
			switch {
			case at < 0:
			case (f.required || f.keyed) && row[at] == "":
				t.Errorf("%s: %s is empty", file, column)
			case row[at] != "" && len(f.choices) > 0 && !strings.HasSuffix(column, "wkst") && !slices.Contains(f.choices, row[at]):
				t.Errorf("%s: %s is %q", file, column, row[at])
			}
		}
	}
}

// TestFieldsAreThoseOfTheSpecification compares testdata/fields.txt, and the kinds
// that reading and writing go by, with the official table schema.
func TestFieldsAreThoseOfTheSpecification(t *testing.T) {
	file, err := os.Open(filepath.Join(official(t), "schema/simple/schema.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(row []string, name string) string { return row[slices.Index(rows[0], name)] }
	tables, seen := specified(t), 0
	for _, row := range rows[1:] {
		table, name, kind := column(row, "table_name"), column(row, "name"), column(row, "type")
		if table == "" || kind == "array" || kind == "" { // nesting is the JSON schema's
			continue
		}
		seen++
		f, known := tables[table][name]
		required, keyed := column(row, "constraints_required") == "true", column(row, "constraints_tablular_required") == "true"
		if table+"."+name == "attribute.link_type" { // the JSON schema and its own examples leave it out
			required = false
		}
		if !known || f.required != required || f.keyed != (keyed && !required) || f.number != (kind == "number") || strings.Join(f.choices, ",") != column(row, "enum") {
			t.Errorf("%s.%s is %+v here", table, name, f)
		}
		if k, used := kinds[table]; used && slices.Contains(k.required, name) != required {
			t.Errorf("%s.%s is not required as the specification has it", table, name)
		}
	}
	for _, table := range tables {
		seen -= len(table)
	}
	if seen != 0 {
		t.Errorf("%d fields more in the specification", seen)
	}
}

// loader reads the official schemas. Some that others name are not in the folder:
// they allow anything.
type loader struct{ folder string }

func (l loader) Load(url string) (any, error) {
	file, err := os.Open(filepath.Join(l.folder, filepath.Base(url)))
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]any{}, nil
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return jsonschema.UnmarshalJSON(file)
}

// TestOfficialSchemaTakesTheExport: the specification's own JSON schema.
func TestOfficialSchemaTakesTheExport(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	compiler.AssertFormat()
	compiler.UseLoader(loader{filepath.Join(official(t), "schema")})
	schema, err := compiler.Compile("file:///schema/service.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, service := range exported(t) {
		if EntryID(text(service, "id")) != text(service, "id") { // brought with ids that are no UUID, which stay as they came
			continue
		}
		packed, err := json.Marshal(service)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%v: %v", service["name"], err)
		}
	}
	if err := schema.Validate(map[string]any{"id": "x"}); err == nil {
		t.Error("the schema takes anything")
	}
}

// TestOfficialExamplesAreRead: each example file brings its services, or says why
// it has none, and refuses no row.
func TestOfficialExamplesAreRead(t *testing.T) {
	folder := filepath.Join(official(t), "examples")
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		imported, err := Read(content)
		if want, hasServices := officialServices[filepath.Base(name)]; len(imported.Services) != want || hasServices && (err != nil || !onlyDegrees(imported)) {
			t.Errorf("%s: %d services, refused: %s, %v", filepath.Base(name), len(imported.Services), refusals(imported), err)
		}
		if want := officialServices[filepath.Base(name)]; want == 0 && err == nil && len(imported.Refused) == 0 {
			t.Errorf("%s brings nothing and says nothing", filepath.Base(name))
		}
		for _, service := range imported.Services {
			entry := Entry(service.ID, service.Source)
			if entry.Service == "" || entry.Organization == "" {
				t.Errorf("%s: the entry is %+v", filepath.Base(name), entry)
			}
			if strings.HasPrefix(filepath.Base(name), "service_at_location") && len(entry.Places) != 1 {
				t.Errorf("%s: %d places", filepath.Base(name), len(entry.Places))
			}
		}
	}
	tables := map[string]string{}
	for _, name := range mustGlob(t, filepath.Join(folder, "csv", "*")) {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tables[filepath.Base(name)] = string(content)
	}
	imported := read(t, zipped(t, tables))
	if len(imported.Services) != 1 || !onlyDegrees(imported) || len(Entry("s", imported.Services[0].Source).Places) != 1 {
		t.Errorf("tables: %d services, refused: %s", len(imported.Services), refusals(imported))
	}
}

// officialServices is how many services each example holds; the others hold none.
var officialServices = map[string]int{
	"organization_full.json": 1, "service_full.json": 1, "service_list.json": 1, "service_at_location_full.json": 1, "service_at_location_list.json": 1, "tabular.json": 1,
}

// onlyDegrees: the examples put a place at 100 degrees north, which is none.
func onlyDegrees(i Import) bool {
	return !slices.ContainsFunc(i.Refused, func(r Refusal) bool { return r.Code != noDegrees })
}

func mustGlob(t *testing.T, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	return names
}
