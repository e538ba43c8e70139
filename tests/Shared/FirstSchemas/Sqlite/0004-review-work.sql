-- How items are claimed and put in order. A place (standing) is the score in milliseconds of age, each point two hours,
-- less the moment of creation: with an age that counts without end, it does not change with time.
ALTER TABLE review_items ADD COLUMN vote_weight REAL NOT NULL DEFAULT 0;
ALTER TABLE review_items ADD COLUMN cluster_id INTEGER;
ALTER TABLE review_items ADD COLUMN stage TEXT NOT NULL DEFAULT 'open';
ALTER TABLE review_items ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE review_items ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE review_items ADD COLUMN available_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE review_items ADD COLUMN fence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE review_items ADD COLUMN claimed_by INTEGER;
ALTER TABLE review_items ADD COLUMN claimed_at INTEGER;
ALTER TABLE review_items ADD COLUMN taken_from INTEGER;
UPDATE review_items SET
  vote_weight = votes,
  standing = CAST(ROUND((125 - 25 * priority + weight + 10 * votes) * 7200000) AS bigint) - created_at,
  due_at = created_at + 360000000,
  available_at = created_at;
-- Claims walk along these three: leases that ran out, overdue items, the others.
CREATE INDEX review_items_leased ON review_items (available_at, id) WHERE state = 'pending' AND claimed_by IS NOT NULL;
CREATE INDEX review_items_due ON review_items (due_at, id) WHERE state = 'pending' AND claimed_by IS NULL;
CREATE INDEX review_items_next ON review_items (standing DESC, id) WHERE state = 'pending' AND claimed_by IS NULL;
CREATE INDEX review_items_cluster ON review_items (cluster_id) WHERE state = 'pending' AND cluster_id IS NOT NULL;

ALTER TABLE review_votes ADD COLUMN weight REAL NOT NULL DEFAULT 1;
ALTER TABLE review_votes ADD COLUMN voted_at INTEGER;
CREATE INDEX review_votes_voter ON review_votes (voter_id, voted_at);

-- The rules and triggers that asked for an item, also those whose reasons later ones replaced.
CREATE TABLE review_signals (
  item_id INTEGER NOT NULL REFERENCES review_items (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  PRIMARY KEY (item_id, code)
) WITHOUT ROWID;

CREATE TABLE review_skips (
  item_id INTEGER NOT NULL REFERENCES review_items (id) ON DELETE CASCADE,
  moderator_id INTEGER NOT NULL,
  PRIMARY KEY (item_id, moderator_id)
) WITHOUT ROWID;

-- The results of bulk decisions, so that each happens once.
CREATE TABLE review_bulks (
  key TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  results TEXT NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Only grows; it outlives its items, so that it does not refer to them.
CREATE TABLE review_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL,
  acted_at INTEGER NOT NULL,
  actor_id INTEGER,
  action TEXT NOT NULL,
  state TEXT NOT NULL,
  fence INTEGER NOT NULL,
  note TEXT,
  bulk_key TEXT,
  subject_id INTEGER,
  handled REAL
);
CREATE INDEX review_log_item ON review_log (item_id, id);
CREATE INDEX review_log_acted ON review_log (acted_at);
CREATE TRIGGER review_log_fixed BEFORE UPDATE ON review_log BEGIN
  SELECT RAISE(ABORT, 'Entries of the log are not changed.');
END;
