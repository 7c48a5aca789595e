package pages

import (
	"context"
	"slices"
	"strings"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// earlierField carries words that were written together before the versions
// changed: the next draft of the form would take their place.
const earlierField = "earlier"

// together is the card in which a new version is written: empty, or as the
// draft left it while head and versions are still the same.
func (c choice) together(env *Env, faults []fault) *views.VersionsTogether {
	d := drawing{number: env.NewID()}
	typed, since := c.asked.typed(""), ""
	switch {
	case c.sent():
		d = drawingOf(c.request.Form)
		for _, name := range c.asked.names() {
			typed[name] = c.request.Form[name]
		}
	case c.draft != nil:
		d.from = c.draft.Fields[drawnField]
		if c.draftFits() && c.textOf(draftValues(c.draft.Fields)) != "" {
			typed, since = draftValues(c.draft.Fields), c.request.when(c.draft.Saved)
			if c.asked.field.Type == casework.Refs {
				typed[c.asked.name()] = strings.Fields(typed.Get(c.asked.name()))
			}
		}
	}
	controls := c.controls([]question{c.asked}, typed, faults)
	controls[0].Optional = false
	form := c.form("together", "keep", "new")
	form.Draft, form.Since, form.Faults = c.request.Path, since, viewFaults(faults, controls)
	form.Hidden = append(form.Hidden, d.hidden()...)
	if earlier := c.earlier(); earlier != "" {
		form.Hidden = append(form.Hidden, views.Hidden{Name: earlierField, Value: earlier})
	}
	return &views.VersionsTogether{Form: form, Control: controls[0]}
}

// sent reports whether this very request brought words written together.
func (c choice) sent() bool {
	return c.request.Form.Get("keep") == "new" && slices.ContainsFunc(c.asked.names(), c.request.Form.Has)
}

// draftFits reports whether the draft was written beside the versions that
// stand now.
func (c choice) draftFits() bool {
	return c.draft.Fields["head"] == c.record.StampOf(c.field).Op && c.draft.Fields["sibling"] == strings.Join(c.siblings(), " ")
}

func (c choice) siblings() []string {
	var list []string
	for _, sibling := range c.record.Open(c.field) {
		list = append(list, sibling.ID)
	}
	return list
}

// draftValues turns a draft's fields back into what a browser would send.
func draftValues(fields map[string]string) Values {
	form := Values{}
	for name, value := range fields {
		form[name] = []string{value}
	}
	return form
}

// textOf is what was written together, as people read it; "" if nothing. A day
// that is half written shows what there is of it.
func (c choice) textOf(form Values) string {
	if !c.typed {
		return ""
	}
	if value, wrong, _ := c.asked.read(form); wrong == "" {
		return strings.TrimSpace(c.shown(c.asked, value))
	}
	var parts []string
	for _, name := range c.asked.names() {
		parts = append(parts, form[name]...)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// earlier is what was written together beside other versions than those that
// stand now. It is shown, never filled in.
func (c choice) earlier() string {
	if c.sent() {
		return unixLines(c.request.Form.Get(earlierField))
	}
	if c.draft == nil {
		return ""
	}
	before, text := c.draft.Fields[earlierField], c.textOf(draftValues(c.draft.Fields))
	if text == "" || c.draftFits() && !c.fixed {
		return before
	}
	if before == "" {
		return text
	}
	return before + "\n\n" + text
}

func (c choice) earlierView() *views.VersionsEarlier {
	text := c.earlier()
	if text == "" {
		return nil
	}
	view := &views.VersionsEarlier{Text: text}
	if c.draft != nil {
		view.Draft, view.Since = c.request.Path, c.request.when(c.draft.Saved)
	}
	return view
}

// keep stores words that were sent and not taken, for a person who walks away.
func (c choice) keep(ctx context.Context, env *Env, keep string) {
	if keep == "new" && c.typed {
		keepDraft(ctx, env, c.request)
	}
}

// askedBy is what the form that names this version asked.
func (c choice) askedBy(keep string) []question {
	if keep == "new" && c.typed {
		return []question{c.asked}
	}
	return nil
}

// chosenMeanwhile answers a choice between versions that somebody has closed
// already. New words that are not those chosen are shown back with what stands.
func (c choice) chosenMeanwhile(ctx context.Context, env *Env, keep string) (Reply, error) {
	text := c.textOf(c.request.Form)
	if len(c.askedBy(keep)) == 0 || text == "" || text == strings.TrimSpace(c.shown(c.asked, c.record.Get(c.field))) {
		return Reply{Location: casePath(c.request, "/versions")}, nil
	}
	c.keep(ctx, env, keep)
	view := views.VersionsView{
		Title: versionsName(c.record, c.field), Notice: words.Say(words.VersionsChosen),
		Cards:   c.cards(),
		Earlier: &views.VersionsEarlier{Text: text},
	}
	for i := range view.Cards {
		view.Cards[i].Button = ""
	}
	page := casePage(c.request, c.file, words.Say(words.VersionsPage), backToVersions(c.request))
	return Reply{Status: 409, Page: page, Main: views.Versions(page, view)}, nil
}
