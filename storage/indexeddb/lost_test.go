//go:build js && wasm

package indexeddb_test

import (
	"testing"

	"doorstep/casework"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
)

// TestLostChunks: a browser that lost a chunk of a case shows nothing half of it,
// says so to the office by the case's mark, and takes the case anew. Other cases
// and unsent work are as they were.
func TestLostChunks(t *testing.T) {
	for _, store := range []string{"bodies", "heads"} {
		t.Run(store, func(t *testing.T) {
			vault := newVault(t)
			replica := openStore(t, vault)
			var w writer
			land(t, replica, w.opens())
			segment := func(position int64) (exchange.Mark, []byte, []byte) {
				records := []*casework.Record{{ID: "a", Kind: casework.KindCase, Fields: map[string]string{"name": "Ruiz", "worker": "may"}, Created: casework.Stamp{Seq: position}}}
				mark := exchange.Mark{Case: "a", Position: position, Digest: casework.DigestOf(records).String()}
				packed, err := exchange.PackSegment(exchange.SegmentHead{Mark: mark, Summary: casework.Summary{Case: "a", Name: "Ruiz", Worker: "may"}}, records,
					exchange.InColumns, func(plain []byte) ([]byte, error) { return gzipped(t, string(plain)), nil })
				if err != nil {
					t.Fatal(err)
				}
				head, body, err := exchange.SplitSegment(packed)
				if err != nil {
					t.Fatal(err)
				}
				return mark, head, body
			}
			mark, head, body := segment(3)
			if err := replica.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body}}); err != nil {
				t.Fatal(err)
			}
			replica.Close()
			raw(t, vault, func(tx *web.Tx) { tx.Delete(store, "a") })
			replica = openStore(t, vault)
			if store == "bodies" {
				if file, err := replica.File(t.Context(), "a"); err != nil || len(file.Records) > 0 {
					t.Errorf("the case shows %v (%v)", file, err)
				}
			}
			if list, err := replica.Summaries(t.Context()); err != nil || store == "heads" && len(list) != 1 {
				t.Errorf("the caseload lists %v (%v)", list, err)
			}
			marks, err := replica.Marks(t.Context())
			if err != nil || len(marks) != 2 || marks[1] != (exchange.Mark{Case: "a"}) && marks[0] != (exchange.Mark{Case: "a"}) {
				t.Errorf("marks %+v (%v), want one that says nothing of the case", marks, err)
			}
			if err := replica.StoreSegments(t.Context(), []exchange.Arrived{{Mark: mark, Head: head, Body: body}}); err != nil {
				t.Fatal(err)
			}
			if file, err := replica.File(t.Context(), "a"); err != nil || file.Record("a") == nil || file.Seen != 3 {
				t.Errorf("given again the case shows %v (%v)", file, err)
			}
			if list, err := replica.Summaries(t.Context()); err != nil || len(list) != 2 {
				t.Errorf("the caseload lists %v (%v), want 2", list, err)
			}
			if waiting, err := replica.Waiting(t.Context(), 0); err != nil || len(waiting) != 1 {
				t.Errorf("%d operations wait (%v), want 1", len(waiting), err)
			}
		})
	}
}
