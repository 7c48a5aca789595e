package web

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/gofiber/fiber/v2"
)

// directoryForTablet sends the list of providers that the tablet's house named.
// One that changed meanwhile is gone; the next sync names the newer one.
func (s *Server) directoryForTablet(k *caller) error {
	text, sha256, err := k.agency.DirectoryText(k.ctx)
	if err != nil {
		return fmt.Errorf("web: directory of tenant %q: %w", k.tenant, err)
	}
	if sha256 == "" || sha256 != k.c.Params("sha256") {
		return answer(k.c, http.StatusGone, fiber.Map{"error": "changed"})
	}
	return answer(k.c, http.StatusOK, json.RawMessage(text))
}
