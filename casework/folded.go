package casework

import (
	"strings"
	"unicode"
)

// plainLetters lists each letter with those that are the same without what
// stands above, below or through them: whoever types without accents finds what
// was written with them. The Arabic ones are those that people mix.
var plainLetters = []string{
	"aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
	"bḃḅḇ",
	"cçćĉċčḉ",
	"dďḋḍḏḑḓđ",
	"eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
	"fḟ",
	"gĝğġģǧǵḡ",
	"hĥȟḣḥḧḩḫẖħ",
	"iìíîïĩīĭįǐȉȋḭḯỉịı",
	"jĵǰ",
	"kķǩḱḳḵ",
	"lĺļľḷḹḻḽł",
	"mḿṁṃ",
	"nñńņňǹṅṇṉṋ",
	"oòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợø",
	"pṕṗ",
	"rŕŗřȑȓṙṛṝṟ",
	"sśŝşšșṡṣṥṧṩ",
	"tţťțṫṭṯṱẗ",
	"uùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự",
	"vṽṿ",
	"wŵẁẃẅẇẉẘ",
	"xẋẍ",
	"yýÿŷȳẏẙỳỵỷỹ",
	"zźżžẑẓẕ",
	"æǣǽ",
	"øǿ",
	"ſẛ",
	"ʒǯ",
	"αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
	"εέἐἑἒἓἔἕὲέ",
	"ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
	"ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ",
	"οόὀὁὂὃὄὅὸό",
	"ρῤῥ",
	"σς",
	"υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
	"ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
	"гѓ",
	"еѐё",
	"ийѝ",
	"кќ",
	"уў",
	"ії",
	"اآأإٱ",
	"هة",
	"وؤ",
	"يئى",
}

// plain maps a letter to the one that it is searched by.
var plain = func() map[rune]rune {
	all := map[rune]rune{}
	for _, line := range plainLetters {
		letters := []rune(line)
		for _, letter := range letters[1:] {
			all[letter] = letters[0]
		}
	}
	return all
}()

// isLoose reports marks that a search does without: combining accents, Hebrew and
// Arabic points, and the stroke that only makes an Arabic word longer. (Vowel
// signs of Indic scripts and of Thai are no such marks.)
func isLoose(r rune) bool {
	return r >= 0x300 && r <= 0x36F || r >= 0x591 && r <= 0x5C7 || r >= 0x64B && r <= 0x65F || r == 0x670 || r == 0x640
}

// folded is a word as it is searched: in small letters, without accents.
func folded(word string) string {
	ascii := true
	for i := range len(word) {
		if word[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(word)
	}
	return strings.Map(func(r rune) rune {
		if isLoose(r) {
			return -1
		}
		r = unicode.ToLower(r)
		if same, ok := plain[r]; ok {
			return same
		}
		return r
	}, word)
}
