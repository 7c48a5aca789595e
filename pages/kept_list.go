package pages

import (
	"context"
	"maps"
	"slices"
	"sort"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// keptCounts counts, by case, what was kept aside and nobody dealt with. Cases
// without a summary are left out.
func keptCounts(ctx context.Context, env *Env, summaries []casework.Summary) (map[string]int, error) {
	ids, err := env.Store.KeptIDs(ctx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	counts := map[string]int{}
	for _, summary := range summaries {
		for _, id := range ids[summary.Case] {
			if !slices.Contains(summary.Dealt, id.String()) {
				counts[summary.Case]++
			}
		}
	}
	return counts, nil
}

// keptHere is keptCounts of a whole tablet, with the cases that it no longer
// has.
func keptHere(ctx context.Context, env *Env, summaries []casework.Summary) (map[string]int, error) {
	counts, err := keptCounts(ctx, env, summaries)
	if err != nil || counts == nil {
		return counts, err
	}
	ids, err := env.Store.KeptIDs(ctx)
	for caseID, list := range ids {
		if !slices.ContainsFunc(summaries, func(s casework.Summary) bool { return s.Case == caseID }) {
			counts[caseID] = len(list)
		}
	}
	return counts, err
}

// keptRows lists cases with what was kept aside.
func keptRows(names map[string]string, counts map[string]int) []views.Row {
	var rows []views.Row
	for id, n := range counts {
		row := views.Row{ID: "kept-" + id, Href: "/cases/" + id + "/kept", Text: names[id], End: words.Count(words.KeptCount, n)}
		if row.Text == "" { // it moved to somebody else meanwhile
			row.Text, row.Href = words.Say(words.SyncGone), SyncPath
		}
		rows = append(rows, row)
	}
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].Text != rows[j].Text {
			return rows[i].Text < rows[j].Text
		}
		return rows[i].ID < rows[j].ID
	})
	return rows
}

// openKept counts entries that nobody has dealt with.
func openKept(file *casework.File, kept []keptOperation) int {
	dealt := file.DealtWith()
	open := 0
	for _, entry := range kept {
		if dealt[entry.Operation.ID.String()] == nil {
			open++
		}
	}
	return open
}

// keptNowhere lists entries that were kept aside for cases that are nobody's,
// because the case itself never came. A supervisor sees every case, and these
// names are of all of them.
func keptNowhere(ctx context.Context, env *Env, request Request, names map[string]string) ([]views.KeptItem, error) {
	ids, err := env.Store.KeptIDs(ctx)
	if err != nil {
		return nil, err
	}
	var items []views.KeptItem
	for _, caseID := range slices.Sorted(maps.Keys(ids)) {
		if _, known := names[caseID]; known || len(items) >= maxListed {
			continue
		}
		kept, err := env.Store.Kept(ctx, caseID)
		if err != nil {
			return nil, err
		}
		for _, entry := range kept {
			items = append(items, desk{request: request}.keptItem(entry))
		}
	}
	return items, nil
}
