package casework

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
)

// plainly are texts of which every part of a record is made in TestPlainRecords.
var plainly = []string{"", "plain", "two\nlines\tand \"quotes\" \\ too", "<b>&amp;</b>", "Zoë 李 \u2028 \U0001F600", "bad \xff utf8", "nul \x00"}

func recordOf(text string) *Record {
	stamp := Stamp{Seq: -7, Chain: text, Op: "d/1/2", Actor: text, At: "2026-11-21T09:00:00.000Z", Late: text}
	return &Record{
		ID: text, Kind: Kind(text), Fields: map[string]string{"a": text, "b" + text: "x"}, Created: stamp,
		Changed: map[string]Stamp{"a": stamp, "b": {Seq: 1 << 60}}, Removed: &Removal{Reason: text, Stamp: stamp},
		Siblings: []Sibling{{ID: "s1", Field: "a", Text: text, Stamp: stamp}, {ID: "s2", Field: text}},
	}
}

// TestPlainRecords: the short way writes what encoding/json writes and reads
// what it reads.
func TestPlainRecords(t *testing.T) {
	records := []*Record{{}, {Fields: map[string]string{}}, {Fields: map[string]string{}, Changed: map[string]Stamp{}, Siblings: []Sibling{}}}
	for _, text := range plainly {
		records = append(records, recordOf(text))
	}
	for _, record := range records {
		want, err := json.Marshal((*plainRecord)(record))
		if err != nil {
			t.Fatal(err)
		}
		if got := record.append(nil); !bytes.Equal(got, want) {
			t.Errorf("wrote  %s\n\twant %s", got, want)
		}
		if plain := sameReading(t, want); plain == (record.Fields == nil) {
			t.Errorf("%s is plain: %v", want, plain)
		}
	}
	text, err := AppendRecords(nil, records)
	if err != nil {
		t.Fatal(err)
	}
	read, err := ReadRecords(text)
	if err != nil || len(read) != len(records) {
		t.Fatalf("read %d records (%v), want %d", len(read), err, len(records))
	}
	for i, record := range records {
		encoded, _ := json.Marshal((*plainRecord)(record)) // it is made of strings
		var want Record
		if err := want.readAny(encoded); err != nil || !reflect.DeepEqual(*read[i], want) {
			t.Errorf("record %d reads as\n%#v, want\n%#v (%v)", i, *read[i], want, err)
		}
	}
}

// sameReading holds what the short way takes to what encoding/json reads.
func sameReading(t *testing.T, content []byte) (plain bool) {
	t.Helper()
	var got, want Record
	if !got.readPlain(content) {
		return false
	}
	if err := want.readAny(content); err != nil {
		t.Fatalf("%q is read, encoding/json answers %v", content, err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q reads as\n%#v, want\n%#v", content, got, want)
	}
	return true
}

func FuzzRecord(f *testing.F) {
	for _, text := range plainly {
		encoded, _ := json.Marshal((*plainRecord)(recordOf(text))) // it is made of strings
		f.Add(encoded)
	}
	for _, odd := range []string{
		`{"id":"a","kind":"k","f":null,"made":{"q":1,"o":"","a":"","t":""}}`, `{"id":"a","kind":"k","f":{"x":"1","x":"2"},"made":{"q":1,"o":"","a":"","t":""}}`,
		`{"id":"a","kind":"k","f":{},"made":{"q":01,"o":"","a":"","t":""}}`, `{"id":"a","kind":"k","f":{},"made":{"q":-0,"o":"","a":"","t":""}}`,
		`{"id":"a","kind":"k","f":{},"made":{"q":1e2,"o":"","a":"","t":""}}`, `{"id":"a","kind":"k","f":{},"made":{"q":1,"o":"","a":"","t":""},"by":{}}`,
		`{"id":"a","kind":"k","f":{},"made":{"q":1,"o":"","a":"","t":""},"new":1}`, `{"id":"a","kind":"k","f":{},"made":{"q":1,"o":"","a":"","t":"","z":{}}}`,
		`{"id":"a\`, `{"id":"\ud800","kind":"k","f":{},"made":{"q":1,"o":"","a":"","t":""}}`, `{"ID":"a"}`, `null`, ` {}`, `{}x`,
	} {
		f.Add([]byte(odd))
	}
	f.Fuzz(func(t *testing.T, content []byte) { sameReading(t, content) })
}

func BenchmarkRecords(b *testing.B) {
	var records []*Record
	for range 250 {
		records = append(records, recordOf("a few plain words that somebody wrote about a visit"))
	}
	text, _ := AppendRecords(nil, records) // plain records always encode
	b.SetBytes(int64(len(text)))
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			if read, err := ReadRecords(text); err != nil || len(read) != 250 {
				b.Fatal(err)
			}
		}
	})
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			if _, err := AppendRecords(nil, records); err != nil {
				b.Fatal(err)
			}
		}
	})
}
