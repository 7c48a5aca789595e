// Package blobtest starts a real S3 server for tests, and holds the one suite
// that both object stores pass.
package blobtest

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"doorstep/storage/blob"
)

// startTimeout is how long the S3 server may take until it answers.
const startTimeout = time.Minute

// Server is a running S3 server on a folder of its own.
type Server struct {
	Config blob.S3Config
	Folder string // the buckets, as folders

	t       testing.TB
	program string
	command *exec.Cmd
}

// StartS3 starts versitygw on a free port of this machine and stops it when the
// test ends. Without the program the test fails: a store that was not tried
// against a real server was not tried.
func StartS3(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, program: findGateway(t), Folder: t.TempDir(), Config: blob.S3Config{
		Bucket: "doorstep-test", AccessKey: "doorstep", SecretKey: "only-for-tests", Region: "us-east-1", PathStyle: true,
	}}
	s.Config.Endpoint = "http://" + freeAddress(t)
	s.Start()
	t.Cleanup(s.Stop)
	return s
}

func findGateway(t testing.TB) string {
	t.Helper()
	candidates := []string{os.Getenv("DOORSTEP_VERSITYGW")}
	if path, err := exec.LookPath("versitygw"); err == nil {
		candidates = append(candidates, path)
	}
	if output, err := exec.Command("go", "env", "GOMOD", "GOPATH").Output(); err == nil {
		lines := strings.Split(string(output), "\n") // where make puts it, where go install puts it
		candidates = append(candidates, filepath.Join(filepath.Dir(lines[0]), "bin", "versitygw"), filepath.Join(lines[1], "bin", "versitygw"))
	}
	for _, path := range candidates {
		if info, err := os.Stat(path); path != "" && err == nil && !info.IsDir() {
			return path
		}
	}
	t.Fatal("the S3 server for tests is not installed: run `make deps`, or name it in DOORSTEP_VERSITYGW")
	return ""
}

func freeAddress(t testing.TB) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// Start starts the server again after Stop, at the same address.
func (s *Server) Start() {
	s.t.Helper()
	sidecar := filepath.Join(filepath.Dir(s.Folder), "sidecar") // works where the file system keeps no attributes
	if err := os.MkdirAll(sidecar, 0o700); err != nil {
		s.t.Fatal(err)
	}
	address := strings.TrimPrefix(s.Config.Endpoint, "http://")
	s.command = exec.Command(s.program, "--access", s.Config.AccessKey, "--secret", s.Config.SecretKey,
		"--region", s.Config.Region, "--port", address, "--quiet", "posix", "--sidecar", sidecar, s.Folder)
	output := &strings.Builder{}
	s.command.Stdout, s.command.Stderr = output, output
	if err := s.command.Start(); err != nil {
		s.t.Fatalf("start %s: %v", s.program, err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), startTimeout)
	defer cancel()
	for !answers(ctx, s.Config.Endpoint) {
		if ctx.Err() != nil {
			s.Stop()
			s.t.Fatalf("%s does not answer at %s:\n%s", s.program, address, output)
		}
	}
}

// answers asks once, and waits a moment where nobody listens yet.
func answers(ctx context.Context, url string) bool {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		select {
		case <-ctx.Done():
		case <-time.After(20 * time.Millisecond):
		}
		return false
	}
	response.Body.Close()
	return true
}

// Stop ends the server: the object store is down.
func (s *Server) Stop() {
	if s.command == nil {
		return
	}
	s.command.Process.Kill()
	s.command.Wait()
	s.command = nil
}
