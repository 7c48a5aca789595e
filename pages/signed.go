package pages

import (
	"context"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// frozenContract shows a contract whose signing has started, from its frozen
// bytes alone: who has signed, who still can, and what happens next. Where the
// tablet died between two signatures, this page is where it goes on.
func frozenContract(ctx context.Context, env *Env, request Request, file *casework.File, contract *casework.Record) (Reply, error) {
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return Reply{}, err
	}
	state := casework.StateOf(file, contract)
	list, err := parties(ctx, env, request, file, contract, content, state)
	if err != nil {
		return Reply{}, err
	}
	view := views.ContractFrozenView{
		Text: contractText(content), Status: stateTag(state), Hash: contract.Get("content_hash"),
		Parties: list, Meanwhile: meanwhileView(request, file, contract, content),
		Print: views.Link{Href: contractPath(request, "/print"), Text: words.Say(words.PrintLink)},
	}
	view.Text = remarked(request, file, contract, content, view.Text)
	if mayRemark(file, contract) {
		view.Open = openLines(request, file, contract, content, "")
	}
	title := words.SignPageTitle
	switch state {
	case casework.ContractSigned:
		title = words.SignedTitle
		view.Next = []string{words.Say(words.SignedNextPaper), words.Say(words.SignedNextKept)}
		paper, err := paperOf(ctx, env, request, contract, state)
		if err != nil {
			return Reply{}, err
		}
		view.Paper, view.Since = &paper, sinceView(request, file, contract, content)
		view.Copy = copyCard(env, request, file, contract)
		if planMoved(request, file, contract) {
			view.Change = newVersion(env, request, file, contract)
		}
	case casework.ContractWithdrawn:
		title = words.ContractWithdrawn
		withdrawn(request, file, contract, &view)
	default:
		view.OnPaper = paperWays(request, content)
		row := copyRow(request, file, contract)
		view.CopyRow = &row
		view.Decline = &views.Link{Href: contractPath(request, "/decline"), Text: words.Say(words.DeclineLink)}
		if len(casework.SignaturesOf(file, contract)) > 0 {
			view.Notice = words.Say(words.SignedSafe)
		}
	}
	page := casePage(request, file, words.Say(title), backToContracts(request))
	return Reply{Page: page, Main: views.ContractFrozen(page, view)}, nil
}

func parties(ctx context.Context, env *Env, request Request, file *casework.File, contract *casework.Record, content casework.ContractContent, state casework.ContractState) ([]views.ContractParty, error) {
	checks, err := env.evidenceChecks(ctx, file.Case)
	if err != nil {
		return nil, err
	}
	ask, err := env.passkeys(ctx, request.Actor.ID)
	if err != nil {
		return nil, err
	}
	var list []views.ContractParty
	signatures := casework.SignaturesOf(file, contract)
	for _, party := range casework.Parties {
		name, _ := content.Signer(contract, party)
		view := views.ContractParty{ID: "party-" + party, Name: name, Role: partyRole(party)}
		switch signature := signatures[party]; {
		case signature != nil:
			check, checked := checks[signature.ID]
			d := signedDesk{request: request, file: file, signature: signature, check: check, checked: checked, office: checks != nil}
			d.show(&view)
			if casework.AwaitsPasskey(file, signature) {
				d.waits(&view, maySignAs(request, contract, party) && len(ask.IDs) > 0)
			}
		case state != casework.ContractFrozen:
		case !maySignAs(request, contract, party):
			view.Why = words.Say(words.SignOtherWorker, "name", name)
		case content.PaperOnly:
			view.Why = words.Say(words.PaperOnlyTag)
		default:
			view.Href, view.Button = contractPath(request, "/sign/"+party), words.Say(words.SignAs, "name", name)
		}
		list = append(list, view)
	}
	return list, nil
}

