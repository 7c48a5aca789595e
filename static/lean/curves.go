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
	said, err := exec.Command("go", "list", "-f", "{{.Dir}}", "crypto/ecdh").Output()
	if err != nil {
		return "", "", fmt.Errorf("go list crypto/ecdh: %w", err)
	}
	from, to = filepath.Join(strings.TrimSpace(string(said)), "nist.go"), filepath.Join(out, "nist.go")
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
