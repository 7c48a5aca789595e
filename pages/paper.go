package pages

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

func paperRoutes() []Route {
	routes := []Route{
		{Method: "GET", Pattern: "/cases/:case/papers", Offline: true, Handle: papers},
		{Method: "GET", Pattern: "/cases/:case/papers/:record", Offline: true, Handle: paper},
		{Method: "GET", Pattern: "/cases/:case/papers/:record/file", Offline: true, Handle: paperFile},
		{Method: "GET", Pattern: "/cases/:case/papers/:record/thumb", Offline: true, Handle: paperThumb},
	}
	return append(routes, removalRoutes(casework.KindAttachment, "/cases/:case/papers/:record/remove", backToPapers)...)
}

func backToPapers(request Request) views.Link {
	return views.Link{Href: casePath(request, "/papers"), Text: words.Say(words.PapersTitle)}
}

// papers lists every photo, scan and document of the case.
func papers(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	photos, err := photosOf(ctx, env, request, file, "")
	if err != nil {
		return Reply{}, err
	}
	view := views.PapersView{Photos: photos, NoteHref: casePath(request, "/notes/new")}
	page := casePage(request, file, words.Say(words.PapersTitle), backToCase(request))
	return Reply{Page: page, Main: views.Papers(page, view)}, nil
}

// photosOf shows the attachments of a record, or of the whole case for "".
func photosOf(ctx context.Context, env *Env, request Request, file *casework.File, of string) ([]views.PhotoView, error) {
	var photos []views.PhotoView
	for _, attachment := range file.Of(casework.KindAttachment) {
		if of != "" && attachment.Get("of") != of {
			continue
		}
		place, err := bytesOf(ctx, env, attachment)
		if err != nil {
			return nil, err
		}
		href := casePath(request, "/papers/"+attachment.ID)
		photo := views.PhotoView{ID: "paper-" + attachment.ID, Href: href, Name: paperName(attachment), Where: placeWords(place)}
		small, err := env.placeOf(ctx, attachment.Get("thumb"), attachment.StampOf("thumb").Actor)
		switch {
		case err != nil:
			return nil, err
		case shows(small) && isPicture(attachment): // it comes before the photo itself
			photo.Src = href + "/thumb"
		case shows(place) && isPicture(attachment):
			photo.Src = href + "/file"
		}
		photos = append(photos, photo)
	}
	return photos, nil
}

// bytesOf says where the bytes of an attachment are, as far as its author
// brought them.
func bytesOf(ctx context.Context, env *Env, attachment *casework.Record) (storage.Place, error) {
	return env.placeOf(ctx, attachment.Get("sha256"), attachment.StampOf("sha256").Actor)
}

func isPicture(attachment *casework.Record) bool {
	return strings.HasPrefix(attachment.Get("media"), "image/")
}

func paperName(attachment *casework.Record) string {
	for _, field := range []string{"caption", "name"} {
		if name := attachment.Get(field); name != "" {
			return name
		}
	}
	return choiceWords(casework.KindAttachment, "type", attachment.Get("type"))
}

// shows reports whether there are bytes to show.
func shows(place storage.Place) bool { return place != storage.Nowhere && place != storage.Apart }

// placeWords says where the bytes are, "" where they are safe.
func placeWords(place storage.Place) string {
	switch place {
	case storage.Here:
		return words.Say(words.PlaceHere)
	case storage.Nowhere:
		return words.Say(words.PlaceNowhere)
	case storage.Refused:
		return words.Say(words.PlaceRefused)
	case storage.Apart:
		return words.Say(words.PlaceApart)
	}
	return ""
}

