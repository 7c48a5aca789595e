// Package demo holds the demonstration caseload: six families that nobody is,
// rich enough to show every page. It is written the way people write, as
// operations through the pen, so that nothing in it is special.
package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/pages"
)

// author writes one family after the other.
type author struct {
	ctx     context.Context
	env     *pages.Env
	request pages.Request
}

// Load writes the families as cases of the acting person.
func Load(ctx context.Context, env *pages.Env, request pages.Request) error {
	a := &author{ctx, env, request}
	for _, family := range families {
		if err := a.write(family); err != nil {
			return fmt.Errorf("demo: %s: %w", family.name, err)
		}
	}
	return nil
}

// family is one case, as a list of what stands in it.
type family struct {
	name, number, safety, next string
	nextIn                     int // days from now
	permanency                 string
	people                     []person
	goals                      []goal
	strengths                  []said
	made                       *made // how the plan came about, nil where nobody wrote that down
	issues                     []issue
	notes                      []note
	contract                   contract
	addedLater                 string // an action from after the signing, where the plan outgrew the contract
	work                       bool   // it is carried out: referrals, meetings, reviews
	child                      int    // the number of the child whom that is about
	twoVersions                string // another wording of the first goal, written at the same time
}

type person struct{ name, callName, role, relation, phone, about string }

// said is something in somebody's own words: who is the number of the person
// in the family.
type said struct {
	words string
	who   int
	ago   int // days
}

type goal struct {
	said
	wording  string
	barriers []said
}

type issue struct {
	what, details, kind string
	actions             []action
}

// action's who is a name, or "me" for the worker.
type action struct {
	kind, what, who, where, how string
	in                          int // days from now; 0 = no day
	given, done                 bool
}

// note's amends says what was added to it later; photo names the picture that
// came with it.
type note struct {
	kind, text, feelings, next string
	amends, photo              string
	ago                        int
	seen                       []int
}

// contract says how far the family's contract is.
type contract int

const (
	none contract = iota
	draft
	signed
	outgrown // signed, and the plan changed after that
	aside    // the client did not want to sign
)

// write makes the case and everything in it.
func (a *author) write(f family) error {
	caseID := a.env.NewID()
	values := map[string]string{
		"name": f.name, "number": f.number, "worker": a.request.Actor.ID, "opened_on": a.day(-60), "status": "open",
		"safety_note": f.safety, "next_step": f.next, "permanency_goal": f.permanency,
	}
	if f.next != "" {
		values["next_on"] = a.day(f.nextIn)
	}
	entries := []pages.Entry{pages.Made(caseID, casework.KindCase, values)}
	var people []string
	for _, p := range f.people {
		id := a.env.NewID()
		people = append(people, id)
		entries = append(entries, pages.Made(id, casework.KindPerson, map[string]string{
			"name": p.name, "call_name": p.callName, "role": p.role, "relation": p.relation, "phone": p.phone, "about": p.about,
		}))
	}
	if err := a.put(caseID, entries); err != nil {
		return err
	}
	plan, goals := a.plan(f, people)
	if err := a.put(caseID, plan); err != nil {
		return err
	}
	if err := a.made(f.made, caseID, people, goals); err != nil {
		return err
	}
	if err := a.notes(f, caseID, people); err != nil {
		return err
	}
	if err := a.contract(f, caseID, people); err != nil {
		return err
	}
	if err := a.work(f, caseID, people, goals); err != nil {
		return err
	}
	return a.disagree(f, caseID, goals)
}

func (a *author) put(caseID string, entries []pages.Entry) error {
	return a.env.Write(a.ctx, a.request, caseID, entries...)
}

