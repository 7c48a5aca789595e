-- The passkey that a session was opened with: when it is removed, so is the
-- session. Sessions from before have none; they end by themselves within a day.
ALTER TABLE session ADD COLUMN passkey BLOB NOT NULL DEFAULT x'';
