package pages

import (
	"errors"
	"slices"
	"sort"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// fault is one thing to be put right: the field (or "") and the sentence.
type fault struct{ field, words string }

// faultsOf puts problems into sentences, in the order in which the form asks.
func faultsOf(kind casework.Kind, asked []question, problems []*casework.Problem) []fault {
	var faults []fault
	for _, problem := range problems {
		place := slices.IndexFunc(asked, func(q question) bool { return q.kind == kind && q.field.Name == problem.Field })
		if place < 0 {
			faults = append(faults, fault{words: sentence(problem, problem.Field)})
			continue
		}
		faults = append(faults, fault{field: asked[place].name(), words: asked[place].sentence(problem)})
	}
	return faults
}

// misplaced are the faults of dates that cannot be where they are.
func misplaced(file *casework.File, kind casework.Kind, asked []question, now, changed map[string]string, today string) []fault {
	var faults []fault
	for _, one := range casework.CheckOrder(file, kind, now, changed, today) {
		label, f := fieldLabel(kind, one.Field), fault{}
		if place := slices.IndexFunc(asked, func(q question) bool { return q.kind == kind && q.field.Name == one.Field }); place >= 0 {
			label, f.field = asked[place].label(), asked[place].name()
		}
		switch {
		case one.After != "":
			f.words = words.Say(words.ProblemOrder, "label", label, "other", fieldLabel(kind, one.After), "day", day(now[one.After]))
		case one.Born != nil:
			f.words = words.Say(words.ProblemUnborn, "label", label, "name", nameOf(one.Born), "day", day(one.Born.Get("born_on")))
		default:
			f.words = words.Say(words.ProblemAhead, "label", label)
		}
		faults = append(faults, f)
	}
	return faults
}

func (q question) sentence(problem *casework.Problem) string {
	if problem.Code == casework.Empty && (q.field.Type == casework.Choice || q.field.Type == casework.Ref || q.isWho()) {
		return words.Say(words.ProblemChoose, "label", q.label())
	}
	return sentence(problem, q.label())
}

// sentence is what people read of a problem with one field.
func sentence(problem *casework.Problem, label string) string {
	if problem.Code == casework.TooLong && problem.Limit == 0 { // every field fits, all of them together do not
		return words.Say(words.ProblemHow(string(problem.Code)))
	}
	return words.Count(words.Problem(string(problem.Code)), problem.Limit, "label", label)
}

// viewFaults leads each fault to its control.
func viewFaults(faults []fault, controls []views.Control) []views.Fault {
	list := make([]views.Fault, len(faults))
	for i, f := range faults {
		list[i] = views.Fault{Words: f.words}
		for _, control := range controls {
			if control.Name == f.field {
				list[i].ID = control.FocusID()
			}
		}
	}
	return list
}

// inOrder sorts faults as the form asks; those of the whole form come last.
func inOrder(asked []question, faults []fault) []fault {
	place := func(f fault) int {
		for i, q := range asked {
			if q.name() == f.field {
				return i
			}
		}
		return len(asked)
	}
	sort.SliceStable(faults, func(i, j int) bool { return place(faults[i]) < place(faults[j]) })
	return faults
}

// withoutDoubles leaves out a second complaint about the same field: a day that
// could not be read is also missing.
func withoutDoubles(first, more []fault) []fault {
	var kept []fault
	for _, f := range more {
		double := false
		for _, g := range first {
			double = double || f.field != "" && f.field == g.field
		}
		if !double {
			kept = append(kept, f)
		}
	}
	return kept
}

// statusOf is the status of a form that could not be saved.
func statusOf(err error) int {
	var problem *casework.Problem
	if errors.As(err, &problem) {
		status, _, _ := failureWords(problem.Code)
		return status
	}
	return 422
}
