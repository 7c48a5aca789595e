package stage

import (
	"context"
	"time"

	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// conditions are the network as the browser should feel it.
func conditions(offline bool) map[string]any {
	return map[string]any{"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
}

// Offline cuts the page and its service worker off the network. A worker that
// starts anew is cut off, or given the network, as soon as it is seen.
func (p *Page) Offline() {
	p.T.Helper()
	p.setOffline(true)
	p.Forgive("net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_REFUSED", "net::ERR_FAILED", "Failed to fetch", "status of 503")
	p.call("Network.emulateNetworkConditions", conditions(true), nil)
	p.cutWorkers()
	p.call("ServiceWorker.enable", nil, nil) // tells of workers that start
}

// Online gives the network back.
func (p *Page) Online() {
	p.T.Helper()
	p.setOffline(false)
	p.cutWorkers() // before the page hears of it and asks the worker to sync
	p.call("Network.emulateNetworkConditions", conditions(false), nil)
}

func (p *Page) setOffline(offline bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.offline = offline
}

// cutWorkers gives the workers that run the page's network.
func (p *Page) cutWorkers() {
	for _, id := range p.Browser.workers(p.Server.Origin) {
		if err := p.cutWorker(id); err != nil {
			p.T.Logf("%s: the worker was away when its network changed: %v", p.Who, err)
		}
	}
}

// cutWorker gives one worker the page's network. A worker that was stopped wakes
// with the one it had.
func (p *Page) cutWorker(id target.ID) error {
	p.cutting.Lock()
	defer p.cutting.Unlock()
	p.mu.Lock()
	offline := p.offline
	p.mu.Unlock()
	return p.onWorker(id, "Network.emulateNetworkConditions", conditions(offline), nil)
}

// onWorker sends one command to a worker's own target. The session stays open
// as long as the tab does: what is emulated ends with it.
func (p *Page) onWorker(id target.ID, method string, params, result any) error {
	p.mu.Lock()
	ctx := p.workerSessions[id]
	p.mu.Unlock()
	if ctx == nil {
		ctx, _ = chromedp.NewContext(p.ctx, chromedp.WithTargetID(id), chromedp.WithDetachOnCancel())
		p.mu.Lock()
		p.workerSessions[id] = ctx
		p.mu.Unlock()
	}
	short, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx); err != nil { // the first use attaches
		return err
	}
	return chromedp.Do(short, func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		return chromedp.Void{}, t.Call(ctx, method, params, result)
	})
}

// KillWorker ends the service worker, as the browser does when it needs the
// memory, and waits until it has stopped.
func (p *Page) KillWorker() {
	p.T.Helper()
	p.call("ServiceWorker.enable", nil, nil)
	before, _ := p.workers()
	p.call("ServiceWorker.stopAllWorkers", nil, nil)
	p.await("to see the worker stopped", func() (bool, string) {
		stops, running := p.workers()
		return stops > before || !running, "a worker that still runs"
	})
}

// hearWorkers notes which workers run; p.mu is held.
func (p *Page) hearWorkers(versions []*serviceworker.Version) {
	for _, version := range versions {
		was := p.workerRuns[version.VersionID]
		if version.RunningStatus == serviceworker.VersionRunningStatusStopped && was != "" && was != version.RunningStatus {
			p.workerStops++
		}
		if version.RunningStatus == serviceworker.VersionRunningStatusRunning && was != version.RunningStatus && version.TargetID != "" {
			go func() { _ = p.cutWorker(version.TargetID) }() // it may have stopped again
		}
		p.workerRuns[version.VersionID] = version.RunningStatus
	}
}

// workers returns how often one has stopped, and whether one runs.
func (p *Page) workers() (stops int, running bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, status := range p.workerRuns {
		running = running || status != serviceworker.VersionRunningStatusStopped
	}
	return p.workerStops, running || len(p.workerRuns) == 0
}

// AwaitWorker waits until a service worker answers for this page.
func (p *Page) AwaitWorker() {
	p.T.Helper()
	p.Holds("the tablet's worker", "Boolean(navigator.serviceWorker.controller)")
}

// InstallWorker fetches the service worker's program and waits until it is
// there, so that what follows is not mixed with it.
func (p *Page) InstallWorker() {
	p.T.Helper()
	p.Holds("the worker's program", `navigator.serviceWorker.register("/sw.js", {updateViaCache: "none"}).then(() => navigator.serviceWorker.ready).then((r) => r.active?.state === "activated")`)
}

// InWorker runs an expression in the service worker.
func (p *Page) InWorker(expression string) {
	p.T.Helper()
	for _, id := range p.Browser.workers(p.Server.Origin) {
		if err := p.onWorker(id, "Runtime.evaluate", map[string]any{"expression": expression, "awaitPromise": true}, nil); err != nil {
			p.T.Fatalf("%s: in the worker: %v", p.Who, err)
		}
	}
}

// ClearSite forgets everything that the browser keeps for the server but its
// cookies, as a tablet that was never made ready.
func (p *Page) ClearSite() {
	p.T.Helper()
	p.call("Storage.clearDataForOrigin", map[string]any{
		"origin": p.Server.Origin, "storageTypes": "indexeddb,service_workers,cache_storage",
	}, nil)
}

// Quota limits how many bytes the site may store; -1 takes the limit away.
func (p *Page) Quota(bytes int) {
	p.T.Helper()
	params := map[string]any{"origin": p.Server.Origin}
	if bytes >= 0 {
		params["quotaSize"] = bytes
	}
	p.call("Storage.overrideQuotaForOrigin", params, nil)
}
