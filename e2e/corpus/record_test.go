package corpus

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/memory"
	"doorstep/storage/sqlite"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

var record = flag.String("record", "", "record what this code writes below testdata, under this name")

// TestRecord writes a new recording. It refuses to change an old one.
func TestRecord(t *testing.T) {
	if *record == "" {
		t.Skip("make corpus NAME=x records anew")
	}
	folder := filepath.Join("testdata", *record)
	if _, err := os.Stat(filepath.Join(folder, "talk.json")); err == nil {
		t.Fatalf("%s is there already; recordings are never changed", folder)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	r := &recorder{t: t, ctx: t.Context(), data: t.TempDir(), out: folder}
	r.talk.Release = *record
	r.open()
	r.people()
	r.officeWrites()
	r.keep("before.db.gz")
	r.tabletsTalk()
	r.stand()
	r.sealItems()
	r.keep("after.db.gz")
	encoded, err := json.MarshalIndent(r.talk, "", " ")
	r.check(err)
	r.check(os.WriteFile(filepath.Join(folder, "talk.json"), append(encoded, '\n'), 0o644))
}

type recorder struct {
	t         *testing.T
	ctx       context.Context
	data, out string
	talk      Recording
	control   *sqlite.Control
	office    storage.Tenant
	release   func()
	tablets   []*recorded
	desk      int64
	clock     int
	family    string
	second    string
	goal      string
}

// recorded is a tablet whose words to the office are written down.
type recorded struct {
	r       *recorder
	index   int
	actor   casework.Actor
	device  string
	n       int64
	replica *memory.Tablet
}

func (r *recorder) check(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func (r *recorder) open() {
	var err error
	r.control, err = sqlite.Open(r.ctx, sqlite.Options{Dir: r.data, Stage: blob.OpenStage})
	r.check(err)
	if r.talk.Tenant == "" {
		r.talk.Tenant, err = r.control.CreateTenant(r.ctx)
		r.check(err)
	}
	r.office, r.release, err = r.control.Tenant(r.ctx, r.talk.Tenant)
	r.check(err)
}

// keep closes the databases, so that all lies in the file, and keeps that.
func (r *recorder) keep(name string) {
	r.release()
	r.check(r.control.Close())
	r.pack(agencyFile(r.data, r.talk.Tenant), name)
	r.pack(filepath.Join(r.data, "control.db"), "control.db.gz")
	r.open()
}

// agencyFile is where an agency's database lies in a data folder.
func agencyFile(data, tenant string) string {
	return filepath.Join(data, "tenants", tenant[:2], tenant, "main.db")
}

func (r *recorder) pack(file, name string) {
	content, err := os.ReadFile(file)
	r.check(err)
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	r.check(err)
	_, err = writer.Write(content)
	r.check(err)
	r.check(writer.Close())
	r.check(os.WriteFile(filepath.Join(r.out, name), packed.Bytes(), 0o644))
}

func (r *recorder) people() {
	for i, name := range []string{"Dana Reed", "Ben Ito"} {
		id := fmt.Sprintf("%08d-0000-7000-8000-000000000001", i)
		device := fmt.Sprintf("%08d-0000-7000-8000-000000000002", i)
		role := []casework.Role{casework.RoleCaseworker, casework.RoleSupervisor}[i]
		person := storage.Person{ID: id, Name: name, Role: role, Handle: []byte(id), Created: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)}
		r.check(r.office.AddPerson(r.ctx, person))
		r.check(r.office.AddTablet(r.ctx, storage.Tablet{ID: device, Person: id, Epoch: 1, Created: person.Created}))
		r.talk.People = append(r.talk.People, Person{ID: id, Role: string(person.Role), Device: device})
		r.tablets = append(r.tablets, &recorded{r: r, index: i, actor: person.Actor(), device: device, replica: memory.NewTablet()})
	}
	// Dana has a second tablet: its words and those of the first can conflict.
	dana := r.tablets[0]
	device := "00000009-0000-7000-8000-000000000002"
	r.check(r.office.AddTablet(r.ctx, storage.Tablet{ID: device, Person: dana.actor.ID, Epoch: 1, Created: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)}))
	r.talk.People = append(r.talk.People, Person{ID: dana.actor.ID, Role: string(dana.actor.Role), Device: device})
	r.tablets = append(r.tablets, &recorded{r: r, index: 2, actor: dana.actor, device: device, replica: memory.NewTablet()})
}

