//go:build js && wasm

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
)

// The list of providers lies sealed among the files, under its hash. It is
// fetched after a sync that named another one.

// directoryPaper remembers which list lies here, so that it goes when a newer
// one has come.
const directoryPaper = "directory"

const directoryMedia = "application/json"

// listed is a list as it was unpacked.
type listed struct {
	sha256    string
	directory *casework.Directory
}

// Directory is the list that the agency has now, or the one before while the
// newer one has not come; nil where there is none here yet.
func (d *desk) Directory(ctx context.Context) (*casework.Directory, error) {
	state, err := d.State(ctx)
	if err != nil {
		return nil, err
	}
	if state.House.Directory == "" {
		return &casework.Directory{}, nil
	}
	var before string
	if err := d.Paper(ctx, directoryPaper, &before); err != nil && casework.CodeOf(err) != casework.NotFound {
		return nil, err
	}
	for _, sha := range []string{state.House.Directory, before} {
		if sha == "" {
			continue
		}
		if directory, err := d.readDirectory(ctx, sha); casework.CodeOf(err) != casework.NotFound {
			return directory, err
		}
	}
	return nil, nil
}

func (d *desk) readDirectory(ctx context.Context, sha string) (*casework.Directory, error) {
	if d.listed.sha256 == sha {
		return d.listed.directory, nil
	}
	content, _, err := d.Store.Attachment(ctx, sha)
	if err != nil {
		return nil, err
	}
	directory := &casework.Directory{}
	if err := json.NewDecoder(bytes.NewReader(content)).Decode(directory); err != nil {
		return nil, fmt.Errorf("list of providers: %w", err)
	}
	d.listed = listed{sha, directory}
	return directory, nil
}

// fetchDirectory brings the list where the house names one that is not here. A
// failure leaves the one before; the next sync tries again.
func (d *desk) fetchDirectory(ctx context.Context) {
	if err := d.bringDirectory(ctx); err != nil {
		complain("fetch the list of providers", err)
	}
}

func (d *desk) bringDirectory(ctx context.Context) error {
	state, err := d.State(ctx)
	if err != nil {
		return err
	}
	var before string
	if err := d.Paper(ctx, directoryPaper, &before); err != nil && casework.CodeOf(err) != casework.NotFound {
		return err
	}
	wanted := state.House.Directory
	if wanted == before {
		return nil
	}
	if place, err := d.Store.AttachmentPlace(ctx, wanted); wanted != "" && (err != nil || place == storage.Nowhere) {
		if err != nil {
			return err
		}
		content, err := d.office.directory(wanted)
		var failed *officeError
		if errors.As(err, &failed) && failed.status == 410 {
			return nil // it changed meanwhile: the next sync names the newer one
		}
		if err != nil {
			return err
		}
		if err := d.CacheAttachment(ctx, wanted, directoryMedia, content); err != nil {
			return err
		}
	}
	if err := d.PutPaper(ctx, directoryPaper, wanted); err != nil || before == "" {
		return err
	}
	return d.DropCached(ctx, before)
}

// directory fetches the list with this hash.
func (o *office) directory(sha256 string) ([]byte, error) {
	response, err := o.fetch(call{method: "GET", path: exchange.PathDirectory + sha256, name: "directory"})
	if err != nil {
		return nil, err
	}
	return content(response)
}
