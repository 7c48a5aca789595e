package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/views"
	"doorstep/views/words"
)

// mountTablets lists the routes of the administrator's pages about tablets.
func (s *Server) mountTablets() {
	s.app.Get("/tablets", s.signedIn(s.tablets))
	s.app.Post("/tablets/lease", s.account(s.setLease))
	s.app.Get("/tablets/review", s.signedIn(s.review))
	s.app.Post("/tablets/review/:device/:case/take", s.account(s.takeHanded))
	s.app.Post("/tablets/review/:device/:case/aside", s.account(s.leaveHanded))
	s.app.Get("/tablets/rescue", s.signedIn(s.rescue))
	s.app.Post("/tablets/rescue", s.signedIn(s.takeRescue))
	s.app.Post("/tablets/:tablet/retire", s.account(s.retireTablet))
	s.app.Post("/tablets/:tablet/revoke", s.account(s.revokeTablet))
}

// tablets is the administrator's list.
func (s *Server) tablets(v *visit) error {
	return s.showTablets(v, http.StatusOK, "", "")
}

func (s *Server) showTablets(v *visit, status int, days, fault string) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	tablets, err := v.agency.Tablets(v.ctx)
	if err != nil {
		return fmt.Errorf("web: tablets of tenant %q: %w", v.tenant, err)
	}
	held, err := v.casesHeld()
	if err != nil {
		return err
	}
	page := v.page(words.Say(words.TabletsTitle), status)
	page.Back = &views.Link{Href: "/staff", Text: words.Say(words.BackToStaff)}
	view := views.TabletsView{Lease: views.Form{ID: "lease-form", Action: "/tablets/lease"}}
	if view.Links, err = v.reviewLinks(); err != nil {
		return err
	}
	for _, tablet := range tablets {
		row := v.tabletRow(tablet)
		if n := held[tablet.Person]; n > 0 && tablet.Wiped.IsZero() {
			row.Lines = append(row.Lines, words.Count(words.TabletCases, n))
		}
		row.Acts = v.tabletActs(tablet)
		view.Rows = append(view.Rows, row)
	}
	if days == "" {
		days = strconv.Itoa(v.leaseDays())
	}
	view.Controls = []views.Control{{
		Name: "days", Label: words.Say(words.LeaseDays), Hint: words.Say(words.LeaseHint), Value: days, Mode: "numeric", Exact: true, Error: fault,
	}}
	if fault != "" {
		view.Lease.Faults = faultsOf("", map[string]string{"days": fault}, "days")
	}
	return s.show(v.c, status, page, views.Tablets(page, view))
}

// reviewLinks lead to what was handed in and to rescue files.
func (v *visit) reviewLinks() ([]views.Row, error) {
	waiting, err := v.agency.CountHanded(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: what was handed in, tenant %q: %w", v.tenant, err)
	}
	review := views.Row{ID: "to-review", Href: "/tablets/review", Text: words.Say(words.TabletsReview), Icon: "file-text"}
	if waiting > 0 {
		review.End = words.Count(words.ReviewWaits, waiting)
	}
	return []views.Row{review, {ID: "to-rescue", Href: "/tablets/rescue", Text: words.Say(words.TabletsRescue), Icon: "tablet"}}, nil
}

// casesHeld counts, by person, the cases that their tablets carry.
func (v *visit) casesHeld() (map[string]int, error) {
	people, err := v.agency.People(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: people of tenant %q: %w", v.tenant, err)
	}
	summaries, err := v.agency.Summaries(v.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: cases of tenant %q: %w", v.tenant, err)
	}
	held := map[string]int{}
	for _, person := range people {
		for _, summary := range summaries {
			if person.Actor().MaySee(summary.Worker) {
				held[person.ID]++
			}
		}
	}
	return held, nil
}

func (v *visit) leaseDays() int {
	if v.house.Lease == 0 {
		return exchange.UsualLease
	}
	return v.house.Lease
}

func (v *visit) tabletRow(tablet storage.Tablet) views.TabletRow {
	row := views.TabletRow{
		ID: "tablet-" + tablet.ID, Name: v.tabletName(tablet),
		Facts: words.Say(words.TabletSeen, "when", v.moment(tablet.Seen)),
	}
	if tablet.Seen.IsZero() {
		row.Facts = words.Say(words.TabletNever)
	}
	tag := func(icon, text string, tone views.Tone) {
		row.Tags = append(row.Tags, views.Tag{Icon: icon, Words: text, Tone: tone})
	}
	if tablet.Waiting > 0 {
		tag("send", words.Count(words.TabletWaiting, tablet.Waiting), views.Warn)
	}
	switch {
	case !tablet.Wiped.IsZero():
		tag("check", words.Say(words.TabletWiped), views.Plain)
		row.Lines = append(row.Lines, words.Say(words.TabletWipedHow, "when", v.moment(tablet.Wiped)))
		return row
	case !tablet.Revoked.IsZero():
		tag("lock", words.Say(words.TabletRevoked), views.Warn)
		row.Lines = append(row.Lines, words.Say(words.TabletRevokeHow))
		return row
	case tablet.SetAside != "":
		tag("triangle-alert", words.Say(words.TabletSetAside), views.Danger)
		row.Lines = append(row.Lines, words.Say(words.TabletAsideHow))
	}
	if !tablet.Retired.IsZero() {
		tag("send", words.Say(words.TabletRetiring), views.Warn)
		row.Lines = append(row.Lines, words.Say(words.TabletRetireHow))
	}
	row.Lines = append(row.Lines, v.leaseLine(tablet))
	return row
}

