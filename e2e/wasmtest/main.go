// Wasmtest runs a Go test binary built for js/wasm inside headless Chromium:
//
//	go build -o bin/wasmtest ./e2e/wasmtest
//	GOOS=js GOARCH=wasm go test -exec "$PWD/bin/wasmtest" ./storage/indexeddb
//
// Its output and exit code are those of the tests. CHROMIUM names the browser.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// limit is the longest a test binary may run.
const limit = 5 * time.Minute

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "wasmtest: name a test binary built for js/wasm")
		os.Exit(2)
	}
	code, err := run(os.Args[1], os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "wasmtest:", err)
		os.Exit(2)
	}
	os.Exit(code)
}

// page runs the program and posts what it prints, in order, then how it ended.
const page = `<!doctype html><meta charset="utf-8"><title>tests</title><script src="/wasm_exec.js"></script><script>
let last = Promise.resolve();
const post = (path, body) => { last = last.then(() => fetch(path, {method: "POST", body})); return last; };
fs.writeSync = (fd, bytes) => { post("/out", bytes.slice()); return bytes.length; };
process.cwd = () => "/";
const fail = (error) => post("/out", String(error && error.stack || error) + "\n").then(() => post("/exit", "2"));
addEventListener("unhandledrejection", (event) => fail(event.reason));
(async () => {
  const start = await (await fetch("/start.json")).json();
  const go = new Go();
  go.argv = start.argv;
  go.env = {TMPDIR: "/tmp"};
  let code = 0;
  go.exit = (ended) => { code = ended; };
  const program = await WebAssembly.instantiateStreaming(fetch("/test.wasm"), go.importObject);
  await go.run(program.instance);
  await post("/exit", String(code));
})().catch(fail);
</script>`

func run(binary string, argv []string) (int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	support, err := wasmExec(ctx)
	if err != nil {
		return 0, err
	}
	ended := make(chan int, 1)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("listen: %w", err)
	}
	server := &http.Server{Handler: handler(binary, support, argv, ended), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }() // ends with Close, below
	defer server.Close()
	stop, err := browse(ctx, "http://"+listener.Addr().String()+"/")
	if err != nil {
		return 0, err
	}
	defer stop()
	select {
	case code := <-ended:
		return code, nil
	case <-ctx.Done():
		return 0, fmt.Errorf("the tests did not end within %s", limit)
	}
}

func handler(binary, support string, argv []string, ended chan<- int) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, page)
	})
	mux.HandleFunc("GET /wasm_exec.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, support) })
	mux.HandleFunc("GET /test.wasm", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/wasm")
		http.ServeFile(w, r, binary)
	})
	mux.HandleFunc("GET /start.json", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"argv": argv})
	})
	mux.HandleFunc("POST /out", func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(os.Stdout, r.Body) })
	mux.HandleFunc("POST /exit", func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		code, err := strconv.Atoi(string(text))
		if err != nil {
			code = 2
		}
		select {
		case ended <- code:
		default:
		}
	})
	return mux
}

// browse opens the address in a fresh profile. stop ends the browser and all
// its processes, and removes the profile.
func browse(ctx context.Context, address string) (stop func(), err error) {
	profile, err := os.MkdirTemp("", "wasmtest")
	if err != nil {
		return nil, err
	}
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		browser = "chromium"
	}
	command := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+profile, address)
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) }
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", browser, err)
	}
	return func() {
		_ = syscall.Kill(-command.Process.Pid, syscall.SIGKILL) // may have ended by itself
		_ = command.Wait()
		_ = os.RemoveAll(profile)
	}, nil
}

// wasmExec finds the support script of the Go that built the binary. The go
// command runs us with GOOS=js in the environment, which "go env" ignores.
func wasmExec(ctx context.Context) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "env", "GOROOT").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOROOT: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"), nil
}
