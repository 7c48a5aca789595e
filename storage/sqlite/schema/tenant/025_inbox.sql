-- What tablets sent in one request with many operations, until it has landed.
-- content is a JSON array of the operations, as they came.
CREATE TABLE inbox (
  id      INTEGER NOT NULL PRIMARY KEY, -- in the order in which they came
  device  TEXT    NOT NULL,
  epoch   INTEGER NOT NULL,
  first   INTEGER NOT NULL,             -- number of the first operation
  actor   TEXT    NOT NULL,             -- the person behind the device, as the office knew them when it came
  name    TEXT    NOT NULL,
  role    TEXT    NOT NULL,
  arrived TEXT    NOT NULL,             -- RFC 3339 UTC
  waiting INTEGER NOT NULL,             -- what else waited on the tablet
  content BLOB    NOT NULL,
  UNIQUE (device, epoch, first)
) STRICT;
