package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The boxes of package sealed are closed with X25519 and ML-KEM; the library
// names the NIST curves beside them, and their arithmetic is a thirtieth of the
// wasm although nothing calls it: what a tablet signs is signed by the browser.
// The tablet's copy of crypto/ecdh names these curves still, and has no
// arithmetic for them.
const noArithmetic = `{
	name:          "%s",
	generate:      func(io.Reader) (*ecdh.PrivateKey, error) { return nil, errLeftOut },
	newPrivateKey: func([]byte) (*ecdh.PrivateKey, error) { return nil, errLeftOut },
	newPublicKey:  func([]byte) (*ecdh.PublicKey, error) { return nil, errLeftOut },
	sharedSecret:  func(*ecdh.PrivateKey, *ecdh.PublicKey) ([]byte, error) { return nil, errLeftOut },
}
`

// withoutCheck leaves out what tries the arithmetic of these curves out before its
// first use.
func withoutCheck(source string) (string, error) {
	if strings.Count(source, "\nvar ") != 1 || strings.Contains(source, "\nfunc ") || !strings.Contains(source, "\nvar fipsSelfTest = ") {
		return "", errors.New("it declares something else than the check")
	}
	return "package ecdh\n\nfunc fipsSelfTest() {}\n", nil
}

// A replacement is a file of Go's own library that the build reads in another form.
type replacement struct {
	of, name string // package and file
	shorten  func(source string) (string, error)
}

var replacements = []replacement{
	{"crypto/ecdh", "nist.go", withoutArithmetic},
	{"crypto/internal/fips140/ecdh", "cast.go", withoutCheck},
	{"slices", "sort.go", merging},
}

// write puts the short form beside the other parts and says which file it replaces.
func (r replacement) write(out string) (from, to string, err error) {
	folder, err := folderOf(r.of)
	if err != nil {
		return "", "", err
	}
	from, to = filepath.Join(folder, r.name), filepath.Join(out, r.name)
	content, err := os.ReadFile(from)
	if err != nil {
		return "", "", err
	}
	short, err := r.shorten(string(content))
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", from, err)
	}
	return from, to, os.WriteFile(to, []byte(short), 0o644)
}

// folderOf is where a package of Go's own library lies.
func folderOf(name string) (string, error) {
	said, err := exec.Command("go", "list", "-f", "{{.Dir}}", name).Output()
	if err != nil {
		return "", fmt.Errorf("go list %s: %w", name, err)
	}
	return strings.TrimSpace(string(said)), nil
}

// withoutArithmetic leaves out what computes with each of the curves; one that is
// declared in another way than today's ends the build.
func withoutArithmetic(source string) (string, error) {
	for _, name := range []string{"P-256", "P-384", "P-521"} {
		start := "= &nistCurve{\n\tname: \"" + name + "\",\n"
		before, after, found := strings.Cut(source, start)
		_, rest, ended := strings.Cut(after, "\n}\n")
		if !found || !ended {
			return "", fmt.Errorf("curve %s is not declared as it was", name)
		}
		source = before + "= &nistCurve" + fmt.Sprintf(noArithmetic, name) + rest
	}
	return source + "\nvar errLeftOut = errors.New(\"crypto/ecdh: this build has no arithmetic for this curve\")\n", nil
}
