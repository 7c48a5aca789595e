// Package pages holds the page flows of Doorstep, one file a flow, and the one
// route table. A flow turns a Request into a Reply; it knows neither Fiber nor
// the browser. The office mounts every route, the tablet those flagged Offline,
// so that no page is written twice.
package pages

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/a-h/templ"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/sync/exchange"
	"doorstep/views"
)

// Values are form or query values, in the order in which they came.
type Values map[string][]string

// Get returns the first value of a name, or "".
func (v Values) Get(name string) string {
	if list := v[name]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// Has reports whether the name was sent at all: absent is not empty.
func (v Values) Has(name string) bool { _, ok := v[name]; return ok }

// Upload is a file sent with a form.
type Upload struct {
	Field   string
	Name    string // as the sender named it
	Media   string // as the sender declared it; never trusted
	Content []byte
}

// Request is what a page flow gets to know.
type Request struct {
	Method  string
	Path    string // without query
	Params  map[string]string
	Query   Values
	Form    Values
	Uploads []Upload
	Htmx    bool // asked by htmx: headings take focus, forms may answer in part
	Actor   casework.Actor
	Now     time.Time
	House   exchange.House
	Home    views.Home
	State   views.State // what the header says
	Token   string      // form token of the session; empty on the tablet
	// Turned says to whom this tablet or browser is turned; nil while the worker
	// has it. Whoever draws a page for the client reads it from here alone.
	Turned *casework.Turned
	Vaults Vaults // what unlocks this tablet; empty at the office
	// Provider is whom a new referral begins with, where one was chosen.
	Provider *casework.Provider
	Locked   bool // a turned tablet has locked by itself
}

// Reply is what a page flow answers. Exactly one of Main, Location and Body is
// set; Fragment marks a Main that goes out without the layout.
type Reply struct {
	Status   int // 0 = 200
	Page     views.Page
	Main     templ.Component
	Fragment bool
	Location string // answers 303 See Other; always a path of ours
	Whole    bool   // Location is for the whole page, also where htmx asked
	Body     io.ReadCloser
	Media    string
	Download string // file name for Content-Disposition: attachment
}

// Env is the world, handed in.
type Env struct {
	Store  storage.Store
	Pen    *Pen
	NewID  func() string // UUIDv7
	Papers Papers        // nil on the tablet
	// Bringers knows who brought which bytes; nil on the tablet, whose store
	// holds its own person's and asks the office for others.
	Bringers Bringers
	Log      Histories // nil on the tablet
	Lists    Lists     // nil on the tablet
	Turner   Turner
	Hand     Hand   // what signs evidence here; nil: nothing does
	Checks   Checks // nil on the tablet
	Origin   string // public address, as codes on papers name it
	// Harmless looks into a file before the office keeps it; nil on the tablet,
	// whose files the office looks into as they arrive.
	Harmless func(media string, content []byte) *casework.Problem
	Copies   CopyLinks     // nil on the tablet
	Secret   func() []byte // 32 random bytes for a link that the office opens later; nil at the office
	Links    ProviderLinks // nil on the tablet
	// Everywhere reads over all cases; nil on the tablet.
	Everywhere storage.Everywhere
	// Directories has the list of providers; nil: there is none.
	Directories Directories
}

// Bringers says whether a person brought the bytes with this SHA-256.
type Bringers interface {
	HasBrought(ctx context.Context, sha256, person string) (bool, error)
}

// placeOf says where the bytes are that a person says to have brought: nowhere,
// if they never did. Naming a hash is no way to the bytes of somebody else.
func (e *Env) placeOf(ctx context.Context, sha256, person string) (storage.Place, error) {
	if sha256 == "" {
		return storage.Nowhere, nil
	}
	if e.Bringers != nil {
		if brought, err := e.Bringers.HasBrought(ctx, sha256, person); err != nil || !brought {
			return storage.Nowhere, err
		}
	}
	return e.Store.AttachmentPlace(ctx, sha256)
}

// Handler is a page flow.
type Handler func(ctx context.Context, env *Env, request Request) (Reply, error)

// Route is one line of the route table. Pattern segments that begin with ":"
// are parameters; Fiber reads the same syntax.
type Route struct {
	Method  string
	Pattern string
	Offline bool // also answered on the tablet
	Files   bool // takes uploads (multipart)
	// Turned says that it is meant for the client: it is answered while the tablet
	// is turned, if the case (and the contract) of the address is the one it was
	// turned for. A turned route shows nothing of other cases and leads nowhere else.
	Turned bool
	Handle Handler
}

// Routes is the one route table. Errors that handlers return are answered in
// one place, Failure.
func Routes() []Route {
	var all []Route
	for _, flow := range [][]Route{
		caseloadRoutes(),
		draftRoutes(),
		caseRoutes(),
		printRoutes(),
		peopleRoutes(),
		planRoutes(),
		agreedRoutes(),
		assessmentRoutes(),
		noteRoutes(),
		paperRoutes(),
		contractRoutes(),
		hintRoutes(),
		tabletRoutes(),
		turnedRoutes(),
		versionRoutes(),
		todayRoutes(),
		fidelityRoutes(),
		boardRoutes(),
		deadlineRoutes(),
		timelineRoutes(),
		effortRoutes(),
		farewellRoutes(),
		workActRoutes(),
		tellRoutes(),
		askRoutes(),
		workRoutes(),
		providerRoutes(),
	} {
		all = append(all, flow...)
	}
	return all
}

// Match finds the route for a method and path, and its parameters.
func Match(routes []Route, method, path string) (Route, map[string]string, bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	for _, route := range routes {
		if route.Method != method {
			continue
		}
		if params, ok := matchPattern(route.Pattern, parts); ok {
			return route, params, true
		}
	}
	return Route{}, nil, false
}

func matchPattern(pattern string, parts []string) (map[string]string, bool) {
	wants := strings.Split(strings.Trim(pattern, "/"), "/")
	if len(wants) != len(parts) {
		return nil, false
	}
	params := map[string]string{}
	for i, want := range wants {
		switch {
		case strings.HasPrefix(want, ":"):
			if parts[i] == "" {
				return nil, false
			}
			params[want[1:]] = parts[i]
		case want != parts[i]:
			return nil, false
		}
	}
	return params, true
}

// Render writes a reply's Main, within the layout unless it is a Fragment.
func Render(ctx context.Context, reply Reply, w io.Writer) error {
	if reply.Fragment {
		return reply.Main.Render(ctx, w)
	}
	return views.Layout(reply.Page).Render(templ.WithChildren(ctx, reply.Main), w)
}

// page begins the view model that every page shares.
func (r Request) page(title, area string) views.Page {
	return views.Page{
		Title: title, Area: area, Agency: r.House.Agency, Person: r.Actor.Name, Role: r.Actor.Role,
		Home: r.Home, State: r.State, Token: r.Token, Path: r.Path, Focus: r.Htmx,
		Turned: r.turnedPage(),
	}
}

// openCase reads the case of the route, answering NotFound alike for a case
// that does not exist and for one that the actor may not see.
func openCase(ctx context.Context, env *Env, request Request) (*casework.File, error) {
	file, err := env.Store.File(ctx, request.Params["case"])
	if err != nil {
		return nil, err
	}
	if file.Head() == nil || !request.Actor.MaySee(file.Worker()) {
		return nil, casework.Fail(casework.NotFound)
	}
	return file, nil
}
