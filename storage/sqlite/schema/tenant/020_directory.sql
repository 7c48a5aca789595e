-- The agency's list of providers, one row an entry.
CREATE TABLE provider (
  id      TEXT    NOT NULL PRIMARY KEY,
  content TEXT    NOT NULL,               -- casework.Provider as JSON
  source  TEXT    NOT NULL,               -- what it was imported from (HSDS, JSON), or ''
  by      TEXT    NOT NULL,               -- id of the person who changed it last
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The list as a whole, as tablets know it.
CREATE TABLE directory (
  one    INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  areas  TEXT    NOT NULL,                -- the agency's own, JSON
  sha256 TEXT    NOT NULL                 -- of the list as tablets fetch it; '' while it is empty
) STRICT;
INSERT INTO directory (one, areas, sha256) VALUES (1, '[]', '');
