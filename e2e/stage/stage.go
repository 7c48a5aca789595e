// Package stage sets the scene for end-to-end stories: the real server, a real
// Chromium with a virtual passkey, a network that can be cut, and the words to
// say what a person does and sees.
package stage

import (
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// T is the part of testing.TB that a stage needs; the benchmark brings its own.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
	Logf(format string, args ...any)
	Cleanup(func())
	TempDir() string
	Failed() bool
	Name() string
}

// Limit is how long a story waits for anything before it gives up. It is no bar
// for speed: a machine that also builds and runs other stories takes its time.
var Limit = time.Minute

// look is the pause between two looks at a condition. It is no wait for time to
// pass: the first look that finds the condition ends it.
const look = 15 * time.Millisecond

// Await looks until done answers true, and fails the test with what was hoped
// for and the last thing seen.
func Await(t T, hope string, done func() (ok bool, saw string)) {
	t.Helper()
	AwaitWithin(t, Limit, hope, done)
}

// AwaitWithin is Await for what takes its time on purpose, such as a second try.
func AwaitWithin(t T, limit time.Duration, hope string, done func() (ok bool, saw string)) {
	t.Helper()
	var saw string
	for deadline := time.Now().Add(limit); time.Now().Before(deadline); time.Sleep(look) {
		var ok bool
		if ok, saw = done(); ok {
			return
		}
	}
	t.Fatalf("waited %s for %s; last saw: %s", limit, hope, saw)
}

// Root returns a path below the top of the source tree.
func Root(parts ...string) string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(append([]string{filepath.Dir(file), "..", ".."}, parts...)...)
}

// Out returns a path below e2e/out, whose folder is made; git ignores it.
func Out(parts ...string) string {
	path := filepath.Join(append([]string{Root("e2e", "out")}, parts...)...)
	_ = os.MkdirAll(filepath.Dir(path), 0o755) // the write that follows tells
	return path
}
