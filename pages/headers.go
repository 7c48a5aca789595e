package pages

// contentPolicy is what a page may load: our own files and nothing inline.
// Photos are shown from blobs before they are saved.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; " +
	"connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// SecurityHeaders are the headers of every page, drawn at the office or on the
// tablet: a page that a service worker makes has no policy unless the worker
// sets it.
func SecurityHeaders() map[string]string {
	return map[string]string{
		"Content-Security-Policy":      contentPolicy,
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "same-origin", // "no-referrer" would take the origin from every POST
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"X-Frame-Options":              "DENY",
		"Permissions-Policy":           "geolocation=(), microphone=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
	}
}

// FilePolicy is the content policy of a photo or paper, in both homes: it is
// shown, and nothing in it runs.
const FilePolicy = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