// tabletName is what a tablet is called: its own name, if it has one, and whose
// it is.
func (v *visit) tabletName(tablet storage.Tablet) string {
	owner := v.nameOf(tablet.Person)
	if tablet.Name != "" {
		return tablet.Name + ", " + owner
	}
	return words.Say(words.TabletUnnamed, "name", owner)
}

// leaseLine says when a tablet that is not in touch locks.
func (v *visit) leaseLine(tablet storage.Tablet) string {
	last := tablet.Seen
	if last.IsZero() {
		last = tablet.Created
	}
	until := last.Add(time.Duration(v.leaseDays()) * 24 * time.Hour)
	key := words.TabletLocks
	if v.now.After(until) {
		key = words.TabletLocked
	}
	return words.Say(key, "when", v.moment(until))
}

func (v *visit) tabletActs(tablet storage.Tablet) []views.Act {
	if !tablet.Wiped.IsZero() || !tablet.Revoked.IsZero() {
		return nil
	}
	owner := v.nameOf(tablet.Person)
	act := func(verb string, kind views.ButtonKind, key words.Key) views.Act {
		return views.Act{
			Form: views.Form{ID: verb + "-" + tablet.ID, Action: "/tablets/" + tablet.ID + "/" + verb},
			Kind: kind, Text: words.Say(key, "name", owner),
		}
	}
	revoke := act("revoke", views.DangerButton, words.TabletRevoke)
	if !tablet.Retired.IsZero() {
		return []views.Act{revoke}
	}
	return []views.Act{act("retire", views.PlainButton, words.TabletRetire), revoke}
}

// tabletToEnd finds the tablet of the address, for an administrator who was
// verified a moment ago.
func (s *Server) tabletToEnd(v *visit) (storage.Tablet, error) {
	if !v.person.Actor().MayManagePeople() {
		return storage.Tablet{}, casework.Fail(casework.NotFound)
	}
	if err := s.fresh(v, "/tablets"); err != nil {
		return storage.Tablet{}, err
	}
	return v.agency.Tablet(v.ctx, v.c.Params("tablet"))
}

// retireTablet lets the tablet send everything first; then it wipes itself.
func (s *Server) retireTablet(v *visit, _ pages.Values) error {
	tablet, err := s.tabletToEnd(v)
	if err != nil {
		return err
	}
	tablet.Retired = s.parts.Now()
	if err := v.agency.SaveTablet(v.ctx, tablet); err != nil {
		return fmt.Errorf("web: retire tablet, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "tablet_retired", tablet.Person)
	return s.goTo(v.c, "/tablets")
}

// revokeTablet ends the tablet's sync at once; its narrow credential stays, so
// that the work on it can still be handed in.
func (s *Server) revokeTablet(v *visit, _ pages.Values) error {
	tablet, err := s.tabletToEnd(v)
	if err != nil {
		return err
	}
	tablet.Revoked = s.parts.Now()
	if err := v.agency.SaveTablet(v.ctx, tablet); err != nil {
		return fmt.Errorf("web: revoke tablet, tenant %q: %w", v.tenant, err)
	}
	if err := s.parts.Control.DropCapabilities(v.ctx, v.tenant, storage.PurposeDevice, tablet.ID); err != nil {
		return fmt.Errorf("web: revoke tablet, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "tablet_revoked", tablet.Person)
	return s.goTo(v.c, "/tablets")
}

// setLease changes how long tablets open their cases without being in touch.
func (s *Server) setLease(v *visit, values pages.Values) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	given := strings.TrimSpace(values.Get("days"))
	days, err := strconv.Atoi(given)
	if err != nil || days < exchange.MinLease || days > exchange.MaxLease {
		return s.showTablets(v, http.StatusUnprocessableEntity, given, words.Say(words.LeaseFault))
	}
	if err := s.fresh(v, "/tablets"); err != nil {
		return err
	}
	about, err := v.agency.Agency(v.ctx)
	if err != nil {
		return fmt.Errorf("web: agency of tenant %q: %w", v.tenant, err)
	}
	about.LeaseDays = days
	if err := v.agency.SaveAgency(v.ctx, about); err != nil {
		return fmt.Errorf("web: lease of tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "lease_set", v.person.ID)
	return s.goTo(v.c, "/tablets")
}
