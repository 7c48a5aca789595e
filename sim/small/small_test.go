// Package small is the exhaustive model: two devices, one record with two
// fields, and every order of up to six events, judged by the oracle.
package small

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"testing"

	"doorstep/casework"
	"doorstep/sim/oracle"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

const (
	caseID = "case1"
	goalID = "goal1"
)

var may = casework.Actor{ID: "may", Name: "May Torres", Role: casework.RoleSupervisor}

// An event is one thing that one device does.
type event struct {
	device int
	verb   string
}

// verbs of a device: two fields, a removal, a choice, a sync and one whose reply
// is lost.
var verbs = []string{"words", "wording", "remove", "choose", "sync", "lost"}

type device struct {
	id      string
	replica *memory.Tablet
}

type model struct {
	t       *testing.T
	office  *memory.Office
	devices [2]*device
	book    *oracle.Book
	written int
	loses   bool // the next reply
}

var errLost = errors.New("small: the reply was lost")

func newModel(t *testing.T) *model {
	m := &model{t: t, office: memory.NewOffice(exchange.House{Tenant: "t1"}), book: &oracle.Book{}}
	for i := range m.devices {
		m.devices[i] = &device{id: fmt.Sprintf("tab%d", i), replica: memory.NewTablet()}
	}
	first := m.devices[0]
	m.writes(first, casework.NewFile(caseID),
		oplog.Operation{Record: caseID, Kind: casework.KindCase, Changes: []oplog.Change{{Do: oplog.Create}, {Do: oplog.Set, Field: "name", To: "Ruiz"}, {Do: oplog.Set, Field: "worker", To: "may"}}},
		oplog.Operation{Record: goalID, Kind: casework.KindGoal, Changes: []oplog.Change{{Do: oplog.Create}, {Do: oplog.Set, Field: "words", To: "first"}, {Do: oplog.Set, Field: "wording", To: "first too"}}})
	m.syncs(first)
	m.syncs(m.devices[1])
	return m
}

// copy lets two orders share their beginning.
func (m *model) copy() *model {
	twin := *m
	twin.office = m.office.Copy()
	twin.book = m.book.Copy()
	for i, d := range m.devices {
		twin.devices[i] = &device{d.id, d.replica.Copy()}
	}
	return &twin
}

func (m *model) client(d *device) *exchange.Client {
	return &exchange.Client{Replica: d.replica, Transport: m, Device: d.id, Epoch: 1, Actor: may, Unsqueeze: gunzip}
}

func gunzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

// Sync carries a request; the reply may be lost.
func (m *model) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	reply, err := exchange.Answer(ctx, m.office, may, request)
	if m.loses {
		return exchange.Reply{}, errLost
	}
	return reply, err
}

// Segment carries a case.
func (m *model) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	segment, _, err := m.office.Segment(ctx, mark.Case, exchange.InColumns)
	return segment, err
}

func (m *model) syncs(d *device) {
	if _, err := m.client(d).Sync(m.t.Context()); err != nil && !errors.Is(err, errLost) {
		m.t.Fatal(err)
	}
}

// writes lands operations where they are written and tells the oracle.
func (m *model) writes(d *device, file *casework.File, parts ...oplog.Operation) {
	next, err := d.replica.NextNumber(m.t.Context(), d.id, 1)
	if err != nil {
		m.t.Fatal(err)
	}
	group := ""
	if len(parts) > 1 {
		group = "group"
	}
	for i, op := range parts {
		op.ID = oplog.ID{Device: d.id, Epoch: 1, N: next + int64(i)}
		op.Group, op.Actor, op.Case, op.Seen, op.Term, op.At = group, may.ID, caseID, file.Seen, file.Term, "2026-11-21T09:00:00.000Z"
		parts[i] = op.Seal(make([]byte, oplog.SaltBytes))
	}
	results, _, err := merge.Land(m.t.Context(), d.replica, caseID, may, parts)
	if err != nil {
		m.t.Fatal(err)
	}
	for i, op := range parts {
		if results[i].Outcome == oplog.Kept {
			m.t.Fatalf("%s is refused where it is written: %s", op.ID, results[i].Reason)
		}
		action := oracle.Action{ID: op.ID.String(), Line: op.Chain(), Case: caseID, Record: op.Record, Group: group, Bytes: op.Bytes(), Screen: screenOf(file.Record(op.Record)), Sure: true}
		for _, change := range op.Changes {
			action.Steps = append(action.Steps, oracle.Step{Do: string(change.Do), Field: change.Field, Text: change.To, Closes: change.Siblings})
		}
		m.book.Write(action)
	}
}

