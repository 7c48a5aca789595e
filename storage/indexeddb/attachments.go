//go:build js && wasm

package indexeddb

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"syscall/js"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/indexeddb/web"
)

// fileKey opens one attachment. It is sealed twice, for this vault and for the
// agency, while the bytes (25 MB and more) are sealed once, under it.
type fileKey struct {
	Key   []byte `json:"key"` // AES-256-GCM
	Media string `json:"media"`
}

// PutAttachment stores the bytes; they wait here until the office has them.
func (s *Store) PutAttachment(ctx context.Context, sha, media string, content []byte) error {
	return s.putFile(ctx, sha, media, content, false)
}

// CacheAttachment stores bytes that came from the office.
func (s *Store) CacheAttachment(ctx context.Context, sha, media string, content []byte) error {
	return s.putFile(ctx, sha, media, content, true)
}

func (s *Store) putFile(ctx context.Context, sha, media string, content []byte, safe bool) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != sha {
		return storage.ErrHash
	}
	return s.write(func(next *manifest) ([]row, error) {
		if _, here := next.Files[sha]; here {
			return nil, nil
		}
		value, err := s.sealFile(sha, media, content, next.Turn, safe)
		if err != nil {
			return nil, err
		}
		next.Files[sha] = fileEntry{Version: next.Turn, Size: int64(len(content)), Safe: safe}
		return []row{{storeFiles, sha, value}}, nil
	})
}

func (s *Store) sealFile(sha, media string, content []byte, version int64, safe bool) (js.Value, error) {
	opener := fileKey{Key: web.Random(32), Media: media}
	key, err := web.ImportKey(opener.Key)
	if err != nil {
		return js.Undefined(), err
	}
	sealed, err := key.Seal(web.Array(content), s.vault.FileInfo(sha))
	if err != nil {
		return js.Undefined(), err
	}
	sealedKey, err := s.seal(storeFiles, sha, version, opener)
	if err != nil {
		return js.Undefined(), err
	}
	value := js.ValueOf(map[string]any{"content": sealed, "key": sealedKey})
	if safe {
		return value, nil
	}
	plain, err := json.Marshal(opener)
	if err != nil {
		return js.Undefined(), fmt.Errorf("indexeddb: encode file key: %w", err)
	}
	handIn, err := s.vault.SealToAgency(s.vault.FileInfo(sha), plain)
	if err != nil {
		return js.Undefined(), fmt.Errorf("indexeddb: seal file %s to the agency: %w", sha, err)
	}
	value.Set("handIn", web.Array(handIn))
	return value, nil
}

// OpenAttachment returns the bytes.
func (s *Store) OpenAttachment(ctx context.Context, sha string) (io.ReadCloser, int64, error) {
	content, _, err := s.Attachment(ctx, sha)
	if err != nil {
		return nil, 0, err
	}
	return io.NopCloser(bytes.NewReader(content)), int64(len(content)), nil
}

// Attachment returns the bytes and their media type.
func (s *Store) Attachment(ctx context.Context, sha string) (content []byte, media string, err error) {
	array, media, err := s.AttachmentArray(ctx, sha)
	if err != nil {
		return nil, "", err
	}
	return web.Bytes(array), media, nil
}

// AttachmentArray returns the bytes as a Uint8Array of the browser's, and their
// media type: to send a file, its bytes need not enter Go's memory.
func (s *Store) AttachmentArray(ctx context.Context, sha string) (content js.Value, media string, err error) {
	none := js.Undefined()
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return none, "", err
	}
	defer leave()
	if _, here := s.manifest.Files[sha]; !here {
		return none, "", casework.Fail(casework.NotFound)
	}
	var value js.Value
	if err := s.read([]string{storeFiles}, func(tx *web.Tx) {
		tx.Get(storeFiles, sha, func(stored js.Value) { value = stored })
	}); err != nil {
		return none, "", err
	}
	if value.Type() != js.TypeObject {
		return none, "", fmt.Errorf("%w: file %s", ErrTampered, sha)
	}
	var opener fileKey
	if err := s.open(storeFiles, sha, s.manifest.Files[sha].Version, value.Get("key"), &opener); err != nil {
		return none, "", err
	}
	key, err := web.ImportKey(opener.Key)
	if err != nil {
		return none, "", err
	}
	plain, err := key.Open(value.Get("content"), s.vault.FileInfo(sha))
	if err != nil {
		return none, "", fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return plain, opener.Media, nil
}

