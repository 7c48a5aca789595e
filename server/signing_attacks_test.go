package main

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/server/internal/web"
	"doorstep/static"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// The attacks on signing of the security findings that are the office's to stand.
// Their numbers are in the tests' names.

// drawn puts the client's answers and lines where the ceremony keeps them, so that
// the last page can be opened.
func (g *glass) drawn() {
	g.t.Helper()
	agency, release, err := g.office.program.control.Tenant(g.t.Context(), g.Tenant)
	if err != nil {
		g.t.Fatal(err)
	}
	defer release()
	err = agency.PutDraft(g.t.Context(), g.Person.ID, "signing/"+g.contract+"/client", storage.Draft{Saved: time.Now(), Fields: map[string]string{
		"hash": g.content, "of.capacity": "self", "of.identified": "known", "of.agreed": "yes", "of.read_how": "self", "of.taught": "skipped",
		"of.method": "draw", "of.strokes": inkOfTest, "of.pointer": "pen",
	}})
	if err != nil {
		g.t.Fatal(err)
	}
}

func (g *glass) file() *casework.File {
	g.t.Helper()
	agency, release, err := g.office.program.control.Tenant(g.t.Context(), g.Tenant)
	if err != nil {
		g.t.Fatal(err)
	}
	defer release()
	file, err := agency.File(g.t.Context(), g.case_)
	if err != nil {
		g.t.Fatal(err)
	}
	return file
}

func (g *glass) page(rest string) string {
	return "/cases/" + g.case_ + "/contracts/" + g.contract + rest
}

var hiddenFields = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// finishing are the fields of the form that ends a signing, as the page holds them.
func finishing(t *testing.T, page reply) (pairs []string) {
	t.Helper()
	_, form, ok := strings.Cut(page.body, `id="finish-form"`)
	if !ok || page.status != http.StatusOK {
		t.Fatalf("status %d, no form to finish: %s", page.status, text(page.body))
	}
	form, _, _ = strings.Cut(form, "</form>")
	for _, field := range hiddenFields.FindAllStringSubmatch(form, -1) {
		pairs = append(pairs, field[1], html.UnescapeString(field[2]))
	}
	return pairs
}

// wholeSignature is what was drawn with evidence that speaks of it, or nil where
// the client has not signed. Anything between is a fault.
func (g *glass) wholeSignature() *casework.Record {
	g.t.Helper()
	file := g.file()
	signature := casework.SignaturesOf(file, file.Record(g.contract))[casework.PartyClient]
	if signature == nil {
		return nil
	}
	evidence, ok := casework.EvidenceOf(signature)
	if !ok || signature.Get("strokes") != inkOfTest || evidence.StrokesHash != casework.HashText(inkOfTest) || evidence.ContentHash != g.content {
		g.t.Errorf("half a signature: %v", signature.Fields)
	}
	return signature
}

const hostile = `<script>document.title="x"</script><img src=x onerror=alert(1) data-hostile><b style="color:red" hx-on:click="alert(2)" data-hostile>bold</b>"' onmouseover='alert(4)`

