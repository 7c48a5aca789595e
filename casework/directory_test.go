package casework

import (
	"math"
	"testing"
)

func sampleDirectory() *Directory {
	at := func(lat, lon float64) *Coordinates { return &Coordinates{lat, lon} }
	return &Directory{
		Areas: []Area{{"North side", Coordinates{42.40, -83.05}}},
		Providers: []Provider{
			{ID: "a", Organization: "Oak House", Service: "Parenting class", Needs: []string{"Parenting"}, Languages: []string{"Spanish"},
				Places: []Place{{City: "Exampleton", Postal: "48000", Point: at(42.33, -83.05)}, {City: "Farville", Point: at(44, -85)}}},
			{ID: "b", Organization: "Elm Center", Service: "Parenting at home", Needs: []string{"parenting", "Home visits"}, Places: []Place{{City: "Farville", Point: at(44, -85)}}},
			{ID: "c", Organization: "Fir Clinic", Service: "Counselling", About: "Also talks about parenting.", Places: []Place{{City: "Exampleton", Point: at(42.33, -83.05)}}},
			{ID: "d", Organization: "Ash Line", Service: "Parenting by phone", Needs: []string{"Parenting"}},
		},
	}
}

// TestMiles against distances worked out elsewhere: a degree of the equator, the
// way over the pole, and Detroit to Lansing.
func TestMiles(t *testing.T) {
	for _, c := range []struct {
		a, b Coordinates
		want float64
	}{
		{Coordinates{0, 0}, Coordinates{0, 1}, 69.09}, {Coordinates{80, 0}, Coordinates{80, 180}, 1381.9}, {Coordinates{42.3314, -83.0458}, Coordinates{42.7325, -84.5555}, 81.9},
		{Coordinates{10, 10}, Coordinates{10, 10}, 0}, {Coordinates{0, 179.5}, Coordinates{0, -179.5}, 69.09}, {Coordinates{90, 0}, Coordinates{-90, 0}, 12437},
	} {
		if got := Miles(c.a, c.b); math.Abs(got-c.want) > c.want*0.005+0.01 {
			t.Errorf("from %v to %v: %.2f miles, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestSearchProviders(t *testing.T) {
	home := &Coordinates{42.33, -83.05}
	for _, c := range []struct {
		name string
		ask  ProviderSearch
		want string
	}{
		{"what helps before what mentions it, the nearest first, without a place last", ProviderSearch{Need: "PARENT", From: home}, "abdc"},
		{"within a distance, places unknown are left out", ProviderSearch{Need: "parenting", From: home, Within: 25}, "ac"},
		{"every word counts", ProviderSearch{Need: "parenting home", From: home}, "b"},
		{"by language", ProviderSearch{Language: "span"}, "a"},
		{"nothing asked lists all by name", ProviderSearch{}, "cbda"},
		{"nobody", ProviderSearch{Need: "night bus"}, ""},
	} {
		got := ""
		for _, found := range sampleDirectory().Search(c.ask) {
			got += found.ID
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if near := sampleDirectory().Search(ProviderSearch{Need: "parenting", From: &Coordinates{44, -85}})[0]; near.Place.City != "Farville" || near.Miles > 0.01 {
		t.Errorf("the nearest place is %+v", near)
	}
}

func TestWhere(t *testing.T) {
	d := sampleDirectory()
	for text, want := range map[string]Coordinates{
		"exampleton": {42.33, -83.05}, " 48000 ": {42.33, -83.05}, "north SIDE": {42.40, -83.05}, "42.5, -83.25": {42.5, -83.25}, "42.5;-83.25": {42.5, -83.25},
	} {
		if got, ok := d.Where(text); !ok || got != want {
			t.Errorf("%q is at %v, %v; want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Atlantis", "91, 0", "0, 181", "NaN, 0", "42.5", "42,5,3"} {
		if got, ok := d.Where(text); ok {
			t.Errorf("%q was taken for %v", text, got)
		}
	}
	if point, ok := ReadCoordinates(Coordinates{42.123456, -83}.String()); !ok || point.Lat != 42.123456 {
		t.Errorf("a point does not read back: %v", point)
	}
}
