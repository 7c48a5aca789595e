package casework

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A caseload is thousands of records, and reading and writing them is most of
// what a sync costs. Nearly all are plain: what this file writes, in its order,
// without members of a newer build. Those take the short way; whatever looks
// different goes through encoding/json, and both give the same bytes and the
// same records (FuzzRecord holds them to it).

// AppendRecords writes records as a JSON array.
func AppendRecords(text []byte, records []*Record) ([]byte, error) {
	text = append(text, '[')
	for i, record := range records {
		if i > 0 {
			text = append(text, ',')
		}
		encoded, err := record.MarshalJSON()
		if err != nil {
			return nil, err
		}
		text = append(text, encoded...)
	}
	return append(text, ']'), nil
}

// ReadRecords reads what AppendRecords wrote, in this build or another, and what
// AppendColumns wrote.
func ReadRecords(content []byte) ([]*Record, error) {
	if bytes.HasPrefix(content, []byte(columnsMagic)) {
		return readColumns(string(content))
	}
	if isText(content) {
		s := scanner{text: string(content)}
		if records := s.records(); !s.odd && s.at == len(s.text) {
			return records, nil
		}
	}
	var records []*Record
	err := json.Unmarshal(content, &records)
	return records, err
}

// append writes a record that has no members of a newer build.
func (r *Record) append(text []byte) []byte {
	text = appendString(append(text, `{"id":`...), r.ID)
	text = appendString(append(text, `,"kind":`...), string(r.Kind))
	text = append(text, `,"f":`...)
	if r.Fields == nil {
		text = append(text, "null"...)
	} else {
		text = appendMap(text, r.Fields, appendString)
	}
	text = appendStamp(append(text, `,"made":`...), r.Created)
	if len(r.Changed) > 0 {
		text = appendMap(append(text, `,"by":`...), r.Changed, appendStamp)
	}
	for i, sibling := range r.Siblings {
		text = append(text, map[bool]string{true: `,"sib":[`, false: ","}[i == 0]...)
		text = appendString(append(text, `{"id":`...), sibling.ID)
		text = appendString(append(text, `,"field":`...), sibling.Field)
		text = appendString(append(text, `,"text":`...), sibling.Text)
		text = append(appendStamp(append(text, `,"stamp":`...), sibling.Stamp), '}')
	}
	if len(r.Siblings) > 0 {
		text = append(text, ']')
	}
	if r.Removed != nil {
		text = appendString(append(text, `,"gone":{"reason":`...), r.Removed.Reason)
		text = append(appendStamp(append(text, `,"stamp":`...), r.Removed.Stamp), '}')
	}
	return append(text, '}')
}

func appendStamp(text []byte, stamp Stamp) []byte {
	text = strconv.AppendInt(append(text, `{"q":`...), stamp.Seq, 10)
	if stamp.Chain != "" {
		text = appendString(append(text, `,"c":`...), stamp.Chain)
	}
	text = appendString(append(text, `,"o":`...), stamp.Op)
	text = appendString(append(text, `,"a":`...), stamp.Actor)
	text = appendString(append(text, `,"t":`...), stamp.At)
	if stamp.Late != "" {
		text = appendString(append(text, `,"l":`...), stamp.Late)
	}
	return append(text, '}')
}

func appendMap[T any](text []byte, values map[string]T, one func([]byte, T) []byte) []byte {
	text = append(text, '{')
	for i, name := range slices.Sorted(maps.Keys(values)) {
		if i > 0 {
			text = append(text, ',')
		}
		text = one(append(appendString(text, name), ':'), values[name])
	}
	return append(text, '}')
}

// quoted are the bytes that encoding/json does not write as they are.
var quoted = func() (list [256]bool) {
	for c := range list {
		list[c] = c < ' ' || c >= utf8.RuneSelf || strings.ContainsRune(`"\<>&`, rune(c))
	}
	return list
}()

// appendString quotes as encoding/json does, which does it where anything but
// plain letters comes.
func appendString(text []byte, value string) []byte {
	for i := range len(value) {
		if quoted[value[i]] {
			encoded, _ := json.Marshal(value) // a string always encodes
			return append(text, encoded...)
		}
	}
	return append(append(append(text, '"'), value...), '"')
}

// readPlain takes the short way, and reports whether the record is plain.
func (r *Record) readPlain(content []byte) bool {
	if !isText(content) {
		return false
	}
	s, plain := scanner{text: string(content)}, Record{}
	if s.record(&plain); s.odd || s.at != len(s.text) {
		return false
	}
	*r = plain
	return true
}

