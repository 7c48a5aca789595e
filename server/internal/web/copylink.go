package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// Lives of a client's copy: of the link, and of the page that it opened.
const (
	copyLife = 72 * time.Hour
	copyOpen = time.Hour

	tabletCopyLife = 7 * 24 * time.Hour // of a link that a tablet made, from its arrival at most
)

// copyReadPath is the page that an opened link leads to; its cookie says which.
const copyReadPath = "/copy-read"

// copyCookie holds the secret of an opened copy.
const copyCookie = "doorstep-copy"

func (s *Server) mountCopies() {
	s.app.Get("/copy/:token", s.copyGuest)
	s.app.Post("/copy/:token", s.fromHere, s.notTooOften, s.openCopy)
	s.app.Get(copyReadPath, s.readCopy)
	s.app.Get(copyReadPath+"/paper", s.copyPaper)
}

// copyLinks makes links for the person of a visit.
type copyLinks struct {
	s *Server
	v *visit
}

// MakeCopyLink ends earlier links to the contract and makes one.
func (l copyLinks) MakeCopyLink(ctx context.Context, caseID, contract, copy string) (string, time.Time, error) {
	control, now := l.s.parts.Control, l.s.parts.Now()
	subject := caseID + " " + contract
	for _, purpose := range []storage.Purpose{storage.PurposeCopy, storage.PurposeCopyRead} {
		if err := control.DropCapabilities(ctx, l.v.tenant, purpose, subject); err != nil {
			return "", time.Time{}, fmt.Errorf("web: copy link, tenant %q: %w", l.v.tenant, err)
		}
	}
	token, until := secret(), now.Add(copyLife)
	err := control.AddCapability(ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeCopy, Tenant: l.v.tenant, Subject: subject,
		Data: []byte(copy + " " + l.v.person.ID), Created: now, Expires: until,
	})
	if err != nil {
		return "", time.Time{}, fmt.Errorf("web: copy link, tenant %q: %w", l.v.tenant, err)
	}
	return l.s.party.Origin + "/copy/" + encodeSecret(token), until, nil
}

// openTabletLinks opens the links to copies that a tablet made without a network. It
// goes by what stands in the case now: a link that was replaced, used or ended, and
// one whose way nobody called safe, opens nothing. The tablet may send it again.
func (s *Server) openTabletLinks(at inAgency, person string, ops []oplog.Operation) {
	for _, op := range ops {
		if op.Kind != casework.KindCopy {
			continue
		}
		if err := s.openTabletLink(at, person, op); err != nil {
			s.parts.Log.Error("opening a tablet's link to a copy", "tenant", at.tenant, "cause", err)
		}
	}
}

func (s *Server) openTabletLink(at inAgency, person string, op oplog.Operation) error {
	file, err := at.agency.File(at.ctx, op.Case)
	if casework.CodeOf(err) == casework.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	record := file.Record(op.Record)
	if record == nil || record.Kind != casework.KindCopy {
		return nil
	}
	if record.Get("opened_link") == record.Get("link_hash") { // used up or ended, and sent once more
		return nil
	}
	hash, err := hex.DecodeString(record.Get("link_hash"))
	contract := file.Record(record.Get("contract"))
	if err != nil || len(hash) != sha256.Size || contract == nil || !pages.IsLinked(file, contract, record) {
		return nil
	}
	now := s.parts.Now()
	until, err := time.Parse(time.RFC3339Nano, record.Get("link_until"))
	if latest := now.Add(tabletCopyLife); err != nil || until.After(latest) {
		until = latest // the tablet's clock is no judge
	}
	if _, err := s.parts.Control.Capability(at.ctx, hash, now); err == nil || !until.After(now) {
		return nil
	}
	subject := file.Case + " " + contract.ID
	for _, purpose := range []storage.Purpose{storage.PurposeCopy, storage.PurposeCopyRead} {
		if err := s.parts.Control.DropCapabilities(at.ctx, at.tenant, purpose, subject); err != nil {
			return err
		}
	}
	return s.parts.Control.AddCapability(at.ctx, storage.Capability{
		Hash: hash, Purpose: storage.PurposeCopy, Tenant: at.tenant, Subject: subject,
		Data: []byte(record.ID + " " + person), Created: now, Expires: until,
	})
}

// copyVisit is a request of whoever holds the link to a copy: one contract of
// one case, and nothing else.
type copyVisit struct {
	tenant   string
	agency   storage.Tenant
	house    exchange.House
	file     *casework.File
	contract *casework.Record
	release  func()
}

// copyAt opens what a capability leads to. A contract that both have not signed,
// or that is no longer there, is gone.
func (s *Server) copyAt(ctx context.Context, capability storage.Capability) (*copyVisit, error) {
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return nil, fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	v := &copyVisit{tenant: capability.Tenant, agency: agency, release: release}
	caseID, contract, _ := strings.Cut(capability.Subject, " ")
	if v.file, err = agency.File(ctx, caseID); err == nil {
		v.contract = v.file.Record(contract)
		v.house, err = agency.House(ctx)
	}
	if err == nil && (v.contract == nil || v.contract.Kind != casework.KindContract || casework.StateOf(v.file, v.contract) != casework.ContractSigned) {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		release()
		return nil, err
	}
	return v, nil
}

