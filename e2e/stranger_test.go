package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"doorstep/e2e/stage"
)

// stranger: another site cannot write on an unlocked tablet, and signing out
// leaves no open vault behind.
func stranger(t *testing.T) {
	house := openAgency(t)
	ada := house.setUp("Harbor House", "Ada Stone")
	dana := house.withTablet("Dana Reed", true)
	join(dana, invite(ada, "Dana Reed", "Caseworker"), "Harbor House")
	openCase(dana, "Alvarez", "Maria Alvarez")
	makeReady(dana, 1, "")
	dana.Go("/")
	dana.Sees("Alvarez")

	// A page of another site sends a form of ours, as it is and with its own
	// address hidden. The tablet stays open in the first tab meanwhile.
	for _, policy := range []string{"unsafe-url", "no-referrer"} {
		evil := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Referrer-Policy", policy)
			fmt.Fprintf(w, `<form id="f" method="post" action="%s/cases/new"><input name="name" value="Planted"></form><script>f.submit()</script>`, house.server.Origin)
		}))
		t.Cleanup(evil.Close)
		other := dana.Browser.NewPage(house.server, "another site", false)
		other.Forgive("status of 503")
		other.Go(evil.URL + "/")
		stage.Await(t, "the form to be sent", func() (bool, string) { return other.Path() == "/cases/new", other.Path() })
		other.Go("/")
		other.Sees("Alvarez")
		other.SeesNot("Planted")
		other.Away()
	}

	dana.Go("/you")
	dana.Press("Sign out")
	dana.On("Sign in")
	dana.Go("/")
	dana.On("Unlock your cases")
}
