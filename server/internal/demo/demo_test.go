package demo

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// TestEveryKindOfPageHasSomethingToShow loads the families into an empty
// office and looks for what the pages need.
func TestEveryKindOfPageHasSomethingToShow(t *testing.T) {
	ctx := context.Background()
	ada := casework.Actor{ID: "ada", Name: "Ada Stone", Role: casework.RoleAdministrator}
	house := exchange.House{Tenant: "practice", Agency: "Practice Agency", Staff: []exchange.StaffMember{{ID: ada.ID, Name: ada.Name, Role: ada.Role}}}
	store := memory.NewOffice(house)
	pen := &pages.Pen{Device: oplog.OfficePrefix + "1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, pen.Device, pen.Epoch) }
	made := 0
	var all []string
	env := &pages.Env{Store: store, Pen: pen, NewID: func() string {
		made++
		id := fmt.Sprintf("01980000-0000-7000-8000-%012d", made)
		all = append(all, id)
		return id
	}}
	request := pages.Request{Actor: ada, House: house, Now: time.Date(2026, 11, 16, 14, 10, 0, 0, time.UTC)}
	if err := Load(ctx, env, request); err != nil {
		t.Fatal(err)
	}

	states, papers, amended, versions := map[casework.ContractState]int{}, 0, 0, 0
	for _, id := range all {
		file, err := store.File(ctx, id)
		if err != nil || file.Head() == nil {
			continue // no case
		}
		for _, contract := range file.Of(casework.KindContract) {
			states[casework.StateOf(file, contract)]++
		}
		for _, signature := range file.Of(casework.KindSignature) {
			if _, problem := casework.ParseStrokes(signature.Get("strokes")); problem != nil {
				t.Errorf("a signature that no pad would send: %v", problem)
			}
		}
		for _, paper := range file.Of(casework.KindAttachment) {
			if place, err := store.AttachmentPlace(ctx, paper.Get("sha256")); err != nil || place == "" {
				t.Errorf("the photo %q is not in the store: %v", paper.Get("name"), err)
			}
			papers++
		}
		for _, note := range file.Of(casework.KindNote) {
			if note.Get("amends") != "" {
				amended++
			}
		}
		versions += len(file.Of(casework.KindGoal)[0].Open("wording"))
	}
	want := map[casework.ContractState]int{casework.ContractDraft: 1, casework.ContractSigned: 2, casework.ContractWithdrawn: 1}
	if !maps.Equal(states, want) || papers != 1 || amended != 1 || versions != 1 {
		t.Errorf("contracts %v, %d papers, %d amended notes, %d other versions; want %v and one each", states, papers, amended, versions, want)
	}
}
