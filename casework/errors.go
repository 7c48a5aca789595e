package casework

import (
	"errors"
	"fmt"
)

// Problem is an error that a person can act on: a code for programs and, for
// a mistake in a form, the field it concerns. The sentence that people read
// comes from the message catalogue, chosen by the code.
type Problem struct {
	Code  Code
	Field string // empty where no one field is to blame
	Limit int    // the limit that was passed, where there is one
}

// Code names a problem. The catalogue holds one sentence for each.
type Code string

// The codes. Each has a sentence under words.Key("problem." + code).
const (
	NotFound     Code = "not_found"     // no such thing, or not yours to see: one answer for both
	Empty        Code = "empty"         // a field that must hold something is empty
	TooLong      Code = "too_long"      // more characters than the field takes
	BadDate      Code = "bad_date"      // not a day of the calendar
	BadChoice    Code = "bad_choice"    // not one of the choices
	BadReference Code = "bad_reference" // names a record that is not in this case
	BadNumber    Code = "bad_number"    // not a whole number
	BadText      Code = "bad_text"      // not valid UTF-8, or has control characters
	Immutable    Code = "immutable"     // frozen or signed: make a new version instead
	Incomplete   Code = "incomplete"    // something must be there before this step
	NoInk        Code = "no_ink"        // an empty signature
	TooLarge     Code = "too_large"     // a file over the limit
	WrongType    Code = "wrong_type"    // a file that is not a photo, scan or PDF
	UnsafeFile   Code = "unsafe_file"   // a file that hides or runs something, is broken or far too large to show
	Forbidden    Code = "forbidden"     // this person may not do this
	Busy         Code = "busy"          // somebody else wrote at the same moment; try again
	NoSpace      Code = "no_space"      // the disk or the browser's store is full
	Locked       Code = "locked"        // the vault is locked
)

func (p *Problem) Error() string {
	if p.Field != "" {
		return fmt.Sprintf("%s: %s", p.Field, p.Code)
	}
	return string(p.Code)
}

// Is makes errors.Is match on the code alone.
func (p *Problem) Is(target error) bool {
	other, ok := target.(*Problem)
	return ok && other.Code == p.Code && (other.Field == "" || other.Field == p.Field)
}

// Errorf-free constructors keep call sites short.

// Fail returns a problem that concerns no one field.
func Fail(code Code) *Problem { return &Problem{Code: code} }

// CodeOf returns the code of the first Problem in the chain, or "".
func CodeOf(err error) Code {
	var problem *Problem
	if errors.As(err, &problem) {
		return problem.Code
	}
	return ""
}
