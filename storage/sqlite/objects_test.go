package sqlite

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/blob"
	"doorstep/storage/blob/blobtest"
)

// withObjects is an agency beside an object store in a folder.
func withObjects(t *testing.T) (*Agency, *blob.Folder, Options) {
	t.Helper()
	dir := t.TempDir()
	objects, err := blob.OpenFolder(filepath.Join(dir, "objects"))
	ok(t, err)
	options := Options{Stage: blob.OpenStage, Dir: filepath.Join(dir, "data"), Objects: objects}
	return openTenant(t, openControl(t, options)), objects, options
}

func readAll(t *testing.T, agency *Agency, name string) string {
	t.Helper()
	reader, _, err := agency.OpenAttachment(t.Context(), name)
	ok(t, err)
	content, err := io.ReadAll(reader)
	ok(t, errors.Join(err, reader.Close()))
	return string(content)
}

func place(t *testing.T, agency *Agency, name string, want storage.Place) {
	t.Helper()
	if got, err := agency.AttachmentPlace(t.Context(), name); err != nil || got != want {
		t.Errorf("the bytes are %q (%v), want %q", got, err, want)
	}
}

// TestAttachmentTravels: staged, put to the object store, staged copy given up,
// and readable all the way.
func TestAttachmentTravels(t *testing.T) {
	ctx := t.Context()
	agency, objects, _ := withObjects(t)
	content := "a photo"
	name := blobtest.Hash([]byte(content))
	ok(t, agency.PutAttachment(ctx, name, "image/jpeg", []byte(content)))
	place(t, agency, name, storage.Here)
	staged, err := agency.StagedObjects(ctx, 10)
	ok(t, err)
	if len(staged) != 1 || staged[0].SHA256 != name || staged[0].Size != 7 || staged[0].Media != "image/jpeg" {
		t.Fatalf("staged: %+v", staged)
	}
	ok(t, agency.CountTry(ctx, name))
	ok(t, objects.Put(ctx, agency.tenant, name, "image/jpeg", 7, strings.NewReader(content)))
	ok(t, agency.MarkStored(ctx, name, day))
	place(t, agency, name, storage.Safe)
	if got := readAll(t, agency, name); got != content {
		t.Errorf("from the object store: %q", got)
	}
	if names, err := agency.stage.Names(); err != nil || len(names) != 0 {
		t.Errorf("still staged: %v, %v", names, err)
	}
	if staged, err := agency.StagedObjects(ctx, 10); err != nil || len(staged) != 0 {
		t.Errorf("still waiting: %+v, %v", staged, err)
	}
	object, err := agency.Object(ctx, name)
	ok(t, err)
	if object.Tries != 1 || !object.Stored.Equal(day) {
		t.Errorf("object: %+v", object)
	}
	notFound(t, "marking what is not there", agency.MarkStored(ctx, blobtest.Hash([]byte("never")), day))
	notFound(t, "counting what is not there", agency.CountTry(ctx, blobtest.Hash([]byte("never"))))
}

// TestStagedOrder: what the object store keeps refusing does not hold up the rest.
func TestStagedOrder(t *testing.T) {
	ctx := t.Context()
	agency, _, _ := withObjects(t)
	for _, content := range []string{"refused", "fine"} {
		ok(t, agency.PutAttachment(ctx, blobtest.Hash([]byte(content)), "text/plain", []byte(content)))
	}
	ok(t, agency.CountTry(ctx, blobtest.Hash([]byte("refused"))))
	staged, err := agency.StagedObjects(ctx, 1)
	ok(t, err)
	if len(staged) != 1 || staged[0].SHA256 != blobtest.Hash([]byte("fine")) {
		t.Errorf("first comes %+v", staged)
	}
}

// TestCrashAfterStored: a staged copy whose removal was cut short goes when the
// agency is opened again; one that is not stored stays.
func TestCrashAfterStored(t *testing.T) {
	ctx := t.Context()
	agency, objects, options := withObjects(t)
	stored, waits := []byte("stored"), []byte("waits")
	for _, content := range [][]byte{stored, waits} {
		ok(t, agency.PutAttachment(ctx, blobtest.Hash(content), "text/plain", content))
	}
	ok(t, objects.Put(ctx, agency.tenant, blobtest.Hash(stored), "text/plain", int64(len(stored)), bytes.NewReader(stored)))
	ok(t, agency.exec(ctx, "as if cut", `UPDATE object SET stored = 1 WHERE sha256 = ?`, blobtest.Hash(stored)))
	folder := filepath.Join(options.Dir, "tenants", agency.tenant[:2], agency.tenant)
	options.Now = func() time.Time { return day }
	again, err := openAgency(ctx, folder, agency.tenant, options)
	ok(t, err)
	defer again.close()
	if names, err := again.stage.Names(); err != nil || len(names) != 1 || names[0] != blobtest.Hash(waits) {
		t.Errorf("staged: %v, %v", names, err)
	}
	if got := readAll(t, again, blobtest.Hash(stored)); got != "stored" {
		t.Errorf("got %q", got)
	}
}

