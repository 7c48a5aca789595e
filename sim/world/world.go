// Package world simulates an agency: the real server core on real SQLite
// files, people at desks, and tablets with the core that the product's tablets
// run. One goroutine, virtual time, one seed: the seed decides schedule, what
// people do and what goes wrong, and replays byte for byte.
package world

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"math/rand/v2"
	"time"

	"doorstep/casework"
	"doorstep/sim/oracle"
)

// Profile is the size of a world.
type Profile struct {
	Name         string
	Fewest, Most int // tablets
	Workers      int // caseworkers, beside two supervisors
	Steps        int
	Rare         int // a great fault (restore, image …) happens about once in so many steps
	SyncAll      int // every tablet syncs after so many steps; 0: never
}

// The profiles.
var (
	Usual = Profile{Name: "usual", Fewest: 2, Most: 6, Workers: 3, Steps: 200, Rare: 12}
	Large = Profile{Name: "large", Fewest: 200, Most: 200, Workers: 40, Steps: 3000, Rare: 150}
)

// World is one simulated agency.
type World struct {
	Seed uint64
	Hits map[Fault]int
	Book oracle.Book

	profile  Profile
	ctx      context.Context
	random   *rand.Rand
	clock    time.Time
	office   *office
	people   []casework.Actor
	tablets  []*tablet
	desks    []*desk
	trace    hash.Hash
	healing  bool
	made     int // for ids of records
	findings []oracle.Finding
	past     []exchanged
	folder   string
	rounds   int

	backups    []backup
	onlyThere  map[*oracle.Action]bool // no longer on their tablet
	mustReturn []*oracle.Action        // were on a tablet when the office was restored
}

// Result is what became of one seed.
type Result struct {
	Seed       uint64
	Operations int // that a screen confirmed
	Findings   []oracle.Finding
	Hits       map[Fault]int
	Trace      string // SHA-256 of everything that happened
	Rounds     int    // that the tablets needed to come to rest
}

// Lost counts the findings that say something a person wrote is gone or hidden.
func (r Result) Lost() (count int) {
	for _, finding := range r.Findings {
		if finding.Check == oracle.NoLoss || finding.Check == oracle.NoSilentChoice {
			count++
		}
	}
	return count
}

// Run plays one seed in a folder of its own below root, which it removes.
func Run(root string, seed uint64, profile Profile) (Result, error) {
	w := &World{
		Seed: seed, Hits: map[Fault]int{}, onlyThere: map[*oracle.Action]bool{}, profile: profile, ctx: context.Background(),
		random: rand.New(rand.NewPCG(seed, 20261121)), trace: sha256.New(),
		clock: time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC),
	}
	if err := w.found(root); err != nil {
		return Result{}, err
	}
	defer w.leave()
	for range profile.Steps {
		if err := w.step(); err != nil {
			return Result{}, fmt.Errorf("seed %d: %w", seed, err)
		}
		if len(w.findings) > 0 { // what follows a first fault says little
			break
		}
	}
	if len(w.findings) == 0 {
		if err := w.comeToRest(); err != nil {
			return Result{}, fmt.Errorf("seed %d: %w", seed, err)
		}
	}
	return Result{
		Seed: seed, Operations: w.Book.Sure(), Findings: w.findings, Hits: w.Hits,
		Trace: hex.EncodeToString(w.trace.Sum(nil)), Rounds: w.rounds,
	}, nil
}

// note writes a line into the trace.
func (w *World) note(parts ...string) {
	for _, part := range parts {
		fmt.Fprintf(w.trace, "%d:%s ", len(part), part)
	}
	w.trace.Write([]byte{'\n'})
	if Tell != nil {
		Tell(parts)
	}
}

// Tell is told every line of the trace; nil: nobody is. For looking at one seed.
var Tell func(parts []string)

// find notes that something is wrong.
func (w *World) find(check, format string, args ...any) {
	w.findings = append(w.findings, oracle.Finding{Check: check, What: fmt.Sprintf(format, args...)})
	w.note("found", check, fmt.Sprintf(format, args...))
}

func (w *World) now() time.Time { return w.clock }

func (w *World) newID(prefix string) string {
	w.made++
	return fmt.Sprintf("%s%05d", prefix, w.made)
}

func pick[T any](w *World, list []T) T { return list[w.random.IntN(len(list))] }

// step lets one thing happen.
func (w *World) step() error {
	w.clock = w.clock.Add(time.Duration(w.random.IntN(90)) * time.Second)
	if w.random.IntN(w.profile.Rare) == 0 {
		return w.greatFault()
	}
	t := pick(w, w.tablets)
	switch choice := w.random.IntN(100); {
	case choice < 14:
		return w.deskWorks(pick(w, w.desks))
	case choice < 62:
		if err := w.tabletWorks(t); err != nil {
			return err
		}
	case choice < 66:
		return w.deliverLate(t)
	default:
		if err := w.syncs(t); err != nil {
			return err
		}
	}
	return w.lookAt(t)
}

// syncs lets a tablet sync. What a real tablet would try again later is no
// error; anything else ends the simulation.
func (w *World) syncs(t *tablet) error {
	w.note("sync", t.device)
	_, err := t.client().Sync(w.ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errAway), errors.Is(err, errStopped), errors.Is(err, errKilled):
		return nil
	}
	return w.syncTrouble(t, err)
}
