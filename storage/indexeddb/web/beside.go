//go:build js && wasm

package web

import (
	"strings"
	"syscall/js"
)

// A browser that finds one of a site's databases damaged, as a kill in the middle
// of a write can leave it, removes them all and says nothing (Chromium: "IndexedDB
// backing store cleanup"). Its cache is made of single files and stays. What would
// be gone for good lies there too.

// besideCache must not begin as the caches of releases do: those are removed with
// their release (sw.js).
const besideCache = "beside"

func beside(do func(cache js.Value) (js.Value, error)) (js.Value, error) {
	cache, err := Do(func() js.Value { return js.Global().Get("caches").Call("open", besideCache) })
	if err != nil {
		return js.Undefined(), err
	}
	return do(cache)
}

// PutBeside keeps bytes under a path, with a small text.
func PutBeside(path string, content js.Value, note string) error {
	_, err := beside(func(cache js.Value) (js.Value, error) {
		headers := map[string]any{"headers": map[string]any{"Doorstep-Note": note}}
		return Do(func() js.Value {
			return cache.Call("put", besideURL(path), js.Global().Get("Response").New(content, headers))
		})
	})
	return err
}

func besideURL(path string) string {
	return js.Global().Get("location").Get("origin").String() + "/" + besideCache + "/" + path
}

// Kept is what lies beside the databases.
type Kept struct {
	Path    string
	Note    string
	Content js.Value // Uint8Array
}

// Beside returns what lies under paths with this beginning, in the order in which
// it came.
func Beside(prefix string) ([]Kept, error) {
	var list []Kept
	err := eachBeside(prefix, func(cache, request js.Value, path string) error {
		response, err := Do(func() js.Value { return cache.Call("match", request) })
		if err != nil || response.IsUndefined() {
			return err
		}
		buffer, err := Do(func() js.Value { return response.Call("arrayBuffer") })
		if err != nil {
			return err
		}
		note := text(response.Get("headers").Call("get", "Doorstep-Note"))
		list = append(list, Kept{path, note, js.Global().Get("Uint8Array").New(buffer)})
		return nil
	})
	return list, err
}

// DropBeside removes what lies under paths with this beginning.
func DropBeside(prefix string) error {
	return eachBeside(prefix, func(cache, request js.Value, _ string) error {
		_, err := Do(func() js.Value { return cache.Call("delete", request) })
		return err
	})
}

func eachBeside(prefix string, do func(cache, request js.Value, path string) error) error {
	start := besideURL(prefix)
	_, err := beside(func(cache js.Value) (js.Value, error) {
		requests, err := Do(func() js.Value { return cache.Call("keys") })
		if err != nil {
			return requests, err
		}
		for i := range requests.Get("length").Int() {
			request := requests.Index(i)
			if rest, found := strings.CutPrefix(request.Get("url").String(), start); found {
				if err := do(cache, request, prefix+rest); err != nil {
					return requests, err
				}
			}
		}
		return requests, nil
	})
	return err
}
