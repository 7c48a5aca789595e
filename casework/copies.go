package casework

// CopiesOf lists what was agreed about the client's copy of a contract, oldest
// first. There is more than one where two devices asked at the same time.
func CopiesOf(file *File, contract string) []*Record {
	var list []*Record
	for _, record := range file.Of(KindCopy) {
		if record.Get("contract") == contract {
			list = append(list, record)
		}
	}
	return list
}

// CopyDue reports whether the client of a signed contract still waits for the
// copy: nobody has asked how it should come, or it was not given yet. A client
// who wants none waits for none.
func CopyDue(file *File, contract *Record) bool {
	if StateOf(file, contract) != ContractSigned {
		return false
	}
	copies := CopiesOf(file, contract.ID)
	for _, record := range copies {
		if record.Get("given_on") == "" && record.Get("way") != CopyNone {
			return true
		}
	}
	return len(copies) == 0
}

// Ways in which a copy reaches the client.
const (
	CopyNone = "none"
	CopyLink = "link"
)

// CopyAtDistance reports whether a copy that comes this way can fall into other
// hands: it must be known to be safe. Given from hand to hand, it cannot.
func CopyAtDistance(way string) bool { return way == CopyLink || way == "mail" || way == "other" }

// CheckCopy says what is wrong with how a copy should come: one that is sent
// must be safe for the person. A letter that somebody else opens can endanger
// them.
func CheckCopy(values map[string]string) *Problem {
	if CopyAtDistance(values["way"]) && values["safe"] != "safe" {
		return &Problem{Code: Incomplete, Field: "safe"}
	}
	return nil
}

// copyDays is how long after it was asked for a copy may take. No law that we know
// names a number: a week is until the next visit.
const copyDays = 7

// CopyBy is the day by which a copy is to be given, "" where it was never asked
// for: on paper at once, any other way within a week.
func CopyBy(record *Record) string {
	asked := record.Get("asked_on")
	if _, ok := parseDay(asked); !ok || record.Get("way") == "paper_now" {
		return asked
	}
	return AddDays(asked, copyDays)
}
