package web

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/views"
	"doorstep/views/words"
)

// A worker's calendar as a feed: an address that nobody guesses, of which only the
// hash is kept. It can be ended and made anew, and ends with its person.

const feedPath = "/you/calendar"

// feedEvery is how often calendars are asked to look again; most look when they
// please.
const feedEvery = "PT1H"

// feedLength is how long a planned thing with a time takes in the calendar.
const feedLength = time.Hour

func (s *Server) mountFeed() {
	s.app.Get(feedPath, s.signedIn(s.feedPage))
	s.app.Post(feedPath, s.account(s.makeFeed))
	s.app.Get("/calendar/:token", s.notTooManyGuesses, s.feed)
}

func (s *Server) feedPage(v *visit) error { return s.showFeed(v, views.FeedView{}) }

func (s *Server) showFeed(v *visit, view views.FeedView) error {
	page := v.page(words.Say(words.FeedTitle), 0)
	page.Back = &views.Link{Href: "/you", Text: words.Say(words.YouTitle)}
	view.Form = views.Form{ID: "feed-form", Action: feedPath}
	return s.show(v.c, 0, page, views.Feed(page, view))
}

// makeFeed ends the address there is, and makes one unless it shall only end.
func (s *Server) makeFeed(v *visit, values pages.Values) error {
	if err := s.parts.Control.DropCapabilities(v.ctx, v.tenant, storage.PurposeCalendar, v.person.ID); err != nil {
		return fmt.Errorf("web: calendar of tenant %q: %w", v.tenant, err)
	}
	if values.Get("do") == "end" {
		return s.showFeed(v, views.FeedView{Says: words.Say(words.FeedEnded)})
	}
	token := secret()
	err := s.parts.Control.AddCapability(v.ctx, storage.Capability{
		Hash: hashSecret(token), Purpose: storage.PurposeCalendar, Tenant: v.tenant, Subject: v.person.ID, Created: s.parts.Now(),
	})
	if err != nil {
		return fmt.Errorf("web: calendar of tenant %q: %w", v.tenant, err)
	}
	return s.showFeed(v, views.FeedView{Link: s.party.Origin + "/calendar/" + encodeSecret(token) + ".ics"})
}

// feed answers a calendar program. An address that was ended, one of somebody who
// left, and one that never was are the same.
func (s *Server) feed(c *fiber.Ctx) error {
	ctx := contextOf(c)
	capability, err := s.capability(c, strings.TrimSuffix(c.Params("token"), ".ics"), storage.PurposeCalendar)
	if err != nil {
		return gone(err, words.FeedGone)
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	defer release()
	person, err := agency.Person(ctx, capability.Subject)
	if err == nil && person.Suspended {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return gone(err, words.FeedGone)
	}
	request := s.request(c)
	if request.House, err = agency.House(ctx); err != nil {
		return err
	}
	request.Actor = person.Actor()
	mine, err := agency.SummariesOf(ctx, person.ID)
	if err != nil {
		return fmt.Errorf("web: cases of tenant %q: %w", capability.Tenant, err)
	}
	text, err := s.calendarText(request.House, pages.Feed(request, mine))
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/calendar; charset=utf-8")
	return c.SendString(text)
}

// calendarText writes the feed. Days are whole days of no zone; a time of day is
// written in UTC, so that no calendar needs to know the agency's zone.
func (s *Server) calendarText(house exchange.House, items []pages.FeedItem) (string, error) {
	zone, err := time.LoadLocation(house.Calendar.Zone)
	if err != nil {
		return "", fmt.Errorf("web: zone of the calendar: %w", err)
	}
	calendar := ics.NewCalendarFor("Doorstep")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetName(words.Say(words.FeedName, "agency", house.Agency))
	calendar.SetXWRCalName(words.Say(words.FeedName, "agency", house.Agency))
	calendar.SetRefreshInterval(feedEvery, ics.WithValue("DURATION"))
	calendar.SetXPublishedTTL(feedEvery)
	for _, item := range items {
		day, err := time.Parse(time.DateOnly, item.On)
		if err != nil {
			continue // typed on an older tablet, no date: Today shows it
		}
		event := calendar.AddEvent(item.ID + "@doorstep")
		event.SetDtStampTime(s.parts.Now().UTC())
		event.SetSequence(0)
		event.SetSummary(item.What)
		event.SetURL(s.party.Origin + item.Path)
		if at, ok := timeOfDay(item, zone); ok {
			event.SetStartAt(at.UTC())
			event.SetEndAt(at.UTC().Add(feedLength))
			continue
		}
		event.SetAllDayStartAt(day)
		event.SetAllDayEndAt(day.AddDate(0, 0, 1))
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return calendar.Serialize(ics.WithNewLineWindows), nil
}

// timeOfDay reads a time as people write it. Words that are none are left out:
// they may say a name.
func timeOfDay(item pages.FeedItem, zone *time.Location) (time.Time, bool) {
	written := strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(item.At, ".", ":")), ""))
	for _, layout := range []string{"15:04", "3:04pm", "3pm"} {
		if at, err := time.ParseInLocation(time.DateOnly+" "+layout, item.On+" "+written, zone); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
