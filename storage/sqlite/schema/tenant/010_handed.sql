-- What tablets handed in that cannot go into its case without a person: from a
-- tablet that was taken out of use or exists twice, out of order, or under a
-- seal that does not open. content is the operation or, where the seal did not
-- open, the sealed box. Nothing of it is ever removed; decision says what a
-- person made of it: '' (waits), 'taken' or 'aside'.
CREATE TABLE handed (
  id         INTEGER NOT NULL PRIMARY KEY,
  device     TEXT    NOT NULL,
  epoch      INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  hash       TEXT    NOT NULL,            -- SHA-256 of content, hex
  why        TEXT    NOT NULL,
  brought_by TEXT    NOT NULL,            -- who brought a rescue file; '' the tablet itself
  came       INTEGER NOT NULL,
  content    BLOB    NOT NULL,
  decision   TEXT    NOT NULL DEFAULT '',
  reason     TEXT    NOT NULL DEFAULT '',
  decided_by TEXT    NOT NULL DEFAULT '',
  decided    INTEGER NOT NULL DEFAULT 0,
  UNIQUE (device, epoch, n, hash)
) STRICT;

CREATE TRIGGER handed_content_stays BEFORE UPDATE ON handed
WHEN new.content IS NOT old.content OR new.device <> old.device OR new.epoch <> old.epoch OR new.n <> old.n
BEGIN SELECT raise(ABORT, 'what was handed in stays as it came'); END;

CREATE TRIGGER handed_never_goes BEFORE DELETE ON handed
BEGIN SELECT raise(ABORT, 'what was handed in stays'); END;

-- retired: an administrator asked to take the tablet out of use once it has
-- sent everything. wiped: the tablet said that nothing is on it any more.
ALTER TABLE tablet ADD COLUMN retired INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tablet ADD COLUMN wiped   INTEGER NOT NULL DEFAULT 0;

-- How many days a tablet opens its cases without having been in touch.
ALTER TABLE agency ADD COLUMN lease_days INTEGER NOT NULL DEFAULT 14;
