package web

import (
	"bytes"
	"context"
	"io"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
)

// papers tells the pages where the PDF of a contract is.
type papers struct{ agency storage.Tenant }

// PaperPlace answers Nowhere while the PDF is still to be made, Stuck when it
// could not be.
func (p papers) PaperPlace(ctx context.Context, caseID, contract string) (storage.Place, error) {
	ref := storage.ContractRef{Case: caseID, Contract: contract}
	name, err := p.agency.Paper(ctx, ref)
	if casework.CodeOf(err) == casework.NotFound {
		stuck, err := p.agency.PaperStuck(ctx, ref)
		if stuck {
			return storage.Stuck, err
		}
		return storage.Nowhere, err
	}
	if err != nil {
		return storage.Nowhere, err
	}
	return p.agency.AttachmentPlace(ctx, name)
}

// contractPaper sends the signed contract as a PDF.
func (s *Server) contractPaper(v *visit) error {
	file, err := s.caseOf(v)
	if err != nil {
		return err
	}
	contract := file.Record(v.c.Params("contract"))
	if contract == nil || contract.Kind != casework.KindContract {
		return casework.Fail(casework.NotFound)
	}
	name, err := v.agency.Paper(v.ctx, storage.ContractRef{Case: file.Case, Contract: contract.ID})
	if err != nil {
		return err
	}
	content, _, err := v.agency.OpenAttachment(v.ctx, name)
	if err != nil {
		return err
	}
	return s.send(v.c, pages.Reply{Body: content, Media: "application/pdf", Download: "contract-" + contract.ID + ".pdf"}, v.keep())
}

// planPaper sends the plan as a PDF, as its page for printing shows it.
func (s *Server) planPaper(v *visit) error { return s.sheetPaper(v, "plan-", pages.SheetOfPlan) }

// letterPaper sends a referral's letter as a PDF.
func (s *Server) letterPaper(v *visit) error { return s.sheetPaper(v, "letter-", pages.SheetOfLetter) }

func (s *Server) sheetPaper(v *visit, name string, sheetOf func(pages.Request, *casework.File) (views.PlanSheet, error)) error {
	file, err := s.caseOf(v)
	if err != nil {
		return err
	}
	if s.parts.Plan == nil {
		return casework.Fail(casework.NotFound)
	}
	request := s.request(v.c)
	sheet, err := sheetOf(request, file)
	if err != nil {
		return err
	}
	content, err := s.parts.Plan(sheet, request.Now)
	if err != nil {
		return err
	}
	s.noteOpening(v, file.Case)
	return s.send(v.c, pages.Reply{Body: io.NopCloser(bytes.NewReader(content)), Media: "application/pdf", Download: name + file.Case + ".pdf"}, v.keep())
}
