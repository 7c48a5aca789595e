package world

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/memory"
	"doorstep/storage/sqlite"
	"doorstep/sync/exchange"
)

// A template is an agency with its people and tablets as it is on its first
// day: made once a process and profile, copied for each seed.
type template struct {
	once   sync.Once
	folder string
	tenant string
	err    error
}

var (
	templatesMu sync.Mutex
	templates   = map[string]*template{}
)

func templateOf(root string, profile Profile) (*template, error) {
	key := filepath.Join(root, "template-"+profile.Name)
	templatesMu.Lock()
	t := templates[key]
	if t == nil {
		t = &template{folder: key}
		templates[key] = t
	}
	templatesMu.Unlock()
	t.once.Do(func() { t.err = t.make(profile) })
	return t, t.err
}

var firstDay = time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC)

func (t *template) make(profile Profile) error {
	if err := os.RemoveAll(t.folder); err != nil {
		return err
	}
	w := &World{clock: firstDay, ctx: background}
	control, err := sqlite.Open(w.ctx, sqlite.Options{Dir: t.folder, Stage: blob.OpenStage, Now: w.now})
	if err != nil {
		return err
	}
	defer control.Close()
	if t.tenant, err = control.CreateTenant(w.ctx); err != nil {
		return err
	}
	agency, release, err := control.Tenant(w.ctx, t.tenant)
	if err != nil {
		return err
	}
	defer release()
	if err := agency.SaveAgency(w.ctx, storage.Agency{Name: "Harbour House", Zone: "UTC"}); err != nil {
		return err
	}
	people := peopleOf(profile)
	for i, actor := range people {
		person := storage.Person{ID: actor.ID, Name: actor.Name, Role: actor.Role, Handle: []byte(actor.ID), Created: firstDay}
		if err := agency.AddPerson(w.ctx, person); err != nil {
			return fmt.Errorf("world: person %d: %w", i, err)
		}
	}
	for i := range profile.Most {
		one := storage.Tablet{ID: tabletID(i), Person: people[i%len(people)].ID, Epoch: 1, Name: "Tablet", Created: firstDay}
		if err := agency.AddTablet(w.ctx, one); err != nil {
			return err
		}
	}
	return nil
}

// peopleOf lists the staff: some have two tablets.
func peopleOf(profile Profile) []casework.Actor {
	var people []casework.Actor
	for i := range profile.Workers {
		people = append(people, casework.Actor{ID: fmt.Sprintf("worker%d", i), Name: fmt.Sprintf("Worker %d", i), Role: casework.RoleCaseworker})
	}
	for _, name := range []string{"Grace", "Omar"} {
		people = append(people, casework.Actor{ID: name, Name: name + " Okafor", Role: casework.RoleSupervisor})
	}
	return people
}

func tabletID(i int) string { return fmt.Sprintf("tablet%03d", i) }

// found opens an agency in a fresh folder.
func (w *World) found(root string) error {
	t, err := templateOf(root, w.profile)
	if err != nil {
		return err
	}
	if w.folder, err = os.MkdirTemp(root, fmt.Sprintf("seed-%d-", w.Seed)); err != nil {
		return err
	}
	w.office = &office{w: w, folder: filepath.Join(w.folder, "office-0"), tenant: t.tenant, digests: map[exchange.Mark]bool{}, small: w.random.IntN(2) == 0}
	if err := copyFiles(t.folder, w.office.folder); err != nil {
		return err
	}
	if err := w.office.open(); err != nil {
		return err
	}
	w.people = peopleOf(w.profile)
	for _, actor := range w.people {
		w.desks = append(w.desks, &desk{actor: actor})
	}
	tablets := w.profile.Fewest
	if more := w.profile.Most - w.profile.Fewest; more > 0 {
		tablets += w.random.IntN(more + 1)
	}
	for i := range tablets {
		w.tablets = append(w.tablets, w.newTablet(tabletID(i), w.people[i%len(w.people)]))
	}
	return nil
}

// leave closes and removes everything.
func (w *World) leave() {
	if err := w.office.close(); err != nil {
		w.find("close", "%v", err)
	}
	os.RemoveAll(w.folder)
}

// newTablet is an enrolled tablet that holds nothing yet.
func (w *World) newTablet(device string, actor casework.Actor) *tablet {
	t := &tablet{w: w, device: device, epoch: 1, actor: actor, seen: map[exchange.Mark]int64{}}
	t.holds(memory.NewTablet())
	return t
}

// holds puts a replica into the tablet.
func (t *tablet) holds(replica *memory.Tablet) {
	replica.Now = func() time.Time { return t.w.clock.Add(t.ahead) }
	t.replica = replica
}
