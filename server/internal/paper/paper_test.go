package paper_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"doorstep/casework"
	"doorstep/server/internal/paper"
)

func printer(t *testing.T) *paper.Printer {
	t.Helper()
	p, err := paper.With([2][]byte{goregular.TTF, gobold.TTF})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// signed is a file with one contract that both signed, with these words.
func signed(t testing.TB, words string, items int) paper.Signed {
	t.Helper()
	content := casework.ContractContent{
		Format: 2, Agency: "Harbour", Case: "c1", Contract: "k1", Title: "Contract", Client: "Maria Alder", Worker: "Dana Reed",
		About: words, Template: "standard@3", Language: "en", EndsWhen: "The goals are reached.", EndsOn: "2027-03-01", Consent: "We agree to sign here.",
		Frozen: "2026-11-21T12:00:00.000Z",
	}
	for i := range items {
		content.Items = append(content.Items, casework.ContractContentItem{Words: fmt.Sprintf("Step %d. %s", i, words), Who: "Maria Alder", ByWhen: "2026-12-01"})
	}
	frozen, hash := content.Freeze()
	file := casework.NewFile("c1")
	add := func(id string, kind casework.Kind, fields map[string]string) *casework.Record {
		file.Records[id] = &casework.Record{ID: id, Kind: kind, Fields: fields}
		return file.Records[id]
	}
	contract := add("k1", casework.KindContract, map[string]string{"content": frozen, "content_hash": hash, "frozen_at": "2026-11-21T12:00:00.000Z", "client": "p1", "worker": "w1"})
	received := map[string]time.Time{}
	for _, party := range casework.Parties {
		name, person := content.Signer(contract, party)
		evidence := casework.Evidence{
			Agency: "Harbour", Case: "c1", Contract: "k1", ContentHash: hash, ConsentHash: casework.HashText(content.Consent), Device: "d1",
			DeviceUTC: at("2026-11-23T14:05:00Z").UnixMilli(), ContactUTC: at("2026-11-23T08:00:00Z").UnixMilli(), Offset: 180_000,
			Method: "draw", Name: name, Party: party, Person: person, StrokesHash: casework.HashText(crossed), Worker: "w1", Seq: 4,
		}
		text, evidenceHash := evidence.Seal()
		fields := map[string]string{
			"contract": "k1", "party": party, "name": name, "person": person, "method": "draw", "content_hash": hash,
			"signed_at": "2026-11-23T14:05:00.000Z", "signed_on": "2026-11-23", "strokes": crossed, "agreed": "yes",
			"capacity": "parent", "identified": "known", "read_how": "aloud", "language": "en", "evidence": text, "evidence_hash": evidenceHash,
		}
		if party == casework.PartyWorker {
			fields["capacity"], fields["identified"], fields["read_how"], fields["assertion"] = "worker", "signed_in", "self", "{}"
		}
		received[add("s-"+party, casework.KindSignature, fields).ID] = at("2026-11-26T09:12:00Z")
	}
	return paper.Signed{
		File: file, Contract: contract, Received: received, Origin: "https://doorstep.example.org",
		Calendar: casework.NewCalendar(time.UTC, 2025, 2030),
	}
}

const crossed = `{"w":60000,"h":20000,"strokes":[[[1000,1000,0],[9000,9000,16],[17000,2000,32]],[[20000,5000,48],[30000,5100,64]]]}`

func at(text string) time.Time {
	moment, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	return moment
}

// again is the same contract, read anew.
func again(s paper.Signed) paper.Signed {
	s.File, s.Contract = s.File.Clone(), s.Contract.Clone()
	return s
}

func check(t *testing.T, pdf []byte) int {
	t.Helper()
	if err := api.Validate(bytes.NewReader(pdf), nil); err != nil {
		t.Fatalf("pdfcpu: %v", err)
	}
	pages, err := api.PageCount(bytes.NewReader(pdf), nil)
	if err != nil {
		t.Fatalf("pdfcpu: %v", err)
	}
	return pages
}

func TestContractIsAValidPDF(t *testing.T) {
	one := signed(t, "Look for a flat together.", 3)
	pdf, err := printer(t).Contract(one)
	if err != nil {
		t.Fatal(err)
	}
	if pages := check(t, pdf); pages > 4 {
		t.Errorf("%d pages, want at most four", pages)
	}
}

func TestSameContractSameBytes(t *testing.T) {
	one := signed(t, "Look for a flat together.", 3)
	first, err := printer(t).Contract(one)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		second, err := printer(t).Contract(again(one))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Fatal("the same contract gave other bytes")
		}
	}
}

