package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// room is kept for the CMS, in bytes. Ours has about 1,000; the rest is for a
// time stamp.
const room = 8192

// gap stands where the numbers of the byte range go, which are known last.
const gap = "/ByteRange [0 0000000000 0000000000 0000000000]"

// ErrFormat says that a file is no PDF as the papers are.
var ErrFormat = errors.New("seal: not a paper of ours")

// Note is what the seal says besides holding the file together.
type Note struct {
	Agency string
	Reason string
	At     time.Time // when the office had everything that was signed
	Mark   string    // SHA-256 of the signed words, hex
	Layout int       // which way of drawing made the file
}

// PDF seals a paper: an incremental update that covers the whole file but for
// the seal itself. The same paper, key and note give the same bytes.
func (s *Seal) PDF(paper []byte, note Note) ([]byte, error) {
	base, err := read(paper)
	if err != nil {
		return nil, err
	}
	update := newUpdate(paper, base.size)
	signature := update.add(fmt.Sprintf("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n%s\n/Contents <%s>\n"+
		"/M (D:%s) /Name %s /Reason %s\n/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>]\n"+
		"/DoorstepMark <%s> /DoorstepLayout %d >>",
		gap, strings.Repeat("0", 2*room), note.At.UTC().Format("20060102150405")+"Z", text(note.Agency), text(note.Reason), note.Mark, note.Layout))
	field := update.add(fmt.Sprintf("<< /Type /Annot /Subtype /Widget /FT /Sig /T (Seal) /V %d 0 R /F 132 /Rect [0 0 0 0] /P %d 0 R >>", signature, base.page))
	update.replace(base.page, within(base.pageBody, fmt.Sprintf("/Annots [%d 0 R]", field)))
	update.replace(base.root, within(base.rootBody, fmt.Sprintf(
		"/Version /1.7 /AcroForm << /Fields [%d 0 R] /SigFlags 3 >> /Perms << /DocMDP %d 0 R >>", field, signature)))
	return s.fill(update.end(base))
}

// fill computes the byte range and puts the CMS into its place.
func (s *Seal) fill(file []byte) ([]byte, error) {
	at := bytes.LastIndex(file, []byte(gap))
	open := at + len(gap) + len("\n/Contents ")
	end := open + 2*room + 2
	numbers := fmt.Sprintf("/ByteRange [0 %010d %010d %010d]", open, end, len(file)-end)
	copy(file[at:], numbers)
	hash := sha256.New()
	hash.Write(file[:open])
	hash.Write(file[end:])
	cms, err := s.detached(hash.Sum(nil))
	if err != nil {
		return nil, err
	}
	if len(cms) > room {
		return nil, fmt.Errorf("seal: the signature has %d bytes, there is room for %d", len(cms), room)
	}
	copy(file[open+1:], hex.EncodeToString(cms))
	return file, nil
}

// text writes a text string as UTF-16, in hex.
func text(words string) string {
	var out strings.Builder
	out.WriteString("<FEFF")
	for _, unit := range utf16Of(words) {
		fmt.Fprintf(&out, "%04X", unit)
	}
	return out.String() + ">"
}

// within adds entries to a dictionary.
func within(dictionary, entries string) string {
	end := strings.LastIndex(dictionary, ">>")
	return dictionary[:end] + "\n" + entries + " " + dictionary[end:]
}

// paperFile is what an update needs to know of the file it follows.
type paperFile struct {
	root, info, page   int
	rootBody, pageBody string
	size, xref         int
}

var (
	trailerEntry = regexp.MustCompile(`/(Size|Root|Info) (\d+)`)
	firstPage    = regexp.MustCompile(`/Kids \[\s*(\d+) 0 R`)
	pagesEntry   = regexp.MustCompile(`/Pages (\d+) 0 R`)
)

