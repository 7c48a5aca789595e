package exchange_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// bundled is an office with cases of the given sizes in characters, and their marks.
func bundled(t testing.TB, sizes ...int) (*memory.Office, []exchange.Mark) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 1))
	office := memory.NewOffice(exchange.House{})
	var marks []exchange.Mark
	var n int64
	for i, size := range sizes {
		id := fmt.Sprintf("c%d", i)
		ops := []json.RawMessage{opensCase("tab1", "may", n+1, id)}
		for n++; size > 0; size -= 2000 {
			noise := make([]byte, 1000) // as hex it packs to about this
			for i := range noise {
				noise[i] = byte(random.Uint32())
			}
			n++
			ops = append(ops, oplog.Operation{
				ID: oplog.ID{Device: "tab1", Epoch: 1, N: n}, Actor: "may", Case: id, Record: fmt.Sprintf("goal%d", n), Kind: casework.KindGoal,
				At: "2026-11-21T09:00:00.000Z", Changes: makes("words", fmt.Sprintf("%x", noise)),
			}.Seal(make([]byte, oplog.SaltBytes)).Bytes())
		}
		if _, err := exchange.Answer(t.Context(), office, may, request(ops...)); err != nil {
			t.Fatal(err)
		}
		_, mark, err := office.Segment(t.Context(), id, exchange.InColumns)
		if err != nil {
			t.Fatal(err)
		}
		marks = append(marks, mark)
	}
	return office, marks
}

func bundleOf(t testing.TB, office *memory.Office, asked []exchange.Mark) []byte {
	t.Helper()
	bundle, err := exchange.Segments(t.Context(), office, may, "tab2", 1, exchange.BundleRequest{Form: exchange.InColumns, Cases: asked})
	if err != nil {
		t.Fatal(err)
	}
	return bundle
}

// A bundle holds what was asked for, in order, until it is full or something is
// not to be had.
func TestBundleEnds(t *testing.T) {
	office, marks := bundled(t, 10, 200_000, 10, 10)
	moved := exchange.Mark{Case: marks[2].Case, Position: marks[2].Position + 7}
	nobodys := exchange.Mark{Case: "nobodys", Position: 1}
	for name, test := range map[string]struct {
		asked []exchange.Mark
		want  int
	}{
		"all of it":              {[]exchange.Mark{marks[0], marks[2], marks[3]}, 3},
		"full":                   {marks, 2},
		"one that fills it":      {marks[1:], 1},
		"before one that moved":  {[]exchange.Mark{marks[0], moved, marks[3]}, 1},
		"first of all moved":     {[]exchange.Mark{moved, marks[0]}, 0},
		"before one not visible": {[]exchange.Mark{marks[3], nobodys}, 1},
		"nothing asked":          {nil, 0},
		"too many asked":         {[]exchange.Mark{marks[0], marks[0], marks[0], marks[0], marks[0], marks[0], marks[0], marks[0], marks[0], marks[0]}, exchange.BundleCases},
	} {
		t.Run(name, func(t *testing.T) {
			segments, err := exchange.SplitBundle(bundleOf(t, office, test.asked), test.asked)
			if err != nil || len(segments) != test.want {
				t.Fatalf("%d segments (%v), want %d", len(segments), err, test.want)
			}
			for i, segment := range segments {
				alone, _, err := office.Segment(t.Context(), test.asked[i].Case, exchange.InColumns)
				if err != nil || !bytes.Equal(segment, alone) {
					t.Errorf("segment %d is not what comes alone (%v)", i, err)
				}
			}
		})
	}
}

// Whatever byte of a bundle is changed, and wherever it is cut, it is refused.
func TestBundleDamaged(t *testing.T) {
	office, marks := bundled(t, 30, 30, 30)
	whole := bundleOf(t, office, marks)
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 0x20 // another letter's case, in JSON too
		if segments, err := exchange.SplitBundle(changed, marks); err == nil && !sameSegments(segments, whole, marks) {
			t.Fatalf("a bundle with byte %d changed is taken", i)
		} else if err != nil && !errors.Is(err, exchange.ErrSegment) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
		if _, err := exchange.SplitBundle(whole[:i], marks); !errors.Is(err, exchange.ErrSegment) {
			t.Fatalf("a bundle cut at byte %d: %v", i, err)
		}
	}
	if _, err := exchange.SplitBundle(append(bytes.Clone(whole), 0), marks); !errors.Is(err, exchange.ErrSegment) {
		t.Errorf("a byte too many: %v", err)
	}
	if _, err := exchange.SplitBundle(whole, marks[:2]); !errors.Is(err, exchange.ErrSegment) {
		t.Errorf("more than was asked for: %v", err)
	}
	if _, err := exchange.SplitBundle(whole, []exchange.Mark{marks[1], marks[0], marks[2]}); !errors.Is(err, exchange.ErrSegment) {
		t.Errorf("other cases than were asked for: %v", err)
	}
}

// sameSegments reports whether the segments are those of the whole bundle: a changed
// letter of a member's name is still read as that member.
func sameSegments(segments [][]byte, whole []byte, marks []exchange.Mark) bool {
	want, err := exchange.SplitBundle(whole, marks)
	return err == nil && len(segments) == len(want) && bytes.Equal(bytes.Join(segments, nil), bytes.Join(want, nil))
}

// FuzzBundle: what is taken is what the office named, and nothing panics.
func FuzzBundle(f *testing.F) {
	office, marks := bundled(f, 10, 10)
	whole := bundleOf(f, office, marks)
	f.Add(whole)
	f.Add(whole[:len(whole)-3])
	f.Add(exchange.EmptyBundle())
	f.Add([]byte("DSB1\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, bundle []byte) {
		segments, err := exchange.SplitBundle(bundle, marks)
		if err != nil && !errors.Is(err, exchange.ErrSegment) {
			t.Errorf("refused with %v", err)
		}
		if err == nil && len(segments) > len(marks) {
			t.Errorf("%d segments for %d cases", len(segments), len(marks))
		}
	})
}
