package views

import (
	"strings"
	"unicode"
)

// Piece is a stretch of one version's words. Other says that another version
// does not have it there.
type Piece struct {
	Text  string
	Other bool
}

// maxEdits bounds the comparison of two texts: words and signs that one of them
// lacks. Two pages of text that share nothing reach it in some 20 ms on a cheap
// tablet; beyond it a stretch counts as different as a whole.
const maxEdits = 2000

// Differences cuts both texts into pieces that they share and pieces that they
// do not. The pieces of each text, joined, are that text.
func Differences(a, b string) (ours, theirs []Piece) {
	left, right := wordsOf(a), wordsOf(b)
	inLeft, inRight := shared(left, right)
	return pieces(left, inLeft), pieces(right, inRight)
}

// DifferencesOf marks, in the first text, what any of the others lacks.
func DifferencesOf(text string, others []string) []Piece {
	list := wordsOf(text)
	everywhere := make([]bool, len(list))
	for i := range everywhere {
		everywhere[i] = true
	}
	for _, other := range others {
		inBoth, _ := shared(list, wordsOf(other))
		for i := range everywhere {
			everywhere[i] = everywhere[i] && inBoth[i]
		}
	}
	return pieces(list, everywhere)
}

// wordsOf cuts text into words and single signs, each with the white space that
// follows it. An apostrophe or hyphen between letters belongs to its word.
func wordsOf(text string) []string {
	var list []string
	start := 0
	before, inner := ' ', ' ' // the rune before, and the one before a sign inside a word
	for i, r := range text {
		if i > start && begins(before, inner, r) {
			list = append(list, text[start:i])
			start = i
		}
		before, inner = r, before
	}
	if start < len(text) {
		list = append(list, text[start:])
	}
	return list
}

// begins reports whether a new word or sign begins with r.
func begins(before, inner, r rune) bool {
	switch {
	case unicode.IsSpace(r):
		return false
	case unicode.IsSpace(before):
		return true
	case isLetter(r):
		return !isLetter(before) && !(isJoint(before) && isLetter(inner))
	}
	return !(isJoint(r) && isLetter(before))
}

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func isJoint(r rune) bool { return r == '\'' || r == '’' || r == '-' }

// shared tells which words of each list belong to a longest common run.
// White space does not make two words differ.
func shared(left, right []string) (inLeft, inRight []bool) {
	numbers := map[string]int{}
	c := comparison{a: numbered(left, numbers), b: numbered(right, numbers), inA: make([]bool, len(left)), inB: make([]bool, len(right))}
	c.run(0, len(c.a), 0, len(c.b))
	return c.inA, c.inB
}

func numbered(list []string, numbers map[string]int) []int {
	all := make([]int, len(list))
	for i, word := range list {
		word = strings.TrimSpace(word)
		number, known := numbers[word]
		if !known {
			number = len(numbers)
			numbers[word] = number
		}
		all[i] = number
	}
	return all
}

// comparison finds what two lists have in common in linear space: E. W. Myers,
// "An O(ND) Difference Algorithm and Its Variations" (1986), section 4b.
type comparison struct {
	a, b     []int
	inA, inB []bool
}

// run compares a[a0:a1] with b[b0:b1].
func (c *comparison) run(a0, a1, b0, b1 int) {
	for a0 < a1 && b0 < b1 && c.a[a0] == c.b[b0] {
		c.inA[a0], c.inB[b0] = true, true
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && c.a[a1-1] == c.b[b1-1] {
		a1, b1 = a1-1, b1-1
		c.inA[a1], c.inB[b1] = true, true
	}
	if a0 == a1 || b0 == b1 {
		return
	}
	if x, y, ok := middle(c.a[a0:a1], c.b[b0:b1]); ok {
		c.run(a0, a0+x, b0, b0+y)
		c.run(a0+x, a1, b0+y, b1)
	}
}

// middle returns a point that a shortest path of edits from a to b goes
// through, about half-way: paths grow from both ends until two meet.
func middle(a, b []int) (x, y int, ok bool) {
	far := min((len(a)+len(b)+1)/2, maxEdits/2)
	ahead, back := newFront(a, b, far, false), newFront(a, b, far, true)
	delta := len(a) - len(b)
	for d := range far + 1 {
		for k := -d + ahead.low; k <= d-ahead.high; k += 2 {
			x := ahead.step(d, k)
			if other := back.at(delta - k); delta%2 != 0 && other >= 0 && x >= len(a)-other && ahead.inside(x, k) {
				return x, x - k, true
			}
		}
		for k := -d + back.low; k <= d-back.high; k += 2 {
			x := back.step(d, k)
			if other := ahead.at(delta - k); delta%2 == 0 && other >= 0 && other >= len(a)-x && back.inside(x, k) {
				return other, other - (delta - k), true
			}
		}
	}
	return 0, 0, false
}

// front is how far paths with the same number of edits come, by diagonal. low
// and high leave out diagonals that ran over an edge.
type front struct {
	a, b      []int
	back      bool // from the end
	reach     []int
	far       int
	low, high int
}

func newFront(a, b []int, far int, back bool) *front {
	f := &front{a: a, b: b, back: back, reach: make([]int, 2*far+3), far: far}
	for i := range f.reach {
		f.reach[i] = -1
	}
	f.reach[far+2] = 0 // diagonal 1, so that the first step begins at 0
	return f
}

// at is how far the path on a diagonal came, -1 for none.
func (f *front) at(k int) int {
	if k < -f.far || k > f.far {
		return -1
	}
	return f.reach[f.far+1+k]
}

// step takes the path on diagonal k one edit further.
func (f *front) step(d, k int) int {
	before, after := f.reach[f.far+k], f.reach[f.far+2+k]
	x := before + 1
	if k == -d || k != d && before < after {
		x = after
	}
	for y := x - k; x < len(f.a) && y < len(f.b) && f.same(x, y); y++ {
		x++
	}
	f.reach[f.far+1+k] = x
	switch {
	case x > len(f.a):
		f.high += 2
	case x-k > len(f.b):
		f.low += 2
	}
	return x
}

func (f *front) same(x, y int) bool {
	if f.back {
		return f.a[len(f.a)-1-x] == f.b[len(f.b)-1-y]
	}
	return f.a[x] == f.b[y]
}

func (f *front) inside(x, k int) bool { return x <= len(f.a) && x-k <= len(f.b) }

// pieces joins neighbours that are alike.
func pieces(list []string, isShared []bool) []Piece {
	var out []Piece
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && isShared[end] == isShared[start] {
			end++
		}
		out = append(out, Piece{Text: strings.Join(list[start:end], ""), Other: !isShared[start]})
		start = end
	}
	return out
}
