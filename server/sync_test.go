package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"doorstep/casework"
	"doorstep/server/internal/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// tablet speaks the sync protocol for one person.
type tablet struct {
	t      *testing.T
	office *office
	web.Enrolment
	next int64
}

func (b *browser) enrol() *tablet {
	b.t.Helper()
	b.get("/tablet")
	answer := b.post("/tablet/enrol", "name", "Tablet 7")
	d := &tablet{t: b.t, office: b.office, next: 1}
	if err := json.Unmarshal([]byte(answer.body), &d.Enrolment); err != nil || answer.status != http.StatusOK {
		b.t.Fatalf("enrol: status %d: %s", answer.status, text(answer.body))
	}
	return d
}

func (d *tablet) send(method, path string, headers map[string]string, body []byte) reply {
	d.t.Helper()
	request, err := http.NewRequest(method, d.office.origin+path, bytes.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+d.Credential)
	for name, value := range headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		d.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(content)}
}

func (d *tablet) sync(request exchange.Request) (exchange.Reply, reply) {
	d.t.Helper()
	request.Version, request.Device, request.Epoch = exchange.Version, d.Device, d.Epoch
	encoded, err := json.Marshal(request)
	if err != nil {
		d.t.Fatal(err)
	}
	answer := d.send(http.MethodPost, exchange.PathSync, nil, encoded)
	var decoded exchange.Reply
	if answer.status == http.StatusOK {
		if err := json.Unmarshal([]byte(answer.body), &decoded); err != nil {
			d.t.Fatal(err)
		}
	}
	return decoded, answer
}

// write makes an operation with the tablet's next number.
func (d *tablet) write(caseID, record string, kind casework.Kind, changes ...oplog.Change) json.RawMessage {
	op := oplog.Operation{
		ID: oplog.ID{Device: d.Device, Epoch: d.Epoch, N: d.next}, Actor: d.Person.ID, Case: caseID, Record: record, Kind: kind,
		At: oplog.Moment(time.Now()), Changes: changes,
	}.Seal(make([]byte, oplog.SaltBytes))
	d.next++
	return op.Bytes()
}

func (d *tablet) newCase(name string) (string, json.RawMessage) {
	id := uuid.Must(uuid.NewV7()).String()
	return id, d.write(id, id, casework.KindCase,
		oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "name", To: name},
		oplog.Change{Do: oplog.Set, Field: "worker", To: d.Person.ID})
}

func (d *tablet) attach(caseID string, content []byte) json.RawMessage {
	sum := sha256.Sum256(content)
	return d.write(caseID, uuid.Must(uuid.NewV7()).String(), casework.KindAttachment,
		oplog.Change{Do: oplog.Create}, oplog.Change{Do: oplog.Set, Field: "type", To: "photo"},
		oplog.Change{Do: oplog.Set, Field: "media", To: "image/jpeg"}, oplog.Change{Do: oplog.Set, Field: "size", To: strconv.Itoa(len(content))},
		oplog.Change{Do: oplog.Set, Field: "sha256", To: hex.EncodeToString(sum[:])})
}

