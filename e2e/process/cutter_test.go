package process

import (
	"bytes"
	"io"
	"math/rand/v2"
	"net"
	"sync"

	"doorstep/sim/faults"
)

// cutter is a proxy that cuts every connection at a random byte, in either
// direction, until it is told to be kind.
type cutter struct {
	listener net.Listener
	to       string

	mu     sync.Mutex
	random *rand.Rand
	kind   bool
	open   map[net.Conn]bool
}

func newCutter(to string, seed uint64) (*cutter, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	c := &cutter{listener: listener, to: to, random: rand.New(rand.NewPCG(seed, 2)), open: map[net.Conn]bool{}}
	go c.serve()
	return c, nil
}

func (c *cutter) origin() string { return "http://" + c.listener.Addr().String() }

func (c *cutter) serve() {
	for {
		conn, err := c.listener.Accept()
		if err != nil {
			return
		}
		go c.carry(conn)
	}
}

// budget is how many bytes a connection may carry in one direction. Every
// size has the same chance, from one byte to a page: most cuts fall into
// headers and small bodies, as most bytes do not.
func (c *cutter) budget() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kind {
		return 1 << 40
	}
	return 1 + c.random.Int64N(1<<(1+c.random.IntN(18)))
}

// swallows tells whether of what the server answers nothing passes.
func (c *cutter) swallows() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.kind && c.random.IntN(8) == 0
}

// What a tablet asks for.
const (
	askSync    = "POST /sync/v1 "
	askSegment = "GET /sync/v1/segment/"
)

// overheard is a direction of a connection with the path that was asked for last.
// loses tells whether a segment is not even asked for: one is rarely the first
// thing on a connection.
type overheard struct {
	io.Reader
	loses func() bool
	mu    *sync.Mutex
	path  *string
}

func (o overheard) Read(p []byte) (int, error) {
	n, err := o.Reader.Read(p)
	for _, path := range []string{askSync, askSegment} {
		if !bytes.HasPrefix(p[:n], []byte(path)) {
			continue
		}
		if path == askSegment && o.loses() {
			hit(faults.SegmentLost)
			return 0, io.ErrUnexpectedEOF
		}
		o.mu.Lock()
		*o.path = path
		o.mu.Unlock()
	}
	return n, err
}

// cutOf are the faults that a cut is, by what was asked for: in the request, in
// the answer, and of an answer that is swallowed whole.
var cutOf = map[string][3]faults.Fault{
	askSync:    {faults.RequestCut, faults.ReplyCut, faults.ReplyLost},
	askSegment: {faults.SegmentLost, faults.SegmentCut, faults.SegmentLost},
}

func (c *cutter) carry(near net.Conn) {
	defer c.forget(near)
	far, err := net.Dial("tcp", c.to)
	if err != nil {
		hit(faults.RequestLost)
		return
	}
	defer c.forget(far)
	c.mu.Lock()
	c.open[near], c.open[far] = true, true
	c.mu.Unlock()
	var both sync.WaitGroup
	var mu sync.Mutex
	var path string
	cut := func(what int) {
		mu.Lock()
		defer mu.Unlock()
		if faults, known := cutOf[path]; known {
			hit(faults[what])
		}
	}
	ends := func() { _, _ = near.Close(), far.Close() } // one direction cut is a connection cut
	both.Go(func() {
		defer ends()
		if _, err := io.CopyN(far, overheard{near, c.swallows, &mu, &path}, c.budget()); err == nil {
			cut(0)
		}
	})
	both.Go(func() {
		defer ends()
		if c.swallows() {
			if n, _ := far.Read(make([]byte, 1)); n > 0 { // the server has done what it was asked
				cut(2)
			}
			return
		}
		if _, err := io.CopyN(near, far, c.budget()); err == nil {
			cut(1)
		}
	})
	both.Wait()
}

func (c *cutter) forget(conn net.Conn) {
	_ = conn.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open, conn)
}

// heal lets everything through from now on. Connections that were to be cut
// later are cut now.
func (c *cutter) heal() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kind = true
	for conn := range c.open {
		_ = conn.Close()
	}
}

func (c *cutter) close() { _ = c.listener.Close() }
