package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"doorstep/storage/blob/blobtest"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// TestMain is the program itself where a test runs it as a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("DOORSTEP_TEST_AS_PROGRAM") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// operator runs a command as the command line does, on the settings of an office.
func operator(t *testing.T, settings Settings, args ...string) (string, error) {
	t.Helper()
	var out, warn bytes.Buffer
	err := run(t.Context(), operatorArgs(settings, args...), &out, &warn)
	return out.String(), err
}

func operatorArgs(s Settings, args ...string) []string {
	args = append(args, "-data", s.Data, "-objects-apart="+map[bool]string{true: "true", false: "false"}[s.Apart])
	if s.Objects != "" {
		args = append(args, "-objects", s.Objects)
	}
	if s.S3.Endpoint != "" {
		args = append(args, "-s3-endpoint", s.S3.Endpoint, "-s3-bucket", s.S3.Bucket, "-s3-access-key", s.S3.AccessKey,
			"-s3-secret-key", s.S3.SecretKey, "-s3-path-style")
	}
	return args
}

func (o *office) operator(args ...string) string {
	o.t.Helper()
	out, err := operator(o.t, o.program.settings, args...)
	if err != nil {
		o.t.Fatalf("doorstep %v: %v", args, err)
	}
	return out
}

// at moves a browser to another run of the office.
func (b *browser) at(o *office) *browser {
	moved := o.browser()
	*moved.device = *b.device
	moved.device.Origin = o.origin
	return moved
}

func (d *tablet) at(o *office) *tablet {
	moved := *d
	moved.office = o
	return &moved
}

// resend is what a tablet does that finds the office in another term: it asks
// which number is expected and sends everything from there.
func (d *tablet) resend(held []json.RawMessage) exchange.Reply {
	d.t.Helper()
	known, raw := d.sync(exchange.Request{Position: 1 << 40, Term: 1})
	if raw.status != http.StatusOK || known.Term == 1 || !known.List {
		d.t.Fatalf("a tablet of the old term is answered %d %s", raw.status, raw.body)
	}
	answer, raw := d.sync(exchange.Request{Operations: held[known.Next-1:]})
	if raw.status != http.StatusOK || len(answer.Results) != len(held)-int(known.Next)+1 {
		d.t.Fatalf("what only the tablet holds: %d %s", raw.status, raw.body)
	}
	return answer
}

// held is what a tablet has written, as it keeps it.
type held struct {
	*tablet
	ops []json.RawMessage
}

func (h *held) send(t *testing.T, name string) string {
	t.Helper()
	id, op := h.newCase(name)
	h.ops = append(h.ops, op)
	answer, raw := h.sync(exchange.Request{Operations: []json.RawMessage{op}})
	if raw.status != http.StatusOK || len(answer.Results) != 1 || answer.Results[0].Outcome != oplog.Applied {
		t.Fatalf("sync: %d %s", raw.status, raw.body)
	}
	return id
}

