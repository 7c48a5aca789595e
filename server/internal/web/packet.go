package web

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/xuri/excelize/v2"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/views/words"
)

func (s *Server) mountPacket() {
	s.app.Get("/cases/:case/packet", s.signedIn(s.packetPage))
	s.app.Get("/cases/:case/packet/file", s.signedIn(s.packetFile))
}

func (s *Server) packetPage(v *visit) error {
	file, err := s.caseOf(v)
	if err != nil {
		return err
	}
	return s.send(v.c, pages.PacketPage(s.request(v.c), file, false), v.keep())
}

// packetFile sends the chosen parts of a case. That it was opened is recorded.
func (s *Server) packetFile(v *visit) error {
	file, err := s.caseOf(v)
	if err != nil {
		return err
	}
	request := s.request(v.c)
	as, chosen := request.Query.Get("as"), request.Query["part"]
	if !slices.Contains(pages.PacketForms, as) || len(chosen) == 0 {
		reply := pages.PacketPage(request, file, true)
		reply.Status = fiber.StatusUnprocessableEntity
		return s.send(v.c, reply, v.keep())
	}
	packet := pages.PacketOf(request, file, chosen)
	var content []byte
	media := "application/pdf"
	switch as {
	case "csv":
		content, media = packetCSV(packet.Rows), "text/csv; charset=utf-8"
	case "xlsx":
		content, err = packetXLSX(packet.Rows)
		media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case "json":
		content, err = json.MarshalIndent(packet.Rows, "", "\t")
		media = "application/json"
	default:
		if s.parts.Plan == nil {
			return casework.Fail(casework.NotFound)
		}
		content, err = s.parts.Plan(packet.Sheet, request.Now)
	}
	if err != nil {
		return fmt.Errorf("web: packet of case %q as %s: %w", file.Case, as, err)
	}
	s.noteOpening(v, file.Case)
	return s.send(v.c, pages.Reply{Body: io.NopCloser(bytes.NewReader(content)), Media: media, Download: "packet-" + file.Case + "." + as}, v.keep())
}

// caseOf is the case that the address names, if the person may see it.
func (s *Server) caseOf(v *visit) (*casework.File, error) {
	file, err := v.agency.File(v.ctx, v.c.Params("case"))
	if err != nil {
		return nil, err
	}
	if file.Head() == nil || !v.person.Actor().MaySee(file.Worker()) {
		return nil, casework.Fail(casework.NotFound)
	}
	return file, nil
}

var packetColumns = []string{"part", "kind", "record", "name", "question", "answer", "author", "written"}

// packetTable is the rows in the order of the columns.
func packetTable(rows []pages.PacketRow) [][]string {
	table := make([][]string, len(rows))
	for i, row := range rows {
		table[i] = []string{row.Part, row.Kind, row.Record, row.Name, row.Question, row.Answer, row.Author, row.Written}
	}
	return table
}

// packetCSV writes a table with a mark of its encoding, as Excel wants it.
func packetCSV(rows []pages.PacketRow) []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	table := csv.NewWriter(&out)
	table.UseCRLF = true
	table.Write(packetColumns) // a buffer does not fail
	for _, cells := range packetTable(rows) {
		for i := range cells {
			cells[i] = harmlessCell(cells[i])
		}
		table.Write(cells)
	}
	table.Flush()
	return out.Bytes()
}

// harmlessCell keeps a spreadsheet from taking a person's words for a formula
// (OWASP, CSV injection): an apostrophe before them makes them text.
func harmlessCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", firstRune(text)) {
		return "'" + text
	}
	return text
}

func firstRune(text string) rune {
	first, _ := utf8.DecodeRuneInString(text)
	return first
}

// mostInCell is Excel's limit, in UTF-16 units.
const mostInCell = 32_767

// packetXLSX writes every cell as text: none is a formula, whatever it begins with.
func packetXLSX(rows []pages.PacketRow) ([]byte, error) {
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Sheet1"
	table, err := book.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	for i, cells := range append([][]string{packetColumns}, packetTable(rows)...) {
		line := make([]any, len(cells))
		for j, cell := range cells {
			if 2*len([]rune(cell)) > mostInCell {
				cell = words.Say(words.PacketCut)
			}
			line[j] = cell
		}
		if err := table.SetRow(fmt.Sprintf("A%d", i+1), line); err != nil {
			return nil, err
		}
	}
	if err := table.Flush(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
