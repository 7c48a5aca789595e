package storagetest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

var moment = time.Date(2026, 11, 21, 14, 30, 5, 123_000_000, time.UTC)

func drafts(t *testing.T, s Subject) {
	ctx, key := t.Context(), "/cases/"+caseA+"/goal"
	read := func(person, key string) *storage.Draft {
		t.Helper()
		draft, err := s.Store.Draft(ctx, person, key)
		check(t, err)
		return draft
	}
	if draft := read(may.ID, key); draft != nil {
		t.Fatalf("an empty drawer holds %+v", draft)
	}
	first := storage.Draft{Saved: moment, Fields: map[string]string{"words": "I want", "wording": ""}}
	check(t, s.Store.PutDraft(ctx, may.ID, key, first))
	first.Fields["words"] = "scribbled over"
	got := read(may.ID, key)
	if got == nil || !got.Saved.Equal(moment) || got.Fields["words"] != "I want" {
		t.Fatalf("got %+v", got)
	}
	if value, there := got.Fields["wording"]; !there || value != "" {
		t.Error("an emptied field is not an absent one")
	}
	if other := read(noor.ID, key); other != nil {
		t.Errorf("another person reads %+v", other)
	}
	if other := read(may.ID, key+"2"); other != nil {
		t.Errorf("another key reads %+v", other)
	}
	check(t, s.Store.PutDraft(ctx, may.ID, key, storage.Draft{Saved: moment.Add(time.Second), Fields: map[string]string{"words": huge(50_000)}}))
	check(t, s.Store.PutDraft(ctx, noor.ID, key, storage.Draft{Saved: moment, Fields: map[string]string{"words": "Noor's"}}))
	got = read(may.ID, key)
	if len(got.Fields) != 1 || got.Fields["words"] != huge(50_000) {
		t.Errorf("the replaced draft has %d fields", len(got.Fields))
	}
	check(t, s.Store.PutDraft(ctx, may.ID, key+"2", storage.Draft{Saved: moment.Add(time.Hour), Fields: map[string]string{"words": "newer"}}))
	memo := "photo/" + caseA
	check(t, s.Store.PutDraft(ctx, may.ID, memo, storage.Draft{Saved: moment.Add(2 * time.Hour), Fields: map[string]string{"photo": huge(50_000)}}))
	all, err := s.Store.AllDrafts(ctx, may.ID)
	check(t, err)
	if len(all) != 2 || all[0].Key != key+"2" || all[0].Fields["words"] != "newer" || all[1].Key != key {
		t.Errorf("all drafts: %+v", all)
	}
	if got := read(may.ID, memo); got == nil || got.Fields["photo"] != huge(50_000) {
		t.Error("what a page remembers is not there")
	}
	check(t, s.Store.DropDraft(ctx, may.ID, key))
	check(t, s.Store.DropDraft(ctx, may.ID, key)) // twice is no error
	if read(may.ID, key) != nil || read(noor.ID, key) == nil {
		t.Error("dropping one person's draft must drop that one and no other")
	}
}

func attachments(t *testing.T, s Subject) {
	ctx := t.Context()
	content := bytes.Repeat([]byte("a scanned page \x00\xff"), 40_000)
	name := hashOf(string(content))
	place := func(want storage.Place) {
		t.Helper()
		got, err := s.Store.AttachmentPlace(ctx, name)
		check(t, err)
		if got != want {
			t.Errorf("the bytes are %q, want %q", got, want)
		}
	}
	place(storage.Nowhere)
	if _, _, err := s.Store.OpenAttachment(ctx, name); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("opening what is not there answers %v", err)
	}
	for _, wrong := range []string{hashOf("other bytes"), "", "../../etc/passwd", strings.ToUpper(name), name + "0"} {
		if err := s.Store.PutAttachment(ctx, wrong, "image/jpeg", content); err == nil {
			t.Errorf("bytes were stored under %q, which is not their hash", wrong)
		}
		if _, _, err := s.Store.OpenAttachment(ctx, wrong); casework.CodeOf(err) != casework.NotFound {
			t.Errorf("opening %q answers %v", wrong, err)
		}
	}
	place(storage.Nowhere)
	for range 2 { // twice is once
		check(t, s.Store.PutAttachment(ctx, name, "image/jpeg", content))
	}
	place(storage.Here)
	if got := readAttachment(t, s.Store, name); got != string(content) {
		t.Errorf("%d bytes came back, want %d", len(got), len(content))
	}
	check(t, s.Store.PutAttachment(ctx, hashOf(""), "application/octet-stream", nil))
	if got := readAttachment(t, s.Store, hashOf("")); got != "" {
		t.Errorf("an empty attachment reads %q", got)
	}
}

func readAttachment(t *testing.T, store storage.Attachments, name string) string {
	t.Helper()
	reader, size, err := store.OpenAttachment(t.Context(), name)
	if err != nil {
		t.Fatalf("open %s: %v", name, err)
	}
	content, err := io.ReadAll(reader)
	if err := errors.Join(err, reader.Close()); err != nil {
		t.Fatal(err)
	}
	if int64(len(content)) != size {
		t.Errorf("size %d was announced, %d bytes came", size, len(content))
	}
	return string(content)
}

func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}
