package casework

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strconv"
	"strings"
	"time"
)

// errColumns says that a text is not what AppendColumns wrote.
var errColumns = errors.New("casework: records in columns that are cut or changed")

// readColumns reads what AppendColumns wrote. Texts share the memory of the
// whole.
func readColumns(content string) ([]*Record, error) {
	head := &column{rest: content[len(columnsMagic):]}
	r := &columnReader{columns: map[string]*column{}}
	count, many := head.count(), head.count()
	var names []string
	var sizes []int
	for ; many > 0 && !head.odd; many-- {
		names = append(names, head.take(head.count()))
		sizes = append(sizes, head.count())
	}
	for i, name := range names {
		r.columns[name] = &column{rest: head.take(sizes[i])}
	}
	if head.odd || head.rest != "" {
		return nil, errColumns
	}
	return r.all(count)
}

// shape is a kind and the fields that a record of it has.
type shape struct {
	kind    Kind
	fields  []string
	columns []*column
	none    bool // no fields at all, not even an empty list
}

type columnReader struct {
	columns map[string]*column
	records []*Record
	shapes  []shape
	authors []author
	known   []string

	parts // what every record has
}

// parts are the columns that are read for each record.
type parts struct{ id, ago, rest, shape, changed, field, beside, gone, place *column }

// of returns a column; one that is not there is empty.
func (r *columnReader) of(name string) *column {
	if r.columns[name] == nil {
		r.columns[name] = &column{}
	}
	return r.columns[name]
}

// all reads the records in the order in which they were written: who made which,
// then what is in each.
func (r *columnReader) all(count int) ([]*Record, error) {
	r.parts = parts{
		r.of("id"), r.of("~ago"), r.of("~rest"), r.of("shape"),
		r.of("changed"), r.of("changed.field"), r.of("beside"), r.of("gone"), r.of("~record"),
	}
	made, by := stampColumns(r.of, "made"), stampColumns(r.of, "by")
	for ; count > 0 && !r.id.odd; count-- {
		record := &Record{Created: r.stamp(made)}
		record.ID = r.idOf(made.moment.last)
		r.records = append(r.records, record)
	}
	for _, record := range r.records {
		if r.record(record, by); r.shape.odd {
			break
		}
	}
	for _, column := range r.columns {
		if column.odd || column.rest != "" {
			return nil, errColumns
		}
	}
	return r.records, nil
}

func (r *columnReader) record(to *Record, by stamped) {
	has := r.fields()
	to.Kind = has.kind
	if !has.none {
		to.Fields = make(map[string]string, len(has.fields))
	}
	for i, name := range has.fields {
		to.Fields[name] = r.text(has.columns[i])
		if has.columns[i].odd {
			r.shape.odd = true
			return
		}
	}
	for n := r.changed.count(); n > 0 && !by.seq.odd; n-- {
		if to.Changed == nil {
			to.Changed = map[string]Stamp{}
		}
		name := r.text(r.field)
		to.Changed[name] = r.stamp(by)
	}
	for n := r.beside.count(); n > 0 && !by.seq.odd; n-- {
		sibling := Sibling{ID: r.text(r.of("beside.id")), Field: r.text(r.of("beside.field")), Text: r.text(r.of("beside.text"))}
		sibling.Stamp = r.stamp(by)
		to.Siblings = append(to.Siblings, sibling)
	}
	if r.gone.count() > 0 {
		to.Removed = &Removal{Reason: r.text(r.of("gone.reason"))}
		to.Removed.Stamp = r.stamp(by)
	}
}

// fields reads which fields a record has.
func (r *columnReader) fields() shape {
	at := r.shape.count()
	if at < len(r.shapes) {
		return r.shapes[at]
	}
	spelled := r.of("shapes")
	fresh := shape{kind: Kind(r.text(spelled))}
	n := spelled.count()
	fresh.none = n == 0
	for ; n > 1 && !spelled.odd; n-- {
		name := r.text(spelled)
		fresh.fields = append(fresh.fields, name)
		fresh.columns = append(fresh.columns, r.of(fieldColumn(fresh.kind, name)))
	}
	r.shape.odd = r.shape.odd || at > len(r.shapes)
	r.shapes = append(r.shapes, fresh)
	return fresh
}

func (r *columnReader) stamp(from stamped) Stamp {
	s := Stamp{Seq: from.seq.step()}
	flags, at := from.flags.count(), from.who.count()
	if at == len(r.authors) {
		spelled := r.of("authors")
		r.authors = append(r.authors, author{r.text(spelled), r.text(spelled), r.text(spelled)})
	}
	if at >= len(r.authors) {
		from.who.odd = true
		return s
	}
	who := r.authors[at]
	s.Chain, s.Op, s.Actor = who.chain, who.op, who.actor
	if flags&flagOp == 0 {
		s.Op += strconv.FormatInt(from.n.step(), 10)
	}
	if flags&flagAt != 0 {
		s.At = r.text(from.at)
	} else {
		s.At = time.UnixMilli(from.moment.step()).UTC().Format(momentFormat)
	}
	if flags&flagLate != 0 {
		s.Late = r.text(from.late)
	}
	return s
}

// idOf reads the id of a record that was made at this moment.
func (r *columnReader) idOf(made int64) string {
	if r.id.rest == "" || r.id.rest[0] != markTimed {
		return r.text(r.id)
	}
	r.id.take(1)
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], uint64(made-r.ago.signed())<<16)
	copy(raw[6:], r.rest.take(10))
	return uuidText(raw[:])
}

// text reads what columnWriter.text wrote.
func (r *columnReader) text(from *column) string {
	if from.rest != "" && from.rest[0] != 0 && from.rest[0] <= markLong {
		return r.marked(from, from.take(1)[0])
	}
	end := strings.IndexByte(from.rest, 0)
	text := from.take(end)
	from.take(1)
	return text
}

// marked reads a text that is not written as it is.
func (r *columnReader) marked(from *column, mark byte) string {
	switch mark {
	case markRecord:
		if at := r.place.count(); at < len(r.records) {
			return r.records[at].ID
		}
	case markKnown:
		if at := r.of("~known").count(); at < len(r.known) {
			return r.known[at]
		}
	case markID:
		if raw := r.of("~id").take(16); raw != "" {
			r.known = append(r.known, uuidText([]byte(raw)))
			return r.known[len(r.known)-1]
		}
	case markHash:
		return hex.EncodeToString([]byte(r.of("~hash").take(32)))
	case markLong:
		return r.of("~long").take(r.of("~size").count())
	}
	from.odd = true
	return ""
}

// take takes so many bytes; a column that has not as many is odd and ends.
func (c *column) take(size int) string {
	if size < 0 || size > len(c.rest) {
		c.odd, c.rest = true, ""
		return ""
	}
	taken := c.rest[:size]
	c.rest = c.rest[size:]
	return taken
}

// number reads a varint.
func (c *column) number() uint64 {
	var number uint64
	for i := range min(len(c.rest), binary.MaxVarintLen64) {
		number |= uint64(c.rest[i]&0x7f) << (7 * i)
		if c.rest[i] < 0x80 {
			c.rest = c.rest[i+1:]
			return number
		}
	}
	c.odd, c.rest = true, ""
	return 0
}

// count reads a number that counts things.
func (c *column) count() int {
	number := c.number()
	if number > 1<<30 {
		c.odd = true
		return 0
	}
	return int(number)
}

func (c *column) signed() int64 {
	number := c.number()
	return int64(number>>1) ^ -int64(number&1)
}

// step reads a number that is written as its distance to the last one.
func (c *column) step() int64 {
	c.last += c.signed()
	return c.last
}