func TestUpload(t *testing.T) {
	ctx := t.Context()
	agency, _, _ := withObjects(t)
	content := bytes.Repeat([]byte("scan "), 1000)
	name := blobtest.Hash(content)
	id := storage.UploadID{SHA256: name, Person: "ada"}
	announced := storage.Upload{UploadID: id, Media: "image/png", Size: 5000}
	_, err := agency.Upload(ctx, id)
	notFound(t, "an upload never announced", err)
	_, err = agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: bytes.NewReader(content)})
	notFound(t, "bytes never announced", err)

	for range 2 { // announcing twice keeps what came
		upload, err := agency.BeginUpload(ctx, announced)
		ok(t, err)
		if upload != announced {
			t.Errorf("begun: %+v", upload)
		}
	}
	cut := errors.New("the network went")
	upload, err := agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: io.MultiReader(bytes.NewReader(content[:2000]), iotest.ErrReader(cut))})
	if !errors.Is(err, cut) || upload.Offset != 2000 {
		t.Errorf("a cut part: %+v, %v", upload, err)
	}
	place(t, agency, name, storage.Nowhere)
	var offset *storage.OffsetError
	if _, err = agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: bytes.NewReader(content)}); !errors.As(err, &offset) || offset.Offset != 2000 {
		t.Errorf("a part at the wrong place answers %v", err)
	}
	if upload, err = agency.BeginUpload(ctx, announced); err != nil || upload.Offset != 2000 {
		t.Errorf("announced again: %+v, %v", upload, err)
	}
	if upload, err = agency.AppendUpload(ctx, id, storage.Part{Offset: 2000, Content: bytes.NewReader(content[2000:])}); err != nil || !upload.Complete() {
		t.Errorf("the last part: %+v, %v", upload, err)
	}
	place(t, agency, name, storage.Here)
	if got := readAll(t, agency, name); got != string(content) {
		t.Errorf("%d bytes came out", len(got))
	}
	object, err := agency.Object(ctx, name)
	ok(t, err)
	if object.Media != "image/png" || object.Size != 5000 {
		t.Errorf("object: %+v", object)
	}
	// Late repeats find it done.
	if upload, err = agency.BeginUpload(ctx, announced); err != nil || !upload.Complete() {
		t.Errorf("announced once more: %+v, %v", upload, err)
	}
	if upload, err = agency.AppendUpload(ctx, id, storage.Part{Offset: 5000, Content: bytes.NewReader(nil)}); err != nil || !upload.Complete() {
		t.Errorf("an empty last part: %+v, %v", upload, err)
	}
}

func TestUploadRefused(t *testing.T) {
	ctx := t.Context()
	agency, _, _ := withObjects(t)
	name := blobtest.Hash([]byte("right"))
	id := storage.UploadID{SHA256: name, Person: "ada"}
	for _, size := range []int64{-1, int64(casework.MaxAttachment()) + 1} {
		if _, err := agency.BeginUpload(ctx, storage.Upload{UploadID: id, Size: size}); casework.CodeOf(err) != casework.TooLarge {
			t.Errorf("%d bytes answer %v", size, err)
		}
	}
	if _, err := agency.BeginUpload(ctx, storage.Upload{UploadID: storage.UploadID{SHA256: "../../etc/passwd"}, Size: 5}); err == nil {
		t.Error("a name that is no hash was taken")
	}
	if _, err := agency.Upload(ctx, storage.UploadID{SHA256: "../../etc/passwd"}); casework.CodeOf(err) != casework.NotFound {
		t.Errorf("a name that is no hash was listed: %v", err)
	}
	begin := func(size int64) {
		t.Helper()
		if upload, err := agency.BeginUpload(ctx, storage.Upload{UploadID: id, Size: size}); err != nil || upload.Offset != 0 {
			t.Fatalf("begin: %+v, %v", upload, err)
		}
	}
	begin(5)
	if _, err := agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: strings.NewReader("wrong")}); !errors.Is(err, storage.ErrHash) {
		t.Errorf("wrong bytes answer %v, want ErrHash", err)
	}
	place(t, agency, name, storage.Nowhere)
	begin(4) // announced with a wrong size, then with the right one
	if _, err := agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: strings.NewReader("ri")}); err != nil {
		t.Fatal(err)
	}
	begin(5)
	if upload, err := agency.AppendUpload(ctx, id, storage.Part{Offset: 0, Content: strings.NewReader("right")}); err != nil || !upload.Complete() {
		t.Errorf("the right bytes: %+v, %v", upload, err)
	}
	empty := blobtest.Hash(nil)
	if upload, err := agency.BeginUpload(ctx, storage.Upload{UploadID: storage.UploadID{SHA256: empty, Person: "ada"}, Size: 0}); err != nil || !upload.Complete() {
		t.Errorf("nothing at all: %+v, %v", upload, err)
	}
	if got := readAll(t, agency, empty); got != "" {
		t.Errorf("got %q", got)
	}
}

