//go:build js && wasm

// Tablet is Doorstep's half on the tablet: it runs in the service worker,
// answers the browser's requests from the sealed replica with the same pages as
// the office, and syncs beside it.
//
// static/js/sw.js carries requests in and answers out; static/js/tablet.js is
// the page's side of vault and sync.
package main

import (
	"syscall/js"

	"doorstep/pages"
	"doorstep/storage/indexeddb/web"
)

func main() {
	w := &worker{routes: pages.Routes()}
	api := js.Global().Get("Object").New()
	offer := func(name string, do func(argument js.Value) (any, error)) {
		api.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any {
			argument := js.Undefined()
			if len(args) > 0 {
				argument = args[0]
			}
			return web.Promise(func() (any, error) { return do(argument) })
		}))
	}
	offer("wants", w.wants)     // does the tablet answer this page?
	offer("answer", w.answer)   // a page
	offer("keep", w.keep)       // takes the key over from the page that is being left
	offer("away", w.away)       // a page for when the office is out of reach
	offer("message", w.message) // what an open page asks
	offer("sync", w.syncFor)    // why
	go func() {
		w.regain()
		js.Global().Get("doorstepReady").Invoke(api)
	}()
	select {} // the browser ends the worker, not we
}
