package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// eventsShown is how many lines of the account log a page shows.
const eventsShown = 200

// mayHelp answers NotFound for whoever has nothing to do on the staff page:
// the same answer as for a page that does not exist.
func (v *visit) mayHelp() error {
	if !v.person.Actor().MayConfirmRecovery() {
		return casework.Fail(casework.NotFound)
	}
	return nil
}

// mayManage lets administrators through, after a fresh verification.
func (s *Server) mayManage(v *visit) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	return s.fresh(v, "/staff")
}

func (s *Server) staff(v *visit) error {
	if err := v.mayHelp(); err != nil {
		return err
	}
	return s.showStaff(v, http.StatusOK, staffSays{})
}

// staffSays is what the staff page says besides the list.
type staffSays struct {
	values pages.Values
	faults map[string]string
	notice words.Key
	warn   words.Key
}

func (s *Server) showStaff(v *visit, status int, says staffSays) error {
	people, err := v.agency.People(v.ctx)
	if err != nil {
		return fmt.Errorf("web: people of tenant %q: %w", v.tenant, err)
	}
	invitations, err := v.agency.Invitations(v.ctx)
	if err != nil {
		return fmt.Errorf("web: invitations of tenant %q: %w", v.tenant, err)
	}
	page := v.page(words.Say(words.StaffTitle), status)
	view := views.StaffView{Intro: words.Say(words.StaffIntro, "agency", v.house.Agency)}
	if says.notice != "" {
		view.Notice = words.Say(says.notice)
	}
	if says.warn != "" {
		view.Warn = words.Say(says.warn)
	}
	for _, person := range people {
		view.People = append(view.People, v.staffRow(person))
	}
	s.addInvitations(v, &view, invitations)
	if v.person.Actor().MayManagePeople() {
		view.Invite = &views.Form{ID: "invite-form", Action: "/staff/invite", Faults: faultsOf("", says.faults, "name", "role", "practice_role")}
		view.Controls = inviteControls(says)
		if practice := v.house.Rules(); len(practice.Roles) > 0 {
			control := roleControl(practice, "practice_role", words.Say(words.InviteTheirRole), says.values.Get("practice_role"))
			control.Error = says.faults["practice_role"]
			view.Controls = append(view.Controls, control)
		}
		view.Links = []views.Row{
			{ID: "to-practice", Href: practicePath, Text: words.Say(words.PracticeTitle), Icon: "pen-line"},
			{ID: "to-tablets", Href: "/tablets", Text: words.Say(words.StaffTablets), Icon: "tablet"},
			{ID: "to-log", Href: "/staff/log", Text: words.Say(words.StaffLog), Icon: "file-text"},
		}
		if view.Safe, view.Unsafe, err = s.safeWords(v); err != nil {
			return err
		}
	} else if v.person.Actor().MayReview() {
		view.Links = []views.Row{{ID: "to-review", Href: "/tablets/review", Text: words.Say(words.TabletsReview), Icon: "tablet"}}
	}
	if v.person.Actor().MayReview() {
		view.Links = append(view.Links, views.Row{ID: "to-directory", Href: directoryPath, Text: words.Say(words.DirectoryTitle), Icon: "user"},
			views.Row{ID: "to-gaps", Href: pages.GapsPath, Text: words.Say(words.GapsTitle), Icon: "file-text"})
	}
	view.Links = append(view.Links, views.Row{ID: "to-openings", Href: "/openings", Text: words.Say(words.OpeningsAll), Icon: "user"})
	return s.show(v.c, status, page, views.Staff(page, view))
}

func (v *visit) staffRow(person storage.Person) views.StaffRow {
	row := views.StaffRow{ID: "person-" + person.ID, Name: person.Name, Role: words.Say(words.Role(string(person.Role)))}
	act := func(verb string, kind views.ButtonKind, key words.Key) {
		row.Acts = append(row.Acts, views.Act{
			Form: views.Form{ID: verb + "-" + person.ID, Action: "/staff/" + person.ID + "/" + verb},
			Kind: kind, Text: words.Say(key, "name", person.Name),
		})
	}
	if person.ID == v.person.ID {
		row.Tags = append(row.Tags, views.Tag{Icon: "user", Words: words.Say(words.StaffYou)})
		return row
	}
	manages := v.person.Actor().MayManagePeople()
	switch {
	case person.Suspended:
		row.Tags = append(row.Tags, views.Tag{Icon: "lock", Words: words.Say(words.StaffSuspended), Tone: views.Warn})
		if manages {
			act("reinstate", views.PlainButton, words.StaffReinstate)
		}
	default:
		act("recover", views.PlainButton, words.StaffRecover)
		if manages {
			act("suspend", views.DangerButton, words.StaffSuspend)
		}
	}
	return row
}