// Attack 22: whatever is written into a case, a contract or a signature is words
// on every page that leads from it, and the policy would let nothing else run.
func TestAttack22HostileWordsStayWords(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	caseID, opened := g.newCase(hostile)
	g.case_, g.contract, g.person = caseID, newRecord(), newRecord()
	var words string
	words, g.content = casework.ContractContent{
		Format: 2, Case: caseID, Contract: g.contract, Title: hostile, Client: hostile, Worker: g.Person.Name, EndsWhen: hostile, Intro: hostile,
		Items: []casework.ContractContentItem{{Words: hostile, Who: hostile, IfNot: hostile}}, Standing: []casework.Standing{{Heading: hostile, Text: hostile}},
		Consent: hostile, Reach: hostile, Frozen: "2026-11-21T10:00:00Z",
	}.Freeze()
	g.takes(exchange.Request{Operations: []json.RawMessage{
		opened,
		g.write(caseID, g.person, casework.KindPerson, made("name", hostile, "role", "mother", "phone", "555-0100")...),
		g.write(caseID, newRecord(), casework.KindGoal, made("words", hostile, "said_by", g.person)...),
		g.write(caseID, newRecord(), casework.KindNote, made("text", hostile, "type", "home_visit", "on", "2026-11-21")...),
		g.write(caseID, g.contract, casework.KindContract, made("client", g.person, "worker", g.Person.ID)...),
		g.write(caseID, g.contract, casework.KindContract, filled("content", words, "content_hash", g.content, "frozen_at", "2026-11-21T10:00:00.000Z")...),
		g.write(caseID, newRecord(), casework.KindWithdrawal, made("contract", g.contract, "reason", "other_words", "party", "client", "words", hostile)...),
	}})
	if faults := running(t, hostile); len(faults) < 5 {
		t.Fatalf("a page that the attack reached would show only %v", faults)
	}
	looked, shown := 0, 0
	for path, answer := range ada.crawl("/cases/" + caseID) {
		if !strings.HasPrefix(answer.header.Get("Content-Type"), "text/html") || answer.status != http.StatusOK {
			continue
		}
		looked++
		if strings.Contains(text(answer.body), "onerror=alert(1)") {
			shown++
		}
		policy := answer.header.Get("Content-Security-Policy")
		if !strings.Contains(policy, "script-src 'self';") || !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe-inline") {
			t.Errorf("%s: policy %q", path, policy)
		}
		for _, fault := range running(t, answer.body) {
			t.Errorf("%s: %s", path, fault)
		}
	}
	if looked < 40 || shown < 8 {
		t.Errorf("%d pages, %d with the words; the attack reached too few", looked, shown)
	}
	ada.want(ada.get(g.page("")), http.StatusOK, `<script>document.title="x"</script>`)
}

// running finds what would run, or load, or was made by somebody's words.
func running(t *testing.T, page string) (faults []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		source := ""
		for _, attribute := range node.Attr {
			name := attribute.Key
			if strings.HasPrefix(name, "on") || strings.Contains(name, "hx-on") || name == "style" || name == "data-hostile" {
				faults = append(faults, "<"+node.Data+" "+name+"="+attribute.Val+">")
			}
			if name == "src" {
				source = attribute.Val
			}
		}
		if node.Data == "script" && (!strings.HasPrefix(source, "/static/") || node.FirstChild != nil) {
			faults = append(faults, "a script of its own, from "+source)
		}
	}
	return faults
}

// lidded is the office's own store with a lid: while it is on, nothing more goes
// in. What the store itself does on a full disk is TestDiskFull's.
type lidded struct {
	storage.Control
	full *atomic.Bool
}

func (l lidded) Tenant(ctx context.Context, tenant string) (storage.Tenant, func(), error) {
	agency, release, err := l.Control.Tenant(ctx, tenant)
	if err != nil {
		return nil, nil, err
	}
	return liddedAgency{agency, l.full}, release, nil
}

type liddedAgency struct {
	storage.Tenant
	full *atomic.Bool
}

func (l liddedAgency) Commit(ctx context.Context, batch oplog.Batch) (int64, error) {
	if l.full.Load() {
		return 0, casework.Fail(casework.NoSpace)
	}
	return l.Tenant.Commit(ctx, batch)
}

func (l liddedAgency) PutDraft(ctx context.Context, person, key string, draft storage.Draft) error {
	if l.full.Load() {
		return casework.Fail(casework.NoSpace)
	}
	return l.Tenant.PutDraft(ctx, person, key, draft)
}

// openLidded starts an office whose disk can be full.
func openLidded(t *testing.T) (*office, *atomic.Bool) {
	t.Helper()
	full := &atomic.Bool{}
	return openAltered(t, testSettings(t), func(p *Program) {
		server, err := web.New(p.settings.web(p.origin), web.Parts{
			Control: lidded{p.control, full}, Static: static.Files(), Log: p.log, NewID: newID,
		})
		if err != nil {
			t.Fatal(err)
		}
		p.server = server
	}), full
}

