package pages

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"doorstep/casework"
	"doorstep/pages/picture"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// fileTaker takes photos and scans sent with a note. What could be taken stays
// taken when the form comes back to be put right: its bytes are stored and the
// form remembers them.
type fileTaker struct{}

// maxFiles is how many photos and scans one note takes.
const maxFiles = 20

func (fileTaker) files() bool { return true }

func (fileTaker) controls() []views.Control {
	return []views.Control{
		{Shape: views.FileShape, Name: "photo", Label: words.Say(words.PhotoAdd), Hint: words.Say(words.PhotoHint), Optional: true, Accept: "image/jpeg,image/png,application/pdf", Many: true},
		{Shape: views.FileShape, Name: "scan", Label: words.Say(words.ScanAdd), Hint: words.Say(words.ScanHint), Optional: true, Accept: "image/*", Camera: true},
	}
}

// takenFile is a file whose bytes the store has. It travels in the form as
// query-encoded text.
type takenFile struct {
	kind, name, media, sha256 string
	size                      int
	thumb                     string // SHA-256 of a small picture of it, "" where there is none
	asTaken                   bool   // what the camera wrote beside the picture could not be taken out
}

func (t takenFile) String() string {
	values := url.Values{"type": {t.kind}, "name": {t.name}, "media": {t.media}, "sha256": {t.sha256}, "size": {strconv.Itoa(t.size)}}
	if t.thumb != "" {
		values.Set("thumb", t.thumb)
	}
	if t.asTaken {
		values.Set("as_taken", "yes")
	}
	return values.Encode()
}

// fields are those of its attachment.
func (t takenFile) fields(of string) map[string]string {
	fields := map[string]string{
		"of": of, "type": t.kind, "name": t.name, "media": t.media, "size": strconv.Itoa(t.size), "sha256": t.sha256,
	}
	if t.thumb != "" {
		fields["thumb"] = t.thumb
	}
	if t.asTaken {
		fields["as_taken"] = "yes"
	}
	return fields
}

func parseTaken(text string) (takenFile, bool) {
	values, err := url.ParseQuery(text)
	if err != nil {
		return takenFile{}, false
	}
	size, err := strconv.Atoi(values.Get("size"))
	t := takenFile{kind: values.Get("type"), name: values.Get("name"), media: values.Get("media"), sha256: values.Get("sha256"), size: size}
	t.asTaken = values.Get("as_taken") == "yes"
	if thumb := values.Get("thumb"); storage.IsHash(thumb) {
		t.thumb = thumb
	}
	known := t.media == "image/jpeg" || t.media == "image/png" || t.media == "application/pdf"
	return t, err == nil && known && storage.IsHash(t.sha256)
}

func (fileTaker) take(ctx context.Context, env *Env, request Request, s *sheet, _ map[string]string) ([]Entry, error) {
	taken, err := takenBefore(ctx, env, request.Actor.ID, request.Form["taken"])
	if err != nil {
		return nil, err
	}
	originals, thumbs := sortUploads(request.Uploads)
	for i, upload := range originals {
		file, problem := env.checkUpload(&upload)
		if problem == nil && len(taken) >= maxFiles {
			problem = &casework.Problem{Code: casework.TooLarge, Limit: maxFiles}
		}
		if problem != nil {
			s.faults = append(s.faults, fault{field: upload.Field, words: uploadSentence(problem, upload.Name)})
			continue
		}
		err := env.Store.PutAttachment(ctx, file.sha256, file.media, upload.Content)
		if err == nil {
			file.thumb, err = putThumb(ctx, env, thumbs[i])
		}
		if err != nil {
			if !s.refused(err) {
				return nil, err
			}
			continue
		}
		taken = append(taken, file)
	}
	delete(request.Form, "taken")
	there := map[string]bool{} // what the note has already
	for _, attachment := range s.file.Of(casework.KindAttachment) {
		there[attachment.Get("sha256")] = there[attachment.Get("sha256")] || attachment.Get("of") == s.newID
	}
	var entries []Entry
	for _, file := range taken {
		if there[file.sha256] {
			continue
		}
		there[file.sha256] = true
		s.keepTaken(file)
		request.Form["taken"] = append(request.Form["taken"], file.String()) // a draft of this form holds it too
		entries = append(entries, Made(env.NewID(), casework.KindAttachment, file.fields(s.newID)))
	}
	return entries, nil
}

// thumbSuffix follows a file field's name in the field of its small pictures,
// which photo.js makes; each is named by the place of its photo in the field.
const thumbSuffix = ".thumb"

// maxThumb is the largest small picture that is taken, in bytes.
const maxThumb = 128 << 10

