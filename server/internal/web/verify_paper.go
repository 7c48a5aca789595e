package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/server/internal/outgoing"
	"doorstep/server/internal/paper"
	"doorstep/server/internal/seal"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// knownContract is a signed contract that a mark leads to.
type knownContract struct {
	paper.Signed
	agency  storage.Tenant
	ref     storage.ContractRef
	content casework.ContractContent
	intact  bool // the record's words have the hash that the record says
	release func()
}

// contractOf finds the contract behind a mark, in whichever agency it is. A
// mark that nobody has answers NotFound.
func (s *Server) contractOf(ctx context.Context, mark string) (known *knownContract, err error) {
	capability, err := s.parts.Control.Capability(ctx, seal.Token(mark), s.parts.Now())
	if err != nil {
		return nil, err
	}
	ref, err := subject(capability)
	if err != nil {
		return nil, err
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return nil, fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	known = &knownContract{agency: agency, ref: ref, release: release}
	if known.Signed, err = outgoing.Gather(ctx, agency, ref, s.party.Origin); err == nil {
		known.content, err = casework.ThawContract(known.Contract.Get("content"), known.Contract.Get("content_hash"))
		known.intact = err == nil
		err = nil
		if casework.StateOf(known.File, known.Contract) != casework.ContractSigned {
			err = casework.Fail(casework.NotFound) // restored to before it was signed
		}
	}
	if err != nil {
		release()
		return nil, err
	}
	return known, nil
}

// times are what a mark alone tells: when people signed, and when the office
// had it.
func (k *knownContract) times() []views.SummaryRow {
	signedOn, received := "", time.Time{}
	for _, signature := range casework.SignaturesOf(k.File, k.Contract) {
		signedOn = max(signedOn, signature.Get("signed_on"))
		if at := k.Received[signature.ID]; at.After(received) {
			received = at
		}
	}
	rows := []views.SummaryRow{{Name: words.Say(words.VerifySignedOn), Value: dayWords(signedOn)}}
	if !received.IsZero() {
		rows = append(rows, views.SummaryRow{Name: words.Say(words.VerifyReceived), Value: k.moment(received)})
	}
	return rows
}

func (k *knownContract) moment(at time.Time) string {
	local := k.Calendar.Local(at)
	return words.Say(words.MomentWords, "day", dayWords(local.Format(time.DateOnly)), "time", local.Format("15:04"))
}

func dayWords(iso string) string {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return words.Say(words.DayWords, "day", date.Format("2"), "month", words.Months[date.Month()-1], "year", date.Format("2006"))
}

// examine says what a file is. Names stand in the answer only where the file is
// whole: whoever has it has read them.
func (s *Server) examine(ctx context.Context, file []byte) (*views.VerifyResult, error) {
	seals := seal.Look(file)
	var known *knownContract
	for _, one := range seals {
		mark, ok := casework.ReadMark(one.Mark)
		if !ok {
			continue
		}
		found, err := s.contractOf(ctx, mark)
		if casework.CodeOf(err) == casework.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		defer found.release()
		known = found
		break
	}
	if known == nil {
		return verdict(seal.By(seals, func(*x509.Certificate) bool { return false }).State), nil
	}
	found := seal.By(seals, known.Seal.Made)
	result := verdict(found.State)
	if found.State != seal.Whole {
		return result, nil
	}
	return result, s.describe(ctx, result, known, found, file)
}

// describe says what a whole paper proves, and what the office's own record says
// about it.
func (s *Server) describe(ctx context.Context, result *views.VerifyResult, known *knownContract, found seal.Found, file []byte) error {
	result.Checks = append(result.Checks, views.VerifyCheck{ID: "check-seal", Tone: views.Good, Words: words.Say(words.VerifySealHolds)})
	if !known.intact || known.Contract.Get("content_hash") != found.Mark {
		result.Tone, result.Verdict, result.How = views.Danger, words.Say(words.VerifyAstray), words.Say(words.VerifyAstrayHow)
		result.Checks = append(result.Checks, views.VerifyCheck{ID: "check-words", Tone: views.Danger, Words: words.Say(words.VerifyWordsAstray)})
		return nil
	}
	result.Checks = append(result.Checks, views.VerifyCheck{ID: "check-words", Tone: views.Good, Words: words.Say(words.VerifyWordsHold)})
	result.Facts = known.facts(found)
	sum := sha256.Sum256(file)
	kept, err := known.agency.Paper(ctx, known.ref)
	if err != nil && casework.CodeOf(err) != casework.NotFound {
		return err
	}
	result.Checks = append(result.Checks,
		check("check-file", kept == hex.EncodeToString(sum[:]), words.VerifySameFile, words.VerifyOtherFile), s.drawnAnew(known, found, file))
	checks, err := known.agency.EvidenceChecks(ctx, known.ref.Case)
	if err != nil {
		return err
	}
	for _, party := range casework.Parties {
		signature := casework.SignaturesOf(known.File, known.Contract)[party]
		result.Signers = append(result.Signers, known.signer(party, signature))
		result.Checks = append(result.Checks, known.evidence(party, signature))
		result.Checks = append(result.Checks, officeChecks(party, signature, checks[signature.ID])...)
	}
	result.Proves = []string{words.Say(words.VerifyProof1), words.Say(words.VerifyProof2), words.Say(words.VerifyProof3)}
	for _, key := range words.CertificateProvesNot {
		result.Not = append(result.Not, words.Say(key))
	}
	return nil
}

func check(id string, holds bool, yes, no words.Key) views.VerifyCheck {
	if holds {
		return views.VerifyCheck{ID: id, Tone: views.Good, Words: words.Say(yes)}
	}
	return views.VerifyCheck{ID: id, Tone: views.Warn, Words: words.Say(no)}
}

// drawnAnew compares the file with what the record gives today.
func (s *Server) drawnAnew(known *knownContract, found seal.Found, file []byte) views.VerifyCheck {
	if found.Layout != paper.Layout || s.parts.Render == nil {
		return views.VerifyCheck{ID: "check-drawn", Words: words.Say(words.VerifyDrawnOlder)}
	}
	again, err := s.parts.Render(known.Signed)
	if err != nil {
		s.parts.Log.Warn("drawing a paper to compare", "cause", err)
	}
	return check("check-drawn", err == nil && bytes.Equal(again, file), words.VerifyDrawnSame, words.VerifyDrawnOther)
}

func (k *knownContract) facts(found seal.Found) []views.SummaryRow {
	rows := []views.SummaryRow{
		{Name: words.Say(words.VerifySealedBy), Value: found.Certificate.Subject.CommonName},
		{Name: words.Say(words.VerifyBetween), Value: words.Say(words.ContractBetween,
			"client", k.content.Client, "worker", k.content.Worker, "agency", k.content.Agency)},
	}
	rows = append(rows, k.times()...)
	rows = append(rows,
		views.SummaryRow{Name: words.Say(words.VerifySealedAt), Value: k.moment(found.At)},
		views.SummaryRow{Name: words.Say(words.VerifyHash), Value: found.Mark})
	for _, other := range k.File.Of(casework.KindContract) {
		if other.Get("supersedes") == k.Contract.ID && casework.StateOf(k.File, other) == casework.ContractSigned {
			rows = append(rows, views.SummaryRow{Name: words.Say(words.VerifyReplaced), Value: words.Say(words.VerifyReplacedBy)})
		}
	}
	return rows
}

// signer says how one person signed.
func (k *knownContract) signer(party string, signature *casework.Record) views.VerifySigner {
	role := words.Say(words.SignClient)
	if party == casework.PartyWorker {
		role = words.Say(words.SignWorker)
	}
	signer := views.VerifySigner{
		ID: "signer-" + party, Title: words.Say(words.CertificateSigner, "name", signature.Get("name"), "role", role),
	}
	add := func(name, value string) {
		if value != "" {
			signer.Facts = append(signer.Facts, views.SummaryRow{Name: name, Value: value})
		}
	}
	for _, field := range []string{"capacity", "identified", "read_how", "method"} {
		if value := signature.Get(field); value != "" {
			add(words.Say(words.Label("signature", field)), words.Say(words.Choice("signature", field, value)))
		}
	}
	for _, field := range []string{"interpreter", "read_by", "witness", "witness2"} {
		add(words.Say(words.Label("signature", field)), signature.Get(field))
	}
	if at, err := time.Parse(time.RFC3339Nano, signature.Get("signed_at")); err == nil {
		add(words.Say(words.CertificateDevice), k.moment(at))
	}
	if at := k.Received[signature.ID]; !at.IsZero() {
		add(words.Say(words.CertificateReceived), k.moment(at))
	}
	return signer
}

// evidence holds a signature against what was written down when it was made.
func (k *knownContract) evidence(party string, signature *casework.Record) views.VerifyCheck {
	id, name := "check-evidence-"+party, signature.Get("name")
	if signature.Get("evidence") == "" {
		return views.VerifyCheck{ID: id, Words: words.Say(words.VerifyEvidenceNone, "name", name)}
	}
	evidence, ok := casework.EvidenceOf(signature)
	ok = ok && evidence.ContentHash == k.Contract.Get("content_hash") && evidence.Contract == k.Contract.ID &&
		evidence.Party == party && evidence.Name == name && evidence.Method == signature.Get("method") &&
		evidence.StrokesHash == casework.HashText(signature.Get("strokes")) && evidence.ConsentHash == casework.HashText(k.content.Consent)
	switch {
	case !ok:
		return views.VerifyCheck{ID: id, Tone: views.Danger, Words: words.Say(words.VerifyEvidenceNo, "name", name)}
	case casework.AwaitsPasskey(k.File, signature):
		return views.VerifyCheck{ID: id, Tone: views.Warn, Words: words.Say(words.VerifyPasskeyWaits, "name", name)}
	}
	return views.VerifyCheck{ID: id, Tone: views.Good, Words: words.Say(words.VerifyEvidence, "name", name)}
}

// sayings are the sentences for what the office found when it checked evidence.
var (
	passkeySays = map[storage.Held]words.Key{
		storage.HeldYes: words.HeldPasskey, storage.HeldLater: words.HeldPasskeyLater,
		storage.HeldUnknown: words.HeldPasskeyUnknown, storage.HeldNo: words.HeldPasskeyNo,
	}
	tabletSays = map[storage.Held]words.Key{
		storage.HeldYes: words.HeldSeal, storage.HeldUnknown: words.HeldSealUnknown, storage.HeldNo: words.HeldSealNo,
	}
	chainSays = map[storage.Chained]words.Key{storage.ChainGap: words.HeldGap, storage.ChainForked: words.HeldForked}
	heldTones = map[storage.Held]views.Tone{
		storage.HeldYes: views.Good, storage.HeldLater: views.Good, storage.HeldUnknown: views.Warn, storage.HeldNo: views.Danger,
	}
)

// officeChecks says what the office found when the signature came to it.
func officeChecks(party string, signature *casework.Record, found storage.EvidenceCheck) []views.VerifyCheck {
	if found.Checked.IsZero() {
		return nil
	}
	var list []views.VerifyCheck
	add := func(id string, tone views.Tone, key words.Key) {
		if key != "" {
			says := words.Say(words.VerifyOf, "name", signature.Get("name"), "says", words.Say(key))
			list = append(list, views.VerifyCheck{ID: "check-" + id + "-" + party, Tone: tone, Words: says})
		}
	}
	add("passkey", heldTones[found.Worker], passkeySays[found.Worker])
	add("tablet", heldTones[found.Device], tabletSays[found.Device])
	add("chain", views.Warn, chainSays[found.Chain])
	if found.Time == storage.TimeUncertain {
		add("time", views.Warn, words.CertificateDoubt)
	}
	return list
}
