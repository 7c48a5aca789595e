package main

import (
	"net/http"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// Who invites somebody can say at once what they may promise to clients: then
// the hints about a role speak up from their first day. Nobody has to.
func TestAnInvitationSetsTheRoleTowardsClients(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.get("/staff"), http.StatusOK, "Which role do they have towards clients?")
	answer := ada.post("/staff/invite", "name", "Ben", "role", "caseworker", "practice_role", "case_manager")
	ada.want(answer, http.StatusOK, "Ben")
	ben := o.browser()
	path := strings.TrimPrefix(linkIn(t, answer.body), o.origin)
	ben.get(path)
	ben.want(ben.create(path+"/begin", path), http.StatusSeeOther, "")
	ben.get("/")
	d := ben.enrol()
	reply, raw := d.sync(exchange.Request{})
	if reply.House == nil || reply.House.Practice == nil {
		t.Fatalf("the tablet gets no practice: %s", raw.body)
	}
	if role := reply.House.Practice.RoleOf(d.Person.ID); role == nil || role.ID != "case_manager" {
		t.Errorf("Ben has the role %+v", role)
	}
	ada.get("/staff")
	unknown := ada.post("/staff/invite", "name", "Cal", "role", "caseworker", "practice_role", "wizard")
	ada.want(unknown, http.StatusUnprocessableEntity, "no longer among yours")
	if !strings.Contains(unknown.body, `value="Cal"`) {
		t.Error("the name that was typed is lost")
	}
	ada.want(ada.get("/practice"), http.StatusOK, "Version 1")
	if again := text(ada.get("/practice").body); strings.Contains(again, "Version 2") {
		t.Error("a role that the agency does not have is set")
	}

	// Who will not come has no role either.
	ada.get("/staff")
	ada.want(ada.post("/staff/invite", "name", "Cay", "role", "caseworker", "practice_role", "case_manager"), http.StatusOK, "Cay")
	invitation := between(ada.get("/staff").body, `action="/staff/invitations/`, `/withdraw"`)
	ada.want(ada.post("/staff/invitations/"+invitation+"/withdraw"), http.StatusSeeOther, "")
	if reply, _ = d.sync(exchange.Request{}); reply.House == nil || reply.House.Practice.RoleOf(invitation) != nil {
		t.Error("a withdrawn invitation keeps its role")
	}
	if role := reply.House.Practice.RoleOf(d.Person.ID); role == nil {
		t.Error("Ben's role went with it")
	}
}

