package storage

import (
	"context"
	"io"
	"time"

	"doorstep/casework"
	"doorstep/sync/exchange"
)

// The contracts of this file are the office's alone: agencies, staff,
// passkeys, sessions, ceremonies, invitations, tablets. Secrets (session ids,
// tokens) are random 256-bit values; stores keep their SHA-256 only.
//
// All "not found" answers are casework.NotFound problems.

// Control is the small database that maps opaque handles to agencies. It holds
// no name and no credential.
type Control interface {
	// CreateTenant makes an agency's database and returns its random id.
	CreateTenant(ctx context.Context) (tenant string, err error)
	// Tenants lists the ids of all agencies.
	Tenants(ctx context.Context) ([]string, error)
	// Tenant opens an agency's database on demand. Call release when done; an
	// agency that nobody uses is closed after a while.
	Tenant(ctx context.Context, tenant string) (agency Tenant, release func(), err error)

	// AddHandle maps a WebAuthn user handle (64 random bytes) to a person.
	AddHandle(ctx context.Context, handle []byte, tenant, person string) error
	// Handle finds the person behind a user handle.
	Handle(ctx context.Context, handle []byte) (tenant, person string, err error)

	// AddCapability stores the hash of a capability token (set-up, invitation,
	// session, device …) with the agency it leads to.
	AddCapability(ctx context.Context, capability Capability) error
	// Capability finds the live capability of a token, by the token's hash.
	Capability(ctx context.Context, hash []byte, now time.Time) (Capability, error)
	// TakeCapability does the same and ends it, in one step: exactly one of
	// two callers gets it.
	TakeCapability(ctx context.Context, hash []byte, now time.Time) (Capability, error)
	// CapabilityUntil is until when a live capability of a purpose and subject
	// lives, the zero time where there is none. One without an end is not asked for.
	CapabilityUntil(ctx context.Context, tenant string, purpose Purpose, subject string, now time.Time) (time.Time, error)
	// DropCapabilities ends every capability of a purpose and subject.
	DropCapabilities(ctx context.Context, tenant string, purpose Purpose, subject string) error
}

// Purpose says what a capability is for; one never serves another purpose.
type Purpose string

// The purposes.
const (
	PurposeSetup    Purpose = "setup"     // claim a new agency; subject ""
	PurposeInvite   Purpose = "invite"    // subject = invitation id
	PurposeSession  Purpose = "session"   // subject = session id
	PurposeDevice   Purpose = "device"    // a tablet's sync credential; subject = device id
	PurposeHandIn   Purpose = "hand_in"   // a tablet's narrow credential; subject = device id
	PurposeProvider Purpose = "provider"  // a provider's link; subject = case and referral
	PurposeCalendar Purpose = "calendar"  // a calendar feed; subject = person
	PurposeCeremony Purpose = "ceremony"  // a WebAuthn ceremony; taken before it is checked
	PurposePaper    Purpose = "paper"     // leads from the mark on a paper to its contract; subject = case and contract
	PurposeCopy     Purpose = "copy"      // opens a client's copy once; subject = case and contract
	PurposeCopyRead Purpose = "copy_read" // reads an opened copy; subject = case and contract
)

// Capability is a token's row: only its SHA-256 is stored.
type Capability struct {
	Hash    []byte
	Purpose Purpose
	Tenant  string
	Subject string
	Data    []byte // ceremony state and the like
	Created time.Time
	Expires time.Time // zero: never
}

// Tenant is one agency's database: cases, sync and accounts.
type Tenant interface {
	Store
	exchange.SegmentHub
	Accounts
	Tablets
	Handed
	Outgoing
	Histories
	Openings
	Uploads
	Evidences
	PaperKeys
	Practices
	Lists
	Directories
	Everywhere
}

// Agency is what the agency says of itself.
type Agency struct {
	Name       string
	Zone       string // IANA
	SealPublic []byte // HPKE public key that tablets seal unsent work to
	LeaseDays  int    // how long a tablet opens its cases without having been in touch
}

