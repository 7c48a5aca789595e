package world

import "doorstep/sim/faults"

// Fault names one way in which the world goes wrong.
type Fault = faults.Fault

// The faults that the simulator causes.
const (
	RequestLost    = faults.RequestLost
	RequestCut     = faults.RequestCut
	ReplyLost      = faults.ReplyLost
	ReplyCut       = faults.ReplyCut
	SegmentLost    = faults.SegmentLost
	SegmentCut     = faults.SegmentCut
	Duplicated     = faults.Duplicated
	Delayed        = faults.Delayed
	KilledBefore   = faults.KilledBefore
	KilledAfter    = faults.KilledAfter
	TornWrite      = faults.TornWrite
	DiskFull       = faults.DiskFull
	Restored       = faults.Restored
	StoppedState   = faults.StoppedState
	StoppedStore   = faults.StoppedStore
	StoppedSaying  = faults.StoppedSaying
	Image          = faults.Image
	ClockAhead     = faults.ClockAhead
	ClockBehind    = faults.ClockBehind
	ClockBackwards = faults.ClockBackwards
	GrantRemoved   = faults.GrantRemoved
	GrantAdded     = faults.GrantAdded
	SamePlace      = faults.SamePlace
	OldFormat      = faults.OldFormat
	LongForm       = faults.LongForm
	Retired        = faults.Retired
	Revoked        = faults.Revoked
	HandedIn       = faults.HandedIn
	WeeksPass      = faults.WeeksPass
	OfficeMidPull  = faults.OfficeMidPull
)

// hit counts a fault.
func (w *World) hit(fault Fault) {
	w.Hits[fault]++
	w.note("fault", string(fault))
}

// strike decides whether one of the faults happens now, and which: one time in
// so many, none once the world heals.
func (w *World) strike(oneIn int, faults ...Fault) Fault {
	if w.healing || w.random.IntN(oneIn) > 0 {
		return ""
	}
	return faults[w.random.IntN(len(faults))]
}
