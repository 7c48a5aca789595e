package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// program is a small wasm file with the pieces as its data.
func program(pieces ...piece) []byte {
	body := writePieces(pieces)
	file := []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x02") // a memory of two pages
	file = append(file, dataSection)
	file = binary.AppendUvarint(file, uint64(len(body)))
	return append(file, body...)
}

// memory is what a program starts with.
func memory(t *testing.T, file []byte) (image []byte, pieces int) {
	t.Helper()
	body := file[bytes.Index(file, []byte("\x05\x03\x01\x00\x02"))+5:]
	_, n := binary.Uvarint(body[1:])
	read, err := readPieces(body[1+n:])
	if err != nil {
		t.Fatal(err)
	}
	image = make([]byte, 1<<16)
	for _, p := range read {
		copy(image[p.at:], p.content)
	}
	return image, len(read)
}

func TestJoinKeepsTheMemory(t *testing.T) {
	far := int64(60_000)
	for name, of := range map[string]struct {
		pieces []piece
		want   int
	}{
		"none":      {nil, 0},
		"side":      {[]piece{{8, []byte("ab")}, {10, []byte("cd")}}, 1},
		"near, far": {[]piece{{8, []byte("ab")}, {12, []byte("cd")}, {200, []byte("e")}, {far, []byte("f")}}, 2},
		"overlap":   {[]piece{{8, []byte("abcd")}, {10, []byte("xy")}}, 2},
		"backwards": {[]piece{{100, []byte("late")}, {8, []byte("early")}}, 2},
		"just near": {[]piece{{0, []byte("a")}, {1 + nearby, []byte("b")}}, 1},
		"just far":  {[]piece{{0, []byte("a")}, {2 + nearby, []byte("b")}}, 2},
	} {
		before := program(of.pieces...)
		after, err := join(before)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		was, _ := memory(t, before)
		is, count := memory(t, after)
		if !bytes.Equal(was, is) || count != of.want {
			t.Errorf("%s: %d pieces, want %d; the memory is the same: %v", name, count, of.want, bytes.Equal(was, is))
		}
	}
}