// copyGuest shows the button. Looking never uses the link up: mail scanners and
// phones look at every link.
func (s *Server) copyGuest(c *fiber.Ctx) error {
	capability, err := s.capability(c, c.Params("token"), storage.PurposeCopy)
	if err != nil {
		return gone(err, words.CopyGoneHow)
	}
	v, err := s.copyAt(contextOf(c), capability)
	if err != nil {
		return gone(err, words.CopyGoneHow)
	}
	defer v.release()
	page := s.barePage(c, words.CopyGuestTitle, 0)
	return s.show(c, 0, page, views.CopyGuest(page, views.CopyGuestView{
		Agency: v.house.Agency, Form: views.Form{ID: "copy-open-form", Action: "/copy/" + c.Params("token")},
	}))
}

// openCopy uses the link up, exactly once, and lets this browser read the copy
// for a while.
func (s *Server) openCopy(c *fiber.Ctx) error {
	ctx, now := contextOf(c), s.parts.Now()
	capability, err := s.capability(c, c.Params("token"), storage.PurposeCopy)
	if err != nil {
		return gone(err, words.CopyGoneHow)
	}
	v, err := s.copyAt(ctx, capability)
	if err != nil {
		return gone(err, words.CopyGoneHow)
	}
	defer v.release()
	if _, err := s.parts.Control.TakeCapability(ctx, capability.Hash, now); err != nil {
		return gone(err, words.CopyGoneHow)
	}
	token := secret()
	err = s.parts.Control.AddCapability(ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeCopyRead, Tenant: capability.Tenant, Subject: capability.Subject,
		Created: now, Expires: now.Add(copyOpen),
	})
	if err != nil {
		return fmt.Errorf("web: open copy, tenant %q: %w", capability.Tenant, err)
	}
	s.setCookie(c, s.bound(copyCookie), encodeSecret(token), fiber.CookieSameSiteStrictMode)
	s.noteCopyOpened(ctx, v, capability)
	return s.goTo(c, copyReadPath)
}

// noteCopyOpened says on the copy that its link was opened, in the name of who
// made it. A copy that is open is open: what fails here is loud in the log only.
func (s *Server) noteCopyOpened(ctx context.Context, v *copyVisit, capability storage.Capability) {
	id, maker, _ := strings.Cut(string(capability.Data), " ")
	record := v.file.Record(id)
	person, err := v.agency.Person(ctx, maker)
	if err == nil && record != nil {
		now := s.parts.Now()
		request := pages.Request{Actor: person.Actor(), Now: now, House: v.house}
		values := map[string]string{"opened_on": v.house.Calendar.Day(now)}
		if used := hex.EncodeToString(capability.Hash); used == record.Get("link_hash") {
			values["opened_link"] = used
		}
		entry, _ := pages.Edited(record, v.file.Seen, values)
		env := &pages.Env{Store: v.agency, Pen: s.pens.of(s, v.tenant), NewID: s.parts.NewID}
		if len(entry.Changes) > 0 {
			err = env.Write(ctx, request, v.file.Case, entry)
		}
		s.parts.Nudge(v.tenant)
	}
	if err != nil {
		s.parts.Log.Error("copy opened", "cause", err)
	}
}

// opened is the copy that this browser opened.
func (s *Server) openedCopy(c *fiber.Ctx) (*copyVisit, error) {
	capability, err := s.capability(c, c.Cookies(s.bound(copyCookie)), storage.PurposeCopyRead)
	if err != nil {
		return nil, gone(err, words.CopyGoneHow)
	}
	v, err := s.copyAt(contextOf(c), capability)
	return v, gone(err, words.CopyGoneHow)
}

// readCopy shows the contract, and the way to its PDF where there is one.
func (s *Server) readCopy(c *fiber.Ctx) error {
	v, err := s.openedCopy(c)
	if err != nil {
		return err
	}
	defer v.release()
	paper := ""
	if _, err := v.agency.Paper(contextOf(c), storage.ContractRef{Case: v.file.Case, Contract: v.contract.ID}); err == nil {
		paper = copyReadPath + "/paper"
	} else if casework.CodeOf(err) != casework.NotFound {
		return err
	}
	request := pages.Request{Path: c.Path(), Now: s.parts.Now(), House: v.house, Home: views.Office, Htmx: isHtmx(c)}
	reply, err := pages.CopyOf(request, v.file, v.contract, paper)
	if err != nil {
		return err
	}
	return s.send(c, reply, func() {})
}

// copyPaper sends the PDF.
func (s *Server) copyPaper(c *fiber.Ctx) error {
	v, err := s.openedCopy(c)
	if err != nil {
		return err
	}
	ctx := contextOf(c)
	name, err := v.agency.Paper(ctx, storage.ContractRef{Case: v.file.Case, Contract: v.contract.ID})
	if err != nil {
		v.release()
		return err
	}
	content, _, err := v.agency.OpenAttachment(ctx, name)
	if err != nil {
		v.release()
		return err
	}
	return s.send(c, pages.Reply{Body: content, Media: "application/pdf", Download: "contract.pdf"}, v.release)
}
