// Package paper draws contracts and plans as PDFs: the words exactly as they
// were frozen, both signatures from their strokes, the dates, and a page that
// says how each person signed and how anybody can check the paper. The same
// contract always gives the same bytes, on every machine.
//
// The PDF is a copy for people. What binds is the canonical content, whose
// SHA-256 stands on the paper and in the evidence of each signature; the content
// itself and the evidence are attached, so that the file proves it by itself.
package paper

import (
	"bytes"
	"fmt"
	"regexp"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"doorstep/casework"
	"doorstep/server/internal/seal"
	"doorstep/views"
	"doorstep/views/words"
)

// Layout is the number of this way of drawing. A paper of another number is not
// compared with what would be drawn today.
const Layout = 2

// Sizes in millimetres and points. Letter is the paper of the agencies' offices.
const (
	pageWidth, pageHeight = 215.9, 279.4
	margin                = 22.0
	measure               = pageWidth - 2*margin
	bodySize              = 11.5
	titleSize             = 20.0
	headSize              = 14.0
	factSize              = 9.5
	smallSize             = 8.5
	leading               = 1.45
	shapedLeading         = 1.7    // some scripts reach higher and lower
	millimetres           = 0.3528 // of a point
)

// ink is the colour of the words: never pure black, and always legible.
var ink = [3]int{28, 34, 38}

const inkOperands = "0.110 0.133 0.149"

// Printer draws papers with its faces.
type Printer struct{ families []family }

// Signed is a contract that both signed, and what its paper says beside it.
type Signed struct {
	File     *casework.File
	Contract *casework.Record
	Calendar casework.Calendar
	Origin   string               // of the office; the code leads to a page there
	Received map[string]time.Time // when the office received each signature, by its id
	Seal     *seal.Seal           // nil leaves the paper without a seal
}

// Contract draws the paper of a contract that both sides have signed, and seals
// it. A contract that has not both signatures answers casework.Incomplete.
func (p *Printer) Contract(s Signed) ([]byte, error) {
	content, err := casework.ThawContract(s.Contract.Get("content"), s.Contract.Get("content_hash"))
	if err != nil {
		return nil, fmt.Errorf("paper: contract %q: %w", s.Contract.ID, err)
	}
	signatures := casework.SignaturesOf(s.File, s.Contract)
	if len(signatures) < len(casework.Parties) {
		return nil, fmt.Errorf("paper: contract %q: %w", s.Contract.ID, casework.Fail(casework.Incomplete))
	}
	frozen, err := time.Parse(time.RFC3339Nano, content.Frozen)
	if err != nil {
		return nil, fmt.Errorf("paper: contract %q: moment of freezing: %w", s.Contract.ID, err)
	}
	mark := casework.Mark(s.Contract.Get("content_hash"))
	d := p.begin(content.PaperLanguage(), content.Title, frozen, words.Say(words.PaperFooter, "agency", content.Agency, "mark", mark))
	d.calendar = s.Calendar
	d.content(content)
	if err := d.signatures(content, signatures); err != nil {
		return nil, fmt.Errorf("paper: contract %q: %w", s.Contract.ID, err)
	}
	d.certificate(s, content, signatures)
	d.attach(s.Contract, signatures)
	paper, err := d.end()
	if err != nil || s.Seal == nil {
		return paper, err
	}
	return s.Seal.PDF(paper, seal.Note{
		Agency: content.Agency, Reason: content.Title, At: s.Complete(),
		Mark: s.Contract.Get("content_hash"), Layout: Layout,
	})
}

// Complete is when the office had everything that was signed; where it noted no
// time, when the words were fixed.
func (s Signed) Complete() (last time.Time) {
	for _, signature := range casework.SignaturesOf(s.File, s.Contract) {
		if received := s.Received[signature.ID]; received.After(last) {
			last = received
		}
	}
	if last.IsZero() {
		last, _ = time.Parse(time.RFC3339Nano, s.Contract.Get("frozen_at"))
	}
	return last.UTC()
}

// attach puts the signed words and the evidence into the file, byte for byte.
func (d *drawing) attach(contract *casework.Record, signatures map[string]*casework.Record) {
	files := []fpdf.Attachment{{Filename: "contract.json", Content: []byte(contract.Get("content"))}}
	for _, party := range casework.Parties {
		if evidence := signatures[party].Get("evidence"); evidence != "" {
			files = append(files, fpdf.Attachment{Filename: "evidence-" + party + ".json", Content: []byte(evidence)})
		}
	}
	d.pdf.SetAttachments(files)
}

