package world

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"doorstep/sim/oracle"
	"doorstep/storage"
	"doorstep/storage/sqlite"
	"doorstep/sync/exchange"
)

// backup is a copy of the agency's database that lies elsewhere.
type backup struct {
	path string
	safe storage.SafeCopy
	log  map[string]bool // by id and hash
}

// backsUp takes a copy, which makes what is in it durable.
func (w *World) backsUp() error {
	o := w.office
	copied, err := o.control.CopyTenant(w.ctx, o.tenant)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(copied.Path)
	if err != nil {
		return err
	}
	one := backup{
		path: filepath.Join(w.folder, "backup-"+strconv.Itoa(len(w.backups))),
		safe: storage.SafeCopy{Apart: true, Backup: storage.Backup{Format: storage.BackupFormat, Tenant: o.tenant, Term: copied.Term, Position: copied.Position, Taken: w.clock}},
	}
	if one.log, err = w.logged(); err != nil {
		return err
	}
	w.note("backup", one.path[len(w.folder):])
	w.backups = append(w.backups, one)
	return errors.Join(os.WriteFile(one.path, content, 0o600), copied.Close(), o.control.SaveSafeCopy(w.ctx, one.safe))
}

// logged names everything in the office's log, by id and hash.
func (w *World) logged() (map[string]bool, error) {
	office, err := w.look()
	here := map[string]bool{}
	for _, entry := range office.Log {
		here[entry.ID+" "+entry.Hash] = true
	}
	return here, err
}

// weeksPass: what is durable for so long is no longer kept on tablets, so only
// the newest copy may still be restored.
func (w *World) weeksPass() error {
	if err := w.backsUp(); err != nil {
		return err
	}
	w.backups = w.backups[len(w.backups)-1:]
	w.clock = w.clock.Add(exchange.KeepFor)
	w.hit(WeeksPass)
	return w.everybodySyncs()
}

// mostRestores is how often one office is restored.
const mostRestores = 1

// restores puts a copy in the place of the database. What was written at desks
// since then is lost with the disk; what tablets wrote must come back.
func (w *World) restores() error {
	if len(w.backups) == 0 || w.Hits[Restored] == mostRestores {
		return w.backsUp()
	}
	which := len(w.backups) - 1
	if w.random.IntN(4) == 0 {
		which = w.random.IntN(len(w.backups))
	}
	chosen, newer := w.backups[which], w.backups[which+1:]
	content, err := os.ReadFile(chosen.path)
	if err != nil {
		return err
	}
	w.note("restore", chosen.path[len(w.folder):])
	o := w.office
	if err := o.restart(func(string) error { return o.putBack(content, chosen.safe) }); err != nil {
		return err
	}
	w.hit(Restored)
	w.past = nil
	here, err := w.logged()
	if err != nil {
		return err
	}
	for _, action := range w.Book.All() {
		if here[action.ID+" "+action.Hash()] || action.Excused != "" {
			continue
		}
		switch {
		case action.Line == "":
			action.Excused = "written at a desk after the copy was taken"
		case w.onlyThere[action]:
			action.Excused = "the tablet's own copy was gone already"
		case slices.ContainsFunc(newer, func(b backup) bool { return b.log[action.ID+" "+action.Hash()] }):
			action.Excused = "it is in a newer copy than the one chosen"
		default:
			w.mustReturn = append(w.mustReturn, action)
		}
	}
	return nil
}

// putBack is what the operator's restore does, with no server running.
func (o *office) putBack(content []byte, safe storage.SafeCopy) error {
	control, err := sqlite.Open(o.w.ctx, o.options())
	if err != nil {
		return err
	}
	restore, err := control.BeginRestore(o.tenant)
	if err != nil {
		return errors.Join(err, control.Close())
	}
	err = os.WriteFile(restore.Path(), content, 0o600)
	if err == nil {
		var returned sqlite.Returned
		returned, err = restore.Prepare(o.w.ctx, sqlite.Return{Now: o.w.clock, Media: func(string) string { return "" }})
		safe.Term = returned.Term
	}
	if err == nil {
		_, err = restore.Swap(o.w.clock)
	}
	if err == nil {
		err = control.SaveSafeCopy(o.w.ctx, safe)
	}
	return errors.Join(err, restore.Close(), control.Close())
}

// returned: whatever a tablet still held when the office was restored is back.
func (w *World) returned(office oracle.Office) {
	here := map[string]bool{}
	for _, entry := range office.Log {
		here[entry.ID+" "+entry.Hash] = true
	}
	for _, aside := range office.Aside {
		here[aside.ID+" "+aside.Hash] = true
	}
	for _, action := range w.mustReturn {
		if action.Sure && action.Excused == "" && !here[action.ID+" "+action.Hash()] {
			w.find(RestoreBack, "%s was on a tablet when the office was restored and did not come back", action.ID)
		}
	}
}
