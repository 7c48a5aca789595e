-- The control database knows which agency an opaque value leads to, and no
-- name and no credential. Moments are Unix milliseconds, UTC; 0 is "never".

-- One agency on this server. Its file is tenants/<first two>/<id>/main.db.
CREATE TABLE tenant (
  id      TEXT    NOT NULL PRIMARY KEY,   -- random; never shown
  created INTEGER NOT NULL
) STRICT;

-- A WebAuthn user handle: 64 random bytes that a passkey carries, and the
-- person of an agency behind them.
CREATE TABLE handle (
  handle BLOB NOT NULL PRIMARY KEY,
  tenant TEXT NOT NULL REFERENCES tenant (id),
  person TEXT NOT NULL
) STRICT;

-- A token that somebody outside holds (set-up link, invitation, session cookie,
-- tablet credential, sign-in ceremony), as its SHA-256. It serves one purpose.
CREATE TABLE capability (
  hash    BLOB    NOT NULL PRIMARY KEY,
  purpose TEXT    NOT NULL,
  tenant  TEXT    NOT NULL,               -- '' before anyone is known (a sign-in ceremony)
  subject TEXT    NOT NULL,
  data    BLOB,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL                -- 0: never
) STRICT;

-- ends all tokens of a session, a tablet, an invitation at once
CREATE INDEX capability_subject ON capability (tenant, purpose, subject);

-- finds what has expired
CREATE INDEX capability_expires ON capability (expires) WHERE expires > 0;
