package web

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
)

// handInRate is how many requests a minute one tablet may make with its narrow
// credential, which lies unsealed: enough for a slow line that sends parts.
const handInRate = 300

// mountHandIn lists what the narrow credential can do: hand in what was sealed
// to the agency, and learn how the office stands to its tablet.
func (s *Server) mountHandIn() {
	s.app.Get(exchange.PathHandIn, s.narrow(s.standing))
	s.app.Post(exchange.PathHandIn, s.narrow(s.handIn))
	s.app.Post(exchange.PathHandInWiped, s.narrow(s.wiped))
	s.app.Post(exchange.PathHandInSignOut, s.narrow(s.signOutTablet))
	s.app.Head(exchange.PathHandInFile+":sha256", s.narrow(s.fileHead))
	s.app.Patch(exchange.PathHandInFile+":sha256", s.narrow(s.handInFile))
}

// narrow runs handle for a tablet that shows its narrow credential, whatever its
// standing.
func (s *Server) narrow(handle func(*caller) error) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who, err := s.callerBy(c, storage.PurposeHandIn)
		if casework.CodeOf(err) == casework.NotFound {
			return answer(c, http.StatusUnauthorized, fiber.Map{"error": "credential"})
		}
		if err != nil {
			return err
		}
		defer who.release()
		if !s.handIns.allow(who.tablet.ID, s.parts.Now()) {
			c.Set(fiber.HeaderRetryAfter, "60")
			return answer(c, http.StatusTooManyRequests, fiber.Map{"error": "often"})
		}
		who.narrow = true
		if err := s.emptyInbox(who); err != nil {
			return err
		}
		return handle(who)
	}
}

// emptyInbox lands what the tablet sent before it could no more: what it hands in
// may be the same, or follow on it. Where that cannot land now it is tried again
// later, and holds up nothing that the tablet brings otherwise.
func (s *Server) emptyInbox(k *caller) error {
	allowTime(k.c, uploadTimeout)
	landed, err := s.landParcels(k.office(), k.tablet.ID, k.person.ID)
	if err != nil {
		s.parts.Log.Error("what a tablet sent is not in its cases yet; it is tried again", "tenant", k.tenant, "tablet", k.tablet.ID, "cause", err)
		s.parts.Inbox.Want(k.tenant)
	}
	if len(landed.Operations) == 0 {
		return nil
	}
	return k.load(k.tablet.ID) // it may be set aside now
}

// standingOf is how the office stands to a tablet.
func standingOf(tablet storage.Tablet, person storage.Person) exchange.TabletStanding {
	standing := exchange.TabletStanding{State: exchange.TabletGood, Wipe: !tablet.Retired.IsZero() || !tablet.Revoked.IsZero()}
	switch {
	case !tablet.Revoked.IsZero():
		standing.State = exchange.TabletRevoked
	case tablet.SetAside != "":
		standing.State = exchange.TabletSetAside
	case person.Suspended:
		standing.State = exchange.TabletLeft
	case !tablet.Retired.IsZero():
		standing.State = exchange.TabletRetired
	}
	return standing
}

func (s *Server) standing(k *caller) error {
	standing, err := k.standing()
	if err != nil {
		return err
	}
	if waiting, err := strconv.Atoi(k.c.Query("waiting")); err == nil && waiting >= 0 && waiting != k.tablet.Waiting {
		k.tablet.Waiting = waiting
		if err := k.agency.SaveTablet(k.ctx, k.tablet); err != nil {
			return fmt.Errorf("web: tablet of tenant %q: %w", k.tenant, err)
		}
	}
	return answer(k.c, http.StatusOK, standing)
}

// standing is how the office stands to this tablet, and what it has of it.
func (k *caller) standing() (exchange.TabletStanding, error) {
	standing := standingOf(k.tablet, k.person)
	var err error
	if standing.Next, err = k.agency.NextNumber(k.ctx, k.tablet.ID, k.tablet.Epoch); err != nil {
		return standing, fmt.Errorf("web: next number, tenant %q: %w", k.tenant, err)
	}
	if standing.Durable, err = k.agency.IsDurable(k.ctx, k.tablet.ID, k.tablet.Epoch); err != nil {
		return standing, fmt.Errorf("web: what is durable, tenant %q: %w", k.tenant, err)
	}
	return standing, nil
}

// handIn takes sealed operations. What it answers for is on the disk.
func (s *Server) handIn(k *caller) error {
	allowTime(k.c, uploadTimeout)
	content, err := unpacked(k.c, syncBody)
	if err != nil {
		return err
	}
	var request exchange.HandIn
	if err := json.Unmarshal(content, &request); err != nil || request.Version < 1 || len(request.Items) > exchange.MaxHandIn {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "format"})
	}
	if request.Device != k.tablet.ID || request.Epoch != k.tablet.Epoch {
		return answer(k.c, http.StatusForbidden, fiber.Map{"error": "device"})
	}
	taker, err := takerFor(k.office(), k.tablet, k.person)
	if err != nil {
		return err
	}
	taker.Arrived = oplog.Moment(s.parts.Now())
	results, err := taker.Take(k.ctx, request.Items)
	if err != nil {
		return fmt.Errorf("web: hand in, tenant %q: %w", k.tenant, err)
	}
	s.afterLanding(k.office(), k.person.ID, taker.Landed)
	if k.tablet, err = k.agency.Tablet(k.ctx, k.tablet.ID); err != nil { // it may have been set aside just now
		return err
	}
	k.tablet.Waiting = max(request.Waiting-len(results), 0)
	if err := k.agency.SaveTablet(k.ctx, k.tablet); err != nil {
		return fmt.Errorf("web: tablet of tenant %q: %w", k.tenant, err)
	}
	standing, err := k.standing()
	if err != nil {
		return err
	}
	return answer(k.c, http.StatusOK, exchange.HandInReply{Version: exchange.Version, TabletStanding: standing, Results: results})
}

