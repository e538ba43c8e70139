-- What rules hit and moderators said of it, summed up over all processes, each of which adds what it counted.
CREATE TABLE rule_statistics (
  rule_id TEXT PRIMARY KEY,
  hits INTEGER NOT NULL,
  true_positives INTEGER NOT NULL,
  false_positives INTEGER NOT NULL,
  unique_catches INTEGER NOT NULL,
  last_hit INTEGER,
  is_shadow INTEGER NOT NULL,
  counted_since INTEGER NOT NULL
) WITHOUT ROWID;