func screenOf(record *casework.Record) oracle.Screen {
	screen := oracle.Screen{Heads: map[string]string{}, Beside: map[string]oracle.Version{}}
	if record != nil {
		maps.Copy(screen.Heads, record.Fields)
		screen.Hidden = record.Removed != nil
		for _, sibling := range record.Siblings {
			screen.Beside[sibling.ID] = oracle.Version{Field: sibling.Field, Text: sibling.Text}
		}
	}
	return screen
}

// does lets an event happen; false where it would change nothing.
func (m *model) does(e event) bool {
	d := m.devices[e.device]
	file, err := d.replica.File(m.t.Context(), caseID)
	if err != nil {
		m.t.Fatal(err)
	}
	goal := file.Record(goalID)
	change := oplog.Change{Do: oplog.Set, Field: e.verb}
	m.written++
	switch e.verb {
	case "sync", "lost":
		waiting, err := d.replica.Waiting(m.t.Context(), 0)
		if err != nil {
			m.t.Fatal(err)
		}
		if e.verb == "lost" && len(waiting) == 0 {
			return false
		}
		m.loses = e.verb == "lost"
		m.syncs(d)
		m.loses = false
		return true
	case "remove":
		change = oplog.Change{Do: oplog.Remove, To: fmt.Sprintf("reason %d", m.written)}
	case "choose":
		if len(goal.Siblings) == 0 {
			return false
		}
		sibling := goal.Siblings[0]
		change = oplog.Change{Do: oplog.Resolve, Field: sibling.Field, To: sibling.Text, Siblings: []string{sibling.ID}}
	default:
		change.To = fmt.Sprintf("text %d", m.written)
	}
	if goal.Removed != nil { // no page offers it
		return false
	}
	m.writes(d, file, oplog.Operation{Record: goalID, Kind: casework.KindGoal, Changes: []oplog.Change{change}})
	return true
}

// judge lets both sync until they rest, and asks the oracle.
func (m *model) judge(path []event) {
	for range 2 {
		for _, d := range m.devices {
			m.syncs(d)
		}
	}
	office := oracle.Office{Records: map[string]map[string]oracle.Screen{caseID: {}}}
	var ids []oplog.ID
	for _, action := range m.book.All() {
		op, err := oplog.Decode(action.Bytes)
		if err != nil {
			m.t.Fatal(err)
		}
		ids = append(ids, op.ID)
	}
	results, hashes, err := m.office.StoredResults(m.t.Context(), ids)
	if err != nil {
		m.t.Fatal(err)
	}
	for id, result := range results {
		office.Log = append(office.Log, oracle.Entry{ID: id.String(), Seq: result.Seq, Hash: hashes[id], Kept: result.Outcome == oplog.Kept})
	}
	there, err := m.office.File(m.t.Context(), caseID)
	if err != nil {
		m.t.Fatal(err)
	}
	for id, record := range there.Records {
		office.Records[caseID][id] = screenOf(record)
	}
	for _, finding := range m.book.Judge(office) {
		m.t.Errorf("%v: %s", path, finding)
	}
	want, err := json.Marshal(there.Records)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, d := range m.devices {
		here, err := d.replica.File(m.t.Context(), caseID)
		if err != nil {
			m.t.Fatal(err)
		}
		if got, err := json.Marshal(here.Records); err != nil || string(got) != string(want) {
			m.t.Errorf("%v: convergence: %s shows\n%s\nthe office has\n%s", path, d.id, got, want)
		}
	}
}

// TestEveryOrder plays every order of events. What would change nothing ends
// its branch: the order without it is played too. DOORSTEP_LONG plays six
// events with every verb, in some minutes.
func TestEveryOrder(t *testing.T) {
	orders := 0
	depth, long := 4, os.Getenv("DOORSTEP_LONG") != ""
	if long {
		depth = 6
	}
	orders += playAll(t, newModel(t), nil, depth, verbs)
	if !long {
		orders += playAll(t, newModel(t), nil, 6, []string{"words", "sync"})
		orders += playAll(t, newModel(t), nil, 5, []string{"words", "choose", "sync"})
	}
	t.Logf("%d orders", orders)
	if orders < 3000 {
		t.Errorf("only %d orders were played", orders)
	}
}

func playAll(t *testing.T, m *model, path []event, left int, verbs []string) (orders int) {
	if left == 0 || t.Failed() {
		m.judge(path)
		return 1
	}
	ended := true
	for device := range m.devices {
		for _, verb := range verbs {
			e := event{device, verb}
			if len(path) == 0 && device == 1 || len(path) > 0 && verb == "sync" && path[len(path)-1] == e {
				continue // the same with the devices' names changed; a second sync at once
			}
			twin := m.copy()
			if !twin.does(e) {
				continue
			}
			ended = false
			orders += playAll(t, twin, append(path[:len(path):len(path)], e), left-1, verbs)
			if t.Failed() {
				return orders
			}
		}
	}
	if ended {
		m.judge(path)
		return 1
	}
	return orders
}
