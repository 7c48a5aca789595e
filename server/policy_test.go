package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// packText is the pack as an administrator finds it in the form.
func packText(t *testing.T, page string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<textarea[^>]*name="pack"[^>]*>(.*?)</textarea>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no pack in the form: %s", page)
	}
	return strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(strings.TrimPrefix(found[1], "\n"))
}

// An administrator changes a time frame: nonsense is refused with its line and
// stays typed, the preview comes before the pack is in force, and an earlier
// version can be brought back.
func TestPolicyPack(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	ben.want(ben.get("/practice/policy"), http.StatusNotFound, "")
	ben.get("/")
	ben.want(ben.post("/practice/policy", "pack", "{}"), http.StatusNotFound, "")

	// A case with a missed date that its worker answered while the tablet was away.
	removed := today(t).AddDate(0, 0, -60).Format(time.DateOnly)
	caseID, made := d.newCase("Fieldfamily")
	d.put(made, d.write(caseID, caseID, casework.KindCase, oplog.Change{Do: oplog.Set, Field: "removed_on", To: removed}))
	due := casework.AddDays(removed, 30)

	page := ada.get("/practice/policy")
	ada.want(page, http.StatusOK, "Look at what would change")
	text := packText(t, page.body)
	sooner := strings.Replace(text, `"days": 30`, `"days": 20`, 1)
	if sooner == text || !strings.Contains(text, `"id": "first-referral"`) {
		t.Fatalf("the pack is %s", text)
	}
	for nonsense, says := range map[string]string{
		strings.Replace(text, `"from": "removed"`, `"from": "nothing"`, 1):             "“nothing” is nothing that a case counts from",
		strings.Replace(text, `"from": "removed"`, `"from": "rule:first-referral"`, 1): "waits, by way of others, for itself",
		"{\n\"name\": \"Ours\",\n oops":                                                "Line 3: the text stops being JSON here",
		strings.Replace(text, `"days": 30`, `"days": 30, "weeks": 2`, 1):               "“weeks” is no field of a pack",
	} {
		refused := ada.post("/practice/policy", "version", "0", "do", "look", "pack", nonsense)
		ada.want(refused, http.StatusUnprocessableEntity, says)
		if packText(t, refused.body) != nonsense {
			t.Errorf("what was typed came back as %.300q, want %.300q", packText(t, refused.body), nonsense)
		}
	}
	look := ada.post("/practice/policy", "version", "0", "do", "keep", "pack", sooner)
	ada.want(look, http.StatusOK, "It changes dates of 1 open case.")
	ada.want(look, http.StatusOK, "First service referrals: 1 date moves")
	if strings.Contains(look.body, "Fieldfamily") {
		t.Error("an administrator reads the name of a family")
	}
	looked := regexp.MustCompile(`name="looked" value="([0-9a-f]+)"`).FindStringSubmatch(look.body)[1]
	ada.want(ada.post("/practice/policy", "version", "0", "do", "keep", "looked", looked, "pack", strings.Replace(text, `"days": 30`, `"days": 21`, 1)), http.StatusOK, "What would change")
	ada.want(ada.post("/practice/policy", "version", "0", "do", "keep", "looked", looked, "pack", sooner), http.StatusSeeOther, "")
	ada.want(ada.get("/practice/versions/1"), http.StatusOK, "First service referrals")

	// The tablet comes back: its answer lands, the pack reaches it, and the date
	// that was answered is still answered.
	answer := d.write(caseID, "01980000-0000-7000-8000-00000000beef", casework.KindDeadlineAnswer, oplog.Change{Do: oplog.Create},
		oplog.Change{Do: oplog.Set, Field: "rule", To: "first-referral"}, oplog.Change{Do: oplog.Set, Field: "due", To: due}, oplog.Change{Do: oplog.Set, Field: "reason", To: "The court was closed."})
	reply, _ := d.sync(exchange.Request{Operations: []json.RawMessage{answer}})
	if len(reply.Results) != 1 || reply.Results[0].Outcome != oplog.Applied {
		t.Fatalf("the answer became %+v", reply.Results)
	}
	pack := reply.House.Rules().PolicyPack()
	if pack.Version != 2 || len(pack.Former) != 1 {
		t.Fatalf("the tablet has version %d, former rules %+v", pack.Version, pack.Former)
	}
	ben.want(ben.get(fmt.Sprintf("/cases/%s/deadlines/first-referral/-/%s", caseID, casework.AddDays(removed, 20))), http.StatusOK, "The court was closed.")

	ada.get("/practice")
	ada.want(ada.post("/practice/frames", "version", "1", "brief", "30", "short_term", "100", "long_term", "700"), http.StatusSeeOther, "")
	ada.want(ada.post("/practice/policy", "version", "1", "do", "keep", "looked", looked, "pack", sooner), http.StatusConflict, "Nothing was saved")
	back := packText(t, ada.get("/practice/policy?from=michigan").body)
	kept := ada.post("/practice/policy", "version", "2", "do", "look", "pack", back)
	looked = regexp.MustCompile(`name="looked" value="([0-9a-f]+)"`).FindStringSubmatch(kept.body)[1]
	ada.want(ada.post("/practice/policy", "version", "2", "do", "keep", "looked", looked, "pack", back), http.StatusSeeOther, "")
	ada.want(ada.post("/practice/versions/1/back", "version", "3"), http.StatusSeeOther, "")
	ada.want(ada.get("/practice"), http.StatusOK, "version 4")
	if !strings.Contains(packText(t, ada.get("/practice/policy").body), `"days": 20`) {
		t.Error("the earlier pack did not come back")
	}
}
