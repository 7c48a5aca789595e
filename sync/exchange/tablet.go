package exchange

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"doorstep/casework"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// Replica is what the tablet's side needs of its store.
type Replica interface {
	merge.Store
	// State returns how far the replica is.
	State(ctx context.Context) (ReplicaState, error)
	// SaveState stores term, position and house after everything up to that
	// position has been absorbed. It is also the moment to forget, a few at a
	// time, operations that KeepFor and state.Durable say are safe without this
	// tablet; one acknowledged in an earlier term counts as landed at
	// state.Position.
	SaveState(ctx context.Context, state ReplicaState) error
	// NextNumber is the number of the operation that the device writes next.
	NextNumber(ctx context.Context, device string, epoch int64) (int64, error)
	// Reopen lets operations of the device with n >= from that were acknowledged
	// and are still kept wait again, and returns how many: the office has lost
	// them.
	Reopen(ctx context.Context, device string, epoch, from int64) (int, error)
	// Marks lists the cases held, with the position and digest of their trunk;
	// a case made here and not yet sent has position 0 and no digest.
	Marks(ctx context.Context) ([]Mark, error)
	// Waiting returns operations that have no result yet, in order of their
	// numbers, at most limit; 0 means all.
	Waiting(ctx context.Context, limit int) ([]oplog.Operation, error)
	// Trunk returns the case as the office last gave it, without unsent work.
	Trunk(ctx context.Context, caseID string) ([]*casework.Record, error)
	// Absorb replaces trunk and unsent overlay of different cases and settles
	// operations, in one transaction; *oplog.MovedError, and nothing stored, if
	// one of the cases was written meanwhile.
	Absorb(ctx context.Context, absorbed ...Absorbed) error
	// StoreSegments stores cases that came whole, as they came, all in one
	// transaction; *oplog.MovedError, and nothing stored, if one of them has
	// unsent work besides the operations that it settles.
	StoreSegments(ctx context.Context, arrived []Arrived) error
	// Leave removes a case and what was kept of it; *oplog.MovedError, and
	// nothing removed, if it has unsent work. Operations on it that are not
	// durable yet show nowhere any more, but can still be reopened.
	Leave(ctx context.Context, caseID string) error
}

// ReplicaState is how far a replica is.
type ReplicaState struct {
	Term     int64 `json:"term"`
	Position int64 `json:"position"`
	Durable  int64 `json:"durable"`
	House    House `json:"house"`
	// Aside says why this replica must not be synced any more (SetAside…).
	Aside string `json:"aside,omitempty"`
	// Floor is the lowest number that the device may use for a new operation: an
	// older self of this replica has used those below.
	Floor int64 `json:"floor,omitempty"`
}

// KeepFor is how long a tablet keeps an operation after the office has
// acknowledged it, durable or not.
const KeepFor = 14 * 24 * time.Hour

// ForgetAtOnce bounds how many operations a store forgets in one go.
const ForgetAtOnce = 100

// Absorbed is what became of one case after an answer from the office.
type Absorbed struct {
	Mark
	Expected int64              // File.Position the overlay was folded on
	Trunk    []*casework.Record // every record, as the office gave it
	Overlay  []*casework.Record // records that unsent work changed, as shown here
	Settled  []oplog.Result     // operations that have their result now
	Given    int64              // the office's term in which these results were given: the mark may be of an earlier one, or of none
	Summary  casework.Summary   // of trunk and overlay together
}

// Arrived is a case that came whole.
type Arrived struct {
	Mark
	Head, Body []byte         // as SplitSegment returns them
	Settled    []oplog.Result // operations that have their result now
}

// Transport carries the exchange to the office; see Bundles too.
type Transport interface {
	Sync(ctx context.Context, request Request) (Reply, error)
	// Segment fetches one whole case.
	Segment(ctx context.Context, mark Mark) ([]byte, error)
}

// Client is the tablet's side of the exchange.
type Client struct {
	Replica   Replica
	Transport Transport
	Device    string
	Epoch     int64
	Actor     casework.Actor
	Unsqueeze func([]byte) ([]byte, error) // gunzip
	Progress  func(Progress)               // may be nil
	FilesWait func() int                   // attachments that wait; may be nil
	// ParcelFrom is how many operations in one request go through the office's
	// inbox; 0 takes the usual ParcelFrom.
	ParcelFrom int
}

// Progress is how far a sync is, in things people know.
type Progress struct {
	CasesDone, CasesAll int // cases coming to the tablet
	Sent                int // operations the office has now
	// Inbox: the office has operations of this device up to here, though it may not
	// have said yet what became of them. 0: nobody knows.
	Inbox int64
}

