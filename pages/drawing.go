package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/storage"
	"doorstep/views"
)

// A drawing is one appearance of a form on a screen. Its number travels with
// the form and with the form's draft, so that an autosave that comes after the
// saving is known for what it is: older words of a form that is done.
type drawing struct {
	number string
	from   string // the drawing whose draft this one shows, or ""
}

// Form fields that carry a drawing. page.js gives a form that was sent and is
// typed in again a new number.
const (
	drawnField = "drawn"
	fromField  = "drawn.from"
)

// savedKey is the draft row in which a person's last saved drawings stand; it
// is the address of no form.
const (
	savedKey   = "saved"
	savedField = "drawings"
	maxSaved   = 50 // a late autosave is late by seconds, not by fifty forms
)

func drawingOf(form Values) drawing {
	return drawing{number: form.Get(drawnField), from: form.Get(fromField)}
}

func (d drawing) hidden() []views.Hidden {
	hidden := []views.Hidden{{Name: drawnField, Value: d.number}}
	if d.from != "" {
		hidden = append(hidden, views.Hidden{Name: fromField, Value: d.from})
	}
	return hidden
}

// owns reports whether a draft is of this drawing, or the one it was drawn
// from. Drafts from before there were numbers belong to whoever saves.
func (d drawing) owns(draft *storage.Draft) bool {
	number := draft.Fields[drawnField]
	return number == "" || d.number == "" || number == d.number || number == d.from
}

// settleDraft ends the draft of a form that has been saved. What the same
// person types into another window of it stays.
func (e *Env) settleDraft(ctx context.Context, request Request, key string) error {
	d := drawingOf(request.Form)
	e.rememberSaved(ctx, request)
	draft, err := e.Store.Draft(ctx, request.Actor.ID, key)
	if err != nil || draft == nil || !d.owns(draft) {
		return err
	}
	return e.Store.DropDraft(ctx, request.Actor.ID, key)
}

// rememberSaved keeps the number of a form that has been saved. The words are
// saved in any case, so a store that has no room for the number is no reason to
// fail here.
func (e *Env) rememberSaved(ctx context.Context, request Request) {
	number := request.Form.Get(drawnField)
	saved, err := e.saved(ctx, request)
	if err != nil || !isID(number) || slices.Contains(saved, number) {
		return
	}
	saved = append(saved, number)
	saved = saved[max(0, len(saved)-maxSaved):]
	row := storage.Draft{Saved: request.Now, Fields: map[string]string{savedField: strings.Join(saved, " ")}}
	_ = e.Store.PutDraft(ctx, request.Actor.ID, savedKey, row)
}

func (e *Env) saved(ctx context.Context, request Request) ([]string, error) {
	row, err := e.Store.Draft(ctx, request.Actor.ID, savedKey)
	if err != nil || row == nil {
		return nil, err
	}
	return strings.Fields(row.Fields[savedField]), nil
}

// wasSaved reports whether the form has been saved since it was drawn.
func (e *Env) wasSaved(ctx context.Context, request Request) (bool, error) {
	number := request.Form.Get(drawnField)
	if number == "" {
		return false, nil
	}
	saved, err := e.saved(ctx, request)
	return slices.Contains(saved, number), err
}
