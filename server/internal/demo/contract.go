package demo

import (
	"strconv"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/sync/oplog"
	"doorstep/views/words"
)

// contract makes the family's contract from the actions that are not done, and
// goes as far with it as the story says.
func (a *author) contract(f family, caseID string, people []string) error {
	if f.contract == none {
		return nil
	}
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return err
	}
	id := a.env.NewID()
	entries := []pages.Entry{pages.Made(id, casework.KindContract, map[string]string{
		"client": people[0], "worker": a.request.Actor.ID, "about": f.goals[0].words,
		"ends_when": "Both of us say that the goals are reached, or we make a new plan together.", "ends_on": a.day(90),
	})}
	for i, action := range file.Of(casework.KindAction) {
		if action.Get("done") != "" {
			continue
		}
		entries = append(entries, pages.Made(a.env.NewID(), casework.KindContractItem, map[string]string{
			"contract": id, "action": action.ID, "words": action.Get("what"), "who": a.nameOf(file, action.Get("who")),
			"by_when": action.Get("by_when"), "place": strconv.Itoa(i + 1),
		}))
	}
	if err := a.put(caseID, entries); err != nil || f.contract == draft {
		return err
	}
	content, hash, err := a.freeze(caseID, id)
	if err != nil {
		return err
	}
	if f.contract == aside {
		return a.put(caseID, []pages.Entry{pages.Made(a.env.NewID(), casework.KindWithdrawal, map[string]string{"contract": id, "reason": "more_time"})})
	}
	if err := a.sign(caseID, id, content, hash); err != nil || f.contract == signed {
		return err
	}
	issue := file.Of(casework.KindIssue)[0]
	return a.put(caseID, []pages.Entry{pages.Made(a.env.NewID(), casework.KindAction, map[string]string{
		"issue": issue.ID, "type": "task", "what": f.addedLater, "who": "staff:" + a.request.Actor.ID, "by_when": a.day(8), "state": "to_be_given",
	})})
}

// nameOf writes a reference out: a contract holds names, not ids.
func (a *author) nameOf(file *casework.File, who string) string {
	if who == "staff:"+a.request.Actor.ID {
		return a.request.Actor.Name
	}
	for _, person := range file.Of(casework.KindPerson) {
		if who == "person:"+person.ID {
			return person.Get("name")
		}
	}
	return who
}

// freeze starts the signing: the words and their hash are fixed.
func (a *author) freeze(caseID, id string) (content casework.ContractContent, hash string, err error) {
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return content, "", err
	}
	contract := file.Record(id)
	content = casework.ContractContent{
		Format: 1, Agency: a.request.House.Agency, Case: caseID, Contract: id, Title: words.Say(words.ContractTitle),
		Client: a.nameOf(file, "person:"+contract.Get("client")), Worker: a.request.Actor.Name, About: contract.Get("about"),
		EndsWhen: contract.Get("ends_when"), EndsOn: contract.Get("ends_on"), Consent: words.Say(words.ContractConsent),
		Frozen: oplog.Moment(a.request.Now), PlanMark: casework.PlanMark(file),
	}
	for _, item := range casework.ItemsOf(file, id) {
		content.Items = append(content.Items, casework.ContractContentItem{Words: item.Get("words"), Who: item.Get("who"), ByWhen: item.Get("by_when")})
	}
	frozen, hash := content.Freeze()
	plan, _ := casework.PlanOf(file, a.request.House.StaffName).Freeze()
	freeze, _ := pages.Edited(contract, file.Seen, map[string]string{"content": frozen, "content_hash": hash, "frozen_at": content.Frozen, casework.PlanContentField: plan})
	return content, hash, a.put(caseID, []pages.Entry{freeze})
}

// sign draws both signatures.
func (a *author) sign(caseID, id string, content casework.ContractContent, hash string) error {
	file, err := a.env.Store.File(a.ctx, caseID)
	if err != nil {
		return err
	}
	contract := file.Record(id)
	for i, party := range casework.Parties {
		name, person := content.Signer(contract, party)
		err := a.put(caseID, []pages.Entry{pages.Made(a.env.NewID(), casework.KindSignature, map[string]string{
			"contract": id, "party": party, "person": person, "name": name, "method": casework.SignMethods[0],
			"strokes": hands[i].sign().Encode(), "signed_at": oplog.Moment(a.request.Now), "signed_on": a.day(0), "content_hash": hash,
		})})
		if err != nil {
			return err
		}
	}
	return nil
}
