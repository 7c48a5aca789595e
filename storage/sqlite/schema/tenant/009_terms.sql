-- What a restore from a backup needs, and what a tablet may claim to have seen.

-- The terms that began with a restore; before them all lies term 1. In a new
-- term the numbers above its beginning are given anew, so a number says
-- something only together with its term. began is the last number of the log at
-- that time.
CREATE TABLE term (
  term  INTEGER NOT NULL PRIMARY KEY,
  began INTEGER NOT NULL
) STRICT;

-- The highest number that a device was ever given, in an answer or a segment.
-- Tablets from before may have seen anything.
CREATE TABLE given (
  device   TEXT    NOT NULL,
  epoch    INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (device, epoch)
) STRICT, WITHOUT ROWID;

INSERT INTO given (device, epoch, position)
SELECT id, epoch, (SELECT coalesce(max(seq), 0) FROM operation)
FROM tablet;

-- The number up to which the author is taken to have seen the case: what the
-- operation says, in numbers of the term it landed in. NULL: just what it says.
ALTER TABLE operation ADD COLUMN seen INTEGER;
