//go:build js && wasm

// Package web wraps the few calls of the browser that the tablet's store and
// the tablet itself need: promises, byte arrays, WebCrypto, compression
// streams and IndexedDB. It knows nothing of cases.
package web

import (
	"errors"
	"fmt"
	"syscall/js"
)

// Error is what the browser threw or rejected with.
type Error struct {
	Name    string // "QuotaExceededError", "OperationError" …
	Message string
}

func (e *Error) Error() string { return "browser: " + e.Name + ": " + e.Message }

// Named reports whether err is a browser's error of that name.
func Named(err error, name string) bool {
	var thrown *Error
	return errors.As(err, &thrown) && thrown.Name == name
}

func errorOf(value js.Value) error {
	if value.Type() != js.TypeObject {
		return &Error{Name: "Error", Message: value.String()}
	}
	return &Error{Name: text(value.Get("name")), Message: text(value.Get("message"))}
}

func text(value js.Value) string {
	if value.Type() != js.TypeString {
		return ""
	}
	return value.String()
}

// Try runs f and turns what JavaScript throws in it into an error.
func Try(f func() js.Value) (value js.Value, err error) {
	defer func() {
		switch thrown := recover().(type) {
		case nil:
		case js.Error:
			err = errorOf(thrown.Value)
		default:
			panic(thrown)
		}
	}()
	return f(), nil
}

// Await waits for a promise. It must not be called inside a callback of the
// browser: the event loop would never get there.
func Await(promise js.Value) (js.Value, error) {
	type outcome struct {
		value js.Value
		err   error
	}
	done := make(chan outcome, 1)
	then := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{value: first(args)}
		return nil
	})
	defer then.Release()
	fail := js.FuncOf(func(_ js.Value, args []js.Value) any {
		done <- outcome{err: errorOf(first(args))}
		return nil
	})
	defer fail.Release()
	promise.Call("then", then, fail)
	settled := <-done
	return settled.value, settled.err
}

// Do calls a function of the browser that returns a promise, and waits for it.
func Do(f func() js.Value) (js.Value, error) {
	promise, err := Try(f)
	if err != nil {
		return js.Undefined(), err
	}
	return Await(promise)
}

// Promise runs f beside the event loop and returns the promise of its value.
// A panic in f rejects the promise instead of ending the program: one broken
// page must not take the worker with it.
func Promise(f func() (any, error)) js.Value {
	var executor js.Func
	executor = js.FuncOf(func(_ js.Value, args []js.Value) any {
		resolve, reject := args[0], args[1]
		go func() {
			defer executor.Release()
			defer func() {
				if thrown := recover(); thrown != nil {
					reject.Invoke(js.Global().Get("Error").New(fmt.Sprint("panic: ", thrown)))
				}
			}()
			value, err := f()
			if err != nil {
				reject.Invoke(js.Global().Get("Error").New(err.Error()))
				return
			}
			resolve.Invoke(value)
		}()
		return nil
	})
	return js.Global().Get("Promise").New(executor)
}

func first(args []js.Value) js.Value {
	if len(args) == 0 {
		return js.Undefined()
	}
	return args[0]
}

// Array copies bytes into a new Uint8Array.
func Array(content []byte) js.Value {
	array := js.Global().Get("Uint8Array").New(len(content))
	js.CopyBytesToJS(array, content)
	return array
}

// View makes a Uint8Array over an ArrayBuffer or a view of one, without a copy.
func View(value js.Value) js.Value {
	uint8Array := js.Global().Get("Uint8Array")
	if value.InstanceOf(uint8Array) {
		return value
	}
	return uint8Array.New(value)
}

// Bytes copies an ArrayBuffer or Uint8Array out of the browser.
func Bytes(value js.Value) []byte {
	array := View(value)
	content := make([]byte, array.Get("length").Int())
	js.CopyBytesToGo(content, array)
	return content
}
