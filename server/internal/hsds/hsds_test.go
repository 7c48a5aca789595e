package hsds

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"
	"testing"

	"doorstep/casework"
)

func sample(t *testing.T) Import {
	t.Helper()
	content, err := os.ReadFile("testdata/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, content)
}

func read(t *testing.T, content []byte) Import {
	t.Helper()
	imported, err := Read(content)
	if err != nil {
		t.Fatal(err)
	}
	return imported
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for name, text := range files {
		w, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func refusals(i Import) string {
	var list []string
	for _, one := range i.Refused {
		list = append(list, strings.TrimPrefix(fmt.Sprintf("%s:%d %s %s", one.File, one.Line, one.Code, one.Detail), ":"))
	}
	return strings.Join(list, "\n")
}

func TestReadJSON(t *testing.T) {
	imported := sample(t)
	want := "41 missing service.status\n42 missing phone.number\n42 no_degrees location.latitude"
	if got := refusals(imported); got != want {
		t.Errorf("refused:\n%s\nwant:\n%s", got, want)
	}
	if len(imported.Services) != 2 {
		t.Fatalf("%d services", len(imported.Services))
	}
	got := Entry(imported.Services[0].ID, imported.Services[0].Source)
	wanted := casework.Provider{
		ID: "0b7c9c3e-1111-4c55-9a3e-000000000001", Organization: "Oak House Example", Service: "Parenting class", About: "Ten evenings for parents.",
		Needs: []string{"Parenting"}, Languages: []string{"Spanish"}, Hours: "Tue, Thu 18:00–20:00", Cultural: "Works with interpreters", Waiting: "Two weeks",
		Eligible: "Parents of children under twelve", Cost: "Free", Phone: "555-0100", Web: "https://example.org/parents",
		Places: []casework.Place{{Name: "Oak House", Address: "1 Example Street", City: "Exampleton", Region: "EX", Postal: "00001", Point: &casework.Coordinates{Lat: 42.33, Lon: -83.05}}},
	}
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("the entry is\n%+v, want\n%+v", got, wanted)
	}
	elm := imported.Services[1]
	if entry := Entry(elm.ID, elm.Source); !entry.Closed || entry.Phone != "555-0102" || entry.ID == "elm-counselling" || entry.ID != EntryID("elm-counselling") {
		t.Errorf("the second entry is %+v", entry)
	}
}

// TestShapesOfJSON: a list, a page, one service, organisations with services.
func TestShapesOfJSON(t *testing.T) {
	service := `{"id":"s","name":"Class","status":"active","organization":{"id":"o","name":"Oak","description":"d"}}`
	bare := `{"id":"s","name":"Class","status":"active"}`
	organization := `{"id":"o","name":"Oak","description":"d","services":[` + bare + `]}`
	for _, text := range []string{service, "[" + service + "]", `{"contents":[` + service + `]}`, `{"services":[` + service + `]}`,
		organization, "[" + organization + "]", `{"organizations":[` + organization + `]}`, "\ufeff" + service} {
		imported := read(t, []byte(text))
		if len(imported.Services) != 1 || len(imported.Refused) != 0 || Entry("s", imported.Services[0].Source).Organization != "Oak" {
			t.Errorf("%s: %d services, refused %s", text, len(imported.Services), refusals(imported))
		}
	}
	at := func(id string) string {
		return `{"id":"` + id + `","location":{"id":"l` + id + `","location_type":"physical","name":"Place ` + id + `"},"service":` + service + `}`
	}
	for text, want := range map[string]int{at("1"): 1, `{"contents":[` + at("1") + "," + at("2") + "," + at("2") + `]}`: 2} {
		imported := read(t, []byte(text))
		if len(imported.Services) != 1 || len(imported.Refused) != 0 || len(Entry("s", imported.Services[0].Source).Places) != want {
			t.Errorf("%s: %d services, refused %s", text, len(imported.Services), refusals(imported))
		}
	}
	imported := read(t, []byte("{\"organizations.csv\":[{\"id\":\"o\",\"name\":\"Oak\",\"description\":\"d\"}],\n\"services.csv\":[\n{\"id\":\"s\",\"name\":\"Class\",\"status\":\"active\",\"organization_id\":\"o\"},\n{\"id\":\"x\",\"name\":\"Lost\"},\n7]}"))
	if got := refusals(imported); len(imported.Services) != 1 || got != "services.csv:4 missing service.status\nservices.csv:5 no_object " {
		t.Errorf("tables as lists: %d services, refused %s", len(imported.Services), got)
	}
	for text, want := range map[string]string{
		"": "empty 1", "hello": "no_directory 1", "{\"contents\":[\n" + service + ",\n{broken": "no_json 3", `{"a":1}`: "no_directory 1",
		"PK\x03\x04nothing": "no_zip 0", "[\"\xff\"]": "no_utf8 1", "[" + service: "no_json 1",
	} {
		_, err := Read([]byte(text))
		var own *FileError
		if !errors.As(err, &own) || fmt.Sprint(own.Code, " ", own.Line) != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := Read(make([]byte, MaxBytes+1)); err == nil {
		t.Error("a huge file was read")
	}
	if got := refusals(read(t, []byte(`[7,{"id":"o","name":"Oak","description":"d"},`+service+","+service+`]`))); got != "1 no_object \n1 no_service Oak\n1 twice s" {
		t.Errorf("refused: %s", got)
	}
}

func TestReadTables(t *testing.T) {
	imported := read(t, zipped(t, map[string]string{
		"hsds/organizations.csv": "id,name,description\no1,Oak,\"two\nlines\"\no2,Elm,none\n",
		"hsds/services.csv": "\ufeffID,organization_id,name,status,minimum_age\r\ns1,o1,Class,active,18\r\ns2,o9,Lost,active,\r\ns3,o1,Odd,open,\r\n" +
			"s4,o1,Age,active,old\r\ns1,o1,Again,active,\r\ns5,o1,Short,active\r\n",
		"hsds/locations.csv":           "id,location_type,latitude,longitude\nl1,physical,42.5,-83\nl2,physical,91,0\n",
		"hsds/service_at_location.csv": "id,service_id,location_id\na1,s1,l1\na2,s1,l2\na3,s1,l3\n",
		"hsds/phones.csv":              "id,service_id,number\np1,s1,555-0100\n",
	}))
	want := strings.Join([]string{"locations.csv:3 no_degrees location.latitude", "organizations.csv:4 no_service Elm",
		"service_at_location.csv:4 no_location l3", "services.csv:3 no_organization o9", "services.csv:4 no_choice service.status",
		"services.csv:5 no_number service.minimum_age", "services.csv:6 twice s1", "services.csv:7 columns "}, "\n")
	if got := refusals(imported); got != want {
		t.Errorf("refused:\n%s\nwant:\n%s", got, want)
	}
	if len(imported.Services) != 1 {
		t.Fatalf("%d services", len(imported.Services))
	}
	entry := Entry("s1", imported.Services[0].Source)
	if entry.Phone != "555-0100" || len(entry.Places) != 2 || entry.Places[0].Point.Lat != 42.5 || entry.Places[1].Point != nil || entry.Organization != "Oak" {
		t.Errorf("the entry is %+v", entry)
	}
	if _, err := Read(zipped(t, map[string]string{"readme.txt": "nothing"})); err == nil {
		t.Error("a zip without services was read")
	}
}

// TestRoundTrip: what comes out holds the facts that went in, by both forms, and
// what came out of one of them goes through the other.
func TestRoundTrip(t *testing.T) {
	first := sample(t)
	var sources []map[string]any
	for _, s := range first.Services {
		sources = append(sources, Export(Entry(s.ID, s.Source), s.Source))
	}
	var asJSON, asTables bytes.Buffer
	if err := errors.Join(WriteJSON(&asJSON, sources), WriteTables(&asTables, sources)); err != nil {
		t.Fatal(err)
	}
	fromJSON := read(t, asJSON.Bytes())
	if len(fromJSON.Refused) > 0 || !reflect.DeepEqual(sourcesOf(fromJSON), sourcesOf(first)) {
		t.Errorf("by JSON, refused %q:\n%v\nwant\n%v", refusals(fromJSON), sourcesOf(fromJSON), sourcesOf(first))
	}
	fromTables := read(t, asTables.Bytes())
	if len(fromTables.Refused) > 0 {
		t.Errorf("by tables, refused %s", refusals(fromTables))
	}
	for i, s := range fromTables.Services {
		if got, want := Entry(s.ID, s.Source), Entry(first.Services[i].ID, first.Services[i].Source); !reflect.DeepEqual(got, want) {
			t.Errorf("by tables:\n%+v, want\n%+v", got, want)
		}
	}
	for name, want := range tableTexts(t, asTables.Bytes()) {
		var again bytes.Buffer
		if err := WriteTables(&again, sourcesOf(fromTables)); err != nil {
			t.Fatal(err)
		}
		if got := tableTexts(t, again.Bytes())[name]; got != want {
			t.Errorf("%s came out of tables as\n%s\nwant\n%s", name, got, want)
		}
	}
	if text := tableTexts(t, asTables.Bytes())["services.csv"]; !strings.Contains(text, "reviewed_by_example") || !strings.Contains(text, "kept as it came") {
		t.Errorf("a field of the file's maker is gone: %s", text)
	}
}

func sourcesOf(i Import) []map[string]any {
	var list []map[string]any
	for _, s := range i.Services {
		list = append(list, s.Source)
	}
	return list
}

func tableTexts(t *testing.T, content []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, file := range archive.File {
		opened, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(opened)
		if err != nil {
			t.Fatal(err)
		}
		texts[file.Name] = string(text)
	}
	return texts
}

// TestExportOfOwnEntries: what the agency wrote itself conforms too, and comes
// back as it was.
func TestExportOfOwnEntries(t *testing.T) {
	own := casework.Provider{
		ID: "0b7c9c3e-1111-4c55-9a3e-00000000000f", Organization: "Fir Example", Service: "Night bus", Needs: []string{"Rides"}, Hours: "Every night\nNot on holidays",
		Languages: []string{"English", "Arabic"}, Cultural: "c", Evidence: "e", Confidential: "Ask first.", Waiting: "none", Phone: "555-0103", Closed: true,
		Places: []casework.Place{{Name: "Stop", Address: "2 Example Street", City: "Exampleton", Region: "EX", Postal: "00001", Point: &casework.Coordinates{Lat: 42, Lon: -83}}},
	}
	service := Export(own, nil)
	packed, err := json.Marshal([]any{service})
	if err != nil {
		t.Fatal(err)
	}
	back := read(t, packed)
	if len(back.Services) != 1 || len(back.Refused) > 0 {
		t.Fatalf("refused: %s", refusals(back))
	}
	if got := Entry(back.Services[0].ID, back.Services[0].Source); !reflect.DeepEqual(got, own) {
		t.Errorf("came back as\n%+v, want\n%+v", got, own)
	}
}

// TestExportKeepsChanges: what the agency changed comes out, all else as it came.
func TestExportKeepsChanges(t *testing.T) {
	s := sample(t).Services[0]
	entry := Entry(s.ID, s.Source)
	entry.Waiting, entry.Hours, entry.Phone, entry.Needs = "none", "By appointment", "555-0199", []string{"Parenting", "Home visits"}
	entry.Confidential = "Ask first."
	service := Export(entry, s.Source)
	if got := Entry(s.ID, service); !reflect.DeepEqual(got, entry) {
		t.Errorf("came out as\n%+v, want\n%+v", got, entry)
	}
	if text(service, "reviewed_by_example") == "" || len(parts(service, "metadata")) != 1 {
		t.Error("what was not changed is gone")
	}
}

func TestMergeKeepsTheAgencysWords(t *testing.T) {
	before := casework.Provider{ID: "a", Service: "Class", Waiting: "two weeks", Cost: "free", Phone: "1"}
	now, incoming := before, before
	now.Waiting, now.Evidence = "a month, as they told us", "A study"
	incoming.Phone, incoming.Cost = "2", ""
	want := now
	want.Phone, want.Cost = "2", ""
	if got := Merge(before, now, incoming); !reflect.DeepEqual(got, want) {
		t.Errorf("merged %+v, want %+v", got, want)
	}
}

func TestHours(t *testing.T) {
	for want, schedule := range map[string]object{
		"Mon, Wed 09:00–17:00":  {"byday": "MO,WE", "opens_at": "09:00:00", "closes_at": "17:00:00"},
		"1 Mon, -1 Fri 9am":     {"byday": "1MO, -1FR", "opens_at": "9am"},
		"Sat: Not on holidays.": {"byday": "SA", "description": "Not on holidays."},
		"Only by appointment.":  {"description": "Only by appointment."},
		"":                      {},
	} {
		if got := Hours(schedule); got != want {
			t.Errorf("%v is said %q, want %q", schedule, got, want)
		}
	}
}

// TestTenThousandRows: each wrong row of a large file is refused with its line,
// all others are read.
func TestTenThousandRows(t *testing.T) {
	var services strings.Builder
	services.WriteString("id,organization_id,name,status\n")
	bad := 0
	for i := range 10_000 {
		status := "active"
		if i%100 == 99 {
			status, bad = "perhaps", bad+1
		}
		fmt.Fprintf(&services, "s%d,o1,Service %d,%s\n", i, i, status)
	}
	imported := read(t, zipped(t, map[string]string{"organizations.csv": "id,name,description\no1,Oak,d\n", "services.csv": services.String()}))
	if len(imported.Services) != 10_000-bad || len(imported.Refused) != bad || imported.Refused[0].Line != 101 || imported.Refused[1].Line != 201 {
		t.Errorf("%d services, %d refused, first %+v", len(imported.Services), len(imported.Refused), imported.Refused[0])
	}
}
