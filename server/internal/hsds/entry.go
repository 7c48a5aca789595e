package hsds

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"doorstep/casework"
)

// Our own fields, beside those of the specification, which allows them.
const (
	fieldCultural     = "cultural_needs"
	fieldEvidence     = "evidence_base"
	fieldConfidential = "confidentiality"
)

// Entry is what a service is in the agency's list.
func Entry(id string, service map[string]any) casework.Provider {
	p := casework.Provider{
		ID: id, Service: text(service, "name"), Organization: text(part(service, "organization"), "name"), About: text(service, "description"),
		Cultural: text(service, fieldCultural), Evidence: text(service, fieldEvidence), Confidential: text(service, fieldConfidential),
		Waiting: text(service, "wait_time"), Eligible: text(service, "eligibility_description"), Cost: text(service, "fees_description"),
		Email: text(service, "email"), Web: text(service, "url"), Closed: text(service, "status") != "active",
	}
	for _, one := range parts(service, "attributes") {
		add(&p.Needs, text(part(one, "taxonomy_term"), "name"))
	}
	for _, one := range parts(service, "languages") {
		add(&p.Languages, language(one))
	}
	hours := parts(service, "schedules")
	phones := parts(service, "phones")
	for _, at := range parts(service, "service_at_locations") {
		location := part(at, "location")
		if location != nil {
			p.Places = append(p.Places, place(location))
		}
		hours = append(append(hours, parts(at, "schedules")...), parts(location, "schedules")...)
		phones = append(append(phones, parts(at, "phones")...), parts(location, "phones")...)
	}
	for _, phone := range append(phones, parts(part(service, "organization"), "phones")...) {
		if p.Phone = text(phone, "number"); p.Phone != "" {
			break
		}
	}
	var lines []string
	for _, schedule := range hours {
		add(&lines, Hours(schedule))
	}
	p.Hours = strings.Join(lines, "\n")
	return p
}

func add(list *[]string, value string) {
	if value != "" && !slices.Contains(*list, value) {
		*list = append(*list, value)
	}
}

func language(o object) string {
	if name := text(o, "name"); name != "" {
		return name
	}
	return text(o, "code")
}

func place(location object) casework.Place {
	p := casework.Place{Name: text(location, "name")}
	if list := parts(location, "addresses"); len(list) > 0 {
		address := list[0]
		for _, one := range list {
			if text(one, "address_type") == "physical" {
				address = one
				break
			}
		}
		p.Address = strings.TrimSuffix(text(address, "address_1")+", "+text(address, "address_2"), ", ")
		p.City, p.Region, p.Postal = text(address, "city"), text(address, "state_province"), text(address, "postal_code")
	}
	lat, latErr := number(location, "latitude")
	lon, lonErr := number(location, "longitude")
	if at := (casework.Coordinates{Lat: lat, Lon: lon}); latErr == nil && lonErr == nil && at.Valid() {
		p.Point = &at
	}
	return p
}

func number(o object, field string) (float64, error) { return strconv.ParseFloat(text(o, field), 64) }

// dayNames are the days of a schedule, as people read them.
var dayNames = map[string]string{"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}

// Hours says a schedule in one line: its own words, or its days and times.
func Hours(schedule map[string]any) string {
	var named []string
	for _, day := range strings.Split(text(schedule, "byday"), ",") {
		day = strings.TrimSpace(day)
		bare := strings.TrimLeft(day, "+-0123456789")
		if name := dayNames[bare]; name != "" {
			named = append(named, strings.TrimSpace(strings.TrimSuffix(day, bare)+" "+name))
		}
	}
	said := strings.Join(named, ", ")
	opens, closes := clock(text(schedule, "opens_at")), clock(text(schedule, "closes_at"))
	if opens != "" {
		said = strings.TrimSpace(said + " " + strings.TrimSuffix(opens+"–"+closes, "–"))
	}
	if words := text(schedule, "description"); words != "" {
		said = strings.TrimPrefix(said+": "+words, ": ")
	}
	return strings.ReplaceAll(said, "\n", " ")
}

// clock leaves the seconds out.
func clock(at string) string {
	if len(at) >= len("10:00:00") && at[2] == ':' && at[5] == ':' {
		return at[:5]
	}
	return at
}

// Merge is an entry that was imported anew: what the file changed since the last
// time is taken, what the agency wrote itself stays.
func Merge(before, now, incoming casework.Provider) casework.Provider {
	was, own, next := fields(before), fields(now), fields(incoming)
	for name, value := range next {
		if string(was[name]) != string(value) {
			own[name] = value
		}
	}
	for name := range was {
		if _, there := next[name]; !there && string(own[name]) == string(was[name]) {
			delete(own, name)
		}
	}
	packed, err := json.Marshal(own)
	merged := casework.Provider{}
	if err == nil {
		err = json.Unmarshal(packed, &merged)
	}
	if err != nil {
		return now
	}
	return merged
}

func fields(p casework.Provider) map[string]json.RawMessage {
	all := map[string]json.RawMessage{}
	packed, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(packed, &all)
	}
	if err != nil {
		return nil
	}
	return all
}

