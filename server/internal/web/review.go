package web

import (
	"fmt"
	"net/http"
	"strconv"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// noCase stands in addresses for what nobody can open: it names no case.
const noCase = "none"

// handed is what one tablet handed in for one case.
type handed struct {
	device, caseID string // caseID is noCase for what no case can take
	items          []storage.HandedItem
	ops            []oplog.Operation // of the items that can go into a case, in the order of the items
}

// mayReview lets those through who may look at what was handed in: it can belong
// to any case.
func (v *visit) mayReview() error {
	if !v.person.Actor().MayReview() {
		return casework.Fail(casework.NotFound)
	}
	return nil
}

// handedGroups sorts what was handed in by tablet and case.
func (v *visit) handedGroups() ([]*handed, error) {
	items, err := v.agency.HandedItems(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: what was handed in, tenant %q: %w", v.tenant, err)
	}
	var groups []*handed
	byKey := map[string]*handed{}
	for _, item := range items {
		op, caseID := oplog.Operation{}, noCase
		if takable(item.Why) {
			if op, err = oplog.Decode(item.Content); err != nil {
				return nil, fmt.Errorf("web: item %d that was handed in, tenant %q: %w", item.ID, v.tenant, err)
			}
			caseID = op.Case
		}
		group := byKey[item.Device+"/"+caseID]
		if group == nil {
			group = &handed{device: item.Device, caseID: caseID}
			byKey[item.Device+"/"+caseID] = group
			groups = append(groups, group)
		}
		group.items = append(group.items, item)
		if caseID != noCase {
			group.ops = append(group.ops, op)
		}
	}
	return groups, nil
}

// takable reports whether what is in an item can go into a case.
func takable(why exchange.Why) bool { return why != exchange.WhyUnopened && why != exchange.WhyForged }

// review shows what was handed in: what waits first.
func (s *Server) review(v *visit) error { return s.showReview(v, http.StatusOK, "") }

// showReview draws the page; faulty names the group whose reason is missing.
func (s *Server) showReview(v *visit, status int, faulty string) error {
	if err := v.mayReview(); err != nil {
		return err
	}
	groups, err := v.handedGroups()
	if err != nil {
		return err
	}
	names, err := v.caseNames()
	if err != nil {
		return err
	}
	page := v.page(words.Say(words.ReviewTitle), status)
	page.Back = &views.Link{Href: "/tablets", Text: words.Say(words.TabletsTitle)}
	if !v.person.Actor().MayManagePeople() {
		page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	}
	var waiting, done []views.ReviewGroup
	for i, group := range groups {
		drawn := v.reviewGroup(i, group, names, faulty)
		if drawn.Reason != nil {
			waiting = append(waiting, drawn)
		} else {
			done = append(done, drawn)
		}
	}
	return s.show(v.c, status, page, views.Review(page, views.ReviewView{Groups: append(waiting, done...)}))
}

func (v *visit) caseNames() (map[string]string, error) {
	summaries, err := v.agency.Summaries(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: cases of tenant %q: %w", v.tenant, err)
	}
	names := map[string]string{}
	for _, summary := range summaries {
		names[summary.Case] = summary.Name
	}
	return names, nil
}

func (v *visit) reviewGroup(i int, group *handed, names map[string]string, faulty string) views.ReviewGroup {
	id := "review-" + strconv.Itoa(i+1)
	path := "/tablets/review/" + group.device + "/" + group.caseID
	drawn := views.ReviewGroup{ID: id, Title: group.title(names), From: v.reviewFrom(group.items[0])}
	undecided, open := 0, 0
	for j, item := range group.items {
		drawn.Items = append(drawn.Items, v.reviewItem(id+"-"+strconv.Itoa(j+1), item))
		if item.Decision == storage.Undecided {
			undecided++
		}
		if item.Decision != storage.Taken && takable(item.Why) {
			open++
		}
	}
	if open > 0 {
		drawn.Take = &views.Act{
			Form: views.Form{ID: id + "-take", Action: path + "/take"}, Kind: views.OtherButton, Text: words.Count(words.ReviewTake, open),
		}
	}
	if undecided > 0 {
		drawn.Aside = views.Act{
			Form: views.Form{ID: id + "-aside", Action: path + "/aside", Hidden: []views.Hidden{{Name: "field", Value: "reason." + id}}},
			Kind: views.PlainButton, Text: words.Say(words.ReviewAside),
		}
		drawn.Reason = &views.Control{Name: "reason." + id, Label: words.Say(words.ReviewReason)}
		if faulty == path {
			drawn.Reason.Error = words.Say(words.ReviewNoWhy)
			drawn.Aside.Form.Faults = []views.Fault{{ID: drawn.Reason.ID(), Words: words.Say(words.ReviewNoWhy)}}
		}
	}
	return drawn
}

// title is the name of the case: as the office knows it or, for one that was
// made on the tablet, as it is called in what came.
func (h *handed) title(names map[string]string) string {
	if h.caseID == noCase {
		return words.Say(words.ReviewSealed)
	}
	if name := names[h.caseID]; name != "" {
		return name
	}
	for _, op := range h.ops {
		for _, change := range op.Changes {
			if op.Record == h.caseID && change.Field == "name" && change.To != "" {
				return change.To
			}
		}
	}
	return words.Say(words.ReviewNoCase)
}

func (v *visit) reviewFrom(item storage.HandedItem) string {
	name := words.Say(words.ReviewUnknown)
	if tablet, err := v.agency.Tablet(v.ctx, item.Device); err == nil {
		name = v.tabletName(tablet)
	}
	if item.By != "" {
		return words.Say(words.ReviewBy, "tablet", name, "name", v.nameOf(item.By), "when", v.moment(item.Came))
	}
	return words.Say(words.ReviewFrom, "tablet", name, "when", v.moment(item.Came))
}

func (v *visit) reviewItem(id string, item storage.HandedItem) views.ReviewItem {
	drawn := views.ReviewItem{ID: id, What: words.Say(words.ReviewSealed), Why: words.Say(words.ReviewWhy(string(item.Why)))}
	if op, err := oplog.Decode(item.Content); err == nil && item.Why != exchange.WhyUnopened {
		drawn.What, drawn.Lines = pages.Said(v.house, op)
		drawn.Who = words.Say(words.ReviewSaid, "name", v.nameOf(op.Actor), "when", v.deviceMoment(op.At))
	} else if item.Why == exchange.WhyForged {
		drawn.Why = words.Say(words.ReviewOdd)
	}
	switch item.Decision {
	case storage.Taken:
		drawn.Decided = words.Say(words.ReviewTaken, "name", v.nameOf(item.Decider), "when", v.moment(item.Decided))
	case storage.Aside:
		drawn.Decided = words.Say(words.ReviewLeft, "name", v.nameOf(item.Decider), "when", v.moment(item.Decided), "reason", item.Reason)
	}
	return drawn
}

// groupAsked finds the group of the address.
func (v *visit) groupAsked() (*handed, error) {
	if err := v.mayReview(); err != nil {
		return nil, err
	}
	groups, err := v.handedGroups()
	if err != nil {
		return nil, err
	}
	for _, group := range groups {
		if group.device == v.c.Params("device") && group.caseID == v.c.Params("case") {
			return group, nil
		}
	}
	return nil, casework.Fail(casework.NotFound)
}

// takeHanded lands what was handed in as the work of those who wrote it. What
// was landed before, and what somebody left aside meanwhile, may be among it.
func (s *Server) takeHanded(v *visit, _ pages.Values) error {
	group, err := v.groupAsked()
	if err != nil {
		return err
	}
	if group.caseID == noCase {
		return casework.Fail(casework.NotFound)
	}
	for start := 0; start < len(group.ops); {
		end := start + 1
		for end < len(group.ops) && group.ops[end].Actor == group.ops[start].Actor {
			end++
		}
		author, err := v.agency.Person(v.ctx, group.ops[start].Actor)
		if err != nil && casework.CodeOf(err) != casework.NotFound {
			return err
		}
		arrived := oplog.Moment(group.items[start].Came)
		if err := exchange.Accept(v.ctx, v.agency, author.Actor(), arrived, group.ops[start:end]); err != nil {
			return fmt.Errorf("web: take over what was handed in, tenant %q: %w", v.tenant, err)
		}
		s.openTabletLinks(inAgency{v.ctx, v.tenant, v.agency}, author.ID, group.ops[start:end])
		start = end
	}
	s.checkEvidence(v.ctx, v.tenant, v.agency)
	s.parts.Nudge(v.tenant)
	return s.decide(v, group, storage.Taken, "", "handed_taken")
}

// leaveHanded leaves what waits aside, with a reason. It stays, and can still be
// taken over.
func (s *Server) leaveHanded(v *visit, values pages.Values) error {
	group, err := v.groupAsked()
	if err != nil {
		return err
	}
	reason := clean(values.Get(values.Get("field")))
	if reason == "" {
		reason = clean(values.Get("reason"))
	}
	if reason == "" {
		return s.showReview(v, http.StatusUnprocessableEntity, "/tablets/review/"+group.device+"/"+group.caseID)
	}
	return s.decide(v, group, storage.Aside, reason, "handed_aside")
}

func (s *Server) decide(v *visit, group *handed, decision storage.Decision, reason, action string) error {
	var ids []int64
	for _, item := range group.items {
		if decision == storage.Taken || item.Decision == storage.Undecided {
			ids = append(ids, item.ID)
		}
	}
	err := v.agency.DecideHanded(v.ctx, ids, storage.HandedDecision{
		Decision: decision, Reason: reason, Decider: v.person.ID, Decided: s.parts.Now(),
	})
	if err != nil {
		return fmt.Errorf("web: decide on what was handed in, tenant %q: %w", v.tenant, err)
	}
	subject := group.device
	if tablet, err := v.agency.Tablet(v.ctx, group.device); err == nil {
		subject = tablet.Person
	}
	s.note(v.ctx, v.agency, v.person.ID, action, subject)
	return s.goTo(v.c, "/tablets/review")
}
