package main

import (
	"bytes"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// tus is the raw protocol, as an ordinary client speaks it.
type tus struct {
	*tablet
	content []byte
	name    string
	path    string
}

func (d *tablet) tus(content []byte) tus {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	return tus{tablet: d, content: content, name: name, path: exchange.PathFile + name}
}

func coded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }

// ask sends a request with the protocol's version; pairs are headers, and one
// with an empty value is left out.
func (u tus) ask(method, path string, body []byte, pairs ...string) reply {
	u.t.Helper()
	headers := map[string]string{"Tus-Resumable": "1.0.0"}
	for i := 0; i+1 < len(pairs); i += 2 {
		headers[pairs[i]] = pairs[i+1]
		if pairs[i+1] == "" {
			delete(headers, pairs[i])
		}
	}
	return u.send(method, path, headers, body)
}

func (u tus) create(pairs ...string) reply {
	u.t.Helper()
	return u.ask(http.MethodPost, strings.TrimSuffix(exchange.PathFile, "/"), nil, append([]string{
		"Upload-Length", strconv.Itoa(len(u.content)),
		"Upload-Metadata", "filename " + coded("kitchen.jpg") + ",filetype " + coded("image/jpeg") + ",sha256 " + coded(u.name),
	}, pairs...)...)
}

func (u tus) patch(offset, end int, pairs ...string) reply {
	u.t.Helper()
	return u.ask(http.MethodPatch, u.path, u.content[offset:end], append([]string{
		"Content-Type", "application/offset+octet-stream", "Upload-Offset", strconv.Itoa(offset)}, pairs...)...)
}

func (u tus) head() reply {
	u.t.Helper()
	return u.ask(http.MethodHead, u.path, nil)
}

// stands checks status and offset, and what every answer carries.
func (u tus) stands(what string, answer reply, status, offset int) {
	u.t.Helper()
	if answer.status != status || offset >= 0 && answer.header.Get("Upload-Offset") != strconv.Itoa(offset) {
		u.t.Errorf("%s: status %d offset %q, want %d and %d: %s", what, answer.status, answer.header.Get("Upload-Offset"), status, offset, answer.body)
	}
	if answer.header.Get("Tus-Resumable") != "1.0.0" || answer.header.Get("Cache-Control") != "no-store" {
		u.t.Errorf("%s: headers %v", what, answer.header)
	}
}

