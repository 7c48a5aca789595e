package main

import "fmt"

// settings are the peer's two: its defaults, and the batch size that its users
// are told to try.
var settings = []struct {
	name  string
	batch int
}{{"defaults", 0}, {"batch_size 1000", 1000}}

// duel runs a job on both sides in turn, so that neither has the quieter
// machine.
func (c *contest) duel(ours func() sample, theirs func(batch int) sample) (mine []sample, peer map[string][]sample) {
	peer = map[string][]sample{}
	for range c.runs {
		mine = append(mine, ours())
		for _, setting := range settings {
			peer[setting.name] = append(peer[setting.name], theirs(setting.batch))
		}
	}
	return mine, peer
}

// prepare opens both sides on the same records and measures the floors.
func (c *contest) prepare() {
	c.join()
	if c.peer == nil {
		c.peer = openPouch(c.t, c.files)
	}
	c.measureFloors()
}

func (c *contest) firstDownload() SyncJob {
	c.prepare()
	c.download() // the office makes each case's segment once, for all who come
	mine, peer := c.duel(c.download, c.peer.download)
	time := figure("time", "s", pickFrom(mine, seconds)).beside(each2(peer, seconds))
	byFloor := figure("time", "s", pickFrom(mine, seconds)).over(c.floors.firstDownload())
	bytes := figure("bytes", "B", pickFrom(mine, bytesOf)).beside(each2(peer, bytesOf))
	asked := figure("requests", "", pickFrom(mine, requests)).beside(each2(peer, requests))
	return SyncJob{Note: "to a durable, encrypted replica", Figures: append([]SyncFigure{
		time.must("at least 10 times faster", *time.Ratio >= 10),
		byFloor.must("at most 4 times the floor", *byFloor.OverFloor <= 4),
		bytes.must("at most 1.35 MB", bytes.Ours.Median <= 1.35e6),
		asked.must("at most 50 requests", asked.Ours.Median <= 50),
	}, rest(mine, peer)...)}
}

func (c *contest) push500() SyncJob {
	c.prepare()
	c.readyOnce()
	if c.peer.bases == 0 {
		c.peer.download(1000)
	}
	var edits []edit
	mine, peer := c.duel(
		func() sample { edits = c.edits(); return c.push(edits) },
		func(batch int) sample { return c.peer.push(edits, batch) })
	time := figure("durable", "s", pickFrom(mine, durable)).beside(each2(peer, seconds)).over(c.floors.push())
	bytes := figure("bytes", "B", pickFrom(mine, bytesOf)).beside(each2(peer, bytesOf))
	return SyncJob{Note: fmt.Sprintf("%d changes, %d conflicts, every one kept", pushed, contested), Figures: append([]SyncFigure{
		time.must("at least 8 times faster", *time.Ratio >= 8),
		bytes.must("at most a fifth of the bytes", *bytes.Ratio >= 5),
		figure("taken back", "s", pickFrom(mine, seconds)), // the answer is in the tablet's replica too
		figure("requests", "", pickFrom(mine, requests)).beside(each2(peer, requests)),
	}, rest(mine, peer)...)}
}

func (c *contest) quiet() SyncJob {
	c.prepare()
	c.readyOnce()
	if c.peer.bases == 0 {
		c.peer.download(1000)
	}
	c.sync()
	c.peer.settle()
	mine, peer := c.duel(c.sync, c.peer.noop)
	asked := figure("requests", "", pickFrom(mine, requests)).beside(each2(peer, requests))
	bodies := figure("bodies", "B", c.bodies(len(mine)))
	return SyncJob{Note: "nothing to do", Figures: append([]SyncFigure{
		figure("time", "s", pickFrom(mine, seconds)).beside(each2(peer, seconds)).over(c.floors.Exchange),
		asked.must("one request", asked.Ours.Median == 1),
		bodies.must("at most 1 KB of bodies both ways", bodies.Ours.Median <= 1024),
		figure("bytes", "B", pickFrom(mine, bytesOf)).beside(each2(peer, bytesOf)),
	}, rest(mine, peer)...)}
}

// bodies measures a sync's bodies without their headers.
func (c *contest) bodies(runs int) []float64 {
	var sizes []float64
	for range runs {
		c.sync()
		sizes = append(sizes, float64(c.wire.Bodies()))
	}
	return sizes
}
