package exchange_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// world is one office, its people and their tablets, and a network between them
// that is cut at random. One seed decides everything.
type world struct {
	t       *testing.T
	random  *rand.Rand
	office  *smallPages
	staff   []casework.Actor
	tablets []*device
	desk    *author
	written map[oplog.ID]writing
	seq     int            // for ids of records
	past    []sent         // requests that reached the office
	reached map[string]int // rare paths that were taken
	now     time.Time      // on every tablet
	backup  *memory.Office
}

// writing is an operation that a person wrote, and what stood in the fields it
// sets on the page it was written on.
type writing struct {
	op    oplog.Operation
	shown map[string]string
}

type sent struct {
	actor   casework.Actor
	request exchange.Request
	reply   exchange.Reply
}

// smallPages cuts pulls into pages so small that most take several,
// and calls durable what is in the last backup.
type smallPages struct {
	*memory.Office
	durable int64
}

func (o *smallPages) Pull(ctx context.Context, actor casework.Actor, since int64, limit int) (exchange.Snapshot, error) {
	snapshot, err := o.Office.Pull(ctx, actor, since, min(limit, 600))
	snapshot.Durable = o.durable
	return snapshot, err
}

// author numbers the operations of a device.
type author struct {
	device string
	actor  casework.Actor
	n      int64
}

// device is a tablet: its replica, its client and the cuts of its network.
type device struct {
	author
	replica *memory.Tablet
	client  *exchange.Client
	world   *world
	cuts    int // one in so many messages is cut on each way; 0: none
}

func newWorld(t *testing.T, seed uint64) *world {
	w := &world{
		t: t, random: rand.New(rand.NewPCG(seed, 1)), written: map[oplog.ID]writing{}, reached: map[string]int{},
		staff: []casework.Actor{
			{ID: "may", Name: "May Torres", Role: casework.RoleCaseworker},
			{ID: "noor", Name: "Noor Haddad", Role: casework.RoleCaseworker},
			{ID: "grace", Name: "Grace Okafor", Role: casework.RoleSupervisor},
		},
	}
	house := exchange.House{Tenant: "t1", Agency: "Harbour House"}
	for _, actor := range w.staff {
		house.Staff = append(house.Staff, exchange.StaffMember{ID: actor.ID, Name: actor.Name, Role: actor.Role})
	}
	w.office = &smallPages{Office: memory.NewOffice(house)}
	w.backsUp()
	w.desk = &author{device: oplog.OfficePrefix + "1", actor: w.staff[2]}
	for i, actor := range []casework.Actor{w.staff[0], w.staff[0], w.staff[1], w.staff[2]} { // may has two
		d := &device{author: author{device: fmt.Sprintf("tab%d", i), actor: actor}, replica: memory.NewTablet(), world: w, cuts: 4}
		d.replica.Now = func() time.Time { return w.now }
		d.client = &exchange.Client{Replica: d.replica, Transport: d, Device: d.device, Epoch: 1, Actor: actor, Unsqueeze: gunzip}
		d.client.ParcelFrom = []int{0, 1, 3, 2}[i]
		w.tablets = append(w.tablets, d)
	}
	return w
}

func gunzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

var errCut = errors.New("the network was cut")

func (d *device) cut() bool { return d.cuts > 0 && d.world.random.IntN(d.cuts) == 0 }

// Sync carries a request as JSON, so that nothing is shared with the office.
func (d *device) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	w := d.world
	if d.cut() {
		w.reached["request lost"]++
		return exchange.Reply{}, errCut
	}
	request = throughJSON(w.t, request)
	reply, err := exchange.Answer(ctx, w.office, d.actor, request)
	if err != nil {
		return exchange.Reply{}, err
	}
	w.past = append(w.past, sent{d.actor, request, reply})
	w.note(request, reply)
	if d.cut() {
		w.reached["reply lost"]++
		return exchange.Reply{}, errCut
	}
	if d.cuts > 0 && w.random.IntN(5) == 0 {
		w.reached["request sent twice"]++
		if reply, err = exchange.Answer(ctx, w.office, d.actor, request); err != nil {
			return exchange.Reply{}, err
		}
	}
	return throughJSON(w.t, reply), nil
}

// Segment carries a segment; while it is fetched the office may go on working.
func (d *device) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	if d.cut() {
		d.world.reached["segment lost"]++
		return nil, errCut
	}
	if d.cuts > 0 && d.world.random.IntN(4) == 0 {
		d.world.officeWrites()
	}
	segment, _, err := exchange.Segment(ctx, d.world.office, d.actor, d.device, 1, mark.Case, exchange.InColumns)
	return segment, err
}

func (w *world) note(request exchange.Request, reply exchange.Reply) {
	for name, happened := range map[string]bool{
		"page": reply.More, "list": reply.List, "enter": len(reply.Enter) > 0, "leave": len(reply.Leave) > 0,
		"operations": len(request.Operations) > 0, "parcel": reply.Inbox > 0,
	} {
		if happened {
			w.reached[name]++
		}
	}
	for _, result := range reply.Results {
		w.reached[string(result.Outcome)]++
	}
}

func throughJSON[T any](t *testing.T, value T) T {
	t.Helper()
	encoded, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var copied T
	if err := json.Unmarshal(encoded, &copied); err != nil {
		t.Fatal(err)
	}
	return copied
}

