package casework

import "testing"

func TestSamePersonName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Maria Alvarez", "maria ALVAREZ", true},
		{"María Álvarez", "Maria Alvarez", true},
		{"Alvarez, Maria", "Maria Alvarez", true},
		{"Maria Alvares", "Maria Alvarez", true},
		{"Maira Alvarez", "Maria Alvarez", true},
		{"Maria Elena Alvarez", "Maria Alvarez", true},
		{"Mrs. Maria Alvarez", "Maria Alvarez", true},
		{"Rosa", "Rosa Example", true},
		{"Sean O'Neil", "Sean ONeil", true},
		{"N'Dèye Diop", "Ndeye Diop", true},
		{"Katherine Montgomery", "Katharine Montgommery", true},
		{"李 小龙", "小龙 李", true},
		{"Maria Alvarez", "Kim Alvarez", false},
		{"Kim Alvarez", "Kit Alvarez", false},
		{"Alvarez", "Kim Alvarez", false},
		{"Rosa Example", "Rose Sample", false},
		{"Jo", "Joe", false},
		{"", "Maria Alvarez", false},
		{"Dr.", "Mr.", false},
		{"…", "…", false},
	} {
		if SamePersonName(c.a, c.b) != c.same || SamePersonName(c.b, c.a) != c.same {
			t.Errorf("%q and %q: the same is not %v, both ways round", c.a, c.b, c.same)
		}
	}
}

func TestLikelySame(t *testing.T) {
	file := NewFile("c")
	add := func(id string, kind Kind, pairs ...string) {
		record := &Record{ID: id, Kind: kind, Fields: map[string]string{}}
		for i := 0; i < len(pairs); i += 2 {
			record.Fields[pairs[i]] = pairs[i+1]
		}
		file.Records[id] = record
	}
	add("maria", KindPerson, "name", "Maria Alvarez", "call_name", "Mari", "phone", "(555) 010-0199", "born_on", "1990-02-03")
	add("kim", KindPerson, "name", "Kim Alvarez")
	add("on-team", KindMember, "person", "kim")
	add("coach", KindMember, "name", "Coach Lee", "reach", "lee@club.example")
	for _, c := range []struct {
		name   string
		kind   Kind
		values map[string]string
		want   string
	}{
		{"the same name", KindPerson, map[string]string{"name": "maria álvarez"}, "maria name"},
		{"what she is called", KindPerson, map[string]string{"name": "Mari"}, "maria name"},
		{"the same number, written otherwise", KindPerson, map[string]string{"name": "M.", "phone": "+1 555.010.0199"}, "maria reach"},
		{"another birthday", KindPerson, map[string]string{"name": "Maria Alvarez", "born_on": "2015-02-03"}, ""},
		{"the same birthday", KindPerson, map[string]string{"name": "Maria Alvarez", "born_on": "1990-02-03"}, "maria name"},
		{"somebody of the team", KindPerson, map[string]string{"name": "Lee Coach"}, "coach name"},
		{"a mail address of the team", KindMember, map[string]string{"name": "L.", "reach": "Mail LEE@club.example"}, "coach reach"},
		{"a person, by name, for the team", KindMember, map[string]string{"name": "Maria Alvarez"}, "maria name"},
		{"a person who is on the team", KindMember, map[string]string{"person": "kim"}, "on-team record"},
		{"a person who is not", KindMember, map[string]string{"person": "maria", "name": "Coach Lee"}, ""},
		{"nobody", KindMember, map[string]string{"name": "Rosa Example", "reach": "555"}, ""},
		{"no name at all", KindMember, map[string]string{}, ""},
	} {
		got := ""
		for _, one := range LikelySame(file, c.kind, c.values) {
			got += one.Record.ID + " " + string(one.By)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
