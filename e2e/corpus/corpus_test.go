package corpus

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/memory"
	"doorstep/storage/sqlite"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// each runs a test on every recording.
func each(t *testing.T, test func(t *testing.T, folder string, talk *Recording)) {
	files, err := filepath.Glob("testdata/*/talk.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no recording: %v", err)
	}
	for _, file := range files {
		folder := filepath.Dir(file)
		t.Run(filepath.Base(folder), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var talk Recording
			if err := json.Unmarshal(content, &talk); err != nil {
				t.Fatal(err)
			}
			test(t, folder, &talk)
		})
	}
}

// office opens an old database with today's code, which brings it up to date.
func office(t *testing.T, folder, name string, talk *Recording) storage.Tenant {
	t.Helper()
	data := t.TempDir()
	unpack(t, filepath.Join(folder, "control.db.gz"), filepath.Join(data, "control.db"))
	unpack(t, filepath.Join(folder, name), agencyFile(data, talk.Tenant))
	control, err := sqlite.Open(t.Context(), sqlite.Options{Dir: data, Stage: blob.OpenStage})
	if err != nil {
		t.Fatalf("opening the databases of %s: %v", talk.Release, err)
	}
	agency, release, err := control.Tenant(t.Context(), talk.Tenant)
	if err != nil {
		t.Fatalf("opening the agency of %s: %v", talk.Release, err)
	}
	t.Cleanup(func() {
		release()
		if err := control.Close(); err != nil {
			t.Error(err)
		}
	})
	return agency
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	content, err := unzip(packed)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (p Person) actor() casework.Actor {
	return casework.Actor{ID: p.ID, Role: casework.Role(p.Role)}
}

// TestOldDatabase reads every case of an old office's database.
func TestOldDatabase(t *testing.T) {
	each(t, func(t *testing.T, folder string, talk *Recording) {
		agency := office(t, folder, "after.db.gz", talk)
		for _, want := range talk.Cases {
			compare(t, agency, want)
		}
		sameSummaries(t, agency)
		var ids []oplog.ID
		hashes := map[oplog.ID]string{}
		for _, step := range talk.Steps {
			for _, raw := range step.Wrote {
				op := decode(t, raw)
				ids, hashes[op.ID] = append(ids, op.ID), op.Hash()
			}
		}
		_, stored, err := agency.StoredResults(t.Context(), ids)
		if err != nil {
			t.Fatal(err)
		}
		for id, hash := range hashes {
			if stored[id] != hash {
				t.Errorf("operation %s: hash %q in the old log, %q as written", id, stored[id], hash)
			}
		}
	})
}

// sameSummaries: Today and the board see in an old case what today's code would
// have written of it, with all that its deadlines are counted from.
func sameSummaries(t *testing.T, store storage.Cases) {
	t.Helper()
	all, err := store.Summaries(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatalf("%d summaries, %v", len(all), err)
	}
	for _, summary := range all {
		file, err := store.File(t.Context(), summary.Case)
		if err != nil {
			t.Fatal(err)
		}
		now, nowErr := json.Marshal(casework.Summarise(file))
		was, err := json.Marshal(summary)
		if err != nil || nowErr != nil || !bytes.Equal(was, now) {
			t.Errorf("the summary of case %s is\n%s, want\n%s", summary.Case, was, now)
		}
	}
}

func decode(t *testing.T, raw []byte) oplog.Operation {
	t.Helper()
	var compact bytes.Buffer // the recording is indented; an operation's bytes are not
	if err := json.Compact(&compact, raw); err != nil {
		t.Fatal(err)
	}
	op, err := oplog.Decode(compact.Bytes())
	if err != nil {
		t.Fatalf("reading an old operation: %v", err)
	}
	return op
}

// wordsOf returns all texts in a case, versions included, and its digest.
func wordsOf(t *testing.T, store storage.Cases, caseID string) (words []string, digest string) {
	t.Helper()
	file, err := store.File(t.Context(), caseID)
	if err != nil {
		t.Fatal(err)
	}
	var records []*casework.Record
	for _, record := range file.Records {
		records = append(records, record)
		for _, text := range record.Fields {
			words = append(words, text)
		}
		for _, sibling := range record.Siblings {
			words = append(words, sibling.Text)
		}
	}
	slices.Sort(words)
	return words, casework.DigestOf(records).String()
}

func compare(t *testing.T, store storage.Cases, want Case) {
	t.Helper()
	words, digest := wordsOf(t, store, want.ID)
	if !slices.Equal(words, want.Words) {
		t.Errorf("case %s says\n%q, when it was recorded\n%q", want.ID, words, want.Words)
	}
	if digest != want.Digest {
		t.Errorf("case %s has the digest %s, when it was recorded %s", want.ID, digest, want.Digest)
	}
}

// TestOldRequests asks today's office what the old tablets asked, from the old
// database on, and compares with what they were told then.
func TestOldRequests(t *testing.T) {
	each(t, func(t *testing.T, folder string, talk *Recording) {
		agency := office(t, folder, "before.db.gz", talk)
		for i, step := range talk.Steps {
			person := talk.People[step.Person]
			switch {
			case step.Request != nil:
				var request exchange.Request
				var then exchange.Reply
				unmarshal(t, step.Request, &request)
				unmarshal(t, step.Reply, &then)
				now, err := exchange.Answer(t.Context(), agency, person.actor(), request)
				if err != nil {
					t.Fatalf("step %d: %v", i, err)
				}
				sameReply(t, fmt.Sprintf("step %d", i), now, then)
			case step.Fetched != nil:
				hub, packs := agency.(exchange.SegmentHub)
				if !packs {
					t.Fatal("the store packs no cases")
				}
				_, mark, err := exchange.Segment(t.Context(), hub, person.actor(), person.Device, 1, step.Fetched.Case, exchange.InJSON)
				if err != nil || mark.Case != step.Fetched.Case || mark.Position != step.Fetched.Position {
					t.Errorf("step %d: segment %+v, then %+v: %v", i, mark, *step.Fetched, err)
				}
			}
		}
		for _, want := range talk.Cases {
			said, _ := wordsOf(t, agency, want.ID)
			for _, text := range want.Words {
				if !slices.Contains(said, text) {
					t.Errorf("case %s no longer says %q", want.ID, text)
				}
			}
		}
	})
}

func unmarshal(t *testing.T, raw []byte, into any) {
	t.Helper()
	var compact bytes.Buffer
	err := json.Compact(&compact, raw)
	if err == nil {
		err = json.Unmarshal(compact.Bytes(), into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// sameReply compares what an old tablet reads of a reply. What was kept aside
// then may be taken now; digests may differ where records are folded afresh
// with more in them, and the tablet then fetches the case anew.
func sameReply(t *testing.T, where string, now, then exchange.Reply) {
	t.Helper()
	if now.Version != then.Version || now.Position != then.Position || now.Next != then.Next {
		t.Errorf("%s: version, position, next: %d %d %d, then %d %d %d", where,
			now.Version, now.Position, now.Next, then.Version, then.Position, then.Next)
	}
	same := func(now, then oplog.Result) bool {
		return now == then || then.Outcome == oplog.Kept && now.N == then.N && now.Seq == then.Seq
	}
	if !slices.EqualFunc(now.Results, then.Results, same) {
		t.Errorf("%s: results %+v, then %+v", where, now.Results, then.Results)
	}
	entered := func(now, then exchange.Mark) bool { return now.Case == then.Case && now.Position == then.Position }
	if !now.List && !slices.EqualFunc(now.Enter, then.Enter, entered) || !now.List && !slices.Equal(now.Leave, then.Leave) {
		t.Errorf("%s: enter %v, leave %v, then %v, %v", where, now.Enter, now.Leave, then.Enter, then.Leave)
	}
	changed := func(now, then exchange.Change) bool { return entered(now.Mark, then.Mark) }
	if !slices.EqualFunc(now.Changes, then.Changes, changed) {
		t.Errorf("%s: changes %+v, then %+v", where, now.Changes, then.Changes)
	}
}

// replayed answers today's tablet with what an old office said.
type replayed struct {
	t     *testing.T
	steps []Step
	next  int
}

func (r *replayed) take(what string) Step {
	r.t.Helper()
	if r.next >= len(r.steps) {
		r.t.Fatalf("today's tablet asks for more than the old one: %s", what)
	}
	step := r.steps[r.next]
	r.next++
	return step
}

// Sync gives the recorded reply to what must be the recorded question.
func (r *replayed) Sync(_ context.Context, request exchange.Request) (exchange.Reply, error) {
	step := r.take("a sync")
	var then exchange.Request
	var reply exchange.Reply
	unmarshal(r.t, step.Request, &then)
	unmarshal(r.t, step.Reply, &reply)
	if request.Position != then.Position || request.Held != then.Held {
		r.t.Errorf("step %d: position %d, held %s, then %d, %s", r.next-1, request.Position, request.Held, then.Position, then.Held)
	}
	return reply, nil
}

// Segment gives the recorded segment.
func (r *replayed) Segment(_ context.Context, mark exchange.Mark) ([]byte, error) {
	step := r.take("a segment")
	if step.Fetched == nil || step.Fetched.Case != mark.Case {
		r.t.Fatalf("step %d: asks for the segment of case %s", r.next-1, mark.Case)
	}
	return step.Segment, nil
}

// TestOldReplies lets today's tablet talk to an old office: a tablet that was
// updated first.
func TestOldReplies(t *testing.T) {
	each(t, func(t *testing.T, _ string, talk *Recording) {
		for i, person := range talk.People {
			replica := memory.NewTablet()
			wire := &replayed{t: t}
			for _, step := range talk.Steps {
				if step.Person == i {
					wire.steps = append(wire.steps, step)
				}
			}
			client := exchange.Client{Replica: replica, Transport: wire, Device: person.Device, Epoch: 1, Actor: person.actor(), Unsqueeze: unzip}
			for wire.next < len(wire.steps) {
				if wrote := wire.steps[wire.next].Wrote; wrote != nil {
					wire.next++
					var ops []oplog.Operation
					for _, raw := range wrote {
						ops = append(ops, decode(t, raw))
					}
					if _, _, err := merge.Land(t.Context(), replica, ops[0].Case, person.actor(), ops); err != nil {
						t.Fatal(err)
					}
					continue
				}
				if _, err := client.Sync(t.Context()); err != nil {
					t.Fatal(err)
				}
				if !wire.steps[wire.next-1].Finished {
					t.Fatalf("today's tablet ended its sync after step %d of %d", wire.next, len(wire.steps))
				}
			}
			holds(t, replica, talk)
		}
	})
}

// holds compares what a tablet holds with how the cases stood.
func holds(t *testing.T, replica *memory.Tablet, talk *Recording) {
	t.Helper()
	marks, err := replica.Marks(t.Context())
	if err != nil || len(marks) == 0 {
		t.Fatalf("the tablet holds %d cases: %v", len(marks), err)
	}
	for _, mark := range marks {
		at := slices.IndexFunc(talk.Cases, func(c Case) bool { return c.ID == mark.Case })
		if at < 0 {
			t.Fatalf("the tablet holds a case %s that is not recorded", mark.Case)
		}
		compare(t, replica, talk.Cases[at])
	}
}

// TestOldSealed opens what was sealed to the agency.
func TestOldSealed(t *testing.T) {
	each(t, func(t *testing.T, _ string, talk *Recording) {
		if len(talk.Sealed) == 0 {
			t.Error("nothing sealed was recorded")
		}
		for _, item := range talk.Sealed {
			plain, err := sealed.Open(talk.Private, []byte(item.Info), item.Box)
			if err != nil || !bytes.Equal(plain, item.Plain) {
				t.Errorf("sealed item %s does not open as it was written: %v", item.Info, err)
			}
		}
	})
}
