//go:build js && wasm

package main

import (
	"fmt"
	"syscall/js"
	"time"

	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/tablet/vault"
)

// rescue writes the rescue file: what lies sealed to the agency in every vault of
// this browser, as one download. No key is needed, and nothing in it can be read.
// The browser keeps the parts of a Blob on its disk; one file at a time is held.
func (w *worker) rescue() (any, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	blob := js.Global().Get("Blob").New([]any{})
	for _, record := range records {
		if blob, err = rescueSection(record, blob); err != nil {
			return nil, err
		}
	}
	name := "rescue-" + time.Now().UTC().Format("2006-01-02") + ".doorstep"
	return js.ValueOf(map[string]any{
		"status": 200, "body": blob, "headers": map[string]any{
			"Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename="` + name + `"`,
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
		},
	}), nil
}

// rescueSection adds one vault's part to the file; one in which nothing lies
// sealed adds none.
func rescueSection(record vault.Record, blob js.Value) (js.Value, error) {
	closed, err := indexeddb.OpenClosed(record.Vault, scopeOf(record))
	if err != nil {
		return blob, err
	}
	defer closed.Close()
	operations, err := closed.Unsent()
	if err != nil {
		return blob, err
	}
	count, items := 0, emptyBlob()
	for left := operations; len(left) > 0; {
		boxes, err := closed.Boxes(left)
		if err != nil {
			return blob, err
		}
		for _, box := range boxes {
			items = joined(items, web.Array(exchange.RescueItem{N: box.N, Length: int64(len(box.Box))}.Bytes()), web.Array(box.Box))
		}
		count, left = count+len(boxes), left[len(boxes):]
	}
	names, err := closed.Files()
	if err != nil {
		return blob, err
	}
	for _, name := range names {
		file, sealed, err := closed.File(name)
		if err != nil {
			return blob, fmt.Errorf("rescue file: %w", err)
		}
		if !sealed {
			continue
		}
		item := exchange.RescueItem{
			SHA256: name, Size: file.Size, Key: file.Key, Nonce: file.Nonce, Length: int64(file.Content.Get("length").Int()),
		}
		items = joined(items, web.Array(item.Bytes()), file.Content)
		count++
	}
	if count == 0 {
		return blob, nil
	}
	head := exchange.RescueHead{
		Format: exchange.RescueFormat, Agency: record.Tenant, Device: record.Device, Epoch: record.Epoch, Count: count,
		Made: time.Now().UTC().Format(oplog.MomentFormat),
	}
	return joined(blob, web.Array(head.Bytes()), items, web.Array(exchange.RescueEnd())), nil
}

func emptyBlob() js.Value { return js.Global().Get("Blob").New([]any{}) }

func joined(parts ...any) js.Value { return js.Global().Get("Blob").New(parts) }
