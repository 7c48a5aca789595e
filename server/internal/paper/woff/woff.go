// Package woff unpacks WOFF 1.0 faces, as npm carries them, into TrueType
// files, as PDFs carry them.
package woff

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sort"
)

// Limits that hold back a file that is no face.
const (
	maxTables = 64
	maxTable  = 8 << 20 // bytes of one table, unpacked
)

// ErrFormat is the class of every error of TrueType.
var ErrFormat = errors.New("woff: not a WOFF 1.0 file with TrueType outlines")

const (
	signature   = 0x774f4646 // "wOFF"
	trueType    = 0x00010000
	headerSize  = 44
	entrySize   = 20
	sfntHeader  = 12
	sfntEntry   = 16
	checksumAll = 0xB1B0AFBA
)

type table struct {
	tag      uint32
	checksum uint32
	data     []byte
}

// TrueType returns the face as a TrueType file.
func TrueType(packed []byte) ([]byte, error) {
	if len(packed) < headerSize || binary.BigEndian.Uint32(packed) != signature || binary.BigEndian.Uint32(packed[4:]) != trueType {
		return nil, ErrFormat
	}
	count := int(binary.BigEndian.Uint16(packed[12:]))
	if count == 0 || count > maxTables || len(packed) < headerSize+count*entrySize {
		return nil, fmt.Errorf("%w: %d tables", ErrFormat, count)
	}
	tables := make([]table, count)
	for i := range tables {
		one, err := unpack(packed, packed[headerSize+i*entrySize:])
		if err != nil {
			return nil, err
		}
		tables[i] = one
	}
	sort.Slice(tables, func(i, j int) bool { return tables[i].tag < tables[j].tag })
	return join(tables), nil
}

// unpack reads the table that a directory entry names.
func unpack(packed, entry []byte) (table, error) {
	offset, stored := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:])
	size := binary.BigEndian.Uint32(entry[12:])
	one := table{tag: binary.BigEndian.Uint32(entry), checksum: binary.BigEndian.Uint32(entry[16:])}
	end := uint64(offset) + uint64(stored)
	if end > uint64(len(packed)) || stored > size || size > maxTable {
		return one, fmt.Errorf("%w: a table lies outside", ErrFormat)
	}
	data := packed[offset:end]
	if stored < size {
		reader, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			return one, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		if data, err = io.ReadAll(io.LimitReader(reader, int64(size)+1)); err != nil {
			return one, fmt.Errorf("%w: %w", ErrFormat, err)
		}
	}
	if uint32(len(data)) != size {
		return one, fmt.Errorf("%w: a table has %d bytes, not %d", ErrFormat, len(data), size)
	}
	one.data = bytes.Clone(data)
	return one, nil
}

// join writes header, directory and tables, each at a multiple of four.
func join(tables []table) []byte {
	count := uint16(len(tables))
	power := uint16(1)
	selector := uint16(0)
	for power*2 <= count {
		power, selector = power*2, selector+1
	}
	file := binary.BigEndian.AppendUint32(nil, trueType)
	for _, number := range []uint16{count, power * sfntEntry, selector, (count - power) * sfntEntry} {
		file = binary.BigEndian.AppendUint16(file, number)
	}
	offset, head := uint32(sfntHeader+len(tables)*sfntEntry), -1
	for _, one := range tables {
		if one.tag == binary.BigEndian.Uint32([]byte("head")) {
			head = int(offset)
		}
		for _, number := range []uint32{one.tag, one.checksum, offset, uint32(len(one.data))} {
			file = binary.BigEndian.AppendUint32(file, number)
		}
		offset += uint32(len(one.data)+3) &^ 3
	}
	for _, one := range tables {
		file = append(file, one.data...)
		file = append(file, make([]byte, (4-len(one.data)%4)%4)...)
	}
	if head >= 0 && head+12 <= len(file) { // the sum of the whole file, its own field counted as 0
		binary.BigEndian.PutUint32(file[head+8:], 0)
		binary.BigEndian.PutUint32(file[head+8:], checksumAll-sum(file))
	}
	return file
}

func sum(file []byte) (total uint32) {
	for i := 0; i+4 <= len(file); i += 4 {
		total += binary.BigEndian.Uint32(file[i:])
	}
	return total
}
