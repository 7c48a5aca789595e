package exchange

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// Paths of the narrow credential: it hands in what was sealed to the agency,
// and asks how the office stands to its tablet. It does nothing else.
const (
	PathHandIn      = "/sync/v1/handin"        // GET (?waiting=n says what is left): TabletStanding; POST: HandIn -> HandInReply
	PathHandInFile  = "/sync/v1/handin/files/" // + SHA-256: sealed attachments, resumable
	PathHandInWiped = "/sync/v1/handin/wiped"  // POST: the wipe order was carried out

	PathHandInSignOut = "/sync/v1/handin/signout" // POST: the tablet cannot tell who holds it; its person is signed out at the office
)

// Headers of a sealed attachment that is handed in.
const (
	HeaderFileKey   = "Doorstep-Key"   // base64: the file's key, sealed to the agency
	HeaderFileNonce = "Doorstep-Nonce" // base64: the 12 bytes that begin the sealed content
)

// Limits of one hand-in.
const (
	MaxHandIn      = 200     // sealed operations in one request
	MaxHandInBytes = 4 << 20 // of their boxes together; one that is larger goes alone
)

// TabletState is how the office stands to a tablet.
type TabletState string

// The states. In a good one work lands as its author's; otherwise it waits for
// a person's review.
const (
	TabletGood     TabletState = "good"
	TabletRetired  TabletState = "retired"   // to be taken out of use once it has sent everything
	TabletRevoked  TabletState = "revoked"   // taken out of use at once
	TabletSetAside TabletState = "set_aside" // it exists twice, or was restored
	TabletLeft     TabletState = "left"      // its person is suspended
	TabletUnknown  TabletState = "unknown"   // a rescue file of a tablet that the office does not know (any more)
)

// TabletStanding is the office's word on a tablet.
type TabletStanding struct {
	State TabletState `json:"state"`
	Wipe  bool        `json:"wipe,omitempty"` // the order to remove everything once all is handed in
	Next  int64       `json:"next,omitempty"` // the office has every operation before this number in its log
	// Durable says that what was handed in lies off the office's volume too, or
	// that this office keeps no such copies. Before that a tablet that is to be
	// wiped keeps what it sealed to the agency, and nothing else.
	Durable bool `json:"durable,omitempty"`
}

// HandIn is what a tablet hands in that nobody needs to unlock.
type HandIn struct {
	Version int        `json:"v"`
	Device  string     `json:"device"`
	Epoch   int64      `json:"epoch"`
	Items   []SealedOp `json:"items,omitempty"`
	Waiting int        `json:"waiting"` // operations and files that are not handed in yet, these included
}

// SealedOp is one operation, sealed to the agency under sealed.OutboxInfo.
type SealedOp struct {
	N   int64  `json:"n"`
	Box []byte `json:"box"`
}

// HandInReply says what became of each item. What is named here is on the
// office's disk.
type HandInReply struct {
	Version int `json:"v"`
	TabletStanding
	Results []HandedIn `json:"results,omitempty"`
}

// Became says what became of an item that was handed in.
type Became string

// What becomes of items; nothing is ever dropped.
const (
	BecameWork   Became = "work"   // landed in its case now
	BecameHad    Became = "had"    // was there already
	BecameReview Became = "review" // kept until somebody at the office has looked at it
)

// HandedIn is the answer to one item.
type HandedIn struct {
	N      int64  `json:"n"`
	Became Became `json:"became"`
}

// Why says why an item that was handed in waits for review. Each has a sentence
// under words.Key("review.why." + why).
type Why string

// The reasons.
const (
	WhyRevoked  Why = "revoked"   // the tablet was taken out of use
	WhySetAside Why = "set_aside" // the tablet exists twice, or was restored
	WhyLeft     Why = "left"      // the person is suspended
	WhyUnknown  Why = "unknown"   // the office does not know the tablet (any more)
	WhyCloned   Why = "cloned"    // another content came under this number before
	WhyGap      Why = "gap"       // something that was written before it is missing
	WhyForged   Why = "forged"    // it opens, and is not what its seal says
	WhyUnopened Why = "unopened"  // the seal does not open
)

// Handed is an item that waits for review: an operation's bytes or, where the
// seal did not open, the sealed box.
type Handed struct {
	Device  string
	Epoch   int64
	N       int64
	Why     Why
	By      string // who brought a rescue file; "" where the tablet itself did
	Content []byte
}

// Receiver is what handing in needs of the office's store.
type Receiver interface {
	Hub
	// KeepHanded stores an item for review; the same content under the same
	// number again changes nothing.
	KeepHanded(ctx context.Context, item Handed) error
}

// Taker takes what one tablet hands in.
type Taker struct {
	Hub     Receiver
	Tenant  string
	Device  string
	Epoch   int64
	Author  casework.Actor // the tablet's person as the office knows them now
	State   TabletState
	By      string            // who brings it; "" the tablet itself
	Private []byte            // the agency's seal key
	Arrived string            // see Request.Arrived
	Landed  []oplog.Operation // what Take opened and gave to the log
	Authors []string          // of an unknown tablet: who the opened entries say that they are by
}

// review is why everything of this tablet waits for review, or "".
func (t *Taker) review() Why {
	return map[TabletState]Why{
		TabletRevoked: WhyRevoked, TabletSetAside: WhySetAside, TabletLeft: WhyLeft, TabletUnknown: WhyUnknown,
	}[t.State]
}

