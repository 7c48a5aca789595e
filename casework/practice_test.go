package casework

import "testing"

func TestRolesKnowWhereTheirWorkEnds(t *testing.T) {
	practice := DefaultPractice()
	practice.Staff = map[string]string{"ada": "case_manager", "ben": "counsellor", "eve": "child_protection"}
	for _, c := range []struct{ staff, text, want string }{
		{"ada", "Improve anxiety symptoms", "Improve anxiety"},
		{"ada", "I will treat her depression.", "treat her depression"},
		{"ada", "Find free or low-cost treatment options for anxiety", ""},
		{"ada", "Look for a doctor who can treat her anxiety.", ""},
		{"ada", "Maria goes to the clinic every week.", ""},
		{"ada", "Give legal advice about the lease.", "legal advice"},
		{"ada", "Improve the way to school.", ""},
		{"ben", "Improve anxiety symptoms", ""},
		{"ben", "Change her medication.", "Change her medication"},
		{"eve", "I will return the children by June.", "return the children"},
		{"eve", "I will recommend to the court to return the children.", ""},
		{"nobody", "Improve anxiety symptoms", ""},
	} {
		if got := practice.RoleOf(c.staff).Oversteps(c.text); got != c.want {
			t.Errorf("%s: %q oversteps with %q, want %q", c.staff, c.text, got, c.want)
		}
	}
}

func TestTemplateIsFoundByWhatARecordSays(t *testing.T) {
	practice := DefaultPractice()
	practice.Templates[1].Version = 4
	for ref, want := range map[string]string{"standard@4": "standard@4", "standard@1": "standard@4", "paper": "paper@1", "": "standard@4", "gone@2": "standard@4"} {
		if got := practice.Template(TemplateContract, ref).Ref(); got != want {
			t.Errorf("%q is %s, want %s", ref, got, want)
		}
	}
	practice.Templates = nil
	if got := practice.Template(TemplatePlan, "").Title; got == "" {
		t.Error("without a template of its own the agency has none at all")
	}
	if practice.Days("brief") != 42 || practice.Days("?") != 0 {
		t.Error("time frames")
	}
}
