package sqlite

import (
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"doorstep/casework"
)

// A person is told that there is no room, whether the disk or a quota ended.
func TestNoRoom(t *testing.T) {
	for name, failed := range map[string]sqlite3.Error{
		"database": {Code: sqlite3.ErrFull},
		"disk":     {Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC},
		"quota":    {Code: sqlite3.ErrIoErr, SystemErrno: syscall.EDQUOT},
	} {
		if err := problem(failed); casework.CodeOf(err) != casework.NoSpace {
			t.Errorf("%s: %v, want NoSpace", name, err)
		}
	}
	if err := problem(sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.EIO}); casework.CodeOf(err) != "" {
		t.Errorf("a broken disk answers %v", err)
	}
}
