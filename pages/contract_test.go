package pages_test

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/storage/memory"
	"doorstep/sync/oplog"
	"doorstep/views"
)

const (
	crossOfMaria = `{"w":60000,"h":24000,"strokes":[[[1000,1000,0],[9000,9000,180]],[[9000,1000,600],[1000,9000,790]]]}`
	lineOfDana   = `{"w":60000,"h":24000,"strokes":[[[2000,12000,0],[30000,9000,200],[58000,12000,410]]]}`
)

// planned is an office with one case, its mother and two open actions, and Dana
// in front of it.
func planned(t *testing.T) (b *browser, caseID string) {
	t.Helper()
	numbers := &ids{}
	return planIn(t, officeEnv(numbers), numbers)
}

func planIn(t *testing.T, env *pages.Env, numbers *ids) (b *browser, caseID string) {
	t.Helper()
	b = at(t, env, danaReed)
	caseID = numbers.next()
	put := func(kind casework.Kind, pairs ...string) string {
		t.Helper()
		id := numbers.next()
		if kind == casework.KindCase {
			id = caseID
		}
		fields := map[string]string{}
		for i := 0; i < len(pairs); i += 2 {
			fields[pairs[i]] = pairs[i+1]
		}
		if err := env.Write(context.Background(), pages.Request{Actor: danaReed, Now: firstDay}, caseID, pages.Made(id, kind, fields)); err != nil {
			t.Fatalf("make %s: %v", kind, err)
		}
		return id
	}
	put(casework.KindCase, "name", "Alder", "worker", "dana")
	maria := put(casework.KindPerson, "name", "Maria Alder", "call_name", "Mari", "role", "mother")
	put(casework.KindGoal, "words", "I want my kids home by summer")
	issue := put(casework.KindIssue, "what", "Housing")
	put(casework.KindAction, "issue", issue, "type", "service", "what", "two flats to look at", "who", "staff:dana", "by_when", "2026-12-01")
	put(casework.KindAction, "issue", issue, "type", "task", "what", "collect the papers", "who", "person:"+maria)
	put(casework.KindAction, "issue", issue, "type", "task", "what", "already done", "who", "Aunt Rosa", "done", "yes")
	return b, caseID
}

func contractOf(b *browser, caseID string) *casework.Record {
	b.t.Helper()
	list := b.file(caseID).Of(casework.KindContract)
	if len(list) == 0 {
		b.t.Fatal("no contract in the case")
	}
	return list[len(list)-1]
}

// frozen leads the browser to a contract whose signing has started.
func frozen(t *testing.T) (b *browser, caseID, contract string) {
	t.Helper()
	b, caseID = planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract = contractOf(b, caseID).ID
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.").expect(200, "Maria has a lease.")
	b.follow("read").expect(200, "Read before you sign").submit("start-form").expect(200, "Sign the contract")
	return b, caseID, contract
}

func (b *browser) sign(party, strokes string) *browser {
	b.t.Helper()
	b.toWays(party).follow("way-draw").submit("sign", "strokes", strokes).expect(200, "Is this your signature?")
	return b.submit("finish-form")
}

// toWays goes through the steps before the choice between the ways of signing.
func (b *browser) toWays(party string) *browser {
	b.t.Helper()
	b.follow("party-" + party + "-sign")
	if party == casework.PartyClient {
		b.expect(200, "Who signs?").submit("sign", "capacity", "self", "identified", "known")
		if b.has("hand-form") {
			b.follow("stay")
		}
		b.expect(200, "Screen or paper?").submit("sign", "agree", "screen")
		b.expect(200, "Read it first").submit("sign", "read_how", "self")
		return b.expect(200, "In your own words").submit("sign", "skip", "yes").expect(200, "How do you want to sign?")
	}
	return b.expect(200, "Read it first").submit("sign").expect(200, "How do you want to sign?")
}

func signed(t *testing.T) (b *browser, caseID, contract string) {
	t.Helper()
	b, caseID, contract = frozen(t)
	b.sign("client", crossOfMaria).sign("worker", lineOfDana).expect(200, "Signed by both")
	return b, caseID, contract
}

