package stage

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Browser is one Chromium process with a profile on disk.
type Browser struct {
	T       T
	Profile string
	Home    string // "office" or "tablet": for the names of pictures

	ctx    context.Context
	cancel context.CancelFunc
	mu     sync.Mutex
	closed bool
}

// flags keep Chromium from calling home, which this closed test needs neither
// here nor in CI. Chromedp's own defaults turn on automation.
func flags(profile string) []chromedp.ExecAllocatorOption {
	options := []chromedp.ExecAllocatorOption{
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.Headless, chromedp.DisableGPU,
		chromedp.UserDataDir(profile), chromedp.WindowSize(1180, 820), chromedp.ExecPath(chromium()),
	}
	for _, name := range []string{
		"disable-quic", "disable-background-networking", "disable-component-update", "disable-sync",
		"disable-default-apps", "disable-extensions", "disable-breakpad", "metrics-recording-only",
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows",
		"disable-renderer-backgrounding", "disable-hang-monitor", "disable-dev-shm-usage",
		"disable-client-side-phishing-detection",
	} {
		options = append(options, chromedp.Flag(name, true))
	}
	return append(options,
		chromedp.Flag("password-store", "basic"),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("disable-features", "Translate,OptimizationHints,MediaRouter"))
}

// chromium is the browser's program: CHROMIUM, or the first that is installed.
func chromium() string {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return "chromium"
}

// OpenBrowser starts Chromium with a new profile.
func OpenBrowser(t T, home string) *Browser {
	t.Helper()
	return OpenProfile(t, home, filepath.Join(t.TempDir(), "profile"))
}

// OpenProfile starts Chromium on a profile, which may have been used before.
func OpenProfile(t T, home, profile string) *Browser {
	t.Helper()
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags(profile)...)
	ctx, cancel := chromedp.NewContext(allocator)
	b := &Browser{T: t, Profile: profile, Home: home, ctx: ctx, cancel: func() { cancel(); stop() }}
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting Chromium: %v", err)
	}
	t.Cleanup(b.Close)
	return b
}

// Close ends Chromium in an orderly way, so that all it wrote is in the profile.
func (b *Browser) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.closed = true
	ctx, cancel := context.WithTimeout(b.ctx, Limit)
	defer cancel()
	if err := chromedp.Cancel(ctx); err != nil && !strings.Contains(err.Error(), "context canceled") {
		b.T.Logf("closing Chromium: %v", err)
	}
	b.cancel()
}

// Reopen closes Chromium and starts it again on the same profile.
func (b *Browser) Reopen() *Browser {
	b.T.Helper()
	b.Close()
	return OpenProfile(b.T, b.Home, b.Profile)
}

// browser sends a command that belongs to no page.
func (b *Browser) call(method string, params, result any) error {
	return chromedp.FromContext(b.ctx).Browser.Call(b.ctx, method, params, result)
}

// workers returns the service workers of an origin that run now.
func (b *Browser) workers(origin string) []target.ID {
	var list target.GetTargetsResult
	if err := b.call("Target.getTargets", cdp.Empty{}, &list); err != nil {
		return nil
	}
	var found []target.ID
	for _, info := range list.TargetInfos {
		if info.Type == "service_worker" && strings.HasPrefix(info.URL, origin) {
			found = append(found, info.TargetID)
		}
	}
	return found
}
