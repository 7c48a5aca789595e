package woff_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"doorstep/server/internal/paper/woff"
)

// pack makes a WOFF file of a TrueType file.
func pack(t *testing.T, face []byte) []byte {
	t.Helper()
	count := int(binary.BigEndian.Uint16(face[4:]))
	header := binary.BigEndian.AppendUint32(nil, 0x774f4646)
	header = binary.BigEndian.AppendUint32(header, 0x00010000)
	header = append(header, make([]byte, 36)...)
	binary.BigEndian.PutUint16(header[12:], uint16(count))
	var directory, data []byte
	for i := range count {
		entry := face[12+i*16:]
		offset, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		plain := face[offset : offset+size]
		var packed bytes.Buffer
		writer := zlib.NewWriter(&packed)
		writer.Write(plain)
		writer.Close()
		stored := packed.Bytes()
		if len(stored) >= len(plain) {
			stored = plain
		}
		at := uint32(44 + count*20 + len(data))
		directory = append(directory, entry[:4]...)
		for _, number := range []uint32{at, uint32(len(stored)), size, binary.BigEndian.Uint32(entry[4:])} {
			directory = binary.BigEndian.AppendUint32(directory, number)
		}
		data = append(data, stored...)
		data = append(data, make([]byte, (4-len(data)%4)%4)...)
	}
	return append(append(header, directory...), data...)
}

func TestTrueType(t *testing.T) {
	file, err := woff.TrueType(pack(t, goregular.TTF))
	if err != nil {
		t.Fatal(err)
	}
	face, err := sfnt.Parse(file)
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	if index, err := face.GlyphIndex(&buffer, 'Å'); err != nil || index == 0 {
		t.Errorf("glyph of Å: %d, %v", index, err)
	}
}

func TestWhatIsNoFace(t *testing.T) {
	whole := pack(t, goregular.TTF)
	for name, bad := range map[string][]byte{
		"empty": nil, "a TrueType file": goregular.TTF, "cut in the header": whole[:40], "cut in the directory": whole[:60],
		"cut in the tables": whole[:len(whole)/2], "damaged": append(append([]byte(nil), whole[:3000]...), make([]byte, len(whole)-3000)...),
	} {
		if _, err := woff.TrueType(bad); !errors.Is(err, woff.ErrFormat) {
			t.Errorf("%s: error %v, want ErrFormat", name, err)
		}
	}
}

func FuzzTrueType(f *testing.F) {
	f.Add([]byte("wOFF"))
	f.Fuzz(func(t *testing.T, packed []byte) {
		if _, err := woff.TrueType(packed); err != nil && !errors.Is(err, woff.ErrFormat) {
			t.Errorf("error %v is of no class", err)
		}
	})
}
