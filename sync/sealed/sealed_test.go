package sealed_test

import (
	"bytes"
	"errors"
	"testing"

	"doorstep/sync/sealed"
)

func TestSeal(t *testing.T) {
	public, private, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	_, stranger, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	info := []byte("tenant|device|7")
	for _, plain := range [][]byte{nil, []byte("CANARY Maria Ruiz"), bytes.Repeat([]byte{7}, 3<<20)} {
		box, err := sealed.Seal(public, info, plain)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(box, []byte("CANARY")) {
			t.Error("the sealed bytes can be read")
		}
		got, err := sealed.Open(private, info, box)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes came back with %v, want %d", len(got), err, len(plain))
		}
		again, err := sealed.Seal(public, info, plain)
		if err != nil || bytes.Equal(again, box) {
			t.Errorf("sealing twice gave the same bytes (%v)", err)
		}
		changed := bytes.Clone(box)
		changed[len(changed)-1] ^= 1
		newer := bytes.Clone(box)
		newer[0] = 2
		for name, bad := range map[string]struct{ key, info, box []byte }{
			"another agency's key": {stranger, info, box},
			"another place":        {private, []byte("tenant|device|8"), box},
			"a changed byte":       {private, info, changed},
			"a newer format":       {private, info, newer},
			"half of it":           {private, info, box[:len(box)/2]},
			"nothing":              {private, info, nil},
			"no key":               {nil, info, box},
		} {
			if _, err := sealed.Open(bad.key, bad.info, bad.box); !errors.Is(err, sealed.ErrSealed) {
				t.Errorf("%s answers %v, want ErrSealed", name, err)
			}
		}
	}
	if _, err := sealed.Seal([]byte("short"), info, nil); err == nil {
		t.Error("sealed to something that is not a key")
	}
}
