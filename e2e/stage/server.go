package stage

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Server is a doorstep server as an agency would run it: its own process, its
// own folder, a port of its own.
type Server struct {
	T       T
	Program string // bin/doorstep unless told
	Data    string
	Origin  string   // http://localhost:port
	Env     []string // beside the defaults

	port string
	cmd  *exec.Cmd
	gone chan struct{}

	mu    sync.Mutex
	lines []string
}

// NewServer readies a server on a free port with an empty folder; Start runs it.
func NewServer(t T) *Server {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("finding a free port: %v", err)
	}
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	_ = listener.Close()
	s := &Server{T: t, Program: Root("bin", "doorstep"), Data: filepath.Join(t.TempDir(), "data"), Origin: "http://localhost:" + port, port: port}
	t.Cleanup(func() {
		s.Kill()
		if t.Failed() {
			t.Logf("the server said, requests aside:\n%s", s.words())
		}
	})
	return s
}

// OpenServer starts a fresh server and waits until it answers.
func OpenServer(t T) *Server {
	t.Helper()
	s := NewServer(t)
	s.Start()
	return s
}

// Behind makes another address the server's origin: a proxy stands before it.
func (s *Server) Behind(origin string) { s.Origin = origin }

// environment points the program at this stage's folder and port.
func (s *Server) environment() []string {
	env := append(os.Environ(),
		"DOORSTEP_ADDR=localhost:"+s.port,
		"DOORSTEP_ORIGIN="+s.Origin,
		"DOORSTEP_DATA="+s.Data,
	)
	return append(env, s.Env...)
}

// Start runs the program and waits until it answers /healthz.
func (s *Server) Start() {
	s.T.Helper()
	s.run()
	Await(s.T, "the server to answer", func() (bool, string) { return s.answers() })
}

// StartTimed starts the server as Start does and returns how long it took to
// answer, to the millisecond.
func (s *Server) StartTimed() time.Duration {
	s.T.Helper()
	began := time.Now()
	s.run()
	for time.Since(began) < Limit {
		if ok, _ := s.answers(); ok {
			return time.Since(began)
		}
		time.Sleep(time.Millisecond)
	}
	s.T.Fatalf("the server did not answer within %s", Limit)
	return 0
}

func (s *Server) run() {
	s.T.Helper()
	s.cmd = exec.Command(s.Program, "serve")
	s.cmd.Env = s.environment()
	s.cmd.Dir = filepath.Dir(s.Data)
	pipe, err := s.cmd.StdoutPipe()
	if err != nil {
		s.T.Fatalf("starting the server: %v", err)
	}
	s.cmd.Stderr = s.cmd.Stdout
	if err := s.cmd.Start(); err != nil {
		s.T.Fatalf("starting the server: %v", err)
	}
	gone := make(chan struct{})
	s.gone = gone
	go s.read(pipe, s.cmd, gone)
}

// answers reports whether the program says that it is well.
func (s *Server) answers() (ok bool, saw string) {
	select {
	case <-s.gone:
		s.T.Fatalf("the server ended:\n%s", s.Log())
	default:
	}
	answer, err := http.Get("http://localhost:" + s.port + "/healthz")
	if err != nil {
		return false, err.Error()
	}
	_ = answer.Body.Close()
	return answer.StatusCode == http.StatusOK, answer.Status
}

func (s *Server) read(pipe io.Reader, cmd *exec.Cmd, gone chan struct{}) {
	for lines := bufio.NewScanner(pipe); lines.Scan(); {
		s.mu.Lock()
		s.lines = append(s.lines, lines.Text())
		s.mu.Unlock()
	}
	_ = cmd.Wait() // how it ended is in the log
	close(gone)
}

// PID is the process that runs now.
func (s *Server) PID() int { return s.cmd.Process.Pid }

// Log returns what the server has printed so far.
func (s *Server) Log() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.lines, "\n")
}

// words is the end of the log without the lines of requests.
func (s *Server) words() string {
	var kept []string
	for _, line := range strings.Split(s.Log(), "\n") {
		if !strings.Contains(line, "msg=request") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept[max(0, len(kept)-25):], "\n")
}

// Stop asks the server to end and waits until it has.
func (s *Server) Stop() { s.end(syscall.SIGTERM) }

// Kill ends the server as a power cut would.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

func (s *Server) end(signal syscall.Signal) {
	if s.cmd == nil || s.cmd.Process == nil {
		return
	}
	_ = s.cmd.Process.Signal(signal) // it may be gone already
	select {
	case <-s.gone:
	case <-time.After(Limit):
		s.T.Errorf("the server did not end within %s of %s", Limit, signal)
		_ = s.cmd.Process.Kill()
		<-s.gone
	}
	s.cmd = nil
}

// Operator runs a command of the operator's beside the server and returns what
// it printed.
func (s *Server) Operator(args ...string) string {
	s.T.Helper()
	cmd := exec.Command(s.Program, args...)
	cmd.Env = s.environment()
	cmd.Dir = filepath.Dir(s.Data)
	out, err := cmd.CombinedOutput()
	if err != nil {
		s.T.Fatalf("doorstep %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

var setupLink = regexp.MustCompile(`https?://\S+/setup\?token=\S+`)

// SetupLink returns the first start's link, as it was printed.
func (s *Server) SetupLink() string {
	s.T.Helper()
	var link string
	Await(s.T, "the set-up link", func() (bool, string) {
		link = SetupLinkIn(s.Log())
		return link != "", s.Log()
	})
	return link
}

// SetupLinkIn finds a set-up link in what a command printed, or "".
func SetupLinkIn(text string) string { return setupLink.FindString(text) }

// Fetch asks the server without a browser: no cookie, no worker.
func (s *Server) Fetch(path string) (status int, body string) {
	s.T.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), Limit)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Origin+path, nil)
	if err != nil {
		s.T.Fatalf("asking for %s: %v", path, err)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	if err != nil {
		s.T.Fatalf("asking for %s: %v", path, err)
	}
	text, err := io.ReadAll(answer.Body)
	if err = errors.Join(err, answer.Body.Close()); err != nil {
		s.T.Fatalf("reading %s: %v", path, err)
	}
	return answer.StatusCode, string(text)
}

// Files lists the files below the server's folder whose path contains part.
func (s *Server) Files(part string) []string {
	s.T.Helper()
	var found []string
	err := filepath.WalkDir(s.Data, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.Contains(path, part) {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		s.T.Fatalf("listing %s: %v", fmt.Sprintf("%q below the data folder", part), err)
	}
	return found
}