// addInvitations lists what waits: invitations for administrators, recoveries
// for both who may confirm them.
func (s *Server) addInvitations(v *visit, view *views.StaffView, invitations []storage.Invitation) {
	now := s.parts.Now()
	for _, invitation := range invitations {
		if !invitation.Used.IsZero() || now.After(invitation.Expires) {
			continue
		}
		switch {
		case invitation.Recovers != "" && invitation.Confirmed == "":
			view.Recoveries = append(view.Recoveries, v.recoveryView(invitation))
		case invitation.Recovers == "" && v.person.Actor().MayManagePeople():
			view.Open = append(view.Open, views.OpenInvite{
				ID: "invitation-" + invitation.ID, Name: invitation.Name,
				Detail: words.Say(words.InviteUntil, "role", words.Say(words.Role(string(invitation.Role))), "until", v.moment(invitation.Expires)),
				Act: views.Act{
					Form: views.Form{ID: "withdraw-" + invitation.ID, Action: "/staff/invitations/" + invitation.ID + "/withdraw"},
					Kind: views.PlainButton, Text: words.Say(words.InviteWithdraw, "name", invitation.Name),
				},
			})
		}
	}
}

func (v *visit) recoveryView(invitation storage.Invitation) views.RecoveryView {
	view := views.RecoveryView{
		ID:    "recovery-" + invitation.ID,
		Words: words.Say(words.RecoveryAsked, "by", v.nameOf(invitation.By), "name", invitation.Name),
	}
	if invitation.By == v.person.ID || invitation.Recovers == v.person.ID {
		view.Else = words.Say(words.RecoveryOther)
		return view
	}
	view.Act = &views.Act{
		Form: views.Form{ID: "confirm-" + invitation.ID, Action: "/staff/recoveries/" + invitation.ID + "/confirm"},
		Kind: views.MainButton, Text: words.Say(words.RecoveryConfirm, "name", invitation.Name),
	}
	return view
}

func inviteControls(says staffSays) []views.Control {
	role := views.Control{Shape: views.ChoiceShape, Name: "role", Label: words.Say(words.InviteRole), Error: says.faults["role"]}
	for _, option := range casework.Roles() {
		role.Options = append(role.Options, views.Option{
			Value: string(option), Label: words.Say(words.Role(string(option))), Hint: words.Say(words.RoleHint(string(option))),
			Picked: says.values.Get("role") == string(option),
		})
	}
	return []views.Control{
		{Name: "name", Label: words.Say(words.InviteName), Hint: words.Say(words.InviteNameHint), Value: says.values.Get("name"), Error: says.faults["name"], Exact: true},
		role,
	}
}

