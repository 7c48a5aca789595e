package web

import (
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// maxPasskeyName is the longest name of a passkey, in characters.
const maxPasskeyName = 60

// you shows the person's own page.
func (s *Server) you(v *visit) error {
	notice := words.Key("")
	switch {
	case query(v.c).Has("added"):
		notice = words.PasskeyAdded
	case query(v.c).Has("removed"):
		notice = words.PasskeyRemoved
	}
	return s.showYou(v, http.StatusOK, notice, "", nil)
}

// showYou draws the page; faults are sentences by name of the control.
func (s *Server) showYou(v *visit, status int, notice, refusal words.Key, faults map[string]string) error {
	rows, err := v.agency.Passkeys(v.ctx, v.person.ID)
	if err != nil {
		return fmt.Errorf("web: passkeys of tenant %q: %w", v.tenant, err)
	}
	page := v.page(words.Say(words.YouTitle), status)
	view := views.YouView{
		Who:     words.Say(words.YouRole, "name", v.person.Name, "role", words.Say(words.Role(string(v.person.Role)))),
		Few:     len(rows) == 1,
		SignOut: views.Form{ID: "sign-out", Action: "/signout"},
		Add: views.PasskeyForm{
			ID: "passkey-add", Action: "/you/passkeys", Begin: "/you/passkeys/begin", Create: true,
			Button: words.Say(words.PasskeyAdd), Kind: views.MainButton, Faults: faultsOf(refusal, nil),
		},
	}
	if notice != "" {
		view.Notice = words.Say(notice)
	}
	for i, row := range rows {
		view.Passkeys = append(view.Passkeys, v.passkeyView(i+1, row, faults))
	}
	return s.show(v.c, status, page, views.You(page, view))
}

func (v *visit) passkeyView(n int, row storage.Passkey, faults map[string]string) views.PasskeyView {
	id, title := hex.EncodeToString(row.ID), row.Name
	if title == "" {
		title = words.Say(words.PasskeyNamed, "n", strconv.Itoa(n))
	}
	facts := words.Say(words.PasskeyMade, "made", v.moment(row.Created), "used", v.moment(row.Used))
	if protocol.AuthenticatorFlags(row.Flags).HasBackupState() {
		facts += ", " + words.Say(words.PasskeySynced)
	}
	name := "name-" + strconv.Itoa(n)
	return views.PasskeyView{
		ID: "passkey-" + strconv.Itoa(n), Title: title, Facts: facts, Label: words.Say(words.PasskeyRemove, "name", title),
		Name:   views.Control{Name: name, Label: words.Say(words.PasskeyName), Value: row.Name, Exact: true, Error: faults[id]},
		Rename: views.Form{ID: "rename-" + strconv.Itoa(n), Action: "/you/passkeys/" + id + "/name", Hidden: []views.Hidden{{Name: "field", Value: name}}},
		Remove: views.Form{ID: "remove-" + strconv.Itoa(n), Action: "/you/passkeys/" + id + "/remove"},
	}
}

func (s *Server) beginPasskey(v *visit, _ pages.Values) error {
	if err := s.fresh(v, "/you"); err != nil {
		return err
	}
	owner, err := ownerWith(v.ctx, v.agency, v.person)
	if err != nil {
		return err
	}
	options, state, err := s.party.BeginRegistration(owner, secret())
	if err != nil {
		return err
	}
	return s.begin(v.c, v.tenant, ceremony{Kind: ceremonyAdd, Subject: v.session.ID}, options, state)
}

func (s *Server) addPasskey(v *visit, values pages.Values) error {
	taken, err := s.take(v.c, ceremonyAdd, v.tenant, values.Get("ceremony"))
	if err == nil && taken.Subject != v.session.ID {
		err = errCeremony
	}
	var row storage.Passkey
	if err == nil {
		owner, ownErr := ownerWith(v.ctx, v.agency, v.person)
		if ownErr != nil {
			return ownErr
		}
		row, err = s.party.FinishRegistration(owner, taken.State, []byte(values.Get("credential")), s.parts.Now())
	}
	if status, sentence, refused := s.refusalOf(err, words.CeremonyRefuse); refused {
		return s.showYou(v, status, "", sentence, nil)
	}
	if err != nil {
		return err
	}
	row.Person = v.person.ID
	if err := v.agency.AddPasskey(v.ctx, row); err != nil {
		return fmt.Errorf("web: add passkey, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "passkey_added", v.person.ID)
	return s.goTo(v.c, "/you?added")
}

// own finds one of the person's own passkeys by the hex id of the address.
func (v *visit) own() (storage.Passkey, error) {
	rows, err := v.agency.Passkeys(v.ctx, v.person.ID)
	if err != nil {
		return storage.Passkey{}, err
	}
	for _, row := range rows {
		if hex.EncodeToString(row.ID) == v.c.Params("passkey") {
			return row, nil
		}
	}
	return storage.Passkey{}, casework.Fail(casework.NotFound)
}

func (s *Server) namePasskey(v *visit, values pages.Values) error {
	row, err := v.own()
	if err != nil {
		return err
	}
	name := clean(values.Get(values.Get("field")))
	if utf8.RuneCountInString(name) > maxPasskeyName {
		sentence := words.Count(words.FieldTooLong, maxPasskeyName)
		return s.showYou(v, http.StatusUnprocessableEntity, "", "", map[string]string{hex.EncodeToString(row.ID): sentence})
	}
	row.Name = name
	if err := v.agency.SavePasskey(v.ctx, row); err != nil {
		return fmt.Errorf("web: name passkey, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "passkey_named", v.person.ID)
	return s.goTo(v.c, "/you")
}

func (s *Server) removePasskey(v *visit, _ pages.Values) error {
	row, err := v.own()
	if err != nil {
		return err
	}
	if err := s.fresh(v, "/you"); err != nil {
		return err
	}
	err = v.agency.DropPasskey(v.ctx, v.person.ID, row.ID)
	if casework.CodeOf(err) == casework.Forbidden {
		return s.showYou(v, http.StatusUnprocessableEntity, "", words.PasskeyLast, nil)
	}
	if err != nil {
		return fmt.Errorf("web: remove passkey, tenant %q: %w", v.tenant, err)
	}
	s.note(v.ctx, v.agency, v.person.ID, "passkey_removed", v.person.ID)
	return s.goTo(v.c, "/you?removed")
}
