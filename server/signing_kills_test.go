package main

import (
	"encoding/json"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// process is the office as a process of its own, that can be killed.
type process struct {
	t      *testing.T
	data   string
	addr   string
	origin string
	run    *exec.Cmd
}

func newProcess(t *testing.T, data string) *process {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	_ = listener.Close()
	return &process{t: t, data: data, addr: "127.0.0.1:" + port, origin: "http://localhost:" + port}
}

// start runs the program and waits until it answers.
func (p *process) start() {
	p.t.Helper()
	p.run = asProgram(p.t, "serve")
	p.run.Env = append(p.run.Env, "DOORSTEP_ADDR="+p.addr, "DOORSTEP_ORIGIN="+p.origin, "DOORSTEP_DATA="+p.data)
	if err := p.run.Start(); err != nil {
		p.t.Fatal(err)
	}
	until(p.t, "the office answers again", func() bool {
		answer, err := http.Get(p.origin + "/healthz")
		if err != nil {
			return false
		}
		_ = answer.Body.Close()
		return answer.StatusCode == http.StatusOK
	})
}

// kill ends it as a power cut does.
func (p *process) kill() {
	if p.run == nil {
		return
	}
	_ = p.run.Process.Kill() // it may be gone already
	_ = p.run.Wait()         // killed is how it ends
	p.run = nil
}

// saving sends the form that finishes a signing, and kills the office so much
// later. It reports whether the screen said that the signature is kept.
func (p *process) saving(b *browser, request *http.Request, after time.Duration) (said bool) {
	p.t.Helper()
	answered := make(chan bool, 1)
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	go func() {
		answer, err := b.client.Do(request)
		if err == nil {
			_ = answer.Body.Close()
		}
		answered <- err == nil && answer.StatusCode == http.StatusSeeOther
	}()
	<-time.After(after) // the power goes at any time
	p.kill()
	return <-answered
}

// Attack 26: the office dies at 100 moments while a signature is saved. After the
// restart it is wholly there, or the screen never said so; what is not there is
// finished from where the ceremony stood, and the device's line has no fork.
func TestAttack26KilledWhileSigning(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 25
	}
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	var glasses []*glass
	var ops []json.RawMessage
	for range kills + 1 {
		ops = append(ops, g.freeze()...)
		one := *g
		glasses = append(glasses, &one)
	}
	for len(ops) > 0 {
		n := min(len(ops), 200)
		g.takes(exchange.Request{Operations: ops[:n], Key: g.public()})
		ops = ops[n:]
	}
	for _, one := range glasses {
		one.drawn()
	}
	settings := o.program.settings
	o.stop()

	p := newProcess(t, settings.Data)
	t.Cleanup(p.kill)
	ada.office = &office{t: t, origin: p.origin}
	p.start()
	form := finishing(t, ada.get(glasses[0].page("/sign/client/look")))
	begun := time.Now()
	ada.want(ada.post(glasses[0].page("/sign/client/look"), form...), http.StatusSeeOther, "")
	usual := time.Since(begun)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 26))
	said, reach := map[*glass]bool{glasses[0]: true}, 2*usual // the first save is the slowest: what follows finds the right reach
	for _, one := range glasses[1:] {
		form := finishing(t, ada.get(one.page("/sign/client/look")))
		request := ada.form(one.page("/sign/client/look"), form...)
		if said[one] = p.saving(ada, request, time.Duration(random.Int64N(int64(reach)))); said[one] {
			reach = max(reach*2/3, time.Millisecond)
		} else {
			reach = reach * 4 / 3
		}
		p.start()
	}
	p.kill()

	back := openOn(t, settings)
	again := ada.at(back)
	again.want(again.signIn(), http.StatusSeeOther, "")
	again.get("/")
	there, unsaid, finished := 0, 0, 0
	for i, one := range glasses {
		one.tablet = one.tablet.at(back)
		signature := one.wholeSignature()
		switch {
		case signature == nil && said[one]:
			t.Errorf("signing %d: the screen said that it is kept, and it is lost", i)
		case signature != nil:
			there++
			if !said[one] {
				unsaid++
			}
		default:
			finished++
			again.want(again.post(one.page("/sign/client/look"), finishing(t, again.get(one.page("/sign/client/look")))...), http.StatusSeeOther, "")
			if one.wholeSignature() == nil {
				t.Errorf("signing %d could not be finished", i)
			}
		}
	}
	t.Logf("seed %d: %d killed, a save took %s; %d were there, %d of them unheard, %d finished afterwards", seed, kills, usual, there, unsaid, finished)
	if there == 0 || finished == 0 {
		t.Error("every kill came too early, or every one too late")
	}
	inOneLine(t, glasses)
}

// inOneLine wants the evidence of each device in one line: no place twice, none
// missing. The office is another device whenever it was started anew.
func inOneLine(t *testing.T, glasses []*glass) {
	t.Helper()
	type place struct {
		device string
		seq    int64
	}
	before, hashes := map[place]string{}, map[place]string{}
	for _, one := range glasses {
		signature := one.wholeSignature()
		if signature == nil {
			continue
		}
		evidence, _ := casework.EvidenceOf(signature)
		at := place{evidence.Device, evidence.Seq}
		if hashes[at] != "" {
			t.Errorf("two signatures stand at %v", at)
		}
		hashes[at], before[at] = signature.Get("evidence_hash"), evidence.PreviousDevice
	}
	for at, hash := range before {
		if earlier := hashes[place{at.device, at.seq - 1}]; earlier != hash {
			t.Errorf("%v follows %q, and before it stands %q", at, hash, earlier)
		}
	}
}
