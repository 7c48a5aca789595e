package hsds

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"unicode/utf8"
)

// Read reads a directory: JSON, or a zip of tables. A file that is neither is
// refused as a whole; of others each row is taken or refused with its line.
func Read(content []byte) (Import, error) {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	trimmed := bytes.TrimLeft(content, " \t\r\n")
	switch {
	case len(content) > MaxBytes:
		return Import{}, &FileError{Code: "too_large"}
	case len(trimmed) == 0:
		return Import{}, &FileError{Code: "empty", Line: 1}
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return readTables(content)
	case trimmed[0] != '{' && trimmed[0] != '[':
		return Import{}, &FileError{Code: "no_directory", Line: 1}
	case !utf8.Valid(content):
		return Import{}, &FileError{Code: "no_utf8", Line: 1}
	}
	return readJSON(content)
}

// reader reads one JSON file, element by element.
type reader struct {
	content []byte
	decoder *json.Decoder
	read    Import
	found   bool // anything that could be a list of services
	lineAt  int64
	line    int
	seen    map[string]int // entry id to its place among the services
	tables  *tables        // of a file that holds tables as lists
}

func readJSON(content []byte) (Import, error) {
	r := &reader{content: content, decoder: json.NewDecoder(bytes.NewReader(content)), line: 1, seen: map[string]int{}}
	r.decoder.UseNumber()
	if err := r.top(); err != nil {
		var own *FileError
		if errors.As(err, &own) {
			return Import{}, own
		}
		return Import{}, &FileError{Code: "no_json", Line: r.lineOf(r.next())}
	}
	if r.tables != nil {
		return r.tables.end()
	}
	if !r.found {
		return Import{}, &FileError{Code: "no_directory", Line: 1}
	}
	return r.read, nil
}

// lineOf is the line of a place in the file; places are asked in order.
func (r *reader) lineOf(offset int64) int {
	offset = min(offset, int64(len(r.content)))
	if offset < r.lineAt {
		r.lineAt, r.line = 0, 1
	}
	r.line += bytes.Count(r.content[r.lineAt:offset], []byte("\n"))
	r.lineAt = offset
	return r.line
}

// next is where the next value begins.
func (r *reader) next() int64 {
	at := r.decoder.InputOffset()
	for at < int64(len(r.content)) && bytes.IndexByte([]byte(" \t\r\n,:"), r.content[at]) >= 0 {
		at++
	}
	return at
}

// top reads a list, a page of a list, or one object.
func (r *reader) top() error {
	start := r.next()
	token, err := r.decoder.Token()
	if err != nil {
		return err
	}
	if token == json.Delim('[') {
		r.found = true
		return r.elements("")
	}
	whole := object{}
	for r.decoder.More() {
		name, err := r.decoder.Token()
		if err != nil {
			return err
		}
		field, _ := name.(string)
		if at := r.next(); isPage(field, whole) && at < int64(len(r.content)) && r.content[at] == '[' {
			if _, err := r.decoder.Token(); err != nil {
				return err
			}
			r.found = true
			if err := r.elements(field); err != nil {
				return err
			}
			continue
		}
		if kind := kindOfTable(field); kind != "" {
			if err := r.table(kind, field); err != nil {
				return err
			}
			continue
		}
		var value any
		if err := r.decoder.Decode(&value); err != nil {
			return err
		}
		whole[field] = value
	}
	if _, err := r.decoder.Token(); err != nil {
		return err
	}
	if len(r.read.Services)+len(r.read.Refused) == 0 && whole["id"] != nil && (whole["name"] != nil || whole["service"] != nil) {
		r.found = true
		r.take(whole, "", r.lineOf(start))
	}
	return nil
}

// table reads a table that stands in the file as a list of its rows, by the name
// that its file would have.
func (r *reader) table(kind, file string) error {
	if r.tables == nil {
		r.tables = newTables()
	}
	r.tables.begin(kind)
	if token, err := r.decoder.Token(); err != nil || token != json.Delim('[') {
		return errors.Join(err, &FileError{Code: "no_table", Line: r.lineOf(r.decoder.InputOffset())})
	}
	for r.decoder.More() {
		one := &row{kind: kind, file: file, line: r.lineOf(r.next())}
		var value any
		if err := r.decoder.Decode(&value); err != nil {
			return err
		}
		if fields, ok := value.(object); ok {
			for name, value := range fields {
				if number, isNumber := value.(json.Number); isNumber && !slices.Contains(kinds[kind].numbers, name) { // as it would stand in a table
					fields[name] = number.String()
				}
			}
			one.fields = fields
			r.tables.take(one)
		} else {
			r.tables.refuse(one, "no_object", "")
		}
	}
	_, err := r.decoder.Token()
	return err
}

// isPage reports whether a field is a list of what is to be read, and no part of
// one organisation.
func isPage(field string, before object) bool {
	return field == "contents" || field == "organizations" || field == "services" && before["id"] == nil && before["name"] == nil
}

// elements reads a list whose bracket was read. An element that is no object is
// refused alone; broken JSON ends the file.
func (r *reader) elements(field string) error {
	for r.decoder.More() {
		line := r.lineOf(r.next())
		var value any
		if err := r.decoder.Decode(&value); err != nil {
			return err
		}
		if len(r.read.Services) >= maxServices {
			return &FileError{Code: "too_many", Line: line}
		}
		element, ok := value.(object)
		if !ok {
			r.refuse(line, "no_object", "")
			continue
		}
		r.take(element, field, line)
	}
	_, err := r.decoder.Token()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return err
}

