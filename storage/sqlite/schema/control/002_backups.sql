-- The newest verified copy of each agency in the object store. apart is 1 where
-- the store does not lie on this volume: what such a copy holds is durable. seen
-- is how the agency's files looked before the copy was taken; when they look the
-- same, nothing was written since.
CREATE TABLE backup (
  tenant TEXT    NOT NULL PRIMARY KEY REFERENCES tenant (id),
  about  TEXT    NOT NULL,                -- storage.Backup as JSON
  apart  INTEGER NOT NULL,
  seen   TEXT    NOT NULL
) STRICT;
