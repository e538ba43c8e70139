-- How items are claimed and put in order. A place (standing) is the score in milliseconds of age, each point two hours,
-- less the moment of creation: with an age that counts without end, it does not change with time.
ALTER TABLE review_items
  ADD COLUMN vote_weight double precision NOT NULL DEFAULT 0,
  ADD COLUMN cluster_id bigint,
  ADD COLUMN stage text NOT NULL DEFAULT 'open',
  ADD COLUMN standing bigint NOT NULL DEFAULT 0,
  ADD COLUMN due_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN available_at timestamptz NOT NULL DEFAULT 'epoch',
  ADD COLUMN fence bigint NOT NULL DEFAULT 0,
  ADD COLUMN claimed_by bigint,
  ADD COLUMN claimed_at timestamptz,
  ADD COLUMN taken_from bigint;
UPDATE review_items SET
  vote_weight = votes,
  standing = CAST(ROUND((125 - 25 * priority + weight + 10 * votes) * 7200000) AS bigint)
    - CAST(floor(extract(epoch FROM created_at) * 1000) AS bigint),
  due_at = created_at + interval '100 hours',
  available_at = created_at;
-- Claims walk along these three: leases that ran out, overdue items, the others.
CREATE INDEX review_items_leased ON review_items (available_at, id) WHERE state = 'pending' AND claimed_by IS NOT NULL;
CREATE INDEX review_items_due ON review_items (due_at, id) WHERE state = 'pending' AND claimed_by IS NULL;
CREATE INDEX review_items_next ON review_items (standing DESC, id) WHERE state = 'pending' AND claimed_by IS NULL;
CREATE INDEX review_items_cluster ON review_items (cluster_id) WHERE state = 'pending' AND cluster_id IS NOT NULL;

ALTER TABLE review_votes
  ADD COLUMN weight double precision NOT NULL DEFAULT 1,
  ADD COLUMN voted_at timestamptz;
CREATE INDEX review_votes_voter ON review_votes (voter_id, voted_at);

-- The rules and triggers that asked for an item, also those whose reasons later ones replaced.
CREATE TABLE review_signals (
  item_id bigint NOT NULL REFERENCES review_items (id) ON DELETE CASCADE,
  code text NOT NULL,
  PRIMARY KEY (item_id, code)
);

CREATE TABLE review_skips (
  item_id bigint NOT NULL REFERENCES review_items (id) ON DELETE CASCADE,
  moderator_id bigint NOT NULL,
  PRIMARY KEY (item_id, moderator_id)
);

-- The results of bulk decisions, so that each happens once.
CREATE TABLE review_bulks (
  key text PRIMARY KEY,
  fingerprint text NOT NULL,
  results text NOT NULL,
  created_at timestamptz NOT NULL
);

-- Only grows; it outlives its items, so that it does not refer to them.
CREATE TABLE review_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  item_id bigint NOT NULL,
  acted_at timestamptz NOT NULL,
  actor_id bigint,
  action text NOT NULL,
  state text NOT NULL,
  fence bigint NOT NULL,
  note text,
  bulk_key text,
  subject_id bigint,
  handled double precision
);
CREATE INDEX review_log_item ON review_log (item_id, id);
CREATE INDEX review_log_acted ON review_log (acted_at);
CREATE FUNCTION review_log_keep() RETURNS trigger LANGUAGE plpgsql AS $BODY$
BEGIN
  RAISE EXCEPTION 'Entries of the log are not changed.';
END
$BODY$;
CREATE TRIGGER review_log_fixed BEFORE UPDATE ON review_log FOR EACH ROW EXECUTE FUNCTION review_log_keep();
