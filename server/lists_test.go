package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/demo/year"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/sqlite"
	"doorstep/sync/oplog"
	"doorstep/views"
)

// aYear is a small agency with a year, and its desk.
type aYear struct {
	t     *testing.T
	store *sqlite.Agency
	staff []casework.Actor
	env   *pages.Env
}

// aMonday is when the made-up agency is looked at.
var aMonday = time.Date(2026, 11, 30, 15, 0, 0, 0, time.UTC)

func openYear(t *testing.T, cases int) *aYear {
	t.Helper()
	made := year.Year{Agency: "Sample County", Cases: cases, Workers: 8, Seed: 3, Today: "2026-11-30"}
	control, err := sqlite.Open(t.Context(), sqlite.Options{Dir: t.TempDir(), Stage: blob.OpenStage, Now: made.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = control.Close() })
	if err := writeDemo(t.Context(), control, &made, "http://localhost", new(strings.Builder)); err != nil {
		t.Fatal(err)
	}
	tenants, err := control.Tenants(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	agency, release, err := control.Tenant(t.Context(), tenants[0])
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(release)
	y := &aYear{t: t, store: agency.(*sqlite.Agency), staff: made.Staff()}
	pen := &pages.Pen{Device: oplog.OfficePrefix + "2", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return y.store.NextNumber(ctx, pen.Device, 1) }
	y.env = &pages.Env{Store: y.store, Lists: y.store, Pen: pen, NewID: newID}
	return y
}

// ask answers a request of one person as the office does.
func (y *aYear) ask(env *pages.Env, actor casework.Actor, method, path string, form pages.Values) string {
	y.t.Helper()
	path, asked, _ := strings.Cut(path, "?")
	query := pages.Values{}
	if name, value, given := strings.Cut(asked, "="); given {
		query[name] = []string{value}
	}
	route, params, found := pages.Match(pages.Routes(), method, path)
	if !found {
		y.t.Fatalf("%s %s leads nowhere", method, path)
	}
	house, err := y.store.House(y.t.Context())
	if err != nil {
		y.t.Fatal(err)
	}
	reply, err := route.Handle(y.t.Context(), env, pages.Request{
		Method: method, Path: path, Params: params, Query: query, Form: form, Actor: actor, House: house,
		Now: aMonday, Home: views.Office,
	})
	if err != nil {
		y.t.Fatalf("%s %s: %v", method, path, err)
	}
	var html strings.Builder
	if err := pages.Render(y.t.Context(), reply, &html); err != nil {
		y.t.Fatal(err)
	}
	return html.String()
}

// TestListsAreTheSame draws the pages that read what was made of summaries, and
// again from the summaries alone: nobody may see another board for its being quick.
func TestListsAreTheSame(t *testing.T) {
	y := openYear(t, 24)
	plain := *y.env
	plain.Lists = nil
	compare := func(when string) {
		for _, actor := range y.staff {
			paths := []string{"/", "/today", "/today/week", "/today/month"}
			if actor.Role == casework.RoleSupervisor {
				paths = append(paths, "/board", "/board/all", "/board/overdue", "/board/unseen?worker="+y.staff[1].ID,
					"/board/fidelity", "/board/fidelity?measure=d4", "/board/fidelity?measure=o6", "/board/fidelity/"+y.staff[1].ID)
			}
			for _, path := range paths {
				if y.ask(y.env, actor, "GET", path, nil) != y.ask(&plain, actor, "GET", path, nil) {
					t.Errorf("%s: %s sees another %s", when, actor.Role, path)
				}
			}
		}
	}
	compare("at first")
	supervisor, worker := y.staff[0], y.staff[1]
	cases, err := y.store.SummariesOf(t.Context(), worker.ID)
	cases = slices.DeleteFunc(cases, func(one casework.Summary) bool { return one.Status == "closed" }) // the board counts open ones
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	before := y.ask(y.env, supervisor, "GET", "/board", nil)
	y.ask(y.env, supervisor, "POST", "/board/all", pages.Values{"cases": {cases[0].Case}, "worker": {y.staff[2].ID}})
	if y.ask(y.env, supervisor, "GET", "/board", nil) == before {
		t.Error("a case was handed over and the board is as before")
	}
	compare("after a case was handed over")
}

// TestTheBoardIsCountedAhead: a board that was counted ahead makes nothing anew.
func TestTheBoardIsCountedAhead(t *testing.T) {
	y := openYear(t, 60) // more than one query reads
	house, err := y.store.House(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	request := pages.Request{Actor: casework.Actor{Role: casework.RoleSupervisor}, Now: aMonday, House: house}
	if err := pages.CountAhead(t.Context(), &pages.Env{Store: y.store, Lists: y.store}, request); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"rows", fmt.Sprintf("board %s %d", house.Calendar.Day(aMonday), house.Rules().Version)} {
		all, err := y.store.Derived(t.Context(), key, func(casework.Summary) any { t.Errorf("%s is made anew", key); return nil })
		if err != nil || len(all) != 60 {
			t.Errorf("%s: %d, %v", key, len(all), err)
		}
	}
}

// TestDerivedIsMadeOnce counts how often something is made of a summary.
func TestDerivedIsMadeOnce(t *testing.T) {
	y := openYear(t, 9)
	var made atomic.Int32
	names := func(key string) []any {
		all, err := y.store.Derived(t.Context(), key, func(summary casework.Summary) any { made.Add(1); return summary.Name })
		if err != nil || len(all) != 9 {
			t.Fatalf("%d things, %v", len(all), err)
		}
		return all
	}
	names("a")
	names("a")
	if made.Load() != 9 {
		t.Errorf("made %d times for 9 cases", made.Load())
	}
	cases, _ := y.store.Summaries(t.Context())
	y.ask(y.env, y.staff[0], "POST", "/board/all", pages.Values{"cases": {cases[0].Case}, "worker": {y.staff[len(y.staff)-1].ID}})
	if names("a"); made.Load() != 10 {
		t.Errorf("made %d times after one case changed", made.Load())
	}
	for _, key := range []string{"b", "c", "d", "e"} { // more keys than are kept
		names(key)
	}
	if names("a"); made.Load() != 10+5*9 {
		t.Errorf("made %d times: a key that nobody asked for longest goes", made.Load())
	}
	if _, err := y.store.Derived(t.Context(), "f", func(casework.Summary) any { panic("wrong") }); err == nil {
		t.Error("what went wrong in making is nobody's error")
	}
}

// TestSearchOfAnAgency looks through a whole agency as different people do.
func TestSearchOfAnAgency(t *testing.T) {
	y := openYear(t, 24)
	walk := func(actor casework.Actor, text string, limit int) []storage.Found {
		found, err := storage.Walk(t.Context(), y.store, actor, casework.ParseQuery(text), limit)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	all := 0
	for _, text := range []string{"landlord", "kitchen table", "counsel", "EX-20003", "the", "summer heating", "nobody wrote this", "mai", "of"} {
		for _, actor := range y.staff {
			found, err := y.store.Find(t.Context(), actor, casework.ParseQuery(text), 20)
			if err != nil {
				t.Fatal(err)
			}
			want := walk(actor, text, 20)
			if len(found) != len(want) {
				t.Errorf("%q as %s %s: %d entries, reading all cases finds %d", text, actor.Role, actor.Name, len(found), len(want))
				continue
			}
			all += len(found)
			for i := range found {
				if found[i].Record.ID != want[i].Record.ID {
					t.Errorf("%q as %s %s: entry %d is another", text, actor.Role, actor.Name, i)
					break
				}
			}
		}
	}
	if all < 100 {
		t.Errorf("only %d entries were found in all", all)
	}
}