// write makes the author's next operations and lands them, unless the rules
// refuse them where they are written, as a page would.
func (w *world) write(store merge.Store, a *author, file *casework.File, parts ...oplog.Operation) {
	w.t.Helper()
	group := ""
	if len(parts) > 1 {
		group = fmt.Sprintf("%s/%d", a.device, a.n+1)
	}
	ops := make([]oplog.Operation, len(parts))
	for i, op := range parts {
		op.ID = oplog.ID{Device: a.device, Epoch: 1, N: a.n + int64(i) + 1}
		op.Group, op.Actor, op.Case, op.Term, op.At = group, a.actor.ID, file.Case, file.Term, "2026-11-21T09:00:00.000Z"
		if op.Seen == 0 {
			op.Seen = file.Seen
		}
		ops[i] = op.Seal(make([]byte, oplog.SaltBytes))
	}
	for _, result := range merge.Plan(file.Clone(), a.actor, ops).Results {
		if result.Outcome == oplog.Kept {
			return
		}
	}
	if _, _, err := merge.Land(w.t.Context(), store, file.Case, a.actor, ops); err != nil {
		w.t.Fatal(err)
	}
	a.n += int64(len(ops))
	for _, op := range ops {
		shown := map[string]string{}
		if record := file.Record(op.Record); record != nil {
			maps.Copy(shown, record.Fields)
		}
		w.written[op.ID] = writing{op, shown}
	}
}

func (w *world) newID(prefix string) string {
	w.seq++
	return fmt.Sprintf("%s%04d", prefix, w.seq)
}

func (w *world) file(store merge.Store, caseID string) *casework.File {
	w.t.Helper()
	file, err := store.File(w.t.Context(), caseID)
	if err != nil {
		w.t.Fatal(err)
	}
	return file
}

func makes(pairs ...string) []oplog.Change {
	changes := []oplog.Change{{Do: oplog.Create}}
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

// opensCase makes a new case where the author is.
func (w *world) opensCase(store merge.Store, a *author) {
	caseID := w.newID("case")
	w.write(store, a, casework.NewFile(caseID),
		oplog.Operation{Record: caseID, Kind: casework.KindCase, Changes: makes("name", "Family "+caseID, "worker", a.actor.ID)},
		oplog.Operation{Record: w.newID("goal"), Kind: casework.KindGoal, Changes: makes("words", "first words")})
}

// worksOn does one thing in a case, as the author sees it.
func (w *world) worksOn(store merge.Store, a *author, caseID string) {
	file := w.file(store, caseID)
	if file.Head() == nil {
		return
	}
	var goals []*casework.Record
	for _, record := range file.Records {
		if record.Kind == casework.KindGoal {
			goals = append(goals, record)
		}
	}
	if len(goals) == 0 {
		return
	}
	sortByID(goals)
	goal := goals[w.random.IntN(len(goals))]
	set := func(field, to string) oplog.Change { return oplog.Change{Do: oplog.Set, Field: field, To: to} }
	text := fmt.Sprintf("words %d of %s", w.random.IntN(1000), a.device)
	switch kind := w.random.IntN(10); {
	case len(goal.Siblings) > 0 && kind < 4:
		sibling := goal.Siblings[w.random.IntN(len(goal.Siblings))]
		to := sibling.Text
		if kind == 0 && sibling.Field != casework.FieldRemoved {
			to = text
		}
		w.write(store, a, file, oplog.Operation{Record: goal.ID, Kind: goal.Kind, Changes: []oplog.Change{
			{Do: oplog.Resolve, Field: sibling.Field, To: to, Siblings: []string{sibling.ID}}}})
	case kind < 7:
		w.write(store, a, file, oplog.Operation{Record: goal.ID, Kind: goal.Kind, Changes: []oplog.Change{set([]string{"words", "wording"}[kind%2], text)}})
	case kind == 7:
		w.write(store, a, file, oplog.Operation{Record: goal.ID, Kind: goal.Kind, Changes: []oplog.Change{{Do: oplog.Remove, To: "mistake"}}})
	case kind == 8:
		w.write(store, a, file,
			oplog.Operation{Record: w.newID("goal"), Kind: casework.KindGoal, Changes: makes("words", text)},
			oplog.Operation{Record: w.newID("note"), Kind: casework.KindNote, Changes: makes("type", "phone", "on", "2026-11-21", "text", text)},
			oplog.Operation{Record: goal.ID, Kind: goal.Kind, Changes: []oplog.Change{set("status", "open")}})
	default:
		worker := w.staff[w.random.IntN(len(w.staff))].ID
		w.write(store, a, file, oplog.Operation{Record: caseID, Kind: casework.KindCase, Changes: []oplog.Change{set("worker", worker)}})
	}
}

func (w *world) officeWrites() {
	list, err := w.office.Summaries(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if len(list) == 0 || w.random.IntN(8) == 0 {
		w.opensCase(w.office, w.desk)
		return
	}
	w.worksOn(w.office, w.desk, list[w.random.IntN(len(list))].Case)
}

func (w *world) tabletWrites(d *device) {
	list, err := d.replica.Summaries(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	if len(list) == 0 || w.random.IntN(8) == 0 {
		w.opensCase(d.replica, &d.author)
		return
	}
	w.worksOn(d.replica, &d.author, list[w.random.IntN(len(list))].Case)
}
