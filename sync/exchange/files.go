package exchange

import (
	"context"
	"fmt"
	"strconv"
)

// PartBytes is how much of a file travels in one request (1 MiB), with its
// checksum: a cut at any byte costs at most one such part.
const PartBytes = 1 << 20

// FileToSend is an attachment that the office shall have.
type FileToSend struct {
	SHA256 string
	Size   int64
}

// FileState is how far the office is with a file.
type FileState struct {
	Offset int64 // bytes it has from this person
	Whole  bool  // all of them, with their hash
	Safe   bool  // and they are in its object store
}

// FileTransport carries parts of files (protocol: tus 1.0).
type FileTransport interface {
	// FileState asks how far the office is; nothing is known of a new file.
	FileState(ctx context.Context, sha256 string) (FileState, error)
	// SendPart sends the bytes from offset to end, with their checksum.
	SendPart(ctx context.Context, file FileToSend, offset, end int64) (FileState, error)
}

// SendFile sends what the office does not have yet of a file, part by part. It
// stops between two parts once yield says that something more urgent waits; the
// state then says how far it came. After an error the next call goes on where
// the office truly is.
func SendFile(ctx context.Context, transport FileTransport, file FileToSend, yield func() bool) (FileState, error) {
	state, err := transport.FileState(ctx, file.SHA256)
	for err == nil && !state.Whole && !yield() {
		before := state.Offset
		state, err = transport.SendPart(ctx, file, before, min(before+PartBytes, file.Size))
		if err == nil && !state.Whole && state.Offset <= before {
			err = fmt.Errorf("exchange: a file stayed at byte %d of %d", before, file.Size)
		}
	}
	return state, err
}

// StateOfFile reads the state from the headers of an answer; an answer without
// an offset is none.
func StateOfFile(header func(name string) string) (FileState, error) {
	offset, err := strconv.ParseInt(header("Upload-Offset"), 10, 64)
	if err != nil {
		return FileState{}, fmt.Errorf("exchange: upload offset: %w", err)
	}
	place := header("Doorstep-Place")
	return FileState{Offset: offset, Whole: place == "staged" || place == "objects", Safe: place == "objects"}, nil
}