// PaperKey is what seals the agency's papers.
type PaperKey struct {
	Private     []byte // PKCS #8
	Certificate []byte // DER; empty before the first paper
}

// PaperKeys keeps it.
type PaperKeys interface {
	// PaperKey returns the key; a file from before there was one makes it now.
	PaperKey(ctx context.Context) (PaperKey, error)
	// KeepPaperCertificate keeps a certificate of the key and returns the one
	// that counts: the first.
	KeepPaperCertificate(ctx context.Context, certificate []byte) (PaperKey, error)
}

// Person is a member of staff.
type Person struct {
	ID        string
	Name      string
	Role      casework.Role
	Handle    []byte // WebAuthn user handle
	Created   time.Time
	Suspended bool
}

// Actor returns the person as the rules see them.
func (p Person) Actor() casework.Actor {
	return casework.Actor{ID: p.ID, Name: p.Name, Role: p.Role}
}

// Passkey is one registered credential.
type Passkey struct {
	ID         []byte // credential id
	Person     string
	Name       string
	Flags      byte   // the flag octet, kept apart: the library's JSON loses it
	Credential []byte // webauthn.Credential as JSON
	RPID       string
	Created    time.Time
	Used       time.Time
}

// Session is one signed-in browser.
type Session struct {
	ID      string // random; the cookie's token is not stored
	Person  string
	Token   string // form token, compared on every POST
	Created time.Time
	Used    time.Time
	Expires time.Time        // absolute
	StepUp  time.Time        // last fresh user verification
	Passkey []byte           // credential id it was opened with
	Turned  *casework.Turned // to whom the browser is turned; nil while the worker has it
}

// Invitation lets one person register a first (or, as a recovery, a new) passkey.
type Invitation struct {
	ID        string
	Name      string
	Role      casework.Role
	By        string // person id of the inviter
	Recovers  string // person id whose passkeys it replaces; "" for a new person
	Confirmed string // second member of staff; a recovery needs both
	Created   time.Time
	Expires   time.Time
	Used      time.Time
}

// Accounts keeps the people of one agency.
type Accounts interface {
	Agency(ctx context.Context) (Agency, error)
	SaveAgency(ctx context.Context, agency Agency) error
	// SealPrivate returns the private half of the agency's seal key.
	SealPrivate(ctx context.Context) ([]byte, error)
	SetSealPrivate(ctx context.Context, key []byte) error

	AddPerson(ctx context.Context, person Person) error
	SavePerson(ctx context.Context, person Person) error
	Person(ctx context.Context, id string) (Person, error)
	People(ctx context.Context) ([]Person, error)

	AddPasskey(ctx context.Context, passkey Passkey) error
	SavePasskey(ctx context.Context, passkey Passkey) error
	Passkeys(ctx context.Context, person string) ([]Passkey, error)
	// DropPasskey removes one, and ends the sessions opened with it; the last
	// one stays and answers Forbidden.
	DropPasskey(ctx context.Context, person string, id []byte) error
	// ReplacePasskeys ends all passkeys and sessions of the person and adds
	// this one, in one transaction: a recovery.
	ReplacePasskeys(ctx context.Context, person string, passkey Passkey) error

	AddSession(ctx context.Context, session Session) error
	Session(ctx context.Context, id string) (Session, error)
	SaveSession(ctx context.Context, session Session) error
	// TurnSession writes to whom the session's browser is turned. SaveSession
	// leaves that alone: a request that began before must not turn it back.
	TurnSession(ctx context.Context, id string, turned *casework.Turned) error
	DropSession(ctx context.Context, id string) error
	DropSessions(ctx context.Context, person string) error

	AddInvitation(ctx context.Context, invitation Invitation) error
	Invitation(ctx context.Context, id string) (Invitation, error)
	Invitations(ctx context.Context) ([]Invitation, error)
	SaveInvitation(ctx context.Context, invitation Invitation) error

	// Note appends a line to the agency's account log (who signed in, was
	// invited, suspended …). It is append-only.
	Note(ctx context.Context, event AccountEvent) error
	AccountEvents(ctx context.Context, limit int) ([]AccountEvent, error)
}

