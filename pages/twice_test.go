package pages_test

import (
	"context"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
)

// between lets something happen after a case was read and before the reader
// goes on: what two taps at the same moment do.
type between struct {
	storage.Store
	meanwhile func()
}

func (b *between) File(ctx context.Context, caseID string) (*casework.File, error) {
	file, err := b.Store.File(ctx, caseID)
	if happens := b.meanwhile; happens != nil {
		b.meanwhile = nil
		happens()
	}
	return file, err
}

// twice sends a form a second time while the first time is under way: the
// second ends where the first does.
func twice(b *browser, form string, changes ...string) {
	b.t.Helper()
	store := b.env.Store
	first := *b
	b.env.Store = &between{Store: store, meanwhile: func() { first.submit(form, changes...).expect(200) }}
	b.submit(form, changes...).expect(200)
	b.env.Store = store
	if b.path != first.path {
		b.t.Errorf("the second tap ends at %s, the first at %s", b.path, first.path)
	}
}

func TestTwoTapsAtTheSameMoment(t *testing.T) {
	count := func(b *browser, caseID string, kind casework.Kind, want int) {
		t.Helper()
		if got := len(b.file(caseID).Of(kind)); got != want {
			t.Errorf("%d of kind %s, want %d", got, kind, want)
		}
	}
	t.Run("on Save", func(t *testing.T) {
		b, caseID := planned(t)
		twice(b.open("/cases/"+caseID+"/goals/new"), "form", "words", "Home by May")
		count(b, caseID, casework.KindGoal, 2)
		if b.draft("/cases/"+caseID+"/goals/new") != nil {
			t.Error("the second tap left a draft")
		}
	})
	t.Run("on Save of a note", func(t *testing.T) {
		b, caseID := planned(t)
		twice(b.open("/cases/"+caseID+"/notes/new"), "form", "text", "Talked about the flat.")
		count(b, caseID, casework.KindNote, 1)
	})
	t.Run("on Open the case", func(t *testing.T) {
		b := at(t, officeEnv(&ids{}), danaReed)
		twice(b.open("/cases/new"), "form", "name", "Alder", "person_name", "Maria Alder", "person_role", "mother")
		list, err := b.env.Store.Summaries(context.Background())
		if err != nil || len(list) != 1 {
			t.Fatalf("%d cases, %v; want one", len(list), err)
		}
		count(b, list[0].Case, casework.KindPerson, 1)
	})
	t.Run("on a changed record", func(t *testing.T) {
		b, caseID := planned(t)
		goal := only(b, caseID, casework.KindGoal)
		twice(b.open("/cases/"+caseID+"/goals/"+goal.ID+"/edit"), "form", "words", "Home by May")
		if now := only(b, caseID, casework.KindGoal); now.Get("words") != "Home by May" || len(now.Siblings) != 0 {
			t.Errorf("the goal is %v with %d versions", now.Fields, len(now.Siblings))
		}
	})
	t.Run("on Make a contract", func(t *testing.T) {
		b, caseID := planned(t)
		twice(b.open("/cases/"+caseID+"/contracts"), "make-form")
		count(b, caseID, casework.KindContract, 1)
	})
	t.Run("on Finish", func(t *testing.T) {
		b, caseID, _ := frozen(t)
		twice(b.toWays("client").follow("way-draw").submit("sign", "strokes", crossOfMaria), "finish-form")
		count(b, caseID, casework.KindSignature, 1)
	})
	t.Run("on Put aside", func(t *testing.T) {
		b, caseID, _ := frozen(t)
		twice(b.follow("decline"), "decline-form", "reason", "more_time")
		count(b, caseID, casework.KindWithdrawal, 1)
	})
}

// Two windows with the same lines finish one after the other.
func TestFinishInTwoWindows(t *testing.T) {
	b, caseID, _ := frozen(t)
	b.toWays("client").follow("way-draw").submit("sign", "strokes", crossOfMaria)
	second := *b
	second.open(b.path) // another drawing of the page: a new id, the same lines
	twice(b, "finish-form")
	second.submit("finish-form").expect(200, "Signed on 16 November 2026")
	if got := len(b.file(caseID).Of(casework.KindSignature)); got != 1 {
		t.Errorf("%d signatures, want 1", got)
	}
}
