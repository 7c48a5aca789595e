package web

import (
	"fmt"
	"net/http"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/server/internal/demo"
	"doorstep/storage"
	"doorstep/views/words"
)

// loadDemo writes the demonstration caseload, once, into an agency that has no
// case: made-up families never stand among real ones.
func (s *Server) loadDemo(v *visit, _ pages.Values) error {
	if !v.person.Actor().MayManagePeople() {
		return casework.Fail(casework.NotFound)
	}
	s.loading.Lock() // two taps on the button load it once
	defer s.loading.Unlock()
	cases, err := v.agency.Summaries(v.ctx)
	if err != nil {
		return fmt.Errorf("web: cases of tenant %q: %w", v.tenant, err)
	}
	if len(cases) > 0 {
		return &sentenceError{http.StatusConflict, words.DemoNot, words.DemoNotHow}
	}
	if err := demo.Load(v.ctx, s.env(v), s.request(v.c)); err != nil {
		return fmt.Errorf("web: demonstration caseload, tenant %q: %w", v.tenant, err)
	}
	if err := s.loadDemoProviders(v); err != nil {
		return err
	}
	s.note(v.ctx, v.agency, v.person.ID, "demo_loaded", v.person.ID)
	s.parts.Nudge(v.tenant)
	return s.goTo(v.c, "/")
}

// loadDemoProviders fills the list of providers, unless the agency has one.
func (s *Server) loadDemoProviders(v *visit) error {
	if v.house.Directory != "" {
		return nil
	}
	var change storage.DirectoryChange
	for _, provider := range demo.Providers() {
		change.Put = append(change.Put, storage.DirectoryEntry{Provider: provider})
	}
	return s.changeDirectory(v, change)
}
