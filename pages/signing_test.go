package pages_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/oplog"
)

// glove is a device's hand in a test: one passkey, or none, and a seal.
type glove struct {
	ids     []string
	seals   bool
	contact time.Time
}

func (g glove) Ask(context.Context, string) (pages.PasskeyAsk, error) {
	return pages.PasskeyAsk{RPID: "doorstep.example", IDs: g.ids}, nil
}

func (g glove) Seal(_ context.Context, hash string) (string, error) {
	if !g.seals {
		return "", nil
	}
	return "sealed " + hash, nil
}

func (g glove) Check(_ context.Context, _, _, assertion string) error {
	if strings.Contains(assertion, "stranger") {
		return errors.New("not yours")
	}
	return nil
}

func (g glove) Contact() time.Time { return g.contact }

// answered is what a passkey answers to the challenge that the page asks it.
func answered(b *browser, id string) string {
	b.t.Helper()
	ask := find(b.node, func(n *html.Node) bool { return hasAttribute(n, "data-assert") })
	if ask == nil {
		b.t.Fatalf("%s asks no passkey: %s", b.path, b.text)
	}
	return assertionOver(attribute(ask, "data-assert"), id)
}

func assertionOver(challenge, id string) string {
	client, _ := json.Marshal(map[string]any{"type": "webauthn.get", "challenge": challenge, "origin": "https://doorstep.example"})
	data := make([]byte, 37)
	data[32] = 5
	text, _ := json.Marshal(casework.Assertion{
		ID: id, AuthenticatorData: base64.RawURLEncoding.EncodeToString(data), ClientData: base64.RawURLEncoding.EncodeToString(client), Signature: "c2ln",
	})
	return string(text)
}

func signatureOf(b *browser, caseID, party string) *casework.Record {
	b.t.Helper()
	signature := casework.SignaturesOf(b.file(caseID), contractOf(b, caseID))[party]
	if signature == nil {
		b.t.Fatalf("the %s has not signed", party)
	}
	return signature
}

func evidenceOf(b *browser, signature *casework.Record) casework.Evidence {
	b.t.Helper()
	evidence, ok := casework.EvidenceOf(signature)
	if !ok {
		b.t.Fatalf("no whole evidence: %v", signature.Fields)
	}
	return evidence
}

// Everything that was asked stands in the record and in its evidence.
func TestTheCeremonyIsRecorded(t *testing.T) {
	b, caseID, _ := frozen(t)
	b.env.Hand = glove{seals: true, contact: firstDay.Add(-time.Hour)}
	b.follow("party-client-sign").submit("sign").expect(422, "“Signs as”: choose one answer")
	b.submit("sign", "capacity", "parent", "identified", "document", "interpreter", "Ana Cruz", "language", "es")
	b.follow("stay").expect(200, "Screen or paper?", "We agree to sign it on this screen")
	b.submit("sign").expect(422, "Choose the screen or paper").submit("sign", "agree", "screen")
	b.expect(200, "two flats to look at").submit("sign").expect(422)
	b.submit("sign", "read_how", "interpreter").expect(200, "In your own words", "What will Dana Reed do first?", "What will you do yourself?", "When does this work end?")
	b.submit("sign").expect(422, "Write an answer, or go on without this")
	b.submit("sign", "answer.1", "She looks at flats with me").expect(422, "Say how the answer fits")
	b.submit("sign", "answer.1", "She looks at flats with me", "outcome.1", "same").expect(200, "How do you want to sign?")
	b.follow("way-draw").submit("sign", "strokes", crossOfMaria, "pointer", "pen")
	b.expect(200, "As a parent", "By a document", "Ana Cruz", "An interpreter read it").submit("finish-form").expect(200, "The signature is kept")
	signature := signatureOf(b, caseID, "client")
	for field, want := range map[string]string{
		"capacity": "parent", "identified": "document", "interpreter": "Ana Cruz", "language": "es", "agreed": "yes", "read_how": "interpreter",
		"read_by": "Ana Cruz", "method": "draw", "device_seal": "sealed " + signature.Get("evidence_hash"), "assertion": "",
	} {
		if got := signature.Get(field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	evidence, content := evidenceOf(b, signature), contractOf(b, caseID).Get("content_hash")
	if evidence.ContentHash != content || evidence.Locale != "es" || evidence.Taught != 1 || evidence.Pointer != "pen" || evidence.Seq != 1 ||
		evidence.CanvasW != 60000 || evidence.Worker != "dana" || evidence.ContactUTC != firstDay.Add(-time.Hour).UnixMilli() || evidence.Agreed != 1 {
		t.Errorf("evidence %+v", evidence)
	}
	if back := b.file(caseID).Of(casework.KindTeachBack); len(back) != 1 || back[0].Get("question") != "What will Dana Reed do first?" || back[0].Get("outcome") != "same" {
		t.Errorf("what was said is %v", back)
	}
}

// What was understood differently leads back to the words, not to a score.
func TestAMismatchLeadsBackToTheWords(t *testing.T) {
	b, caseID, id := frozen(t)
	contract := "/cases/" + caseID + "/contracts/" + id
	b.follow("party-client-sign").submit("sign", "capacity", "self", "identified", "known").follow("stay").submit("sign", "agree", "screen").submit("sign", "read_how", "self")
	b.submit("sign", "answer.1", "She finds me a flat by Friday", "outcome.1", "went_back").expect(200, "Read it first", "Read these words together once more", "two flats")
	marked := func(id string) *html.Node {
		return find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id })
	}
	// To the very words that answer the question, and to no other.
	if li := marked("again-1"); li == nil || li.Data != "li" || !strings.Contains(wordsIn(li), "two flats") || marked("again-0") != nil || marked("again-2") != nil {
		t.Errorf("the item is not marked: %s", b.body)
	}
	b.submit("sign", "read_how", "self").expect(200, "How do you want to sign?")
	if b.open(contract + "/sign/client/read"); marked("again-1") != nil {
		t.Error("the words stay marked after they were read again")
	}
	b.open(contract+"/sign/client/back").submit("sign", "answer.3", "When the year is over", "outcome.3", "went_back").expect(200, "Read it first")
	if head := marked("again-0"); head == nil || head.Data != "h3" || marked("again-1") != nil {
		t.Errorf("the end is not marked: %s", b.body)
	}
}

