-- Cases whose summary was drawn before summaries held what shows of the guide's
-- measures, and who has not stood by a conference yet. They are drawn again when
-- the agency is opened, each once.
INSERT OR IGNORE INTO summary_again (case_id)
SELECT id
FROM case_file
WHERE worker IS NOT NULL AND summary -> '$.fidelity' IS NULL;
