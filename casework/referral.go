package casework

import (
	"slices"
	"strconv"
	"strings"
)

// Reference is what the agency calls a referral towards its provider: it names
// nobody, and stands on the letter, on the provider's page and in each request.
func Reference(referral *Record) string {
	id := strings.ReplaceAll(referral.ID, "-", "")
	return "R-" + strings.ToUpper(id[max(len(id)-6, 0):])
}

// ReferralState is where a referral stands: its newest step, "drafted" before
// the first.
func ReferralState(file *File, referral string) string {
	steps := StepsOf(file, referral)
	if len(steps) == 0 {
		return "drafted"
	}
	return steps[len(steps)-1].Get("state")
}

// Blameless are the states in which a service cannot be had. They never count
// against the family (FOM 722-09: service unavailable is not non-compliance).
func Blameless(state string) bool { return state == "unavailable" || state == "waiting_list" }

// Running reports whether a referral in this state is at work.
func Running(state string) bool {
	return state == "accepted" || state == "started" || state == "paused"
}

// ReleaseOf returns the release of information that covers telling the provider
// of a referral about its people on a day, or nil. Where it takes several, it is
// the one that ends first: from then on not everybody is covered.
func ReleaseOf(file *File, referral *Record, today string) *Record {
	release, _ := Released(file, referral, today)
	return release
}

// Released is ReleaseOf, and names whom of the referral no release covers. Each
// adult lets their own things be told; for a child a parent or an adult relative
// can, but for records of substance use the child themselves (42 CFR 2.14). A
// referral that names nobody is covered by any release to its provider.
func Released(file *File, referral *Record, today string) (first *Record, missing []*Record) {
	var counted []*Record
	for _, release := range file.Of(KindRelease) {
		if releases(release, referral, today) {
			counted = append(counted, release)
		}
	}
	named := false
	for _, id := range strings.Fields(referral.Get("persons")) {
		person := file.Record(id)
		if person == nil || person.Removed != nil {
			continue
		}
		named = true
		release := lastOf(counted, func(release *Record) bool {
			return release.Get("person") == id || referral.Get("substance_use") == "" && speaksFor(file.Record(release.Get("person")), person, today)
		})
		if release == nil {
			missing = append(missing, person)
		} else if first == nil || release.Get("until") < first.Get("until") {
			first = release
		}
	}
	if len(missing) > 0 {
		return nil, missing
	}
	if !named {
		first = lastOf(counted, func(*Record) bool { return true })
	}
	return first, nil
}

// speaksFor reports whether somebody can release what is told of a child: a parent,
// or a relative who is not known to be a child.
func speaksFor(of, person *Record, today string) bool {
	switch {
	case of == nil || of.Removed != nil || !IsChild(person.Get("role")):
		return false
	case isParent(of.Get("role")):
		return true
	}
	born := of.Get("born_on")
	return of.Get("role") == "relative" && (born == "" || born <= AddDays(today, -18*365-5))
}

// lastOf is the release that ends last of those that fit.
func lastOf(list []*Record, fits func(*Record) bool) (last *Record) {
	for _, release := range list {
		if fits(release) && (last == nil || release.Get("until") > last.Get("until")) {
			last = release
		}
	}
	return last
}

// releases reports whether a release lets this referral's provider be told on a
// day. One that was given for the referral stays with the provider that it names.
// Records of substance use need one that names them (42 CFR 2.31).
func releases(release, referral *Record, today string) bool {
	of, recipient, provider := release.Get("referral"), strings.TrimSpace(release.Get("recipient")), strings.TrimSpace(referral.Get("provider"))
	known := recipient != "" && provider != ""
	switch {
	case of != referral.ID && (of != "" || !known):
	case known && !strings.EqualFold(recipient, provider):
	case release.Get("signed_on") == "" || release.Get("signed_on") > today:
	case release.Get("until") < today:
	case release.Get("revoked_on") != "" && release.Get("revoked_on") <= today:
	case referral.Get("substance_use") != "" && release.Get("substance_use") == "":
	default:
		return true
	}
	return false
}

