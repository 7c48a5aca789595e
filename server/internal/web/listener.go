package web

import (
	"net"
	"sync"
	"sync/atomic"
)

// waiting listens and remembers connections on which nothing was asked yet.
// Browsers open some ahead of need; the server below would wait for them when
// it stops, as long as it waits for requests under way.
type waiting struct {
	net.Listener
	mu    sync.Mutex
	conns map[*silentConn]bool
	ended bool
}

func newWaiting(listener net.Listener) *waiting {
	return &waiting{Listener: listener, conns: map[*silentConn]bool{}}
}

// Accept waits for the next connection.
func (w *waiting) Accept() (net.Conn, error) {
	conn, err := w.Listener.Accept()
	if err != nil {
		return nil, err
	}
	silent := &silentConn{Conn: conn, from: w}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		_ = conn.Close() // nobody is there any more to serve it
		return nil, net.ErrClosed
	}
	w.conns[silent] = true
	return silent, nil
}

// end closes the connections on which nothing was asked.
func (w *waiting) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ended = true
	for conn := range w.conns {
		_ = conn.Conn.Close() // nobody waits for an answer on it
	}
	clear(w.conns)
}

func (w *waiting) forget(conn *silentConn) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, conn)
}

// silentConn is a connection that has not said anything until its first byte.
type silentConn struct {
	net.Conn
	from  *waiting
	spoke atomic.Bool
}

// Read implements net.Conn.
func (c *silentConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 && !c.spoke.Swap(true) {
		c.from.forget(c)
	}
	return n, err
}

// Close implements net.Conn.
func (c *silentConn) Close() error {
	c.from.forget(c)
	return c.Conn.Close()
}
