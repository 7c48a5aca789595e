package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// The caseload of every sync job: 40 cases of 250 records, 10,000 together,
// drawn from one seed, so that each run and each peer has the very same ones.
const (
	caseloadCases   = 40
	caseloadRecords = 250 // each
	caseloadSeed    = 42
)

// perCase is how many records of each kind a case has besides itself.
var perCase = []struct {
	kind  casework.Kind
	count int
}{
	{casework.KindPerson, 15}, {casework.KindGoal, 8}, {casework.KindStrength, 4}, {casework.KindBarrier, 4},
	{casework.KindIssue, 8}, {casework.KindAction, 50}, {casework.KindNote, 144}, {casework.KindContract, 6}, {casework.KindAttachment, 10},
}

// vocabulary is what notes are written with, common words first. Words are
// drawn by their rank as in any language (Zipf and Mandelbrot), and some follow
// others more often than chance. TestProse holds this to what people write: it
// packs no better than the field's own practice texts.
//
//go:embed words.txt
var vocabulary string

// In phrasing of a hundred cases a word is one of the few that often follow the
// last.
const (
	phrasing  = 55
	followers = 4
)

// writer draws records from a seed.
type writer struct {
	random  *rand.Rand
	words   []string
	weights []float64 // cumulative
	follows [][followers]int
	clock   time.Time
	worker  string
	devices []*oplog.ID // the tablets that this worker has had; N is the last number used
}

func newWriter(seed uint64, worker string) *writer {
	w := &writer{random: rand.New(rand.NewPCG(seed, 1)), worker: worker, clock: time.Date(2025, 3, 3, 8, 0, 0, 0, time.UTC)}
	seen, sum := map[string]bool{}, 0.0
	for _, word := range strings.Fields(vocabulary) {
		if seen[word] {
			continue
		}
		seen[word] = true
		w.words = append(w.words, word)
		sum += 1 / (float64(len(w.words)) + 2.7)
		w.weights = append(w.weights, sum)
	}
	w.follows = make([][followers]int, len(w.words))
	for i := range w.follows {
		for j := range followers {
			w.follows[i][j] = w.common()
		}
	}
	for range 3 {
		w.devices = append(w.devices, &oplog.ID{Device: w.uuid(4), Epoch: 1})
	}
	return w
}

