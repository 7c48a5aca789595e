package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
)

// Headers of the sync.
const (
	headerHash   = "Doorstep-SHA256" // of a segment
	headerPlace  = "Doorstep-Place"  // where a file is: staged, objects or none
	headerMedia  = "Doorstep-Media"  // media type of a file that arrives
	headerOffset = "Upload-Offset"
	headerLength = "Upload-Length"
)

// gzipFrom is the size from which an answer is worth compressing.
const gzipFrom = 1 << 10

func (s *Server) mountSync() {
	s.app.Post(exchange.PathSync, s.device(s.sync))
	s.app.Get(exchange.PathSegment+":case/:position", s.device(s.segment))
	s.app.Post(exchange.PathBundle, s.device(s.segments))
	s.app.Get(exchange.PathDirectory+":sha256", s.device(s.directoryForTablet))
	s.mountFiles()
}

// caller is a tablet that asks, and its person as the office knows them now.
type caller struct {
	c      *fiber.Ctx
	ctx    context.Context
	tenant string
	agency storage.Tenant
	tablet storage.Tablet
	person storage.Person
	actor  casework.Actor
	held   func()
	narrow bool                      // it shows the credential with which it can only hand in
	open   func(io.Reader) io.Reader // opens the body of a sealed file; nil for any other
}

// inAgency is where a request takes place.
type inAgency struct {
	ctx    context.Context
	tenant string
	agency storage.Tenant
}

func (k *caller) office() inAgency { return inAgency{k.ctx, k.tenant, k.agency} }

// device runs handle for a tablet whose credential holds. Revoked tablets and
// those of suspended people are strangers; one that was set aside gets nothing.
func (s *Server) device(handle func(*caller) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who, err := s.callerBy(c, storage.PurposeDevice)
		if err == nil && (!who.tablet.Revoked.IsZero() || who.person.Suspended) {
			who.release()
			err = casework.Fail(casework.NotFound)
		}
		if casework.CodeOf(err) == casework.NotFound {
			return answer(c, http.StatusUnauthorized, fiber.Map{"error": "credential"})
		}
		if err != nil {
			return err
		}
		defer who.release()
		if who.tablet.SetAside != "" {
			return answer(c, http.StatusConflict, fiber.Map{"error": "set_aside"})
		}
		return handle(who)
	}
}

func (k *caller) release() {
	if k.held != nil {
		k.held()
		k.held = nil
	}
}

// callerBy finds the tablet behind a credential of one purpose.
func (s *Server) callerBy(c *fiber.Ctx, purpose storage.Purpose) (*caller, error) {
	ctx := contextOf(c)
	token, isBearer := strings.CutPrefix(c.Get(fiber.HeaderAuthorization), "Bearer ")
	if !isBearer {
		return nil, casework.Fail(casework.NotFound)
	}
	capability, err := s.capability(c, token, purpose)
	if err != nil {
		return nil, err
	}
	agency, release, err := s.parts.Control.Tenant(ctx, capability.Tenant)
	if err != nil {
		return nil, fmt.Errorf("web: open tenant %q: %w", capability.Tenant, err)
	}
	k := &caller{c: c, ctx: ctx, tenant: capability.Tenant, agency: agency, held: release}
	if err := k.load(capability.Subject); err != nil {
		release()
		return nil, err
	}
	return k, nil
}

func (k *caller) load(device string) (err error) {
	if k.tablet, err = k.agency.Tablet(k.ctx, device); err != nil {
		return err
	}
	if k.person, err = k.agency.Person(k.ctx, k.tablet.Person); err != nil {
		return err
	}
	k.actor = k.person.Actor()
	return nil
}

// sync is one exchange: operations land, then the answer says what is new.
func (s *Server) sync(k *caller) error {
	allowTime(k.c, uploadTimeout)
	content, err := unpacked(k.c, syncBody)
	if err != nil {
		return err
	}
	var request exchange.Request
	if err := json.Unmarshal(content, &request); err != nil {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "format"})
	}
	if request.Version < 1 || request.Device != k.tablet.ID || request.Epoch != k.tablet.Epoch {
		return answer(k.c, http.StatusForbidden, fiber.Map{"error": "device"})
	}
	request.Arrived = oplog.Moment(s.parts.Now())
	if err := s.noteOpened(k, request.Opened); err != nil {
		return s.syncFailure(k, err)
	}
	keyed := false
	if request.Key != "" {
		if keyed, err = s.takeDeviceKey(k, request.Key); err != nil {
			return s.syncFailure(k, err)
		}
	}
	reply, err := exchange.Answer(k.ctx, k.agency, k.actor, request)
	reply.Keyed = keyed
	if len(reply.Landed) > 0 || keyed {
		s.afterLanding(k.office(), k.person.ID, reply.Landed)
	}
	if err != nil {
		return s.syncFailure(k, err)
	}
	reply.Retire = !k.tablet.Retired.IsZero()
	if reply.Inbox > 0 {
		s.parts.Inbox.Want(k.tenant)
		return answer(k.c, http.StatusOK, reply)
	}
	if len(reply.Differ) > 0 {
		s.parts.Log.Error("a tablet's cases differed from the office's: this is a bug; they are fetched again",
			"tenant", k.tenant, "tablet", k.tablet.ID, "cases", reply.Differ)
	}
	if reply.Gone > 0 {
		s.parts.Log.Error("operations are gone: older than every backup that was restored, and no longer on their tablet",
			"tenant", k.tenant, "tablet", k.tablet.ID, "operations", reply.Gone)
	}
	if err := s.noteSync(k, reply.Position, request.Waiting); err != nil {
		return err
	}
	return answer(k.c, http.StatusOK, reply)
}

