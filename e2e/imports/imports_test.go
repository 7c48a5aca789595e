// Package imports checks who may import whom, on the two real programs: the
// office's server and the tablet's wasm.
package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// A room is a part of the house and what its packages may import of ours.
type room struct {
	of   []string // packages, without "doorstep/"; a trailing /... takes in those below
	may  []string
	only string // "native" or "wasm" where the room exists in one home only
	why  string
}

// rooms is the plan of the house (design, section 3). Imports point inwards.
var rooms = []room{
	{of: []string{"casework"}, why: "the rules of casework must be readable, and testable, without anything around them"},
	{of: []string{"sync/..."}, may: []string{"casework", "sync/..."}, why: "the sync engine is arithmetic over operations; stores and pages change, the arithmetic must not"},
	{of: []string{"views/words"}, why: "a translator's file knows no code"},
	{of: []string{"views"}, may: []string{"casework", "views/words"}, why: "views receive finished values: no query, no permission, no clock"},
	{of: []string{"pages/picture"}, why: "bytes in, bytes out: what a camera wrote is taken off a picture in both homes"},
	{of: []string{"pages"}, may: []string{"casework", "views", "views/words", "sync/...", "storage", "pages/picture"}, why: "a page flow runs in both homes, so it knows only what both homes have"},
	{of: []string{"storage"}, may: []string{"casework", "sync/..."}, why: "the contract speaks of records and operations, never of a store that keeps it"},
	{of: []string{"storage/storagetest"}, may: []string{"casework", "sync/...", "storage"}, why: "one suite for every store, so it knows none of them"},
	{of: []string{"storage/memory"}, may: []string{"casework", "sync/...", "storage"}, why: "stores know only the contract"},
	{of: []string{"storage/sqlite/..."}, may: []string{"casework", "sync/...", "storage", "storage/sqlite/..."}, only: "native", why: "stores know only the contract"},
	{of: []string{"storage/blob/..."}, may: []string{"casework", "sync/...", "storage", "storage/blob/..."}, only: "native", why: "stores know only the contract"},
	{of: []string{"storage/indexeddb/..."}, may: []string{"casework", "sync/...", "storage", "storage/indexeddb/..."}, only: "wasm", why: "stores know only the contract"},
	{of: []string{"static"}, why: "embedded files and nothing else"},
	{of: []string{"server/..."}, may: []string{"casework", "sync/...", "views", "views/words", "pages", "storage", "storage/memory", "storage/sqlite/...", "storage/blob/...", "static", "server/..."}, only: "native", why: "the office's main wires one home; it must not lean on the other"},
	{of: []string{"sim/..."}, may: []string{"casework", "sync/...", "storage", "storage/memory", "storage/sqlite/...", "storage/blob/...", "sim/..."}, only: "native", why: "the simulator plays the core that both homes run, on real files, and no page"},
	{of: []string{"sim/oracle"}, why: "the oracle judges the product and so shares no code with it"},
	{of: []string{"tablet/..."}, may: []string{"casework", "sync/...", "views", "views/words", "pages", "storage", "storage/indexeddb/...", "tablet/..."}, only: "wasm", why: "the tablet's main wires one home; it must not lean on the other"},
}

// A ban keeps an outside package from all of ours but a few.
type ban struct {
	path   string // the package, and all below it
	except []string
	why    string
}

// bans speak of direct imports.
var bans = []ban{
	{"github.com/gofiber", []string{"server/..."}, "Fiber does not compile for wasm, and a page that knows it cannot run on a tablet"},
	{"github.com/valyala/fasthttp", []string{"server/..."}, "the same"},
	{"net/http", []string{"server/...", "storage/blob/..."}, "pages speak Request and Reply; on a tablet there is no server"},
	{"github.com/mattn/go-sqlite3", []string{"storage/sqlite/..."}, "one store knows the driver; it compiles for js/wasm and would creep in unseen"},
	{"database/sql", []string{"storage/sqlite/..."}, "SQL stays beside the scan, in one store"},
	{"modernc.org/sqlite", nil, "two SQLites in one process do not see each other's locks and lose rows"},
	{"github.com/minio", []string{"storage/blob/..."}, "one store knows S3; it compiles for js/wasm and would creep in unseen"},
	{"github.com/go-webauthn", []string{"server/..."}, "passkeys are checked at the office only"},
	{"codeberg.org/go-pdf", []string{"server/..."}, "the PDF is printed at the office; the tablet prints HTML"},
	{"syscall/js", []string{"tablet/...", "storage/indexeddb/..."}, "pure packages must run natively, where their tests run with the race detector"},
	{"html/template", nil, "templ draws every page; the second engine doubles the wasm"},
	{"os", []string{"server/...", "tablet/...", "storage/sqlite/...", "storage/blob/...", "storage/indexeddb/...", "sim/..."}, "pure packages receive the world as arguments"},
	{"time/tzdata", []string{"server/..."}, "450 KB that a browser already has"},
}