func TestPaperIsAnEqualAnswer(t *testing.T) {
	b, caseID, contract := frozen(t)
	b.follow("party-client-sign").submit("sign", "capacity", "self", "identified", "known").follow("stay")
	screen := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "agree-screen" })
	paper := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "agree-paper" })
	if attribute(screen, "class") != attribute(paper, "class") {
		t.Error("one of screen and paper weighs more")
	}
	b.submit("sign", "agree", "paper").expect(200, "You sign on paper")
	print := find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "print" })
	if want := "/cases/" + caseID + "/contracts/" + contract + "/print"; attribute(print, "href") != want {
		t.Errorf("paper leads to %q, want %q", attribute(print, "href"), want)
	}
	b.follow("screen").expect(200, "Screen or paper?")
}

// Attack 43: typing alone is a whole signature; a mark is one with a witness, or
// with two; and so is a decline.
func TestAttack43TypeMarkAndDeclineAreWhole(t *testing.T) {
	t.Run("typed", func(t *testing.T) {
		b, caseID, _ := frozen(t)
		b.toWays("client").follow("way-type").submit("sign", "typed", "Mari").expect(422, "Type the name as it stands in the contract: Maria Alder")
		b.submit("sign", "typed", "maria  alder").expect(200, "maria alder", "Is this your signature?").submit("finish-form").expect(200, "The signature is kept", "maria alder")
		signature := signatureOf(b, caseID, "client")
		if signature.Get("method") != "type" || signature.Get("typed") != "maria alder" || signature.Get("strokes") != "" || evidenceOf(b, signature).Typed != "maria alder" {
			t.Errorf("typed: %v", signature.Fields)
		}
	})
	t.Run("marked before two", func(t *testing.T) {
		b, caseID, _ := frozen(t)
		b.toWays("client").follow("way-mark").submit("sign", "strokes", crossOfMaria).expect(200, "I saw Maria Alder make this mark")
		b.submit("sign", "witness", "Maria Alder", "witness_strokes", lineOfDana).expect(422, "A witness is somebody else")
		b.submit("sign", "witness", "", "witness_strokes", lineOfDana).expect(422, "Write the name of the witness")
		b.submit("sign", "witness", "Rosa Alder", "witness_strokes", "").expect(422)
		b.submit("sign", "witness", "Rosa Alder", "witness_strokes", lineOfDana, "second", "yes").expect(200, "The second witness")
		b.submit("sign", "witness2", "Ben Ruiz", "witness2_strokes", crossOfMaria).expect(200, "Witness: Rosa Alder", "Witness: Ben Ruiz")
		b.submit("finish-form").expect(200, "The signature is kept")
		signature := signatureOf(b, caseID, "client")
		evidence := evidenceOf(b, signature)
		if signature.Get("method") != "mark" || signature.Get("witness_strokes") != lineOfDana || evidence.Witness2 != "Ben Ruiz" || evidence.WitnessHash != casework.HashText(lineOfDana) {
			t.Errorf("marked: %v", signature.Fields)
		}
	})
	t.Run("declined", func(t *testing.T) {
		b, caseID, _ := frozen(t)
		b.toWays("client").follow("decline").submit("decline-form", "reason", "not_agreed", "words", "My sister should have been asked.")
		b.expect(200, "Put aside", "My sister should have been asked.", "What happens next").follow("follow-up").submit("follow-form").expect(422)
		b.submit("follow-form", "follow_up", "I ask her sister on Monday.", "follow_on.day", "23", "follow_on.month", "11", "follow_on.year", "2026").expect(200, "I ask her sister on Monday.", "By 23 November 2026")
		list := b.file(caseID).Of(casework.KindWithdrawal)
		if len(list) != 2 || list[0].Get("party") != "client" || list[0].Get("words") == "" || list[1].Get("reason") != casework.ReasonFollowUp {
			t.Errorf("withdrawals: %v", list)
		}
		if state := casework.StateOf(b.file(caseID), contractOf(b, caseID)); state != casework.ContractWithdrawn {
			t.Errorf("state %s", state)
		}
	})
}

