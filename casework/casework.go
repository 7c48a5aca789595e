// Package casework holds the words and rules of the field: which kinds of
// record a case is made of, what each field may hold, who may see and write
// what, and when a thing that was agreed can no longer change.
//
// It is pure: no I/O, no clock, no randomness, no goroutine. It compiles for
// the office (native) and for the tablet (js/wasm) alike, and imports none of
// our other packages.
package casework

// Kind names a kind of record. A case is a set of records of these kinds.
type Kind string

// The kinds of record. A list (goals, actions, items …) is never a field: each
// entry is a record of its own, so that lists cannot conflict.
const (
	KindCase         Kind = "case"          // the case itself; its record id is the case id
	KindPerson       Kind = "person"        // someone in the case, with a role
	KindGoal         Kind = "goal"          // what the person wants, in their own words
	KindBarrier      Kind = "barrier"       // what stands in the way
	KindStrength     Kind = "strength"      // what the person brings
	KindIssue        Kind = "issue"         // a presenting issue or a concurrent matter
	KindAction       Kind = "action"        // a referral, advice, service or task beside an issue
	KindNote         Kind = "note"          // a visit or other contact; append-only
	KindAttachment   Kind = "attachment"    // a photo or scanned page; the bytes travel apart
	KindContract     Kind = "contract"      // what both sides agreed to; immutable once frozen
	KindContractItem Kind = "contract_item" // one agreed action, in plain words
	KindSignature    Kind = "signature"     // one signature on a frozen contract; append-only
	KindWithdrawal   Kind = "withdrawal"    // a frozen contract put aside before both signed
	KindAssessment   Kind = "assessment"    // a free note of the assessment; passages are lifted into the plan
	KindTogether     Kind = "together"      // how one part of the plan was made with the client
	KindRemark       Kind = "remark"        // what the client says to a line of the plan, or an idea of theirs
	KindPlanVersion  Kind = "plan_version"  // the plan as it was agreed on a day; append-only
	KindTeachBack    Kind = "teach_back"    // what a person said the contract means, before signing
	KindCopy         Kind = "copy"          // how the client gets their copy of a contract
	KindFulfilled    Kind = "fulfilled"     // whether one item of a signed contract is done
	KindCountersign  Kind = "countersign"   // the worker's passkey over evidence that a tablet's key sealed
	KindDealt        Kind = "dealt"         // somebody dealt with entries that were kept aside or came late
)

// Role is what a member of the agency's staff may do.
type Role string

// The three roles of the first release.
const (
	RoleAdministrator Role = "administrator" // people, tablets, and the cases assigned to them
	RoleSupervisor    Role = "supervisor"    // every case of the agency
	RoleCaseworker    Role = "caseworker"    // the cases assigned to them

	// RoleProvider is nobody of the staff: a provider who holds the link of one
	// referral, and can say something to that and to nothing else.
	RoleProvider Role = "provider"
)

// Roles lists the roles in the order in which a form offers them.
func Roles() []Role { return []Role{RoleCaseworker, RoleSupervisor, RoleAdministrator} }

// Actor is the person who acts: a member of staff, identified by a random id
// within the agency.
type Actor struct {
	ID   string
	Name string
	Role Role

	Referral string // of RoleProvider: the one referral that its link is for
}

// MaySee reports whether the actor may open a case assigned to worker.
// Supervisors see every case of their agency; everyone else, administrators
// included, sees only what is assigned to them (need to know: CAPTA 42 USC
// 5106a(b)(2), research/security-anchors.md section 6).
func (a Actor) MaySee(worker string) bool {
	if a.ID == "" {
		return false
	}
	return a.Role == RoleSupervisor || (worker != "" && worker == a.ID)
}

// Carries reports whether the actor's tablets hold a case assigned to worker:
// those that they may see and that are still open. Closed ones are at the office.
func (a Actor) Carries(worker, status string) bool {
	return a.MaySee(worker) && status != "closed"
}

// MayAssign reports whether the actor may hand a case to another worker.
func (a Actor) MayAssign() bool { return a.Role == RoleSupervisor }

// MayManagePeople reports whether the actor may invite, suspend and help staff.
func (a Actor) MayManagePeople() bool { return a.Role == RoleAdministrator }

// MayReview reports whether the actor may look at what tablets handed in, and
// take it over or leave it aside. It can be of any case.
func (a Actor) MayReview() bool { return a.Role == RoleAdministrator || a.Role == RoleSupervisor }

// MayConfirmRecovery reports whether the actor can be one of the two staff who
// confirm that a colleague who lost the last passkey gets a new one.
func (a Actor) MayConfirmRecovery() bool {
	return a.Role == RoleAdministrator || a.Role == RoleSupervisor
}
