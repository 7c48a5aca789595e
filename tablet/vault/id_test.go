package vault

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestRecordIDsSortByTime(t *testing.T) {
	now := time.Date(2026, 11, 21, 9, 0, 0, 123_000_000, time.UTC)
	var ids RecordIDs
	last := ""
	for i := range 10_000 { // more than one millisecond can count
		if i == 6000 {
			now = now.Add(-time.Hour) // a clock that was set back
		}
		id := ids.Next(now, bytes.Repeat([]byte{byte(255 - i)}, 8))
		if id <= last {
			t.Fatalf("id %d, %s, sorts before %s", i, id, last)
		}
		last = id
		read, err := uuid.Parse(id)
		if err != nil || read.Version() != 7 || read.Variant() != uuid.RFC4122 {
			t.Fatalf("%s is not a UUID of version 7: %v", id, err)
		}
	}
	first := (&RecordIDs{}).Next(now, make([]byte, 8))
	seconds, nanos := uuid.MustParse(first).Time().UnixTime()
	if at := time.Unix(seconds, nanos).UTC(); !at.Equal(now) {
		t.Errorf("%s was made at %v, want %v", first, at, now)
	}
}