func makes(pairs ...string) []oplog.Change {
	return append([]oplog.Change{{Do: oplog.Create}}, sets(pairs...)...)
}

func sets(pairs ...string) []oplog.Change {
	var changes []oplog.Change
	for i := 0; i < len(pairs); i += 2 {
		changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
	}
	return changes
}

func (r *recorder) newID() string {
	r.clock++
	return fmt.Sprintf("01a20000-0000-7000-8000-%012d", r.clock)
}

func (r *recorder) moment() string {
	r.clock++
	return oplog.Moment(time.Date(2026, 11, 21, 9, 0, r.clock, 0, time.UTC))
}

// seal numbers and seals operations of one author.
func (r *recorder) seal(device string, n *int64, actor casework.Actor, file *casework.File, parts []oplog.Operation) []oplog.Operation {
	group := ""
	if len(parts) > 1 {
		group = r.newID()
	}
	ops := make([]oplog.Operation, len(parts))
	for i, op := range parts {
		*n++
		op.ID = oplog.ID{Device: device, Epoch: 1, N: *n}
		op.Group, op.Actor, op.Case, op.Seen, op.At = group, actor.ID, file.Case, file.Seen, r.moment()
		ops[i] = op.Seal(bytes.Repeat([]byte{byte(*n)}, oplog.SaltBytes))
	}
	return ops
}

func (r *recorder) officeWrites() {
	r.family = r.newID()
	r.second = r.newID()
	r.goal = r.newID()
	dana := r.tablets[0].actor
	for _, open := range []struct{ id, name string }{{r.family, "Alvarez"}, {r.second, "Okonkwo"}} {
		r.atDesk(dana, open.id, oplog.Operation{Record: open.id, Kind: casework.KindCase, Changes: makes("name", open.name, "worker", dana.ID)})
	}
	r.atDesk(dana, r.family,
		oplog.Operation{Record: r.newID(), Kind: casework.KindPerson, Changes: makes("name", "Maria Alvarez", "role", "mother")},
		oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: makes("words", "I want my kids home by summer")})
	r.atDesk(dana, r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: sets("status", "open", "by", "2027-06-30")})
}

func (r *recorder) atDesk(actor casework.Actor, caseID string, parts ...oplog.Operation) {
	file, err := r.office.File(r.ctx, caseID)
	r.check(err)
	ops := r.seal(oplog.OfficePrefix+"1", &r.desk, actor, file, parts)
	results, _, err := merge.Land(r.ctx, r.office, caseID, actor, ops)
	r.check(err)
	r.noneKept(results)
}

func (r *recorder) noneKept(results []oplog.Result) {
	r.t.Helper()
	for _, result := range results {
		if result.Outcome == oplog.Kept {
			r.t.Fatalf("an operation was kept aside: %+v", result)
		}
	}
}