func TestJoinRefusesWhatItDoesNotKnow(t *testing.T) {
	whole := program(piece{8, []byte("abcd")})
	passive := bytes.Clone(whole)
	passive[bytes.IndexByte(passive, dataSection)+3] = 1
	for name, file := range map[string][]byte{"empty": nil, "text": []byte("no program"), "cut": whole[:len(whole)-2], "passive": passive} {
		if _, err := join(file); !errors.Is(err, errShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSignedNumbers(t *testing.T) {
	for _, value := range []int64{0, 1, 63, 64, 127, 128, 8191, 8192, 1 << 30, -1, -64, -65} {
		written := appendSigned(nil, value)
		if read, n := signed(written); read != value || n != len(written) {
			t.Errorf("%d: read %d from %d bytes of %d", value, read, n, len(written))
		}
	}
}

// The shapes are those of the generator's version: a new one that writes
// otherwise shows here before it shows in the wasm.
func TestShapesOfTheGenerator(t *testing.T) {
	const generated = `func A(v View) templ.Component {
	return templruntime.GeneratedTemplate(func(templ_7745c5c3_Input templruntime.GeneratedComponentInput) (templ_7745c5c3_Err error) {
		templ_7745c5c3_W, ctx := templ_7745c5c3_Input.Writer, templ_7745c5c3_Input.Context
		if templ_7745c5c3_CtxErr := ctx.Err(); templ_7745c5c3_CtxErr != nil {
			return templ_7745c5c3_CtxErr
		}
		templ_7745c5c3_Buffer, templ_7745c5c3_IsBuffer := templruntime.GetBuffer(templ_7745c5c3_W)
		if !templ_7745c5c3_IsBuffer {
			defer func() {
				templ_7745c5c3_BufErr := templruntime.ReleaseBuffer(templ_7745c5c3_Buffer)
				if templ_7745c5c3_Err == nil {
					templ_7745c5c3_Err = templ_7745c5c3_BufErr
				}
			}()
		}
		ctx = templ.InitializeContext(ctx)
		templ_7745c5c3_Var1 := templ.GetChildren(ctx)
		if templ_7745c5c3_Var1 == nil {
			templ_7745c5c3_Var1 = templ.NopComponent
		}
		ctx = templ.ClearChildren(ctx)
		templ_7745c5c3_Err = B(v, []Link{
			{Text: "a_b"},
		}).Render(ctx, templ_7745c5c3_Buffer)
		if templ_7745c5c3_Err != nil {
			return templ_7745c5c3_Err
		}
		var templ_7745c5c3_Var2 string
		templ_7745c5c3_Var2, templ_7745c5c3_Err = templ.JoinStringErrs(v.Name)
		if templ_7745c5c3_Err != nil {
			return templ.Error{Err: templ_7745c5c3_Err, FileName: ` + "`views/a.templ`" + `, Line: 1, Col: 2}
		}
		_, templ_7745c5c3_Err = templ_7745c5c3_Buffer.WriteString(templ.EscapeString(templ_7745c5c3_Var2))
		if templ_7745c5c3_Err != nil {
			return templ_7745c5c3_Err
		}
		templ_7745c5c3_Err = templruntime.WriteString(templ_7745c5c3_Buffer, 1, "<p \"x\">")
		if templ_7745c5c3_Err != nil {
			return templ_7745c5c3_Err
		}
		return nil
	})
}`
	const want = `func A(v View) templ.Component {
	return templruntime.Drawn(func(ctx templruntime.Context, b *templruntime.Buffer, templ_7745c5c3_Var1 templ.Component) {
		templruntime.Draw(ctx, b, B(v, []Link{
			{Text: "a_b"},
		}))
		templruntime.PutText(b, v.Name)
		templruntime.Put(b, "<p \"x\">")
		})
}`
	light := strings.ReplaceAll(lighten(generated), prefix+"Buffer", "b")
	if light != want {
		t.Errorf("got\n%s", light)
	}
}

func TestCurvesKeepTheirNamesAlone(t *testing.T) {
	one := func(name string) string {
		return "var x = &nistCurve{\n\tname: \"" + name + "\",\n\tgenerate: func() {\n\t\tmultiply()\n\t},\n}\n"
	}
	short, err := withoutArithmetic(one("P-256") + "var kept = 1\n" + one("P-384") + one("P-521"))
	if err != nil || strings.Contains(short, "multiply") || !strings.Contains(short, "var kept = 1") || strings.Count(short, "&nistCurve{") != 3 {
		t.Errorf("%v\n%s", err, short)
	}
	if _, err := withoutArithmetic(one("P-256") + one("P-521")); err == nil {
		t.Error("a curve that is gone does not end the build")
	}
}

func TestSortsMerge(t *testing.T) {
	folder, err := folderOf("slices")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(folder, "sort.go"))
	if err != nil {
		t.Fatal(err)
	}
	short, err := merging(string(source))
	if err != nil || strings.Count(short, "mergeFunc(x, cmp") != 3 {
		t.Errorf("%v\n%s", err, short)
	}
	if _, err := merging(strings.Replace(string(source), "func SortFunc[", "func SortedFunc[", 1)); err == nil {
		t.Error("a sort that is gone does not end the build")
	}
	for n := range 70 { // the sort itself, on every length around the powers of two
		type pair struct{ key, at int }
		list := make([]pair, n)
		for i := range list {
			list[i] = pair{(i * 7919) % 5, i}
		}
		mergeFunc(list, func(a, b pair) int { return a.key - b.key })
		for i := 1; i < n; i++ {
			if a, b := list[i-1], list[i]; a.key > b.key || a.key == b.key && a.at > b.at {
				t.Fatalf("%d pairs: %v stands before %v", n, a, b)
			}
		}
	}
}
