package casework

import "strings"

// Likely is somebody of a case who may be the person that is being written down.
type Likely struct {
	Record *Record
	By     AlikeBy
}

// AlikeBy says what two entries have in common.
type AlikeBy string

// What two entries can have in common, the surest first.
const (
	AlikeRecord AlikeBy = "record" // the same person of the case, on the team twice
	AlikeReach  AlikeBy = "reach"  // a number or a mail address
	AlikeName   AlikeBy = "name"
)

// LikelySame lists who of the case may be the person that a new entry of this
// kind (KindPerson or KindMember) is about: its people, and those of the team who
// are not among them. It only ever leads to a question.
func LikelySame(file *File, kind Kind, values map[string]string) []Likely {
	var list []Likely
	listed := map[string]bool{}
	for _, member := range file.Of(KindMember) {
		person := member.Get("person")
		if kind == KindMember && person != "" && person == values["person"] {
			list, listed[person] = append(list, Likely{member, AlikeRecord}), true
			continue
		}
		if person == "" {
			if by := sameBy(values, member.Fields); by != "" && values["person"] == "" {
				list = append(list, Likely{member, by})
			}
		}
	}
	if values["person"] != "" {
		return list
	}
	for _, person := range file.Of(KindPerson) {
		if by := sameBy(values, person.Fields); by != "" && !listed[person.ID] {
			list = append(list, Likely{person, by})
		}
	}
	return list
}

// sameBy compares two entries. Two known birthdays that differ are two people,
// however alike their names are.
func sameBy(a, b map[string]string) AlikeBy {
	if a["born_on"] != "" && b["born_on"] != "" && a["born_on"] != b["born_on"] {
		return ""
	}
	if sameReach(a, b) {
		return AlikeReach
	}
	for _, one := range []string{a["name"], a["call_name"]} {
		for _, other := range []string{b["name"], b["call_name"]} {
			if SamePersonName(one, other) {
				return AlikeName
			}
		}
	}
	return ""
}

func sameReach(a, b map[string]string) bool {
	for _, one := range []string{a["phone"], a["reach"]} {
		for _, other := range []string{b["phone"], b["reach"]} {
			mail, otherMail := MailIn(one), MailIn(other)
			if mail != "" && strings.EqualFold(mail, otherMail) || samePhone(PhoneIn(one), PhoneIn(other)) {
				return true
			}
		}
	}
	return false
}

// samePhone compares two numbers, with or without what is dialled before them.
func samePhone(a, b string) bool {
	a, b = strings.TrimLeft(a, "+0"), strings.TrimLeft(b, "+0")
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 7 && strings.HasSuffix(b, a)
}

// MailIn is the first mail address in a line, "" for none.
func MailIn(line string) string {
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(" ,;<>()", r) }) {
		before, after, found := strings.Cut(strings.Trim(word, ".:"), "@")
		if found && before != "" && strings.Contains(after, ".") && !strings.ContainsAny(before+after, "@?&/") {
			return before + "@" + after
		}
	}
	return ""
}

// PhoneIn is the first number in a line that is long enough to be called, its
// digits alone, with a plus where one stands before it.
func PhoneIn(line string) string {
	var number strings.Builder
	for _, r := range line + "\n" {
		switch {
		case r >= '0' && r <= '9', r == '+' && number.Len() == 0:
			number.WriteRune(r)
		case strings.ContainsRune(" -.()/", r):
		default:
			if number.Len() >= 7 {
				return number.String()
			}
			number.Reset()
		}
	}
	return ""
}

// SamePersonName reports whether two names may be one person's: the same words in
// any order, capitals, accents, a slip of the hand and further given or family
// names aside. One word alone stands for a first name.
func SamePersonName(a, b string) bool {
	few, many := nameWords(a), nameWords(b)
	if len(few) > len(many) {
		few, many = many, few
	}
	switch {
	case len(few) == 0:
		return false
	case len(few) == 1:
		return few[0] == many[0] || len(many) == 1 && slip(few[0], many[0])
	}
	used := make([]bool, len(many))
	exact := 0
	for _, word := range few {
		at := -1
		for i, other := range many {
			if !used[i] && (word == other || at < 0 && slip(word, other)) {
				at = i
				if word == other {
					break
				}
			}
		}
		if at < 0 {
			return false
		}
		used[at] = true
		if word == many[at] {
			exact++
		}
	}
	return exact > 0 || len(few) == len(many)
}

// nameWords are the words of a name as they are compared.
func nameWords(name string) []string {
	var list []string
	name = strings.NewReplacer("'", "", "’", "").Replace(name) // O'Neil and ONeil
	eachWord(name, func(start, end int) bool {
		if word := folded(name[start:end]); word != "" && !nameTitles[word] {
			list = append(list, word)
		}
		return len(list) < 8
	})
	return list
}

// nameTitles are no part of a name.
var nameTitles = map[string]bool{"mr": true, "mrs": true, "ms": true, "miss": true, "dr": true}

// slip reports whether two words differ by what a hand gets wrong: one letter too
// many, too few, another one, or two turned round; in a long word twice.
func slip(a, b string) bool {
	x, y := []rune(a), []rune(b)
	most := 0
	switch n := min(len(x), len(y)); {
	case n >= 8:
		most = 2
	case n >= 4:
		most = 1
	}
	return most > 0 && within(x, y, most)
}

// within reports whether so many changes make one word the other.
func within(x, y []rune, most int) bool {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	if len(x) == 0 || len(y) == 0 {
		return max(len(x), len(y)) <= most
	}
	if most == 0 {
		return false
	}
	turned := len(x) > 1 && len(y) > 1 && x[0] == y[1] && x[1] == y[0]
	return turned && within(x[2:], y[2:], most-1) ||
		within(x[1:], y[1:], most-1) || within(x[1:], y, most-1) || within(x, y[1:], most-1)
}