// Attack 27: there is no room left when somebody signs. A plain sentence says so,
// nothing is half there, the lines are kept, and the same page finishes once there
// is room.
func TestAttack27NoRoomWhileSigning(t *testing.T) {
	o, full := openLidded(t)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	g.takes(exchange.Request{Operations: g.freeze()})
	g.drawn()
	look := ada.get(g.page("/sign/client/look"))
	form := finishing(t, look)
	before := len(g.file().Records)

	full.Store(true)
	for range 2 {
		answer := ada.post(g.page("/sign/client/look"), form...)
		ada.want(answer, http.StatusInsufficientStorage, "There is no room left to save")
		if strings.Contains(text(answer.body), "The signature is kept") {
			t.Error("a full disk kept a signature")
		}
	}
	drawn := ada.post(g.page("/sign/client/draw"), "hash", g.content, "strokes", inkOfTest, "pointer", "pen")
	ada.want(drawn, http.StatusInsufficientStorage, "There is no room left to save")
	if after := len(g.file().Records); after != before || g.wholeSignature() != nil {
		t.Errorf("%d records, were %d: something of the signature was written", after, before)
	}
	again := ada.get(g.page("/sign/client/look"))
	ada.want(again, http.StatusOK, "Is this your signature?")
	if !strings.Contains(again.body, `aria-label="Signature of Maria Alder"`) {
		t.Error("the lines are gone from the page")
	}

	full.Store(false)
	ada.want(ada.post(g.page("/sign/client/look"), form...), http.StatusSeeOther, "")
	ada.want(ada.post(g.page("/sign/client/look"), form...), http.StatusSeeOther, "") // tapped twice
	signature := g.wholeSignature()
	if signature == nil || len(g.file().Of(casework.KindSignature)) != 1 {
		t.Fatal("there is room, and no signature")
	}
	if evidence, _ := casework.EvidenceOf(signature); evidence.Seq != 1 || evidence.PreviousDevice != "" {
		t.Errorf("the chain has a gap: %+v", evidence)
	}
}

