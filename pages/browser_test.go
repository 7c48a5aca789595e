package pages_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"doorstep/casework"
	"doorstep/pages"
	"doorstep/storage"
	"doorstep/storage/memory"
	"doorstep/sync/exchange"
	"doorstep/sync/oplog"
	"doorstep/views"
)

// browser is somebody at a device: it walks the route table as both homes do,
// and reads pages as people do, by their forms and words.
type browser struct {
	t       *testing.T
	env     *pages.Env
	actor   casework.Actor
	home    views.Home
	now     time.Time
	path    string
	status  int
	text    string
	body    string // the HTML as it went out
	node    *html.Node
	request pages.Request
	turned  *casework.Turned // as the homes keep it
	// practice is how the agency works; nil for the default.
	practice *casework.Practice
}

// Turn keeps to whom the device is turned.
func (b *browser) Turn(_ context.Context, turned casework.Turned) error {
	b.turned = &turned
	return nil
}

var (
	danaReed  = casework.Actor{ID: "dana", Name: "Dana Reed", Role: casework.RoleCaseworker}
	samOkoro  = casework.Actor{ID: "sam", Name: "Sam Okoro", Role: casework.RoleSupervisor}
	eveDoe    = casework.Actor{ID: "eve", Name: "Eve Doe", Role: casework.RoleCaseworker}
	firstDay  = time.Date(2026, 11, 16, 14, 10, 0, 0, time.UTC) // a Monday
	ourAgency = exchange.House{Tenant: "practice", Agency: "Practice Agency", Staff: []exchange.StaffMember{
		{ID: "dana", Name: "Dana Reed", Role: casework.RoleCaseworker}, {ID: "eve", Name: "Eve Doe", Role: casework.RoleCaseworker}, {ID: "sam", Name: "Sam Okoro", Role: casework.RoleSupervisor},
	}}
)

// ids hands out ids of the right shape in order.
type ids struct{ n int }

func (i *ids) next() string {
	i.n++
	return fmt.Sprintf("01980000-0000-7000-8000-%012d", i.n)
}

// officeEnv is one office with an empty store.
func officeEnv(numbers *ids) *pages.Env {
	store := memory.NewOffice(ourAgency)
	pen := &pages.Pen{Device: "office-1", Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) { return store.NextNumber(ctx, pen.Device, pen.Epoch) }
	return &pages.Env{Store: store, Pen: pen, NewID: numbers.next}
}

// tabletEnv writes into the office's store under a tablet's name, as its
// operations do once they have arrived.
func tabletEnv(office *pages.Env, device string) *pages.Env {
	pen := &pages.Pen{Device: device, Epoch: 1, Salt: func() []byte { return make([]byte, oplog.SaltBytes) }}
	pen.Next = func(ctx context.Context) (int64, error) {
		return office.Store.(*memory.Office).NextNumber(ctx, device, 1)
	}
	return &pages.Env{Store: office.Store, Pen: pen, NewID: office.NewID}
}

func at(t *testing.T, env *pages.Env, actor casework.Actor) *browser {
	return &browser{t: t, env: env, actor: actor, home: views.Office, now: firstDay}
}

// send asks one route, follows one redirect, and reads the page.
func (b *browser) send(method, path string, form pages.Values) *browser {
	b.t.Helper()
	b.now = b.now.Add(time.Second)
	path, _, _ = strings.Cut(path, "#")
	path, query, _ := strings.Cut(path, "?")
	asked, _ := url.ParseQuery(query)
	route, params, ok := pages.Match(pages.Routes(), method, path)
	if !ok {
		b.t.Fatalf("no route for %s %s", method, path)
	}
	house := ourAgency
	if b.practice != nil {
		house.Practice = b.practice
	}
	request := pages.Request{Method: method, Path: path, Params: params, Query: pages.Values(asked), Form: form, Actor: b.actor, Now: b.now, House: house, Home: b.home, Turned: b.turned}
	if b.turned != nil {
		if _, _, open := pages.WhileTurned(*b.turned, pages.Routes(), method, path); !open {
			route.Handle = func(context.Context, *pages.Env, pages.Request) (pages.Reply, error) {
				return pages.TurnedAway(request), nil
			}
		}
	}
	env := *b.env
	env.Turner = b
	reply, err := route.Handle(context.Background(), &env, request)
	if err != nil {
		var problem *casework.Problem
		if !errors.As(err, &problem) {
			b.t.Fatalf("%s %s: %v", method, path, err)
		}
		reply = pages.Failure(request, err)
	}
	if reply.Location != "" {
		if method == "GET" && reply.Location == path {
			b.t.Fatalf("GET %s leads to itself", path)
		}
		return b.send("GET", reply.Location, nil)
	}
	var page strings.Builder
	if err := pages.Render(context.Background(), reply, &page); err != nil {
		b.t.Fatalf("%s %s: render: %v", method, path, err)
	}
	b.path, b.status, b.request, b.body = path, max(reply.Status, 200), request, page.String()
	if b.node, err = html.Parse(strings.NewReader(page.String())); err != nil {
		b.t.Fatal(err)
	}
	b.text = strings.Join(strings.Fields(wordsIn(find(b.node, func(n *html.Node) bool { return n.Data == "main" }))), " ")
	return b
}

