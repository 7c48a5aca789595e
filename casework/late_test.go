package casework

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestHadUntil: who had a case may write what they wrote before they could see
// that it went on; who never had it may not, whatever they claim to have seen.
func TestHadUntil(t *testing.T) {
	file := NewFile("c")
	head := &Record{ID: "c", Kind: KindCase, Fields: map[string]string{"worker": "noor"}, Changed: map[string]Stamp{}}
	head.GiveAway("may", Stamp{Seq: 7})
	head.GiveAway("lee", Stamp{Seq: -1}) // not numbered yet: it waits on this tablet
	file.Records["c"] = head
	for _, test := range []struct {
		person string
		seen   int64
		want   bool
	}{{"may", 0, true}, {"may", 6, true}, {"may", 7, false}, {"may", 8, false}, {"eve", 0, false}, {"", 0, false}, {"lee", 0, false}, {"noor", 0, false}} {
		if got := file.HadUntil(test.person, test.seen); got != test.want {
			t.Errorf("HadUntil(%q, %d) = %v", test.person, test.seen, got)
		}
	}
	if NewFile("none").HadUntil("may", 0) {
		t.Error("a case that is not here was somebody's")
	}
}

// TestLateEntriesAreWhatCameLate: of whatever records and stamps a case is made,
// the list names each operation that came late once, and nothing else; reading
// them all leaves none to read.
func TestLateEntriesAreWhatCameLate(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 9))
		file := NewFile("c")
		file.Records["c"] = &Record{ID: "c", Kind: KindCase, Fields: map[string]string{"name": "Ruiz", "worker": "may"}}
		want := map[string]bool{}
		n := int64(0)
		stamp := func() Stamp {
			n++
			s := Stamp{Seq: n, Op: fmt.Sprintf("tab/1/%d", n), Actor: "may"}
			if random.IntN(3) == 0 {
				s.Late = fmt.Sprintf("2026-11-%02dT09:00:00.000Z", 1+random.IntN(28))
				want[s.Op] = true
			}
			return s
		}
		for i := range random.IntN(5) {
			record := &Record{ID: fmt.Sprintf("r%d", i), Kind: KindGoal, Fields: map[string]string{"words": "w"}, Created: stamp(), Changed: map[string]Stamp{}}
			if random.IntN(2) == 0 {
				record.Changed["words"] = stamp()
			}
			if random.IntN(3) == 0 {
				record.Siblings = []Sibling{{Field: "words", Stamp: stamp()}}
			}
			if random.IntN(4) == 0 {
				record.Removed = &Removal{Stamp: stamp()}
			}
			file.Records[record.ID] = record
		}
		var got []string
		list := file.LateEntries()
		for i, late := range list {
			got = append(got, late.Of...)
			if late.Read || late.Stamp.Late == "" || i > 0 && list[i-1].Stamp.Late < late.Stamp.Late {
				t.Fatalf("seed %d: %+v", seed, late)
			}
		}
		if len(got) != len(want) || slices.ContainsFunc(got, func(id string) bool { return !want[id] }) {
			t.Fatalf("seed %d: came late %v, want %v", seed, got, want)
		}
		if summary := Summarise(file); summary.Late != len(list) || len(summary.Dealt) != 0 {
			t.Fatalf("seed %d: the summary counts %d, want %d", seed, summary.Late, len(list))
		}
		for i, id := range got {
			file.Records[fmt.Sprint("d", i)] = &Record{ID: fmt.Sprint("d", i), Kind: KindDealt, Fields: map[string]string{"of": id + " tab/1/0", "how": "read"}}
		}
		if summary := Summarise(file); summary.Late != 0 || len(file.DealtWith()) != 0 {
			t.Fatalf("seed %d: after reading, %d late", seed, summary.Late)
		}
	}
}

// TestDealtWithCanBeTakenBack: hiding the entry that dealt with something makes
// it wait again.
func TestDealtWithCanBeTakenBack(t *testing.T) {
	file := NewFile("c")
	file.Records["c"] = &Record{ID: "c", Kind: KindCase, Fields: map[string]string{"name": "Ruiz", "worker": "may"}}
	file.Records["d"] = &Record{ID: "d", Kind: KindDealt, Fields: map[string]string{"of": "tab/1/3", "how": "set_aside", "reason": "twice"}}
	if summary := Summarise(file); !slices.Equal(summary.Dealt, []string{"tab/1/3"}) || file.DealtWith()["tab/1/3"] == nil {
		t.Errorf("dealt: %v", summary.Dealt)
	}
	file.Records["d"].Removed = &Removal{Reason: "mistake"}
	if summary := Summarise(file); len(summary.Dealt) != 0 {
		t.Errorf("dealt, although that was an error: %v", summary.Dealt)
	}
}
