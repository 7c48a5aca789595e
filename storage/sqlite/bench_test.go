package sqlite

import (
	"context"
	"fmt"
	"testing"
	"time"

	"doorstep/casework"
	"doorstep/storage/blob"
	"doorstep/sync/exchange"
	"doorstep/sync/merge"
	"doorstep/sync/oplog"
)

// benchAgency is an agency with cases of so many records each.
func benchAgency(b *testing.B, cases, records int) *Agency {
	b.Helper()
	control, err := Open(b.Context(), Options{Stage: blob.OpenStage, Dir: b.TempDir(), Now: func() time.Time { return day }})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { control.Close() })
	tenant, err := control.CreateTenant(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	agency, release, err := control.Tenant(b.Context(), tenant)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(release)
	n := int64(0)
	for i := range cases {
		caseID := fmt.Sprintf("01930000-0000-7000-8000-%012d", i)
		ops := []oplog.Operation{benchOp(&n, caseID, caseID, casework.KindCase, makes("name", fmt.Sprint("Family ", i), "worker", may.ID)...)}
		for r := 1; r < records; r++ {
			made := makes("type", "home_visit", "on", "2026-11-21", "text", benchWords(r))
			kind := casework.KindNote
			if r%2 == 0 { // what a push changes
				kind, made = casework.KindStrength, makes("words", benchWords(r))
			}
			ops = append(ops, benchOp(&n, caseID, benchRecord(i*records+r), kind, made...))
		}
		if _, _, err := merge.Land(b.Context(), agency, caseID, may, ops); err != nil {
			b.Fatal(err)
		}
	}
	return agency.(*Agency)
}

func benchOp(n *int64, caseID, record string, kind casework.Kind, changes ...oplog.Change) oplog.Operation {
	*n++
	return oplog.Operation{
		ID: oplog.ID{Device: "tab1", Epoch: 1, N: *n}, Actor: may.ID, Case: caseID, Record: record, Kind: kind,
		At: "2026-11-21T09:00:00.000Z", Changes: changes,
	}.Seal([]byte(fmt.Sprintf("%016d", *n)))
}

func benchRecord(i int) string { return fmt.Sprintf("01930000-0000-7000-9000-%012d", i) }

// benchWords is a note of 20 to 110 words.
func benchWords(seed int) string {
	words := []string{"visit", "school", "called", "mother", "agreed", "housing", "appointment", "next", "week", "father", "said", "plan", "bus", "clinic", "Tuesday"}
	text := ""
	for i := range 20 + seed*37%90 {
		text += words[(seed*7+i*i)%len(words)] + " "
	}
	return text
}

func BenchmarkFile(b *testing.B) {
	for _, records := range []int{50, 500, 2000} {
		agency := benchAgency(b, 1, records)
		b.Run(fmt.Sprint(records, " records"), func(b *testing.B) {
			for b.Loop() {
				if file, err := agency.File(b.Context(), "01930000-0000-7000-8000-000000000000"); err != nil || len(file.Records) != records {
					b.Fatal(len(file.Records), err)
				}
			}
		})
	}
}

func BenchmarkCommitOne(b *testing.B) {
	agency := benchAgency(b, 1, 50)
	caseID, n := "01930000-0000-7000-8000-000000000000", int64(1000)
	for b.Loop() {
		op := benchOp(&n, caseID, caseID, casework.KindCase, set("next_step", fmt.Sprint("step ", n)))
		op.Device, op.Seen = "office-1", 1<<40
		op = op.Seal([]byte("0123456789abcdef"))
		if _, _, err := merge.Land(b.Context(), agency, caseID, may, []oplog.Operation{op}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPullQuiet(b *testing.B) {
	agency := benchAgency(b, 40, 250)
	for b.Loop() {
		snapshot, err := agency.Pull(context.Background(), may, 10_000, 1<<20)
		if err != nil || len(snapshot.Scope) != 40 || len(snapshot.Changes) != 0 {
			b.Fatal(len(snapshot.Scope), len(snapshot.Changes), err)
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	agency := benchAgency(b, 1, 250)
	caseID := "01930000-0000-7000-8000-000000000000"
	b.Run("made", func(b *testing.B) {
		size := 0
		for b.Loop() {
			if err := agency.exec(b.Context(), "forget", `DELETE FROM segment`); err != nil {
				b.Fatal(err)
			}
			packed, _, err := agency.Segment(b.Context(), caseID, exchange.InColumns)
			if err != nil {
				b.Fatal(err)
			}
			size = len(packed)
		}
		b.ReportMetric(float64(size), "bytes")
	})
	b.Run("cached", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := agency.Segment(b.Context(), caseID, exchange.InColumns); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPush is a tablet's 500 changes on 40 cases, as the sync lands them.
func BenchmarkPush(b *testing.B) {
	agency := benchAgency(b, 40, 250)
	n := int64(10_000)
	for b.Loop() {
		request := exchange.Request{Version: 1, Device: "tab1", Epoch: 1, Position: n, Term: 1}
		for i := range 500 {
			caseID := fmt.Sprintf("01930000-0000-7000-8000-%012d", i%40)
			strength := benchRecord(i%40*250 + 2 + i/40*2)
			op := benchOp(&n, caseID, strength, casework.KindStrength, set("words", benchWords(int(n)%89)))
			op.Seen = n - int64(i) - 1
			request.Operations = append(request.Operations, op.Seal([]byte("0123456789abcdef")).Bytes())
		}
		reply, err := exchange.Answer(b.Context(), agency, may, request)
		if err != nil || len(reply.Results) != 500 {
			b.Fatal(len(reply.Results), err)
		}
	}
}

// BenchmarkBundle is the next few cases of a first download.
func BenchmarkBundle(b *testing.B) {
	agency := benchAgency(b, 40, 250)
	snapshot, err := agency.Pull(b.Context(), may, 0, 0)
	if err != nil {
		b.Fatal(err)
	}
	request := exchange.BundleRequest{Form: exchange.InColumns, Cases: snapshot.Scope[:exchange.BundleCases]}
	for b.Loop() {
		bundle, err := exchange.Segments(b.Context(), agency, may, "tab1", 1, request)
		if err != nil || len(bundle) < 1000 {
			b.Fatal(len(bundle), err)
		}
	}
}
