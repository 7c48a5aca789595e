-- Closed cases are at the office only: tablets carry those that are open.
ALTER TABLE case_file ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;

UPDATE case_file
SET closed = 1
WHERE summary ->> '$.status' = 'closed';
