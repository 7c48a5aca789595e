package words

// Words of set-up, sign-in, staff and tablets: the office's own pages.
const (
	SetupTitle      Key = "setup.title"
	SetupIntro      Key = "setup.intro"
	SetupAgency     Key = "setup.agency"
	SetupAgencyHint Key = "setup.agency.hint"
	SetupZone       Key = "setup.zone"
	SetupZoneHint   Key = "setup.zone.hint"
	SetupPerson     Key = "setup.person"
	SetupPersonHint Key = "setup.person.hint"
	SetupWhy        Key = "setup.why"
	SetupButton     Key = "setup.button"
	LinkGone        Key = "link.gone"
	SetupGoneHow    Key = "setup.gone.how"
	InviteGoneHow   Key = "invite.gone.how"

	SignInTitle    Key = "signin.title"
	SignInIntro    Key = "signin.intro"
	SignInButton   Key = "signin.button"
	SignInHelp     Key = "signin.help"
	SignInRefused  Key = "signin.refused"
	SignedOut      Key = "signin.out"
	SignInAgain    Key = "signin.again"
	SignInAgainHow Key = "signin.again.how"
	CeremonyGone   Key = "ceremony.gone"
	CeremonyRefuse Key = "ceremony.refused"
	PasskeyWait    Key = "passkey.wait"
	PasskeyFailed  Key = "passkey.failed"
	PasskeyMissing Key = "passkey.missing"
	PasskeyOffline Key = "passkey.offline"
	PasskeyScript  Key = "passkey.script"
	FormExpired    Key = "form.expired"
	FormExpiredHow Key = "form.expired.how"
	FormCut        Key = "form.cut"
	FormCutHow     Key = "form.cut.how"
	TooOften       Key = "too_often"
	TooOftenHow    Key = "too_often.how"

	InviteTitle    Key = "invite.title"
	InviteIntro    Key = "invite.intro"
	InviteRecovers Key = "invite.recovers"
	InviteButton   Key = "invite.button"

	ConfirmTitle  Key = "confirm.title"
	ConfirmIntro  Key = "confirm.intro"
	ConfirmButton Key = "confirm.button"

	YouTitle       Key = "you.title"
	YouRole        Key = "you.role"
	PasskeysTitle  Key = "you.passkeys"
	PasskeysIntro  Key = "you.passkeys.intro"
	PasskeysOne    Key = "you.passkeys.one"
	PasskeyAdd     Key = "you.passkey.add"
	PasskeyAddWhy  Key = "you.passkey.add.why"
	PasskeyName    Key = "you.passkey.name"
	PasskeyNamed   Key = "you.passkey.unnamed"
	PasskeySave    Key = "you.passkey.save"
	PasskeyRemove  Key = "you.passkey.remove"
	PasskeyMade    Key = "you.passkey.made"
	PasskeySynced  Key = "you.passkey.synced"
	PasskeyAdded   Key = "you.passkey.added"
	PasskeyRemoved Key = "you.passkey.removed"
	PasskeyLast    Key = "you.passkey.last"

	StaffTitle       Key = "staff.title"
	StaffIntro       Key = "staff.intro"
	StaffYou         Key = "staff.you"
	StaffSuspended   Key = "staff.suspended"
	StaffSuspend     Key = "staff.suspend"
	StaffReinstate   Key = "staff.reinstate"
	StaffRecover     Key = "staff.recover"
	StaffLog         Key = "staff.log"
	StaffTablets     Key = "staff.tablets"
	SafeLast         Key = "safe.last"
	SafeNone         Key = "safe.none"
	SafeBeside       Key = "safe.beside"
	SafeFails        Key = "safe.fails"
	SafeFull         Key = "safe.full"
	StaffNoPerson    Key = "staff.nobody"
	InviteSomeone    Key = "staff.invite"
	InviteName       Key = "staff.invite.name"
	InviteNameHint   Key = "staff.invite.name.hint"
	InviteRole       Key = "staff.invite.role"
	InviteTheirRole  Key = "staff.invite.practice_role"
	InviteMake       Key = "staff.invite.make"
	InvitesOpen      Key = "staff.invites"
	InviteUntil      Key = "staff.invite.until"
	InviteWithdraw   Key = "staff.invite.withdraw"
	RecoveriesOpen   Key = "staff.recoveries"
	RecoveryAsked    Key = "staff.recovery.asked"
	RecoveryConfirm  Key = "staff.recovery.confirm"
	RecoveryOther    Key = "staff.recovery.other"
	RecoveryWaits    Key = "staff.recovery.waits"
	LinkTitle        Key = "staff.link"
	LinkIntro        Key = "staff.link.intro"
	LinkLabel        Key = "staff.link.label"
	LinkHow          Key = "staff.link.how"
	LogTitle         Key = "log.title"
	LogIntro         Key = "log.intro"
	LogOperator      Key = "log.operator"
	LogEmpty         Key = "log.empty"
	LogLine          Key = "log.line"
	LogByOperator    Key = "log.by_operator"
	LogWhen          Key = "log.when"
	LogWhat          Key = "log.what"
	TabletsTitle     Key = "tablets.title"
	TabletsIntro     Key = "tablets.intro"
	TabletsEmpty     Key = "tablets.empty"
	TabletSeen       Key = "tablets.seen"
	TabletNever      Key = "tablets.never"
	TabletWaiting    Key = "tablets.waiting"
	TabletRevoked    Key = "tablets.revoked"
	TabletSetAside   Key = "tablets.set_aside"
	TabletRevoke     Key = "tablets.revoke"
	TabletUnnamed    Key = "tablets.unnamed"
	TabletsStay      Key = "tablets.stay"
	TabletsAsk       Key = "tablets.ask"
	BackToStaff      Key = "staff.back"
	FieldEmptyAgency Key = "setup.agency.empty"
	FieldEmptyName   Key = "person.name.empty"
	FieldTooLong     Key = "account.too_long"
	FieldZone        Key = "setup.zone.choose"
	FieldTheirRole   Key = "staff.invite.their_role.gone"
	FieldRole        Key = "staff.invite.role.choose"
)