// Report is what one sync did.
type Report struct {
	Sent      int
	Conflicts int
	Kept      int
	Cases     int // held now
	Requests  int
}

// rounds bounds one sync; each round sends up to MaxOperations or takes one page.
const rounds = 1000

// ErrRounds says that the two sides did not come to rest.
var ErrRounds = errors.New("exchange: the sync did not come to rest")

// Sync sends what waits and takes what is new, until neither side has more.
// It may be cut at any point and called again. A *RolledBackError says that the
// replica is older than what it sent before: it is set aside, and nothing of it
// is sent or changed any more.
func (c *Client) Sync(ctx context.Context) (Report, error) {
	r := &run{Client: c, results: map[int64]oplog.Result{}, cases: map[int64]string{}, sent: map[int64]oplog.Operation{}}
	for range rounds {
		done, err := r.round(ctx)
		if err != nil {
			return r.report, err
		}
		if done {
			marks, err := c.Replica.Marks(ctx)
			r.report.Cases = len(marks)
			return r.report, err
		}
	}
	return r.report, ErrRounds
}

// heals bounds how often one sync fetches again what differs.
const heals = 3

// run is one sync.
type run struct {
	*Client
	report   Report
	results  map[int64]oplog.Result // of operations sent, until their case shows them
	cases    map[int64]string       // of operations sent
	sent     map[int64]oplog.Operation
	next     int64    // operation number that the office expected when it answered
	term     int64    // the office's, when it answered
	listed   bool     // the next request lists the cases held
	healed   int      // how often the cases were listed because they differ
	expected int64    // operation number that the office last expected
	differ   []string // cases that were not what the office said, to tell it
	inbox    int64    // up to this number they lie in the office's inbox: the next request asks what became of them, and sends none
	plain    bool     // the office said nothing of them: they go again, and past the inbox
	has      int64    // up to this number the office was heard to have them
}

// round asks once and takes in the answer.
func (r *run) round(ctx context.Context) (done bool, err error) {
	state, err := r.Replica.State(ctx)
	if err != nil {
		return false, err
	}
	if state.Aside != "" {
		return false, r.tellAside(ctx, state)
	}
	request, err := r.request(ctx, state)
	if err != nil {
		return false, err
	}
	reply, err := r.Transport.Sync(ctx, request)
	r.report.Requests++
	var gap *GapError
	if errors.As(err, &gap) {
		return false, r.closeGap(ctx, state, request, gap)
	}
	if err != nil {
		return false, err
	}
	r.next, r.term = reply.Next, reply.Term
	if err := r.compareNumbers(ctx, state, reply); err != nil {
		return false, err
	}
	if reply.List && reply.Position == 0 && state.Position != 0 {
		// The office went back in time. What this tablet has seen of the time
		// that is gone counts for nothing; it lists what it holds.
		state.Position, state.Durable = 0, 0
		r.inbox = 0
		r.notHas()
		return false, r.Replica.SaveState(ctx, state)
	}
	if reply.Inbox > 0 {
		r.inbox, r.has = reply.Inbox, reply.Inbox
		r.tell(Progress{Sent: r.report.Sent})
		return false, nil
	}
	if r.inbox > 0 && len(reply.Results) == 0 {
		r.plain = true
		r.notHas()
	}
	r.differ, r.inbox = nil, 0
	if err := r.take(ctx, reply); err != nil {
		return false, err
	}
	return r.finish(ctx, request, state, reply)
}

// compareNumbers looks at the number that the office expects next. A lower one
// than was acknowledged: it lost operations, and gets them again. A higher one
// than this tablet would use next: the tablet's own store is an old copy.
func (r *run) compareNumbers(ctx context.Context, state ReplicaState, reply Reply) error {
	r.expected = reply.Next
	if err := r.notOlder(ctx, state, reply.Next); err != nil {
		return err
	}
	_, err := r.Replica.Reopen(ctx, r.Device, r.Epoch, reply.Next)
	return err
}

// notOlder sets the replica aside where the office expects a higher number than
// this tablet would use next: it is older than what it sent before.
func (r *run) notOlder(ctx context.Context, state ReplicaState, next int64) error {
	own, err := r.Replica.NextNumber(ctx, r.Device, r.Epoch)
	if err != nil || next <= own {
		return err
	}
	state.Aside, state.Floor = SetAsideRolledBack, next
	if err := r.Replica.SaveState(ctx, state); err != nil {
		return err
	}
	return r.tellAside(ctx, state)
}