func TestSyncOfATablet(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	if d.RPID != "localhost" || len(d.CredentialIDs) != 1 || len(d.SealPublic) == 0 || d.House.Agency != "Harbour" {
		t.Errorf("enrolment %+v", d.Enrolment)
	}
	caseID, made := d.newCase("Fieldfamily")
	answer, raw := d.sync(exchange.Request{Operations: []json.RawMessage{made}, Waiting: 3})
	if raw.status != http.StatusOK || len(answer.Results) != 1 || answer.Results[0].Outcome != oplog.Applied {
		t.Fatalf("status %d, %s", raw.status, raw.body)
	}
	ada.want(ada.get("/cases/"+caseID), http.StatusOK, "Fieldfamily")
	again, _ := d.sync(exchange.Request{Operations: []json.RawMessage{made}})
	if len(again.Results) != 1 || again.Results[0] != answer.Results[0] {
		t.Errorf("the same sync twice: %+v, want the stored result %+v", again.Results, answer.Results)
	}
	ada.want(ada.get("/tablets"), http.StatusOK, "Tablet 7")

	listed, _ := d.sync(exchange.Request{Listed: true})
	if len(listed.Enter) != 1 {
		t.Fatalf("cases that enter: %+v", listed.Enter)
	}
	path := exchange.PathSegment + caseID + "/" + strconv.FormatInt(listed.Enter[0].Position, 10)
	segment := d.send(http.MethodGet, path, nil, nil)
	if segment.status != http.StatusOK || !exchange.CheckSegment([]byte(segment.body), segment.header.Get("Doorstep-SHA256")) {
		t.Errorf("segment: status %d, hash %q", segment.status, segment.header.Get("Doorstep-SHA256"))
	}
	columns := d.send(http.MethodGet, exchange.SegmentPath(listed.Enter[0]), nil, nil)
	if columns.status != http.StatusOK || !exchange.CheckSegment([]byte(columns.body), columns.header.Get("Doorstep-SHA256")) || columns.body == segment.body {
		t.Errorf("segment in columns: status %d, hash %q, as one that asks for no form gets: %v", columns.status, columns.header.Get("Doorstep-SHA256"), columns.body == segment.body)
	}
	bundle := func(by *tablet, positions ...int64) ([][]byte, error) {
		var asked []exchange.Mark
		for _, position := range positions {
			asked = append(asked, exchange.Mark{Case: caseID, Position: position})
		}
		body, _ := json.Marshal(exchange.BundleRequest{Form: exchange.InColumns, Cases: asked}) // it always encodes
		answer := by.send(http.MethodPost, exchange.PathBundle, nil, body)
		if answer.status != http.StatusOK {
			t.Fatalf("a bundle: status %d", answer.status)
		}
		return exchange.SplitBundle([]byte(answer.body), asked)
	}
	stands := listed.Enter[0].Position
	if segments, err := bundle(d, stands, 999); err != nil || len(segments) != 1 || string(segments[0]) != columns.body {
		t.Errorf("a bundle of a case that stands and one that moved: %d segments (%v), want the first as it comes alone", len(segments), err)
	}
	if garbled := d.send(http.MethodPost, exchange.PathBundle, nil, []byte("{")); garbled.status != http.StatusBadRequest {
		t.Errorf("a bundle asked for with half a request: status %d, want 400", garbled.status)
	}
	if moved := d.send(http.MethodGet, exchange.PathSegment+caseID+"/999", nil, nil); moved.status != http.StatusGone {
		t.Errorf("a segment that moved: status %d, want 410", moved.status)
	}

	ben := ada.join("Ben", "caseworker").enrol()
	if other := ben.send(http.MethodGet, path, nil, nil); other.status != http.StatusNotFound {
		t.Errorf("a segment out of scope: status %d, want 404", other.status)
	}
	if segments, err := bundle(ben, stands); err != nil || len(segments) > 0 {
		t.Errorf("a bundle out of scope holds %d segments (%v)", len(segments), err)
	}
	if nobodys := ben.send(http.MethodGet, exchange.PathSegment+"01900000-0000-7000-8000-000000000001/1", nil, nil); nobodys.status != http.StatusNotFound {
		t.Errorf("nobody's segment: status %d, want 404", nobodys.status)
	}
}

