// Package faults lists the ways in which the world goes wrong, and the layers
// that cause each: the simulator, real processes, a real browser. Each layer
// counts its own faults by these names and fails where one was never hit.
package faults

import (
	"encoding/json"
	"slices"
)

// Fault names one way in which the world goes wrong.
type Fault string

// The layers that can cause a fault.
const (
	Simulator = "simulator" // sim/world
	Process   = "process"   // e2e/process: real servers that are killed, a proxy that cuts
	Chromium  = "Chromium"  // e2e: a real browser
)

// The faults.
const (
	RequestLost    Fault = "request lost"
	RequestCut     Fault = "request cut at a byte"
	ReplyLost      Fault = "reply lost after commit"
	ReplyCut       Fault = "reply cut at a byte"
	SegmentLost    Fault = "segment lost"
	SegmentCut     Fault = "segment cut at a byte"
	Duplicated     Fault = "request delivered twice"
	Delayed        Fault = "request delayed past a newer one"
	KilledBefore   Fault = "server killed before commit"
	KilledAfter    Fault = "server killed after commit"
	TornWrite      Fault = "write torn at a byte"
	DiskFull       Fault = "disk full"
	Restored       Fault = "server restored from an older backup"
	StoppedState   Fault = "tablet stopped between page store and position store"
	StoppedStore   Fault = "tablet stopped around another store call"
	StoppedSaying  Fault = "tablet stopped between outbox commit and confirmation"
	BrowserKilled  Fault = "browser killed while saving"
	StoreFull      Fault = "tablet's store full"
	StoreAborts    Fault = "tablet's store aborts a write"
	StoreEvicted   Fault = "one store of the tablet evicted"
	StoresGone     Fault = "every store of the tablet removed by the browser"
	TwoTabs        Fault = "two tabs save at once"
	Upgraded       Fault = "program upgraded with a full outbox"
	Image          Fault = "tablet restored from an image"
	ClockAhead     Fault = "clock a day ahead"
	ClockBehind    Fault = "clock a day behind"
	ClockBackwards Fault = "clock steps backwards"
	GrantRemoved   Fault = "case reassigned mid-pull"
	GrantAdded     Fault = "case granted mid-pull"
	SamePlace      Fault = "same field, same paragraph, plus removal"
	OldFormat      Fault = "request of an older format"
	LongForm       Fault = "form open while others write"
	Retired        Fault = "tablet retired mid-push"
	Revoked        Fault = "tablet revoked mid-push"
	HandedIn       Fault = "sealed outbox handed in, tablet wiped"
	WeeksPass      Fault = "weeks pass"
	OfficeMidPull  Fault = "office writes mid-pull"
	FileCut        Fault = "file cut at a byte"
	FileDamaged    Fault = "file with a wrong hash"
	StoreAway      Fault = "object store away"
)

// Point is a fault and the layers that cause it.
type Point struct {
	Fault  Fault
	Layers []string
}

// Points lists every fault point.
func Points() []Point {
	return []Point{
		{RequestLost, []string{Simulator, Process}},
		{RequestCut, []string{Simulator, Process}},
		{ReplyLost, []string{Simulator, Process}},
		{ReplyCut, []string{Simulator, Process}},
		{SegmentLost, []string{Simulator, Process}},
		{SegmentCut, []string{Simulator, Process}},
		{Duplicated, []string{Simulator}},
		{Delayed, []string{Simulator}},
		{KilledBefore, []string{Simulator, Process}},
		{KilledAfter, []string{Simulator, Process}},
		{TornWrite, []string{Simulator}},
		{DiskFull, []string{Simulator}},
		{StoppedState, []string{Simulator, Chromium}},
		{StoppedStore, []string{Simulator, Chromium}},
		{StoppedSaying, []string{Simulator, Chromium}},
		{BrowserKilled, []string{Chromium}},
		{StoreFull, []string{Chromium}},
		{StoreAborts, []string{Chromium}},
		{StoreEvicted, []string{Chromium}},
		{StoresGone, []string{Chromium}},
		{TwoTabs, []string{Chromium}},
		{Upgraded, []string{Chromium}},
		{Restored, []string{Simulator}},
		{WeeksPass, []string{Simulator}},
		{Image, []string{Simulator}},
		{Retired, []string{Simulator}},
		{Revoked, []string{Simulator}},
		{HandedIn, []string{Simulator}},
		{ClockAhead, []string{Simulator}},
		{ClockBehind, []string{Simulator}},
		{ClockBackwards, []string{Simulator}},
		{GrantRemoved, []string{Simulator}},
		{GrantAdded, []string{Simulator}},
		{SamePlace, []string{Simulator}},
		{OldFormat, []string{Simulator, Process}},
		{LongForm, []string{Simulator}},
		{OfficeMidPull, []string{Simulator}},
		{FileCut, []string{Process}},
		{FileDamaged, []string{Process}},
		{StoreAway, []string{Process}},
	}
}

// Of lists the faults that a layer causes.
func Of(layer string) []Fault {
	var list []Fault
	for _, point := range Points() {
		if slices.Contains(point.Layers, layer) {
			list = append(list, point.Fault)
		}
	}
	return list
}

// Older leaves out of a request what those of the first release did not hold.
func Older(body []byte) ([]byte, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(body, &members); err != nil {
		return nil, err
	}
	first := []string{
		"v", "device", "epoch", "term", "position", "held", "state", "house", "cases", "listed", "operations", "waiting",
	}
	for name := range members {
		if !slices.Contains(first, name) {
			delete(members, name)
		}
	}
	return json.Marshal(members)
}
