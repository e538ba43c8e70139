-- What rules hit and moderators said of it, summed up over all processes, each of which adds what it counted.
CREATE TABLE rule_statistics (
  rule_id text PRIMARY KEY,
  hits bigint NOT NULL,
  true_positives integer NOT NULL,
  false_positives integer NOT NULL,
  unique_catches integer NOT NULL,
  last_hit timestamptz,
  is_shadow boolean NOT NULL,
  counted_since timestamptz NOT NULL
);
