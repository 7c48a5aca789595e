package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"doorstep/sync/exchange"
)

// carrier is the tablet's way of sending files, over a line of the test's
// choice. It speaks as tablet/files.go does.
type carrier struct {
	tus
	origin string
}

var _ exchange.FileTransport = carrier{}

func (c carrier) FileState(ctx context.Context, sha256 string) (exchange.FileState, error) {
	return c.ask(ctx, http.MethodHead, exchange.PathFile+sha256, nil, nil)
}

func (c carrier) SendPart(ctx context.Context, file exchange.FileToSend, offset, end int64) (exchange.FileState, error) {
	sum := sha256.Sum256(c.content[offset:end])
	return c.ask(ctx, http.MethodPatch, exchange.PathFile+file.SHA256, c.content[offset:end], map[string]string{
		"Content-Type": "application/offset+octet-stream", "Upload-Offset": strconv.FormatInt(offset, 10),
		"Upload-Length": strconv.FormatInt(file.Size, 10), "Doorstep-Media": "image/jpeg",
		"Upload-Checksum": "sha256 " + base64.StdEncoding.EncodeToString(sum[:]),
	})
}

func (c carrier) ask(ctx context.Context, method, path string, body []byte, headers map[string]string) (exchange.FileState, error) {
	request, err := http.NewRequestWithContext(ctx, method, c.origin+path, bytes.NewReader(body))
	if err != nil {
		return exchange.FileState{}, err
	}
	request.Header.Set("Authorization", "Bearer "+c.Credential)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // a line of its own for each request
	response, err := client.Do(request)
	if err != nil {
		return exchange.FileState{}, err
	}
	defer response.Body.Close()
	io.Copy(io.Discard, response.Body)
	if response.StatusCode >= 400 {
		return exchange.FileState{}, fmt.Errorf("status %d", response.StatusCode)
	}
	return exchange.StateOfFile(response.Header.Get)
}

// TestCutsCostOnePart: a line that is cut at random bytes costs at most one part
// for each cut, whoever brings the file first, and what arrives is whole.
func TestCutsCostOnePart(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	u := ada.enrol().tus(photo(6<<20 + 12345))
	second := ada.join("Ben", "caseworker").enrol().tus(u.content)
	source := rand.New(rand.NewPCG(7, 7))
	for who, u := range map[string]tus{"the first": u, "the second": second} {
		cuts := make([]int, 24)
		for i := range cuts {
			cuts[i] = source.IntN(exchange.PartBytes + 600)
			if i%4 == 1 {
				cuts[i] = -1 // passes whole
			}
		}
		line := cutting(t, strings.TrimPrefix(o.origin, "http://"), cuts)
		carry := carrier{tus: u, origin: "http://" + line.address}
		file := exchange.FileToSend{SHA256: u.name, Size: int64(len(u.content))}
		failures := 0
		for {
			state, err := exchange.SendFile(t.Context(), carry, file, func() bool { return false })
			if err == nil && state.Whole {
				break
			}
			if failures++; failures > len(cuts) {
				t.Fatalf("%s: after %d failures: %v", who, failures, err)
			}
		}
		cut, sent := line.cut.Load(), line.sent.Load()
		const heads = 1 << 10 // of one request
		if limit := file.Size + cut*exchange.PartBytes + 64*heads; cut == 0 || sent > limit {
			t.Errorf("%s: %d cuts, %d bytes for a file of %d", who, cut, sent, file.Size)
		}
		t.Logf("%s: %d cuts, %d bytes sent again", who, cut, sent-file.Size)
		until(t, "the file is in the object store", func() bool { return u.head().header.Get("Doorstep-Place") == "objects" })
	}
}