// TestRestoreBringsBackWhatTabletsHold is the whole road: two tablets sync, a
// copy is taken, they write on, the office goes back to the copy, and what only
// the tablets hold comes back.
func TestRestoreBringsBackWhatTabletsHold(t *testing.T) {
	for name, settle := range map[string]func(*testing.T, *Settings){
		"folder": func(t *testing.T, s *Settings) { s.Objects, s.Apart = t.TempDir(), true },
		"S3":     func(t *testing.T, s *Settings) { s.S3 = blobtest.StartS3(t).Config },
	} {
		t.Run(name, func(t *testing.T) {
			o := open(t, func(s *Settings) { s.CopyEvery = 0; settle(t, s) })
			ada := o.claim(o.setupLink(), "Harbour", "Ada")
			ben := ada.join("Ben", "caseworker")
			first, second := &held{tablet: ada.enrol()}, &held{tablet: ben.enrol()}
			before := []string{first.send(t, "Beforefamily"), second.send(t, "Otherbefore")}
			if answer, _ := first.sync(exchange.Request{}); answer.Durable != 0 {
				t.Errorf("durable at %d without a copy", answer.Durable)
			}
			tenant := o.tenant()
			if said := o.operator("backup", "all"); !strings.Contains(said, "verified") {
				t.Errorf("backup said %q", said)
			}
			if said := o.operator("backup", tenant); !strings.Contains(said, "nothing was written since") {
				t.Errorf("a second backup said %q", said)
			}
			until(t, "the server knows of the copy that the command took", func() bool {
				ada.get("/staff")
				answer, _ := first.sync(exchange.Request{})
				return answer.Durable == 2
			})
			after := []string{first.send(t, "Afterfamily"), second.send(t, "Otherafter")}

			settings := o.program.settings
			if said, err := operator(t, settings, "restore", tenant); err == nil || !strings.Contains(err.Error(), "Stop the server") {
				t.Fatalf("restore under a server that has the agency open: %q, %v", said, err)
			}
			o.stop()
			said, err := operator(t, settings, "restore", tenant)
			if err != nil || !strings.Contains(said, "2 operations, term") || !strings.Contains(said, "2 operations are only there") {
				t.Fatalf("restore: %q, %v", said, err)
			}

			back := openOn(t, settings)
			jar := ada.client.Jar
			ada, ben = ada.at(back), ben.at(back)
			signedOut := back.browser()
			signedOut.client.Jar = jar
			signedOut.want(signedOut.get("/you"), http.StatusSeeOther, "")
			ada.want(ada.signIn(), http.StatusSeeOther, "")
			ben.want(ben.signIn(), http.StatusSeeOther, "")
			ada.want(ada.get("/cases/"+before[0]), http.StatusOK, "Beforefamily")
			ada.want(ada.get("/cases/"+after[0]), http.StatusNotFound, "")
			if answer := first.at(back).resend(first.ops); answer.Durable != 2 {
				t.Errorf("durable at %d after the restore, want what the copy holds", answer.Durable)
			}
			second.at(back).resend(second.ops)
			ada.want(ada.get("/cases/"+after[0]), http.StatusOK, "Afterfamily")
			ben.want(ben.get("/cases/"+before[1]), http.StatusOK, "Otherbefore")
			ben.want(ben.get("/cases/"+after[1]), http.StatusOK, "Otherafter")
			ada.want(ada.get("/staff/log"), http.StatusOK, "back from a safe copy")
		})
	}
}

// TestRestoreOnAnEmptyVolume: the disk is gone, the bucket is there.
func TestRestoreOnAnEmptyVolume(t *testing.T) {
	o := open(t, func(s *Settings) { s.CopyEvery = 0; s.S3 = blobtest.StartS3(t).Config })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := &held{tablet: ada.enrol()}
	caseID := d.send(t, "Safefamily")
	o.operator("backup")
	later := d.send(t, "Laterfamily")
	settings := o.program.settings
	o.stop()

	settings.Data = filepath.Join(t.TempDir(), "fresh")
	said, err := operator(t, settings, "restore", "all")
	if err != nil || !strings.Contains(said, "restored from") {
		t.Fatalf("restore all: %q, %v", said, err)
	}
	if said, err := operator(t, settings, "restore", "all"); err != nil || !strings.Contains(said, "is here already") {
		t.Errorf("restore all again: %q, %v", said, err)
	}
	back := openOn(t, settings)
	ada = ada.at(back)
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Safefamily")
	d.at(back).resend(d.ops)
	ada.want(ada.get("/cases/"+later), http.StatusOK, "Laterfamily")
}

