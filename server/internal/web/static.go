package web

import (
	"errors"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"

	"doorstep/casework"
	"doorstep/views"
)

// forEver tells the browser that the bytes under this address never change.
const forEver = "public, max-age=31536000, immutable"

// workerPolicy rules the two workers that run wasm: the service worker, and the
// one that finds the edges of a photographed page. What a worker may run is
// decided by the header of its script, not by a page's.
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

// mountStatic serves the built files. Their addresses carry the release, so a
// page and its scripts are always of one build.
func (s *Server) mountStatic() {
	s.app.Get("/static/:release/*", func(c *fiber.Ctx) error {
		cache := "no-cache"
		if c.Params("release") == views.Release && views.Release != "dev" {
			cache = forEver
		}
		return s.file(c, c.Params("*"), cache)
	})
	s.app.Get("/sw.js", func(c *fiber.Ctx) error {
		c.Set("Service-Worker-Allowed", "/")
		return s.file(c, "sw.js", "no-cache")
	})
	s.app.Get("/manifest.webmanifest", func(c *fiber.Ctx) error { return s.file(c, "manifest.webmanifest", "no-cache") })
	s.app.Get("/favicon.ico", func(c *fiber.Ctx) error { return s.file(c, "icon-192.png", "no-cache") })
}

// file sends a built file, its brotli sister where the browser takes it.
func (s *Server) file(c *fiber.Ctx, name, cache string) error {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if name == "" || strings.HasPrefix(path.Base(name), ".") || s.parts.Static == nil {
		return casework.Fail(casework.NotFound)
	}
	if name == "sw.js" || name == "scan_worker.js" {
		c.Set(fiber.HeaderContentSecurityPolicy, workerPolicy)
	}
	c.Set(fiber.HeaderCacheControl, cache)
	c.Set(fiber.HeaderVary, fiber.HeaderAcceptEncoding)
	c.Set(fiber.HeaderContentType, mediaOf(name))
	if strings.Contains(c.Get(fiber.HeaderAcceptEncoding), "br") {
		if content, err := fs.ReadFile(s.parts.Static, name+".br"); err == nil {
			c.Set(fiber.HeaderContentEncoding, "br")
			return c.Send(content)
		}
	}
	content, err := fs.ReadFile(s.parts.Static, name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return casework.Fail(casework.NotFound)
	}
	if err != nil {
		return err
	}
	return c.Send(content)
}

// mediaOf is the media type by name; not from the system's table, which differs
// from machine to machine.
func mediaOf(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".wasm":
		return "application/wasm"
	case ".svg":
		return "image/svg+xml"
	case ".webmanifest":
		return "application/manifest+json"
	case ".woff2":
		return "font/woff2"
	case ".ttf":
		return "font/ttf"
	}
	if media := mime.TypeByExtension(path.Ext(name)); media != "" {
		return media
	}
	return "application/octet-stream"
}
