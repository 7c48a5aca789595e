-- Who works at the agency, what they sign in with, and which tablets they have.

-- A member of staff. People are suspended, never removed: their names stand on
-- what they wrote.
CREATE TABLE person (
  id        TEXT    NOT NULL PRIMARY KEY,
  name      TEXT    NOT NULL,
  role      TEXT    NOT NULL,
  handle    BLOB    NOT NULL UNIQUE,      -- WebAuthn user handle, 64 random bytes
  created   INTEGER NOT NULL,
  suspended INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A passkey. flags is the authenticator's flag octet, kept apart because the
-- library's JSON loses it.
CREATE TABLE passkey (
  id         BLOB    NOT NULL PRIMARY KEY,
  person     TEXT    NOT NULL REFERENCES person (id),
  name       TEXT    NOT NULL,
  flags      INTEGER NOT NULL,
  credential BLOB    NOT NULL,            -- webauthn.Credential as JSON
  rp_id      TEXT    NOT NULL,
  created    INTEGER NOT NULL,
  used       INTEGER NOT NULL
) STRICT;

CREATE INDEX passkey_person ON passkey (person);

-- A signed-in browser. The cookie's token is not here: the control database
-- holds its hash.
CREATE TABLE session (
  id      TEXT    NOT NULL PRIMARY KEY,
  person  TEXT    NOT NULL REFERENCES person (id),
  token   TEXT    NOT NULL,               -- form token
  created INTEGER NOT NULL,
  used    INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  step_up INTEGER NOT NULL
) STRICT;

CREATE INDEX session_person ON session (person);

-- A single-use invitation to register a passkey: of a new person, or (recovers)
-- in place of the passkeys somebody lost, which a second person confirms.
CREATE TABLE invitation (
  id        TEXT    NOT NULL PRIMARY KEY,
  name      TEXT    NOT NULL,
  role      TEXT    NOT NULL,
  by        TEXT    NOT NULL,
  recovers  TEXT    NOT NULL,
  confirmed TEXT    NOT NULL,
  created   INTEGER NOT NULL,
  expires   INTEGER NOT NULL,
  used      INTEGER NOT NULL
) STRICT;

-- A tablet made ready for one person. set_aside says why it may not write any
-- more; revoked when an administrator took it out of use.
CREATE TABLE tablet (
  id        TEXT    NOT NULL PRIMARY KEY,
  person    TEXT    NOT NULL,
  epoch     INTEGER NOT NULL,
  name      TEXT    NOT NULL,
  created   INTEGER NOT NULL,
  seen      INTEGER NOT NULL,
  position  INTEGER NOT NULL,
  waiting   INTEGER NOT NULL,
  revoked   INTEGER NOT NULL,
  set_aside TEXT    NOT NULL
) STRICT;

-- The account log: who signed in, invited, suspended whom.
CREATE TABLE account_event (
  id      INTEGER NOT NULL PRIMARY KEY,
  at      INTEGER NOT NULL,
  actor   TEXT    NOT NULL,
  action  TEXT    NOT NULL,
  subject TEXT    NOT NULL
) STRICT;

CREATE TRIGGER account_event_never_changes BEFORE UPDATE ON account_event
BEGIN SELECT raise(ABORT, 'the account log is append-only'); END;

CREATE TRIGGER account_event_never_goes BEFORE DELETE ON account_event
BEGIN SELECT raise(ABORT, 'the account log is append-only'); END;
