package paper

import (
	"fmt"
	"strings"
	"time"

	"rsc.io/qr"

	"doorstep/casework"
	"doorstep/views/words"
)

// slack is how far a device's clock may be off the office's before the paper
// calls a time uncertain.
const slack = 5 * time.Minute

// certificate is the page that says how each person signed, and how anybody can
// check the paper. It says nothing that can change after both signed.
func (d *drawing) certificate(s Signed, content casework.ContractContent, signatures map[string]*casework.Record) {
	d.pdf.AddPage()
	d.y = margin
	d.paragraph(titleSize, true, words.Say(words.CertificateTitle))
	d.gap(1)
	d.code(s, content)
	d.heading(words.CertificateWords)
	d.fact(words.Say(words.ContractTitle), content.Title)
	d.fact(words.Say(words.CertificateAgency), content.Agency)
	d.fact(words.Say(words.Label("contract", "template")), content.Template)
	d.fact(words.Say(words.Label("contract", "language")), content.Language)
	if frozen, err := time.Parse(time.RFC3339Nano, content.Frozen); err == nil {
		d.fact(words.Say(words.CertificateFrozen), d.moment(frozen))
	}
	d.fact(words.Say(words.SignedHash), s.Contract.Get("content_hash"))
	for _, party := range casework.Parties {
		d.signer(party, signatures[party], s.Received[signatures[party].ID])
	}
	d.list(words.CertificateProved, words.CertificateProves)
	d.list(words.CertificateUnproved, words.CertificateProvesNot)
}

// code draws the QR code beside the words that say what it is for.
func (d *drawing) code(s Signed, content casework.ContractContent) {
	const size = 34.0
	mark := casework.Mark(s.Contract.Get("content_hash"))
	address := s.Origin + "/v/" + mark
	top := d.y
	d.measure -= size + 8
	d.paragraph(bodySize, false, words.Say(words.CertificateHow, "agency", content.Agency))
	d.gap(2)
	d.paragraph(bodySize, false, words.Say(words.CertificateCheck, "address", s.Origin+"/verify"))
	d.gap(2)
	d.paragraph(headSize, true, mark)
	d.measure += size + 8
	if err := d.qr(address, margin+measure-size, top+2, size); err != nil {
		d.err = err
	}
	d.y = max(d.y, top+size+4)
}

// qr draws a QR code: its dark squares as one shape.
func (d *drawing) qr(text string, x, y, size float64) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return fmt.Errorf("paper: code of %q: %w", text, err)
	}
	unit := size / float64(code.Size)
	var squares strings.Builder
	for row := range code.Size {
		for column := 0; column < code.Size; column++ {
			from := column
			for column < code.Size && code.Black(column, row) {
				column++
			}
			if column > from {
				fmt.Fprintf(&squares, "%d %d %d 1 re\n", from, code.Size-1-row, column-from)
			}
		}
	}
	scale := unit / millimetres
	d.pdf.RawWriteStr(fmt.Sprintf("q %s rg %.5f 0 0 %.5f %.2f %.2f cm\n%sf Q\n",
		inkOperands, scale, scale, x/millimetres, (pageHeight-y-size)/millimetres, squares.String()))
	return nil
}

// signer says how one person signed.
func (d *drawing) signer(party string, signature *casework.Record, received time.Time) {
	d.room(40)
	d.head(words.Say(words.CertificateSigner, "name", signature.Get("name"), "role", roleWords(party)))
	choice := func(field string) {
		if value := signature.Get(field); value != "" {
			d.fact(words.Say(words.Label("signature", field)), words.Say(words.Choice("signature", field, value)))
		}
	}
	line := func(field string) { d.fact(words.Say(words.Label("signature", field)), signature.Get(field)) }
	choice("capacity")
	choice("identified")
	line("language")
	choice("read_how")
	line("read_by")
	line("interpreter")
	if signature.Get("agreed") != "" {
		d.fact(words.Say(words.Label("signature", "agreed")), words.Say(words.CertificateAgreed))
	}
	choice("method")
	line("typed")
	line("witness")
	line("witness2")
	d.times(signature, received)
	d.marks(signature)
}

// times says when a person signed, by which clock, and when the office had it.
func (d *drawing) times(signature *casework.Record, received time.Time) {
	evidence, ok := casework.EvidenceOf(signature)
	switch {
	case ok:
		d.fact(words.Say(words.CertificateDevice), d.moment(evidence.At()))
		if offset := evidence.OfficeAt().Sub(evidence.At()); offset.Abs() >= time.Minute {
			d.fact(words.Say(words.CertificateOffice), d.moment(evidence.OfficeAt()))
		}
	default:
		if at, err := time.Parse(time.RFC3339Nano, signature.Get("signed_at")); err == nil {
			d.fact(words.Say(words.CertificateDevice), d.moment(at))
		}
	}
	if !received.IsZero() {
		d.fact(words.Say(words.CertificateReceived), d.moment(received))
		if ok && evidence.OfficeAt().After(received.Add(slack)) {
			d.fact(words.Say(words.CertificateDoubt), words.Say(words.CertificateDoubtHow))
		}
	}
}

// marks lists the hashes that chain the evidence, and what the worker or the
// tablet put under it.
func (d *drawing) marks(signature *casework.Record) {
	d.fact(words.Say(words.Label("signature", "evidence_hash")), signature.Get("evidence_hash"))
	evidence, ok := casework.EvidenceOf(signature)
	if !ok {
		return
	}
	d.fact(words.Say(words.CertificateBefore), evidence.Previous)
	d.fact(words.Say(words.CertificateStrokes), evidence.StrokesHash)
	d.fact(words.Say(words.CertificateConsent), evidence.ConsentHash)
	d.fact(words.Say(words.CertificateTablet), evidence.Device)
	switch {
	case signature.Get("assertion") != "":
		d.fact(words.Say(words.CertificateConfirmed), words.Say(words.CertificatePasskey))
	case signature.Get("device_seal") != "":
		d.fact(words.Say(words.CertificateConfirmed), words.Say(words.CertificateKey))
	}
}

// fact prints a name and its value side by side; nothing where there is no value.
func (d *drawing) fact(name, value string) {
	const column = 52.0
	if value == "" {
		return
	}
	d.room(6)
	top, page := d.y, d.pdf.PageNo()
	whole := d.measure
	d.measure = column - 4
	d.paragraph(factSize, true, name)
	below, belowPage := d.y, d.pdf.PageNo()
	d.measure = whole
	if page == belowPage {
		d.y = top
	}
	d.aside(column, func() { d.paragraph(factSize, false, value) })
	if d.pdf.PageNo() == belowPage {
		d.y = max(d.y, below)
	}
}

// list prints sentences under a heading, each with a dash before it.
func (d *drawing) list(title words.Key, sentences []words.Key) {
	d.room(30)
	d.heading(title)
	for _, key := range sentences {
		d.room(6)
		d.at(d.left, d.y+factSize*leading*millimetres*0.7, factSize, false, "–")
		d.aside(5, func() { d.paragraph(factSize, false, words.Say(key)) })
	}
}
