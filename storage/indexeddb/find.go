//go:build js && wasm

package indexeddb

import (
	"context"
	"sort"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
)

// What a search looks through is kept in memory once a case was looked through,
// and is gone when the vault is locked: an index on the disk would have to be
// sealed and kept beside each case. It holds the words as they are compared, and
// each record packed, a tenth of what the opened cases would take.

// lookedCase is a case as a search sees it, at one state of it.
type lookedCase struct {
	entry   caseEntry
	records []lookedRecord
}

// lookedRecord is a record that stands.
type lookedRecord struct {
	id     string
	last   int64  // number of its last change
	words  string // " each word once "
	packed []byte
}

// hit is a record that was found, not yet unpacked.
type hit struct {
	caseID string
	*lookedRecord
}

// Find looks through every case that the actor may see, the newest records first.
func (s *Store) Find(ctx context.Context, actor casework.Actor, query casework.Query, limit int) ([]storage.Found, error) {
	if query.IsEmpty() {
		return nil, nil
	}
	summaries, err := s.Summaries(ctx)
	if err != nil {
		return nil, err
	}
	leave, err := s.enterFresh(ctx) // nothing that is found is behind the disk
	if err != nil {
		return nil, err
	}
	leave()
	terms := termsOf(query)
	var hits []hit
	for _, summary := range summaries {
		if !actor.MaySee(summary.Worker) {
			continue
		}
		looked, err := s.lookThrough(ctx, summary.Case) // the lock is free between two cases
		if err != nil {
			return nil, err
		}
		for i := range looked.records {
			if looked.records[i].has(terms) {
				hits = append(hits, hit{summary.Case, &looked.records[i]})
			}
		}
	}
	sort.Slice(hits, func(i, j int) bool { // SortFunc is a copy of its own, 3 KB in the tablet's program
		a, b := hits[i], hits[j]
		return a.last > b.last || a.last == b.last && a.id > b.id
	})
	var found []storage.Found
	for _, one := range hits[:min(limit, len(hits))] {
		record := &casework.Record{}
		if err := record.UnmarshalJSON(one.packed); err != nil {
			return nil, err
		}
		found = append(found, storage.Found{Case: one.caseID, Record: record})
	}
	return found, nil
}

// termsOf writes each word of a query as it stands in lookedRecord.words.
func termsOf(query casework.Query) []string {
	var terms []string
	for _, word := range query.Words() {
		if casework.OnlyWhole(word) {
			word += " "
		}
		terms = append(terms, " "+word)
	}
	return terms
}

func (r *lookedRecord) has(terms []string) bool {
	for _, term := range terms {
		if !strings.Contains(r.words, term) {
			return false
		}
	}
	return true
}

// lookThrough returns what a search sees of a case, from memory where that is
// still true.
func (s *Store) lookThrough(ctx context.Context, id string) (*lookedCase, error) {
	leave, err := s.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if looked := s.looked[id]; looked != nil && looked.entry == s.manifest.Cases[id] {
		return looked, nil
	}
	opened, err := s.openCase(id)
	if err != nil {
		return nil, err
	}
	looked := &lookedCase{entry: s.manifest.Cases[id]}
	for _, record := range opened.all() {
		if record.Removed != nil {
			continue
		}
		words := casework.SearchWords(record)
		if len(words) == 0 {
			continue
		}
		packed, err := record.MarshalJSON()
		if err != nil {
			return nil, err
		}
		looked.records = append(looked.records, lookedRecord{
			id: record.ID, last: storage.LastChange(record), words: " " + strings.Join(words, " ") + " ", packed: append([]byte(nil), packed...),
		})
	}
	if !s.lost[id] {
		s.looked[id] = looked
	}
	return looked, nil
}
