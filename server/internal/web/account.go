package web

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"net/url"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// mountAccounts lists the routes of set-up, sign-in, staff and tablets.
func (s *Server) mountAccounts() {
	s.app.Get("/setup", s.setupPage)
	s.app.Post("/setup/begin", s.fromHere, s.notTooOften, s.beginSetup)
	s.app.Post("/setup", s.fromHere, s.setup)
	s.app.Get("/signin", s.signInPage)
	s.app.Post("/signin/begin", s.fromHere, s.notTooOften, s.beginSignIn)
	s.app.Post("/signin", s.fromHere, s.signIn)
	s.app.Get("/invite/:token", s.invitePage)
	s.app.Post("/invite/:token/begin", s.fromHere, s.notTooOften, s.beginInvite)
	s.app.Post("/invite/:token", s.fromHere, s.acceptInvite)

	s.app.Post("/signout", s.account(s.signOut))
	s.app.Get("/confirm", s.signedIn(s.confirmPage))
	s.app.Post("/confirm/begin", s.notTooOften, s.account(s.beginConfirm))
	s.app.Post("/confirm", s.account(s.confirm))
	s.app.Post(pages.LiftPath+"/begin", s.notTooOften, s.account(s.beginLift))
	s.app.Post(pages.LiftPath, s.account(s.lift))
	s.app.Get("/you", s.signedIn(s.you))
	s.app.Post("/you/passkeys/begin", s.notTooOften, s.account(s.beginPasskey))
	s.app.Post("/you/passkeys", s.account(s.addPasskey))
	s.app.Post("/you/passkeys/:passkey/name", s.account(s.namePasskey))
	s.app.Post("/you/passkeys/:passkey/remove", s.account(s.removePasskey))
	s.app.Get("/staff", s.signedIn(s.staff))
	s.app.Post("/staff/invite", s.account(s.invite))
	s.app.Post("/staff/invitations/:invitation/withdraw", s.account(s.withdrawInvite))
	s.app.Post("/staff/recoveries/:invitation/confirm", s.account(s.confirmRecovery))
	s.app.Post("/staff/:person/suspend", s.account(s.suspend))
	s.app.Post("/staff/:person/reinstate", s.account(s.reinstate))
	s.app.Post("/staff/:person/recover", s.account(s.askRecovery))
	s.app.Get("/staff/log", s.signedIn(s.log))
	s.app.Post("/tablet/enrol", s.account(s.enrolTablet))
	s.mountTablets()
	s.mountPractice()
	s.mountFeed()
	s.mountPolicy()
	s.mountDirectory()
	s.mountPacket()
	s.app.Post("/demo", s.account(s.loadDemo))
	s.app.Get("/cases/:case/contracts/:contract/paper", s.signedIn(s.contractPaper))
	s.app.Get("/cases/:case/plan/pdf", s.signedIn(s.planPaper))
	s.app.Get("/cases/:case/referrals/:record/letter/pdf", s.signedIn(s.letterPaper))
}

// account runs a changing request of a signed-in person: its form is read and
// carries the session's token.
func (s *Server) account(handle func(*visit, pages.Values) error) fiber.Handler {
	return s.signedIn(func(v *visit) error {
		values, err := form(v.c, smallBody)
		if err != nil {
			return err
		}
		if err := v.mayWrite(values); err != nil {
			return err
		}
		return handle(v, values)
	})
}

// barePage is a page for somebody who is not signed in.
func (s *Server) barePage(c *fiber.Ctx, title words.Key, status int) views.Page {
	return views.Page{
		Title: words.Say(title), Home: views.Office, Path: c.Path(), Bare: true,
		Focus: isHtmx(c), Error: status == http.StatusUnprocessableEntity,
	}
}

// page begins a page for the signed-in person.
func (v *visit) page(title string, status int) views.Page {
	return views.Page{
		Title: title, Agency: v.house.Agency, Person: v.person.Name, Role: v.person.Role, Home: views.Office,
		State: views.State{Words: words.Say(words.StateOffice)}, Token: v.session.Token, Path: v.c.Path(),
		Focus: isHtmx(v.c), Error: status == http.StatusUnprocessableEntity,
	}
}

// faultsOf lists what the error summary says: the refusal first, then the
// fields in the order in which they stand.
func faultsOf(refusal words.Key, faults map[string]string, order ...string) []views.Fault {
	var list []views.Fault
	if refusal != "" {
		list = append(list, views.Fault{Words: words.Say(refusal)})
	}
	for _, name := range order {
		if sentence := faults[name]; sentence != "" {
			list = append(list, views.Fault{ID: views.ControlID(name), Words: sentence})
		}
	}
	return list
}

// note writes a line of the account log. A log that cannot be written does not
// undo what happened; it is loud in the server's own log.
func (s *Server) note(ctx context.Context, agency storage.Accounts, actor, action, subject string) {
	err := agency.Note(ctx, storage.AccountEvent{At: s.parts.Now(), Actor: actor, Action: action, Subject: subject})
	if err != nil {
		s.parts.Log.Error("account log", "action", action, "cause", err)
	}
}

// moment shows an instant in the agency's zone.
func (v *visit) moment(at time.Time) string {
	if at.IsZero() {
		return words.Say(words.TabletNever)
	}
	local := v.house.Calendar.Local(at)
	day := words.Say(words.DayWords, "day", local.Format("2"), "month", words.Months[local.Month()-1], "year", local.Format("2006"))
	return words.Say(words.MomentWords, "day", day, "time", local.Format("15:04"))
}

// deviceMoment shows a device's time in the agency's zone; what is no time is
// shown as it came.
func (v *visit) deviceMoment(at string) string {
	moment, err := time.Parse(time.RFC3339Nano, at)
	if err != nil {
		return at
	}
	return v.moment(moment)
}

func newHandle() []byte {
	handle := make([]byte, handleBytes)
	rand.Read(handle)
	return handle
}

func encodeSecret(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func escapeQuery(text string) string { return url.QueryEscape(text) }