// AttachmentPlace says where the bytes are.
func (s *Store) AttachmentPlace(ctx context.Context, sha string) (storage.Place, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return storage.Nowhere, err
	}
	defer leave()
	file, here := s.manifest.Files[sha]
	switch {
	case !here:
		return storage.Nowhere, nil
	case file.Safe:
		return storage.Safe, nil
	case file.Refused:
		return storage.Refused, nil
	}
	return storage.Here, nil
}

// WaitingFile is an attachment that the office's object store does not have.
type WaitingFile struct {
	SHA256 string
	Size   int64
	Sent   bool // the office has it all, on its own disk
}

// WaitingFiles lists them in the order in which they go: what is only here before
// what is only not safe yet, small before large, so that the small picture of a
// photo never waits for a scan. What the office refused is not among them.
func (s *Store) WaitingFiles(ctx context.Context) ([]WaitingFile, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var list []WaitingFile
	for sha, file := range s.manifest.Files {
		if !file.Safe && !file.Refused {
			list = append(list, WaitingFile{SHA256: sha, Size: file.Size, Sent: file.Sent})
		}
	}
	slices.SortFunc(list, func(a, b WaitingFile) int {
		if a.Sent != b.Sent {
			if b.Sent {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.Size, b.Size), cmp.Compare(s.manifest.Files[a.SHA256].Version, s.manifest.Files[b.SHA256].Version))
	})
	return list, nil
}

// FilesHere lists what is only on this tablet; the value says that the office
// refused it.
func (s *Store) FilesHere(ctx context.Context) (map[string]bool, error) {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	here := map[string]bool{}
	for sha, file := range s.manifest.Files {
		if !file.Safe && !file.Sent {
			here[sha] = file.Refused
		}
	}
	return here, nil
}

// MarkSent notes that the office has all of the bytes on its own disk; the
// tablet keeps its own until they are safe.
func (s *Store) MarkSent(ctx context.Context, sha string) error {
	return s.mark(ctx, sha, func(file *fileEntry) { file.Sent = true })
}

// MarkSafe notes that the office's object store has the bytes. They stay here
// to be shown until their case leaves the tablet.
func (s *Store) MarkSafe(ctx context.Context, sha string) error {
	return s.mark(ctx, sha, func(file *fileEntry) { file.Sent, file.Safe = true, true })
}

// MarkRefused sets a file aside that the office does not take. It stays here,
// and holds up no other.
func (s *Store) MarkRefused(ctx context.Context, sha string) error {
	return s.mark(ctx, sha, func(file *fileEntry) { file.Refused = true })
}

// RetryFiles takes up again what was set aside.
func (s *Store) RetryFiles(ctx context.Context) error {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return err
	}
	defer leave()
	refused := func(file fileEntry) bool { return file.Refused }
	if !slices.ContainsFunc(slices.Collect(maps.Values(s.manifest.Files)), refused) {
		return nil
	}
	return s.write(func(next *manifest) ([]row, error) {
		for sha, file := range next.Files {
			file.Refused = false
			next.Files[sha] = file
		}
		return nil, nil
	})
}

func (s *Store) mark(ctx context.Context, sha string, change func(file *fileEntry)) error {
	leave, err := s.enterFresh(ctx)
	if err != nil {
		return err
	}
	defer leave()
	file, here := s.manifest.Files[sha]
	changed := file
	change(&changed)
	if !here || file.Safe || changed == file {
		return nil
	}
	return s.write(func(next *manifest) ([]row, error) {
		file, here := next.Files[sha]
		if !here {
			return nil, nil
		}
		change(&file)
		next.Files[sha] = file
		if file.Left {
			return next.leaveFile(sha), nil
		}
		if file.Safe { // for whoever looks without a key: it need not be handed in
			return []row{{storeTurn, safeMark + sha, js.ValueOf(true)}}, nil
		}
		return nil, nil
	})
}

// DropCached lets go of bytes that came from the office and are of no use here.
func (s *Store) DropCached(ctx context.Context, sha string) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	return s.write(func(next *manifest) ([]row, error) { return next.leaveFile(sha), nil })
}

// leaveFile lets go of a file whose case has left the tablet: at once where it is
// safe, else as soon as it is.
func (m *manifest) leaveFile(sha string) []row {
	file, here := m.Files[sha]
	if !here {
		return nil
	}
	if !file.Safe {
		file.Left = true
		m.Files[sha] = file
		return nil
	}
	delete(m.Files, sha)
	return []row{{storeFiles, sha, js.Undefined()}}
}