// uuid makes an id of version 7 from the writer's clock, or a random one.
func (w *writer) uuid(version int) string {
	var raw [16]byte
	for i := range raw {
		raw[i] = byte(w.random.Uint32())
	}
	if version == 7 {
		ms := uint64(w.clock.UnixMilli())
		for i := range 6 {
			raw[i] = byte(ms >> (40 - 8*i))
		}
	}
	raw[6], raw[8] = raw[6]&0x0f|byte(version)<<4, raw[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", raw[:4], raw[4:6], raw[6:8], raw[8:10], raw[10:])
}

// word draws the word after another one.
func (w *writer) word(after int) int {
	if w.random.IntN(100) < phrasing {
		return w.follows[after][w.random.IntN(followers)]
	}
	return w.common()
}

// common draws a word by its rank.
func (w *writer) common() int {
	at := w.random.Float64() * w.weights[len(w.weights)-1]
	low, high := 0, len(w.weights)-1
	for low < high {
		if middle := (low + high) / 2; w.weights[middle] < at {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// prose is between least and most words, in sentences.
func (w *writer) prose(least, most int) string {
	var text strings.Builder
	begin, last := true, w.word(0)
	for left := least + w.random.IntN(most-least+1); left > 0; left-- {
		last = w.word(last)
		word := w.words[last]
		switch w.random.IntN(90) { // now and then a time, a sum, a day
		case 0:
			word = fmt.Sprintf("%d:%02d", 7+w.random.IntN(12), 5*w.random.IntN(12))
		case 1:
			word = fmt.Sprintf("$%d", 5+w.random.IntN(900))
		}
		if begin {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		text.WriteString(word)
		begin = left == 1 || w.random.IntN(14) == 0
		switch {
		case begin:
			text.WriteString(". ")
		case w.random.IntN(25) == 0:
			text.WriteString(", ")
		default:
			text.WriteByte(' ')
		}
	}
	return strings.TrimSpace(text.String())
}

func (w *writer) name() string {
	first := []string{"Maria", "James", "Aisha", "Dwayne", "Rosa", "Tyler", "Fatima", "Kevin", "Linh", "Marcus", "Elena", "Jamal", "Grace", "Omar", "Hannah", "Luis", "Keisha", "Pavel", "Nadia", "Cody"}
	last := []string{"Alvarez", "Brooks", "Hassan", "Johnson", "Nguyen", "Petrov", "Quintero", "Reyes", "Santos", "Turner", "Underwood", "Vance", "Whitaker", "Young", "Zamora", "Adeyemi", "Baker", "Castillo", "Doyle", "Ellis"}
	return first[w.random.IntN(len(first))] + " " + last[w.random.IntN(len(last))]
}

func pick[T any](w *writer, from []T) T { return from[w.random.IntN(len(from))] }

func (w *writer) day() string { return w.clock.Format(time.DateOnly) }

// made is the operation that makes a record, as one of the worker's tablets
// wrote it.
func (w *writer) made(caseID, record string, kind casework.Kind, seen int64, values map[string]string) oplog.Operation {
	spec, _ := casework.SpecOf(kind)
	changes := []oplog.Change{{Do: oplog.Create}}
	for _, field := range spec.Fields {
		if value := values[field.Name]; value != "" {
			changes = append(changes, oplog.Change{Do: oplog.Set, Field: field.Name, To: value})
		}
	}
	return w.operation(pick(w, w.devices), caseID, record, kind, seen, changes)
}

func (w *writer) operation(device *oplog.ID, caseID, record string, kind casework.Kind, seen int64, changes []oplog.Change) oplog.Operation {
	device.N++
	salt := make([]byte, oplog.SaltBytes)
	for i := range salt {
		salt[i] = byte(w.random.Uint32())
	}
	return oplog.Operation{
		ID: *device, Actor: w.worker, Case: caseID, Record: record, Kind: kind, Seen: seen,
		At: oplog.Moment(w.clock), Changes: changes,
	}.Seal(salt)
}

// chapter is one case on its way: what is made already, and what comes next.
type chapter struct {
	id     string
	coming []casework.Kind
	people []string
	goals  []string
	issues []string
	notes  []string
}

func (w *writer) chapter(records int) *chapter {
	c := &chapter{id: w.uuid(7)}
	for _, part := range perCase {
		for range max(1, part.count*records/caseloadRecords) {
			c.coming = append(c.coming, part.kind)
		}
	}
	w.random.Shuffle(len(c.coming), func(i, j int) { c.coming[i], c.coming[j] = c.coming[j], c.coming[i] })
	c.coming = append([]casework.Kind{casework.KindCase, casework.KindPerson, casework.KindIssue}, c.coming...)
	c.coming = c.coming[:min(len(c.coming), records)]
	return c
}

// next draws the next record of a case.
func (w *writer) next(c *chapter, seen int64) oplog.Operation {
	w.clock = w.clock.Add(time.Duration(1000+w.random.IntN(5_000_000)) * time.Millisecond)
	kind := c.coming[0]
	c.coming = c.coming[1:]
	id := w.uuid(7)
	if kind == casework.KindCase {
		id = c.id
	}
	op := w.made(c.id, id, kind, seen, w.values(kind, c))
	switch kind {
	case casework.KindPerson:
		c.people = append(c.people, id)
	case casework.KindGoal:
		c.goals = append(c.goals, id)
	case casework.KindIssue:
		c.issues = append(c.issues, id)
	case casework.KindNote:
		c.notes = append(c.notes, id)
	}
	return op
}

func (w *writer) values(kind casework.Kind, c *chapter) map[string]string {
	switch kind {
	case casework.KindCase:
		return map[string]string{
			"name": w.name(), "number": fmt.Sprintf("DC-%06d", w.random.IntN(1_000_000)), "worker": w.worker,
			"opened_on": w.day(), "status": "open", "next_step": w.prose(3, 8), "next_on": w.day(),
		}
	case casework.KindPerson:
		return map[string]string{
			"name": w.name(), "role": pick(w, casework.PersonRoles), "relation": w.prose(1, 3), "about": w.prose(5, 25),
			"phone": fmt.Sprintf("555-%03d-%04d", w.random.IntN(1000), w.random.IntN(10_000)),
		}
	case casework.KindGoal:
		return map[string]string{"words": w.prose(6, 20), "said_on": w.day(), "status": "open", "said_by": pick(w, c.people)}
	case casework.KindStrength, casework.KindBarrier:
		return map[string]string{"words": w.prose(6, 20), "said_on": w.day(), "said_by": pick(w, c.people)}
	case casework.KindIssue:
		return map[string]string{"what": w.prose(3, 8), "details": w.prose(10, 40), "type": pick(w, casework.IssueTypes)}
	case casework.KindAction:
		return map[string]string{
			"issue": pick(w, c.issues), "type": pick(w, casework.ActionTypes), "what": w.prose(5, 18), "who": w.name(),
			"by_when": w.day(), "where": w.prose(2, 5), "state": pick(w, casework.ActionStates),
		}
	case casework.KindNote:
		return map[string]string{
			"type": pick(w, casework.NoteTypes), "on": w.day(), "seen": pick(w, c.people), "text": w.prose(20, 110),
		}
	case casework.KindContract:
		return map[string]string{"client": pick(w, c.people), "worker": w.worker, "about": w.prose(20, 60), "ends_on": w.day()}
	}
	return map[string]string{ // an attachment
		"of": c.id, "type": "photo", "name": fmt.Sprintf("IMG_%04d.jpg", w.random.IntN(10_000)), "caption": w.prose(3, 9),
		"media": "image/jpeg", "size": fmt.Sprint(90_000 + w.random.IntN(400_000)),
		"sha256": fmt.Sprintf("%016x%016x%016x%016x", w.random.Uint64(), w.random.Uint64(), w.random.Uint64(), w.random.Uint64()),
	}
}
