package exchange_test

import (
	"context"
	"encoding/json"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"doorstep/sync/exchange"
)

// spoken is a device's network that writes down what is said.
type spoken struct {
	*device
	said []string
}

func (s *spoken) Sync(ctx context.Context, request exchange.Request) (exchange.Reply, error) {
	reply, err := exchange.Answer(ctx, s.world.office.Office, s.actor, request)
	for _, message := range []any{request, reply} {
		encoded, err := json.Marshal(message)
		if err != nil {
			s.world.t.Fatal(err)
		}
		s.said = append(s.said, string(encoded))
	}
	return reply, err
}

// TestTheExampleOfTheDocument: docs/sync.md shows what really travels.
func TestTheExampleOfTheDocument(t *testing.T) {
	if runtime.GOOS == "js" {
		t.Skip("a browser has no files")
	}
	text, err := os.ReadFile("../../docs/sync.md")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, part := range strings.Split(string(text), "```json\n")[1:] {
		block, _, _ := strings.Cut(part, "```")
		shown = append(shown, block)
	}
	w, l := newListening(t)
	w.sets(w.office, w.desk, "goal0002", "words", "I want a lease")
	w.sets(l.replica, &l.author, "goal0002", "words", "I want my own place")
	s := &spoken{device: l.device}
	l.client.Transport = s
	w.syncs(l.device)
	if len(shown) != 2 || len(s.said) != 2 {
		t.Fatalf("%d messages shown, %d said, want 2", len(shown), len(s.said))
	}
	for i := range shown {
		var got, want any
		if err := json.Unmarshal([]byte(shown[i]), &got); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(s.said[i]), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the document shows\n%s\nwhat is said is\n%s", shown[i], s.said[i])
		}
	}
}