// evidenceChecks are what the office found, by signature; nil on a tablet.
func (e *Env) evidenceChecks(ctx context.Context, caseID string) (map[string]storage.EvidenceCheck, error) {
	if e.Checks == nil {
		return nil, nil
	}
	checks, err := e.Checks.EvidenceChecks(ctx, caseID)
	if checks == nil {
		checks = map[string]storage.EvidenceCheck{}
	}
	return checks, err
}

func partyRole(party string) string {
	if party == casework.PartyWorker {
		return words.Say(words.SignWorker)
	}
	return words.Say(words.SignClient)
}

// signedDesk tells of one signature how it was made, when, and how it holds.
type signedDesk struct {
	request   Request
	file      *casework.File
	signature *casework.Record
	check     storage.EvidenceCheck
	checked   bool
	office    bool
}

// show draws the signature. Strokes that cannot be read any more leave the name
// and the day.
func (d signedDesk) show(view *views.ContractParty) {
	name := d.signature.Get("name")
	signed := drawnOrTyped(d.signature.Fields, "strokes", name)
	signed.When = words.Say(words.SignedWhen, "moment", d.request.moment(d.signature.Get("signed_at")))
	view.Signed, view.Times = &signed, d.times()
	if d.signature.Get("method") == casework.MethodPaper {
		signed.When = words.Say(words.WetOnPaper, "day", day(d.signature.Get("signed_on")))
		view.Times = nil // what the clocks say is when the paper came back
		view.Scan = &views.Link{Href: casePath(d.request, "/papers/"+d.signature.Get("attachment")), Text: words.Say(words.WetOpen)}
	}
	view.How = howFacts(d.request, d.file, d.signature.Fields)
	if hash := d.signature.Get("evidence_hash"); hash != "" {
		view.How = append(view.How, views.SummaryRow{ID: "how-evidence", Name: words.Say(words.Label("signature", "evidence_hash")), Value: hash})
	}
	view.Holds = d.holds()
}

// times says where it was signed and when the office got it; the two clocks are
// never taken for one another.
func (d signedDesk) times() []string {
	at := d.request.weekday(d.signature.Get("signed_at"))
	if d.signature.Created.Chain == "" { // there is one clock at the office
		return nil
	}
	switch {
	case d.checked:
		return []string{words.Say(words.SignedOnTablet, "moment", at, "received", d.request.weekday(oplog.Moment(d.check.Received)))}
	case d.office:
		return []string{words.Say(words.SignedOnTabletOnly, "moment", at)}
	case d.signature.Created.Seq > 0:
		return []string{words.Say(words.SignedOnTabletSent, "moment", at)}
	}
	return []string{words.Say(words.SignedOnTabletHere, "moment", at)}
}

var (
	heldWords = map[storage.Held]words.Key{
		storage.HeldYes: words.HeldPasskey, storage.HeldLater: words.HeldPasskeyLater, storage.HeldWaits: words.HeldPasskeyWaits,
		storage.HeldUnknown: words.HeldPasskeyUnknown, storage.HeldNo: words.HeldPasskeyNo,
	}
	sealWords = map[storage.Held]words.Key{
		storage.HeldYes: words.HeldSeal, storage.HeldUnknown: words.HeldSealUnknown, storage.HeldNo: words.HeldSealNo,
	}
	heldTags = map[storage.Held]views.Tag{
		storage.HeldYes: {Icon: "check", Tone: views.Good}, storage.HeldLater: {Icon: "check", Tone: views.Good},
		storage.HeldWaits: {Icon: "triangle-alert", Tone: views.Warn}, storage.HeldUnknown: {Icon: "triangle-alert", Tone: views.Warn},
		storage.HeldNo: {Icon: "triangle-alert", Tone: views.Danger},
	}
)