// Take opens the items and lands them, or keeps them for review. It answers for
// every item, in the order of their numbers, and may be repeated.
func (t *Taker) Take(ctx context.Context, items []SealedOp) ([]HandedIn, error) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b SealedOp) int { return cmp.Compare(a.N, b.N) })
	results := make([]HandedIn, 0, len(items))
	var ops []oplog.Operation
	for _, item := range items {
		op, why, content := t.open(item)
		if why == "" {
			ops = append(ops, op)
			continue
		}
		if err := t.keep(ctx, item.N, why, content); err != nil {
			return nil, err
		}
		results = append(results, HandedIn{N: item.N, Became: BecameReview})
	}
	taken, err := t.land(ctx, ops)
	if storedMeanwhile(err) { // the tablet syncs at the same moment
		taken, err = t.land(ctx, ops)
	}
	results = append(results, taken...)
	slices.SortStableFunc(results, func(a, b HandedIn) int { return cmp.Compare(a.N, b.N) })
	return results, err
}

// open unseals an item. The seal binds agency, device, epoch and number: what
// opens under them and says otherwise inside was not made by our tablet.
func (t *Taker) open(item SealedOp) (op oplog.Operation, why Why, content []byte) {
	plain, err := sealed.Open(t.Private, []byte(sealed.OutboxInfo(t.Tenant, t.Device, t.Epoch, item.N)), item.Box)
	if err != nil {
		return op, WhyUnopened, item.Box
	}
	op, err = oplog.Decode(plain)
	if err != nil || op.ID != (oplog.ID{Device: t.Device, Epoch: t.Epoch, N: item.N}) || op.Actor != t.Author.ID && t.State != TabletUnknown {
		return op, WhyForged, plain
	}
	if t.State == TabletUnknown && !slices.Contains(t.Authors, op.Actor) {
		t.Authors = append(t.Authors, op.Actor)
	}
	return op, "", nil
}

func (t *Taker) keep(ctx context.Context, n int64, why Why, content []byte) error {
	return t.Hub.KeepHanded(ctx, Handed{Device: t.Device, Epoch: t.Epoch, N: n, Why: why, By: t.By, Content: content})
}

// land lands what follows on the log without a gap, and keeps the rest for
// review.
func (t *Taker) land(ctx context.Context, ops []oplog.Operation) ([]HandedIn, error) {
	t.Landed = append(t.Landed, ops...)
	ids := make([]oplog.ID, len(ops))
	for i, op := range ops {
		ids[i] = op.ID
	}
	_, hashes, err := t.Hub.StoredResults(ctx, ids)
	if err != nil {
		return nil, err
	}
	next, err := t.Hub.NextNumber(ctx, t.Device, t.Epoch)
	if err != nil {
		return nil, err
	}
	why := t.review()
	var results []HandedIn
	var fresh []oplog.Operation
	for _, op := range ops {
		hash, here := hashes[op.ID]
		held := why
		switch {
		case here && op.Has(hash):
			results = append(results, HandedIn{N: op.N, Became: BecameHad})
			continue
		case here || len(fresh) > 0 && op.N == fresh[len(fresh)-1].N && op.Hash() != fresh[len(fresh)-1].Hash():
			if err := t.Hub.KeepApart(ctx, op); err != nil {
				return nil, err
			}
			held, why = WhyCloned, WhySetAside // from here on nobody knows whose words these are
		case held == "" && len(fresh) > 0 && op.N == fresh[len(fresh)-1].N:
			continue // the same item twice in one request
		case held == "" && op.N == next:
			fresh, next = append(fresh, op), next+1
			continue
		case held == "":
			held = WhyGap
		}
		if err := t.keep(ctx, op.N, held, op.Bytes()); err != nil {
			return nil, err
		}
		results = append(results, HandedIn{N: op.N, Became: BecameReview})
	}
	if _, err := landInOrder(ctx, t.Hub, t.Author, t.Arrived, fresh); err != nil {
		return nil, err
	}
	for _, op := range fresh {
		results = append(results, HandedIn{N: op.N, Became: BecameWork})
	}
	return results, nil
}

// Accept lands reviewed operations of one author as late entries, in the order
// given. Numbers may have gaps: what was left aside stays out. An operation
// whose number the log knows with another content lands under the name of the
// tablet's copy.
func Accept(ctx context.Context, hub Hub, author casework.Actor, arrived string, ops []oplog.Operation) error {
	var fresh []oplog.Operation
	for _, op := range ops {
		landing, here, err := freeNumber(ctx, hub, op)
		if err != nil {
			return err
		}
		if !here {
			fresh = append(fresh, landing)
		}
	}
	_, err := landInOrder(ctx, hub, author, arrived, fresh)
	return err
}

// copies bounds how many copies of one tablet are told apart.
const copies = 100

// errCopies says that a number was used for too many contents.
var errCopies = errors.New("exchange: too many contents under one number")

// freeNumber returns the operation as it can land: under its own number or,
// where that is taken by another content, as one of the tablet's second, third
// … copy. A copy is a chain of its own, so its words never pass for seen. here
// reports that this content landed before.
func freeNumber(ctx context.Context, hub Hub, op oplog.Operation) (landing oplog.Operation, here bool, err error) {
	landing = op
	for n := 2; n < copies; n++ {
		_, hashes, err := hub.StoredResults(ctx, []oplog.ID{landing.ID})
		if err != nil {
			return landing, false, err
		}
		hash, taken := hashes[landing.ID]
		if !taken || landing.Has(hash) {
			return landing, taken, nil
		}
		landing = op.Copy(n)
	}
	return landing, false, errCopies
}
