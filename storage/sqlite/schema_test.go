package sqlite

import (
	"database/sql"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"doorstep/storage/blob"
)

// TestMigrationsAreNumbered: a database counts the files that it has seen, so
// two of one number, or a hole, would change what a number means later.
func TestMigrationsAreNumbered(t *testing.T) {
	for _, folder := range []string{"control", "tenant"} {
		names, err := fs.Glob(schema, "schema/"+folder+"/*.sql")
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", folder, names, err)
		}
		for i, name := range names {
			if want := fmt.Sprintf("%03d_", i+1); !strings.HasPrefix(path.Base(name), want) {
				t.Errorf("%s: the file is %s, want one that begins with %s", folder, path.Base(name), want)
			}
		}
	}
}

// TestTablesAreStrict: no table takes a value of another type than its column's.
func TestTablesAreStrict(t *testing.T) {
	control := openControl(t, Options{Stage: blob.OpenStage, Dir: t.TempDir()})
	agency := openTenant(t, control)
	for name, db := range map[string]*sql.DB{"agency": agency.file.reader, "control": control.file.reader} {
		rows, err := db.QueryContext(t.Context(), "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
		ok(t, err)
		tables := 0
		for rows.Next() {
			var table string
			var strict bool
			ok(t, rows.Scan(&table, &strict))
			if tables++; !strict {
				t.Errorf("%s: the table %s is not strict", name, table)
			}
		}
		ok(t, rows.Err())
		ok(t, rows.Close())
		if tables == 0 {
			t.Errorf("%s: no table", name)
		}
	}
}
