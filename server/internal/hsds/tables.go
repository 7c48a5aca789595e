package hsds

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// row is one line of a table.
type row struct {
	kind   string
	file   string
	line   int
	fields object
	named  bool // a row that was taken names it
}

// tables are the rows of a zip: by kind and id, and by the column that leads to
// what they are part of.
type tables struct {
	read   Import
	byID   map[string]map[string]*row
	order  map[string][]*row
	partOf map[string][]*row // by kind, column and id
}

func readTables(content []byte) (Import, error) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return Import{}, &FileError{Code: "no_zip"}
	}
	t := newTables()
	left := int64(maxUnpacked)
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		for _, file := range archive.File {
			if base := strings.ToLower(path.Base(file.Name)); base != kinds[name].table+".csv" || strings.Contains(file.Name, "__MACOSX") {
				continue
			}
			opened, err := file.Open()
			if err != nil {
				return Import{}, &FileError{Code: "no_zip"}
			}
			text, err := io.ReadAll(io.LimitReader(opened, min(left, MaxBytes)+1))
			if err != nil {
				return Import{}, &FileError{Code: "no_zip"}
			}
			if left -= int64(len(text)); left < 0 || len(text) > MaxBytes {
				return Import{}, &FileError{Code: "too_large"}
			}
			if err := t.table(name, path.Base(file.Name), text); err != nil {
				return Import{}, err
			}
		}
	}
	return t.end()
}

func newTables() *tables {
	return &tables{byID: map[string]map[string]*row{}, order: map[string][]*row{}, partOf: map[string][]*row{}}
}

// begin makes room for the rows of a table.
func (t *tables) begin(kind string) {
	if t.byID[kind] == nil {
		t.byID[kind] = map[string]*row{}
	}
}

// end nests the rows of all tables.
func (t *tables) end() (Import, error) {
	if t.byID["service"] == nil {
		return Import{}, &FileError{Code: "no_services"}
	}
	t.assemble()
	if len(t.read.Services) > maxServices {
		return Import{}, &FileError{Code: "too_many"}
	}
	sort.SliceStable(t.read.Refused, func(i, j int) bool {
		a, b := t.read.Refused[i], t.read.Refused[j]
		return a.File < b.File || a.File == b.File && a.Line < b.Line
	})
	return t.read, nil
}

// table reads one table. A row that cannot be read is refused; the next one is
// read on.
func (t *tables) table(name, file string, text []byte) error {
	if !utf8.Valid(text) {
		return &FileError{Code: "no_utf8", Line: 1}
	}
	t.begin(name)
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))))
	reader.FieldsPerRecord = -1
	head, err := reader.Read()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return nil
		}
		return &FileError{Code: "no_table", Line: 1}
	}
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(head[i]))
	}
	for {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			var wrong *csv.ParseError
			if !errors.As(err, &wrong) {
				return &FileError{Code: "no_table", Line: 1}
			}
			t.refuse(&row{file: file, line: wrong.StartLine}, "no_row", "")
			continue
		}
		line, _ := reader.FieldPos(0)
		t.row(&row{kind: name, file: file, line: line}, head, record)
	}
}

func (t *tables) row(r *row, head, record []string) {
	if len(record) != len(head) {
		t.refuse(r, "columns", "")
		return
	}
	r.fields = object{}
	for i, value := range record {
		if value = strings.TrimSpace(value); value == "" || head[i] == "" {
			continue
		}
		if slices.Contains(kinds[r.kind].numbers, head[i]) && json.Valid([]byte(value)) {
			r.fields[head[i]] = json.Number(value)
			continue
		}
		r.fields[head[i]] = value
	}
	t.take(r)
}

// take takes a row whose fields are read.
func (t *tables) take(r *row) {
	if code, detail := check(r.kind, r.fields, true); code != "" {
		t.refuse(r, code, r.kind+"."+detail)
		if code != noDegrees {
			return
		}
		unplace(r.fields)
	}
	id := text(r.fields, "id")
	if t.byID[r.kind][id] != nil {
		t.refuse(r, "twice", id)
		return
	}
	t.byID[r.kind][id] = r
	t.order[r.kind] = append(t.order[r.kind], r)
}

func (t *tables) refuse(r *row, code, detail string) {
	t.read.Refused = append(t.read.Refused, Refusal{File: r.file, Line: r.line, Code: code, Detail: detail})
}

// assemble nests what belongs together, and refuses what leads nowhere.
func (t *tables) assemble() {
	for name, rows := range t.order {
		for _, r := range rows {
			for _, column := range partColumns[name] {
				if id := text(r.fields, column); id != "" {
					key := name + " " + column + " " + id
					t.partOf[key] = append(t.partOf[key], r)
				}
			}
		}
	}
	var services []*row
	for _, r := range t.order["service"] {
		if id := text(r.fields, "organization_id"); t.byID["organization"][id] == nil {
			t.refuse(r, "no_organization", id)
			continue
		}
		services = append(services, r)
		t.byID["organization"][text(r.fields, "organization_id")].named = true
		t.name("program", r, "program_id")
		for _, at := range t.partOf["service_at_location service_id "+text(r.fields, "id")] {
			if id := text(at.fields, "location_id"); t.byID["location"][id] == nil {
				t.refuse(at, "no_location", id)
			}
			t.name("location", at, "location_id")
		}
	}
	for _, r := range services {
		t.read.Services = append(t.read.Services, Service{ID: EntryID(text(r.fields, "id")), Source: t.nest(r, ""), Line: r.line})
	}
	for _, r := range t.order["organization"] {
		if !r.named {
			t.refuse(r, "no_service", text(r.fields, "name"))
		}
	}
}

func (t *tables) name(kind string, r *row, column string) {
	if named := t.byID[kind][text(r.fields, column)]; named != nil {
		named.named = true
	}
}

// partColumns are the columns by which a kind says what it is part of.
var partColumns = func() map[string][]string {
	columns := map[string][]string{attributes.kind: {attributes.column}, metadata.kind: {metadata.column}}
	for _, k := range kinds {
		for _, rel := range k.lists {
			if !slices.Contains(columns[rel.kind], rel.column) {
				columns[rel.kind] = append(columns[rel.kind], rel.column)
			}
		}
	}
	return columns
}()

// nest builds the object of a row. The column by which it was found is left out:
// where it stands says the same.
func (t *tables) nest(r *row, by string) object {
	o := maps.Clone(r.fields)
	if by != "" {
		delete(o, by)
	}
	id := text(r.fields, "id")
	for _, rel := range listsOf(r.kind) {
		var list []object
		for _, child := range t.partOf[rel.kind+" "+rel.column+" "+id] {
			// The places and programs of an organisation that its services name
			// stand there already, and would be repeated with each service.
			if r.kind == "organization" && (rel.kind == "location" || rel.kind == "program") && child.named {
				continue
			}
			list = append(list, t.nest(child, rel.column))
		}
		setParts(o, rel.field, list)
	}
	for _, rel := range kinds[r.kind].ones {
		if one := t.byID[rel.kind][text(r.fields, rel.column)]; one != nil {
			o[rel.field] = t.nest(one, "")
			delete(o, rel.column)
		}
	}
	return o
}