func TestContractFromPlanToBothSignatures(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/"+caseID+"/contracts").expect(200, "There is no contract yet", "Mari")
	b.submit("make-form").expect(200, "Contract in the making",
		"Dana Reed will arrange this: two flats to look at", "By 1 December 2026",
		"Maria Alder will do this: collect the papers", "No day agreed")
	if strings.Contains(b.text, "already done") {
		t.Errorf("a done action is in the contract: %s", b.text)
	}
	b.follow("read").expect(200, "Between Maria Alder and Dana Reed, Practice Agency").submit("start-form").expect(422, "Say when this work ends")
	if !b.has("error-summary") {
		t.Error("no error summary")
	}
	b.follow("edit").follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.", "ends_on.day", "1", "ends_on.month", "sept", "ends_on.year", "2027")
	b.expect(200, "Maria has a lease.", "1 September 2027")
	b.follow("read").submit("start-form").expect(200, "Sign the contract", "Sign as Maria Alder", "Sign as Dana Reed", "I do not want to sign")
	b.toWays("client").expect(200, "I am Maria Alder. With my signature I agree to this contract of 16 November 2026 between Maria Alder and Dana Reed.",
		"I do not want to sign").follow("way-draw")
	b.submit("sign", "strokes", "").expect(422)
	if !b.has("error-summary") || !b.has("pad-error") {
		t.Error("an empty pad gives no error summary")
	}
	b.submit("sign", "strokes", crossOfMaria).expect(200, "Is this your signature?", "Nothing is signed until you tap Finish")
	if count := len(b.file(caseID).Of(casework.KindSignature)); count != 0 {
		t.Errorf("%d signatures before Finish, want none", count)
	}
	b.submit("finish-form").expect(200, "The signature is kept", "Signed on 16 November 2026", "Sign as Dana Reed")
	b.sign("worker", lineOfDana).expect(200, "Signed by both", "What happens next", "The PDF is made at the office after sync")
	file := b.file(caseID)
	contract := contractOf(b, caseID)
	if state := casework.StateOf(file, contract); state != casework.ContractSigned {
		t.Fatalf("state = %s, want signed", state)
	}
	if !strings.Contains(b.text, contract.Get("content_hash")) {
		t.Error("the page does not show the mark of the signed words")
	}
	for party, signature := range casework.SignaturesOf(file, contract) {
		want := map[string][3]string{
			"client": {"Maria Alder", "person:" + contract.Get("client"), crossOfMaria}, "worker": {"Dana Reed", "staff:dana", lineOfDana},
		}[party]
		if got := [3]string{signature.Get("name"), signature.Get("person"), signature.Get("strokes")}; got != want {
			t.Errorf("%s signature = %v, want %v", party, got, want)
		}
	}
	b.open("/cases/"+caseID+"/contracts").expect(200, "Signed by both", "Signed on 16 November 2026")
}

