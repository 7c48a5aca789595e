// Package year makes an agency of any size with a year of history, by rules and
// from a seed: the same seed, size and day give the same families, and nobody is
// any of them. It writes the way people write: every entry is an operation of a
// member of staff that is folded and committed as what a desk sends, in the order
// of the year.
package year

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Year says what is made.
type Year struct {
	Agency  string
	Cases   int
	Workers int // members of staff, at least MinWorkers
	Seed    uint64
	Today   string // calendar date; nothing that is written is later than the day before

	clock time.Time // when the office takes in what is written now
}

// MinWorkers is a supervisor, a caseworker, and the administrator.
const MinWorkers = 3

// Zone is the agency's.
const Zone = "America/Detroit"

// device is the desk at which all of it is written.
const device = oplog.OfficePrefix + "demonstration"

// stretch is how many days are written at a time: what all cases hold of them
// lands before anything of the next, so that the log has the order of the year.
const stretch = 14

// together is how many cases are written side by side, and atOnce how many of
// them in one commit. A larger agency is written in shares, each through its year.
const (
	together = 150
	atOnce   = 30
)

// Now is the office's clock while the year is written.
func (y *Year) Now() time.Time {
	if y.clock.IsZero() {
		return y.begins()
	}
	return y.clock
}

// begins is when the agency was there, before its oldest case.
func (y *Year) begins() time.Time { return moment(casework.AddDays(y.Today, -daysBack), 0) }

// daysBack is how far before today the oldest case begins.
const daysBack = 370

// Staff lists who works there. One in six is a supervisor, the first among them;
// the last is the administrator, and carries cases like the others.
func (y *Year) Staff() []casework.Actor {
	random := y.random(0)
	staff := make([]casework.Actor, y.Workers)
	for i := range staff {
		name := workers[i%len(workers)]
		if i >= len(workers) {
			name += " " + strconv.Itoa(i/len(workers)+1)
		}
		staff[i] = casework.Actor{ID: newID(random, y.begins()), Name: name, Role: casework.RoleCaseworker}
		if i%6 == 0 {
			staff[i].Role = casework.RoleSupervisor
		}
	}
	staff[len(staff)-1].Role = casework.RoleAdministrator
	return staff
}

// random is the source of one case (from 1) or of the staff (0).
func (y *Year) random(of int) *rand.Rand { return rand.New(rand.NewPCG(y.Seed, uint64(of))) }

// Write writes the year into an agency that holds no case; told hears of each
// share of cases that is whole.
func (y *Year) Write(ctx context.Context, store merge.AllStore, staff []casework.Actor, told func(cases, operations int)) error {
	pen := &pen{y: y, store: store, random: y.random(1 << 32)}
	var caseworkers, supervisors []casework.Actor
	for _, actor := range staff {
		if actor.Role == casework.RoleSupervisor {
			supervisors = append(supervisors, actor)
		} else {
			caseworkers = append(caseworkers, actor)
		}
	}
	for from := 0; from < y.Cases; from += together {
		var stories []*story
		for i := from; i < min(from+together, y.Cases); i++ {
			at := i % len(caseworkers)
			stories = append(stories, y.story(i, caseworkers[at], supervisors[at%len(supervisors)]))
		}
		if err := pen.write(ctx, stories); err != nil {
			return fmt.Errorf("demonstration year: %w", err)
		}
		told(from+len(stories), int(pen.n))
	}
	return nil
}

// pen numbers the operations and lands them.
type pen struct {
	y      *Year
	store  merge.AllStore
	random *rand.Rand
	n      int64
}

// write lands the cases stretch by stretch.
func (p *pen) write(ctx context.Context, stories []*story) error {
	for end := casework.AddDays(p.y.Today, -daysBack+stretch); ; end = casework.AddDays(end, stretch) {
		p.y.clock = moment(min(end, casework.AddDays(p.y.Today, -1)), 12)
		for from := 0; from < len(stories); from += atOnce {
			if err := p.stretch(ctx, stories[from:min(from+atOnce, len(stories))], end); err != nil {
				return err
			}
		}
		if end > p.y.Today {
			return nil
		}
	}
}

// stretch lands what the cases hold before a day: in each commit the next
// sittings of one person with each case.
func (p *pen) stretch(ctx context.Context, stories []*story, end string) error {
	for {
		var arrivals []merge.Arrival
		place := 0
		for _, s := range stories {
			sittings := s.next(end)
			if len(sittings) == 0 {
				continue
			}
			file, err := p.store.Shared(ctx, s.id)
			if err != nil {
				return err
			}
			arrival := merge.Arrival{Case: s.id, Actor: sittings[0].actor}
			for _, one := range sittings {
				arrival.Operations = append(arrival.Operations, p.operations(s.id, file, one)...)
			}
			for range arrival.Operations {
				arrival.At = append(arrival.At, place)
				place++
			}
			if len(arrival.Operations) > 0 {
				arrivals = append(arrivals, arrival)
			}
		}
		if len(arrivals) == 0 {
			return nil
		}
		results, err := merge.ArriveAll(ctx, p.store, "", arrivals)
		if err != nil {
			return err
		}
		if err := allApplied(arrivals, results); err != nil {
			return err
		}
	}
}

// allApplied finds what the rules kept aside: the year then tells a story that
// nobody could have written.
func allApplied(arrivals []merge.Arrival, results []oplog.Result) error {
	for _, arrival := range arrivals {
		for i, op := range arrival.Operations {
			result := results[arrival.At[i]]
			if result.Outcome == oplog.Kept || result.Outcome == oplog.Conflict {
				return fmt.Errorf("a %s of %s became %s (%s)", op.Kind, op.At, result.Outcome, result.Reason)
			}
		}
	}
	return nil
}

// operations makes one sitting a group.
func (p *pen) operations(caseID string, file *casework.File, s *sitting) []oplog.Operation {
	entries := s.entries
	if s.later != nil {
		entries = s.later(file)
	}
	group := ""
	if len(entries) > 1 {
		group = oplog.ID{Device: device, Epoch: 1, N: p.n + 1}.String()
	}
	ops := make([]oplog.Operation, len(entries))
	for i, entry := range entries {
		p.n++
		ops[i] = oplog.Operation{
			ID: oplog.ID{Device: device, Epoch: 1, N: p.n}, Group: group, Actor: s.actor.ID, Case: caseID, Record: entry.Record, Kind: entry.Kind,
			Seen: file.Seen, Term: file.Term, At: oplog.Moment(s.moment), Changes: entry.Changes,
		}.Seal(p.salt())
	}
	return ops
}

func (p *pen) salt() []byte {
	var numbers [16]byte
	for i := range numbers {
		numbers[i] = byte(p.random.Uint32())
	}
	sum := sha256.Sum256(numbers[:])
	return sum[:oplog.SaltBytes]
}

// moment is some hour of a working day, in UTC.
func moment(day string, hour int) time.Time {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic("demonstration year: a day is always one: " + err.Error())
	}
	return at.Add(14*time.Hour + time.Duration(hour)*30*time.Minute)
}

// newID is a UUIDv7 of a moment, from the seed.
func newID(random *rand.Rand, at time.Time) string {
	ms, a, b := at.UnixMilli(), random.Uint32(), random.Uint64()
	return fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", ms>>16, ms&0xffff, a&0xfff, 0x8000|a>>16&0x3fff, b&0xffffffffffff)
}
