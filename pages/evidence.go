package pages

import (
	"context"
	"strconv"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/oplog"
	"doorstep/views"
)

// Hand is what a device can put under a signature besides its lines.
type Hand interface {
	// Ask says which of the person's passkeys this device can ask.
	Ask(ctx context.Context, person string) (PasskeyAsk, error)
	// Seal signs evidence with the device's own key; "" where it has none.
	Seal(ctx context.Context, evidenceHash string) (string, error)
	// Check refuses an assertion that is not of the person's passkey. A tablet
	// cannot tell and takes it; the office tells when it arrives.
	Check(ctx context.Context, person, evidenceHash, assertion string) error
	// Contact is when this device was last in touch with the office, on its own
	// clock; zero at the office.
	Contact() time.Time
}

// PasskeyAsk names the passkeys that may sign here. IDs are base64url without
// padding; none of them: no passkey is here.
type PasskeyAsk struct {
	RPID string
	IDs  []string
}

// Checks tells what the office found when it checked evidence.
type Checks interface {
	EvidenceChecks(ctx context.Context, caseID string) (map[string]storage.EvidenceCheck, error)
}

// passkeys are those that this device can ask the person for.
func (e *Env) passkeys(ctx context.Context, person string) (PasskeyAsk, error) {
	if e.Hand == nil {
		return PasskeyAsk{}, nil
	}
	return e.Hand.Ask(ctx, person)
}

// A person's evidence on a device makes a chain. Its end lies in the person's
// drawer: the last one that is known to have landed, and the one that was about
// to. Which of the two it is, its record tells.
const chainKey = "evidence"

type chainEnd struct {
	hash string
	seq  int64
}

func (e *Env) chainEnd(ctx context.Context, person string) (chainEnd, error) {
	var end chainEnd
	row, err := e.Store.Draft(ctx, person, chainKey)
	if err != nil || row == nil || row.Fields["device"] != e.Pen.Device {
		return end, err
	}
	end.hash = row.Fields["last"]
	end.seq, _ = strconv.ParseInt(row.Fields["seq"], 10, 64)
	file, err := e.Store.File(ctx, row.Fields["case"])
	if err != nil {
		return end, err
	}
	next := row.Fields["next"]
	if signature := file.Record(row.Fields["signature"]); signature != nil && signature.Get("evidence_hash") == next {
		end.hash, end.seq = next, end.seq+1
	}
	return end, nil
}

// announce notes which evidence is about to land.
func (e *Env) announce(ctx context.Context, request Request, caseID, signature, hash string) error {
	end, err := e.chainEnd(ctx, request.Actor.ID)
	if err != nil {
		return err
	}
	return e.Store.PutDraft(ctx, request.Actor.ID, chainKey, storage.Draft{Saved: request.Now, Fields: map[string]string{
		"device": e.Pen.Device, "last": end.hash, "seq": strconv.FormatInt(end.seq, 10), "next": hash, "case": caseID, "signature": signature,
	}})
}

// evidence says what the values of a signature record sign, at a moment in Unix
// milliseconds. pointer is what drew the lines, taught how many questions were
// answered.
func (e *Env) evidence(ctx context.Context, request Request, file *casework.File, contract *casework.Record, values map[string]string, more evidenceMore) (text, hash string, err error) {
	content, err := casework.ThawContract(contract.Get("content"), contract.Get("content_hash"))
	if err != nil {
		return "", "", err
	}
	end, err := e.chainEnd(ctx, request.Actor.ID)
	if err != nil {
		return "", "", err
	}
	evidence := casework.Evidence{
		Agency: content.Agency, Tenant: request.House.Tenant, Case: file.Case, Contract: contract.ID, ContentHash: contract.Get("content_hash"),
		ConsentHash: casework.HashText(content.Consent), Template: frozenTemplate(contract, content), Locale: localeOf(content, values),
		Party: values["party"], Person: values["person"], Name: values["name"], Capacity: values["capacity"], Identified: values["identified"],
		Interpreter: values["interpreter"], ReadHow: values["read_how"], ReadBy: values["read_by"], Method: values["method"], Typed: values["typed"],
		StrokesHash: casework.HashText(values["strokes"]), Witness: values["witness"], WitnessHash: casework.HashText(values["witness_strokes"]),
		Witness2: values["witness2"], Witness2Hash: casework.HashText(values["witness2_strokes"]), Taught: more.taught, Pointer: more.pointer,
		Worker: request.Actor.ID, Device: e.Pen.Device, Epoch: e.Pen.Epoch, Seq: end.seq + 1, PreviousDevice: end.hash,
		DeviceUTC: more.at, Offset: e.Pen.Offset, Release: views.Release,
	}
	if values["agreed"] != "" {
		evidence.Agreed = 1
	}
	if strokes, problem := casework.ParseStrokes(values["strokes"]); problem == nil {
		evidence.CanvasW, evidence.CanvasH = strokes.W, strokes.H
	}
	if attachment := file.Record(values["attachment"]); attachment != nil {
		evidence.Attachment = attachment.Get("sha256")
	}
	for _, signature := range casework.SignaturesOf(file, contract) {
		evidence.Previous = signature.Get("evidence_hash")
	}
	if e.Hand != nil {
		if at := e.Hand.Contact(); !at.IsZero() {
			evidence.ContactUTC = at.UnixMilli()
		}
	}
	text, hash = evidence.Seal()
	return text, hash, nil
}

// evidenceMore is what evidence says beyond the fields of the signature.
type evidenceMore struct {
	at      int64
	pointer string
	taught  int
}

// frozenTemplate is the template in the version whose words were frozen: the draft
// names the one from which it was made. Content of the first format names none.
func frozenTemplate(contract *casework.Record, content casework.ContractContent) string {
	if content.Template != "" {
		return content.Template
	}
	return contract.Get("template")
}

// localeOf is the language in which somebody signed, or that of the words.
func localeOf(content casework.ContractContent, values map[string]string) string {
	for _, tag := range []string{values["language"], content.Language} {
		if tag != "" {
			return tag
		}
	}
	return "en"
}

// signatureEntry makes a signature record with its evidence, sealed by the
// device. Whatever a signature was made with goes through here.
func (e *Env) signatureEntry(ctx context.Context, request Request, file *casework.File, contract *casework.Record, id string, values map[string]string, more evidenceMore) (Entry, error) {
	text, hash, err := e.evidence(ctx, request, file, contract, values, more)
	if err != nil {
		return Entry{}, err
	}
	values["evidence"], values["evidence_hash"] = text, hash
	values["signed_at"] = oplog.Moment(request.Now)
	if values["signed_on"] == "" { // on paper it has its own day
		values["signed_on"] = request.today()
	}
	if e.Hand != nil {
		if values["device_seal"], err = e.Hand.Seal(ctx, hash); err != nil {
			return Entry{}, err
		}
	}
	if err := e.announce(ctx, request, file.Case, id, hash); err != nil {
		return Entry{}, err
	}
	return Made(id, casework.KindSignature, values), nil
}
