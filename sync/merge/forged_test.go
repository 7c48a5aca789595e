package merge_test

import (
	"testing"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// signing is a story up to the moment in which signing of contract k of may and
// Ana Ruiz has started. It returns the hash that is to be signed.
func (tell *teller) signing() (hash string) {
	tell.t.Helper()
	content, hash := casework.ContractContent{
		Format: 1, Case: caseID, Contract: "k", Client: "Ana Ruiz", Worker: "May Torres", EndsWhen: "Ana has a lease.", Frozen: "2026-11-21T09:00:00Z",
		Items: []casework.ContractContentItem{{Words: "call", Who: "May Torres"}},
	}.Freeze()
	results := tell.land("may",
		tell.op("tab1", "may", 2, "p", casework.KindPerson, makes("name", "Ana Ruiz", "role", "mother")...),
		tell.op("tab1", "may", 2, "k", casework.KindContract, makes("client", "p", "worker", "may")...),
		tell.op("tab1", "may", 4, "k", casework.KindContract, change(oplog.Set, "content", content), change(oplog.Set, "content_hash", hash), change(oplog.Set, "frozen_at", "2026-11-21T09:00:00Z")))
	for _, result := range results {
		if result.Outcome != oplog.Applied {
			tell.t.Fatalf("freezing: %+v", results)
		}
	}
	return hash
}

func change(do oplog.Verb, field, to string) oplog.Change {
	return oplog.Change{Do: do, Field: field, To: to}
}

// TestForgedSignature: an operation that shows the rules one value and would
// write another is kept. Grace may take the client's signature on her tablet;
// what she writes must not become a signature of may.
func TestForgedSignature(t *testing.T) {
	tell := newTeller(t)
	hash := tell.signing()
	mays := makes("contract", "k", "party", "worker", "person", "staff:may", "name", "May Torres", "method", "draw", "strokes", ink,
		"signed_at", "2026-11-21T09:00:00Z", "signed_on", "2026-11-21", "content_hash", hash)
	anas := []oplog.Change{change(oplog.Resolve, "party", "client"), change(oplog.Resolve, "person", "person:p"), change(oplog.Resolve, "name", "Ana Ruiz")}
	twice := []oplog.Change{change(oplog.Set, "party", "client"), change(oplog.Set, "person", "person:p"), change(oplog.Set, "name", "Ana Ruiz")}
	for name, changes := range map[string][]oplog.Change{
		"may's words under Ana's": append(append([]oplog.Change{}, mays...), anas...),
		"Ana's words after may's": append(append([]oplog.Change{}, mays...), twice...),
		"may's words, plainly":    mays,
	} {
		result := tell.land("grace", tell.op("tab2", "grace", 5, "s", casework.KindSignature, changes...))[0]
		if result.Outcome != oplog.Kept {
			t.Errorf("%s: %+v, want kept", name, result)
		}
	}
	if file := tell.file(); len(casework.SignaturesOf(file, file.Record("k"))) != 0 {
		t.Error("the contract carries a signature that nobody drew")
	}
}

// TestOddOperations: what no form of ours writes is kept and changes nothing.
func TestOddOperations(t *testing.T) {
	for name, changes := range map[string][]oplog.Change{
		"a field twice":                   {change(oplog.Set, "worker", "eve"), change(oplog.Set, "worker", "may")},
		"a field set and then chosen":     {change(oplog.Set, "worker", "eve"), change(oplog.Resolve, "worker", "may")},
		"a removal set as if a field":     {change(oplog.Set, casework.FieldRemoved, "gone")},
		"a verb of another build":         {change("append", "name", "x")},
		"a field without a name":          {change(oplog.Set, "", "x")},
		"making it after setting it":      {change(oplog.Set, "name", "x"), {Do: oplog.Create}},
		"making it and hiding it":         {{Do: oplog.Create}, {Do: oplog.Remove, To: "x"}},
		"making it by choosing its words": {{Do: oplog.Create}, change(oplog.Resolve, "name", "x")},
	} {
		tell := newTeller(t)
		before := tell.file().Record(caseID).Digest()
		result := tell.land("may", tell.op("tab1", "may", 0, caseID, casework.KindCase, changes...))[0]
		if result.Outcome != oplog.Kept {
			t.Errorf("%s: %+v, want kept", name, result)
		}
		if tell.file().Record(caseID).Digest() != before {
			t.Errorf("%s: the case changed", name)
		}
	}
}

// TestKeepingAFrozenContract: somebody hid a draft while it was being frozen on
// a tablet. The freezing stands; the removal beside it can be put aside.
func TestKeepingAFrozenContract(t *testing.T) {
	tell := newTeller(t)
	content, hash := casework.ContractContent{
		Format: 1, Case: caseID, Contract: "k", Client: "Ana Ruiz", Worker: "May Torres", EndsWhen: "Ana has a lease.", Frozen: "2026-11-21T09:00:00Z",
		Items: []casework.ContractContentItem{{Words: "call", Who: "May Torres"}},
	}.Freeze()
	tell.land("may",
		tell.op("tab1", "may", 2, "p", casework.KindPerson, makes("name", "Ana Ruiz", "role", "mother")...),
		tell.op("tab1", "may", 2, "k", casework.KindContract, makes("client", "p", "worker", "may")...))
	tell.land("grace", tell.op("desk", "grace", 4, "k", casework.KindContract, oplog.Change{Do: oplog.Remove, To: "not now"}))
	tell.land("may", tell.op("tab1", "may", 4, "k", casework.KindContract, change(oplog.Set, "content", content), change(oplog.Set, "content_hash", hash), change(oplog.Set, "frozen_at", "2026-11-21T09:00:00Z")))
	open := tell.file().Record("k").Open(casework.FieldRemoved)
	if len(open) != 1 {
		t.Fatalf("the removal does not stand beside the contract: %+v", tell.file().Record("k"))
	}
	keep := oplog.Change{Do: oplog.Resolve, Field: casework.FieldRemoved, Siblings: []string{open[0].ID}}
	if result := tell.land("may", tell.op("desk", "may", 6, "k", casework.KindContract, keep))[0]; result.Outcome != oplog.Applied {
		t.Errorf("keeping the contract: %+v", result)
	}
	if record := tell.file().Record("k"); len(record.Siblings) != 0 || record.Get("content_hash") != hash || record.Removed != nil {
		t.Errorf("afterwards: %+v", record)
	}
}
