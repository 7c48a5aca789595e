package exchange

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Hub is what the office's side needs of its store.
type Hub interface {
	merge.AllStore
	Inbox
	// Stored returns hash and result of operations that are here already.
	StoredResults(ctx context.Context, ids []oplog.ID) (map[oplog.ID]oplog.Result, map[oplog.ID]string, error)
	// NextNumber is the operation number expected next of a device and epoch.
	NextNumber(ctx context.Context, device string, epoch int64) (int64, error)
	// Pull reads, in one snapshot, the marks of every case the actor may see
	// and the records that changed after since, oldest first, up to about
	// limit bytes.
	Pull(ctx context.Context, actor casework.Actor, since int64, limit int) (Snapshot, error)
	// TouchedSince names the record of each operation on a case that was not kept
	// aside and has a higher number than since, by its number.
	TouchedSince(ctx context.Context, caseID string, since int64) (map[int64]string, error)
	// Standing reads how the office stands with a device.
	Standing(ctx context.Context, device string, epoch int64) (Standing, error)
	// NoteGiven remembers the highest position given to a device; a lower one
	// than before changes nothing.
	NoteGiven(ctx context.Context, device string, epoch, position int64) error
	// SetAside ends the sync of a device; the first reason stays.
	SetAside(ctx context.Context, device, why string) error
	// KeepApart stores an operation that contradicts one already stored under
	// the same id, for a person to look at, and sets the device aside.
	KeepApart(ctx context.Context, op oplog.Operation) error
	// House returns what every page needs to know of the agency.
	House(ctx context.Context) (House, error)
}

// Snapshot is the state of the office at one position.
type Snapshot struct {
	Term     int64
	Position int64 // of the last change included
	Durable  int64
	Scope    []Mark
	Changes  []Change
	More     bool
}

// GapError says that operations are missing before the ones sent.
type GapError struct{ Expected, Got int64 }

func (e *GapError) Error() string {
	return fmt.Sprintf("exchange: expected operation %d, got %d", e.Expected, e.Got)
}

// RolledBackError says that a tablet's store is older than what it sent before:
// its next numbers are in the log already. Office is the first free one.
type RolledBackError struct{ Office int64 }

func (e *RolledBackError) Error() string {
	return fmt.Sprintf("exchange: the tablet's store went back in time; its next operation is %d", e.Office)
}

// Why a device is set aside.
const (
	SetAsideCloned     = "cloned"      // one number for two contents: copied or restored
	SetAsideRolledBack = "rolled_back" // it noticed itself that its store went back in time
)

// Answer lands the request's operations and says what is new. actor is the
// person whose vault sent the request, as the office knows them now.
func Answer(ctx context.Context, hub Hub, actor casework.Actor, request Request) (Reply, error) {
	ops, err := decodeAll(request)
	if err != nil {
		return Reply{}, err
	}
	standing, err := hub.Standing(ctx, request.Device, request.Epoch)
	if err != nil {
		return Reply{}, err
	}
	if request.RolledBack {
		err := hub.SetAside(ctx, request.Device, SetAsideRolledBack)
		return Reply{}, errors.Join(err, &RolledBackError{Office: standing.Next})
	}
	if standing.wentBack(request) {
		return Reply{Version: Version, Term: standing.Term(), Next: standing.Next, List: true}, nil
	}
	var before Landed
	if standing.Parcels > 0 {
		if before, err = LandParcels(ctx, hub, request.Device, request.Epoch); err == nil {
			standing, err = hub.Standing(ctx, request.Device, request.Epoch)
		}
		if err != nil {
			return Reply{Landed: before.Operations}, err
		}
	} else if kept, err := receive(ctx, hub, actor, request, ops, standing); kept || err != nil {
		return Reply{Version: Version, Term: standing.Term(), Next: standing.Next, Inbox: standing.Next + int64(len(ops)) - 1}, err
	}
	return answer(ctx, hub, actor, request, ops, standing, before)
}

// wentBack reports that the tablet has seen more of the log than there is: the
// office was restored. Nothing is landed then: first the tablet hears which
// number is expected, and takes out again what it had been told was safe.
func (s Standing) wentBack(request Request) bool {
	return request.Position != 0 && (request.Term != s.Term() || request.Position > s.Position)
}

// answer is Answer after the device's parcels, which landed before.
func answer(ctx context.Context, hub Hub, actor casework.Actor, request Request, ops []oplog.Operation, standing Standing, before Landed) (Reply, error) {
	reply := Reply{Version: Version, Next: standing.Next, Results: before.Results, Landed: slices.Concat(before.Operations, ops)}
	if len(ops) > 0 {
		results, err := LandAll(ctx, hub, actor, request.Arrived, request.From, ops)
		if err != nil {
			return reply, err
		}
		reply.Results = eachOnce(append(reply.Results, results...))
		if reply.Next, err = hub.NextNumber(ctx, request.Device, request.Epoch); err != nil {
			return reply, err
		}
		if first := ops[0].N; first > standing.Next {
			reply.Gone = first - standing.Next
		}
	}
	snapshot, err := hub.Pull(ctx, actor, request.Position, pageLimit(request))
	if err != nil {
		return reply, err
	}
	reply.Term, reply.Position, reply.Durable = snapshot.Term, snapshot.Position, snapshot.Durable
	reply.More = snapshot.More
	reply.Changes, reply.Enter = snapshot.whole()
	if request.Folds {
		if err := leaveOutOwn(ctx, hub, reply.Changes, request.Position, reply.Results); err != nil {
			return reply, err
		}
	}
	compare(request, snapshot, &reply)
	house, err := hub.House(ctx)
	if err != nil {
		return reply, err
	}
	if house.Digest() != request.House {
		reply.House = &house
	}
	return reply, noteGiven(ctx, hub, request.Device, request.Epoch, standing.Given, reply)
}