func (b *browser) open(path string) *browser { b.t.Helper(); return b.send("GET", path, nil) }

// submit sends a form of the page as it stands there, with changes: name and
// value in turn. A button's name and value are changes like any other.
func (b *browser) submit(id string, changes ...string) *browser {
	b.t.Helper()
	form := find(b.node, func(n *html.Node) bool { return n.Data == "form" && attribute(n, "id") == id })
	if form == nil {
		b.t.Fatalf("%s: no form %q on the page: %s", b.path, id, b.text)
	}
	values := fieldsOf(form)
	for i := 0; i < len(changes); i += 2 {
		values[changes[i]] = []string{changes[i+1]}
	}
	return b.send("POST", attribute(form, "action"), values)
}

// follow opens the link or button with this id.
func (b *browser) follow(id string) *browser {
	b.t.Helper()
	link := find(b.node, func(n *html.Node) bool { return n.Data == "a" && attribute(n, "id") == id })
	if link == nil {
		b.t.Fatalf("%s: no link %q on the page: %s", b.path, id, b.text)
	}
	return b.open(attribute(link, "href"))
}

func (b *browser) has(id string) bool {
	return find(b.node, func(n *html.Node) bool { return attribute(n, "id") == id }) != nil
}

// expect checks the status and that the page says all of the words.
func (b *browser) expect(status int, sentences ...string) *browser {
	b.t.Helper()
	if b.status != status {
		b.t.Fatalf("%s: status %d, want %d: %s", b.path, b.status, status, b.text)
	}
	for _, sentence := range sentences {
		if !strings.Contains(b.text, sentence) {
			b.t.Fatalf("%s does not say %q: %s", b.path, sentence, b.text)
		}
	}
	return b
}

func (b *browser) file(caseID string) *casework.File {
	b.t.Helper()
	file, err := b.env.Store.File(context.Background(), caseID)
	if err != nil {
		b.t.Fatal(err)
	}
	return file
}

func (b *browser) draft(key string) *storage.Draft {
	b.t.Helper()
	draft, err := b.env.Store.Draft(context.Background(), b.actor.ID, key)
	if err != nil {
		b.t.Fatal(err)
	}
	return draft
}

func find(node *html.Node, is func(*html.Node) bool) *html.Node {
	if node.Type == html.ElementNode && is(node) {
		return node
	}
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		if found := find(child, is); found != nil {
			return found
		}
	}
	return nil
}

func attribute(node *html.Node, name string) string {
	for _, a := range node.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func wordsIn(node *html.Node) string {
	if node == nil {
		return ""
	}
	if node.Type == html.TextNode {
		return node.Data
	}
	text := " "
	for child := node.FirstChild; child != nil; child = child.NextSibling {
		text += wordsIn(child)
	}
	return text
}

// fieldsOf reads a form as a browser sends it: no button, no unticked box.
func fieldsOf(form *html.Node) pages.Values {
	values := pages.Values{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		name := attribute(n, "name")
		switch {
		case n.Type != html.ElementNode || name == "" || n.Data == "button":
		case n.Data == "select":
			if option := find(n, func(o *html.Node) bool { return o.Data == "option" && hasAttribute(o, "selected") }); option != nil {
				values[name] = append(values[name], attribute(option, "value"))
			}
		case n.Data == "textarea":
			values[name] = append(values[name], strings.TrimPrefix(wordsIn(n.FirstChild), "\n"))
		case n.Data == "input":
			kind := attribute(n, "type")
			if kind != "radio" && kind != "checkbox" || hasAttribute(n, "checked") {
				values[name] = append(values[name], attribute(n, "value"))
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(form)
	return values
}

func hasAttribute(node *html.Node, name string) bool {
	for _, a := range node.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// values builds a form from names and values in turn.
func values(pairs ...string) pages.Values {
	form := pages.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form[pairs[i]] = append(form[pairs[i]], pairs[i+1])
	}
	return form
}
