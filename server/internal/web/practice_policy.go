package web

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
	"doorstep/views/words"
)

// The policy pack: the time frames that the agency works by, edited as text. What
// a change would do to the dates of open cases is shown before it is in force.

const policyPath = practicePath + "/policy"

// changesShown is how many single dates a preview lists.
const changesShown = 200

func (s *Server) mountPolicy() {
	s.app.Get(policyPath, s.signedIn(s.policy))
	s.app.Post(policyPath, s.signedIn(s.savePolicy))
}

// policyCard leads from the overview to the pack.
func policyCard(practice *casework.Practice) views.PracticeCard {
	pack := practice.PolicyPack()
	return views.PracticeCard{
		ID: "policy", Title: words.Say(words.PolicyTitle), How: words.Say(words.PolicyIs, "name", pack.Name, "version", strconv.Itoa(pack.Version), "n", strconv.Itoa(len(pack.Rules))),
		Add: &views.Link{Href: policyPath, Text: words.Say(words.PolicyEdit)},
	}
}

// policyText is a pack as an administrator edits it: what follows from earlier
// versions is left out.
func policyText(pack casework.PolicyPack) (string, error) {
	pack.Former = nil
	text, err := json.MarshalIndent(pack, "", "  ")
	return string(text), err
}

func (s *Server) policy(v *visit) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	pack := v.house.Rules().PolicyPack()
	for _, one := range casework.DefaultPacks() {
		if v.c.Query("from") == one.ID {
			pack = one
		}
	}
	text, err := policyText(pack)
	if err != nil {
		return fmt.Errorf("web: policy pack of tenant %q: %w", v.tenant, err)
	}
	return s.showPolicy(v, http.StatusOK, views.PolicyView{}, text, nil)
}

func (s *Server) showPolicy(v *visit, status int, view views.PolicyView, text string, faults []casework.PackFault) error {
	page := v.page(words.Say(words.PolicyTitle), status)
	page.Back = &views.Link{Href: practicePath + "#policy", Text: words.Say(words.PracticeTitle)}
	control := views.Control{Shape: views.WordsShape, Name: "pack", Label: words.Say(words.PolicyText), Hint: words.Say(words.PolicyTextHow), Value: text, Rows: 24, Exact: true}
	form := practiceForm("policy-form", "/policy", v.house.Rules())
	for _, fault := range faults {
		sentence := words.Say(words.PolicyLine, "line", strconv.Itoa(fault.Line), "why", words.Say(words.PackFault(fault.Code), "what", fault.What))
		form.Faults = append(form.Faults, views.Fault{ID: control.FocusID(), Words: sentence})
		if control.Error == "" {
			control.Error = sentence
		}
	}
	if view.Looked {
		form.Hidden = append(form.Hidden, views.Hidden{Name: "looked", Value: lookedAt(text)})
	}
	view.Form, view.Controls = form, []views.Control{control}
	for _, one := range casework.DefaultPacks() {
		view.Starts = append(view.Starts, views.Link{Href: policyPath + "?from=" + one.ID, Text: words.Say(words.PolicyFrom, "name", one.Name)})
	}
	return s.show(v.c, status, page, views.Policy(page, view))
}

// lookedAt names the text whose preview was shown.
func lookedAt(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

func (s *Server) savePolicy(v *visit) error {
	if err := v.mayPractise(); err != nil {
		return err
	}
	values, err := form(v.c, pageBody)
	if err != nil {
		return err
	}
	if err := v.mayWrite(values); err != nil {
		return err
	}
	text := written(values, "pack")
	pack, faults := casework.ReadPack(text)
	if len(faults) > 0 {
		return s.showPolicy(v, http.StatusUnprocessableEntity, views.PolicyView{}, text, faults)
	}
	now := v.house.Rules().PolicyPack()
	if values.Get("do") != "keep" || values.Get("looked") != lookedAt(text) {
		view, err := s.previewOf(v, now, pack)
		if err != nil {
			return err
		}
		return s.showPolicy(v, http.StatusOK, view, text, nil)
	}
	practice, err := v.ownPractice()
	if err != nil {
		return err
	}
	pack = pack.After(now)
	practice.Policy = &pack
	if ok, err := s.keepPractice(v, practice, values.Get("version")); err != nil || ok {
		return s.after(v, err, "#policy")
	}
	return s.showPolicy(v, http.StatusConflict, views.PolicyView{Says: words.Say(words.PracticeStale)}, text, nil)
}

// ruleChange counts what happens to the dates of one rule.
type ruleChange struct {
	name                         string
	appear, move, leave, restand int
}

// previewOf says what the pack would do to the dates of open cases. Cases that
// the administrator may not see are counted, not named.
func (s *Server) previewOf(v *visit, now, next casework.PolicyPack) (views.PolicyView, error) {
	view := views.PolicyView{Looked: true}
	all, err := v.agency.Summaries(v.ctx)
	if err != nil {
		return view, fmt.Errorf("web: cases of tenant %q: %w", v.tenant, err)
	}
	today := v.house.Calendar.Day(s.parts.Now())
	next = next.After(now)
	counts := map[string]*ruleChange{}
	cases, dates := 0, 0
	for _, summary := range all {
		if summary.Status == "closed" || summary.Worker == "" {
			continue
		}
		changes := now.Changes(next, summary.Events, today)
		if len(changes) > 0 {
			cases++
		}
		for _, change := range changes {
			if counts[change.RuleID] == nil {
				counts[change.RuleID] = &ruleChange{name: change.Rule}
			}
			counts[change.RuleID].add(change)
			if dates++; dates <= changesShown {
				view.Lines = append(view.Lines, dateWords(v, summary, change))
			}
		}
	}
	view.Count = words.Count(words.PolicyCases, cases)
	if dates > changesShown {
		view.More = words.Count(words.PolicyMore, dates-changesShown)
	}
	for _, id := range sortedRules(counts) {
		view.Rules = append(view.Rules, counts[id].words())
	}
	return view, nil
}

func sortedRules(counts map[string]*ruleChange) []string {
	var ids []string
	for id := range counts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (r *ruleChange) add(change casework.DateChange) {
	switch {
	case change.Before == "":
		r.appear++
	case change.After == "":
		r.leave++
	case change.Before != change.After:
		r.move++
	default:
		r.restand++
	}
}

func (r *ruleChange) words() string {
	var parts []string
	for _, one := range []struct {
		key words.Key
		n   int
	}{{words.PolicyAppear, r.appear}, {words.PolicyMove, r.move}, {words.PolicyGo, r.leave}, {words.PolicyRestand, r.restand}} {
		if one.n > 0 {
			parts = append(parts, words.Count(one.key, one.n))
		}
	}
	return words.Say(words.PolicyRule, "rule", r.name, "changes", strings.Join(parts, ", "))
}

// dateWords says one change of one case.
func dateWords(v *visit, summary casework.Summary, change casework.DateChange) string {
	name := words.Say(words.PolicySomeCase)
	if v.person.Actor().MaySee(summary.Worker) {
		name = summary.Name
	}
	key := words.PolicyDateMoves
	switch {
	case change.Before == "":
		key = words.PolicyDateAppears
	case change.After == "":
		key = words.PolicyDateGoes
	case change.Before == change.After:
		key = words.PolicyDateStands
	}
	stands := ""
	if change.Is != "" {
		stands = words.Say(words.DeadlineState(string(change.Is)))
	}
	return words.Say(key, "case", name, "rule", change.Rule, "before", pages.Day(change.Before), "after", pages.Day(change.After), "stands", stands)
}
