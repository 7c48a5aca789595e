package stage

// Room sets how many bytes the site may store in this browser from now on; 0 is
// the browser's own limit.
func (p *Page) Room(bytes int64) {
	p.T.Helper()
	limit := map[string]any{"origin": p.Server.Origin}
	if bytes > 0 {
		limit["quotaSize"] = bytes
	}
	p.call("Storage.overrideQuotaForOrigin", limit, nil)
}