// Attack 28: what is sealed on the tablet is exchanged, changed or moved to
// another place, and a tablet brought back to an earlier state signs once more.
// Nothing of it becomes a signature, all of it is kept and said.
func TestAttack28SwappedReplayedAndEdited(t *testing.T) {
	t.Run("sealed boxes", func(t *testing.T) {
		o := open(t, nil)
		ada := o.claim(o.setupLink(), "Harbour", "Ada")
		g := ada.enrol().glass()
		g.takes(exchange.Request{Operations: g.freeze(), Key: g.public()})
		_, client := g.sign(casework.PartyClient, nil, nil)
		_, worker := g.sign(casework.PartyWorker, nil, nil)
		first, second := g.boxed(client), g.boxed(worker)
		swapped, edited, elsewhere := first, second, first
		swapped.Box = second.Box
		edited.Box = append([]byte(nil), second.Box...)
		edited.Box[len(edited.Box)/2] ^= 1
		other := *g.tablet
		other.Epoch++ // the place it was sealed for is another one
		elsewhere.Box = other.seal(client).Box
		for name, item := range map[string]exchange.SealedOp{"another's box": swapped, "one byte": edited, "another place": elsewhere} {
			reply, raw := g.handIn(item)
			if raw.status != http.StatusOK || !strings.HasSuffix(became(reply), " review") {
				t.Errorf("%s: status %d, %s; want it laid before somebody", name, raw.status, became(reply))
			}
		}
		if signed := g.file().Of(casework.KindSignature); len(signed) != 0 {
			t.Errorf("%d signatures came of it", len(signed))
		}
		ada.want(ada.get("/tablets/review"), http.StatusOK, "does not open")
	})
	t.Run("an earlier state", func(t *testing.T) {
		o := open(t, nil)
		ada := o.claim(o.setupLink(), "Harbour", "Ada")
		g := ada.enrol().glass()
		g.takes(exchange.Request{Operations: g.freeze(), Key: g.public()})
		back := *g.tablet
		earlier := glass{tablet: &back, key: g.key, case_: g.case_, contract: g.contract, content: g.content, person: g.person}
		_, op := g.sign(casework.PartyClient, nil, nil)
		g.takes(exchange.Request{Operations: []json.RawMessage{op}})
		kept := g.wholeSignature()
		_, again := earlier.sign(casework.PartyClient, func(e *casework.Evidence) { e.Capacity = "guardian" }, nil)
		if _, raw := earlier.sync(exchange.Request{Operations: []json.RawMessage{again}}); raw.status != http.StatusConflict {
			t.Errorf("status %d, want the tablet set aside", raw.status)
		}
		if now := g.wholeSignature(); now.ID != kept.ID || len(g.file().Of(casework.KindSignature)) != 1 {
			t.Error("the second signature stands")
		}
		ada.want(ada.get("/tablets"), http.StatusOK, "Set aside")
	})
	t.Run("another's evidence", func(t *testing.T) {
		o := open(t, nil)
		ada := o.claim(o.setupLink(), "Harbour", "Ada")
		g := ada.enrol().glass()
		ops := g.freeze()
		text, hash := casework.Evidence{Case: g.case_, Contract: newRecord(), ContentHash: g.content, Party: casework.PartyClient, Device: g.Device, Seq: 1}.Seal()
		for name, spoil := range map[string]func(map[string]string, string){
			"of another contract": func(values map[string]string, _ string) {
				values["evidence"], values["evidence_hash"], values["device_seal"] = text, hash, g.seal(hash)
			},
			"with a word changed": func(values map[string]string, _ string) {
				values["evidence"] = strings.Replace(values["evidence"], `"Maria Alder"`, `"Maria Elder"`, 1)
			},
		} {
			_, op := g.sign(casework.PartyClient, nil, spoil)
			answer, raw := g.sync(exchange.Request{Operations: append(ops, op), Key: g.public()})
			ops = nil
			if raw.status != http.StatusOK {
				t.Fatalf("%s: status %d: %s", name, raw.status, raw.body)
			}
			if last := answer.Results[len(answer.Results)-1]; last.Outcome != oplog.Kept || last.Reason != casework.ReasonInvalid {
				t.Errorf("%s: %+v, want it kept apart", name, last)
			}
		}
		if signed := g.file().Of(casework.KindSignature); len(signed) != 0 {
			t.Errorf("%d signatures came of it", len(signed))
		}
		ada.want(ada.get("/cases/"+g.case_), http.StatusOK, "kept aside")
	})
	t.Run("a seal moved to another signature", func(t *testing.T) {
		o := open(t, nil)
		ada := o.claim(o.setupLink(), "Harbour", "Ada")
		g := ada.enrol().glass()
		ops := g.freeze()
		moved := ""
		_, first := g.sign(casework.PartyClient, nil, func(values map[string]string, _ string) { moved = values["device_seal"] })
		worker, second := g.sign(casework.PartyWorker, nil, func(values map[string]string, _ string) { values["device_seal"] = moved })
		g.takes(exchange.Request{Operations: append(ops, first, second), Key: g.public()})
		if got := g.checks()[worker]; got.Device != storage.HeldNo {
			t.Errorf("%+v, want a seal that does not hold", got)
		}
		ada.want(ada.get(g.page("")), http.StatusOK, "The tablet's seal does not fit this evidence.")
	})
}

// boxed is an operation sealed to the agency; the glass's own seal is another one.
func (g *glass) boxed(op json.RawMessage) exchange.SealedOp { return g.tablet.seal(op) }