// Decode reads a stored source.
func Decode(source []byte) (map[string]any, error) {
	decoder := json.NewDecoder(strings.NewReader(string(source)))
	decoder.UseNumber()
	o := object{}
	return o, decoder.Decode(&o)
}

// Export is the service of an entry: the source that it was imported from, with
// what the agency changed since; nil makes one from the entry alone.
func Export(p casework.Provider, source map[string]any) map[string]any {
	o := maps.Clone(source)
	if o == nil {
		o = object{"id": p.ID, "status": "active", "organization": organization(p)}
	}
	was := Entry(p.ID, o)
	set := func(field, old, now string) {
		if old == now {
			return
		}
		if o[field] = now; now == "" && field != "name" {
			delete(o, field)
		}
	}
	set("name", was.Service, p.Service)
	set("description", was.About, p.About)
	set(fieldCultural, was.Cultural, p.Cultural)
	set(fieldEvidence, was.Evidence, p.Evidence)
	set(fieldConfidential, was.Confidential, p.Confidential)
	set("wait_time", was.Waiting, p.Waiting)
	set("eligibility_description", was.Eligible, p.Eligible)
	set("fees_description", was.Cost, p.Cost)
	set("email", was.Email, p.Email)
	set("url", was.Web, p.Web)
	if was.Closed != p.Closed {
		o["status"] = map[bool]string{true: "temporarily closed", false: "active"}[p.Closed]
	}
	if was.Organization != p.Organization {
		o["organization"] = organization(p)
	}
	exportParts(o, was, p)
	return o
}

// organization is who offers what the agency wrote itself. The specification
// demands a name: one that nobody wrote is the service's.
func organization(p casework.Provider) object {
	name := cmp.Or(strings.TrimSpace(p.Organization), p.Service)
	return object{"id": madeID("organization", name), "name": name, "description": name}
}

// exportParts writes the lists that the agency changed.
func exportParts(o object, was, p casework.Provider) {
	if was.Phone != p.Phone {
		list := parts(o, "phones")
		if p.Phone != "" {
			list = append([]object{{"id": madeID("phone", p.ID, p.Phone), "number": p.Phone}}, list...)
		}
		setParts(o, "phones", list)
	}
	if was.Hours != p.Hours {
		var list []object
		for _, line := range strings.Split(p.Hours, "\n") {
			if line != "" {
				list = append(list, object{"id": madeID("schedule", p.ID, line), "description": line})
			}
		}
		setParts(o, "schedules", list)
	}
	if !slices.Equal(was.Languages, p.Languages) {
		var list []object
		for _, name := range p.Languages {
			list = append(list, kept(parts(o, "languages"), func(one object) bool { return language(one) == name },
				object{"id": madeID("language", p.ID, name), "name": name}))
		}
		setParts(o, "languages", list)
	}
	if !slices.Equal(was.Needs, p.Needs) {
		var list []object
		for _, name := range p.Needs {
			term := object{"id": madeID("term", name), "name": name, "description": name}
			list = append(list, kept(parts(o, "attributes"), func(one object) bool { return text(part(one, "taxonomy_term"), "name") == name },
				object{"id": madeID("attribute", p.ID, name), "link_entity": "service", "link_id": o["id"], "taxonomy_term": term}))
		}
		setParts(o, "attributes", list)
	}
	exportPlaces(o, was, p)
}

// kept is the part that is there already, or a new one.
func kept(list []object, same func(object) bool, made object) object {
	if at := slices.IndexFunc(list, same); at >= 0 {
		return list[at]
	}
	return made
}

func exportPlaces(o object, was, p casework.Provider) {
	samePlace := func(a, b casework.Place) bool {
		x, _ := json.Marshal(a)
		y, _ := json.Marshal(b)
		return string(x) == string(y)
	}
	if slices.EqualFunc(was.Places, p.Places, samePlace) {
		return
	}
	var list []object
	for _, one := range p.Places {
		at := kept(parts(o, "service_at_locations"), func(at object) bool {
			return part(at, "location") != nil && samePlace(place(part(at, "location")), one)
		}, nil)
		if at == nil {
			at = object{"id": madeID("at", p.ID, one.Line()), "location": madeLocation(p.ID, one)}
		}
		list = append(list, at)
	}
	setParts(o, "service_at_locations", list)
}

// madeLocation is a place that the agency wrote down. An address that lacks what
// the specification asks of one stands in the name, so that it is not lost.
func madeLocation(id string, p casework.Place) object {
	location := object{"id": madeID("location", id, p.Line()), "location_type": "physical", "name": p.Name}
	if p.Point != nil {
		location["latitude"] = json.Number(strconv.FormatFloat(p.Point.Lat, 'f', -1, 64))
		location["longitude"] = json.Number(strconv.FormatFloat(p.Point.Lon, 'f', -1, 64))
	}
	if p.Address == "" || p.City == "" || p.Region == "" || p.Postal == "" {
		location["name"] = p.Line()
		return location
	}
	location["addresses"] = []any{object{
		"id": madeID("address", id, p.Line()), "address_1": p.Address, "city": p.City, "state_province": p.Region, "postal_code": p.Postal,
		"country": "US", "address_type": "physical",
	}}
	return location
}
