package casework

// Unprintable lists the characters of some texts that no face of the papers
// has, each once, in the order in which they stand: people hear of them before
// anything is frozen.
func Unprintable(texts ...string) []rune {
	var missing []rune
	for _, text := range texts {
		for _, letter := range text {
			if !Printable(letter) && !holds(missing, letter) {
				missing = append(missing, letter)
			}
		}
	}
	return missing
}

func holds(letters []rune, letter rune) bool {
	for _, one := range letters {
		if one == letter {
			return true
		}
	}
	return false
}

// Printable reports whether a paper can show a character, or need not.
func Printable(letter rune) bool {
	switch {
	case letter == '\n', letter == '\r', letter == '\t', Invisible(letter):
		return true
	case letter >= 0x0300 && letter <= 0x0345: // marks, which join the letter before them
		return true
	}
	low, high := 0, len(printable)/2
	for low < high {
		middle := (low + high) / 2
		switch {
		case letter < printable[2*middle]:
			high = middle
		case letter > printable[2*middle+1]:
			low = middle + 1
		default:
			return true
		}
	}
	return false
}

// Invisible reports whether a character shows nothing of its own: it joins,
// parts or turns the letters beside it.
func Invisible(letter rune) bool {
	switch {
	case letter == 0x00AD, letter == 0x061C, letter == 0xFEFF,
		letter >= 0x200B && letter <= 0x200F,
		letter >= 0x202A && letter <= 0x202E,
		letter >= 0x2060 && letter <= 0x2064,
		letter >= 0x2066 && letter <= 0x2069,
		letter >= 0xFE00 && letter <= 0xFE0F:
		return true
	}
	return false
}
