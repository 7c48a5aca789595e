-- Bytes that belong to the agency: photos, scans, contracts as PDF. They lie in
-- the folder staged/ beside this file until the object store has them.

-- Bytes that are whole and checked. stored is 0 while the staged copy is the
-- only one.
CREATE TABLE object (
  sha256 TEXT    NOT NULL PRIMARY KEY,
  media  TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  added  INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  tries  INTEGER NOT NULL
) STRICT;

-- what waits to be put to the object store: what failed least comes first
CREATE INDEX object_waits ON object (tries, added) WHERE stored = 0;

-- An attachment that is arriving in parts; how much of it is here is the size
-- of its file.
CREATE TABLE upload (
  sha256 TEXT    NOT NULL PRIMARY KEY,
  media  TEXT    NOT NULL,
  size   INTEGER NOT NULL,
  begun  INTEGER NOT NULL
) STRICT;

-- A contract that both sides signed, and the PDF made of it ('' before). Ids
-- are made outside: only with its case does one name a contract.
CREATE TABLE paper (
  case_id  TEXT NOT NULL,
  contract TEXT NOT NULL,
  sha256   TEXT NOT NULL,
  PRIMARY KEY (case_id, contract)
) STRICT;

-- contracts that wait for their paper
CREATE INDEX paper_missing ON paper (contract) WHERE sha256 = '';
