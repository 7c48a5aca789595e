package sqlite

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
)

// errHeld says that another process, or another part of this one, holds a lock.
var errHeld = errors.New("held elsewhere")

// lock takes a lock on a file of its own (never on a database: SQLite's locks
// live there). A shared one stands beside other shared ones. It does not wait,
// and ends with the process at the latest.
func lock(path string, exclusive bool) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("sqlite: lock: %w", err)
	}
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	if err := syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB); err != nil {
		if errors.Is(err, syscall.EWOULDBLOCK) {
			err = errHeld
		}
		return nil, errors.Join(fmt.Errorf("sqlite: lock: %w", err), file.Close())
	}
	return sync.OnceFunc(func() { file.Close() }), nil // closing it ends the lock
}
