package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views"
	"doorstep/views/words"
)

// send writes a reply. Pages are drawn into a buffer first, so that a page that
// fails never arrives half-written. done runs when the last byte is out.
func (s *Server) send(c *fiber.Ctx, reply pages.Reply, done func()) error {
	c.Status(http.StatusOK)
	if reply.Status != 0 {
		c.Status(reply.Status)
	}
	switch {
	case reply.Location != "" && reply.Whole && isHtmx(c):
		done()
		c.Set("HX-Redirect", reply.Location)
		return nil
	case reply.Location != "":
		done()
		return c.Redirect(reply.Location, http.StatusSeeOther)
	case reply.Body != nil:
		return sendBody(c, reply, done)
	}
	defer done()
	var page bytes.Buffer
	if err := pages.Render(contextOf(c), reply, &page); err != nil {
		return fmt.Errorf("web: draw %q: %w", reply.Page.Title, err)
	}
	c.Set(fiber.HeaderContentType, "text/html; charset=utf-8")
	return c.Send(page.Bytes())
}

// secureHeaders sets what every answer has; files change their own policy and
// how long they may be kept.
func secureHeaders(c *fiber.Ctx) {
	c.Set(fiber.HeaderCacheControl, "no-store")
	for name, value := range pages.SecurityHeaders() {
		c.Set(name, value)
	}
}

// sendBody streams bytes; they never run as a page of ours.
func sendBody(c *fiber.Ctx, reply pages.Reply, done func()) error {
	media := reply.Media
	if media == "" {
		media = "application/octet-stream"
	}
	c.Set(fiber.HeaderContentType, media)
	c.Set(fiber.HeaderContentSecurityPolicy, pages.FilePolicy)
	if reply.Download != "" {
		c.Set(fiber.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": reply.Download}))
	}
	return c.SendStream(&closing{reply.Body, done})
}

// closing runs done once the body has been sent or given up.
type closing struct {
	io.ReadCloser
	done func()
}

// Close closes the body and lets go of what stood behind it.
func (b *closing) Close() error {
	err := b.ReadCloser.Close()
	if b.done != nil {
		b.done()
		b.done = nil
	}
	return err
}

// show sends one of the office's own pages.
func (s *Server) show(c *fiber.Ctx, status int, page views.Page, main templ.Component) error {
	return s.send(c, pages.Reply{Status: status, Page: page, Main: main}, func() {})
}

// goTo answers 303 See Other with a path of ours.
func (s *Server) goTo(c *fiber.Ctx, path string) error {
	return s.send(c, pages.Reply{Location: path}, func() {})
}

// fail is the one place that answers errors.
func (s *Server) fail(c *fiber.Ctx, err error) error {
	secureHeaders(c) // whatever failed may have set its own
	var own *fiber.Error
	if errors.As(err, &own) && own.Code < http.StatusInternalServerError {
		err = casework.Fail(casework.NotFound)
	}
	var confirm *confirmError
	if errors.As(err, &confirm) {
		return s.goTo(c, "/confirm?next="+escapeQuery(confirm.next))
	}
	request := s.request(c)
	reply := pages.Failure(request, err)
	var sentence *sentenceError
	if errors.As(err, &sentence) {
		reply.Status, reply.Page.Title = sentence.status, words.Say(sentence.title)
		reply.Main = views.Failure(reply.Page, words.Say(sentence.how))
	}
	if casework.CodeOf(err) == casework.TooLarge {
		reply.Status = http.StatusRequestEntityTooLarge
	}
	reply.Page.Bare = visitOf(c) == nil
	if reply.Status >= http.StatusInternalServerError {
		s.parts.Log.Error("request failed", "method", c.Method(), "route", c.Route().Path, "cause", err)
	}
	if isMachine(c) {
		return c.Status(reply.Status).JSON(fiber.Map{"error": string(casework.CodeOf(err))})
	}
	return s.send(c, reply, func() {})
}

// nowhere answers every path that nobody has.
func (s *Server) nowhere(*fiber.Ctx) error { return casework.Fail(casework.NotFound) }

// isMachine reports whether a program asks that reads JSON, no person.
func isMachine(c *fiber.Ctx) bool { return strings.HasPrefix(c.Path(), "/sync/") }

// sentenceError is a refusal of the office with words of its own.
type sentenceError struct {
	status     int
	title, how words.Key
}

func (e *sentenceError) Error() string { return "web: " + string(e.title) }