// TestUploadCutAtTheEnd: a crash between the last byte and the end of the
// upload costs nothing.
func TestUploadCutAtTheEnd(t *testing.T) {
	ctx := t.Context()
	content := []byte("whole")
	name := blobtest.Hash(content)
	id := storage.UploadID{SHA256: name, Person: "ada"}
	for moment, crash := range map[string]func(t *testing.T, part, whole string){
		"before it has its name": func(*testing.T, string, string) {},
		"before it is listed":    func(t *testing.T, part, whole string) { ok(t, os.Link(part, whole)) },
	} {
		agency, _, options := withObjects(t)
		_, err := agency.BeginUpload(ctx, storage.Upload{UploadID: id, Media: "text/plain", Size: 5})
		ok(t, err)
		_, err = agency.AppendUpload(ctx, id, storage.Part{Content: bytes.NewReader(content[:4])})
		ok(t, err)
		staged := filepath.Join(options.Dir, "tenants", agency.tenant[:2], agency.tenant, "staged")
		parts, err := filepath.Glob(filepath.Join(staged, name+".*.part"))
		if err != nil || len(parts) != 1 {
			t.Fatalf("parts: %v, %v", parts, err)
		}
		ok(t, os.WriteFile(parts[0], content, 0o600))
		crash(t, parts[0], filepath.Join(staged, name))
		if upload, err := agency.Upload(ctx, id); err != nil || !upload.Complete() {
			t.Errorf("%s: %+v, %v", moment, upload, err)
		}
		if got := readAll(t, agency, name); got != "whole" {
			t.Errorf("%s: %q", moment, got)
		}
		if names, err := filepath.Glob(filepath.Join(staged, "*.part")); err != nil || len(names) != 0 {
			t.Errorf("%s: left lying: %v, %v", moment, names, err)
		}
	}
}

// TestUploadOfTwo: nobody sees or completes what somebody else has begun, and
// bytes that are here already have to be brought all the same.
func TestUploadOfTwo(t *testing.T) {
	ctx := t.Context()
	agency, _, options := withObjects(t)
	content := bytes.Repeat([]byte("scan "), 1000)
	name := blobtest.Hash(content)
	ada, ben := storage.UploadID{SHA256: name, Person: "ada"}, storage.UploadID{SHA256: name, Person: "ben"}
	begin := func(id storage.UploadID) storage.Upload {
		t.Helper()
		upload, err := agency.BeginUpload(ctx, storage.Upload{UploadID: id, Media: "image/png", Size: 5000})
		ok(t, err)
		return upload
	}
	appended := func(id storage.UploadID, at, end int) storage.Upload {
		t.Helper()
		upload, err := agency.AppendUpload(ctx, id, storage.Part{Offset: int64(at), Content: bytes.NewReader(content[at:end])})
		ok(t, err)
		return upload
	}
	begin(ada)
	appended(ada, 0, 4999)
	if upload := begin(ben); upload.Offset != 0 {
		t.Errorf("to Ben the upload stands at %d", upload.Offset)
	}
	appended(ada, 4999, 5000)
	if upload := begin(ben); upload.Offset != 0 || upload.Complete() {
		t.Errorf("bytes that Ada brought are Ben's: %+v", upload)
	}
	appended(ben, 0, 2000)
	again, err := openAgency(ctx, filepath.Join(options.Dir, "tenants", agency.tenant[:2], agency.tenant), agency.tenant,
		Options{Stage: options.Stage, Objects: options.Objects, Now: func() time.Time { return day }})
	ok(t, err)
	defer again.close()
	if upload, err := again.Upload(ctx, ben); err != nil || upload.Offset != 2000 {
		t.Errorf("after a restart Ben's upload stands at %+v, %v", upload, err)
	}
	if brought, err := agency.HasBrought(ctx, name, "ben"); err != nil || brought {
		t.Errorf("Ben brought it after 2000 bytes: %v, %v", brought, err)
	}
	if upload := appended(ben, 2000, 5000); !upload.Complete() {
		t.Errorf("all of Ben's bytes: %+v", upload)
	}
	if brought, err := agency.HasBrought(ctx, name, "ben"); err != nil || !brought {
		t.Errorf("Ben brought it: %v, %v", brought, err)
	}
	notFound(t, "dropping what is complete", agency.DropUpload(ctx, ben))

	carl := storage.UploadID{SHA256: name, Person: "carl"}
	begin(carl)
	appended(carl, 0, 100)
	ok(t, agency.DropUpload(ctx, carl))
	_, err = agency.Upload(ctx, carl)
	notFound(t, "an upload that was dropped", err)
	begin(carl)
	agency.now = func() time.Time { return day.Add(2 * storage.KeepUploads) }
	ok(t, agency.dropForgotten(ctx))
	_, err = agency.Upload(ctx, carl)
	notFound(t, "an upload that nobody continued", err)
}
