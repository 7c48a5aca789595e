package pages

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// GapsPath is what the agency's families could not get, over all cases.
const GapsPath = "/gaps"

func gapRoutes() []Route { return []Route{{Method: "GET", Pattern: GapsPath, Handle: gaps}} }

// gapGroup are the gaps of one kind of service.
type gapGroup struct {
	need   string
	gaps   []storage.CaseRecord
	cases  map[string]bool
	areas  map[string]int
	tried  map[string]int // by field
	solved int
	first  string
	last   string
}

// gapTries are the fields that say what was tried.
var gapTries = []string{"developed", "other_provider", "alternative"}

// gaps counts without names: of what was tried, only how often. Whoever may see
// a case reads the words there.
func gaps(ctx context.Context, env *Env, request Request) (Reply, error) {
	all, err := env.Everywhere.RecordsOf(ctx, casework.KindGap)
	if err != nil {
		return Reply{}, err
	}
	view := views.GapsView{}
	for i, group := range gapGroups(all) {
		view.Groups = append(view.Groups, request.gapView("gap-"+strconv.Itoa(i+1), group))
	}
	page := request.page(words.Say(words.GapsTitle), "")
	return Reply{Page: page, Main: views.Gaps(page, view)}, nil
}

// gapGroups puts gaps of one name together, however it is spelled in capitals and
// blanks; what most families lack comes first.
func gapGroups(all []storage.CaseRecord) []*gapGroup {
	byNeed := map[string]*gapGroup{}
	var groups []*gapGroup
	for _, one := range all {
		need := strings.Join(strings.Fields(one.Record.Get("need")), " ")
		group := byNeed[strings.ToLower(need)]
		if group == nil {
			group = &gapGroup{need: need, cases: map[string]bool{}, areas: map[string]int{}, tried: map[string]int{}}
			byNeed[strings.ToLower(need)] = group
			groups = append(groups, group)
		}
		group.add(one)
	}
	slices.SortStableFunc(groups, func(a, b *gapGroup) int {
		return cmp.Or(cmp.Compare(len(b.cases), len(a.cases)), cmp.Compare(len(b.gaps), len(a.gaps)), cmp.Compare(strings.ToLower(a.need), strings.ToLower(b.need)))
	})
	return groups
}

func (g *gapGroup) add(one storage.CaseRecord) {
	g.gaps, g.cases[one.Case] = append(g.gaps, one), true
	if area := strings.TrimSpace(one.Record.Get("area")); area != "" {
		g.areas[area]++
	}
	for _, field := range gapTries {
		if strings.TrimSpace(one.Record.Get(field)) != "" {
			g.tried[field]++
		}
	}
	if one.Record.Get("solved") == "yes" {
		g.solved++
	}
	if on := one.Record.Get("on"); on != "" {
		if g.first == "" || on < g.first {
			g.first = on
		}
		g.last = max(g.last, on)
	}
}

func (r Request) gapView(id string, g *gapGroup) views.WorkMoreView {
	more := views.WorkMoreView{ID: id, Title: g.need}
	fact := func(label words.Key, value string) {
		if value != "" {
			more.Facts = append(more.Facts, views.SummaryRow{Name: words.Say(label), Value: value})
		}
	}
	fact(words.GapsFamilies, words.Count(words.GapsFamilyCount, len(g.cases)))
	fact(words.GapsTimes, words.Count(words.GapsTimeCount, len(g.gaps)))
	fact(words.GapsAreas, counted(g.areas, func(area string) string { return area }))
	fact(words.GapsTried, counted(g.tried, func(field string) string { return fieldLabel(casework.KindGap, field) }))
	if g.solved > 0 {
		fact(words.GapsSolved, words.Count(words.GapsTimeCount, g.solved))
	}
	fact(words.GapsFirst, day(g.first))
	fact(words.GapsLast, day(g.last))
	for _, one := range g.gaps {
		if !r.Actor.MaySee(one.Worker) {
			continue
		}
		row := views.Row{ID: "g-" + one.Record.ID, Href: "/cases/" + one.Case + "/gaps/" + one.Record.ID, Text: words.Say(words.GapsRow), Detail: one.Record.Get("area"), End: day(one.Record.Get("on"))}
		if one.Record.Get("solved") == "yes" {
			row.Tags = append(row.Tags, views.Tag{Icon: "check", Words: fieldLabel(casework.KindGap, "solved"), Tone: views.Good})
		}
		more.Rows = append(more.Rows, row)
	}
	return more
}

// counted writes counts as words, the largest first.
func counted(counts map[string]int, name func(string) string) string {
	var keys []string
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	var parts []string
	for _, key := range keys {
		parts = append(parts, words.Say(words.GapsCounted, "what", name(key), "n", strconv.Itoa(counts[key])))
	}
	return strings.Join(parts, ", ")
}
