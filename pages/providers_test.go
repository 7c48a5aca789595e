package pages_test

import (
	"context"
	"strings"
	"testing"

	"doorstep/casework"
	"doorstep/storage"
	"doorstep/storage/memory"
)

const oakID = "01980000-0000-7000-8000-0000000000aa"

// withProviders gives the agency a list of one provider near Exampleton.
func withProviders(t *testing.T, b *browser) {
	t.Helper()
	office := b.env.Store.(*memory.Office)
	b.env.Directories = office
	err := office.ChangeDirectory(context.Background(), storage.DirectoryChange{Put: []storage.DirectoryEntry{{Provider: casework.Provider{
		ID: oakID, Organization: "Oak House", Service: "Parenting class", Needs: []string{"Parenting"}, Waiting: "Two weeks", Phone: "555-0100",
		Evidence: "A study", Confidential: "Ask before you tell anything.", Languages: []string{"Spanish"},
		Places: []casework.Place{{Name: "Oak House", City: "Exampleton", Postal: "00001", Point: &casework.Coordinates{Lat: 42.33, Lon: -83.05}}},
	}}}}, "sam", firstDay)
	if err != nil {
		t.Fatal(err)
	}
}

// TestReferralFromTheListOfProviders: from the case to a provider near the
// family, and with one tap to a referral that has its facts. What is changed in
// the list afterwards changes nothing in the referral.
func TestReferralFromTheListOfProviders(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	withProviders(t, dana)
	id := openAlvarez(dana)
	dana.open("/cases/"+id+"/work").follow("to-providers").expect(200, "Find", "1 service found")
	dana.submit("find", "need", "parent", "area", "exampleton", "within", "5", "language", "spanish").expect(200, "Parenting class", "Under a mile", "Two weeks")
	dana.submit("find", "need", "night bus").expect(200, "0 services found")
	dana.submit("find", "need", "", "area", "42.40, -83.05", "within", "0").expect(200, "5 miles")
	dana.submit("find", "area", "Atlantis").expect(200, "Where “Atlantis” lies is not known here", "00001, Exampleton", "Parenting class")
	dana.open("/providers/"+oakID+"?case="+id).expect(200, "Ask before you tell anything.", "555-0100").follow("refer")
	dana.expect(200, "Make a referral").submit("form", "need", "Calm evenings")
	referral := only(dana, id, casework.KindReferral)
	for field, want := range map[string]string{
		"provider": "Oak House", "service": "Parenting class", "directory": oakID, "reach": "555-0100", "evidence": "A study", "location": "Oak House, Exampleton, 00001", "need": "Calm evenings",
	} {
		if got := referral.Get(field); got != want {
			t.Errorf("the referral's %s is %q, want %q", field, got, want)
		}
	}
	if err := dana.env.Store.(*memory.Office).ChangeDirectory(context.Background(), storage.DirectoryChange{Drop: []string{oakID}}, "sam", firstDay); err != nil {
		t.Fatal(err)
	}
	dana.open("/providers/" + oakID).expect(404)
	dana.open("/cases/"+id+"/referrals/"+referral.ID).expect(200, "Oak House", "Parenting class")
	dana.open("/cases/"+id+"/referrals/new?provider="+oakID).expect(200, "Make a referral")

	withProviders(t, dana)
	dana.open("/providers/"+oakID).expect(200, "Start a referral for", "Alvarez")
	eve := at(t, dana.env, eveDoe)
	eve.open("/providers?case=" + id).expect(404)
	if eve.open("/providers/" + oakID).has("refer-list") {
		t.Error("somebody else's case is offered")
	}
}

// TestADraftKeepsItsProvider: a referral that was begun from the list and left is
// gone on with from its draft, whichever way one comes to it.
func TestADraftKeepsItsProvider(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	withProviders(t, dana)
	id := openAlvarez(dana)
	form := "/cases/" + id + "/referrals/new"
	typeInto(dana.open(form+"?provider="+oakID), "need", "Calm evenings")
	dana.open(form).submit("form")
	if referral := only(dana, id, casework.KindReferral); referral.Get("directory") != oakID || referral.Get("provider") != "Oak House" || referral.Get("need") != "Calm evenings" {
		t.Errorf("the referral is %v", referral.Fields)
	}
	if dana.open(form); strings.Contains(dana.body, oakID) {
		t.Error("the next referral begins with the provider of the last one")
	}
}

// TestProvidersNotHereYet: a tablet that has not fetched the list says so.
func TestProvidersNotHereYet(t *testing.T) {
	dana := at(t, officeEnv(&ids{}), danaReed)
	dana.open("/providers").expect(200, "no list of providers yet")
	dana.env.Directories = nowhere{}
	dana.open("/providers").expect(200, "is not on this tablet yet")
	dana.open("/providers/" + oakID).expect(404)
}

type nowhere struct{}

func (nowhere) Directory(context.Context) (*casework.Directory, error) { return nil, nil }
