package casework

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// CheckField says what is wrong with one value of a declared field, or nil.
// References are checked for form only; CheckRecord looks them up.
func CheckField(field Field, value string) *Problem {
	fail := func(code Code) *Problem { return &Problem{Code: code, Field: field.Name, Limit: field.limit()} }
	if !utf8.ValidString(value) || hasControl(value) {
		return fail(BadText)
	}
	if strings.TrimSpace(value) == "" {
		if field.Required {
			return fail(Empty)
		}
		if field.Type != Words && value != "" {
			return fail(BadText)
		}
		return nil
	}
	if utf8.RuneCountInString(value) > field.limit() {
		return fail(TooLong)
	}
	switch field.Type {
	case Line:
		if strings.ContainsAny(value, "\r\n") {
			return fail(BadText)
		}
	case Date:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return fail(BadDate)
		}
	case Moment:
		if _, err := time.Parse(time.RFC3339Nano, value); err != nil {
			return fail(BadDate)
		}
	case Choice:
		for _, choice := range field.Choices {
			if choice == value {
				return nil
			}
		}
		return fail(BadChoice)
	case Tick:
		if value != "yes" {
			return fail(BadChoice)
		}
	case Whole:
		if _, err := strconv.ParseUint(value, 10, 63); err != nil {
			return fail(BadNumber)
		}
	}
	return nil
}

// hasControl reports control characters other than line feed, carriage return
// and tab: they print as nothing and break papers.
func hasControl(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// CheckRecord says everything that is wrong with the values of a record about
// to be made in the file (create true: required fields must be there) or
// changed. Unknown fields pass: they belong to a newer build.
func CheckRecord(file *File, kind Kind, values map[string]string, create bool) []*Problem {
	spec, ok := SpecOf(kind)
	if !ok {
		return nil
	}
	var problems []*Problem
	for _, field := range spec.Fields {
		value, given := values[field.Name]
		if !given && !(create && field.Required) {
			continue
		}
		if problem := CheckField(field, value); problem != nil {
			problems = append(problems, problem)
			continue
		}
		if problem := checkReferences(file, field, value); problem != nil {
			problems = append(problems, problem)
		}
	}
	return problems
}

func checkReferences(file *File, field Field, value string) *Problem {
	if file == nil || value == "" || field.Type != Ref && field.Type != Refs {
		return nil
	}
	for _, id := range strings.Fields(value) {
		record := file.Record(id)
		if record == nil || field.Kind != "" && record.Kind != field.Kind {
			return &Problem{Code: BadReference, Field: field.Name}
		}
	}
	return nil
}
