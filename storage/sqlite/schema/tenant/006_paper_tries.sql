-- How often the paper of a contract could not be drawn: after a few times it
-- waits for a new release of the program, which sets this back.
ALTER TABLE paper ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