// An administrator changes how the agency works, part by part; each change is a
// version, and tablets get the newest at their next sync.
func TestAdministratorSetsHowTheAgencyWorks(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ben := ada.join("Ben", "caseworker")
	d := ben.enrol()
	for _, path := range []string{"/practice", "/practice/templates/standard", "/practice/rules/new", "/practice/versions/1"} {
		ben.want(ben.get(path), http.StatusNotFound, "")
	}
	ben.get("/")
	ben.want(ben.post("/practice/frames", "version", "0", "brief", "1", "short_term", "2", "long_term", "3"), http.StatusNotFound, "")

	ada.want(ada.get("/practice"), http.StatusOK, "You work with what Doorstep brings along")
	ada.want(ada.get("/practice/templates/standard"), http.StatusOK, "Sentence of consent")
	template := []string{"version", "0", "kind", "contract", "title", "Our agreement", "language", "en", "intro", "We agree on this.",
		"heading.0", "Calls", "text.0", "Call the office line after five.", "consent", "We agree to sign here.",
		"heading.1", "A heading without its words", "own.items", "What we do, each of us",
		"own.by", "No later than {day}"}
	ada.want(ada.post("/practice/templates/standard", append(template, "title", "")...), http.StatusUnprocessableEntity, "Call the office line after five.")
	without := ada.post("/practice/templates/standard", append(template, "own.by", "No later")...)
	ada.want(without, http.StatusUnprocessableEntity, "Put {day} where the contract is to name it")
	if !strings.Contains(without.body, `value="No later"`) {
		t.Error("a sentence that names no day is lost")
	}
	ada.want(ada.post("/practice/templates/standard", template...), http.StatusSeeOther, "")
	ada.want(ada.get("/practice"), http.StatusOK, "Our agreement")
	ada.want(ada.get("/practice/templates/standard/look"), http.StatusOK, "Call the office line after five.")
	ada.want(ada.get("/practice/templates/standard/look"), http.StatusOK, "What we do, each of us")
	ada.want(ada.get("/practice/templates/standard/look"), http.StatusOK, "No later than ")
	if form := ada.get("/practice/templates/standard").body; !strings.Contains(form, "A heading without its words") {
		t.Error("a heading whose paragraph is not written yet is lost")
	}

	rule := []string{"version", "1", "phrases", "non-complian*\nresistan*", "why", "It blames.", "instead", "say what happened", "sample", "He is resistant to help."}
	ada.want(ada.post("/practice/rules/new", append(rule, "do", "try")...), http.StatusOK, "It finds “resistant”")
	ada.want(ada.post("/practice/rules/new", append(rule, "version", "0")...), http.StatusConflict, "Nothing was saved")
	if wrong := ada.post("/practice/rules/new", append(rule, "phrases", " \n")...); wrong.status != http.StatusUnprocessableEntity || !strings.Contains(wrong.body, "It blames.") {
		t.Errorf("a rule without words: status %d, %s", wrong.status, wrong.body)
	}
	ada.want(ada.post("/practice/rules/new", rule...), http.StatusSeeOther, "")

	ada.want(ada.post("/practice/frames", "version", "2", "brief", "none", "short_term", "100", "long_term", "700"), http.StatusUnprocessableEntity, "Write a number of days")
	ada.want(ada.post("/practice/frames", "version", "2", "brief", "30", "short_term", "100", "long_term", "700"), http.StatusSeeOther, "")
	ada.want(ada.post("/practice/roles/new", "version", "3", "name", "Youth worker", "beyond", "drive*", "instead", "walk along"), http.StatusSeeOther, "")
	ada.want(ada.post("/practice/staff", "version", "4", "role."+d.Person.ID, "role-4"), http.StatusSeeOther, "")

	reply, raw := d.sync(exchange.Request{})
	if reply.House == nil || reply.House.Practice == nil {
		t.Fatalf("the tablet gets no practice: %s", raw.body)
	}
	practice := reply.House.Practice
	if practice.Version != 5 || practice.Template(casework.TemplateContract, "standard@1").Ref() != "standard@2" ||
		practice.Days("brief") != 30 || practice.RoleOf(d.Person.ID) == nil || practice.RoleOf(d.Person.ID).Name != "Youth worker" || len(practice.Rules) != 1 {
		t.Errorf("the tablet has %+v", practice)
	}

	ada.want(ada.get("/practice/versions/2"), http.StatusOK, "is new")
	ada.want(ada.get("/practice/versions/3"), http.StatusOK, "Brief” was changed")
	ada.want(ada.post("/practice/rules/own-2", "version", "5", "do", "drop"), http.StatusSeeOther, "")
	ada.want(ada.get("/practice/rules/own-2"), http.StatusNotFound, "")
	ada.want(ada.post("/practice/versions/1/back", "version", "6"), http.StatusSeeOther, "")
	page := ada.get("/practice")
	ada.want(page, http.StatusOK, "Version 7")
	if strings.Contains(text(page.body), "Youth worker") {
		t.Error("version 1 had no youth worker")
	}
	ada.want(ada.get("/staff/log"), http.StatusOK, "changed how the agency works")
}

// A template of plans is looked at as a plan, under its own headings.
func TestTemplateOfPlansIsLookedAtAsAPlan(t *testing.T) {
	o := open(t, nil)
	ada := o.claim(o.setupLink(), "Harbour", "Ada")
	ada.want(ada.post("/practice/templates/new", "version", "0", "kind", "plan", "title", "Nuestro plan", "language", "es", "intro", "Lo hicimos juntos.",
		"heading.0", "Es suyo", "text.0", "Puede cambiarlo.", "own.goals", "Lo que quiero", "own.plan_by", "Hasta el {day}", "own.plan_who", "Lo hace"), http.StatusSeeOther, "")
	form := ada.get("/practice/templates/template-1")
	for _, words := range []string{"On a plan, instead of “By {day}”", `value="Hasta el {day}"`, `value="Lo hace"`, "On a plan, instead of “Who does it?”"} {
		if !strings.Contains(form.body, words) {
			t.Errorf("the form does not say %q", words)
		}
	}
	ada.want(ada.post("/practice/templates/new", "version", "1", "kind", "plan", "title", "Otro", "language", "es", "own.plan_by", "Hasta"), http.StatusUnprocessableEntity, "Put {day} where the plan is to name it")
	look := ada.get("/practice/templates/template-1/look")
	for _, words := range []string{"Nuestro plan", "Lo hicimos juntos.", "Lo que quiero", "Strengths", "Puede cambiarlo.", "Hasta el 2027-02-01", "Maria Example", "I want a home"} {
		ada.want(look, http.StatusOK, words)
	}
	if strings.Contains(look.body, "This work ends when") {
		t.Error("a plan is drawn as a contract")
	}
}