func TestSyncRefuses(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d, benTablet := ada.enrol(), ben.enrol()
	_, first := d.newCase("One")
	_, second := d.newCase("Two")
	_, gap := d.sync(exchange.Request{Operations: []json.RawMessage{second}})
	if gap.status != http.StatusConflict || !strings.Contains(gap.body, `"expected":1`) {
		t.Errorf("a gap: status %d %s, want 409 with the number expected", gap.status, gap.body)
	}
	if _, odd := d.sync(exchange.Request{Operations: []json.RawMessage{json.RawMessage(`{"v":1}`)}}); odd.status != http.StatusBadRequest {
		t.Errorf("no operation: status %d, want 400", odd.status)
	}
	if answer := d.send(http.MethodPost, exchange.PathSync, nil, []byte("{")); answer.status != http.StatusBadRequest {
		t.Errorf("no JSON: status %d, want 400", answer.status)
	}
	if _, stolen := (&tablet{t: t, office: o, Enrolment: web.Enrolment{Device: d.Device, Epoch: 1, Credential: benTablet.Credential}}).sync(exchange.Request{}); stolen.status != http.StatusForbidden {
		t.Errorf("another device's name: status %d, want 403", stolen.status)
	}
	for _, token := range []string{"", "abc", strings.Repeat("A", 43), d.HandIn} {
		stranger := &tablet{t: t, office: o, Enrolment: web.Enrolment{Device: d.Device, Epoch: 1, Credential: token}}
		if _, answer := stranger.sync(exchange.Request{}); answer.status != http.StatusUnauthorized {
			t.Errorf("credential %q: status %d, want 401", token, answer.status)
		}
	}
	d.sync(exchange.Request{Operations: []json.RawMessage{first}})
	d.next = 1
	_, other := d.newCase("Another content")
	if _, cloned := d.sync(exchange.Request{Operations: []json.RawMessage{other}}); cloned.status != http.StatusConflict {
		t.Errorf("one number, two contents: status %d, want 409", cloned.status)
	}
	if _, after := d.sync(exchange.Request{}); after.status != http.StatusConflict {
		t.Errorf("a tablet that was set aside: status %d, want 409", after.status)
	}
	ada.want(ada.get("/tablets"), http.StatusOK, "set aside")

	ada.want(ada.post("/tablets/"+d.Device+"/revoke"), http.StatusSeeOther, "")
	if _, revoked := d.sync(exchange.Request{}); revoked.status != http.StatusUnauthorized {
		t.Errorf("a revoked tablet: status %d, want 401", revoked.status)
	}
	ada.want(ada.post("/staff/"+ada.personID("Ben")+"/suspend"), http.StatusSeeOther, "")
	if _, suspended := benTablet.sync(exchange.Request{}); suspended.status != http.StatusUnauthorized {
		t.Errorf("a suspended person's tablet: status %d, want 401", suspended.status)
	}
}

func TestSyncCompressed(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	json.NewEncoder(writer).Encode(exchange.Request{Version: 1, Device: d.Device, Epoch: d.Epoch})
	writer.Close()
	if answer := d.send(http.MethodPost, exchange.PathSync, map[string]string{"Content-Encoding": "gzip"}, packed.Bytes()); answer.status != http.StatusOK {
		t.Errorf("compressed: status %d %s", answer.status, answer.body)
	}
	var bomb bytes.Buffer
	writer = gzip.NewWriter(&bomb)
	writer.Write(make([]byte, 64<<20))
	writer.Close()
	if answer := d.send(http.MethodPost, exchange.PathSync, map[string]string{"Content-Encoding": "gzip"}, bomb.Bytes()); answer.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a bomb: status %d, want 413", answer.status)
	}
}

func TestFileInPieces(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	d := ada.enrol()
	content := asPhoto(bytes.Repeat([]byte("photo "), 100_000))
	sum := sha256.Sum256(content)
	path := exchange.PathFile + hex.EncodeToString(sum[:])
	caseID, made := d.newCase("Photos")
	d.sync(exchange.Request{Operations: []json.RawMessage{made, d.attach(caseID, content)}})

	patch := func(at int, piece []byte) reply {
		return d.send(http.MethodPatch, path, map[string]string{
			"Upload-Offset": strconv.Itoa(at), "Upload-Length": strconv.Itoa(len(content)), "Doorstep-Media": "image/jpeg",
		}, piece)
	}
	if head := d.send(http.MethodHead, path, nil, nil); head.header.Get("Upload-Offset") != "0" || head.header.Get("Doorstep-Place") != "none" {
		t.Errorf("before: %v", head.header)
	}
	if answer := patch(0, content[:250_000]); answer.status != http.StatusNoContent || answer.header.Get("Upload-Offset") != "250000" {
		t.Fatalf("first piece: status %d, %v %s", answer.status, answer.header, answer.body)
	}
	if answer := patch(0, content[:10]); answer.status != http.StatusConflict || answer.header.Get("Upload-Offset") != "250000" {
		t.Errorf("the first piece again: status %d, offset %q", answer.status, answer.header.Get("Upload-Offset"))
	}
	if head := d.send(http.MethodHead, path, nil, nil); head.header.Get("Upload-Offset") != "250000" || head.header.Get("Upload-Length") != "600000" {
		t.Errorf("after a cut: %v", head.header)
	}
	if get := d.send(http.MethodGet, path, nil, nil); get.status != http.StatusNotFound {
		t.Errorf("half a file: status %d, want 404", get.status)
	}
	if answer := patch(250_000, content[250_000:]); answer.status != http.StatusNoContent || answer.header.Get("Doorstep-Place") != "staged" {
		t.Fatalf("last piece: status %d, %v", answer.status, answer.header)
	}
	until(t, "the photo is in the object store", func() bool {
		return d.send(http.MethodHead, path, nil, nil).header.Get("Doorstep-Place") == "objects"
	})
	if get := d.send(http.MethodGet, path, nil, nil); get.status != http.StatusOK || get.body != string(content) {
		t.Errorf("the whole: status %d, %d bytes", get.status, len(get.body))
	}
	if answer := patch(600_000, nil); answer.status != http.StatusNoContent {
		t.Errorf("once more at the end: status %d", answer.status)
	}
	ben := ada.join("Ben", "caseworker").enrol()
	if get := ben.send(http.MethodGet, path, nil, nil); get.status != http.StatusNotFound {
		t.Errorf("a file of somebody else's case: status %d, want 404", get.status)
	}
}

