package oplog_test

import (
	"bytes"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// FuzzDecode: whatever comes is an operation with its bytes kept, or an error.
func FuzzDecode(f *testing.F) {
	op := oplog.Operation{
		ID: oplog.ID{Device: "tab1", Epoch: 1, N: 1}, Actor: "may", Case: "case1", Record: "case1", Kind: casework.KindCase,
		Changes: []oplog.Change{{Do: oplog.Create}, {Do: oplog.Set, Field: "name", To: "Ruiz <&> ä"}},
	}
	f.Add(op.Seal(make([]byte, oplog.SaltBytes)).Bytes())
	f.Add([]byte(`{"v":1,"device":"tab1","epoch":-1,"n":9223372036854775807,"actor":"a","case":"c","record":"r","kind":"future","changes":[{"do":"mend","field":"x"}],"new":{"a":[1]}}`))
	f.Add([]byte(`{"v":1,"device":"a/b","epoch":1,"n":1,"actor":"a","case":"c","record":"r","kind":"goal","changes":[{"do":"set"}]}`))
	f.Add([]byte(`{"V":1,"DEVICE":"tab1","n":1}`))
	f.Add([]byte(`[]`))
	f.Add([]byte(``))
	f.Fuzz(func(t *testing.T, raw []byte) {
		op, err := oplog.Decode(raw)
		if err != nil {
			return
		}
		if !bytes.Equal(op.Bytes(), raw) {
			t.Error("the bytes are not those that came")
		}
		if strings.Count(op.ID.String(), "/") != 2 || op.N < 1 || len(op.Changes) == 0 {
			t.Errorf("%q became %+v", raw, op)
		}
		op.Write()
		again, err := oplog.Decode(op.Bytes())
		if err != nil || again.Hash() != op.Hash() {
			t.Errorf("read again: %v", err)
		}
	})
}