// TestSigningOnATabletWithoutNetwork walks the same path over a tablet's store,
// where no operation has a number of the office yet.
func TestSigningOnATabletWithoutNetwork(t *testing.T) {
	numbers := &ids{}
	store := memory.NewTablet()
	pen := &pages.Pen{Device: "tablet-1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, pen.Device, pen.Epoch) }
	b, caseID := planIn(t, &pages.Env{Store: store, Pen: pen, NewID: numbers.next}, numbers)
	b.home = views.Tablet
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.").follow("read").submit("start-form").expect(200, "Sign the contract")
	b.sign("worker", lineOfDana).expect(200, "The signature is kept").sign("client", crossOfMaria)
	b.expect(200, "Signed by both", "The PDF is made at the office after sync")
	contract := contractOf(b, caseID).ID
	b.send("POST", "/cases/"+caseID+"/contracts/"+contract+"/words", values("ends_when", "never")).expect(409, "These words cannot change any more", "never")
}

// papers answers for the office where the PDF is.
type papers struct{ place storage.Place }

func (p papers) PaperPlace(context.Context, string, string) (storage.Place, error) {
	return p.place, nil
}

func TestPaperIsOfferedWhereItIs(t *testing.T) {
	b, caseID, contract := signed(t)
	for place, sentence := range map[storage.Place]string{
		storage.Nowhere: "The PDF waits for storage", storage.Here: "Open the PDF (it waits for storage)", storage.Safe: "Open the PDF",
	} {
		b.env.Papers = papers{place}
		for _, path := range []string{"/contracts", "/contracts/" + contract} {
			b.open("/cases/"+caseID+path).expect(200, sentence)
			if b.has("paper-"+contract) != (place != storage.Nowhere) {
				t.Errorf("%s with the PDF at %q: link is %v", path, place, b.has("paper-"+contract))
			}
		}
	}
}

func TestContractShowsChangedPlanAndMakesNewVersion(t *testing.T) {
	b, caseID, contract := signed(t)
	tick := func(field, to string) {
		file := b.file(caseID)
		action := file.Of(casework.KindAction)[0]
		entry, _ := pages.Edited(action, file.Seen, map[string]string{field: to})
		if err := b.env.Write(context.Background(), pages.Request{Actor: danaReed, Now: b.now}, caseID, entry); err != nil {
			t.Fatal(err)
		}
	}
	tick("done", "yes")
	b.open("/cases/"+caseID+"/contracts/"+contract).expect(200, "Signed by both")
	if strings.Contains(b.text, "Changed since") {
		t.Error("a tick counts as a change of the plan")
	}
	tick("done", "")
	tick("what", "three flats to look at")
	b.open("/cases/"+caseID+"/contracts").expect(200, "Changed since you both signed")
	b.open("/cases/"+caseID+"/contracts/"+contract).expect(200, "Changed since you both signed", "two flats to look at")
	b.submit("version-"+contract).expect(200, "Contract in the making", "three flats to look at", "Maria has a lease.")
	if next := contractOf(b, caseID); next.ID == contract {
		t.Error("no new contract was made")
	}
}

func TestContractItemsMoveLeaveAndComeBack(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	contract := contractOf(b, caseID)
	items := func() []*casework.Record { return casework.ItemsOf(b.file(caseID), contract.ID) }
	first := items()[0].ID
	b.submit("move-"+first, "do", "down")
	if got := items(); got[1].ID != first {
		t.Fatal("the item did not move down")
	}
	b.submit("move-"+first, "do", "down").submit("move-"+first, "do", "up")
	if got := items(); got[0].ID != first {
		t.Fatal("the item did not move up")
	}
	b.submit("move-"+first, "do", "out").expect(200, "Left out of this contract")
	if b.follow("read"); strings.Contains(b.text, "two flats") {
		t.Error("what was left out is in the text to sign")
	}
	b.open("/cases/"+caseID+"/contracts/"+contract.ID).submit("move-"+first, "do", "in")
	b.submit("move-"+first, "do", "sideways").expect(422)
	b.open("/cases/"+caseID+"/contracts/"+contract.ID).follow("item-add").submit("form", "words", "", "who", "Aunt Rosa").expect(422)
	b.submit("form", "words", "Aunt Rosa will take the children on Fridays.").expect(200, "Aunt Rosa will take the children on Fridays.")
	if got := items(); got[len(got)-1].Get("who") != "Aunt Rosa" {
		t.Errorf("the new item is not the last: %v", got[len(got)-1].Fields)
	}
	b.follow("item-"+first+"-edit").submit("form", "words", "Dana Reed will look at flats.").expect(200, "Dana Reed will look at flats.")
}

func TestMakeContractTwiceMakesOne(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts")
	page := *b
	b.submit("make-form").expect(200, "Contract in the making")
	page.submit("make-form").expect(200, "Contract in the making")
	if count := len(b.file(caseID).Of(casework.KindContract)); count != 1 {
		t.Errorf("%d contracts, want 1", count)
	}
	b.send("POST", "/cases/"+caseID+"/contracts", values("client", "nobody")).expect(422)
	if !b.has("error-summary") {
		t.Error("no error summary")
	}
}

func TestWordsThatChangedWhileReadingAreReadAgain(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	b.follow("change-ends_when").submit("form", "ends_when", "Maria has a lease.").follow("read")
	other := at(t, b.env, samOkoro)
	other.open("/cases/"+caseID+"/contracts/"+contractOf(b, caseID).ID).follow("change-about").submit("form", "about", "Housing first")
	b.submit("start-form").expect(409, "The words changed while you were reading", "Housing first")
	if casework.Frozen(contractOf(b, caseID)) {
		t.Fatal("words that nobody read were frozen")
	}
	b.submit("start-form").expect(200, "Sign the contract", "Housing first")
}

func TestSigningResumesAndReloadKeepsLines(t *testing.T) {
	b, caseID, contract := frozen(t)
	ceremony := "/cases/" + caseID + "/contracts/" + contract + "/sign/client"
	pad := ceremony + "/draw"
	b.toWays("client").follow("way-draw")
	form := fieldsOf(find(b.node, func(n *html.Node) bool { return attribute(n, "id") == "sign" }))
	form["strokes"], form["draft"] = []string{crossOfMaria}, []string{pad}
	autosave := *b
	reply, err := saveDraft(&autosave, form)
	if err != nil {
		t.Fatalf("autosave: %v", err)
	}
	if reply.Location != "" {
		t.Errorf("autosave leads to %q", reply.Location)
	}
	b.open(pad)
	field := find(b.node, func(n *html.Node) bool { return attribute(n, "name") == "strokes" })
	if got := attribute(field, "value"); got != crossOfMaria {
		t.Errorf("after a reload the pad holds %q, want the lines", got)
	}
	b.submit("sign").expect(200, "Is this your signature?")
	b.open("/cases/"+caseID).open(ceremony).expect(200, "Hand over the tablet").follow("stay").expect(200, "Is this your signature?")
	finish := *b
	b.submit("finish-form").expect(200, "Signed on 16 November 2026")
	finish.submit("finish-form").expect(200, "Signed on 16 November 2026") // tapped twice
	if count := len(b.file(caseID).Of(casework.KindSignature)); count != 1 {
		t.Errorf("%d signatures, want 1", count)
	}
	if draft := b.draft(pad); draft != nil {
		t.Errorf("the lines are still a draft: %v", draft.Fields)
	}
	again := at(t, b.env, danaReed) // the tablet died: a new start finds the place
	again.open("/cases/"+caseID+"/contracts").expect(200, "Waits for signatures")
	again.follow("contract-"+contract).expect(200, "Sign as Dana Reed").sign("worker", lineOfDana).expect(200, "Signed by both")
}

func saveDraft(b *browser, form pages.Values) (pages.Reply, error) {
	route, _, _ := pages.Match(pages.Routes(), "POST", "/drafts")
	return route.Handle(context.Background(), b.env, pages.Request{Method: "POST", Path: "/drafts", Form: form, Actor: b.actor, Now: b.now, House: ourAgency})
}

func TestBadStrokesGetASentence(t *testing.T) {
	b, caseID, _ := frozen(t)
	b.toWays("client").follow("way-draw")
	for name, c := range map[string]struct{ strokes, sentence string }{
		"a dot":       {`{"w":60000,"h":24000,"strokes":[[[5,5,0]]]}`, ""},
		"no JSON":     {`{"w":60000`, "The signature did not arrive whole"},
		"a picture":   {"data:image/png;base64,AAAA", "The signature did not arrive whole"},
		"wrong place": {`{"w":600,"h":240,"strokes":[[[0,0,0],[9000,9000,1]]]}`, "The signature did not arrive whole"},
		"too long":    {`{"w":600,"h":240,"strokes":[[` + strings.Repeat("[1,1,1],", casework.MaxPoints+1) + `[1,1,1]]]}`, "more lines in the field than we can keep"},
	} {
		page := *b
		page.submit("sign", "strokes", c.strokes).expect(422, c.sentence)
		field := find(page.node, func(n *html.Node) bool { return attribute(n, "name") == "strokes" })
		if attribute(field, "value") != c.strokes {
			t.Errorf("%s: what was drawn is gone", name)
		}
	}
	if count := len(b.file(caseID).Of(casework.KindSignature)); count != 0 {
		t.Errorf("%d signatures, want none", count)
	}
}

func TestOnlyTheWorkerSignsAsTheWorker(t *testing.T) {
	b, caseID, contract := frozen(t)
	sam := at(t, b.env, samOkoro)
	sam.open("/cases/"+caseID+"/contracts/"+contract).expect(200, "Only Dana Reed can sign here")
	base := "/cases/" + caseID + "/contracts/" + contract + "/sign/worker"
	sam.open(base).expect(200, "Only Dana Reed can sign here")
	sam.send("POST", base+"/draw", values("strokes", lineOfDana)).expect(403)
	sam.send("POST", base+"/look", values("strokes", lineOfDana, "hash", contractOf(b, caseID).Get("content_hash"))).expect(403)
	sam.open("/cases/"+caseID+"/contracts/"+contract+"/sign/client").expect(200, "Who signs?")
	eve := at(t, b.env, eveDoe)
	for _, path := range []string{"/contracts", "/contracts/" + contract, "/contracts/" + contract + "/sign/client", "/versions"} {
		eve.open("/cases/" + caseID + path).expect(404)
	}
	b.open("/cases/" + caseID + "/contracts/" + contract + "/sign/witness").expect(404)
}

func TestDeclineTakesAsManyTapsAsSigning(t *testing.T) {
	b, caseID, contract := frozen(t)
	b.sign("worker", lineOfDana)
	b.toWays("client").follow("decline").expect(200, "That is fine").submit("decline-form").expect(422)
	page := *b
	b.submit("decline-form", "reason", "more_time").expect(200, "Put aside", "I need more time")
	page.submit("decline-form", "reason", "more_time").expect(200, "Put aside")
	if count := len(b.file(caseID).Of(casework.KindWithdrawal)); count != 1 {
		t.Errorf("%d withdrawals, want 1", count)
	}
	b.open("/cases/"+caseID+"/contracts/"+contract+"/sign/client").expect(200, "Put aside")
	b.send("POST", "/cases/"+caseID+"/contracts/"+contract+"/sign/client/draw", values("strokes", crossOfMaria)).expect(409)
}

// TestNoRouteChangesWhatIsFrozen sends every POST of the route table that can
// name the contract, its items or its signatures, with words in every field.
func TestNoRouteChangesWhatIsFrozen(t *testing.T) {
	for stage, build := range map[string]func(*testing.T) (*browser, string, string){"frozen": frozen, "signed": signed} {
		t.Run(stage, func(t *testing.T) {
			b, caseID, contract := build(t)
			before := frozenRecords(b.file(caseID), contract)
			tried := 0
			for _, route := range pages.Routes() {
				if route.Method != "POST" || !strings.Contains(route.Pattern, ":case") {
					continue
				}
				for id := range before {
					path := strings.NewReplacer(":case", caseID, ":contract", contract, ":record", id, ":party", "client", ":field", "words").Replace(route.Pattern)
					if strings.Contains(path, ":") {
						continue
					}
					if stage == "frozen" && (strings.HasSuffix(route.Pattern, "/look") || strings.HasSuffix(route.Pattern, "/decline")) {
						continue // these sign or put aside, which is what a frozen contract is for
					}
					form := values("words", "other", "who", "other", "about", "other", "ends_when", "never", "client", contractOf(b, caseID).Get("client"), "worker", "dana",
						"by_when.day", "1", "by_when.month", "1", "by_when.year", "2030", "do", "out", "reason", "more_time", "strokes", lineOfDana,
						"hash", contractOf(b, caseID).Get("content_hash"), "keep", "new", "head", "x", "what", "other", "name", "other", "shown", "x")
					tried++
					b.send("POST", path, form)
					if strings.HasSuffix(route.Pattern, "/copy-link") { // writes on the copy alone; here nobody asked for one
						if b.status != 200 || !strings.HasSuffix(b.path, "/copy") {
							t.Errorf("POST %s: status %d at %s, want the copy's page", route.Pattern, b.status, b.path)
						}
						continue
					}
					if strings.Contains(route.Pattern, "/contracts/:") && b.status != 409 && b.status != 422 && b.status != 404 && !strings.Contains(route.Pattern, "/sign/:party/") {
						t.Errorf("POST %s: status %d, want a refusal: %s", route.Pattern, b.status, b.text)
					}
				}
			}
			if tried < 10 {
				t.Fatalf("only %d requests were tried", tried)
			}
			expectSame(t, b.file(caseID), contract, before)
		})
	}
}

// TestNoWriteChangesWhatIsFrozen throws writes in every order at a frozen
// contract, from an office desk and from two tablets.
func TestNoWriteChangesWhatIsFrozen(t *testing.T) {
	b, caseID, contract := signed(t)
	before := frozenRecords(b.file(caseID), contract)
	envs := []*pages.Env{b.env, tabletEnv(b.env, "tablet-1"), tabletEnv(b.env, "tablet-2")}
	random := uint64(20261121)
	pick := func(n int) int { // a fixed sequence, so that a failure comes back
		random = random*6364136223846793005 + 1442695040888963407
		return int(random>>33) % n
	}
	var records []string
	for id := range before {
		records = append(records, id)
	}
	verbs := []oplog.Verb{oplog.Set, oplog.Resolve, oplog.Remove, oplog.Create, "overwrite"}
	fields := []string{"content", "content_hash", "frozen_at", "about", "ends_when", "words", "who", "left_out", "contract", "strokes", "name", "party", "colour", casework.FieldRemoved}
	contents := []string{"", "x", "yes", contract, crossOfMaria, casework.HashContent("")}
	for i := range 3000 {
		record := b.file(caseID).Record(records[pick(len(records))])
		entry := pages.Entry{Record: record.ID, Kind: record.Kind, Seen: int64(pick(20))}
		for range 1 + pick(3) {
			entry.Changes = append(entry.Changes, oplog.Change{
				Do: verbs[pick(len(verbs))], Field: fields[pick(len(fields))], To: contents[pick(len(contents))], Siblings: []string{"x"},
			})
		}
		err := envs[pick(3)].Write(context.Background(), pages.Request{Actor: []casework.Actor{danaReed, samOkoro}[pick(2)], Now: b.now}, caseID, entry)
		var problem *casework.Problem
		if err != nil && !errors.As(err, &problem) {
			t.Fatalf("write %d: %v", i, err)
		}
		if i%100 == 0 {
			expectSame(t, b.file(caseID), contract, before)
		}
	}
	expectSame(t, b.file(caseID), contract, before)
	b.open("/cases/"+caseID+"/contracts/"+contract).expect(200, "Signed by both")
}

// frozenRecords are the contract, its items and its signatures.
func frozenRecords(file *casework.File, contract string) map[string]*casework.Record {
	records := map[string]*casework.Record{}
	for id, record := range file.Records {
		if id == contract || record.Get("contract") == contract {
			records[id] = record.Clone()
		}
	}
	return records
}

func expectSame(t *testing.T, file *casework.File, contract string, before map[string]*casework.Record) {
	t.Helper()
	now := frozenRecords(file, contract)
	if len(now) != len(before) {
		t.Fatalf("%d records belong to the contract, want %d", len(now), len(before))
	}
	for id, record := range before {
		if !maps.Equal(now[id].Fields, record.Fields) || now[id].Removed != nil {
			t.Fatalf("%s %s changed:\n got %v (removed %v)\nwant %v", record.Kind, id, now[id].Fields, now[id].Removed, record.Fields)
		}
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	b, caseID := planned(t)
	b.open("/cases/" + caseID + "/contracts").submit("make-form")
	const hostile = `<script>alert(1)</script> {who} "quoted" O’Brien مرحبا`
	b.follow("change-ends_when").submit("form", "ends_when", hostile).expect(200, hostile)
	b.follow("read").expect(200, hostile).submit("start-form").expect(200, hostile)
	if find(b.node, func(n *html.Node) bool { return n.Data == "script" && n.FirstChild != nil }) != nil {
		t.Error("words became a script")
	}
}