// isText reports UTF-8 without control characters: plain records have neither
// line breaks between their members nor unescaped ones in their strings.
func isText(content []byte) bool {
	const every, high = 0x0101010101010101, 0x8080808080808080
	at := 0
	for ; at+8 <= len(content); at += 8 { // eight bytes at once
		eight := binary.LittleEndian.Uint64(content[at:])
		if (eight-every*' ')&^eight&high != 0 {
			return false
		}
	}
	for ; at < len(content); at++ {
		if content[at] < ' ' {
			return false
		}
	}
	return utf8.Valid(content)
}

// scanner reads plain records. odd says that the text is none, and that nothing
// read so far counts.
type scanner struct {
	text string
	at   int
	odd  bool
}

// is takes the token where it comes next.
func (s *scanner) is(token string) bool {
	if !strings.HasPrefix(s.text[s.at:], token) {
		return false
	}
	s.at += len(token)
	return true
}

// must takes a token that has to come next.
func (s *scanner) must(token string) {
	if !s.is(token) {
		s.odd = true
	}
}

func (s *scanner) records() []*Record {
	records := []*Record{}
	s.must("[")
	for !s.odd && !s.is("]") {
		if len(records) > 0 {
			s.must(",")
		}
		record := &Record{}
		s.record(record)
		records = append(records, record)
	}
	return records
}

func (s *scanner) record(r *Record) {
	s.must(`{"id":`)
	r.ID = s.string()
	s.must(`,"kind":`)
	r.Kind = Kind(s.string())
	s.must(`,"f":`)
	r.Fields = scanMap(s, s.string)
	s.must(`,"made":`)
	r.Created = s.stamp()
	if s.is(`,"by":`) {
		r.Changed = scanMap(s, s.stamp)
	}
	if s.is(`,"sib":[`) {
		s.siblings(r)
	}
	if s.is(`,"gone":{"reason":`) {
		r.Removed = &Removal{Reason: s.string()}
		s.must(`,"stamp":`)
		r.Removed.Stamp = s.stamp()
		s.must("}")
	}
	s.must("}")
}

func (s *scanner) siblings(r *Record) {
	for more := true; more && !s.odd; more = s.is(",") {
		var sibling Sibling
		s.must(`{"id":`)
		sibling.ID = s.string()
		s.must(`,"field":`)
		sibling.Field = s.string()
		s.must(`,"text":`)
		sibling.Text = s.string()
		s.must(`,"stamp":`)
		sibling.Stamp = s.stamp()
		s.must("}")
		r.Siblings = append(r.Siblings, sibling)
	}
	s.must("]")
}

func scanMap[T any](s *scanner, one func() T) map[string]T {
	values := map[string]T{}
	s.must("{")
	for !s.odd && !s.is("}") {
		if len(values) > 0 {
			s.must(",")
		}
		name := s.string()
		s.must(":")
		before := len(values)
		values[name] = one()
		s.odd = s.odd || len(values) == before // twice
	}
	return values
}

func (s *scanner) stamp() (stamp Stamp) {
	s.must(`{"q":`)
	stamp.Seq = s.number()
	if s.is(`,"c":`) {
		stamp.Chain = s.string()
	}
	s.must(`,"o":`)
	stamp.Op = s.string()
	s.must(`,"a":`)
	stamp.Actor = s.string()
	s.must(`,"t":`)
	stamp.At = s.string()
	if s.is(`,"l":`) {
		stamp.Late = s.string()
	}
	s.must("}")
	return stamp
}

// number reads a whole number without leading zeros.
func (s *scanner) number() int64 {
	start, negative := s.at, s.is("-")
	first, value := s.at, int64(0)
	for ; s.at < len(s.text) && s.text[s.at] >= '0' && s.text[s.at] <= '9'; s.at++ {
		value = value*10 + int64(s.text[s.at]-'0')
	}
	digits := s.at - first
	s.odd = s.odd || digits == 0 || s.text[first] == '0' && (digits > 1 || negative)
	if digits > 18 { // it may not fit
		var err error
		value, err = strconv.ParseInt(s.text[start:s.at], 10, 64)
		s.odd = s.odd || err != nil
		return value
	}
	if negative {
		return -value
	}
	return value
}

// string reads a string, a part of the text where nothing in it is escaped.
func (s *scanner) string() string {
	s.must(`"`)
	if s.odd {
		return ""
	}
	length := strings.IndexByte(s.text[s.at:], '"')
	if length < 0 {
		s.odd = true
		return ""
	}
	value := s.text[s.at : s.at+length]
	if strings.IndexByte(value, '\\') >= 0 {
		return s.escaped()
	}
	s.at += length + 1
	return value
}

// escaped reads a string that needs unquoting.
func (s *scanner) escaped() (value string) {
	for end := s.at; end < len(s.text); end++ {
		switch s.text[end] {
		case '\\':
			end++
		case '"':
			s.odd = s.odd || json.Unmarshal([]byte(s.text[s.at-1:end+1]), &value) != nil
			s.at = end + 1
			return value
		}
	}
	s.odd = true
	return ""
}
