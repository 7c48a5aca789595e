package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// Go's linker cuts the program's data wherever a few zeros stand, into a hundred
// thousand segments, each with its address. Zeros cost a compressed file almost
// nothing and addresses do: pieces that lie near one another become one, which
// takes a sixteenth off what travels.

// nearby is the most zeros, in bytes, that are written out between two pieces.
const nearby = 256

const dataSection = 11

// piece is a part of the memory that a program starts with.
type piece struct {
	at      int64
	content []byte
}

var errShape = errors.New("not a program as Go's linker writes it")

// joinFile joins the data of the program in a file.
func joinFile(name string) error {
	program, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	joined, err := join(program)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.WriteFile(name+".part", joined, 0o755); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}

// join returns the program with its pieces of data joined; all else stays as it is.
func join(program []byte) ([]byte, error) {
	if len(program) < 8 || string(program[:4]) != "\x00asm" {
		return nil, errShape
	}
	out := bytes.NewBuffer(bytes.Clone(program[:8]))
	for rest := program[8:]; len(rest) > 0; {
		id := rest[0]
		size, n := binary.Uvarint(rest[1:])
		if n <= 0 || uint64(len(rest)-1-n) < size {
			return nil, errShape
		}
		body := rest[1+n : 1+n+int(size)]
		rest = rest[1+n+int(size):]
		if id == dataSection {
			pieces, err := readPieces(body)
			if err != nil {
				return nil, err
			}
			body = writePieces(joinPieces(pieces))
		}
		out.WriteByte(id)
		out.Write(binary.AppendUvarint(nil, uint64(len(body))))
		out.Write(body)
	}
	return out.Bytes(), nil
}

// readPieces reads a data section whose segments are all active, in the first
// memory, at a constant address.
func readPieces(body []byte) ([]piece, error) {
	count, n := binary.Uvarint(body)
	if n <= 0 {
		return nil, errShape
	}
	body = body[n:]
	var pieces []piece
	for range count {
		const active, constant, end = 0x00, 0x41, 0x0b
		if len(body) < 2 || body[0] != active || body[1] != constant {
			return nil, errShape
		}
		at, n := signed(body[2:])
		if n == 0 || len(body) < 3+n || body[2+n] != end {
			return nil, errShape
		}
		body = body[3+n:]
		size, n := binary.Uvarint(body)
		if n <= 0 || uint64(len(body)-n) < size {
			return nil, errShape
		}
		pieces = append(pieces, piece{at, body[n : n+int(size)]})
		body = body[n+int(size):]
	}
	if len(body) != 0 {
		return nil, errShape
	}
	return pieces, nil
}

// joinPieces joins what lies nearby. A piece that does not lie behind the one
// before it stays for itself: of two that overlap, the later one wins.
func joinPieces(pieces []piece) []piece {
	var joined []piece
	for _, p := range pieces {
		if len(joined) > 0 {
			last := &joined[len(joined)-1]
			if gap := p.at - last.at - int64(len(last.content)); gap >= 0 && gap <= nearby {
				last.content = append(append(last.content, make([]byte, gap)...), p.content...)
				continue
			}
		}
		joined = append(joined, piece{p.at, bytes.Clone(p.content)})
	}
	return joined
}

func writePieces(pieces []piece) []byte {
	body := binary.AppendUvarint(nil, uint64(len(pieces)))
	for _, p := range pieces {
		body = append(body, 0x00, 0x41)
		body = appendSigned(body, p.at)
		body = append(body, 0x0b)
		body = binary.AppendUvarint(body, uint64(len(p.content)))
		body = append(body, p.content...)
	}
	return body
}

// signed reads a signed LEB128 number and how many bytes it takes, 0 for none.
func signed(from []byte) (value int64, n int) {
	for shift := 0; n < len(from) && shift < 64; shift += 7 {
		b := from[n]
		n++
		value |= int64(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 && shift+7 < 64 {
				value |= -1 << (shift + 7)
			}
			return value, n
		}
	}
	return 0, 0
}

func appendSigned(to []byte, value int64) []byte {
	for {
		b := byte(value & 0x7f)
		value >>= 7
		if value == 0 && b&0x40 == 0 || value == -1 && b&0x40 != 0 {
			return append(to, b)
		}
		to = append(to, b|0x80)
	}
}