// TestRestoreTwice: each restore begins a term of its own and keeps what it
// replaced.
func TestRestoreTwice(t *testing.T) {
	o := open(t, func(s *Settings) { s.CopyEvery = 0 })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := &held{tablet: ada.enrol()}
	d.send(t, "One")
	o.operator("backup")
	d.send(t, "Two")
	tenant, settings := o.tenant(), o.program.settings
	o.stop()
	terms := map[string]bool{}
	for range 3 {
		said, err := operator(t, settings, "restore", tenant)
		if err != nil {
			t.Fatal(err)
		}
		terms[regexp.MustCompile(`term (\d+)`).FindString(said)] = true
	}
	if len(terms) != 3 {
		t.Errorf("three restores began the terms %v", slices.Collect(maps.Keys(terms)))
	}
	aside, err := filepath.Glob(filepath.Join(settings.Data, "tenants", "*", tenant, "replaced", "*", "main.db"))
	if err != nil || len(aside) != 3 {
		t.Errorf("databases kept aside: %v, %v", aside, err)
	}
}

// TestRestoreRefuses: a copy that is damaged, of somebody else, or not there
// changes nothing.
func TestRestoreRefuses(t *testing.T) {
	o := open(t, func(s *Settings) { s.CopyEvery = 0; s.Objects = t.TempDir() })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := &held{tablet: ada.enrol()}
	caseID := d.send(t, "Standing")
	o.operator("backup")
	tenant, other := o.tenant(), o.addTenantID()
	o.operator("backup")
	settings := o.program.settings
	o.stop()
	shelf := func(tenant string) string { return filepath.Join(settings.Objects, "b", tenant) }
	refused := func(want, tenant string, which ...string) {
		t.Helper()
		said, err := operator(t, settings, append([]string{"restore", tenant}, which...)...)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("restore %s: %q, %v; want an error with %q", tenant, said, err, want)
		}
	}
	refused("neither the name of a whole copy nor a moment", tenant, "yesterday")
	refused("no copy was taken by", tenant, "2001-01-01T00:00")
	refused("no whole copy", strings.Repeat("ab", 16))

	packed := one(t, filepath.Join(shelf(tenant), "*.db.gz"))
	about := one(t, filepath.Join(shelf(tenant), "*.json"))
	whole, description := read(t, packed), read(t, about)
	for name, torn := range map[string][]byte{
		"cut": whole[:len(whole)/2], "empty": nil, "grown": append(bytes.Clone(whole), 0),
		"changed": append(append(bytes.Clone(whole[:len(whole)/2]), ^whole[len(whole)/2]), whole[len(whole)/2+1:]...),
	} {
		write(t, packed, torn)
		said, err := operator(t, settings, "restore", tenant)
		if err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("a copy that is %s: %q, %v", name, said, err)
		}
	}
	write(t, packed, whole)

	// Another agency's copy under this agency's name, with its own description and with a forged one.
	theirs, theirAbout := one(t, filepath.Join(shelf(other), "*.db.gz")), one(t, filepath.Join(shelf(other), "*.json"))
	later := "9999999999999-" + strings.SplitN(filepath.Base(theirs), "-", 2)[1]
	bare := strings.TrimSuffix(later, ".db.gz")
	write(t, filepath.Join(shelf(tenant), later), read(t, theirs))
	refused("neither the name", tenant, bare) // cut: no description
	write(t, filepath.Join(shelf(tenant), bare+".json"), read(t, theirAbout))
	refused("of another agency", tenant, bare)
	forged := bytes.ReplaceAll(read(t, theirAbout), []byte(other), []byte(tenant))
	forged = regexp.MustCompile(`"name":"[^"]*"`).ReplaceAll(forged, []byte(`"name":"`+bare+`"`))
	write(t, filepath.Join(shelf(tenant), bare+".json"), forged)
	refused("of another agency", tenant, bare)
	write(t, filepath.Join(shelf(tenant), bare+".json"), []byte("{"))
	refused("damaged", tenant)
	write(t, filepath.Join(shelf(tenant), bare+".json"), bytes.Replace(forged, []byte(`"format":1`), []byte(`"format":7`), 1))
	refused("newer", tenant)
	for _, file := range []string{bare + ".json", later} {
		if err := os.Remove(filepath.Join(shelf(tenant), file)); err != nil {
			t.Fatal(err)
		}
	}
	if string(read(t, about)) != string(description) {
		t.Fatal("the test changed the description")
	}

	back := openOn(t, settings)
	ada = ada.at(back)
	ada.want(ada.signIn(), http.StatusSeeOther, "")
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Standing")
	if answer, _ := d.at(back).sync(exchange.Request{}); answer.Term != 1 {
		t.Errorf("term %d after refused restores, want the old one", answer.Term)
	}
}

