package web

import (
	"crypto/cipher"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/sync/sealed"
	"doorstep/views"
	"doorstep/views/words"
)

// rescueBody is the most that one rescue file may be. It is read as a stream:
// only single entries are held.
const rescueBody = 4 << 30

// rescued is what became of a rescue file.
type rescued struct {
	work, review, files, apart, bad int
}

// rescue shows the page on which an administrator hands in a rescue file.
func (s *Server) rescue(v *visit) error { return s.showRescue(v, http.StatusOK, rescued{}, "", "") }

func (s *Server) showRescue(v *visit, status int, done rescued, warn, fault words.Key) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	page := v.page(words.Say(words.RescueTitle), status)
	page.Back = &views.Link{Href: "/tablets", Text: words.Say(words.TabletsTitle)}
	view := views.RescueView{
		Form: views.Form{ID: "rescue-form", Action: "/tablets/rescue", Files: true},
		File: views.Control{Name: "file", Label: words.Say(words.RescueFile)},
	}
	if fault != "" {
		view.File.Error = words.Say(fault)
		view.Form.Faults = faultsOf("", map[string]string{"file": words.Say(fault)}, "file")
	}
	if warn != "" {
		view.Warn = words.Say(warn)
	}
	for _, line := range []struct {
		key words.Key
		n   int
	}{{words.RescueWork, done.work}, {words.RescueReview, done.review}, {words.RescueFiles, done.files}, {words.RescueApart, done.apart}, {words.RescueBad, done.bad}} {
		if line.n > 0 {
			view.Outcome = append(view.Outcome, words.Count(line.key, line.n))
		}
	}
	if done.review > 0 {
		view.Links = []views.Row{{ID: "to-review", Href: "/tablets/review", Text: words.Say(words.TabletsReview), Icon: "file-text"}}
	}
	if status == http.StatusOK && v.c.Method() == http.MethodPost && len(view.Outcome) == 0 && warn == "" {
		view.Outcome = []string{words.Say(words.RescueNothing)}
	}
	return s.show(v.c, status, page, views.Rescue(page, view))
}

// takeRescue hands in a rescue file. Whatever goes wrong, what was read before
// is at the office, and the same file can be brought again.
func (s *Server) takeRescue(v *visit) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	allowTime(v.c, uploadTimeout)
	file, room, err := v.fileOfForm()
	if err != nil {
		return err
	}
	if file == nil {
		return s.showRescue(v, http.StatusUnprocessableEntity, rescued{}, "", words.RescueNone)
	}
	var done rescued
	err = s.readRescue(v, exchange.NewRescueReader(file), &done)
	s.checkEvidence(v.ctx, v.tenant, v.agency)
	s.parts.Nudge(v.tenant)
	switch {
	case room.N <= 0:
		return s.showRescue(v, http.StatusRequestEntityTooLarge, done, words.RescueHuge, "")
	case errors.Is(err, errForeign):
		return s.showRescue(v, http.StatusUnprocessableEntity, done, "", words.RescueForeign)
	case errors.Is(err, exchange.ErrRescueNewer):
		return s.showRescue(v, http.StatusUnprocessableEntity, done, "", words.RescueNewer)
	case errors.Is(err, exchange.ErrRescue):
		return s.showRescue(v, http.StatusUnprocessableEntity, done, "", words.RescueOdd)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return s.showRescue(v, http.StatusUnprocessableEntity, done, "", words.RescueCut)
	case err != nil:
		return err
	}
	return s.showRescue(v, http.StatusOK, done, "", "")
}

// fileOfForm reads a form up to its file, which stays a stream; nil where none
// was chosen. room is what the request may still hold.
func (v *visit) fileOfForm() (file io.Reader, room *io.LimitedReader, err error) {
	kind, params, err := mime.ParseMediaType(v.c.Get(fiber.HeaderContentType))
	if err != nil || kind != "multipart/form-data" {
		return nil, nil, cut(errors.New("no form with a file"))
	}
	room = &io.LimitedReader{R: bodyStream(v.c), N: rescueBody}
	form, values := multipart.NewReader(room, params["boundary"]), pages.Values{}
	for range formParts {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, room, v.mayWrite(values)
		}
		if err != nil {
			return nil, nil, cut(err)
		}
		if part.FormName() == "file" {
			if err := v.mayWrite(values); err != nil || part.FileName() == "" {
				return nil, room, err
			}
			return part, room, nil
		}
		if _, err := readWords(part, values, smallBody); err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, casework.Fail(casework.TooLarge)
}

// errForeign says that a rescue file belongs to another agency.
var errForeign = errors.New("web: a rescue file of another agency")

// readRescue takes section after section.
func (s *Server) readRescue(v *visit, file *exchange.RescueReader, done *rescued) error {
	for sections := 0; ; sections++ {
		head, err := file.Section()
		if errors.Is(err, io.EOF) && sections > 0 {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return exchange.ErrRescue // an empty file
		}
		if err != nil {
			return err
		}
		if head.Agency != v.tenant {
			return errForeign
		}
		section, err := s.rescueSection(v, head, done)
		if err != nil {
			return err
		}
		err = section.read(file) // what was read before it failed has landed
		s.openTabletLinks(section.in, section.bringer, section.taker.Landed)
		if err != nil {
			return err
		}
		s.note(v.ctx, v.agency, v.person.ID, "rescue_brought", section.bringer)
	}
}