// AccountEvent is one line of the account log.
type AccountEvent struct {
	At      time.Time
	Actor   string // person id, "operator" for the command line
	Action  string // "signed_in", "invited", "suspended" …
	Subject string
}

// Tablet is an enrolled device of one person.
type Tablet struct {
	ID       string // device id
	Person   string
	Epoch    int64
	Name     string
	Created  time.Time
	Seen     time.Time // last sync
	Position int64
	Waiting  int       // as last reported
	Retired  time.Time // asked to send everything and then to wipe itself
	Revoked  time.Time
	Wiped    time.Time // the tablet said that nothing is on it any more
	SetAside string    // why the device may not write any more; "" if it may
}

// Tablets keeps the enrolled devices.
type Tablets interface {
	AddTablet(ctx context.Context, tablet Tablet) error
	Tablet(ctx context.Context, id string) (Tablet, error)
	Tablets(ctx context.Context) ([]Tablet, error)
	SaveTablet(ctx context.Context, tablet Tablet) error
}

// Object is bytes on their way to the object store.
type Object struct {
	SHA256 string
	Media  string
	Size   int64
	Stored time.Time // zero while staged on the volume
	Tries  int
}

// Outgoing tracks what lies staged on the volume and what the object store has.
type Outgoing interface {
	AddObject(ctx context.Context, object Object) error
	Object(ctx context.Context, sha256 string) (Object, error)
	// AddBringer notes that a person brought the bytes; HasBrought asks. Knowing
	// a hash is no right to what it names: an attachment shows bytes that its
	// author brought.
	AddBringer(ctx context.Context, sha256, person string) error
	HasBrought(ctx context.Context, sha256, person string) (bool, error)
	StagedObjects(ctx context.Context, limit int) ([]Object, error)
	MarkStored(ctx context.Context, sha256 string, at time.Time) error
	CountTry(ctx context.Context, sha256 string) error
	// SavePaper remembers which object is the PDF of a contract.
	SavePaper(ctx context.Context, ref ContractRef, sha256 string) error
	// Paper returns it. A contract is named with its case: the id alone says
	// nothing about who may see it.
	Paper(ctx context.Context, ref ContractRef) (sha256 string, err error)
	// CountPaperTry notes that the paper could not be drawn once more.
	CountPaperTry(ctx context.Context, ref ContractRef) error
	// PaperStuck reports that it failed PaperTries times and is not tried again.
	PaperStuck(ctx context.Context, ref ContractRef) (bool, error)
	// WithoutPaper lists contracts with both signatures and no paper yet, but
	// for those that are stuck.
	WithoutPaper(ctx context.Context, limit int) ([]ContractRef, error)
}

// PaperTries is how often the paper of a contract is tried.
const PaperTries = 8

// ContractRef names a contract in a case.
type ContractRef struct{ Case, Contract string }

// Objects is the object store: bytes named by tenant and SHA-256, written once.
type Objects interface {
	// Put stores size bytes. The content's hash is checked on the way in: a
	// mismatch answers ErrHash and stores nothing. Putting what is there already does nothing.
	Put(ctx context.Context, tenant, sha256, media string, size int64, content io.ReadSeeker) error
	// Open returns the bytes; reading to the end fails with ErrHash if they no
	// longer have their hash. Unknown: casework.NotFound.
	Open(ctx context.Context, tenant, sha256 string) (content io.ReadCloser, size int64, err error)
	// Has reports whether the object is there.
	Has(ctx context.Context, tenant, sha256 string) (bool, error)
	// Ready says whether the store answers; for /healthz and the start-up check.
	Ready(ctx context.Context) error
}