// eachOnce orders results by number. What lay in the inbox and came again has two.
func eachOnce(results []oplog.Result) []oplog.Result {
	slices.SortStableFunc(results, func(a, b oplog.Result) int { return cmp.Compare(a.N, b.N) })
	return slices.CompactFunc(results, func(a, b oplog.Result) bool { return a.N == b.N })
}

// noteGiven remembers, before the answer leaves, how far the tablet can have
// seen the log after it. A sync with nothing new writes nothing.
func noteGiven(ctx context.Context, hub Hub, device string, epoch, before int64, reply Reply) error {
	given := reply.Position
	for _, change := range reply.Changes {
		given = max(given, change.Position)
	}
	if given <= before {
		return nil
	}
	return hub.NoteGiven(ctx, device, epoch, given)
}

// SegmentHub is a Hub that packs cases.
type SegmentHub interface {
	Hub
	// WorkerOf returns whose case it is, without reading the case; NotFound where
	// there is none.
	WorkerOf(ctx context.Context, caseID string) (string, error)
	// Segment returns the packed segment of a case at its present position.
	Segment(ctx context.Context, caseID string, form Form) (segment []byte, mark Mark, err error)
}

// Segment returns one whole case for a device of the actor, who must be allowed
// to see it; NotFound otherwise.
func Segment(ctx context.Context, hub SegmentHub, actor casework.Actor, device string, epoch int64, caseID string, form Form) ([]byte, Mark, error) {
	segment, mark, err := visibleSegment(ctx, hub, actor, caseID, form)
	if err != nil {
		return nil, Mark{}, err
	}
	return segment, mark, noteSegments(ctx, hub, device, epoch, mark.Position)
}

func visibleSegment(ctx context.Context, hub SegmentHub, actor casework.Actor, caseID string, form Form) ([]byte, Mark, error) {
	worker, err := hub.WorkerOf(ctx, caseID)
	if err != nil {
		return nil, Mark{}, err
	}
	if !actor.MaySee(worker) {
		return nil, Mark{}, casework.Fail(casework.NotFound)
	}
	return hub.Segment(ctx, caseID, form)
}

// noteSegments remembers, before segments leave, up to which position they are.
func noteSegments(ctx context.Context, hub SegmentHub, device string, epoch, position int64) error {
	standing, err := hub.Standing(ctx, device, epoch)
	if err != nil || position <= standing.Given {
		return err
	}
	return hub.NoteGiven(ctx, device, epoch, position)
}

func storedMeanwhile(err error) bool {
	var gap *GapError
	return errors.Is(err, oplog.ErrStored) || errors.As(err, &gap) && gap.Got < gap.Expected
}

// pageLimit is how many bytes of records the reply may carry. A first download
// carries none: its cases come as segments.
func pageLimit(request Request) int {
	if request.Position == 0 {
		return 0
	}
	return MaxPageBytes
}

// compare finds the cases that entered or left the caseload, and those that
// differ although nothing changed.
func compare(request Request, snapshot Snapshot, reply *Reply) {
	reply.Differ = append(reply.Differ, request.Differ...)
	if state := StateDigest(snapshot.Scope); !snapshot.More && state != request.State {
		reply.State = state
	}
	if !request.Listed {
		quiet := len(snapshot.Changes) == 0 && !snapshot.More && len(request.Operations) == 0
		reply.List = HeldDigest(snapshot.Scope) != request.Held ||
			quiet && StateDigest(snapshot.Scope) != request.State
		return
	}
	held := map[string]Mark{}
	for _, mark := range request.Cases {
		held[mark.Case] = mark
	}
	changed, entered := map[string]bool{}, map[string]bool{}
	for _, mark := range reply.Enter {
		entered[mark.Case] = true
	}
	for _, change := range snapshot.Changes {
		changed[change.Case] = true
	}
	for _, mark := range snapshot.Scope {
		have, ok := held[mark.Case]
		delete(held, mark.Case)
		if !ok && !entered[mark.Case] || !changed[mark.Case] && !snapshot.More && (have.Position != mark.Position || have.Digest != mark.Digest) {
			reply.Enter = append(reply.Enter, mark)
		}
		if ok && have.Position == mark.Position && have.Digest != mark.Digest {
			reply.Differ = append(reply.Differ, mark.Case)
		}
	}
	for _, mark := range request.Cases {
		if _, gone := held[mark.Case]; gone {
			reply.Leave = append(reply.Leave, mark.Case)
		}
	}
}
