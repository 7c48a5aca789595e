-- One agency's cases. The log of operations is the truth and the audit trail;
-- case_file and record are what the operations add up to, kept so that a page
-- need not add them up again. Moments are Unix milliseconds, UTC; 0 is "never".

-- The agency itself: always exactly one row. Its seal key is made with the
-- file; tablets seal unsent work to the public half. term rises when the file
-- is restored from a backup, so that tablets notice that time went back.
CREATE TABLE agency (
  one          INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  tenant       TEXT    NOT NULL,
  name         TEXT    NOT NULL DEFAULT '',
  zone         TEXT    NOT NULL DEFAULT 'UTC',   -- IANA
  seal_public  BLOB    NOT NULL,
  seal_private BLOB    NOT NULL,
  term         INTEGER NOT NULL DEFAULT 1,
  created      INTEGER NOT NULL
) STRICT;

-- One action of one person, as it arrived, byte for byte. seq is drawn inside
-- the write transaction and has no gaps: it is the only order there is.
CREATE TABLE operation (
  seq     INTEGER NOT NULL PRIMARY KEY,
  device  TEXT    NOT NULL,
  epoch   INTEGER NOT NULL,
  n       INTEGER NOT NULL,               -- dense from 1 within device and epoch
  case_id TEXT    NOT NULL,
  record  TEXT    NOT NULL,
  actor   TEXT    NOT NULL,
  hash    TEXT    NOT NULL,               -- SHA-256 of content, hex
  outcome TEXT    NOT NULL,               -- applied, merged, conflict, kept
  reason  TEXT    NOT NULL,               -- why it was kept
  content BLOB    NOT NULL,
  UNIQUE (device, epoch, n)
) STRICT;

-- the history of a case
CREATE INDEX operation_case ON operation (case_id, seq);

-- what could not be applied and waits for a person
CREATE INDEX operation_kept ON operation (case_id, seq) WHERE outcome = 'kept';

CREATE TRIGGER operation_never_changes BEFORE UPDATE ON operation
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER operation_never_goes BEFORE DELETE ON operation
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

-- An operation that came under a number whose place in the log holds another
-- content: the sign of a copied tablet. Both are kept. seen_at is the log's
-- last number at that time.
CREATE TABLE apart (
  id      INTEGER NOT NULL PRIMARY KEY,
  device  TEXT    NOT NULL,
  epoch   INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  case_id TEXT    NOT NULL,
  hash    TEXT    NOT NULL,
  seen_at INTEGER NOT NULL,
  content BLOB    NOT NULL,
  UNIQUE (device, epoch, n, hash)
) STRICT;

CREATE INDEX apart_case ON apart (case_id);

CREATE TRIGGER apart_never_changes BEFORE UPDATE ON apart
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

CREATE TRIGGER apart_never_goes BEFORE DELETE ON apart
BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

-- One case. A case of which only kept operations came has no worker and is in
-- nobody's caseload.
CREATE TABLE case_file (
  id       TEXT    NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,              -- seq of the last operation on it
  digest   TEXT    NOT NULL,              -- sum of its records' digests
  worker   TEXT,                          -- person id; NULL before the case is made
  summary  TEXT    NOT NULL               -- casework.Summary as JSON
) STRICT;

-- a caseload
CREATE INDEX case_worker ON case_file (worker);

-- One record of a case as it stands. Rows of a case lie side by side (no
-- rowid), because they are read together. In a sealed row (a frozen contract, a
-- signature) no word and no stamp can change any more, whatever the program
-- believes; versions that stood beside its words may still be closed.
CREATE TABLE record (
  case_id TEXT    NOT NULL REFERENCES case_file (id),
  id      TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  seq     INTEGER NOT NULL,               -- of the last operation on it
  digest  TEXT    NOT NULL,
  sealed  INTEGER NOT NULL,
  content TEXT    NOT NULL,               -- casework.Record as JSON
  PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;

-- what changed since a tablet's position
CREATE INDEX record_seq ON record (seq);

CREATE TRIGGER record_sealed_stays BEFORE UPDATE ON record
WHEN old.sealed = 1 AND (
     new.sealed <> 1
  OR new.case_id <> old.case_id
  OR new.id <> old.id
  OR new.kind <> old.kind
  OR new.content -> '$.f'    IS NOT old.content -> '$.f'
  OR new.content -> '$.made' IS NOT old.content -> '$.made'
  OR new.content -> '$.by'   IS NOT old.content -> '$.by'
  OR new.content -> '$.gone' IS NOT old.content -> '$.gone'
)
BEGIN SELECT raise(ABORT, 'this record is sealed'); END;

CREATE TRIGGER record_sealed_never_goes BEFORE DELETE ON record WHEN old.sealed = 1
BEGIN SELECT raise(ABORT, 'this record is sealed'); END;

-- The packed segment of a case at one position, made when it is first asked
-- for. It can be made again at any time.
CREATE TABLE segment (
  case_id  TEXT    NOT NULL PRIMARY KEY,
  position INTEGER NOT NULL,
  digest   TEXT    NOT NULL,
  packed   BLOB    NOT NULL
) STRICT;

-- What somebody at an office desk is typing: storage.Draft as JSON.
CREATE TABLE draft (
  person  TEXT NOT NULL,
  key     TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (person, key)
) STRICT;
