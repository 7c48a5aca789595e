package outgoing

import (
	"context"
	"fmt"
	"time"

	"doorstep/casework"
	"doorstep/server/internal/paper"
	"doorstep/server/internal/seal"
	"doorstep/storage"
)

// Gather reads all that the paper of a contract is drawn from. It is the same
// whenever it is read: what comes later is no part of the paper.
func Gather(ctx context.Context, agency storage.Tenant, ref storage.ContractRef, origin string) (paper.Signed, error) {
	file, err := agency.File(ctx, ref.Case)
	if err != nil {
		return paper.Signed{}, err
	}
	contract := file.Record(ref.Contract)
	if contract == nil || contract.Kind != casework.KindContract {
		return paper.Signed{}, casework.Fail(casework.NotFound)
	}
	house, err := agency.House(ctx)
	if err != nil {
		return paper.Signed{}, err
	}
	signed := paper.Signed{File: file, Contract: contract, Calendar: house.Calendar, Origin: origin}
	if signed.Received, err = received(ctx, agency, file, contract); err != nil {
		return paper.Signed{}, err
	}
	signed.Seal, err = sealOf(ctx, agency, signed.Complete())
	return signed, err
}

// received says when the office got each signature of a contract.
func received(ctx context.Context, agency storage.Tenant, file *casework.File, contract *casework.Record) (map[string]time.Time, error) {
	var ids []string
	for _, signature := range casework.SignaturesOf(file, contract) {
		ids = append(ids, signature.ID)
	}
	logged, err := agency.RecordLog(ctx, file.Case, ids, 0)
	if err != nil {
		return nil, err
	}
	times := map[string]time.Time{}
	for _, one := range logged {
		if id := one.Operation.Record; times[id].IsZero() { // the first operation makes the record
			times[id] = one.Landed.UTC()
		}
	}
	return times, nil
}

// sealOf opens the agency's seal; the first paper makes its certificate.
func sealOf(ctx context.Context, agency storage.Tenant, complete time.Time) (*seal.Seal, error) {
	key, err := agency.PaperKey(ctx)
	if err != nil {
		return nil, err
	}
	if len(key.Certificate) == 0 {
		about, err := agency.Agency(ctx)
		if err != nil {
			return nil, err
		}
		certificate, err := seal.Certify(key.Private, about.Name, complete.AddDate(0, 0, -1))
		if err != nil {
			return nil, err
		}
		if key, err = agency.KeepPaperCertificate(ctx, certificate); err != nil {
			return nil, err
		}
	}
	return seal.Open(key.Private, key.Certificate)
}

// publish lets the mark on a paper lead to its contract: for the check page,
// which knows no agency.
func (w *Worker) publish(ctx context.Context, tenant string, ref storage.ContractRef, contentHash string) error {
	mark, ok := casework.ReadMark(contentHash)
	if !ok {
		return fmt.Errorf("outgoing: content hash %q has no mark", contentHash)
	}
	token := seal.Token(mark)
	if _, err := w.Control.Capability(ctx, token, w.Now()); casework.CodeOf(err) != casework.NotFound {
		return err
	}
	return w.Control.AddCapability(ctx, storage.Capability{
		Hash: token, Purpose: storage.PurposePaper, Tenant: tenant, Subject: ref.Case + " " + ref.Contract, Created: w.Now(),
	})
}
