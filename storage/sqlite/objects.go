package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"time"

	"doorstep/casework"
	"doorstep/storage"
)

// AddObject lists bytes that lie staged; listing them again changes nothing.
func (a *Agency) AddObject(ctx context.Context, object storage.Object) error {
	return a.exec(ctx, "add object", `
		INSERT INTO object (sha256, media, size, added, stored, tries)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`,
		object.SHA256, object.Media, object.Size, millis(a.now()), millis(object.Stored), object.Tries)
}

// Object returns what is known of bytes, or NotFound.
func (a *Agency) Object(ctx context.Context, sha256 string) (storage.Object, error) {
	return find(ctx, a, "object", scanObject, `
		SELECT sha256, media, size, stored, tries
		FROM object
		WHERE sha256 = ?`, sha256)
}

// AddBringer notes that a person brought the bytes.
func (a *Agency) AddBringer(ctx context.Context, sha256, person string) error {
	return a.exec(ctx, "add bringer", `
		INSERT INTO bringer (sha256, person)
		VALUES (?, ?)
		ON CONFLICT DO NOTHING`, sha256, person)
}

// HasBrought reports whether the person brought the bytes.
func (a *Agency) HasBrought(ctx context.Context, sha256, person string) (bool, error) {
	_, err := find(ctx, a, "bringer", func(rows *sql.Rows, one *int) error { return rows.Scan(one) }, `
		SELECT 1
		FROM bringer
		WHERE sha256 = ? AND person IN (?, ?)`, sha256, person, anybody)
	if casework.CodeOf(err) == casework.NotFound {
		return false, nil
	}
	return err == nil, err
}

// StagedObjects lists what waits for the object store, at most limit: first
// what failed least, then what came first. What is kept apart does not go there.
func (a *Agency) StagedObjects(ctx context.Context, limit int) ([]storage.Object, error) {
	return all(ctx, a, "staged objects", scanObject, `
		SELECT sha256, media, size, stored, tries
		FROM object
		WHERE stored = 0 AND media <> ?
		ORDER BY tries, added
		LIMIT ?`, apart, limit)
}

func scanObject(rows *sql.Rows, o *storage.Object) error {
	return rows.Scan(&o.SHA256, &o.Media, &o.Size, when{&o.Stored}, &o.Tries)
}

// MarkStored notes that the object store has the bytes, and then gives up the
// staged copy.
func (a *Agency) MarkStored(ctx context.Context, sha256 string, at time.Time) error {
	err := a.execOne(ctx, "mark stored", `UPDATE object SET stored = ? WHERE sha256 = ?`, millis(at), sha256)
	if err != nil || a.objects == nil {
		return err
	}
	return a.stage.Remove(sha256)
}

// dropStored removes staged copies whose removal a crash cut short.
func (a *Agency) dropStored(ctx context.Context) error {
	if a.objects == nil {
		return nil
	}
	names, err := a.stage.Names()
	if err != nil {
		return err
	}
	for _, name := range names {
		object, err := a.Object(ctx, name)
		if casework.CodeOf(err) == casework.NotFound {
			continue
		}
		if err == nil && !object.Stored.IsZero() {
			err = a.stage.Remove(name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// CountTry notes that putting the bytes to the object store failed once more.
func (a *Agency) CountTry(ctx context.Context, sha256 string) error {
	return a.execOne(ctx, "count try", `UPDATE object SET tries = tries + 1 WHERE sha256 = ?`, sha256)
}

// SavePaper remembers which object is the PDF of a contract that both signed.
func (a *Agency) SavePaper(ctx context.Context, ref storage.ContractRef, sha256 string) error {
	return a.execOne(ctx, "save paper", `
		UPDATE paper
		SET sha256 = ?
		WHERE case_id = ? AND contract = ?`, sha256, ref.Case, ref.Contract)
}

// Paper returns the PDF of a contract, or NotFound while there is none.
func (a *Agency) Paper(ctx context.Context, ref storage.ContractRef) (string, error) {
	return find(ctx, a, "paper", func(rows *sql.Rows, sha256 *string) error { return rows.Scan(sha256) }, `
		SELECT sha256
		FROM paper
		WHERE case_id = ? AND contract = ? AND sha256 <> ''`, ref.Case, ref.Contract)
}

// CountPaperTry notes that the paper could not be drawn once more.
func (a *Agency) CountPaperTry(ctx context.Context, ref storage.ContractRef) error {
	return a.execOne(ctx, "count paper try", `
		UPDATE paper
		SET tries = tries + 1
		WHERE case_id = ? AND contract = ?`, ref.Case, ref.Contract)
}

// PaperStuck reports that the paper is not tried again.
func (a *Agency) PaperStuck(ctx context.Context, ref storage.ContractRef) (bool, error) {
	tries, err := find(ctx, a, "paper tries", func(rows *sql.Rows, tries *int) error { return rows.Scan(tries) }, `
		SELECT tries
		FROM paper
		WHERE case_id = ? AND contract = ? AND sha256 = ''`, ref.Case, ref.Contract)
	if casework.CodeOf(err) == casework.NotFound {
		return false, nil
	}
	return tries >= storage.PaperTries, err
}

// WithoutPaper lists contracts with both signatures and no paper yet, but for
// those that are stuck.
func (a *Agency) WithoutPaper(ctx context.Context, limit int) ([]storage.ContractRef, error) {
	return all(ctx, a, "contracts without paper", func(rows *sql.Rows, ref *storage.ContractRef) error {
		return rows.Scan(&ref.Case, &ref.Contract)
	}, `
		SELECT case_id, contract
		FROM paper
		WHERE sha256 = '' AND tries < ?
		ORDER BY contract
		LIMIT ?`, storage.PaperTries, limit)
}

// PutAttachment stages the bytes on the volume, then lists them.
func (a *Agency) PutAttachment(ctx context.Context, sha256, media string, content []byte) error {
	if err := a.stage.Put(sha256, bytes.NewReader(content)); err != nil {
		return err
	}
	return a.AddObject(ctx, storage.Object{SHA256: sha256, Media: media, Size: int64(len(content))})
}

// OpenAttachment reads the staged copy, or else the object store's.
func (a *Agency) OpenAttachment(ctx context.Context, sha256 string) (io.ReadCloser, int64, error) {
	object, err := a.Object(ctx, sha256)
	if err == nil && object.Media == apart {
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return nil, 0, err
	}
	content, size, err := a.stage.Open(sha256)
	if casework.CodeOf(err) == casework.NotFound && a.objects != nil {
		return a.objects.Open(ctx, a.tenant, sha256)
	}
	return content, size, err
}

// AttachmentPlace says where the bytes are now.
func (a *Agency) AttachmentPlace(ctx context.Context, sha256 string) (storage.Place, error) {
	object, err := a.Object(ctx, sha256)
	switch {
	case casework.CodeOf(err) == casework.NotFound:
		return storage.Nowhere, nil
	case err != nil:
		return storage.Nowhere, err
	case object.Media == apart:
		return storage.Apart, nil
	case object.Stored.IsZero():
		return storage.Here, nil
	}
	return storage.Safe, nil
}
