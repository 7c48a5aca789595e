package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// secretOf is a secret as a tablet draws it: the address of its link, and its mark.
func secretOf(letter string) (link, mark string) {
	secret := []byte(strings.Repeat(letter, 32))
	sum := sha256.Sum256(secret)
	return "/copy/" + base64.RawURLEncoding.EncodeToString(secret), hex.EncodeToString(sum[:])
}

// A link that a tablet made without a network opens once the tablet has synced or
// handed in, or its rescue file was brought, one time, and no longer than it may.
func TestALinkOfATabletOpensOnceTheOfficeHasIt(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/demo"), http.StatusSeeOther, "")
	contract := ada.signedContract()
	parts := strings.Split(contract, "/")
	caseID, contractID := parts[2], parts[4]
	d := ada.enrol()
	writes := func(id string, pairs ...string) json.RawMessage {
		var changes []oplog.Change
		if pairs[0] == "contract" {
			changes = append(changes, oplog.Change{Do: oplog.Create})
		}
		for i := 0; i < len(pairs); i += 2 {
			changes = append(changes, oplog.Change{Do: oplog.Set, Field: pairs[i], To: pairs[i+1]})
		}
		return d.write(caseID, id, casework.KindCopy, changes...)
	}
	until := oplog.Moment(time.Now().Add(time.Hour))
	made := func(letter, until string) (link, copyID string, op json.RawMessage) {
		link, mark := secretOf(letter)
		copyID = newID7()
		return link, copyID, writes(copyID, "contract", contractID, "way", "link", "safe", "safe", "link_hash", mark, "link_until", until)
	}
	syncs := func(ops ...json.RawMessage) {
		t.Helper()
		if _, raw := d.sync(exchange.Request{Operations: ops}); raw.status != http.StatusOK {
			t.Fatalf("status %d, %s", raw.status, raw.body)
		}
	}
	client := o.browser()
	gone := func(link, why string) {
		t.Helper()
		unknown, _ := secretOf("z")
		guess, answer := client.get(unknown), client.get(link)
		if answer.status != http.StatusNotFound || text(answer.body) != text(guess.body) {
			t.Errorf("%s: status %d: %s", why, answer.status, text(answer.body))
		}
	}

	link, id, op := made("a", until)
	gone(link, "before the tablet has synced")
	syncs(op)
	client.want(client.get(link), http.StatusOK, "Open my copy")
	syncs(op) // the answer was lost
	client.want(client.post(link), http.StatusSeeOther, "")
	client.want(client.get("/copy-read"), http.StatusOK, "What each of us will do")
	gone(link, "used")
	syncs(op)
	gone(link, "used, and sent once more")

	newer, mark := secretOf("b")
	syncs(writes(id, "link_hash", mark, "link_until", until))
	client.want(client.get(newer), http.StatusOK, "Open my copy")
	client.want(client.get("/copy-read"), http.StatusNotFound, "") // a new link ends what the old one opened

	desk := ada.copyAgain(contract)
	gone(newer, "replaced at a desk")
	client.want(client.get(desk), http.StatusOK, "Open my copy")
	syncs(op)
	client.want(client.get(desk), http.StatusOK, "Open my copy")
	client.want(client.post(desk), http.StatusSeeOther, "")
	syncs(op)
	gone(newer, "ended, another was used, and it is sent once more")

	expired, _, old := made("c", oplog.Moment(time.Now().Add(-time.Hour)))
	syncs(old)
	gone(expired, "expired")
	unsafe, mark := secretOf("d")
	syncs(writes(newID7(), "contract", contractID, "way", "link", "safe", "unsure", "link_hash", mark, "link_until", until))
	gone(unsafe, "not known to be safe")

	handed, _, sealed := made("e", until)
	if _, raw := d.handIn(d.seal(sealed)); raw.status != http.StatusOK {
		t.Fatalf("hand in: status %d, %s", raw.status, raw.body)
	}
	client.want(client.get(handed), http.StatusOK, "Open my copy")

	rescued, _, sealed := made("f", until)
	gone(rescued, "in a rescue file")
	ada.want(ada.bring(d.rescueFile([]json.RawMessage{sealed})), http.StatusOK, "1 entry is in its case")
	client.want(client.get(rescued), http.StatusOK, "Open my copy")

	ada.get("/tablets")
	ada.want(ada.post("/tablets/"+d.Device+"/revoke"), http.StatusSeeOther, "")
	reviewed, _, sealed := made("g", until)
	if _, raw := d.handIn(d.seal(sealed)); raw.status != http.StatusOK {
		t.Fatalf("hand in: status %d, %s", raw.status, raw.body)
	}
	gone(reviewed, "waiting for review")
	ada.want(ada.post("/tablets/review/"+d.Device+"/"+caseID+"/take"), http.StatusSeeOther, "")
	client.want(client.get(reviewed), http.StatusOK, "Open my copy")
}
