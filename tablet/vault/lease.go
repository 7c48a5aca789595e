package vault

import "time"

// Lease measures how long a tablet has not been in touch with its office, by
// this device's clock, which may be set at any time. A clock that was set back
// gives no time back; one that was set forward ends the lease early at worst.
// What passes between two looks while the clock is set back cannot be seen.
type Lease struct {
	Contact int64 `json:"contact"` // last contact, this device's clock (Unix milliseconds)
	Office  int64 `json:"office"`  // the same moment on the office's clock
	Last    int64 `json:"last"`    // when it was last looked at
	Used    int64 `json:"used"`    // milliseconds since the contact, as far as they could be seen
}

// NewLease begins at a contact with the office, whose clock this device's was
// ahead of.
func NewLease(now time.Time, ahead time.Duration) Lease {
	at := now.UnixMilli()
	return Lease{Contact: at, Office: now.Add(-ahead).UnixMilli(), Last: at}
}

// leap is a step forward that no tablet makes by lying in a drawer: a clock that
// had lost its time was put right.
const leap = 60 * 24 * time.Hour

// At returns the lease as it stands now.
func (l Lease) At(now time.Time) Lease {
	at := now.UnixMilli()
	passed, whole := at-l.Last, at-l.Contact
	switch {
	case passed <= 0: // set back: what was used stays used
	case whole >= l.Used && passed > leap.Milliseconds():
		l.Used = whole
	default:
		l.Used = max(l.Used+passed, whole)
	}
	l.Last = at
	return l
}

// Over reports whether more than these days have passed.
func (l Lease) Over(days int) bool {
	return time.Duration(l.Used)*time.Millisecond > time.Duration(days)*24*time.Hour
}
