package sqlite

import (
	"database/sql"
	"strings"
	"testing"
)

// What a sync costs does not grow with the agency: no question of it reads every
// record that there is.
func TestPullReadsWhatIsNewAlone(t *testing.T) {
	ctx, agency := t.Context(), newAgency(t)
	var steps []string
	err := agency.file.read(ctx, func(tx *sql.Tx) (err error) {
		steps, err = list(ctx, tx, func(rows *sql.Rows, step *string) error {
			var skip any
			return rows.Scan(&skip, &skip, &skip, step)
		}, `EXPLAIN QUERY PLAN `+changedLater, 1, false, "may")
		return err
	})
	ok(t, err)
	if plan := strings.Join(steps, "; "); !strings.Contains(plan, "record_seq") || strings.Contains(plan, "SCAN") {
		t.Errorf("a sync reads: %s", plan)
	}
}
