package main

import (
	"context"
	"math/rand/v2"

	"doorstep/casework"
	"doorstep/e2e/stage"
)

// resumeCuts is how many downloads, and how many pushes, are cut at a random
// byte and taken up again.
const resumeCuts = 10

// resumeChanges wait on the tablet in a push that is cut.
const resumeChanges = 600

// resumeBar is one page of records, in bytes.
const resumeBar = 256 << 10

// resume counts the bytes that travel a second time after a cut: what both
// tries carried, less what one that nobody cut carries.
func (c *contest) resume() SyncJob {
	server := stage.NewServer(c.t)
	wire := stage.Wired(c.t, server)
	agency := onlyAgency(c.t, server)
	dana := agency.person(deviceName(-1), "Dana Reed", casework.RoleCaseworker)
	writer := newWriter(caseloadSeed, dana.ID)
	agency.fill(writer, dana, caseloadCases, caseloadRecords)
	tablet := agency.enrol(dana, deviceName(0))
	agency.close()
	server.Start()
	random := rand.New(rand.NewPCG(caseloadSeed, 7))

	sync := func() (bytes float64, err error) {
		tablet.connect(server.Origin)
		wire.Count()
		_, err = tablet.client.Sync(context.Background())
		up, down, _ := wire.Traffic()
		return float64(up + down), err
	}
	again := func(whole float64, prepare func()) float64 {
		prepare()
		at := random.Int64N(int64(whole))
		wire.CutAfter(at, at)
		first, err := sync()
		wire.Mend()
		if err == nil { // more went the other way: nothing was cut
			return 0
		}
		second, err := sync()
		if err != nil {
			c.t.Fatalf("taking up a sync that was cut: %v", err)
		}
		return max(0, first+second-whole)
	}
	whole := func(prepare func()) float64 {
		prepare()
		bytes, err := sync()
		if err != nil {
			c.t.Fatalf("a sync that nobody cuts: %v", err)
		}
		return bytes
	}
	var downloads, pushes []float64
	empty := func() { tablet.reset() }
	all := whole(empty)
	for range resumeCuts {
		downloads = append(downloads, again(all, empty))
	}
	changed := func() { tablet.write(writer, resumeChanges) }
	all = whole(changed)
	for range resumeCuts {
		pushes = append(pushes, again(all, changed))
	}
	down, up := figure("download", "B", downloads), figure("push", "B", pushes)
	most := 0.0
	for _, bytes := range append(downloads, pushes...) {
		most = max(most, bytes)
	}
	return SyncJob{Note: "bytes sent again after a cut at a random byte, headers too", Figures: []SyncFigure{
		down, up, figure("most", "B", []float64{most}).must("at most 256 KB", most <= resumeBar),
	}}
}