func TestTus(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	u := d.tus(asPhoto(bytes.Repeat([]byte("photo "), 100_000)))
	all := len(u.content)

	options := d.send(http.MethodOptions, exchange.PathFile+u.name, nil, nil)
	u.stands("options", options, http.StatusNoContent, -1)
	for header, want := range map[string]string{
		"Tus-Version": "1.0.0", "Tus-Checksum-Algorithm": "sha1,sha256", "Tus-Max-Size": strconv.Itoa(casework.MaxAttachment()),
		"Tus-Extension": "creation,creation-with-upload,checksum,expiration,termination",
	} {
		if options.header.Get(header) != want {
			t.Errorf("options say %s: %q, want %q", header, options.header.Get(header), want)
		}
	}
	u.stands("before creation", u.head(), http.StatusNotFound, -1)
	u.stands("a part before creation", u.patch(0, 10), http.StatusNotFound, -1)
	created := u.create()
	u.stands("creation", created, http.StatusCreated, 0)
	if created.header.Get("Location") != u.path || created.header.Get("Upload-Expires") == "" {
		t.Errorf("creation leads to %q until %q", created.header.Get("Location"), created.header.Get("Upload-Expires"))
	}
	u.stands("the first part", u.patch(0, 1000), http.StatusNoContent, 1000)
	u.stands("creation once more", u.create(), http.StatusCreated, 1000)
	u.stands("the first part again", u.patch(0, 1000), http.StatusConflict, 1000)
	u.stands("a part too far on", u.patch(5000, 6000), http.StatusConflict, 1000)
	u.stands("another version", u.ask(http.MethodPatch, u.path, nil, "Tus-Resumable", "0.2.2"), http.StatusPreconditionFailed, -1)
	if version := u.ask(http.MethodHead, u.path, nil, "Tus-Resumable", "2.0.0").header.Get("Tus-Version"); version != "1.0.0" {
		t.Errorf("another version is told of %q", version)
	}
	u.stands("another type", u.patch(1000, 2000, "Content-Type", "application/json"), http.StatusUnsupportedMediaType, -1)
	u.stands("no offset", u.patch(1000, 2000, "Upload-Offset", ""), http.StatusBadRequest, -1)
	u.stands("an odd offset", u.patch(1000, 2000, "Upload-Offset", "-1"), http.StatusBadRequest, -1)

	sum1, sum2 := sha1.Sum(u.content[1000:2000]), sha256.Sum256(u.content[2000:3000])
	u.stands("an unknown checksum", u.patch(1000, 2000, "Upload-Checksum", "md5 "+coded("x")), http.StatusBadRequest, -1)
	u.stands("a checksum that is none", u.patch(1000, 2000, "Upload-Checksum", "sha1 x"), http.StatusBadRequest, -1)
	u.stands("a wrong checksum", u.patch(1000, 2000, "Upload-Checksum", "sha1 "+base64.StdEncoding.EncodeToString(sum2[:20])), 460, -1)
	u.stands("after it", u.head(), http.StatusOK, 1000)
	u.stands("sha1", u.patch(1000, 2000, "Upload-Checksum", "sha1 "+base64.StdEncoding.EncodeToString(sum1[:])), http.StatusNoContent, 2000)
	u.stands("sha256", u.patch(2000, 3000, "Upload-Checksum", "sha256 "+base64.StdEncoding.EncodeToString(sum2[:])), http.StatusNoContent, 3000)

	u.stands("a tablet's part of a type we refuse", u.patch(3000, 4000, "Upload-Length", strconv.Itoa(all), "Doorstep-Media", "text/html"), http.StatusUnsupportedMediaType, -1)
	overlong := append(bytes.Clone(u.content[3000:]), "more"...)
	u.stands("more than was announced", u.ask(http.MethodPatch, u.path, overlong,
		"Content-Type", "application/offset+octet-stream", "Upload-Offset", "3000"), http.StatusRequestEntityTooLarge, -1)
	u.stands("by another method", u.ask(http.MethodPost, u.path, u.content[3000:4000], "X-HTTP-Method-Override", "PATCH",
		"Content-Type", "application/offset+octet-stream", "Upload-Offset", "3000"), http.StatusNoContent, 4000)
	u.stands("by no method", u.ask(http.MethodPost, u.path, nil), http.StatusMethodNotAllowed, -1)
	u.stands("the rest", u.patch(4000, all), http.StatusNoContent, all)
	if head := u.head(); head.status != http.StatusOK || head.header.Get("Upload-Length") != strconv.Itoa(all) || head.header.Get("Upload-Offset") != strconv.Itoa(all) {
		t.Errorf("at the end: %d %v", head.status, head.header)
	}
	u.stands("creation of what is here", u.create(), http.StatusCreated, all)
	u.stands("dropping what is here", u.ask(http.MethodDelete, u.path, nil), http.StatusNotFound, -1)
	until(t, "the photo is in the object store", func() bool { return u.head().header.Get("Doorstep-Place") == "objects" })
}

func TestTusCreation(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	u := d.tus([]byte("a small photo"))
	creation := strings.TrimSuffix(exchange.PathFile, "/")
	for what, want := range map[string]struct {
		status int
		pairs  []string
	}{
		"no version":       {http.StatusPreconditionFailed, []string{"Tus-Resumable", ""}},
		"no length":        {http.StatusBadRequest, []string{"Upload-Length", ""}},
		"a deferred one":   {http.StatusBadRequest, []string{"Upload-Length", "", "Upload-Defer-Length", "1"}},
		"too large":        {http.StatusRequestEntityTooLarge, []string{"Upload-Length", strconv.Itoa(casework.MaxAttachment() + 1)}},
		"no hash":          {http.StatusBadRequest, []string{"Upload-Metadata", "filename " + coded("x.jpg")}},
		"a hash of sorts":  {http.StatusBadRequest, []string{"Upload-Metadata", "sha256 " + coded("../../control.db")}},
		"odd metadata":     {http.StatusBadRequest, []string{"Upload-Metadata", "sha256 %%%"}},
		"a type we refuse": {http.StatusUnsupportedMediaType, []string{"Upload-Metadata", "sha256 " + coded(u.name) + ",filetype " + coded("text/html")}},
	} {
		u.stands(what, u.create(want.pairs...), want.status, -1)
	}
	u.stands("nothing of it was begun", u.head(), http.StatusNotFound, -1)
	with := u.ask(http.MethodPost, creation, u.content[:5], "Upload-Length", "13", "Upload-Metadata", "sha256 "+coded(u.name), "Content-Type", "application/offset+octet-stream")
	u.stands("with the first bytes", with, http.StatusCreated, 5)
	u.stands("dropping it", u.ask(http.MethodDelete, u.path, nil), http.StatusNoContent, -1)
	u.stands("after that", u.head(), http.StatusNotFound, -1)
	u.stands("dropping it twice", u.ask(http.MethodDelete, u.path, nil), http.StatusNotFound, -1)
	nothing := d.tus(nil)
	u.stands("a file of no bytes", nothing.create(), http.StatusCreated, 0)
	u.stands("which is complete", nothing.head(), http.StatusOK, 0)

	wrong := d.tus([]byte("right bytes!!"))
	wrong.create()
	wrong.content = []byte("wrong bytes!!")
	u.stands("another content than announced", wrong.patch(0, 13), http.StatusUnprocessableEntity, -1)
	u.stands("which is given up", wrong.head(), http.StatusNotFound, -1)

	stranger := (&tablet{t: t, office: o}).tus(u.content)
	stranger.Credential = strings.Repeat("A", 43)
	u.stands("a stranger's creation", stranger.create(), http.StatusUnauthorized, -1)
	u.stands("a stranger's part", stranger.patch(0, 13), http.StatusUnauthorized, -1)
	u.stands("a stranger's question, which may not make a client forget", stranger.head(), http.StatusLocked, -1)
	if plain := stranger.send(http.MethodHead, u.path, nil, nil); plain.status != http.StatusUnauthorized {
		t.Errorf("a tablet whose credential ended is told %d, want 401", plain.status)
	}
}

