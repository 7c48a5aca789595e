package casework

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// A newer build adds members at the end of a record, a stamp, a sibling or a
// removal. This one does not know what they mean; it carries them along, in
// their order, so that nothing is lost on the way through an older tablet or
// server and both have the same digest.

// extra is JSON members as they came, without the braces: `"x":1,"y":[2]`.
type extra string

// plainRecord is a Record that encodes and decodes by its tags alone.
type plainRecord Record

// MarshalJSON writes the members this build knows and then the others.
func (r *Record) MarshalJSON() ([]byte, error) {
	if !r.hasExtras() {
		return r.append(make([]byte, 0, 512)), nil
	}
	return r.marshalExtras()
}

// UnmarshalJSON reads what MarshalJSON wrote, in this build or a newer one.
func (r *Record) UnmarshalJSON(content []byte) error {
	if r.readPlain(content) {
		return nil
	}
	return r.readAny(content)
}

func (r *Record) readAny(content []byte) error {
	var plain plainRecord
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&plain); err == nil {
		*r = Record(plain)
		return nil
	}
	plain = plainRecord{}
	if err := json.Unmarshal(content, &plain); err != nil {
		return err
	}
	*r = Record(plain)
	return r.readExtras(content)
}

func (r *Record) hasExtras() bool {
	if r.extra != "" || r.Created.extra != "" {
		return true
	}
	for _, stamp := range r.Changed {
		if stamp.extra != "" {
			return true
		}
	}
	for _, sibling := range r.Siblings {
		if sibling.extra != "" || sibling.Stamp.extra != "" {
			return true
		}
	}
	return r.Removed != nil && (r.Removed.extra != "" || r.Removed.Stamp.extra != "")
}

// looseRecord is a record whose parts are encoded one by one.
type looseRecord struct {
	ID       json.RawMessage            `json:"id"`
	Kind     json.RawMessage            `json:"kind"`
	Fields   json.RawMessage            `json:"f"`
	Created  json.RawMessage            `json:"made"`
	Changed  map[string]json.RawMessage `json:"by,omitempty"`
	Siblings []json.RawMessage          `json:"sib,omitempty"`
	Removed  json.RawMessage            `json:"gone,omitempty"`
}

// looseStamped is a sibling or a removal whose stamp is encoded apart.
type looseStamped struct {
	ID     string          `json:"id,omitempty"`
	Field  string          `json:"field,omitempty"`
	Text   *string         `json:"text,omitempty"`
	Reason *string         `json:"reason,omitempty"`
	Stamp  json.RawMessage `json:"stamp"`
}

func (r *Record) marshalExtras() ([]byte, error) {
	var loose looseRecord
	e := encoder{}
	loose.ID, loose.Kind, loose.Fields = e.encode(r.ID, ""), e.encode(r.Kind, ""), e.encode(r.Fields, "")
	loose.Created = e.stamp(r.Created)
	for name, stamp := range r.Changed {
		if loose.Changed == nil {
			loose.Changed = map[string]json.RawMessage{}
		}
		loose.Changed[name] = e.stamp(stamp)
	}
	for _, s := range r.Siblings {
		loose.Siblings = append(loose.Siblings, e.encode(looseStamped{ID: s.ID, Field: s.Field, Text: &s.Text, Stamp: e.stamp(s.Stamp)}, s.extra))
	}
	if r.Removed != nil {
		loose.Removed = e.encode(looseStamped{Reason: &r.Removed.Reason, Stamp: e.stamp(r.Removed.Stamp)}, r.Removed.extra)
	}
	whole := e.encode(loose, r.extra)
	return whole, e.err
}

// encoder encodes values and puts members of a newer build behind their own.
type encoder struct{ err error }

func (e *encoder) encode(value any, more extra) json.RawMessage {
	encoded, err := json.Marshal(value)
	if err != nil && e.err == nil {
		e.err = err
	}
	if more == "" || len(encoded) < 2 {
		return encoded
	}
	encoded = encoded[:len(encoded)-1]
	if len(encoded) > 1 {
		encoded = append(encoded, ',')
	}
	return append(append(encoded, more...), '}')
}

func (e *encoder) stamp(stamp Stamp) json.RawMessage { return e.encode(stamp, stamp.extra) }

// readExtras keeps the members that this build does not know.
func (r *Record) readExtras(content []byte) error {
	var loose looseRecord
	if err := json.Unmarshal(content, &loose); err != nil {
		return err
	}
	d := decoder{}
	r.extra = d.unknown(content, "id", "kind", "f", "made", "by", "sib", "gone")
	r.Created.extra = d.ofStamp(loose.Created)
	for name, stamp := range r.Changed {
		stamp.extra = d.ofStamp(loose.Changed[name])
		r.Changed[name] = stamp
	}
	for i := range r.Siblings {
		r.Siblings[i].extra = d.unknown(loose.Siblings[i], "id", "field", "text", "stamp")
		r.Siblings[i].Stamp.extra = d.ofStamp(d.member(loose.Siblings[i], "stamp"))
	}
	if r.Removed != nil {
		r.Removed.extra = d.unknown(loose.Removed, "reason", "stamp")
		r.Removed.Stamp.extra = d.ofStamp(d.member(loose.Removed, "stamp"))
	}
	return d.err
}

// decoder picks members out of encoded objects.
type decoder struct{ err error }

func (d *decoder) ofStamp(content []byte) extra {
	return d.unknown(content, "q", "c", "o", "a", "t", "l")
}

// unknown returns the members besides those known, as they came.
func (d *decoder) unknown(content []byte, known ...string) extra {
	var more []byte
	d.each(content, func(name string, value json.RawMessage) {
		if slices.Contains(known, name) {
			return
		}
		if len(more) > 0 {
			more = append(more, ',')
		}
		key, err := json.Marshal(name)
		if err != nil && d.err == nil {
			d.err = err
		}
		more = append(append(append(more, key...), ':'), value...)
	})
	return extra(more)
}

func (d *decoder) member(content []byte, wanted string) json.RawMessage {
	var found json.RawMessage
	d.each(content, func(name string, value json.RawMessage) {
		if name == wanted {
			found = value
		}
	})
	return found
}

// each calls for every member of an object, in order.
func (d *decoder) each(content []byte, visit func(name string, value json.RawMessage)) {
	if len(content) == 0 || string(content) == "null" || d.err != nil {
		return
	}
	tokens := json.NewDecoder(bytes.NewReader(content))
	if open, err := tokens.Token(); err != nil || open != json.Delim('{') {
		d.err = fmt.Errorf("casework: a part of a record is no object: %w", err)
		return
	}
	for tokens.More() {
		name, err := tokens.Token()
		var value json.RawMessage
		if err == nil {
			err = tokens.Decode(&value)
		}
		if err != nil {
			d.err = fmt.Errorf("casework: member of a record: %w", err)
			return
		}
		visit(name.(string), value)
	}
}
