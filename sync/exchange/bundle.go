package exchange

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"doorstep/casework"
)

// Limits of a bundle: how many cases a tablet asks for at once, and the bytes
// from which the office adds no further case to an answer. With a last case of
// 40 KB, as they come, two bundles are one page.
const (
	BundleCases = 8
	BundleBytes = 88 << 10
)

const bundleMagic = "DSB1"

// BundleRequest asks for cases that came into the caseload.
type BundleRequest struct {
	Form  Form   `json:"form"`
	Cases []Mark `json:"cases"`
}

// inBundle is one segment of a bundle.
type inBundle struct {
	Case   string `json:"case"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

// Segments answers with as many of the cases as fit, in the order asked for. It
// ends before one that moved on, or that the actor may not see: asked for alone
// it says why. An answer without any case is one too.
func Segments(ctx context.Context, hub SegmentHub, actor casework.Actor, device string, epoch int64, request BundleRequest) ([]byte, error) {
	var list []inBundle
	var bodies []byte
	var given int64
	for _, mark := range request.Cases[:min(len(request.Cases), BundleCases)] {
		segment, now, err := visibleSegment(ctx, hub, actor, mark.Case, request.Form)
		if casework.CodeOf(err) == casework.NotFound || err == nil && now.Position != mark.Position {
			break
		}
		if err != nil {
			return nil, err
		}
		given = max(given, now.Position)
		list = append(list, inBundle{mark.Case, len(segment), sumOf(segment)})
		if bodies = append(bodies, segment...); len(bodies) >= BundleBytes {
			break
		}
	}
	if err := noteSegments(ctx, hub, device, epoch, given); err != nil {
		return nil, err
	}
	return joinBundle(list, bodies)
}

// FirstOf fetches the first few of the cases: together, or the first alone where
// the office puts it into no bundle, and says why then.
func FirstOf(marks []Mark, together func(BundleRequest) ([]byte, error), alone func(Mark) ([]byte, error)) ([][]byte, error) {
	asked := marks[:min(len(marks), BundleCases)]
	bundle, err := together(BundleRequest{Form: InColumns, Cases: asked})
	if err != nil {
		return nil, err
	}
	segments, err := SplitBundle(bundle, asked)
	if err != nil || len(segments) > 0 {
		return segments, err
	}
	segment, err := alone(asked[0])
	return [][]byte{segment}, err
}

// EmptyBundle stands for the answer of an office that knows no bundles.
func EmptyBundle() []byte {
	bundle, _ := joinBundle(nil, nil) // an empty list encodes
	return bundle
}

func joinBundle(list []inBundle, bodies []byte) ([]byte, error) {
	head, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("exchange: list a bundle: %w", err)
	}
	bundle := make([]byte, 0, 8+len(head)+len(bodies))
	bundle = binary.BigEndian.AppendUint32(append(bundle, bundleMagic...), uint32(len(head)))
	return append(append(bundle, head...), bodies...), nil
}

// SplitBundle returns the segments of an answer to asked, each whole; ErrSegment
// where one is not what the office named.
func SplitBundle(bundle []byte, asked []Mark) ([][]byte, error) {
	if len(bundle) < 8 || string(bundle[:4]) != bundleMagic {
		return nil, ErrSegment
	}
	length, bodies := int64(binary.BigEndian.Uint32(bundle[4:8])), bundle[8:]
	if length > int64(len(bodies)) {
		return nil, ErrSegment
	}
	var list []inBundle
	if err := json.Unmarshal(bodies[:length], &list); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSegment, err)
	}
	bodies = bodies[length:]
	if len(list) > len(asked) {
		return nil, fmt.Errorf("%w: %d cases came for %d", ErrSegment, len(list), len(asked))
	}
	var segments [][]byte
	for i, one := range list {
		if one.Case != asked[i].Case || one.Size < 0 || one.Size > len(bodies) || !CheckSegment(bodies[:one.Size], one.SHA256) {
			return nil, fmt.Errorf("%w: case %q is cut or changed", ErrSegment, asked[i].Case)
		}
		segments, bodies = append(segments, bodies[:one.Size]), bodies[one.Size:]
	}
	if len(bodies) > 0 {
		return nil, fmt.Errorf("%w: %d bytes are of no case", ErrSegment, len(bodies))
	}
	return segments, nil
}
