package main

import (
	"encoding/json"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"doorstep/sync/exchange"
)

// carrying is what tus-js-client is asked to do.
type carrying struct {
	Endpoint   string `json:"endpoint"`
	Credential string `json:"credential"`
	File       string `json:"file"`
	SHA256     string `json:"sha256"`
	Storage    string `json:"storage"` // where the client remembers uploads
	ChunkSize  int    `json:"chunkSize"`
	StopAfter  int    `json:"stopAfter,omitempty"`
	Checksum   string `json:"checksum,omitempty"` // "right" or "wrong"
	Create     bool   `json:"create,omitempty"`   // with the first bytes
}

// carried is what became of it.
type carried struct {
	How      string   `json:"how"` // "brought", "stopped" or "failed"
	Why      string   `json:"why"`
	Kept     int      `json:"kept"` // uploads that the client still knows
	Requests []string `json:"requests"`
	Statuses []int    `json:"statuses"`
	Sent     int      `json:"sent"` // bytes of parts that were taken
}

func (c carrying) run(t *testing.T) carried {
	t.Helper()
	task, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "node", "testdata/tus.mjs", string(task))
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("tus-js-client (are the npm parts installed?): %v", err)
	}
	var result carried
	if err := json.Unmarshal(out, &result); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return result
}

func (u tus) carrying() carrying {
	u.t.Helper()
	dir := u.t.TempDir()
	file := filepath.Join(dir, "kitchen.jpg")
	if err := os.WriteFile(file, u.content, 0o600); err != nil {
		u.t.Fatal(err)
	}
	return carrying{
		Endpoint: u.office.origin + strings.TrimSuffix(exchange.PathFile, "/"), Credential: u.Credential,
		File: file, SHA256: u.name, Storage: filepath.Join(dir, "uploads.json"), ChunkSize: 1 << 20,
	}
}

// photo is n bytes that are not all alike.
func photo(n int) []byte {
	content := make([]byte, n)
	source := rand.New(rand.NewPCG(3, uint64(n)))
	for i := range content {
		content[i] = byte(source.Uint32())
	}
	return asPhoto(content)
}

// TestTusClient: the protocol's own client brings files, goes on after a cut,
// and does not forget an upload while its credential is refused.
func TestTusClient(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	brings := func(what string, u tus, c carrying) carried {
		t.Helper()
		result := c.run(t)
		if result.How != "brought" {
			t.Fatalf("%s: %+v", what, result)
		}
		until(t, what+" is in the object store", func() bool { return u.head().header.Get("Doorstep-Place") == "objects" })
		return result
	}

	t.Run("creation, stop, a refused credential, resume", func(t *testing.T) {
		u := d.tus(photo(5<<20 + 17))
		c := u.carrying()
		c.StopAfter = 2 << 20
		if result := c.run(t); result.How != "stopped" || result.Kept != 1 {
			t.Fatalf("stopped in the middle: %+v", result)
		}
		at := u.head().header.Get("Upload-Offset")
		c.StopAfter = 0
		stranger := c
		stranger.Credential = strings.Repeat("A", 43)
		if result := stranger.run(t); result.How != "failed" || result.Kept != 1 {
			t.Errorf("with a credential that ended, the client forgot its upload: %+v", result)
		}
		if now := u.head().header.Get("Upload-Offset"); now != at {
			t.Errorf("the stranger moved the upload from %s to %s", at, now)
		}
		result := brings("the rest", u, c)
		if result.Requests[0] != "HEAD" || slices.Contains(result.Requests, "POST") || result.Sent > 3<<20+17 {
			t.Errorf("it did not go on where it was: %+v", result)
		}
	})

	t.Run("checksums", func(t *testing.T) {
		u := d.tus(photo(2<<20 + 1))
		c := u.carrying()
		c.Checksum = "wrong"
		if result := c.run(t); result.How != "failed" || !slices.Contains(result.Statuses, 460) {
			t.Errorf("wrong checksums: %+v", result)
		}
		if head := u.head(); head.header.Get("Upload-Offset") != "0" {
			t.Errorf("after wrong checksums it stands at %v", head.header)
		}
		c.Checksum = "right"
		brings("with right ones", u, c)
	})

	t.Run("with creation, and nothing at all", func(t *testing.T) {
		u := d.tus(photo(3 << 20))
		c := u.carrying()
		c.Create = true
		if result := brings("the first part with the announcement", u, c); result.Requests[0] != "POST" || len(result.Requests) != 3 {
			t.Errorf("%+v", result)
		}
		nothing := d.tus(nil)
		if result := nothing.carrying().run(t); result.How != "brought" || len(result.Requests) != 1 {
			t.Errorf("a file of no bytes: %+v", result)
		}
	})

	t.Run("a network that cuts", func(t *testing.T) {
		u := d.tus(photo(4 << 20))
		c := u.carrying()
		cuts := cutting(t, strings.TrimPrefix(o.origin, "http://"), []int{700_000, 1_500_000, 300})
		c.Endpoint = "http://" + cuts.address + strings.TrimSuffix(exchange.PathFile, "/")
		brings("through it", u, c)
		if cuts.cut.Load() < 3 {
			t.Errorf("only %d connections were cut", cuts.cut.Load())
		}
	})
}

// cutter passes connections on and cuts some of them.
type cutter struct {
	address string
	cut     atomic.Int64
	sent    atomic.Int64 // bytes that went through towards the server
}

// cutting listens and cuts the first connections after so many bytes of theirs.
func cutting(t *testing.T, to string, after []int) *cutter {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	c := &cutter{address: listener.Addr().String()}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			limit := -1
			if len(after) > 0 {
				limit, after = after[0], after[1:]
			}
			go c.pass(conn, to, limit)
		}
	}()
	return c
}

func (c *cutter) pass(conn net.Conn, to string, limit int) {
	defer conn.Close()
	office, err := net.Dial("tcp", to)
	if err != nil {
		return
	}
	defer office.Close()
	go func() {
		defer conn.Close()
		buffer := make([]byte, 32<<10)
		for {
			n, err := office.Read(buffer)
			if n > 0 {
				conn.Write(buffer[:n])
			}
			if err != nil {
				return
			}
		}
	}()
	buffer := make([]byte, 32<<10)
	for {
		n, err := conn.Read(buffer)
		if limit >= 0 && n >= limit {
			n, err = limit, net.ErrClosed
			c.cut.Add(1)
		}
		if limit >= 0 {
			limit -= n
		}
		office.Write(buffer[:n])
		c.sent.Add(int64(n))
		if err != nil {
			return
		}
	}
}
