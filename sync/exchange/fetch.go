package exchange

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// Bundles is a Transport that fetches some cases with one request, and the next
// ones while those are stored.
type Bundles interface {
	// Coming names the cases that are fetched next, in this order. What an earlier
	// call named is forgotten.
	Coming(marks []Mark)
	// Segments returns the next of them that are not returned yet, at least one,
	// each whole and at the position of its mark (SplitBundle and the office see to
	// that). What was fetched and is not stored yet travels again after a cut, so it is
	// at most what one bundle holds (BundleBytes), and one more on its way.
	Segments(ctx context.Context) ([][]byte, error)
}

// enter fetches the cases that came into the caseload.
func (r *run) enter(ctx context.Context, reply Reply) error {
	held, err := r.marks(ctx)
	if err != nil {
		return err
	}
	var wanted []Mark
	for _, mark := range reply.Enter {
		mark.Term = reply.Term
		if held[mark.Case] != mark || len(r.resultsOf(mark.Case)) > 0 { // else an earlier page named it too
			wanted = append(wanted, mark)
		}
	}
	bundles, can := r.Transport.(Bundles)
	if can && len(wanted) > 0 {
		bundles.Coming(wanted)
	}
	all := len(reply.Enter)
	for len(wanted) > 0 {
		r.tell(Progress{CasesDone: all - len(wanted), CasesAll: all, Sent: r.report.Sent})
		segments, err := r.fetch(ctx, bundles, wanted[0])
		r.report.Requests++
		if err != nil {
			return fmt.Errorf("exchange: segment of case %q: %w", wanted[0].Case, err)
		}
		segments = segments[:min(len(segments), len(wanted))]
		arrive := r.arrive
		if bundles != nil {
			arrive = arriveAsNamed
		}
		if err := r.takeIn(ctx, wanted[:len(segments)], segments, arrive); err != nil {
			return err
		}
		wanted = wanted[len(segments):]
	}
	if all > 0 {
		r.tell(Progress{CasesDone: all, CasesAll: all, Sent: r.report.Sent})
	}
	return nil
}

func (r *run) fetch(ctx context.Context, bundles Bundles, next Mark) ([][]byte, error) {
	if bundles != nil {
		return bundles.Segments(ctx)
	}
	segment, err := r.Transport.Segment(ctx, next)
	return [][]byte{segment}, err
}

// takeIn checks the segments that came for marks and stores them together:
// making it durable takes as long for one as for some.
func (r *run) takeIn(ctx context.Context, marks []Mark, segments [][]byte, arrive func(Mark, []byte) (Arrived, error)) error {
	var arrived []Arrived
	for i, mark := range marks {
		one, err := arrive(mark, segments[i])
		if err != nil {
			return err
		}
		one.Term, one.Settled = mark.Term, r.resultsOf(mark.Case)
		arrived = append(arrived, one)
	}
	return r.store(ctx, arrived)
}

// arriveAsNamed takes a segment that is known to be whole and at its mark: its
// head need not be expanded.
func arriveAsNamed(mark Mark, segment []byte) (Arrived, error) {
	head, body, err := SplitSegment(segment)
	return Arrived{Mark: mark, Head: head, Body: body}, err
}

// arrive checks a segment, which may be newer than the mark it was asked for by.
func (c *Client) arrive(mark Mark, segment []byte) (Arrived, error) {
	head, body, err := SplitSegment(segment)
	if err != nil {
		return Arrived{}, err
	}
	plain, err := c.Unsqueeze(head)
	if err != nil {
		return Arrived{}, fmt.Errorf("%w: %w", ErrSegment, err)
	}
	var newest struct { // of SegmentHead: the summary is large, and read when it is looked at
		Mark
		Body string `json:"body"`
	}
	if err := json.Unmarshal(plain, &newest); err != nil {
		return Arrived{}, fmt.Errorf("%w: %w", ErrSegment, err)
	}
	if newest.Case != mark.Case {
		return Arrived{}, fmt.Errorf("%w: case %q came for case %q", ErrSegment, newest.Case, mark.Case)
	}
	if newest.Body != "" && !CheckSegment(body, newest.Body) {
		return Arrived{}, fmt.Errorf("%w: the body of case %q is cut or changed", ErrSegment, mark.Case)
	}
	return Arrived{Mark: newest.Mark, Head: head, Body: body}, nil
}

// store puts cases that arrived into the replica. Where the person wrote in one
// of them meanwhile each goes alone, and the unsent work is folded onto its own.
func (r *run) store(ctx context.Context, arrived []Arrived) error {
	err := r.Replica.StoreSegments(ctx, arrived)
	var moved *oplog.MovedError
	if errors.As(err, &moved) && len(arrived) > 1 {
		for one := range slices.Chunk(arrived, 1) {
			if err := r.store(ctx, one); err != nil {
				return err
			}
		}
		return nil
	}
	if errors.As(err, &moved) {
		err = r.foldOnto(ctx, arrived[0])
	}
	if err != nil {
		return err
	}
	for _, one := range arrived {
		r.settled(one.Settled)
	}
	return nil
}

// foldOnto stores a case that arrived with the unsent work on top.
func (r *run) foldOnto(ctx context.Context, one Arrived) error {
	plain, err := r.Unsqueeze(one.Body)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSegment, err)
	}
	trunk, err := casework.ReadRecords(plain)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSegment, err)
	}
	return r.absorb(ctx, one.Mark, trunk, one.Settled, r.next)
}
