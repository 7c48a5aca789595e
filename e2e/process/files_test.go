package process

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"testing"
	"time"

	"doorstep/e2e/stage"
	"doorstep/sim/faults"
	"doorstep/sync/exchange"
)

// asPhoto makes bytes of any kind begin as a picture of 8 by 8 does, in place.
func asPhoto(content []byte) []byte {
	copy(content, "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00")
	return content
}

// TestKilledUpload sends a file in parts while the server is killed without a
// warning, again and again. What it has said to have is there when it comes back,
// and the file is whole in the end.
func TestKilledUpload(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the real server for some seconds")
	}
	_, seed := profile(t)
	random := rand.New(rand.NewPCG(seed, 2))
	server := stage.NewServer(t)
	server.Program = buildServer(t)
	office := openHouse(t, server.Data)
	actor := office.person("00000000-0000-7000-8000-000000000000", "Dana Reed")
	credential := office.enrol(actor, "00000000-0000-7000-9000-000000000000")
	office.close()

	content := make([]byte, 20<<20)
	for i := range content {
		content[i] = byte(random.Uint32())
	}
	asPhoto(content)
	sum := sha256.Sum256(content)
	file := exchange.FileToSend{SHA256: hex.EncodeToString(sum[:]), Size: int64(len(content))}
	p := &parts{t: t, origin: server.Origin, credential: credential, content: content}
	server.Start()
	kills, done := 0, make(chan struct{})
	go func() {
		defer close(done)
		for {
			state, err := exchange.SendFile(t.Context(), p, file, func() bool { return false })
			if err == nil && state.Whole || t.Context().Err() != nil {
				return
			}
		}
	}()
	for sending := true; sending; {
		select {
		case <-done:
			sending = false
		case <-time.After(time.Duration(5+random.IntN(60)) * time.Millisecond): // the fault is to come at any time
			server.Kill()
			kills++
			server.Start()
		}
	}
	server.Stop()
	office = openHouse(t, server.Data)
	defer office.close()
	stored, _, err := office.store.OpenAttachment(t.Context(), file.SHA256)
	if err != nil {
		t.Fatalf("the file is not there: %v", err)
	}
	defer stored.Close()
	if got, err := io.ReadAll(stored); err != nil || !bytes.Equal(got, content) {
		t.Errorf("%d bytes came out of %d, %v", len(got), len(content), err)
	}
	t.Logf("seed %d: %d kills, %d parts cut short, %d bytes sent for a file of %d", seed, kills, p.cut, p.sent, len(content))
	if kills == 0 || p.cut == 0 {
		t.Error("the server was never killed while a part was on its way")
	}
	if limit := len(content) + p.cut*exchange.PartBytes; p.sent > limit {
		t.Errorf("%d bytes sent, more than one part again for each cut (%d)", p.sent, limit)
	}
}

// parts carries the parts of one file, and remembers what the server said to have.
type parts struct {
	t          *testing.T
	origin     string
	credential string
	content    []byte
	had        int64
	cut, sent  int
}

func (p *parts) FileState(ctx context.Context, sha256 string) (exchange.FileState, error) {
	state, err := p.ask(ctx, http.MethodHead, sha256, nil, nil)
	if err == nil && state.Offset < p.had {
		p.t.Errorf("the server said to have %d bytes, and has %d", p.had, state.Offset)
	}
	return state, err
}

func (p *parts) SendPart(ctx context.Context, file exchange.FileToSend, offset, end int64) (exchange.FileState, error) {
	sum := sha256.Sum256(p.content[offset:end])
	p.sent += int(end - offset)
	state, err := p.ask(ctx, http.MethodPatch, file.SHA256, p.content[offset:end], map[string]string{
		"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream",
		"Upload-Offset": strconv.FormatInt(offset, 10), "Upload-Length": strconv.FormatInt(file.Size, 10),
		"Doorstep-Media": "image/jpeg", "Upload-Checksum": "sha256 " + base64.StdEncoding.EncodeToString(sum[:]),
	})
	if err != nil {
		p.cut++
		hit(faults.FileCut)
		return state, err
	}
	p.had = state.Offset
	return state, nil
}

func (p *parts) ask(ctx context.Context, method, sha256 string, body []byte, headers map[string]string) (exchange.FileState, error) {
	request, err := http.NewRequestWithContext(ctx, method, p.origin+exchange.PathFile+sha256, bytes.NewReader(body))
	if err != nil {
		return exchange.FileState{}, err
	}
	request.Header.Set("Authorization", "Bearer "+p.credential)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return exchange.FileState{}, err
	}
	defer response.Body.Close()
	if response.StatusCode >= 400 {
		text, _ := io.ReadAll(response.Body)
		return exchange.FileState{}, &answered{status: response.StatusCode, text: string(text)}
	}
	return exchange.StateOfFile(response.Header.Get)
}

// TestDamagedFileAndStoreAway: of a part that arrives damaged nothing is kept;
// while the object store is away a file counts as staged and no more, and it goes
// there once the store is back.
func TestDamagedFileAndStoreAway(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the real server")
	}
	server := stage.NewServer(t)
	server.Program = buildServer(t)
	server.Env = []string{"DOORSTEP_S3_ENDPOINT=http://127.0.0.1:1", "DOORSTEP_S3_BUCKET=files", "DOORSTEP_S3_ACCESS_KEY=k", "DOORSTEP_S3_SECRET_KEY=s", "DOORSTEP_S3_PATH_STYLE=true"}
	office := openHouse(t, server.Data)
	credential := office.enrol(office.person("00000000-0000-7000-8000-000000000000", "Dana Reed"), "00000000-0000-7000-9000-000000000000")
	office.close()
	content := asPhoto(bytes.Repeat([]byte("a photo of the letter "), 4000))
	sum := sha256.Sum256(content)
	name, other := hex.EncodeToString(sum[:]), sha256.Sum256([]byte("other bytes"))
	server.Start()
	p := &parts{t: t, origin: server.Origin, credential: credential, content: content}
	_, err := p.ask(t.Context(), http.MethodPatch, name, content, map[string]string{
		"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0",
		"Upload-Length": strconv.Itoa(len(content)), "Doorstep-Media": "image/jpeg",
		"Upload-Checksum": "sha256 " + base64.StdEncoding.EncodeToString(other[:]),
	})
	var said *answered
	if !errors.As(err, &said) || said.status != 460 {
		t.Fatalf("a damaged part: %v, want 460", err)
	}
	hit(faults.FileDamaged)
	file := exchange.FileToSend{SHA256: name, Size: int64(len(content))}
	if state, err := p.FileState(t.Context(), name); err != nil || state.Offset != 0 {
		t.Errorf("after a damaged part the server has %d bytes (%v)", state.Offset, err)
	}
	if _, err := exchange.SendFile(t.Context(), p, file, func() bool { return false }); err != nil {
		t.Fatal(err)
	}
	if state, err := p.FileState(t.Context(), name); err != nil || !state.Whole || state.Safe {
		t.Errorf("with the store away: %+v (%v), want whole and not safe", state, err)
	}
	hit(faults.StoreAway)
	server.Stop()
	server.Env = nil
	server.Start()
	stage.Await(t, "the file to reach the store", func() (bool, string) {
		state, err := p.FileState(t.Context(), name)
		return err == nil && state.Safe, fmt.Sprint(state, err)
	})
}
