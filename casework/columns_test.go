package casework

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// caseOf makes records as tablets and desks make them.
func caseOf(n int) []*Record {
	var records []*Record
	for i := range n {
		made := Stamp{
			Seq: int64(400 + 3*i), Chain: "f679198f-8076-480e-a1c0-e27ec9c4e498/may", Actor: "may",
			Op: fmt.Sprintf("f679198f-8076-480e-a1c0-e27ec9c4e498/1/%d", 7+i), At: fmt.Sprintf("2026-11-21T09:%02d:00.%03dZ", i%60, i%1000),
		}
		records = append(records, &Record{
			ID: fmt.Sprintf("019aa5a0-%04x-7ca2-8239-e094455c%04x", i, i), Kind: "note", Created: made,
			Fields: map[string]string{"text": fmt.Sprintf("What happened on day %d.", i), "sha256": strings.Repeat("5a", 32), "of": "019aa5a0-0000-7ca2-8239-e094455c0000"},
		})
	}
	if n > 2 {
		by := Stamp{Seq: 900, Op: "office-1/1/4", Actor: "grace", At: "2026-11-22T09:00:00.000Z"}
		records[1].Changed = map[string]Stamp{"text": by, hadField + "may": by}
		records[1].Siblings = []Sibling{{ID: "tab0/1/3:text", Field: "text", Text: "Other words.", Stamp: records[0].Created}}
		by.Late = "2026-11-23T09:00:00.000Z"
		records[2].Removed = &Removal{Reason: "somebody else's", Stamp: by}
	}
	return records
}

// readAgain writes records in columns and reads them.
func readAgain(t *testing.T, records []*Record) []byte {
	t.Helper()
	text, ok := AppendColumns(nil, records)
	if !ok {
		t.Fatalf("%d records do not go into columns", len(records))
	}
	read, err := ReadRecords(text)
	if err != nil || len(read) != len(records) {
		t.Fatalf("read %d records (%v), want %d", len(read), err, len(records))
	}
	for i, record := range records {
		if !reflect.DeepEqual(*read[i], *record) {
			t.Errorf("record %d reads as\n%#v, want\n%#v", i, *read[i], *record)
		}
	}
	return text
}

func TestColumns(t *testing.T) {
	readAgain(t, nil)
	text := readAgain(t, caseOf(250))
	json, err := AppendRecords(nil, caseOf(250))
	if err != nil || len(text)*2 > len(json) {
		t.Errorf("%d bytes in columns, %d in JSON (%v)", len(text), len(json), err)
	}
	var odd []*Record
	for _, text := range []string{"", "plain", "\x00", "\x01marked", "nul \x00 inside", "Zoë 李 \u2028", strings.Repeat("f", 64), "5", "a/05", "a/-5", "a/99999999999999999999", "2026-11-21T09:00:00.000Z", "2026-11-21t09:00:00.000Z"} {
		record := recordOf(text)
		record.Created.Op, record.Created.At = text, text
		odd = append(odd, record)
	}
	odd = append(odd, &Record{Fields: map[string]string{}}, &Record{ID: "019aa5a0-0001-7CA2-8239-e094455c0001"}, &Record{ID: "019aa5a0-0001-4ca2-8239-e094455c0001", Kind: "019aa5a0-0001-4ca2-8239-e094455c0001"})
	readAgain(t, odd)
}

// TestColumnsOfANewerBuild: what this build does not know, and what JSON would
// write in another way, does not go into columns.
func TestColumnsOfANewerBuild(t *testing.T) {
	newer := &Record{}
	if err := newer.UnmarshalJSON([]byte(`{"id":"a","kind":"goal","f":{},"made":{"q":1,"o":"d/1/1","a":"may","t":"","new":1}}`)); err != nil {
		t.Fatal(err)
	}
	for _, record := range []*Record{newer, {Fields: map[string]string{"words": "bad \xff"}}} {
		if text, ok := AppendColumns([]byte("before"), append(caseOf(3), record)); ok || string(text) != "before" {
			t.Errorf("%v was written as %q", record, text)
		}
	}
}

// TestColumnsCut: nothing that is cut reads as records.
func TestColumnsCut(t *testing.T) {
	whole, _ := AppendColumns(nil, caseOf(4))
	for size := len(columnsMagic); size < len(whole); size++ {
		if records, err := ReadRecords(whole[:size]); err == nil {
			t.Errorf("%d bytes of %d read as %d records", size, len(whole), len(records))
		}
	}
	if _, err := ReadRecords(append(slices.Clone(whole), 0)); err == nil {
		t.Error("a byte too many was read")
	}
}

func FuzzColumns(f *testing.F) {
	for _, n := range []int{0, 1, 5} {
		text, _ := AppendColumns(nil, caseOf(n))
		f.Add(text[len(columnsMagic):])
	}
	odd, _ := AppendColumns(nil, []*Record{recordOf("\x00"), recordOf("a/1"), recordOf("plain")})
	f.Add(odd[len(columnsMagic):])
	f.Fuzz(func(t *testing.T, content []byte) {
		records, err := ReadRecords(append([]byte(columnsMagic), content...))
		if err != nil {
			return
		}
		if text, ok := AppendColumns(nil, records); ok {
			again, err := ReadRecords(text)
			if err != nil || !reflect.DeepEqual(again, records) {
				t.Errorf("%q reads as %v, then as %v (%v)", content, records, again, err)
			}
		}
	})
}

func BenchmarkColumns(b *testing.B) {
	records := caseOf(250)
	text, _ := AppendColumns(nil, records)
	json, _ := AppendRecords(nil, records)
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			AppendColumns(nil, records)
		}
	})
	for name, content := range map[string][]byte{"read": text, "read JSON": json} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ReadRecords(content); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
