-- Cases whose summary was drawn before summaries held what deadlines are counted
-- from. They are drawn again when the agency is opened, each once; until then
-- neither Today nor a board would know what is due in them.
CREATE TABLE summary_again (
  case_id TEXT NOT NULL PRIMARY KEY
) STRICT;

INSERT INTO summary_again (case_id)
SELECT id
FROM case_file
WHERE worker IS NOT NULL AND summary -> '$.events' IS NULL;