// paper is the page of one photo, scan or document.
func paper(ctx context.Context, env *Env, request Request) (Reply, error) {
	file, attachment, err := openPaper(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	place, err := bytesOf(ctx, env, attachment)
	if err != nil {
		return Reply{}, err
	}
	base := casePath(request, "/papers/"+attachment.ID)
	size, _ := strconv.ParseInt(attachment.Get("size"), 10, 64)
	view := views.AttachmentView{
		Name: paperName(attachment), Where: placeWords(place), RemoveHref: base + "/remove",
		Facts: []views.SummaryRow{
			{Name: words.Say(words.Label("attachment", "type")), Value: choiceWords(casework.KindAttachment, "type", attachment.Get("type"))},
			{Name: words.Say(words.PaperSize), Value: sizeWords(size)},
			{Name: words.Say(words.PaperAdded), Value: words.Say(words.SaidByOn, "name", request.House.StaffName(attachment.Created.Actor), "day", request.moment(attachment.Created.At))},
		},
	}
	if attachment.Get("as_taken") != "" {
		view.Facts = append(view.Facts, views.SummaryRow{Name: words.Say(words.PaperAsTaken), Value: words.Say(words.PaperAsTakenHow)})
	}
	if shows(place) {
		view.FileHref = base + "/file"
		view.Picture = isPicture(attachment)
	}
	if note := file.Record(attachment.Get("of")); note != nil && note.Kind == casework.KindNote {
		view.NoteHref = casePath(request, "/notes/"+note.ID)
	}
	page := casePage(request, file, words.Say(words.PaperTitle), backToPapers(request))
	return Reply{Page: page, Main: views.Paper(page, view)}, nil
}

// sizeWords gives a size in kilobytes or megabytes, rounded up.
func sizeWords(size int64) string {
	if size < 1<<20 {
		return words.Count(words.SizeKB, int((size+1023)>>10))
	}
	return words.Count(words.SizeMB, int((size+1<<20-1)>>20))
}

// paperFile answers the bytes. They are always sent as a download (a picture in
// a page shows all the same): what strangers put into files never runs here.
func paperFile(ctx context.Context, env *Env, request Request) (Reply, error) {
	_, attachment, err := openPaper(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	content, err := openBytes(ctx, env, attachment, "sha256")
	if err != nil {
		return Reply{}, err
	}
	media := attachment.Get("media")
	switch media {
	case "image/jpeg", "image/png", "application/pdf":
	default: // a newer build takes kinds that this one only hands on
		media = "application/octet-stream"
	}
	return Reply{Body: content, Media: media, Download: downloadName(attachment, media)}, nil
}

// paperThumb answers the small picture that lists show.
func paperThumb(ctx context.Context, env *Env, request Request) (Reply, error) {
	_, attachment, err := openPaper(ctx, env, request)
	if err != nil {
		return Reply{}, err
	}
	content, err := openBytes(ctx, env, attachment, "thumb")
	if err != nil {
		return Reply{}, err
	}
	return Reply{Body: content, Media: "image/jpeg", Download: attachment.ID + ".jpg"}, nil
}

// openBytes opens what a field of an attachment names, if its author brought it.
func openBytes(ctx context.Context, env *Env, attachment *casework.Record, field string) (io.ReadCloser, error) {
	name := attachment.Get(field)
	if name == "" {
		return nil, casework.Fail(casework.NotFound)
	}
	if env.Bringers != nil {
		place, err := env.placeOf(ctx, name, attachment.StampOf(field).Actor)
		if err != nil || place == storage.Nowhere {
			return nil, errors.Join(err, casework.Fail(casework.NotFound))
		}
	}
	content, _, err := env.Store.OpenAttachment(ctx, name)
	return content, err
}

// downloadName gives a file the ending of what it is.
func downloadName(attachment *casework.Record, media string) string {
	ending := map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}[media]
	name := fileName(attachment.Get("name"))
	if name == "" {
		name = attachment.ID
	}
	lower := strings.ToLower(name)
	if strings.HasSuffix(lower, ending) || ending == ".jpg" && strings.HasSuffix(lower, ".jpeg") {
		return name
	}
	return name + ending
}

func openPaper(ctx context.Context, env *Env, request Request) (*casework.File, *casework.Record, error) {
	file, err := openCase(ctx, env, request)
	if err != nil {
		return nil, nil, err
	}
	attachment := file.Record(request.Params["record"])
	if attachment == nil || attachment.Kind != casework.KindAttachment || attachment.Removed != nil {
		return nil, nil, casework.Fail(casework.NotFound)
	}
	return file, attachment, nil
}
