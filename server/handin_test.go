package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// seal seals an operation to the agency as the tablet does.
func (d *tablet) seal(raw json.RawMessage) exchange.SealedOp {
	d.t.Helper()
	op, err := oplog.Decode(raw)
	if err != nil {
		d.t.Fatal(err)
	}
	return exchange.SealedOp{N: op.N, Box: d.box(sealed.OutboxInfo(d.Tenant, d.Device, d.Epoch, op.N), raw)}
}

func (d *tablet) box(info string, plain []byte) []byte {
	d.t.Helper()
	public, err := base64.StdEncoding.DecodeString(d.SealPublic)
	if err != nil {
		d.t.Fatal(err)
	}
	box, err := sealed.Seal(public, []byte(info), plain)
	if err != nil {
		d.t.Fatal(err)
	}
	return box
}

// narrowly is the same tablet with its narrow credential.
func (d *tablet) narrowly() *tablet {
	narrow := *d
	narrow.Credential = d.HandIn
	return &narrow
}

func (d *tablet) handIn(items ...exchange.SealedOp) (exchange.HandInReply, reply) {
	d.t.Helper()
	encoded, err := json.Marshal(exchange.HandIn{Version: 1, Device: d.Device, Epoch: d.Epoch, Items: items, Waiting: len(items)})
	if err != nil {
		d.t.Fatal(err)
	}
	answer := d.narrowly().send(http.MethodPost, exchange.PathHandIn, nil, encoded)
	var decoded exchange.HandInReply
	if answer.status == http.StatusOK {
		if err := json.Unmarshal([]byte(answer.body), &decoded); err != nil {
			d.t.Fatal(err)
		}
	}
	return decoded, answer
}

// became says in one word a number what became of each item.
func became(reply exchange.HandInReply) string {
	var words []string
	for _, one := range reply.Results {
		words = append(words, strconv.FormatInt(one.N, 10)+" "+string(one.Became))
	}
	return strings.Join(words, ", ")
}

func TestHandInLandsAsTheAuthorsWork(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, made := d.newCase("Fieldfamily")
	goal := d.write(caseID, "0190aaaa-0000-7000-8000-000000000001", casework.KindGoal,
		oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "words", To: "Home by June"})
	first, answer := d.handIn(d.seal(made), d.seal(goal))
	if answer.status != http.StatusOK || became(first) != "1 work, 2 work" || first.State != exchange.TabletGood || first.Wipe {
		t.Fatalf("status %d: %s", answer.status, answer.body)
	}
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Fieldfamily")
	if again, _ := d.handIn(d.seal(made), d.seal(goal)); became(again) != "1 had, 2 had" || again.Next != 3 {
		t.Errorf("handed in twice: %s", became(again))
	}
	// The vault opens again after all: the ordinary sync sends the same work.
	synced, raw := d.sync(exchange.Request{Operations: []json.RawMessage{made, goal}})
	if raw.status != http.StatusOK || len(synced.Results) != 2 || synced.Next != 3 {
		t.Errorf("the same work synced: status %d %s", raw.status, raw.body)
	}
	ada.want(ada.get("/tablets/review"), http.StatusOK, "Nothing waits")
}

