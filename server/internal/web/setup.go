package web

import (
	"context"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/passkey"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// zones are the time zones a form offers; page.js adds the browser's own.
var zones = []string{
	"UTC", "America/New_York", "America/Detroit", "America/Chicago", "America/Denver", "America/Phoenix",
	"America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "America/St_Johns",
	"America/Halifax", "America/Toronto", "America/Winnipeg", "America/Regina", "America/Edmonton", "America/Vancouver",
	"America/Mexico_City", "America/Sao_Paulo", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Paris",
	"Europe/Madrid", "Europe/Helsinki", "Africa/Johannesburg", "Africa/Nairobi", "Asia/Kolkata", "Asia/Manila",
	"Australia/Sydney", "Pacific/Auckland",
}

// handleBytes is the length of a WebAuthn user handle.
const handleBytes = 64

// NewSetup makes a link with which somebody may claim the agency; earlier ones
// end.
func NewSetup(ctx context.Context, control storage.Control, origin, tenant string, now time.Time) (link string, err error) {
	if err := control.DropCapabilities(ctx, tenant, storage.PurposeSetup, ""); err != nil {
		return "", fmt.Errorf("web: set-up link of tenant %q: %w", tenant, err)
	}
	token := secret()
	err = control.AddCapability(ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeSetup, Tenant: tenant, Created: now, Expires: now.Add(setupLife),
	})
	if err != nil {
		return "", fmt.Errorf("web: set-up link of tenant %q: %w", tenant, err)
	}
	return origin + "/setup?token=" + encodeSecret(token), nil
}

func (s *Server) setupPage(c *fiber.Ctx) error {
	token := query(c).Get("token")
	if _, err := s.capability(c, token, storage.PurposeSetup); err != nil {
		return gone(err, words.SetupGoneHow)
	}
	return s.showSetup(c, http.StatusOK, token, pages.Values{}, nil, "")
}

// capability finds a live link of a purpose.
func (s *Server) capability(c *fiber.Ctx, token string, purpose storage.Purpose) (storage.Capability, error) {
	hash, ok := hashOf(token)
	if !ok {
		return storage.Capability{}, casework.Fail(casework.NotFound)
	}
	capability, err := s.parts.Control.Capability(contextOf(c), hash, s.parts.Now())
	if err == nil && capability.Purpose != purpose {
		err = casework.Fail(casework.NotFound)
	}
	return capability, err
}

// gone turns "not found" into the page that says what to do about a dead link.
func gone(err error, how words.Key) error {
	if casework.CodeOf(err) == casework.NotFound {
		return &sentenceError{http.StatusNotFound, words.LinkGone, how}
	}
	return err
}

// beginSetup checks what was typed and begins the first person's passkey.
func (s *Server) beginSetup(c *fiber.Ctx) error {
	values, err := form(c, smallBody)
	if err != nil {
		return err
	}
	capability, err := s.capability(c, values.Get("setup"), storage.PurposeSetup)
	if err != nil {
		return gone(err, words.SetupGoneHow)
	}
	if faults := setupFaults(values); len(faults) > 0 {
		return s.showSetup(c, http.StatusUnprocessableEntity, values.Get("setup"), values, faults, "")
	}
	owner := passkey.Owner{Handle: newHandle(), Name: clean(values.Get("name")), Agency: clean(values.Get("agency"))}
	options, state, err := s.party.BeginRegistration(owner, secret())
	if err != nil {
		return err
	}
	return s.begin(c, capability.Tenant, ceremony{
		Kind: ceremonySetup, Subject: hex.EncodeToString(capability.Hash), Handle: owner.Handle,
		Fields: map[string]string{"agency": owner.Agency, "zone": values.Get("zone"), "name": owner.Name},
	}, options, state)
}

// setup finishes: only a registered passkey claims the agency.
func (s *Server) setup(c *fiber.Ctx) error {
	values, err := form(c, smallBody)
	if err != nil {
		return err
	}
	capability, err := s.capability(c, values.Get("setup"), storage.PurposeSetup)
	if err != nil {
		return gone(err, words.SetupGoneHow)
	}
	taken, err := s.take(c, ceremonySetup, capability.Tenant, values.Get("ceremony"))
	if err == nil && taken.Subject != hex.EncodeToString(capability.Hash) {
		err = errCeremony
	}
	var row storage.Passkey
	if err == nil {
		owner := passkey.Owner{Handle: taken.Handle, Name: taken.Fields["name"], Agency: taken.Fields["agency"]}
		row, err = s.party.FinishRegistration(owner, taken.State, []byte(values.Get("credential")), s.parts.Now())
	}
	if status, sentence, refused := s.refusalOf(err, words.CeremonyRefuse); refused {
		return s.showSetup(c, status, values.Get("setup"), values, nil, sentence)
	}
	if err != nil {
		return err
	}
	hash, _ := hashOf(values.Get("setup"))
	if _, err := s.parts.Control.TakeCapability(contextOf(c), hash, s.parts.Now()); err != nil {
		return gone(err, words.SetupGoneHow)
	}
	return s.claim(c, capability.Tenant, taken, row)
}