var accountWords = entries{
	SetupTitle:      {Other: "Set up your agency"},
	SetupIntro:      {Other: "This link works once. You become the first administrator and can invite everybody else."},
	SetupAgency:     {Other: "Name of the agency"},
	SetupAgencyHint: {Other: "As it stands on your papers"},
	SetupZone:       {Other: "Time zone"},
	SetupZoneHint:   {Other: "Dates and times on every page are shown in it"},
	SetupPerson:     {Other: "Your name"},
	SetupPersonHint: {Other: "As your colleagues and clients know you"},
	SetupWhy:        {Other: "Next your device asks you to make a passkey. It replaces a password: your fingerprint, face or device code opens Doorstep."},
	SetupButton:     {Other: "Make a passkey and begin"},
	LinkGone:        {Other: "This link does not work any more"},
	SetupGoneHow:    {Other: "A set-up link works once and for one day. If nobody has set up this agency, the person who runs the server gets a new link by starting it again."},
	InviteGoneHow:   {Other: "An invitation works once and for three days. Ask your administrator for a new one. If you used it already, sign in with your passkey."},

	SignInTitle:    {Other: "Sign in"},
	SignInIntro:    {Other: "Your device asks for your fingerprint, face or device code."},
	SignInButton:   {Other: "Sign in with a passkey"},
	SignInHelp:     {Other: "No passkey at hand? Two of your colleagues, an administrator and a supervisor, can give you a new one."},
	SignInRefused:  {Other: "This passkey is not known here. Use another one, or ask your supervisor."},
	SignedOut:      {Other: "You are signed out."},
	SignInAgain:    {Other: "You are signed out"},
	SignInAgainHow: {Other: "This form was not saved, because you were away for a while. Sign in again in another tab, come back here and send it once more."},
	CeremonyGone:   {Other: "That took too long, or was answered already. Press the button once more."},
	CeremonyRefuse: {Other: "Your device's answer could not be used. Press the button once more, or use another device."},
	PasskeyWait:    {Other: "Follow your device"},
	PasskeyFailed:  {Other: "No passkey was used. Press the button once more when you are ready."},
	PasskeyMissing: {Other: "This browser has no passkeys. Use a current Chrome, Edge, Safari or Firefox."},
	PasskeyOffline: {Other: "The office cannot be reached. Check the network and press the button once more."},
	PasskeyScript:  {Other: "Passkeys need JavaScript. Turn it on for this site, then load the page again."},
	FormExpired:    {Other: "This form is too old"},
	FormExpiredHow: {Other: "You signed in again since it was opened, or it came from another site. Go back, load the page again and send it once more."},
	FormCut:        {Other: "Only a part of the form arrived"},
	FormCutHow:     {Other: "Nothing was saved. Go back and send it once more."},
	TooOften:       {Other: "Too many tries"},
	TooOftenHow:    {Other: "Wait one minute, then try once more."},

	InviteTitle:    {Other: "Welcome to {agency}"},
	InviteIntro:    {Other: "{name}, you are invited. Your role: {role}. This link works once: your device makes a passkey, and you are in."},
	InviteRecovers: {Other: "{name}, two of your colleagues confirmed that you need a new passkey. Your old passkeys stop working and you are signed out everywhere else."},
	InviteButton:   {Other: "Make a passkey and begin"},

	ConfirmTitle:  {Other: "Confirm that it is you"},
	ConfirmIntro:  {Other: "What you are about to change decides who gets in. Use your passkey once more; then press the button again."},
	ConfirmButton: {Other: "Confirm with a passkey"},

	YouTitle:       {Other: "You"},
	YouRole:        {Other: "{name}, {role}"},
	PasskeysTitle:  {Other: "Your passkeys"},
	PasskeysIntro:  {Other: "Each of them opens Doorstep. A tablet that is made ready unlocks with the passkey it was made ready with."},
	PasskeysOne:    {Other: "You have one passkey. Add a second one, on your phone or a security key, before you work in the field: a lost device then locks nobody out."},
	PasskeyAdd:     {Other: "Add a passkey"},
	PasskeyAddWhy:  {Other: "Use the device that will hold it, or a security key."},
	PasskeyName:    {Other: "Name of this passkey"},
	PasskeyNamed:   {Other: "Passkey {n}"},
	PasskeySave:    {Other: "Save the name"},
	PasskeyRemove:  {Other: "Remove {name}"},
	PasskeyMade:    {Other: "Made {made}, last used {used}"},
	PasskeySynced:  {Other: "kept by a sync service"},
	PasskeyAdded:   {Other: "The passkey is added."},
	PasskeyRemoved: {Other: "The passkey is removed. It opens Doorstep no more."},
	PasskeyLast:    {Other: "This is your last passkey. Add another one first, then remove this one."},

	StaffTitle:      {Other: "Staff"},
	StaffIntro:      {Other: "Everybody who can sign in at {agency}."},
	StaffYou:        {Other: "This is you"},
	StaffSuspended:  {Other: "Account suspended"},
	StaffSuspend:    {Other: "Suspend {name}"},
	StaffReinstate:  {Other: "Let {name} back in"},
	StaffRecover:    {Other: "New passkey for {name}"},
	StaffLog:        {Other: "Account log"},
	StaffTablets:    {Other: "Tablets"},
	SafeLast:        {Other: "Last safe copy: {when}."},
	SafeNone:        {Other: "No safe copy has been taken yet."},
	SafeBeside:      {Other: "{last} It lies on the server's own disk, and is lost with it."},
	SafeFails:       {Other: "No safe copy could be taken since {since}. {last} Tell whoever runs the server: its log says why."},
	SafeFull:        {Other: "No safe copy could be taken since {since}: a disk is full. {last} Tell whoever runs the server."},
	StaffNoPerson:   {Other: "somebody"},
	InviteSomeone:   {Other: "Invite somebody"},
	InviteName:      {Other: "Their name"},
	InviteNameHint:  {Other: "As colleagues and clients know them"},
	InviteRole:      {Other: "What they do"},
	InviteTheirRole: {Other: "Which role do they have towards clients?"},
	InviteMake:      {Other: "Make an invitation"},
	InvitesOpen:     {Other: "Open invitations"},
	InviteUntil:     {Other: "{role}, until {until}"},
	InviteWithdraw:  {Other: "Withdraw the invitation of {name}"},
	RecoveriesOpen:  {Other: "New passkeys that wait for a second person"},
	RecoveryAsked:   {Other: "{by} asks for a new passkey for {name}. Talk to {name} in person or by phone before you confirm."},
	RecoveryConfirm: {Other: "Confirm for {name}"},
	RecoveryOther:   {Other: "Somebody else, an administrator or supervisor, has to confirm it."},
	RecoveryWaits:   {Other: "Asked for. Another administrator or supervisor now confirms it on this page."},
	LinkTitle:       {Other: "The link for {name}"},
	LinkIntro:       {Other: "It works once, until {until}. It is shown only now."},
	LinkLabel:       {Other: "Link"},
	LinkHow:         {Other: "Give it to {name} in person or in a message that only {name} reads. Whoever opens it first gets in."},
	LogTitle:        {Other: "Account log"},
	LogIntro:        {Other: "Who signed in, was invited, suspended or given a new passkey, newest first."},
	LogOperator:     {Other: "The person who runs the server made a new way in since you last signed in. Look at the lines below. If you did not ask for it, suspend the person concerned and tell your security officer."},
	LogEmpty:        {Other: "Nothing yet."},
	LogLine:         {Other: "{who}: {what}"},
	LogByOperator:   {Other: "The person who runs the server"},
	LogWhen:         {Other: "When"},
	LogWhat:         {Other: "Who did what"},
	TabletsTitle:    {Other: "Tablets"},
	TabletsIntro:    {Other: "Every tablet that was made ready."},
	TabletsEmpty:    {Other: "No tablet has been made ready yet."},
	TabletSeen:      {Other: "Last sync {when}"},
	TabletNever:     {Other: "Never synced"},
	TabletWaiting:   {One: "1 thing waited on it to be sent", Other: "{n} things waited on it to be sent"},
	TabletRevoked:   {Other: "Revoked"},
	TabletSetAside:  {Other: "Set aside"},
	TabletRevoke:    {Other: "Revoke the tablet of {name}"},
	TabletsStay:     {One: "{name} has a tablet that is still in use. If it is lost too, end it: what it has not sent can then only be handed in.", Other: "{name} has {n} tablets that are still in use. If one is lost too, end it: what it has not sent can then only be handed in."},
	TabletsAsk:      {Other: "An administrator can end it under Tablets"},
	TabletUnnamed:   {Other: "Tablet of {name}"},
	BackToStaff:     {Other: "Staff"},

	FieldEmptyAgency: {Other: "Enter the name of the agency"},
	FieldEmptyName:   {Other: "Enter a name"},
	FieldTooLong:     {Other: "Use at most {n} characters"},
	FieldZone:        {Other: "Choose a time zone from the list"},
	FieldTheirRole:   {Other: "That role towards clients is no longer among yours. Choose another one, or none"},
	FieldRole:        {Other: "Choose what they do"},

	"role.administrator": {Other: "Administrator"},
	"role.supervisor":    {Other: "Supervisor"},
	"role.caseworker":    {Other: "Caseworker"},

	"role.administrator.hint": {Other: "Invites and suspends staff, ends tablets; works on the cases assigned to them"},
	"role.supervisor.hint":    {Other: "Sees every case, assigns cases, confirms new passkeys"},
	"role.caseworker.hint":    {Other: "Works on the cases assigned to them"},

	"account.set_up":               {Other: "set up the agency"},
	"account.signed_in":            {Other: "signed in"},
	"account.signed_out":           {Other: "signed out"},
	"account.confirmed":            {Other: "confirmed with a passkey"},
	"account.invited":              {Other: "invited {name}"},
	"account.joined":               {Other: "joined"},
	"account.invitation_withdrawn": {Other: "withdrew the invitation of {name}"},
	"account.suspended":            {Other: "suspended {name}"},
	"account.reinstated":           {Other: "let {name} back in"},
	"account.recovery_asked":       {Other: "asked for a new passkey for {name}"},
	"account.recovery_confirmed":   {Other: "confirmed a new passkey for {name}"},
	"account.recovery_by_operator": {Other: "made an invitation that replaces the passkeys of {name}"},
	"account.restored":             {Other: "brought the agency back from a safe copy"},
	"account.recovered":            {Other: "has a new passkey; the old ones ended"},
	"account.passkey_added":        {Other: "added a passkey"},
	"account.passkey_named":        {Other: "named a passkey"},
	"account.passkey_removed":      {Other: "removed a passkey"},
	"account.passkey_synced":       {Other: "has a passkey that a sync service keeps now"},
	"account.passkey_counted_back": {Other: "has a passkey whose counter did not grow"},
	"account.passkey_cloned":       {Other: "has a passkey that may exist twice; it is refused"},
	"account.tablet_enrolled":      {Other: "made a tablet ready"},
	"account.tablet_revoked":       {Other: "ended the tablet of {name}"},
	"account.tablet_retired":       {Other: "asked the tablet of {name} to send everything and wipe itself"},
	"account.tablet_wiped":         {Other: "has a tablet that wiped itself"},
	"account.handed_taken":         {Other: "took over what the tablet of {name} had handed in"},
	"account.handed_aside":         {Other: "left aside what the tablet of {name} had handed in"},
	"account.rescue_brought":       {Other: "handed in a rescue file of the tablet of {name}"},
	"account.lease_set":            {Other: "changed how long a tablet works without being in touch"},
	"account.demo_loaded":          {Other: "loaded the demonstration caseload"},
}

// Role returns the key of a role's name.
func Role(role string) Key { return Key("role." + role) }

// RoleHint returns the key of what a role may do.
func RoleHint(role string) Key { return Key("role." + role + ".hint") }

// AccountAction returns the key of a line of the account log.
func AccountAction(action string) Key { return Key("account." + action) }
