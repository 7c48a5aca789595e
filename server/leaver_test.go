package main

import (
	"net/http"
	"strings"
	"testing"
)

// TestLeaverTakesNoWayIn: links that somebody made before they were suspended
// end with them, or a leaver would come back as somebody new.
func TestLeaverTakesNoWayIn(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	eve := ada.join("Eve", "administrator")
	eve.get("/staff")
	made := eve.post("/staff/invite", "name", "Eve again", "role", "administrator")
	eve.want(made, http.StatusOK, "Eve again")
	path := strings.TrimPrefix(linkIn(t, made.body), o.origin)
	stranger := o.browser()
	stranger.want(stranger.get(path), http.StatusOK, "")
	ada.want(ada.post("/staff/"+ada.personID("Eve")+"/suspend"), http.StatusSeeOther, "")
	stranger.want(stranger.get(path), http.StatusNotFound, "This link does not work any more")
	if page := ada.get("/staff"); strings.Contains(page.body, "Eve again") {
		t.Error("the invitation is still listed as open")
	}
}
