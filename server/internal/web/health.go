package web

import (
	"context"
	"net/http"
	"time"

	"github.com/gofiber/fiber/v2"

	"doorstep/views"
)

// healthTime bounds how long a health check waits for what it asks.
const healthTime = 2 * time.Second

// health answers 200 while requests can be answered from the databases. An
// object store that is away is told, and fails nothing: papers wait meanwhile.
func (s *Server) health(c *fiber.Ctx) error {
	ctx, cancel := context.WithTimeout(contextOf(c), healthTime)
	defer cancel()
	state := fiber.Map{"release": views.Release, "database": "ok", "objects": "ok"}
	if s.parts.Objects == nil || s.parts.Objects.Ready(ctx) != nil {
		state["objects"] = "away"
	}
	if _, err := s.parts.Control.Tenants(ctx); err != nil {
		s.parts.Log.Error("health: control database", "cause", err)
		state["database"] = "away"
		return c.Status(http.StatusServiceUnavailable).JSON(state)
	}
	return c.JSON(state)
}
