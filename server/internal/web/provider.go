package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/harmless"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// A provider answers through a link bound to one referral: it expires, can be
// ended, and leads nowhere else. Looking never uses it up, so mail scanners do no
// harm; guesses are slowed down and told nothing.

// providerLife is the longest that a provider's link lives.
const providerLife = 90 * 24 * time.Hour

// providerRate is how many requests a minute one address may send to links.
const providerRate = 60

func (s *Server) mountProvider() {
	s.app.Get("/p/:token", s.notTooManyGuesses, s.providerPage)
	s.app.Get("/p/:token/:part", s.notTooManyGuesses, s.providerPage)
	s.app.Post("/p/:token/:part", s.fromHere, s.notTooManyGuesses, s.providerPage)
	s.app.Get("/cases/:case/referrals/:record/link", s.signedIn(s.providerLink))
	s.app.Post("/cases/:case/referrals/:record/link", s.signedIn(s.makeProviderLink))
}

func (s *Server) notTooManyGuesses(c *fiber.Ctx) error {
	if !s.providers.allow(c.IP(), s.parts.Now()) {
		c.Set(fiber.HeaderRetryAfter, "60")
		return &sentenceError{http.StatusTooManyRequests, words.TooOften, words.TooOftenHow}
	}
	return c.Next()
}

// linkData is what the link's row keeps beside its hash.
type linkData struct {
	Case     string `json:"case"`
	Referral string `json:"referral"`
	// Provider is who it was made for. Earlier links do not say, and open nothing
	// where the referral names a provider.
	Provider string `json:"provider,omitempty"`
}

func (s *Server) providerPage(c *fiber.Ctx) error {
	ctx := contextOf(c)
	capability, err := s.capability(c, c.Params("token"), storage.PurposeProvider)
	if err != nil {
		return gone(err, words.ProviderGoneHow)
	}
	var data linkData
	if err := json.Unmarshal(capability.Data, &data); err != nil {
		return fmt.Errorf("web: provider link, tenant %q: %w", capability.Tenant, err)
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	defer release()
	request := s.request(c)
	if request.House, err = agency.House(ctx); err != nil {
		return err
	}
	if c.Method() == http.MethodPost {
		if request.Form, request.Uploads, err = multiform(c); err != nil {
			return err
		}
	}
	who := "provider-" + data.Referral
	env := &pages.Env{Store: bringing{agency, who}, Pen: s.pens.of(s, capability.Tenant), NewID: s.parts.NewID, Bringers: agency, Harmless: harmless.Bytes}
	link := pages.ProviderLink{Case: data.Case, Referral: data.Referral, Provider: data.Provider, Base: "/p/" + c.Params("token"), Until: request.House.Calendar.Day(capability.Expires)}
	var reply pages.Reply
	if part := c.Params("part"); part != "" {
		reply, err = pages.ProviderForm(ctx, env, request, link, part)
	} else {
		reply, err = pages.ProviderPage(ctx, env, request, link)
	}
	if err != nil {
		return gone(err, words.ProviderGoneHow)
	}
	if c.Method() == http.MethodPost {
		s.parts.Nudge(capability.Tenant)
	}
	return s.send(c, reply, func() {})
}

// providerLink shows the worker whether there is a link.
func (s *Server) providerLink(v *visit) error { return s.showProviderLink(v, views.ProviderLinkView{}) }

func (s *Server) showProviderLink(v *visit, view views.ProviderLinkView) error {
	request := s.request(v.c)
	file, referral, err := pages.OpenReferralOf(v.ctx, s.env(v), request)
	if err != nil {
		return err
	}
	if release, missing := casework.Released(file, referral, request.House.Calendar.Day(s.parts.Now())); release == nil {
		view.Blocked = pages.NoRelease(referral, missing)
	}
	env := s.env(v)
	until, err := env.Links.ProviderLinkUntil(v.ctx, file.Case, referral.ID)
	if err != nil {
		return err
	}
	if view.Link == "" && !until.IsZero() {
		view.Exists = dayOf(request, until)
	}
	reply, err := pages.ProviderLinkPage(v.ctx, env, request, file, referral, view)
	if err != nil {
		return err
	}
	return s.send(v.c, reply, func() {})
}

// linkSubject names the referral that a link is bound to.
func linkSubject(caseID, referral string) string { return caseID + " " + referral }

// providerLinks knows the links that the agency of a visit made.
type providerLinks struct {
	s *Server
	v *visit
}

// ProviderLinkUntil is until when the link of a referral works.
func (l providerLinks) ProviderLinkUntil(ctx context.Context, caseID, referral string) (time.Time, error) {
	return l.s.parts.Control.CapabilityUntil(ctx, l.v.tenant, storage.PurposeProvider, linkSubject(caseID, referral), l.s.parts.Now())
}

// makeProviderLink makes a link, or ends the one there is; earlier ones end.
func (s *Server) makeProviderLink(v *visit) error {
	values, err := form(v.c, smallBody)
	if err != nil {
		return err
	}
	if err := v.mayWrite(values); err != nil {
		return err
	}
	request := s.request(v.c)
	file, referral, err := pages.OpenReferralOf(v.ctx, s.env(v), request)
	if err != nil {
		return err
	}
	subject := linkSubject(file.Case, referral.ID)
	if err := s.parts.Control.DropCapabilities(v.ctx, v.tenant, storage.PurposeProvider, subject); err != nil {
		return err
	}
	now := s.parts.Now()
	release := casework.ReleaseOf(file, referral, request.House.Calendar.Day(now))
	if values.Get("do") == "end" || release == nil {
		return s.goTo(v.c, strings.TrimSuffix(v.c.Path(), "/link"))
	}
	expires := now.Add(providerLife)
	if until, err := time.Parse(time.DateOnly, release.Get("until")); err == nil && until.AddDate(0, 0, 1).Before(expires) {
		expires = until.AddDate(0, 0, 1)
	}
	data, err := json.Marshal(linkData{Case: file.Case, Referral: referral.ID, Provider: referral.Get("provider")})
	if err != nil {
		return errors.Join(errors.New("web: provider link"), err)
	}
	token := secret()
	err = s.parts.Control.AddCapability(v.ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeProvider, Tenant: v.tenant, Subject: subject, Data: data, Created: now, Expires: expires,
	})
	if err != nil {
		return fmt.Errorf("web: provider link, tenant %q: %w", v.tenant, err)
	}
	link := s.party.Origin + "/p/" + encodeSecret(token)
	text := url.PathEscape(words.Say(words.ReferralLinkMessage, "agency", v.house.Agency, "link", link))
	path, size := views.QRPath(link)
	return s.showProviderLink(v, views.ProviderLinkView{
		Link: link, Path: path, Box: views.QRBox(size), Until: dayOf(request, expires), Mail: "mailto:?body=" + text, Text: "sms:?body=" + text,
	})
}

func dayOf(request pages.Request, at time.Time) string {
	return pages.Day(request.House.Calendar.Day(at))
}