// takerFor takes what one tablet hands in, whoever brings it.
func takerFor(in inAgency, tablet storage.Tablet, person storage.Person) (*exchange.Taker, error) {
	private, err := in.agency.SealPrivate(in.ctx)
	if err != nil {
		return nil, fmt.Errorf("web: seal key of tenant %q: %w", in.tenant, err)
	}
	return &exchange.Taker{
		Hub: in.agency, Tenant: in.tenant, Device: tablet.ID, Epoch: tablet.Epoch,
		Author: person.Actor(), State: standingOf(tablet, person).State, Private: private,
	}, nil
}

// handInFile takes the next bytes of a sealed attachment and opens them on the
// way to the volume: AES-GCM is a counter mode, so a part opens where it stands.
// Whether the whole is what was sealed is told by its SHA-256, its name. Offset
// and length are those of the plain bytes.
func (s *Server) handInFile(k *caller) error {
	name, err := k.fileName()
	if err != nil {
		return err
	}
	offset, err := strconv.ParseInt(k.c.Get(headerOffset), 10, 64)
	if err != nil || offset < 0 {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "offset"})
	}
	box, err := base64.StdEncoding.DecodeString(k.c.Get(exchange.HeaderFileKey))
	nonce, nonceErr := base64.StdEncoding.DecodeString(k.c.Get(exchange.HeaderFileNonce))
	if err != nil || nonceErr != nil {
		return answer(k.c, http.StatusBadRequest, fiber.Map{"error": "seal"})
	}
	private, err := k.agency.SealPrivate(k.ctx)
	if err != nil {
		return fmt.Errorf("web: seal key of tenant %q: %w", k.tenant, err)
	}
	opener, err := openFileKey(private, sealed.FileInfo(k.tenant, k.tablet.ID, k.tablet.Epoch, name), box)
	if err != nil {
		return answer(k.c, http.StatusUnprocessableEntity, fiber.Map{"error": "seal"})
	}
	stream, err := opener.stream(nonce, offset)
	if err != nil {
		return answer(k.c, http.StatusUnprocessableEntity, fiber.Map{"error": "seal"})
	}
	k.open = func(from io.Reader) io.Reader { return &cipher.StreamReader{S: stream, R: from} }
	k.c.Request().Header.Set(headerMedia, opener.Media)
	return s.filePiece(k)
}

// opened is the body as it is to be kept.
func (k *caller) opened(body io.Reader) io.Reader {
	if k.open == nil {
		return body
	}
	return k.open(body)
}

// fileKey opens one attachment; a tablet seals it to the agency.
type fileKey struct {
	Key   []byte `json:"key"` // AES-256-GCM
	Media string `json:"media"`
}

func openFileKey(private []byte, info string, box []byte) (fileKey, error) {
	var opener fileKey
	plain, err := sealed.Open(private, []byte(info), box)
	if err == nil {
		err = json.Unmarshal(plain, &opener)
	}
	if err == nil && len(opener.Key) != 32 {
		err = sealed.ErrSealed
	}
	if opener.Media == "" {
		opener.Media = fiber.MIMEOctetStream
	}
	return opener, err
}

// gcmNonce is the size of the nonce with which a sealed value begins, and
// gcmFirst the counter of its first block (NIST SP 800-38D, section 7.1).
const (
	gcmNonce = 12
	gcmFirst = 2
)

// stream opens sealed bytes, the first of which stands at offset of the plain.
func (k fileKey) stream(nonce []byte, offset int64) (cipher.Stream, error) {
	block, err := aes.NewCipher(k.Key)
	if err != nil || len(nonce) != gcmNonce {
		return nil, sealed.ErrSealed
	}
	start := binary.BigEndian.AppendUint32(append([]byte(nil), nonce...), uint32(gcmFirst+offset/aes.BlockSize))
	stream := cipher.NewCTR(block, start)
	skip := make([]byte, offset%aes.BlockSize)
	stream.XORKeyStream(skip, skip)
	return stream, nil
}

// signOutTablet ends the sessions of the tablet's person. The tablet was turned to
// somebody when its browser lost what would have told who takes it back: nothing
// of the office may be open in that browser.
func (s *Server) signOutTablet(k *caller) error {
	if err := k.agency.DropSessions(k.ctx, k.person.ID); err != nil {
		return fmt.Errorf("web: sign out, tenant %q: %w", k.tenant, err)
	}
	return k.c.SendStatus(http.StatusNoContent)
}

// wiped notes that the tablet carried out a wipe order. Its narrow credential
// ends with it: there is nothing left to hand in.
func (s *Server) wiped(k *caller) error {
	if !standingOf(k.tablet, k.person).Wipe {
		return answer(k.c, http.StatusConflict, fiber.Map{"error": "no_order"})
	}
	k.tablet.Wiped, k.tablet.Waiting = s.parts.Now(), 0
	if err := k.agency.SaveTablet(k.ctx, k.tablet); err != nil {
		return fmt.Errorf("web: tablet of tenant %q: %w", k.tenant, err)
	}
	for _, purpose := range []storage.Purpose{storage.PurposeDevice, storage.PurposeHandIn} {
		if err := s.parts.Control.DropCapabilities(k.ctx, k.tenant, purpose, k.tablet.ID); err != nil {
			return fmt.Errorf("web: wiped tablet, tenant %q: %w", k.tenant, err)
		}
	}
	s.note(k.ctx, k.agency, k.tablet.Person, "tablet_wiped", k.tablet.Person)
	return k.c.SendStatus(http.StatusNoContent)
}