func (s *Server) invite(v *visit, values pages.Values) error {
	if err := s.mayManage(v); err != nil {
		return err
	}
	faults := map[string]string{}
	checkLine(faults, "name", values.Get("name"), words.FieldEmptyName)
	role := casework.Role(values.Get("role"))
	if !isRole(role) {
		faults["role"] = words.Say(words.FieldRole)
	}
	if given := values.Get("practice_role"); given != "" && !knowsRole(v.house.Rules(), given) { // taken out since the page was drawn
		faults["practice_role"] = words.Say(words.FieldTheirRole)
	}
	if len(faults) > 0 {
		faults["role"] = strings.TrimSpace(faults["role"])
		return s.showStaff(v, http.StatusUnprocessableEntity, staffSays{values: values, faults: faults})
	}
	now := s.parts.Now()
	invitation := storage.Invitation{
		ID: s.parts.NewID(), Name: clean(values.Get("name")), Role: role, By: v.person.ID, Created: now, Expires: now.Add(inviteLife),
	}
	if ok, err := s.giveRole(v, invitation.ID, values.Get("practice_role")); err != nil {
		return err
	} else if !ok {
		return s.showStaff(v, http.StatusConflict, staffSays{values: values, warn: words.PracticeStale})
	}
	if err := v.agency.AddInvitation(v.ctx, invitation); err != nil {
		return fmt.Errorf("web: invite, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "invited", invitation.ID)
	return s.showLink(v, invitation)
}

// giveRole sets what somebody who is invited can promise to clients. Who accepts
// the invitation has its id, so nothing is left to do then.
func (s *Server) giveRole(v *visit, id, role string) (ok bool, err error) {
	practice, err := v.ownPractice()
	if err != nil || !knowsRole(practice, role) {
		return err == nil, err
	}
	if practice.Staff == nil {
		practice.Staff = map[string]string{}
	}
	practice.Staff[id] = role
	return s.keepPractice(v, practice, strconv.Itoa(practice.Version))
}

// dropRoles forgets the roles that were set for people who will not come. Where
// somebody changes the practice at the same moment they stay, and mean nobody.
func (s *Server) dropRoles(v *visit, ids ...string) error {
	practice, err := v.ownPractice()
	if err != nil {
		return err
	}
	before := len(practice.Staff)
	for _, id := range ids {
		delete(practice.Staff, id)
	}
	if len(practice.Staff) == before {
		return nil
	}
	_, err = s.keepPractice(v, practice, strconv.Itoa(practice.Version))
	return err
}

func isRole(role casework.Role) bool {
	for _, known := range casework.Roles() {
		if role == known {
			return true
		}
	}
	return false
}

// showLink shows the link, this once: only its hash is stored.
func (s *Server) showLink(v *visit, invitation storage.Invitation) error {
	link, err := inviteLink(v.ctx, s.parts.Control, s.party.Origin, v.tenant, invitation)
	if err != nil {
		return err
	}
	page := v.page(words.Say(words.LinkTitle, "name", invitation.Name), http.StatusOK)
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	view := views.LinkView{
		Intro: words.Say(words.LinkIntro, "until", v.moment(invitation.Expires)), Link: link,
		How: words.Say(words.LinkHow, "name", invitation.Name),
	}
	if view.Rows, err = v.tabletsInUse(invitation.Recovers); err != nil {
		return err
	}
	if n := len(view.Rows); n > 0 {
		view.Warn = words.Count(words.TabletsStay, n, "name", invitation.Name)
	}
	return s.show(v.c, http.StatusOK, page, views.OneLink(page, view))
}

// tabletsInUse lists the tablets that a person whose passkeys are replaced
// still has, each with the way to end it. They are not ended here: work that was
// not sent lies on them.
func (v *visit) tabletsInUse(person string) ([]views.Row, error) {
	if person == "" {
		return nil, nil
	}
	tablets, err := v.agency.Tablets(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: tablets of tenant %q: %w", v.tenant, err)
	}
	var rows []views.Row
	for _, tablet := range tablets {
		if tablet.Person != person || !tablet.Revoked.IsZero() {
			continue
		}
		listed := v.tabletRow(tablet)
		row := views.Row{ID: "in-use-" + tablet.ID, Text: listed.Name, Detail: listed.Facts, Tags: listed.Tags, Icon: "tablet", Href: "/tablets#" + listed.ID}
		if !v.person.Actor().MayManagePeople() {
			row.Href, row.Detail = "/staff", words.Say(words.TabletsAsk)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (s *Server) withdrawInvite(v *visit, _ pages.Values) error {
	if err := s.mayManage(v); err != nil {
		return err
	}
	invitation, err := v.agency.Invitation(v.ctx, v.c.Params("invitation"))
	if err != nil {
		return err
	}
	if err := s.withdraw(v.ctx, v.tenant, v.agency, v.person.ID, invitation); err != nil {
		return err
	}
	if invitation.Used.IsZero() { // else somebody has come by it, and has its id
		if err := s.dropRoles(v, invitation.ID); err != nil {
			return err
		}
	}
	return s.goTo(v.c, "/staff")
}

// withdraw ends an invitation and its link; actor is who did it.
func (s *Server) withdraw(ctx context.Context, tenant string, agency storage.Tenant, actor string, invitation storage.Invitation) error {
	if err := s.parts.Control.DropCapabilities(ctx, tenant, storage.PurposeInvite, invitation.ID); err != nil {
		return fmt.Errorf("web: withdraw invitation, tenant %q: %w", tenant, err)
	}
	invitation.Expires = s.parts.Now()
	if err := agency.SaveInvitation(ctx, invitation); err != nil {
		return fmt.Errorf("web: withdraw invitation, tenant %q: %w", tenant, err)
	}
	s.note(ctx, agency, actor, "invitation_withdrawn", invitation.ID)
	return nil
}

// nameOf is the name behind an actor's id.
func (v *visit) nameOf(id string) string {
	if id == operatorActor {
		return words.Say(words.LogByOperator)
	}
	if name := v.house.StaffName(id); name != "" {
		return name
	}
	return words.Say(words.StaffNoPerson)
}

// safeWords says when the agency was last copied, and warns where copies fail.
func (s *Server) safeWords(v *visit) (text string, warn bool, err error) {
	if s.parts.Safe == nil {
		return "", false, nil
	}
	standing, err := s.parts.Safe(v.ctx, v.tenant)
	if err != nil {
		return "", false, fmt.Errorf("web: safe copy of tenant %q: %w", v.tenant, err)
	}
	last := words.Say(words.SafeNone)
	if !standing.Taken.IsZero() {
		last = words.Say(words.SafeLast, "when", v.moment(standing.Taken))
	}
	switch {
	case standing.Since.IsZero() && !standing.Taken.IsZero() && !standing.Apart:
		return words.Say(words.SafeBeside, "last", last), false, nil
	case standing.Since.IsZero():
		return last, false, nil
	case standing.Code == casework.NoSpace:
		return words.Say(words.SafeFull, "last", last, "since", v.moment(standing.Since)), true, nil
	}
	return words.Say(words.SafeFails, "last", last, "since", v.moment(standing.Since)), true, nil
}
