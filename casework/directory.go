package casework

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Directory is the agency's list of providers. It is no part of a case: what a
// referral took from it stays in the referral, also when the entry changes.
type Directory struct {
	Providers []Provider `json:"providers"`
	Areas     []Area     `json:"areas,omitempty"` // the agency's own, beside the towns of the places
}

// Provider is one service of one organisation.
//
// Formats only grow: new fields are added at the end with omitempty.
type Provider struct {
	ID           string   `json:"id"` // UUID
	Organization string   `json:"organization"`
	Service      string   `json:"service"`
	About        string   `json:"about,omitempty"`
	Needs        []string `json:"needs,omitempty"` // what it helps with
	Places       []Place  `json:"places,omitempty"`
	Hours        string   `json:"hours,omitempty"`
	Languages    []string `json:"languages,omitempty"`
	Cultural     string   `json:"cultural,omitempty"` // cultural needs that it serves
	Evidence     string   `json:"evidence,omitempty"` // what shows that it works
	Waiting      string   `json:"waiting,omitempty"`
	Confidential string   `json:"confidential,omitempty"` // what to know before anything is told
	Eligible     string   `json:"eligible,omitempty"`
	Cost         string   `json:"cost,omitempty"`
	Phone        string   `json:"phone,omitempty"`
	Email        string   `json:"email,omitempty"`
	Web          string   `json:"web,omitempty"`
	Closed       bool     `json:"closed,omitempty"` // takes nobody now
}

// Place is where a service is to be had.
type Place struct {
	Name    string       `json:"name,omitempty"`
	Address string       `json:"address,omitempty"`
	City    string       `json:"city,omitempty"`
	Region  string       `json:"region,omitempty"` // state or province
	Postal  string       `json:"postal,omitempty"`
	Point   *Coordinates `json:"point,omitempty"` // nil where nobody wrote it down
}

// Coordinates are a place on the earth, in degrees.
type Coordinates struct {
	Lat float64 `json:"lat"`
	Lon float64 `json:"lon"`
}

// Area is a part of the country that distances are measured from.
type Area struct {
	Name  string      `json:"name"`
	Point Coordinates `json:"point"`
}

// Valid reports whether the degrees are such as the earth has.
func (p Coordinates) Valid() bool {
	return !math.IsNaN(p.Lat) && !math.IsNaN(p.Lon) && math.Abs(p.Lat) <= 90 && math.Abs(p.Lon) <= 180
}

// ReadCoordinates reads "42.33, -83.05".
func ReadCoordinates(text string) (Coordinates, bool) {
	lat, lon, two := strings.Cut(strings.ReplaceAll(text, ";", ","), ",")
	a, errA := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	b, errB := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	point := Coordinates{a, b}
	return point, two && errA == nil && errB == nil && point.Valid()
}

// String writes the point as ReadCoordinates reads it.
func (p Coordinates) String() string {
	number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }
	return number(p.Lat) + ", " + number(p.Lon)
}

// earthMiles is the earth's mean radius.
const earthMiles = 3958.8

// Miles is the distance between two points over the earth's surface (haversine):
// as the crow flies, not as the bus goes.
func Miles(a, b Coordinates) float64 {
	rad := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	half := func(x float64) float64 { s := math.Sin(x / 2); return s * s }
	h := half(rad(b.Lat-a.Lat)) + math.Cos(rad(a.Lat))*math.Cos(rad(b.Lat))*half(rad(b.Lon-a.Lon))
	return 2 * earthMiles * math.Asin(math.Sqrt(min(h, 1)))
}

// Find returns the provider with this id, nil if there is none.
func (d *Directory) Find(id string) *Provider {
	for i := range d.Providers {
		if d.Providers[i].ID == id {
			return &d.Providers[i]
		}
	}
	return nil
}

// AllAreas lists what distances can be measured from, by name: the agency's own
// areas, and each town and postal code that a place lies in, at the middle of
// its places.
func (d *Directory) AllAreas() []Area {
	sums, counts := map[string]Coordinates{}, map[string]float64{}
	add := func(name string, at Coordinates) {
		if name = strings.TrimSpace(name); name != "" {
			sums[name] = Coordinates{sums[name].Lat + at.Lat, sums[name].Lon + at.Lon}
			counts[name]++
		}
	}
	for _, provider := range d.Providers {
		for _, place := range provider.Places {
			if place.Point != nil {
				add(place.City, *place.Point)
				add(place.Postal, *place.Point)
			}
		}
	}
	areas := slices.Clone(d.Areas)
	for name, sum := range sums {
		if !slices.ContainsFunc(d.Areas, func(a Area) bool { return strings.EqualFold(a.Name, name) }) {
			areas = append(areas, Area{name, Coordinates{sum.Lat / counts[name], sum.Lon / counts[name]}})
		}
	}
	slices.SortFunc(areas, func(a, b Area) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return areas
}

// Where is the point that somebody means: the name of an area, or a latitude and
// a longitude.
func (d *Directory) Where(text string) (Coordinates, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return Coordinates{}, false
	}
	if point, ok := ReadCoordinates(text); ok {
		return point, true
	}
	for _, area := range d.AllAreas() {
		if strings.EqualFold(area.Name, text) {
			return area.Point, true
		}
	}
	return Coordinates{}, false
}