// Assertion 36: from the choice on, not signing takes as many taps as signing.
func TestDecliningTakesAsManyTapsAsTyping(t *testing.T) {
	b, _, _ := frozen(t)
	b.toWays("client")
	classes := map[string]bool{}
	for _, id := range []string{"way-draw", "way-type", "way-mark", "decline"} {
		classes[attribute(find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id }), "class")] = true
	}
	if len(classes) != 1 {
		t.Errorf("the four ways do not weigh the same: %v", classes)
	}
	signing, declining := *b, *b
	signing.follow("way-type").submit("sign", "typed", "Maria Alder").submit("finish-form").expect(200, "The signature is kept") // way, look, finish
	second, _, _ := frozen(t)
	declining = *second
	declining.toWays("client").follow("decline").submit("decline-form", "reason", "rather_not").expect(200, "Put aside") // way, reason, button
}

// Attack 44: in the client's hands the tablet answers this signing and nothing
// else: no other address, no other party, no way around the steps.
func TestAttack44InTheClientsHandsOnlyTheirOwnSigning(t *testing.T) {
	b, caseID, contract := frozen(t)
	b.env.Turner = b
	base := "/cases/" + caseID + "/contracts/" + contract
	b.open(base).follow("party-client-sign").submit("sign", "capacity", "self", "identified", "known").expect(200, "Hand it to Maria Alder to sign")
	b.submit("hand-form").expect(200, "Screen or paper?")
	if b.has("back") {
		t.Error("the first page of the client leads back")
	}
	for _, path := range []string{"/", "/cases/" + caseID, base, base + "/sign/client/who", base + "/sign/client/hand", base + "/sign/worker", base + "/follow-up", "/sync"} {
		if b.open(path); b.status == 200 && b.path != base+"/sign/client/agree" {
			t.Errorf("%s shows %s", path, b.path)
		}
	}
	for _, path := range []string{base + "/sign/worker/read", base + "/sign/worker/decline"} {
		b.open(path).expect(200, "Screen or paper?")
	}
	b.open(base+"/sign/client/look").expect(200, "Screen or paper?") // no step is left out
	b.submit("sign", "agree", "screen").submit("sign", "read_how", "self").submit("sign", "skip", "yes")
	b.follow("way-type").submit("sign", "typed", "Maria Alder").submit("finish-form").expect(200, "You have signed", "Give the tablet back")
	b.open(base).expect(200, "You have signed")
	b.turned = nil // the worker unlocked
	b.open(base).expect(200, "The signature is kept")
}

func TestTheWorkersPasskeySigns(t *testing.T) {
	b, caseID, _ := frozen(t)
	b.env.Hand = glove{ids: []string{"mine"}, seals: true}
	b.sign("client", crossOfMaria)
	b.toWays("worker").follow("way-draw").submit("sign", "strokes", lineOfDana).expect(200, "Your passkey signs too")
	b.submit("finish-form").expect(422, "The passkey did not answer")
	b.submit("finish-form", "assertion", assertionOver("bG9naW4", "mine")).expect(422, "The passkey did not answer")
	b.submit("finish-form", "assertion", answered(b, "stranger")).expect(422, "not one of yours")
	b.submit("finish-form", "assertion", answered(b, "mine")).expect(200, "Signed by both")
	worker, client := signatureOf(b, caseID, "worker"), signatureOf(b, caseID, "client")
	if _, ok := casework.ReadAssertion(worker.Get("assertion"), worker.Get("evidence_hash")); !ok {
		t.Error("the passkey's answer is not over the evidence")
	}
	if evidence := evidenceOf(b, worker); evidence.Previous != client.Get("evidence_hash") || evidence.PreviousDevice != client.Get("evidence_hash") || evidence.Seq != 2 {
		t.Errorf("the chain: %+v", evidence)
	}
	if strings.Contains(b.text, "Waits for your passkey") {
		t.Error("it waits for a passkey that came")
	}
}

