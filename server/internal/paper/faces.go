package paper

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"

	"doorstep/casework"
)

// face is one type face in both weights, read when a letter first asks for it:
// most papers need two of them, and all together take room.
type face struct {
	read func() (regular, bold []byte, err error)

	once  sync.Once
	files [2][]byte // TrueType: regular, bold
	fonts [2]*font.Font
	err   error
}

// A family is what a line is set in.
type family struct {
	// plain families hold letters that stand one after the other from left to
	// right: the PDF carries them as text. All else is shaped and drawn.
	plain bool
	faces []*face
}

// familyNames are the files of the faces, in the order in which a letter is
// looked for.
var familyNames = []struct {
	plain bool
	faces []string
}{
	{true, []string{"atkinson-hyperlegible-next-latin", "atkinson-hyperlegible-next-latin-ext"}},
	{true, []string{
		"noto-sans-latin", "noto-sans-latin-ext", "noto-sans-vietnamese", "noto-sans-cyrillic", "noto-sans-cyrillic-ext",
		"noto-sans-greek", "noto-sans-greek-ext",
	}},
	{false, []string{"noto-sans-arabic-arabic", "noto-sans-hebrew-hebrew", "noto-sans-devanagari", "noto-emoji-emoji"}},
}

// ErrNoFaces says that the build has no faces to print with.
var ErrNoFaces = errors.New("paper: the faces for printing are not built in; run make build")

// Open reads the faces from the built files.
func Open(files fs.FS) (*Printer, error) {
	printer := &Printer{}
	for _, names := range familyNames {
		group := family{plain: names.plain}
		for _, name := range names.faces {
			regular, bold := "fonts/"+name+"-400-normal.ttf", "fonts/"+name+"-700-normal.ttf"
			if _, err := fs.Stat(files, regular); err != nil {
				return nil, fmt.Errorf("%w: %s", ErrNoFaces, regular)
			}
			if _, err := fs.Stat(files, bold); err != nil { // pictures have one weight
				bold = regular
			}
			group.faces = append(group.faces, &face{read: func() ([]byte, []byte, error) {
				one, err := fs.ReadFile(files, regular)
				if err != nil {
					return nil, nil, err
				}
				other, err := fs.ReadFile(files, bold)
				return one, other, err
			}})
		}
		printer.families = append(printer.families, group)
	}
	return printer, nil
}

// With makes a printer of TrueType faces, regular and bold of each, that print
// plain letters only.
func With(pairs ...[2][]byte) (*Printer, error) {
	group := family{plain: true}
	for _, pair := range pairs {
		one := &face{read: func() ([]byte, []byte, error) { return pair[0], pair[1], nil }}
		if err := one.load(); err != nil {
			return nil, err
		}
		group.faces = append(group.faces, one)
	}
	if len(pairs) == 0 {
		return nil, ErrNoFaces
	}
	return &Printer{families: []family{group}}, nil
}

// load reads both weights, once.
func (f *face) load() error {
	f.once.Do(func() {
		f.files[0], f.files[1], f.err = f.read()
		for i := 0; i < 2 && f.err == nil; i++ {
			if i == 1 && &f.files[0][0] == &f.files[1][0] {
				f.fonts[1] = f.fonts[0]
				break
			}
			var parsed *font.Face
			if parsed, f.err = font.ParseTTF(bytes.NewReader(f.files[i])); f.err == nil {
				f.fonts[i] = parsed.Font
			}
		}
		if f.err != nil {
			f.err = fmt.Errorf("paper: face: %w", f.err)
		}
	})
	return f.err
}

// has reports whether the face can draw a letter. A face that cannot be read has
// none; Open's caller hears of it when the paper is asked for.
func (f *face) has(letter rune) bool {
	if f.load() != nil {
		return false
	}
	glyph, ok := f.fonts[0].Cmap.Lookup(letter)
	return ok && glyph != 0
}

// find returns the first face of the family that has the letter.
func (g family) find(letter rune) *face {
	for _, one := range g.faces {
		if one.has(letter) {
			return one
		}
	}
	return nil
}

// Ranges lists the rows of characters that the faces have, without control
// characters and without what shows nothing.
func (p *Printer) Ranges() (rows [][2]rune, err error) {
	has := map[rune]bool{}
	for _, group := range p.families {
		for _, one := range group.faces {
			if err := one.load(); err != nil {
				return nil, err
			}
			for letters := one.fonts[0].Cmap.Iter(); letters.Next(); {
				letter, glyph := letters.Char()
				if glyph != 0 && letter >= ' ' && letter != 0x7F && !casework.Invisible(letter) {
					has[letter] = true
				}
			}
		}
	}
	for _, letter := range slices.Sorted(maps.Keys(has)) {
		if last := len(rows) - 1; last >= 0 && rows[last][1] == letter-1 {
			rows[last][1] = letter
			continue
		}
		rows = append(rows, [2]rune{letter, letter})
	}
	return rows, nil
}
