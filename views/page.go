// Package views draws pages: templ components and the finished values they
// show. Views ask nothing, decide nothing and know no clock.
package views

import (
	"doorstep/casework"
	"doorstep/views/words"
)

// Release names the build's static files; set by the linker, so that office
// and tablet of one build write the same addresses.
var Release = "dev"

// Asset returns the address of a static file of this build.
func Asset(name string) string { return "/static/" + Release + "/" + name }

// Home is where a page is drawn.
type Home string

// The two homes.
const (
	Office Home = "office"
	Tablet Home = "tablet"
)

// State is what the header's state line says.
type State struct {
	Words string // four words or fewer
	Tone  string // "good", "warn" or "" (plain)
}

// Page is what every page shows around its own content.
type Page struct {
	Title  string
	Area   string // family name or area; part of the heading, never of the title
	Agency string
	Person string
	Role   casework.Role
	Home   Home
	State  State
	Token  string // form token
	Path   string
	Focus  bool // the heading takes focus (htmx put the page in)
	Error  bool // the title begins with "Error:"
	Back   *Link
	Record string // address of the record's history at the office, "" where there is none
	Bare   bool   // no navigation: set-up, sign-in, unlock
	// Turned is set on the pages of a tablet that is turned to a client.
	Turned  *TurnedPage
	Covered bool // the blank page over all
	// Lang is the language of what the page shows, "" for ours: of a contract that
	// is read by somebody who has nothing else of us.
	Lang string
}

// Link is an address with its words.
type Link struct {
	Href string
	Text string
}

// htmxConfig closes what the content policy forbids anyway, and keeps page text
// out of the browser's own storage.
const htmxConfig = `{"includeIndicatorCSS":false,"selfRequestsOnly":true,"morphIgnore":["data-htmx-powered","open"]}`

// HeadTitle is what the browser shows and keeps in its history: never a name.
func (p Page) HeadTitle() string {
	title := p.Title
	if p.Error {
		title = words.Say(words.ErrorTitle, "title", title)
	}
	return title + " - " + words.Say(words.ProductName)
}

// Nav lists the ways around for this person and home.
func (p Page) Nav() []Link {
	links := []Link{{"/today", words.Say(words.TodayTitle)}, {"/", words.Say(words.NavCaseload)}}
	if p.Role == casework.RoleSupervisor {
		links = append(links, Link{"/board", words.Say(words.BoardTitle)})
	}
	if p.Home == Tablet {
		return append(links, Link{"/sync", words.Say(words.NavSync)})
	}
	if p.Role == casework.RoleAdministrator || p.Role == casework.RoleSupervisor {
		links = append(links, Link{"/staff", words.Say(words.NavPeople)})
	}
	return append(links, Link{"/tablet", words.Say(words.NavTablet)}, Link{"/you", words.Say(words.NavYou)})
}

// Current answers the aria-current value of a navigation link.
func (p Page) Current(href string) string {
	if p.Path == href {
		return "page"
	}
	return "false"
}