// A tablet without a passkey seals; the worker confirms at the office.
func TestTheWorkerConfirmsLater(t *testing.T) {
	for name, without := range map[string]bool{"no passkey here": false, "it does not work here": true} {
		t.Run(name, func(t *testing.T) {
			b, caseID, _ := frozen(t)
			hand := glove{seals: true}
			if without {
				hand.ids = []string{"mine"}
			}
			b.env.Hand = hand
			b.sign("client", crossOfMaria)
			b.toWays("worker").follow("way-draw").submit("sign", "strokes", lineOfDana)
			if without {
				b.submit("finish-form", "without", "yes")
			} else {
				b.expect(200, "confirm it with your passkey at the office").submit("finish-form")
			}
			b.expect(200, "Signed by both", "Waits for your passkey at the office")
			b.env.Hand = glove{ids: []string{"mine"}}
			sam := at(t, b.env, samOkoro)
			sam.open(b.path).expect(200, "Waits for the passkey of Dana Reed at the office")
			sam.open(b.path+"/confirm").expect(200, "Signed by both")
			b.open(b.path).follow("party-worker-confirm").submit("finish-form", "assertion", assertionOver("bG9naW4", "mine")).expect(422)
			b.submit("finish-form", "assertion", answered(b, "stranger")).expect(422)
			again := *b
			b.submit("finish-form", "assertion", answered(b, "mine")).expect(200, "Signed by both")
			if strings.Contains(b.text, "Waits for your passkey") || casework.CountersignOf(b.file(caseID), signatureOf(b, caseID, "worker")) == nil {
				t.Error("it still waits")
			}
			again.submit("finish-form", "assertion", answered(&again, "mine")).expect(200, "Signed by both") // tapped twice
		})
	}
}

// Finish signs what was looked at: another signature meanwhile, or a look of
// yesterday, is looked at once more.
func TestFinishSignsWhatWasLookedAt(t *testing.T) {
	b, _, _ := frozen(t)
	b.toWays("client").follow("way-draw").submit("sign", "strokes", crossOfMaria)
	client := *b
	b.open(b.path[:strings.Index(b.path, "/sign/")]).sign("worker", lineOfDana)
	client.submit("finish-form").expect(422, "Look at the signature once more").submit("finish-form").expect(200, "Signed by both")

	c, _, _ := frozen(t)
	c.toWays("client").follow("way-draw").submit("sign", "strokes", crossOfMaria)
	c.now = c.now.Add(26 * time.Hour)
	c.submit("finish-form").expect(422, "Look at the signature once more").submit("finish-form").expect(200, "The signature is kept")
}

// The chain of a device holds when a write fails after it was announced.
func TestTheChainSurvivesAFailedWrite(t *testing.T) {
	b, caseID, _ := frozen(t)
	b.toWays("client").follow("way-draw").submit("sign", "strokes", crossOfMaria)
	store := b.env.Store
	b.env.Store = &packed{Store: store}
	b.submit("finish-form")
	if b.status == 200 {
		t.Fatal("a full store took the signature")
	}
	b.env.Store = store
	b.open(b.path).submit("finish-form").expect(200, "The signature is kept").sign("worker", lineOfDana)
	client, worker := signatureOf(b, caseID, "client"), signatureOf(b, caseID, "worker")
	if first, second := evidenceOf(b, client), evidenceOf(b, worker); first.Seq != 1 || second.Seq != 2 || second.PreviousDevice != client.Get("evidence_hash") {
		t.Errorf("the chain: %+v, %+v", first, second)
	}
}

// packed takes no operation.
type packed struct{ storage.Store }

func (f *packed) Commit(context.Context, oplog.Batch) (int64, error) {
	return 0, casework.Fail(casework.NoSpace)
}

// Evidence names the template whose words were signed. A draft may be older than
// that, and the template may go on changing after the words were frozen.
func TestEvidenceNamesTheTemplateThatWasSigned(t *testing.T) {
	b, caseID := planned(t)
	b.practice = spanish()
	b.open("/cases/"+caseID+"/contracts").choose("make-form", "template", "es@1")
	b.follow("change-ends_when").submit("form", "ends_when", "María tiene casa.")
	now := func(version int) {
		changed := *b.practice
		changed.Templates = slices.Clone(changed.Templates)
		last := &changed.Templates[len(changed.Templates)-1]
		last.Version, last.Title = version, "Acuerdo, otra vez"
		b.practice = &changed
	}
	now(2)
	b.follow("read").expect(200, "Acuerdo, otra vez").submit("start-form").expect(200, "Sign the contract")
	now(3)
	b.sign("client", crossOfMaria)
	if evidence := evidenceOf(b, signatureOf(b, caseID, "client")); evidence.Template != "es@2" || evidence.Locale != "es" {
		t.Errorf("evidence names template %q in %q, want es@2 in es", evidence.Template, evidence.Locale)
	}
}
