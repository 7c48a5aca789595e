package pages_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/pages"
)

// TestContractOfTwoHundredItems goes from a plan of 200 actions to both
// signatures: each action is there to be read, and none is cut.
func TestContractOfTwoHundredItems(t *testing.T) {
	b, caseID := planned(t)
	issue := b.file(caseID).Of(casework.KindIssue)[0].ID
	var entries []pages.Entry
	for i := range 200 {
		id := fmt.Sprintf("01980000-0000-7000-9000-%012d", i)
		entries = append(entries, pages.Made(id, casework.KindAction, map[string]string{
			"issue": issue, "type": "task", "what": fmt.Sprintf("Step %d of many.", i), "who": "staff:dana", "state": "to_be_given",
		}))
	}
	if err := b.env.Write(context.Background(), pages.Request{Actor: danaReed, Now: firstDay}, caseID, entries...); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/plan", "/plan/print", "/plan/who"} {
		b.open("/cases/"+caseID+path).expect(200, "Step 0 of many.", "Step 99 of many.", "Step 199 of many.")
	}
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.").expect(200, "Maria has a lease.")
	b.follow("read").expect(200, "Read before you sign")
	for i := range 200 {
		if !strings.Contains(b.text, fmt.Sprintf("Step %d of many.", i)) {
			t.Fatalf("item %d is not there to be read", i)
		}
	}
	b.submit("start-form").expect(200, "Sign the contract")
	b.sign("client", crossOfMaria).sign("worker", lineOfDana).expect(200, "Signed by both")
	signed := contractOf(b, caseID)
	content, err := casework.ThawContract(signed.Get("content"), signed.Get("content_hash"))
	if err != nil || len(content.Items) < 200 {
		t.Errorf("%d items were signed: %v", len(content.Items), err)
	}
}
