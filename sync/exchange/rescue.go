package exchange

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"doorstep/casework"
	"doorstep/sync/oplog"
)

// A rescue file holds what only a tablet has, sealed to its agency: operations
// first, then attachments. It can lie anywhere: it says which agency and device
// it is from, and nothing of any person. Formats only grow.
//
//	section = magic, length, RescueHead as JSON, Count items, "end\n"
//	item    = length, RescueItem as JSON, Length bytes
//
// Lengths are 32 bits, big-endian. A file can hold several sections: one for
// each set-up of the tablet.
const (
	rescueMagic  = "doorstep-rescue\n"
	rescueEnd    = "end\n"
	RescueFormat = 1
	maxRescueTag = 64 << 10 // bytes of one head or item before its body
)

// RescueHead begins a section.
type RescueHead struct {
	Format int    `json:"format"`
	Agency string `json:"agency"` // tenant id
	Device string `json:"device"`
	Epoch  int64  `json:"epoch"`
	Count  int    `json:"count"`
	Made   string `json:"made"` // device clock, UTC
}

// RescueItem announces one item. An operation has a number; its body is the
// box. An attachment has a SHA-256, its plain size, its sealed key and the
// nonce; its body is what follows the nonce.
type RescueItem struct {
	N      int64  `json:"n,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
	Size   int64  `json:"size,omitempty"`
	Key    []byte `json:"key,omitempty"`
	Nonce  []byte `json:"nonce,omitempty"`
	Length int64  `json:"length"`
}

// The errors of reading a rescue file. One that ends too early answers
// io.ErrUnexpectedEOF.
var (
	ErrRescue      = errors.New("exchange: no rescue file")
	ErrRescueNewer = errors.New("exchange: a rescue file of a newer format")
)

// Bytes returns how a section begins.
func (h RescueHead) Bytes() []byte { return append([]byte(rescueMagic), tagged(h)...) }

// Bytes returns what stands before the item's body.
func (i RescueItem) Bytes() []byte { return tagged(i) }

// RescueEnd returns how a section ends.
func RescueEnd() []byte { return []byte(rescueEnd) }

func tagged(value any) []byte {
	encoded, err := json.Marshal(value)
	if err != nil {
		panic("exchange: a rescue tag always encodes: " + err.Error())
	}
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(encoded))), encoded...)
}

// RescueReader reads a rescue file from its beginning to its end, holding no
// more than one tag of it.
type RescueReader struct {
	from *bufio.Reader
	left int // items of this section
	body *io.LimitedReader
}

// NewRescueReader reads from a stream.
func NewRescueReader(from io.Reader) *RescueReader {
	return &RescueReader{from: bufio.NewReader(from)}
}

// Section begins the next section; io.EOF where there is none any more.
func (r *RescueReader) Section() (RescueHead, error) {
	var head RescueHead
	magic := make([]byte, len(rescueMagic))
	n, err := io.ReadFull(r.from, magic)
	switch {
	case err == io.EOF:
		return head, io.EOF
	case string(magic[:n]) != rescueMagic[:n]:
		return head, ErrRescue
	case err != nil:
		return head, cutShort(err)
	}
	if err := r.tag(&head); err != nil {
		return head, err
	}
	if head.Format > RescueFormat {
		return head, ErrRescueNewer
	}
	if head.Format < 1 || head.Device == "" || head.Count < 0 {
		return head, ErrRescue
	}
	r.left = head.Count
	return head, nil
}

// Item returns the next item of the section and its body, which is to be read
// before the next call; io.EOF at the end of the section.
func (r *RescueReader) Item() (RescueItem, io.Reader, error) {
	var item RescueItem
	if r.body != nil {
		if _, err := io.Copy(io.Discard, r.body); err != nil {
			return item, nil, err
		}
		if r.body.N > 0 {
			return item, nil, io.ErrUnexpectedEOF
		}
		r.body = nil
	}
	if r.left == 0 {
		return item, nil, r.end()
	}
	r.left--
	if err := r.tag(&item); err != nil {
		return item, nil, err
	}
	if most := item.most(); item.Length < 0 || item.Length > most {
		return item, nil, fmt.Errorf("%w: an item of %d bytes", ErrRescue, item.Length)
	}
	r.body = &io.LimitedReader{R: r.from, N: item.Length}
	return item, r.body, nil
}

// sealRoom is what a seal adds to what is in it, generously.
const sealRoom = 4 << 10

// most is how long an item's body may be.
func (i RescueItem) most() int64 {
	if i.SHA256 != "" {
		return int64(casework.MaxAttachment()) + sealRoom
	}
	return oplog.MaxBytes + sealRoom
}

// end checks that the section ends as one does.
func (r *RescueReader) end() error {
	mark := make([]byte, len(rescueEnd))
	if _, err := io.ReadFull(r.from, mark); err != nil {
		return cutShort(err)
	}
	if string(mark) != rescueEnd {
		return ErrRescue
	}
	return io.EOF
}

func (r *RescueReader) tag(into any) error {
	var length [4]byte
	if _, err := io.ReadFull(r.from, length[:]); err != nil {
		return cutShort(err)
	}
	size := binary.BigEndian.Uint32(length[:])
	if size > maxRescueTag {
		return ErrRescue
	}
	encoded := make([]byte, size)
	if _, err := io.ReadFull(r.from, encoded); err != nil {
		return cutShort(err)
	}
	if err := json.Unmarshal(encoded, into); err != nil {
		return fmt.Errorf("%w: %w", ErrRescue, err)
	}
	return nil
}

func cutShort(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