// TestRestoreKilledAnywhere kills the program while it restores, at moments
// spread over its run: either the old or the new database stands, whole.
func TestRestoreKilledAnywhere(t *testing.T) {
	o := open(t, func(s *Settings) { s.CopyEvery = 0 })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := &held{tablet: ada.enrol()}
	kept := d.send(t, "Incopy")
	o.operator("backup")
	gone := d.send(t, "Aftercopy")
	tenant, settings := o.tenant(), o.program.settings
	o.stop()

	began := time.Now()
	if out, err := asProgram(t, operatorArgs(settings, "restore", tenant)...).CombinedOutput(); err != nil {
		t.Fatalf("restore: %v\n%s", err, out)
	}
	whole := time.Since(began)
	again := openOn(t, settings)
	moved := &held{tablet: d.at(again), ops: d.ops}
	moved.resend(d.ops)
	again.stop()

	olds, news := 0, 0
	const kills = 24
	for i := range kills {
		command := asProgram(t, operatorArgs(settings, "restore", tenant)...)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(whole*time.Duration(i+1)/(kills*3/4), func() { command.Process.Kill() })
		_ = command.Wait() // killed, or done
		timer.Stop()

		back := openOn(t, settings)
		ada = ada.at(back)
		ada.want(ada.signIn(), http.StatusSeeOther, "")
		ada.want(ada.get("/cases/"+kept), http.StatusOK, "Incopy")
		if ada.get("/cases/"+gone).status == http.StatusOK {
			olds++
		} else {
			news++
			d.at(back).resend(d.ops)
			ada.want(ada.get("/cases/"+gone), http.StatusOK, "Aftercopy")
		}
		back.stop()
	}
	t.Logf("killed %d times: the old database stood %d times, the new one %d times", kills, olds, news)
	if olds == 0 || news == 0 {
		t.Errorf("the kills did not fall on both sides of the step: %d and %d", olds, news)
	}
}

func asProgram(t *testing.T, args ...string) *exec.Cmd {
	command := exec.CommandContext(t.Context(), os.Args[0], args...)
	command.Env = append(os.Environ(), "DOORSTEP_TEST_AS_PROGRAM=1")
	return command
}

// TestSchedule: what is written is copied by itself, what is not is not copied
// again, and an object store that is away is told to the administrator.
func TestSchedule(t *testing.T) {
	server := blobtest.StartS3(t)
	o := open(t, func(s *Settings) { s.CopyEvery = 100 * time.Millisecond; s.S3 = server.Config })
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := &held{tablet: ada.enrol()}
	d.send(t, "Scheduled")
	until(t, "the operation is durable", func() bool {
		answer, _ := d.sync(exchange.Request{})
		return answer.Durable == 1
	})
	ada.want(ada.get("/staff"), http.StatusOK, "Last safe copy")
	server.Stop()
	d.send(t, "While the store is away")
	until(t, "the administrator is told", func() bool {
		return strings.Contains(text(ada.get("/staff").body), "No safe copy could be taken since")
	})
	if answer, _ := d.sync(exchange.Request{}); answer.Durable != 1 {
		t.Errorf("durable at %d while the store is away", answer.Durable)
	}
	if !strings.Contains(o.logs.String(), "level=ERROR msg=\"no safe copy could be taken") {
		t.Error("the log is not loud")
	}
	server.Start()
	until(t, "the second operation is durable", func() bool {
		answer, _ := d.sync(exchange.Request{})
		return answer.Durable == 2
	})
	until(t, "the warning is gone", func() bool {
		return !strings.Contains(text(ada.get("/staff").body), "No safe copy could be taken")
	})
}

func one(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v, %v", pattern, found, err)
	}
	return found[0]
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}