// Uncovered reports whether values for a record say that a referral was sent on a
// day on which no release of information covered it, and not on what ground. Only
// forms ask it; what an older tablet wrote is taken as it is.
func Uncovered(file *File, kind Kind, values map[string]string) bool {
	if kind != KindReferralState || values["state"] != "sent" || values["reason"] != "" {
		return false
	}
	referral := file.Record(values["referral"])
	return referral != nil && ReleaseOf(file, referral, values["on"]) == nil
}

// ByLink reports whether a record came by a provider's link.
func ByLink(record *Record) bool { return strings.HasPrefix(record.Created.Actor, "provider-") }

// ReportWaits reports whether a provider's report waits for the worker to accept it.
// What the worker wrote down has been read.
func ReportWaits(report *Record) bool { return ByLink(report) && report.Get("accepted_on") == "" }

// AfterNo reports whether a provider said no to a referral and nothing came of it
// yet: no further step, no other referral for the need, no gap, no word of the
// family that they do not want it.
func AfterNo(file *File, referral *Record) bool {
	if state := ReferralState(file, referral.ID); state != "declined" && state != "unavailable" {
		return false
	}
	for _, kind := range []Kind{KindGap, KindDeclined} {
		for _, one := range file.Of(kind) {
			if one.Get("referral") == referral.ID || sameNeed(one, referral) {
				return false
			}
		}
	}
	for _, other := range file.Of(KindReferral) {
		if other.ID > referral.ID && sameNeed(other, referral) {
			return false
		}
	}
	return true
}

func sameNeed(a, b *Record) bool {
	return strings.EqualFold(strings.TrimSpace(a.Get("need")), strings.TrimSpace(b.Get("need")))
}

// Delivered counts what was paid for against what took place.
type Delivered struct {
	Authorised int // 0 where no number was agreed
	Attended   int
	Missed     int // not attended, and not said before
	CalledOff  int // by the provider
	Excused    int
}

// AttendanceOf lists the attendance of a referral. An entry that another one
// corrects does not count.
func AttendanceOf(file *File, referral string) []*Record {
	all, corrected := file.Of(KindAttendance), map[string]bool{}
	for _, entry := range all {
		corrected[entry.Get("amends")] = true
	}
	return slices.DeleteFunc(all, func(entry *Record) bool {
		return entry.Get("referral") != referral || corrected[entry.ID]
	})
}

// DeliveredOf counts the attendance of a referral.
func DeliveredOf(file *File, referral *Record) Delivered {
	var d Delivered
	d.Authorised, _ = strconv.Atoi(referral.Get("units"))
	for _, entry := range AttendanceOf(file, referral.ID) {
		n, err := strconv.Atoi(entry.Get("units"))
		if err != nil || n == 0 {
			n = 1
		}
		switch entry.Get("outcome") {
		case "attended":
			d.Attended += n
		case "not_attended":
			d.Missed += n
		case "called_off":
			d.CalledOff += n
		default:
			d.Excused += n
		}
	}
	return d
}

// MustKnow lists who must be told of a significant change: everybody of the
// team who is in it, and the provider of each referral that runs or waits.
// Members are named "member:<id>", providers "referral:<id>".
func MustKnow(file *File) []string {
	var list []string
	for _, member := range file.Of(KindMember) {
		if member.Get("status") == "included" {
			list = append(list, "member:"+member.ID)
		}
	}
	for _, referral := range file.Of(KindReferral) {
		if state := ReferralState(file, referral.ID); Running(state) || state == "sent" || state == "waiting_list" {
			list = append(list, "referral:"+referral.ID)
		}
	}
	return list
}

// OnSubstanceUse reports whether a record is, or belongs to, one that was marked
// as about substance use: it leaves only with the notice of 42 CFR 2.32.
func OnSubstanceUse(file *File, record *Record) bool {
	if record == nil {
		return false
	}
	for _, of := range []*Record{record, file.Record(record.Get("referral")), file.Record(record.Get("of"))} {
		if of != nil && of.Get("substance_use") != "" {
			return true
		}
	}
	return false
}
