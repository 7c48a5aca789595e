package pages

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/memory"
	"doorstep/sync/oplog"
	"doorstep/views"
)

func TestNextPathIsAPageOfOurs(t *testing.T) {
	for next, want := range map[string]string{
		"":                                "/",
		"/":                               "/",
		"/sync":                           "/sync",
		"/cases/a/plan":                   "/cases/a/plan",
		"/unlock":                         "/", // or it would never end
		"//evil.example":                  "/",
		"https://evil.example/":           "/",
		"/\\evil.example":                 "/",
		"/sync?x=1":                       "/",
		"/sync#x":                         "/",
		"/nowhere/to/be/found":            "/",
		"/sync\r\nSet-Cookie: a=b":        "/",
		"javascript:alert(1)":             "/",
		"/cases/a/b/c/d/e/f/g/h/i/j/k/l/": "/",
	} {
		if got := NextPath(next); got != want {
			t.Errorf("NextPath(%q) = %q, want %q", next, got, want)
		}
	}
}

func drawn(t *testing.T, reply Reply) string {
	t.Helper()
	var page strings.Builder
	if err := Render(t.Context(), reply, &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

func TestUnlockPageOffersWhatOpens(t *testing.T) {
	request := Request{Method: "GET", Path: UnlockPath, Home: views.Tablet, Query: Values{"next": {"/cases/a"}}}
	for _, test := range []struct {
		vaults          Vaults
		passkey, phrase bool
	}{
		{Vaults{}, false, false},
		{Vaults{Passkey: true}, true, false},
		{Vaults{Phrase: true}, false, true},
		{Vaults{Passkey: true, Phrase: true}, true, true},
	} {
		page := drawn(t, UnlockPage(request, test.vaults))
		if strings.Contains(page, `id="unlock-passkey"`) != test.passkey || strings.Contains(page, `id="unlock-phrase-form"`) != test.phrase {
			t.Errorf("%+v drew\n%s", test.vaults, page)
		}
		if strings.Contains(page, "<nav") {
			t.Error("a locked tablet offers ways around")
		}
		if (test.passkey || test.phrase) && !strings.Contains(page, `data-next="/cases/a"`) {
			t.Error("the way back is lost")
		}
	}
}

// waiting is a tablet's store with an outlook of our choosing.
type waiting struct {
	*memory.Office
	outlook Outlook
	drafts  []storage.FormDraft
	asked   bool
}

func (w *waiting) Outlook(context.Context) (Outlook, error) { return w.outlook, nil }
func (w *waiting) AllDrafts(context.Context, string) ([]storage.FormDraft, error) {
	return w.drafts, nil
}
func (w *waiting) SyncSoon() { w.asked = true }

func TestSyncPage(t *testing.T) {
	request := Request{Method: "GET", Path: SyncPath, Home: views.Tablet, Now: time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC), Actor: casework.Actor{ID: "may"}}
	store := &waiting{Office: memory.NewOffice(request.House)}
	env := &Env{Store: store}
	page := func() string {
		t.Helper()
		reply, err := syncPage(t.Context(), env, request)
		if err != nil {
			t.Fatal(err)
		}
		return drawn(t, reply)
	}
	if got := page(); !strings.Contains(got, "Safe to close. The office has everything.") || strings.Contains(got, "sync-trouble") {
		t.Errorf("with nothing to send it says\n%s", got)
	}
	note := oplog.Operation{Case: "gone", Record: "n", Kind: casework.KindNote, At: "2026-11-21T09:00:00.000Z", Changes: []oplog.Change{
		{Do: oplog.Create}, {Do: oplog.Set, Field: "type", To: "home_visit"}, {Do: oplog.Set, Field: "text", To: "Maria has a room.\nTwo windows."},
	}}
	photo := oplog.Operation{Case: "gone", Record: "p", Kind: casework.KindAttachment, At: "2026-11-21T09:01:00.000Z", Changes: []oplog.Change{
		{Do: oplog.Create}, {Do: oplog.Set, Field: "name", To: "room.jpg"}, {Do: oplog.Set, Field: "sha256", To: "aa"},
	}}
	tick := oplog.Operation{Case: "gone", Record: "a", Kind: casework.KindAction, At: "2026-11-20T08:00:00.000Z", Changes: []oplog.Change{{Do: oplog.Set, Field: "done", To: "yes"}}}
	store.outlook = Outlook{
		Waiting: []oplog.Operation{tick, note, tick, photo}, Files: []FileHere{{SHA256: "aa"}, {SHA256: "bb", Refused: true}}, Sent: 2, Trouble: Refused, Last: request.Now,
	}
	got := page()
	for _, want := range []string{
		"Not yet: 4 things only exist on this tablet.", "A case that is not with you any more", "Visit or contact note: Maria has a room. …", "2 changes",
		"Photo, scan or document: room.jpg", "The office did not take it", "does not sync with this tablet", "2 changes, photos or papers are at the office", "at 14:00",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Safe to close.") || strings.Contains(got, "Two windows") {
		t.Error("it says that it is safe while something waits, or shows more than the first words")
	}
	store.outlook = Outlook{Earlier: 2}
	got = page()
	if !strings.Contains(got, "Not yet: 2 things") || !strings.Contains(got, "2 things wait in an earlier set-up of this tablet") || !strings.Contains(got, "Do not clear this browser") || strings.Contains(got, "Safe to close.") {
		t.Errorf("with work in an earlier vault it says\n%s", got)
	}
	store.outlook = Outlook{}
	for i := range 70 {
		store.outlook.Waiting = append(store.outlook.Waiting, oplog.Operation{Case: "gone", Record: fmt.Sprint(i), Kind: casework.KindGoal, At: "2026-11-20T08:00:00.000Z"})
	}
	if got = page(); !strings.Contains(got, "Not yet: 70 things") || !strings.Contains(got, "And 10 more.") || strings.Count(got, `id="thing-`) != 60 {
		t.Errorf("with 70 things it says\n%s", got)
	}
	for trouble := range map[Trouble]bool{Away: true, Down: true, Busy: true, Refused: true, Odd: true, Full: true} {
		if troubleWords(trouble) == "" {
			t.Errorf("trouble %q has no sentence", trouble)
		}
	}
	if reply, err := syncNow(t.Context(), env, request); err != nil || reply.Location != SyncPath || !store.asked {
		t.Errorf("Sync now answered %+v (%v)", reply, err)
	}
}

func TestTabletPagesAtTheOffice(t *testing.T) {
	request := Request{Method: "GET", Home: views.Office, Now: time.Now()}
	env := &Env{Store: memory.NewOffice(request.House)}
	for path, want := range map[string]string{
		UnlockPath: "There is nothing to unlock here", SyncPath: "You are at the office", "/tablet": `id="ready-start"`,
	} {
		route, _, ok := Match(Routes(), "GET", path)
		if !ok {
			t.Fatalf("no route answers %s", path)
		}
		reply, err := route.Handle(t.Context(), env, request)
		if err != nil {
			t.Fatal(err)
		}
		if got := drawn(t, reply); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q:\n%s", path, want, got)
		}
	}
	if reply := AwayPage(request, true); reply.Status != 503 || strings.Contains(drawn(t, reply), "<nav") {
		t.Errorf("out of reach and locked, the page is %+v", reply.Page)
	}
}

