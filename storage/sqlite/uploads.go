package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"doorstep/casework"
	"doorstep/storage"
)

// BeginUpload announces an attachment that will come in parts.
func (a *Agency) BeginUpload(ctx context.Context, upload storage.Upload) (storage.Upload, error) {
	if upload.Size < 0 || upload.Size > int64(casework.MaxAttachment()) {
		return storage.Upload{}, &casework.Problem{Code: casework.TooLarge, Limit: casework.MaxAttachment()}
	}
	if !storage.IsHash(upload.SHA256) {
		return storage.Upload{}, storage.ErrHash
	}
	now, err := a.Upload(ctx, upload.UploadID)
	switch {
	case err == nil && now.Complete():
		return now, nil
	case err == nil && now.Size != upload.Size: // one of the two was wrong
		err = a.stage.Discard(upload.UploadID)
	case casework.CodeOf(err) == casework.NotFound:
		err = nil
	}
	if err != nil {
		return storage.Upload{}, err
	}
	err = a.exec(ctx, "begin upload", `
		INSERT INTO arriving (sha256, person, media, size, begun)
		VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET media = excluded.media, size = excluded.size, begun = excluded.begun`,
		upload.SHA256, upload.Person, upload.Media, upload.Size, millis(a.now()))
	if err != nil {
		return storage.Upload{}, err
	}
	return a.Upload(ctx, upload.UploadID)
}

// Upload says how much of an attachment this person has brought. If a crash came
// between the last byte and the end of the upload, it is ended now.
func (a *Agency) Upload(ctx context.Context, id storage.UploadID) (storage.Upload, error) {
	brought, err := find(ctx, a, "upload", func(rows *sql.Rows, u *storage.Upload) error {
		return rows.Scan(&u.Media, &u.Size)
	}, `
		SELECT media, size
		FROM object JOIN bringer USING (sha256)
		WHERE sha256 = ? AND person = ?`, id.SHA256, id.Person)
	if err == nil {
		brought.UploadID, brought.Offset = id, brought.Size
		return brought, nil
	}
	if casework.CodeOf(err) != casework.NotFound {
		return storage.Upload{}, err
	}
	upload, err := find(ctx, a, "upload", scanUpload, `
		SELECT sha256, person, media, size
		FROM arriving
		WHERE sha256 = ? AND person = ?`, id.SHA256, id.Person)
	if err != nil {
		return storage.Upload{}, err
	}
	if upload.Offset, err = a.stage.Offset(id); err != nil || !upload.Complete() {
		return upload, err
	}
	return upload, a.finishUpload(ctx, upload)
}

func scanUpload(rows *sql.Rows, u *storage.Upload) error {
	return rows.Scan(&u.SHA256, &u.Person, &u.Media, &u.Size)
}

// AppendUpload adds a part; the last one completes the attachment.
func (a *Agency) AppendUpload(ctx context.Context, id storage.UploadID, part storage.Part) (storage.Upload, error) {
	upload, err := a.Upload(ctx, id)
	if err != nil {
		return storage.Upload{}, err
	}
	if upload.Complete() {
		if part.Offset != upload.Offset {
			return upload, &storage.OffsetError{Offset: upload.Offset}
		}
		return upload, nil
	}
	upload.Offset, err = a.stage.Append(id, upload.Size, part)
	if err != nil || !upload.Complete() {
		return upload, err
	}
	return upload, a.finishUpload(ctx, upload)
}

// finishUpload checks the whole, lists it and notes who brought it, in this
// order. Where the bytes are here already, this person's own are only checked.
// Bytes that do not have their hash are given up, and the announcement too.
func (a *Agency) finishUpload(ctx context.Context, upload storage.Upload) error {
	_, err := a.Object(ctx, upload.SHA256)
	known := err == nil
	if err != nil && casework.CodeOf(err) != casework.NotFound {
		return err
	}
	if err := a.stage.Finish(upload.UploadID, !known); err != nil {
		if errors.Is(err, storage.ErrHash) {
			err = errors.Join(err, a.forgetUpload(ctx, upload.UploadID))
		}
		return err
	}
	if !known {
		if upload.Media, err = a.lookInto(upload); err != nil {
			return err
		}
	}
	err = a.file.write(ctx, func(tx *sql.Tx) error {
		for _, statement := range []struct {
			query string
			args  []any
		}{
			{`INSERT INTO object (sha256, media, size, added, stored, tries) VALUES (?, ?, ?, ?, 0, 0) ON CONFLICT DO NOTHING`,
				[]any{upload.SHA256, upload.Media, upload.Size, millis(a.now())}},
			{`INSERT INTO bringer (sha256, person) VALUES (?, ?) ON CONFLICT DO NOTHING`, []any{upload.SHA256, upload.Person}},
			{`DELETE FROM arriving WHERE sha256 = ? AND person = ?`, []any{upload.SHA256, upload.Person}},
		} {
			if _, err := tx.ExecContext(ctx, statement.query, statement.args...); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("sqlite: finish upload: %w", err)
	}
	return a.stage.Discard(upload.UploadID)
}

// apart is the media type of bytes that came and are not harmless. They stay on
// the volume, so that nothing is lost, and nobody is given them.
const apart = "apart"

// lookInto returns as what a file that came whole is to be listed.
func (a *Agency) lookInto(upload storage.Upload) (media string, err error) {
	if a.harmless == nil || upload.Size == 0 {
		return upload.Media, nil
	}
	content, size, err := a.stage.Open(upload.SHA256)
	if err != nil {
		return "", err
	}
	defer content.Close()
	// Read by place: Finish has held the whole against its hash.
	if file, ok := content.(io.ReaderAt); ok && a.harmless(io.NewSectionReader(file, 0, size), upload.Media) {
		return upload.Media, nil
	}
	return apart, nil
}

func (a *Agency) forgetUpload(ctx context.Context, id storage.UploadID) error {
	return a.exec(ctx, "forget upload", `DELETE FROM arriving WHERE sha256 = ? AND person = ?`, id.SHA256, id.Person)
}

// DropUpload gives up an upload that is not complete.
func (a *Agency) DropUpload(ctx context.Context, id storage.UploadID) error {
	upload, err := a.Upload(ctx, id)
	if err != nil {
		return err
	}
	if upload.Complete() {
		return casework.Fail(casework.NotFound)
	}
	if err := a.stage.Discard(id); err != nil {
		return err
	}
	return a.forgetUpload(ctx, id)
}

// dropForgotten forgets announcements whose bytes nobody brought for so long
// that the stage has cleared them.
func (a *Agency) dropForgotten(ctx context.Context) error {
	forgotten, err := all(ctx, a, "forgotten uploads", scanUpload, `
		SELECT sha256, person, media, size
		FROM arriving
		WHERE begun < ?`, millis(a.now().Add(-storage.KeepUploads)))
	if err != nil {
		return err
	}
	for _, upload := range forgotten {
		offset, err := a.stage.Offset(upload.UploadID)
		if err == nil && offset == 0 {
			err = a.forgetUpload(ctx, upload.UploadID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
