package hsds

import (
	"archive/zip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WriteJSON writes services as one page of a list, nested as the specification
// has them.
func WriteJSON(w io.Writer, services []map[string]any) error {
	if services == nil {
		services = []object{}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(map[string]any{
		"total_items": len(services), "total_pages": 1, "page_number": 1, "size": len(services), "first_page": true, "last_page": true,
		"empty": len(services) == 0, "contents": services,
	})
	if err != nil {
		return fmt.Errorf("hsds: write JSON: %w", err)
	}
	return nil
}

// WriteTables writes services as CSV tables with their description, in a zip.
func WriteTables(w io.Writer, services []map[string]any) error {
	f := flat{rows: map[string]map[string]object{}, ids: map[string][]string{}}
	for _, service := range services {
		f.add("service", service, nil)
	}
	archive := zip.NewWriter(w)
	var resources []any
	for _, name := range slices.Sorted(maps.Keys(f.rows)) {
		columns := f.columns(name)
		file, err := archive.Create(kinds[name].table + ".csv")
		if err != nil {
			return fmt.Errorf("hsds: write tables: %w", err)
		}
		if err := f.write(file, name, columns); err != nil {
			return fmt.Errorf("hsds: write tables: %w", err)
		}
		resources = append(resources, described(name, columns))
	}
	file, err := archive.Create("datapackage.json")
	if err == nil {
		encoder := json.NewEncoder(file)
		encoder.SetIndent("", " ")
		err = encoder.Encode(map[string]any{"name": "human_services_data", "profile": "tabular-data-package", "hsds_version": "3.0", "resources": resources})
	}
	if err == nil {
		err = archive.Close()
	}
	if err != nil {
		return fmt.Errorf("hsds: write tables: %w", err)
	}
	return nil
}

// described says in the words of a data package what a table holds.
func described(name string, columns []string) any {
	k := kinds[name]
	var fields []any
	for _, column := range columns {
		field := map[string]any{"name": column, "type": "string"}
		if slices.Contains(k.numbers, column) {
			field["type"] = "number"
		}
		if slices.Contains(k.required, column) || slices.Contains(k.keyed, column) {
			field["constraints"] = map[string]any{"required": true}
		}
		fields = append(fields, field)
	}
	return map[string]any{
		"name": k.table, "path": k.table + ".csv", "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv",
		"schema": map[string]any{"primaryKey": "id", "fields": fields},
	}
}

// flat are the rows of all tables. What stands in several places is one row.
type flat struct {
	rows map[string]map[string]object
	ids  map[string][]string // in the order in which they came
}

// add takes an object apart. links are the columns that say where it stands.
func (f flat) add(name string, o object, links map[string]string) (id string) {
	if id = text(o, "id"); id == "" {
		return ""
	}
	if f.rows[name] == nil {
		f.rows[name] = map[string]object{}
	}
	there := f.rows[name][id]
	if there == nil {
		there = object{}
		f.rows[name][id] = there
		f.ids[name] = append(f.ids[name], id)
	}
	for field, value := range o {
		if !isPart(name, field) && value != nil {
			there[field] = value
		}
	}
	for column, value := range links {
		if value != "" {
			there[column] = value
		}
	}
	for _, rel := range kinds[name].ones {
		if one := part(o, rel.field); one != nil {
			var links map[string]string
			if rel.kind == "program" {
				links = map[string]string{"organization_id": text(part(o, "organization"), "id")}
			}
			there[rel.column] = f.add(rel.kind, one, links)
		}
	}
	for _, rel := range listsOf(name) {
		for _, child := range parts(o, rel.field) {
			f.add(rel.kind, child, linksTo(name, id, o, rel))
		}
	}
	return id
}

// linksTo are the columns by which a part is found.
func linksTo(name, id string, o object, rel relation) map[string]string {
	links := map[string]string{rel.column: id}
	switch rel.kind {
	case "attribute":
		links["link_entity"] = name
	case "metadata":
		links["resource_type"] = name
	case "program":
		links["organization_id"] = id
	}
	return links
}

// columns are those of the specification that are used, then the maker's own.
func (f flat) columns(name string) []string {
	k := kinds[name]
	columns := slices.Clone(k.required)
	for _, column := range k.keyed {
		if !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	var own []string
	for _, o := range f.rows[name] {
		for field := range o {
			if !slices.Contains(columns, field) && !slices.Contains(own, field) {
				own = append(own, field)
			}
		}
	}
	slices.Sort(own)
	return append(columns, own...)
}

func (f flat) write(w io.Writer, name string, columns []string) error {
	writer := csv.NewWriter(w)
	writer.UseCRLF = true
	if err := writer.Write(columns); err != nil {
		return err
	}
	for _, id := range f.ids[name] {
		record := make([]string, len(columns))
		for i, column := range columns {
			record[i] = cell(f.rows[name][id][column])
		}
		if err := writer.Write(record); err != nil {
			return err
		}
	}
	writer.Flush()
	return writer.Error()
}

// cell writes a value. These tables are read by programs, by their description:
// nothing is put before a sign that a spreadsheet would take for a formula.
func cell(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return strings.ReplaceAll(value, "\r\n", "\n")
	case json.Number:
		return value.String()
	default:
		packed, err := json.Marshal(value)
		if err != nil {
			return fmt.Sprint(value)
		}
		return string(packed)
	}
}