// ProviderSearch is what somebody looks for. What is empty is not asked.
type ProviderSearch struct {
	Need     string       // words, each of which the entry has somewhere
	Language string       // one of the entry's languages, in part
	From     *Coordinates // where the family lives
	Within   float64      // miles; 0 is any distance
}

// FoundProvider is an entry with its distance.
type FoundProvider struct {
	*Provider
	Miles float64 // of its nearest place; below 0 where that is not known
	Place Place   // the nearest one
}

// Search lists who may help: those whose kinds of help say it before those that
// only mention it, then the nearest, then by name. Entries without a point come
// after all distances, and are left out where a distance is asked.
func (d *Directory) Search(s ProviderSearch) []FoundProvider {
	type ranked struct {
		FoundProvider
		rank int
	}
	wanted := strings.Fields(strings.ToLower(s.Need))
	var list []ranked
	for i := range d.Providers {
		provider := &d.Providers[i]
		rank, ok := provider.answers(wanted)
		if !ok || !provider.speaks(s.Language) {
			continue
		}
		found := provider.from(s.From)
		if s.From != nil && s.Within > 0 && (found.Miles < 0 || found.Miles > s.Within) {
			continue
		}
		list = append(list, ranked{found, rank})
	}
	slices.SortStableFunc(list, func(a, b ranked) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), compareMiles(a.Miles, b.Miles),
			cmp.Compare(strings.ToLower(a.Service), strings.ToLower(b.Service)), cmp.Compare(a.ID, b.ID))
	})
	result := make([]FoundProvider, len(list))
	for i, one := range list {
		result[i] = one.FoundProvider
	}
	return result
}

func compareMiles(a, b float64) int {
	if (a < 0) != (b < 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// answers reports whether the entry has each word, and how well: 0 where its
// kinds of help say it all, 1 where its name does, 2 where it is said anywhere.
func (p *Provider) answers(wanted []string) (rank int, ok bool) {
	fields := []string{
		strings.ToLower(strings.Join(p.Needs, " ")), strings.ToLower(p.Service + " " + p.Organization),
		strings.ToLower(p.About + " " + p.Cultural + " " + p.Eligible),
	}
	for _, word := range wanted {
		at := slices.IndexFunc(fields, func(text string) bool { return strings.Contains(text, word) })
		if at < 0 {
			return 0, false
		}
		rank = max(rank, at)
	}
	return rank, true
}

func (p *Provider) speaks(language string) bool {
	language = strings.ToLower(strings.TrimSpace(language))
	return language == "" || slices.ContainsFunc(p.Languages, func(one string) bool { return strings.Contains(strings.ToLower(one), language) })
}

// from finds the place of the entry that is nearest to a point.
func (p *Provider) from(from *Coordinates) FoundProvider {
	found := FoundProvider{Provider: p, Miles: -1}
	if len(p.Places) > 0 {
		found.Place = p.Places[0]
	}
	for _, place := range p.Places {
		if from == nil || place.Point == nil {
			continue
		}
		if miles := Miles(*from, *place.Point); found.Miles < 0 || miles < found.Miles {
			found.Miles, found.Place = miles, place
		}
	}
	return found
}

// Line writes a place in one line.
func (p Place) Line() string {
	var parts []string
	for _, part := range []string{p.Name, p.Address, p.City, strings.TrimSpace(p.Region + " " + p.Postal)} {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// Referral is what a referral takes over from the entry.
func (p *Provider) Referral() map[string]string {
	reach := slices.DeleteFunc([]string{p.Phone, p.Email}, func(s string) bool { return s == "" })
	values := map[string]string{
		"provider": p.Organization, "service": p.Service, "directory": p.ID, "evidence": p.Evidence, "reach": strings.Join(reach, ", "),
	}
	if len(p.Places) > 0 {
		values["location"] = p.Places[0].Line()
	}
	return values
}