// begin sets what would otherwise differ from run to run: dates and order.
func (p *Printer) begin(language, title string, made time.Time, footer string) *drawing {
	pdf := fpdf.New("P", "mm", "Letter", "")
	pdf.SetCreationDate(made.UTC())
	pdf.SetModificationDate(made.UTC())
	pdf.SetCatalogSort(true)
	pdf.SetProducer("Doorstep", true)
	pdf.SetTitle(title, true)
	pdf.SetLang(said(language))
	pdf.SetAutoPageBreak(false, 0)
	d := &drawing{pdf: pdf, families: p.families, names: map[*face]string{}, shaper: newShaper(), left: margin, measure: measure}
	pdf.SetFooterFunc(func() {
		d.at(margin, pageHeight-12, smallSize, false, footer+" · "+words.Say(words.PaperPage, "page", fmt.Sprint(pdf.PageNo())))
	})
	pdf.AddPage()
	d.y = margin
	return d
}

// languageTag is what may stand in the catalogue: a language comes with what was
// signed, and whoever wrote that on a tablet must not write into the file's frame.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// said is the language that a paper says it is in.
func said(language string) string {
	if languageTag.MatchString(language) {
		return language
	}
	return string(words.English)
}

// end says what could not be printed, and writes the file.
func (d *drawing) end() ([]byte, error) {
	if d.missing {
		d.gap(4)
		d.paragraph(smallSize, true, words.Say(words.PaperLetters))
	}
	if d.err != nil {
		return nil, d.err
	}
	var out bytes.Buffer
	if err := d.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return out.Bytes(), nil
}

// content is what both agreed to, in the words and the order of the page on
// which they signed.
func (d *drawing) content(content casework.ContractContent) {
	d.paragraph(titleSize, true, content.Title)
	d.gap(2)
	d.paragraph(bodySize, false, views.SentenceOf(content, "between", "client", content.Client, "worker", content.Worker, "agency", content.Agency).Text)
	if content.SupersedesOn != "" {
		d.paragraph(bodySize, false, onDay(content, "supersedes", content.SupersedesOn))
	} else if content.Supersedes != "" {
		d.paragraph(bodySize, false, words.Say(words.ContractSupersedes))
	}
	if content.Intro != "" {
		d.gap(2)
		d.paragraph(bodySize, false, content.Intro)
	}
	if content.About != "" {
		d.head(views.ContractHeading(content, "about"))
		d.paragraph(bodySize, false, content.About)
	}
	if content.StartsOn != "" {
		d.gap(2)
		d.paragraph(bodySize, false, onDay(content, "starts", content.StartsOn))
	}
	d.head(views.ContractHeading(content, "items"))
	for i, item := range content.Items {
		d.item(i+1, content, item)
	}
	d.head(views.ContractHeading(content, "ends"))
	d.paragraph(bodySize, false, content.EndsWhen)
	if content.EndsOn != "" {
		d.paragraph(bodySize, true, onDay(content, "ends_by", content.EndsOn))
	}
	for _, part := range views.StandingOf(content) {
		d.head(part.Heading)
		d.paragraph(bodySize, false, part.Text)
	}
}

// item prints one agreed action with its number beside it.
func (d *drawing) item(number int, content casework.ContractContent, item casework.ContractContentItem) {
	const indent = 8
	d.room(14) // its number, and a line or two
	d.gap(2.5)
	d.at(d.left, d.y+bodySize*leading*millimetres*0.7, bodySize, true, fmt.Sprintf("%d.", number))
	d.aside(indent, func() {
		d.paragraph(bodySize, false, item.Words)
		d.paragraph(bodySize, true, views.SentenceOf(content, "who", "who", item.Who).Text)
		if item.ByWhen != "" {
			d.paragraph(bodySize, true, onDay(content, "by", item.ByWhen))
		}
		if item.IfNot != "" {
			d.paragraph(bodySize, false, views.SentenceOf(content, "if_not", "then", item.IfNot).Text)
		}
	})
}

// onDay is a sentence that names a day.
func onDay(content casework.ContractContent, name, on string) string {
	return views.SentenceOf(content, name, "day", views.DayOf(content, on, dayWords)).Text
}

// aside prints indented.
func (d *drawing) aside(indent float64, print func()) {
	d.left, d.measure = d.left+indent, d.measure-indent
	print()
	d.left, d.measure = d.left-indent, d.measure+indent
}

func (d *drawing) heading(key words.Key) { d.head(words.Say(key)) }

func (d *drawing) head(text string) {
	d.room(20) // a heading never stands alone at the foot of a page
	d.gap(5)
	d.paragraph(headSize, true, text)
	d.gap(1)
}

// dayWords writes a calendar date in words; what is none stays as it is.
func dayWords(iso string) string {
	date, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return words.Say(words.DayWords, "day", fmt.Sprint(date.Day()), "month", words.Months[date.Month()-1], "year", fmt.Sprint(date.Year()))
}

// moment writes an instant in the agency's zone.
func (d *drawing) moment(at time.Time) string {
	local := d.calendar.Local(at)
	return words.Say(words.MomentWords, "day", dayWords(local.Format(time.DateOnly)), "time", local.Format("15:04"))
}
