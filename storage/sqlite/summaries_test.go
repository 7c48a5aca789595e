package sqlite

import "testing"

// TestSummariesAreDrawnAgain: what an earlier release wrote with less in it is drawn
// again once, by the migration that asks for it.
func TestSummariesAreDrawnAgain(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	signed(t, agency)
	before, err := agency.Summaries(ctx)
	ok(t, err)
	if len(before) != 1 || before[0].Fidelity.Lacks == "" {
		t.Fatalf("the summary says nothing of the measures: %+v", before)
	}
	_, err = agency.file.writer.ExecContext(ctx, `UPDATE case_file SET summary = json_remove(summary, '$.fidelity')`)
	ok(t, err)
	text, err := schema.ReadFile("schema/tenant/024_summary_fidelity.sql")
	ok(t, err)
	_, err = agency.file.writer.ExecContext(ctx, string(text))
	ok(t, err)
	ok(t, agency.summariseAgain(ctx))
	after, err := agency.Summaries(ctx)
	ok(t, err)
	if after[0].Fidelity.Lacks != before[0].Fidelity.Lacks {
		t.Errorf("drawn again, it lacks %q, not %q", after[0].Fidelity.Lacks, before[0].Fidelity.Lacks)
	}
}
