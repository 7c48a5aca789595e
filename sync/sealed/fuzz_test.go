package sealed_test

import (
	"bytes"
	"testing"

	"doorstep/sync/sealed"
)

// FuzzOpen: only what was sealed opens, and only whole and in its place.
func FuzzOpen(f *testing.F) {
	public, private, err := sealed.NewKey()
	if err != nil {
		f.Fatal(err)
	}
	box, err := sealed.Seal(public, []byte("place"), []byte("words"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(box, []byte("place"))
	f.Add(box[:len(box)-1], []byte("place"))
	f.Add(box, []byte("elsewhere"))
	f.Add([]byte{1}, []byte{})
	f.Add([]byte{}, []byte{})
	f.Fuzz(func(t *testing.T, came, info []byte) {
		plain, err := sealed.Open(private, info, came)
		if err == nil && !(bytes.Equal(came, box) && string(info) == "place" && string(plain) == "words") {
			t.Errorf("%d bytes opened under %q: %q", len(came), info, plain)
		}
	})
}
