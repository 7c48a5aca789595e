package oplog_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
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
		if !bytes.Equal(op.Bytes(), raw) && !sameMeaning(op.Bytes(), raw) {
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

// sameMeaning reports bytes that differ in escapes that Seal never writes.
func sameMeaning(kept, came []byte) bool {
	var a, b any
	return bytes.Contains(came, []byte(`\u00`)) && json.Unmarshal(kept, &a) == nil && json.Unmarshal(came, &b) == nil && reflect.DeepEqual(a, b)
}

// TestBytesSurviveTheWay: encoding/json writes an operation that is part of
// something else with other escapes. Its bytes and hash are the same at both ends.
func TestBytesSurviveTheWay(t *testing.T) {
	for _, text := range []string{
		"Mom & Dad", "<b>", "a > b", `typed: \u0026 and \\u003c`, `\\`, `ends with \`, "line\u2028end\u2029", "tab\t\x00\x1f", `\"&\"`, "ä ü 🙂 &",
	} {
		op := oplog.Operation{
			ID: oplog.ID{Device: "tab1", Epoch: 1, N: 1}, Actor: "may", Case: "case1", Record: "case1", Kind: casework.KindCase,
			Changes: []oplog.Change{{Do: oplog.Create}, {Do: oplog.Set, Field: "name", To: text}},
		}.Seal(make([]byte, oplog.SaltBytes))
		travelled, err := json.Marshal([]json.RawMessage{op.Bytes()})
		if err != nil {
			t.Fatal(err)
		}
		arrived, err := oplog.Decode(bytes.TrimSuffix(bytes.TrimPrefix(travelled, []byte("[")), []byte("]")))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(arrived.Bytes(), op.Bytes()) || arrived.Changes[1].To != text {
			t.Errorf("%q left as\n%s\nand arrived as\n%s", text, op.Bytes(), arrived.Bytes())
		}
		sum := sha256.Sum256(travelled[1 : len(travelled)-1]) // what earlier builds stored
		if !op.Has(op.Hash()) || !op.Has(hex.EncodeToString(sum[:])) || op.Has(strings.Repeat("0", 64)) {
			t.Errorf("%q is not known by its hash", text)
		}
	}
}