func TestHandInOfWhatIsOdd(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	other := o.claim(o.origin+"/setup?token="+o.addTenant(), "Upstream", "Uma").enrol()
	caseID, made := d.newCase("Fieldfamily")
	missing := d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: "Never came"})
	late := d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: "Came too early"})
	forged := d.seal(made)
	forged.N = 7 // sealed as the first, said to be the seventh
	garbage := exchange.SealedOp{N: 8, Box: []byte("no seal")}
	foreign := other.seal(func() json.RawMessage { _, op := other.newCase("Elsewhere"); return op }())
	foreign.N = 9
	reply, answer := d.handIn(d.seal(made), d.seal(late), forged, garbage, foreign)
	if want := "1 work, 3 review, 7 review, 8 review, 9 review"; became(reply) != want {
		t.Fatalf("status %d: %s, want %s", answer.status, became(reply), want)
	}
	page := ada.get("/tablets/review")
	ada.want(page, http.StatusOK, "Came too early")
	ada.want(page, http.StatusOK, "does not open")
	if strings.Contains(text(page.body), "Elsewhere") {
		t.Error("another agency's words stand on the page")
	}
	if reply, _ := d.handIn(d.seal(missing)); became(reply) != "2 work" {
		t.Errorf("the missing one: %s", became(reply))
	}
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Never came")

	for name, answer := range map[string]reply2{
		"no JSON":          {d.narrowly().send(http.MethodPost, exchange.PathHandIn, nil, []byte("{")), http.StatusBadRequest},
		"another device":   {d.narrowly().send(http.MethodPost, exchange.PathHandIn, nil, []byte(`{"v":1,"device":"x","epoch":1}`)), http.StatusForbidden},
		"the sync's token": {d.send(http.MethodGet, exchange.PathHandIn, nil, nil), http.StatusUnauthorized},
		"sync, narrowly":   {d.narrowly().send(http.MethodPost, exchange.PathSync, nil, []byte("{}")), http.StatusUnauthorized},
		"files, narrowly":  {d.narrowly().send(http.MethodGet, exchange.PathFile+strings.Repeat("ab", 32), nil, nil), http.StatusUnauthorized},
		"wiped unasked":    {d.narrowly().send(http.MethodPost, exchange.PathHandInWiped, nil, nil), http.StatusConflict},
	} {
		if answer.got.status != answer.want {
			t.Errorf("%s: status %d, want %d", name, answer.got.status, answer.want)
		}
	}
}

type reply2 struct {
	got  reply
	want int
}

func TestRevokedTabletHandsInForReviewAndWipes(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	caseID, made := d.newCase("Fieldfamily")
	d.sync(exchange.Request{Operations: []json.RawMessage{made}})
	words := d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: "Fieldfamily and Rosa"})
	ada.want(ada.get("/tablets"), http.StatusOK, "")
	ada.want(ada.post("/tablets/"+d.Device+"/revoke"), http.StatusSeeOther, "")
	if _, answer := d.sync(exchange.Request{}); answer.status != http.StatusUnauthorized {
		t.Fatalf("a revoked tablet syncs: status %d", answer.status)
	}
	reply, _ := d.handIn(d.seal(words))
	if became(reply) != "2 review" || reply.State != exchange.TabletRevoked || !reply.Wipe {
		t.Fatalf("%s, %+v", became(reply), reply.TabletStanding)
	}
	d.handIn(d.seal(words)) // the answer was lost
	page := ada.get("/tablets/review")
	ada.want(page, http.StatusOK, "Fieldfamily and Rosa")
	ada.want(page, http.StatusOK, "Ben")
	if n := strings.Count(text(page.body), "Fieldfamily and Rosa"); n != 1 {
		t.Errorf("handed in twice, shown %d times", n)
	}
	if wiped := d.narrowly().send(http.MethodPost, exchange.PathHandInWiped, nil, nil); wiped.status != http.StatusNoContent {
		t.Fatalf("wiped: status %d", wiped.status)
	}
	if after := d.narrowly().send(http.MethodGet, exchange.PathHandIn, nil, nil); after.status != http.StatusUnauthorized {
		t.Errorf("after the wipe: status %d, want 401", after.status)
	}
	ada.want(ada.get("/tablets"), http.StatusOK, "Nothing is on it any more")

	ben.get("/you")
	ben.want(ben.post("/tablets/review/"+d.Device+"/"+caseID+"/take"), http.StatusNotFound, "")
	ada.get("/tablets/review")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/aside", "reason", ""), http.StatusUnprocessableEntity, "why")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/aside", "reason", "Ben has it on paper"), http.StatusSeeOther, "")
	ada.want(ada.get("/tablets/review"), http.StatusOK, "Ben has it on paper")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/take"), http.StatusSeeOther, "")
	ben.want(ben.get("/cases/"+caseID), http.StatusOK, "Fieldfamily and Rosa")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/take"), http.StatusSeeOther, "")
}

