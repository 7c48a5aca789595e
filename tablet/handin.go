//go:build js && wasm

package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"syscall/js"
	"time"

	"doorstep/storage/indexeddb"
	"doorstep/storage/indexeddb/web"
	"doorstep/sync/exchange"
	"doorstep/tablet/vault"
	"doorstep/views/words"
)

// handing makes one hand-in at a time.
type handing struct{ mu sync.Mutex }

// handedIn is what became of one vault's sealed work.
type handedIn struct {
	taken  int // operations and files that the office has since now
	review int // of them, those that somebody at the office looks at first
	left   int // what is still only here
	drafts int // what was being typed; sealed with the vault's key only
	state  exchange.TabletState
	wiped  bool
	err    error
}

// handInClosed hands in from every vault of this browser that is not open. It
// needs no key: the work lies sealed to the agency.
func (w *worker) handInClosed(ctx context.Context) ([]handedIn, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	var results []handedIn
	for _, record := range records {
		if d := w.open(); d != nil && d.record.Vault == record.Vault {
			continue
		}
		results = append(results, w.handInFrom(ctx, record))
	}
	return results, w.finishWipes(ctx)
}

// open is the desk that is open now, without asking the pages.
func (w *worker) open() *desk {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.desk
}

// handInFrom hands in from one vault, open or not, and carries out a wipe order
// once nothing is left in it.
func (w *worker) handInFrom(_ context.Context, record vault.Record) (result handedIn) {
	w.handing.mu.Lock()
	defer w.handing.mu.Unlock()
	closed, err := indexeddb.OpenClosed(record.Vault, scopeOf(record))
	if err != nil {
		return handedIn{err: err}
	}
	defer closed.Close()
	counts, err := closed.Counts()
	if err != nil {
		return handedIn{err: err}
	}
	result.left, result.drafts = counts.Unsent, counts.Drafts
	if !online() {
		result.err = errAway
		return result
	}
	h := &handInRun{closed: closed, office: office{credential: record.HandIn}, record: record}
	standing, err := h.run(&result)
	result.state, result.err = standing.State, err
	if err != nil {
		return result
	}
	if result.taken > 0 && result.left == 0 && counts.Unsent > 0 {
		result.taken = counts.Unsent // as people count: a photo and its entry are one thing
	}
	if err := closed.Left(result.left); err != nil {
		complain("note what was handed in", err)
	}
	// A tablet that is retired may still be unlocked to finish what was begun; one
	// that is revoked may not.
	if standing.Wipe && result.left == 0 && (standing.State == exchange.TabletRevoked || result.drafts == 0) {
		closed.Close()
		result.wiped = true
		result.err = w.wipe(record, standing.Durable)
	}
	return result
}

// handInRun is one hand-in of one vault.
type handInRun struct {
	closed *indexeddb.Closed
	office office
	record vault.Record
}

// run hands in operations first, then files. What the office confirmed is on its
// disk; nothing is removed here.
func (h *handInRun) run(result *handedIn) (exchange.TabletStanding, error) {
	standing, err := h.standing("")
	if err != nil {
		return standing, err
	}
	operations, err := h.closed.Operations(standing.Next)
	if err != nil {
		return standing, err
	}
	files, err := h.closed.Files()
	if err != nil {
		return standing, err
	}
	missing, err := h.missing(files)
	if err != nil {
		return standing, err
	}
	result.left = len(operations) + len(missing)
	for len(operations) > 0 {
		taken, err := h.send(operations, result)
		if err != nil {
			return standing, err
		}
		operations = operations[taken:]
	}
	for _, name := range missing {
		sent, err := h.sendFile(name)
		if err != nil {
			return standing, err
		}
		result.left--
		if sent {
			result.taken++
		}
	}
	return h.standing("?waiting=" + strconv.Itoa(result.left)) // it may have changed meanwhile
}

// standing asks how the office stands to this tablet, and may say how much is
// left on it.
func (h *handInRun) standing(query string) (standing exchange.TabletStanding, err error) {
	response, err := h.office.fetch(call{method: "GET", path: exchange.PathHandIn + query, name: "handin"})
	if err == nil {
		err = decode(response, &standing)
	}
	return standing, err
}

func decode(response js.Value, into any) error {
	answered, err := content(response)
	if err == nil {
		err = json.Unmarshal(answered, into)
	}
	if err != nil {
		return fmt.Errorf("office: read answer: %w", err)
	}
	return nil
}

// send hands in the first operations of the list and says how many.
func (h *handInRun) send(list []indexeddb.Sealed, result *handedIn) (int, error) {
	boxes, err := h.closed.Boxes(list)
	if err != nil {
		return 0, err
	}
	encoded, err := json.Marshal(exchange.HandIn{
		Version: exchange.Version, Device: h.record.Device, Epoch: h.record.Epoch, Items: boxes, Waiting: result.left,
	})
	if err != nil {
		return 0, fmt.Errorf("office: encode what is handed in: %w", err)
	}
	response, err := h.office.fetch(call{method: "POST", path: exchange.PathHandIn, name: "handin", body: web.Array(encoded),
		headers: map[string]any{"Content-Type": "application/json"}})
	var reply exchange.HandInReply
	if err == nil {
		err = decode(response, &reply)
	}
	if err != nil {
		return 0, err
	}
	var reviewed []int64
	for _, one := range reply.Results {
		result.left--
		switch one.Became {
		case exchange.BecameWork:
			result.taken++
		case exchange.BecameReview:
			result.taken++
			result.review++
			reviewed = append(reviewed, one.N)
		}
	}
	if len(reply.Results) < len(boxes) {
		return 0, errHandIn
	}
	return len(boxes), h.closed.Reviewed(reviewed)
}

