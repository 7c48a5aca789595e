package casework

// Reason says why an operation was kept aside instead of applied. What is kept
// stays readable, with its payload and its owner, until a person has dealt
// with it; nothing is dropped.
type Reason string

// The reasons. Each has a sentence under words.Key("kept." + reason).
const (
	ReasonNone        Reason = ""
	ReasonNotYours    Reason = "not_yours"    // the actor may no longer write in this case
	ReasonNoCase      Reason = "no_case"      // the case is not (yet) here
	ReasonUnknownKind Reason = "unknown_kind" // a kind that this build does not know
	ReasonExists      Reason = "exists"       // made twice with different content
	ReasonNoRecord    Reason = "no_record"    // changes a record that is not here
	ReasonAppendOnly  Reason = "append_only"  // finished records are amended, not edited
	ReasonFrozen      Reason = "frozen"       // the contract was frozen or signed meanwhile
	ReasonInvalid     Reason = "invalid"      // values that no form would have let pass
)

// Write is what an operation wants of one record, reduced to what the rules
// look at.
type Write struct {
	Record string
	Kind   Kind
	Create bool
	Remove bool
	Values map[string]string // the values set, by field
	Seen   int64             // position of the case that the author had seen
	Keep   bool              // closes the versions that wanted the record hidden, and keeps it
	// Odd says that the operation is none of ours: it writes one field twice, or
	// makes a record otherwise than by setting its fields. The rules look at the
	// values above; what would be written may not differ from them.
	Odd bool
}

// Refuse says why the file cannot take the write, or ReasonNone. It is asked
// on the tablet before an operation is written, and again at the office when
// it arrives: what was signed or removed meanwhile decides there. A case that
// was given to somebody else meanwhile still takes what its worker wrote before
// seeing that: it lands as a late entry, marked as such, for the new worker.
func Refuse(file *File, actor Actor, write Write) Reason {
	spec, known := SpecOf(write.Kind)
	if !known {
		return ReasonUnknownKind
	}
	if reason := refuseAccess(file, actor, write); reason != ReasonNone {
		return reason
	}
	if write.Odd {
		return ReasonInvalid
	}
	record := file.Record(write.Record)
	if write.Create {
		if record != nil {
			return ReasonExists
		}
		if len(CheckRecord(file, write.Kind, write.Values, true)) > 0 {
			return ReasonInvalid
		}
		if reason := refuseAfterwards(file, write); reason != ReasonNone {
			return reason
		}
		return refuseFrozen(file, actor, write, nil)
	}
	if record == nil || record.Kind != write.Kind {
		return ReasonNoRecord
	}
	if write.Remove && spec.Permanent || spec.AppendOnly && len(write.Values) > 0 {
		return ReasonAppendOnly
	}
	if len(CheckRecord(file, write.Kind, write.Values, false)) > 0 {
		return ReasonInvalid
	}
	return refuseFrozen(file, actor, write, record)
}

func refuseAccess(file *File, actor Actor, write Write) Reason {
	head := file.Head()
	if actor.Role == RoleProvider {
		return refuseProvider(head, actor, write)
	}
	if head == nil {
		if !write.Create || write.Kind != KindCase || write.Record != file.Case {
			return ReasonNoCase
		}
		if !actor.MaySee(write.Values["worker"]) {
			return ReasonNotYours
		}
		return ReasonNone
	}
	if !actor.MaySee(head.Get("worker")) && !file.HadUntil(actor.ID, write.Seen) {
		return ReasonNotYours
	}
	if worker, set := write.Values["worker"]; set && write.Kind == KindCase && worker != head.Get("worker") && !actor.MayAssign() {
		return ReasonNotYours
	}
	if write.Kind == KindCase && write.Remove {
		return ReasonAppendOnly
	}
	// Only a supervisor approves a plan or a closure, or sends it back.
	if status := write.Values["status"]; write.Kind == KindApproval && (status == "approved" || status == "returned") && actor.Role != RoleSupervisor {
		return ReasonNotYours
	}
	return ReasonNone
}

// ProviderAnswers are what a provider can say to a referral by itself.
var ProviderAnswers = []string{"accepted", "declined", "waiting_list", "unavailable", "started", "completed", "ended"}

// refuseProvider lets a provider's link add to its own referral: a step, an
// appointment, a report, a file. It changes nothing that is there.
func refuseProvider(head *Record, actor Actor, write Write) Reason {
	if head == nil || !write.Create || actor.Referral == "" {
		return ReasonNotYours
	}
	of := write.Values["referral"]
	switch write.Kind {
	case KindAttendance:
	case KindReferralState:
		if !contains(ProviderAnswers, write.Values["state"]) {
			return ReasonNotYours
		}
	case KindReport:
		if write.Values["accepted_on"] != "" || write.Values["remark"] != "" { // the worker's to say
			return ReasonNotYours
		}
	case KindAttachment:
		of = write.Values["of"]
	default:
		return ReasonNotYours
	}
	if of != actor.Referral {
		return ReasonNotYours
	}
	return ReasonNone
}