func TestLongAndOddWords(t *testing.T) {
	for name, words := range map[string]string{
		"one endless word": strings.Repeat("Donaudampfschiff", 80),
		"many lines":       strings.Repeat("A line of words that goes on.\n", 120),
		"other letters":    "Tomás Łucja 今日 سلام 🙂",
		"nothing":          "",
		"hostile":          "(Tj) ET \\ <script>alert(1)</script> %PDF-1.7 endobj",
	} {
		t.Run(name, func(t *testing.T) {
			one := signed(t, words, 12)
			pdf, err := printer(t).Contract(one)
			if err != nil {
				t.Fatal(err)
			}
			check(t, pdf)
		})
	}
}

func TestUnsignedAndAlteredContractsAreNotPrinted(t *testing.T) {
	one := signed(t, "Words.", 1)
	delete(one.File.Records, "s-client")
	if _, err := printer(t).Contract(one); casework.CodeOf(err) != casework.Incomplete {
		t.Errorf("one signature: error %v, want Incomplete", err)
	}
	one = signed(t, "Words.", 1)
	one.Contract.Fields["content"] = strings.Replace(one.Contract.Fields["content"], "Words", "Other", 1)
	if _, err := printer(t).Contract(one); casework.CodeOf(err) != casework.Immutable {
		t.Errorf("altered words: error %v, want Immutable", err)
	}
}

// A paper says the language of the words that were signed. What was frozen before
// contracts said so keeps its bytes, and nothing but a language gets into the frame.
func TestAPaperSaysItsLanguage(t *testing.T) {
	draw := func(format int, language string) []byte {
		t.Helper()
		one := signed(t, "Buscamos un piso juntos.", 1)
		content, err := casework.ThawContract(one.Contract.Get("content"), one.Contract.Get("content_hash"))
		if err != nil {
			t.Fatal(err)
		}
		content.Format, content.Language = format, language
		text, hash := content.Freeze()
		one.Contract.Fields["content"], one.Contract.Fields["content_hash"] = text, hash
		for _, party := range casework.Parties {
			one.File.Record("s-" + party).Fields["content_hash"] = hash
		}
		pdf, err := printer(t).Contract(one)
		if err != nil {
			t.Fatal(err)
		}
		check(t, pdf)
		return pdf
	}
	for _, row := range []struct {
		format         int
		language, says string
	}{
		{1, "", "en"}, {2, "es", "en"}, {2, "en", "en"}, {3, "es", "es"}, {3, "en", "en"}, {3, "", "en"}, {3, "pt-BR", "pt-BR"},
		{3, "es) /OpenAction (x", "en"}, {3, "a b", "en"},
	} {
		pdf := draw(row.format, row.language)
		if !bytes.Contains(pdf, []byte("/Lang ("+row.says+")")) || bytes.Contains(pdf, []byte("OpenAction")) {
			t.Errorf("format %d in %q does not say that it is in %q", row.format, row.language, row.says)
		}
		if again := draw(row.format, row.language); !bytes.Equal(pdf, again) {
			t.Errorf("format %d in %q: the same contract gave other bytes", row.format, row.language)
		}
	}
	spanish := sheet("Buscamos un piso.")
	spanish.Lang = "es"
	if pdf, err := built(t).Plan(spanish, at("2026-11-21T12:00:00Z")); err != nil || !bytes.Contains(pdf, []byte("/Lang (es)")) {
		t.Errorf("the plan does not say that it is Spanish (%v)", err)
	}
}

// What was frozen before papers said their language, and before templates had labels
// of their own, gives the bytes that it always gave.
func TestAnOlderContractKeepsItsBytes(t *testing.T) {
	pdf, err := printer(t).Contract(signed(t, "Look for a flat together.", 3))
	if err != nil {
		t.Fatal(err)
	}
	const want = "160d281b1992bf3aed06b030c44bff4cbee7b83e17d50b882f14bc27a5012bc5"
	if sum := fmt.Sprintf("%x", sha256.Sum256(pdf)); sum != want {
		t.Errorf("the paper has the hash %s, want %s", sum, want)
	}
}

func TestMissingFacesAreTold(t *testing.T) {
	if _, err := paper.Open(fstest.MapFS{}); !errors.Is(err, paper.ErrNoFaces) {
		t.Errorf("error %v, want ErrNoFaces", err)
	}
}
