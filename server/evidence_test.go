package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorstep/casework"
	"doorstep/server/internal/passkey/passkeytest"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

const inkOfTest = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]]]}`

// glass is a tablet with contracts that wait for signatures, and its own key.
type glass struct {
	*tablet
	key  *ecdsa.PrivateKey
	last casework.Evidence
	hash string // of it
	case_, contract,
	content string
	person string
}

func (d *tablet) glass() *glass {
	d.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		d.t.Fatal(err)
	}
	return &glass{tablet: d, key: key}
}

func (g *glass) public() string {
	raw, err := g.key.PublicKey.Bytes()
	if err != nil {
		g.t.Fatal(err)
	}
	return base64.StdEncoding.EncodeToString(raw)
}

// seal signs as the browser does: r and s side by side.
func (g *glass) seal(hash string) string {
	raw, _ := hex.DecodeString(hash)
	digest := sha256.Sum256(raw)
	r, s, err := ecdsa.Sign(rand.Reader, g.key, digest[:])
	if err != nil {
		g.t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(append(r.FillBytes(make([]byte, 32)), s.FillBytes(make([]byte, 32))...))
}

func newRecord() string { return uuid.Must(uuid.NewV7()).String() }

func made(pairs ...string) []oplog.Change {
	return append([]oplog.Change{{Do: oplog.Create}}, filled(pairs...)...)
}

func filled(pairs ...string) []oplog.Change {
	var changes []oplog.Change
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
		}
	}
	return changes
}

// freeze makes a case with a contract whose signing has started.
func (g *glass) freeze() []json.RawMessage {
	caseID, opened := g.newCase("Alder")
	g.case_, g.contract, g.person = caseID, newRecord(), newRecord()
	var text string
	text, g.content = casework.ContractContent{
		Format: 1, Case: caseID, Contract: g.contract, Client: "Maria Alder", Worker: g.Person.Name, EndsWhen: "Maria has a lease.",
		Items: []casework.ContractContentItem{{Words: "Look for flats.", Who: g.Person.Name}}, Frozen: "2026-11-21T10:00:00Z",
	}.Freeze()
	return []json.RawMessage{
		opened,
		g.write(caseID, g.person, casework.KindPerson, made("name", "Maria Alder", "role", "mother")...),
		g.write(caseID, g.contract, casework.KindContract, made("client", g.person, "worker", g.Person.ID)...),
		g.write(caseID, g.contract, casework.KindContract, filled("content", text, "content_hash", g.content, "frozen_at", "2026-11-21T10:00:00.000Z")...),
	}
}

// sign makes a signature with its evidence; change may spoil what is signed
// before it is, and the fields of the record after.
func (g *glass) sign(party string, change func(*casework.Evidence), after func(values map[string]string, hash string)) (signature string, op json.RawMessage) {
	name, person := "Maria Alder", "person:"+g.person
	if party == casework.PartyWorker {
		name, person = g.Person.Name, "staff:"+g.Person.ID
	}
	evidence := casework.Evidence{
		Case: g.case_, Contract: g.contract, ContentHash: g.content, Party: party, Person: person, Name: name, Method: "draw",
		StrokesHash: casework.HashText(inkOfTest), Worker: g.Person.ID, Device: g.Device, Epoch: g.Epoch, Seq: g.last.Seq + 1, PreviousDevice: g.hash,
		DeviceUTC: time.Now().UnixMilli(), ContactUTC: time.Now().Add(-time.Minute).UnixMilli(),
	}
	if change != nil {
		change(&evidence)
	}
	text, hash := evidence.Seal()
	values := map[string]string{"evidence": text, "evidence_hash": hash, "device_seal": g.seal(hash)}
	if after != nil {
		after(values, hash)
	}
	g.last, g.hash = evidence, hash
	signature = newRecord()
	pairs := []string{
		"contract", g.contract, "party", party, "person", person, "name", name, "method", "draw", "strokes", inkOfTest,
		"signed_at", oplog.Moment(time.Now()), "signed_on", "2026-11-21", "content_hash", g.content,
	}
	for field, value := range values {
		pairs = append(pairs, field, value)
	}
	return signature, g.write(g.case_, signature, casework.KindSignature, made(pairs...)...)
}

// assertion is what a passkey answers to a challenge, as records keep it.
func assertion(t *testing.T, device *passkeytest.Authenticator, challenge string) string {
	t.Helper()
	options, _ := json.Marshal(map[string]string{"challenge": challenge})
	body, err := device.Get(options)
	if err != nil {
		t.Fatal(err)
	}
	return kept(t, body)
}

func kept(t *testing.T, body []byte) string {
	t.Helper()
	var given struct {
		ID       string             `json:"id"`
		Response casework.Assertion `json:"response"`
	}
	if err := json.Unmarshal(body, &given); err != nil {
		t.Fatal(err)
	}
	given.Response.ID = given.ID
	text, _ := json.Marshal(given.Response)
	return string(text)
}

func (g *glass) checks() map[string]storage.EvidenceCheck {
	g.t.Helper()
	agency, release, err := g.office.program.control.Tenant(g.t.Context(), g.Tenant)
	if err != nil {
		g.t.Fatal(err)
	}
	defer release()
	checks, err := agency.EvidenceChecks(g.t.Context(), g.case_)
	if err != nil {
		g.t.Fatal(err)
	}
	return checks
}

// takes syncs and wants every operation taken.
func (g *glass) takes(request exchange.Request) {
	g.t.Helper()
	answer, raw := g.sync(request)
	if raw.status != http.StatusOK || len(answer.Results) != len(request.Operations) {
		g.t.Fatalf("status %d: %s", raw.status, raw.body)
	}
	for _, result := range answer.Results {
		if result.Outcome == oplog.Kept {
			g.t.Fatalf("kept: %+v", result)
		}
	}
}

func TestEvidenceOfATabletIsVerifiedAtSync(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	ops := g.freeze()
	client, signed := g.sign(casework.PartyClient, nil, nil)
	worker, both := g.sign(casework.PartyWorker, nil, func(values map[string]string, hash string) {
		values["assertion"] = assertion(t, ada.device, casework.Challenge(hash))
	})
	answer, _ := g.sync(exchange.Request{Operations: append(ops, signed, both), Key: g.public()})
	if !answer.Keyed {
		t.Error("the office did not say that it has the key")
	}
	checks := g.checks()
	for signature, want := range map[string]storage.EvidenceCheck{
		client: {Worker: storage.HeldNone, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeBounded},
		worker: {Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainWhole, Time: storage.TimeBounded},
	} {
		got := checks[signature]
		if got.Worker != want.Worker || got.Device != want.Device || got.Chain != want.Chain || got.Time != want.Time || got.Received.IsZero() || got.Checked.IsZero() {
			t.Errorf("%s: %+v, want %+v", signature, got, want)
		}
	}
	if len(checks[worker].Passkey) == 0 {
		t.Error("the passkey that answered is not kept")
	}
	ada.want(ada.get("/cases/"+g.case_+"/contracts/"+g.contract), http.StatusOK, "Signed on the tablet")
	ada.want(ada.get("/cases/"+g.case_+"/contracts/"+g.contract), http.StatusOK, "the office received it")
	ada.want(ada.get("/cases/"+g.case_+"/contracts/"+g.contract), http.StatusOK, "The worker's passkey signed this evidence")
}

// Attack 4, both ways: what a passkey answered for a signature is no sign-in, and
// what it answered for a sign-in is no signature.
func TestAttack04EvidenceIsNoLoginAndALoginNoEvidence(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	ops := g.freeze()
	_, hash := casework.Evidence{Case: g.case_, Contract: g.contract}.Seal()

	ceremony := o.browser()
	begun := ceremony.begin("/signin/begin")
	options, _ := json.Marshal(map[string]string{"challenge": casework.Challenge(hash)})
	overEvidence := string(must(ada.device.Get(options)))
	ceremony.want(ceremony.post("/signin", "ceremony", begun.Ceremony, "credential", overEvidence), http.StatusUnprocessableEntity, "")
	for _, ticket := range []string{"", casework.Challenge(hash), hash} { // there is no live row either
		if answer := ceremony.post("/signin", "ceremony", ticket, "credential", overEvidence); answer.status == http.StatusSeeOther {
			t.Errorf("an evidence assertion signed in with the ceremony %q", ticket)
		}
	}

	login := o.browser().begin("/signin/begin")
	overLogin := kept(t, must(ada.device.Get(login.Options)))
	_, op := g.sign(casework.PartyWorker, nil, func(values map[string]string, _ string) { values["assertion"] = overLogin })
	answer, _ := g.sync(exchange.Request{Operations: append(ops, op)})
	last := answer.Results[len(answer.Results)-1]
	if last.Outcome != oplog.Kept || last.Reason != casework.ReasonInvalid {
		t.Errorf("a login's assertion as evidence: %+v", last)
	}
	agency, release, err := o.program.control.Tenant(t.Context(), g.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	file, err := agency.File(t.Context(), g.case_)
	if err != nil || len(file.Of(casework.KindSignature)) != 0 {
		t.Errorf("it stands as a signature (%v)", err)
	}
}

// What does not hold is stored, and shown for what it is.
func TestEvidenceThatDoesNotHoldIsShown(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	year := 365 * 24 * time.Hour
	worker := func(device *passkeytest.Authenticator, spoil bool) func(map[string]string, string) {
		return func(values map[string]string, hash string) {
			text := assertion(t, device, casework.Challenge(hash))
			if spoil {
				var given casework.Assertion
				_ = json.Unmarshal([]byte(text), &given)
				given.Signature = base64.RawURLEncoding.EncodeToString([]byte("another signature"))
				raw, _ := json.Marshal(given)
				text = string(raw)
			}
			values["assertion"] = text
		}
	}
	for name, c := range map[string]struct {
		change func(*casework.Evidence)
		after  func(map[string]string, string)
		want   storage.EvidenceCheck
		says   string
	}{
		"another person's passkey": {nil, worker(ben.device, false), storage.EvidenceCheck{Worker: storage.HeldUnknown, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeBounded}, "A passkey signed that the office does not have"},
		"a forged answer":          {nil, worker(ada.device, true), storage.EvidenceCheck{Worker: storage.HeldNo, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeBounded}, "The passkey's signature does not fit"},
		"a forged seal": {nil, func(values map[string]string, hash string) {
			worker(ada.device, false)(values, hash)
			values["device_seal"] = base64.RawURLEncoding.EncodeToString(make([]byte, 64))
		}, storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldNo, Chain: storage.ChainBegins, Time: storage.TimeBounded}, "The tablet's seal does not fit"},
		"one before it is missing":          {func(e *casework.Evidence) { e.Seq, e.PreviousDevice = 4, casework.HashText("gone") }, worker(ada.device, false), storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainGap, Time: storage.TimeBounded}, "has not come to the office"},
		"attack 39: three years ahead":      {func(e *casework.Evidence) { e.DeviceUTC += (3 * year).Milliseconds() }, worker(ada.device, false), storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeUncertain}, "The time is uncertain"},
		"attack 39: three years back":       {func(e *casework.Evidence) { e.DeviceUTC -= (3 * year).Milliseconds() }, worker(ada.device, false), storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeUncertain}, "The time is uncertain"},
		"attack 39: contact also years ago": {func(e *casework.Evidence) { e.DeviceUTC -= (3 * year).Milliseconds(); e.ContactUTC = e.DeviceUTC }, worker(ada.device, false), storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeUncertain}, "The time is uncertain"},
		"a clock that is known to be ahead": {func(e *casework.Evidence) {
			e.DeviceUTC += year.Milliseconds()
			e.ContactUTC += year.Milliseconds()
			e.Offset = year.Milliseconds()
		}, worker(ada.device, false), storage.EvidenceCheck{Worker: storage.HeldYes, Device: storage.HeldYes, Chain: storage.ChainBegins, Time: storage.TimeBounded}, "lies between its last contact"},
	} {
		t.Run(name, func(t *testing.T) {
			g := ada.enrol().glass()
			signature, op := "", json.RawMessage(nil)
			ops := g.freeze()
			signature, op = g.sign(casework.PartyWorker, c.change, c.after)
			g.takes(exchange.Request{Operations: append(ops, op), Key: g.public()})
			got := g.checks()[signature]
			if got.Worker != c.want.Worker || got.Device != c.want.Device || got.Chain != c.want.Chain || got.Time != c.want.Time {
				t.Errorf("%+v, want %+v", got, c.want)
			}
			ada.want(ada.get("/cases/"+g.case_+"/contracts/"+g.contract), http.StatusOK, c.says)
		})
	}
}

// A seal whose key comes later holds once it has come; a second key never takes
// the place of the first.
func TestTheKeyOfATabletMayComeLater(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	ops := g.freeze()
	signature, op := g.sign(casework.PartyClient, nil, nil)
	g.takes(exchange.Request{Operations: append(ops, op)})
	if got := g.checks()[signature]; got.Device != storage.HeldUnknown {
		t.Errorf("before the key came: %+v", got)
	}
	g.takes(exchange.Request{Key: g.public()})
	if got := g.checks()[signature]; got.Device != storage.HeldYes {
		t.Errorf("after the key came: %+v", got)
	}
	first := g.public()
	other := g.tablet.glass()
	g.takes(exchange.Request{Key: other.public()})
	agency, release, err := o.program.control.Tenant(t.Context(), g.Tenant)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if key, err := agency.DeviceKey(t.Context(), g.Device); err != nil || base64.StdEncoding.EncodeToString(key) != first {
		t.Errorf("another key took the place of the first (%v)", err)
	}
}

// Two signatures at one place of a device's line: it was copied or set back.
func TestAForkedChainIsShown(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	ops := g.freeze()
	_, first := g.sign(casework.PartyClient, nil, nil)
	second, op := g.sign(casework.PartyWorker, func(e *casework.Evidence) { e.Seq, e.PreviousDevice = 1, "" }, nil)
	g.takes(exchange.Request{Operations: append(ops, first, op), Key: g.public()})
	if got := g.checks()[second]; got.Chain != storage.ChainForked {
		t.Errorf("%+v, want a fork", got)
	}
}

// A tablet that sealed alone: the worker's passkey comes at the office, and the
// page stops waiting.
func TestTheWorkerConfirmsAtTheOffice(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	g := ada.enrol().glass()
	ops := g.freeze()
	signature, op := g.sign(casework.PartyWorker, nil, nil)
	g.takes(exchange.Request{Operations: append(ops, op), Key: g.public()})
	if got := g.checks()[signature]; got.Worker != storage.HeldWaits {
		t.Errorf("%+v, want one that waits", got)
	}
	contract := "/cases/" + g.case_ + "/contracts/" + g.contract
	ada.want(ada.get(contract), http.StatusOK, "Waits for your passkey at the office")
	page := ada.get(contract + "/confirm")
	ada.want(page, http.StatusOK, "Confirm with your passkey")
	if !strings.Contains(page.body, `data-assert="`+casework.Challenge(g.hash)+`"`) {
		t.Errorf("the page asks something else: %s", text(page.body))
	}
	login := o.browser().begin("/signin/begin")
	ada.want(ada.post(contract+"/confirm", "assertion", kept(t, must(ada.device.Get(login.Options)))), http.StatusUnprocessableEntity, "")
	ada.want(ada.post(contract+"/confirm", "assertion", assertion(t, ada.device, casework.Challenge(g.hash))), http.StatusSeeOther, "")
	if got := g.checks()[signature]; got.Worker != storage.HeldLater {
		t.Errorf("%+v, want one that was confirmed", got)
	}
	ada.want(ada.get(contract), http.StatusOK, "the worker's passkey confirmed it at the office")
}
