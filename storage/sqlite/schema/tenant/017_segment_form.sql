-- How the body of a segment is written (exchange.Form): 1 is what was written
-- before there was another.
ALTER TABLE segment ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