// TestTusAtOnce: of two parts at the same moment one wins and the other is told,
// and the file is whole.
func TestTusAtOnce(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	u := d.tus(asPhoto(bytes.Repeat([]byte("scan "), 50_000)))
	u.create()
	slow, hold := io.Pipe()
	first := make(chan int)
	go func() {
		request, _ := http.NewRequest(http.MethodPatch, o.origin+u.path, slow)
		request.ContentLength = int64(len(u.content))
		request.Header.Set("Authorization", "Bearer "+d.Credential)
		for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"} {
			request.Header.Set(name, value)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			first <- 0
			return
		}
		response.Body.Close()
		first <- response.StatusCode
	}()
	hold.Write(u.content[:100_000])
	until(t, "the first part has begun", func() bool { return u.head().header.Get("Upload-Offset") != "0" })
	for _, offset := range []int{0, 1000, 100_000} {
		u.stands("the second", u.patch(offset, offset+1), http.StatusLocked, -1)
	}
	hold.Write(u.content[100_000:])
	hold.Close()
	if status := <-first; status != http.StatusNoContent {
		t.Errorf("the first: status %d", status)
	}
	u.stands("both together", u.head(), http.StatusOK, len(u.content))
}

// TestTusCut: a part that is cut at a byte leaves what came, one with a checksum
// nothing; a server that starts again goes on from there.
func TestTusCut(t *testing.T) {
	settings := defaults()
	settings.Addr, settings.Data, settings.Ceremonies = "127.0.0.1:0", t.TempDir(), 10_000
	o := openOn(t, settings)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	u := d.tus(asPhoto(bytes.Repeat([]byte("paper "), 50_000)))
	u.create()
	sum := sha256.Sum256(u.content[:200_000])
	u.cut(0, 200_000, 70_000, "Upload-Checksum: sha256 "+base64.StdEncoding.EncodeToString(sum[:])+"\r\n")
	u.stands("a cut part with a checksum", u.head(), http.StatusOK, 0)
	u.cut(0, 200_000, 70_001, "")
	until(t, "what came of a cut part is here", func() bool { return u.head().header.Get("Upload-Offset") == "70001" })
	o.stop()
	o = openOn(t, settings)
	u.tablet.office = o
	u.stands("after a restart", u.head(), http.StatusOK, 70_001)
	u.stands("the rest", u.patch(70_001, len(u.content)), http.StatusNoContent, len(u.content))
}

// cut sends the head of a part of length bytes from offset on, and only the
// first few of them.
func (u tus) cut(offset, length, sent int, more string) {
	u.t.Helper()
	address := strings.TrimPrefix(u.office.origin, "http://")
	conn, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", address)
	if err != nil {
		u.t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "PATCH "+u.path+" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "+u.Credential+
		"\r\nTus-Resumable: 1.0.0\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: "+strconv.Itoa(offset)+
		"\r\nContent-Length: "+strconv.Itoa(length)+"\r\n"+more+"\r\n")
	conn.Write(u.content[offset : offset+sent])
	conn.(*net.TCPConn).CloseWrite()
	io.Copy(io.Discard, conn)
}
