package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/storagetest"
)

var day = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func openControl(t *testing.T, options Options) *Control {
	t.Helper()
	if options.Now == nil {
		options.Now = func() time.Time { return day }
	}
	control, err := Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := control.Close(); err != nil {
			t.Error(err)
		}
	})
	return control
}

// openTenant makes an agency and keeps it in use until the test ends.
func openTenant(t *testing.T, control *Control) *Agency {
	t.Helper()
	tenant, err := control.CreateTenant(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return takeTenant(t, control, tenant)
}

func takeTenant(t *testing.T, control *Control, tenant string) *Agency {
	t.Helper()
	agency, release, err := control.Tenant(t.Context(), tenant)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(release)
	return agency.(*Agency)
}

func newAgency(t *testing.T) *Agency {
	t.Helper()
	return openTenant(t, openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir()}))
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestStore(t *testing.T) {
	for name, objects := range map[string]func(t *testing.T) storage.Objects{
		"staged on the volume": func(*testing.T) storage.Objects { return nil },
		"with an object store": func(t *testing.T) storage.Objects {
			folder, err := blob.OpenFolder(filepath.Join(t.TempDir(), "objects"))
			ok(t, err)
			return folder
		},
	} {
		t.Run(name, func(t *testing.T) {
			storagetest.RunHub(t, func(t *testing.T) storagetest.HubSubject {
				options := Options{Stage: blob.OpenStage, Dir: t.TempDir(), Objects: objects(t)}
				control := openControl(t, options)
				agency := openTenant(t, control)
				return storagetest.HubSubject{Hub: agency, Reopen: func(t *testing.T) storagetest.Hub {
					ok(t, control.Close())
					control = openControl(t, options)
					return takeTenant(t, control, agency.tenant)
				}}
			})
		})
	}
}

// TestConnections: what the design asks of a connection holds on each of them.
func TestConnections(t *testing.T) {
	agency := newAgency(t)
	var connections []*sql.Conn
	for _, pool := range []*sql.DB{agency.file.writer, agency.file.reader, agency.file.reader} {
		connection, err := pool.Conn(t.Context()) // held at once, so two readers are two connections
		ok(t, err)
		defer connection.Close()
		connections = append(connections, connection)
	}
	for i, connection := range connections {
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "foreign_keys": "1", "synchronous": "2", "recursive_triggers": "1", "secure_delete": "1", "busy_timeout": "5000",
		} {
			var got string
			ok(t, connection.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got))
			if got != want {
				t.Errorf("connection %d: %s is %s, want %s", i, pragma, got, want)
			}
		}
	}
}
