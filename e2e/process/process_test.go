// Package process runs the real server against the worst that a machine and a
// network do to it: killed again and again without a warning, every connection
// cut at a random byte. Afterwards nothing that a tablet called saved may be
// missing.
package process

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/sim/faults"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
	"doorstep/sync/oplog"
)

// profile is how long the server is tormented: DOORSTEP_PROCESS, such as 10m.
func profile(t *testing.T) (torment time.Duration, seed uint64) {
	torment, seed = 15*time.Second, uint64(time.Now().UnixNano())
	if text := os.Getenv("DOORSTEP_PROCESS"); text != "" {
		var err error
		if torment, err = time.ParseDuration(text); err != nil {
			t.Fatalf("DOORSTEP_PROCESS: %v", err)
		}
	}
	return torment, seed
}

// buildServer builds the program of this tree; the tablet's files are not
// needed.
func buildServer(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "doorstep")
	build := exec.Command("go", "build", "-o", program, "./server")
	build.Dir = stage.Root()
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build ./server: %v\n%s", err, out)
	}
	return program
}

// house is one agency whose server does not run.
type house struct {
	t       *testing.T
	control *sqlite.Control
	tenant  string
	store   storage.Tenant
	release func()
}

func openHouse(t *testing.T, data string) *house {
	t.Helper()
	ctx := t.Context()
	h := &house{t: t}
	var err error
	h.control, err = sqlite.Open(ctx, sqlite.Options{Dir: data, Stage: blob.OpenStage})
	if err != nil {
		t.Fatal(err)
	}
	tenants, err := h.control.Tenants(ctx)
	if err == nil && len(tenants) == 0 {
		h.tenant, err = h.control.CreateTenant(ctx)
	} else if err == nil {
		h.tenant = tenants[0]
	}
	if err == nil {
		h.store, h.release, err = h.control.Tenant(ctx, h.tenant)
	}
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *house) close() {
	h.release()
	if err := h.control.Close(); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) person(id, name string) casework.Actor {
	handle := sha256.Sum256([]byte(id))
	person := storage.Person{ID: id, Name: name, Role: casework.RoleCaseworker, Handle: handle[:], Created: time.Now()}
	if err := h.store.AddPerson(h.t.Context(), person); err != nil {
		h.t.Fatal(err)
	}
	return person.Actor()
}

// enrol makes a tablet ready and returns its credential.
func (h *house) enrol(actor casework.Actor, device string) string {
	secret := sha256.Sum256([]byte("credential of " + device))
	hash := sha256.Sum256(secret[:])
	err := h.store.AddTablet(h.t.Context(), storage.Tablet{ID: device, Person: actor.ID, Epoch: 1, Created: time.Now()})
	err = errors.Join(err, h.control.AddCapability(h.t.Context(), storage.Capability{
		Hash: hash[:], Purpose: storage.PurposeDevice, Tenant: h.tenant, Subject: device, Created: time.Now(),
	}))
	if err != nil {
		h.t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(secret[:])
}

// TestKilledServer lets tablets work and sync while the server is killed and
// every connection is cut, then lets them come to rest and compares.
func TestKilledServer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the real server for some seconds")
	}
	torment, seed := profile(t)
	random := rand.New(rand.NewPCG(seed, 1))
	server := stage.NewServer(t)
	server.Program = buildServer(t)
	proxy, err := newCutter(strings.TrimPrefix(server.Origin, "http://"), seed)
	if err != nil {
		t.Fatal(err)
	}
	defer proxy.close()

	office := openHouse(t, server.Data)
	var tablets []*tablet
	for i, who := range []string{"Dana Reed", "Ben Ito"} {
		actor := office.person(fmt.Sprintf("%08d-0000-7000-8000-000000000000", i), who)
		for range 2 { // each has two: their words can conflict
			device := fmt.Sprintf("%08d-0000-7000-9000-000000000000", len(tablets))
			tablets = append(tablets, newTablet(device, actor, office.enrol(actor, device), proxy.origin(), random.Uint64()))
		}
	}
	office.close()

	tablets[0].older = true
	kills := run(t, server, tablets, torment, random)
	proxy.heal()
	settle(t, tablets)
	server.Stop()
	compare(t, server.Data, tablets)

	written, synced, failed := 0, 0, 0
	for _, d := range tablets {
		written, synced, failed = written+len(d.confirmed), synced+d.synced, failed+d.failed
	}
	t.Logf("seed %d: %d operations, %d syncs, %d cut short, %d kills", seed, written, synced, failed, kills)
	if kills == 0 || failed == 0 {
		t.Error("the server was never killed, or no sync was ever cut")
	}
}