func (r *recorder) tabletsTalk() {
	first, ben, second := r.tablets[0], r.tablets[1], r.tablets[2]
	for _, d := range r.tablets {
		d.sync()
	}
	note := r.newID()
	first.write(r.family, oplog.Operation{Record: note, Kind: casework.KindNote,
		Changes: makes("type", "home_visit", "on", "2026-11-21", "text", "The room is ready. \u201cWe painted it\u201d, said Leo \U0001f3e0")})
	first.write(r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: sets("words", "Home before the summer holidays")})
	first.write(r.family, oplog.Operation{Record: note, Kind: casework.KindNote, Changes: []oplog.Change{{Do: oplog.Remove, To: "mistake"}}})
	second.write(r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: sets("words", "Home when school ends", "status", "open")})
	opened := r.newID()
	ben.write(opened,
		oplog.Operation{Record: opened, Kind: casework.KindCase, Changes: makes("name", "Ferreira", "worker", ben.actor.ID)},
		oplog.Operation{Record: r.newID(), Kind: casework.KindGoal, Changes: makes("words", "A job near the school")},
		oplog.Operation{Record: r.newID(), Kind: casework.KindStrength, Changes: makes("words", "Never misses a visit")})
	for _, d := range r.tablets {
		d.sync()
	}
	first.sync()
	file, err := first.replica.File(r.ctx, r.family)
	r.check(err)
	goal := file.Record(r.goal)
	if len(goal.Siblings) != 1 {
		r.t.Fatalf("the conflict has %d versions beside it", len(goal.Siblings))
	}
	// One more conflict stays open; the first is settled by a person.
	first.write(r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: []oplog.Change{
		{Do: oplog.Resolve, Field: "words", To: "Home when school ends in June", Siblings: []string{goal.Siblings[0].ID}}}})
	second.write(r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: sets("by", "2027-06-15")})
	first.write(r.family, oplog.Operation{Record: r.goal, Kind: casework.KindGoal, Changes: sets("by", "2027-07-01")})
	// Ben hands his case over to Dana, and takes one of hers, while her second
	// tablet is away with work for it.
	ben.write(opened, oplog.Operation{Record: r.newID(), Kind: casework.KindNote, Changes: makes("type", "phone", "on", "2026-11-22", "text", "Handed over by telephone")})
	ben.write(opened, oplog.Operation{Record: opened, Kind: casework.KindCase, Changes: sets("worker", first.actor.ID)})
	ben.write(r.second, oplog.Operation{Record: r.second, Kind: casework.KindCase, Changes: sets("worker", ben.actor.ID)})
	second.write(r.second, oplog.Operation{Record: r.newID(), Kind: casework.KindNote, Changes: makes("type", "phone", "on", "2026-11-22", "text", "Written before the case went")})
	ben.sync()
	for range 2 {
		for _, d := range r.tablets {
			d.sync()
		}
	}
}

func (d *recorded) write(caseID string, parts ...oplog.Operation) {
	r := d.r
	r.t.Helper()
	file, err := d.replica.File(r.ctx, caseID)
	r.check(err)
	ops := r.seal(d.device, &d.n, d.actor, file, parts)
	results, _, err := merge.Land(r.ctx, d.replica, caseID, d.actor, ops)
	r.check(err)
	r.noneKept(results)
	step := Step{Person: d.index}
	for _, op := range ops {
		step.Wrote = append(step.Wrote, op.Bytes())
	}
	r.talk.Steps = append(r.talk.Steps, step)
}

func (d *recorded) sync() {
	client := exchange.Client{Replica: d.replica, Transport: d, Device: d.device, Epoch: 1, Actor: d.actor, Unsqueeze: unzip}
	_, err := client.Sync(d.r.ctx)
	d.r.check(err)
	d.r.talk.Steps[len(d.r.talk.Steps)-1].Finished = true
}

// Sync answers as the server does, and writes both down.
func (d *recorded) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	asked, err := json.Marshal(request)
	d.r.check(err)
	reply, err := exchange.Answer(ctx, d.r.office, d.actor, request)
	d.r.check(err)
	answered, err := json.Marshal(reply)
	d.r.check(err)
	d.r.talk.Steps = append(d.r.talk.Steps, Step{Person: d.index, Request: asked, Reply: answered})
	var travelled exchange.Reply
	return travelled, json.Unmarshal(answered, &travelled)
}

// Segment fetches a case, and writes it down.
func (d *recorded) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	segment, _, err := exchange.Segment(ctx, d.r.office, d.actor, d.device, 1, mark.Case, exchange.InColumns)
	d.r.talk.Steps = append(d.r.talk.Steps, Step{Person: d.index, Fetched: &mark, Segment: slices.Clone(segment)})
	return segment, err
}

// stand writes down how every case stands.
func (r *recorder) stand() {
	summaries, err := r.office.Summaries(r.ctx)
	r.check(err)
	for _, summary := range summaries {
		stands := Case{ID: summary.Case}
		stands.Words, stands.Digest = wordsOf(r.t, r.office, summary.Case)
		r.talk.Cases = append(r.talk.Cases, stands)
	}
}

func (r *recorder) sealItems() {
	public, private, err := sealed.NewKey()
	r.check(err)
	r.talk.Private = private
	for _, step := range r.talk.Steps {
		for i, op := range step.Wrote {
			info := fmt.Sprintf("%s/%s/%d", r.talk.Tenant, r.talk.People[step.Person].Device, i)
			box, err := sealed.Seal(public, []byte(info), op)
			r.check(err)
			r.talk.Sealed = append(r.talk.Sealed, Sealed{Info: info, Box: box, Plain: op})
		}
	}
}

func unzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}
