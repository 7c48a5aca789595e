package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// operatorActor stands in the account log for the person at the command line.
const operatorActor = "operator"

// guest is whoever holds an invitation link.
type guest struct {
	tenant     string
	agency     storage.Tenant
	about      storage.Agency
	invitation storage.Invitation
	person     storage.Person // whom a recovery is for
	hash       []byte
	release    func()
}

// guest finds the invitation of the address. Looking never uses it up: mail
// scanners look at every link.
func (s *Server) guest(c *fiber.Ctx) (*guest, error) {
	ctx := contextOf(c)
	capability, err := s.capability(c, c.Params("token"), storage.PurposeInvite)
	if err != nil {
		return nil, gone(err, words.InviteGoneHow)
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return nil, fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	g := &guest{tenant: capability.Tenant, agency: agency, hash: capability.Hash, release: release}
	if err := g.load(ctx, capability.Subject, s.parts.Now()); err != nil {
		release()
		return nil, gone(err, words.InviteGoneHow)
	}
	return g, nil
}

func (g *guest) load(ctx context.Context, id string, now time.Time) (err error) {
	if g.invitation, err = g.agency.Invitation(ctx, id); err != nil {
		return err
	}
	if !g.invitation.Used.IsZero() || now.After(g.invitation.Expires) || g.invitation.Recovers != "" && g.invitation.Confirmed == "" {
		return casework.Fail(casework.NotFound)
	}
	if g.about, err = g.agency.Agency(ctx); err != nil {
		return err
	}
	if g.invitation.Recovers != "" {
		g.person, err = g.agency.Person(ctx, g.invitation.Recovers)
		if err == nil && g.person.Suspended {
			err = casework.Fail(casework.NotFound)
		}
	}
	return err
}

// owner is the guest as passkeys will know them.
func (g *guest) owner(handle []byte) passkey.Owner {
	owner := passkey.Owner{Handle: handle, Name: g.invitation.Name, Agency: g.about.Name}
	if g.invitation.Recovers != "" {
		owner.Handle, owner.Name = g.person.Handle, g.person.Name
	}
	return owner
}

func (s *Server) invitePage(c *fiber.Ctx) error {
	g, err := s.guest(c)
	if err != nil {
		return err
	}
	defer g.release()
	return s.showInvite(c, g, http.StatusOK, "")
}

func (s *Server) showInvite(c *fiber.Ctx, g *guest, status int, refusal words.Key) error {
	page := s.barePage(c, words.InviteTitle, status)
	page.Title = words.Say(words.InviteTitle, "agency", g.about.Name)
	intro := words.Say(words.InviteIntro, "name", g.invitation.Name, "role", words.Say(words.Role(string(g.invitation.Role))))
	if g.invitation.Recovers != "" {
		intro = words.Say(words.InviteRecovers, "name", g.person.Name)
	}
	link := "/invite/" + c.Params("token")
	return s.show(c, status, page, views.Invite(page, views.InviteView{Intro: intro, Form: views.PasskeyForm{
		ID: "invite", Action: link, Begin: link + "/begin", Create: true, Kind: views.MainButton,
		Button: words.Say(words.InviteButton), Faults: faultsOf(refusal, nil),
	}}))
}

func (s *Server) beginInvite(c *fiber.Ctx) error {
	g, err := s.guest(c)
	if err != nil {
		return err
	}
	defer g.release()
	owner := g.owner(newHandle())
	options, state, err := s.party.BeginRegistration(owner, secret())
	if err != nil {
		return err
	}
	return s.begin(c, g.tenant, ceremony{Kind: ceremonyInvite, Subject: g.invitation.ID, Handle: owner.Handle}, options, state)
}

// acceptInvite finishes: only the registered passkey uses the invitation up.
func (s *Server) acceptInvite(c *fiber.Ctx) error {
	values, err := form(c, smallBody)
	if err != nil {
		return err
	}
	g, err := s.guest(c)
	if err != nil {
		return err
	}
	defer g.release()
	taken, err := s.take(c, ceremonyInvite, g.tenant, values.Get("ceremony"))
	if err == nil && taken.Subject != g.invitation.ID {
		err = errCeremony
	}
	var row storage.Passkey
	if err == nil {
		row, err = s.party.FinishRegistration(g.owner(taken.Handle), taken.State, []byte(values.Get("credential")), s.parts.Now())
	}
	if status, sentence, refused := s.refusalOf(err, words.CeremonyRefuse); refused {
		return s.showInvite(c, g, status, sentence)
	}
	if err != nil {
		return err
	}
	person, err := s.letIn(contextOf(c), g, taken.Handle, row)
	if err != nil {
		return gone(err, words.InviteGoneHow)
	}
	if err := s.startSession(c, g.tenant, g.agency, person, began{passkey: row.ID}); err != nil {
		return err
	}
	return s.goTo(c, "/")
}

// letIn uses the invitation up, exactly once, and adds the person or replaces
// the passkeys of the one it recovers. A new person has the invitation's id, by
// which the agency may have set their role to clients already.
func (s *Server) letIn(ctx context.Context, g *guest, handle []byte, row storage.Passkey) (storage.Person, error) {
	now := s.parts.Now()
	if _, err := s.parts.Control.TakeCapability(ctx, g.hash, now); err != nil {
		return storage.Person{}, err
	}
	g.invitation.Used = now
	if err := g.agency.SaveInvitation(ctx, g.invitation); err != nil {
		return storage.Person{}, fmt.Errorf("web: invitation of tenant %q: %w", g.tenant, err)
	}
	if g.invitation.Recovers != "" {
		row.Person = g.person.ID
		if err := g.agency.ReplacePasskeys(ctx, g.person.ID, row); err != nil {
			return storage.Person{}, fmt.Errorf("web: recovery, tenant %q: %w", g.tenant, err)
		}
		if err := s.endRecoveries(ctx, g.tenant, g.agency, g.person.ID); err != nil {
			return storage.Person{}, err
		}
		s.note(ctx, g.agency, g.person.ID, "recovered", g.person.ID)
		return g.person, nil
	}
	person := storage.Person{ID: g.invitation.ID, Name: g.invitation.Name, Role: g.invitation.Role, Handle: handle, Created: now}
	if err := s.join(ctx, g.tenant, g.agency, person, row); err != nil {
		return storage.Person{}, err
	}
	s.note(ctx, g.agency, person.ID, "joined", person.ID)
	return person, nil
}

// NewRecovery makes, for the person who runs the server, a link that replaces
// somebody's passkeys without a second member of staff. It is written to the
// account log, and every administrator is told at the next sign-in.
func NewRecovery(ctx context.Context, control storage.Control, origin, tenant, person, id string, now time.Time) (link string, err error) {
	agency, release, err := control.Tenant(ctx, tenant)
	if err != nil {
		return "", fmt.Errorf("web: recovery, tenant %q: %w", tenant, err)
	}
	defer release()
	who, err := agency.Person(ctx, person)
	if err != nil {
		return "", fmt.Errorf("web: recovery, tenant %q, person %q: %w", tenant, person, err)
	}
	if who.Suspended {
		return "", errors.New("web: recovery: the person is suspended")
	}
	if err := agency.Note(ctx, storage.AccountEvent{At: now, Actor: operatorActor, Action: "recovery_by_operator", Subject: person}); err != nil {
		return "", fmt.Errorf("web: recovery, tenant %q: %w", tenant, err)
	}
	invitation := storage.Invitation{
		ID: id, Name: who.Name, Role: who.Role, By: operatorActor, Recovers: person, Confirmed: operatorActor,
		Created: now, Expires: now.Add(setupLife),
	}
	if err := agency.AddInvitation(ctx, invitation); err != nil {
		return "", fmt.Errorf("web: recovery, tenant %q: %w", tenant, err)
	}
	return inviteLink(ctx, control, origin, tenant, invitation)
}

// inviteLink makes the link of an invitation; earlier ones of it end.
func inviteLink(ctx context.Context, control storage.Control, origin, tenant string, invitation storage.Invitation) (string, error) {
	if err := control.DropCapabilities(ctx, tenant, storage.PurposeInvite, invitation.ID); err != nil {
		return "", fmt.Errorf("web: invitation link, tenant %q: %w", tenant, err)
	}
	token := secret()
	err := control.AddCapability(ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeInvite, Tenant: tenant, Subject: invitation.ID,
		Created: invitation.Created, Expires: invitation.Expires,
	})
	if err != nil {
		return "", fmt.Errorf("web: invitation link, tenant %q: %w", tenant, err)
	}
	return origin + "/invite/" + encodeSecret(token), nil
}