// absent may not be anywhere in the tablet's program, whoever brings it.
// (Templ's runtime brings the first three; static/lean builds without them.)
var absent = []ban{
	{"net/http", nil, "it brings TLS, certificates and big numbers: a sixth of the wasm"},
	{"html/template", nil, "the same, for a second engine that draws nothing"},
	{"regexp", nil, "the same, to check scripts that our pages do not have"},
	{"github.com/gofiber", nil, "it does not compile for wasm"},
	{"github.com/valyala/fasthttp", nil, "it does not compile for wasm"},
	{"github.com/mattn/go-sqlite3", nil, "SQLite in the worker costs a second at each cold start"},
	{"modernc.org/sqlite", nil, "SQLite in the worker costs a second at each cold start"},
	{"database/sql", nil, "the tablet's store is IndexedDB"},
	{"github.com/minio", nil, "attachments travel through the server"},
	{"github.com/go-webauthn", nil, "passkeys are checked at the office only"},
	{"codeberg.org/go-pdf", nil, "the PDF is printed at the office"},
}

// pkg is what `go list -json` says of a package.
type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func TestNativeImports(t *testing.T) {
	checkRooms(t, "native", list(t, nil, "./server"))
}

func TestWasmImports(t *testing.T) {
	lean := t.TempDir()
	run(t, nil, "run", "./static/lean", lean)
	program := list(t, []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}, "-modfile="+lean+"/go.mod", "./tablet")
	checkRooms(t, "wasm", program)
	for _, p := range program {
		for _, ban := range absent {
			if below(p.ImportPath, ban.path) {
				t.Errorf("the tablet's program holds %s: %s", p.ImportPath, ban.why)
			}
		}
	}
}

// TestAllRooms takes in packages that no program reaches yet, such as suites.
func TestAllRooms(t *testing.T) {
	checkRooms(t, "", list(t, nil, "./casework/...", "./sync/...", "./views/...", "./pages/...", "./storage/...", "./sim/..."))
	if found := list(t, nil, "./sync"); len(found) > 0 {
		t.Errorf("sync/ holds Go files of its own; its parts are oplog, merge and exchange")
	}
}

// TestPureCompilesForWasm builds the packages that both homes run.
func TestPureCompilesForWasm(t *testing.T) {
	run(t, []string{"GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0"}, "build",
		"./casework/...", "./sync/...", "./views/...", "./pages/...", "./storage")
}

// checkRooms holds the packages of ours to the plan. Home is the program's, or
// "" for packages outside a program.
func checkRooms(t *testing.T, home string, program []pkg) {
	t.Helper()
	if len(program) == 0 {
		t.Fatalf("the %s program has no packages", home)
	}
	for _, p := range program {
		name, ours := strings.CutPrefix(p.ImportPath, "doorstep/")
		if !ours {
			continue
		}
		room, ok := roomOf(name)
		if !ok {
			t.Errorf("%s is in no room of the plan: add it there, with what it may import and why", p.ImportPath)
			continue
		}
		if room.only != "" && home != "" && room.only != home {
			t.Errorf("%s is in the %s program, but belongs to %s only: %s", p.ImportPath, home, room.only, room.why)
		}
		for _, path := range p.Imports {
			if of, ours := strings.CutPrefix(path, "doorstep/"); ours && !within(of, room.may) {
				t.Errorf("%s imports %s: %s", p.ImportPath, path, room.why)
			}
			for _, ban := range bans {
				if below(path, ban.path) && !within(name, ban.except) {
					t.Errorf("%s imports %s: %s", p.ImportPath, path, ban.why)
				}
			}
		}
	}
}

// roomOf finds the narrowest room that a package of ours is in.
func roomOf(name string) (room, bool) {
	var best room
	longest := -1
	for _, room := range rooms {
		for _, pattern := range room.of {
			if within(name, []string{pattern}) && len(pattern) > longest {
				best, longest = room, len(pattern)
			}
		}
	}
	return best, longest >= 0
}

// within reports whether name is one of the patterns, or below one ending in /...
func within(name string, patterns []string) bool {
	for _, pattern := range patterns {
		if folder, deep := strings.CutSuffix(pattern, "/..."); name == pattern || deep && below(name, folder) {
			return true
		}
	}
	return false
}

func below(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}

// list returns the packages that the patterns name and all they import.
func list(t *testing.T, env []string, patterns ...string) []pkg {
	t.Helper()
	out := run(t, env, append([]string{"list", "-e", "-deps", "-json=ImportPath,Standard,Imports"}, patterns...)...)
	var found []pkg
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return found
		}
		if err != nil {
			t.Fatalf("reading go list %q: %v", patterns, err)
		}
		if len(p.Imports) > 0 {
			found = append(found, p)
		}
	}
}

func run(t *testing.T, env []string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), env...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, stderr.Bytes())
	}
	return out
}
