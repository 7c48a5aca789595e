package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"database/sql"
	"fmt"

	"doorstep/casework"
	"doorstep/storage"
)

// addPaperKey makes the key that seals the agency's papers, if there is none.
func addPaperKey(ctx context.Context, f *file) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("sqlite: paper key: %w", err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("sqlite: paper key: %w", err)
	}
	return f.exec(ctx, "add paper key", `
		INSERT INTO paper_key (one, private)
		VALUES (1, ?)
		ON CONFLICT DO NOTHING`, private)
}

// PaperKey returns the key that seals the agency's papers. A file from before
// there was one makes it now.
func (a *Agency) PaperKey(ctx context.Context) (storage.PaperKey, error) {
	key, err := a.findPaperKey(ctx)
	if casework.CodeOf(err) != casework.NotFound {
		return key, err
	}
	if err := addPaperKey(ctx, a.file); err != nil {
		return storage.PaperKey{}, err
	}
	return a.findPaperKey(ctx)
}

func (a *Agency) findPaperKey(ctx context.Context) (storage.PaperKey, error) {
	return find(ctx, a, "paper key", func(rows *sql.Rows, key *storage.PaperKey) error {
		return rows.Scan(&key.Private, &key.Certificate)
	}, `
		SELECT private, certificate
		FROM paper_key`)
}

// KeepPaperCertificate keeps the certificate of the key, once: later ones change
// nothing.
func (a *Agency) KeepPaperCertificate(ctx context.Context, certificate []byte) (storage.PaperKey, error) {
	err := a.exec(ctx, "keep paper certificate", `
		UPDATE paper_key
		SET certificate = ?
		WHERE length(certificate) = 0`, certificate)
	if err != nil {
		return storage.PaperKey{}, err
	}
	return a.findPaperKey(ctx)
}
