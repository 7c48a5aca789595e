package stage_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"doorstep/e2e/stage"
)

const page = `<!doctype html><html lang="en"><head><title>t</title></head><body><main>
<h1>Small page</h1><p id="state">Ready</p>
<form><fieldset><legend>First goal</legend><label>Words <input name="a"></label><label><input type="checkbox"> Done</label></fieldset>
<fieldset><legend>Second goal</legend><label>Words <input name="b"></label><label><input type="checkbox"> Done</label></fieldset></form>
<button type="button" id="go">Go on</button><p id="said"></p></main><script src="/page.js"></script></body></html>`

const script = `
document.getElementById("go").addEventListener("click", () => { document.getElementById("said").textContent = "Went on with " + document.querySelector("[name=b]").value; });
navigator.serviceWorker.register("/sw.js");
addEventListener("securitypolicyviolation", (e) => console.error(e.violatedDirective));
globalThis.ask = () => fetch("/answer").then((r) => r.text(), () => "no network");`

const worker = `
addEventListener("install", () => skipWaiting());
addEventListener("activate", (e) => e.waitUntil(clients.claim()));
addEventListener("fetch", (e) => {
  const path = new URL(e.request.url).pathname;
  if (path === "/small") e.respondWith(new Response(` + "`" + `<!doctype html><html lang="en"><title>w</title><main><h1>From the worker</h1></main>` + "`" + `, {headers: {"Content-Type": "text/html"}}));
  if (path === "/through") e.respondWith(fetch("/answer").then((r) => r.text(), () => "no network").then((t) => new Response(t)));
});`

func serve(t *testing.T) *stage.Server {
	mux := http.NewServeMux()
	send := func(path, media, text string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", media)
			_, _ = w.Write([]byte(text))
		})
	}
	send("/{$}", "text/html", page)
	send("/page.js", "text/javascript", script)
	send("/sw.js", "text/javascript", worker)
	send("/answer", "text/plain", "from the network")
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return &stage.Server{T: t, Origin: strings.Replace(server.URL, "127.0.0.1", "localhost", 1)}
}

func TestStage(t *testing.T) {
	server := serve(t)
	p := stage.OpenBrowser(t, "tablet").NewPage(server, "tester", false)
	p.Forgive("/favicon.ico")
	p.Passkey(true)
	p.AllowStorage(true)
	p.Go("/")
	p.On("Small page")

	p.Fill("Words", "climb", "Second goal")
	p.Tick("Done", "Second goal")
	if p.IsTicked("Done", "First goal") || !p.IsTicked("Done", "Second goal") {
		t.Error("the wrong box was ticked")
	}
	p.Write("Words", " up", "Second goal")
	p.Press("Go on")
	p.Sees("Went on with climb up")
	if got := p.State(); got != "Ready" {
		t.Errorf("state = %q, want Ready", got)
	}
	p.Holds("durable storage", "navigator.storage.persist()")

	t.Run("passkey", func(*testing.T) {
		const secret = `navigator.credentials.create({publicKey: {challenge: new Uint8Array(32), rp: {name: "x"}, user: {id: new Uint8Array([1]), name: "n", displayName: "n"},
			pubKeyCredParams: [{type: "public-key", alg: -7}], authenticatorSelection: {residentKey: "required", userVerification: "required"},
			extensions: {prf: {eval: {first: new Uint8Array(32)}}}}}).then((c) => c.getClientExtensionResults().prf.enabled)`
		p.Holds("a passkey with PRF", secret)
		if p.Passkeys() != 1 {
			t.Errorf("the authenticator holds %d passkeys, want 1", p.Passkeys())
		}
	})

	t.Run("network", func(*testing.T) {
		p.AwaitWorker()
		p.Holds("the network", `ask().then((t) => t === "from the network")`)
		p.Offline()
		p.Holds("no network in the page", `ask().then((t) => t === "no network")`)
		p.Holds("no network in the worker", `fetch("/through").then((r) => r.text()).then((t) => t === "no network")`)
		p.Go("/small")
		p.On("From the worker")
		p.KillWorker()
		p.Reload()
		p.On("From the worker")
		p.Holds("no network in the woken worker", `fetch("/through").then((r) => r.text()).then((t) => t === "no network")`)
		p.Online()
		p.Holds("the network in the worker again", `fetch("/through").then((r) => r.text()).then((t) => t === "from the network")`)
	})
}
