package casework

import (
	"encoding/json"
	"reflect"
	"testing"
)

// TestUnknownMembersSurvive: what a newer build added stays, byte for byte, and
// with it the digest.
func TestUnknownMembersSurvive(t *testing.T) {
	for name, text := range map[string]string{
		"none":           `{"id":"g1","kind":"goal","f":{"words":"a"},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026"}}`,
		"in the record":  `{"id":"g1","kind":"goal","f":{"words":"a"},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026"},"zeta":1,"alpha":{"b":[1,{"c":"d"}],"a":null}}`,
		"in a stamp":     `{"id":"g1","kind":"goal","f":{"words":"a"},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026","tz":"+01:00"},"by":{"words":{"q":2,"o":"x/1/2","a":"may","t":"2026","n":2}}}`,
		"in a sibling":   `{"id":"g1","kind":"goal","f":{"words":"a"},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026"},"sib":[{"id":"s1","field":"words","text":"","stamp":{"q":3,"o":"y/1/1","a":"noor","t":"2026","m":true},"why":"\u003cb\u003e"}]}`,
		"in a removal":   `{"id":"g1","kind":"goal","f":{"words":"a"},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026"},"gone":{"reason":"","stamp":{"q":3,"o":"y/1/1","a":"noor","t":"2026","l":"2027","m":1},"by2":"grace"}}`,
		"empty fields":   `{"id":"g1","kind":"goal","f":{},"made":{"q":1,"o":"x/1/1","a":"may","t":"2026"},"later":""}`,
		"foreign fields": `{"id":"g1","kind":"goal","f":{"\u003cnew\u003e":"ä\u2028"},"made":{"q":1,"c":"x/may","o":"x/1/1","a":"may","t":"2026"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			var record Record
			if err := json.Unmarshal([]byte(text), &record); err != nil {
				t.Fatal(err)
			}
			for _, r := range []*Record{&record, record.Clone()} {
				encoded, err := json.Marshal(r)
				if err != nil || string(encoded) != text {
					t.Errorf("got  %s (%v)\nwant %s", encoded, err, text)
				}
			}
			var again Record
			if encoded, _ := json.Marshal([]*Record{&record}); json.Unmarshal(encoded[1:len(encoded)-1], &again) != nil || again.Digest() != record.Digest() {
				t.Error("the digest differs after a round trip")
			}
		})
	}
}

// TestKnownMembersAreKnown: a member that is added to a record must be added to
// what the round trip knows, or it would be written twice.
func TestKnownMembersAreKnown(t *testing.T) {
	for _, test := range []struct {
		of   any
		want int // fields, extra among them
	}{{Record{}, 8}, {Stamp{}, 7}, {Sibling{}, 5}, {Removal{}, 3}} {
		if got := reflect.TypeOf(test.of).NumField(); got != test.want {
			t.Errorf("%T has %d fields, record_json.go knows %d", test.of, got, test.want)
		}
	}
	full := Record{ID: "g1", Kind: KindGoal, Fields: map[string]string{"words": "a"}, Created: fullStamp, Changed: map[string]Stamp{"words": fullStamp},
		Siblings: []Sibling{{ID: "s", Field: "words", Text: "b", Stamp: fullStamp}}, Removed: &Removal{Reason: "r", Stamp: fullStamp}}
	plain, err := json.Marshal(&full)
	if err != nil {
		t.Fatal(err)
	}
	full.extra = `"more":1`
	loose, err := json.Marshal(&full)
	if want := string(plain[:len(plain)-1]) + `,"more":1}`; err != nil || string(loose) != want {
		t.Errorf("got  %s (%v)\nwant %s", loose, err, want)
	}
	var again Record
	if err := json.Unmarshal(loose, &again); err != nil || !reflect.DeepEqual(again, full) {
		t.Errorf("read back %+v (%v)\nwant      %+v", again, err, full)
	}
}

var fullStamp = Stamp{Seq: 1, Chain: "c", Op: "o", Actor: "a", At: "t", Late: "l"}

// TestRecordDecodes: what is no record is an error, never half of one.
func TestRecordDecodes(t *testing.T) {
	for _, text := range []string{`[]`, `"x"`, `{"id":1}`, `{"made":[],"x":1}`, `{"sib":{},"x":1}`, `{"f":{"a":1},"x":1}`, `{"id":"g"`} {
		var record Record
		if err := json.Unmarshal([]byte(text), &record); err == nil {
			t.Errorf("%s is read as %+v", text, record)
		}
	}
}

func BenchmarkRecordJSON(b *testing.B) {
	record := Record{ID: "01930000-0000-7000-8000-000000000011", Kind: KindNote, Created: fullStamp,
		Fields: map[string]string{"text": "Maria has a room of her own now and showed me the lease.", "type": "home_visit", "on": "2026-11-21"}}
	encoded, _ := json.Marshal(&record)
	for b.Loop() {
		var again Record
		if err := json.Unmarshal(encoded, &again); err != nil {
			b.Fatal(err)
		}
		again.Digest()
	}
}