// seenEvery is how exactly the office remembers when a tablet was last in touch:
// a sync that changed nothing else writes nothing.
const seenEvery = 5 * time.Minute

// noteSync remembers how the tablet stands, for the administrator's list.
func (s *Server) noteSync(k *caller, position int64, waiting int) error {
	now := s.parts.Now()
	if k.tablet.Position == position && k.tablet.Waiting == waiting && now.Sub(k.tablet.Seen).Abs() < seenEvery {
		return nil
	}
	k.tablet.Seen, k.tablet.Position, k.tablet.Waiting = now, position, waiting
	if err := k.agency.SaveTablet(k.ctx, k.tablet); err != nil {
		return fmt.Errorf("web: tablet of tenant %q: %w", k.tenant, err)
	}
	return nil
}

func (s *Server) syncFailure(k *caller, err error) error {
	var gap *exchange.GapError
	var cloned *exchange.ClonedError
	var rolledBack *exchange.RolledBackError
	switch {
	case errors.As(err, &gap):
		return answer(k.c, http.StatusConflict, fiber.Map{"error": "gap", "expected": gap.Expected})
	case errors.As(err, &cloned):
		s.parts.Log.Warn("tablet set aside", "tenant", k.tenant, "tablet", k.tablet.ID)
		return answer(k.c, http.StatusConflict, fiber.Map{"error": "cloned"})
	case errors.As(err, &rolledBack):
		s.parts.Log.Warn("tablet set aside", "tenant", k.tenant, "tablet", k.tablet.ID, "why", exchange.SetAsideRolledBack)
		return answer(k.c, http.StatusConflict, fiber.Map{"error": exchange.SetAsideRolledBack})
	case errors.Is(err, oplog.ErrFormat):
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "format"})
	}
	return err
}

// segment sends one whole case, if it still stands where the tablet was told.
func (s *Server) segment(k *caller) error {
	segment, mark, err := exchange.Segment(k.ctx, k.agency, k.actor, k.tablet.ID, k.tablet.Epoch, k.c.Params("case"), exchange.FormOf(k.c.Query("form")))
	if err != nil {
		return err
	}
	if strconv.FormatInt(mark.Position, 10) != k.c.Params("position") {
		return answer(k.c, http.StatusGone, fiber.Map{"error": "moved", "position": mark.Position})
	}
	sum := sha256.Sum256(segment)
	k.c.Set(headerHash, hex.EncodeToString(sum[:]))
	k.c.Set(fiber.HeaderContentType, "application/octet-stream")
	return k.c.Send(segment)
}

// bundleLimit is more than BundleCases marks need.
const bundleLimit = 8 << 10

// segments sends some of the cases that a tablet asks for, each whole.
func (s *Server) segments(k *caller) error {
	asked, err := unpacked(k.c, bundleLimit)
	if err != nil {
		return err
	}
	var request exchange.BundleRequest
	if err := json.Unmarshal(asked, &request); err != nil {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "format"})
	}
	bundle, err := exchange.Segments(k.ctx, k.agency, k.actor, k.tablet.ID, k.tablet.Epoch, request)
	if err != nil {
		return err
	}
	k.c.Set(fiber.HeaderContentType, "application/octet-stream")
	return k.c.Send(bundle)
}

// unpacked reads a body that may be compressed. The limit counts what it is
// unpacked, so that a small bomb stays small.
func unpacked(c *fiber.Ctx, limit int64) ([]byte, error) {
	content, err := body(c, limit)
	if err != nil || !strings.EqualFold(c.Get(fiber.HeaderContentEncoding), "gzip") {
		return content, err
	}
	reader, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, casework.Fail(casework.BadText)
	}
	plain, err := io.ReadAll(io.LimitReader(reader, limit+1))
	if err != nil {
		return nil, casework.Fail(casework.BadText)
	}
	if int64(len(plain)) > limit {
		return nil, casework.Fail(casework.TooLarge)
	}
	return plain, nil
}

// answer sends JSON, compressed where that pays and the other side can read it.
func answer(c *fiber.Ctx, status int, value any) error {
	encoded, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("web: answer: %w", err)
	}
	c.Status(status)
	c.Set(fiber.HeaderContentType, fiber.MIMEApplicationJSON)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	if len(encoded) < gzipFrom || !strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "gzip") {
		return c.Send(encoded)
	}
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := writer.Write(encoded); err != nil {
		return fmt.Errorf("web: answer: %w", err)
	}
	if err := writer.Close(); err != nil {
		return fmt.Errorf("web: answer: %w", err)
	}
	c.Set(fiber.HeaderContentEncoding, "gzip")
	return c.Send(packed.Bytes())
}
