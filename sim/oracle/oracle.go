// Package oracle judges whether anything that a screen confirmed was lost. It
// is independent and naive: it knows what people saw and wrote, in plain words,
// and shares no code with the product. It never looks at a position or a
// number that the product uses to decide; what somebody had seen is what stood
// on their screen.
package oracle

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Version is one text that stands on a page beside the one that counts.
type Version struct{ Field, Text string }

// Screen is what a page showed of one record.
type Screen struct {
	Heads  map[string]string  // by field
	Beside map[string]Version // open versions by their id
	Hidden bool               // entered in error
}

// Step is one thing that an action does to a record.
type Step struct {
	Do     string // create, set, remove or resolve
	Field  string
	Text   string
	Closes []string // ids of the open versions that a resolve closes
}

// Removed is the field under which a removal stands beside an edit.
const Removed = "-removed"

// Action is what one person did to one record.
type Action struct {
	ID     string // device/epoch/n
	Line   string // the author's own line of work; "" at a desk
	Case   string
	Record string
	Group  string // actions of one group count together or not at all
	Steps  []Step
	Bytes  []byte // as written
	Screen Screen // that the author had before them

	// Sure is true once a screen said "Saved". Before, the action may count or
	// not, but not by half.
	Sure bool
	// Excused says why the action may be gone for good, "" if it may not: the
	// only copy was destroyed.
	Excused string
}

// Book is the list of everything that people did. An id can stand for two
// actions: a tablet that was set back to an older state uses its numbers again.
type Book struct {
	actions map[string]*Action // by id and hash
	ids     map[string]bool
	order   []*Action
}

// Write notes an action; it is not sure yet.
func (b *Book) Write(action Action) *Action {
	if b.actions == nil {
		b.actions, b.ids = map[string]*Action{}, map[string]bool{}
	}
	key := action.ID + " " + action.Hash()
	if b.actions[key] == nil {
		b.actions[key] = &action
		b.ids[action.ID] = true
		b.order = append(b.order, &action)
	}
	return b.actions[key]
}

// All lists everything that was ever written, oldest first.
func (b *Book) All() []*Action { return b.order }

// Sure counts the actions that a screen confirmed.
func (b *Book) Sure() (count int) {
	for _, action := range b.order {
		if action.Sure {
			count++
		}
	}
	return count
}

// Hash is the SHA-256 of what was written, in hex.
func (a *Action) Hash() string {
	sum := sha256.Sum256(a.Bytes)
	return hex.EncodeToString(sum[:])
}

// of returns what the log's entry stands for, or nil.
func (b *Book) of(entry Entry) *Action { return b.actions[entry.ID+" "+entry.Hash] }

// Entry is one line of the office's log.
type Entry struct {
	ID   string
	Seq  int64
	Hash string // SHA-256 of its bytes, hex
	Kept bool   // not applied, but kept aside
}

// Aside is what the office lists as kept aside.
type Aside struct {
	ID    string
	Hash  string
	Owner string // who has to deal with it; "" if nobody
}

// Office is what the office shows once all is quiet.
type Office struct {
	Log     []Entry
	Records map[string]map[string]Screen // by case and record
	Aside   []Aside
}

// Finding is one thing that is wrong.
type Finding struct {
	Check string
	What  string
}

func (f Finding) String() string { return f.Check + ": " + f.What }

// The checks that the oracle makes.
const (
	NoLoss         = "no loss"
	NoSilentChoice = "no silent choice"
	AtomicGroups   = "atomic groups"
	Order          = "order"
)

// Judge compares what people did with what the office shows.
func (b *Book) Judge(office Office) []Finding {
	j := judging{book: b, office: office, entries: map[string]Entry{}, model: map[string]map[string]*record{}}
	j.history()
	j.groups()
	j.numbers()
	j.replay()
	j.visible()
	j.aside()
	return j.found
}

type judging struct {
	book    *Book
	office  Office
	entries map[string]Entry
	model   map[string]map[string]*record
	found   []Finding
}

func (j *judging) say(check, format string, args ...any) {
	j.found = append(j.found, Finding{check, fmt.Sprintf(format, args...)})
}

