-- Which cases there are and how far each has come, without reading their
-- summaries: what was made of a summary holds while the position is the same.
CREATE INDEX case_place ON case_file (worker, id, position);

DROP INDEX case_worker;
