-- What seals the agency's papers: its private key (PKCS #8), made with the file,
-- or later where the file is older; and the certificate, made with the first
-- paper and kept, so that a paper that is drawn again is the same file.
CREATE TABLE paper_key (
  one         INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  private     BLOB    NOT NULL,
  certificate BLOB    NOT NULL DEFAULT x''
) STRICT;
