// Package static holds the built files that browsers fetch: scripts, styles,
// faces, icons, the tablet's program. `make build` fills dist; on a fresh clone
// it is empty, and everything still compiles.
package static

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var embedded embed.FS

// Files are the built files, by name.
func Files() fs.FS {
	files, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic("static: dist is embedded: " + err.Error())
	}
	return files
}