func TestSyncPageShowsDraftsWithoutAForm(t *testing.T) {
	request := Request{Method: "GET", Path: SyncPath, Home: views.Tablet, Now: time.Date(2026, 11, 21, 14, 0, 0, 0, time.UTC), Actor: casework.Actor{ID: "may"}}
	store := &waiting{Office: memory.NewOffice(request.House)}
	draft := func(key string, fields map[string]string) storage.FormDraft {
		return storage.FormDraft{Draft: storage.Draft{Saved: request.Now, Fields: fields}, Key: key}
	}
	store.drafts = []storage.FormDraft{
		draft("/cases/gone/goals/new", map[string]string{
			"words": "Home by <summer>", "wording": "As drawn", "was.wording": "As drawn", "new": "0190", "seen": "3",
			"said_on.day": "4", "said_on.month": "sep", "said_on.year": "2026",
		}),
		draft("/cases/gone/goals/x/edit", map[string]string{"words": "As drawn", "was.words": "As drawn"}),
		draft("/cases/new", map[string]string{"name": "Alvarez"}),
		draft(SyncPath, map[string]string{"words": "no form at all"}),
	}
	reply, err := syncPage(t.Context(), &Env{Store: store}, request)
	if err != nil {
		t.Fatal(err)
	}
	page := drawn(t, reply)
	for _, want := range []string{"Home by &lt;summer&gt;", "4 sep 2026", "Draft from 14:00", `value="/cases/gone/goals/new"`, "A case that is not with you any more"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	if !strings.Contains(page, `id="typing-1" class="row" href="/cases/new"`) || !strings.Contains(page, "Alvarez") {
		t.Errorf("a draft that can be gone on with is not listed:\n%s", page)
	}
	for _, unwanted := range []string{"As drawn", "0190", "no form at all"} {
		if strings.Contains(page, unwanted) {
			t.Errorf("%q is in\n%s", unwanted, page)
		}
	}
}
