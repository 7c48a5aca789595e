-- How the agency works: templates, roles, time frames and its own rules of
-- wording, as one document. Each change is a new version; all of them stay.
CREATE TABLE practice (
  version INTEGER NOT NULL PRIMARY KEY CHECK (version > 0),
  content TEXT    NOT NULL,               -- JSON
  by      TEXT    NOT NULL,               -- id of the person who changed it
  at      INTEGER NOT NULL
) STRICT;

CREATE TRIGGER practice_never_changes BEFORE UPDATE ON practice
BEGIN SELECT raise(ABORT, 'a version stays as it is: make a new one'); END;

CREATE TRIGGER practice_never_goes BEFORE DELETE ON practice
BEGIN SELECT raise(ABORT, 'versions of how the agency works stay'); END;