// claim makes the agency and its first administrator.
func (s *Server) claim(c *fiber.Ctx, tenant string, taken ceremony, row storage.Passkey) error {
	ctx := contextOf(c)
	agency, release, err := s.parts.Control.Tenant(ctx, tenant)
	if err != nil {
		return fmt.Errorf("web: claim tenant %q: %w", tenant, err)
	}
	defer release()
	if err := agency.SaveAgency(ctx, storage.Agency{Name: taken.Fields["agency"], Zone: taken.Fields["zone"]}); err != nil {
		return fmt.Errorf("web: claim tenant %q: %w", tenant, err)
	}
	person := storage.Person{
		ID: s.parts.NewID(), Name: taken.Fields["name"], Role: casework.RoleAdministrator,
		Handle: taken.Handle, Created: s.parts.Now(),
	}
	if err := s.join(ctx, tenant, agency, person, row); err != nil {
		return err
	}
	s.note(ctx, agency, person.ID, "set_up", person.ID)
	if err := s.startSession(c, tenant, agency, person, began{passkey: row.ID}); err != nil {
		return err
	}
	return s.goTo(c, "/")
}

// join adds a person with the first passkey.
func (s *Server) join(ctx context.Context, tenant string, agency storage.Tenant, person storage.Person, row storage.Passkey) error {
	if err := agency.AddPerson(ctx, person); err != nil {
		return fmt.Errorf("web: new person of tenant %q: %w", tenant, err)
	}
	row.Person = person.ID
	if err := agency.AddPasskey(ctx, row); err != nil {
		return fmt.Errorf("web: first passkey, tenant %q: %w", tenant, err)
	}
	if err := s.parts.Control.AddHandle(ctx, person.Handle, tenant, person.ID); err != nil {
		return fmt.Errorf("web: handle, tenant %q: %w", tenant, err)
	}
	return nil
}

// setupFaults says what is to be put right, by field.
func setupFaults(values pages.Values) map[string]string {
	faults := map[string]string{}
	checkLine(faults, "agency", values.Get("agency"), words.FieldEmptyAgency)
	checkLine(faults, "name", values.Get("name"), words.FieldEmptyName)
	if _, err := time.LoadLocation(values.Get("zone")); err != nil || values.Get("zone") == "" || values.Get("zone") == "Local" {
		faults["zone"] = words.Say(words.FieldZone)
	}
	return faults
}

// checkLine checks a line that must hold something.
func checkLine(faults map[string]string, name, value string, empty words.Key) {
	switch {
	case clean(value) == "" || !utf8.ValidString(value):
		faults[name] = words.Say(empty)
	case utf8.RuneCountInString(value) > casework.MaxLine:
		faults[name] = words.Count(words.FieldTooLong, casework.MaxLine)
	}
}

// clean keeps one line without control characters.
func clean(line string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, line))
}

func (s *Server) showSetup(c *fiber.Ctx, status int, token string, values pages.Values, faults map[string]string, refusal words.Key) error {
	page := s.barePage(c, words.SetupTitle, status)
	controls := []views.Control{
		{Name: "agency", Label: words.Say(words.SetupAgency), Hint: words.Say(words.SetupAgencyHint), Value: values.Get("agency"), Error: faults["agency"], Exact: true},
		{Name: "name", Label: words.Say(words.SetupPerson), Hint: words.Say(words.SetupPersonHint), Value: values.Get("name"), Error: faults["name"], Exact: true},
	}
	zone := views.ZoneView{
		Name: "zone", Label: words.Say(words.SetupZone), Hint: words.Say(words.SetupZoneHint), Error: faults["zone"],
		Value: values.Get("zone"), Zones: zones, Browser: values.Get("zone") == "",
	}
	if _, err := time.LoadLocation(zone.Value); err == nil && zone.Value != "" {
		zone.Zones = append([]string{zone.Value}, zones...)
	}
	view := views.SetupView{Controls: controls, Zone: zone, Form: views.PasskeyForm{
		ID: "setup", Action: "/setup", Begin: "/setup/begin", Create: true, Kind: views.MainButton,
		Button: words.Say(words.SetupButton), Hidden: []views.Hidden{{Name: "setup", Value: token}},
		Faults: faultsOf(refusal, faults, "agency", "name", "zone"),
	}}
	return s.show(c, status, page, views.Setup(page, view))
}
