-- Who brought the bytes of an object: knowing a hash is no right to what it
-- names. What is there already counts as brought by whoever attached it.
CREATE TABLE bringer (
  sha256 TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (sha256, person)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO bringer (sha256, person)
SELECT object.sha256, record.content ->> '$.made.a'
FROM record
JOIN object ON object.sha256 = record.content ->> '$.f.sha256'
WHERE record.kind = 'attachment';
