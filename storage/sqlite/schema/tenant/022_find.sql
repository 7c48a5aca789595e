-- The words of records, for a search through all cases of the agency. It is an
-- FTS4 table, which go-sqlite3 has without a build tag, and holds no text: a row's
-- number is the number of the last operation on its record, and what is found is
-- read from the record. A record that changed has another number, so that its old
-- row leads nowhere, and nothing in here ever has to be taken out.
--
-- Words come folded (small letters, no accents) from the program. Rows are added
-- by the first search after a change, not by the commit: nobody who writes waits.
CREATE VIRTUAL TABLE find USING fts4(words, content="", tokenize=simple, order=desc);

-- How far the log is in it.
CREATE TABLE find_mark (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL
) STRICT;

INSERT INTO find_mark (one, seq) VALUES (1, 0);