func TestFileThatIsNot(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour", "Ada").enrol()
	name := strings.Repeat("ab", 32)
	send := func(length string, piece []byte) reply {
		return d.send(http.MethodPatch, exchange.PathFile+name, map[string]string{"Upload-Offset": "0", "Upload-Length": length}, piece)
	}
	if answer := send("5", []byte("hello")); answer.status != http.StatusUnprocessableEntity {
		t.Errorf("a wrong hash: status %d, want 422", answer.status)
	}
	if head := d.send(http.MethodHead, exchange.PathFile+name, nil, nil); head.header.Get("Upload-Offset") != "0" {
		t.Errorf("after a wrong hash: offset %q, want a new beginning", head.header.Get("Upload-Offset"))
	}
	if answer := send(strconv.Itoa(casework.MaxAttachment()+1), []byte("x")); answer.status != http.StatusRequestEntityTooLarge {
		t.Errorf("over the limit: status %d, want 413", answer.status)
	}
	for _, length := range []string{"", "-1", "0", "x"} {
		if answer := send(length, []byte("x")); answer.status != http.StatusBadRequest {
			t.Errorf("length %q: status %d, want 400", length, answer.status)
		}
	}
	for _, odd := range []string{"..%2f..%2fcontrol.db", "abc", strings.Repeat("AB", 32)} {
		if answer := d.send(http.MethodHead, exchange.PathFile+odd, nil, nil); answer.status != http.StatusNotFound {
			t.Errorf("name %q: status %d, want 404", odd, answer.status)
		}
	}
}

// TestQuietSyncOnTheWire: a sync with nothing to do is one request and one reply
// of at most 1 KB of bodies together, and writes nothing.
func TestQuietSyncOnTheWire(t *testing.T) {
	o := open(t, nil)
	d := o.claim(o.setupLink(), "Harbour House Child and Family Services", "Ada Lovelace-Featherstonehaugh").enrol()
	var request exchange.Request
	for i := range 45 {
		_, made := d.newCase("Family " + strconv.Itoa(i))
		request.Operations = append(request.Operations, made)
	}
	first, raw := d.sync(request)
	if raw.status != http.StatusOK || len(first.Results) != 45 {
		t.Fatalf("status %d, %s", raw.status, raw.body)
	}
	listed, _ := d.sync(exchange.Request{Listed: true})
	marks := listed.Enter
	quiet := exchange.Request{Version: exchange.Version, Device: d.Device, Epoch: d.Epoch, Term: listed.Term, Position: listed.Position,
		Held: exchange.HeldDigest(marks), State: exchange.StateDigest(marks), House: listed.House.Digest()}
	encoded, err := json.Marshal(quiet)
	if err != nil {
		t.Fatal(err)
	}
	d.sync(quiet)
	reply, raw := d.sync(quiet)
	if raw.status != http.StatusOK || reply.List || reply.More || len(reply.Changes)+len(reply.Enter)+len(reply.Leave) > 0 || reply.House != nil || reply.State != "" {
		t.Errorf("a quiet sync answers %s", raw.body)
	}
	if both := len(encoded) + len(raw.body); both > 1<<10 {
		t.Errorf("%d bytes of bodies both ways, want at most 1 KB:\n%s\n%s", both, encoded, raw.body)
	}
}
