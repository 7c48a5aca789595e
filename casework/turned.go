package casework

// Turned says to whom a tablet, or a browser at the office, is turned. While it
// is, nothing is answered but what is meant for that person, until the worker
// unlocks. It holds ids and an address of ids: on a tablet it lies unsealed.
type Turned struct {
	Case     string `json:"case,omitempty"`
	Person   string `json:"person,omitempty"`   // record of the person in the case
	Contract string `json:"contract,omitempty"` // the one contract that is open besides the plan, or ""
	First    string `json:"first,omitempty"`    // where every other address leads
	// Covered puts a blank page over all, also over what is turned to somebody.
	Covered bool `json:"covered,omitempty"`
}

// Opens reports whether the parameters of an address name what is turned, and
// nothing else: another case never opens, nor another contract of this one.
func (t Turned) Opens(params map[string]string) bool {
	if t.Covered || t.Case == "" {
		return false
	}
	for name, want := range map[string]string{"case": t.Case, "contract": t.Contract} {
		if given, there := params[name]; there && given != want {
			return false
		}
	}
	return true
}

// Lifted is what is left once the worker has unlocked: the cover goes first, then
// what is turned. nil is all.
func (t Turned) Lifted() *Turned {
	if !t.Covered || t.Case == "" {
		return nil
	}
	t.Covered = false
	return &t
}

// Cover puts the cover over whatever is turned, or over all if nothing is.
func (t *Turned) Cover() Turned {
	var covered Turned
	if t != nil {
		covered = *t
	}
	covered.Covered = true
	return covered
}