// plan is goals, barriers, strengths, issues and actions.
func (a *author) plan(f family, people []string) (entries []pages.Entry, goals []string) {
	add := func(kind casework.Kind, values map[string]string) string {
		id := a.env.NewID()
		entries = append(entries, pages.Made(id, kind, values))
		return id
	}
	for _, g := range f.goals {
		values := a.quote(g.said, people)
		values["wording"], values["status"] = g.wording, "open"
		id := add(casework.KindGoal, values)
		goals = append(goals, id)
		for _, barrier := range g.barriers {
			values := a.quote(barrier, people)
			values["goals"] = id
			add(casework.KindBarrier, values)
		}
	}
	for _, strength := range f.strengths {
		add(casework.KindStrength, a.quote(strength, people))
	}
	for i, is := range f.issues {
		id := add(casework.KindIssue, map[string]string{"what": is.what, "details": is.details, "type": is.kind})
		for _, ac := range is.actions {
			values := map[string]string{
				"issue": id, "type": ac.kind, "what": ac.what, "who": a.who(ac.who, f, people), "where": ac.where, "how": ac.how, "state": "to_be_given",
			}
			if ac.in != 0 {
				values["by_when"] = a.day(ac.in)
			}
			if ac.given {
				values["state"] = "given"
			}
			if ac.done {
				values["done"], values["done_on"] = "yes", a.day(-2)
			}
			if i < len(goals) {
				values["goal"] = goals[i]
			}
			add(casework.KindAction, values)
		}
	}
	return entries, goals
}

func (a *author) quote(s said, people []string) map[string]string {
	return map[string]string{"words": s.words, "said_by": people[s.who], "said_on": a.day(-s.ago)}
}

// who is a reference where the name is somebody of the family or the worker.
func (a *author) who(name string, f family, people []string) string {
	if name == "me" {
		return "staff:" + a.request.Actor.ID
	}
	for i, p := range f.people {
		if p.callName == name {
			return "person:" + people[i]
		}
	}
	return name
}

// notes writes one note after the other: only what is there can be amended.
func (a *author) notes(f family, caseID string, people []string) error {
	for _, n := range f.notes {
		var seen []string
		for _, who := range n.seen {
			seen = append(seen, people[who])
		}
		id := a.env.NewID()
		values := map[string]string{
			"type": n.kind, "on": a.day(-n.ago), "seen": strings.Join(seen, " "), "text": n.text, "feelings": n.feelings, "next_step": n.next,
		}
		entries := []pages.Entry{pages.Made(id, casework.KindNote, values)}
		if n.photo != "" {
			photo, err := a.photo(id, n.photo)
			if err != nil {
				return err
			}
			entries = append(entries, photo)
		}
		if err := a.put(caseID, entries); err != nil {
			return err
		}
		if n.amends == "" {
			continue
		}
		values["text"], values["amends"] = n.amends, id
		if err := a.put(caseID, []pages.Entry{pages.Made(a.env.NewID(), casework.KindNote, values)}); err != nil {
			return err
		}
	}
	return nil
}

// photo stores the picture and names it beside the note.
func (a *author) photo(note, name string) (pages.Entry, error) {
	content, err := heater()
	if err != nil {
		return pages.Entry{}, err
	}
	sum := sha256.Sum256(content)
	hash := hex.EncodeToString(sum[:])
	if err := a.env.Store.PutAttachment(a.ctx, hash, "image/png", content); err != nil {
		return pages.Entry{}, err
	}
	return pages.Made(a.env.NewID(), casework.KindAttachment, map[string]string{
		"of": note, "type": "photo", "name": name, "media": "image/png", "size": strconv.Itoa(len(content)), "sha256": hash,
	}), nil
}

// disagree writes the first goal twice from the same page, as two people at two
// desks do: both wordings then stand side by side.
func (a *author) disagree(f family, caseID string, goals []string) error {
	if f.twoVersions == "" {
		return nil
	}
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return err
	}
	goal := file.Record(goals[0])
	for _, wording := range []string{f.goals[0].wording + " Kit tells us how it goes every second week.", f.twoVersions} {
		entry, changed := pages.Edited(goal, file.Seen, map[string]string{"wording": wording})
		if !changed {
			continue
		}
		if err := a.put(caseID, []pages.Entry{entry}); err != nil {
			return err
		}
	}
	return nil
}

// day is the agency's date so many days from now.
func (a *author) day(from int) string {
	return a.request.House.Calendar.Day(a.request.Now.Add(time.Duration(from) * 24 * time.Hour))
}