// run torments the server for some time while the tablets work.
func run(t *testing.T, server *stage.Server, tablets []*tablet, torment time.Duration, random *rand.Rand) (kills int) {
	ctx, stop := context.WithTimeout(t.Context(), torment)
	defer stop()
	var working sync.WaitGroup
	for _, d := range tablets {
		working.Go(func() {
			for ctx.Err() == nil {
				for range d.random.IntN(6) {
					if err := d.work(ctx); err != nil && ctx.Err() == nil {
						t.Errorf("%s cannot write: %v", d.device, err)
						return
					}
				}
				err := d.sync(ctx)
				var said *answered
				if errors.As(err, &said) && said.status < 500 && said.status != 404 && said.status != 410 {
					t.Errorf("%s was refused: %v", d.device, err)
				}
			}
		})
	}
	server.Start()
	for alive := true; alive; {
		select {
		case <-ctx.Done():
			alive = false
		case <-time.After(time.Duration(50+random.IntN(900)) * time.Millisecond): // the fault is to come at any time
			var flights []*flight
			for _, d := range tablets {
				if one := d.underWay(); one != nil {
					flights = append(flights, one)
				}
			}
			server.Kill()
			kills++
			whenKilled(t, server.Data, flights)
			server.Start()
		}
	}
	working.Wait()
	return kills
}

// whenKilled looks into the files of the dead server: which of the exchanges that
// were under way, and were not answered, had been committed.
func whenKilled(t *testing.T, data string, flights []*flight) {
	var unheard []*flight
	for _, one := range flights {
		if <-one.done; one.err != nil {
			unheard = append(unheard, one)
		}
	}
	if len(unheard) == 0 {
		return
	}
	office := openHouse(t, data)
	defer office.close()
	for _, one := range unheard {
		next, err := office.store.NextNumber(t.Context(), one.device, 1)
		switch {
		case err != nil:
			t.Errorf("reading the log of the dead server: %v", err)
		case next > one.last:
			hit(faults.KilledAfter)
		default:
			hit(faults.KilledBefore)
		}
	}
}

// settle syncs every tablet until none has anything left to say, then once
// more, so that each has heard of the others.
func settle(t *testing.T, tablets []*tablet) {
	for range 3 {
		for _, d := range tablets {
			stage.AwaitWithin(t, time.Minute, d.device+" to come to rest", func() (bool, string) {
				err := d.sync(t.Context())
				return err == nil, fmt.Sprint(err)
			})
		}
	}
	for _, d := range tablets {
		if left, err := d.replica.Waiting(t.Context(), 1); err != nil || len(left) > 0 {
			t.Errorf("%s still has %d operations to send, %v", d.device, len(left), err)
		}
	}
}

// compare holds the office and every replica to what the screens confirmed.
func compare(t *testing.T, data string, tablets []*tablet) {
	office := openHouse(t, data)
	defer office.close()
	ctx := t.Context()
	files, landed, outcomes := map[string]*casework.File{}, map[oplog.ID]int64{}, map[string]int{}
	said := map[string]oplog.Operation{} // by their words
	for _, d := range tablets {
		for _, op := range d.confirmed {
			results, hashes, err := office.store.StoredResults(ctx, []oplog.ID{op.ID})
			if err != nil {
				t.Fatal(err)
			}
			if hashes[op.ID] != op.Hash() {
				t.Errorf("confirmed and lost: operation %d of %s (%s, hash %q)", op.N, d.device, op.Kind, hashes[op.ID])
				continue
			}
			landed[op.ID] = results[op.ID].Seq
			outcomes[string(results[op.ID].Outcome)+" "+string(results[op.ID].Reason)]++
			for _, change := range op.Changes {
				said[change.To] = op
			}
			if files[op.Case] == nil {
				if files[op.Case], err = office.store.File(ctx, op.Case); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, d := range tablets {
		visible(t, d, files, landed, said)
	}
	t.Logf("outcomes: %v", outcomes)
	for _, d := range tablets {
		marks, err := d.replica.Marks(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if len(marks) == 0 {
			t.Errorf("%s holds no case", d.device)
		}
		for _, mark := range marks {
			trunk, err := d.replica.Trunk(ctx, mark.Case)
			if err != nil {
				t.Fatal(err)
			}
			have, want := casework.DigestOf(trunk).String(), casework.DigestOf(list(files[mark.Case])).String()
			if have != want || mark.Digest != want {
				t.Errorf("%s has another case %s than the office: %s, %s, office %s", d.device, mark.Case, have, mark.Digest, want)
			}
		}
	}
}

func list(file *casework.File) []*casework.Record {
	var records []*casework.Record
	for _, record := range file.Records {
		records = append(records, record)
	}
	return records
}

// visible checks that a tablet's last word in every field stands where a person
// sees it: as the value, or as an open version beside it. Only somebody who had
// seen these words may have written over them.
func visible(t *testing.T, d *tablet, files map[string]*casework.File, landed map[oplog.ID]int64, said map[string]oplog.Operation) {
	type place struct{ caseID, record, field string }
	last := map[place]oplog.Change{}
	for _, op := range d.confirmed {
		for _, change := range op.Changes {
			if change.Do == oplog.Set {
				last[place{op.Case, op.Record, change.Field}] = change
			}
		}
	}
	for at, change := range last {
		record := files[at.caseID].Record(at.record)
		if record == nil {
			t.Errorf("a record that %s confirmed is not at the office", d.device)
			continue
		}
		found := record.Get(at.field) == change.To
		for _, sibling := range record.Siblings {
			found = found || sibling.Field == at.field && sibling.Text == change.To
		}
		over, mine := said[record.Get(at.field)], said[change.To]
		if !found && over.Seen < landed[mine.ID] {
			t.Errorf("the last words of %s in %s are neither value nor version, and %s had not seen them", d.device, at.field, over.Device)
		}
	}
}