// sortUploads returns the files that a person added, and for each the content of
// its small picture, nil where there is none.
func sortUploads(uploads []Upload) (originals []Upload, thumbs [][]byte) {
	count, made := map[string]int{}, map[string][]byte{}
	for _, upload := range uploads {
		if field, is := strings.CutSuffix(upload.Field, thumbSuffix); is {
			made[field+" "+upload.Name] = upload.Content
		}
	}
	for _, upload := range uploads {
		left := len(upload.Content) == 0 && upload.Name == "" // a file field that was left alone
		if left || strings.HasSuffix(upload.Field, thumbSuffix) {
			continue
		}
		originals = append(originals, upload)
		thumbs = append(thumbs, made[upload.Field+" "+strconv.Itoa(count[upload.Field])])
		count[upload.Field]++
	}
	return originals, thumbs
}

// putThumb stores a small picture. One that is none, or too large to be one, is
// left out: the photo itself is shown then.
func putThumb(ctx context.Context, env *Env, content []byte) (string, error) {
	if len(content) == 0 || len(content) > maxThumb || mediaOf(content) != "image/jpeg" {
		return "", nil
	}
	clean, ok := picture.Clean(content)
	if !ok || env.Harmless != nil && env.Harmless("image/jpeg", clean) != nil {
		return "", nil
	}
	name := hashOf(clean)
	return name, env.Store.PutAttachment(ctx, name, "image/jpeg", clean)
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// keepTaken lets the form remember a file when it is shown again, and say so.
func (s *sheet) keepTaken(file takenFile) {
	s.hidden = append(s.hidden, views.Hidden{Name: "taken", Value: file.String()})
	s.taken = append(s.taken, file.name)
}

// restore takes the files of a draft: a photo taken with the camera is nowhere
// else.
func (fileTaker) restore(ctx context.Context, env *Env, person string, s *sheet, fields map[string]string) (bool, error) {
	taken, err := takenBefore(ctx, env, person, strings.Fields(fields["taken"]))
	for _, file := range taken {
		s.keepTaken(file)
	}
	return len(taken) > 0, err
}

// takenBefore reads the files that an earlier try brought; only bytes that the
// store really has, from this person, count.
func takenBefore(ctx context.Context, env *Env, person string, list []string) ([]takenFile, error) {
	var taken []takenFile
	for _, text := range list {
		file, ok := parseTaken(text)
		if !ok || len(taken) >= maxFiles {
			continue
		}
		place, err := env.placeOf(ctx, file.sha256, person)
		if err != nil {
			return nil, err
		}
		if place == storage.Nowhere || place == storage.Apart {
			continue
		}
		if place, err = env.placeOf(ctx, file.thumb, person); err != nil {
			return nil, err
		}
		if place == storage.Nowhere {
			file.thumb = ""
		}
		taken = append(taken, file)
	}
	return taken, nil
}

// checkUpload looks at the bytes, never at what the sender says they are, and
// takes off them what a camera wrote beside the picture: the hash names what is
// kept.
func (e *Env) checkUpload(upload *Upload) (takenFile, *casework.Problem) {
	if len(upload.Content) > casework.MaxAttachment() {
		return takenFile{}, &casework.Problem{Code: casework.TooLarge, Limit: casework.MaxAttachment() >> 20}
	}
	file := takenFile{kind: "photo", name: fileName(upload.Name), media: mediaOf(upload.Content)}
	switch {
	case file.media == "":
		return takenFile{}, casework.Fail(casework.WrongType)
	case file.media == "application/pdf":
		file.kind = "document"
	case upload.Field == "scan":
		file.kind = "scan"
	}
	if file.kind != "document" {
		clean, ok := picture.Clean(upload.Content)
		upload.Content, file.asTaken = clean, !ok
	}
	if e.Harmless != nil {
		if problem := e.Harmless(file.media, upload.Content); problem != nil {
			return takenFile{}, problem
		}
	}
	file.size, file.sha256 = len(upload.Content), hashOf(upload.Content)
	return file, nil
}

// mediaOf recognises the three kinds of file that we take by their first bytes;
// "" for everything else.
func mediaOf(content []byte) string {
	switch {
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return "image/png"
	case bytes.HasPrefix(content, []byte("%PDF-")):
		return "application/pdf"
	}
	return ""
}

// fileName keeps the name that people know the file by: its last part, one line
// that fits the field.
func fileName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	name = strings.TrimSpace(name)
	if runes := []rune(name); len(runes) > casework.MaxLine {
		name = string(runes[len(runes)-casework.MaxLine:])
	}
	return name
}

func uploadSentence(problem *casework.Problem, name string) string {
	if problem.Code == casework.TooLarge && problem.Limit == maxFiles {
		return words.Count(words.TooManyFiles, maxFiles)
	}
	return words.Count(words.Problem(string(problem.Code)), problem.Limit, "label", fileName(name))
}
