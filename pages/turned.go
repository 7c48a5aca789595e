package pages

import (
	"context"
	"strings"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/views"
	"doorstep/views/words"
)

// Addresses of a tablet that is turned to a client. What stands below clientBase
// is the client's view of one case; leavePath is the one way back.
const (
	turnPath   = "/cases/:case/turn"
	clientBase = "/cases/:case/client"
	leavePath  = clientBase + "/back"
)

// CoverPath puts the cover on: a blank page over everything, until the worker
// lifts it.
const CoverPath = "/cover"

// LiftPath is where the office takes a fresh passkey to lift the cover, or to
// take the browser back from a client. A tablet opens its vault instead.
const LiftPath = "/lift"

// Turner keeps to whom this tablet, or this browser at the office, is turned. It
// is asked before anything else is.
type Turner interface {
	Turn(ctx context.Context, turned casework.Turned) error
}

// WhileTurned finds the route that a request may have while the tablet is turned:
// one that is meant for the client, with no other case or contract in its
// address. Everything else leads to TurnedAway.
func WhileTurned(turned casework.Turned, routes []Route, method, path string) (Route, map[string]string, bool) {
	route, params, ok := Match(routes, method, path)
	if !ok || !route.Turned || !turned.Opens(params) {
		return Route{}, nil, false
	}
	return route, params, true
}

// opensDraft reports whether a draft's form is open to whoever has the tablet: a
// draft's address names its case in the form, not in the request's path.
func (r Request) opensDraft(key string) bool {
	if r.Turned == nil {
		return true
	}
	_, _, ok := WhileTurned(*r.Turned, Routes(), "GET", key)
	return ok
}

// TurnedAway answers everything that a turned tablet does not: the client's first
// page, or the cover in the place of whatever was asked, so that no address of
// it stays behind.
func TurnedAway(request Request) Reply {
	switch {
	case !request.Turned.Covered:
		return Reply{Location: request.Turned.First, Whole: true}
	case request.Method != "GET" || request.Htmx:
		return Reply{Location: beside(request), Whole: true}
	}
	return coverPage(request)
}

// beside is the address that a browser comes back to with a GET: its own, or the
// caseload where that has none.
func beside(request Request) string {
	if _, _, ok := Match(Routes(), "GET", request.Path); ok {
		return request.Path
	}
	return "/"
}

// IsLeaving reports whether this is the page on which the worker takes the tablet
// back.
func IsLeaving(request Request) bool {
	return request.Turned != nil && request.Path == leavingFrom(*request.Turned)
}

func leavingFrom(turned casework.Turned) string {
	return strings.Replace(leavePath, ":case", turned.Case, 1)
}

// turnedRoutes are those of the cover, and of handing over and taking back.
func turnedRoutes() []Route {
	routes := []Route{
		{Method: "POST", Pattern: CoverPath, Offline: true, Turned: true, Handle: cover},
		{Method: "GET", Pattern: leavePath, Offline: true, Turned: true, Handle: leavePage},
	}
	return append(append(append(routes, turnRoutes()...), clientRoutes()...), remarkRoutes()...)
}

// cover puts the cover on, over whatever is there.
func cover(ctx context.Context, env *Env, request Request) (Reply, error) {
	covered := request.Turned.Cover()
	if err := env.Turner.Turn(ctx, covered); err != nil {
		return Reply{}, err
	}
	request.Turned = &covered
	return coverPage(request), nil
}

// coverPage shows nothing of anybody, and how the worker lifts it.
func coverPage(request Request, faults ...views.Fault) Reply {
	request.State = views.State{}
	page := request.page(words.Say(words.CoverTitle), "")
	page.Bare, page.Covered = true, true
	return refusable(page, faults, views.Cover(page, request.lift("lift", beside(request), faults)))
}

// refusable is a page with what stood against the last try, if anything did.
func refusable(page views.Page, faults []views.Fault, main templ.Component) Reply {
	reply := Reply{Page: page, Main: main}
	if len(faults) > 0 {
		reply.Status, reply.Page.Error = 422, true
	}
	return reply
}

