-- Papers are sealed now: those from before are drawn anew.
UPDATE paper
SET sha256 = '', tries = 0;