func (r *reader) refuse(line int, code, detail string) {
	r.read.Refused = append(r.read.Refused, Refusal{Line: line, Code: code, Detail: detail})
}

// take takes a service, each service of an organisation, or the service that a
// place is about.
func (r *reader) take(element object, field string, line int) {
	if service := part(element, "service"); service != nil {
		at := maps.Clone(element)
		delete(at, "service")
		service["service_at_locations"] = append(anys(service["service_at_locations"]), at)
		r.service(service, line)
		return
	}
	services, nested := element["services"]
	if !nested {
		if field == "organizations" || element["status"] == nil && element["organization"] == nil && element["description"] != nil {
			r.refuse(line, "no_service", text(element, "name"))
			return
		}
		r.service(element, line)
		return
	}
	organization := maps.Clone(element)
	delete(organization, "services")
	list, ok := services.([]any)
	if !ok || len(list) == 0 {
		r.refuse(line, "no_service", text(element, "name"))
		return
	}
	for _, one := range list {
		service, ok := one.(object)
		if !ok {
			r.refuse(line, "no_object", "services")
			continue
		}
		if service["organization"] == nil {
			service["organization"] = organization
		}
		r.service(service, line)
	}
}

func (r *reader) service(service object, line int) {
	refusals := prune("service", service)
	for _, one := range refusals {
		r.refuse(line, one.Code, one.Detail)
	}
	if len(refusals) > 0 && refusals[0].Line < 0 { // the service itself
		return
	}
	id := EntryID(text(service, "id"))
	switch {
	case text(part(service, "organization"), "name") == "":
		r.refuse(line, "no_organization", text(service, "name"))
	case r.seen[id] > 0 && service["service_at_locations"] != nil: // the same service, of another place
		before := r.read.Services[r.seen[id]-1].Source
		before["service_at_locations"] = append(anys(before["service_at_locations"]), otherPlaces(before, service)...)
	case r.seen[id] > 0:
		r.refuse(line, "twice", text(service, "id"))
	default:
		r.seen[id] = len(r.read.Services) + 1
		r.read.Services = append(r.read.Services, Service{ID: id, Source: service, Line: line})
	}
}

// otherPlaces are those of a service that came again which it had not before.
func otherPlaces(before, again object) []any {
	var list []any
	for _, at := range parts(again, "service_at_locations") {
		known := slices.ContainsFunc(parts(before, "service_at_locations"), func(one object) bool { return text(one, "id") == text(at, "id") })
		if !known {
			list = append(list, at)
		}
	}
	return list
}

// anys is a list of anything, nil for what is none.
func anys(value any) []any { list, _ := value.([]any); return list }

// prune takes out the parts of an object that are wrong, and says of each what
// it was. Where the object itself is wrong, that comes first, on line -1.
func prune(name string, o object) []Refusal {
	var refusals []Refusal
	if code, detail := check(name, o, false); code == noDegrees {
		refusals = append(refusals, Refusal{Code: code, Detail: name + "." + detail})
		unplace(o)
	} else if code != "" {
		return []Refusal{{Line: -1, Code: code, Detail: name + "." + detail}}
	}
	for _, rel := range listsOf(name) {
		value, there := o[rel.field]
		if !there || value == nil {
			continue
		}
		list, ok := value.([]any)
		if !ok {
			refusals = append(refusals, Refusal{Code: "no_list", Detail: name + "." + rel.field})
			delete(o, rel.field)
			continue
		}
		var kept []object
		for _, one := range list {
			child, ok := one.(object)
			if !ok {
				refusals = append(refusals, Refusal{Code: "no_object", Detail: name + "." + rel.field})
				continue
			}
			wrong := prune(rel.kind, child)
			if len(wrong) == 0 || wrong[0].Line >= 0 {
				kept = append(kept, child)
			}
			refusals = append(refusals, unmarked(wrong)...)
		}
		if len(kept) < len(list) {
			setParts(o, rel.field, kept)
		}
	}
	for _, rel := range kinds[name].ones {
		value, there := o[rel.field]
		if !there || value == nil {
			continue
		}
		child, ok := value.(object)
		if !ok {
			refusals = append(refusals, Refusal{Code: "no_object", Detail: name + "." + rel.field})
			delete(o, rel.field)
			continue
		}
		wrong := prune(rel.kind, child)
		if len(wrong) > 0 && wrong[0].Line < 0 {
			delete(o, rel.field)
		}
		refusals = append(refusals, unmarked(wrong)...)
	}
	if field := named[name]; field != "" && part(o, field) == nil {
		if len(refusals) == 0 {
			return []Refusal{{Line: -1, Code: "missing", Detail: name + "." + field}}
		}
		refusals[0].Line = -1
	}
	return refusals
}

// named is what a kind is about: without it, it says nothing.
var named = map[string]string{"service_at_location": "location", "attribute": "taxonomy_term"}

func unmarked(list []Refusal) []Refusal {
	for i := range list {
		list[i].Line = 0
	}
	return list
}
