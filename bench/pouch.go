package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/e2e/stage"
)

// peerParts are the files that say what the peer is made of.
var peerParts = []string{"package.json", "package-lock.json", ".npmrc", "server.cjs"}

// pouch is the peer: PouchDB 9.0.0 in a page, its IndexedDB adapter at its
// defaults, against express-pouchdb 4.2.0 over LevelDB.
type pouch struct {
	t      stage.T
	origin string // the wire's
	direct string // past the wire, for what other people write
	wire   *stage.Wire
	server process
	page   *stage.Page
	docs   []map[string]any
	bases  int // databases made in the page so far
}

// installPeer fetches the peer's parts into a folder of their own, by their own
// lock file.
func installPeer(t stage.T) string {
	folder := stage.Root("bench", "out", "pouchdb")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatalf("the peer's folder: %v", err)
	}
	fresh := true
	for _, name := range peerParts {
		text, err := os.ReadFile(stage.Root("bench", "pouchdb", name))
		if err != nil {
			t.Fatalf("the peer's parts: %v", err)
		}
		before, _ := os.ReadFile(filepath.Join(folder, name)) // none yet
		fresh = fresh && bytes.Equal(before, text)
		if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
			t.Fatalf("the peer's parts: %v", err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "pouchdb")); err == nil && fresh {
		return folder
	}
	install := exec.Command("npm", "ci", "--loglevel=error")
	install.Dir = folder
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("installing the peer: %v\n%s", err, out)
	}
	return folder
}

// openPouch starts the peer's server with the same records and opens its page.
func openPouch(t stage.T, files []*casework.File) *pouch {
	folder := installPeer(t)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("finding a free port: %v", err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	_ = listener.Close()
	cmd := exec.Command("node", "server.cjs", port, t.TempDir())
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatalf("starting the peer: %v", err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "ready" {
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	p := &pouch{t: t, direct: "http://localhost:" + port, server: process(cmd.Process.Pid)}
	p.wire, p.origin = stage.WireTo(t, p.direct)
	p.put(files)
	p.page = stage.OpenBrowser(t, "peer").NewPage(&stage.Server{T: t, Origin: p.origin}, "the peer", false)
	p.page.AllowStorage(true)
	p.page.Forgive("favicon", "status of 4")
	p.page.Run(fmt.Sprintf("location.href = %q", p.origin+"/bench.html"), nil)
	p.page.Holds("PouchDB", `typeof PouchDB === "function"`)
	return p
}

// put fills the peer's server: one document a record, with its fields and who
// made it when. It carries less than our record does.
func (p *pouch) put(files []*casework.File) {
	for _, file := range files {
		for _, record := range sorted(file) {
			doc := map[string]any{"_id": record.ID, "case": file.Case, "kind": record.Kind, "by": record.Created.Actor, "at": record.Created.At, "op": record.Created.Op}
			for name, value := range record.Fields {
				doc[name] = value
			}
			p.docs = append(p.docs, doc)
		}
	}
	p.ask(http.MethodPut, "/cases", map[string]any{})
	for start := 0; start < len(p.docs); start += 1000 {
		p.ask(http.MethodPost, "/cases/_bulk_docs", map[string]any{"docs": p.docs[start:min(start+1000, len(p.docs))]})
	}
}

func (p *pouch) ask(method, path string, body any) []byte {
	text, _ := json.Marshal(body) // plain maps cannot fail
	request, err := http.NewRequest(method, p.direct+path, bytes.NewReader(text))
	if err != nil {
		p.t.Fatalf("asking the peer: %v", err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatalf("asking the peer: %v", err)
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		p.t.Fatalf("the peer answered %s %s: %s %v %.300s", method, path, answer.Status, err, content)
	}
	return content
}

// options are PouchDB's own, for a batch size; 0 leaves its default.
func options(batch int) string {
	if batch == 0 {
		return "{}"
	}
	return fmt.Sprintf("{batch_size: %d}", batch)
}

// timed runs JavaScript in the peer's page and measures it.
func (p *pouch) timed(script string) sample {
	return measured(p.wire, p.server, func() time.Duration {
		var took float64
		p.page.Run("(async () => { const began = performance.now(); "+script+"; return performance.now() - began; })()", &took)
		return time.Duration(took * float64(time.Millisecond))
	})
}

// download fetches everything into a fresh database of the page.
func (p *pouch) download(batch int) sample {
	p.bases++
	p.page.Run(fmt.Sprintf(`(async () => { if (window.local) await local.destroy(); window.local = new PouchDB("cases%d"); await local.info(); window.remote = new PouchDB(%q); })()`,
		p.bases, p.origin+"/cases"), nil)
	took := p.timed("await local.replicate.from(remote, " + options(batch) + ")")
	var info struct {
		Count int `json:"doc_count"`
	}
	p.page.Run("local.info()", &info)
	if info.Count != len(p.docs) {
		p.t.Fatalf("the peer's page holds %d documents, want %d", info.Count, len(p.docs))
	}
	return took
}

// noop syncs both ways where nothing has changed; settle comes first.
func (p *pouch) noop(batch int) sample {
	return p.timed("await PouchDB.sync(local, remote, " + options(batch) + ")")
}

func (p *pouch) settle() { p.noop(0); p.noop(0) }

// push edits documents in the page, some of them at the office too, and sends
// them. It fails where a conflict is lost.
func (p *pouch) push(edits []edit, batch int) sample {
	p.settle()
	for _, e := range edits {
		if !e.Contested {
			continue
		}
		var doc map[string]any
		if err := json.Unmarshal(p.ask(http.MethodGet, "/cases/"+e.Record, nil), &doc); err != nil {
			p.t.Fatalf("the peer's document: %v", err)
		}
		doc[e.Field] = e.Office
		p.ask(http.MethodPut, "/cases/"+e.Record, doc)
	}
	p.page.Run(fmt.Sprintf(`(async () => { const edits = %s; const got = await local.allDocs({keys: edits.map((e) => e.record), include_docs: true});
		const docs = got.rows.map((row, i) => ({...row.doc, [edits[i].field]: edits[i].words}));
		for (const result of await local.bulkDocs(docs)) if (!result.ok) throw new Error(result.name); })()`, jsonOf(edits)), nil)
	took := p.timed("await local.replicate.to(remote, " + options(batch) + ")")
	for _, e := range edits {
		if e.Contested && !strings.Contains(string(p.ask(http.MethodGet, "/cases/"+e.Record+"?conflicts=true", nil)), "_conflicts") {
			p.t.Fatalf("the peer lost a conflict")
		}
	}
	return took
}
