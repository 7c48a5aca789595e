package stage

import "strings"

// Described returns the fault that stands beside the first field which a
// selector finds, and what the browser tells a screen reader of that field, or
// of the group that it is in.
func (p *Page) Described(selector string) (fault, said string) {
	p.T.Helper()
	const find = `(() => { const field = document.querySelector(%s);
		const says = (n) => (n?.getAttribute("aria-describedby") || "").split(" ").map((id) => document.getElementById(id)).find((n) => n?.matches(".field-error"));
		globalThis.__told = [field, field.closest("fieldset")].find((n) => says(n)) || field;
		return says(globalThis.__told)?.innerText.trim() ?? ""; })()`
	fault = p.quiet(strings.Replace(find, "%s", literal(selector), 1))
	var handle struct {
		Result struct {
			ObjectID string `json:"objectId"`
		} `json:"result"`
	}
	p.call("Runtime.evaluate", map[string]any{"expression": "globalThis.__told"}, &handle)
	var tree struct {
		Nodes []struct {
			Description struct {
				Value string `json:"value"`
			} `json:"description"`
		} `json:"nodes"`
	}
	p.call("Accessibility.getPartialAXTree", map[string]any{"objectId": handle.Result.ObjectID, "fetchRelatives": false}, &tree)
	for _, node := range tree.Nodes {
		said += node.Description.Value
	}
	return fault, said
}

// Installable asks that the browser would install the site as an app which
// begins at this path.
func (p *Page) Installable(start string) {
	p.T.Helper()
	var manifest struct {
		URL    string                     `json:"url"`
		Errors []struct{ Message string } `json:"errors"`
		Data   string                     `json:"data"`
	}
	p.call("Page.getAppManifest", nil, &manifest)
	if manifest.URL == "" || len(manifest.Errors) > 0 {
		p.T.Errorf("%s: the manifest %q: %v", p.Who, manifest.URL, manifest.Errors)
	}
	if !strings.Contains(strings.ReplaceAll(manifest.Data, " ", ""), `"start_url":`+literal(start)) {
		p.T.Errorf("%s: the app does not begin at %s: %s", p.Who, start, manifest.Data)
	}
	var answer struct {
		InstallabilityErrors []struct {
			ErrorID string `json:"errorId"`
		} `json:"installabilityErrors"`
	}
	p.call("Page.getInstallabilityErrors", nil, &answer)
	for _, fault := range answer.InstallabilityErrors {
		p.T.Errorf("%s: the app cannot be installed: %s", p.Who, fault.ErrorID)
	}
}
