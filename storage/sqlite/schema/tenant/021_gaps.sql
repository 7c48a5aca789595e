-- Services that families could not get are counted over all cases.
CREATE INDEX record_gap ON record (case_id) WHERE kind = 'gap';
