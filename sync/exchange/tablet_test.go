package exchange_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// sizes notes what each request carried, over a network that is never cut to an
// office whose pages have their full size.
type sizes struct {
	*device
	requests []exchange.Request
}

func (s *sizes) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	s.requests = append(s.requests, request)
	return exchange.Answer(ctx, s.world.office.Office, s.actor, request)
}

// writesGoals writes so many goals in one group.
func (w *world) writesGoals(d *device, caseID string, count int, text string) {
	parts := make([]oplog.Operation, count)
	for i := range parts {
		parts[i] = oplog.Operation{Record: w.newID("goal"), Kind: casework.KindGoal, Changes: makes("words", text)}
	}
	w.write(d.replica, &d.author, w.file(d.replica, caseID), parts...)
}

// A group lands together or not at all. Cut by the limit of a request its first
// half would land alone, and stay alone where the second is kept aside.
func TestAGroupTravelsInOnePiece(t *testing.T) {
	long := strings.Repeat("ä", 2000)
	for name, c := range map[string]struct {
		groups []int
		text   string
		want   []int // operations of each request
	}{
		"at the number of operations": {[]int{400, 200}, "go", []int{402, 200}},
		"at the number of bytes":      {[]int{400, 400, 400}, long, []int{2, 400, 400, 400}}, // 1.6 MB each: more than a page, less than a request
		"alone larger than a request": {[]int{600}, "go", []int{2, 500, 100}},
		"exactly full":                {[]int{498, 2}, "go", []int{500, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, 1)
			d := w.tablets[0]
			d.cuts = 0
			w.opensCase(d.replica, &d.author)
			for _, count := range c.groups {
				w.writesGoals(d, "case0001", count, c.text)
			}
			carrier := &sizes{device: d}
			d.client.Transport = carrier
			if _, err := d.client.Sync(t.Context()); err != nil {
				t.Fatal(err)
			}
			var got []int
			last := int64(0)
			for _, request := range carrier.requests {
				if len(request.Operations) == 0 {
					continue
				}
				op, err := oplog.Decode(request.Operations[0])
				if err != nil {
					t.Fatal(err)
				}
				if op.N <= last {
					t.Errorf("operation %d was sent twice", op.N)
				}
				got = append(got, len(request.Operations))
				last = op.N
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("operations by request: %v, want %v", got, c.want)
			}
		})
	}
}