// history: everything confirmed is in the log, once, with its bytes.
func (j *judging) history() {
	slices.SortFunc(j.office.Log, func(a, b Entry) int { return int(a.Seq - b.Seq) })
	for i, entry := range j.office.Log {
		if _, twice := j.entries[entry.ID]; twice {
			j.say(NoLoss, "%s is in the log twice", entry.ID)
		}
		if entry.Seq != int64(i)+1 {
			j.say(Order, "number %d of the log holds %s, which says %d", i+1, entry.ID, entry.Seq)
		}
		j.entries[entry.ID] = entry
		if j.book.of(entry) == nil {
			j.say(NoLoss, "%s is in the log as nobody wrote it", entry.ID)
		}
	}
	apart := map[string]bool{}
	for _, aside := range j.office.Aside {
		apart[aside.ID+" "+aside.Hash] = true
	}
	for _, action := range j.book.order {
		entry, here := j.entries[action.ID]
		hash := action.Hash()
		switch {
		case here && entry.Hash == hash:
		case apart[action.ID+" "+hash]:
		case action.Excused != "" || !action.Sure:
		case here:
			j.say(NoLoss, "%s was confirmed; the log has another content and this one is not kept aside", action.ID)
		default:
			j.say(NoLoss, "%s was confirmed and is not in the log", action.ID)
		}
	}
}

// groups: what was written together is applied together or kept together.
func (j *judging) groups() {
	type group struct{ applied, kept, missing int }
	groups := map[string]*group{}
	var names []string
	for _, action := range j.book.order {
		if action.Group == "" {
			continue
		}
		if groups[action.Group] == nil {
			groups[action.Group] = &group{}
			names = append(names, action.Group)
		}
		entry, here := j.entries[action.ID]
		switch g := groups[action.Group]; {
		case !here || entry.Hash != action.Hash():
			g.missing++
		case entry.Kept:
			g.kept++
		default:
			g.applied++
		}
	}
	for _, name := range names {
		if g := groups[name]; g.applied > 0 && g.kept+g.missing > 0 {
			j.say(AtomicGroups, "of group %s %d are applied, %d kept, %d missing", name, g.applied, g.kept, g.missing)
		}
	}
}

// numbers: of each device and epoch the log holds 1, 2, 3 … without a gap, and
// within a case in that order. A number is passed over only if its one copy was
// destroyed.
func (j *judging) numbers() {
	last, highest := map[string]int64{}, map[string]int64{}
	for _, entry := range j.office.Log {
		device, n := split(entry.ID)
		highest[device] = max(highest[device], n)
		if action := j.book.of(entry); action != nil {
			line := device + " " + action.Case
			if n < last[line] {
				j.say(Order, "in case %s %s comes after %d of the same device", action.Case, entry.ID, last[line])
			}
			last[line] = n
		}
	}
	gone := map[string]bool{}
	for _, action := range j.book.order {
		gone[action.ID] = gone[action.ID] || action.Excused != ""
	}
	for device, most := range highest {
		for n := int64(1); n <= most; n++ {
			id := device + "/" + strconv.FormatInt(n, 10)
			if _, here := j.entries[id]; !here && !gone[id] {
				j.say(Order, "the log has %s/%d and not %s", device, most, id)
			}
		}
	}
}

// split takes the number off an id.
func split(id string) (device string, n int64) {
	cut := max(strings.LastIndexByte(id, '/'), 0)
	n, err := strconv.ParseInt(id[cut+1:], 10, 64)
	if err != nil {
		return id, 0
	}
	return id[:cut], n
}

// aside: what is kept is listed once, and somebody owns it.
func (j *judging) aside() {
	listed := map[string]int{}
	for _, aside := range j.office.Aside {
		listed[aside.ID+" "+aside.Hash]++
		if aside.Owner == "" {
			j.say(NoLoss, "%s is kept aside and nobody owns it", aside.ID)
		}
	}
	for _, entry := range j.office.Log {
		if times := listed[entry.ID+" "+entry.Hash]; entry.Kept && times != 1 {
			j.say(NoLoss, "%s is kept aside and listed %d times", entry.ID, times)
		}
	}
}

// Copy returns a book that goes on by itself.
func (b *Book) Copy() *Book {
	return &Book{actions: maps.Clone(b.actions), ids: maps.Clone(b.ids), order: slices.Clone(b.order)}
}