// read finds catalogue and first page of a paper that was drawn by fpdf: one
// table of places, and no object packed in another. The trailer is the last
// one: an attached file may hold something that looks like one.
func read(paper []byte) (base paperFile, err error) {
	start := bytes.LastIndex(paper, []byte("startxref"))
	trailer := bytes.LastIndex(paper, []byte("trailer"))
	if !bytes.HasPrefix(paper, []byte("%PDF-")) || start < 0 || trailer < 0 || start < trailer {
		return base, ErrFormat
	}
	for _, entry := range trailerEntry.FindAllSubmatch(paper[trailer:start], -1) {
		number, _ := strconv.Atoi(string(entry[2]))
		switch string(entry[1]) {
		case "Size":
			base.size = number
		case "Root":
			base.root = number
		case "Info":
			base.info = number
		}
	}
	lines := strings.Fields(string(paper[start:]))
	if len(lines) < 2 {
		return base, ErrFormat
	}
	if base.xref, err = strconv.Atoi(lines[1]); err != nil || base.xref <= 0 || base.xref >= trailer {
		return base, ErrFormat
	}
	places, err := table(paper[base.xref:trailer], base.size)
	if err != nil {
		return base, err
	}
	body := func(number int) string {
		if number <= 0 || number >= len(places) || places[number] >= len(paper) {
			return ""
		}
		object := paper[places[number]:]
		head := fmt.Appendf(nil, "%d 0 obj", number)
		end := bytes.Index(object, []byte("endobj"))
		if !bytes.HasPrefix(object, head) || end < 0 {
			return ""
		}
		return strings.TrimSpace(string(object[len(head):end]))
	}
	base.rootBody = body(base.root)
	if pages := pagesEntry.FindStringSubmatch(base.rootBody); pages != nil {
		number, _ := strconv.Atoi(pages[1])
		if page := firstPage.FindStringSubmatch(body(number)); page != nil {
			base.page, _ = strconv.Atoi(page[1])
			base.pageBody = body(base.page)
		}
	}
	if !strings.HasSuffix(base.rootBody, ">>") || !strings.HasSuffix(base.pageBody, ">>") || strings.Contains(base.pageBody, "/Annots") {
		return base, ErrFormat
	}
	return base, nil
}

// table reads the places of the objects.
func table(xref []byte, size int) ([]int, error) {
	lines := strings.Split(string(xref), "\n")
	if size <= 0 || len(lines) < size+2 || strings.TrimSpace(lines[0]) != "xref" {
		return nil, ErrFormat
	}
	places := make([]int, size)
	for i := range places {
		line := lines[i+2]
		if len(line) < 10 {
			return nil, ErrFormat
		}
		place, err := strconv.Atoi(line[:10])
		if err != nil {
			return nil, ErrFormat
		}
		places[i] = place
	}
	return places, nil
}

// update collects the objects that come after a file.
type update struct {
	out    bytes.Buffer
	next   int
	places map[int]int
}

func newUpdate(paper []byte, size int) *update {
	u := &update{next: size, places: map[int]int{}}
	u.out.Write(paper)
	if !bytes.HasSuffix(paper, []byte("\n")) {
		u.out.WriteByte('\n')
	}
	return u
}

func (u *update) add(body string) int {
	number := u.next
	u.next++
	u.replace(number, body)
	return number
}

func (u *update) replace(number int, body string) {
	u.places[number] = u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

// end writes the table of the new places and the trailer.
func (u *update) end(base paperFile) []byte {
	xref := u.out.Len()
	u.out.WriteString("xref\n")
	numbers := make([]int, 0, len(u.places))
	for number := range u.places {
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	for i := 0; i < len(numbers); {
		j := i + 1
		for j < len(numbers) && numbers[j] == numbers[j-1]+1 {
			j++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[i], j-i)
		for _, number := range numbers[i:j] {
			fmt.Fprintf(&u.out, "%010d 00000 n \n", u.places[number])
		}
		i = j
	}
	fmt.Fprintf(&u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n",
		u.next, base.root, base.info, base.xref, xref)
	return u.out.Bytes()
}