// tellAside lets the office know that this replica is an old copy.
func (r *run) tellAside(ctx context.Context, state ReplicaState) error {
	_, err := r.Transport.Sync(ctx, Request{Version: Version, Device: r.Device, Epoch: r.Epoch, RolledBack: true})
	r.report.Requests++
	aside := &RolledBackError{Office: state.Floor}
	if err == nil || errors.As(err, new(*RolledBackError)) {
		return aside
	}
	return errors.Join(aside, err)
}

// closeGap sends from the number that the office expects. Where the tablet has
// forgotten that one, it says so: what is gone must not stop what is there. An
// old copy may hear of a gap too: its numbers are below those that a restored
// office has passed over.
func (r *run) closeGap(ctx context.Context, state ReplicaState, request Request, gap *GapError) error {
	if err := r.notOlder(ctx, state, gap.Expected); err != nil {
		return err
	}
	reopened, err := r.Replica.Reopen(ctx, r.Device, r.Epoch, gap.Expected)
	if err != nil {
		return err
	}
	if reopened == 0 && (request.From != 0 || r.expected == gap.Expected) {
		return gap
	}
	r.expected = gap.Expected
	return nil
}

// take puts what the reply brings into the replica.
func (r *run) take(ctx context.Context, reply Reply) error {
	for _, result := range reply.Results {
		if _, sent := r.cases[result.N]; sent {
			r.results[result.N] = result
			r.report.count(result)
		}
	}
	for changes := range slices.Chunk(reply.Changes, absorbAtOnce) {
		unfolded, err := r.absorbChanges(ctx, changes, reply.Term)
		if err != nil {
			return err
		}
		reply.Enter = append(reply.Enter, unfolded...)
	}
	if err := r.enter(ctx, reply); err != nil {
		return err
	}
	if !reply.List && !reply.More {
		// What is left was kept aside for a case that is no longer here. While
		// more is to come the operations wait on, and their words stay on the
		// pages.
		if err := r.settleRest(ctx, reply.Term); err != nil {
			return err
		}
	}
	for _, caseID := range reply.Leave {
		if err := r.leave(ctx, caseID); err != nil {
			return err
		}
	}
	return nil
}

// finish notes how far the replica is and reports whether both sides are done.
func (r *run) finish(ctx context.Context, request Request, state ReplicaState, reply Reply) (done bool, err error) {
	state.Term, state.Position, state.Durable = reply.Term, reply.Position, reply.Durable
	if reply.House != nil {
		state.House = *reply.House
	}
	if reply.List {
		state.Position = min(state.Position, request.Position)
	}
	if err := r.Replica.SaveState(ctx, state); err != nil {
		return false, err
	}
	r.tell(Progress{Sent: r.report.Sent})
	left, err := r.Replica.Waiting(ctx, len(r.results)+1)
	if err != nil {
		return false, err
	}
	r.listed = reply.List
	if len(left) > len(r.results) || reply.More || reply.List {
		return false, nil
	}
	done, err = r.agrees(ctx, reply)
	return done && len(r.differ) == 0, err // else the office is still to hear of it
}

// agrees compares what the replica holds now with what the office said. Where
// they differ the cases are listed, and those that differ come again.
func (r *run) agrees(ctx context.Context, reply Reply) (bool, error) {
	if reply.State == "" || r.healed == heals {
		return true, nil
	}
	marks, err := r.Replica.Marks(ctx)
	if err != nil || StateDigest(marks) == reply.State {
		return true, err
	}
	r.listed = true
	r.healed++
	return false, nil
}

// resultsOf returns the results of one case that are not settled yet.
func (r *run) resultsOf(caseID string) []oplog.Result {
	var results []oplog.Result
	for n, result := range r.results {
		if r.cases[n] == caseID {
			results = append(results, result)
		}
	}
	slices.SortFunc(results, func(a, b oplog.Result) int { return cmp.Compare(a.N, b.N) })
	return results
}

func (r *run) settled(results []oplog.Result) {
	for _, result := range results {
		delete(r.results, result.N)
		delete(r.sent, result.N)
	}
}

func (r *run) tell(progress Progress) {
	if r.Progress != nil {
		progress.Inbox = r.has
		r.Progress(progress)
	}
}

// notHas tells that the office does not have what it was heard to have.
func (r *run) notHas() {
	r.has = 0
	r.tell(Progress{Sent: r.report.Sent})
}

func (r *Report) count(result oplog.Result) {
	r.Sent++
	switch result.Outcome {
	case oplog.Conflict:
		r.Conflicts++
	case oplog.Kept:
		r.Kept++
	}
}
