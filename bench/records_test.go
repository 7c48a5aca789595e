package main

import (
	"strings"
	"testing"

	"doorstep/casework"
)

// practicePacked is what gzip makes of 22,257 bytes of the field's own practice
// texts: notes that packed better would flatter every figure.
const practicePacked = 8090

func TestProse(t *testing.T) {
	w := newWriter(caseloadSeed, "dana")
	var text strings.Builder
	for text.Len() < 22_257 {
		text.WriteString(w.prose(20, 110) + "\n")
	}
	if packed := len(zip([]byte(text.String()[:22_257]))); packed < practicePacked {
		t.Errorf("notes pack to %d bytes, practice texts to %d", packed, practicePacked)
	}
}

func TestCaseloadIsTheSameAgain(t *testing.T) {
	draw := func() (all string, kinds map[casework.Kind]int) {
		w, kinds := newWriter(caseloadSeed, "dana"), map[casework.Kind]int{}
		c := w.chapter(caseloadRecords)
		for len(c.coming) > 0 {
			op := w.next(c, 0)
			kinds[op.Kind]++
			all += string(op.Bytes())
		}
		return all, kinds
	}
	first, kinds := draw()
	if second, _ := draw(); first != second {
		t.Error("one seed drew two caseloads")
	}
	sum := 0
	for _, n := range kinds {
		sum += n
	}
	if sum != caseloadRecords || kinds[casework.KindCase] != 1 {
		t.Errorf("a case has %d records, want %d: %v", sum, caseloadRecords, kinds)
	}
}
