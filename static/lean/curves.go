package main

import (
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

// lightCurves writes the short form of the curves beside the other parts and says
// which file of Go's own library it replaces.
func lightCurves(out string) (from, to string, err error) {
	folder, err := folderOf("crypto/ecdh")
	if err != nil {
		return "", "", err
	}
	from, to = filepath.Join(folder, "nist.go"), filepath.Join(out, "nist.go")
	content, err := os.ReadFile(from)
	if err != nil {
		return "", "", err
	}
	short, err := withoutArithmetic(string(content))
	if err != nil {
		return "", "", fmt.Errorf("%s: %w", from, err)
	}
	return from, to, os.WriteFile(to, []byte(short), 0o644)
}

// lightCheck leaves out what tries the arithmetic of these curves out before its
// first use.
func lightCheck(out string) (from, to string, err error) {
	folder, err := folderOf("crypto/internal/fips140/ecdh")
	if err != nil {
		return "", "", err
	}
	from, to = filepath.Join(folder, "cast.go"), filepath.Join(out, "cast.go")
	content, err := os.ReadFile(from)
	if err != nil {
		return "", "", err
	}
	if strings.Count(string(content), "\nvar ") != 1 || strings.Contains(string(content), "\nfunc ") || !strings.Contains(string(content), "\nvar fipsSelfTest = ") {
		return "", "", fmt.Errorf("%s declares something else than the check", from)
	}
	return from, to, os.WriteFile(to, []byte("package ecdh\n\nfunc fipsSelfTest() {}\n"), 0o644)
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