// holds are the sentences about how the evidence holds, as the office found.
func (d signedDesk) holds() []views.EvidenceLine {
	evidence, has := casework.EvidenceOf(d.signature)
	switch {
	case !has && d.signature.Get("evidence") == "":
		return []views.EvidenceLine{{Words: words.Say(words.HeldBefore)}}
	case !has:
		return []views.EvidenceLine{line(storage.HeldNo, words.HeldNotWhole)}
	case !d.office:
		return []views.EvidenceLine{{Words: words.Say(words.HeldHere)}}
	case !d.checked || d.check.Checked.IsZero():
		return []views.EvidenceLine{{Words: words.Say(words.HeldSoon)}}
	}
	var lines []views.EvidenceLine
	if key := heldWords[d.check.Worker]; key != "" {
		lines = append(lines, line(d.check.Worker, key))
	}
	if key := sealWords[d.check.Device]; key != "" {
		lines = append(lines, line(d.check.Device, key))
	}
	switch d.check.Chain {
	case storage.ChainGap:
		lines = append(lines, line(storage.HeldWaits, words.HeldGap))
	case storage.ChainForked:
		lines = append(lines, line(storage.HeldWaits, words.HeldForked))
	default:
		lines = append(lines, line(storage.HeldYes, words.HeldChain))
	}
	if d.check.Time == storage.TimeUncertain {
		return append(lines, d.uncertain(evidence))
	}
	return append(lines, line(storage.HeldYes, words.HeldTime))
}

func line(held storage.Held, key words.Key) views.EvidenceLine {
	tag := heldTags[held]
	tag.Words = words.Say(words.HeldTag(string(held)))
	return views.EvidenceLine{Tag: tag, Words: words.Say(key)}
}

// uncertain says between which moments it was signed for certain.
func (d signedDesk) uncertain(evidence casework.Evidence) views.EvidenceLine {
	shown := line(storage.HeldUnknown, words.HeldTimeNo)
	received := d.request.moment(oplog.Moment(d.check.Received))
	shown.Words = words.Say(words.HeldTimeNo, "received", received)
	if contact := evidence.ContactAt(); !contact.IsZero() {
		contact = contact.Add(-time.Duration(evidence.Offset) * time.Millisecond)
		if contact.Before(d.check.Received) {
			shown.Words = words.Say(words.HeldTimeBetween, "contact", d.request.moment(oplog.Moment(contact)), "received", received)
		}
	}
	return shown
}

// waits says that the worker's passkey is still to come, and leads there from
// where it can.
func (d signedDesk) waits(view *views.ContractParty, here bool) {
	view.WaitsHow = words.Say(words.CountersignWaits)
	if d.request.Actor.ID != d.signature.Created.Actor {
		view.WaitsHow = words.Say(words.CountersignWaitsOf, "name", d.signature.Get("name"))
	}
	view.Waits = &views.Link{}
	if here {
		view.Waits = &views.Link{Href: contractPath(d.request, "/confirm"), Text: words.Say(words.CountersignTitle)}
	}
}

// withdrawn tells why a contract was put aside, in the person's own words if
// they gave any, and what happens next.
func withdrawn(request Request, file *casework.File, contract *casework.Record, view *views.ContractFrozenView) {
	view.FollowUp = views.Link{Href: contractPath(request, "/follow-up"), Text: words.Say(words.FollowAdd)}
	for _, withdrawal := range file.Of(casework.KindWithdrawal) {
		if withdrawal.Get("contract") != contract.ID {
			continue
		}
		reason := withdrawal.Get("reason")
		if text := withdrawal.Get("follow_up"); text != "" {
			by := request.moment(withdrawal.Created.At)
			if on := withdrawal.Get("follow_on"); on != "" {
				by = words.Say(words.ContractItemBy, "day", day(on))
			}
			view.Follow = append(view.Follow, views.MeanwhileLine{Text: text, By: by})
		}
		if reason == casework.ReasonFollowUp || view.Reason != "" {
			continue
		}
		if key := words.DeclineReason(reason); words.Has(key) {
			reason = words.Say(key)
		}
		view.Reason = words.Say(words.DeclinedBy, "moment", request.moment(withdrawal.Created.At), "reason", reason)
		view.ReasonWords = withdrawal.Get("words")
	}
}
