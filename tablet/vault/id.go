package vault

import (
	"encoding/binary"
	"encoding/hex"
	"time"
)

// RecordIDs makes UUIDs of version 7: they sort in the order in which they were
// made, also within one millisecond. (The usual library brings database/sql
// into the tablet's program.)
type RecordIDs struct{ last int64 }

// Next returns an id; random must hold 8 random bytes.
func (r *RecordIDs) Next(now time.Time, random []byte) string {
	r.last = max(r.last+1, now.UnixMilli()<<12) // the low 12 bits count within the millisecond
	var id [16]byte
	binary.BigEndian.PutUint64(id[:8], uint64(r.last>>12)<<16|uint64(r.last&0xfff))
	id[6] |= 7 << 4
	copy(id[8:], random[:8])
	id[8] = id[8]&0x3f | 0x80
	text := hex.EncodeToString(id[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}
