package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// openData opens the databases of a server that does not run: a bench writes
// its records through the store, which is quicker than through forms.
func openData(t stage.T, server *stage.Server) *sqlite.Control {
	control, err := sqlite.Open(context.Background(), sqlite.Options{Dir: server.Data, Stage: blob.OpenStage})
	if err != nil {
		t.Fatalf("opening the databases: %v", err)
	}
	return control
}

// agency is one tenant that a bench prepares.
type agency struct {
	t       stage.T
	control *sqlite.Control
	tenant  string
	store   storage.Tenant
	release func()
}

// onlyAgency opens the one tenant of a server, or makes it.
func onlyAgency(t stage.T, server *stage.Server) *agency {
	a := &agency{t: t, control: openData(t, server)}
	tenants, err := a.control.Tenants(context.Background())
	if err == nil && len(tenants) == 0 {
		a.tenant, err = a.control.CreateTenant(context.Background())
	} else if err == nil {
		a.tenant = tenants[0]
	}
	if err == nil {
		a.store, a.release, err = a.control.Tenant(context.Background(), a.tenant)
	}
	if err != nil {
		t.Fatalf("opening the agency: %v", err)
	}
	return a
}

func (a *agency) close() {
	a.release()
	if err := a.control.Close(); err != nil {
		a.t.Fatalf("closing the databases: %v", err)
	}
}

// person makes a member of staff who has no passkey.
func (a *agency) person(id, name string, role casework.Role) casework.Actor {
	handle := sha256.Sum256([]byte(id))
	person := storage.Person{ID: id, Name: name, Role: role, Handle: handle[:], Created: time.Now()}
	if err := a.store.AddPerson(context.Background(), person); err != nil {
		a.t.Fatalf("adding %s: %v", name, err)
	}
	return person.Actor()
}

// enrol makes a tablet ready without a browser.
func (a *agency) enrol(actor casework.Actor, device string) *native {
	ctx := context.Background()
	secret := sha256.Sum256([]byte("credential of " + device))
	hash := sha256.Sum256(secret[:])
	err := a.store.AddTablet(ctx, storage.Tablet{ID: device, Person: actor.ID, Epoch: 1, Created: time.Now()})
	if err == nil {
		err = a.control.AddCapability(ctx, storage.Capability{
			Hash: hash[:], Purpose: storage.PurposeDevice, Tenant: a.tenant, Subject: device, Created: time.Now(),
		})
	}
	if err != nil {
		a.t.Fatalf("enrolling %s: %v", device, err)
	}
	return newNative(device, actor, base64.RawURLEncoding.EncodeToString(secret[:]))
}

// fill writes a caseload the way it comes about: in visits of a few records,
// now to this case and now to that one.
func (a *agency) fill(w *writer, actor casework.Actor, cases, records int) []*chapter {
	const visit = 10
	chapters := make([]*chapter, cases)
	for i := range chapters {
		chapters[i] = w.chapter(records)
	}
	open := append([]*chapter(nil), chapters...)
	for len(open) > 0 {
		at := w.random.IntN(len(open))
		c := open[at]
		var ops []oplog.Operation
		for range min(visit, len(c.coming)) {
			ops = append(ops, w.next(c, 0))
		}
		a.land(c.id, actor, ops)
		if len(c.coming) == 0 {
			open = append(open[:at], open[at+1:]...)
		}
	}
	return chapters
}

func (a *agency) land(caseID string, actor casework.Actor, ops []oplog.Operation) {
	results, _, err := merge.Land(context.Background(), a.store, caseID, actor, ops)
	if err != nil {
		a.t.Fatalf("landing %d operations: %v", len(ops), err)
	}
	for i, result := range results {
		if result.Outcome == oplog.Kept {
			a.t.Fatalf("a %s was kept aside: %s", ops[i].Kind, result.Reason)
		}
	}
}

// files returns the cases as they stand.
func (a *agency) files(chapters []*chapter) []*casework.File {
	files := make([]*casework.File, len(chapters))
	for i, c := range chapters {
		file, err := a.store.File(context.Background(), c.id)
		if err != nil {
			a.t.Fatalf("reading a case: %v", err)
		}
		files[i] = file
	}
	return files
}

// deviceName is the id of the i-th tablet of a crowd: random, as enrolment's.
func deviceName(i int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "tablet %d", i))
	return fmt.Sprintf("%x-%x-4%x-8%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])[:36]
}