func TestClonedTabletKeepsBothWords(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	caseID, made := d.newCase("Fieldfamily")
	d.sync(exchange.Request{Operations: []json.RawMessage{made}})
	rename := func(to string) json.RawMessage {
		d.next = 2
		return d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "name", To: to})
	}
	first, second := rename("From the tablet"), rename("From its copy")
	d.sync(exchange.Request{Operations: []json.RawMessage{first}})
	if _, cloned := d.sync(exchange.Request{Operations: []json.RawMessage{second}}); cloned.status != http.StatusConflict {
		t.Fatalf("status %d", cloned.status)
	}
	reply, _ := d.handIn(d.seal(second))
	if became(reply) != "2 review" || reply.State != exchange.TabletSetAside || reply.Wipe {
		t.Fatalf("%s, %+v", became(reply), reply.TabletStanding)
	}
	ada.want(ada.get("/tablets/review"), http.StatusOK, "From its copy")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/take"), http.StatusSeeOther, "")
	versions := ada.get("/cases/" + caseID + "/versions/" + caseID + "/name")
	ada.want(versions, http.StatusOK, "its copy")
	ada.want(versions, http.StatusOK, "the tablet")
}

func TestHandInOfASealedFileInParts(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	content := asPhoto(bytes.Repeat([]byte("a photo of a letter "), 40_000))
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	key, nonce := make([]byte, 32), make([]byte, 12)
	rand.Read(key)
	rand.Read(nonce)
	block, err := aes.NewCipher(key)
	if err != nil {
		t.Fatal(err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		t.Fatal(err)
	}
	secret := gcm.Seal(nil, nonce, content, []byte("any place"))
	opener, err := json.Marshal(map[string]any{"key": key, "media": "image/jpeg"})
	if err != nil {
		t.Fatal(err)
	}
	box := d.box(sealed.FileInfo(d.Tenant, d.Device, d.Epoch, name), opener)
	part := func(box []byte, from, to int) reply {
		return d.narrowly().send(http.MethodPatch, exchange.PathHandInFile+name, map[string]string{
			"Upload-Offset": strconv.Itoa(from), "Upload-Length": strconv.Itoa(len(content)), "Tus-Resumable": "1.0.0",
			"Content-Type":           "application/offset+octet-stream",
			exchange.HeaderFileKey:   base64.StdEncoding.EncodeToString(box),
			exchange.HeaderFileNonce: base64.StdEncoding.EncodeToString(nonce),
		}, secret[from:to])
	}
	if foreign := part(d.box("elsewhere", opener), 0, 10); foreign.status != http.StatusUnprocessableEntity {
		t.Errorf("a key sealed for another place: status %d, want 422", foreign.status)
	}
	middle := 300_001 // no multiple of a block
	if first := part(box, 0, middle); first.status != http.StatusNoContent {
		t.Fatalf("first part: status %d %s", first.status, first.body)
	}
	if head := d.narrowly().send(http.MethodHead, exchange.PathHandInFile+name, nil, nil); head.header.Get("Upload-Offset") != strconv.Itoa(middle) {
		t.Fatalf("after a cut: %v", head.header)
	}
	if last := part(box, middle, len(content)); last.status != http.StatusNoContent {
		t.Fatalf("last part: status %d %s", last.status, last.body)
	}
	caseID, made := d.newCase("Photos")
	d.handIn(d.seal(made), d.seal(d.attach(caseID, content)))
	if got := d.send(http.MethodGet, exchange.PathFile+name, nil, nil); got.body != string(content) {
		t.Errorf("the photo at the office: status %d, %d bytes", got.status, len(got.body))
	}
}

// TestATabletThatCannotTellWhoHoldsItSignsItsWorkerOut: its browser lost what it
// was turned to somebody by; what stands behind it at the office is closed.
func TestATabletThatCannotTellWhoHoldsItSignsItsWorkerOut(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	stranger := *d
	stranger.Credential = "AAAA"
	if answer := stranger.send(http.MethodPost, exchange.PathHandInSignOut, nil, nil); answer.status != http.StatusUnauthorized {
		t.Errorf("a stranger: status %d", answer.status)
	}
	ben.want(ben.get("/"), http.StatusOK, "Your caseload")
	if answer := d.narrowly().send(http.MethodPost, exchange.PathHandInSignOut, nil, nil); answer.status != http.StatusNoContent {
		t.Fatalf("status %d: %s", answer.status, answer.body)
	}
	if answer := ben.get("/"); answer.status != http.StatusSeeOther || answer.header.Get("Location") != "/signin" && !strings.HasPrefix(answer.header.Get("Location"), "/signin?") {
		t.Errorf("Ben's page: status %d, to %q", answer.status, answer.header.Get("Location"))
	}
	ada.want(ada.get("/"), http.StatusOK, "Your caseload")
}
