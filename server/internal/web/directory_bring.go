package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/hsds"
	"doorstep/storage"
	"doorstep/views"
	"doorstep/views/words"
)

// The list of providers comes and goes in the Human Services Data Specification.

// refusedShown is how many refused rows a page lists.
const refusedShown = 500

func (s *Server) bringDirectory(v *visit) error {
	return s.showBring(v, http.StatusOK, views.BringView{}, "")
}

func (s *Server) showBring(v *visit, status int, view views.BringView, fault string) error {
	if err := v.mayList(); err != nil {
		return err
	}
	page := v.page(words.Say(words.BringTitle), status)
	page.Back = &views.Link{Href: directoryPath, Text: words.Say(words.DirectoryTitle)}
	view.Form = views.Form{ID: "bring-form", Action: directoryPath + "/bring", Files: true, Faults: faultsOf("", map[string]string{"file": fault}, "file")}
	view.File = views.Control{Name: "file", Label: words.Say(words.BringFile), Hint: words.Say(words.BringFileHow), Accept: ".json,.zip,application/json,application/zip", Error: fault}
	return s.show(v.c, status, page, views.Bring(page, view))
}

// takeDirectory takes what a file holds into the list, and says of each row that
// was refused where it stands and why.
func (s *Server) takeDirectory(v *visit) error {
	if err := v.mayList(); err != nil {
		return err
	}
	values, uploads, err := multiform(v.c)
	if err != nil {
		return err
	}
	if err := v.mayWrite(values); err != nil {
		return err
	}
	if len(uploads) != 1 {
		return s.showBring(v, http.StatusUnprocessableEntity, views.BringView{}, words.Say(words.HSDS("empty"), "line", "1"))
	}
	imported, err := hsds.Read(uploads[0].Content)
	var whole *hsds.FileError
	if errors.As(err, &whole) {
		return s.showBring(v, http.StatusUnprocessableEntity, views.BringView{}, words.Say(words.HSDS(whole.Code), "line", strconv.Itoa(whole.Line)))
	}
	if err != nil {
		return err
	}
	view, err := s.takeOver(v, imported)
	if err != nil {
		return err
	}
	return s.showBring(v, http.StatusOK, view, "")
}

// takeOver writes what is new or changed in one step; the same file again finds
// nothing to write.
func (s *Server) takeOver(v *visit, imported hsds.Import) (view views.BringView, err error) {
	directory, err := v.agency.Directory(v.ctx)
	if err != nil {
		return view, err
	}
	sources, err := v.agency.DirectorySources(v.ctx)
	if err != nil {
		return view, err
	}
	there := make(map[string]*casework.Provider, len(directory.Providers))
	for i := range directory.Providers {
		there[directory.Providers[i].ID] = &directory.Providers[i]
	}
	var change storage.DirectoryChange
	added, same := 0, 0
	for _, service := range imported.Services {
		source, err := json.Marshal(service.Source)
		if err != nil {
			return view, err
		}
		entry := storage.DirectoryEntry{Provider: hsds.Entry(service.ID, service.Source), Source: source}
		if now := there[service.ID]; now == nil {
			added++
		} else {
			if bytes.Equal(sources[service.ID], source) {
				same++
				continue
			}
			if entry.Provider, err = merged(*now, sources[service.ID], entry.Provider); err != nil {
				return view, err
			}
		}
		change.Put = append(change.Put, entry)
	}
	if len(change.Put) > 0 {
		if err := s.changeDirectory(v, change); err != nil {
			return view, err
		}
	}
	view.Outcome = []string{words.Count(words.BringAdded, added), words.Count(words.BringChanged, len(change.Put)-added), words.Count(words.BringSame, same)}
	view.Refused = words.Count(words.BringRefused, len(imported.Refused))
	for i, one := range imported.Refused {
		if i == refusedShown {
			view.More = words.Count(words.BringMore, len(imported.Refused)-refusedShown)
			break
		}
		view.Lines = append(view.Lines, refusalWords(one))
	}
	return view, nil
}

// merged keeps what the agency wrote into an entry that comes anew.
func merged(now casework.Provider, source []byte, incoming casework.Provider) (casework.Provider, error) {
	before := now
	if len(source) > 0 {
		decoded, err := hsds.Decode(source)
		if err != nil {
			return now, fmt.Errorf("web: source of an entry: %w", err)
		}
		before = hsds.Entry(now.ID, decoded)
	}
	return hsds.Merge(before, now, incoming), nil
}

func refusalWords(r hsds.Refusal) string {
	why := words.Say(words.HSDS(r.Code), "detail", r.Detail, "line", strconv.Itoa(r.Line))
	if r.File != "" {
		return words.Say(words.BringLineOf, "file", r.File, "line", strconv.Itoa(r.Line), "why", why)
	}
	return words.Say(words.BringLine, "line", strconv.Itoa(r.Line), "why", why)
}

// exportDirectory sends the list as a file.
func (s *Server) exportDirectory(v *visit) error {
	if err := v.mayList(); err != nil {
		return err
	}
	directory, err := v.agency.Directory(v.ctx)
	if err != nil {
		return err
	}
	sources, err := v.agency.DirectorySources(v.ctx)
	if err != nil {
		return err
	}
	services := make([]map[string]any, 0, len(directory.Providers))
	for _, provider := range directory.Providers {
		var source map[string]any
		if packed := sources[provider.ID]; len(packed) > 0 {
			if source, err = hsds.Decode(packed); err != nil {
				return fmt.Errorf("web: source of an entry: %w", err)
			}
		}
		services = append(services, hsds.Export(provider, source))
	}
	var out bytes.Buffer
	reply := pages.Reply{Media: "application/json", Download: "providers.json"}
	switch v.c.Params("form") {
	case "json":
		err = hsds.WriteJSON(&out, services)
	case "tables":
		reply.Media, reply.Download = "application/zip", "providers.zip"
		err = hsds.WriteTables(&out, services)
	default:
		err = casework.Fail(casework.NotFound)
	}
	if err != nil {
		return err
	}
	reply.Body = io.NopCloser(&out)
	return s.send(v.c, reply, func() {})
}