// errHandIn says that the office did not answer for all that it was given.
var errHandIn = errors.New("office: not everything that was handed in was answered for")

// missing lists the files that the office does not have whole.
func (h *handInRun) missing(names []string) ([]string, error) {
	var missing []string
	for _, name := range names {
		at, err := h.has(name)
		if err != nil {
			return nil, err
		}
		file, sealed, err := h.closed.File(name)
		if err != nil {
			return nil, err
		}
		if sealed && at < file.Size {
			missing = append(missing, name)
		}
	}
	return missing, nil
}

// has asks how many bytes of a file the office has.
func (h *handInRun) has(name string) (int64, error) {
	response, err := h.office.fetch(call{method: "HEAD", path: exchange.PathHandInFile + name, name: "file"})
	var failed *officeError
	if errors.As(err, &failed) && failed.status == 404 {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(header(response, "Upload-Offset"), 10, 64)
}

// sendFile hands in a file in parts, from where the office has it.
func (h *handInRun) sendFile(name string) (sent bool, err error) {
	file, sealed, err := h.closed.File(name)
	if err != nil || !sealed {
		return false, err
	}
	at, err := h.has(name)
	if err != nil {
		return false, err
	}
	for at < file.Size {
		end := min(at+exchange.PartBytes, file.Size)
		response, err := h.office.fetch(call{
			method: "PATCH", path: exchange.PathHandInFile + name, name: "file", body: file.Content.Call("subarray", at, end),
			headers: map[string]any{
				"Content-Type": "application/offset+octet-stream", "Upload-Offset": strconv.FormatInt(at, 10),
				"Upload-Length":          strconv.FormatInt(file.Size, 10),
				exchange.HeaderFileKey:   base64.StdEncoding.EncodeToString(file.Key),
				exchange.HeaderFileNonce: base64.StdEncoding.EncodeToString(file.Nonce),
			},
		})
		if err != nil {
			return false, err
		}
		next, err := strconv.ParseInt(header(response, "Upload-Offset"), 10, 64)
		if err != nil || next <= at {
			return false, errHandIn
		}
		at = next
	}
	return true, nil
}

// handInPauses is after how many failures in a row the pause before the next
// hand-in stops growing, at 40 seconds: somebody may stand before the page.
const handInPauses = 4

// told hands in what can be handed in and says to the unlock page what became of
// it, a sentence a line, and after how long to ask again where something is left
// that did not get through. failures is how often that was so, in a row.
func (w *worker) told(failures js.Value) (any, error) {
	results, err := w.handInClosed(context.Background())
	if err != nil {
		return nil, err
	}
	var total handedIn
	var lines []any
	say := func(key words.Key) { lines = append(lines, words.Say(key)) }
	stands := map[exchange.TabletState]words.Key{
		exchange.TabletRevoked: words.HandInRevoked, exchange.TabletSetAside: words.HandInSetAside, exchange.TabletLeft: words.HandInLeft,
		exchange.TabletRetired: words.HandInRetired,
	}
	for _, result := range results {
		total.taken, total.review, total.left = total.taken+result.taken, total.review+result.review, total.left+result.left
		total.wiped = total.wiped || result.wiped
		if key, odd := stands[result.state]; odd && !result.wiped {
			say(key)
		}
		if result.err != nil && result.left > 0 {
			total.err = result.err
			if !errors.Is(result.err, errAway) {
				complain("hand in", result.err)
			}
		}
	}
	if total.taken > 0 {
		lines = append([]any{words.Count(words.HandInDone, total.taken)}, lines...)
	}
	if total.review > 0 {
		say(words.HandInReview)
	}
	if total.err != nil && !errors.Is(total.err, errAway) {
		say(words.HandInFailed)
	}
	reply := map[string]any{"lines": lines, "left": "", "wiped": total.wiped}
	if total.left > 0 {
		reply["left"] = words.Count(words.OnlyHere, total.left)
	}
	if total.err != nil {
		trouble, after := troubleOf(total.err)
		wait := pause(min(failures.Int()+1, handInPauses), trouble, after)
		reply["retry"] = max(wait, time.Second).Milliseconds()
	}
	return reply, nil
}

// unsent tells a page what leaving would leave behind, in the words of its
// question; nothing where nothing is only here.
func (w *worker) unsent() (any, error) {
	records, err := w.book.Records()
	if err != nil {
		return nil, err
	}
	n, err := w.unsentIn(records)
	if err != nil || n == 0 {
		return map[string]any{}, err
	}
	return map[string]any{
		"left": words.Count(words.OnlyHere, n), "refuse": words.Say(words.EnrolRefuse),
		"say": map[string]any{
			"title": words.Say(words.LeaveTitle), "how": words.Say(words.LeaveHow), "sync": words.Say(words.LeaveSync),
			"rescue": words.Say(words.RescueWrite), "go": words.Say(words.LeaveGo),
		},
	}, nil
}
