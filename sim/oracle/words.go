package oracle

import (
	"slices"
	"strings"
)

// A record as the oracle follows it: which texts have to be visible.
type record struct {
	knew  func(action *Action, field string) []string
	alive map[string][]text // by field
	shown bool              // an edit met a removal unseen: the record may not be hidden
	hides text              // the removal that hides it, where it is hidden
}

// A text that somebody wrote and nobody has replaced who had seen it.
type text struct {
	id   string // of the action
	line string
	text string
}

// replay follows the log with the screens of its authors. A text stays alive
// until somebody replaces it who had it on the screen, or its own author does.
func (j *judging) replay() {
	for _, entry := range j.office.Log {
		action := j.book.of(entry)
		if entry.Kept || action == nil {
			continue
		}
		if j.model[action.Case] == nil {
			j.model[action.Case] = map[string]*record{}
		}
		r := j.model[action.Case][action.Record]
		if r == nil {
			r = &record{alive: map[string][]text{}, knew: j.knew}
			j.model[action.Case][action.Record] = r
		}
		for _, step := range action.Steps {
			r.take(action, step)
		}
	}
}

func (r *record) take(action *Action, step Step) {
	switch step.Do {
	case "set":
		r.write(action, step)
	case "resolve":
		hidden := r.hidden()
		r.close(step)
		switch {
		case step.Field != Removed:
			r.write(action, step)
		case step.Text != "" && hidden: // by another removal than those that the choice is about
			r.alive[Removed] = append(r.alive[Removed], r.hides)
		case step.Text != "":
			r.remove(action, step)
		}
	case "remove":
		r.remove(action, Step{Field: Removed, Text: step.Text})
	}
}

// write makes a text alive, and ends those that it replaces knowingly.
func (r *record) write(action *Action, step Step) {
	r.alive[step.Field] = slices.DeleteFunc(r.alive[step.Field], func(old text) bool {
		return own(action, old) || slices.Contains(r.knew(action, step.Field), old.text)
	})
	r.alive[step.Field] = append(r.alive[step.Field], text{action.ID, action.Line, step.Text})
	if len(r.alive[Removed]) > 0 && !action.Screen.Hidden && !own(action, r.hides) {
		r.shown = true
	}
}

func own(action *Action, old text) bool { return action.Line != "" && action.Line == old.line }

// close ends the versions that a choice names. Removals end together: who
// chooses to keep a record answers all who wanted it hidden.
func (r *record) close(step Step) {
	r.alive[step.Field] = slices.DeleteFunc(r.alive[step.Field], func(old text) bool {
		return step.Field == Removed || slices.Contains(step.Closes, old.id+":"+step.Field)
	})
	if step.Field == Removed && step.Text == "" {
		r.shown = false
	}
}

func (r *record) hidden() bool { return len(r.alive[Removed]) > 0 && !r.shown }

// remove hides the record if its author had seen everything in it. One that is
// hidden already stays so.
func (r *record) remove(action *Action, step Step) {
	if r.hidden() {
		r.alive[Removed] = append(r.alive[Removed], text{action.ID, action.Line, step.Text})
		return
	}
	r.shown = false
	for field, texts := range r.alive {
		if field == Removed {
			continue
		}
		for _, one := range texts {
			if !own(action, one) && !r.seen(action, field, one) {
				r.shown = true
			}
		}
	}
	r.hides = text{action.ID, action.Line, step.Text}
	r.alive[Removed] = append(r.alive[Removed], r.hides)
}

func (r *record) seen(action *Action, field string, one text) bool {
	if slices.Contains(r.knew(action, field), one.text) {
		return true
	}
	version, beside := action.Screen.Beside[one.id+":"+field]
	return beside && version.Text == one.text
}

// visible: every text that is alive stands in the office as the head or beside it.
func (j *judging) visible() {
	for caseID, records := range j.model {
		for id, r := range records {
			screen, here := j.office.Records[caseID][id]
			if !here {
				j.say(NoLoss, "record %s of case %s was made and is not there", id, caseID)
				continue
			}
			j.texts(id, r, screen)
			if r.shown && screen.Hidden && !j.lostIn(id) {
				j.say(NoSilentChoice, "record %s is hidden although somebody had changed it unseen", id)
			}
		}
	}
}

func (j *judging) texts(id string, r *record, screen Screen) {
	for field, texts := range r.alive {
		for _, one := range texts {
			if screen.Heads[field] == one.text && field != Removed || field == Removed && screen.Hidden || stands(screen, field, one.text) {
				continue
			}
			check := NoLoss
			if len(texts) > 1 {
				check = NoSilentChoice
			}
			j.say(check, "%q of %s in %s of record %s is neither the head nor beside it", one.text, one.id, field, id)
		}
	}
	for versionID, version := range screen.Beside {
		if id, ok := strings.CutSuffix(versionID, ":"+version.Field); !ok || !j.book.ids[id] {
			j.say(NoLoss, "version %s of a record is nobody's", versionID)
		}
	}
}

func stands(screen Screen, field, text string) bool {
	for _, version := range screen.Beside {
		if version.Field == field && (version.Text == text || field == Removed) {
			return true
		}
	}
	return false
}

// knew lists the texts that the author of an action knew to be replaced: what
// stood on the screen, and, where that was somebody's whose words were destroyed
// with the office's disk, what that somebody had on theirs.
func (j *judging) knew(action *Action, field string) []string {
	texts := []string{action.Screen.Heads[field]}
	for again := true; again; {
		again = false
		for _, gone := range j.book.order {
			if gone.Excused == "" || gone.Record != action.Record || j.entries[gone.ID].Hash == gone.Hash() {
				continue
			}
			before, wrote := gone.Screen.Heads[field], gone.writes(field)
			if wrote != "" && slices.Contains(texts, wrote) && !slices.Contains(texts, before) {
				texts, again = append(texts, before), true
			}
		}
	}
	return texts
}

// writes is the text that an action gives to a field, "" if none.
func (a *Action) writes(field string) string {
	for _, step := range a.Steps {
		if step.Field == field && step.Do != "create" {
			return step.Text
		}
	}
	return ""
}

// lostIn reports that words of the record were destroyed with a disk: what
// somebody wrote after them may then stand on other words than they saw.
func (j *judging) lostIn(recordID string) bool {
	return slices.ContainsFunc(j.book.order, func(a *Action) bool {
		return a.Record == recordID && a.Excused != "" && j.entries[a.ID].Hash != a.Hash()
	})
}
