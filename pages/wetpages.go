package pages

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/pages/picture"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// Photos of a signed paper, and PDFs of a scanner, are kept from the moment they are
// taken until the paper is saved: each lies beside the form's draft, under a key that is no
// form's, sealed as every draft is on a tablet. The draft holds which there are,
// in their order, with the corners that were chosen.

// pagesField is the form's field that scan.js writes the arrangement into; the
// program needs the slots alone, and hands the rest back as it came.
const pagesField = "pages"

type arrangedPage struct {
	Slot string `json:"slot"`
}

// newPage is a page of which nobody has said yet how it lies: as scan.js begins it.
type newPage struct {
	Slot    string        `json:"slot"`
	Name    string        `json:"name"`
	Corners [4][2]float64 `json:"corners"`
	Turns   int           `json:"turns"`
	Whole   bool          `json:"whole"`
	Mark    string        `json:"mark"`
	PDF     bool          `json:"pdf,omitempty"`
}

// slotsOf reads which photos an arrangement names.
func slotsOf(arrangement string) []string {
	var list []arrangedPage
	if arrangement == "" || json.Unmarshal([]byte(arrangement), &list) != nil {
		return nil
	}
	var slots []string
	for _, page := range list {
		if isID(page.Slot) && len(slots) < maxFiles {
			slots = append(slots, page.Slot)
		}
	}
	return slots
}

func photoKey(contract, slot string) string { return "photo/" + contract + "/" + slot }

const photoField = "photo"

