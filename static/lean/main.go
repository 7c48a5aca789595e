// Lean makes the parts that the tablet's program needs of templ's runtime:
//
//	lean OUT-FOLDER
//	lean -join FILE.wasm
//
// Templ's runtime is one package: beside the few functions that drawn pages
// call, it serves HTTP, speaks html/template and checks scripts with regexp,
// and what those bring along is a fifth of the wasm although no page calls it.
// OUT-FOLDER/templ becomes a copy of the module's own files without the
// declarations that reach the packages in banned; OUT-FOLDER/go.mod and go.sum
// are ours with a replace line, for `go build -modfile`. OUT-FOLDER/views has the
// generated files in a short form (pages.go), and Go's own elliptic curves without
// what nothing calls (curves.go), for `go build -overlay`. A page that one day
// needs what was left out does not compile. With -join it joins the pieces of
// data of the program that was built (segments.go).
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const module = "github.com/a-h/templ"

// banned packages are heavy, and no page of ours draws with them.
var banned = []string{"net/http", "html/template", "regexp", module + "/safehtml"}

// changes are made before anything is left out; each must still be needed.
var changes = []struct{ file, from, to string }{
	{"runtime/buffer.go", "b.Underlying.(http.Flusher)", "b.Underlying.(interface{ Flush() })"},
	{"runtime/buffer.go", "b          *bufio.Writer", "b          *bufio.Writer\n\tfailed     error // the first one, of whatever is drawn"},
	{"runtime/buffer.go", "b.Underlying = w", "b.Underlying, b.failed = w, nil"},
	{"runtime/watchmode.go", `var developmentMode = os.Getenv("TEMPL_DEV_MODE") == "true"`, "const developmentMode = false"},
}

func main() {
	var err error
	switch {
	case len(os.Args) == 2:
		err = run(os.Args[1])
	case len(os.Args) == 3 && os.Args[1] == "-join":
		err = joinFile(os.Args[2])
	default:
		fmt.Fprintln(os.Stderr, "usage: lean OUT-FOLDER | lean -join FILE.wasm")
		os.Exit(2)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "lean:", err)
		os.Exit(1)
	}
}

func run(out string) error {
	from, err := download()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(out, "templ")); err != nil {
		return err
	}
	for _, folder := range []string{".", "runtime"} {
		if err := copyPackage(filepath.Join(from, folder), filepath.Join(out, "templ", folder), folder); err != nil {
			return fmt.Errorf("%s: %w", path.Join(module, folder), err)
		}
	}
	if err := copyAs(filepath.Join(from, "go.mod"), filepath.Join(out, "templ", "go.mod"), ""); err != nil {
		return err
	}
	if err := copyAs(filepath.Join(from, ".version"), filepath.Join(out, "templ", ".version"), ""); err != nil {
		return err
	}
	if err := copyAs("go.sum", filepath.Join(out, "go.sum"), ""); err != nil {
		return err
	}
	whole, err := filepath.Abs(filepath.Join(out, "templ"))
	if err != nil {
		return err
	}
	if err := copyAs("go.mod", filepath.Join(out, "go.mod"), "\nreplace "+module+" => "+strconv.Quote(whole)+"\n"); err != nil {
		return err
	}
	return lightPages(out)
}

// download returns the folder of the module in the version that go.mod names.
func download() (string, error) {
	said, err := exec.Command("go", "mod", "download", "-json", module).Output()
	if err != nil {
		return "", fmt.Errorf("go mod download %s: %w: %s", module, err, said)
	}
	var of struct{ Dir string }
	if err := json.Unmarshal(said, &of); err != nil {
		return "", fmt.Errorf("go mod download %s: %w", module, err)
	}
	return of.Dir, nil
}

func copyAs(from, to, added string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, append(content, added...), 0o644)
}

// file is one source file and the parts of it that stay out.
type file struct {
	name   string
	source []byte
	tree   *ast.File
	out    map[ast.Decl]bool
}

func copyPackage(from, to, folder string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(from, "*.go"))
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	var files []*file
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := read(set, name, folder)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	leaveOut(files)
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(to, f.name), f.rest(set), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func read(set *token.FileSet, name, folder string) (*file, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f := &file{name: filepath.Base(name), out: map[ast.Decl]bool{}}
	for _, change := range changes {
		if change.file != path.Join(folder, f.name) {
			continue
		}
		if n := strings.Count(string(content), change.from); n != 1 {
			return nil, fmt.Errorf("%s: %q stands there %d times: templ changed, look at static/lean", change.file, change.from, n)
		}
		content = []byte(strings.Replace(string(content), change.from, change.to, 1))
	}
	f.source = content
	f.tree, err = parser.ParseFile(set, name, content, parser.ParseComments|parser.SkipObjectResolution)
	return f, err
}

// leaveOut marks every declaration that reaches a banned package, and then
// whatever leans on one that is left out, until nothing more falls.
func leaveOut(files []*file) {
	gone := map[string]bool{} // names of this package
	for again := true; again; {
		again = false
		for _, f := range files {
			for _, d := range f.tree.Decls {
				if f.out[d] || isImport(d) || !leansOn(d, f.bannedNames(), gone) {
					continue
				}
				f.out[d], again = true, true
				for _, name := range declared(d) {
					gone[name] = true
				}
			}
		}
	}
}

// bannedNames are the names under which a file imports banned packages.
func (f *file) bannedNames() []string {
	var names []string
	for _, spec := range f.tree.Imports {
		if slices.Contains(banned, importPath(spec)) {
			names = append(names, importName(spec))
		}
	}
	return names
}

// leansOn reports whether a declaration names a package or a thing that is out.
func leansOn(d ast.Decl, packages []string, gone map[string]bool) bool {
	found := false
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && slices.Contains(packages, x.Name) {
				found = true
			}
			ast.Inspect(n.X, func(m ast.Node) bool { // a field's or method's name is not a thing of the package
				if x, ok := m.(*ast.Ident); ok && gone[x.Name] {
					found = true
				}
				return true
			})
			return false
		case *ast.Ident:
			found = found || gone[n.Name]
		}
		return !found
	})
	return found
}

// declared names what a declaration brings into its package. A method brings
// nothing: it goes with its type.
func declared(d ast.Decl) []string {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		var names []string
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					if name.Name != "_" {
						names = append(names, name.Name)
					}
				}
			}
		}
		return names
	}
	return nil
}

// rest is the file without what is left out and without imports that nothing
// uses any more.
func (f *file) rest(set *token.FileSet) []byte {
	kept := slices.Clone(f.source)
	blank := func(from, to token.Pos) {
		for i := set.Position(from).Offset; i < set.Position(to).Offset; i++ {
			if kept[i] != '\n' {
				kept[i] = ' '
			}
		}
	}
	used := map[string]bool{}
	for _, d := range f.tree.Decls {
		if f.out[d] {
			blank(d.Pos(), d.End())
			continue
		}
		ast.Inspect(d, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok {
					used[x.Name] = true
				}
			}
			return true
		})
	}
	for _, spec := range f.tree.Imports {
		if name := importName(spec); name != "_" && !used[name] {
			blank(spec.Pos(), spec.End())
		}
	}
	return kept
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

func importPath(spec *ast.ImportSpec) string {
	return strings.Trim(spec.Path.Value, `"`)
}

func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(importPath(spec))
}