// lift is how the worker unlocks, in this home. how says what it is for: "lift"
// the cover, take the tablet "back", or "stay" turned on a tablet that locked.
func (r Request) lift(how, next string, faults []views.Fault) views.LiftView {
	view := views.LiftView{How: how, Next: next, Passkey: r.Vaults.Passkey, Phrase: r.Vaults.Phrase}
	if r.Home == views.Office {
		view.Office = &views.PasskeyForm{
			ID: "lift", Action: LiftPath, Begin: LiftPath + "/begin", Button: words.Say(words.LiftPasskey), Kind: views.MainButton,
			Hidden: []views.Hidden{{Name: "next", Value: next}}, Faults: faults,
		}
	}
	return view
}

// leavePage is where the client gives the tablet back, and the worker takes it.
func leavePage(ctx context.Context, env *Env, request Request) (Reply, error) {
	if request.Turned == nil { // it was given back already
		if _, err := openCase(ctx, env, request); err != nil {
			return Reply{}, err
		}
		return Reply{Location: planOf(request.Params["case"])}, nil
	}
	return LeavePage(request), nil
}

// StaysTurned answers an unlock that the office refused: the page that it came
// from, with the reason.
func StaysTurned(request Request, sentence string) Reply {
	fault := views.Fault{Words: sentence}
	if request.Turned.Covered {
		return coverPage(request, fault)
	}
	request.Path = leavingFrom(*request.Turned)
	return LeavePage(request, fault)
}

// LeavePage is drawn without a store: the tablet may be locked.
func LeavePage(request Request, faults ...views.Fault) Reply {
	page := request.page(words.Say(words.LeaveBackTitle), "")
	view := views.LeaveView{Lift: request.lift("back", homeOf(*request.Turned), faults)}
	if !request.Locked {
		view.Stay = &views.Link{Href: request.Turned.First, Text: words.Say(words.LeaveBackStay)}
	}
	return refusable(page, faults, views.LeaveTurned(page, view))
}

// TurnedLockedPage is what a turned tablet shows that locked by itself: the worker
// unlocks, and the client goes on.
func TurnedLockedPage(request Request) Reply {
	request.State, request.Locked = views.State{Words: words.Say(words.StateLocked)}, true
	next := request.Turned.First
	for _, wanted := range []string{NextPath(request.Query.Get("next")), request.Path} {
		if request.opensDraft(wanted) && wanted != leavingFrom(*request.Turned) {
			next = wanted
			break
		}
	}
	page := request.page(words.Say(words.TurnedLockedTitle), "")
	back := views.Link{Href: leavingFrom(*request.Turned), Text: words.Say(words.LeaveBackTitle)}
	return Reply{Page: page, Main: views.TurnedLocked(page, views.LeaveView{Lift: request.lift("stay", next, nil), Stay: &back})}
}

// TurnedLostPage is what a tablet shows that was turned to somebody when its browser
// lost what was on it. Nothing opens until the worker is signed out at the office.
func TurnedLostPage(request Request) Reply {
	request.State, request.Locked = views.State{Words: words.Say(words.StateLocked)}, true
	page := request.page(words.Say(words.TurnedLostTitle), "")
	page.Covered = true // there is nothing to cover, and nothing to give back to
	return Reply{Page: page, Main: views.TurnedLost(page)}
}

// homeOf is where the worker goes on: at the contract that was signed, or the plan.
func homeOf(turned casework.Turned) string {
	if turned.Contract != "" {
		return "/cases/" + turned.Case + "/contracts/" + turned.Contract
	}
	return planOf(turned.Case)
}

func planOf(caseID string) string { return "/cases/" + caseID + "/plan" }

// turnedPage is what every page of a turned tablet carries: no way around, the
// one way back, and whom to ask.
func (r Request) turnedPage() *views.TurnedPage {
	if r.Turned == nil {
		return nil
	}
	return &views.TurnedPage{
		First: r.Turned.First, Back: leavingFrom(*r.Turned), Leaving: IsLeaving(r), Worker: r.Actor.Name, Agency: r.House.Agency,
	}
}
