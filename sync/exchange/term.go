package exchange

import "doorstep/sync/oplog"

// Term is one span of the office's log. A restore from a backup begins a new
// one: the numbers above Began are given anew in it, so that a number says
// something only together with its term.
type Term struct {
	Term  int64 // 1 at first; then the Unix milliseconds of the restore, or one more than the last term
	Began int64 // last number of the log when the term began; 0 for the first
}

// Standing is how the office stands with one device, read in one snapshot.
type Standing struct {
	Terms    []Term // oldest first, at least one
	Position int64  // last number of the log
	Next     int64  // the operation number expected next of the device
	Given    int64  // the highest position that the device was ever given
	Parcels  int    // how many of the device lie in the inbox
}

// Term is the term of now.
func (s Standing) Term() int64 { return s.Terms[len(s.Terms)-1].Term }

// seen is how far the author of an operation is taken to have seen its case, in
// numbers of now. What they saw in an earlier term counts up to where the next
// one began; a term that this log does not know counts for nothing, and neither
// does a position that the device was never given. Too low a number makes two
// versions of what was one, and a person chooses; too high a one would overwrite
// words unseen.
func (s Standing) seen(op oplog.Operation) int64 {
	term := op.Term
	if term == 0 {
		term = s.Terms[0].Term
	}
	if term == s.Term() {
		return max(0, min(op.Seen, s.Given, s.Position))
	}
	for i, one := range s.Terms {
		if one.Term != term {
			continue
		}
		seen := op.Seen
		for _, later := range s.Terms[i+1:] {
			seen = min(seen, later.Began)
		}
		return max(0, seen)
	}
	return 0
}
