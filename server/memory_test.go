package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// exchangeRaw sends one request over a connection of its own, its body in small
// pieces, and returns the answer's first line: the test itself must not need
// memory.
func (o *office) exchangeRaw(head string, body io.Reader, size int64) string {
	o.t.Helper()
	conn, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", strings.TrimPrefix(o.origin, "http://"))
	if err != nil {
		o.t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, head+"\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "+strconv.FormatInt(size, 10)+"\r\n\r\n")
	buffer := make([]byte, 32<<10)
	if _, err := io.CopyBuffer(struct{ io.Writer }{conn}, struct{ io.Reader }{body}, buffer); err != nil {
		o.t.Logf("sending: %v", err)
	}
	n, _ := io.ReadFull(conn, buffer[:512])
	io.CopyBuffer(io.Discard, struct{ io.Reader }{conn}, buffer)
	line, _, _ := strings.Cut(string(buffer[:n]), "\r\n")
	return line
}

// allocated is how many bytes the whole process allocated while do ran.
func allocated(do func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// TestFilesNeedNoMemory: the largest file there may be passes through the server
// without lying in its memory: in parts with checksums, in one piece, from
// somebody who brings what is here already, on its way to the object store and
// back.
func TestFilesNeedNoMemory(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d, ben := ada.enrol(), ada.join("Ben", "caseworker").enrol()
	content := make([]byte, casework.MaxAttachment())
	for i := range content {
		content[i] = byte(i * i >> 7)
	}
	asPhoto(content)
	whole := d.tus(content)
	whole.create()
	send := func(u tus, offset, end int, sum string) {
		t.Helper()
		line := o.exchangeRaw("PATCH "+u.path+" HTTP/1.1\r\nAuthorization: Bearer "+u.Credential+
			"\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: "+strconv.Itoa(offset)+sum,
			bytes.NewReader(content[offset:end]), int64(end-offset))
		if !strings.Contains(line, "204") {
			t.Fatalf("bytes %d to %d: %s", offset, end, line)
		}
	}
	limit := len(content) / 4
	for what, do := range map[string]func(){
		"in one piece, and to the object store": func() {
			send(whole, 0, len(content), "")
			until(t, "the file is in the object store", func() bool { return whole.head().header.Get("Doorstep-Place") == "objects" })
		},
		"again by somebody else, in parts with checksums": func() {
			u := ben.tus(content)
			u.create()
			for offset := 0; offset < len(content); offset += 1 << 20 {
				end := min(offset+1<<20, len(content))
				sum := sha256.Sum256(content[offset:end])
				send(u, offset, end, "\r\nUpload-Checksum: sha256 "+base64.StdEncoding.EncodeToString(sum[:]))
			}
			if head := u.head(); head.header.Get("Upload-Offset") != strconv.Itoa(len(content)) {
				t.Errorf("at the end: %v", head.header)
			}
		},
	} {
		if used := allocated(do); used > limit {
			t.Errorf("%s: %d bytes of memory for a file of %d", what, used, len(content))
		} else {
			t.Logf("%s: %d KB of memory for a file of %d KB", what, used>>10, len(content)>>10)
		}
	}
	caseID, made := d.newCase("Photos")
	d.sync(exchange.Request{Operations: []json.RawMessage{made, d.attach(caseID, content)}})
	if used := allocated(func() {
		line := o.exchangeRaw("GET "+whole.path+" HTTP/1.1\r\nAuthorization: Bearer "+d.Credential, bytes.NewReader(nil), 0)
		if !strings.Contains(line, "200") {
			t.Errorf("reading it: %s", line)
		}
	}); used > limit {
		t.Errorf("reading it: %d bytes of memory", used)
	}
}

// TestFormNeedsNoMemory: what a form sends beyond its limits is thrown away as
// it comes.
func TestFormNeedsNoMemory(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.get("/cases/new")
	caseID := idsIn.FindString(ada.post("/cases/new", "name", "Photos").header.Get("Location"))
	var head bytes.Buffer
	writer := multipart.NewWriter(&head)
	writer.CreateFormFile("photo", "endless.jpg")
	cookies := []string{}
	request, _ := http.NewRequest(http.MethodGet, o.origin, nil)
	for _, cookie := range ada.client.Jar.Cookies(request.URL) {
		cookies = append(cookies, cookie.Name+"="+cookie.Value)
	}
	const size = 1 << 30
	used := allocated(func() {
		o.exchangeRaw("POST /cases/"+caseID+"/notes/new HTTP/1.1\r\nSec-Fetch-Site: same-origin\r\nCookie: "+strings.Join(cookies, "; ")+
			"\r\nContent-Type: "+writer.FormDataContentType(), io.MultiReader(&head, io.LimitReader(endless{}, size)), int64(head.Len())+size)
	})
	if used > 200<<20 {
		t.Errorf("%d MB of memory for a form of %d MB", used>>20, size>>20)
	}
	t.Logf("%d MB of memory for a form of %d MB", used>>20, size>>20)
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }
