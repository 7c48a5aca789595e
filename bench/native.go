package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"doorstep/casework"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
)

// native is a tablet without a browser: the same Go core over a replica in
// memory, in another process than the server.
type native struct {
	device     string
	actor      casework.Actor
	credential string
	replica    *memory.Tablet
	client     exchange.Client
	origin     string
	http       *http.Client
	coming     []exchange.Mark
}

func newNative(device string, actor casework.Actor, credential string) *native {
	n := &native{device: device, actor: actor, credential: credential}
	n.reset()
	return n
}

// reset empties the tablet, as one that was just made ready.
func (n *native) reset() {
	n.replica = memory.NewTablet()
	n.client = exchange.Client{
		Replica: n.replica, Transport: n, Device: n.device, Epoch: 1, Actor: n.actor, Unsqueeze: unzip,
	}
}

// connect gives the tablet connections of its own to a server, as a browser
// has: at most six.
func (n *native) connect(origin string) {
	n.disconnect()
	n.origin = origin
	n.http = &http.Client{Transport: &http.Transport{MaxConnsPerHost: 6, MaxIdleConnsPerHost: 6, DisableCompression: true}}
}

func (n *native) disconnect() {
	if n.http != nil {
		n.http.CloseIdleConnections()
	}
}

func unzip(packed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

func zip(plain []byte) []byte {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	_, _ = writer.Write(plain) // to memory: it cannot fail
	_ = writer.Close()
	return packed.Bytes()
}

// squeezeFrom is the size from which a tablet packs a request.
const squeezeFrom = 2 << 10

// Sync carries one exchange, packed as the browser packs it.
func (n *native) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	var reply exchange.Reply
	body, err := request.Encode()
	if err != nil {
		return reply, err
	}
	header := http.Header{"Content-Type": {"application/json"}, "Accept-Encoding": {"gzip"}}
	if len(body) >= squeezeFrom {
		body = zip(body)
		header.Set("Content-Encoding", "gzip")
	}
	answered, err := n.ask(ctx, http.MethodPost, exchange.PathSync, header, body)
	if err == nil {
		err = json.Unmarshal(answered, &reply)
	}
	return reply, err
}

// Segment fetches one case.
func (n *native) Segment(ctx context.Context, mark exchange.Mark) ([]byte, error) {
	return n.ask(ctx, http.MethodGet, exchange.SegmentPath(mark), http.Header{}, nil)
}

// Coming names the cases that Segments fetches.
func (n *native) Coming(marks []exchange.Mark) { n.coming = marks }

// Segments fetches some cases at once.
func (n *native) Segments(ctx context.Context) ([][]byte, error) {
	segments, err := exchange.FirstOf(n.coming, func(request exchange.BundleRequest) ([]byte, error) {
		body, err := json.Marshal(request)
		if err != nil {
			return nil, err
		}
		return n.ask(ctx, http.MethodPost, exchange.PathBundle, http.Header{"Content-Type": {"application/json"}}, body)
	}, func(mark exchange.Mark) ([]byte, error) { return n.Segment(ctx, mark) })
	if err == nil {
		n.coming = n.coming[len(segments):]
	}
	return segments, err
}

func (n *native) ask(ctx context.Context, method, path string, header http.Header, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, n.origin+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header = header
	request.Header.Set("Authorization", "Bearer "+n.credential)
	answer, err := n.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered %s: %.200s", method, answer.Status, content)
	}
	if answer.Header.Get("Content-Encoding") == "gzip" {
		return unzip(content)
	}
	return content, nil
}
