package pages

import (
	"context"
	"strings"
	"time"

	"doorstep/casework"
	"doorstep/sync/oplog"
	"doorstep/views"
	"doorstep/views/words"
)

// UnlockPath is the one page of a locked tablet.
const UnlockPath = "/unlock"

// SyncPath is the page that says what waits.
const SyncPath = "/sync"

// RescuePath is where a tablet gives its rescue file; it needs no key.
const RescuePath = "/rescue"

// Trouble says what stands between a tablet and the office.
type Trouble string

// The troubles; each has its sentence.
const (
	NoTrouble Trouble = ""
	Away      Trouble = "away"    // no network
	Down      Trouble = "down"    // the office does not answer
	Busy      Trouble = "busy"    // the office asks to wait
	Refused   Trouble = "refused" // the office no longer takes this tablet
	Odd       Trouble = "odd"     // the office cannot make sense of what came
	Full      Trouble = "full"    // no space on the tablet
)

// Outlook is how a tablet stands with the office.
type Outlook struct {
	Waiting []oplog.Operation // that the office has not answered
	Files   []FileHere        // attachments that are only here
	Sent    int               // operations and attachments that the office has on its own disk only
	Earlier int               // what is only in earlier vaults of this person: work, files, drafts
	Held    int               // cases on the tablet
	Last    time.Time         // when the office last had everything
	Trouble Trouble
	Retire  bool // the office wants everything sent, and then nothing left here
}

// FileHere is an attachment that is only on this tablet.
type FileHere struct {
	SHA256   string
	Attached *oplog.Operation // the entry that attaches it, where it was sent already; else nil
	Refused  bool             // the office does not take these bytes
}

// Outbox is what a tablet's store offers beside storage.Store.
type Outbox interface {
	Outlook(ctx context.Context) (Outlook, error)
	// SyncSoon asks for a sync once the page has been answered.
	SyncSoon()
}

// Vaults says what can open the tablet's cases, before any of them is open.
type Vaults struct {
	Passkey, Phrase bool
	Unsent          int  // operations and files that the office does not have
	Wiped           bool // everything was removed by order of the office
	Lost            bool // the browser has lost what was here
}

func tabletRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/tablet", Handle: ready},
		{Method: "GET", Pattern: UnlockPath, Offline: true, Handle: unlock},
		{Method: "GET", Pattern: SyncPath, Offline: true, Handle: syncPage},
		{Method: "GET", Pattern: RescuePath, Offline: true, Handle: noRescue},
		{Method: "POST", Pattern: SyncPath, Offline: true, Handle: syncNow},
	}
}

// ready offers to make this tablet ready; tablet.js does the rest.
func ready(_ context.Context, _ *Env, request Request) (Reply, error) {
	page := request.page(words.Say(words.TabletTitle), "")
	return Reply{Page: page, Main: views.Ready(page, views.ReadyView{OnTablet: request.Home == views.Tablet})}, nil
}

// unlock at the office has nothing to unlock; the tablet draws UnlockPage.
func unlock(_ context.Context, _ *Env, request Request) (Reply, error) {
	page := request.page(words.Say(words.UnlockTitle), "")
	return Reply{Page: page, Main: views.Unlock(page, views.UnlockView{AtOffice: true})}, nil
}

// UnlockPage is what a locked tablet shows, whatever was asked. It needs no
// store: there is none to read.
func UnlockPage(request Request, vaults Vaults) Reply {
	request.State = views.State{Words: words.Say(words.StateLocked)}
	page := request.page(words.Say(words.UnlockTitle), "")
	if vaults.Lost && !vaults.Passkey && !vaults.Phrase {
		page.Title = words.Say(words.StoreLostTitle)
	}
	page.Bare = true
	view := views.UnlockView{Passkey: vaults.Passkey, Phrase: vaults.Phrase, Wiped: vaults.Wiped, Lost: vaults.Lost, Next: NextPath(request.Query.Get("next"))}
	if vaults.Unsent > 0 {
		view.Left = words.Count(words.OnlyHere, vaults.Unsent)
	}
	return Reply{Page: page, Main: views.Unlock(page, view)}
}

// LapsedPage is all that a tablet shows that was not in touch with the office for
// more days than it may.
func LapsedPage(request Request, days, unsent int) Reply {
	page := request.page(words.Say(words.LapsedTitle), "")
	page.Bare = true
	view := views.LapsedView{Days: words.Count(words.LapsedDays, days)}
	if unsent > 0 {
		view.Left = words.Count(words.OnlyHere, unsent)
	}
	return Reply{Status: 423, Page: page, Main: views.Lapsed(page, view)}
}

// noRescue: what is written at the office is there at once.
func noRescue(_ context.Context, _ *Env, _ Request) (Reply, error) {
	return Reply{Location: SyncPath}, nil
}

// LockedPage answers a form that was sent to a locked tablet. page.js shows it
// above the form, which stays.
func LockedPage(request Request) Reply {
	request.State = views.State{Words: words.Say(words.StateLocked)}
	page := request.page(words.Say(words.LockedTitle), "")
	page.Bare = true
	return Reply{Status: 423, Page: page, Main: views.Locked(page)}
}

// AwayPage answers for a page that only the office has, while it is out of
// reach.
func AwayPage(request Request, locked bool) Reply {
	page := request.page(words.Say(words.AwayTitle), "")
	page.Bare = locked
	page.Back = &views.Link{Href: "/", Text: words.Say(words.CaseloadTitle)}
	return Reply{Status: 503, Page: page, Main: views.Failure(page, words.Say(words.AwayHow))}
}

// NextPath returns where to go after unlocking: a page of ours, without query,
// or the caseload.
func NextPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\?#\r\n\t") {
		return "/"
	}
	if _, _, ok := Match(Routes(), "GET", next); !ok || next == UnlockPath {
		return "/"
	}
	return next
}

// caseNames are the names of the cases that the actor may see.
func caseNames(request Request, summaries []casework.Summary) map[string]string {
	names := make(map[string]string, len(summaries))
	for _, summary := range summaries {
		if request.Actor.MaySee(summary.Worker) {
			names[summary.Case] = summary.Name
		}
	}
	return names
}

// syncNow starts a sync and shows the page, which follows it.
func syncNow(_ context.Context, env *Env, _ Request) (Reply, error) {
	if outbox, ok := env.Store.(Outbox); ok {
		outbox.SyncSoon()
	}
	return Reply{Location: SyncPath}, nil
}
