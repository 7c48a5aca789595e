-- What the office found about the evidence of a signature. The record itself
-- never changes; this is looked at again when a key or a passkey comes that was
-- missing. device, worker and seq are the place in the chain that the evidence
-- claims; received is the office's clock at the commit that brought it.
CREATE TABLE evidence_check (
  id              INTEGER NOT NULL PRIMARY KEY,
  case_id         TEXT    NOT NULL,
  signature       TEXT    NOT NULL,
  hash            TEXT    NOT NULL,
  previous_device TEXT    NOT NULL,
  device          TEXT    NOT NULL,
  worker          TEXT    NOT NULL,
  seq             INTEGER NOT NULL,
  received        INTEGER NOT NULL,
  checked         INTEGER NOT NULL DEFAULT 0,   -- 0: waits to be checked
  worker_held     TEXT    NOT NULL DEFAULT '',
  device_held     TEXT    NOT NULL DEFAULT '',
  chain           TEXT    NOT NULL DEFAULT '',
  time            TEXT    NOT NULL DEFAULT '',
  passkey         BLOB,                         -- the credential that answered, as it was
  UNIQUE (case_id, signature)
) STRICT;

-- what waits to be checked
CREATE INDEX evidence_waits ON evidence_check (id) WHERE checked = 0;

-- a person's chain on a device
CREATE INDEX evidence_chain ON evidence_check (device, worker, seq);

-- The public half of a tablet's own key (a P-256 point). The first one stays.
CREATE TABLE device_key (
  device     TEXT    NOT NULL PRIMARY KEY,
  public     BLOB    NOT NULL,
  registered INTEGER NOT NULL
) STRICT;

CREATE TRIGGER device_key_never_changes BEFORE UPDATE ON device_key
BEGIN SELECT raise(ABORT, 'the key of a tablet stays'); END;

CREATE TRIGGER device_key_never_goes BEFORE DELETE ON device_key
BEGIN SELECT raise(ABORT, 'the key of a tablet stays'); END;
