package stage

import "github.com/chromedp/cdproto/fetch"

// Hold keeps every request whose address holds part from reaching the network
// until Release or Refuse.
func (p *Page) Hold(part string) {
	p.T.Helper()
	p.call("Fetch.enable", map[string]any{"patterns": []map[string]string{{"urlPattern": "*" + part + "*", "requestStage": "Request"}}}, nil)
}

// Held returns how many requests are kept now.
func (p *Page) Held() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.held)
}

// AwaitHeld waits until a request is kept.
func (p *Page) AwaitHeld() {
	p.T.Helper()
	p.await("for a request to be under way", func() (bool, string) { return p.Held() > 0, "none" })
}

// Release lets the kept requests go on; later ones pass.
func (p *Page) Release() {
	p.T.Helper()
	for _, id := range p.takeHeld() {
		_ = p.try("Fetch.continueRequest", map[string]any{"requestId": id}, nil) // the page may have given it up
	}
	p.call("Fetch.disable", nil, nil)
}

// Refuse lets the kept requests fail, as a network that drops them.
func (p *Page) Refuse() {
	p.T.Helper()
	p.Forgive("net::ERR_")
	for _, id := range p.takeHeld() {
		_ = p.try("Fetch.failRequest", map[string]any{"requestId": id, "errorReason": "ConnectionReset"}, nil)
	}
}

func (p *Page) takeHeld() []fetch.RequestID {
	p.mu.Lock()
	defer p.mu.Unlock()
	held := p.held
	p.held = nil
	return held
}
