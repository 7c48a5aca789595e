package web

import (
	"context"

	"doorstep/storage"
)

// bringing is an agency's store as one person uses it: what they store is
// noted as brought by them, which is what lets their papers show it.
type bringing struct {
	storage.Tenant
	person string
}

// PutAttachment stores the bytes and notes who brought them.
func (b bringing) PutAttachment(ctx context.Context, sha256, media string, content []byte) error {
	if err := b.Tenant.PutAttachment(ctx, sha256, media, content); err != nil {
		return err
	}
	return b.AddBringer(ctx, sha256, b.person)
}
