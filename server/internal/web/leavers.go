package web

import (
	"context"
	"fmt"
	"net/http"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// colleague finds the person of the address, who is not the person asking.
func (v *visit) colleague() (storage.Person, error) {
	person, err := v.agency.Person(v.ctx, v.c.Params("person"))
	if err == nil && person.ID == v.person.ID {
		err = casework.Fail(casework.NotFound)
	}
	return person, err
}

// suspend keeps a leaver out: sessions end at once, tablets are refused at
// their next sync. What they wrote stays.
func (s *Server) suspend(v *visit, _ pages.Values) error {
	if err := s.mayManage(v); err != nil {
		return err
	}
	person, err := v.colleague()
	if err != nil {
		return err
	}
	person.Suspended = true
	if err := v.agency.SavePerson(v.ctx, person); err != nil {
		return fmt.Errorf("web: suspend, tenant %q: %w", v.tenant, err)
	}
	if err := v.agency.DropSessions(v.ctx, person.ID); err != nil {
		return fmt.Errorf("web: suspend, tenant %q: %w", v.tenant, err)
	}
	if err := s.withdrawAllOf(v, person.ID); err != nil {
		return err
	}
	s.note(v.ctx, v.agency, v.person.ID, "suspended", person.ID)
	return s.goTo(v.c, "/staff")
}

// withdrawAllOf ends what a leaver could still let somebody in with:
// invitations they made, recoveries they asked for or confirmed. Whoever keeps
// such a link would come back as somebody new.
func (s *Server) withdrawAllOf(v *visit, person string) error {
	invitations, err := v.agency.Invitations(v.ctx)
	if err != nil {
		return fmt.Errorf("web: invitations of tenant %q: %w", v.tenant, err)
	}
	now := s.parts.Now()
	var ended []string
	for _, invitation := range invitations {
		theirs := invitation.By == person || invitation.Confirmed == person
		if !theirs || !invitation.Used.IsZero() || !now.Before(invitation.Expires) {
			continue
		}
		if err := s.withdraw(v.ctx, v.tenant, v.agency, v.person.ID, invitation); err != nil {
			return err
		}
		ended = append(ended, invitation.ID)
	}
	return s.dropRoles(v, ended...)
}

// endRecoveries ends the other links and open requests that would replace the
// person's passkeys once more: one of them was used.
func (s *Server) endRecoveries(ctx context.Context, tenant string, agency storage.Tenant, person string) error {
	invitations, err := agency.Invitations(ctx)
	if err != nil {
		return fmt.Errorf("web: invitations of tenant %q: %w", tenant, err)
	}
	for _, invitation := range invitations {
		if invitation.Recovers != person || !invitation.Used.IsZero() || !s.parts.Now().Before(invitation.Expires) {
			continue
		}
		if err := s.withdraw(ctx, tenant, agency, person, invitation); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) reinstate(v *visit, _ pages.Values) error {
	if err := s.mayManage(v); err != nil {
		return err
	}
	person, err := v.colleague()
	if err != nil {
		return err
	}
	person.Suspended = false
	if err := v.agency.SavePerson(v.ctx, person); err != nil {
		return fmt.Errorf("web: reinstate, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "reinstated", person.ID)
	return s.goTo(v.c, "/staff")
}

// askRecovery is the first of two: a colleague lost the last passkey. Nothing
// changes until a second member of staff confirms.
func (s *Server) askRecovery(v *visit, _ pages.Values) error {
	if err := v.mayHelp(); err != nil {
		return err
	}
	person, err := v.colleague()
	if err != nil {
		return err
	}
	if person.Suspended {
		return casework.Fail(casework.NotFound)
	}
	if err := s.fresh(v, "/staff"); err != nil {
		return err
	}
	now := s.parts.Now()
	err = v.agency.AddInvitation(v.ctx, storage.Invitation{
		ID: s.parts.NewID(), Name: person.Name, Role: person.Role, By: v.person.ID, Recovers: person.ID,
		Created: now, Expires: now.Add(inviteLife),
	})
	if err != nil {
		return fmt.Errorf("web: ask recovery, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "recovery_asked", person.ID)
	return s.showStaff(v, http.StatusOK, staffSays{notice: words.RecoveryWaits})
}

// confirmRecovery is the second of two: never the one who asked, never the one
// it is for. Only now is there a link.
func (s *Server) confirmRecovery(v *visit, _ pages.Values) error {
	if err := v.mayHelp(); err != nil {
		return err
	}
	invitation, err := v.agency.Invitation(v.ctx, v.c.Params("invitation"))
	if err != nil {
		return err
	}
	now := s.parts.Now()
	if invitation.Recovers == "" || invitation.Confirmed != "" || now.After(invitation.Expires) {
		return casework.Fail(casework.NotFound)
	}
	if invitation.By == v.person.ID || invitation.Recovers == v.person.ID {
		return s.showStaff(v, http.StatusUnprocessableEntity, staffSays{warn: words.RecoveryOther})
	}
	if err := s.fresh(v, "/staff"); err != nil {
		return err
	}
	invitation.Confirmed = v.person.ID
	if err := v.agency.SaveInvitation(v.ctx, invitation); err != nil {
		return fmt.Errorf("web: confirm recovery, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "recovery_confirmed", invitation.Recovers)
	return s.showLink(v, invitation)
}

// log shows the account log to administrators.
func (s *Server) log(v *visit) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	events, err := v.agency.AccountEvents(v.ctx, eventsShown)
	if err != nil {
		return fmt.Errorf("web: account log, tenant %q: %w", v.tenant, err)
	}
	invitations, err := v.agency.Invitations(v.ctx)
	if err != nil {
		return fmt.Errorf("web: invitations of tenant %q: %w", v.tenant, err)
	}
	invited := map[string]string{}
	for _, invitation := range invitations {
		invited[invitation.ID] = invitation.Name
	}
	page := v.page(words.Say(words.LogTitle), http.StatusOK)
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	view := views.LogView{Links: []views.Row{{ID: "to-tablets", Href: "/tablets", Text: words.Say(words.StaffTablets), Icon: "tablet"}}}
	if query(v.c).Has("operator") {
		view.Warn = words.Say(words.LogOperator)
	}
	for _, event := range events {
		subject := invited[event.Subject]
		if subject == "" {
			subject = v.nameOf(event.Subject)
		}
		what := words.Say(words.AccountAction(event.Action), "name", subject)
		view.Lines = append(view.Lines, views.LogLineView{
			When: v.moment(event.At), What: words.Say(words.LogLine, "who", v.nameOf(event.Actor), "what", what),
		})
	}
	return s.show(v.c, http.StatusOK, page, views.AccountLog(page, view))
}
