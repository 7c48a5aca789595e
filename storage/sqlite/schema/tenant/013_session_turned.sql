-- To whom a browser at the office is turned: JSON of casework.Turned, random ids
-- only. '' means that the worker has it. Only its own statement writes it, so that
-- noting a session's last use never gives the browser back.
ALTER TABLE session ADD COLUMN turned TEXT NOT NULL DEFAULT '';