// keepPage keeps one photo or PDF, or lets go of one that was left out. The form's
// draft names it first: a tablet that dies in between leaves a name without a
// page, which the form passes over, and never a page that nobody knows of.
func keepPage(ctx context.Context, env *Env, w *wetInk) (Reply, error) {
	slot := w.request.Form.Get("slot")
	if !isID(slot) || !maySignAs(w.request, w.contract, casework.PartyWorker) {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	key, person := photoKey(w.contract.ID, slot), w.request.Actor.ID
	if w.request.Form.Get("drop") == "yes" {
		return wetState(w.request), env.Store.DropDraft(ctx, person, key)
	}
	originals, _ := sortUploads(w.request.Uploads)
	if len(originals) != 1 {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	if _, problem := env.checkUpload(&originals[0]); problem != nil {
		return Reply{}, problem
	}
	pdf := isPDF(originals[0].Content)
	if !pdf && !picture.IsPage(originals[0].Content) {
		return Reply{}, casework.Fail(casework.WrongType)
	}
	if err := w.namePage(ctx, env, newPage{Slot: slot, Name: fileName(originals[0].Name), PDF: pdf}); err != nil {
		return Reply{}, err
	}
	fields := map[string]string{photoField: base64.StdEncoding.EncodeToString(originals[0].Content)}
	return wetState(w.request), env.Store.PutDraft(ctx, person, key, storage.Draft{Saved: w.request.Now, Fields: fields})
}

// namePage puts a page into the arrangement of the form's draft, unless it is there.
func (w *wetInk) namePage(ctx context.Context, env *Env, page newPage) error {
	key := contractPath(w.request, "/signed-paper")
	draft, err := env.Store.Draft(ctx, w.request.Actor.ID, key)
	if err != nil {
		return err
	}
	if draft == nil {
		draft = &storage.Draft{Fields: map[string]string{}}
	}
	known := draft.Fields[pagesField]
	if slots := slotsOf(known); slices.Contains(slots, page.Slot) || len(slots) == maxFiles {
		return nil
	}
	const edge = 0.04
	page.Corners = [4][2]float64{{edge, edge}, {1 - edge, edge}, {1 - edge, 1 - edge}, {edge, 1 - edge}}
	var list []json.RawMessage
	_ = json.Unmarshal([]byte(known), &list) // what is none begins anew
	entry, err := json.Marshal(page)
	if err != nil {
		return err
	}
	all, err := json.Marshal(append(list, entry))
	if err != nil {
		return err
	}
	fields := maps.Clone(draft.Fields)
	fields[pagesField] = string(all)
	return env.Store.PutDraft(ctx, w.request.Actor.ID, key, storage.Draft{Saved: w.request.Now, Fields: fields})
}

func isPDF(content []byte) bool { return bytes.HasPrefix(content, []byte("%PDF-")) }

// wetState answers no more than that the store has it.
func wetState(request Request) Reply {
	page := request.page("", "")
	page.Focus = false
	return Reply{Main: views.StateLine(page), Fragment: true}
}

// keptPage answers a photo that was kept, to whoever took it.
func keptPage(ctx context.Context, env *Env, w *wetInk) (Reply, error) {
	content, err := keptPhoto(ctx, env, w.request.Actor.ID, w.contract.ID, w.request.Params["slot"])
	if err != nil {
		return Reply{}, err
	}
	if content == nil {
		return Reply{}, casework.Fail(casework.NotFound)
	}
	media := "image/jpeg"
	if isPDF(content) {
		media = "application/pdf"
	}
	return Reply{Body: io.NopCloser(bytes.NewReader(content)), Media: media}, nil
}

// keptPhoto reads one, nil where there is none.
func keptPhoto(ctx context.Context, env *Env, person, contract, slot string) ([]byte, error) {
	draft, err := env.Store.Draft(ctx, person, photoKey(contract, slot))
	if err != nil || draft == nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(draft.Fields[photoField])
}

// restore fills the form with what was answered and arranged before.
func (w *wetInk) restore(ctx context.Context, env *Env) error {
	draft, err := env.Store.Draft(ctx, w.request.Actor.ID, w.request.Path)
	if err != nil || draft == nil || w.there != nil {
		return err
	}
	for _, q := range append([]question{onPaper()}, w.asked()...) {
		for _, name := range q.names() {
			if value, there := draft.Fields[name]; there {
				w.typed[name] = []string{value}
			}
		}
	}
	for _, name := range []string{"same", "signed", "keep"} {
		w.typed[name] = strings.Fields(draft.Fields[name])
	}
	w.typed[pagesField] = []string{draft.Fields[pagesField]}
	if id := draft.Fields["new"]; isID(id) {
		w.id = id
	}
	w.since = w.request.when(draft.Saved)
	taken, err := takenBefore(ctx, env, w.request.Actor.ID, strings.Fields(draft.Fields["taken"]))
	for _, file := range taken {
		w.pages = append(w.pages, wetPage{takenFile: file})
		w.names = append(w.names, file.name)
	}
	return err
}

// foldKept leaves out the pages that came if every one of them is kept as it was
// taken: the form shows those again, and they can still be arranged. Else the
// straightened ones are what there is.
func (w *wetInk) foldKept(ctx context.Context, env *Env) error {
	slots := slotsOf(w.typed.Get(pagesField))
	if len(w.pages) == 0 { // none came, or of two kinds: what is kept stays
		return nil
	}
	all := len(slots) == len(w.pages)
	for _, slot := range slots {
		content, err := keptPhoto(ctx, env, w.request.Actor.ID, w.contract.ID, slot)
		if err != nil {
			return err
		}
		all = all && content != nil
	}
	if all {
		w.pages = nil
		return nil
	}
	err := dropPhotos(ctx, env, w.request.Actor.ID, w.contract.ID, w.typed.Get(pagesField))
	delete(w.typed, pagesField)
	return err
}

// settlePages ends the draft of a paper that is saved, and lets go of its photos.
func (w *wetInk) settlePages(ctx context.Context, env *Env) error {
	person := w.request.Actor.ID
	err := throwPhotos(ctx, env, person, w.request.Path)
	if err == nil { // an arrangement that was sent before its draft was
		err = dropPhotos(ctx, env, person, w.contract.ID, w.request.Form.Get(pagesField))
	}
	if err != nil {
		return err
	}
	return env.Store.DropDraft(ctx, person, w.request.Path)
}

func dropPhotos(ctx context.Context, env *Env, person, contract, arrangement string) error {
	for _, slot := range slotsOf(arrangement) {
		if err := env.Store.DropDraft(ctx, person, photoKey(contract, slot)); err != nil {
			return err
		}
	}
	return nil
}

// throwPhotos lets go of the photos that a draft of this address names.
func throwPhotos(ctx context.Context, env *Env, person, key string) error {
	_, params, _ := Match(Routes(), "GET", key)
	draft, err := env.Store.Draft(ctx, person, key)
	if err != nil || draft == nil || params["contract"] == "" {
		return err
	}
	return dropPhotos(ctx, env, person, params["contract"], draft.Fields[pagesField])
}

// take reads the pages: those that an earlier try brought, then those that came
// now.
func (w *wetInk) take(ctx context.Context, env *Env) error {
	before, err := takenBefore(ctx, env, w.request.Actor.ID, w.request.Form["taken"])
	if err != nil {
		return err
	}
	for _, file := range before {
		content, err := readAll(ctx, env, file.sha256)
		if err != nil {
			return err
		}
		w.pages = append(w.pages, wetPage{file, content})
	}
	originals, _ := sortUploads(w.request.Uploads)
	for _, upload := range originals {
		if upload.Field != "page" {
			continue
		}
		file, problem := env.checkUpload(&upload)
		switch {
		case problem == nil && file.kind == "photo" && !picture.IsPage(upload.Content), problem != nil && problem.Code == casework.WrongType:
			w.faults = append(w.faults, fault{field: "page", words: words.Say(words.WetNotPage, "label", fileName(upload.Name))})
		case problem != nil:
			w.faults = append(w.faults, fault{field: "page", words: uploadSentence(problem, upload.Name)})
		default:
			w.pages = append(w.pages, wetPage{file, upload.Content})
		}
	}
	documents := 0
	for _, page := range w.pages {
		if page.kind == "document" {
			documents++
		}
	}
	switch {
	case len(w.pages) == 0 && len(w.faults) == 0, len(w.pages) == 0 && !w.faulty("page"):
		w.faults = append(w.faults, fault{field: "page", words: words.Say(words.WetNoPages)})
	case len(w.pages) > maxFiles:
		w.pages = w.pages[:maxFiles]
		w.faults = append(w.faults, fault{field: "page", words: words.Count(words.TooManyFiles, maxFiles)})
	case documents > 0 && len(w.pages) > 1:
		w.pages = nil
		w.faults = append(w.faults, fault{field: "page", words: words.Say(words.WetMixed)})
	}
	return nil
}

func (w *wetInk) faulty(field string) bool {
	for _, f := range w.faults {
		if f.field == field {
			return true
		}
	}
	return false
}

func readAll(ctx context.Context, env *Env, sha256 string) ([]byte, error) {
	content, _, err := env.Store.OpenAttachment(ctx, sha256)
	if err != nil {
		return nil, err
	}
	all, err := io.ReadAll(io.LimitReader(content, int64(casework.MaxAttachment())))
	return all, errors.Join(err, content.Close())
}

// again shows the page once more. The pages that came are kept until then, where
// their photos are not: one taken with the camera is nowhere else.
func (w *wetInk) again(ctx context.Context, env *Env) (Reply, error) {
	if err := w.foldKept(ctx, env); err != nil {
		return Reply{}, err
	}
	delete(w.typed, "taken")
	for _, page := range w.pages {
		if err := env.Store.PutAttachment(ctx, page.sha256, page.media, page.content); err != nil {
			return Reply{}, err
		}
		w.names = append(w.names, page.name)
		w.typed["taken"] = append(w.typed["taken"], page.String())
	}
	keepDraft(ctx, env, w.request)
	return w.reply(), nil
}