// section is one tablet's part of a rescue file on its way into the office.
type section struct {
	in      inAgency
	taker   *exchange.Taker
	bringer string // person of the tablet; of unknown ones whoever wrote
	done    *rescued
	items   []exchange.SealedOp
	bytes   int
}

// rescueSection finds whose section it is. A tablet that the office does not
// know, or not with this epoch, is nobody's: what it holds waits for review.
func (s *Server) rescueSection(v *visit, head exchange.RescueHead, done *rescued) (*section, error) {
	in := inAgency{v.ctx, v.tenant, v.agency}
	tablet, err := v.agency.Tablet(v.ctx, head.Device)
	known := err == nil && tablet.Epoch == head.Epoch
	if err != nil && casework.CodeOf(err) != casework.NotFound {
		return nil, err
	}
	var person storage.Person
	if known {
		if person, err = v.agency.Person(v.ctx, tablet.Person); err != nil {
			return nil, err
		}
	} else {
		tablet = storage.Tablet{ID: head.Device, Epoch: head.Epoch}
	}
	taker, err := takerFor(in, tablet, person)
	if err != nil {
		return nil, err
	}
	if !known {
		taker.State = exchange.TabletUnknown
	}
	taker.By, taker.Arrived = v.person.ID, oplog.Moment(s.parts.Now())
	return &section{in: in, taker: taker, bringer: person.ID, done: done}, nil
}

func (t *section) read(file *exchange.RescueReader) error {
	for {
		item, body, err := file.Item()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return t.flush()
			}
			return errors.Join(err, t.flush())
		}
		if item.SHA256 != "" {
			if err := errors.Join(t.flush(), t.file(item, body)); err != nil {
				return err
			}
			continue
		}
		box, err := io.ReadAll(body)
		if err != nil {
			return errors.Join(err, t.flush())
		}
		if int64(len(box)) < item.Length {
			return errors.Join(io.ErrUnexpectedEOF, t.flush())
		}
		t.items, t.bytes = append(t.items, exchange.SealedOp{N: item.N, Box: box}), t.bytes+len(box)
		if len(t.items) == exchange.MaxHandIn || t.bytes > exchange.MaxHandInBytes {
			if err := t.flush(); err != nil {
				return err
			}
		}
	}
}

// flush hands in the operations that were read so far.
func (t *section) flush() error {
	if len(t.items) == 0 {
		return nil
	}
	results, err := t.taker.Take(t.in.ctx, t.items)
	if err != nil {
		return fmt.Errorf("web: rescue file, tenant %q: %w", t.in.tenant, err)
	}
	t.items, t.bytes = nil, 0
	for _, result := range results {
		switch result.Became {
		case exchange.BecameWork:
			t.done.work++
		case exchange.BecameReview:
			t.done.review++
		}
	}
	return nil
}

// file opens an attachment on its way to the volume. One that is here already,
// whole or in part, is not written twice.
func (t *section) file(item exchange.RescueItem, body io.Reader) error {
	info := sealed.FileInfo(t.in.tenant, t.taker.Device, t.taker.Epoch, item.SHA256)
	key, err := openFileKey(t.taker.Private, info, item.Key)
	if err != nil || !storage.IsHash(item.SHA256) || item.Size < 0 || item.Size > item.Length {
		t.done.bad++
		return nil
	}
	stream, err := key.stream(item.Nonce, 0)
	if err != nil {
		t.done.bad++
		return nil
	}
	plain := &cipher.StreamReader{S: stream, R: io.LimitReader(body, item.Size)}
	fresh, err := t.stage(storage.Upload{UploadID: storage.UploadID{SHA256: item.SHA256, Person: t.brought()}, Media: key.Media, Size: item.Size}, plain)
	if errors.Is(err, storage.ErrHash) || casework.CodeOf(err) == casework.TooLarge {
		t.done.bad++
		return nil
	}
	if !fresh || err != nil {
		return err
	}
	place, err := t.in.agency.AttachmentPlace(t.in.ctx, item.SHA256)
	if place == storage.Apart {
		t.done.apart++
		return err
	}
	t.done.files++
	return err
}

// brought is who brought the files of this section: the tablet's person or, of
// an unknown tablet, whoever wrote the entries that came with them.
func (t *section) brought() string {
	switch {
	case t.bringer != "":
		return t.bringer
	case len(t.taker.Authors) > 0:
		return t.taker.Authors[0]
	}
	return t.taker.By
}

// stage writes the file to the volume; fresh is false where it was there.
func (t *section) stage(upload storage.Upload, plain io.Reader) (fresh bool, err error) {
	now, err := t.in.agency.BeginUpload(t.in.ctx, upload)
	if err != nil || now.Complete() {
		return false, err
	}
	if _, err := io.CopyN(io.Discard, plain, now.Offset); err != nil {
		return false, cutShort(err)
	}
	now, err = t.in.agency.AppendUpload(t.in.ctx, upload.UploadID, storage.Part{Offset: now.Offset, Content: plain})
	if err == nil && !now.Complete() {
		err = io.ErrUnexpectedEOF
	}
	return true, err
}

// cutShort says of a stream that ended early that it was cut.
func cutShort(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
