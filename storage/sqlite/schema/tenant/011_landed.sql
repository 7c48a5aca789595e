-- When the office wrote an operation into its log, on its own clock. 0 for those
-- from before it was noted.
ALTER TABLE operation ADD COLUMN landed INTEGER NOT NULL DEFAULT 0;
