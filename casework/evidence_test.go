package casework

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func full() Evidence {
	return Evidence{
		Agency: "Rivers <Family> Services", Agreed: 1, Attachment: "a1", CanvasH: 20000, CanvasW: 50000, Capacity: "self", Case: "case",
		ConsentHash: "c0", ContactUTC: 1794000000000, ContentHash: "d0", Contract: "contract", Device: "tablet", DeviceUTC: 1794000300000, Epoch: 1,
		Identified: "known", Interpreter: "Ana", Locale: "en", Method: "mark", Name: "Maria Lopez", Offset: -1200, Party: "client", Person: "person:1",
		Pointer: "pen", Previous: "e0", PreviousDevice: "e1", ReadBy: "Dana Reed", ReadHow: "aloud", Release: "dev", Seq: 7, StrokesHash: "f0", Taught: 2, Template: "standard@1",
		Tenant: "t", Typed: "Maria Lopez", Witness: "W", Witness2: "W2", Witness2Hash: "w2", WitnessHash: "w", Worker: "worker",
	}
}

// Every member is there, in the order of its key, and no number has a fraction:
// the next build and other programs find the same bytes.
func TestEvidenceIsCanonical(t *testing.T) {
	text, hash := full().Seal()
	kind, keys := reflect.TypeFor[Evidence](), []string{}
	for i := range kind.NumField() {
		field := kind.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.Type.Kind() == reflect.Float64 || field.Type.Kind() == reflect.Bool {
			t.Errorf("%s is a %s; numbers are whole", field.Name, field.Type)
		}
		if !strings.Contains(text, `"`+name+`":`) {
			t.Errorf("%s does not stand in %s", name, text)
		}
		keys = append(keys, name)
	}
	if !slices.IsSorted(keys) {
		t.Errorf("keys are not sorted: %v", keys)
	}
	var loose map[string]any
	if err := json.Unmarshal([]byte(text), &loose); err != nil {
		t.Fatal(err)
	}
	if len(loose) != len(keys) {
		t.Errorf("%d members of %d", len(loose), len(keys))
	}
	if want := HashText("evidence/v1\n" + text); hash != want {
		t.Errorf("hash %s, want %s", hash, want)
	}
	if strings.Contains(text, `\u003c`) {
		t.Error("names are written as they are")
	}
}

func TestEvidenceIsReadBack(t *testing.T) {
	text, hash := full().Seal()
	record := &Record{Kind: KindSignature, Fields: map[string]string{"evidence": text, "evidence_hash": hash}}
	read, ok := EvidenceOf(record)
	want := full()
	want.Version = EvidenceVersion
	if !ok || read != want {
		t.Errorf("read %+v", read)
	}
	record.Fields["evidence"] = strings.Replace(text, "Maria", "Marie", 1)
	if _, ok := EvidenceOf(record); ok {
		t.Error("changed evidence was read")
	}
	if _, ok := EvidenceOf(&Record{}); ok {
		t.Error("a signature from before there was evidence has none")
	}
}

func assertionOver(challenge, kind string, flags byte) string {
	client, _ := json.Marshal(map[string]any{"type": kind, "challenge": challenge, "origin": "https://doorstep.example", "crossOrigin": false})
	data := make([]byte, 37)
	data[32] = flags
	encode := base64.RawURLEncoding.EncodeToString
	text, _ := json.Marshal(Assertion{ID: "abc", AuthenticatorData: encode(data), ClientData: encode(client), Signature: "c2ln"})
	return string(text)
}

// Attack 4: an assertion made for a login (or for other evidence) is none for this.
func TestAttack04AssertionOfSomethingElseIsRefused(t *testing.T) {
	_, hash := full().Seal()
	_, other := Evidence{}.Seal()
	for name, try := range map[string]struct {
		text string
		want bool
	}{
		"over this hash":       {assertionOver(Challenge(hash), "webauthn.get", 5), true},
		"over a login":         {assertionOver("tHSuqb1a6e3RVUGpVXjpO8mYPJlVFdVyzGrvU8VOo5E", "webauthn.get", 5), false},
		"over other evidence":  {assertionOver(Challenge(other), "webauthn.get", 5), false},
		"a registration":       {assertionOver(Challenge(hash), "webauthn.create", 5), false},
		"user was not checked": {assertionOver(Challenge(hash), "webauthn.get", 1), false},
		"nothing":              {"", false},
		"no assertion":         {`{"id":"abc"}`, false},
	} {
		if _, ok := ReadAssertion(try.text, hash); ok != try.want {
			t.Errorf("%s: %v", name, ok)
		}
	}
}
