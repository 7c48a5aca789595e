package exchange

import (
	"context"
	"errors"
	"testing"
)

// shelf is an office that takes parts, and cuts some.
type shelf struct {
	size, at int64
	sent     int64
	cuts     map[int64]int64 // at this offset, so many bytes are lost
	stuck    bool
}

var errCut = errors.New("the network went")

func (s *shelf) FileState(context.Context, string) (FileState, error) {
	return FileState{Offset: s.at, Whole: s.at == s.size}, nil
}

func (s *shelf) SendPart(_ context.Context, _ FileToSend, offset, end int64) (FileState, error) {
	if offset != s.at || end-offset > PartBytes || end > s.size {
		return FileState{}, errors.New("not the part that comes next")
	}
	if lost, cut := s.cuts[offset]; cut {
		delete(s.cuts, offset)
		s.sent += lost
		return FileState{}, errCut
	}
	s.sent += end - offset
	if !s.stuck {
		s.at = end
	}
	return FileState{Offset: s.at, Whole: s.at == s.size}, nil
}

func TestSendFile(t *testing.T) {
	ctx, never := t.Context(), func() bool { return false }
	size := int64(5*PartBytes + 17)
	file := FileToSend{SHA256: "x", Size: size}
	office := &shelf{size: size, cuts: map[int64]int64{0: 3, 2 * PartBytes: PartBytes - 1, 5 * PartBytes: 16}}
	cuts := 0
	for {
		state, err := SendFile(ctx, office, file, never)
		if err == nil {
			if !state.Whole || state.Offset != size {
				t.Errorf("it ended at %+v", state)
			}
			break
		}
		if !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		cuts++
	}
	if again := office.sent - size; cuts != 3 || again != 3+PartBytes-1+16 {
		t.Errorf("%d cuts cost %d bytes again", cuts, again)
	}

	asked := 0
	office = &shelf{size: size}
	state, err := SendFile(ctx, office, file, func() bool { asked++; return asked == 3 })
	if err != nil || state.Offset != 2*PartBytes || state.Whole {
		t.Errorf("it gave way at %+v, %v", state, err)
	}
	if state, err = SendFile(ctx, office, file, never); err != nil || !state.Whole {
		t.Errorf("and went on to %+v, %v", state, err)
	}
	if office.sent != size {
		t.Errorf("giving way cost %d bytes", office.sent-size)
	}
	if _, err := SendFile(ctx, &shelf{size: 5, stuck: true}, FileToSend{Size: 5}, never); err == nil {
		t.Error("an office that takes nothing is asked for ever")
	}
	if state, err := SendFile(ctx, &shelf{}, FileToSend{}, never); err != nil || !state.Whole {
		t.Errorf("nothing at all: %+v, %v", state, err)
	}
}
