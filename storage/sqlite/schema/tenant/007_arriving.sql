-- Uploads belong to the person who brings them: whoever knows a hash neither
-- sees nor completes what somebody else has begun. Those under way begin again.

CREATE TABLE arriving (
  sha256 TEXT    NOT NULL,
  person TEXT    NOT NULL,
  media  TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  begun  INTEGER NOT NULL,
  PRIMARY KEY (sha256, person)
) STRICT;

DROP TABLE upload;
