package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Templ checks for an error after every piece that a page writes, and opens and
// closes the buffer in every component. That is half of what pages weigh in the
// wasm. The buffer remembers its first error anyway, so the tablet's copies of
// the generated files write piece by piece and ask once, at the end: drawn.
const drawn = `package runtime

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Context is here so that generated files need no further import.
type Context = context.Context

// Drawn is a component: draw writes it with the children that it was given.
func Drawn(draw func(ctx Context, b *Buffer, children templ.Component)) templ.Component {
	return templ.ComponentFunc(func(ctx Context, w io.Writer) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, existing := GetBuffer(w)
		ctx = templ.InitializeContext(ctx)
		children := templ.GetChildren(ctx)
		if children == nil {
			children = templ.NopComponent
		}
		draw(templ.ClearChildren(ctx), b, children)
		return b.end(existing)
	})
}

// Inner is what stands between the braces of a component: it keeps the children
// of the one around it.
func Inner(draw func(ctx Context, b *Buffer)) templ.Component {
	return templ.ComponentFunc(func(ctx Context, w io.Writer) error {
		b, existing := GetBuffer(w)
		draw(templ.InitializeContext(ctx), b)
		return b.end(existing)
	})
}

func (b *Buffer) end(existing bool) error {
	failed := b.failed
	if !existing {
		if err := ReleaseBuffer(b); failed == nil {
			failed = err
		}
	}
	return failed
}

// Keep remembers the first error.
func (b *Buffer) Keep(err error) {
	if err != nil && b.failed == nil {
		b.failed = err
	}
}

// Put writes markup as it is, PutText and PutURL a person's words.
func Put(b *Buffer, markup string) { _, err := b.b.WriteString(markup); b.Keep(err) }

func PutText(b *Buffer, text string) { Put(b, templ.EscapeString(text)) }

func PutURL[T ~string](b *Buffer, address T) {
	safe, err := templ.JoinURLErrs(address)
	b.Keep(err)
	PutText(b, string(safe))
}

// Draw draws a component in this place.
func Draw(ctx Context, b *Buffer, component templ.Component) { b.Keep(component.Render(ctx, b)) }
`

// rewrites turn one shape of generated code into its short form. § stands for
// the generator's prefix and a space for any white space; E is an expression, V
// a variable, both taken over; _ and n are an expression and a number that are
// not.
var rewrites = []struct {
	from *regexp.Regexp
	to   string
}{
	{shape("return templruntime.GeneratedTemplate(func(§Input templruntime.GeneratedComponentInput) (§Err error) { " +
		"§W, ctx := §Input.Writer, §Input.Context if §CtxErr := ctx.Err(); §CtxErr != nil { return §CtxErr } " + opening +
		" ‹V› := templ.GetChildren(ctx) if §Var‹n› == nil { §Var‹n› = templ.NopComponent } ctx = templ.ClearChildren(ctx)"),
		"return templruntime.Drawn(func(ctx templruntime.Context, §Buffer *templruntime.Buffer, $1 templ.Component) {"},
	{shape("‹V› := templruntime.GeneratedTemplate(func(§Input templruntime.GeneratedComponentInput) (§Err error) { " +
		"§W, ctx := §Input.Writer, §Input.Context " + opening),
		"$1 := templruntime.Inner(func(ctx templruntime.Context, §Buffer *templruntime.Buffer) {"},
	{shape("return nil })"), "})"},
	{shape("§Err = templruntime.WriteString(§Buffer, ‹n›, ‹E›) " + failing), "templruntime.Put(§Buffer, $1)"},
	{shape("var §Var‹n› string §Var‹n›, §Err = templ.JoinStringErrs(‹E›) " + escaping), "templruntime.PutText(§Buffer, $1)"},
	{shape("var §Var‹n› templ.SafeURL §Var‹n›, §Err = templ.JoinURLErrs(‹E›) " + escaping), "templruntime.PutURL(§Buffer, $1)"},
	{shape("§Err = ‹E›.Render(ctx, §Buffer) " + failing), "templruntime.Draw(ctx, §Buffer, $1)"},
	{shape("§Err = ‹E›.Render(templ.WithChildren(ctx, ‹V›), §Buffer) " + failing), "templruntime.Draw(templ.WithChildren(ctx, $2), §Buffer, $1)"},
	{shape("§Err = templ.Render‹E› " + failing), "§Buffer.Keep(templ.Render$1)"},
}

const (
	opening = "§Buffer, §IsBuffer := templruntime.GetBuffer(§W) if !§IsBuffer { defer func() { " +
		"§BufErr := templruntime.ReleaseBuffer(§Buffer) if §Err == nil { §Err = §BufErr } }() } ctx = templ.InitializeContext(ctx)"
	failing  = "if §Err != nil { return §Err }"
	escaping = "if §Err != nil { return templ.Error{‹_›} } _, §Err = §Buffer.WriteString(templ.EscapeString(§Var‹n›)) " + failing
	prefix   = "templ_7745c5c3_"
)

// shape is a piece of generated code as a pattern.
func shape(code string) *regexp.Regexp {
	return regexp.MustCompile(strings.NewReplacer(
		"§", prefix, " ", `\s+`, "‹E›", "(.*|(?:[^_]|_[^7])*?)", "‹V›", "("+prefix+`Var\d+)`, "‹_›", ".*", "‹n›", `\d+`,
	).Replace(regexp.QuoteMeta(code)))
}

// lighten rewrites one generated file. What has a shape that is not known does
// not compile afterwards.
func lighten(generated string) string {
	for _, rewrite := range rewrites {
		to := strings.NewReplacer("§", prefix, "$1", "${1}", "$2", "${2}").Replace(rewrite.to)
		generated = rewrite.from.ReplaceAllString(generated, to)
	}
	return generated
}

// lightPages writes the short form of every generated file of the views beside
// OUT-FOLDER's runtime, and overlay.json, which puts them in place.
func lightPages(out string) error {
	if err := os.WriteFile(filepath.Join(out, "templ", "runtime", "drawn.go"), []byte(drawn), 0o644); err != nil {
		return err
	}
	files, err := filepath.Glob("views/*_templ.go")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(out, "views"), 0o755); err != nil {
		return err
	}
	replaced := map[string]string{}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(out, name)
		if err := os.WriteFile(to, []byte(lighten(string(content))), 0o644); err != nil {
			return err
		}
		replaced[name] = to
	}
	for _, one := range replacements {
		from, to, err := one.write(out)
		if err != nil {
			return err
		}
		replaced[from] = to
	}
	overlay, err := json.MarshalIndent(map[string]any{"Replace": replaced}, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "overlay.json"), overlay, 0o644)
}
