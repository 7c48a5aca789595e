-- Who opened a case: one line a person, device and quarter of an hour. tablet is
-- '' at an office desk. at is the device's clock, noted the office's.
CREATE TABLE opening (
  id      INTEGER NOT NULL PRIMARY KEY,
  case_id TEXT    NOT NULL,
  person  TEXT    NOT NULL,
  tablet  TEXT    NOT NULL,
  quarter INTEGER NOT NULL,               -- beginning of the quarter of an hour
  at      INTEGER NOT NULL,
  noted   INTEGER NOT NULL,
  UNIQUE (case_id, person, tablet, quarter)
) STRICT;

-- who opened this case, newest first
CREATE INDEX opening_case ON opening (case_id, id);

CREATE TRIGGER opening_never_changes BEFORE UPDATE ON opening
BEGIN SELECT raise(ABORT, 'who opened a case stays written'); END;

CREATE TRIGGER opening_never_goes BEFORE DELETE ON opening
BEGIN SELECT raise(ABORT, 'who opened a case stays written'); END;
